import { posix } from "node:path";
import { scriptFindings, upgradeModule } from "./constructs/upgrade-module.js";
import type { DraftFinding } from "./constructs/draft.js";
import { checkProgram } from "./edits/checks.js";
import { Refusal } from "./edits/refusal.js";
import type { TextEdit } from "./edits/text-edit.js";
import { applyEdits, sortEdits } from "./edits/text-edit.js";
import type { Finding } from "./findings/finding.js";
import type { FileKind, FileResult, Source, Status } from "./index.js";
import { NotebookError } from "./notebook/read.js";
import { upgradeNotebook } from "./notebook/upgrade.js";
import { Module } from "./python/module.js";
import { NestingError } from "./python/parse.js";

const { dirname, isAbsolute, join, normalize } = posix;

/** Upgrades each file; one that can't be trusted is refused, and the others go on. */
export async function upgradeProgram(sources: readonly Source[]): Promise<FileResult[]> {
  const results: FileResult[] = [];
  for (const source of sources) results.push(await upgradeSource(source));
  const scripts = new Set(results.flatMap((r) => scriptPaths(r)));
  const quiet = sources.filter((s, i) => scripts.has(normalize(s.path)) && results[i]!.status === "unchanged" && results[i]!.findings.length === 0);
  const inspected = new Map((await inspectScripts(quiet)).map((r) => [r.path, r]));
  return results.map((r) => inspected.get(r.path) ?? r);
}

/** Where the scripts of a file may lie: beside it, or below the working directory. Nothing outside of that is looked at. */
export function scriptPaths(file: FileResult): string[] {
  const paths = (file.scripts ?? []).flatMap((script) => [normalize(join(dirname(file.path), script)), normalize(script)]);
  return paths.filter((path) => !path.startsWith("../") && !isAbsolute(path));
}

/**
 * Lists what is left of v1 in scripts that steps run. Nothing in them is changed.
 *
 * @returns one result for each script; `partly` where something is left
 */
export async function inspectScripts(sources: readonly Source[]): Promise<FileResult[]> {
  const results: FileResult[] = [];
  for (const source of sources) {
    const unchanged: FileResult = { path: source.path, kind: "python", status: "unchanged", text: source.text, edits: [], findings: [] };
    try {
      const module = /azureml/.test(source.text) ? await Module.parse(source.text) : null;
      const findings = module && !module.program.error ? locate(scriptFindings(module), module) : [];
      results.push({ ...unchanged, status: statusOf(findings, []), findings });
    } catch (error) {
      results.push(refusedBy(error, unchanged));
    }
  }
  return results;
}

/** @throws the error, where it is a defect of the tool */
function refusedBy(error: unknown, unchanged: FileResult): FileResult {
  if (error instanceof Refusal || error instanceof NotebookError || error instanceof NestingError) return { ...unchanged, status: "refused", reason: error.message };
  // Whoever calls the library may have used up the stack.
  if (error instanceof RangeError && /call stack/i.test(error.message)) return { ...unchanged, status: "refused", reason: "the code is nested too deeply to be followed" };
  throw error;
}

const KINDS: readonly [RegExp, FileKind][] = [[/\.ipynb$/i, "notebook"], [/\.ya?ml$/i, "yaml"]];

/** Text that says a file holds v1 parallel-run code, or what an upgrade left of it. */
const CONCERNS = /ParallelRun(Config|Step)|AutoMLPipelineBuilder|parallel_run_function|TODO\(prs-upgrade/;

async function upgradeSource(source: Source): Promise<FileResult> {
  const kind = KINDS.find(([ending]) => ending.test(source.path))?.[1] ?? "python";
  const unchanged: FileResult = { path: source.path, kind, status: "unchanged", text: source.text, edits: [], findings: [] };
  if (!CONCERNS.test(source.text)) return unchanged;
  if (kind === "yaml") return unchanged;
  try {
    return kind === "notebook" ? await upgradeCells(source, unchanged) : await upgradeScript(source, unchanged);
  } catch (error) {
    return refusedBy(error, unchanged);
  }
}

async function upgradeScript(source: Source, unchanged: FileResult): Promise<FileResult> {
  const module = await Module.parse(source.text);
  if (module.program.error) {
    if (!/azureml/.test(source.text) || !/ParallelRun(Config|Step)/.test(source.text)) return unchanged;
    const { line, column } = module.lines.at(module.program.error.start);
    return { ...unchanged, status: "refused", reason: `${line}:${column}: the file does not parse as Python; mend it first` };
  }
  const { edits: drafted, findings, scripts } = upgradeModule(module);
  const edits = sortEdits(inLineEnds(drafted, source.text));
  const text = applyEdits(source.text, edits);
  if (edits.length > 0) {
    const after = await Module.parse(text);
    checkProgram(module.program, after.program, edits);
    if (upgradeModule(after).edits.length > 0) throw new Refusal("a second run would change the file again; this is a defect of prs-upgrade, please report it with this file");
  }
  const located = locate(findings, module);
  return { ...unchanged, status: statusOf(located, edits), text, edits, findings: located, scripts };
}

async function upgradeCells(source: Source, unchanged: FileResult): Promise<FileResult> {
  const result = await upgradeNotebook(source.text, CONCERNS);
  if (!result) return unchanged;
  return { ...unchanged, status: statusOf(result.findings, result.edits), text: applyEdits(source.text, result.edits), edits: result.edits, findings: result.findings, cells: result.cells, scripts: result.scripts };
}

function statusOf(findings: readonly Finding[], edits: readonly TextEdit[]): Status {
  if (findings.some((f) => f.effort === "decision" || f.effort === "unsupported")) return "partly";
  return edits.length > 0 ? "upgraded" : "unchanged";
}

/** New text gets the line ends of the file. */
function inLineEnds(edits: readonly TextEdit[], text: string): TextEdit[] {
  const crlf = (text.match(/\r\n/g)?.length ?? 0) * 2 > (text.match(/\n/g)?.length ?? 0);
  const end = crlf ? "\r\n" : text.includes("\n") ? null : "\r";
  return edits.map((e) => ({ ...e, text: end === null || !text.includes("\r") ? e.text : e.text.replace(/\r?\n/g, end) }));
}

/** Findings with lines and columns, in text order, each once. */
function locate(findings: readonly DraftFinding[], module: Module): Finding[] {
  const seen = new Set<string>();
  return [...findings].sort((a, b) => a.range.start - b.range.start || a.rule.code.localeCompare(b.rule.code)).flatMap((f) => {
    const key = `${f.rule.code} ${f.range.start} ${f.title}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const start = module.lines.at(f.range.start);
    const end = module.lines.at(f.range.end);
    return [{ code: f.rule.code, effort: f.effort, title: f.title, why: f.why, v1: f.v1, v2: f.v2, line: start.line, column: start.column, endLine: end.line, endColumn: end.column, cell: null }];
  });
}
