import type { Block, CallExpression, ClassStatement, Expression, FunctionStatement, Program, Reading, Statement } from "./ast.js";
import { expressionsOf, isStatement, statementOf, walkExpression, walkStatements } from "./ast.js";
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
 * stood in place of the call. A function is read so when every use of its name is a call, and it does not call itself.
 *
 * @param apart functions that are read by themselves, whatever their calls pass
 * @returns the names of the program with its readings
 */
export function readCalls(program: Program, findModule: FindModule, concerns: Concerns, apart: ReadonlySet<Statement> = new Set()): Names {
  for (const f of functionsOf(program)) f.readings.splice(0, f.readings.length, { body: f.body, call: null, bound: false });
  let names = new Names(program, findModule);
  const opaque = opaqueFunctions(program, names);
  for (const f of functionsOf(program)) if (apart.has(f)) opaque.add(f);
  const done = new Set<CallExpression>();
  let made = 0;
  for (let changed = true; changed; ) {
    changed = false;
    for (const { call, target } of callsIn(program, names)) {
      const { f, bound } = target;
      if (done.has(call) || opaque.has(f)) continue;
      done.add(call);
      if (isInside(call, f)) opaque.add(f);
      else if (f.readings[0]!.call === null && made < AT_MOST) f.readings[0] = { ...f.readings[0]!, call, bound };
      else if (concerns(f) && made < AT_MOST) f.readings.push(readingOf(f, call, bound));
      else opaque.add(f);
      made++;
      changed = true;
    }
    // What can't be read for each call is read for none.
    for (const f of opaque) f.readings.splice(0, f.readings.length, { body: f.body, call: null, bound: false });
    for (const f of functionsOf(program)) for (const r of f.readings) r.body.owner = f;
    if (changed) names = new Names(program, findModule);
  }
  return names;
}

/** A function that a call runs, and whether the call stands on an object of its class. */
export interface Target {
  readonly f: FunctionStatement;
  readonly bound: boolean;
}

/** The function that a callee names; null when it is none of the program, or may be several. */
export function targetOf(callee: Expression, names: Names): Target | null {
  if (callee.kind !== "name" && callee.kind !== "attribute") return null;
  const definitions = callee.kind === "name" ? names.definitionsOf(callee) : names.definitionsAt(callee);
  const only = definitions.length === 1 ? definitions[0]! : null;
  if (only?.kind === "function" && only.statement.kind === "function") return only.variable.bindings.length === 1 ? { f: only.statement, bound: false } : null;
  if (only?.kind === "class" && only.statement.kind === "class") {
    const f = methodOf(only.statement, "__init__", names);
    return f && { f, bound: true };
  }
  if (callee.kind !== "attribute") return null;
  const named = classNamed(callee.value, names);
  if (named) {
    const f = methodOf(named, callee.name, names);
    return f && isStatic(f) ? { f, bound: false } : null;
  }
  const owner = classAt(callee.value, names);
  const f = owner && methodOf(owner, callee.name, names);
  return f ? { f, bound: !isStatic(f) } : null;
}

/** The class of which an expression is an object: `self` in a method, and what a call of the class gives. */
export function classAt(e: Expression, names: Names, depth = 0): ClassStatement | null {
  if (depth > 5) return null;
  if (e.kind === "call") {
    if (e.callee.kind === "name" && e.callee.id === "super" && e.args.length === 0) {
      const own = classAround(e, names);
      return own && (basesOf(own, names)[0] ?? null);
    }
    return classNamed(e.callee, names);
  }
  if (e.kind !== "name") return null;
  const [definition, ...others] = names.definitionsOf(e);
  if (!definition || others.length > 0) return null;
  if (definition.kind === "parameter") {
    const f = definition.statement;
    if (f.kind === "function" && f.parameters[0]?.name === e.id && f.block.owner?.kind === "class" && !isStatic(f)) return f.block.owner;
    return definition.value ? classAt(definition.value, names, depth + 1) : null;
  }
  return definition.kind === "assign" && definition.index === null && definition.value ? classAt(definition.value, names, depth + 1) : null;
}

/** The class that an expression names. */
export function classNamed(e: Expression, names: Names): ClassStatement | null {
  const definitions = e.kind === "name" ? names.definitionsOf(e) : e.kind === "attribute" ? names.definitionsAt(e) : [];
  const s = definitions.length === 1 ? definitions[0]!.statement : null;
  return s?.kind === "class" && definitions[0]!.kind === "class" ? s : null;
}

/** The classes of the program that a class is derived from. */
export function basesOf(c: ClassStatement, names: Names): ClassStatement[] {
  return c.bases.flatMap((b) => classNamed(b, names) ?? []);
}

function classAround(e: Expression, names: Names): ClassStatement | null {
  const scope = names.scopeOf(statementOf(e));
  const owner = scope.kind === "function" && scope.parent?.kind === "class" ? scope.parent.owner : null;
  return owner?.kind === "class" ? owner : null;
}

/** A method of a class, or of the classes that it is derived from. */
export function methodOf(c: ClassStatement, name: string, names: Names, depth = 0): FunctionStatement | null {
  const own = c.body.statements.filter((s): s is FunctionStatement => s.kind === "function" && s.name === name);
  if (own.length > 0 || depth > 5) return own.length === 1 ? own[0]! : null;
  for (const base of basesOf(c, names)) {
    const found = methodOf(base, name, names, depth + 1);
    if (found) return found;
  }
  return null;
}

function isStatic(f: FunctionStatement): boolean {
  return f.decorators.some((d) => d.kind === "name" && d.id === "staticmethod");
}

function* functionsOf(program: Program): Generator<FunctionStatement> {
  for (const s of walkStatements(program.body)) if (s.kind === "function") yield s;
}

function* callsIn(program: Program, names: Names): Generator<{ call: CallExpression; target: Target }> {
  const found: { call: CallExpression; target: Target }[] = [];
  for (const s of walkStatements(program.body)) {
    for (const top of expressionsOf(s)) {
      for (const e of walkExpression(top)) {
        const target = e.kind === "call" ? targetOf(e.callee, names) : null;
        if (target && e.kind === "call") found.push({ call: e, target });
      }
    }
  }
  yield* found;
}

/** Functions whose calls are not all in sight: passed on, decorated, overridden, generators, or called with stars. */
function opaqueFunctions(program: Program, names: Names): Set<FunctionStatement> {
  const opaque = new Set<FunctionStatement>();
  const methods = new Map<string, FunctionStatement[]>();
  for (const f of functionsOf(program)) {
    if (f.decorators.some((d) => d.kind !== "name" || d.id !== "staticmethod") || f.block.owner?.kind === "function" || isGenerator(f)) opaque.add(f);
    if (f.block.owner?.kind === "class") methods.set(f.name, [...(methods.get(f.name) ?? []), f]);
  }
  // A call on `self` may run the method of a class derived from this one.
  for (const same of methods.values()) if (same.length > 1 && same[0]!.name !== "__init__") same.filter((f) => same.some((g) => g !== f && isRelated(f, g, names))).forEach((f) => opaque.add(f));
  for (const s of walkStatements(program.body)) {
    for (const top of expressionsOf(s)) {
      for (const e of walkExpression(top)) {
        if (e.kind !== "name" && e.kind !== "attribute") continue;
        const call = e.parent && !isStatement(e.parent) && e.parent.kind === "call" && e.parent.callee === e ? e.parent : null;
        const target = names.isTarget(e as never) ? null : targetOf(e, names);
        const whole = !call || call.args.some((a) => a.star !== "");
        if (target && whole && !isClass(e, names)) opaque.add(target.f);
        else if (target && whole && call) opaque.add(target.f);
        // Who calls a method of an object that is not known may call any of that name.
        if (!target && e.kind === "attribute" && methods.has(e.name) && !isKnownElsewhere(e.value, names)) for (const f of methods.get(e.name)!) opaque.add(f);
      }
    }
  }
  return opaque;
}

function isClass(e: Expression, names: Names): boolean {
  return classNamed(e, names) !== null;
}

/** Whether an expression is a module, or an object of a class that is known. */
function isKnownElsewhere(e: Expression, names: Names): boolean {
  if (names.fileAt(e) || classAt(e, names)) return true;
  if (e.kind === "call" || e.kind === "attribute" || e.kind === "subscript") return isKnownElsewhere(e.kind === "call" ? e.callee : e.value, names);
  if (e.kind === "string") return true;
  const definitions = e.kind === "name" ? names.definitionsOf(e) : [];
  return definitions.length > 0 && definitions.every((d) => d.kind === "import" || (d.kind === "assign" && d.value !== null && d.value.kind !== "name" && (d.value.kind !== "call" || isKnownElsewhere(d.value.callee, names))));
}

function isRelated(f: FunctionStatement, g: FunctionStatement, names: Names): boolean {
  const [a, b] = [f.block.owner, g.block.owner];
  return a?.kind === "class" && b?.kind === "class" && (isDerived(a, b, names) || isDerived(b, a, names));
}

function isDerived(c: ClassStatement, from: ClassStatement, names: Names, depth = 0): boolean {
  return depth < 6 && basesOf(c, names).some((b) => b === from || isDerived(b, from, names, depth + 1));
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
function readingOf(f: FunctionStatement, call: CallExpression, bound: boolean): Reading {
  const copies = new Map<object, object>([[f, f]]);
  if (f.parent) copies.set(f.parent, f.parent);
  return { body: copy(f.body, copies), call, bound };
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
