import { resolve } from "node:path";
import { importsAny } from "./importers.js";
import { holdsMark } from "./read.js";
import { fileHolds } from "./search.js";

/** So many files are taken at a time. */
export const BATCH = 32;

/** What files are searched for: a mark of the tool, or an import of a module of one of these names (`importsAny`). */
export type Wanted = "marks" | { readonly importsOf: readonly string[] };

/**
 * Goes through a list of files together with other threads, and tells which of them hold what is wanted. Of those that can't be searched,
 * the ones that may hold a mark are told, too: reading them says what is wrong.
 *
 * @param next the index of the next file that nobody has taken yet; in shared memory where several threads search
 * @param progress told after each batch how many files are taken
 * @returns indexes, ascending
 */
export function findHolding(paths: readonly string[], cwd: string, next: Int32Array, wanted: Wanted, progress?: (taken: number) => void): number[] {
  const holds = wanted === "marks" ? holdsMark : importsAny(wanted.importsOf);
  const found: number[] = [];
  for (let from = Atomics.add(next, 0, BATCH); from < paths.length; from = Atomics.add(next, 0, BATCH)) {
    const end = Math.min(from + BATCH, paths.length);
    for (let i = from; i < end; i++) if (isHolding(resolve(cwd, paths[i]!), holds) ?? wanted === "marks") found.push(i);
    progress?.(end);
  }
  return found;
}

/** Null where it can't be told. */
function isHolding(absolute: string, holds: (bytes: Buffer) => boolean): boolean | null {
  try {
    return fileHolds(absolute, holds);
  } catch {
    return null;
  }
}
