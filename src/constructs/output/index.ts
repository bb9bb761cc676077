import type { Expression } from "../../python/ast.js";
import type { Doc, ItemDoc } from "../../python/layout.js";
import { call, keyword } from "../../python/layout.js";
import type { Template, TemplatePart } from "../../python/template.js";
import { templateDoc } from "../../python/template.js";
import type { Concept, Context } from "../concept.js";
import { datastoreName } from "../data/paths.js";
import { textOf } from "../data/index.js";
import type { V1Object } from "../model.js";
import { outputKey } from "../step/model.js";
import { baseOutput, knownText } from "../step/source.js";
import * as rules from "./findings.js";

const derived = (parameters: readonly string[]): { kind: "output"; parameters: readonly string[] } => ({ kind: "output", parameters });

/** What a step writes: `PipelineData` and `OutputFileDatasetConfig` dissolve into the `outputs=` of their step. */
export const output: Concept = {
  vocabulary: {
    calls: {
      PipelineData: derived(["name", "datastore", "output_name", "output_mode", "output_path_on_compute", "output_overwrite", "data_type", "is_directory", "pipeline_output_name", "training_output"]),
      OutputFileDatasetConfig: derived(["name", "destination", "source", "partition_format"]),
      PipelineOutputFileDataset: derived(["pipeline_data"]),
    },
    methods: {
      "output.as_dataset": derived([]),
      "output.as_input": derived(["name"]),
      "output.as_named_input": derived(["input_name"]),
      "output.as_mount": derived(["disable_metadata_cache"]),
      "output.as_download": derived(["path_on_compute"]),
      "output.as_direct": derived([]),
      "output.as_upload": derived(["overwrite", "source_globs"]),
      "output.register_on_complete": derived(["name", "description", "tags"]),
      "output.parse_delimited_files": derived([]),
      "output.parse_parquet_files": derived([]),
      "output.read_delimited_files": derived([]),
      "output.read_parquet_files": derived([]),
    },
  },
  check: {
    output: (o) =>
      /\.(parse|read)_/.test(o.form)
        ? { rule: rules.OUTPUT_TABLE, range: o.site, title: "An output that is read as a table", why: "v2 reads a table only through an MLTable file, which the writing step has to write into its output." } : null,
  },
  write: {
    output: (o, c) => {
      if (o.form === "PipelineData" || o.form === "OutputFileDatasetConfig") {
        c.draft.finding(rules.OUTPUT_OBJECT, o.site, { title: `${o.form} -> Output`, v1: o.form, v2: "Output" });
        const path = o.args.get("output_path_on_compute");
        if (path) {
          c.draft.finding(rules.OUTPUT_PATH_ON_COMPUTE, path, {
            title: `output_path_on_compute=${c.draft.module.slice(path)} is dropped`, why: "v2 chooses the path and passes it in the arguments; a script that writes to the fixed path has to take the argument", v1: `${o.form}.output_path_on_compute`, v2: "Output",
          });
        }
      }
      return null;
    },
  },
  rewrites: {
    "output.name": (o, _, c) => {
      const base = baseOutput(o, c.plan);
      const name = base.args.get("name");
      return name ? c.draft.doc(name) : c.draft.string(outputKey(base, c.plan));
    },
  },
};

/** The rows that a step appends, written into a file. */
export interface Rows {
  /** The name of the file. */
  readonly file: Template;
  /** `true`: a second output, inside the folder that someone reads. `false`: the output itself is the file. */
  readonly separate: boolean;
}

/** The entries of `outputs={...}` for one v1 output. */
export function outputItems(base: V1Object, rows: Rows | null, c: Context): ItemDoc[] {
  const { draft, plan } = c;
  const key = outputKey(base, plan);
  const folder = folderOf(base, key, c);
  const types = `${draft.v2("AssetTypes")}`;
  const settings = settingsOf(base, c);
  const entry = (name: string, type: string, path: Template | null, rest: ItemDoc[]): ItemDoc => ({
    prefix: `${draft.string(name)}: `,
    value: call(draft.v2("Output"), [keyword("type", `${types}.${type}`), ...(path ? [keyword("path", templateDoc(path, draft.quote))] : []), ...rest]),
  });
  if (!rows) return [entry(key, "URI_FOLDER", needsPath(base) ? folder : null, settings)];
  const file = [...folder, "/", ...rows.file];
  if (!rows.separate) return [entry(key, "URI_FILE", file, settings)];
  return [entry(key, "URI_FOLDER", folder, settings), entry(`${key}_rows`, "URI_FILE", file, [])];
}

/** Whether v1 said where the output lies, so that v2 has to be told too. */
function needsPath(base: V1Object): boolean {
  return base.args.get("destination") !== undefined || base.args.get("datastore") !== undefined;
}

/** Where v1 puts the output. */
function folderOf(base: V1Object, key: string, c: Context): Template {
  if (base.form === "OutputFileDatasetConfig") {
    const destination = base.args.get("destination");
    if (destination?.kind === "tuple" && destination.items[0]) {
      return [...prefix(destination.items[0], c), ...destinationPath(destination.items[1], key, c)];
    }
    return ["azureml://datastores/workspaceblobstore/paths/dataset/${{name}}/" + key];
  }
  const store = base.args.get("datastore");
  return [...(store ? prefix(store, c) : ["azureml://datastores/${{default_datastore}}/paths/"]), "azureml/${{name}}/" + key];
}

function prefix(store: Expression, c: Context): TemplatePart[] {
  const o = c.plan.reader.objectOf(store);
  const isDefault = o?.form === "workspace.get_default_datastore" || o?.form === "Datastore.get_default";
  const name = isDefault ? "${{default_datastore}}" : datastoreName(store, c);
  return typeof name === "string" ? [`azureml://datastores/${name}/paths/`] : ["azureml://datastores/", name, "/paths/"];
}

function destinationPath(path: Expression | undefined, key: string, c: Context): TemplatePart[] {
  return textOf(path, c).map((part) =>
    typeof part === "string" ? part.replace(/^\/+|\/+$/g, "").replaceAll("{run-id}", "${{name}}").replaceAll("{output-name}", key) : part);
}

function settingsOf(base: V1Object, c: Context): ItemDoc[] {
  const forms = c.plan.of("output").filter((o) => baseOutput(o, c.plan) === base);
  const items: ItemDoc[] = [];
  const upload = forms.some((o) => o.form === "output.as_upload") || knownText(base.args.get("output_mode"), c.plan) === "upload";
  if (upload) items.push(keyword("mode", `${c.draft.v2("InputOutputModes")}.UPLOAD`));
  const registered = forms.find((o) => o.form === "output.register_on_complete");
  const name: Doc | null = registered?.args.get("name") ? c.draft.doc(registered.args.get("name")!) : null;
  if (name !== null) items.push(keyword("name", name));
  return items;
}
