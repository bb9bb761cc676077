import type { Expression } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import { enclosingBlocks } from "../../python/scope.js";
import type { Context } from "../concept.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { registeredUnder, registrationOf, tableOf } from "../output/read.js";
import { listItems } from "../step/arguments.js";
import { entryScriptOf } from "../step/scripts.js";
import type { Source } from "../step/source.js";
import { datasetsOf, knownText, sourceOf } from "../step/source.js";
import { dataUri } from "./paths.js";

/** Whether a dataset is made of files or a table, and what tells. */
export interface DatasetKind {
  readonly kind: "file" | "table" | null;
  /** In words that end a sentence: `it is mounted`. Empty when the code says so itself. */
  readonly evidence: string;
}

/** Methods that only one kind of v1 dataset has. */
const ONLY_TABLE = new Set([
  "to_pandas_dataframe", "to_dask_dataframe", "to_spark_dataframe", "to_csv_files", "to_parquet_files", "keep_columns", "drop_columns", "with_timestamp_columns", "timestamp_columns",
  "time_before", "time_after", "time_between", "time_recent", "partition_by",
]);
const ONLY_FILE = new Set(["to_path", "mount", "download", "as_mount", "as_download", "as_hdfs", "file_metadata"]);
/** Methods whose result is of the kind of what they are called on. */
const SAME_KIND = new Set(["dataset.register", "dataset.take", "dataset.skip", "dataset.take_sample", "dataset.filter"]);

/** Establishes the kind of a dataset from the evidence in this program. */
export function kindOf(o: V1Object, plan: Plan, seen: ReadonlySet<V1Object> = new Set()): DatasetKind {
  if (seen.has(o)) return UNKNOWN;
  const visited = new Set([...seen, o]);
  if (o.form.startsWith("Dataset.File.")) return { kind: "file", evidence: "" };
  if (o.form === "dataset.partition_by") return { kind: isTrue(o.args.get("partition_as_file_dataset"), plan) ? "file" : "table", evidence: "" };
  if (o.form.startsWith("Dataset.Tabular.") || ONLY_TABLE.has(o.form.replace("dataset.", ""))) return { kind: "table", evidence: "" };
  if (SAME_KIND.has(o.form)) {
    const kinds = (o.receiver ? plan.reader.objectsOf(o.receiver) : []).map((from) => (from.kind === "dataset" ? kindOf(from, plan, visited) : UNKNOWN));
    return kinds[0] && kinds.every((k) => k.kind === kinds[0]!.kind) ? kinds[0] : UNKNOWN;
  }
  const name = datasetName(o, plan);
  return byUse(o, plan) ?? byRegistration(o, plan, visited) ?? (name === null ? null : plan.project.dataset(name)) ?? byStep(o, plan) ?? byEntryScript(o, plan) ?? UNKNOWN;
}

const UNKNOWN: DatasetKind = { kind: null, evidence: "" };

function byUse(o: V1Object, plan: Plan): DatasetKind | null {
  const related = plan.objects.filter((x) => x.kind === "consumption" && datasetsOf(sourceOf(x.site, plan)?.source).includes(o));
  for (const x of related) {
    const method = x.form.split(".")[1] ?? "";
    if (method === "as_mount" || method === "as_download") return { kind: "file", evidence: `it is used with ${method}()` };
    const mode = knownText(x.args.get("mode"), plan)?.toLowerCase();
    if (mode === "mount" || mode === "download") return { kind: "file", evidence: `its mode is "${mode}"` };
  }
  for (const use of plan.usesOf(o)) {
    const parent = use.expression.parent;
    const name = parent && "parens" in parent && parent.kind === "attribute" ? parent.name : "";
    if (ONLY_TABLE.has(name)) return { kind: "table", evidence: `${name}() is called on it` };
    if (ONLY_FILE.has(name)) return { kind: "file", evidence: `${name}() is called on it` };
  }
  return null;
}

function byRegistration(o: V1Object, plan: Plan, seen: ReadonlySet<V1Object>): DatasetKind | null {
  const name = datasetName(o, plan);
  if (name === null) return null;
  for (const other of plan.of("dataset")) {
    if (other === o || !/register|partition_by/.test(other.form) || knownText(other.args.get("name"), plan) !== name) continue;
    const { kind } = kindOf(other, plan, seen);
    if (kind) return { kind, evidence: `it is registered at ${plan.module.placeOf(other.site.start)}` };
  }
  const output = registeredUnder(name, plan);
  const place = output ? plan.module.placeOf(registrationOf(output, plan)!.site.start) : "";
  return output ? { kind: tableOf(output, plan) ? "table" : "file", evidence: `the output of a step is registered under its name at ${place}` } : null;
}

/** What the entry script of a step that splits the dataset does with its mini-batches. */
function byEntryScript(o: V1Object, plan: Plan): DatasetKind | null {
  for (const step of plan.of("step")) {
    const config = step.form === "ParallelRunStep" && isGiven(o, step, "inputs", plan) ? plan.reader.objectOf(step.args.get("parallel_run_config")) : null;
    const script = config ? entryScriptOf(config, plan) : null;
    const found = script === null ? null : plan.project.entryScript(script);
    if (found) return found;
  }
  return null;
}

/** Whether a dataset is in a list of inputs of a step. */
function isGiven(o: V1Object, step: V1Object, argument: string, plan: Plan): boolean {
  return (listItems(step.args.get(argument), plan) ?? []).some((e) => {
    return datasetsOf(sourceOf(e, plan)?.source).includes(o);
  });
}

/** Side inputs are always files; a mini-batch size with a unit means a table, without one files. */
function byStep(o: V1Object, plan: Plan): DatasetKind | null {
  for (const step of plan.of("step")) {
    if (step.form !== "ParallelRunStep") continue;
    if (isGiven(o, step, "side_inputs", plan)) return { kind: "file", evidence: "it is a side input, and v1 takes only files there" };
    if (!isGiven(o, step, "inputs", plan)) continue;
    const config = plan.reader.objectOf(step.args.get("parallel_run_config"));
    const given = config?.args.get("mini_batch_size");
    const parameter = given ? plan.reader.objectOf(given) : null;
    const size = given ? plan.module.known(parameter?.kind === "parameter" ? (parameter.args.get("default_value") ?? given) : given) : undefined;
    if (typeof size === "number" || (typeof size === "string" && /^\d+$/.test(size))) return { kind: "file", evidence: `mini_batch_size ${JSON.stringify(size)} has no unit` };
    if (typeof size === "string" && /^\d+[kmg]b$/i.test(size)) return { kind: "table", evidence: `mini_batch_size ${JSON.stringify(size)} has a unit` };
  }
  return null;
}

/** Whether a piece of data may be files or a table, as the code runs: a v2 step is written for one of them. */
export function isFilesOrTable(source: Source, plan: Plan): boolean {
  const kinds = new Set((source.type === "dataset" ? (source.oneOf ?? []) : []).map((o) => kindOf(o, plan).kind));
  return kinds.has("file") && kinds.has("table");
}

/** The registered name of a dataset, where it is known. */
export function datasetName(o: V1Object, plan: Plan): string | null {
  return knownText(o.args.get("name") ?? (o.site.kind === "subscript" ? o.site.index : undefined), plan);
}

/** Whether a dataset is looked up by its registered name. */
export function isLookup(o: V1Object): boolean {
  return o.form === "Dataset.get_by_name" || o.form === "workspace.datasets[]" || o.form === "workspace.datasets.get";
}

/** Whether a dataset has a registered name: it is looked up by it, or a frame is registered under it. */
export function isNamed(o: V1Object): boolean {
  return isLookup(o) || o.form.startsWith("Dataset.Tabular.register_");
}

/** The v2 type of the data that a dataset stands for, as far as the code tells. */
export function assetType(o: V1Object, c: Context): "MLTABLE" | "URI_FILE" | "URI_FOLDER" {
  if (kindOf(o, c.plan).kind === "table") return "MLTABLE";
  const from = o.form === "dataset.register" && o.receiver ? c.plan.reader.objectOf(o.receiver) : null;
  if (from?.kind === "dataset") return assetType(from, c);
  const path = o.form === "Dataset.File.from_files" ? o.args.get("path") : undefined;
  // Asked where the dataset is made: what its path names is not written at the place that asks.
  const uri = path ? c.draft.inside(statementOf(path), () => dataUri(path, c)) : null;
  const file = uri?.file === true || (uri?.pattern === null && isTrue(o.args.get("is_file"), c.plan));
  return file && !uri?.several ? "URI_FILE" : "URI_FOLDER";
}

/** Whether a registration runs wherever a lookup does, and not in a branch of its own. */
export function isCertain(registration: V1Object, lookup: V1Object): boolean {
  const { block } = statementOf(registration.site);
  return block.owner === null || enclosingBlocks(statementOf(lookup.site)).includes(block);
}

/** The registration in this program that makes what a lookup by name finds: a v2 data asset, where it moves. */
export function registeringOf(o: V1Object, plan: Plan): V1Object | null {
  const name = datasetName(o, plan);
  const version = o.args.get("version");
  if (name === null || !isLookup(o) || (version && plan.module.known(version) !== "latest")) return null;
  return plan.of("dataset").find((x) => x.form === "dataset.register" && knownText(x.args.get("name"), plan) === name && plan.moves(x)) ?? null;
}

/** Whether an argument is certainly True. */
export function isTrue(e: Expression | undefined, plan: Plan): boolean {
  return e !== undefined && plan.module.known(e) === true;
}
