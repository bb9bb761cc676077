import type { Range } from "../python/ast.js";
import { CELL_BOUNDARY } from "../python/module.js";
import type { Cell, Notebook } from "./read.js";

/** The code cells as one Python program, with the way back from its offsets to the cells. */
export interface CellProgram {
  readonly text: string;
  readonly parts: readonly Part[];
}

export interface Part {
  readonly cell: Cell;
  /** Where the cell's source stands in the program; it is as long as the source. */
  readonly start: number;
  readonly end: number;
}

/** Cell magics whose body is Python that runs in the notebook: IPython's own, and those of profilers and trackers. */
const PYTHON_BODIES = /^%%(time|timeit|capture|prun|debug|memit|mprun|snakeviz|pyinstrument|scalene|heat|wandb|notify|local)\b/;

/** The first line of a cell magic; `%%time?` asks for help. */
const CELL_MAGIC = /^\s*%%(?!\w+\?)[^\r\n]*/;

/**
 * Joins the code cells in order. Magics and shell lines become Python of the same length, so that every offset stays true.
 *
 * @param skip the numbers of cells to leave out, because they do not parse
 */
export function cellProgram(notebook: Notebook, skip: ReadonlySet<number> = new Set()): CellProgram {
  const parts: Part[] = [];
  let text = "";
  for (const cell of notebook.cells) {
    if (cell.type !== "code") continue;
    const source = skip.has(cell.number) ? blank(cell.source) : pythonOf(cell.source);
    text += `${opening(source)}${CELL_BOUNDARY}\n`;
    parts.push({ cell, start: text.length, end: text.length + source.length });
    text += /\n$/.test(source) || source === "" ? source : `${source}\n`;
  }
  return { text, parts };
}

/** What has to stand above a cell's Python: IPython takes the indent of a cell off, a parser has to be given a reason for it. */
export function opening(python: string): string {
  const first = python.split(/\r\n|\n|\r/).find((line) => line.trim() !== "" && !line.trim().startsWith("#"));
  return /^[ \t]/.test(first ?? "") ? "if 1: " : "";
}

/** Whether a cell is written in something else than Python, or not run here: `%%bash`, `%%writefile`. */
export function isForeign(source: string): boolean {
  return CELL_MAGIC.test(source) && !PYTHON_BODIES.test(source.trimStart());
}

/** The line with the cell magic that a source starts with, its line end included; empty when there is none. */
export function cellMagicOf(source: string): string {
  const magic = CELL_MAGIC.exec(source)?.[0] ?? "";
  return magic === "" ? "" : magic + (/^(\r\n|\n|\r)/.exec(source.slice(magic.length))?.[0] ?? "");
}

/** The source with every magic as Python of the same length. */
export function pythonOf(source: string): string {
  if (isForeign(source)) return blank(source);
  const header = cellMagicOf(source);
  let result = blank(header);
  let at = header.length;
  while (at < source.length) {
    const line = readLine(source, at);
    result += line.magic === null ? source.slice(at, line.end) : source.slice(at, line.magic.start) + standIn(source.slice(line.magic.start, line.magic.end), line.assigned) + source.slice(line.magic.end, line.end);
    at = line.end;
  }
  return result;
}

/** A logical line: where it ends, its line end included, and the magic in it. */
interface LogicalLine {
  readonly end: number;
  readonly magic: Range | null;
  /** Whether the magic's result is bound to a name. */
  readonly assigned: boolean;
}

/** `%time` and `%timeit` with their options: what follows is Python. */
const TIMED = /^%time(?:it)?(?:[ \t]+-(?:[nrp][ \t]*\d+|[tcqov]))*[ \t]+(?=[^\s-])/;

/** A name, a question mark or two, and nothing more. */
const HELP = /(?<![\w*%])%{0,2}(?!\d)[\w*]+(?:\.(?!\d)[\w*]+|\[-?\d+\])*\?{1,2}\s*$/;

/**
 * Reads one logical line as IPython's `inputtransformer2` does: `%`, `!`, `?`, `,`, `;` and `/` are magics at its start, `%name` and `!`
 * after its first `=`, and `?` at its end. Inside brackets and strings nothing is.
 */
function readLine(source: string, from: number): LogicalLine {
  let at = from;
  while (source[at] === " " || source[at] === "\t" || source[at] === "\f") at++;
  const timed = TIMED.exec(source.slice(at, at + 200))?.[0];
  if (timed !== undefined) return { end: at + timed.length, magic: { start: at, end: at + timed.length }, assigned: false };
  if (/^[%!?,;/]/.test(source.slice(at, at + 1))) {
    const end = endOfContinued(source, at);
    return { end: afterLineEnd(source, end), magic: { start: at, end }, assigned: false };
  }
  const start = at;
  let depth = 0;
  let assigns = false;
  let last = "";
  while (at < source.length) {
    const c = source[at]!;
    const string = /^("""|'''|"|')/.exec(source.slice(at, at + 3))?.[0];
    if (string !== undefined) {
      at = endOfString(source, at, string);
      last = string;
    } else if (c === "#") {
      at = endOfLine(source, at);
      last = "#";
    } else if (c === "\\" && afterLineEnd(source, at + 1) > at + 1) at = afterLineEnd(source, at + 1);
    else if ((c === "\n" || c === "\r") && depth === 0) break;
    else if (depth === 0 && !assigns && c === "=" && source[at + 1] !== "=" && !/[=!<>:+\-*/%&|^@~]/.test(source[at - 1] ?? "")) {
      assigns = true;
      const value = /^=[ \t]*(?:\\\r?\n[ \t]*)?(?=!|%[A-Za-z_])/.exec(source.slice(at));
      if (value) {
        const end = endOfContinued(source, at + value[0].length);
        return { end: afterLineEnd(source, end), magic: { start: at + value[0].length, end }, assigned: true };
      }
      at++;
      last = c;
    } else {
      if ("([{".includes(c)) depth++;
      if (")]}".includes(c)) depth = Math.max(depth - 1, 0);
      if (!/\s/.test(c)) last = c;
      at++;
    }
  }
  return { end: afterLineEnd(source, at), magic: last === "?" && HELP.test(source.slice(start, at)) ? { start, end: at } : null, assigned: false };
}

function endOfString(source: string, from: number, quote: string): number {
  let at = from + quote.length;
  while (at < source.length) {
    if (source[at] === "\\") at += 2;
    else if (source.startsWith(quote, at)) return at + quote.length;
    else if (quote.length === 1 && (source[at] === "\n" || source[at] === "\r")) return at;
    else at++;
  }
  return source.length;
}

function endOfLine(source: string, from: number): number {
  const length = source.slice(from).search(/[\r\n]/);
  return length < 0 ? source.length : from + length;
}

/** The end of a magic: of its line, or of the lines that a backslash at the end joins to it. */
function endOfContinued(source: string, from: number): number {
  let end = endOfLine(source, from);
  while (source[end - 1] === "\\" && end < source.length) end = endOfLine(source, afterLineEnd(source, end));
  return end;
}

function afterLineEnd(source: string, at: number): number {
  if (source[at] === "\r" && source[at + 1] === "\n") return at + 2;
  return source[at] === "\n" || source[at] === "\r" ? at + 1 : at;
}

/** Names and simple expressions that IPython puts into a shell line or the arguments of a magic: `{ws.name}`, `$folder`. */
const INTERPOLATED = /(?:(?<!\{)\{((?!(?:if|in|is|or|and|not|for|from|while|else|return|print|next|exit|del|pass|with|as)\b)[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[[\w"' -]*\]|\([\w"'.,= ]*\))*)\}(?!\})|(?<!\$)\$([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*))/g;

/**
 * Python of the same length that reads what a magic reads: `!ls {folder.name}` becomes `0    +folder.name `. What is bound to a name is
 * no plain number, so that nobody takes it for a known value.
 */
function standIn(magic: string, assigned: boolean): string {
  if (TIMED.test(`${magic}x`)) return `0;${" ".repeat(magic.length - 2)}`;
  const head = endOfLine(magic, 0);
  const result = [...blank(magic)];
  for (const match of /^[%!]/.test(magic) ? magic.slice(0, head).matchAll(INTERPOLATED) : []) {
    const expression = match[1] ?? match[2]!;
    result.splice(match.index, expression.length + 1, "+", ...expression.split(""));
  }
  const value = assigned ? "~0" : "0";
  result.splice(0, value.length, ...value);
  return magic.length < value.length ? magic : result.join("");
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}

/** The part that an offset of the program stands in; an offset between two cells belongs to the one before. */
export function partAt(program: CellProgram, offset: number): Part | undefined {
  return program.parts.findLast((p) => p.start <= offset);
}
