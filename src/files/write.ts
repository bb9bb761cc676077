import { randomUUID } from "node:crypto";
import type { Stats } from "node:fs";
import { access, constants, link, mkdir, open, readFile, realpath, rename, rmdir, stat, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Journal } from "./journal.js";
import { dropJournal, keepJournal } from "./journal.js";

/** The file was changed by someone else since it was read. */
export class ChangedError extends Error {
  constructor() {
    super("it was changed by someone else since it was read; run again");
  }
}

/** The file belongs to somebody else, who would lose it. */
class OwnerError extends Error {
  constructor() {
    super("it belongs to another user or group, which this user can't give a new file to; run as its owner");
  }
}

/** A group is half written. */
class StuckError extends Error {
  constructor(paths: readonly string[], cause: unknown) {
    super(`${cause instanceof Error ? cause.message : String(cause)}; and ${paths.length === 1 ? "it" : `it and ${paths.length - 1} more`} could not be put back: the next --write does that`);
  }
}

/** A file of a group, and which of them could not be written. */
export class ReplaceError extends Error {
  constructor(readonly path: string, override readonly cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause));
  }
}

/** One file to write. */
export interface Replacement {
  readonly path: string;
  /** What was read from it; null for a file that is not there yet. */
  readonly before: Buffer | null;
  readonly after: Buffer;
}

/** A replacement that lies ready beside its target, flushed to disk. */
interface Prepared extends Replacement {
  readonly target: string;
  readonly temporary: string;
  /** Another name of the file that is replaced, while the group is written; null for a file that is new. */
  readonly old: string | null;
}

/** Replaces one file whole or not at all, as `replaceFiles` does. @throws ChangedError, or the error of the file system */
export async function replaceFile(path: string, before: Buffer, after: Buffer): Promise<void> {
  try {
    await replaceFiles([{ path, before, after }]);
  } catch (error) {
    throw error instanceof ReplaceError ? error.cause : error;
  }
}

/**
 * Writes a file of the tool's own whole or not at all, whether it is there already or not.
 *
 * @throws the error of the file system
 */
export async function placeFile(path: string, text: string): Promise<void> {
  // It makes no folder: a wrong path is told, not made.
  await access(dirname(path));
  const before = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  try {
    await replaceFiles([{ path, before, after: Buffer.from(text) }]);
  } catch (error) {
    throw error instanceof ReplaceError ? error.cause : error;
  }
}

/**
 * Replaces files that belong together: all of them or none. Each is written to a temporary file beside it and flushed to disk; when all lie
 * ready and no file has changed since it was read, they are renamed. Mode and owner stay; a link keeps pointing at the file that is replaced.
 * A process that is killed between two renames leaves a journal, by which the next run takes back what was done (`recover`).
 *
 * @throws ReplaceError with the path that failed, when every file is as it was, or will be after the next run
 */
export async function replaceFiles(group: readonly Replacement[]): Promise<void> {
  const prepared: Prepared[] = [];
  try {
    for (const one of group) prepared.push(await attempt(one.path, () => prepare(one)));
    for (const one of prepared) await attempt(one.path, () => checkUnchanged(one));
    await renameAll(prepared);
  } finally {
    await Promise.all(prepared.map((one) => unlink(one.temporary).catch(() => undefined)));
  }
}

async function attempt<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw new ReplaceError(path, error);
  }
}

async function prepare(one: Replacement): Promise<Prepared> {
  const id = randomUUID();
  const nameIn = (folder: string, end: string): string => join(folder, `.prs-upgrade-${id}.${end}`);
  if (one.before === null) {
    // The folders of a new file are made when it gets its name: what fails before then leaves none.
    const temporary = nameIn(await existingFolder(dirname(one.path)), "tmp");
    await writeTemporary(temporary, one.after, null);
    return { ...one, target: one.path, temporary, old: null };
  }
  const target = await realpath(one.path);
  // A rename needs no right to write the file itself; whoever took that right away did not want it replaced.
  await access(target, constants.W_OK);
  const temporary = nameIn(dirname(target), "tmp");
  await writeTemporary(temporary, one.after, await stat(target));
  return { ...one, target, temporary, old: nameIn(dirname(target), "old") };
}

/** The folder, or the nearest one above it that is there. */
async function existingFolder(folder: string): Promise<string> {
  for (let at = folder; ; at = dirname(at)) if (dirname(at) === at || (await stat(at).catch(() => null))?.isDirectory()) return at;
}

/** @param like whose mode and owner the file gets */
async function writeTemporary(path: string, content: Buffer, like: Stats | null): Promise<void> {
  const file = await open(path, "wx", like ? like.mode & 0o700 : 0o666);
  try {
    if (like) {
      const own = await file.stat();
      if (own.uid !== like.uid || own.gid !== like.gid) await file.chown(like.uid, like.gid).catch(() => { throw new OwnerError(); });
    }
    await file.writeFile(content);
    // Writing takes the bits away by which a program runs as its owner.
    if (like) await file.chmod(like.mode);
    await file.sync();
  } catch (error) {
    await unlink(path).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
}

async function checkUnchanged({ target, before }: Prepared): Promise<void> {
  if (before === null) return;
  // A pipe in its place would be read without an end.
  if (!(await stat(target)).isFile() || !(await readFile(target)).equals(before)) throw new ChangedError();
}

/** Renames all, or takes back what was renamed. */
async function renameAll(prepared: readonly Prepared[]): Promise<void> {
  if (prepared.length < 2) {
    for (const one of prepared) await attempt(one.path, () => exchange(one));
    return syncFolders(prepared);
  }
  const done: { one: Prepared; takeBack: () => Promise<void> }[] = [];
  let journal: Journal | null = null;
  try {
    for (const one of prepared) await attempt(one.path, () => keepOld(one));
    journal = await attempt(prepared[0]!.path, () => keepJournal(prepared));
    for (const one of prepared) done.push({ one, takeBack: await attempt(one.path, () => exchange(one)) });
    await syncFolders(prepared);
    if (journal) await attempt(prepared[0]!.path, () => dropJournal(journal!));
  } catch (error) {
    const stuck: string[] = [];
    for (const { one, takeBack } of done.reverse()) await takeBack().catch(() => stuck.push(one.path));
    // The journal stays, and the old files with it.
    if (stuck.length > 0) throw new ReplaceError(stuck[0]!, new StuckError(stuck, error));
    // One that can't be deleted finds nothing to take back.
    if (journal) await dropJournal(journal).catch(() => undefined);
    await dropOld(prepared);
    throw error;
  }
  await dropOld(prepared);
}

/** The old files go when no journal tells of them any more. */
async function dropOld(prepared: readonly Prepared[]): Promise<void> {
  await Promise.all(prepared.map(async ({ old }) => old === null || unlink(old).catch(() => undefined)));
}

/** Keeps an old file under another name, so that it can come back as it was. */
async function keepOld({ target, old, before }: Prepared): Promise<void> {
  if (old === null || before === null) return;
  await link(target, old).catch(async () => writeTemporary(old, before, await stat(target)));
}

/** Puts the new file into its place. @returns how that is taken back */
async function exchange(one: Prepared): Promise<() => Promise<void>> {
  const { target, temporary, old } = one;
  if (old !== null) {
    await checkUnchanged(one);
    await rename(temporary, target);
    return () => rename(old, target);
  }
  const made = await mkdir(dirname(target), { recursive: true });
  const dropFolders = async (): Promise<void> => {
    for (let folder = dirname(target); made !== undefined && folder.length >= made.length; folder = dirname(folder)) await rmdir(folder).catch(() => undefined);
  };
  try {
    // Unlike a rename, a link never takes the place of a file that somebody has put there in the meantime.
    await link(temporary, target).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code === "EEXIST") throw error;
      await open(target, "wx").then((file) => file.close());
      await rename(temporary, target);
    });
  } catch (error) {
    await dropFolders();
    throw error;
  }
  return async () => {
    await unlink(target);
    await dropFolders();
  };
}

/** A rename is on the disk when its folder is. Some systems can't flush a folder; there the rename may be lost with the power, whole. */
async function syncFolders(prepared: readonly Prepared[]): Promise<void> {
  for (const folder of new Set(prepared.map((one) => dirname(one.target)))) {
    const handle = await open(folder, "r").catch(() => null);
    await handle?.sync().catch(() => undefined);
    await handle?.close();
  }
}
