import { randomUUID } from "node:crypto";
import type { Stats } from "node:fs";
import { access, constants, link, mkdir, open, readFile, realpath, rename, stat, unlink } from "node:fs/promises";
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
  /** Another name of the file that is replaced, while the group is written. */
  readonly old: string;
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
 * @throws ReplaceError with the path that failed, when every file is as it was
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
  if (one.before === null) {
    await mkdir(dirname(one.path), { recursive: true });
    const names = namesBeside(one.path, id);
    await writeTemporary(names.temporary, one.after, null);
    return { ...one, ...names };
  }
  const target = await realpath(one.path);
  // A rename needs no right to write the file itself; whoever took that right away did not want it replaced.
  await access(target, constants.W_OK);
  const names = namesBeside(target, id);
  await writeTemporary(names.temporary, one.after, await stat(target));
  return { ...one, ...names };
}

function namesBeside(target: string, id: string): Pick<Prepared, "target" | "temporary" | "old"> {
  const folder = dirname(target);
  return { target, temporary: join(folder, `.prs-upgrade-${id}.tmp`), old: join(folder, `.prs-upgrade-${id}.old`) };
}

/** @param like whose mode and owner the file gets */
async function writeTemporary(path: string, content: Buffer, like: Stats | null): Promise<void> {
  const file = await open(path, "wx", like ? like.mode & 0o700 : 0o666);
  try {
    if (like) {
      const own = await file.stat();
      if (own.uid !== like.uid || own.gid !== like.gid) await file.chown(like.uid, like.gid).catch(() => { throw new OwnerError(); });
      await file.chmod(like.mode);
    }
    await file.writeFile(content);
    await file.sync();
  } catch (error) {
    await unlink(path).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
}

async function checkUnchanged({ target, before }: Prepared): Promise<void> {
  if (before !== null && !(await readFile(target)).equals(before)) throw new ChangedError();
}

/** Renames all, or takes back what was renamed. */
async function renameAll(prepared: readonly Prepared[]): Promise<void> {
  const journal: Journal | null = prepared.length > 1 ? await attempt(prepared[0]!.path, () => keepJournal(prepared)) : null;
  const done: Prepared[] = [];
  try {
    for (const one of prepared) {
      await attempt(one.path, () => exchange(one, journal !== null));
      done.push(one);
    }
    await syncFolders(prepared);
  } catch (error) {
    for (const one of done.reverse()) await takeBack(one);
    throw error;
  } finally {
    if (journal) await dropJournal(journal);
  }
  await Promise.all(prepared.map((one) => unlink(one.old).catch(() => undefined)));
}

/** @param keepOld whether the old file is kept under another name, so that it can come back as it was */
async function exchange(one: Prepared, keepOld: boolean): Promise<void> {
  if (one.before === null) {
    // Unlike a rename, a link never takes the place of a file that somebody has put there in the meantime.
    await link(one.temporary, one.target).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code === "EEXIST") throw error;
      await open(one.target, "wx").then((file) => file.close());
      await rename(one.temporary, one.target);
    });
    return;
  }
  if (keepOld) await link(one.target, one.old).catch(async () => writeTemporary(one.old, one.before!, await stat(one.target)));
  try {
    await checkUnchanged(one);
    await rename(one.temporary, one.target);
  } catch (error) {
    await unlink(one.old).catch(() => undefined);
    throw error;
  }
}

async function takeBack(one: Prepared): Promise<void> {
  await (one.before === null ? unlink(one.target) : rename(one.old, one.target));
}

/** A rename is on the disk when its folder is. Some systems can't flush a folder; there the rename may be lost with the power, whole. */
async function syncFolders(prepared: readonly Prepared[]): Promise<void> {
  for (const folder of new Set(prepared.map((one) => dirname(one.target)))) {
    const handle = await open(folder, "r").catch(() => null);
    await handle?.sync().catch(() => undefined);
    await handle?.close();
  }
}
