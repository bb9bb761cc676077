import { BROKEN_CELL, MARKDOWN, OLD_OUTPUTS, WRITTEN_SCRIPT } from "../constructs/notebook/findings.js";
import type { DraftFinding } from "../constructs/draft.js";
import { upgradeModule } from "../constructs/upgrade-module.js";
import { checkProgram } from "../edits/checks.js";
import { Refusal } from "../edits/refusal.js";
import type { TextEdit } from "../edits/text-edit.js";
import { applyEdits, sortEdits } from "../edits/text-edit.js";
import type { Finding } from "../findings/finding.js";
import type { Rule } from "../findings/rule.js";
import { LineIndex, Module } from "../python/module.js";
import type { CellProgram, Part } from "./program.js";
import { cellProgram, isForeign, partAt, pythonOf } from "./program.js";
import type { Cell, Notebook } from "./read.js";
import { readNotebook } from "./read.js";
import { cellEdits } from "./write.js";

/** What becomes of a notebook. */
export interface NotebookUpgrade {
  /** Edits of the file. */
  readonly edits: readonly TextEdit[];
  readonly findings: readonly Finding[];
  /** The cells that change. */
  readonly cells: readonly CellChange[];
  /** The scripts that its steps run. */
  readonly scripts: readonly string[];
}

/** A changed cell, as a person reads it. */
export interface CellChange {
  readonly cell: number;
  readonly before: string;
  readonly after: string;
}

const V1_CODE = /\bazureml\b/;
const V1_CLASSES = /\bParallelRun(Config|Step)\b/;

/**
 * Upgrades the code cells of a notebook as one program. Everything else of the file stays byte for byte.
 *
 * @param concerns whether a text holds something for the tool
 * @returns null when no code cell does
 * @throws NotebookError, Refusal
 */
export async function upgradeNotebook(text: string, concerns: RegExp): Promise<NotebookUpgrade | null> {
  const notebook = readNotebook(text);
  if (notebook.language !== "python" || !notebook.cells.some((c) => c.type === "code" && concerns.test(c.source))) return null;
  const broken = await brokenCells(notebook);
  const program = cellProgram(notebook, new Set(broken.map((b) => b.cell.number)));
  const module = await Module.parse(program.text);
  const { edits: drafted, findings, scripts } = upgradeModule(module);
  const edits = sortEdits(drafted);
  const cells = changedCells(program, edits, module);
  const fileEdits = sortEdits(cells.flatMap((c) => cellEdits(c.part.cell, c.after, text)));
  if (edits.length > 0) await check(applyEdits(text, fileEdits), module, edits);
  return {
    scripts,
    edits: fileEdits,
    findings: [...locate(findings, program), ...broken.map((b) => b.finding), ...aboutCells(notebook, cells.map((c) => c.part.cell))],
    cells: cells.map((c) => ({ cell: c.part.cell.number, before: c.part.cell.source, after: c.after })),
  };
}

/** Cells that do not parse. @throws Refusal when one of them holds v1 pipeline code. */
async function brokenCells(notebook: Notebook): Promise<{ cell: Cell; finding: Finding }[]> {
  const broken: { cell: Cell; finding: Finding }[] = [];
  for (const cell of notebook.cells) {
    if (cell.type !== "code" || isForeign(cell.source)) continue;
    const { program, lines } = await Module.parse(pythonOf(cell.source));
    if (!program.error) continue;
    const { line, column } = lines.at(program.error.start);
    if (V1_CLASSES.test(cell.source)) throw new Refusal(`cell ${cell.number}, ${line}:${column}: the cell does not parse as Python; mend it first`);
    broken.push({ cell, finding: atCell(BROKEN_CELL, cell, "this cell does not parse, so it was left out", V1_CODE.test(cell.source) ? "it uses SDK v1: upgrade it by hand, or mend it and run again" : "what it binds is not known to the upgrade", line, column) });
  }
  return broken;
}

/** The new source of each cell that an edit touches. */
function changedCells(program: CellProgram, edits: readonly TextEdit[], module: Module): { part: Part; after: string }[] {
  const byPart = new Map<Part, TextEdit[]>();
  for (const edit of edits) {
    const part = partAt(program, edit.start);
    if (!part || edit.end > part.end + 1) throw new Refusal("an edit would reach from one cell into the next; this is a defect of prs-upgrade, please report it with this file");
    const length = part.cell.source.length;
    const crlf = part.cell.source.includes("\r\n");
    // A last line without a line end has one in the program: what follows it starts a new line.
    const open = edit.start - part.start > length ? `\n${edit.text.replace(/\n$/, "")}` : edit.text;
    const text = crlf ? open.replace(/\r?\n/g, "\r\n") : open;
    byPart.set(part, [...(byPart.get(part) ?? []), { start: Math.min(edit.start - part.start, length), end: Math.min(edit.end - part.start, length), text }]);
  }
  const changed = [...byPart].map(([part, list]) => ({ part, after: applyEdits(part.cell.source, list) }));
  return changed.map((c) => (c.after.trim() === "" ? { ...c, after: `# Nothing of this cell is left in SDK v2: see cell ${nextCell(c.part, changed)}.` } : c)).filter((c) => c.after !== c.part.cell.source || module.text === "");
}

/** Where the content of an emptied cell went: the next changed cell that has some, else the one before. */
function nextCell(part: Part, changed: readonly { part: Part; after: string }[]): number {
  const others = changed.filter((c) => c.after.trim() !== "").map((c) => c.part.cell.number);
  return others.find((n) => n > part.cell.number) ?? others.at(-1) ?? part.cell.number;
}

/** The upgraded file is read again: it parses, what was not touched is there, and a second run has nothing to do. */
async function check(text: string, before: Module, edits: readonly TextEdit[]): Promise<void> {
  const notebook = readNotebook(text);
  const broken = await brokenCells(notebook);
  const after = await Module.parse(cellProgram(notebook, new Set(broken.map((b) => b.cell.number))).text);
  checkProgram(before.program, after.program, edits);
  if (upgradeModule(after).edits.length > 0) throw new Refusal("a second run would change the file again; this is a defect of prs-upgrade, please report it with this file");
}

/** Findings at the cell and the line where they belong. */
function locate(findings: readonly DraftFinding[], program: CellProgram): Finding[] {
  const indexes = new Map<Part, LineIndex>();
  const seen = new Set<string>();
  return [...findings].sort((a, b) => a.range.start - b.range.start || a.rule.code.localeCompare(b.rule.code)).flatMap((f) => {
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

/** What is said about cells that are not edited, or whose outputs stay. */
function aboutCells(notebook: Notebook, changed: readonly Cell[]): Finding[] {
  const found: Finding[] = [];
  const list = (cells: readonly Cell[]): string => `${cells.length === 1 ? "cell" : "cells"} ${cells.map((c) => c.number).join(", ")}`;
  const outputs = changed.filter((c) => c.hasOutputs);
  if (outputs[0]) found.push(atCell(OLD_OUTPUTS, outputs[0], `the saved outputs of ${list(outputs)} are from before the upgrade`, "run them again, or clear the outputs"));
  const markdown = notebook.cells.filter((c) => c.type === "markdown" && V1_CLASSES.test(c.source));
  if (markdown[0] && changed.length > 0) found.push(atCell(MARKDOWN, markdown[0], `the text in ${list(markdown)} explains SDK v1`, "it was left as it is"));
  for (const cell of notebook.cells) {
    const symbols = cell.type === "code" && /^\s*%%writefile\b/.test(cell.source) ? [...new Set(cell.source.match(/\b(Model\.get_model_path|Run\.get_context|from azureml[\w.]* import [\w, ]+)/g) ?? [])] : [];
    if (symbols.length > 0) found.push(atCell(WRITTEN_SCRIPT, cell, `the script that this cell writes uses SDK v1: ${symbols.join(", ")}`, "it runs in the job and needs azureml-core there; take models and data from its arguments instead"));
  }
  return found;
}

function atCell(rule: Rule, cell: Cell, title: string, why: string, line = 1, column = 1): Finding {
  return { code: rule.code, effort: rule.effort, title, why, v1: null, v2: null, line, column, endLine: line, endColumn: column + 1, cell: cell.number };
}
