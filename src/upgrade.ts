import { posix } from "node:path";
import { scriptFindings } from "./constructs/upgrade-module.js";
import { namedByYaml } from "./constructs/yaml/named.js";
import { leftFinding, upgradeProgramText, yamlPathsOf } from "./constructs/yaml/expand.js";
import type { YamlFinding } from "./constructs/yaml/expand.js";
import type { ProjectFile } from "./constructs/yaml/project.js";
import type { DraftFinding } from "./constructs/draft.js";
import { checkProgram } from "./edits/checks.js";
import { Refusal } from "./edits/refusal.js";
import type { TextEdit } from "./edits/text-edit.js";
import { applyEdits, sortEdits } from "./edits/text-edit.js";
import type { Finding } from "./findings/finding.js";
import type { FileKind, FileResult, Source, Status } from "./index.js";
import { NotebookError } from "./notebook/read.js";
import { notebookModule, upgradeNotebook } from "./notebook/upgrade.js";
import { LineIndex, Module } from "./python/module.js";
import { NestingError } from "./python/parse.js";

const { basename, dirname, isAbsolute, join, normalize } = posix;

/** Upgrades each file; one that can't be trusted is refused, and the others go on. */
export async function upgradeProgram(sources: readonly Source[]): Promise<FileResult[]> {
  const texts = new Map(sources.map((s) => [normalize(s.path), s.text]));
  const project: ProjectFile = (path) => texts.get(path) ?? null;
  const programs: Upgraded[] = [];
  for (const source of sources) programs.push(await upgradeSource(source, project));
  const results = programs.map((p) => (p.result.kind === "yaml" ? settingsResult(p.result, programs) : p.result));
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
 * The YAML files that a file may load, in the places where they may lie. Nothing is read.
 *
 * @param program the program that runs where the file is loaded: the file itself, or for YAML the program that loads it
 */
export async function yamlPaths({ path, text }: Source, program: string): Promise<string[]> {
  if (kindOf(path) === "yaml") return namedByYaml(text, program);
  if (!text.includes("load_yaml")) return [];
  try {
    const module = kindOf(path) === "notebook" ? await notebookModule(text) : await Module.parse(text);
    return module ? yamlPathsOf(module, path) : [];
  } catch (error) {
    // Why the file can't be followed is said where it is upgraded.
    if (isRefusal(error)) return [];
    throw error;
  }
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
      const findings = module && !module.program.error ? locate(scriptFindings(module), module.lines) : [];
      results.push({ ...unchanged, status: statusOf(findings, []), findings });
    } catch (error) {
      results.push(refusedBy(error, unchanged));
    }
  }
  return results;
}

/** Whether an error says that a file can't be upgraded. Whoever calls the library may have used up the stack: that is no defect, either. */
function isRefusal(error: unknown): error is Error {
  return error instanceof Refusal || error instanceof NotebookError || error instanceof NestingError || (error instanceof RangeError && /call stack/i.test(error.message));
}

/** @throws the error, where it is a defect of the tool */
function refusedBy(error: unknown, unchanged: FileResult): FileResult {
  if (!isRefusal(error)) throw error;
  return { ...unchanged, status: "refused", reason: error instanceof RangeError ? "the code is nested too deeply to be followed" : error.message };
}

export function kindOf(path: string): FileKind {
  return KINDS.find(([ending]) => ending.test(path))?.[1] ?? "python";
}

const KINDS: readonly [RegExp, FileKind][] = [[/\.ipynb$/i, "notebook"], [/\.ya?ml$/i, "yaml"]];

/** Text that says a file holds v1 parallel-run code, or what an upgrade left of it. */
const CONCERNS = /ParallelRun(Config|Step)|AutoMLPipelineBuilder|parallel_run_function|TODO\(prs-upgrade/;

/** What became of a file, and what it says about the YAML files that it loads. */
interface Upgraded {
  readonly result: FileResult;
  readonly elsewhere: readonly YamlFinding[];
  readonly absorbed: readonly string[];
}

async function upgradeSource(source: Source, project: ProjectFile): Promise<Upgraded> {
  const kind = kindOf(source.path);
  const unchanged: FileResult = { path: source.path, kind, status: "unchanged", text: source.text, edits: [], findings: [] };
  const as = (result: FileResult): Upgraded => ({ result, elsewhere: [], absorbed: [] });
  if (kind === "yaml" || !CONCERNS.test(source.text)) return as(unchanged);
  try {
    return kind === "notebook" ? await upgradeCells(source, unchanged, project) : await upgradeScript(source, unchanged, project);
  } catch (error) {
    return as(refusedBy(error, unchanged));
  }
}

async function upgradeScript(source: Source, unchanged: FileResult, project: ProjectFile): Promise<Upgraded> {
  const module = await Module.parse(source.text);
  if (module.program.error) {
    const result = unchanged;
    if (!/azureml/.test(source.text) || !/ParallelRun(Config|Step)/.test(source.text)) return { result, elsewhere: [], absorbed: [] };
    const { line, column } = module.lines.at(module.program.error.start);
    return { result: { ...result, status: "refused", reason: `${line}:${column}: the file does not parse as Python; mend it first` }, elsewhere: [], absorbed: [] };
  }
  const { edits: drafted, findings, scripts, elsewhere, absorbed } = await upgradeProgramText(module, source.path, project);
  const edits = sortEdits(inLineEnds(drafted, source.text));
  const text = applyEdits(source.text, edits);
  if (edits.length > 0) {
    const after = await Module.parse(text);
    checkProgram(module.program, after.program, edits);
    if ((await upgradeProgramText(after, source.path, project)).edits.length > 0) throw new Refusal("a second run would change the file again; this is a defect of prs-upgrade, please report it with this file");
  }
  const located = locate(findings, module.lines);
  return { result: { ...unchanged, status: statusOf(located, edits), text, edits, findings: located, scripts }, elsewhere, absorbed };
}

async function upgradeCells(source: Source, unchanged: FileResult, project: ProjectFile): Promise<Upgraded> {
  const upgraded = await upgradeNotebook(source, CONCERNS, project);
  if (!upgraded) return { result: unchanged, elsewhere: [], absorbed: [] };
  const { edits, findings, cells, scripts, elsewhere, absorbed } = upgraded;
  return { result: { ...unchanged, status: statusOf(findings, edits), text: applyEdits(source.text, edits), edits, findings, cells, scripts }, elsewhere, absorbed };
}

/** What the programs say about the settings of a YAML file. */
function settingsResult(file: FileResult, programs: readonly Upgraded[]): FileResult {
  const path = normalize(file.path);
  const findings = programs.flatMap((p) => p.elsewhere).filter((f) => f.path === path).map((f) => f.finding);
  const by = programs.filter((p) => p.absorbed.includes(path)).map((p) => p.result.path);
  const others = programs.filter((p) => p.result !== file && p.result.text.includes(basename(path))).map((p) => p.result.path);
  if (by.length > 0) findings.push(leftFinding(path, by, others));
  const located = locate(findings, new LineIndex(file.text));
  return { ...file, status: by.length === 0 ? "unchanged" : "upgraded", findings: located };
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
function locate(findings: readonly DraftFinding[], lines: LineIndex): Finding[] {
  const seen = new Set<string>();
  return [...findings].sort((a, b) => a.range.start - b.range.start || a.rule.code.localeCompare(b.rule.code)).flatMap((f) => {
    const key = `${f.rule.code} ${f.range.start} ${f.title}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const start = lines.at(f.range.start);
    const end = lines.at(f.range.end);
    return [{ code: f.rule.code, effort: f.effort, title: f.title, why: f.why, v1: f.v1, v2: f.v2, line: start.line, column: start.column, endLine: end.line, endColumn: end.column, cell: null }];
  });
}
