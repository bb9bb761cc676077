import type { Expression, Statement } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import { objectsIn } from "../../python/objects.js";
import type { Context } from "../concept.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { experimentName } from "../run/job.js";
import { identifier } from "../step/model.js";
import { knownText } from "../step/source.js";
import { nodeName } from "../step/write.js";
import type { PipelineModel } from "./read.js";
import { isPipelineBlocker, readPipeline } from "./read.js";
import { sharedName, twinsOf } from "./twins.js";

/** The name of the function that takes the place of each pipeline, in one draft. */
const functions = new WeakMap<Context["draft"], Map<V1Object, string>>();

/** The name of a pipeline's function. */
export function functionName(o: V1Object, c: Context): string {
  let names = functions.get(c.draft);
  if (!names) functions.set(c.draft, (names = new Map()));
  let name = names.get(o);
  if (name === undefined) {
    const twin = twinsOf(o, c.plan).map((x) => names.get(x)).find((x) => x !== undefined);
    if (twin !== undefined) {
      names.set(o, twin);
      return twin;
    }
    const model = readPipeline(o, c.plan);
    const wish = isPipelineBlocker(model) ? "scoring_pipeline" : componentName(model, c);
    names.set(o, (name = c.draft.freshName(c.plan.module.names.isTaken(wish) ? `build_${wish}` : wish)));
  }
  return name;
}

/** The v2 name of a pipeline: its experiment, else its last step, else what holds the code that serves pipelines of several names. */
export function componentName(model: PipelineModel, c: Context): string {
  const experiment = experimentNameOf(model.object, c);
  if (experiment !== null) return nodeName(identifier(experiment));
  const twins = twinsOf(model.object, c.plan).map((twin) => readPipeline(twin, c.plan));
  const lastSteps = twins.map((twin) => (isPipelineBlocker(twin) ? undefined : twin.steps.at(-1)));
  const last = new Set(lastSteps.map((step) => step?.v1Name ?? null));
  const isOwn = lastSteps.every((step) => !step?.v1Name || ownText(step.object.args.get("name"), model.object, c) !== null);
  return last.size > 1 || !isOwn ? sharedName(model.object, c.plan) : `${nodeName([...last][0] ?? "scoring")}_pipeline`;
}

/** The experiment that a pipeline is submitted to, else what it is published as, where that name is known, and the same for each call of its function. */
export function experimentNameOf(pipeline: V1Object, c: Context): string | null {
  const known = new Set(twinsOf(pipeline, c.plan).map((o) => ownExperimentName(o, c)).filter((name) => name !== null));
  return known.size === 1 ? [...known][0]! : null;
}

function ownExperimentName(o: V1Object, c: Context): string | null {
  for (const run of submitsOf(o, c)) {
    const given = run.args.get("experiment_name");
    if (given) return ownText(given, o, c);
    const experiment = run.receiver ? c.plan.reader.objectOf(run.receiver) : null;
    const name = experiment?.kind === "experiment" ? ownText(experimentName(experiment), o, c) : null;
    if (name !== null) return name;
  }
  const published = c.plan.consumersOf(o).find((x) => x.kind === "published");
  return published ? ownText(published.args.get("name"), o, c) : null;
}

/**
 * A text that is known, and that belongs to the code which builds a pipeline. Where that code is a function, or a method, what its callers pass
 * is theirs: the next one may pass something else.
 */
function ownText(e: Expression | undefined, pipeline: V1Object, c: Context): string | null {
  return e && !isPassed(e, statementOf(pipeline.site), c.plan) ? knownText(e, c.plan) : null;
}

function isPassed(e: Expression, to: Statement, plan: Plan, depth = 0): boolean {
  if (depth > MOST_HOPS) return false;
  const { names } = plan.module;
  if (e.kind === "attribute") return objectsIn(names).textsOf(e).some((held) => held !== null && isPassed(held.value, to, plan, depth + 1));
  if (e.kind !== "name") return e.children.some((child) => isPassed(child, to, plan, depth + 1));
  return names.definitionsOf(e).some((d) => {
    const f = d.statement;
    const isDefault = f.kind === "function" && f.parameters.some((p) => p.default !== null && p.default === d.value);
    if (d.kind === "parameter" && !isDefault && isAround(f, to)) return true;
    return d.value !== null && isPassed(d.value, to, plan, depth + 1);
  });
}

/** No text in real code is handed on through more names. */
const MOST_HOPS = 10;

/** Whether a statement stands in a function, or in another method of its class. */
function isAround(f: Statement, s: Statement): boolean {
  const owner = f.block.owner?.kind === "class" ? f.block.owner : f;
  for (let around = s.block.owner; around; around = around.block.owner) if (around === owner) return true;
  return false;
}

/** The submissions of a pipeline. */
export function submitsOf(o: V1Object, c: Context): V1Object[] {
  return c.plan.consumersOf(o).filter((x) => x.kind === "run");
}
