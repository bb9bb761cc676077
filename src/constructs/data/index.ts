import type { Expression } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { Doc } from "../../python/layout.js";
import type { Concept, Context } from "../concept.js";
import { uploadBefore } from "../datastore/upload.js";
import type { V1Object } from "../model.js";
import { referenceMode } from "../step/source.js";
import { checkConsumption, checkDataset, checkParameter, checkReference } from "./check.js";
import * as rules from "./findings.js";
import { registerFrame } from "./frame.js";
import { inputOf } from "./input.js";
import { isLookup, kindOf } from "./kind.js";
import { inTry, lookUp } from "./lookup.js";
import { uploadTarget } from "./paths.js";
import { registerInV2 } from "./register.js";

export { inputDoc, pathInput } from "./input.js";
export { textOf } from "./text.js";

const TABLE = ["path", "validate", "include_path"];

/** Datasets, data paths and how steps get them: a dataset becomes an `Input`. */
export const data: Concept = {
  vocabulary: {
    calls: {
      DataPath: { kind: "path", parameters: ["datastore", "path_on_datastore", "name"] },
      DataPathComputeBinding: { kind: "binding", parameters: ["mode", "path_on_compute", "overwrite"] },
      DataReference: { kind: "reference", parameters: ["datastore", "data_reference_name", "path_on_datastore", "mode", "path_on_compute", "overwrite"] },
      "Dataset.get_by_name": { kind: "dataset", parameters: ["workspace", "name", "version"] },
      "Dataset.File.from_files": { kind: "dataset", parameters: ["path", "validate", "partition_format", "is_file"] },
      "Dataset.File.upload_directory": { kind: "dataset", parameters: ["src_dir", "target", "pattern", "overwrite", "show_progress"] },
      "Dataset.Tabular.from_delimited_files": {
        kind: "dataset",
        parameters: [...TABLE, "infer_column_types", "set_column_types", "separator", "header", "partition_format", "support_multi_line", "empty_as_string", "encoding"],
      },
      "Dataset.Tabular.from_parquet_files": { kind: "dataset", parameters: [...TABLE, "set_column_types", "partition_format"] },
      "Dataset.Tabular.from_json_lines_files": { kind: "dataset", parameters: [...TABLE, "set_column_types", "partition_format", "invalid_lines", "encoding"] },
      "Dataset.Tabular.from_sql_query": { kind: "dataset", parameters: ["query", "validate", "set_column_types", "query_timeout"] },
      ...Object.fromEntries(["pandas", "spark", "dask"].map((frame) => [`Dataset.Tabular.register_${frame}_dataframe`, { kind: "dataset", parameters: ["dataframe", "target", "name", "description", "tags", "show_progress", "row_group_size", "make_target_path_unique"] } as const])),
      DatasetConsumptionConfig: { kind: "consumption", parameters: ["name", "dataset", "mode", "path_on_compute"] },
    },
    methods: {
      "workspace.datasets.get": { kind: "dataset", parameters: ["name"] },
      "datastore.path": { kind: "path", parameters: ["path", "data_reference_name"] },
      "dataset.register": { kind: "dataset", parameters: ["workspace", "name", "description", "tags", "create_new_version"] },
      "dataset.partition_by": { kind: "dataset", parameters: ["partition_keys", "target", "name", "show_progress", "partition_as_file_dataset"] },
      ...Object.fromEntries(["take", "skip", "take_sample", "filter", "keep_columns", "drop_columns", "time_before", "time_after", "time_between", "time_recent"].map((name) => [`dataset.${name}`, { kind: "dataset", parameters: [] } as const])),
      "dataset.as_named_input": { kind: "consumption", parameters: ["name"] },
      "dataset.as_mount": { kind: "consumption", parameters: ["path_on_compute"] },
      "dataset.as_download": { kind: "consumption", parameters: ["path_on_compute"] },
      "dataset.as_hdfs": { kind: "consumption", parameters: [] },
      "consumption.as_mount": { kind: "consumption", parameters: ["path_on_compute"] },
      "consumption.as_download": { kind: "consumption", parameters: ["path_on_compute"] },
      "consumption.as_direct": { kind: "consumption", parameters: [] },
      "consumption.as_hdfs": { kind: "consumption", parameters: [] },
      ...Object.fromEntries(["datastore", "path", "reference"].flatMap((kind) => [
        [`${kind}.as_mount`, { kind: "reference", parameters: [] } as const],
        [`${kind}.as_download`, { kind: "reference", parameters: ["path_on_compute", "overwrite"] } as const],
        [`${kind}.as_upload`, { kind: "reference", parameters: ["path_on_compute", "overwrite"] } as const],
      ])),
    },
    subscripts: { "workspace.datasets": "dataset" },
  },
  check: { dataset: checkDataset, consumption: checkConsumption, parameter: checkParameter, reference: checkReference },
  write: {
    dataset: writeDataset,
    path: () => null,
    binding: () => null,
    consumption: (o, c) => {
      const method = o.form.split(".")[1] ?? o.form;
      c.draft.finding(/as_(mount|download)/.test(method) ? rules.AS_MOUNT : rules.DATASET, o.site, { title: `${method} -> Input`, v1: o.form, v2: "Input" });
      fixedPath(o, c);
      return c.plan.hasValue(o) ? consumedDoc(o, c) : null;
    },
    reference: (o, c) => {
      if (/upload/.test(o.form)) return undefined;
      if (referenceMode(o, c.plan) === "download") c.draft.finding(rules.DATA_REFERENCE, o.site, { effort: "upgraded", title: "DataReference -> Input, downloaded", v1: "DataReference", v2: "Input" });
      else c.draft.finding(rules.DATA_REFERENCE, o.site, {
        title: "DataReference -> Input, mounted for reading", why: "v1 mounts a DataReference for reading and writing; a v2 input can't be written to. A script that writes below it needs an Output for that", v1: "DataReference", v2: "Input",
      });
      fixedPath(o, c);
      return null;
    },
  },
};

/** The dataset that is consumed, where that is passed on between scopes. */
function consumedDoc(o: V1Object, c: Context): Doc | null {
  const from = o.receiver ?? o.args.get("dataset");
  const inner = from ? c.plan.reader.objectOf(from) : null;
  return inner?.kind === "consumption" && inner.site === from ? consumedDoc(inner, c) : from ? c.draft.doc(from) : null;
}

function writeDataset(o: V1Object, c: Context): Doc | null {
  if (o.form === "dataset.register") registerInV2(o, c);
  if (o.form === "Dataset.Tabular.register_pandas_dataframe") registerFrame(o, c);
  if (o.form === "Dataset.File.upload_directory") uploadDirectory(o, c);
  const at = statementOf(o.site);
  // A registration that nothing reads is made, and that is all.
  if (at.kind === "expression" && at.value === o.site) return null;
  if (isLookup(o) && inTry(at)) lookUp(o, at, c);
  const kind = kindOf(o, c.plan);
  c.draft.finding(rules.DATASET, o.site, { title: `${o.form} -> Input`, why: kind.evidence === "" ? "" : `${kind.kind === "table" ? "a table" : "files"}: ${kind.evidence}`, v1: o.form, v2: "Input" });
  return inputOf(o, c, at, null);
}

/** The upload stands above the statement. */
function uploadDirectory(o: V1Object, c: Context): void {
  const target = uploadTarget(o, c.plan)!;
  uploadBefore(o, target.datastore, target.path, c);
}

/** A path on the compute that v1 was told to use. */
function fixedPath(o: V1Object, c: Context): void {
  const path = o.args.get("path_on_compute");
  if (!path || (path.kind === "constant" && path.value === null)) return;
  c.draft.finding(rules.PATH_ON_COMPUTE, path, {
    title: `the fixed mount path ${c.draft.module.slice(path)} is dropped`, why: "v2 mounts where it chooses and passes the path in the arguments; a script that reads the fixed path has to take the argument", v1: `${o.form}.path_on_compute`, v2: "Input",
  });
}

/** What an input that stays v1, too, has and the input of the step does not. */
export function fixedPathOfKept(input: Expression, c: Context): void {
  for (const o of c.plan.reader.objectsOf(input)) if (["consumption", "reference"].includes(o.kind) && !c.plan.moves(o)) fixedPath(o, c);
}
