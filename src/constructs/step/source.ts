import type { Expression } from "../../python/ast.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";

/** Where a piece of data that a step gets comes from. */
export type Source =
  | {
      readonly type: "dataset";
      readonly dataset: V1Object;
      /** The expression that names the dataset, such as the variable that holds it. */
      readonly expression: Expression;
      readonly mode: Mode;
      readonly pathOnCompute: Expression | null;
    }
  | { readonly type: "output"; readonly output: V1Object }
  | { readonly type: "parameter"; readonly parameter: V1Object; readonly dataset: V1Object | null; readonly mode: Mode; readonly pathOnCompute: Expression | null }
  | { readonly type: "reference"; readonly reference: V1Object };

export type Mode = "mount" | "download" | "direct" | null;

/** A piece of data and the name that v1 gave it for this step; null when it has none of its own. */
export interface NamedSource {
  readonly name: string | null;
  readonly source: Source;
}

/**
 * What an input of a step is: a dataset, another step's output, a dataset parameter or a data reference.
 *
 * @returns null when the code in sight does not tell
 */
export function sourceOf(e: Expression, plan: Plan): NamedSource | null {
  const o = plan.reader.objectOf(e);
  if (staysV1(o, plan)) return null;
  const path = o?.kind === "list" ? boundPath(o, plan) : null;
  if (path) return path;
  switch (o?.kind) {
    case "dataset":
      return { name: null, source: { type: "dataset", dataset: o, expression: e, mode: null, pathOnCompute: null } };
    case "output": {
      const named = outputInputName(o, plan);
      return { name: named, source: { type: "output", output: baseOutput(o, plan) } };
    }
    case "reference": case "path":
      // `datastore.path(...)` is a DataReference in v1; a DataPath is no input of a step.
      return o.form === "DataPath" ? null : { name: referenceName(o, plan), source: { type: "reference", reference: o } };
    case "parameter":
      return parameterSource(o, null, null, null, plan);
    case "consumption":
      return consumptionSource(o, plan);
    default:
      return null;
  }
}

/** Datasets that no v2 input can stand for: the result of a query, and a part of another dataset. */
export const WITHOUT_INPUT: ReadonlySet<string> = new Set([
  "Dataset.Tabular.from_sql_query", ...["take", "skip", "take_sample", "filter", "keep_columns", "drop_columns", "time_before", "time_after", "time_between", "time_recent"].map((name) => `dataset.${name}`),
]);

/** Whether a piece of data, or what it is made from, has no counterpart among v2's inputs. A finding of its own says why. */
export function staysV1(o: V1Object | null, plan: Plan): boolean {
  const from = (e: Expression | null | undefined): boolean => e !== null && e !== undefined && staysV1(plan.reader.objectOf(e), plan);
  switch (o?.kind) {
    case "dataset": return WITHOUT_INPUT.has(o.form) || (o.form === "dataset.register" && from(o.receiver));
    case "parameter": return from(o.args.get("default_value"));
    case "reference": return o.form.endsWith(".as_upload") || knownText(o.args.get("mode"), plan) === "upload";
    case "consumption": return o.form.endsWith(".as_hdfs") || knownText(o.args.get("mode"), plan)?.toLowerCase() === "hdfs" || from(o.args.get("dataset") ?? o.receiver);
    default: return false;
  }
}

/** What to ask about an input that `sourceOf` can't tell. */
export function unseenInput(e: Expression, plan: Plan): { title: string; why: string } {
  return staysV1(plan.reader.objectOf(e), plan)
    ? { title: "An input that has no counterpart in v2", why: "The finding at the place where it is made says what to put there. Until then the step stays v1." }
    : { title: "What is this input?", why: "Nothing in sight says whether it is a dataset or another step's output." };
}

/** The name of a DataReference, through `as_mount` and its like. */
function referenceName(o: V1Object, plan: Plan): string | null {
  const from = o.receiver ? plan.reader.objectOf(o.receiver) : null;
  return knownText(o.args.get("data_reference_name"), plan) ?? (from && (from.kind === "reference" || from.kind === "path") ? referenceName(from, plan) : null);
}

/** How v1 gives the data of a DataReference to a script: mounted, unless it says otherwise. */
export function referenceMode(o: V1Object, plan: Plan): Mode {
  if (/as_(mount|download)$/.test(o.form)) return o.form.endsWith("as_download") ? "download" : "mount";
  return knownText(o.args.get("mode"), plan) === "download" ? "download" : "mount";
}

/** `(PipelineParameter, DataPathComputeBinding)`: v1's way to pass a path that each submission may change. */
function boundPath(o: V1Object, plan: Plan): NamedSource | null {
  if (o.site.kind !== "tuple" || o.site.items.length !== 2) return null;
  const [parameter, binding] = o.site.items.map((item) => plan.reader.objectOf(item));
  if (parameter?.kind !== "parameter" || binding?.kind !== "binding") return null;
  const mode = knownText(binding.args.get("mode"), plan);
  return parameterSource(parameter, null, isMode(mode) ? mode : "mount", binding.args.get("path_on_compute") ?? null, plan);
}

/** The `PipelineData` or `OutputFileDatasetConfig` that an output was derived from. */
export function baseOutput(o: V1Object, plan: Plan): V1Object {
  for (let current = o; ; ) {
    const from = current.receiver ?? current.args.get("pipeline_data");
    const next = from ? plan.reader.objectOf(from) : null;
    if (!next || next.kind !== "output") return current;
    current = next;
  }
}

function outputInputName(o: V1Object, plan: Plan): string | null {
  if (o.form === "output.as_named_input" || o.form === "output.as_input") {
    const name = knownText(o.args.get("name") ?? o.args.get("input_name"), plan);
    if (name) return name;
  }
  const from = o.receiver ? plan.reader.objectOf(o.receiver) : null;
  return from?.kind === "output" ? outputInputName(from, plan) : null;
}

function consumptionSource(o: V1Object, plan: Plan): NamedSource | null {
  if (o.form === "DatasetConsumptionConfig") {
    const from = o.args.get("dataset");
    const inner = from ? sourceOf(from, plan) : null;
    const mode = knownText(o.args.get("mode"), plan)?.toLowerCase() ?? null;
    return inner && withMode({ ...inner, name: knownText(o.args.get("name"), plan) }, isMode(mode) ? mode : null, o.args.get("path_on_compute") ?? null);
  }
  const inner = o.receiver ? sourceOf(o.receiver, plan) : null;
  if (!inner) return null;
  const method = o.form.split(".")[1];
  if (method === "as_named_input") return { ...inner, name: knownText(o.args.get("name"), plan) };
  if (method === "as_mount" || method === "as_download" || method === "as_direct") {
    return withMode(inner, method === "as_mount" ? "mount" : method === "as_download" ? "download" : "direct", o.args.get("path_on_compute") ?? null);
  }
  return null;
}

function parameterSource(o: V1Object, name: string | null, mode: Mode, pathOnCompute: Expression | null, plan: Plan): NamedSource {
  return { name, source: { type: "parameter", parameter: o, dataset: plan.reader.objectOf(o.args.get("default_value")), mode, pathOnCompute } };
}

function withMode(named: NamedSource, mode: Mode, pathOnCompute: Expression | null): NamedSource {
  const { source } = named;
  return source.type === "dataset" || source.type === "parameter" ? { ...named, source: { ...source, mode, pathOnCompute } } : named;
}

function isMode(text: string | null): text is "mount" | "download" | "direct" {
  return text === "mount" || text === "download" || text === "direct";
}

/** The text of an expression where it is known. */
export function knownText(e: Expression | undefined, plan: Plan): string | null {
  const value = e ? plan.module.known(e) : undefined;
  return typeof value === "string" ? value : null;
}
