import { createTwoFilesPatch, OMIT_HEADERS } from "diff";
import type { ReportedFile } from "../report.js";

/** The unified diff of a file, with its path as it is; empty when nothing changes. */
export function diffOf(file: ReportedFile): string {
  if (file.text === file.original) return "";
  const hunks = createTwoFilesPatch("", "", file.original, file.text, undefined, undefined, { context: 3, headerOptions: OMIT_HEADERS });
  return `--- ${quoted(file.path)}\n+++ ${quoted(file.path)}\n${hunks}`;
}

/** As git does: a path with control characters or quotes stands in quotes. */
function quoted(path: string): string {
  return /[\x00-\x1f\x7f"\\]/.test(path) ? JSON.stringify(path) : path;
}
