import { lstat, readFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { encode, EncodingError } from "./files/decode.js";
import { findFiles, isFileBelow } from "./files/find.js";
import { recover } from "./files/journal.js";
import type { SourceFile } from "./files/read.js";
import { readSource, sourceOf } from "./files/read.js";
import { readable } from "./files/readable.js";
import { ReplaceError, replaceFiles } from "./files/write.js";
import { upgrade } from "./index.js";
import { inspectScripts, kindOf, scriptPaths, yamlPaths } from "./upgrade.js";
import type { FileResult, NewFile, Source } from "./index.js";
import type { Mode, Problem, Report, ReportedFile } from "./report.js";

/** What the library's `upgrade` is; tests give another. */
export type Upgrade = (sources: readonly Source[]) => Promise<FileResult[]>;

export interface RunOptions {
  readonly paths: readonly string[];
  readonly cwd: string;
  readonly mode: Mode;
  /** Patterns of `.gitignore` form, relative to `cwd`. */
  readonly exclude: readonly string[];
  /** Called after each file that was read: how many are read, and of how many. */
  readonly progress?: (done: number, total: number) => void;
  /** Told of something that a person should know, and that is no error. */
  readonly notice?: (message: string) => void;
  /** Called when the writing starts. Once its signal is aborted, no further file is written; the report says which. */
  readonly interruption?: () => AbortSignal;
}

/** Finds, reads and upgrades the files, and writes them where the mode says so. What goes wrong with one file stands in the report. */
export async function run(options: RunOptions, upgradeSources: Upgrade = upgrade): Promise<Report> {
  const found = await findFiles(options.paths, options.cwd, options.exclude);
  const recovered = options.mode === "write" ? await recover(foldersOf(found.files, options.cwd)) : { restored: [], problems: [] };
  for (const path of recovered.restored) options.notice?.(`${relative(options.cwd, path)} is as it was before an earlier run that was cut short`);
  const read = await readAll(found.files, options);
  const named = await readNamed(read.sources, options.cwd);
  const sources = [...read.sources, ...named];
  const upgraded = await upgradeAll(sources, upgradeSources);
  const scripts = await readScripts(upgraded.files, options.cwd);
  const planned = await checkCreated(upgraded.files, options.cwd);
  const files = options.mode === "write" ? await writeAll(planned, sources, options) : planned;
  return {
    mode: options.mode,
    scanned: found.files.length + named.length + scripts.length,
    files: [...read.refused, ...files, ...scripts].sort((a, b) => (a.path < b.path ? -1 : 1)),
    problems: [...found.problems, ...recovered.problems, ...read.problems, ...upgraded.problems],
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
  if ("reason" in source) return { report: { ...report, files: [refused(path, source.reason)] }, code: bytes };
  const { files: upgraded, problems } = await upgradeAll([source], upgradeSources);
  const files = mode === "write" ? upgraded.map(alone) : upgraded;
  const file = files[0];
  return { report: { ...report, files, problems }, code: file && file.text !== file.original ? encode(file.text, source) : bytes };
}

/** So many files are read at once: enough to hide the disk's latency, far from any limit on open files. */
const AT_ONCE = 32;

async function readAll(paths: readonly string[], options: RunOptions): Promise<{ sources: SourceFile[]; refused: ReportedFile[]; problems: Problem[] }> {
  const sources: SourceFile[] = [];
  const refusals: ReportedFile[] = [];
  const problems: Problem[] = [];
  for (let from = 0; from < paths.length; from += AT_ONCE) {
    const some = paths.slice(from, from + AT_ONCE);
    for (const read of await Promise.all(some.map((path) => readSource(path, resolve(options.cwd, path))))) {
      if (read === null) continue;
      if (!("reason" in read)) sources.push(read);
      else if (read.holdsV1) refusals.push(refused(read.path, read.reason));
      else problems.push({ path: read.path, reason: read.reason });
    }
    options.progress?.(from + some.length, paths.length);
  }
  return { sources, refused: refusals, problems };
}

/** The YAML files that these files load, and those that they name in turn. A folder's other YAML is nobody's business here. */
async function readNamed(sources: readonly SourceFile[], cwd: string): Promise<SourceFile[]> {
  const known = new Set(sources.map((s) => resolve(cwd, s.path)));
  const named: SourceFile[] = [];
  const add = async (source: SourceFile, program: string): Promise<void> => {
    for (const path of await yamlPaths(source, program)) {
      const absolute = resolve(cwd, path);
      if (known.has(absolute) || !(await isFileBelow(absolute, cwd))) continue;
      known.add(absolute);
      const read = await readSource(path, absolute, true);
      // What can't be read is asked for where it is named.
      if (!read || "reason" in read) continue;
      named.push(read);
      await add(read, program);
    }
  };
  for (const source of sources) await add(source, source.path);
  return named;
}

/** Upgrades all files as one project. Where that meets a defect of the tool, each file goes alone, so that the others' results still come out. */
async function upgradeAll(sources: readonly SourceFile[], upgradeSources: Upgrade): Promise<{ files: ReportedFile[]; problems: Problem[] }> {
  const upgradeSome = async (some: readonly SourceFile[]): Promise<ReportedFile[]> => {
    const results = await upgradeSources(some.map(({ path, text }) => ({ path, text })));
    return results.map((result, i) => reported(result, some[i]!));
  };
  try {
    return { files: await upgradeSome(sources), problems: [] };
  } catch {
    const files: ReportedFile[] = [];
    const problems: Problem[] = [];
    for (const source of sources) {
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
      const there = taken.get(absolute) ?? (await textAt(absolute));
      if (there === null) created.push(added);
      else if (there !== added.text) foreign ??= added.path;
    }
    if (foreign === null) for (const added of created) taken.set(resolve(cwd, added.path), added.text);
    checked.push(foreign === null ? { ...file, created } : refused(file.path, `its upgrade needs a new file ${foreign}, and something else is there; rename one of them`));
  }
  return checked;
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

/** The scripts that the steps of these files run and that were not among the files to upgrade: what they use of v1 is listed. */
async function readScripts(files: readonly ReportedFile[], cwd: string): Promise<ReportedFile[]> {
  const known = new Set(files.map((f) => resolve(cwd, f.path)));
  const scripts: Source[] = [];
  for (const path of new Set(files.flatMap(scriptPaths))) {
    const absolute = resolve(cwd, path);
    if (known.has(absolute) || !(await isFileBelow(absolute, cwd))) continue;
    known.add(absolute);
    const read = await readSource(path, absolute);
    if (read && !("reason" in read)) scripts.push({ path, text: read.text });
  }
  return (await inspectScripts(scripts)).map((result) => ({ ...result, original: result.text }));
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
    await replaceFiles(group.flatMap((file) => [
      ...(file.created ?? []).map(({ path, text }) => ({ path: resolve(cwd, path), before: null, after: Buffer.from(text, "utf8") })),
      { path: resolve(cwd, file.path), before: read.get(file.path)!.bytes, after: encode(file.text, read.get(file.path)!) },
    ]));
    return null;
  } catch (error) {
    const failed = error instanceof ReplaceError ? error : null;
    const path = failed ? group.find((file) => resolve(cwd, file.path) === failed.path)?.path ?? relative(cwd, failed.path) : "";
    return { path, reason: `it could not be written: ${readable(failed?.cause ?? error)}` };
  }
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
  return { path, kind: kindOf(path), status: "refused", reason, text: "", original: "", edits: [], findings: [] };
}
