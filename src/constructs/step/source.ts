import type { Expression } from "../../python/ast.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";

/** Where a piece of data that a step gets comes from. */
export type Source =
  | {
      readonly type: "dataset";
      readonly dataset: V1Object;
      /** All that the variable may hold as the code runs, where that is more than one: what `if` or `except` makes, or registers. */
      readonly oneOf?: readonly V1Object[];
      /** The expression that names the dataset, such as the variable that holds it. */
      readonly expression: Expression;
      readonly mode: Mode;
      readonly pathOnCompute: Expression | null;
    }
  | {
      readonly type: "output";
      /** The `PipelineData` or `OutputFileDatasetConfig` that was made. */
      readonly output: V1Object;
      readonly mode: Mode;
      readonly pathOnCompute: Expression | null;
      /** The `parse_*_files` or `read_*_files` through which it is read as a table. */
      readonly table: V1Object | null;
    }
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
  const held = o ? [] : heldDatasets(e, plan);
  if (held[0]) return held.some((x) => staysV1(x, plan)) ? null : { name: null, source: { type: "dataset", dataset: held[0], oneOf: held, expression: e, mode: null, pathOnCompute: null } };
  const path = o?.kind === "list" ? boundPath(o, plan) : null;
  if (path) return path;
  switch (o?.kind) {
    case "dataset":
      return { name: null, source: { type: "dataset", dataset: o, expression: e, mode: null, pathOnCompute: null } };
    case "output":
      return outputSource(o, plan);
    case "reference": case "path":
      // `datastore.path(...)` is a DataReference in v1; a DataPath is no input of a step.
      return o.form === "DataPath" ? null : { name: referenceName(o, plan), source: { type: "reference", reference: o } };
    case "parameter":
      return parameterSource(o, null, null, null, plan);
    case "consumption": {
      const named = consumptionSource(o, plan);
      // Passed on between scopes, it is the input itself.
      return named?.source.type === "dataset" && plan.hasValue(o) && o.site !== e ? { ...named, source: { ...named.source, expression: e } } : named;
    }
    default:
      return null;
  }
}

/** The datasets of which a variable holds one, as the code runs: each is an `Input` in v2, so the variable says which. */
function heldDatasets(e: Expression, plan: Plan): readonly V1Object[] {
  const objects = e.kind === "name" ? plan.reader.objectsOf(e) : [];
  return objects.length > 1 && objects.every((o) => o.kind === "dataset") ? objects : [];
}

/** The datasets that a piece of data may be. */
export function datasetsOf(source: Source | undefined): readonly V1Object[] {
  if (source?.type === "dataset") return source.oneOf ?? [source.dataset];
  return source?.type === "parameter" && source.dataset ? [source.dataset] : [];
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
  const places = plan.placesOf(dataBehind(e, plan));
  if (places !== null) return { title: "Which data is this input?", why: `It is that of ${places}, as the code runs. Make it in one place, or a step for each.` };
  const missing = dataBehind(e, plan).length === 0 ? plan.reader.notImported(e) : null;
  if (missing !== null) return { title: `Where does ${missing} come from?`, why: notImported(missing) };
  const hidden = plan.reader.whyHidden(e);
  return staysV1(plan.reader.objectOf(e), plan)
    ? { title: "An input that has no counterpart in v2", why: "The finding at the place where it is made says what to put there. Until then the step stays v1." }
    : { title: "What is this input?", why: hidden === null ? "Nothing in sight says whether it is a dataset or another step's output." : `It comes from ${hidden}.` };
}

/** What to do about a class of v1 that nothing imports. */
export function notImported(name: string): string {
  return `Nothing in this file imports ${name}, so it may be anything. Import it here, and run the upgrade again.`;
}

/** What an input may be made of, through `as_named_input` and its like. */
function dataBehind(e: Expression, plan: Plan): readonly V1Object[] {
  const objects = plan.reader.objectsOf(e);
  const only = objects.length === 1 ? objects[0]! : null;
  const from = only?.kind === "consumption" ? (only.args.get("dataset") ?? only.receiver) : null;
  return from ? dataBehind(from, plan) : objects;
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
  return outputChain(o, plan).at(-1)!;
}

/** An output and what it was derived from, back to the object that was made. */
export function outputChain(o: V1Object, plan: Plan): V1Object[] {
  const chain = [o];
  for (let current = o; ; ) {
    const from = current.receiver ?? current.args.get("pipeline_data") ?? current.args.get("output_file_dataset_config");
    const next = from ? plan.reader.objectOf(from) : null;
    if (!next || next.kind !== "output" || chain.includes(next)) return chain;
    chain.push((current = next));
  }
}

/** `read_delimited_files`, `parse_parquet_files` and their like. */
export function isTableRead(o: V1Object): boolean {
  return /^output\.(parse|read)_\w+_files$/.test(o.form);
}

/** The first parameter of `as_mount` and `as_download`: the name of the input on a PipelineData, a path on the compute on everything else. */
export const FIRST_OF_MOUNT = "input_name or path_on_compute";

/**
 * How a step reads an output. On an `OutputFileDatasetConfig`, what stands before `as_input()` sets up the writing step and says nothing about the reading one
 * (azureml-pipeline-core 1.62, azureml-core 1.61).
 */
function outputSource(o: V1Object, plan: Plan): NamedSource {
  const chain = outputChain(o, plan);
  const output = chain.at(-1)!;
  const reading = output.form === "PipelineData" ? chain.slice(0, -1) : chain.slice(0, chain.findIndex((x) => x.form === "output.as_input") + 1);
  let name: string | null = null;
  let mode: Mode = null;
  let pathOnCompute: Expression | null = null;
  // The outermost call comes first, and wins.
  for (const x of reading) {
    const read = readingOf(x, output, plan);
    name ??= read.name;
    if (mode === null && read.mode !== null) ({ mode, pathOnCompute } = read);
  }
  return { name, source: { type: "output", output, mode, pathOnCompute, table: chain.find(isTableRead) ?? null } };
}

/** What one method says about the way an output is read. */
export function readingOf(o: V1Object, output: V1Object, plan: Plan): { name: string | null; mode: Mode; pathOnCompute: Expression | null } {
  const { args } = o;
  const first = args.get(FIRST_OF_MOUNT);
  const onData = o.receiver !== null && output.form === "PipelineData" && plan.reader.objectOf(o.receiver) === output;
  switch (o.form) {
    case "output.as_input": case "output.as_named_input": case "output.create_input_binding": {
      const mode = knownText(args.get("mode"), plan);
      return { name: knownText(args.get("name") ?? args.get("input_name"), plan), mode: isMode(mode) ? mode : null, pathOnCompute: args.get("path_on_compute") ?? null };
    }
    case "output.as_mount": case "output.as_download":
      return {
        name: onData ? knownText(args.get("input_name") ?? first, plan) : null, mode: o.form === "output.as_mount" ? "mount" : "download", pathOnCompute: args.get("path_on_compute") ?? (onData ? null : (first ?? null)),
      };
    case "output.as_direct": return { name: null, mode: "direct", pathOnCompute: null };
    default: return { name: null, mode: null, pathOnCompute: null };
  }
}

function consumptionSource(o: V1Object, plan: Plan): NamedSource | null {
  if (o.form === "DatasetConsumptionConfig") {
    const from = o.args.get("dataset");
    const inner = from ? sourceOf(from, plan) : null;
    const mode = knownText(o.args.get("mode"), plan)?.toLowerCase() ?? null;
    return inner && withMode({ ...inner, name: settledText(o.args.get("name"), plan) }, isMode(mode) ? mode : null, o.args.get("path_on_compute") ?? null);
  }
  const inner = o.receiver ? sourceOf(o.receiver, plan) : null;
  if (!inner) return null;
  const method = o.form.split(".")[1];
  if (method === "as_named_input") return { ...inner, name: settledText(o.args.get("name"), plan) };
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
  return source.type === "reference" ? named : { ...named, source: { ...source, mode, pathOnCompute } };
}

function isMode(text: string | null): text is "mount" | "download" | "direct" {
  return text === "mount" || text === "download" || text === "direct";
}

/** The text of a name that the v2 code of a function holds: known, and the same for each of its calls. */
export function settledText(e: Expression | undefined, plan: Plan): string | null {
  return (e && plan.module.settledText(e)) ?? null;
}

/** The text of an expression where it is known. */
export function knownText(e: Expression | undefined, plan: Plan): string | null {
  const value = e ? plan.module.known(e) : undefined;
  return typeof value === "string" ? value : null;
}
