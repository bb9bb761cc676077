import { posix } from "node:path";
import { scriptFindings } from "./constructs/upgrade-module.js";
import { markersIn, namedByYaml, scriptsOfComponent } from "./constructs/yaml/named.js";
import type { Unread } from "./constructs/yaml/config.js";
import { leftFinding, unloadedFindings, upgradeProgramText, yamlPathsOf } from "./constructs/yaml/expand.js";
import type { ProgramUpgrade, YamlFinding } from "./constructs/yaml/expand.js";
import { looksLikePipeline } from "./constructs/yaml/pipeline-read.js";
import type { PipelineFileUpgrade } from "./constructs/yaml/pipeline-upgrade.js";
import { unreadPipeline, upgradePipelineFile, withoutLoader } from "./constructs/yaml/pipeline-upgrade.js";
import type { ProjectFile, YamlFiles } from "./constructs/yaml/project.js";
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

const { basename, dirname, isAbsolute, join, normalize } = posix;

/** Upgrades each file; one that can't be trusted is refused, and the others go on. */
export async function upgradeProgram(sources: readonly Source[]): Promise<FileResult[]> {
  const results = await upgradeTogether(sources);
  const scripts = new Set(results.flatMap((r) => scriptPaths(r)));
  const quiet = sources.filter((s, i) => scripts.has(normalize(s.path)) && results[i]!.status === "unchanged" && results[i]!.findings.length === 0);
  const inspected = new Map((await inspectScripts(quiet)).map((r) => [r.path, r]));
  return results.map((r) => inspected.get(r.path) ?? r);
}

/** Programs and the YAML files that they load: a v1 pipeline file and all that loads it change together or not at all. */
async function upgradeTogether(sources: readonly Source[]): Promise<FileResult[]> {
  const texts = new Map(sources.map((s) => [normalize(s.path), s.text]));
  const text: ProjectFile = (path) => texts.get(path) ?? null;
  const pipelines = await pipelineFiles(sources, text);
  const files: YamlFiles = { text, pipeline: (path) => pipelines.get(path)?.upgrade ?? null };
  // Programs that can't load a file as v2, by its path.
  const staying = new Map<string, Set<string>>();
  for (;;) {
    const programs: Upgraded[] = [];
    for (const source of sources) {
      const held = (path: string): string | undefined => [...(staying.get(path) ?? [])].find((by, _, all) => !all.includes(source.path) && by !== source.path);
      programs.push(await upgradeSource(source, {
        text, pipeline: (path) => (held(path) === undefined ? files.pipeline(path) : { problem: `${held(path)!} loads it too, and stays v1`, place: { start: 0, end: 0 } }),
      }));
    }
    const loads = programs.flatMap((p) => p.pipelines.map((load) => ({ ...load, by: p.result.path })));
    const torn = loads.find((l) => l.moves && loads.some((other) => other.path === l.path && !other.moves));
    if (!torn) return yamlResults(programs, pipelines);
    staying.set(torn.path, new Set(loads.filter((l) => l.path === torn.path && !l.moves).map((l) => l.by)));
  }
}

/** What could become of a v1 pipeline file, and the programs that may load it. */
interface PipelineFile {
  readonly upgrade: PipelineFileUpgrade | Unread;
  readonly loaders: readonly string[];
}

/** The v1 pipeline files with a parallel step. */
async function pipelineFiles(sources: readonly Source[], text: ProjectFile): Promise<Map<string, PipelineFile>> {
  const found = new Map<string, PipelineFile>();
  for (const source of sources) {
    if (kindOf(source.path) !== "yaml" || !looksLikePipeline(source.text)) continue;
    const path = normalize(source.path);
    const loaders: string[] = [];
    for (const s of sources) if (kindOf(s.path) !== "yaml" && (await yamlPaths(s, s.path)).includes(path)) loaders.push(s.path);
    found.set(path, { upgrade: await upgradePipelineFile({ path, text: source.text }, [...(loaders.length > 0 ? loaders : [path]), "."], text), loaders });
  }
  return found;
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
  if (kindOf(path) === "yaml") return namedByYaml(text, path, program);
  if (!/load_(yaml|job|component)/.test(text)) return [];
  const module = kindOf(path) === "notebook" ? await notebookModule(text) : await Module.parse(text);
  return module ? yamlPathsOf(module, path) : [];
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
    const module = /azureml/.test(source.text) ? await Module.parse(source.text) : null;
    const findings = module && !module.program.error ? locate(scriptFindings(module), module.lines) : [];
    results.push({ ...unchanged, status: statusOf(findings, []), findings });
  }
  return results;
}

export function kindOf(path: string): FileKind {
  return KINDS.find(([ending]) => ending.test(path))?.[1] ?? "python";
}

const KINDS: readonly [RegExp, FileKind][] = [[/\.ipynb$/i, "notebook"], [/\.ya?ml$/i, "yaml"]];

/** Text that says a file holds v1 parallel-run code, or what an upgrade left of it. */
const CONCERNS = /ParallelRun(Config|Step)|Pipeline\.load_yaml|AutoMLPipelineBuilder|parallel_run_function|TODO\(prs-upgrade/;

/** What became of a file, and what it says about the YAML files that it loads. */
interface Upgraded {
  readonly result: FileResult;
  readonly elsewhere: readonly YamlFinding[];
  readonly absorbed: readonly string[];
  readonly pipelines: ProgramUpgrade["pipelines"];
}

function alone(result: FileResult): Upgraded {
  return { result, elsewhere: [], absorbed: [], pipelines: [] };
}

async function upgradeSource(source: Source, files: YamlFiles): Promise<Upgraded> {
  const kind = kindOf(source.path);
  const unchanged: FileResult = { path: source.path, kind, status: "unchanged", text: source.text, edits: [], findings: [] };
  if (kind === "yaml" || !CONCERNS.test(source.text)) return alone(unchanged);
  try {
    return kind === "notebook" ? await upgradeCells(source, unchanged, files) : await upgradeScript(source, unchanged, files);
  } catch (error) {
    if (error instanceof Refusal || error instanceof NotebookError) return alone({ ...unchanged, status: "refused", reason: error.message });
    if (error instanceof RangeError && /call stack/i.test(error.message)) return alone({ ...unchanged, status: "refused", reason: "the code is nested too deeply to be followed" });
    throw error;
  }
}

async function upgradeScript(source: Source, unchanged: FileResult, files: YamlFiles): Promise<Upgraded> {
  const module = await Module.parse(source.text);
  if (module.program.error) {
    if (!/azureml/.test(source.text) || !/ParallelRun(Config|Step)/.test(source.text)) return alone(unchanged);
    const { line, column } = module.lines.at(module.program.error.start);
    return alone({ ...unchanged, status: "refused", reason: `${line}:${column}: the file does not parse as Python; mend it first` });
  }
  const { edits: drafted, findings, scripts, elsewhere, absorbed, pipelines } = await upgradeProgramText(module, source.path, files);
  const edits = sortEdits(inLineEnds(drafted, source.text));
  const text = applyEdits(source.text, edits);
  if (edits.length > 0) {
    const after = await Module.parse(text);
    checkProgram(module.program, after.program, edits);
    if ((await upgradeProgramText(after, source.path, files)).edits.length > 0) throw new Refusal("a second run would change the file again; this is a defect of prs-upgrade, please report it with this file");
  }
  const located = locate(findings, module.lines);
  return { result: { ...unchanged, status: statusOf(located, edits), text, edits, findings: located, scripts }, elsewhere, absorbed, pipelines };
}

async function upgradeCells(source: Source, unchanged: FileResult, files: YamlFiles): Promise<Upgraded> {
  const upgraded = await upgradeNotebook(source, CONCERNS, files);
  if (!upgraded) return alone(unchanged);
  const { edits, findings, cells, scripts, elsewhere, absorbed, pipelines } = upgraded;
  return { result: { ...unchanged, status: statusOf(findings, edits), text: applyEdits(source.text, edits), edits, findings, cells, scripts }, elsewhere, absorbed, pipelines };
}

/** The results of all files, when the programs have said what they do with the YAML files. */
async function yamlResults(programs: readonly Upgraded[], pipelines: ReadonlyMap<string, PipelineFile>): Promise<FileResult[]> {
  const upgraded = new Map<string, PipelineFileUpgrade>();
  for (const [path, { upgrade, loaders }] of pipelines) {
    // A program that could not be read still loads it as v1.
    const moves = (loader: string): boolean => programs.some((p) => p.result.path === loader && p.pipelines.some((l) => l.path === path && l.moves));
    if (!("problem" in upgrade) && loaders.every(moves)) upgraded.set(path, upgrade);
  }
  const readers = programs.map((p) => {
    const own = upgraded.get(normalize(p.result.path));
    return { path: p.result.path, text: own?.text ?? p.result.text, elsewhere: [...p.elsewhere, ...(own?.elsewhere ?? [])], absorbed: [...p.absorbed, ...(own?.absorbed ?? [])] };
  });
  return Promise.all(programs.map(async ({ result, pipelines: loads }) => {
    if (result.kind !== "yaml") return loads.length > 0 ? { ...result, together: loads.filter((l) => l.moves).map((l) => l.path) } : result;
    const path = normalize(result.path);
    const own = upgraded.get(path);
    const file = pipelines.get(path);
    if (own) return pipelineResult(result, file?.loaders.length === 0 ? withoutLoader(own) : own);
    if (file && "problem" in file.upgrade && file.loaders.length === 0) return withFindings(result, [unreadPipeline(file.upgrade)]);
    return settingsResult(result, readers);
  }));
}

function withFindings(file: FileResult, findings: readonly DraftFinding[]): FileResult {
  const located = locate(findings, new LineIndex(file.text));
  return { ...file, status: statusOf(located, []), findings: located };
}

/** A v1 pipeline file as a v2 one. */
function pipelineResult(file: FileResult, { text: written, created, findings, scripts }: PipelineFileUpgrade): FileResult {
  const asTheFile = (text: string): string => inLineEnds([{ start: 0, end: 0, text }], file.text)[0]!.text;
  const text = asTheFile(written);
  const edits = [{ start: 0, end: file.text.length, text }];
  const located = locate(findings, new LineIndex(file.text));
  return { ...file, status: statusOf(located, edits), text, edits, findings: located, scripts, created: created.map((c) => ({ path: c.path, text: asTheFile(c.text) })) };
}

/** A file of settings, by what is said about it in the files that load it. */
async function settingsResult(file: FileResult, readers: readonly { path: string; text: string; elsewhere: readonly YamlFinding[]; absorbed: readonly string[] }[]): Promise<FileResult> {
  const path = normalize(file.path);
  const findings = readers.flatMap((r) => r.elsewhere).filter((f) => f.path === path).map((f) => f.finding);
  const by = readers.filter((r) => r.absorbed.includes(path)).map((r) => r.path);
  const named = new RegExp(`(?<![\\w.-])${basename(path).replace(/[^\w]/g, "\\$&")}`);
  const others = readers.filter((r) => r.path !== file.path && named.test(r.text)).map((r) => r.path);
  if (by.length > 0) findings.push(leftFinding(path, by, others));
  else if (others.length === 0) findings.push(...unloadedFindings(file.text));
  findings.push(...markersIn(file.text));
  const located = locate(findings, new LineIndex(file.text));
  return { ...file, status: by.length === 0 ? statusOf(located, []) : "upgraded", findings: located, scripts: await scriptsOfComponent(file.text) };
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
