import { posix } from "node:path";
import type { TextEdit } from "../edits/text-edit.js";
import type { Location } from "../findings/finding.js";
import type { Cell } from "../notebook/read.js";
import { NotebookError, readNotebook } from "../notebook/read.js";
import { rangeInFile } from "../notebook/place.js";
import type { Mode, ReportedFile } from "../report.js";
import type { ReporterOptions } from "./reporter.js";

/** A place in a file. Lines and columns count from 1, columns in UTF-16 code units; the end is exclusive. */
export type Region = Pick<Location, "line" | "column" | "endLine" | "endColumn">;

interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the places of findings in the file on the disk: a notebook's in the lines of its JSON, and after a write those of the
 * upgraded text. Services that show a file at a line know nothing of cells.
 */
export function regionsOf(file: ReportedFile, mode: Mode): (location: Location) => Region {
  const written = mode === "write" && file.text !== file.original;
  if (file.kind !== "notebook" && !written) return ({ line, column, endLine, endColumn }) => ({ line, column, endLine, endColumn });
  const rangeOf = file.kind === "notebook" ? rangesInCells(file.original) : rangesInLines(file.original);
  const lines = lineStarts(written ? file.text : file.original);
  return (location) => {
    const range = rangeOf(location);
    return regionOf(written ? moved(range, file.edits) : range, lines);
  };
}

/** The place of an edit, as a region of the text that it is an edit of. */
export function regionsOfEdits(text: string): (edit: TextEdit) => Region {
  const lines = lineStarts(text);
  return (edit) => regionOf(edit, lines);
}

/** The place that the reason of a refusal begins with, such as `3:7: ` or `cell 2, 3:7: `. */
export function regionOfReason(file: ReportedFile): Region | null {
  const match = /^(?:cell (\d+), )?(\d+):(\d+): /.exec(file.reason ?? "");
  if (!match || (match[1] !== undefined && file.original === "")) return null;
  const [line, column] = [Number(match[2]), Number(match[3])];
  return regionsOf(file, "check")({ line, column, endLine: line, endColumn: column + 1, cell: match[1] === undefined ? null : Number(match[1]) });
}

/** A place as a person looks for it: `cell 7, line 3`. */
export function placeInWords({ cell, line }: Location): string {
  return `${cell === null ? "" : `cell ${cell}, `}line ${line}`;
}

/** The path of a file from the root of the repository that a CI service checked out. */
export function pathInRepository(path: string, options: ReporterOptions): string {
  return !options.folder || /^(\/|[A-Za-z]:\/)/.test(path) ? path : posix.join(options.folder, path);
}

function rangesInLines(text: string): (location: Location) => Range {
  const starts = lineStarts(text);
  const offset = (line: number, column: number): number => Math.min((starts[line - 1] ?? text.length) + column - 1, text.length);
  return ({ line, column, endLine, endColumn }) => ({ start: offset(line, column), end: offset(endLine, endColumn) });
}

function rangesInCells(text: string): (location: Location) => Range {
  const cells = new Map(cellsOf(text).map((cell) => [cell.number, { cell, rangeOf: rangesInLines(cell.source) }]));
  return (location) => {
    const found = cells.get(location.cell ?? 0);
    if (!found) return { start: 0, end: 0 };
    const { start, end } = found.rangeOf(location);
    return rangeInFile(found.cell, start, end, text);
  };
}

function cellsOf(text: string): readonly Cell[] {
  try {
    return readNotebook(text).cells;
  } catch (error) {
    if (error instanceof NotebookError) return [];
    throw error;
  }
}

/** A range of a text in the text that its edits lead to. What was replaced is found where its replacement begins. */
function moved(range: Range, edits: readonly TextEdit[]): Range {
  let shift = 0;
  let start: number | null = null;
  let end: number | null = null;
  for (const edit of edits) {
    if (start === null && range.start < edit.end) start = Math.min(range.start, edit.start) + shift;
    if (end === null && range.end <= edit.start) end = range.end + shift;
    if (end === null && range.end <= edit.end) end = edit.start + shift + /^.*/.exec(edit.text)![0].length;
    shift += edit.text.length - (edit.end - edit.start);
  }
  const from = start ?? range.start + shift;
  return { start: from, end: Math.max(from, end ?? range.end + shift) };
}

function regionOf({ start, end }: Range, lines: readonly number[]): Region {
  const [from, to] = [placeAt(start, lines), placeAt(end, lines)];
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((match) => match.index + match[0].length)];
}

function placeAt(offset: number, lines: readonly number[]): { line: number; column: number } {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lines[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - lines[low]! + 1 };
}
