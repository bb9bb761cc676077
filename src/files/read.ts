import { readFile } from "node:fs/promises";
import type { DecodedText } from "./decode.js";
import { decode, EncodingError } from "./decode.js";
import { readable } from "./readable.js";

/** A file that the upgrade should see. */
export interface SourceFile extends DecodedText {
  readonly path: string;
  /** What stands on the disk, to notice a change by someone else. */
  readonly bytes: Buffer;
}

/**
 * What came of reading a file: a source; nothing (null) where nothing in it concerns the tool; or why not.
 * `holdsV1` tells whether v1 parallel-run code was seen in what could not be decoded.
 */
export type ReadResult = SourceFile | null | { readonly path: string; readonly reason: string; readonly holdsV1: boolean };

/** v1 parallel-run code, or what an upgrade left of it. */
const V1 = ["ParallelRunConfig", "ParallelRunStep", "TODO(prs-upgrade"].map((mark) => Buffer.from(mark));
/** What else the upgrade may want to see: v2 code, and v1 code that says what the datasets of the project are. */
const RELATED = ["azureml", "parallel_run_", "prs-upgrade"].map((mark) => Buffer.from(mark));

/**
 * Reads one file. Most hold nothing that concerns the tool, and are never decoded.
 *
 * @param isNamed whether other code names it, so that it concerns the tool whatever it holds
 */
export async function readSource(path: string, absolute: string, isNamed = false): Promise<ReadResult> {
  try {
    return sourceOf(path, await readFile(absolute), isNamed);
  } catch (error) {
    return { path, reason: readable(error), holdsV1: false };
  }
}

/** Reads one file whatever it holds; null where that can't be done. */
export async function readText(path: string, absolute: string): Promise<SourceFile | null> {
  try {
    const bytes = await readFile(absolute);
    return bytes.includes(0) ? null : { path, bytes, ...decode(bytes) };
  } catch {
    return null;
  }
}

/** The source that stands in some bytes. What can't be decoded is told only where it holds v1 code: the rest is nobody's concern here. */
export function sourceOf(path: string, bytes: Buffer, isNamed = false): ReadResult {
  const holdsV1 = V1.some((mark) => bytes.includes(mark));
  if (!isNamed && !holdsV1 && !RELATED.some((mark) => bytes.includes(mark))) return null;
  try {
    if (bytes.includes(0)) throw new EncodingError("it holds null bytes, so it is no source text");
    return { path, bytes, ...decode(bytes) };
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    return holdsV1 ? { path, reason: error.message, holdsV1 } : null;
  }
}
