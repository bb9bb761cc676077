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

/** Magics whose body is Python. */
const PYTHON_BODIES = /^%%(time|timeit|capture|prun|debug|memit|mprun)\b/;

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
    text += `${CELL_BOUNDARY}\n`;
    parts.push({ cell, start: text.length, end: text.length + source.length });
    text += /\n$/.test(source) || source === "" ? source : `${source}\n`;
  }
  return { text, parts };
}

/** Whether a cell is written in something else than Python: `%%bash`, `%%writefile`. */
export function isForeign(source: string): boolean {
  const first = source.trimStart();
  return first.startsWith("%%") && !PYTHON_BODIES.test(first);
}

/** The source with every magic as Python of the same length. */
export function pythonOf(source: string): string {
  if (isForeign(source)) return blank(source);
  let continued = false;
  return source.replace(/[^\n]*\n?/g, (line) => {
    const body = line.replace(/\r?\n$/, "");
    const end = line.slice(body.length);
    const isMagic = continued || /^\s*(%|!|\?)/.test(body) || /^\s*[\w.]+\?{1,2}\s*$/.test(body);
    const assigned = isMagic ? null : /^(\s*[\w.,\s]+=\s*)([%!].*)$/.exec(body);
    const wasContinued = continued;
    continued = (isMagic || assigned !== null) && /\\\s*$/.test(body);
    if (assigned) return assigned[1]! + stand(assigned[2]!) + end;
    if (!isMagic) return line;
    if (wasContinued || body.trimStart().startsWith("%%")) return blank(body) + end;
    const indent = /^\s*/.exec(body)![0];
    return indent + stand(body.slice(indent.length)) + end;
  });
}

/** A number, padded to the length of what it stands for. */
function stand(text: string): string {
  return text === "" ? "" : `0${" ".repeat(text.length - 1)}`;
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}

/** The part that an offset of the program stands in; an offset between two cells belongs to the one before. */
export function partAt(program: CellProgram, offset: number): Part | undefined {
  return program.parts.findLast((p) => p.start <= offset);
}
