import type { Block, CallExpression, Expression, FunctionStatement, Program, Reading, Statement } from "./ast.js";
import { expressionsOf, isStatement, statementOf, walkExpression, walkStatements } from "./ast.js";
import { isPlainDecorator, methodOf } from "./classes.js";
import type { Objects, Target } from "./objects.js";
import { isSuper, objectsIn } from "./objects.js";
import type { FindModule } from "./scope.js";
import { Names } from "./scope.js";

/** More readings than this are not made: the functions that would need them are read as if their calls were not in sight. */
const AT_MOST = 400;

/**
 * Which functions deserve a reading for each of their calls. Those that do not are read once, with parameters that nobody knows, when they
 * are called more than once.
 */
export type Concerns = (f: FunctionStatement) => boolean;

/**
 * Gives the functions of a program a reading for each call: what a function does with what it is passed is then as plain as if its body
 * stood in place of the call. A function is read so when every use of its name is a call, and it does not call itself. A method is read for
 * the object that it is called on, so that what it calls on `self` is the method of that object's class.
 *
 * @param apart functions that are read by themselves, whatever their calls pass
 * @returns the names of the program with its readings
 */
export function readCalls(program: Program, findModule: FindModule, concerns: Concerns, apart: ReadonlySet<Statement> = new Set()): Names {
  const opaque = new Set(functionsOf(program).filter((f) => apart.has(f) || isOpaque(f)));
  for (;;) {
    const names = readAll(program, findModule, concerns, opaque);
    const more = calledUnseen(program, names).filter((f) => !opaque.has(f) && !isNested(f));
    if (more.length === 0) return names;
    for (const f of more) opaque.add(f);
  }
}

/** Makes the readings until each call that is in sight has one. */
function readAll(program: Program, findModule: FindModule, concerns: Concerns, opaque: Set<FunctionStatement>): Names {
  const functions = functionsOf(program);
  for (const f of functions) f.readings.splice(0, f.readings.length, unread(f));
  let names = new Names(program, findModule);
  const done = new Set<CallExpression>();
  const split = new Set<FunctionStatement>();
  let made = 0;
  for (let changed = true; changed; ) {
    changed = false;
    for (const { call, target } of callsIn(program, objectsIn(names))) {
      const { f, bound } = target;
      if (done.has(call) || opaque.has(f) || isNested(f)) continue;
      done.add(call);
      if (isInside(call, f)) opaque.add(f);
      else if (f.readings[0]!.call === null && made < AT_MOST) f.readings[0] = { body: f.body, call, bound };
      else if (concerns(f) && made < AT_MOST) f.readings.push(readingOf(f, { call, bound }));
      else opaque.add(f);
      made++;
      changed = true;
    }
    if (!changed) changed = functions.some((f) => !split.has(f) && !opaque.has(f) && readForClasses(f, names, concerns, split));
    // What can't be read for each call is read for none.
    for (const f of opaque) f.readings.splice(0, f.readings.length, { ...unread(f), isCalledUnseen: true });
    for (const f of functions) for (const r of f.readings) r.body.owner = f;
    if (changed) names = new Names(program, findModule);
  }
  return names;
}

function unread(f: FunctionStatement): Reading {
  return { body: f.body, call: null, bound: false };
}

/** A method whose calls are not in sight is read for each class of which its object may be, where it calls what they override. */
function readForClasses(f: FunctionStatement, names: Names, concerns: Concerns, split: Set<FunctionStatement>): boolean {
  const { owner } = f.block;
  const objects = objectsIn(names);
  if (owner?.kind !== "class" || f.readings[0]!.call !== null || f.readings.length > 1 || !concerns(f) || !callsSeveral(f.body, objects)) return false;
  split.add(f);
  const classes = objects.possible(owner).filter((c) => methodOf(c, f.name, names) === f);
  if (classes.length < 2) return false;
  const [first, ...others] = classes;
  f.readings.splice(0, 1, { body: f.body, call: null, bound: true, of: first! }, ...others.map((c) => readingOf(f, { call: null, bound: true, of: c })));
  return true;
}

function callsSeveral(body: Block, objects: Objects): boolean {
  return walkStatements(body).some((s) => expressionsOf(s).some((top) => walkExpression(top).some((e) => e.kind === "call" && objects.candidatesOf(e.callee).length > 1)));
}

function functionsOf(program: Program): FunctionStatement[] {
  return [...walkStatements(program.body)].filter((s) => s.kind === "function");
}

function callsIn(program: Program, objects: Objects): { call: CallExpression; target: Target }[] {
  const found: { call: CallExpression; target: Target }[] = [];
  for (const s of walkStatements(program.body)) {
    for (const top of expressionsOf(s)) {
      for (const e of walkExpression(top)) {
        const target = e.kind === "call" ? objects.targetOf(e.callee) : null;
        if (target && e.kind === "call") found.push({ call: e, target });
      }
    }
  }
  return found;
}

/** Functions whose calls are never all in sight: decorated, inside of another, generators. */
function isOpaque(f: FunctionStatement): boolean {
  return f.decorators.some((d) => !isPlainDecorator(d)) || isNested(f) || isGenerator(f);
}

/** A function inside of another has a copy in each reading of that one, so it is known by where it stands. */
function isNested(f: FunctionStatement): boolean {
  for (let { owner } = f.block; owner; owner = owner.block.owner) if (owner.kind === "function") return true;
  return false;
}

/** Functions of which some use is no call that they are read for: they are passed on, called with stars, or called on an object that is not known. */
function calledUnseen(program: Program, names: Names): FunctionStatement[] {
  const objects = objectsIn(names);
  const unseen = new Set<FunctionStatement>();
  const methods = new Map<string, FunctionStatement[]>();
  for (const f of functionsOf(program)) if (f.block.owner?.kind === "class") methods.set(f.name, [...(methods.get(f.name) ?? []), f]);
  for (const s of walkStatements(program.body)) {
    for (const top of expressionsOf(s)) {
      for (const e of walkExpression(top)) {
        if ((e.kind !== "name" && e.kind !== "attribute") || (e.kind === "name" && names.isTarget(e))) continue;
        const call = e.parent && !isStatement(e.parent) && e.parent.kind === "call" && e.parent.callee === e ? e.parent : null;
        const candidates = objects.candidatesOf(e);
        const seen = call ? candidates.length === 1 && !call.args.some((a) => a.star !== "") : objects.classOf(e) !== null;
        if (!seen) for (const { f } of candidates) unseen.add(f);
        // Who calls a method of an object that is not known may call any of that name.
        if (candidates.length === 0 && e.kind === "attribute" && methods.has(e.name) && !isKnownElsewhere(e.value, names)) for (const f of methods.get(e.name)!) unseen.add(f);
      }
    }
  }
  return [...unseen];
}

/** Whether an expression is a module, or an object of a class that is known. */
function isKnownElsewhere(e: Expression, names: Names, seen: Set<Expression> = new Set()): boolean {
  const objects = objectsIn(names);
  if (seen.has(e)) return true;
  seen.add(e);
  if (names.fileAt(e) || objects.instanceAt(e) || objects.classOf(e) || isSuper(e)) return true;
  if (e.kind === "call" || e.kind === "attribute" || e.kind === "subscript") return isKnownElsewhere(e.kind === "call" ? e.callee : e.value, names, seen);
  if (e.kind === "string") return true;
  const definitions = e.kind === "name" ? names.definitionsOf(e) : [];
  return definitions.length > 0 && definitions.every((d) => {
    if (d.kind === "import") return true;
    if ((d.kind !== "assign" && d.kind !== "parameter") || !d.value) return false;
    if (d.value.kind === "name") return isKnownElsewhere(d.value, names, seen);
    return d.value.kind !== "call" || isKnownElsewhere(d.value.callee, names, seen);
  });
}

function isGenerator(f: FunctionStatement): boolean {
  for (const s of walkStatements(f.body)) for (const top of expressionsOf(s)) for (const e of walkExpression(top)) if (e.kind === "other" && e.type === "yield") return true;
  return false;
}

/** Whether a call stands in the function that it runs, directly or through the calls that its function is read for. */
function isInside(call: CallExpression, f: FunctionStatement): boolean {
  let at: CallExpression | null = call;
  for (let depth = 0; at && depth < 30; depth++) {
    const around = readingAround(statementOf(at));
    if (!around) return false;
    if (around.f === f) return true;
    at = around.reading.call;
  }
  return at !== null;
}

/** The function, and the reading of it, that a statement stands in. */
export function readingAround(s: Statement): { f: FunctionStatement; reading: Reading } | null {
  for (let block: Block | undefined = s.block; block; block = block.owner?.block) {
    const { owner } = block;
    if (owner?.kind !== "function") continue;
    const reading = owner.readings.find((r) => r.body === block);
    if (reading) return { f: owner, reading };
  }
  return null;
}

/** An expression as each reading of the function around it has it, itself included. */
export function inEachReading(e: Expression): Expression[] {
  const around = readingAround(statementOf(e));
  if (!around || around.f.readings.length < 2) return [e];
  const isThere = (x: Expression | Statement): boolean => x.start === e.start && x.end === e.end && x.kind === e.kind;
  return around.f.readings.flatMap((r) => {
    const inside = walkStatements(r.body).filter((s) => s.start <= e.start && e.end <= s.end).flatMap((s) => expressionsOf(s));
    return inside.flatMap((top) => walkExpression(top).find(isThere) ?? []).slice(0, 1);
  });
}

/** A copy of a function's body: the same places of the text, other nodes. */
function readingOf(f: FunctionStatement, of: Omit<Reading, "body">): Reading {
  const copies = new Map<object, object>([[f, f]]);
  if (f.parent) copies.set(f.parent, f.parent);
  return { body: copy(f.body, copies), ...of };
}

function copy<T extends object>(node: T, copies: Map<object, object>): T {
  const known = copies.get(node);
  if (known) return known as T;
  const made = (Array.isArray(node) ? [] : {}) as Record<string, unknown>;
  copies.set(node, made);
  for (const [key, value] of Object.entries(node)) made[key] = typeof value === "object" && value !== null ? copy(value as object, copies) : value;
  return made as T;
}

/**
 * Whether a statement has run when another one runs, by where they stand or, in functions, where those are called.
 *
 * @returns null when nothing in sight says so: they stand in different files, or in functions whose calls are not in sight
 */
export function runsBefore(a: Statement, b: Statement, names: Names): boolean | null {
  const later = callsAround(b);
  for (const x of callsAround(a)) {
    const y = later.find((s) => names.scopeOf(s) === names.scopeOf(x));
    if (y) return x.start < y.start;
  }
  return null;
}

/** A statement, the call of the function that it stands in, the call of the function which that call stands in, and so on. */
function callsAround(s: Statement): Statement[] {
  const found = [s];
  for (let call = readingAround(s)?.reading.call; call && found.length < 50; call = readingAround(found.at(-1)!)?.reading.call) found.push(statementOf(call));
  return found;
}
