import { createTwoFilesPatch } from "diff";
import type { ReportedFile } from "../report.js";

/** The unified diff of a file; empty when nothing changes. */
export function diffOf(file: ReportedFile): string {
  if (file.text === file.original) return "";
  return createTwoFilesPatch(file.path, file.path, file.original, file.text, undefined, undefined, { context: 3 }).replace(/^Index: .*\n=+\n/, "").replace(/^(---|\+\+\+) (.*)\t$/gm, "$1 $2");
}
