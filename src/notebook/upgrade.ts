import { BROKEN_CELL } from "../constructs/notebook/findings.js";
import type { DraftFinding } from "../constructs/draft.js";
import { isIgnoredInCell, withoutIgnored } from "../constructs/ignored/index.js";
import { byPlace } from "../constructs/draft.js";
import type { ModuleUpgrade } from "../constructs/upgrade-module.js";
import { Refusal } from "../edits/refusal.js";
import type { TextEdit } from "../edits/text-edit.js";
import { applyEdits, sortEdits } from "../edits/text-edit.js";
import type { Finding } from "../findings/finding.js";
import { LineIndex, Module } from "../python/module.js";
import { changedCells, isRewritten } from "./changes.js";
import { aboutCells } from "./about.js";
import { atCell } from "./at-cell.js";
import type { Installs } from "./installs.js";
import { installsOf } from "./installs.js";
import type { CellProgram, Part } from "./program.js";
import { cellProgram, isForeign, opening, partAt, pythonOf } from "./program.js";
import type { Cell, Notebook } from "./read.js";
import { NotebookError, readNotebook } from "./read.js";
import { cellEdits, isAscii } from "./write.js";

/** What becomes of a notebook. */
export interface NotebookUpgrade {
  /** Edits of the program of its cells. */
  readonly programEdits: readonly TextEdit[];
  /** Edits of the file. */
  readonly edits: readonly TextEdit[];
  readonly findings: readonly Finding[];
  /** What comments in the cells ignore. */
  readonly ignored: readonly Finding[];
  /** The cells that change. */
  readonly cells: readonly CellChange[];
}

/** A changed cell, as a person reads it. */
export interface CellChange {
  readonly cell: number;
  readonly before: string;
  readonly after: string;
}

/** A notebook that was read, and its code cells as one program. */
export interface NotebookProgram {
  readonly text: string;
  readonly notebook: Notebook;
  readonly program: CellProgram;
  readonly module: Module;
  /** The cells that do not parse, and so are no part of the program. */
  readonly left: readonly Finding[];
}

/**
 * Reads the code cells of a notebook as one program.
 *
 * @returns null for a notebook of another language
 * @throws NotebookError; Refusal where a cell with v1 pipeline code does not parse
 */
export async function readProgram(text: string): Promise<NotebookProgram | null> {
  const notebook = readNotebook(text);
  if (!notebook.isPython) return null;
  const broken = await brokenCells(notebook);
  const program = cellProgram(notebook, numbersOf(broken));
  const module = await parse(program);
  return { text, notebook, program, module, left: broken.map((b) => leftOut(b, module)) };
}

/** Whether a code cell holds something for the tool. */
export function concernsCode(text: string, concerns: RegExp): boolean {
  return readNotebook(text).cells.some((c) => c.type === "code" && concerns.test(c.source));
}

/**
 * Puts the upgrade of a notebook's program into its cells. Everything else of the file stays byte for byte.
 *
 * @throws Refusal
 */
export async function upgradeCells({ text, notebook, program, module, left }: NotebookProgram, upgraded: ModuleUpgrade): Promise<NotebookUpgrade> {
  const { findings } = upgraded;
  const edits = sortEdits(upgraded.edits);
  const changed = changedCells(program, edits, module);
  const rewritten = changed.filter(isRewritten).map((c) => c.part.cell);
  const installs = rewritten.length > 0 ? installsOf(notebook, applyEdits(program.text, edits)) : null;
  const cells = withInstalls(changed.map((c) => ({ cell: c.part.cell, edits: c.edits })), installs);
  const ascii = cells.length > 0 && isAscii(text);
  const fileEdits = sortEdits(cells.flatMap((c) => cellEdits(c.cell, c.edits, text, ascii)));
  const concerned = edits.length > 0 || findings.length > 0 || /\bparallel_run_function\s*\(/.test(program.text);
  const said = withoutIgnored(findings, module);
  const found = [...locate(said.findings, program), ...await aboutCells(notebook, rewritten, concerned), ...(installs ? [installs.finding] : [])];
  // A broken cell that is no matter of v1 only matters where something happens around it.
  const about = left.filter((f) => f.effort === "decision" || found.length > 0);
  const sources = new Map(notebook.cells.map((cell) => [cell.number, cell.source]));
  const isIgnored = (f: Finding): boolean => isIgnoredInCell(sources.get(f.cell!) ?? "", f.code);
  const all = [...found, ...about].sort((a, b) => a.cell! - b.cell! || a.line - b.line || a.column - b.column);
  return {
    programEdits: edits,
    edits: fileEdits,
    findings: all.filter((f) => !isIgnored(f)),
    ignored: [...locate(said.ignored, program), ...all.filter(isIgnored)],
    cells: cells.map(({ cell, edits: own }) => ({ cell: cell.number, before: cell.source, after: applyEdits(cell.source, own) })),
  };
}

/** A cell with the edits of its source. */
interface EditedCell {
  readonly cell: Cell;
  readonly edits: readonly TextEdit[];
}

/** The cells that change, and the one that installs packages among them. */
function withInstalls(cells: readonly EditedCell[], installs: Installs | null): EditedCell[] {
  if (!installs || installs.edits.length === 0 || isIgnoredInCell(installs.cell.source, installs.finding.code)) return [...cells];
  const { cell, edits } = installs;
  const same = cells.find((c) => c.cell === cell);
  const others = cells.filter((c) => c !== same);
  return [...others, { cell, edits: sortEdits([...(same?.edits ?? []), ...edits]) }].sort((a, b) => a.cell.number - b.cell.number);
}

/** The code cells of a notebook as one program; null for a file that is no notebook of Python. */
export async function notebookModule(text: string): Promise<Module | null> {
  try {
    const notebook = readNotebook(text);
    return notebook.isPython ? await parse(cellProgram(notebook, numbersOf(await brokenCells(notebook)))) : null;
  } catch (error) {
    if (error instanceof NotebookError) return null;
    throw error;
  }
}

/** The program, which names its places by cell and line. */
async function parse(program: CellProgram): Promise<Module> {
  return Module.parse(program.text, (offset) => {
    const part = partAt(program, offset)!;
    return `cell ${part.cell.number}, line ${new LineIndex(part.cell.source).at(offset - part.start).line}`;
  });
}

/** A cell that does not parse, and where. */
interface BrokenCell {
  readonly cell: Cell;
  readonly line: number;
  readonly column: number;
}

async function brokenCells(notebook: Notebook): Promise<BrokenCell[]> {
  const broken: BrokenCell[] = [];
  for (const cell of notebook.cells) {
    if (cell.type !== "code" || isForeign(cell.source)) continue;
    const python = pythonOf(cell.source);
    const above = opening(python);
    // What follows a cell must not be able to complete it.
    const { program } = await Module.parse(`${above}#\n${python}\n#`);
    if (program.error) broken.push({ cell, ...new LineIndex(cell.source).at(Math.max(program.error.start - above.length - 2, 0)) });
  }
  return broken;
}

function numbersOf(broken: readonly BrokenCell[]): Set<number> {
  return new Set(broken.map((b) => b.cell.number));
}

/** A broken cell is left out, and that is said. @throws Refusal when it holds v1 pipeline code */
function leftOut({ cell, line, column }: BrokenCell, module: Module): Finding {
  const code = cell.source.replace(/#.*/g, "");
  const v1 = [...module.names.moduleOf(module.program.files[0]!).variables.values()].filter((v) => v.bindings.some((b) => b.imported !== null && /^azureml(\.|$)/.test(b.imported)) && new RegExp(`\\b${v.name}\\b`).test(code));
  const ofPipeline = v1.some((v) => v.bindings.some((b) => /^azureml\.(contrib\.)?pipeline\b/.test(b.imported ?? "")));
  if (ofPipeline || /\bParallelRun(Config|Step)\b|\bazureml\.(contrib\.)?pipeline\b/.test(code)) throw new Refusal(`cell ${cell.number}, ${line}:${column}: the cell does not parse as Python; mend it first`);
  const ofV1 = v1.length > 0 || /\bazureml\b/.test(code);
  const why = ofV1 ? "it uses SDK v1: upgrade it by hand, or mend it and run again" : "what it binds and reads is not known to the upgrade";
  return { ...atCell(BROKEN_CELL, cell, "this cell does not parse, so it was left out", why, line, column), effort: ofV1 ? "decision" : "changed" };
}

/** Findings at the cell and the line where they belong. */
function locate(findings: readonly DraftFinding[], program: CellProgram): Finding[] {
  const indexes = new Map<Part, LineIndex>();
  const seen = new Set<string>();
  return [...findings].sort(byPlace).flatMap((f) => {
    const part = partAt(program, f.range.start);
    const key = `${f.rule.code} ${f.range.start} ${f.title}`;
    if (!part || seen.has(key)) return [];
    seen.add(key);
    let lines = indexes.get(part);
    if (!lines) indexes.set(part, (lines = new LineIndex(part.cell.source)));
    const start = lines.at(f.range.start - part.start);
    const end = lines.at(Math.min(f.range.end - part.start, part.cell.source.length));
    return [{ code: f.rule.code, effort: f.effort, title: f.title, why: f.why, v1: f.v1, v2: f.v2, line: start.line, column: start.column, endLine: end.line, endColumn: end.column, cell: part.cell.number }];
  });
}
