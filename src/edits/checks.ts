import type { Program, Statement } from "../python/ast.js";
import { bodiesOf, expressionsOf, walkExpression, walkWritten } from "../python/ast.js";
import type { Module } from "../python/module.js";
import { unboundNames } from "../python/unbound.js";
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
  if (needsNewPython(before, edits)) {
    throw new Refusal("an f-string would hold a backslash, a line end or its own quote inside its braces, which Python before 3.12 does not read; take that value out of the f-string first");
  }
  let position = 0;
  const sorted = sortEdits(edits);
  const left = [...walkWritten(after.body)].map((s) => fingerprint(s, after));
  for (const s of walkWritten(before.body)) {
    if (isTouched(s, endOf(s, before.text), sorted)) continue;
    const found = left.indexOf(fingerprint(s, before), position);
    if (found < 0) throw new Refusal("a statement that has nothing to do with the upgrade would change; this is a defect of prs-upgrade, please report it with this file");
    position = found + 1;
  }
}

/**
 * Checks that an upgraded program reads no name which nothing binds, unless the original does so too. What a person has to write is named by its
 * assignment in a comment: the step of a type that v2 has no function for.
 *
 * @throws Refusal
 */
export function checkNames(before: Module, after: Module): void {
  const known = unboundNames(before);
  const byHand = new Set(after.program.comments.flatMap((c) => /^#\s*([\p{ID_Start}_]\p{ID_Continue}*)\s*=(?!=)/u.exec(after.slice(c))?.[1] ?? []));
  for (const [name, read] of unboundNames(after)) {
    if (known.has(name) || byHand.has(name)) continue;
    throw new Refusal(`the upgraded code would read ${name} (${after.placeOf(read.start)}), which nothing binds; this is a defect of prs-upgrade, please report it with this file`);
  }
}

/** Where a statement ends; of one with a body after the line end, since what is inserted below the last statement of that body is part of it. */
function endOf(s: Statement, text: string): number {
  return bodiesOf(s).length === 0 ? s.end : text.indexOf("\n", s.end) + 1 || text.length;
}

/** Whether one of the edits, in text order, lies in a statement or at its ends. */
function isTouched(s: Statement, end: number, edits: readonly TextEdit[]): boolean {
  let first = 0;
  for (let last = edits.length; first < last;) {
    const middle = (first + last) >> 1;
    if (edits[middle]!.end < s.start) first = middle + 1;
    else last = middle;
  }
  for (let i = first; i < edits.length && edits[i]!.start <= end; i++) {
    const e = edits[i]!;
    if ((e.start < s.end && s.start < e.end) || e.start === e.end) return true;
  }
  return false;
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
