import { existsSync } from "node:fs";
import { lstat, readFile, unlink } from "node:fs/promises";
import { resolve } from "node:path";
import { encode, EncodingError } from "./files/decode.js";
import { findFiles } from "./files/find.js";
import { findMarked } from "./files/marked.js";
import type { SourceFile } from "./files/read.js";
import { readSource, readText, sourceOf } from "./files/read.js";
import { readable } from "./files/readable.js";
import { kindOf } from "./kind.js";
import type { FileResult, NewFile, Source } from "./index.js";
import type { Mode, Problem, Report, ReportedFile } from "./report.js";

/** Most runs find nothing to upgrade, and do not load what upgrades. */
const upgrade: Upgrade = async (sources) => (await import("./upgrade.js")).upgradeProgram(sources);

/** What the library's `upgrade` is; a command and tests give their own. */
export type Upgrade = (sources: readonly Source[]) => Promise<FileResult[]>;

/** Which of the files are worth reading: indexes, ascending. `progress` is told how many are done. */
export type Search = (paths: readonly string[], cwd: string, progress?: (done: number) => void) => Promise<number[]>;

const searchAlone: Search = (paths, cwd, progress) => Promise.resolve(findMarked(paths, cwd, new Int32Array(1), progress));

export interface RunOptions {
  readonly paths: readonly string[];
  readonly cwd: string;
  readonly mode: Mode;
  /** Patterns of `.gitignore` form, relative to `cwd`. */
  readonly exclude: readonly string[];
  /** Finds what is worth reading; one thread does it when none is given. */
  readonly search?: Search;
  /** Called while files are searched: how many are done, and of how many. */
  readonly progress?: (done: number, total: number) => void;
}

/** Finds, reads and upgrades the files, and writes them where the mode says so. What goes wrong with one file stands in the report. */
export async function run(options: RunOptions, upgradeSources: Upgrade = upgrade): Promise<Report> {
  const found = await findFiles(options.paths, options.cwd, options.exclude);
  const read = await readAll(found.files, options);
  const named = await readNamed(read.sources, options.cwd);
  const sources = [...read.sources, ...named];
  const upgraded = await upgradeAll(sources, upgradeSources);
  const scripts = await readScripts(upgraded.files, options.cwd);
  const planned = await checkCreated(upgraded.files, options.cwd);
  const files = options.mode === "write" ? await writeAll(planned, sources, options.cwd) : planned;
  return {
    mode: options.mode,
    scanned: found.files.length + named.length + scripts.length,
    files: [...read.refused, ...files, ...scripts].sort((a, b) => (a.path < b.path ? -1 : 1)),
    problems: [...found.problems, ...read.problems, ...upgraded.problems],
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

async function readAll(paths: readonly string[], { cwd, progress, search = searchAlone }: RunOptions): Promise<{ sources: SourceFile[]; refused: ReportedFile[]; problems: Problem[] }> {
  const sources: SourceFile[] = [];
  const refusals: ReportedFile[] = [];
  const problems: Problem[] = [];
  for (const i of await search(paths, cwd, progress && ((done) => progress(done, paths.length)))) {
    const read = readSource(paths[i]!, resolve(cwd, paths[i]!));
    if (read === null) continue;
    if (!("reason" in read)) sources.push(read);
    else if (read.holdsV1) refusals.push(refused(read.path, read.reason));
    else problems.push({ path: read.path, reason: read.reason });
  }
  return { sources, refused: refusals, problems };
}

/** The YAML files that these files load, and those that they name in turn. A folder's other YAML is nobody's business here. */
async function readNamed(sources: readonly SourceFile[], cwd: string): Promise<SourceFile[]> {
  const known = new Set(sources.map((s) => resolve(cwd, s.path)));
  const named: SourceFile[] = [];
  if (sources.length === 0) return named;
  const { yamlPaths } = await import("./upgrade.js");
  const add = async (source: SourceFile, program: string): Promise<void> => {
    for (const path of await yamlPaths(source, program)) {
      const absolute = resolve(cwd, path);
      if (known.has(absolute) || !existsSync(absolute)) continue;
      known.add(absolute);
      const read = readText(path, absolute);
      // What can't be read is asked for where it is named.
      if ("reason" in read) continue;
      named.push(read);
      await add(read, program);
    }
  };
  for (const source of sources) await add(source, source.path);
  return named;
}

/** Upgrades all files as one project. Where that meets a defect of the tool, each file goes alone, so that the others' results still come out. */
async function upgradeAll(sources: readonly SourceFile[], upgradeSources: Upgrade): Promise<{ files: ReportedFile[]; problems: Problem[] }> {
  if (sources.length === 0) return { files: [], problems: [] };
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
  if (files.length === 0) return [];
  const { inspectScripts, scriptPaths } = await import("./upgrade.js");
  const known = new Set(files.map((f) => resolve(cwd, f.path)));
  const scripts: Source[] = [];
  for (const path of new Set(files.flatMap(scriptPaths))) {
    const absolute = resolve(cwd, path);
    if (known.has(absolute) || !existsSync(absolute)) continue;
    known.add(absolute);
    const read = readText(path, absolute);
    if (!("reason" in read) && read.text.includes("azureml")) scripts.push({ path, text: read.text });
  }
  return (await inspectScripts(scripts)).map((result) => ({ ...result, original: result.text }));
}

async function writeAll(files: readonly ReportedFile[], sources: readonly SourceFile[], cwd: string): Promise<ReportedFile[]> {
  const read = new Map(sources.map((source) => [source.path, source]));
  const written: ReportedFile[] = [];
  for (const file of files) written.push(file.text === file.original ? file : await write(file, read.get(file.path)!, cwd));
  return written;
}

/** A file that could not be written is refused: what stands on the disk is the v1 code. */
async function write(file: ReportedFile, source: SourceFile, cwd: string): Promise<ReportedFile> {
  const { createFile, replaceFile } = await import("./files/write.js");
  const added: string[] = [];
  try {
    for (const { path, text } of file.created ?? []) {
      await createFile(resolve(cwd, path), Buffer.from(text, "utf8"));
      added.push(resolve(cwd, path));
    }
    await replaceFile(resolve(cwd, file.path), source.bytes, encode(file.text, source));
    return file;
  } catch (error) {
    await Promise.all(added.map((path) => unlink(path)));
    return refused(file.path, `it could not be written: ${readable(error)}`);
  }
}

function refused(path: string, reason: string): ReportedFile {
  return { path, kind: kindOf(path), status: "refused", reason, text: "", original: "", edits: [], findings: [] };
}
