import type { Report } from "../report.js";
import { filesWithV1, isComplete } from "../report.js";

/** 0: nothing left. 1: something to upgrade or to decide. 2: something went wrong. */
export type ExitCode = 0 | 1 | 2;

/** The exit code that a report comes to. What is hidden by an ignore comment, by a selection or by a baseline does not count. */
export function exitCodeOf(report: Report): ExitCode {
  if (report.problems.length > 0 || report.files.some((file) => file.status === "refused")) return 2;
  if (report.mode === "write") return isComplete({ ...report, hidden: undefined }) ? 0 : 1;
  return filesWithV1(report).length > 0 ? 1 : 0;
}
