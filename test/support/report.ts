import type { Finding } from "../../src/findings/finding.js";
import type { Mode, Problem, Report, ReportedFile } from "../../src/report.js";

export const CHANGED: Finding = {
  code: "PRS107", effort: "changed", title: 'run_max_try=5 -> retry_settings["max_retries"]=5',
  why: "v1 counts tries, the v2 documentation counts retries: one more attempt is possible",
  v1: "ParallelRunConfig.run_max_try", v2: "retry_settings.max_retries", line: 31, column: 5, endLine: 31, endColumn: 18, cell: null,
};

export const DECISION: Finding = {
  code: "PRS203", effort: "decision", title: 'Is dataset "invoices" made of files or a table?',
  why: "Nothing in this project tells: no Dataset.File/Tabular, no unit in mini_batch_size. Say it where the TODO stands, or register it in sight.",
  v1: "Dataset.get_by_name", v2: null, line: 14, column: 1, endLine: 14, endColumn: 20, cell: null,
};

export const UPGRADED: Finding = {
  code: "PRS112", effort: "upgraded", title: "node_count=4 -> instance_count=4", why: "",
  v1: "ParallelRunConfig.node_count", v2: "resources.instance_count", line: 9, column: 5, endLine: 9, endColumn: 17, cell: null,
};

export const UNSUPPORTED: Finding = {
  code: "PRS431", effort: "unsupported", title: "published_pipeline has no counterpart", why: "", v1: "Pipeline.publish", v2: null, line: 40, column: 1, endLine: 40, endColumn: 9, cell: null,
};

export function file(path: string, given: Partial<ReportedFile>): ReportedFile {
  return { path, kind: "python", status: "partly", text: "new\nsame\n", original: "old\nsame\n", edits: [{ start: 0, end: 3, text: "new" }], findings: [], ...given };
}

export const REFUSED = file("broken.py", { status: "refused", reason: "3:7: the file does not parse as Python; mend it first", text: "", original: "", edits: [] });

export function report(mode: Mode, files: readonly ReportedFile[], problems: readonly Problem[] = []): Report {
  return { mode, scanned: 120, files, problems };
}
