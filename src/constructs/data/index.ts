import type { Expression, Statement } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { BracketDoc, Doc, ItemDoc } from "../../python/layout.js";
import { call, item, keyword } from "../../python/layout.js";
import type { Template, TemplatePart } from "../../python/template.js";
import { templateDoc } from "../../python/template.js";
import { workspaceOf } from "../compute/index.js";
import type { Concept, Context } from "../concept.js";
import type { V1Object } from "../model.js";
import type { Mode, Source } from "../step/source.js";
import { clientOf } from "../workspace/index.js";
import { registeredUnder } from "../output/read.js";
import { assetNameOf, outputInput } from "../output/write.js";
import * as rules from "./findings.js";
import { datasetName, kindOf } from "./kind.js";
import type { DataUri } from "./paths.js";
import { dataUri, onDatastore } from "./paths.js";

/** Datastores, datasets and how steps get them: a dataset becomes an `Input`. */
export const data: Concept = {
  vocabulary: {
    calls: {
      "Datastore.get": { kind: "datastore", parameters: ["workspace", "datastore_name"] },
      "Datastore.get_default": { kind: "datastore", parameters: ["workspace"] },
      Datastore: { kind: "datastore", parameters: ["workspace", "name"] },
      "Datastore.register_azure_blob_container": {
        kind: "datastore", parameters: ["workspace", "datastore_name", "container_name", "account_name", "sas_token", "account_key", "protocol", "endpoint", "overwrite"],
      },
      DataPath: { kind: "path", parameters: ["datastore", "path_on_datastore", "name"] },
      DataPathComputeBinding: { kind: "binding", parameters: ["mode", "path_on_compute", "overwrite"] },
      DataReference: { kind: "reference", parameters: ["datastore", "data_reference_name", "path_on_datastore", "mode", "path_on_compute", "overwrite"] },
      "Dataset.get_by_name": { kind: "dataset", parameters: ["workspace", "name", "version"] },
      "Dataset.File.from_files": { kind: "dataset", parameters: ["path", "validate", "partition_format", "is_file"] },
      "Dataset.Tabular.*": { kind: "dataset", parameters: ["path"] },
      "Dataset.Tabular.register_pandas_dataframe": { kind: "dataset", parameters: ["dataframe", "target", "name", "description", "tags"] },
      DatasetConsumptionConfig: { kind: "consumption", parameters: ["name", "dataset", "mode", "path_on_compute"] },
    },
    methods: {
      "workspace.get_default_datastore": { kind: "datastore", parameters: [] },
      "datastore.path": { kind: "path", parameters: ["path"] },
      "dataset.register": { kind: "dataset", parameters: ["workspace", "name", "description", "tags", "create_new_version"] },
      "dataset.partition_by": { kind: "dataset", parameters: ["partition_keys", "target", "name", "show_progress", "partition_as_file_dataset"] },
      "dataset.as_named_input": { kind: "consumption", parameters: ["name"] },
      "dataset.as_mount": { kind: "consumption", parameters: ["path_on_compute"] },
      "dataset.as_download": { kind: "consumption", parameters: ["path_on_compute"] },
      "consumption.as_mount": { kind: "consumption", parameters: ["path_on_compute"] },
      "consumption.as_download": { kind: "consumption", parameters: ["path_on_compute"] },
      "consumption.as_direct": { kind: "consumption", parameters: [] },
      "datastore.as_mount": { kind: "reference", parameters: [] },
    },
    subscripts: { "workspace.datastores": "datastore", "workspace.datasets": "dataset" },
  },
  check: {
    dataset: (o) => {
      if (o.form === "dataset.partition_by") {
        return { rule: rules.PARTITIONED, range: o.site, title: "partition_by has no counterpart in v2", why: "It still runs on v1 here. Partition the data once, and describe it by an MLTable with the same partition keys." };
      }
      if (o.form === "Dataset.Tabular.register_pandas_dataframe") {
        return { rule: rules.REGISTER, range: o.site, title: "register_pandas_dataframe has no counterpart in v2", why: "It still runs on v1 here. Write the frame to a file, describe it by an MLTable and register that with ml_client.data." };
      }
      return null;
    },
    datastore: (o) =>
      o.form === "Datastore.register_azure_blob_container" && (o.args.unknown.length > 0 || o.args.names().some((n) => !["workspace", "datastore_name", "container_name", "account_name", "account_key", "overwrite"].includes(n)))
        ? { rule: rules.DATASTORE, range: o.site, title: "A datastore registration that has to be moved by hand", why: "Its arguments have no plain counterpart in AzureBlobDatastore." } : null,
  },
  write: {
    datastore: writeDatastore,
    dataset: writeDataset,
    path: () => null,
    binding: () => null,
    consumption: (o, c) => {
      const method = o.form.split(".")[1] ?? o.form;
      c.draft.finding(/as_(mount|download)/.test(method) ? rules.AS_MOUNT : rules.DATASET, o.site, { title: `${method} -> Input`, v1: o.form, v2: "Input" });
      const path = o.args.get("path_on_compute");
      if (path && !(path.kind === "constant" && path.value === null)) {
        c.draft.finding(rules.PATH_ON_COMPUTE, path, {
          title: `the fixed mount path ${c.draft.module.slice(path)} is dropped`, why: "v2 mounts where it chooses and passes the path in the arguments; a script that reads the fixed path has to take the argument", v1: `${o.form}.path_on_compute`, v2: "Input",
        });
      }
      return null;
    },
    reference: (o, c) => {
      c.draft.finding(rules.DATA_REFERENCE, o.site, {
        title: "DataReference -> Input, mounted for reading", why: "v1 mounts a DataReference for reading and writing; a v2 input can't be written to. A script that writes below it needs an Output for that", v1: "DataReference", v2: "Input",
      });
      return null;
    },
  },
};

function writeDatastore(o: V1Object, c: Context): Doc {
  c.draft.finding(rules.DATASTORE, o.site, { title: `${o.form} -> ml_client.datastores`, v1: o.form, v2: "MLClient.datastores" });
  const client = clientOf(workspaceOf(o, c), o.site, c);
  if (o.form === "workspace.get_default_datastore" || o.form === "Datastore.get_default") return `${client}.datastores.get_default()`;
  if (o.form === "Datastore.register_azure_blob_container") {
    const comments = o.site.kind === "call" ? c.draft.commentsOf(o.site) : null;
    const items: ItemDoc[] = [];
    for (const [v1, v2] of [["datastore_name", "name"], ["account_name", "account_name"], ["container_name", "container_name"]] as const) {
      const value = o.args.get(v1);
      if (value) items.push(c.draft.commented(keyword(v2, c.draft.doc(value)), value, comments));
    }
    const key = o.args.get("account_key");
    if (key) items.push(keyword("credentials", call(c.draft.v2("AccountKeyConfiguration"), [keyword("account_key", c.draft.doc(key))])));
    return call(`${client}.datastores.create_or_update`, [item(call(c.draft.v2("AzureBlobDatastore"), items))]);
  }
  const name = o.args.get("datastore_name") ?? o.args.get("name") ?? (o.site.kind === "subscript" ? o.site.index : undefined);
  if (!name) return `${client}.datastores.get_default()`;
  return call(`${client}.datastores.get`, [item(c.draft.doc(name))]);
}

function writeDataset(o: V1Object, c: Context): Doc {
  if (o.form === "dataset.register") registerInV2(o, c);
  const kind = kindOf(o, c.plan);
  c.draft.finding(rules.DATASET, o.site, { title: `${o.form} -> Input`, why: kind.evidence === "" ? "" : `${kind.kind === "table" ? "a table" : "files"}: ${kind.evidence}`, v1: o.form, v2: "Input" });
  return inputOf(o, c, statementOf(o.site), null);
}

/** `Data` is created first; the `Input` then names it. */
function registerInV2(o: V1Object, c: Context): void {
  const from = o.receiver ? c.plan.reader.objectOf(o.receiver) : null;
  if (!from || !o.receiver) return;
  const at = statementOf(o.site);
  const comments = o.site.kind === "call" ? c.draft.commentsOf(o.site) : null;
  const inline = from.site === o.receiver ? inputOf(from, c, at, null) : null;
  const path = inline ? (inline.items.find((i) => i.prefix === "path=")?.value ?? '""') : `${c.draft.text(o.receiver)}.path`;
  const kind = kindOf(from, c.plan).kind;
  const items: ItemDoc[] = [];
  for (const name of ["name", "description", "tags"]) {
    const value = o.args.get(name);
    if (value) items.push(c.draft.commented(keyword(name, c.draft.doc(value)), value, comments));
  }
  items.push(keyword("type", `${c.draft.v2("AssetTypes")}.${kind === "table" ? "MLTABLE" : "URI_FOLDER"}`), keyword("path", path));
  const code = call(`${clientOf(workspaceOf(o, c), o.site, c)}.data.create_or_update`, [item(call(c.draft.v2("Data"), items))]);
  c.draft.insertDocBefore(at, code);
  c.draft.finding(rules.REGISTER, o.site, {
    title: "register -> ml_client.data.create_or_update", why: "each run makes a new version; where the name is registered already as a v1 dataset, v2 refuses another type under it: choose a new name then", v1: "Dataset.register", v2: "MLClient.data.create_or_update",
  });
}

/** The `Input(...)` of a dataset, written at a statement. */
export function inputOf(o: V1Object, c: Context, at: Statement, mode: Mode): BracketDoc {
  const { plan, draft } = c;
  const types = draft.v2("AssetTypes");
  const modes = draft.v2("InputOutputModes");
  const { kind } = kindOf(o, plan);
  const named = o.form === "Dataset.get_by_name" || o.form === "workspace.datasets[]" || o.form === "Dataset.Tabular.register_pandas_dataframe";
  const input = (type: string, path: Doc, how: string): BracketDoc =>
    call(draft.v2("Input"), [keyword("type", `${types}.${type}`), keyword("path", path), keyword("mode", `${modes}.${mode === "download" && how !== "DIRECT" ? (how === "EVAL_MOUNT" ? "EVAL_DOWNLOAD" : "DOWNLOAD") : how}`)]);

  if (named || o.form === "dataset.register") {
    const path = assetPath(o, c);
    const isFolder = o.form === "dataset.register" || isWrittenHere(o, c);
    if (isFolder && kind !== "table") return input("URI_FOLDER", path, "RO_MOUNT");
    if (kind === null) {
      const name = named ? draft.module.slice(o.args.get("name") ?? o.site) : "";
      draft.todo(at, rules.DATASET_KIND, `is ${name} made of files (mode EVAL_MOUNT) or a table (mode DIRECT)?`);
      draft.finding(rules.DATASET_KIND, o.site, {
        effort: "decision", title: `Is dataset ${name} made of files or a table?`, why: "Nothing in this project tells: no Dataset.File/Tabular, no unit in mini_batch_size. Say it where the TODO stands, or register it in sight.", v1: o.form, v2: "Input.mode",
      });
    }
    return input("MLTABLE", path, kind === "table" ? "DIRECT" : "EVAL_MOUNT");
  }
  if (o.form === "dataset.partition_by") {
    const target = o.args.get("target");
    const uri = target ? dataUri(target, c) : null;
    return input("MLTABLE", uri ? templateDoc(uri.template, draft.quote) : draft.string(""), "DIRECT");
  }
  const given = o.args.get("path");
  const uri = given ? dataUri(given, c) : null;
  const path = uri ? templateDoc(kind === "table" ? folderOf(uri) : uri.template, draft.quote) : draft.string("");
  if (uri?.several) {
    draft.todo(at, rules.SEVERAL_PATHS, "v1 read several paths, only the first is kept: list them all in one MLTable and name it here");
    draft.finding(rules.SEVERAL_PATHS, given ?? o.site, { title: "a dataset of several paths", why: "A v2 input has one path. Describe the paths in one MLTable file and name its folder here.", v1: `${o.form}.path`, v2: "Input.path" });
  }
  if (kind === "table") {
    draft.todo(at, rules.TABLE_PATH, "write an MLTable file into this folder: v2 reads a table through it");
    draft.finding(rules.TABLE_PATH, o.site, {
      title: `${o.form.split(".").at(-1)} -> an MLTable file in ${uri?.pattern ? `the folder of ${uri.pattern}` : uri?.file ? `the folder of ${draft.module.slice(given!)}, which lists that file` : "that folder"}`, why: "v2 learns from an MLTable file how to read a table (paths and one transformation such as read_delimited). Write it where the TODO stands.", v1: o.form, v2: "Input(type=mltable)",
    });
    return input("MLTABLE", path, "DIRECT");
  }
  if (uri?.pattern) {
    draft.finding(rules.GLOB, given ?? o.site, { title: `the pattern ${uri.pattern} -> its folder`, why: "v2 gives the step every file below that folder; move other files away, or describe the pattern in an MLTable", v1: `${o.form}.path`, v2: "Input.path" });
  }
  if (o.args.get("partition_format")) {
    draft.todo(at, rules.PARTITIONED, "partition_format has no place in an Input: describe the partitions in an MLTable and name it here");
    draft.finding(rules.PARTITIONED, o.args.get("partition_format")!, { title: "partition_format has to go into an MLTable", why: "v2 knows the partitions of a dataset only from an MLTable file; partition_keys find nothing without one.", v1: `${o.form}.partition_format`, v2: "MLTable" });
  }
  return input(uri?.file ? "URI_FILE" : "URI_FOLDER", path, "RO_MOUNT");
}

/** The folder of a table that is one file: the MLTable lies there, and lists the file. */
function folderOf(uri: DataUri): Template {
  const last = uri.template.at(-1);
  return uri.file && typeof last === "string" ? [...uri.template.slice(0, -1), last.slice(0, last.lastIndexOf("/") + 1)] : uri.template;
}

/** Whether the newest version of a dataset is what a step of this program registers: a data asset of v2 then, no v1 dataset. */
function isWrittenHere(o: V1Object, c: Context): boolean {
  const name = datasetName(o, c.plan);
  const version = o.args.get("version");
  return o.form !== "dataset.register" && name !== null && (!version || c.plan.module.known(version) === "latest") && registeredUnder(name, c.plan) !== null;
}

/** `azureml:<name>@latest`, or a version. */
function assetPath(o: V1Object, c: Context): Doc {
  const name = o.args.get("name") ?? (o.site.kind === "subscript" ? o.site.index : undefined);
  const version = o.form === "dataset.register" ? undefined : o.args.get("version");
  const latest = !version || c.plan.module.known(version) === "latest";
  const text = isWrittenHere(o, c) ? [assetNameOf(datasetName(o, c.plan)!)] : textOf(name, c);
  return templateDoc(["azureml:", ...text, ...(latest ? ["@latest"] : [":", ...textOf(version, c)])], c.draft.quote);
}

/** A value as part of a text: a literal as it is, anything else in braces. */
export function textOf(e: Expression | undefined, c: Context): TemplatePart[] {
  if (!e) return [];
  const known = e.kind === "string" || e.kind === "number" || e.kind === "constant" ? c.plan.module.known(e) : undefined;
  return [typeof known === "string" || typeof known === "number" ? String(known) : { code: c.draft.text(e) }];
}

/** `URI_FILE` where the default of a path parameter names one file. */
function pathType(parameter: V1Object, c: Context): "URI_FILE" | "URI_FOLDER" {
  const path = parameter.args.get("default_value");
  return path && dataUri(path, c).file ? "URI_FILE" : "URI_FOLDER";
}

/** The `Input` for a `DataPath` that is passed to a pipeline. */
export function pathInput(path: Expression, c: Context): Doc {
  const uri = dataUri(path, c);
  return call(c.draft.v2("Input"), [keyword("type", `${c.draft.v2("AssetTypes")}.${uri.file ? "URI_FILE" : "URI_FOLDER"}`), keyword("path", templateDoc(uri.template, c.draft.quote))]);
}

/** What stands in `inputs={...}` for a piece of data. Step outputs and parameters are declared only: the pipeline passes them. */
export function inputDoc(source: Source, parallel: boolean, c: Context, at: Statement): Doc {
  const { draft, plan } = c;
  const types = (name: string): string => `${draft.v2("AssetTypes")}.${name}`;
  switch (source.type) {
    case "output": return outputInput(source, c);
    case "reference": {
      const store = source.reference.form === "datastore.as_mount" ? source.reference.receiver : source.reference.args.get("datastore");
      const uri = store ? onDatastore(store, source.reference.args.get("path_on_datastore"), c) : null;
      return call(draft.v2("Input"), [
        keyword("type", types("URI_FOLDER")), keyword("path", uri ? templateDoc(uri.template, draft.quote) : draft.string("")), keyword("mode", `${draft.v2("InputOutputModes")}.RO_MOUNT`),
      ]);
    }
    case "parameter": {
      const declared = source.dataset
        ? inputOf(source.dataset, c, at, source.mode).items.filter((i) => i.prefix !== "path=")
        : [keyword("type", types(pathType(source.parameter, c))), ...(source.mode === null ? [] : [keyword("mode", `${draft.v2("InputOutputModes")}.${source.mode === "download" ? "DOWNLOAD" : "RO_MOUNT"}`)])];
      return call(draft.v2("Input"), declared);
    }
    case "dataset": {
      const mode = parallel ? null : source.mode;
      const e = source.expression;
      const held = e.kind === "name" && plan.movesAt(e) && plan.module.meansTheSameAt(e, at, at.start) && plan.reader.objectOf(e) === source.dataset;
      if (held && mode !== "download") return draft.text(e);
      return inputOf(source.dataset, c, at, mode);
    }
  }
}

