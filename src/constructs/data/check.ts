import type { Expression } from "../../python/ast.js";
import { isStatement } from "../../python/ast.js";
import type { Blocker } from "../concept.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { WITHOUT_INPUT, knownText, staysV1 } from "../step/source.js";
import * as rules from "./findings.js";
import { uploadTarget } from "./paths.js";
import { table } from "../../table.js";

/** Methods that make another dataset of one, and what an MLTable says instead. */
const PARTS: Readonly<Record<string, string>> = table({
  take: "take: <count>", skip: "skip: <count>", take_sample: "take_random_sample: {probability: <p>, seed: <s>}", filter: "filter: <expression>", keep_columns: "keep_columns: [<column>]",
  drop_columns: "drop_columns: [<column>]", time_before: "filter: <expression>", time_after: "filter: <expression>", time_between: "filter: <expression>", time_recent: "filter: <expression>",
});

/** The dataset itself says it. */
const HIDDEN: Omit<Blocker, "range"> = { title: "", why: "", rule: rules.PART_OF_DATASET };

/** Why a dataset stays in v1; null when it moves. */
export function checkDataset(o: V1Object, plan: Plan): Blocker | null {
  if (o.form === "workspace.datasets.get" && plan.usesOf(o).some((use) => use.role.type === "harmless" && isTested(use.expression))) {
    return { rule: rules.LOOKUP, range: o.site, title: "Is this dataset registered?", why: "datasets.get gives None where it is not, and an Input is never None. Ask for its name: name in [d.name for d in ml_client.data.list()]." };
  }
  const method = o.form.split(".").at(-1)!;
  if (o.form === "dataset.partition_by") {
    return { rule: rules.PARTITIONED, range: o.site, title: "partition_by has no counterpart in v2", why: "It still runs on v1 here. Partition the data once, and describe it by an MLTable with the same partition keys." };
  }
  const made = o.form === "dataset.register" && o.receiver ? plan.placesOf(plan.reader.objectsOf(o.receiver)) : null;
  if (made !== null) return { rule: rules.REGISTER, range: o.site, title: "Which data is registered here?", why: `It is that of ${made}, as the code runs. Register each where it is made.` };
  const frame = o.form === "Dataset.Tabular.register_pandas_dataframe" && o.args.unknown.length === 0 && o.args.get("dataframe") && o.args.get("name");
  if (/^Dataset\.Tabular\.register_/.test(o.form) && !frame) {
    return { rule: rules.REGISTER, range: o.site, title: `${method} has no counterpart in v2`, why: "It still runs on v1 here. Write the frame to a file, describe it by an MLTable and register that with ml_client.data." };
  }
  if (o.form === "Dataset.File.upload_directory" && !isUpload(o, plan)) {
    return { rule: rules.UPLOADED, range: o.site, title: "Which files land where?", why: "A pattern or a target that can't be seen from here has no counterpart. Copy the files with AzureMachineLearningFileSystem of azureml-fsspec, and give an Input their path." };
  }
  return withoutInput(o);
}

/** Whether an upload copies a folder to a place in sight. */
function isUpload(o: V1Object, plan: Plan): boolean {
  const pattern = o.args.get("pattern");
  return o.args.unknown.length === 0 && o.args.get("src_dir") !== undefined && uploadTarget(o, plan) !== null && (!pattern || (pattern.kind === "constant" && pattern.value === null));
}

/** Whether a value is tested or compared, not only shown. */
function isTested(e: Expression): boolean {
  return !(e.parent && (isStatement(e.parent) ? e.parent.kind === "expression" : e.parent.kind === "call"));
}

/** Datasets that no Input can stand for. */
function withoutInput(o: V1Object): Blocker | null {
  const method = o.form.split(".").at(-1)!;
  if (o.form === "Dataset.Tabular.from_sql_query") {
    return { rule: rules.PART_OF_DATASET, range: o.site, title: "from_sql_query has no counterpart in v2", why: "v2 reads files. Import the result of the query with ml_client.data.import_data, and read that data asset here." };
  }
  return !WITHOUT_INPUT.has(o.form) ? null : {
    rule: rules.PART_OF_DATASET, range: o.site, title: `A part of a dataset: ${method}`,
    why: `An Input is the whole data. Write an MLTable with the paths of the dataset and the transformation {${PARTS[method]!}}, register it with ml_client.data and read it here.`,
  };
}

/** Why a step can't get a dataset in this way. Without a title where the dataset itself says it. */
export function checkConsumption(o: V1Object, plan: Plan): Blocker | null {
  if (o.form.endsWith(".as_hdfs") || knownText(o.args.get("mode"), plan)?.toLowerCase() === "hdfs") {
    return { rule: rules.CONSUMPTION, range: o.site, title: "as_hdfs is for Spark steps", why: "Parallel and script steps mount or download files. Take as_mount() or as_download() here." };
  }
  const from = o.args.get("dataset");
  if (from?.kind === "tuple") {
    return { rule: rules.CONSUMPTION, range: from, title: "A dataset that is named by a tuple", why: "Write Dataset.get_by_name(workspace, name, version) in its place, which means the same." };
  }
  return staysV1(o, plan) ? { ...HIDDEN, range: o.site } : null;
}

/** A parameter whose default is a dataset that no Input can stand for, or one of several. */
export function checkParameter(o: V1Object, plan: Plan): Blocker | null {
  const given = o.args.get("default_value");
  const data = given ? plan.reader.objectsOf(given) : [];
  const places = data.some((x) => x.kind === "dataset" || x.kind === "path") ? plan.placesOf(data) : null;
  if (given && places !== null) return { rule: rules.CONSUMPTION, range: given, title: "Which data is the default of this parameter?", why: `It is that of ${places}, as the code runs. Make it in one place.` };
  return staysV1(o, plan) ? { ...HIDDEN, range: o.site } : null;
}

/** A reference that a script writes to is an output. */
export function checkReference(o: V1Object, plan: Plan): Blocker | null {
  return staysV1(o, plan) ? { rule: rules.CONSUMPTION, range: o.site, title: "A DataReference that is uploaded", why: "It is an output of the step. Write an OutputFileDatasetConfig with this place as its destination." } : null;
}
