import { readFileSync } from "node:fs";
import type { DecodedText } from "./decode.js";
import { decode, EncodingError } from "./decode.js";
import { readable } from "./readable.js";

/** A file that the upgrade should see. */
export interface SourceFile extends DecodedText {
  readonly path: string;
  /** What stands on the disk, to notice a change by someone else. */
  readonly bytes: Buffer;
}

/** v1 parallel-run code, or what an upgrade left of it. */
const V1 = ["ParallelRunConfig", "ParallelRunStep", "TODO(prs-upgrade"];

/**
 * What the upgrade wants to see: that, v2 code, and v1 code that says what the datasets of the project are. Each mark stands with the end
 * of it that is looked for first: a text that starts with a character that Python code seldom holds is found many times as quickly.
 */
const MARKS: readonly (readonly [mark: string, rare: string])[] = [
  ["azureml", "zureml"], ["ParallelRunConfig", "ParallelRunConfig"], ["ParallelRunStep", "ParallelRunStep"], ["parallel_run_", "_run_"], ["load_job", "_job"], ["prs-upgrade", "-upgrade"],
];

/** Why a file could not be read. `holdsV1` tells whether v1 parallel-run code was seen in what could not be decoded. */
export interface Unread {
  readonly path: string;
  readonly reason: string;
  readonly holdsV1: boolean;
}

/** What came of reading a file: a source; nothing (null) where nothing in it concerns the tool; or why not. */
export type ReadResult = SourceFile | Unread | null;

/** Reads one file that may concern the tool. */
export function readSource(path: string, absolute: string): ReadResult {
  try {
    return sourceOf(path, readFileSync(absolute));
  } catch (error) {
    return { path, reason: readable(error), holdsV1: false };
  }
}

/** Reads one file whatever it holds; null where that can't be done. */
export function readText(path: string, absolute: string): SourceFile | null {
  try {
    const bytes = readFileSync(absolute);
    return bytes.includes(0) ? null : { path, bytes, ...decode(bytes) };
  } catch {
    return null;
  }
}

/** The source that stands in some bytes. What can't be decoded is told only where it holds v1 code: the rest is nobody's concern here. */
export function sourceOf(path: string, bytes: Buffer): ReadResult {
  if (!holdsMark(bytes)) return null;
  const read = decoded(path, bytes);
  return "reason" in read && !read.holdsV1 ? null : read;
}

function decoded(path: string, bytes: Buffer): SourceFile | Unread {
  try {
    if (bytes.includes(0)) throw new EncodingError("it holds null bytes, so it is no source text");
    return { path, bytes, ...decode(bytes) };
  } catch (error) {
    if (error instanceof EncodingError) return { path, reason: error.message, holdsV1: V1.some((mark) => bytes.includes(mark, 0, "latin1")) };
    throw error;
  }
}

/** Whether some bytes hold a mark. As Latin-1 they are searched as they are, which UTF-8 is not. */
export function holdsMark(bytes: Buffer): boolean {
  return MARKS.some(([mark, rare]) => bytes.includes(rare, 0, "latin1") && (rare === mark || bytes.includes(mark, 0, "latin1")));
}
