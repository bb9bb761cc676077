import { resolve } from "node:path";
import { holdsMark } from "./read.js";
import { fileHolds } from "./search.js";

/** So many files are taken at a time. */
export const BATCH = 32;

/**
 * Goes through a list of files together with other threads, and tells which of them are worth reading: they hold a mark of the tool, or
 * could not be searched.
 *
 * @param next the index of the next file that nobody has taken yet; in shared memory where several threads search
 * @param progress told after each batch how many files are taken
 * @returns indexes, ascending
 */
export function findMarked(paths: readonly string[], cwd: string, next: Int32Array, progress?: (taken: number) => void): number[] {
  const marked: number[] = [];
  for (let from = Atomics.add(next, 0, BATCH); from < paths.length; from = Atomics.add(next, 0, BATCH)) {
    const end = Math.min(from + BATCH, paths.length);
    for (let i = from; i < end; i++) if (isMarked(resolve(cwd, paths[i]!))) marked.push(i);
    progress?.(end);
  }
  return marked;
}

function isMarked(absolute: string): boolean {
  try {
    return fileHolds(absolute, holdsMark);
  } catch {
    return true;
  }
}
