import type { CallExpression, Expression, FunctionStatement, NameExpression, Statement } from "../python/ast.js";
import { bodiesOf, expressionsOf, isPureCallee, statementOf, walkExpression, walkWritten } from "../python/ast.js";
import type { Variable } from "../python/scope.js";
import type { Plan } from "./plan.js";

/** Builtins that change nothing that a program goes on to use; what they print may come in another order. */
const QUIET_BUILTINS: ReadonlySet<string> = new Set(["print", "display", "isinstance", "issubclass", "type", "repr", "id", "hasattr", "getattr", "sorted", "set", "frozenset", "zip", "range", "enumerate", "any", "all", "abs", "sum", "super", "format"]);
/** Methods of texts, lists and dicts that leave them as they are, and parsers of command lines. */
const QUIET_METHODS: ReadonlySet<string> = new Set(["items", "keys", "values", "copy", "split", "rsplit", "startswith", "endswith", "title", "index", "count", "isoformat", "strftime", "resolve", "exists", "is_file", "is_dir", "as_posix", "add_argument", "parse_args"]);
/** Modules of the standard library whose functions, as pipelines use them, change nothing that a program goes on to use. */
const QUIET_MODULES = /^(os\.(path|environ|getenv|getcwd|listdir|sep)|pathlib|datetime|time|logging|math|re|json\.(dumps|loads|load)|yaml\.(safe_load|load)|argparse|dataclasses|collections|typing|warnings|uuid|textwrap|string)\b/;

/** How deep calls are followed into functions of the program. */
const DEPTH = 4;

/** What an expression depends on besides the names in it. */
interface Dependence {
  /** Variables whose items or attributes it reads. */
  readonly variables: Set<Variable>;
  /** The attributes and keys that it reads of them; a null stands for any. */
  readonly members: Set<string | null>;
  /** A call that may do something, or answer differently. */
  call: CallExpression | null;
  /** Whether the expression has the same value at a statement, as far as that was asked. */
  readonly same: Map<Statement, boolean>;
}

/**
 * Whether an expression gives at a later statement what it gives where it stands, as far as the statements in between tell: none of them sets
 * what it reads, and none of them does something that could meet a call in it.
 */
export function keepsItsValue(e: Expression, at: Statement, plan: Plan): boolean {
  const from = statementOf(e);
  if (from === at) return true;
  const needs = dependence(e, plan);
  if (needs.variables.size === 0 && !needs.call) return true;
  let same = needs.same.get(at);
  if (same === undefined) needs.same.set(at, (same = !between(from, at, plan).some((s) => disturbs(s, needs, plan, 0))));
  return same;
}

/** Whether an expression does the same, and gives the same, each time that it is computed. */
export function isTheSameAgain(e: Expression, plan: Plan): boolean {
  return dependence(e, plan).call === null;
}

/** A part of an argument that has to be computed before those that follow it in the text. */
export interface OrderedPart {
  readonly e: Expression;
  /** The name of the argument. */
  readonly name: string;
  /** Whether it is computed once and always, so that a statement above can do it. */
  readonly once: boolean;
}

/**
 * The parts of the arguments of a call, in the order of their text, that have to be computed in that order: a call among them may change
 * what another one gives. None where their order does not matter.
 */
export function inOrder(args: readonly { readonly name: string; readonly value: Expression }[], plan: Plan): OrderedPart[] {
  const needs = args.map(({ value }) => dependence(value, plan));
  const calls = needs.flatMap((n) => n.call ?? []);
  if (calls.length === 0) return [];
  const touched = new Set([...needs.flatMap((n) => (n.call ? [...n.variables] : [])), ...calls.flatMap((call) => [...rootsOf(call, plan)])]);
  const found = args.flatMap(({ name, value }) => parts(value, true, touched, plan).map((part) => ({ ...part, name })));
  return found.length < 2 ? [] : found.sort((a, b) => a.e.start - b.e.start);
}

/** The outermost parts of an expression that do something, or read what a call may change. */
function parts(e: Expression, once: boolean, touched: ReadonlySet<Variable>, plan: Plan): { e: Expression; once: boolean }[] {
  if (plan.module.dottedNameOf(e) !== null) return [];
  const needs = dependence(e, plan);
  if (!needs.call && ![...needs.variables].some((v) => touched.has(v))) return [];
  const whole = e.kind === "attribute" || e.kind === "subscript" || (e.kind === "call" && plan.reader.objectsOf(e).length === 0);
  if (whole) return [{ e, once }];
  const sometimes = e.kind === "conditional" || e.kind === "scoped" || (e.kind === "binary" && /^(and|or)$/.test(e.operator));
  return e.children.flatMap((child) => parts(child, once && !sometimes, touched, plan));
}

function dependence(e: Expression, plan: Plan): Dependence {
  let all = memo.get(plan);
  if (!all) memo.set(plan, (all = new Map<Expression, Dependence>()));
  let found = all.get(e);
  if (!found) {
    all.set(e, (found = { variables: new Set(), members: new Set(), call: null, same: new Map() }));
    collect(e, found, plan, 0);
  }
  return found;
}

/** Each name in an argument asks what the whole of it depends on. */
const memo = new WeakMap<Plan, Map<Expression, Dependence>>();

function collect(e: Expression, found: Dependence, plan: Plan, depth: number): void {
  if (plan.module.dottedNameOf(e) !== null) return;
  if (e.kind === "attribute" || e.kind === "subscript") {
    const root = rootOf(e);
    const variable = root && plan.module.names.variableOf(root);
    if (variable && plan.reader.objectsOf(root).length === 0 && !isCalled(e)) {
      found.variables.add(variable);
      found.members.add(memberOf(e, plan));
    }
  }
  if (e.kind === "call") {
    const f = functionAt(e, plan);
    if (f && depth < DEPTH) {
      for (const s of walkWritten(f.body)) for (const inner of expressionsOf(s)) if (s.kind !== "assign" || !s.targets.includes(inner)) collect(inner, found, plan, depth + 1);
      if (hasEffect(f, plan, depth + 1)) found.call ??= e;
    } else if (!isQuiet(e, plan)) found.call ??= e;
    // What a builtin makes of a list changes with the list: `len(names)`.
    else for (const a of e.args) addHeld(a.value, found, plan);
  }
  for (const child of e.children) collect(child, found, plan, depth);
}

function addHeld(e: Expression, found: Dependence, plan: Plan): void {
  const variable = e.kind === "name" ? plan.module.names.variableOf(e) : undefined;
  const isHolder = variable?.bindings.some((b) => b.value && ["list", "dict", "set", "scoped"].includes(b.value.kind));
  if (!variable || !isHolder) return;
  found.variables.add(variable);
  found.members.add(null);
}

/** Whether a statement may change what an expression depends on. */
function disturbs(s: Statement, needs: Dependence, plan: Plan, depth: number): boolean {
  for (const target of storesIn(s)) {
    const root = rootOf(target);
    const variable = root && plan.module.names.variableOf(root);
    const member = memberOf(target, plan);
    const same = member === null || needs.members.has(null) || needs.members.has(member);
    if (same && ((variable && needs.variables.has(variable)) || (depth > 0 && needs.members.has(member)))) return true;
    if (needs.call) return true;
  }
  for (const call of callsIn(s)) {
    const f = functionAt(call, plan);
    if (f && depth < DEPTH) {
      if ([...walkWritten(f.body)].some((inner) => disturbs(inner, needs, plan, depth + 1))) return true;
    } else if (!isQuiet(call, plan) && (needs.call || [...rootsOf(call, plan)].some((v) => needs.variables.has(v)))) return true;
  }
  return false;
}

/** Whether a function of the program sets something outside of it, or calls what may. */
function hasEffect(f: FunctionStatement, plan: Plan, depth: number): boolean {
  const own = (e: Expression): boolean => {
    const root = rootOf(e);
    const scope = root && plan.module.names.variableOf(root)?.scope;
    return scope?.owner === f && !f.parameters.some((p) => p.name === root?.id);
  };
  return [...walkWritten(f.body)].some((s) => storesIn(s).some((t) => !own(t)) || (s.kind === "simple" && /^(global|nonlocal)_statement$/.test(s.type)) || callsIn(s).some((call) => {
    const inner = functionAt(call, plan);
    if (inner && depth < DEPTH) return inner !== f && hasEffect(inner, plan, depth + 1);
    return !isQuiet(call, plan) && !(call.callee.kind === "attribute" && own(call.callee.value));
  }));
}

/** Whether a call does nothing that another line of the program could notice. What a call of v1 does, it does in the workspace. */
function isQuiet(call: CallExpression, plan: Plan): boolean {
  const { callee } = call;
  const dotted = plan.module.dottedNameOf(callee);
  if (dotted !== null) return /^(azureml|azure)\b/.test(dotted) || QUIET_MODULES.test(dotted);
  if (plan.reader.objectsOf(call).length > 0) return true;
  if (callee.kind === "name") return !plan.module.names.variableOf(callee) ? QUIET_BUILTINS.has(callee.id) || isPureCallee(callee) : plan.module.names.definitionsOf(callee).every((d) => d.kind === "class");
  if (callee.kind !== "attribute") return false;
  return plan.reader.objectsOf(callee.value).length > 0 || QUIET_METHODS.has(callee.name) || /^_?log(ger|ging)?$/i.test(callee.value.kind === "name" ? callee.value.id : "") || isPureCallee(callee);
}

/** The function of the program that a call runs; null where that is a class, or not known. */
function functionAt(call: CallExpression, plan: Plan): FunctionStatement | null {
  return plan.reader.flow.functionOf(call);
}

/** The statements that run between two of one scope, or after one and before one of another. */
function between(from: Statement, at: Statement, plan: Plan): Statement[] {
  const { names } = plan.module;
  const [first, last] = [names.scopeOf(from), names.scopeOf(at)];
  const inScope = (s: Statement, scope: typeof first): boolean => names.scopeOf(s) === scope;
  const loop = [...loopsAround(at)].find((l) => !(l.start <= from.start && from.end <= l.end));
  const end = loop?.end ?? at.start;
  const all = [...walkWritten(plan.module.program.body)].filter((s) => s !== from && s !== at && s.kind !== "function" && s.kind !== "class");
  if (first === last) return all.filter((s) => inScope(s, first) && s.start >= from.end && s.start < end && !(s.start <= at.start && at.end <= s.end));
  return all.filter((s) => (inScope(s, first) && s.start >= from.end) || (inScope(s, last) && s.start < at.start));
}

function* loopsAround(s: Statement): Generator<Statement> {
  for (let owner = s.block.owner; owner?.kind === "compound"; owner = owner.block.owner) if (owner.type === "for_statement" || owner.type === "while_statement") yield owner;
}

/** The attributes and items that a statement sets or deletes. */
function storesIn(s: Statement): Expression[] {
  const targets = s.kind === "assign" ? s.targets : s.kind === "simple" && s.type === "delete_statement" ? s.expressions : s.kind === "compound" ? s.bindings.map((b) => b.target) : [];
  return targets.flatMap((t) => (t.kind === "tuple" || t.kind === "list" ? t.items : [t])).filter((t) => t.kind === "attribute" || t.kind === "subscript");
}

function callsIn(s: Statement): CallExpression[] {
  return bodiesOf(s).length > 0 && s.kind !== "compound" ? [] : expressionsOf(s).flatMap((e) => walkExpression(e).filter((x): x is CallExpression => x.kind === "call"));
}

/** The variables that a call is given, or is made on. */
function rootsOf(e: Expression, plan: Plan): Set<Variable> {
  return new Set(walkExpression(e).flatMap((x) => (x.kind === "name" ? (plan.module.names.variableOf(x) ?? []) : [])));
}

function rootOf(e: Expression): NameExpression | null {
  let root = e;
  while (root.kind === "attribute" || root.kind === "subscript") root = root.value;
  return root.kind === "name" ? root : null;
}

/** The attribute or the key that an expression names of what it is taken from; null where it is not known. */
function memberOf(e: Expression, plan: Plan): string | null {
  if (e.kind === "attribute") return `.${e.name}`;
  const known = e.kind === "subscript" ? plan.module.known(e.index) : undefined;
  return known === undefined ? null : `[${String(known)}]`;
}

/** Whether an attribute is a method that is called: what counts then is the call. */
function isCalled(e: Expression): boolean {
  return e.parent !== null && e.parent.kind === "call" && e.parent.callee === e;
}
