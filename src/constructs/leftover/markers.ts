import type { Range, Statement } from "../../python/ast.js";
import { expressionsOf, statementOf, walkStatements } from "../../python/ast.js";
import type { Module } from "../../python/module.js";
import type { Draft, DraftFinding } from "../draft.js";
import type { Plan } from "../plan.js";
import { othersOf } from "./causes.js";
import { LEFTOVER, MARKER } from "./findings.js";

/** A TODO that an upgrade has left. */
const TODO = /# TODO\(prs-upgrade (PRS\d{3})\): ?(.*)/g;

/** Such a TODO in a program. */
interface Marker {
  readonly code: string;
  readonly text: string;
  /** Its first comment line. */
  readonly range: Range;
  /** Where its last one ends. */
  readonly end: number;
}

function markersIn(module: Module): Marker[] {
  return module.program.comments.flatMap((range, i) => {
    TODO.lastIndex = 0;
    const match = TODO.exec(module.slice(range));
    if (!match) return [];
    const below = module.program.comments.slice(i + 1);
    const end = below.findIndex((c, j) => !/^# {5}\S/.test(module.slice(c)) || module.lines.at(c.start).line !== module.lines.at(range.start).line + j + 1);
    const rest = below.slice(0, end < 0 ? undefined : end);
    const text = [match[2] ?? "", ...rest.map((c) => module.slice(c).slice(1).trim())].join(" ").replace(/\.$/, "");
    return [{ code: match[1]!, text, range, end: (rest.at(-1) ?? range).end }];
  });
}

/** The TODOs of an earlier upgrade that still stand. */
export function markerFindings(module: Module): DraftFinding[] {
  return markersIn(module).map(({ code, text, range }) => ({ rule: MARKER, effort: "decision" as const, range, title: text, why: `${code} of an earlier upgrade: decide, then take the TODO out`, v1: null, v2: code }));
}

/**
 * Takes out the TODOs above statements that stayed v1 and move now: what kept them is gone. One that is asked again stays.
 *
 * @returns the markers that are left
 */
export function dropDoneMarkers(markers: readonly DraftFinding[], plan: Plan, draft: Draft): DraftFinding[] {
  const { module } = plan;
  const all = markersIn(module);
  if (all.length === 0) return [...markers];
  const statements = new Map<number, Statement[]>();
  for (const s of walkStatements(module.program.body)) {
    const line = module.lines.startOfLine(s.start);
    statements.set(line, [...(statements.get(line) ?? []), s]);
  }
  const gone = all.filter((marker) => {
    if (!standsAlone(marker.range, module)) return false;
    const below = statements.get(lineBelow(marker, module)) ?? [];
    return below.some((s) => module.isEdited(s)) && isDone(below, plan) && !below.some((s) => draft.asksAgain(s, module.slice(marker.range)));
  });
  for (const { range, end } of gone) draft.removed.push({ start: module.lines.startOfLine(range.start), end: module.lines.endOfLine(end) });
  return markers.filter((m) => !gone.some(({ range }) => range.start === m.range.start));
}

/** A TODO and what is left in the statement below it are one thing to decide: the finding of the TODO names both. */
export function underMarkers(markers: readonly DraftFinding[], findings: readonly DraftFinding[], module: Module): DraftFinding[] {
  const left = findings.filter((f) => f.rule === LEFTOVER);
  if (markers.length === 0 || left.length === 0) return [...markers, ...findings];
  const statements = [...walkStatements(module.program.body)];
  const below = new Map(markersIn(module).map((marker) => [marker.range.start, lineBelow(marker, module)]));
  const told = new Set<DraftFinding>();
  const named = markers.map((marker): DraftFinding => {
    const line = below.get(marker.range.start);
    const heads = statements.filter((s) => module.lines.startOfLine(s.start) === line).flatMap((s) => expressionsOf(s));
    const own = left.filter((f) => !told.has(f) && heads.some((e) => e.start <= f.range.start && f.range.end <= e.end));
    for (const f of own) told.add(f);
    return own.length === 0 ? marker : { ...marker, v1: own[0]!.v1, why: [marker.why, ...own.flatMap((f) => [f.title, ...othersOf(f)])].join("; ") };
  });
  return [...named, ...findings.filter((f) => !told.has(f))];
}

function standsAlone(comment: Range, module: Module): boolean {
  return module.text.slice(module.lines.startOfLine(comment.start), comment.start).trim() === "";
}

/** The first line below a TODO that is no comment. */
function lineBelow(marker: Marker, module: Module): number {
  let line = module.lines.endOfLine(marker.end);
  while (/^[ \t]*#/.test(module.text.slice(line, module.lines.endOfLine(line)))) line = module.lines.endOfLine(line);
  return line;
}

/** Whether v1 objects are made or used in statements, and all of them move. A workspace, and what else can stand in v1 beside v2 code, tells so only where it is made. */
function isDone(statements: readonly Statement[], plan: Plan): boolean {
  const made = plan.objects.filter((o) => o.kind !== "workspace" && statements.includes(statementOf(o.site)));
  const used = plan.uses.filter((u) => !plan.isDual(u.object) && statements.includes(statementOf(u.expression))).map((u) => u.object);
  const objects = [...made, ...used];
  return objects.length > 0 && objects.every((o) => plan.moves(o));
}
