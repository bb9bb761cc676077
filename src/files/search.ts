import { closeSync, openSync, readSync } from "node:fs";

/**
 * Longer files are searched in pieces of this size, so that a notebook with large outputs never stands in memory whole. As text, a piece of
 * this size stands in V8's own memory, which is soon free again; longer ones (from 1 MB on) stand outside of it until they fill much of it.
 */
export const PIECE = 2 ** 18;
/** The end of a piece is searched again with the next one: nothing that is looked for is longer. */
export const OVERLAP = 2 ** 14;

const buffer = Buffer.allocUnsafe(PIECE);

/**
 * Whether a file holds something, told from its bytes. One piece of memory serves all files, and nothing is decoded: that is what makes
 * a search of many thousand small files quick.
 *
 * @param holds is given the bytes of the file, or of one piece of it; they are overwritten when the next piece is read
 * @throws the error of the file system
 */
export function fileHolds(absolute: string, holds: (bytes: Buffer) => boolean): boolean {
  const file = openSync(absolute, "r");
  try {
    let kept = 0;
    for (;;) {
      let filled = kept;
      let read = 0;
      do filled += read = readSync(file, buffer, filled, PIECE - filled, null);
      while (read > 0 && filled < PIECE);
      if (holds(buffer.subarray(0, filled))) return true;
      if (read === 0) return false;
      buffer.copyWithin(0, filled - OVERLAP, filled);
      kept = OVERLAP;
    }
  } finally {
    closeSync(file);
  }
}
