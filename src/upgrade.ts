import { posix } from "node:path";
import { UNUSED_IGNORE } from "./constructs/ignored/findings.js";
import { ignoredLines, withoutIgnored } from "./constructs/ignored/index.js";
import { WRITTEN_SCRIPT } from "./constructs/notebook/findings.js";
import { scriptFindings } from "./constructs/upgrade-module.js";
import { yamlPathsOf } from "./constructs/yaml/expand.js";
import { namedByYaml } from "./constructs/yaml/named.js";
import type { FileResult, Source, Surroundings } from "./index.js";
import { CONCERNS, kindOf, unchangedOf } from "./kind.js";
import { locate, statusOf } from "./located.js";
import { writtenTexts } from "./notebook/about.js";
import { notebookModule } from "./notebook/upgrade.js";
import { upgradePackages } from "./packages/upgrade.js";
import { as } from "./program.js";
import { NOTHING, programsOf } from "./programs.js";
import { projectFrom, toldBy } from "./project.js";
import { Module } from "./python/module.js";
import { foldersAbove, importedModules, moduleFinder } from "./python/project.js";
import type { Task, Team } from "./task.js";
import { alone, upgradeShare } from "./task.js";
import { pipelineFiles, yamlResults } from "./yaml-files.js";

const { isAbsolute, join, normalize } = posix;

/**
 * Upgrades the programs of a project; a file that can't be trusted is refused, and the others go on.
 *
 * @param around what lies around the sources: it is read, and never changed
 * @param team who upgrades the programs
 * @returns one result for each source
 */
export async function upgradeProject(sources: readonly Source[], around: Surroundings = NOTHING, team: Team = alone): Promise<FileResult[]> {
  const results = await upgradeTogether(sources, around, team);
  const texts = new Map(sources.map((s) => [normalize(s.path), s.text]));
  const scripts = new Set(results.flatMap((r) => scriptPaths(r)));
  const inJobs = new Set(await withImported([...scripts], (path) => texts.get(path) ?? null));
  const quiet = sources.filter((s, i) => inJobs.has(normalize(s.path)) && isQuiet(results[i]!));
  const inspected = new Map((await inspectScripts(quiet, results)).map((r) => [r.path, r]));
  const packages = await upgradePackages(sources, results, scripts);
  return results.map((r, i) => withoutIgnoredLines(packages.get(r.path) ?? inspected.get(r.path) ?? r, sources[i]!.text));
}

/** Lists of packages and YAML hold ignore comments, too. */
function withoutIgnoredLines(file: FileResult, text: string): FileResult {
  const ignored = file.kind === "yaml" || file.kind === "packages" ? ignoredLines(text, file.findings) : [];
  return ignored.length === 0 ? file : { ...file, findings: file.findings.filter((f) => !ignored.includes(f)), ignored };
}

/** Whether nothing was said about a file but that its ignore comments have nothing to ignore, which looks at it as a script may correct. */
function isQuiet(file: FileResult): boolean {
  return file.edits.length === 0 && file.status !== "refused" && file.findings.every((f) => f.code === UNUSED_IGNORE.code);
}

/** Programs and the YAML files that they load: a v1 pipeline file and all that loads it change together or not at all. */
async function upgradeTogether(sources: readonly Source[], around: Surroundings, team: Team): Promise<FileResult[]> {
  const isConcerned = (s: Source): boolean => CONCERNS.test(s.text);
  const told = await toldBy(sources, isConcerned);
  const programs = await programsOf(sources, isConcerned, around);
  const { text, file } = projectFrom(told, around.read)([]);
  const pipelines = await pipelineFiles(sources, text, file);
  const staying = new Map<string, readonly string[]>();
  for (;;) {
    const task: Task = { programs, told, pipelines, staying };
    const share = await team(task, (next) => upgradeShare(task, around.read, next));
    const upgraded = new Map(share.flatMap(([, results]) => results.map((r) => [normalize(r.result.path), r])));
    const files = sources.map((s) => {
      const found = upgraded.get(normalize(s.path));
      return found ? { ...found, result: { ...found.result, path: s.path } } : as(unchangedOf(s));
    });
    const loads = files.flatMap((f) => f.pipelines.map((load) => ({ ...load, by: normalize(f.result.path) })));
    const torn = loads.find((l) => l.moves && loads.some((other) => other.path === l.path && !other.moves));
    if (!torn) return yamlResults(files, pipelines);
    const same = loads.filter((l) => l.path === torn.path);
    staying.set(torn.path, same.map((l) => l.by).filter((by) => !same.some((l) => l.by === by && l.moves)));
  }
}

/** Where the scripts of a file may lie: beside it, or from a folder above it, up to the working directory. Nothing outside of that is looked at. */
export function scriptPaths(file: FileResult): string[] {
  const paths = (file.scripts ?? []).flatMap((script) => foldersAbove(file.path).map((folder) => normalize(join(folder, script))));
  return paths.filter((path) => !path.startsWith("../") && !isAbsolute(path));
}

/**
 * Scripts that steps run, and the modules that they import, which run in the job too.
 *
 * @param read the text of a file; null where there is none
 */
export async function withImported(scripts: readonly string[], read: (path: string) => string | null): Promise<string[]> {
  const found = [...new Set(scripts)];
  const finder = moduleFinder({ has: (path) => read(path) !== null }, () => []);
  // What is found is looked through in turn.
  for (const path of found) {
    const text = path.endsWith(".py") ? read(path) : null;
    const module = text === null || !text.includes("import") ? null : await Module.parse(text);
    if (!module || module.program.error) continue;
    for (const imported of importedModules(module.program).flatMap((name) => finder(name, path) ?? [])) if (!found.includes(imported)) found.push(imported);
  }
  return found;
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
 * @param files the files of the program: a cell of a notebook that writes a script is where that has to change, and has been told
 * @returns one result for each script; `partly` where something is left
 */
export async function inspectScripts(sources: readonly Source[], files: readonly FileResult[]): Promise<FileResult[]> {
  const written = files.flatMap((file) => (file.findings.some((f) => f.code === WRITTEN_SCRIPT.code) ? writtenTexts(file.text) : []));
  const results: FileResult[] = [];
  for (const source of sources) {
    const unchanged: FileResult = { path: source.path, kind: "python", status: "unchanged", text: source.text, edits: [], findings: [] };
    const module = /azureml/.test(source.text) && !written.includes(source.text.trim()) ? await Module.parse(source.text) : null;
    const found = module && !module.program.error ? withoutIgnored(scriptFindings(module), module) : { findings: [], ignored: [] };
    const findings = module ? locate(found.findings, module.lines) : [];
    const ignored = module ? locate(found.ignored, module.lines) : [];
    results.push({ ...unchanged, status: statusOf([...findings, ...ignored], []), findings, ignored });
  }
  return results;
}
