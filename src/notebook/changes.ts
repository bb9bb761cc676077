import { Refusal } from "../edits/refusal.js";
import type { TextEdit } from "../edits/text-edit.js";
import { applyEdits } from "../edits/text-edit.js";
import type { Range } from "../python/ast.js";
import type { Module } from "../python/module.js";
import type { Variable } from "../python/scope.js";
import type { CellProgram, Part } from "./program.js";
import { cellMagicOf, partAt } from "./program.js";

/** A cell that changes, with the edits of its source. */
export interface ChangedCell {
  readonly part: Part;
  readonly edits: readonly TextEdit[];
}

/** Whether the code of a cell changes: a TODO above a line changes nothing that runs. */
export function isRewritten({ part, edits }: ChangedCell): boolean {
  const code = (source: string): string => source.split(/[\r\n]+/).filter((line) => !/^\s*(#|$)/.test(line)).join("\n");
  return code(part.cell.source) !== code(applyEdits(part.cell.source, edits));
}

const DEFECT = "this is a defect of prs-upgrade, please report it with this file";

/** The edits of the program as edits of each cell's source. A cell that would be empty says where its content went. */
export function changedCells(program: CellProgram, edits: readonly TextEdit[], module: Module): ChangedCell[] {
  const byPart = new Map<Part, TextEdit[]>();
  for (const edit of edits) {
    const part = partAt(program, edit.start);
    if (!part || edit.end > part.end + 1) throw new Refusal(`an edit would reach from one cell into the next; ${DEFECT}`);
    if (splitsMagic(edit, part, program)) throw new Refusal(`${module.placeOf(edit.start)}: a magic takes one line, and its v2 code takes several; write it without the magic`);
    byPart.set(part, [...(byPart.get(part) ?? []), inCell(edit, part)]);
  }
  const changed = [...byPart].map(([part, list]) => ({ part, edits: trimmed(list, part.cell.source) }));
  const emptied = new Map(changed.filter(isEmptied).map((c) => [c.part, c]));
  return changed.map((c) => (emptied.has(c.part) ? { part: c.part, edits: withComment(c, placeOfContent(c.part, changed, emptied, module)) } : c));
}

/** An edit of the program in the offsets and the line ends of the cell. */
function inCell(edit: TextEdit, part: Part): TextEdit {
  const { source } = part.cell;
  // A last line without a line end has one in the program: what follows it starts a new line.
  const text = edit.start - part.start > source.length ? `\n${edit.text.replace(/\n$/, "")}` : edit.text;
  const crlf = (source.match(/\r\n/g)?.length ?? 0) * 2 > (source.match(/\n/g)?.length ?? 0);
  return { start: Math.min(edit.start - part.start, source.length), end: Math.min(edit.end - part.start, source.length), text: crlf ? text.replace(/\r?\n/g, "\r\n") : text };
}

/** Whether an edit puts a line end into a line that stands for a magic. */
function splitsMagic(edit: TextEdit, part: Part, program: CellProgram): boolean {
  if (!edit.text.includes("\n") || edit.start >= part.end) return false;
  const { source } = part.cell;
  const offset = edit.start - part.start;
  const line = source.lastIndexOf("\n", offset - 1) + 1;
  const above = program.text.slice(part.start + line, edit.start);
  return above.trim() !== "" && above !== source.slice(line, offset);
}

/** The line end of the last line that is not blank, and what follows it. Spaces at the end of that line are the user's. */
function lastBlankLines(text: string): string {
  let start = text.length;
  while (start > 0 && " \t\r\n".includes(text[start - 1]!)) start--;
  return start === 0 ? text : /[\r\n][^]*/.exec(text.slice(start))?.[0] ?? "";
}

/** Without the blank lines that would be left at the start or the end of a cell that had none there. */
function trimmed(edits: readonly TextEdit[], source: string): TextEdit[] {
  const after = applyEdits(source, edits);
  const head = /^\s*[\r\n]/.test(source) ? 0 : /^(?:[ \t]*(?:\r\n|\n|\r))*/.exec(after)![0].length;
  const tail = /[\r\n]$/.test(source) ? 0 : lastBlankLines(after).length;
  if (head + tail === 0 || head === after.length) return [...edits];
  return editsOf(cut(piecesOf(edits, source), head, after.length - tail), source);
}

/** A changed source in pieces: ranges of the old one that stay, and new text. */
type Piece = Range | string;

function piecesOf(edits: readonly TextEdit[], source: string): Piece[] {
  const pieces: Piece[] = [];
  let position = 0;
  for (const e of edits) {
    pieces.push({ start: position, end: e.start }, e.text);
    position = e.end;
  }
  return [...pieces, { start: position, end: source.length }];
}

/** The pieces between two offsets of the changed source. */
function cut(pieces: readonly Piece[], from: number, to: number): Piece[] {
  let position = 0;
  return pieces.map((piece): Piece => {
    const length = typeof piece === "string" ? piece.length : piece.end - piece.start;
    const start = Math.min(Math.max(from - position, 0), length);
    const end = Math.max(Math.min(to - position, length), start);
    position += length;
    return typeof piece === "string" ? piece.slice(start, end) : { start: piece.start + start, end: piece.start + end };
  });
}

function editsOf(pieces: readonly Piece[], source: string): TextEdit[] {
  const edits: TextEdit[] = [];
  let text = "";
  let position = 0;
  const stays = (start: number, end: number): void => {
    if (start > position || text !== "") edits.push({ start: position, end: start, text });
    text = "";
    position = end;
  };
  for (const piece of pieces) {
    if (typeof piece === "string") text += piece;
    else if (piece.end > piece.start) stays(piece.start, piece.end);
  }
  stays(source.length, source.length);
  return edits;
}

/** Whether no code is left of a cell that had some. Below a cell magic IPython wants a body. */
function isEmptied({ part, edits }: ChangedCell): boolean {
  return bodyOf(applyEdits(part.cell.source, edits)).split(/[\r\n]+/).every((line) => /^\s*(#|$)/.test(line));
}

function bodyOf(source: string): string {
  return source.slice(cellMagicOf(source).length);
}

/** The edits of an emptied cell, and a last line that says where its content went; the user's comments stay above it. */
function withComment({ part, edits }: ChangedCell, comment: string): TextEdit[] {
  const { source } = part.cell;
  const lineEnd = source.includes("\r\n") ? "\r\n" : "\n";
  const after = applyEdits(source, edits);
  const end = after.length - lastBlankLines(after).length;
  return editsOf([...cut(piecesOf(edits, source), 0, end), end === 0 ? "" : lineEnd, comment.replaceAll("\n", lineEnd), /(?<![\r\n])[\r\n]*$/.exec(source)![0]], source);
}

/** Says where the content of an emptied cell is now: in the cells that read what it made, or where the new imports are. */
function placeOfContent(part: Part, changed: readonly ChangedCell[], emptied: ReadonlyMap<Part, ChangedCell>, module: Module): string {
  const names = new Map<number, string[]>();
  for (const variable of boundIn(part, module)) {
    const place = placeOf(variable, part, changed, emptied, module);
    if (place) names.set(place.cell.number, [...(names.get(place.cell.number) ?? []), variable.name]);
  }
  if (names.size > 0) return [...names].map(([cell, list]) => `# In SDK v2, ${list.join(", ").replace(/, ([^,]*)$/, " and $1")} ${list.length > 1 ? "are" : "is"} part of cell ${cell}.`).join("\n");
  const imports = changed.find((c) => c.edits.some((e) => /^[ \t]*from azure\.\S+ import /m.test(e.text)));
  const statements = module.program.body.statements.filter((s) => s.start >= part.start && s.start < part.end);
  const importsAlone = statements.every((s) => s.kind === "import" || s.kind === "from-import");
  return imports && importsAlone ? `# The imports of SDK v2 are in cell ${imports.part.cell.number}.` : "# SDK v2 needs nothing in place of this cell.";
}

/** The variables that a cell gives a value. */
function boundIn(part: Part, module: Module): Variable[] {
  return [...module.names.moduleOf(module.program.files[0]!).variables.values()]
    .filter((v) => v.bindings.some((b) => b.kind !== "import" && b.statement.start >= part.start && b.statement.start < part.end));
}

/** The first changed cell that reads a variable and still has content; a cell without leads to those that read what it made. */
function placeOf(variable: Variable, from: Part, changed: readonly ChangedCell[], emptied: ReadonlyMap<Part, ChangedCell>, module: Module): Part | undefined {
  const seen = new Set<Part>([from]);
  const readers = readersOf(variable, changed);
  for (const reader of readers) {
    if (seen.has(reader)) continue;
    seen.add(reader);
    if (!emptied.has(reader)) return reader;
    for (const v of boundIn(reader, module)) readers.push(...readersOf(v, changed));
  }
  return undefined;
}

function readersOf(variable: Variable, changed: readonly ChangedCell[]): Part[] {
  return changed.map((c) => c.part).filter((p) => variable.uses.some((use) => use.start >= p.start && use.start < p.end));
}
