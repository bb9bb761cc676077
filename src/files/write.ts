import { randomUUID } from "node:crypto";
import { open, realpath, rename, stat, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

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
 * @param modified when the file was last changed when it was read, in milliseconds
 * @throws ChangedError, or the error of the file system
 */
export async function replaceFile(path: string, bytes: Buffer, modified: number): Promise<void> {
  const target = await realpath(path);
  const before = await stat(target);
  if (before.mtimeMs !== modified) throw new ChangedError();
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, "wx", before.mode);
    try {
      await file.chmod(before.mode);
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
}
