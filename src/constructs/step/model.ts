import type { Expression, Statement } from "../../python/ast.js";
import { isPureCallee, walkExpression } from "../../python/ast.js";
import type { Binding } from "../../python/scope.js";
import type { Blocker } from "../concept.js";
import type { Kind, V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { listItems } from "./arguments.js";
import type { RuntimeItem } from "./runtime-list.js";
import { runtimeList } from "./runtime-list.js";
import { isFilesOrTable } from "../data/kind.js";
import { outputKey } from "../output/read.js";
import type { NamedSource, Source } from "./source.js";
import { baseOutput, sourceOf } from "./source.js";

/** Data that a step gets, by the name that v2 gives it. */
export interface StepInput {
  readonly key: string;
  readonly source: Source;
  /** The v1 expression, for findings and comments. */
  readonly expression: Expression;
  readonly role: "main" | "side" | "argument";
}

/** An item of `arguments`. */
export type ArgumentItem =
  | { readonly type: "value"; readonly expression: Expression }
  | { readonly type: "input"; readonly key: string; readonly expression: Expression }
  | { readonly type: "output"; readonly output: V1Object; readonly expression: Expression }
  | { readonly type: "parameter"; readonly parameter: V1Object; readonly key: string; readonly expression: Expression };

/** Arguments whose list is only known when the code runs: it stays, holds references in place of v1 objects, and is joined to one string. */
export interface JoinedList {
  readonly expression: Expression;
  /** A part of it that can't be seen. */
  readonly unseen: Expression | null;
  /** Whether it comes from another function, which may be called with other lists, too. */
  readonly crosses: boolean;
}

/** A run setting that v1 gave as a PipelineParameter: bound on the node. */
export interface NodeBinding {
  /** Such as `retry_settings.timeout`. */
  readonly attribute: string;
  /** The key in it, where it is a dict: an environment variable. */
  readonly key?: string;
  readonly parameter: V1Object;
}

/** The data flow of a step: what the pipeline has to pass to it. */
export interface StepModel {
  readonly object: V1Object;
  readonly statement: Statement;
  /** The v1 name, where it is known. */
  readonly v1Name: string | null;
  readonly inputs: readonly StepInput[];
  readonly outputs: readonly V1Object[];
  /** What `arguments` holds, or may hold where only the run tells. */
  readonly items: readonly ArgumentItem[];
  /** The list itself, where it stays one. */
  readonly joined: JoinedList | null;
  readonly bindings: readonly NodeBinding[];
  /** Whether a person has to write the v2 step: the pipeline function calls it, nothing defines it yet. */
  readonly manual?: boolean;
  /** Pipeline parameters that the step uses in places that have no v2 counterpart here. */
  readonly otherParameters?: readonly V1Object[];
}

/** Whether an argument is left out, or `None`. */
export function isNone(e: Expression | undefined): e is undefined {
  return e === undefined || (e.kind === "constant" && e.value === null);
}

/** Kinds that have no v2 object of their own: a read of one inside a larger expression can't be written. */
export const DISSOLVING: ReadonlySet<Kind> = new Set(["parameter", "consumption", "output", "reference", "config"]);

/** A v1 object inside an expression that the tool can't take apart, such as a PipelineParameter in an f-string. */
export function strayObject(e: Expression, plan: Plan): Expression | null {
  if (plan.reader.objectsOf(e).some((o) => DISSOLVING.has(o.kind))) return null;
  return findStray(e, plan, true);
}

function findStray(e: Expression, plan: Plan, top: boolean): Expression | null {
  if (!top && plan.reader.objectsOf(e).some((o) => DISSOLVING.has(o.kind))) return e;
  if (e.kind === "attribute") return null; // reads such as output.name have their own rewrite
  for (const child of e.children) {
    const found = findStray(child, plan, false);
    if (found) return found;
  }
  return null;
}


/** The v2 key of an output; here for those who write steps. */
export { outputKey };

/** Gives v2 names to the data of one step: identifiers, unique whatever the case. */
export class Keys {
  private readonly used = new Set<string>();

  take(wish: string): string {
    const base = identifier(wish);
    let key = base;
    for (let i = 2; this.used.has(key.toLowerCase()); i++) key = `${base}_${i}`;
    this.used.add(key.toLowerCase());
    return key;
  }
}

/** A text as an identifier that v2 accepts as the name of an input, an output or a parameter. */
export function identifier(text: string): string {
  const name = text.replace(/[^A-Za-z0-9_]+/g, "_").replace(/^_+(?=[A-Za-z])/, "").replace(/(?<!_)_+$/, "");
  if (KEYWORDS.has(name)) return `${name}_`;
  return /^[A-Za-z_]/.test(name) ? name : `_${name}`;
}

const KEYWORDS: ReadonlySet<string> = new Set((
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield"
).split(" "));

/** The variable that an object's site is assigned to; null when it is not assigned to one name. */
export function variableOf(o: V1Object): string | null {
  const parent = o.site.parent;
  if (!parent || parent.kind !== "assign" || parent.value !== o.site || parent.targets.length !== 1) return null;
  const target = parent.targets[0]!;
  return target.kind === "name" ? target.id : null;
}

/** What a step reads, writes and is told, before its own settings. */
export interface StepData {
  readonly inputs: StepInput[];
  readonly items: ArgumentItem[];
  readonly joined: JoinedList | null;
}

/** What keeps the data of a step from being read. */
export interface UnseenData {
  readonly unseen: Expression;
  /** Whether it stands among the arguments. */
  readonly stray: boolean;
  /** What to ask, where that is clear from here. */
  readonly ask?: { readonly title: string; readonly why: string };
}

/** What to ask about an argument that only some runs pass. */
const SOMETIMES = { title: "An input that is passed on a condition", why: "A v2 step has the same inputs each time. Pass it always, name it in inputs or side_inputs, or make a step for each case." };

/**
 * Joins inputs, side inputs and arguments by identity.
 *
 * @param given the inputs in order, with the role of each
 * @param args the argument list, or its items where they are known
 * @param own the outputs of the step
 * @returns the first expression that can't be followed, where there is one
 */
export function readStepData(
  given: readonly { expression: Expression; role: "main" | "side" }[], args: Expression | readonly Expression[] | undefined, own: readonly V1Object[], plan: Plan,
): StepData | UnseenData {
  const keys = new Keys();
  const inputs: StepInput[] = [];
  const ids: { object: V1Object | null; source: Source; name: string | null }[] = [];
  const list = !args || isList(args) ? null : args;
  const written = isList(args) ? args : listItems(args, plan);
  const found = list && !written ? runtimeList(list, plan) : null;
  const items: readonly RuntimeItem[] = found?.items ?? (written ?? []).map((expression) => ({ expression, always: true }));
  const add = (expression: Expression, role: StepInput["role"]): string | null => {
    const named = sourceOf(expression, plan);
    if (!named || isFilesOrTable(named.source, plan)) return null;
    const object = plan.reader.objectOf(expression);
    const same = ids.findIndex((x) => x.object === object || (x.name !== null && x.name === named.name && sameSource(x.source, named.source)) || isSameReading(x, named) || (role === "argument" && isFound(x, object, named)));
    if (same >= 0) return inputs[same]!.key;
    const key = keys.take(named.name ?? nameGivenIn(items.map((i) => i.expression), named, plan) ?? nameFor(expression, named.source, plan));
    inputs.push({ key, source: named.source, expression, role });
    ids.push({ object, source: named.source, name: named.name });
    return key;
  };
  for (const { expression, role } of given) if (add(expression, role) === null) return { unseen: expression, stray: false };

  for (const part of found?.unseen ?? []) {
    const stray = plan.reader.objectsOf(part).length > 0 ? part : strayObject(part, plan);
    if (stray) return { unseen: stray, stray: true };
  }
  const result: ArgumentItem[] = [];
  const parameterKeys = new Map<V1Object, string>();
  const sure = new Set(items.filter((i) => i.always).map((i) => plan.reader.objectOf(i.expression)));
  for (const { expression, always } of items) {
    const o = plan.reader.objectOf(expression);
    const sometimes = !always && !sure.has(o);
    if (o?.kind === "output" && own.includes(baseOutput(o, plan))) result.push({ type: "output", output: baseOutput(o, plan), expression });
    else if (o?.kind === "parameter" && plan.reader.objectOf(o.args.get("default_value"))?.kind !== "dataset") {
      if (sometimes) return { unseen: expression, stray: true, ask: SOMETIMES };
      let key = parameterKeys.get(o);
      if (key === undefined) parameterKeys.set(o, (key = keys.take(parameterName(o, plan) ?? "parameter")));
      result.push({ type: "parameter", parameter: o, key, expression });
    } else if (o && (DISSOLVING_DATA.has(o.kind) || (o.kind === "list" && sourceOf(expression, plan) !== null))) {
      const before = inputs.length;
      const key = add(expression, "argument");
      if (key === null) return { unseen: expression, stray: true };
      if (sometimes && inputs.length > before) return { unseen: expression, stray: true, ask: SOMETIMES };
      result.push({ type: "input", key, expression });
    } else {
      const stray = strayObject(expression, plan);
      if (stray) return { unseen: stray, stray: true };
      const looped = strayOfLoop(expression, plan);
      if (looped) return { unseen: looped, stray: true, ask: { title: `What is ${plan.module.slice(looped)} here?`, why: "It comes from a loop over data, outputs or parameters of v1, which v2 passes by reference. Put each of them into the list by name." } };
      result.push({ type: "value", expression });
    }
  }
  return { inputs, items: result, joined: list && found ? { expression: list, unseen: found.unseen[0] ?? null, crosses: found.crosses } : null };
}

/** A name in an expression that a loop binds to what may be a v1 object: `for flag, value in options.items()`. */
function strayOfLoop(e: Expression, plan: Plan): Expression | null {
  const isHeld = (x: Expression): boolean => plan.reader.objectsOf(x).some((o) => o.kind === "list" || DISSOLVING.has(o.kind));
  const isLoop = ({ statement: s }: Binding): boolean => s.kind === "compound" && s.type === "for_statement" && s.expressions.some((x) => [...walkExpression(x)].some(isHeld));
  return [...walkExpression(e)].find((x) => x.kind === "name" && plan.module.names.definitionsOf(x).some(isLoop)) ?? null;
}

function isList(args: Expression | readonly Expression[] | undefined): args is readonly Expression[] {
  return Array.isArray(args);
}

const DISSOLVING_DATA: ReadonlySet<Kind> = new Set(["consumption", "dataset", "output", "reference", "path", "parameter"]);

/**
 * Whether v1 finds an argument among the inputs: a PipelineData as such and what its methods make of it stand for each other there
 * (azureml-pipeline-core 1.62, `PipelineStep.resolve_input_arguments`).
 */
function isFound(input: NamedSource & { object: V1Object | null }, argument: V1Object | null, { source }: NamedSource): boolean {
  if (source.type !== "output" || source.output.form !== "PipelineData" || input.source.type !== "output" || input.source.output !== source.output) return false;
  return argument === source.output || input.object === source.output;
}

/** Whether two reads of an output are one input: in the same way, and not under two names. */
function isSameReading(a: NamedSource, b: NamedSource): boolean {
  if (a.source.type !== "output" || b.source.type !== "output" || a.source.output !== b.source.output) return false;
  return (a.name === null || b.name === null || a.name === b.name) && (a.source.mode ?? "mount") === (b.source.mode ?? "mount") && (a.source.table === null) === (b.source.table === null);
}

/** The name that an argument gives to a reading that has none in `inputs=`: `inputs=[scores], arguments=[scores.as_named_input("scored")]`. */
function nameGivenIn(args: readonly Expression[], reading: NamedSource, plan: Plan): string | null {
  if (reading.source.type !== "output" || reading.source.output.form === "PipelineData") return null;
  for (const e of args) {
    const named = sourceOf(e, plan);
    if (named && named.name !== null && isSameReading(named, reading)) return named.name;
  }
  return null;
}

function sameSource(a: Source, b: Source): boolean {
  if (a.type === "dataset" && b.type === "dataset") return a.dataset === b.dataset;
  if (a.type === "output" && b.type === "output") return a.output === b.output;
  if (a.type === "parameter" && b.type === "parameter") return a.parameter === b.parameter;
  return a.type === "reference" && b.type === "reference" && a.reference === b.reference;
}

function nameFor(e: Expression, source: Source, plan: Plan): string {
  if (source.type === "output") return outputKey(source.output, plan);
  if (source.type === "parameter") return parameterName(source.parameter, plan) ?? "input_data";
  return e.kind === "name" ? e.id : "input_data";
}

/** The name of a PipelineParameter as a Python identifier; null when it is not known. */
export function parameterName(o: V1Object, plan: Plan): string | null {
  const name = o.args.get("name");
  const known = name ? plan.module.known(name) : undefined;
  return typeof known === "string" ? identifier(known) : null;
}

/** A blocker at an expression. */
export function blocker(rule: Blocker["rule"], e: Expression, title: string, why: string): Blocker {
  return { rule, range: e, title, why };
}


/**
 * What to ask where a v1 object is given to a function that is not followed: what comes back may be that object, or anything else.
 *
 * @returns null where it is given to none
 */
export function givenAway(stray: Expression, plan: Plan): { title: string; why: string } | null {
  const call = stray.parent?.kind === "star" ? stray.parent.parent : stray.parent;
  if (call?.kind !== "call" || call.callee === stray || isPureCallee(call.callee) || plan.reader.v1NameOf(call.callee) !== null) return null;
  const callee = plan.module.slice(call.callee).replace(/\s+/g, " ");
  const hidden = plan.reader.flow.whyOpaque(call);
  return { title: `What does ${callee}(...) give back?`, why: `It gets ${plan.module.slice(stray)}, and can't be followed${hidden === null ? "" : `: it is a function ${hidden}`}. Where it gives it back, put it here itself; where it makes something of its value, v2 has no such value while the pipeline is built.` };
}

/** Whether an expression stands in a comprehension or a lambda. */
export function isInComprehension(e: Expression): boolean {
  for (let node = e.parent; node && "parens" in node; node = node.parent) if (node.kind === "scoped") return true;
  return false;
}

/** Whether an expression stands in a lambda. */
export function isInLambda(e: Expression): boolean {
  for (let node = e.parent; node && "parens" in node; node = node.parent) if (node.kind === "scoped" && node.form === "lambda") return true;
  return false;
}
