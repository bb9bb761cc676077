import type { Expression } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { Doc } from "../../python/layout.js";
import type { Blocker, Concept, Context } from "../concept.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { baseOutput, FIRST_OF_MOUNT, isTableRead } from "../step/source.js";
import * as rules from "./findings.js";
import { destinationOf, hidesPlaceholder, isNone } from "./paths.js";
import { outputKey, producersOf, readingsOf, registrationOf, tableOf, givenChain } from "./read.js";
import { outputValue, reportDerived, reportOutput } from "./write.js";
import { table } from "../../table.js";

const made = (parameters: readonly string[]): { kind: "output"; parameters: readonly string[] } => ({ kind: "output", parameters });

const READ = ["include_path", "separator", "header", "partition_format", "path_glob", "set_column_types"];
const PARSE = ["include_path", "separator", "header", "partition_format", "file_extension", "set_column_types", "quoting"];

/** Outputs that v2 has no counterpart for, and why. */
const WITHOUT_COUNTERPART: Readonly<Record<string, string>> = table({
  HDFSOutputDatasetConfig: "v2 has no HDFS output. A spark job takes Output(mode=InputOutputModes.DIRECT) and writes to the address that it gets.",
  LinkFileOutputDatasetConfig: "v2 links no dataset to an output. Let the script write a folder, or read the dataset as an Input where it is needed.",
  LinkTabularOutputDatasetConfig: "v2 links no dataset to an output. Let the script write a folder with an MLTable file, or read the dataset as an Input where it is needed.",
});

/** What a step writes: `PipelineData` and `OutputFileDatasetConfig` dissolve into the `outputs=` of their step. */
export const output: Concept = {
  vocabulary: {
    calls: {
      PipelineData: made(["name", "datastore", "output_name", "output_mode", "output_path_on_compute", "output_overwrite", "data_type", "is_directory", "pipeline_output_name", "training_output"]),
      OutputFileDatasetConfig: made(["name", "destination", "source", "partition_format"]),
      PipelineOutputFileDataset: made(["pipeline_data"]),
      HDFSOutputDatasetConfig: made(["name", "destination"]),
      LinkFileOutputDatasetConfig: made(["name"]),
      LinkTabularOutputDatasetConfig: made(["name"]),
    },
    methods: {
      "output.as_dataset": made([]),
      "output.as_input": made(["name"]),
      "output.as_named_input": made(["name"]),
      "output.create_input_binding": made(["input_name", "mode", "path_on_compute", "overwrite"]),
      "output.as_mount": made([FIRST_OF_MOUNT]),
      "output.as_download": made([FIRST_OF_MOUNT, "path_on_compute", "overwrite"]),
      "output.as_direct": made([]),
      "output.as_upload": made(["overwrite", "source_globs"]),
      "output.register_on_complete": made(["name", "description", "tags"]),
      "output.register": made(["name", "create_new_version"]),
      "output.parse_delimited_files": made(PARSE),
      "output.parse_parquet_files": made(["include_path", "partition_format", "file_extension", "set_column_types"]),
      "output.read_delimited_files": made(READ),
      "output.read_parquet_files": made(["include_path", "partition_format", "path_glob", "set_column_types"]),
      "output.keep_columns": made(["columns"]),
      "output.drop_columns": made(["columns"]),
    },
  },
  check: { output: (o, plan) => (isMade(o) ? checkMade(o, plan) : checkDerived(o, plan)) },
  write: {
    output: (o, c) => {
      if (isMade(o)) reportOutput(o, c);
      else reportDerived(o, c);
      if (!c.plan.hasValue(o)) return null;
      return passedDoc(o, c);
    },
  },
  rewrites: {
    "output.name": (o, _, c) => {
      const base = baseOutput(o, c.plan);
      const name = base.args.get("name");
      return name && !isNone(name, c.plan) ? c.draft.doc(name) : c.draft.string(outputKey(base, c.plan));
    },
    "output.datastore": (o, _, c) => argumentOf(o, "datastore", c.plan, (e) => c.draft.doc(e)),
    "output.data_type": (o, _, c) => argumentOf(o, "data_type", c.plan, (e) => c.draft.doc(e)),
  },
};

/** What an output is where it is passed on between scopes: an `Output`, whatever is made of it to be read. */
function passedDoc(o: V1Object, c: Context): Doc {
  const from = o.receiver ?? o.args.get("pipeline_data");
  if (isMade(o) || !from) return outputValue(o, c);
  const inner = c.plan.reader.objectOf(from);
  return inner?.kind === "output" && inner.site === from ? passedDoc(inner, c) : c.draft.doc(from);
}

function argumentOf<T>(o: V1Object, name: string, plan: Plan, write: (e: Expression) => T): T | "None" {
  const e = baseOutput(o, plan).args.get(name);
  return e ? write(e) : "None";
}

/** Whether an object is an output itself, and not derived from one. */
function isMade(o: V1Object): boolean {
  return o.receiver === null && o.form !== "PipelineOutputFileDataset";
}

function checkMade(o: V1Object, plan: Plan): Blocker | null {
  const unseen = (range: Expression, title: string, why: string): Blocker => ({ rule: rules.OUTPUT_UNSEEN, range, title, why });
  const other = WITHOUT_COUNTERPART[o.form];
  if (other !== undefined) return unseen(o.site, `${o.form} has no counterpart in v2`, other);
  if (o.args.unknown[0]) return unseen(o.args.unknown[0], "Which arguments does this output get?", "A * or ** argument hides them. Write them out.");
  const training = o.args.get("training_output");
  if (training && !isNone(training, plan)) return unseen(training, "An output of a training step", "v2 has outputs of this kind only on sweep and automl jobs.");
  const destination = o.args.get("destination");
  if (destination && destinationOf(o, plan) === null) return unseen(destination, "Where does this output go?", "Its destination can't be seen from here. Write it as (datastore, path).");
  if (destination && hidesPlaceholder(o, plan)) return unseen(destination, "A destination with placeholders that is put together", "{run-id} and {output-name} have to be translated. Write the path as one text.");
  const producers = producersOf(o, plan);
  if (producers[1]) return unseen(producers[1].step.site, `Two steps write the output "${outputKey(o, plan)}"`, "v1 refuses that too. Give each step an output of its own.");
  const producer = producers[0];
  // In another scope, the output gets a value where it is made.
  const near = producer !== undefined && plan.module.names.scopeOf(statementOf(producer.step.site)) === plan.module.names.scopeOf(statementOf(o.site));
  const moved = near ? movedArgument(o, producer.step, plan) : null;
  if (moved) return unseen(moved, `${plan.module.slice(moved)} is bound again before the step that writes this output`, "v2 says where an output lies in the step itself. Use a name of its own for it.");
  return checkUses(o, plan) ?? checkReadings(o, plan);
}

function checkDerived(o: V1Object, plan: Plan): Blocker | null {
  if (o.args.unknown[0]) return { rule: rules.OUTPUT_UNSEEN, range: o.args.unknown[0], title: "Which arguments does this call get?", why: "A * or ** argument hides them. Write them out." };
  return checkUses(o, plan);
}

/** Uses that have no counterpart, and a better answer than "it is read". */
function checkUses(o: V1Object, plan: Plan): Blocker | null {
  for (const use of plan.usesOf(o)) {
    const parent = use.expression.parent;
    if (use.role.type !== "residual" || !parent || !("parens" in parent) || parent.kind !== "attribute") continue;
    if (parent.name === "random_split") {
      return { rule: rules.OUTPUT_TABLE, range: parent, title: "random_split of an output", why: "v2 splits no table on the way to a step. Split it in the script, or let the writing step write two outputs." };
    }
    if (parent.name === "get_env_variable_name") {
      return { rule: rules.OUTPUT_VARIABLE, range: parent, title: "get_env_variable_name() has no counterpart in v2", why: "v2 gives a script the path of an output in its arguments only: pass the output itself there." };
    }
  }
  return null;
}

/** One output is a table or a folder of files, not both. */
function checkReadings(o: V1Object, plan: Plan): Blocker | null {
  const table = tableOf(o, plan);
  if (!table) return null;
  const files = readingsOf(o, plan).find((r) => r.table === null);
  if (files) return { rule: rules.OUTPUT_TABLE, range: files.expression, title: `The output "${outputKey(o, plan)}" is read as a table and as files`, why: "In v2 an output is one of the two. Write two outputs, or let both steps read the files." };
  if (registrationOf(o, plan) && !givenChain(o, plan).some(isTableRead)) {
    return { rule: rules.OUTPUT_TABLE, range: table.site, title: `The output "${outputKey(o, plan)}" is registered as files and read as a table`, why: "In v2 an output is one of the two. Write two outputs, or let the step read the files." };
  }
  return null;
}

/** A part of the place of an output whose names mean something else where its step is made. */
function movedArgument(o: V1Object, step: V1Object, plan: Plan): Expression | null {
  const at = statementOf(step.site);
  const destination = destinationOf(o, plan);
  const parts = [o.args.get("datastore"), destination?.store, destination?.path, registrationOf(o, plan)?.args.get("name")];
  return parts.find((e): e is Expression => e !== undefined && !plan.module.meansTheSameAt(e, at, at.start) && !isBoundAlike(e, at, plan)) ?? null;
}

/** Whether a name is bound again, but to the same code: notebooks look the datastore up in every cell. */
function isBoundAlike(e: Expression, at: ReturnType<typeof statementOf>, plan: Plan): boolean {
  const variable = e.kind === "name" ? plan.module.names.variableOf(e) : null;
  if (e.kind !== "name" || !variable) return false;
  const codes = [...plan.module.names.definitionsOf(e), ...plan.module.names.reaching(variable, at, at.start)].map((d) => (d.value ? plan.module.slice(d.value) : null));
  return codes.length > 0 && codes.every((code) => code !== null && code === codes[0]);
}
