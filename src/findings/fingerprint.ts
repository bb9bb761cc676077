import { createHash } from "node:crypto";
import { NotebookError, readNotebook } from "../notebook/read.js";
import type { FileKind } from "../index.js";
import type { Finding } from "./finding.js";

/** A file as it was read, and what was found in it. */
interface FileWithFindings {
  readonly original: string;
  readonly kind: FileKind;
  readonly findings: readonly Finding[];
}

/** What a finding is known by: not its place, and not its words, so that it is the same after lines move and messages are reworded. */
export interface Identity {
  readonly code: string;
  /** The v1 symbol; empty where the finding names none. */
  readonly v1: string;
  /** A hash of the source line that it begins on, whatever its indentation. */
  readonly line: string;
}

/** The identity of each finding of a file, in their order. Two findings of the same kind on equal lines have the same one. */
export function identities({ original, kind, findings }: FileWithFindings): Identity[] {
  const lineOf = sourceLines(original, kind);
  return findings.map((finding) => ({ code: finding.code, v1: finding.v1 ?? "", line: hash(lineOf(finding).trim().replace(/\s+/g, " ")) }));
}

/**
 * One text for each finding of a file, in their order: the hash of its identity, and which of its like it is in the file, from 1.
 * No two findings of a file have the same.
 */
export function fingerprints(file: FileWithFindings): string[] {
  const seen = new Map<string, number>();
  return identities(file).map(({ code, v1, line }) => {
    const key = hash(`${code}\n${v1}\n${line}`);
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return `${key}:${count}`;
  });
}

/** Finds the source line that a finding begins on. A whole file that can't be read as a notebook has none. */
function sourceLines(original: string, kind: FileWithFindings["kind"]): (finding: Finding) => string {
  const split = (text: string): string[] => text.split(/\r\n|\n|\r/);
  if (kind !== "notebook") {
    const lines = split(original);
    return (finding) => lines[finding.line - 1] ?? "";
  }
  const cells = cellsOf(original);
  return (finding) => cells.get(finding.cell)?.[finding.line - 1] ?? "";

  function cellsOf(text: string): Map<number | null, string[]> {
    try {
      return new Map(readNotebook(text).cells.map((cell) => [cell.number, split(cell.source)]));
    } catch (error) {
      if (error instanceof NotebookError) return new Map();
      throw error;
    }
  }
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
