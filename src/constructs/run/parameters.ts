import type { Expression } from "../../python/ast.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { knownText } from "../step/source.js";

/** What a submission sets: name and value of each parameter; null when only the whole dict is known. */
export interface Submitted {
  readonly given: Expression;
  readonly entries: readonly { readonly name: string; readonly value: Expression }[] | null;
}

/**
 * The `pipeline_parameters` of a submission; null when it sets none. `Experiment.submit` takes the older name `pipeline_params` too
 * (azureml-pipeline-core 1.62, _submit_pipeline).
 */
export function submitted(run: V1Object, plan: Plan): Submitted | null {
  const given = run.args.get("pipeline_parameters") ?? (run.form === "experiment.submit" ? run.args.get("pipeline_params") : undefined);
  if (!given || (given.kind === "constant" && given.value === null)) return null;
  return { given, entries: entriesOf(given, plan) };
}

function entriesOf(given: Expression, plan: Plan): Submitted["entries"] {
  if (given.kind === "dict") {
    const entries = given.entries.flatMap((e) => {
      const name = e.key ? knownText(e.key, plan) : null;
      return name === null ? [] : [{ name, value: e.value }];
    });
    return entries.length === given.entries.length ? entries : null;
  }
  if (given.kind === "call" && given.callee.kind === "name" && given.callee.id === "dict" && !plan.module.names.variableOf(given.callee)) {
    const entries = given.args.flatMap((a) => (a.name === null ? [] : [{ name: a.name, value: a.value }]));
    return entries.length === given.args.length ? entries : null;
  }
  return null;
}
