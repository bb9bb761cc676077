import type { Statement } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { Doc, ItemDoc } from "../../python/layout.js";
import { call, keyword } from "../../python/layout.js";
import type { Template } from "../../python/template.js";
import { templateDoc } from "../../python/template.js";
import type { Context } from "../concept.js";
import { assetName, newNameOf, renaming } from "../data/asset-name.js";
import { PARTITIONED, PATH_ON_COMPUTE } from "../data/findings.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { isScriptStep } from "../script-step/read.js";
import { identifier } from "../step/model.js";
import type { Source } from "../step/source.js";
import { baseOutput, FIRST_OF_MOUNT, isTableRead, knownText, outputChain, readingOf, settledText } from "../step/source.js";
import * as rules from "./findings.js";
import { folderOf, hasPlace, isNone, unseenPath } from "./paths.js";
import { givenAs, givenChain, isFile, modeOf, outputKey, pipelineOutputName, producersOf, programItems, readingsOf, registrationOf, rowsKey, stepName, tableOf, v1NameOf } from "./read.js";
import type { Rows } from "./rows.js";
import { table } from "../../table.js";

/** `Output(...)` for an output that is passed on between scopes: it is made where v1 made it. */
export function outputValue(base: V1Object, c: Context): Doc {
  const { draft, plan } = c;
  const key = outputKey(base, plan);
  const rows = producersOf(base, plan).some((p) => p.step.form === "ParallelRunStep");
  return call(draft.v2("Output"), [
    keyword("type", `${draft.v2("AssetTypes")}.${typeOf(base, plan)}`), ...(rows || hasPlace(base, plan) ? [keyword("path", pathDoc(folderOf(base, key, c), c))] : []), ...settingsOf(base, c),
  ]);
}

/** The entries of `outputs={...}` for an output that a step gets from another scope. */
function givenItems(base: V1Object, step: V1Object, rows: Rows | null, c: Context): ItemDoc[] {
  const given = givenAs(step, base, c.plan);
  const value = given ? c.draft.text(given) : outputKey(base, c.plan);
  const entry = { prefix: `${c.draft.string(outputKey(base, c.plan))}: `, value };
  if (!rows) return [entry];
  const path = templateDoc([{ code: `${value}.path` }, "/", ...rows.file], c.draft.quote);
  return [entry, { prefix: `${c.draft.string(rowsKey(base, c.plan))}: `, value: call(c.draft.v2("Output"), [keyword("type", `${c.draft.v2("AssetTypes")}.URI_FILE`), keyword("path", path)]) }];
}

/** The entries of `outputs={...}` for one v1 output of a step. */
export function outputItems(base: V1Object, step: V1Object, rows: Rows | null, c: Context): ItemDoc[] {
  const { draft, plan } = c;
  if (plan.hasValue(base)) return givenItems(base, step, rows, c);
  const key = outputKey(base, plan);
  const folder = folderOf(base, key, c);
  const types = draft.v2("AssetTypes");
  const settings = settingsOf(base, c);
  const entry = (name: string, type: string, path: Template | null, rest: ItemDoc[]): ItemDoc => ({
    prefix: `${draft.string(name)}: `,
    value: call(draft.v2("Output"), [keyword("type", `${types}.${type}`), ...(path ? [keyword("path", pathDoc(path, c))] : []), ...rest]),
  });
  const type = typeOf(base, plan);
  if (!rows) return [entry(key, type, hasPlace(base, plan) ? folder : null, settings)];
  if (!rows.separate) return [entry(key, "URI_FILE", [...folder, "/", ...rows.file], settings)];
  const place = once(folder, base, c);
  return [entry(key, type, place, settings), entry(rowsKey(base, plan), "URI_FILE", [...place, "/", ...rows.file], settings.filter((i) => i.prefix === "mode="))];
}

function pathDoc(path: Template, c: Context): Doc {
  const only = path.length === 1 ? path[0] : undefined;
  return only !== undefined && typeof only !== "string" ? only.code : templateDoc(path, c.draft.quote);
}

/** A path that is written twice and holds a call, such as the time of day, is kept in a variable above the step: it has to be the same in both places. */
function once(folder: Template, base: V1Object, c: Context): Template {
  const step = producersOf(base, c.plan)[0]?.step;
  if (!step || !folder.some((part) => typeof part !== "string" && part.code.replace(/\.(replace|l?r?strip)\(("[^"]*"|'[^']*'|, )+\)/g, "").includes("("))) return folder;
  const name = c.draft.freshName(`${outputKey(base, c.plan).toLowerCase()}_path`);
  c.draft.insertDocBefore(statementOf(step.site), templateDoc(folder, c.draft.quote), `${name} = `);
  return [{ code: name }];
}

function typeOf(base: V1Object, plan: Plan): "URI_FOLDER" | "URI_FILE" | "MLTABLE" {
  return tableOf(base, plan) ? "MLTABLE" : isFile(base, plan) ? "URI_FILE" : "URI_FOLDER";
}

/** The `Input` of a step that reads an output: the pipeline passes the data, so it says the type only. */
export function outputInput(source: Source & { type: "output" }, c: Context): Doc {
  return call(c.draft.v2("Input"), [keyword("type", `${c.draft.v2("AssetTypes")}.${source.table ? "MLTABLE" : typeOf(source.output, c.plan)}`)]);
}

/**
 * How a step gets an output that it reads; null: mounted, as v2 does anyway. It is said on the node, as Microsoft's samples do (azureml-examples, 1g_pipeline_with_parallel_nodes):
 * what the job sends of a bound input holds no mode otherwise.
 *
 * @param parallel v1 mounts files for a parallel step whatever the code says (azureml-pipeline-core 1.62, `_convert_to_mount_mode`)
 */
export function readingMode(source: Source & { type: "output" }, parallel: boolean): "DIRECT" | "DOWNLOAD" | null {
  if (source.table) return "DIRECT";
  if (parallel) return null;
  return source.mode === "direct" ? "DIRECT" : source.mode === "download" ? "DOWNLOAD" : null;
}

function settingsOf(base: V1Object, c: Context): ItemDoc[] {
  const items: ItemDoc[] = [];
  if (modeOf(base, c.plan) === "upload") items.push(keyword("mode", `${c.draft.v2("InputOutputModes")}.UPLOAD`));
  const name = registrationOf(base, c.plan)?.args.get("name");
  if (name) items.push(keyword("name", assetName(name, c)));
  return items;
}

/** Says what becomes of an output and of what its arguments set. */
export function reportOutput(base: V1Object, c: Context): void {
  const { draft, plan } = c;
  const key = outputKey(base, plan);
  const v1Name = v1NameOf(base, plan);
  const renamed = v1Name !== null && v1Name !== key;
  const name = base.args.get("output_name") ?? base.args.get("name");
  const unknown = name !== undefined && !isNone(name, plan) && settledText(name, plan) === null;
  draft.finding(rules.OUTPUT_OBJECT, base.site, unknown ? {
    effort: "changed", title: `${base.form} ${draft.module.slice(name).replace(/\s+/g, " ")} -> Output "${key}"`, why: "its name is only known when the code runs, and v2 needs it in the code: whoever asks for this output has to use the new one, and the folder of the output ends in it", v1: base.form, v2: "Output",
  } : {
    effort: renamed ? "changed" : "upgraded", title: renamed ? `${base.form} "${v1Name}" -> Output "${key}"` : `${base.form} -> Output`, why: renamed ? "v2 takes Python identifiers only: whoever asks for this output has to use the new name" : "", v1: base.form, v2: "Output",
  });
  reportGivenAway(base, c);
  const producer = producersOf(base, plan)[0];
  const step = producer ? statementOf(producer.step.site) : null;
  reportFixedPath(base, c);
  const dropped = (name: string, why: string, effort: "upgraded" | "changed" = "changed"): void => {
    const e = base.args.get(name);
    if (e && !isNone(e, plan)) draft.finding(rules.OUTPUT_SETTING, e, { effort, title: `${name}=${draft.module.slice(e)} is dropped`, why, v1: `${base.form}.${name}`, v2: undefined });
  };
  dropped("data_type", "v2 has types of its own: URI_FOLDER, URI_FILE and MLTABLE");
  dropped("output_overwrite", "v2 has no such setting: files of the same name are replaced");
  const directory = base.args.get("is_directory");
  if (directory && !isNone(directory, plan)) {
    const file = isFile(base, plan);
    draft.finding(rules.OUTPUT_SETTING, directory, {
      effort: file ? "changed" : "upgraded", title: `is_directory=${draft.module.slice(directory)} -> ${typeOf(base, plan)}`, why: file ? "v1 takes it as a hint and the script makes what it likes; v2 expects one file at this path. A script that makes a folder there needs URI_FOLDER" : "", v1: "PipelineData.is_directory", v2: "Output.type",
    });
  }
  const mode = base.args.get("output_mode");
  if (mode && step && modeOf(base, plan) === null) {
    draft.todo(step, rules.OUTPUT_SETTING, `output_mode is ${draft.module.slice(mode)}: add mode=InputOutputModes.UPLOAD to this output where that is "upload"`);
    draft.finding(rules.OUTPUT_SETTING, mode, { effort: "decision", title: "Is this output uploaded or mounted?", why: "Its output_mode can't be seen from here.", v1: "PipelineData.output_mode", v2: "Output.mode" });
  }
  const partitions = base.args.get("partition_format");
  if (partitions && !isNone(partitions, plan) && step) {
    draft.todo(step, PARTITIONED, "partition_format has no place in an Output: describe the partitions in an MLTable file that this step writes into its output");
    draft.finding(PARTITIONED, partitions, { title: "partition_format has to go into an MLTable", why: "v2 knows partitions only from an MLTable file; partition_keys of a reading step find nothing without one.", v1: "OutputFileDatasetConfig.partition_format", v2: "MLTable" });
  }
  const unseen = unseenPath(base, plan);
  if (unseen) {
    draft.finding(rules.OUTPUT_UNSEEN, unseen, { effort: "changed", title: `the destination ${draft.module.slice(unseen)} is taken as it is`, why: "it can't be seen from here. Where it holds {run-id} or {output-name}, write ${{name}} or the name of the output instead", v1: "OutputFileDatasetConfig.destination", v2: "Output.path" });
  }
  if (producer) reportEnvironmentVariable(base, producer.step, c);
}

/** `pipeline_output_name` */
function reportGivenAway(base: V1Object, c: Context): void {
  const e = pipelineOutputName(base, c.plan);
  if (!e) return;
  const known = knownText(e, c.plan);
  const name = known === null ? c.draft.module.slice(e) : `"${identifier(known)}"`;
  const renamed = known !== null && identifier(known) !== known;
  c.draft.finding(rules.PIPELINE_OUTPUT, e, {
    effort: renamed ? "changed" : "upgraded", title: `pipeline_output_name=${c.draft.module.slice(e)} -> the output ${name} of the pipeline function`, why: renamed ? "v2 takes Python identifiers only: whoever asks the pipeline for it has to use the new name" : "", v1: "PipelineData.pipeline_output_name", v2: "@dsl.pipeline",
  });
}

/** `output_path_on_compute` and `source`: v1 collects what the script wrote there. */
function reportFixedPath(base: V1Object, c: Context): void {
  const { draft, plan } = c;
  const name = base.form === "PipelineData" ? "output_path_on_compute" : "source";
  const e = base.args.get(name);
  const step = producersOf(base, plan)[0]?.step;
  if (!e || isNone(e, plan)) return;
  const parallel = step?.form === "ParallelRunStep";
  const lost = step !== undefined && !parallel && !isPassed(base, step, plan);
  if (lost) draft.todo(statementOf(step.site), rules.OUTPUT_PATH_ON_COMPUTE, `pass $\{{outputs.${outputKey(base, plan)}}} to the script and let it write there: v2 collects nothing from ${draft.module.slice(e)}`);
  draft.finding(rules.OUTPUT_PATH_ON_COMPUTE, e, {
    effort: lost ? "decision" : name === "source" && parallel ? "upgraded" : "changed", title: `${name}=${draft.module.slice(e)} is dropped`,
    why: name === "source" && parallel ? "v1 puts a path of its own in its place for a parallel step" : "v2 chooses the path and passes it in the arguments; a script that writes to the fixed path has to take the argument", v1: `${base.form}.${name}`, v2: "Output",
  });
}

/** A script that does not get its output in the arguments finds it in an environment variable. */
function reportEnvironmentVariable(base: V1Object, step: V1Object, c: Context): void {
  if (!isScriptStep(step) || isPassed(base, step, c.plan) || base.args.get("output_path_on_compute") || base.args.get("source")) return;
  const name = base.form === "PipelineData" ? `AZUREML_DATAREFERENCE_${v1NameOf(base, c.plan) ?? "<name>"}` : (v1NameOf(base, c.plan) ?? "its name");
  c.draft.finding(rules.OUTPUT_VARIABLE, base.site, {
    title: `the script of this step does not get "${outputKey(base, c.plan)}" in its arguments`, why: `v1 gives its path in the environment variable ${name} too; v2 has no such variable. A script that reads it has to get the path in its arguments`, v1: base.form, v2: "Output",
  });
}

/** Whether a step gets an output in its arguments; also where they can't be seen. */
function isPassed(base: V1Object, step: V1Object, plan: Plan): boolean {
  return programItems(step, plan)?.some((e) => {
    const o = plan.reader.objectOf(e);
    return o?.kind === "output" && baseOutput(o, plan) === base;
  }) ?? true;
}

/** Says what becomes of what a method made of an output. */
export function reportDerived(o: V1Object, c: Context): void {
  const { draft, plan } = c;
  const base = baseOutput(o, plan);
  const method = o.form.split(".")[1] ?? o.form;
  const say = (rule: typeof rules.OUTPUT_OBJECT, effort: "upgraded" | "changed", title: string, why: string, v2: string | undefined): void => draft.finding(rule, o.site, { effort, title, why, v1: o.form, v2 });
  if (method === "register_on_complete" || method === "register") return reportRegistration(o, base, c);
  if (isTableRead(o)) return reportTable(o, base, c);
  if (method === "keep_columns" || method === "drop_columns") return say(rules.OUTPUT_OBJECT, "upgraded", `${method} -> a transformation of the MLTable file`, "the note about that file names it", "MLTable");
  if (method === "as_dataset" || method === "PipelineOutputFileDataset") return say(rules.OUTPUT_OBJECT, "upgraded", `${method} is dropped`, "in v2 a step reads any output", "Output");
  const given = givenChain(base, plan).includes(o);
  if (method === "as_upload" && given) {
    say(rules.OUTPUT_OBJECT, "upgraded", "as_upload -> mode UPLOAD", "", "Output.mode");
    for (const name of ["overwrite", "source_globs"]) {
      const e = o.args.get(name);
      if (e && !isNone(e, plan) && plan.module.known(e) !== false) draft.finding(rules.OUTPUT_SETTING, e, { title: `as_upload(${name}=${draft.module.slice(e)}) is dropped`, why: name === "overwrite" ? "v2 has no such setting: files of the same name are replaced" : "v2 uploads everything that the script writes into the output", v1: `output.as_upload.${name}`, v2: undefined });
    }
    return;
  }
  // Before as_input(), an OutputFileDatasetConfig is what the writing step gets.
  const isWritten = base.form !== "PipelineData" && !outputChain(o, plan).some((x) => x.form === "output.as_input");
  const cache = isWritten ? (o.args.get("disable_metadata_cache") ?? o.args.get(FIRST_OF_MOUNT)) : undefined;
  if (cache && plan.module.known(cache) !== false) draft.finding(rules.OUTPUT_SETTING, cache, { title: `disable_metadata_cache=${draft.module.slice(cache)} is dropped`, why: "v2 has no such setting: a node may not see at once what another node writes", v1: "output.as_mount.disable_metadata_cache", v2: undefined });
  const path = isWritten ? null : readingOf(o, base, plan).pathOnCompute;
  if (path && !isNone(path, plan)) draft.finding(PATH_ON_COMPUTE, path, { title: `the fixed path ${draft.module.slice(path)} is dropped`, why: "v2 chooses the path and passes it in the arguments; a script that reads the fixed path has to take the argument", v1: `${o.form}.path_on_compute`, v2: "Input" });
  if (method === "as_direct") return say(rules.OUTPUT_OBJECT, "changed", "as_direct -> mode DIRECT", "v1 gives the script the id of a dataset, v2 the address of the folder", "Input.mode");
  say(rules.OUTPUT_OBJECT, "upgraded", given && method === "as_mount" ? "as_mount -> the mode that v2 takes anyway" : `${method} -> an Input of the step that reads it`, "", given ? "Output" : "Input");
}

function reportRegistration(o: V1Object, base: V1Object, c: Context): void {
  const { draft, plan } = c;
  const method = o.form.split(".")[1] ?? "";
  if (registrationOf(base, plan) !== o) {
    draft.finding(rules.OUTPUT_REGISTERED, o.site, { title: `${method} is dropped`, why: "it makes a copy, and the step that writes the output gets another object: v1 registers nothing", v1: o.form, v2: undefined });
    return;
  }
  const name = o.args.get("name");
  const renamed = newNameOf(name, c);
  const lost = ["description", "tags"].filter((n) => o.args.get(n) && !isNone(o.args.get(n)!, plan));
  const kept = o.args.get("create_new_version");
  draft.finding(rules.OUTPUT_REGISTERED, o.site, {
    title: `${method} -> Output(name=${renamed !== null ? draft.string(renamed) : name ? draft.module.slice(name) : ""})`,
    why: [
      renaming(name, c), "v2 registers a data asset, which v2 code reads as an Input; where the name is taken by a v1 dataset already, v2 refuses another type under it",
      lost.length > 0 ? `${lost.join(" and ")} of the dataset ${lost.length > 1 ? "are" : "is"} dropped: set ${lost.length > 1 ? "them" : "it"} with ml_client.data` : "", kept && plan.module.known(kept) === false ? "create_new_version=False is dropped: each run makes a new version" : "",
    ].filter((x) => x !== "").join(". "), v1: o.form, v2: "Output.name",
  });
}

/** What an MLTable file has to do in place of each call. Source: the MLTable schema (Working with tables in Azure Machine Learning). */
const TRANSFORMATIONS: Readonly<Record<string, string>> = table({
  parse_delimited_files: "read_delimited", read_delimited_files: "read_delimited", parse_parquet_files: "read_parquet", read_parquet_files: "read_parquet", keep_columns: "keep_columns", drop_columns: "drop_columns",
  set_column_types: "convert_column_types", partition_format: "extract_columns_from_partition_format",
});

/** What an MLTable calls an argument, where it is an option of the transformation. */
const OPTIONS: Readonly<Record<string, string>> = table({ include_path: "include_path_column" });

function reportTable(o: V1Object, base: V1Object, c: Context): void {
  const { draft, plan } = c;
  const method = o.form.split(".")[1]!;
  const readings = readingsOf(base, plan).filter((r) => r.table === o);
  const registered = registrationOf(base, plan) !== null && givenChain(base, plan).includes(o);
  if (readings.length === 0 && !registered) {
    draft.finding(rules.OUTPUT_OBJECT, o.site, { title: `${method} is dropped`, why: "no step reads the table", v1: o.form, v2: undefined });
    return;
  }
  const key = outputKey(base, plan);
  const chains = plan.of("output").map((x) => outputChain(x, plan)).filter((chain) => chain.includes(o)).flat();
  const calls = [...new Set(chains)].filter((x) => x === o || /\.(keep|drop)_columns$/.test(x.form)).sort((a, b) => a.site.end - b.site.end);
  const names = calls.flatMap((x) => [x.form.split(".")[1]!, ...x.args.names()]).flatMap((name) => TRANSFORMATIONS[name] ?? []);
  const options = calls.flatMap((x) => x.args.names().flatMap((name) => (OPTIONS[name] && plan.module.known(x.args.get(name)!) !== false ? [`${OPTIONS[name]}: true`] : [])));
  const steps = [...new Set([...names, ...options])].join(", ");
  const producer = producersOf(base, plan)[0]?.step;
  const at: Statement = statementOf(producer?.site ?? o.site);
  draft.todo(at, rules.OUTPUT_TABLE, `let this step save an MLTable file (${steps}) into its output "${key}": v2 reads a table only through one`);
  const readers = readings.map((r) => stepName(r.step, plan) ?? r.step.form);
  draft.finding(rules.OUTPUT_TABLE, o.site, {
    title: `${method} -> an MLTable file in the output "${key}"`, why: `v2 learns from that file how to read a table. The step that writes the output has to save it (${steps}); ${[...readers.map((r) => `"${r}" reads it`), ...(registered ? ["it is registered"] : [])].join(", ")}.`, v1: o.form, v2: "Output(type=mltable)",
  });
}
