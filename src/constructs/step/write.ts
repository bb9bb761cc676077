import type { Doc, ItemDoc } from "../../python/layout.js";
import { call, keyword } from "../../python/layout.js";
import { atom } from "../compute/index.js";
import type { Context } from "../concept.js";
import type { V1Object } from "../model.js";
import { STEP_NAME } from "../parallel-run/findings.js";
import { isBlocker } from "../parallel-run/read.js";
import type { Plan } from "../plan.js";
import type { StepModel } from "./model.js";
import { readStep } from "./read.js";

/** `^[a-z_][a-z0-9_]*$` is what v2 accepts as the name of a node. */
export function nodeName(v1Name: string): string {
  const name = v1Name.toLowerCase().replace(/[^a-z0-9_]+/g, "_");
  return /^[a-z_]/.test(name) ? name : `_${name}`;
}

/** `name=` and, where v2 needs another name than v1 had, `display_name=`. */
export function nameItems(step: StepModel, c: Context): ItemDoc[] {
  const e = step.object.args.get("name");
  if (!e) return [];
  const { draft } = c;
  const range = step.object.args.rangeOf("name") ?? e;
  if (e.kind === "string" && step.v1Name !== null) {
    const name = nodeName(step.v1Name);
    draft.finding(STEP_NAME, range, { title: name === step.v1Name ? `name="${name}"` : `name="${step.v1Name}" -> name="${name}", display_name="${step.v1Name}"`, v1: `${step.object.form}.name`, v2: "name, display_name" });
    return name === step.v1Name ? [keyword("name", draft.doc(e))] : [keyword("name", draft.string(name)), keyword("display_name", draft.doc(e))];
  }
  if (step.v1Name !== null && nodeName(step.v1Name) === step.v1Name) {
    draft.finding(STEP_NAME, range, { title: `name="${step.v1Name}"`, v1: `${step.object.form}.name`, v2: "name" });
    return [keyword("name", draft.doc(e))];
  }
  const once = draft.repeatable(e, "step_name", step.statement);
  const source = once.variable ? once.text : atom(e, c);
  draft.finding(STEP_NAME, range, { title: `name=${source} -> name=${source}.replace("-", "_"), display_name=${source}`, v1: `${step.object.form}.name`, v2: "name, display_name" });
  const lower = step.v1Name === null || step.v1Name === step.v1Name.toLowerCase() ? "" : ".lower()";
  return [keyword("name", `${source}.replace(${draft.string("-")}, ${draft.string("_")})${lower}`), keyword("display_name", once.variable ? source : draft.doc(e))];
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

/** The other steps that read an output. */
export function readersOf(output: V1Object, plan: Plan): StepModel[] {
  return plan.of("step").flatMap((o) => {
    const step = readStep(o, plan);
    if (isBlocker(step) || step.outputs.includes(output)) return [];
    return step.inputs.some((i) => i.source.type === "output" && i.source.output === output) ? [step] : [];
  });
}
