import type { Expression, NameExpression, Statement } from "../python/ast.js";
import { expressionsOf, isStatement, statementOf, walkExpression, walkStatements } from "../python/ast.js";
import type { Variable } from "../python/scope.js";
import type { Blocker, Context } from "./concept.js";
import type { Draft } from "./draft.js";
import { isTheSameAgain, keepsItsValue } from "./effects.js";
import { remainingReads } from "./finish.js";
import type { Kind, V1Object } from "./model.js";
import { UNSEEN_STEP } from "./parallel-run/findings.js";
import type { Plan } from "./plan.js";
import { DISSOLVING } from "./step/model.js";

/** A v1 object that the upgraded code can't do without, and why: it and what is made of it have to stay v1. */
export interface Remnant {
  readonly object: V1Object;
  readonly blocker: Blocker;
}

/**
 * Takes out the variables that only passed on what is gone: `inputs = [images.as_named_input("images")]`, `rows = scores`.
 * One that something else still reads stays, and is found by `findRemnant`.
 */
export function dissolveVariables(c: Context): void {
  const { plan, draft } = c;
  const candidates = [...walkStatements(plan.module.program.body)].flatMap((s) => {
    if (s.kind !== "assign" || s.operator !== "" || s.targets.length !== 1 || s.targets[0]!.kind !== "name" || !s.value || draft.deleted.has(s)) return [];
    const variable = plan.module.names.variableOf(s.targets[0]);
    const passesOn = plan.movesAt(s.value) && holdsDissolved(s.value, plan, draft) && !calls(s.value, plan);
    return variable && (passesOn || (variable.uses.length > 0 && isClassOfV1(s.value, plan))) ? [{ statement: s, variable }] : [];
  });
  if (candidates.length === 0) return;
  // The statements that still read each variable: where one goes, what it read may go too.
  const readers = new Map<Variable, Set<Statement | "elsewhere">>();
  for (const n of remainingReads(draft)) {
    const variable = plan.module.names.variableOf(n);
    if (variable) readers.set(variable, (readers.get(variable) ?? new Set()).add(draft.rendered.has(n) ? "elsewhere" : statementOf(n)));
  }
  const byVariable = new Map<Variable, Statement[]>();
  for (const { statement, variable } of candidates) byVariable.set(variable, [...(byVariable.get(variable) ?? []), statement]);
  const unread = [...byVariable.keys()].filter((v) => !readers.get(v)?.size);
  for (const variable of unread) {
    for (const statement of byVariable.get(variable)!) {
      draft.deleted.add(statement);
      for (const e of expressionsOf(statement).flatMap((top) => [...walkExpression(top)])) {
        const other = e.kind === "name" ? plan.module.names.variableOf(e) : undefined;
        const left = other && readers.get(other);
        if (other && left?.delete(statement) && left.size === 0 && byVariable.has(other)) unread.push(other);
      }
    }
  }
}

/** Whether an expression calls a function of the program: that does more than pass something on. */
function calls(e: Expression, plan: Plan): boolean {
  return [...walkExpression(e)].some((x) => x.kind === "call" && plan.reader.flow.returnedBy(x) !== null);
}

/** `Step = ParallelRunStep`: another name for a class of v1. */
function isClassOfV1(value: Expression, plan: Plan): boolean {
  return (value.kind === "name" || value.kind === "attribute") && plan.reader.objectsOf(value).length === 0 && plan.reader.v1NameOf(value) !== null;
}

/** Whether an expression makes, or names, an object that has no place in v2 by itself. */
function holdsDissolved(value: Expression, plan: Plan, draft: Draft, seen = new Set<Expression>()): boolean {
  if (draft.replacements.has(value) || seen.has(value)) return false;
  seen.add(value);
  return [...walkExpression(value)].some((e) => !draft.replacements.has(e) && plan.movesAt(e)
    && plan.reader.objectsOf(e).some((o) => DISSOLVING.has(o.kind) || (o.kind === "list" && holdsDissolved(o.site, plan, draft, seen))));
}

/** An object that the upgraded code passes on between scopes: its variable gets a v2 value instead of dissolving. */
export interface Needed {
  readonly valued: V1Object;
}

/** Kinds that dissolve in their steps, and can have a v2 value where something passes them on. */
const VALUES: ReadonlySet<Kind> = new Set(["output", "parameter", "consumption"]);

/** The first object that the upgraded code would still need; null when there is none. */
export function findRemnant(draft: Draft, reads: readonly NameExpression[], plan: Plan): Remnant | Needed | null {
  const { names } = plan.module;
  for (const name of reads) {
    const definitions = names.definitionsOf(name);
    const isBoundAgain = (d: Statement): boolean => draft.relocated.get(d)?.name === name.id && draft.relocated.get(d)!.at.start <= name.start;
    const gone = definitions.filter((d) => draft.deleted.has(d.statement) && !isBoundAgain(d.statement));
    const object = gone.length === 0 || gone.length < definitions.length ? undefined : plan.reader.objectsOf(name)[0] ?? gone.flatMap((d) => (d.value ? plan.reader.objectsOf(d.value) : []))[0];
    if (object && canHaveValue(object, plan)) return { valued: object };
    if (object) return remnant(object, name, `${name.id} is read here, and has no value in v2`);
  }
  for (const o of plan.objects) {
    if (plan.moves(o) && DISSOLVING.has(o.kind) && !isUpload(o) && stands(o.site, draft)) return canHaveValue(o, plan) ? { valued: o } : remnant(o, o.site, `${oneLine(plan.module.slice(o.site))} is made here, and has no value in v2`);
  }
  const places = new Map<Expression, Set<Statement>>();
  for (const { name, to } of draft.carried) {
    const at = draft.relocated.get(to)?.at ?? to;
    const argument = argumentAround(name, plan);
    const several = places.get(argument) ?? new Set<Statement>();
    places.set(argument, several.add(at));
    // What was computed once must not be computed for each step.
    const isOnce = several.size === 1 || isTheSameAgain(argument, plan);
    if (isOnce && plan.module.meansTheSameAt(name, at, at.start) && keepsItsValue(argument, at, plan)) continue;
    const around = plan.objects.find((o) => plan.moves(o) && canHaveValue(o, plan) && holds(o.site, name));
    if (around) return { valued: around };
    const object = plan.objects.find((o) => plan.moves(o) && statementOf(o.site) === to && o.kind !== "workspace");
    if (object) return remnant(object, object.site, `${name.id} is another value here than where the v1 object was made`);
    const read = plan.uses.find((u) => u.role.type === "rewrite" && statementOf(u.role.expression) === to && plan.moves(u.object) && holds(u.object.site, name));
    if (read) return remnant(read.object, read.expression, `${name.id} is another value here than where the v1 object was made`);
  }
  return null;
}

/** The argument of a v1 object that a name stands in: what is written elsewhere as a whole. */
function argumentAround(name: NameExpression, plan: Plan): Expression {
  let e: Expression = name;
  for (let parent = e.parent; parent && !isStatement(parent) && plan.reader.objectsOf(parent).length === 0; parent = e.parent) e = parent;
  return e;
}

function canHaveValue(o: V1Object, plan: Plan): boolean {
  return VALUES.has(o.kind) && !plan.valued.has(o.site);
}

function holds(e: Expression, name: NameExpression): boolean {
  return e.start <= name.start && name.end <= e.end && [...walkExpression(e)].includes(name);
}

/** An upload stands for nothing: beside a datastore that stays v1, it stays as it is. */
function isUpload(o: V1Object): boolean {
  return o.form === "datastore.upload" || o.form === "datastore.upload_files";
}

function remnant(object: V1Object, range: Expression, what: string): Remnant {
  return { object, blocker: { rule: UNSEEN_STEP, range, at: statementOf(range), title: what, why: "Take this use apart, or upgrade it by hand; until then it stays v1, with what is made of it." } };
}

/** Whether an expression is still there in the upgraded code, as it was. */
export function stands(e: Expression, draft: Draft): boolean {
  let node: Expression | Statement = e;
  while (!isStatement(node)) {
    if (draft.replacements.has(node)) return false;
    if (!node.parent) return false;
    node = node.parent;
  }
  return !draft.deleted.has(node) && !draft.replaced.has(node);
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
