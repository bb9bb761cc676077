import { posix } from "node:path";
import { scriptFindings } from "./constructs/upgrade-module.js";
import { namedByYaml } from "./constructs/yaml/named.js";
import type { Unread } from "./constructs/yaml/config.js";
import { leftFinding, upgradePrograms, yamlPathsOf } from "./constructs/yaml/expand.js";
import type { ProgramText, ProgramUpgrade, YamlFinding } from "./constructs/yaml/expand.js";
import { looksLikePipeline } from "./constructs/yaml/pipeline-read.js";
import type { PipelineFileUpgrade } from "./constructs/yaml/pipeline-upgrade.js";
import { upgradePipelineFile } from "./constructs/yaml/pipeline-upgrade.js";
import type { ProjectFile, YamlFiles } from "./constructs/yaml/project.js";
import type { DraftFinding } from "./constructs/draft.js";
import { checkProgram } from "./edits/checks.js";
import { Refusal } from "./edits/refusal.js";
import type { TextEdit } from "./edits/text-edit.js";
import { applyEdits, sortEdits } from "./edits/text-edit.js";
import type { Finding } from "./findings/finding.js";
import type { FileKind, FileResult, Source, Status, Surroundings } from "./index.js";
import { NotebookError } from "./notebook/read.js";
import type { NotebookProgram } from "./notebook/upgrade.js";
import { concernsCode, notebookModule, readProgram, upgradeCells } from "./notebook/upgrade.js";
import { packageFileOf } from "./packages/read.js";
import { upgradePackages } from "./packages/upgrade.js";
import type { Member } from "./programs.js";
import { NOTHING, programsOf } from "./programs.js";
import type { ProjectOf } from "./project.js";
import { projectOf } from "./project.js";
import { LineIndex, Module } from "./python/module.js";

const { basename, dirname, isAbsolute, join, normalize } = posix;

/**
 * Upgrades the programs of a project; a file that can't be trusted is refused, and the others go on.
 *
 * @param around what lies around the sources: it is read, and never changed
 * @returns one result for each source
 */
export async function upgradeProgram(sources: readonly Source[], around: Surroundings = NOTHING): Promise<FileResult[]> {
  const results = await upgradeTogether(sources, around);
  const scripts = new Set(results.flatMap((r) => scriptPaths(r)));
  const quiet = sources.filter((s, i) => scripts.has(normalize(s.path)) && results[i]!.status === "unchanged" && results[i]!.findings.length === 0);
  const inspected = new Map((await inspectScripts(quiet)).map((r) => [r.path, r]));
  const packages = await upgradePackages(sources, results, scripts);
  return results.map((r) => packages.get(r.path) ?? inspected.get(r.path) ?? r);
}

/** Programs and the YAML files that they load: a v1 pipeline file and all that loads it change together or not at all. */
async function upgradeTogether(sources: readonly Source[], around: Surroundings): Promise<FileResult[]> {
  const project = await projectOf(sources, (s) => CONCERNS.test(s.text));
  const members = await programsOf(sources, (s) => CONCERNS.test(s.text), around);
  const texts = new Map(sources.map((s) => [normalize(s.path), s.text]));
  const text: ProjectFile = (path) => texts.get(path) ?? null;
  const pipelines = await pipelineFiles(sources, text);
  const files: YamlFiles = { text, pipeline: (path) => pipelines.get(path) ?? null };
  // Programs that can't load a file as v2, by its path.
  const staying = new Map<string, Set<string>>();
  const filesFor = (paths: readonly string[]): YamlFiles => ({
    text,
    pipeline: (path) => {
      const by = [...(staying.get(path) ?? [])];
      return by.length === 0 || by.some((x) => paths.includes(x)) ? files.pipeline(path) : { problem: `${by[0]!} loads it too, and stays v1`, place: { start: 0, end: 0 } };
    },
  });
  for (;;) {
    const upgraded = new Map<string, Upgraded>();
    for (const some of members) {
      for (const u of await upgradeMembers(some, { project, files: filesFor })) upgraded.set(normalize(u.result.path), u);
    }
    const programs = sources.map((s) => {
      const found = upgraded.get(normalize(s.path));
      return found ? { ...found, result: { ...found.result, path: s.path } } : as(unchangedOf(s));
    });
    const loads = programs.flatMap((p) => p.pipelines.map((load) => ({ ...load, by: normalize(p.result.path) })));
    const torn = loads.find((l) => l.moves && loads.some((other) => other.path === l.path && !other.moves));
    if (!torn) return programs.map((p) => (p.result.kind === "yaml" ? yamlResult(p.result, programs, files) : p.result));
    staying.set(torn.path, new Set(loads.filter((l) => l.path === torn.path && !l.moves).map((l) => l.by)));
  }
}

/** What the files of a program see of their project. */
interface Surround {
  readonly project: ProjectOf;
  readonly files: (paths: readonly string[]) => YamlFiles;
}

/** What becomes of each v1 pipeline file with a parallel step. */
async function pipelineFiles(sources: readonly Source[], text: ProjectFile): Promise<Map<string, PipelineFileUpgrade | Unread>> {
  const found = new Map<string, PipelineFileUpgrade | Unread>();
  for (const source of sources) {
    if (kindOf(source.path) !== "yaml" || !looksLikePipeline(source.text)) continue;
    const path = normalize(source.path);
    const programs: string[] = [];
    for (const s of sources) if (kindOf(s.path) !== "yaml" && (await yamlPaths(s, s.path)).includes(path)) programs.push(s.path);
    found.set(path, await upgradePipelineFile({ path, text: source.text }, [...(programs.length > 0 ? programs : [path]), "."], text));
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
  if (kindOf(path) === "yaml") return namedByYaml(text, program);
  if (!text.includes("load_yaml")) return [];
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

/** What a file is, by its name. A `setup.py` is Python, until its list of packages is what there is to say. */
export function kindOf(path: string): FileKind {
  if (/\.py$/i.test(path)) return "python";
  return packageFileOf(path) ? "packages" : (KINDS.find(([ending]) => ending.test(path))?.[1] ?? "python");
}

const KINDS: readonly [RegExp, FileKind][] = [[/\.ipynb$/i, "notebook"], [/\.ya?ml$/i, "yaml"]];

/** Text that says a file holds v1 parallel-run code, or what an upgrade left of it. */
export const CONCERNS = /ParallelRun(Config|Step)|Pipeline\.load_yaml|AutoMLPipelineBuilder|parallel_run_function|TODO\(prs-upgrade/;

/** What makes a code cell of a notebook worth reading: v1 code, or an import of a file that may hold some. */
const CONCERNS_OR_IMPORTS = new RegExp(`${CONCERNS.source}|\\bimport\\b`);

/** What became of a file, and what it says about the YAML files that it loads. */
interface Upgraded {
  readonly result: FileResult;
  readonly elsewhere: readonly YamlFinding[];
  readonly absorbed: readonly string[];
  readonly pipelines: ProgramUpgrade["pipelines"];
}

function as(result: FileResult): Upgraded {
  return { result, elsewhere: [], absorbed: [], pipelines: [] };
}

function unchangedOf(source: Source): FileResult {
  return { path: source.path, kind: kindOf(source.path), status: "unchanged", text: source.text, edits: [], findings: [] };
}

function refusedOf(source: Source, reason: string): Upgraded {
  return as({ ...unchangedOf(source), status: "refused", reason });
}

/** A file of a program that parses. */
interface Unit extends ProgramText {
  readonly source: Member;
  readonly notebook: NotebookProgram | null;
}

/** Upgrades the files of one program; where they can't be upgraded together, each by itself. */
async function upgradeMembers(members: readonly Member[], around: Surround): Promise<Upgraded[]> {
  const results: Upgraded[] = [];
  const units: Unit[] = [];
  for (const member of members) {
    const read = await unitOf(member);
    if ("result" in read) results.push(read);
    else units.push(read);
  }
  try {
    return [...results, ...(await upgradeUnits(units, around))];
  } catch (error) {
    const reason = refusalOf(error);
    if (reason === null) throw error;
    if (units.length === 1) return [...results, refusedOf(units[0]!.source, reason)];
    for (const unit of units) if (unit.edited) results.push(...(await upgradeMembers([unit.source], around)));
    return results;
  }
}

const TOO_DEEP = "the code is nested too deeply to be followed";

/** Why a file is refused, where an error says so; null for a defect of the tool. */
function refusalOf(error: unknown): string | null {
  if (error instanceof Refusal || error instanceof NotebookError) return error.message;
  // Whoever calls the library may have used up the stack.
  return error instanceof RangeError && /call stack/i.test(error.message) ? TOO_DEEP : null;
}

/** Reads a file of a program; its result where there is nothing to upgrade in it. */
async function unitOf(source: Member): Promise<Unit | Upgraded> {
  const { path, edited } = source;
  try {
    if (kindOf(path) === "notebook") {
      const notebook = concernsCode(source.text, edited ? CONCERNS_OR_IMPORTS : /./) ? await readProgram(source.text) : null;
      return notebook ? { source, path, edited, module: notebook.module, notebook } : as(unchangedOf(source));
    }
    const module = await Module.parse(source.text);
    if (!module.program.error) return { source, path, edited, module, notebook: null };
    if (!/azureml/.test(source.text) || !/ParallelRun(Config|Step)/.test(source.text)) return as(unchangedOf(source));
    const { line, column } = module.lines.at(module.program.error.start);
    return refusedOf(source, `${line}:${column}: ${module.program.tooDeep ? TOO_DEEP : "the file does not parse as Python; mend it first"}`);
  } catch (error) {
    const reason = refusalOf(error);
    if (reason === null) throw error;
    return refusedOf(source, reason);
  }
}

/** Upgrades the files of one program together. @throws Refusal, and what `refusalOf` tells */
async function upgradeUnits(units: readonly Unit[], around: Surround): Promise<Upgraded[]> {
  if (!units.some((u) => u.edited)) return [];
  const paths = units.map((u) => u.path);
  const upgradeAll = (some: readonly Unit[]): Promise<ProgramUpgrade[]> => upgradePrograms(some, around.project(paths), around.files(paths));
  const upgraded = await upgradeAll(units);
  const results: Upgraded[] = [];
  for (const [i, unit] of units.entries()) if (unit.edited) results.push(await resultOf(unit, upgraded[i]!));
  const changed = results.filter((r) => r.result.edits.length > 0);
  if (changed.length === 0) return results;
  const after: Unit[] = [];
  for (const unit of units) {
    const result = results.find((r) => r.result.path === unit.path)?.result;
    const read = result && result.edits.length > 0 ? await unitOf({ ...unit.source, text: result.text }) : unit;
    if ("result" in read) throw new Refusal("the upgraded code would not parse; this is a defect of prs-upgrade, please report it with this file");
    after.push(read);
  }
  if ((await upgradeAll(after)).some((u, i) => units[i]!.edited && u.edits.length > 0)) throw new Refusal("a second run would change the file again; this is a defect of prs-upgrade, please report it with this file");
  const together = changed.map((r) => r.result.path);
  return together.length < 2 ? results : results.map((r) => (together.includes(r.result.path) ? { ...r, result: { ...r.result, together } } : r));
}

async function resultOf(unit: Unit, upgraded: ProgramUpgrade): Promise<Upgraded> {
  const { source, module } = unit;
  const { elsewhere, absorbed, pipelines, scripts } = upgraded;
  if (unit.notebook) {
    const { programEdits, edits, findings, cells } = await upgradeCells(unit.notebook, upgraded);
    const text = applyEdits(source.text, edits);
    if (edits.length > 0) checkProgram(module.program, (await readProgram(text))!.module.program, programEdits);
    return { result: { ...unchangedOf(source), status: statusOf(findings, edits), text, edits, findings, cells, scripts }, elsewhere, absorbed, pipelines };
  }
  const edits = sortEdits(inLineEnds(upgraded.edits, source.text));
  const text = applyEdits(source.text, edits);
  if (edits.length > 0) checkProgram(module.program, (await Module.parse(text)).program, edits);
  const located = locate(upgraded.findings, module.lines);
  return { result: { ...unchangedOf(source), status: statusOf(located, edits), text, edits, findings: located, scripts }, elsewhere, absorbed, pipelines };
}

/** What becomes of a YAML file, by what the programs say that load it, and the pipelines that name it. */
function yamlResult(file: FileResult, programs: readonly Upgraded[], files: YamlFiles): FileResult {
  const path = normalize(file.path);
  const own = upgradedPipeline(path, programs, files);
  if (own) {
    const text = inLineEnds([{ start: 0, end: 0, text: own.text }], file.text)[0]!.text;
    const edits = [{ start: 0, end: file.text.length, text }];
    const findings = locate(own.findings, new LineIndex(file.text));
    const created = own.created.map((c) => ({ path: c.path, text: inLineEnds([{ start: 0, end: 0, text: c.text }], file.text)[0]!.text }));
    return { ...file, status: statusOf(findings, edits), text, edits, findings, created };
  }
  const readers = [
    ...programs.map((p) => ({ path: p.result.path, elsewhere: p.elsewhere, absorbed: p.absorbed })),
    ...programs.flatMap((p) => {
      const pipeline = p.result.kind === "yaml" ? upgradedPipeline(normalize(p.result.path), programs, files) : null;
      return pipeline ? [{ path: p.result.path, elsewhere: pipeline.elsewhere, absorbed: pipeline.absorbed }] : [];
    }),
  ];
  const findings = readers.flatMap((r) => r.elsewhere).filter((f) => f.path === path).map((f) => f.finding);
  const by = readers.filter((r) => r.absorbed.includes(path)).map((r) => r.path);
  const texts = programs.map((p) => ({ path: p.result.path, text: upgradedPipeline(normalize(p.result.path), programs, files)?.text ?? p.result.text }));
  const named = new RegExp(`(?<![\\w.-])${basename(path).replace(/[^\w]/g, "\\$&")}`);
  const others = texts.filter((t) => t.path !== file.path && named.test(t.text)).map((t) => t.path);
  if (by.length > 0) findings.push(leftFinding(path, by, others));
  return { ...file, status: by.length === 0 ? "unchanged" : "upgraded", findings: locate(findings, new LineIndex(file.text)) };
}

/** The v2 form of a pipeline file, where nothing in sight still loads it as v1. */
function upgradedPipeline(path: string, programs: readonly Upgraded[], files: YamlFiles): PipelineFileUpgrade | null {
  const upgrade = files.pipeline(path);
  const stays = programs.some((p) => p.pipelines.some((l) => l.path === path && !l.moves));
  return upgrade && !("problem" in upgrade) && !stays ? upgrade : null;
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
