import type { TextEdit } from "../edits/text-edit.js";
import type { Cell } from "./read.js";

/**
 * A cell's new source as edits of the file: only the strings of changed lines are written again, in the style that the file has.
 *
 * @param source the new source; a last line end that the old one did not have is left out
 * @param text the file
 */
export function cellEdits(cell: Cell, source: string, text: string): TextEdit[] {
  const wanted = /\n$/.test(cell.source) ? source : source.replace(/(\r?\n)+$/, "");
  if (wanted === cell.source) return [];
  const ascii = !/[^\x00-\x7f]/.test(text);
  const raw = (value: string): string => jsonString(value, ascii);
  return cell.isList ? asLines(cell, wanted, text, raw) : withinString(cell, wanted, text, raw);
}

/** A source in one string: what stands before and after the change keeps its escapes. */
function withinString(cell: Cell, source: string, text: string, raw: (value: string) => string): TextEdit[] {
  const string = cell.strings[0]!;
  let head = 0;
  while (head < source.length && cell.source[head] === source[head]) head++;
  let tail = 0;
  while (tail < Math.min(source.length, cell.source.length) - head && cell.source.at(-1 - tail) === source.at(-1 - tail)) tail++;
  const offsets = rawOffsets(text.slice(string.start + 1, string.end - 1));
  const at = (offset: number): number => string.start + 1 + offsets[offset]!;
  return [{ start: at(head), end: at(cell.source.length - tail), text: raw(source.slice(head, source.length - tail)).slice(1, -1) }];
}

/** For each character of a JSON string's value, where it starts in the raw text; one more for the end. */
function rawOffsets(raw: string): number[] {
  const offsets: number[] = [];
  for (let i = 0; i < raw.length; ) {
    offsets.push(i);
    i += raw[i] === "\\" ? (raw[i + 1] === "u" ? 6 : 2) : 1;
  }
  offsets.push(raw.length);
  return offsets;
}

/** A source as a list of lines: the lines before the first difference and after the last keep their strings. */
function asLines(cell: Cell, source: string, text: string, raw: (value: string) => string): TextEdit[] {
  const before = cell.strings.map((s) => s.value);
  const after = source === "" ? [] : source.split(/(?<=\n)/);
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const lines = after.slice(head, after.length - tail).map(raw);
  const first = cell.strings[head];
  const separator = separatorOf(cell, text);
  if (before.length === 0) return [{ ...cell.range, text: `[${lines.join(", ")}]` }];
  if (head === before.length) { // only new lines at the end
    const end = cell.strings.at(-1)!.end;
    return [{ start: end, end, text: lines.map((l) => separator + l).join("") }];
  }
  const lastChanged = cell.strings[before.length - tail - 1];
  if (head > before.length - tail - 1) return [{ start: first!.start, end: first!.start, text: lines.map((l) => l + separator).join("") }];
  const removedAll = lines.length === 0;
  if (!removedAll) return [{ start: first!.start, end: lastChanged!.end, text: lines.join(separator) }];
  // Lines go without a replacement: one of the commas around them goes too.
  if (tail > 0) return [{ start: first!.start, end: cell.strings[before.length - tail]!.start, text: "" }];
  if (head > 0) return [{ start: cell.strings[head - 1]!.end, end: lastChanged!.end, text: "" }];
  return [{ start: first!.start, end: lastChanged!.end, text: "" }];
}

/** What stands between two lines of the source: a comma, and the file's own line end and indent. */
function separatorOf(cell: Cell, text: string): string {
  const [first, second] = cell.strings;
  if (first && second) return text.slice(first.end, second.start);
  const opening = first ? text.slice(cell.range.start + 1, first.start) : "";
  return `,${opening === "" ? " " : opening}`;
}

/** A JSON string as Python's `json` writes it: with `\uXXXX` only in files that hold nothing but ASCII. */
function jsonString(value: string, ascii: boolean): string {
  const raw = JSON.stringify(value);
  return ascii ? raw.replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`) : raw;
}
