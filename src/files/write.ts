import { randomUUID } from "node:crypto";
import { access, constants, mkdir, open, readFile, realpath, rename, stat, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The file was changed by someone else since it was read. */
export class ChangedError extends Error {
  constructor() {
    super("it was changed by someone else since it was read; run again");
  }
}

/**
 * Replaces a file whole or not at all: a temporary file beside it, flushed to disk, then renamed. The mode stays; a link keeps pointing
 * at the file that is replaced.
 *
 * @param before what was read from it
 * @throws ChangedError, or the error of the file system
 */
export async function replaceFile(path: string, before: Buffer, after: Buffer): Promise<void> {
  const target = await realpath(path);
  // A rename needs no right to write the file itself; whoever took that right away did not want it replaced.
  await access(target, constants.W_OK);
  const { mode } = await stat(target);
  const temporary = join(dirname(target), `.prs-upgrade-${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, "wx", mode);
    try {
      await file.chmod(mode);
      await file.writeFile(after);
      await file.sync();
    } finally {
      await file.close();
    }
    if (!(await readFile(target)).equals(before)) throw new ChangedError();
    await rename(temporary, target);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
}

/**
 * Writes a file that is not there yet, with the folders above it, whole or not at all.
 *
 * @throws the error of the file system: `EEXIST` where something lies there by now
 */
export async function createFile(path: string, content: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, "wx");
  try {
    await file.writeFile(content);
    await file.sync();
    await file.close();
  } catch (error) {
    await file.close().catch(() => undefined);
    await unlink(path).catch(() => undefined);
    throw error;
  }
}
