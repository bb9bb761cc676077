import type { Effort, Finding } from "../../findings/finding.js";
import type { FileKind, Status } from "../../index.js";
import type { Mode, Problem } from "../../report.js";

/** A line of a file's diff. */
export interface DiffLine {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/** Lines that follow each other, with the numbers of the first one in v1 and in v2. */
export interface Hunk {
  readonly v1: number;
  readonly v2: number;
  readonly lines: readonly DiffLine[];
}

/** The diff of a file, of one cell of a notebook, or a file that the upgrade adds. What stands between two hunks is not known. */
export interface Part {
  readonly cell: number | null;
  /** The path of a file that the upgrade adds. */
  readonly added: string | null;
  readonly hunks: readonly Hunk[];
}

/** A file as the page shows it. */
export interface PageFile {
  readonly path: string;
  readonly kind: FileKind;
  readonly status: Status;
  readonly reason?: string;
  readonly findings: readonly Finding[];
  readonly parts: readonly Part[];
}

/** What one run found. */
export interface Repository {
  /** Null where the page is about one run alone. */
  readonly name: string | null;
  readonly mode: Mode;
  readonly scanned: number;
  readonly files: readonly PageFile[];
  readonly problems: readonly Problem[];
  /** How many findings are not listed: ignored, left out, or in the baseline. */
  readonly hidden: number;
}

/** The files that hold code: what lists packages is told beside them, and is no file with v1 parallel runs. */
export function codeOf(files: readonly PageFile[]): PageFile[] {
  return files.filter((file) => file.kind !== "packages");
}

/** The efforts, the most important first. */
export const ORDER: readonly Effort[] = ["decision", "unsupported", "changed", "upgraded"];

export type Counts = Readonly<Record<Effort, number>>;

export function countsOf(files: readonly { readonly findings: readonly { readonly effort: Effort }[] }[]): Counts {
  const counts: Record<Effort, number> = { upgraded: 0, changed: 0, decision: 0, unsupported: 0 };
  for (const file of files) for (const finding of file.findings) counts[finding.effort]++;
  return counts;
}

/** More of the most important effort comes first; where that is the same, more of the next one. The last efforts may be left out. */
export function byCounts(a: Counts, b: Counts, efforts = ORDER.length): number {
  const effort = ORDER.slice(0, efforts).find((each) => a[each] !== b[each]);
  return effort === undefined ? 0 : b[effort] - a[effort];
}

/** What a file asks of a person: the most important of its findings, or that it was refused. */
export function stateOf(file: PageFile): "refused" | Effort {
  if (file.status === "refused") return "refused";
  return ORDER.find((effort) => file.findings.some((finding) => finding.effort === effort)) ?? "upgraded";
}
