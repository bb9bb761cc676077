import type { Program, Statement } from "../python/ast.js";
import { walkWritten } from "../python/ast.js";
import { Refusal } from "./refusal.js";
import { sortEdits } from "./text-edit.js";
import type { TextEdit } from "./text-edit.js";

/**
 * Checks an upgraded program against the original before anything is written.
 *
 * @throws Refusal when the result does not parse, or a statement that no edit touches is not there any more as it was
 */
export function checkProgram(before: Program, after: Program, edits: readonly TextEdit[]): void {
  if (after.error && !before.error) throw new Refusal("the upgraded code would not parse; this is a defect of prs-upgrade, please report it with this file");
  let position = 0;
  const sorted = sortEdits(edits);
  const left = [...walkWritten(after.body)].map((s) => fingerprint(s, after));
  for (const s of walkWritten(before.body)) {
    if (isTouched(s, sorted)) continue;
    const found = left.indexOf(fingerprint(s, before), position);
    if (found < 0) throw new Refusal("a statement that has nothing to do with the upgrade would change; this is a defect of prs-upgrade, please report it with this file");
    position = found + 1;
  }
}

/** Whether one of the edits, in text order, lies in a statement or at its ends. */
function isTouched(s: Statement, edits: readonly TextEdit[]): boolean {
  let first = 0;
  for (let end = edits.length; first < end;) {
    const middle = (first + end) >> 1;
    if (edits[middle]!.end < s.start) first = middle + 1;
    else end = middle;
  }
  for (let i = first; i < edits.length && edits[i]!.start <= s.end; i++) {
    const e = edits[i]!;
    if ((e.start < s.end && s.start < e.end) || e.start === e.end) return true;
  }
  return false;
}

/** The kind and the text of a statement. */
function fingerprint(s: Statement, program: Program): string {
  return `${s.kind}:${program.text.slice(s.start, s.end).replace(/\r\n/g, "\n")}`;
}
