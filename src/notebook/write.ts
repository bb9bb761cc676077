import type { TextEdit } from "../edits/text-edit.js";
import { sortEdits } from "../edits/text-edit.js";
import type { Cell } from "./read.js";

/**
 * Edits of a cell's source as edits of the file. What no edit touches keeps its characters in the file: the escapes of a line, the other
 * strings of the list, and what stands between them.
 *
 * @param edits edits of `cell.source`
 * @param text the file
 * @param ascii whether the file holds nothing beyond ASCII: new text is then escaped, too
 */
export function cellEdits(cell: Cell, edits: readonly TextEdit[], text: string, ascii: boolean): TextEdit[] {
  const source = new RawSource(cell, text, ascii);
  const sorted = sortEdits(edits).map((e) => ({ ...e, text: source.escaped(e.text) }));
  if (!cell.isList) return sorted.map((e) => ({ start: source.placeOf(e.start), end: source.placeOf(e.end), text: e.text }));
  return groupsOf(sorted, source).map((group) => listEdit(group, source));
}

/** One character of a JSON string's value, as it stands in the file. */
const UNIT = /\\u[0-9a-fA-F]{4}|\\[^]|[^\\]/g;

/** A source as the file has it: for each character of the value, the characters of the file. */
class RawSource {
  /** What the file has for each character. */
  readonly units: string[] = [];
  /** Where each string of the list starts in the source; one more for the end. */
  readonly starts: number[] = [0];
  /** What stands between two strings: a comma, and the file's own line end and indent. */
  readonly separator: string;
  private readonly places: number[] = [];
  private readonly ascii: boolean;

  constructor(readonly cell: Cell, text: string, ascii: boolean) {
    for (const s of cell.strings) {
      let place = s.start + 1;
      for (const unit of text.slice(place, s.end - 1).match(UNIT) ?? []) {
        this.units.push(unit);
        this.places.push(place);
        place += unit.length;
      }
      this.starts.push(this.units.length);
    }
    this.separator = separatorOf(cell, text);
    const raw = text.slice(cell.range.start, cell.range.end);
    // As the cell does it, else as the file does.
    this.ascii = isAscii(raw) && (ascii || /\\u(?!00[0-7])[0-9a-fA-F]{4}/.test(raw));
  }

  /** The place in the file of a character of a source in one string. */
  placeOf(offset: number): number {
    return this.places[offset] ?? this.cell.strings[0]!.end - 1;
  }

  /** The string of the list that holds a character; the last one for the end of the source. */
  stringAt(offset: number): number {
    return Math.max(this.starts.findLastIndex((start, i) => start <= offset && i < this.cell.strings.length), 0);
  }

  /** A text as it stands in a JSON string, without the quotes, as Python's `json` writes it. */
  escaped(value: string): string {
    const raw = JSON.stringify(value).slice(1, -1);
    return this.ascii ? raw.replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`) : raw;
  }
}

/** Strings of a list that are written again together, and the edits that ask for it. */
interface Group {
  readonly first: number;
  readonly last: number;
  readonly edits: readonly TextEdit[];
}

/** The strings that the edits touch. Neighbours form one group, so that a comma between two strings belongs to one. */
function groupsOf(edits: readonly TextEdit[], source: RawSource): Group[] {
  const groups: Group[] = [];
  const add = (group: Group): void => {
    const before = groups.at(-1);
    if (!before || group.first > before.last + 1) groups.push(group);
    else groups[groups.length - 1] = { first: before.first, last: Math.max(before.last, group.last), edits: [...before.edits, ...group.edits] };
  };
  for (const edit of edits) {
    const first = source.stringAt(edit.start);
    add({ first, last: edit.end > edit.start ? source.stringAt(edit.end - 1) : first, edits: [edit] });
    // A line that has lost its end goes on in the next string.
    const group = groups.at(-1)!;
    const next = group.last + 1;
    if (next < source.cell.strings.length && !/^$|(?:\\n|\\u000a)$/i.test(rawText(group, source))) add({ first: next, last: next, edits: [] });
  }
  return groups;
}

/** The strings of a group with its edits, in one piece. */
function rawText(group: Group, source: RawSource): string {
  let raw = "";
  let position = source.starts[group.first]!;
  for (const edit of group.edits) {
    raw += source.units.slice(position, edit.start).join("") + edit.text;
    position = edit.end;
  }
  return raw + source.units.slice(position, source.starts[group.last + 1]).join("");
}

/** The strings of a group, written again as one string a line. */
function listEdit(group: Group, source: RawSource): TextEdit {
  const strings = source.cell.strings;
  const start = strings[group.first]!.start;
  const end = strings[group.last]!.end;
  const lines = linesOf(rawText(group, source)).map((line) => `"${line}"`);
  if (lines.length > 0) return { start, end, text: lines.join(source.separator) };
  // Strings go without a replacement: one of the commas around them goes too.
  const next = strings[group.last + 1];
  if (next) return { start, end: next.start, text: "" };
  return { start: strings[group.first - 1]?.end ?? start, end, text: "" };
}

/** Raw text in pieces that end with a line end. */
function linesOf(raw: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const unit of raw.match(UNIT) ?? []) {
    line += unit;
    if (!/^(?:\\n|\\u000a)$/i.test(unit)) continue;
    lines.push(line);
    line = "";
  }
  return line === "" ? lines : [...lines, line];
}

/** As between the first two strings; where there is one alone, as it stands in its brackets. */
function separatorOf(cell: Cell, text: string): string {
  const [first, second] = cell.strings;
  if (first && second) return text.slice(first.end, second.start);
  const opening = first ? text.slice(cell.range.start + 1, first.start) : "";
  return `,${opening === "" && /^\{\s*"[^"]*":\s/.test(text) ? " " : opening}`;
}

/** Whether a text holds nothing beyond ASCII, as `json.dump` writes it. */
export function isAscii(text: string): boolean {
  return !/[^\x00-\x7f]/.test(text);
}
