import type { Expression } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import { inLoop, isAround } from "../../python/scope.js";
import type { Scope } from "../../python/scope.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { stepListOf } from "./lists.js";
import { variableOf } from "./model.js";

/** How a pipeline function can name a step that it calls. */
export type Handle =
  /** Code that stands for it where the pipeline is built: a variable, `self.score_step`, `steps[0]`. */
  | { readonly type: "code"; readonly code: string }
  /** It stands inside another expression, and is given a variable above that statement. */
  | { readonly type: "hoisted"; readonly e: Expression }
  /** It has a place in a list that another function fills. */
  | { readonly type: "item"; readonly list: Expression; readonly index: number }
  /** It is one of a list that a loop fills: all of them are called in turn. */
  | { readonly type: "each"; readonly list: Expression };

/** A step as `steps=` names it. */
export interface NamedStep {
  readonly step: V1Object;
  readonly expression: Expression;
  /** Code that names the item where the pipeline is built, when the expression itself stands in another scope. */
  readonly code: string | null;
  /** The list that holds it, when that stands in another scope, and its place there. */
  readonly list?: { readonly e: Expression; readonly index: number };
  /** The list that holds it, where only the running code knows how many it holds. */
  readonly each?: Expression;
}

/**
 * The steps of a list that is filled in a loop, in branches or by a comprehension: `steps.append(step)`.
 *
 * @returns null when something else may be in it
 */
export function collectedSteps(e: Expression, plan: Plan): NamedStep[] | null {
  const list = stepListOf(e, plan.reader);
  return list && list.steps.map((step): NamedStep => ({ step, expression: e, code: null, each: e }));
}

const collected = new WeakMap<Plan, Set<V1Object>>();

/** Whether a step is put into a list whose steps a pipeline calls in turn. */
export function isCollected(step: V1Object, plan: Plan): boolean {
  let steps = collected.get(plan);
  if (!steps) {
    const lists = plan.of("pipeline").flatMap((p) => p.args.get("steps") ?? []);
    collected.set(plan, (steps = new Set(lists.flatMap((e) => collectedSteps(e, plan) ?? []).map((n) => n.step))));
  }
  return steps.has(step);
}

/**
 * How the function of a pipeline can name a step: by the variable that the step is made in, by another one that holds it where the pipeline
 * is built, or as `steps=` does.
 *
 * @returns null when nothing there holds it
 */
export function handleOf(step: V1Object, pipeline: V1Object, named: readonly NamedStep[], plan: Plan): Handle | null {
  const { names } = plan.module;
  const each = named.find((n) => n.step === step)?.each;
  if (each) return { type: "each", list: each };
  const own = variableOf(step);
  if (own !== null && isReachable(step, own, pipeline, plan)) return { type: "code", code: own };
  const made = statementOf(step.site);
  const built = statementOf(pipeline.site);
  if (own === null && isAround(names.scopeOf(made), names.scopeOf(built)) && !isKept(step)) return { type: "hoisted", e: step.site };
  const item = named.find((n) => n.step === step);
  const variable = variableHolding(step, pipeline, plan);
  if (variable !== null) return { type: "code", code: variable };
  if (!item) return null;
  if (item.list) return { type: "item", list: item.list.e, index: item.list.index };
  if (item.code !== null) return { type: "code", code: item.code };
  if (item.expression.kind === "call") return { type: "hoisted", e: item.expression };
  const isSimple = item.expression.kind === "attribute" || item.expression.kind === "subscript";
  return isSimple && plan.module.meansTheSameAt(item.expression, built, built.start) ? { type: "code", code: plan.module.slice(item.expression) } : null;
}

/** Whether a step is set on an attribute: that is its name then. */
function isKept(step: V1Object): boolean {
  const { parent } = step.site;
  return parent !== null && parent.kind === "assign" && parent.targets.some((t) => t.kind === "attribute");
}

/** A variable that certainly holds a step where a pipeline is built, and goes on holding it. */
function variableHolding(step: V1Object, pipeline: V1Object, plan: Plan): string | null {
  const { names } = plan.module;
  const built = statementOf(pipeline.site);
  const seen = new Set<string>();
  for (let scope: Scope | null = names.scopeOf(built); scope; scope = scope.parent) {
    if (scope.kind === "class") continue;
    for (const [name, variable] of scope.variables) {
      if (seen.has(name)) continue;
      seen.add(name);
      if (!variable.bindings.some((b) => b.kind === "assign" || b.kind === "parameter" || b.kind === "import")) continue;
      const [binding, ...others] = names.reaching(variable, built, built.end);
      if (!binding || others.length > 0 || (scope !== names.scopeOf(built) && variable.bindings.length > 1)) continue;
      const held = plan.reader.heldBy(binding);
      if (held.length === 1 && held[0] === step && !variable.bindings.some((b) => b.position > built.start && b !== binding)) return name;
    }
  }
  return null;
}

/** Whether a variable still holds the step where the pipeline is built, and is not bound again below. */
function isReachable(step: V1Object, variable: string, pipeline: V1Object, plan: Plan): boolean {
  const names = plan.module.names;
  const made = statementOf(step.site);
  const built = statementOf(pipeline.site);
  const scope = names.scopeOf(made);
  const v = scope.variables.get(variable);
  if (!v) return false;
  if (scope !== names.scopeOf(built)) return v.bindings.length === 1 && scope.kind === "module" && isAround(scope, names.scopeOf(built));
  const reaching = names.reaching(v, built, built.end);
  // A submission with parameters calls the function once more.
  const last = Math.max(built.end, ...plan.consumersOf(pipeline).map((x) => statementOf(x.site)).filter((s) => names.scopeOf(s) === scope).map((s) => s.end));
  return reaching.length === 1 && reaching[0]!.statement === made && !v.bindings.some((b) => b.position > built.start && b.position < last) && (!inLoop(built) || v.bindings.length === 1);
}
