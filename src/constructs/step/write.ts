import type { Expression } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { Doc, ItemDoc } from "../../python/layout.js";
import { call, keyword } from "../../python/layout.js";
import { atom } from "../compute/index.js";
import type { Context } from "../concept.js";
import type { V1Object } from "../model.js";
import { STEP_NAME } from "../parallel-run/findings.js";
import type { Plan } from "../plan.js";
import { fixedPathOfKept, inputDoc } from "../data/index.js";
import type { Handle } from "./handle.js";
import type { StepModel } from "./model.js";
import { isNone, variableOf } from "./model.js";
import { knownText } from "./source.js";

/** `^[a-z_][a-z0-9_]*$` is what v2 accepts as the name of a node. */
export function nodeName(v1Name: string): string {
  const name = v1Name.toLowerCase().replace(/[^a-z0-9_]+/g, "_");
  return /^[a-z_]/.test(name) ? name : `_${name}`;
}

/** `name=` and, where v2 needs another name than v1 had, `display_name=`. */
export function nameItems(step: StepModel, c: Context): ItemDoc[] {
  const e = step.object.args.get("name");
  const { draft } = c;
  if (isNone(e)) {
    // v1 made a name of the script or the command.
    if (step.v1Name === null) return [];
    const name = nodeName(step.v1Name);
    draft.finding(STEP_NAME, step.object.site, { title: `the name that v1 gives this step, ${step.v1Name} -> name="${name}", display_name="${step.v1Name}"`, v1: `${step.object.form}.name`, v2: "name, display_name" });
    return [keyword("name", draft.string(name)), ...(name === step.v1Name ? [] : [keyword("display_name", draft.string(step.v1Name))])];
  }
  const range = step.object.args.rangeOf("name") ?? e;
  // One piece of code serves every call of the function that the step is made in.
  const v1Names = c.plan.of("step").filter((x) => x.site.start === step.object.site.start).map((x) => knownText(x.args.get("name"), c.plan));
  if (e.kind === "string" && step.v1Name !== null && (e.value !== null || v1Names.length === 1)) {
    const name = nodeName(step.v1Name);
    draft.finding(STEP_NAME, range, { title: name === step.v1Name ? `name="${name}"` : `name="${step.v1Name}" -> name="${name}", display_name="${step.v1Name}"`, v1: `${step.object.form}.name`, v2: "name, display_name" });
    return name === step.v1Name ? [keyword("name", draft.doc(e))] : [keyword("name", draft.string(name)), keyword("display_name", draft.doc(e))];
  }
  if (v1Names.every((name) => name !== null && nodeName(name) === name)) {
    draft.finding(STEP_NAME, range, { title: `name=${step.v1Name === null ? draft.text(e) : `"${step.v1Name}"`}`, v1: `${step.object.form}.name`, v2: "name" });
    return [keyword("name", draft.doc(e))];
  }
  const once = draft.repeatable(e, "step_name", step.statement);
  const source = once.variable ? once.text : atom(e, c);
  draft.finding(STEP_NAME, range, { title: `name=${source} -> name=${source}.replace("-", "_"), display_name=${source}`, v1: `${step.object.form}.name`, v2: "name, display_name" });
  const lower = v1Names.every((name) => name === null || name === name.toLowerCase()) ? "" : ".lower()";
  return [keyword("name", `${source}.replace(${draft.string("-")}, ${draft.string("_")})${lower}`), keyword("display_name", once.variable ? source : draft.doc(e))];
}

/**
 * The entries of `inputs={...}`: data by name, and the parameters that reach the program.
 *
 * @param split whether the step splits one of them into mini-batches
 */
export function inputItems(step: StepModel, split: boolean, c: Context): ItemDoc[] {
  const { draft } = c;
  for (const i of step.inputs) fixedPathOfKept(i.expression, c);
  const items: ItemDoc[] = step.inputs.map((i) => ({ prefix: `${draft.string(i.key)}: `, value: inputDoc(i.source, split, c, step.statement) }));
  const seen = new Set<string>();
  for (const i of step.items) {
    if (i.type !== "parameter" || seen.has(i.key)) continue;
    seen.add(i.key);
    items.push({ prefix: `${draft.string(i.key)}: `, value: parameterInput(i.parameter, c) });
  }
  return items;
}

/** `Input(type="number")`: a parameter of the pipeline that reaches the program arguments. */
export function parameterInput(parameter: V1Object, c: Context): Doc {
  return call(c.draft.v2("Input"), [keyword("type", c.draft.string(literalType(parameter, c.plan)))]);
}

/** The v2 type of a literal input, from the default of the v1 parameter. */
export function literalType(parameter: V1Object, plan: Plan): "string" | "integer" | "number" | "boolean" {
  const e = parameter.args.get("default_value");
  const known = e ? plan.module.known(e) : undefined;
  if (typeof known === "boolean") return "boolean";
  if (typeof known === "number") return e?.kind === "number" && !e.integer ? "number" : Number.isInteger(known) && !(e?.kind === "number" && !e.integer) ? "integer" : "number";
  return "string";
}

const hoisted = new WeakMap<Context["draft"], Map<Expression, string>>();

/** The variable that a step is made in; one that stands inside another expression is given one. */
export function stepVariable(step: StepModel, c: Context): string {
  return variableOf(step.object) ?? hoistedVariable(step, step.object.site, c);
}

/**
 * The variable that is given to a step which stands inside another expression.
 *
 * @param label what it is called after; the v1 name of the step where this is left out
 */
export function hoistedVariable(step: StepModel, e: Expression, c: Context, label: string | null = step.v1Name): string {
  let names = hoisted.get(c.draft);
  if (!names) hoisted.set(c.draft, (names = new Map()));
  let name = names.get(e);
  if (name === undefined) c.draft.inside(statementOf(e), () => names.set(e, (name = c.draft.freshName(`${nodeName(label ?? "parallel_run")}_step`))));
  return name!;
}

/** The loop variable for the steps of a list. */
function eachVariable(list: Expression, c: Context): string {
  let names = hoisted.get(c.draft);
  if (!names) hoisted.set(c.draft, (names = new Map()));
  let name = names.get(list);
  if (name === undefined) names.set(list, (name = c.draft.freshName(c.plan.module.names.isTaken("step") ? "each_step" : "step")));
  return name;
}

const lists = new WeakMap<Context["draft"], Map<Expression, string>>();

/** What the function of a pipeline calls a list of steps: one that stands inside another expression is given a variable. */
export function listVariable(list: Expression, c: Context): string {
  if (isPlainName(list)) return c.draft.text(list);
  let names = lists.get(c.draft);
  if (!names) lists.set(c.draft, (names = new Map()));
  let name = names.get(list);
  if (name === undefined) c.draft.inside(statementOf(list), () => names.set(list, (name = c.draft.freshName(c.plan.module.names.isTaken("steps") ? "pipeline_steps" : "steps"))));
  return name!;
}

/** Whether an expression names something that it does not make. */
export function isPlainName(e: Expression): boolean {
  return e.kind === "name" || e.kind === "attribute" || e.kind === "subscript";
}

/** What the function of a pipeline calls a step. */
export function calledIn(step: StepModel, handle: Handle | undefined, c: Context, label: string | null): string {
  if (handle?.type === "each") return eachVariable(handle.list, c);
  if (handle?.type === "item") return `${listVariable(handle.list, c)}[${String(handle.index)}]`;
  return handle?.type === "code" ? handle.code : hoistedVariable(step, handle?.e ?? step.object.site, c, label);
}

