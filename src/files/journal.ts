import { createHash, randomUUID } from "node:crypto";
import { lstat, open, readdir, readFile, realpath, rename, rmdir, unlink } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { Problem } from "../report.js";

/** One file of a group that is being written, as the journal has it. Paths are relative to the folder of the journal. */
interface Entry {
  readonly target: string;
  /** Where the old file is kept; null for a file that is new. */
  readonly old: string | null;
  readonly before: string | null;
  readonly after: string;
  /** Which file on the disk the old one is, or the new one where there is none. Nobody who makes up a journal elsewhere can know it. */
  readonly file: string;
  /** The topmost folder that has to be made for a new file; null, or left out, where its folder is there. */
  readonly made?: string | null;
}

/** What a killed process was about to do. It lies in the folder that all files of the group are below. */
export interface Journal {
  readonly path: string;
}

const NAME = /^\.prs-upgrade-[0-9a-f-]{36}\.journal$/;
const TEMPORARY = /^\.prs-upgrade-[0-9a-f-]{36}\.tmp$/;
const OLD = /^\.prs-upgrade-[0-9a-f-]{36}\.old$/;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Writes down what will be renamed, before anything is. */
export async function keepJournal(group: readonly { target: string; temporary: string; old: string | null; before: Buffer | null; after: Buffer }[]): Promise<Journal> {
  const folder = commonFolder(group.map((one) => dirname(one.target)));
  const entries = await Promise.all(group.map(async (one): Promise<Entry> => ({
    target: relative(folder, one.target), old: one.old && relative(folder, one.old), before: one.before && hash(one.before), after: hash(one.after),
    file: await fileOf(one.old ?? one.temporary) ?? "", made: one.old === null ? await missingFolder(dirname(one.target)).then((made) => made && relative(folder, made)) : null,
  })));
  const name = join(folder, `.prs-upgrade-${randomUUID()}`);
  // Half a journal says nothing, and the next run would stumble over it: it gets its name when all of it is written.
  const [written, path] = [`${name}.tmp`, `${name}.journal`];
  try {
    const file = await open(written, "wx", 0o600);
    try {
      await file.writeFile(JSON.stringify({ process: process.pid, host: hostname(), entries }));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(written, path);
  } catch (error) {
    await unlink(written).catch(() => undefined);
    throw error;
  }
  return { path };
}

/** @throws where the journal stays: the next run will take back what it tells of */
export async function dropJournal(journal: Journal): Promise<void> {
  await unlink(journal.path);
}

/**
 * Takes back what a killed process has renamed of a group, and deletes the temporary files that it left.
 *
 * A journal is a file that anyone may have put into a repository. So it only ever gives an old file beside its target back its name, below
 * the folder of the journal, only where both hold what the journal says and are the very files on this disk that it was written for, and
 * only when it belongs to the user who runs this. Of folders, it takes away those that were made for a new file, as far as they are empty.
 *
 * @param folders those that the run reads files in, and those above them
 * @param now the time, from which the age of what was left is told
 * @returns the files that are as they were, and what could not be taken back
 */
export async function recover(folders: Iterable<string>, now = Date.now()): Promise<{ restored: string[]; problems: Problem[] }> {
  const restored: string[] = [];
  const problems: Problem[] = [];
  const found: string[] = [];
  for (const folder of folders) for (const name of await readdir(folder).catch(() => [])) if (name.startsWith(".prs-upgrade-")) found.push(join(folder, name));
  const journals = found.filter((path) => NAME.test(basename(path)));
  for (const path of journals) {
    try {
      restored.push(...await takeBack(path, now));
    } catch (error) {
      problems.push({ path, reason: `an earlier run was cut short, and what it had written could not be taken back: ${error instanceof Error ? error.message : String(error)}` });
    }
  }
  // The old files of a group are only needless once nothing tells of the group.
  for (const path of found) if (TEMPORARY.test(basename(path)) || (journals.length === 0 && OLD.test(basename(path)))) await dropLeftover(path, now);
  return { restored, problems };
}

/** A temporary file that is younger may be one of a run that is under way. */
async function dropLeftover(path: string, now: number): Promise<void> {
  const kind = await lstat(path).catch(() => null);
  // An old file was written long ago, and got this name when the group was written.
  if (kind?.isFile() && now - kind.ctimeMs > MINUTE) await unlink(path).catch(() => undefined);
}

async function takeBack(path: string, now: number): Promise<string[]> {
  const kind = await lstat(path);
  if (!kind.isFile() || (process.getuid && kind.uid !== process.getuid())) return [];
  const journal = parse(await readFile(path, "utf8"));
  const age = now - kind.mtimeMs;
  // The number of a process is given again, in a container mostly to the next run; no write takes an hour.
  if (journal.host === hostname() ? age < HOUR && journal.process !== process.pid && isAlive(journal.process) : age < MINUTE) return [];
  const folder = await realpath(dirname(path));
  // All is looked at before anything is done: a group comes back whole or not at all.
  const states = await Promise.all(journal.entries.map((entry) => stateOf(entry, folder, path)));
  // An old file goes when its group is written whole.
  const isWhole = states.some((state) => state.is === "whole");
  const restored: string[] = [];
  for (const { is, target, old, made } of states) {
    if (is === "replaced" && !isWhole) {
      await (old === null ? unlink(target) : rename(old, target));
      restored.push(target);
    } else if (old !== null) await unlink(old);
    if (!isWhole && made !== null) await dropEmpty(dirname(target), made, folder);
  }
  await unlink(path);
  return restored;
}

/** Takes away the folders from one up to another, below a third, as far as nothing is in them. */
async function dropEmpty(from: string, to: string, below: string): Promise<void> {
  for (let at = from; at.length >= to.length && at.startsWith(below + sep); at = dirname(at)) await rmdir(at).catch(() => undefined);
}

/** The topmost folder on the way to one that is not there; null where it is there itself. */
async function missingFolder(folder: string): Promise<string | null> {
  let missing: string | null = null;
  for (let at = folder; dirname(at) !== at && (await lstat(at).catch(() => null)) === null; at = dirname(at)) missing = at;
  return missing;
}

/** How far the writing of a file had come. */
interface State {
  readonly is: "as it was" | "replaced" | "whole";
  readonly target: string;
  /** The old file, where it is there and known. */
  readonly old: string | null;
  /** The topmost folder that was to be made for it. */
  readonly made: string | null;
}

async function stateOf(entry: Entry, folder: string, journal: string): Promise<State> {
  const target = await below(folder, entry.target);
  const content = await contentOf(target);
  if (entry.old === null) {
    const made = entry.made ? join(folder, entry.made) : null;
    if (content === null) return { is: "as it was", target, old: null, made };
    if (content === entry.after && (await isTheFile(target, entry))) return { is: "replaced", target, old: null, made };
    throw new Error(`${entry.target} has changed since; look at it, then delete ${basename(journal)}`);
  }
  const old = await below(folder, entry.old);
  if (!OLD.test(basename(old)) || dirname(old) !== dirname(target)) throw new Error(`its journal names ${entry.old}, which is no old file of ${entry.target}`);
  const kept = await contentOf(old);
  const isKept = kept === entry.before && (await isTheFile(old, entry));
  if (kept === null) return { is: content === entry.after ? "whole" : "as it was", target, old: null, made: null };
  if (content === entry.before) return { is: "as it was", target, old: isKept ? old : null, made: null };
  if (content === entry.after && isKept) return { is: "replaced", target, old, made: null };
  throw new Error(`${entry.target} has changed since; what it was is ${entry.old}: look at both, then delete ${basename(journal)}`);
}

interface Content {
  readonly process: number;
  readonly host: string;
  readonly entries: readonly Entry[];
}

function parse(text: string): Content {
  const value = JSON.parse(text) as Partial<Content>;
  const isText = (x: unknown): boolean => x === null || typeof x === "string";
  const sound = typeof value.process === "number" && typeof value.host === "string" && Array.isArray(value.entries)
    && value.entries.every((e: Partial<Entry> | null) => e !== null && typeof e.target === "string" && typeof e.after === "string" && typeof e.file === "string" && isText(e.old) && isText(e.before) && (e.made === undefined || isText(e.made)));
  if (!sound) throw new Error("its journal can't be read");
  return value as Content;
}

/** A path below a folder, through no link. */
async function below(folder: string, path: string): Promise<string> {
  const absolute = resolve(folder, path);
  // The folder of a new file may not be there yet.
  const parent = await realpath(dirname(absolute)).catch(() => dirname(absolute));
  if (!absolute.startsWith(folder + sep) || !`${parent}${sep}`.startsWith(folder + sep)) throw new Error(`its journal names ${path}, which lies elsewhere`);
  return join(parent, basename(absolute));
}

/** The hash of what a file holds; null where there is no file. */
async function contentOf(path: string): Promise<string | null> {
  const kind = await lstat(path).catch(() => null);
  return kind?.isFile() ? hash(await readFile(path)) : null;
}

/** Which file on the disk a name stands for: its number there, and when it was written. Null where there is none. */
async function fileOf(path: string): Promise<string | null> {
  const kind = await lstat(path, { bigint: true }).catch(() => null);
  return kind && `${kind.ino}:${kind.mtimeMs / 1000n}`;
}

async function isTheFile(path: string, { file }: Entry): Promise<boolean> {
  return (await fileOf(path)) === file;
}

function hash(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function commonFolder(folders: readonly string[]): string {
  let common = folders[0]!;
  while (!folders.every((folder) => `${folder}${sep}`.startsWith(common.endsWith(sep) ? common : common + sep)) && dirname(common) !== common) common = dirname(common);
  return common;
}
