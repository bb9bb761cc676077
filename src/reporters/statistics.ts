import type { Effort } from "../findings/finding.js";
import { knownAs } from "../findings/v1-names.js";
import { ruleDocs } from "../findings/rule-docs.js";
import type { Report, ReportedFile } from "../report.js";
import { countFindings, filesWithV1 } from "../report.js";
import { printableLine } from "./printable.js";
import type { ReporterOptions } from "./reporter.js";

/** How often something occurs, and in how many files. */
interface Occurrence {
  readonly findings: number;
  readonly files: number;
  readonly efforts: Readonly<Record<Effort, number>>;
}

/** What a project uses of v1, in numbers. The lists begin with what is most frequent. */
export interface Statistics {
  /** The v1 settings and calls. */
  readonly settings: readonly (Occurrence & { readonly v1: string; readonly v2: readonly string[] })[];
  readonly codes: readonly (Occurrence & { readonly code: string; readonly title: string })[];
  readonly files: readonly { readonly path: string; readonly status: ReportedFile["status"]; readonly findings: Readonly<Record<Effort, number>> }[];
}

/** Counts the findings that a report lists. */
export function statisticsOf(report: Report): Statistics {
  const files = filesWithV1(report);
  const settings = grouped(files, (finding) => (finding.v1 === null ? null : knownAs(finding.v1)));
  const codes = grouped(files, (finding) => finding.code);
  return {
    settings: settings.map((s) => ({ v1: s.key, v2: [...new Set(s.findings.flatMap((f) => f.v2 ?? []))].sort(), ...occurrenceOf(s) })),
    codes: codes.map((c) => ({ code: c.key, title: ruleDocs().find((rule) => rule.code === c.key)?.title ?? "", ...occurrenceOf(c) })),
    files: files.map((file) => ({ path: file.path, status: file.status, findings: countFindings([file]) }))
      .sort((a, b) => leftOf(b.findings) - leftOf(a.findings) || total(b.findings) - total(a.findings) || (a.path < b.path ? -1 : 1)),
  };
}

type Finding = ReportedFile["findings"][number];

function grouped(files: readonly ReportedFile[], keyOf: (finding: Finding) => string | null): { key: string; findings: Finding[]; files: number }[] {
  const groups = new Map<string, { findings: Finding[]; files: Set<string> }>();
  for (const file of files) {
    for (const finding of file.findings) {
      const key = keyOf(finding);
      if (key === null) continue;
      const group = groups.get(key) ?? { findings: [], files: new Set() };
      group.findings.push(finding);
      group.files.add(file.path);
      groups.set(key, group);
    }
  }
  return [...groups].map(([key, group]) => ({ key, findings: group.findings, files: group.files.size }))
    .sort((a, b) => b.findings.length - a.findings.length || (a.key < b.key ? -1 : 1));
}

function occurrenceOf(group: { readonly findings: readonly Finding[]; readonly files: number }): Occurrence {
  return { findings: group.findings.length, files: group.files, efforts: countFindings([group]) };
}

/** What a person has to do. */
function leftOf(counts: Readonly<Record<Effort, number>>): number {
  return counts.decision + counts.unsupported;
}

function total(counts: Readonly<Record<Effort, number>>): number {
  return leftOf(counts) + counts.changed + counts.upgraded;
}

/** The statistics as a person reads them: three tables. */
export function statisticsText(report: Report, options: ReporterOptions): string {
  const { settings, codes, files } = statisticsOf(report);
  const width = Math.min(options.columns, 100);
  if (files.length === 0) return "";
  return [
    table(["v1", "files", "findings", "by hand"], settings.map((s) => [s.v1, s.files, s.findings, leftOf(s.efforts)]), width, options),
    table(["code", "files", "findings", "by hand"], codes.map((c) => [`${c.code}  ${c.title}`, c.files, c.findings, leftOf(c.efforts)]), width, options),
    table(["file", "upgraded", "changed", "to decide", "no counterpart"], files.map(({ path, findings: f }) => [path, f.upgraded, f.changed, f.decision, f.unsupported]), width, options),
  ].filter((part) => part !== "").join("\n");
}

/** A name and numbers to its right. A name that is too long has a line to itself. */
function table(head: readonly string[], rows: readonly (readonly (string | number)[])[], width: number, { palette }: ReporterOptions): string {
  if (rows.length === 0) return "";
  const numbers = head.slice(1);
  const wide = numbers.reduce((sum, name) => sum + name.length + 2, 0);
  const line = (cells: readonly (string | number)[]): string => {
    const name = printableLine(String(cells[0]));
    const right = numbers.map((column, i) => String(cells[i + 1]).padStart(column.length + 2)).join("");
    return name.length <= width - wide ? name.padEnd(width - wide) + right : `${name}\n${" ".repeat(width - wide)}${right}`;
  };
  const [first = "", ...rest] = [head, ...rows].map(line);
  return `${[palette.bold(first), ...rest].join("\n")}\n`;
}
