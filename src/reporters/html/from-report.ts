import { diffArrays } from "diff";
import { readNotebook } from "../../notebook/read.js";
import type { Report, ReportedFile } from "../../report.js";
import { filesWithV1 } from "../../report.js";
import type { DiffLine, PageFile, Part, Repository } from "./page-data.js";

/** A run of this process, with all lines of its files. With `--check` the new code is not shown, as in the other formats. */
export function fromReport(report: Report): Repository {
  const files = filesWithV1(report).map((file): PageFile => ({
    path: file.path, kind: file.kind, status: file.status, findings: file.findings, parts: partsOf(file, report.mode !== "check"),
    ...(file.reason === undefined ? {} : { reason: file.reason }),
  }));
  const { ignored = 0, deselected = 0, baseline = 0 } = report.hidden ?? {};
  return { name: null, mode: report.mode, scanned: report.scanned, files, problems: report.problems, hidden: ignored + deselected + baseline };
}

function partsOf(file: ReportedFile, showNew: boolean): Part[] {
  if (file.status === "refused") return [];
  const added = showNew ? (file.created ?? []).map(({ path, text }) => partOf(null, "", text, path)) : [];
  return [...ownParts(file, showNew), ...added];
}

function ownParts(file: ReportedFile, showNew: boolean): Part[] {
  if (file.kind !== "notebook") return [partOf(null, file.original, showNew ? file.text : file.original)];
  const changed = new Map(showNew ? file.cells?.map((cell) => [cell.cell, cell]) : []);
  const concerned = new Set([...changed.keys(), ...file.findings.map((finding) => finding.cell)]);
  return readNotebook(file.original).cells.filter((cell) => concerned.has(cell.number)).map((cell) => {
    const change = changed.get(cell.number);
    return change ? partOf(cell.number, change.before, change.after) : partOf(cell.number, cell.source, cell.source);
  });
}

function partOf(cell: number | null, before: string, after: string, added: string | null = null): Part {
  const lines = diffArrays(linesOf(before), linesOf(after)).flatMap(({ value, added, removed }) => value.map((text): DiffLine => ({ sign: added ? "+" : removed ? "-" : " ", text })));
  return { cell, added, hunks: [{ v1: 1, v2: 1, lines }] };
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}
