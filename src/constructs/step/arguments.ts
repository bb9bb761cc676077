import type { CallExpression, Expression, NameExpression, Statement } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { Binding, Variable } from "../../python/scope.js";
import { argumentOf, enclosingBlocks, inLoop } from "../../python/scope.js";
import type { Plan } from "../plan.js";

/**
 * The items of a list argument (`arguments=`, `inputs=`, `steps=`): through the variable that holds it, `+`, `list(...)`, `*spread`, and
 * what `append`, `extend`, `insert(0, ...)` and `+=` add before it is read.
 *
 * @param through whether functions are followed that give a list back: its items stand in another scope then
 * @returns null when the list can't be seen, or may be changed after it was made
 */
export function listItems(e: Expression | undefined, plan: Plan, through = false): readonly Expression[] | null {
  if (!e) return [];
  let lists = memo.get(plan);
  if (!lists) memo.set(plan, (lists = { own: new Map(), through: new Map() }));
  const known = through ? lists.through : lists.own;
  let items = known.get(e);
  if (items !== undefined) return items;
  known.set(e, null); // a list that is made from itself in a loop
  items = findItems(e, plan, through);
  // Each list of a chain can name the one before it twice: what comes of 30 lines then is no list that anyone writes out.
  if (items && items.length > plan.module.text.length) items = null;
  known.set(e, items);
  return items;
}

type Lists = Map<Expression, readonly Expression[] | null>;

const memo = new WeakMap<Plan, { readonly own: Lists; readonly through: Lists }>();

function findItems(e: Expression, plan: Plan, through: boolean): readonly Expression[] | null {
  switch (e.kind) {
    case "constant": return e.value === null ? [] : null;
    case "list": case "tuple": {
      const items: Expression[] = [];
      for (const item of e.items) {
        if (item.kind !== "star") items.push(item);
        else {
          const inner = listItems(item.value, plan, through);
          if (!inner) return null;
          for (const i of inner) items.push(i);
        }
      }
      return items;
    }
    case "binary": {
      if (e.operator !== "+") return null;
      const left = listItems(e.left, plan, through);
      const right = listItems(e.right, plan, through);
      return left && right && [...left, ...right];
    }
    case "name": return builtList(e, plan, through);
    case "call": {
      if (isBuiltin(e.callee, "list", plan) && e.args.length === 1 && !e.args[0]!.star && !e.args[0]!.name) return listItems(e.args[0]!.value, plan, through);
      const returned = through ? plan.reader.flow.returnedBy(e) : null;
      return returned?.length === 1 ? listItems(returned[0], plan, through) : null;
    }
    default: return null;
  }
}

function isBuiltin(e: Expression, name: string, plan: Plan): boolean {
  return e.kind === "name" && e.id === name && !plan.module.names.variableOf(e);
}

/** The items of a list that a variable holds where it is read: what it was bound to, and what was added on the way there. */
function builtList(e: NameExpression, plan: Plan, through: boolean): readonly Expression[] | null {
  const { names } = plan.module;
  const variable = names.variableOf(e);
  const at = statementOf(e);
  const start = variable?.bindings.filter((b) => b.position <= e.start && isPlain(b)).at(-1);
  if (!variable || !start?.value) return null;
  const steps = changesOf(variable, plan).filter((s) => s.at > start.position);
  if (names.scopeOf(at) !== variable.scope) {
    // Another scope reads what the variable holds in the end: only one that is never changed is known.
    return variable.bindings.length === 1 && steps.length === 0 ? listItems(start.value, plan, through) : null;
  }
  const onTheWay = new Set(enclosingBlocks(at));
  if (!onTheWay.has(start.statement.block) || (inLoop(at) && steps.length > 0)) return null;
  if (variable.bindings.some((b) => b.position > start.position && b.position <= e.start && !(b.statement.kind === "assign" && b.statement.operator === "+="))) return null;
  const first = listItems(start.value, plan, through);
  if (!first) return null;
  const before: Expression[] = [];
  const items = [...first];
  for (const step of steps) {
    if (step.at >= e.start) break;
    if (!onTheWay.has(step.statement.block)) return null;
    const added = step.add(plan, through);
    if (!added) return null;
    if (step.first) before.push(...[...added].reverse());
    else for (const item of added) items.push(item);
  }
  return [...before.reverse(), ...items];
}

/** A change of a list: where, and what it adds. */
export interface Change {
  readonly at: number;
  readonly statement: Statement;
  /** Whether it adds in front. */
  readonly first: boolean;
  /** Null when what it does can't be seen. */
  readonly add: (plan: Plan, through?: boolean) => readonly Expression[] | null;
  /** The list whose items it adds: of `+=` and `extend`. */
  readonly from?: Expression;
}

function isPlain(b: Binding): boolean {
  return b.kind === "assign" && b.index === null && b.value !== null && b.statement.kind === "assign" && b.statement.operator === "";
}

/** Every place that may change the list that a variable holds, in text order. */
export function changesOf(variable: Variable, plan: Plan): Change[] {
  const changes: Change[] = [];
  const unseen = (e: Expression): Change => ({ at: e.start, statement: statementOf(e), first: false, add: () => null });
  for (const b of variable.bindings) {
    const { statement } = b;
    if (statement.kind === "assign" && statement.operator !== "") {
      const from = statement.operator === "+=" ? statement.value : null;
      changes.push(from ? { at: b.position, statement, first: false, from, add: (plan, through) => listItems(from, plan, through) } : { at: b.position, statement, first: false, add: () => null });
    }
  }
  for (const use of variable.uses) {
    const parent = use.parent;
    if (!parent) changes.push(unseen(use));
    else if (parent.kind === "attribute") changes.push(methodCall(parent, use) ?? unseen(use));
    else if (parent.kind === "subscript" ? isStored(parent) : isPassedOn(use, plan)) changes.push(unseen(use));
  }
  return changes.sort((a, b) => a.at - b.at);
}

/** `x.append(y)`, `x.extend(ys)` and `x.insert(0, y)` as a statement. */
function methodCall(attribute: Expression & { kind: "attribute" }, use: NameExpression): Change | null {
  const call = attribute.parent;
  if (!call || !("parens" in call) || call.kind !== "call" || call.callee !== attribute) return null;
  const statement = statementOf(use);
  const [first, second] = call.args.map((a) => (a.star || a.name ? null : a.value));
  if (statement.kind !== "expression" || statement.value !== call || !first) return READS.has(attribute.name) ? { at: use.start, statement, first: false, add: () => [] } : null;
  const at = { at: use.start, statement };
  if (attribute.name === "append" && call.args.length === 1) return { ...at, first: false, add: () => [first] };
  if (attribute.name === "extend" && call.args.length === 1) return { ...at, first: false, from: first, add: (plan, through) => listItems(first, plan, through) };
  if (attribute.name === "insert" && second && first.kind === "number" && first.value === 0) return { ...at, first: true, add: () => [second] };
  return null;
}

/** Whether a list is handed to a function that may change it. v1 classes only read what they get. */
function isPassedOn(use: NameExpression, plan: Plan): boolean {
  const call = use.parent;
  if (!call || !("parens" in call) || call.kind !== "call" || call.callee === use) return false;
  const { callee } = call;
  const builtin = callee.kind === "name" && LOOKS.has(callee.id) && !plan.module.names.variableOf(callee);
  if (builtin || plan.module.dottedNameOf(callee)?.startsWith("azureml") === true) return false;
  const parameter = parameterOf(use, call, plan);
  return !parameter || changesOf(parameter, plan).length > 0;
}

/** The variable that holds an argument in the function that is called; null where the call is not followed. */
function parameterOf(argument: Expression, call: CallExpression, plan: Plan): Variable | null {
  const found = plan.reader.flow.readingOf(call);
  const parameter = found?.f.parameters.find((p) => argumentOf(found.reading, found.f, p.name) === argument);
  return (found && parameter && plan.module.names.scopeIn(found.reading.body).variables.get(parameter.name)) ?? null;
}

/** Builtins that only look at a list. */
const LOOKS: ReadonlySet<string> = new Set(["print", "len", "list", "tuple", "sorted", "str", "enumerate", "zip", "any", "all", "set", "repr", "display"]);

/** Methods of a list that leave it as it is. */
const READS: ReadonlySet<string> = new Set(["index", "count", "copy"]);

/** Whether a subscript is assigned to or deleted. */
function isStored(e: Expression): boolean {
  const parent = e.parent;
  if (!parent || "parens" in parent) return false;
  return parent.kind === "assign" ? parent.targets.includes(e) : parent.kind === "simple" && parent.type === "delete_statement";
}
