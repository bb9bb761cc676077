import { Reader } from "../constructs/reader.js";
import { MARKDOWN, OLD_OUTPUTS, WRITTEN_SCRIPT } from "../constructs/notebook/findings.js";
import { counterpartOf, v1Symbols } from "../constructs/leftover/index.js";
import { VOCABULARY } from "../constructs/index.js";
import { isV1Name } from "../constructs/model.js";
import type { Finding } from "../findings/finding.js";
import { Module } from "../python/module.js";
import { atCell } from "./at-cell.js";
import { cellMagicOf, isForeign, pythonOf } from "./program.js";
import type { Cell, Notebook } from "./read.js";
import { readNotebook } from "./read.js";

const V1_CLASSES = /\bParallelRun(Config|Step)\b/;

/**
 * What is said about cells that are not edited, or whose outputs stay.
 *
 * @param changed the cells whose code changes
 * @param concerned whether the notebook's own program has to do with parallel runs
 */
export async function aboutCells(notebook: Notebook, changed: readonly Cell[], concerned: boolean): Promise<Finding[]> {
  const found: Finding[] = [];
  const outputs = changed.filter((c) => c.hasOutputs);
  if (outputs[0]) found.push(atCell(OLD_OUTPUTS, outputs[0], `the saved outputs of ${list(outputs)} are from before the upgrade`, "run them again, or clear the outputs"));
  const markdown = notebook.cells.filter((c) => c.type === "markdown" && V1_CLASSES.test(c.source));
  if (markdown[0] && changed.length > 0) found.push(atCell(MARKDOWN, markdown[0], `the text in ${list(markdown)} explains SDK v1`, "it was left as it is"));
  if (concerned) found.push(...shellLines(notebook));
  for (const cell of notebook.cells) {
    if (cell.type !== "code" || !isForeign(cell.source)) continue;
    const symbols = await foreignSymbols(cell.source);
    const pipeline = symbols.some((s) => V1_CLASSES.test(s));
    if (symbols.length === 0 || !(concerned || pipeline)) continue;
    const written = WRITES.test(cell.source);
    found.push(atCell(WRITTEN_SCRIPT, cell, `${written ? `the script that this cell writes${pathIn(cell.source)}` : `this ${/%%\w+/.exec(cell.source)?.[0] ?? ""} cell`} uses SDK v1: ${symbols.join(", ")}`,
      pipeline && written ? "upgrade the file that it writes" : written ? `it runs in the job and needs azureml-core there${inV2(symbols)}` : "its body is not a part of the notebook's program, so it was left as it is"));
  }
  return found;
}

const WRITES = /^\s*%%writefile\b/;

/** The path of the file that a cell writes, in brackets. */
function pathIn(source: string): string {
  const path = cellMagicOf(source).trim().split(/\s+/).slice(1).findLast((word) => !word.startsWith("-"));
  return path === undefined ? "" : ` (${path.replace(/^(['"])(.*)\1$/, "$2")})`;
}

/** What the cells of a notebook write into files. */
export function writtenTexts(notebook: string): string[] {
  return readNotebook(notebook).cells.filter((cell) => cell.type === "code" && WRITES.test(cell.source)).map((cell) => cell.source.slice(cellMagicOf(cell.source).length).trim());
}

/** The counterparts of v1 symbols in a script, as the end of a sentence. */
function inV2(symbols: readonly string[]): string {
  const hints = [...new Set(symbols.flatMap((symbol) => counterpartOf(symbol, true) ?? []))];
  return hints.length === 0 ? "" : `; in v2: ${hints.join("; ")}`;
}

function list(cells: readonly Cell[]): string {
  return `${cells.length === 1 ? "cell" : "cells"} ${cells.map((c) => c.number).join(", ")}`;
}

/** The v1 symbols that the body of a cell magic uses; its import lines where it does not parse, or uses nothing of them. */
async function foreignSymbols(source: string): Promise<string[]> {
  const body = source.slice(cellMagicOf(source).length);
  const calls = [...new Set([...body.matchAll(/\b(ParallelRun(?:Config|Step))\s*\(/g)].map((match) => match[1]!))];
  if (!/\bazureml\b/.test(body)) return calls;
  const imports = body.match(/^[ \t]*(?:from azureml[\w.]* import .*|import azureml.*)/gm)?.map((line) => line.trim()) ?? [];
  if (!/^\s*%%(?:writefile|script|python|sx)\b/.test(source) && imports.length === 0) return [...new Set([...modulesIn(body), ...calls])];
  const module = await Module.parse(pythonOf(body));
  const symbols = module.program.error ? [] : v1Symbols(new Reader(module, VOCABULARY));
  return [...new Set([...(symbols.length > 0 ? symbols : imports), ...calls])];
}

/** The v1 modules that a shell command names: `python -m azureml.core.cli`. */
function modulesIn(shell: string): string[] {
  return [...shell.matchAll(/(?:-m|\bimport|\bfrom)\s+(azureml(?:\.\w+)+)/g)].map((match) => match[1]!).filter(isV1Name);
}

/** Shell lines and magics of a program's cells that run SDK v1. */
function shellLines(notebook: Notebook): Finding[] {
  return notebook.cells.flatMap((cell) => (cell.type !== "code" || isForeign(cell.source) ? [] : cell.source.split("\n").flatMap((text, i) => {
    const modules = /^[ \t]*[!%]/.test(text) ? modulesIn(text) : [];
    return modules.length > 0 ? [atCell(WRITTEN_SCRIPT, cell, `this line runs SDK v1: ${modules.join(", ")}`, "it runs outside of the notebook's program, so it was left as it is", i + 1)] : [];
  })));
}
