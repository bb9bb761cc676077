import type { Expression } from "../../python/ast.js";
import type { Blocker } from "../concept.js";
import type { V1Object } from "../model.js";
import { ARGUMENTS } from "../parallel-run/findings.js";
import { isBlocker, readParallelStep } from "../parallel-run/read.js";
import type { Plan } from "../plan.js";
import { isScriptStep, readScriptStep } from "../script-step/read.js";
import type { StepModel } from "./model.js";
import { blocker } from "./model.js";
import { referenceTo } from "./program-arguments.js";
import { readOtherStep } from "../other-step/read.js";

/** Reads a step of any kind, or says why it can't be followed. */
export function readStep(o: V1Object, plan: Plan): StepModel | Blocker {
  if (o.form === "ParallelRunStep") return readParallelStep(o, plan);
  return isScriptStep(o) ? readScriptStep(o, plan) : readOtherStep(o, plan);
}

/** What keeps a step in v1 whose list of arguments another step reads, too: what stands in it has one name in v2 for all of them. */
export function listConflict(step: StepModel, plan: Plan): Blocker | null {
  const several = step.joined && step.items.find((i) => (referencesIn(plan).get(i.expression)?.size ?? 0) > 1);
  return several ? blocker(ARGUMENTS, several.expression, "An argument that two steps know by different names", "They read one list, and in v2 it can hold one of the names only. Make a list for each step.") : null;
}

/** The v2 names of what stands in lists that stay lists. */
function referencesIn(plan: Plan): Map<Expression, Set<string>> {
  let all = memo.get(plan);
  if (!all) {
    memo.set(plan, (all = new Map<Expression, Set<string>>()));
    for (const o of plan.of("step")) {
      const step = readStep(o, plan);
      if (isBlocker(step) || !step.joined) continue;
      for (const i of step.items) all.set(i.expression, (all.get(i.expression) ?? new Set()).add(referenceTo(i, plan) ?? ""));
    }
  }
  return all;
}

const memo = new WeakMap<Plan, Map<Expression, Set<string>>>();
