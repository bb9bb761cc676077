import type { Effort } from "./findings/finding.js";
import type { FileResult } from "./index.js";

export type Mode = "dry-run" | "write" | "check";

/** Something that went wrong and is no file's result: a path that is not there, a file that can't be read, a defect of the tool. */
export interface Problem {
  readonly path: string;
  readonly reason: string;
}

/** How many findings are not listed, by the reason. */
export interface Hidden {
  /** A comment in the code ignores them. */
  readonly ignored: number;
  /** `--select` or `--ignore` leaves them out. */
  readonly deselected: number;
  /** They are in the baseline. */
  readonly baseline: number;
  /** How many of all these are left for a person. */
  readonly left: number;
}

/** What a run found and did. */
export interface Report {
  readonly mode: Mode;
  /** The number of files that were looked at. */
  readonly scanned: number;
  readonly files: readonly (FileResult & { readonly original: string })[];
  readonly problems: readonly Problem[];
  /** Left out where there is nothing hidden. */
  readonly hidden?: Hidden;
}

export type ReportedFile = Report["files"][number];

/** The files that hold v1 code, or what an upgrade left of it. */
export function filesWithV1(report: Report): ReportedFile[] {
  return report.files.filter((f) => f.status !== "unchanged" || f.findings.length > 0);
}

/** Those of them that are code: what lists packages is told beside them, and is no file with v1 parallel runs. */
export function codeWithV1(report: Report): ReportedFile[] {
  return filesWithV1(report).filter((f) => f.kind !== "packages");
}

/** The number of findings of each effort. */
export function countFindings(files: readonly Pick<ReportedFile, "findings">[]): Record<Effort, number> {
  const counts: Record<Effort, number> = { upgraded: 0, changed: 0, decision: 0, unsupported: 0 };
  for (const f of files) for (const finding of f.findings) counts[finding.effort]++;
  return counts;
}

/** Whether nothing is left for a person, listed or not. */
export function isComplete(report: Report): boolean {
  const counts = countFindings(report.files);
  return report.problems.length === 0 && (report.hidden?.left ?? 0) === 0 && counts.decision + counts.unsupported === 0 && report.files.every((f) => f.status !== "refused");
}
