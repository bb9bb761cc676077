import type { Program, Statement } from "../python/ast.js";
import { expressionsOf, walkExpression, walkWritten } from "../python/ast.js";
import { Refusal } from "./refusal.js";
import type { TextEdit } from "./text-edit.js";

/**
 * Checks an upgraded program against the original before anything is written.
 *
 * @throws Refusal when the result does not parse, or a statement that no edit touches is not there any more as it was
 */
export function checkProgram(before: Program, after: Program, edits: readonly TextEdit[]): void {
  if (after.error && !before.error) throw new Refusal("the upgraded code would not parse; this is a defect of prs-upgrade, please report it with this file");
  if (needsNewPython(before, edits)) {
    throw new Refusal("an f-string would hold a backslash, a line end or its own quote inside its braces, which Python before 3.12 does not read; take that value out of the f-string first");
  }
  let position = 0;
  const left = [...walkWritten(after.body)].map((s) => fingerprint(s, after));
  for (const s of walkWritten(before.body)) {
    if (edits.some((e) => e.start < s.end && s.start < e.end || (e.start === e.end && s.start <= e.start && e.start <= s.end))) continue;
    const found = left.indexOf(fingerprint(s, before), position);
    if (found < 0) throw new Refusal("a statement that has nothing to do with the upgrade would change; this is a defect of prs-upgrade, please report it with this file");
    position = found + 1;
  }
}

/** The kind and the text of a statement. */
function fingerprint(s: Statement, program: Program): string {
  return `${s.kind}:${program.text.slice(s.start, s.end).replace(/\r\n/g, "\n")}`;
}

/** Whether an edit inside the braces of an f-string puts something there that only Python 3.12 reads (PEP 701). */
function needsNewPython(program: Program, edits: readonly TextEdit[]): boolean {
  const strings = [...walkWritten(program.body)].flatMap((s) => expressionsOf(s)).flatMap((e) => [...walkExpression(e)]).flatMap((e) => (e.kind === "string" ? e.pieces : []));
  return strings.some(({ quote, parts }) => parts.some(({ expression }) => expression !== null && edits.some((edit) =>
    expression.start <= edit.start && edit.end <= expression.end && (edit.text.includes("\\") || edit.text.includes(quote) || (quote.length === 1 && /[\r\n]/.test(edit.text))))));
}
