import { lstat, readFile, readdir } from "node:fs/promises";
import { dirname, posix, relative, resolve, sep } from "node:path";
import { encode, EncodingError } from "./files/decode.js";
import { findFiles, isFileBelow } from "./files/find.js";
import { findHolding } from "./files/holding.js";
import type { Wanted } from "./files/holding.js";
import type { SourceFile } from "./files/read.js";
import { readSource, readText, sourceOf, textOf, textsBelow } from "./files/read.js";
import { readable } from "./files/readable.js";
import { gitRootOf, projectFolders } from "./files/root.js";
import type { FileResult, NewFile, Source, Surroundings } from "./index.js";
import type { Mode, Problem, Report, ReportedFile } from "./report.js";
import type { Team } from "./task.js";

/** Most runs find nothing to read, and load none of it. */
let engine: typeof import("./engine.js");
const loadEngine = async (): Promise<void> => void (engine = await import("./engine.js"));

const upgrade: Upgrade = (sources, around, team) => engine.upgradeProject(sources, around, team);

/** What the library's `upgrade` is; a command and tests give their own. */
export type Upgrade = (sources: readonly Source[], around?: Surroundings, team?: Team) => Promise<FileResult[]>;

/** Which of the files hold what is wanted: indexes, ascending. `progress` is told how many are done. */
export type Search = (paths: readonly string[], cwd: string, wanted: Wanted, progress?: (done: number) => void) => Promise<number[]>;

const searchAlone: Search = (paths, cwd, wanted, progress) => Promise.resolve(findHolding(paths, cwd, new Int32Array(1), wanted, progress));

export interface RunOptions {
  readonly paths: readonly string[];
  readonly cwd: string;
  readonly mode: Mode;
  /** Patterns of `.gitignore` form. */
  readonly exclude: readonly string[];
  /** The folder that they are relative to: `cwd` where it is left out. */
  readonly excludeFrom?: string;
  /** Searches files; one thread does it when none is given. */
  readonly search?: Search;
  /** Upgrades programs; one thread does it when none is given. */
  readonly team?: Team;
  /** Called while files are searched: how many are done, and of how many. */
  readonly progress?: (done: number, total: number) => void;
  /** Told of something that a person should know, and that is no error. */
  readonly notice?: (message: string) => void;
  /** Called when the writing starts. Once its signal is aborted, no further file is written; the report says which. */
  readonly interruption?: () => AbortSignal;
}

/** Finds, reads and upgrades the files, and writes them where the mode says so. What goes wrong with one file stands in the report. */
export async function run(options: RunOptions, upgradeSources: Upgrade = upgrade): Promise<Report> {
  const found = await findFiles(options.paths, options.cwd, options.exclude, options.excludeFrom);
  const recovered = options.mode === "write" ? await recover(found.files, options) : [];
  const read = await readAll(found.files, options);
  if (read === null) return { mode: options.mode, scanned: found.files.length, files: [], problems: found.problems };
  const project = await readProject(read.sources, found.files, options);
  const { sources, around } = project;
  const upgradeByTeam: Upgrade = (some, surroundings) => upgradeSources(some, surroundings, options.team);
  let upgraded = await upgradeAll(sources, upgradeByTeam, around);
  const unread = await readScriptSources(upgraded.files, options.cwd);
  if (unread.length > 0 && upgraded.files.some((file) => file.findings.some((finding) => finding.code === engine.DATASET_KIND.code))) {
    // What run(mini_batch) does with its argument may answer the question.
    const again = await upgradeAll([...sources, ...unread], upgradeByTeam, around);
    upgraded = { files: again.files.filter((file) => !unread.some((script) => script.path === file.path)), problems: again.problems };
  }
  const scripts = (await engine.inspectScripts(unread.filter((script) => script.text.includes("azureml")))).map((result) => ({ ...result, original: result.text }));
  const planned = keepTogether(await checkCreated(upgraded.files, options.cwd));
  const files = options.mode === "write" ? await writeAll(planned, sources, options) : planned;
  return {
    mode: options.mode,
    scanned: found.files.length + project.beside + scripts.length,
    files: [...read.refused, ...files, ...scripts].sort((a, b) => (a.path < b.path ? -1 : 1)),
    problems: [...found.problems, ...recovered, ...read.problems, ...upgraded.problems],
  };
}

/**
 * Upgrades what stands in no file.
 *
 * @returns the report, and the upgraded code in the encoding that it came in; the given bytes where nothing was upgraded
 */
export async function runOnInput(path: string, bytes: Buffer, mode: Mode, upgradeSources: Upgrade = upgrade): Promise<{ report: Report; code: Buffer }> {
  const report = { mode, scanned: 1, problems: [] };
  const source = sourceOf(path, bytes);
  if (source === null) return { report: { ...report, files: [] }, code: bytes };
  await loadEngine();
  if ("reason" in source) return { report: { ...report, files: [refused(path, source.reason)] }, code: bytes };
  const { files: upgraded, problems } = await upgradeAll([source], upgradeSources, engine.NOTHING);
  const files = mode === "write" ? upgraded.map(alone) : upgraded;
  const file = files[0];
  return { report: { ...report, files, problems }, code: file && file.text !== file.original ? encode(file.text, source) : bytes };
}

/** Null where nothing is worth reading. */
async function readAll(paths: readonly string[], { cwd, progress, search = searchAlone }: RunOptions): Promise<{ sources: SourceFile[]; refused: ReportedFile[]; problems: Problem[] } | null> {
  const marked = await search(paths, cwd, "marks", progress && ((done) => progress(done, paths.length)));
  if (marked.length === 0) return null;
  await loadEngine();
  const sources: SourceFile[] = [];
  const refusals: ReportedFile[] = [];
  const problems: Problem[] = [];
  for (const i of marked) {
    const read = readSource(paths[i]!, resolve(cwd, paths[i]!));
    if (read === null) continue;
    if (!("reason" in read)) sources.push(read);
    else if (read.holdsV1) refusals.push(refused(read.path, read.reason));
    else problems.push({ path: read.path, reason: read.reason });
  }
  return { sources, refused: refusals, problems };
}

/** What has to be read beside the files with v1 code. */
interface ProjectFiles {
  /** The files to upgrade: those with v1 code, what belongs to a program with them, the YAML that they load, and lists of packages. */
  readonly sources: SourceFile[];
  readonly around: Surroundings;
  /** How many of the sources were not among the found files. */
  readonly beside: number;
}

/**
 * Reads what belongs to the files with v1 code: the files that import them and those that they import. Where only some files are upgraded, the rest
 * of the folder is looked through as well, so that nothing is changed which another file still needs as it is.
 */
async function readProject(read: readonly SourceFile[], found: readonly string[], options: RunOptions): Promise<ProjectFiles> {
  const { cwd } = options;
  const concerned = read.filter((source) => engine.CONCERNS.test(source.text));
  const named = await readNamed(read, cwd);
  if (concerned.length === 0) return { sources: [...read, ...named], around: engine.NOTHING, beside: named.length };
  const lists = (await engine.readPackageFiles(concerned.map((s) => s.path), cwd, options.exclude)).filter((list) => !read.some((source) => source.path === list.path));
  const folders = projectFolders(concerned.map((s) => s.path), cwd);
  const all = folders.every((folder) => options.paths.includes(folder)) || options.paths.includes(".") ? found : (await findFiles(folders, cwd, [])).files;
  const importing = await readImporters(read, all, options);
  const inFound = new Set(found);
  const around: Surroundings = { importers: importing.filter((s) => !inFound.has(s.path)), read: textsBelow(cwd) };
  const sources = [...read, ...importing.filter((s) => inFound.has(s.path))];
  for (const member of (await engine.programsOf(sources, (s) => engine.CONCERNS.test(s.text), around)).flat()) {
    if (member.edited || !inFound.has(member.path)) continue;
    const source = readText(member.path, resolve(cwd, member.path));
    if (source) sources.push(source);
  }
  return { sources: [...sources, ...named, ...lists], around, beside: named.length + lists.length };
}

/** The files that import files with v1 code, directly or through others. */
async function readImporters(read: readonly SourceFile[], all: readonly string[], { cwd, search = searchAlone }: RunOptions): Promise<SourceFile[]> {
  const known = new Set(read.map((s) => s.path));
  const importing: SourceFile[] = [];
  for (let from: readonly SourceFile[] = read; from.length > 0; ) {
    const names = from.filter((s) => s.path.endsWith(".py")).map((s) => engine.moduleName(s.path));
    const found: SourceFile[] = [];
    const others = all.filter((p) => !known.has(p));
    for (const path of names.length === 0 ? [] : (await search(others, cwd, { importsOf: names })).map((i) => others[i]!)) {
      known.add(path);
      const source = readText(path, resolve(cwd, path));
      if (source) found.push(source);
    }
    importing.push(...found);
    from = found;
  }
  return importing;
}

/** The YAML files that these files load, and those that they name in turn. A folder's other YAML is nobody's business here. */
async function readNamed(sources: readonly SourceFile[], cwd: string): Promise<SourceFile[]> {
  const known = new Set(sources.map((s) => resolve(cwd, s.path)));
  const named: SourceFile[] = [];
  if (sources.length === 0) return named;
  const add = async (source: SourceFile, program: string): Promise<void> => {
    for (const path of await engine.yamlPaths(source, program)) {
      const absolute = resolve(cwd, path);
      if (known.has(absolute) || !isFileBelow(absolute, cwd)) continue;
      known.add(absolute);
      const read = readText(path, absolute);
      // What can't be read is asked for where it is named.
      if (!read) continue;
      named.push(read);
      await add(read, program);
    }
  };
  for (const source of sources) await add(source, source.path);
  return named;
}

/** Upgrades all files as one project. Where that meets a defect of the tool, each file goes alone, so that the others' results still come out. */
async function upgradeAll(sources: readonly SourceFile[], upgradeSources: Upgrade, around: Surroundings): Promise<{ files: ReportedFile[]; problems: Problem[] }> {
  if (sources.length === 0) return { files: [], problems: [] };
  const upgradeSome = async (some: readonly SourceFile[]): Promise<ReportedFile[]> => {
    const results = await upgradeSources(some.map(({ path, text }) => ({ path, text })), around);
    return results.map((result, i) => reported(result, some[i]!));
  };
  try {
    return { files: await upgradeSome(sources), problems: [] };
  } catch {
    const files: ReportedFile[] = [];
    const problems: Problem[] = [];
    // A YAML file changes with the code that loads it, or not at all.
    for (const source of sources.filter((s) => engine.kindOf(s.path) !== "yaml")) {
      try {
        files.push(...(await upgradeSome([source])));
      } catch (error) {
        problems.push({ path: source.path, reason: `this is a bug in prs-upgrade, please report it with this file: ${readable(error)}` });
      }
    }
    return { files, problems };
  }
}

/** Standard output holds one file: what needs others beside it can't be upgraded there. */
function alone(file: ReportedFile): ReportedFile {
  if (!file.created?.length) return file;
  return refused(file.path, `it needs new files (${file.created.map(({ path }) => path).join(", ")}), which have no place in standard output; run it on the file itself`);
}

/**
 * Leaves out the new files that are there already, as after a first run. A file whose upgrade needs one where something else lies, or
 * where another file's upgrade puts something else, is refused, by a dry run too.
 */
async function checkCreated(files: readonly ReportedFile[], cwd: string): Promise<ReportedFile[]> {
  const taken = new Map<string, string>();
  const checked: ReportedFile[] = [];
  for (const file of files) {
    if (!file.created) {
      checked.push(file);
      continue;
    }
    const created: NewFile[] = [];
    let foreign: string | null = null;
    for (const added of file.created) {
      const absolute = resolve(cwd, added.path);
      if (added.ownFolder && (await hasOthers(absolute))) foreign ??= `folder ${dirname(added.path)}`;
      const there = taken.get(absolute) ?? (await textAt(absolute));
      if (there === null) created.push(added);
      else if (there !== added.text) foreign ??= `file ${added.path}`;
    }
    if (foreign === null) for (const added of created) taken.set(resolve(cwd, added.path), added.text);
    checked.push(foreign === null ? { ...file, created } : refused(file.path, `its upgrade needs a new ${foreign}, and something else is there; rename one of them`));
  }
  return checked;
}

/** Files that have to change together are refused together. */
function keepTogether(files: readonly ReportedFile[]): ReportedFile[] {
  const refusals = new Set(files.filter((f) => f.status === "refused").map((f) => f.path));
  return files.map((file) => {
    const without = file.status === "refused" ? undefined : file.together?.find((path) => refusals.has(path));
    return without === undefined ? file : refused(file.path, `it has to change together with ${without}, which was refused`);
  });
}

/** Whether something else lies in the folder of a path. */
async function hasOthers(path: string): Promise<boolean> {
  const folder = dirname(path);
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => (error.code === "ENOENT" ? [] : null));
  return names === null || names.some((name) => resolve(folder, name) !== path);
}

/** What lies at a path, as text; null where nothing does. A folder or an unreadable file is like no text. */
async function textAt(path: string): Promise<string | null | undefined> {
  if (!(await lstat(path).catch(() => null))) return null;
  return readFile(path, "utf8").catch(() => undefined);
}

/** A dry run, too, refuses a text that the file's encoding can't hold. */
function reported(result: FileResult, source: SourceFile): ReportedFile {
  try {
    if (result.text !== source.text) encode(result.text, source);
    return { ...result, original: source.text };
  } catch (error) {
    if (error instanceof EncodingError) return refused(source.path, error.message);
    throw error;
  }
}

/** The scripts that the steps of these files run, and what those import, that were not among the files to upgrade. */
async function readScriptSources(files: readonly ReportedFile[], cwd: string): Promise<SourceFile[]> {
  const known = new Set(files.map((f) => resolve(cwd, f.path)));
  const scripts: SourceFile[] = [];
  const root = gitRootOf(cwd) ?? cwd;
  // Pipelines are mostly started at the root of the repository.
  const above = posix.normalize(relative(cwd, root).split(sep).join("/") || ".");
  const paths = files.flatMap((file) => [...engine.scriptPaths(file), ...(file.scripts ?? []).map((script) => posix.join(above, script))]);
  const below = (path: string): string | null => (isFileBelow(resolve(cwd, path), root) ? textOf(resolve(cwd, path)) : null);
  for (const path of await engine.withImported(paths, below)) {
    const absolute = resolve(cwd, path);
    if (known.has(absolute) || !isFileBelow(absolute, root)) continue;
    known.add(absolute);
    const script = readText(path, absolute);
    if (script) scripts.push(script);
  }
  return scripts;
}

/** Writes what changes. Files that belong together are written all or none. */
async function writeAll(files: readonly ReportedFile[], sources: readonly SourceFile[], options: RunOptions): Promise<ReportedFile[]> {
  const interruption = options.interruption?.();
  const read = new Map(sources.map((source) => [source.path, source]));
  const results = new Map(files.map((file) => [file.path, file]));
  for (const group of groupsOf(files.filter((file) => file.text !== file.original))) {
    const failure = interruption?.aborted ? { path: "", reason: "the run was interrupted before it was written" } : await write(group, read, options.cwd);
    if (!failure) continue;
    for (const { path } of group) {
      const why = failure.path === "" || resolve(options.cwd, path) === resolve(options.cwd, failure.path) ? failure.reason : `it is written together with ${failure.path}: ${failure.reason}`;
      results.set(path, refused(path, why));
    }
  }
  return files.map((file) => results.get(file.path)!);
}

/** The files that change, those that belong together in one group. */
function groupsOf(files: readonly ReportedFile[]): ReportedFile[][] {
  const groupOf = new Map<string, Set<ReportedFile>>();
  for (const file of files) {
    const joined = new Set([file, ...[file.path, ...(file.together ?? [])].flatMap((path) => [...(groupOf.get(path) ?? [])])]);
    for (const path of [...joined].flatMap((f) => [f.path, ...(f.together ?? [])])) groupOf.set(path, joined);
  }
  return [...new Set(files.map((file) => groupOf.get(file.path)!))].map((group) => [...group]);
}

/** Null when all are written. What could not be written is refused: what stands on the disk is the v1 code. */
async function write(group: readonly ReportedFile[], read: ReadonlyMap<string, SourceFile>, cwd: string): Promise<Problem | null> {
  try {
    await engine.replaceFiles(group.flatMap((file) => [
      ...(file.created ?? []).map(({ path, text }) => ({ path: resolve(cwd, path), before: null, after: Buffer.from(text, "utf8") })),
      { path: resolve(cwd, file.path), before: read.get(file.path)!.bytes, after: encode(file.text, read.get(file.path)!) },
    ]));
    return null;
  } catch (error) {
    const failed = error instanceof engine.ReplaceError ? error : null;
    const path = failed ? group.find((file) => resolve(cwd, file.path) === failed.path)?.path ?? relative(cwd, failed.path) : "";
    return { path, reason: `it could not be written: ${readable(failed?.cause ?? error)}` };
  }
}

/** Takes back what an earlier run left half written, which is told; what could not be is a problem. */
async function recover(found: readonly string[], { cwd, notice }: RunOptions): Promise<readonly Problem[]> {
  const journal = await import("./files/journal.js");
  const { restored, problems } = await journal.recover(foldersOf(found, cwd));
  for (const path of restored) notice?.(`${relative(cwd, path)} is as it was before an earlier run that was cut short`);
  return problems;
}

/** The folders that files lie in, and those above them. */
function foldersOf(paths: readonly string[], cwd: string): Set<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let folder = dirname(resolve(cwd, path)); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  }
  return folders;
}

function refused(path: string, reason: string): ReportedFile {
  return { path, kind: engine.kindOf(path), status: "refused", reason, text: "", original: "", edits: [], findings: [] };
}
