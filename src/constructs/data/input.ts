import type { Expression, Statement } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { BracketDoc, Doc, ItemDoc } from "../../python/layout.js";
import { call, keyword } from "../../python/layout.js";
import type { Template, TemplatePart } from "../../python/template.js";
import { templateDoc } from "../../python/template.js";
import type { Context } from "../concept.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { registeredUnder } from "../output/read.js";
import { isTheSameAgain } from "../effects.js";
import { outputInput } from "../output/write.js";
import type { Mode, Source } from "../step/source.js";
import { referenceMode } from "../step/source.js";
import { newNameOf } from "./asset-name.js";
import * as rules from "./findings.js";
import { assetType, datasetName, isCertain, isLookup, isNamed, kindOf, registeringOf } from "./kind.js";
import { isOnTheWeb, isReadTable, mlTable, writtenTable } from "./mltable.js";
import type { DataUri } from "./paths.js";
import { dataUri, onDatastore, placeOf, uploadTarget } from "./paths.js";
import { tableFile } from "./table-file.js";
import { textOf } from "./text.js";

/** The `Input(...)` of a dataset, written at a statement. */
export function inputOf(o: V1Object, c: Context, at: Statement, mode: Mode): BracketDoc {
  const { plan, draft } = c;
  const { kind } = kindOf(o, plan);
  const input = (type: string, path: Doc, how: string): BracketDoc =>
    call(draft.v2("Input"), [keyword("type", `${draft.v2("AssetTypes")}.${type}`), keyword("path", path), keyword("mode", `${draft.v2("InputOutputModes")}.${downloaded(how, mode)}`)]);

  if (isNamed(o) || o.form === "dataset.register") {
    const path = assetPath(o, c);
    // What a registration that stays v1 makes is a v1 dataset.
    if (o.form === "dataset.register" && kind !== "table" && plan.moves(o)) return input(assetType(o, c), path, "RO_MOUNT");
    if (isWrittenHere(o, c) && kind !== "table") return input("URI_FOLDER", path, "RO_MOUNT");
    const made = kind === "file" ? registeringOf(o, plan) : null;
    if (made && isCertain(made, o)) return input(assetType(made, c), path, "RO_MOUNT");
    if (made) {
      draft.finding(rules.REGISTER, o.site, {
        title: "this name is registered in a branch only", why: `a v1 dataset that exists is read as it is written here; the data asset that line ${String(draft.module.lines.at(made.site.start).line)} makes has the type ${assetType(made, c)} and is read with that type and RO_MOUNT: choose a new name there, and write that here`, v1: o.form, v2: "Input.type",
      });
    }
    const other = madeElsewhere(o, c);
    const asFiles = other && other.type !== "MLTABLE" && kind !== "table" ? other.type : null;
    if (other) elsewhereFinding(o, other, asFiles, c);
    if (asFiles) return input(asFiles, path, "RO_MOUNT");
    if (kind === null) {
      const name = isNamed(o) ? draft.module.slice(o.args.get("name") ?? o.site) : "";
      if (!isRead(o, plan)) {
        draft.finding(rules.DATASET_KIND, o.site, {
          effort: "changed", title: `dataset ${name} -> an Input without a mode`, why: "no step reads it, so nothing tells whether it is made of files or a table; a step that is to read it needs mode EVAL_MOUNT for files, DIRECT for a table", v1: o.form, v2: "Input.mode",
        });
        return call(draft.v2("Input"), [keyword("type", `${draft.v2("AssetTypes")}.MLTABLE`), keyword("path", path)]);
      }
      draft.todo(at, rules.DATASET_KIND, `is ${name} made of files (mode EVAL_MOUNT) or a table (mode DIRECT)?`);
      draft.finding(rules.DATASET_KIND, o.site, {
        effort: "decision", title: `Is dataset ${name} made of files or a table?`, why: "Nothing in this project tells: no Dataset.File/Tabular, no unit in mini_batch_size. Say it where the TODO stands, or register it in sight.", v1: o.form, v2: "Input.mode",
      });
    }
    return input("MLTABLE", path, kind === "table" ? "DIRECT" : "EVAL_MOUNT");
  }
  const given = o.args.get(o.form === "dataset.partition_by" ? "target" : "path");
  const uri = given ? dataUri(given, c) : null;
  if (o.form === "dataset.partition_by") return input(kind === "table" ? "MLTABLE" : "URI_FOLDER", uri ? templateDoc(uri.template, draft.quote) : draft.string(""), kind === "table" ? "DIRECT" : "RO_MOUNT");
  if (o.form === "Dataset.File.upload_directory") {
    const target = uploadTarget(o, plan);
    if (!target) {
      const given = o.args.get("target");
      draft.todo(at, rules.UNSEEN_PATH, "where do the uploaded files lie? An Input takes the URI of their folder, as text");
      draft.finding(rules.UNSEEN_PATH, given ?? o.site, {
        title: "Where do the uploaded files lie?", why: "v1 takes a datastore, a tuple of one and a path, or a DataPath; which place it is can't be seen from here.", v1: "Dataset.File.upload_directory.target", v2: "Input.path",
      });
      return input("URI_FOLDER", draft.string(""), "RO_MOUNT");
    }
    return input("URI_FOLDER", templateDoc(onDatastore(target.datastore, target.path, c).template, draft.quote), "RO_MOUNT");
  }
  if (isReadTable(o)) {
    const text = writtenTable(o, c);
    if (text !== null) return input("MLTABLE", tableFile(o, text, at, c), "DIRECT");
    const folder = uri ? folderOf(uri) : [];
    tableFinding(o, uri, folder, c, at);
    return input("MLTABLE", templateDoc(folder, draft.quote), "DIRECT");
  }
  if (uri && given) pathFindings(o, uri, given, c, at);
  const format = o.args.get("partition_format");
  if (format) {
    draft.todo(at, rules.PARTITIONED, "partition_format has no place in an Input: describe the partitions in an MLTable and name it here");
    draft.finding(rules.PARTITIONED, format, { title: "partition_format has to go into an MLTable", why: "v2 knows the partitions of a dataset only from an MLTable file; partition_keys find nothing without one.", v1: `${o.form}.partition_format`, v2: "MLTable" });
  }
  return input(assetType(o, c), uri ? pathDoc(uri, c) : draft.string(""), "RO_MOUNT");
}

/** Whether anything gets a dataset, also through `as_named_input` and its like. */
function isRead(o: V1Object, plan: Plan): boolean {
  return plan.consumersOf(o).some((x) => x.kind !== "consumption" || isRead(x, plan));
}

/** The path of an Input: code of the user's that is no text stands as it is. */
function pathDoc(uri: DataUri, c: Context): Doc {
  const only = uri.template.length === 1 ? uri.template[0]! : null;
  return only !== null && typeof only !== "string" ? only.code : templateDoc(uri.template, c.draft.quote);
}

/** The mode of an input that a script step downloads. */
function downloaded(how: string, mode: Mode): string {
  if (mode !== "download" || how === "DIRECT") return how;
  return how === "EVAL_MOUNT" ? "EVAL_DOWNLOAD" : "DOWNLOAD";
}

/** What an Input can't say about the files that v1 named. */
function pathFindings(o: V1Object, uri: DataUri, given: Expression, c: Context, at: Statement): void {
  const { draft } = c;
  if (uri.several) {
    draft.todo(at, rules.SEVERAL_PATHS, "v1 read several paths, only the first is kept: list them all in one MLTable and name it here");
    draft.finding(rules.SEVERAL_PATHS, given, { title: "a dataset of several paths", why: "A v2 input has one path. Describe the paths in one MLTable file and name its folder here.", v1: `${o.form}.path`, v2: "Input.path" });
  }
  if (uri.unseen) {
    draft.todo(at, rules.UNSEEN_PATH, "what is this path? An Input takes the URI of one file or one folder, as text");
    draft.finding(rules.UNSEEN_PATH, given, {
      title: uri.pattern === null ? "Where does this data lie?" : `Where does the folder of the pattern ${uri.pattern} end?`,
      why: "v1 takes a datastore with a path, a DataPath, a URL, a list of them and patterns; an Input takes the URI of one file or folder, and the code here does not tell which of them it is.", v1: `${o.form}.path`, v2: "Input.path",
    });
  } else if (uri.pattern !== null && !uri.everything) {
    draft.finding(rules.GLOB, given, { title: `the pattern ${uri.pattern} -> its folder`, why: "v2 gives the step every file below that folder; move other files away, or describe the pattern in an MLTable", v1: `${o.form}.path`, v2: "Input.path" });
  }
}

/** The MLTable file that v2 reads a table through. */
function tableFinding(o: V1Object, uri: DataUri | null, folder: Template, c: Context, at: Statement): void {
  const { draft } = c;
  const given = o.args.get("path");
  const prefix = /^azureml:\/\/datastores\/[^/]*\/paths\/(.*)$/s.exec(folder.map((p) => (typeof p === "string" ? p : "*")).join(""))?.[1] ?? "";
  const web = uri !== null && isOnTheWeb(uri);
  const where = uri?.several || uri?.unseen || web ? "a folder" : uri?.pattern ? `the folder of ${uri.pattern}` : uri?.file && given ? `the folder of ${draft.module.slice(given)}` : "that folder";
  draft.todo(at, rules.TABLE_PATH, uri?.several ? "write an MLTable file that lists the paths of this table, and name its folder here" : uri?.unseen ? "write an MLTable file for this table, and name its folder here" : web ? "write an MLTable file that names this address into a folder, and name that folder here" : "write an MLTable file into this folder: v2 reads a table through it");
  draft.finding(rules.TABLE_PATH, o.site, {
    title: `${o.form.split(".").at(-1)!} -> an MLTable file in ${where}`, why: `v2 learns from an MLTable file how to read a table. Its text: ${mlTable(o, uri, prefix, c)}. Write it where the TODO stands.`, v1: o.form, v2: "Input(type=mltable)",
  });
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

/** The data asset that another file of the project makes under the name of a lookup: v2's, where v1 registered a dataset. */
function madeElsewhere(o: V1Object, c: Context): ReturnType<Context["plan"]["project"]["made"]> {
  const name = datasetName(o, c.plan);
  const version = o.args.get("version");
  return name === null || !isLookup(o) || (version && c.plan.module.known(version) !== "latest") || isMadeHere(o, c) ? null : c.plan.project.made(name);
}

function elsewhereFinding(o: V1Object, made: { name: string; v1Name: string; place: string }, asFiles: string | null, c: Context): void {
  const type = asFiles === null ? "" : `it has the type ${asFiles} and is read with RO_MOUNT here; a dataset that v1 has registered is read as MLTABLE with EVAL_MOUNT`;
  const renamed = made.name === made.v1Name ? "" : `it is called "${made.name}" there`;
  if (type === "" && renamed === "") return;
  c.draft.finding(rules.REGISTER, o.site, { title: `this name is made in v2 by ${made.place}`, why: [renamed, type].filter((x) => x !== "").join("; "), v1: o.form, v2: "Input.type" });
}

/** Whether a name is one that this program registers: a new one, where v2 does not take v1's. */
function isMadeHere(o: V1Object, c: Context): boolean {
  if (!isLookup(o)) return c.plan.moves(o);
  if (isWrittenHere(o, c)) return true;
  const made = registeringOf(o, c.plan);
  return made !== null && isCertain(made, o);
}

/** `azureml:<name>@latest`, or a version. */
function assetPath(o: V1Object, c: Context): Doc {
  const name = o.args.get("name") ?? (o.site.kind === "subscript" ? o.site.index : undefined);
  const version = o.form === "dataset.register" ? undefined : o.args.get("version");
  const latest = !version || c.plan.module.known(version) === "latest" || (version.kind === "constant" && version.value === null);
  const end: TemplatePart[] = latest ? ["@latest"] : [":", ...textOf(version, c)];
  const renamed = isMadeHere(o, c) || madeElsewhere(o, c) ? newNameOf(name, c) : null;
  return templateDoc(["azureml:", ...(renamed !== null ? [renamed] : textOf(name, c)), ...end], c.draft.quote);
}

/** `URI_FILE` where the default of a path parameter names one file. */
function pathType(parameter: V1Object, c: Context): "URI_FILE" | "URI_FOLDER" {
  const path = parameter.args.get("default_value");
  return path && dataUri(path, c).file ? "URI_FILE" : "URI_FOLDER";
}

/** The `Input` for a `DataPath` that is passed to a pipeline. */
export function pathInput(path: Expression, c: Context): Doc {
  const uri = dataUri(path, c);
  return call(c.draft.v2("Input"), [keyword("type", `${c.draft.v2("AssetTypes")}.${uri.file ? "URI_FILE" : "URI_FOLDER"}`), keyword("path", pathDoc(uri, c))]);
}

/** What stands in `inputs={...}` for a piece of data. Step outputs and parameters are declared only: the pipeline passes them. */
export function inputDoc(source: Source, parallel: boolean, c: Context, at: Statement): Doc {
  const { draft, plan } = c;
  const types = (name: string): string => `${draft.v2("AssetTypes")}.${name}`;
  const modes = (mode: Mode): string => `${draft.v2("InputOutputModes")}.${mode === "download" ? "DOWNLOAD" : "RO_MOUNT"}`;
  switch (source.type) {
    case "output": return outputInput(source, c);
    case "reference": {
      const place = placeOf(source.reference.site, plan);
      const uri = place ? onDatastore(place.datastore, place.path, c) : null;
      return call(draft.v2("Input"), [
        keyword("type", types(uri?.file ? "URI_FILE" : "URI_FOLDER")), keyword("path", uri ? templateDoc(uri.template, draft.quote) : draft.string("")),
        keyword("mode", modes(referenceMode(source.reference, plan))),
      ]);
    }
    case "parameter": {
      if (source.dataset && !parallel) objectFinding(source.dataset, source.mode, source.parameter.site, c);
      const declared: readonly ItemDoc[] = source.dataset
        ? inputOf(source.dataset, c, at, source.mode).items.filter((i) => i.prefix !== "path=")
        : [keyword("type", types(pathType(source.parameter, c))), ...(source.mode === null ? [] : [keyword("mode", modes(source.mode))])];
      return call(draft.v2("Input"), declared);
    }
    case "dataset": {
      const mode = parallel ? null : source.mode;
      const e = source.expression;
      if (!parallel) objectFinding(source.dataset, mode, e, c);
      // Which of them it is, the variable knows; where it would mean something else, the step stays v1 (remnants.ts).
      if (source.oneOf) {
        const held = draft.text(e);
        return mode === "download" ? call(draft.v2("Input"), [keyword("type", `${held}.type`), keyword("path", `${held}.path`), keyword("mode", modes(mode))]) : held;
      }
      const o = plan.reader.objectOf(e);
      const held = (e.kind === "name" || e.kind === "attribute" || e.kind === "subscript") && o !== null && o.site !== e && plan.movesAt(e) && plan.module.meansTheSameAt(e, at, at.start)
        && (o === source.dataset || (o.kind === "consumption" && plan.hasValue(o)));
      // What another function gives back is an Input there.
      const given = e.kind === "call" && o === source.dataset && plan.reader.flow.returnedBy(e) !== null && plan.movesAt(e) && (statementOf(e) === at || isTheSameAgain(e, plan));
      if ((held || given) && mode !== "download") return draft.text(e);
      return inputOf(source.dataset, c, at, mode);
    }
  }
}

/** A script that got a dataset as an object, in v1's mode `direct`, gets a path in v2. */
function objectFinding(o: V1Object, mode: Mode, e: Expression, c: Context): void {
  if (mode === "mount" || mode === "download") return;
  const table = kindOf(o, c.plan).kind === "table";
  c.draft.finding(rules.DIRECT, e, {
    title: "the script got this dataset as an object; now it gets a path",
    why: table ? "v1 put it into Run.get_context().input_datasets, and its id into the arguments; in v2 the script takes the path from its arguments and reads it with mltable.load(path)" : "v1 put it into Run.get_context().input_datasets, and its id into the arguments; in v2 the script takes the path of the mounted files from its arguments",
    v1: "DatasetConsumptionConfig.mode=direct", v2: "Input",
  });
}
