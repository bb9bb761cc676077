import { createTwoFilesPatch, OMIT_HEADERS } from "diff";
import type { ReportedFile } from "../report.js";

/**
 * The unified diff of a file, with its path as it is, and after it the files that its upgrade adds; empty when nothing changes. A
 * notebook is shown by cell, as source lines, not as JSON: the path is followed by the cell.
 */
export function diffOf(file: ReportedFile): string {
  return ownDiff(file) + (file.created ?? []).map(({ path, text }) => patch(path, "", text, "/dev/null")).join("");
}

function ownDiff(file: ReportedFile): string {
  if (file.text === file.original) return "";
  if (file.cells) return file.cells.map((c) => patch(`${file.path}#cell-${c.cell}`, closed(c.before), closed(c.after))).join("");
  return patch(file.path, file.original, file.text);
}

/** The last line of a cell has no line end; that it has none is not worth a word. */
function closed(source: string): string {
  return /[\r\n]$/.test(source) ? source : `${source}\n`;
}

function patch(path: string, before: string, after: string, from = quoted(path)): string {
  const hunks = createTwoFilesPatch("", "", before, after, undefined, undefined, { context: 3, headerOptions: OMIT_HEADERS });
  return `--- ${from}\n+++ ${quoted(path)}\n${hunks}`;
}

/** As git does: a path with control characters or quotes stands in quotes. */
function quoted(path: string): string {
  return /[\x00-\x1f\x7f"\\]/.test(path) ? JSON.stringify(path) : path;
}
