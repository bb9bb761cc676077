import type { Doc, ItemDoc } from "../../python/layout.js";
import { call, keyword } from "../../python/layout.js";
import { computeNameDoc } from "../compute/index.js";
import type { Concept, Context } from "../concept.js";
import { inputDoc } from "../data/index.js";
import type { V1Object } from "../model.js";
import { outputItems } from "../output/index.js";
import { isBlocker } from "../parallel-run/read.js";
import type { StepModel } from "../step/model.js";
import { shellQuote, wordsDoc, wordsOf } from "../step/program-arguments.js";
import type { Word } from "../step/program-arguments.js";
import { nameItems, parameterInput } from "../step/write.js";
import { SCRIPT_ENVIRONMENT, SCRIPT_SETTING, SCRIPT_STEP } from "./findings.js";
import { readScriptStep, VOCABULARY } from "./read.js";

/** An environment that exists in every workspace, for a step that had none in v1. */
const STAND_IN = "azureml://registries/azureml/environments/sklearn-1.5/labels/latest";

/** `PythonScriptStep` becomes `command`. */
export const scriptStep: Concept = {
  vocabulary: VOCABULARY,
  check: {
    step: (o, plan) => {
      if (o.form === "ParallelRunStep") return null;
      const step = readScriptStep(o, plan);
      return isBlocker(step) ? step : null;
    },
  },
};

/** `command(...)` for a `PythonScriptStep(...)`. */
export function scriptStepDoc(o: V1Object, c: Context): Doc | null {
  const step = readScriptStep(o, c.plan);
  if (isBlocker(step)) return null;
  const { draft } = c;
  const { args, site } = o;
  draft.finding(SCRIPT_STEP, site, { title: "PythonScriptStep -> command", v1: "PythonScriptStep", v2: "command" });
  const comments = site.kind === "call" ? draft.commentsOf(site) : null;
  const commented = (i: ItemDoc, v1: string): ItemDoc => draft.commented(i, args.get(v1), comments);
  const items: ItemDoc[] = nameItems(step, c).map((i, n) => (n === 0 ? commented(i, "name") : i));
  const code = args.get("source_directory");
  items.push(commented(keyword("code", code ? draft.doc(code) : draft.string(".")), "source_directory"));
  items.push(keyword("environment", environmentDoc(step, c)));
  items.push(commented(keyword("command", commandDoc(step, c)), "arguments"));
  const inputs = inputItems(step, c);
  if (inputs.length > 0) items.push(commented(keyword("inputs", { open: "{", close: "}", items: inputs }), "inputs"));
  if (step.outputs.length > 0) items.push(commented(keyword("outputs", { open: "{", close: "}", items: step.outputs.flatMap((x) => outputItems(x, null, c)) }), "outputs"));
  const compute = args.get("compute_target");
  if (compute) items.push(commented(keyword("compute", computeNameDoc(compute, step.statement, c)), "compute_target"));
  const reuse = args.get("allow_reuse");
  if (reuse) items.push(commented(keyword("is_deterministic", draft.doc(reuse)), "allow_reuse"));
  for (const name of ["version", "hash_paths"]) {
    const e = args.get(name);
    if (e) draft.finding(SCRIPT_SETTING, e, { title: `${name}= is dropped`, why: "v2 versions a component by its content", v1: `PythonScriptStep.${name}`, v2: undefined });
  }
  return call(draft.v2("command"), items, { broken: true, last: comments?.last ?? [] });
}

function environmentDoc(step: StepModel, c: Context): Doc {
  const runconfig = step.object.args.get("runconfig");
  const none = runconfig === undefined || (runconfig.kind === "constant" && runconfig.value === null);
  const what = none ? "this step had no environment of its own in v1; choose the one it runs in" : `the environment of this step is in ${c.draft.module.slice(runconfig)}; name it here, and check its other settings`;
  c.draft.todo(step.statement, SCRIPT_ENVIRONMENT, what);
  c.draft.finding(SCRIPT_ENVIRONMENT, runconfig ?? step.object.site, {
    title: none ? "Which environment does this step run in?" : "Which environment does this run configuration hold?", why: "v1 filled in a default; v2 has to be told. A stand-in of Microsoft's registry stands there now.", v1: "PythonScriptStep.runconfig", v2: "command.environment",
  });
  return c.draft.string(STAND_IN);
}

function commandDoc(step: StepModel, c: Context): Doc {
  const script = step.object.args.get("script_name");
  const known = script ? c.plan.module.known(script) : undefined;
  const first: Word = { parts: script && typeof known === "string" && script.kind === "string" ? [`python ${shellQuote(known)}`] : ["python ", { code: script ? c.draft.text(script) : "" }], flag: false };
  return wordsDoc([first, ...wordsOf(step.items ?? [], c)], c.draft.width - 24, c);
}

function inputItems(step: StepModel, c: Context): ItemDoc[] {
  const { draft } = c;
  const items: ItemDoc[] = step.inputs.map((i) => ({ prefix: `${draft.string(i.key)}: `, value: inputDoc(i.source, false, c, step.statement) }));
  const seen = new Set<string>();
  for (const i of step.items ?? []) {
    if (i.type !== "parameter" || seen.has(i.key)) continue;
    seen.add(i.key);
    items.push({ prefix: `${draft.string(i.key)}: `, value: parameterInput(i.parameter, c) });
  }
  return items;
}
