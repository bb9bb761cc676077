import type { DraftFinding } from "./constructs/draft.js";
import { byPlace } from "./constructs/draft.js";
import type { TextEdit } from "./edits/text-edit.js";
import type { Finding } from "./findings/finding.js";
import type { Status } from "./index.js";
import type { LineIndex } from "./python/module.js";

/** The status of a file, by what is said of it and whether it changes. */
export function statusOf(findings: readonly Finding[], edits: readonly TextEdit[]): Status {
  if (findings.some((f) => f.effort === "decision" || f.effort === "unsupported")) return "partly";
  return edits.length > 0 ? "upgraded" : "unchanged";
}

/** New text gets the line ends of the file. */
export function inLineEnds(edits: readonly TextEdit[], text: string): TextEdit[] {
  const crlf = (text.match(/\r\n/g)?.length ?? 0) * 2 > (text.match(/\n/g)?.length ?? 0);
  const end = crlf ? "\r\n" : text.includes("\n") ? null : "\r";
  return edits.map((e) => ({ ...e, text: end === null || !text.includes("\r") ? e.text : e.text.replace(/\r?\n/g, end) }));
}

/** Findings with lines and columns, in text order, each once. */
export function locate(findings: readonly DraftFinding[], lines: LineIndex): Finding[] {
  const seen = new Set<string>();
  return [...findings].sort(byPlace).flatMap((f) => {
    const key = `${f.rule.code} ${f.range.start} ${f.title}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const start = lines.at(f.range.start);
    const end = lines.at(f.range.end);
    return [{ code: f.rule.code, effort: f.effort, title: f.title, why: f.why, v1: f.v1, v2: f.v2, line: start.line, column: start.column, endLine: end.line, endColumn: end.column, cell: null }];
  });
}
