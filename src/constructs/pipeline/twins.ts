import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import type { Handle } from "../step/handle.js";
import type { StepModel } from "../step/model.js";
import { nodeName } from "../step/write.js";
import type { PipelineModel } from "./read.js";
import { isPipelineBlocker, readPipeline } from "./read.js";

/** A pipeline, and what it is for each other call of the function that builds it: one piece of code serves all. */
export function twinsOf(o: V1Object, plan: Plan): readonly V1Object[] {
  return plan.madeAt("pipeline", o.site.start);
}

/**
 * What the function of a pipeline calls a step after: its v1 name, where the step that stands there has that name for every call of the function
 * that builds the pipeline. Else what the code calls it, since one piece of code serves steps of several names.
 */
export function labelOf(step: StepModel, model: PipelineModel, plan: Plan): { readonly label: string | null; readonly isShared: boolean } {
  const handle = model.handles.get(step);
  const place = placeOf(handle);
  const same = twinsOf(model.object, plan).flatMap((twin) => {
    const other = readPipeline(twin, plan);
    return isPipelineBlocker(other) ? [] : other.steps.filter((s) => placeOf(other.handles.get(s)) === place);
  });
  if (same.every((s) => s.v1Name === step.v1Name)) return { label: step.v1Name === null ? null : nodeName(step.v1Name), isShared: false };
  return { label: neutralName(handle), isShared: true };
}

/** Where a handle stands in the text, whatever the call that it is read for. */
function placeOf(handle: Handle | undefined): string {
  switch (handle?.type) {
    case "code": return handle.code;
    case "hoisted": return String(handle.e.start);
    case "item": return `${String(handle.list.start)}[${String(handle.index)}]`;
    case "each": return `each ${String(handle.list.start)}`;
    default: return "";
  }
}

/** `self.make_score_step()` gives `score`, the variable `score_step` too. */
function neutralName(handle: Handle | undefined): string | null {
  const code = handle?.type === "code" ? handle.code : handle?.type === "hoisted" && handle.e.kind === "call" && handle.e.callee.kind !== "call" ? lastName(handle.e.callee) : "";
  const last = code.split(/\W/).at(-1)!;
  const name = last.replace(/^_+/, "").replace(/^(make|build|create|get)_/, "").replace(/_?step$/, "");
  return name === "" ? null : nodeName(name);
}

function lastName(e: { readonly kind: string; readonly id?: string; readonly name?: string }): string {
  return e.kind === "name" ? (e.id ?? "") : e.kind === "attribute" ? (e.name ?? "") : "";
}

/** What a pipeline is called after that is built in one place for several calls: its class, else its function. */
export function sharedName(o: V1Object, plan: Plan): string {
  const scope = plan.module.names.scopeOf(plan.module.statementOf(o.site));
  const owner = scope.parent?.kind === "class" ? scope.parent.owner : scope.owner;
  const name = owner?.kind === "class" ? owner.name.replace(/([a-z0-9])([A-Z])/g, "$1_$2") : owner?.kind === "function" ? owner.name.replace(/^(make|build|create|get|run|submit)_/, "") : "scoring";
  const lower = /^_*(make|build|create|get|run|submit|main)$/.test(name) ? "scoring" : nodeName(name.replace(/^_+/, ""));
  return /pipeline$/.test(lower) ? lower : `${lower}_pipeline`;
}
