import { readFile, stat } from "node:fs/promises";
import type { DecodedText } from "./decode.js";
import { decode, DecodeError } from "./decode.js";

/** A file that may hold something for the upgrade. */
export interface ReadFile extends DecodedText {
  readonly path: string;
  /** When it was last changed, in milliseconds, to notice a change by someone else. */
  readonly modified: number;
}

/** What every file that concerns the tool has in it somewhere. */
const MARKS = [Buffer.from("ParallelRun"), Buffer.from("parallel_run_function"), Buffer.from("TODO(prs-upgrade")];

/**
 * Reads a file when it holds v1 parallel-run code or what an upgrade left of it. Most files do not, and are never decoded.
 *
 * @returns null when nothing in it concerns the tool; a text when it can't be read
 */
export async function readCandidate(path: string, absolute: string): Promise<ReadFile | null | { error: string }> {
  try {
    const bytes = await readFile(absolute);
    if (!MARKS.some((mark) => bytes.includes(mark))) return null;
    if (bytes.includes(0)) return { error: "it holds null bytes, so it is not a text; it is left alone" };
    return { path, modified: (await stat(absolute)).mtimeMs, ...decode(bytes) };
  } catch (error) {
    if (error instanceof DecodeError) return { error: error.message };
    return { error: readable(error) };
  }
}

/** What went wrong with a file, in words. */
export function readable(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  const known: Record<string, string> = { EACCES: "permission denied", ENOENT: "there is no such file", EISDIR: "it is a folder", EROFS: "the file system is read-only", ENOSPC: "no space is left" };
  return (code && known[code]) ?? (error instanceof Error ? error.message : String(error));
}
