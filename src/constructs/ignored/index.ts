import type { Finding } from "../../findings/finding.js";
import type { Range, Statement } from "../../python/ast.js";
import { bodiesOf, walkWritten } from "../../python/ast.js";
import type { Module } from "../../python/module.js";
import { CELL_BOUNDARY } from "../../python/module.js";
import type { DraftFinding } from "../draft.js";
import { SCRIPT_LEFTOVER, TOGETHER } from "../leftover/findings.js";
import { BROKEN_CELL, INSTALLS_V1, MARKDOWN, OLD_OUTPUTS, WRITTEN_SCRIPT } from "../notebook/findings.js";
import { INCOMPLETE_IGNORE, UNUSED_IGNORE } from "./findings.js";

/** A comment `# prs-upgrade: ignore[PRS203] reason`, and the places that it is about. */
interface Ignore {
  readonly codes: readonly string[];
  /** The comment from its `#` on. */
  readonly range: Range;
  readonly covers: readonly Range[];
  /** What it lacks; null when it is complete. */
  readonly lacks: string | null;
}

/** What a comment that ignores findings looks like, in any text. */
export const IGNORE = /#\s*prs-upgrade:\s*ignore\b(?:\s*\[([^\]]*)\])?([^\r\n]*)/;

/**
 * The ignore comments of a program. One at the end of a line is about the statement that the line belongs to, one on a line of its own
 * about the statement below it. Of a compound statement, that is the part above its body.
 */
export function ignoresIn(module: Module): Ignore[] {
  if (!IGNORE.test(module.text)) return [];
  const extents = [...walkWritten(module.program.body)].map(extentOf);
  return module.program.comments.flatMap((comment) => {
    const match = IGNORE.exec(module.slice(comment));
    return match ? [{ ...said(match), range: { start: comment.start + match.index, end: comment.end }, covers: placesOf(comment, module, extents) }] : [];
  });
}

function said([, list = "", reason = ""]: RegExpExecArray): Pick<Ignore, "codes" | "lacks"> {
  const codes = list.split(",").map((code) => code.trim().toUpperCase()).filter((code) => code !== "");
  return { codes, lacks: codes.length === 0 ? "it names no code" : reason.trim() === "" ? "it gives no reason" : null };
}

/** Whether a comment anywhere in a notebook cell ignores a code. This is for findings about the cell, whatever language it is in. */
export function isIgnoredInCell(source: string, code: string): boolean {
  return JUDGED_ELSEWHERE.has(code) && source.split("\n").some((line) => saidIn(line, code));
}

function saidIn(line: string, code: string): boolean {
  const match = IGNORE.exec(line);
  if (!match) return false;
  const { codes, lacks } = said(match);
  return lacks === null && codes.includes(code);
}

/** Whether an ignore comment covers a place. */
export function isIgnored(ignores: readonly Ignore[], code: string, offset: number): boolean {
  return ignores.some((ignore) => ignore.lacks === null && ignore.codes.includes(code) && covers(ignore, offset));
}

/** What comments ignore in a file that is no program: in the line of the finding, or in the comment lines above it. */
export function ignoredLines(text: string, findings: readonly Finding[]): Finding[] {
  if (!IGNORE.test(text)) return [];
  const lines = text.split(/\r\n|\n|\r/);
  return findings.filter(({ line, code }) => {
    let first = line - 1;
    while (/^\s*#/.test(lines[first - 1] ?? "")) first--;
    return lines.slice(first, line).some((shown) => saidIn(shown, code));
  });
}

/** Takes out the findings that comments ignore, and adds those about the comments themselves. */
export function withoutIgnored(findings: readonly DraftFinding[], module: Module): { findings: DraftFinding[]; ignored: DraftFinding[] } {
  const ignores = ignoresIn(module);
  if (ignores.length === 0) return { findings: [...findings], ignored: [] };
  const ignored = findings.filter((f) => !f.fails && placesOfFinding(f).some((offset) => isIgnored(ignores, f.rule.code, offset)));
  const isIgnoredOne = new Set(ignored);
  const failing = findings.filter((f) => f.fails);
  return { findings: [...findings.filter((f) => !isIgnoredOne.has(f)), ...ignores.flatMap((ignore) => aboutComment(ignore, ignored, failing))], ignored };
}

/** A finding is ignored at its own place and at that of its TODO. */
export function placesOfFinding(f: DraftFinding): number[] {
  return f.todo ? [f.range.start, f.todo.start] : [f.range.start];
}

function aboutComment(ignore: Ignore, ignored: readonly DraftFinding[], failing: readonly DraftFinding[]): DraftFinding[] {
  const finding = { effort: UNUSED_IGNORE.effort, range: ignore.range, v1: null, v2: null };
  if (ignore.lacks !== null) return [{ ...finding, rule: INCOMPLETE_IGNORE, title: `this comment ignores nothing: ${ignore.lacks}`, why: "write # prs-upgrade: ignore[CODE] and why" }];
  const isCovered = (f: DraftFinding): boolean => placesOfFinding(f).some((offset) => covers(ignore, offset));
  const needed = ignore.codes.filter((code) => failing.some((f) => f.rule.code === code && isCovered(f)));
  if (needed.length > 0) return [{ ...finding, rule: UNUSED_IGNORE, title: `this can't be ignored: ${needed.join(", ")}`, why: "the code does not run until it is decided; mend it, and take the comment out" }];
  const unused = ignore.codes.filter((code) => !JUDGED_ELSEWHERE.has(code)
    && !ignored.some((f) => f.rule.code === code && isCovered(f)));
  return unused.length === 0 ? [] : [{ ...finding, rule: UNUSED_IGNORE, title: `nothing to ignore here: ${unused.join(", ")}`, why: `take ${unused.length < ignore.codes.length ? "it out of the brackets" : "the comment out"}` }];
}

/** What a script uses of v1 is only known where a step that runs it is in sight, what a file needs depends on the run, and what is said about cells is no matter of the program. */
const JUDGED_ELSEWHERE: ReadonlySet<string> = new Set([SCRIPT_LEFTOVER, TOGETHER, OLD_OUTPUTS, MARKDOWN, BROKEN_CELL, WRITTEN_SCRIPT, INSTALLS_V1].map((rule) => rule.code));

function covers(ignore: Ignore, offset: number): boolean {
  return ignore.covers.some((range) => range.start <= offset && offset < range.end);
}

function placesOf(comment: Range, module: Module, extents: readonly Range[]): Range[] {
  const { lines, text } = module;
  const start = lines.startOfLine(comment.start);
  if (text.slice(start, comment.start).trim() !== "") return around({ start, end: comment.end }, extents);
  let below = lines.endOfLine(comment.start);
  for (let line = lineAt(below); isComment(line); line = lineAt(below)) below += line.length;
  return [{ start, end: below }, ...around({ start: below, end: lines.endOfLine(below) }, extents)];

  function lineAt(offset: number): string {
    return text.slice(offset, lines.endOfLine(offset));
  }
}

function isComment(line: string): boolean {
  return line.trimStart().startsWith("#") && !line.startsWith(CELL_BOUNDARY);
}

/** A line, and the statements that have a part in it. @param extents of all statements, in text order */
function around(line: Range, extents: readonly Range[]): Range[] {
  let first = 0;
  for (let end = extents.length; first < end;) {
    const middle = (first + end) >> 1;
    if (extents[middle]!.end <= line.start) first = middle + 1;
    else end = middle;
  }
  let last = first;
  while (last < extents.length && extents[last]!.start < line.end) last++;
  return [line, ...extents.slice(first, last)];
}

/** A statement without the statements inside it. */
function extentOf(s: Statement): Range {
  const body = bodiesOf(s).find((b) => b.statements.length > 0);
  return { start: s.start, end: body ? Math.max(body.start, s.start + 1) : s.end };
}
