import type { Expression, NameExpression, Statement } from "../../python/ast.js";
import { statementOf, walkExpression } from "../../python/ast.js";
import type { Context } from "../concept.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { listItems } from "../step/arguments.js";
import { settledText } from "../step/source.js";
import type { DataUri } from "./paths.js";
import { table } from "../../table.js";

/** How a `Dataset.Tabular` call reads: the transformation of an MLTable, and its v1 options with their v2 names and their v1 defaults. */
interface Reading {
  readonly transformation: string;
  readonly options: readonly (readonly [v1: string, v2: string, v1Default: Value])[];
}

/** A value of an MLTable file. */
type Value = string | number | boolean | Unseen | readonly Value[] | { readonly [key: string]: Value };

/** What the code does not tell: shown to a person, never written. */
class Unseen {
  constructor(readonly text: string) {}
}

/** azureml-core 1.61, dataset_factory, and the MLTable that its dataflow is (azureml-dataprep 5.5); mltable 1.7, from_delimited_files and its like. */
const READINGS: Readonly<Record<string, Reading>> = table({
  "Dataset.Tabular.from_delimited_files": {
    transformation: "read_delimited",
    options: [
      ["separator", "delimiter", ","], ["header", "header", "all_files_same_headers"], ["encoding", "encoding", "utf8"], ["support_multi_line", "support_multi_line", false],
      ["empty_as_string", "empty_as_string", false], ["include_path", "include_path_column", false],
    ],
  },
  "Dataset.Tabular.from_parquet_files": { transformation: "read_parquet", options: [["include_path", "include_path_column", false]] },
  "Dataset.Tabular.from_json_lines_files": {
    transformation: "read_json_lines", options: [["invalid_lines", "invalid_lines", "error"], ["encoding", "encoding", "utf8"], ["include_path", "include_path_column", false]],
  },
});

/** What an MLTable takes too, when it keeps quiet about an option. */
const SAME_DEFAULTS = new Set(["support_multi_line", "empty_as_string", "include_path", "invalid_lines"]);

const HEADERS: Readonly<Record<string, string>> = table({
  true: "all_files_same_headers", false: "no_header", ALL_FILES_HAVE_SAME_HEADERS: "all_files_same_headers", NO_HEADERS: "no_header",
  ONLY_FIRST_FILE_HAS_HEADERS: "from_first_file", COMBINE_ALL_FILES_HEADERS: "all_files_different_headers",
});

/** The encodings of v1 that its engine knows; mltable 1.7 calls them the same. v1 fails with the others when it reads. */
const ENCODINGS: ReadonlySet<string> = new Set(["utf8", "iso88591", "latin1", "ascii", "utf16", "windows1252"]);

/** `DataType.to_long()` and its like, as types of an MLTable. */
const TYPES: Readonly<Record<string, string>> = table({ "DataType.to_string": "string", "DataType.to_long": "int", "DataType.to_float": "float", "DataType.to_bool": "boolean" });

/** Whether a dataset is a table that is read from files. */
export function isReadTable(o: V1Object): boolean {
  return o.form in READINGS;
}

/** Whether v1 learns the types of the columns from the data. */
export function learnsTypes(o: V1Object, plan: Plan): boolean {
  const given = o.args.get("infer_column_types");
  return o.form === "Dataset.Tabular.from_delimited_files" && (!given || plan.module.known(given) !== false);
}

/**
 * The text of an MLTable file that says all that a v1 call says; null where a part of it is only known when the code runs, or can't
 * stand in an MLTable. A path on a datastore is such a part: an MLTable names it with the workspace, which the code does not know.
 */
export function writtenTable(o: V1Object, c: Context): string | null {
  const given = o.args.get("path");
  const paths = given ? addressesOf(given, c.plan)?.map(addressEntry) : undefined;
  if (!paths || paths.some((p) => p === null) || o.args.unknown.length > 0 || strangers(o).length > 0) return null;
  // A file holds one table; a parameter says that the function is there for others, too.
  if (o.args.names().some((name) => comesFromParameter(o.args.get(name)!, c.plan))) return null;
  const steps = transformationsOf(o, c);
  return isSeen(steps) ? block({ type: "mltable", paths: paths as Value[], transformations: steps }) : null;
}

/** The MLTable file of a table, on one line, and what has to be added to it by hand. */
export function mlTable(o: V1Object, uri: DataUri | null, folder: string, c: Context): string {
  const path = !uri || uri.several || uri.unseen ? new Unseen("<one entry for each path of the v1 call>") : entryOf(uri, folder);
  return flow({ paths: [path], transformations: transformationsOf(o, c) });
}

/** Whether data lies at an address of the web, where no MLTable can be put beside it. */
export function isOnTheWeb(uri: DataUri): boolean {
  return uri.template.length === 1 && typeof uri.template[0] === "string" && /^https?:/i.test(uri.template[0]);
}

/** The addresses of a path that names nothing but addresses; null for any other. */
function addressesOf(e: Expression, plan: Plan): string[] | null {
  if (e.kind === "tuple") return null;
  const one = settledText(e, plan);
  const all = one !== null ? [one] : listItems(e, plan)?.map((item) => settledText(item, plan));
  return all && all.length > 0 && all.every((text): text is string => text !== null && /^(https?|adl|wasbs?|abfss?):\/\//i.test(text)) ? all : null;
}

/** Whether a value is what a function is given. */
function comesFromParameter(e: Expression, plan: Plan, depth = 0): boolean {
  const names = depth > 10 ? [] : [...walkExpression(e)].filter((x) => x.kind === "name");
  return names.some((name) => plan.module.names.definitionsOf(name).some((d) => d.kind === "parameter" || (d.value !== null && comesFromParameter(d.value, plan, depth + 1))));
}

/** Cloud storage, as azureml-dataprep 5.5 tells it from web servers (datasources, `process_uris`). */
const STORAGE = /^(https?):\/\/([^/]+\.(blob|dfs)\.core\.(?:windows\.net|chinacloudapi\.cn|usgovcloudapi\.net|cloudapi\.de))\/([^/]+)(?:\/(.*))?$/is;

/** What v1 makes of an address: a web server has single files, storage is searched. A blob with a SAS token is an error in v1. */
function addressEntry(address: string): Value | null {
  const storage = STORAGE.exec(address);
  if (!storage) return /^https?:/i.test(address) ? { file: address } : { pattern: address };
  const [, protocol, host, kind, container, path = ""] = storage;
  if (path.includes("?")) return null;
  return { pattern: `${kind!.toLowerCase() === "blob" ? "wasb" : "abfs"}${protocol!.length > 4 ? "s" : ""}://${container!}@${host!}/${path}` };
}

/** Arguments that the call does not have in azureml-core 1.61, or that mean nothing to an MLTable. `validate` only looks at the data when the table is made. */
function strangers(o: V1Object): string[] {
  const known = new Set(["path", "validate", "infer_column_types", "set_column_types", "partition_format", ...READINGS[o.form]!.options.map(([v1]) => v1)]);
  return o.args.names().filter((name) => !known.has(name));
}

/** The transformations in v1's order: partitions are read from the path before the file is, or their columns are empty. */
function transformationsOf(o: V1Object, c: Context): Value[] {
  const { transformation, options } = READINGS[o.form]!;
  const settings: Record<string, Value> = {};
  for (const [v1, v2, standard] of options) {
    const given = o.args.get(v1);
    if (given) settings[v2] = optionOf(v1, given, c);
    else if (!SAME_DEFAULTS.has(v1)) settings[v2] = standard;
  }
  const types = typesOf(o, c);
  const learns = o.args.get("infer_column_types");
  if (o.form === "Dataset.Tabular.from_delimited_files") {
    const known = learns ? c.plan.module.known(learns) : true;
    if (typeof known !== "boolean") settings.infer_column_types = unseen(learns!, c);
    // A column that is learned first and converted then loses its leading zeros.
    else settings.infer_column_types = known ? { sample_size: LEARNED_ROWS, ...(types ? { column_type_overrides: types } : {}) } : false;
  }
  const format = o.args.get("partition_format");
  return [
    ...(format && !isNone(format) ? [{ extract_columns_from_partition_format: { partition_format: optionOf("partition_format", format, c) } }] : []),
    Object.keys(settings).length > 0 ? { [transformation]: settings } : transformation,
    ...(types && !learnsTypes(o, c.plan) ? [{ convert_column_types: types }] : []),
  ];
}

/** From how many rows v1 learns types (azureml-core 1.61, `from_delimited_files`); an MLTable takes 100 if it is not told. */
const LEARNED_ROWS = 200;

/** `set_column_types={"zip": DataType.to_string()}`; undefined where it says nothing. */
function typesOf(o: V1Object, c: Context): Value | undefined {
  const given = o.args.get("set_column_types");
  if (!given || isNone(given)) return undefined;
  const dict = given.kind === "name" ? typesIn(given, c.plan) : given;
  if (dict?.kind !== "dict") return unseen(given, c);
  return dict.entries.length === 0 ? undefined : dict.entries.map(({ key, value }): Value => {
    const column = key ? settledText(key, c.plan) : null;
    const type = typeOf(value, c.plan);
    return column === null || type === null ? unseen(value, c) : { columns: column, column_type: type };
  });
}

/** The assignment of a variable that is there for `set_column_types` alone: the types stand in the MLTable then. */
export function typesAssignment(o: V1Object, plan: Plan): Statement | null {
  const e = o.args.get("set_column_types");
  return e?.kind === "name" && typesIn(e, plan) ? plan.module.names.definitionsOf(e)[0]!.statement : null;
}

/** The dict that a variable is bound to once and read once, where it still means the same. */
function typesIn(e: NameExpression, plan: Plan): Expression | null {
  const variable = plan.module.names.variableOf(e);
  const definitions = plan.module.names.definitionsOf(e);
  const value = definitions.length === 1 && definitions[0]!.index === null && definitions[0]!.statement.kind === "assign" ? definitions[0]!.value : null;
  const isAlone = variable?.bindings.length === 1 && variable.uses.length === 1;
  return value?.kind === "dict" && isAlone && plan.module.meansTheSameAt(value, statementOf(e), e.start) ? value : null;
}

/** A `DataType` as the type of a column; null where v1 looks at the data first, or where v2 has no such type. */
function typeOf(e: Expression, plan: Plan): Value | null {
  const name = e.kind === "call" ? plan.reader.v1NameOf(e.callee) : null;
  if (e.kind !== "call" || name === null) return null;
  const [first, ...others] = e.args;
  if (!first) return TYPES[name] ?? null;
  if (others.length > 0 || first.star !== "" || (first.name !== null && first.name !== "formats") || name !== "DataType.to_datetime") return null;
  const one = settledText(first.value, plan);
  const formats = one !== null ? [one] : listItems(first.value, plan)?.map((item) => settledText(item, plan));
  return formats && formats.length > 0 && formats.every((f): f is string => f !== null) ? { datetime: { formats: one ?? formats } } : null;
}

function optionOf(v1: string, e: Expression, c: Context): Value {
  const known = c.plan.module.known(e);
  const text = settledText(e, c.plan);
  if (v1 === "header") return HEADERS[String(known ?? (e.kind === "attribute" ? e.name : undefined))] ?? unseen(e, c);
  if (v1 === "encoding") return text !== null && ENCODINGS.has(text.toLowerCase()) ? text.toLowerCase() : unseen(e, c);
  if (v1 === "separator") return text?.length === 1 ? text : unseen(e, c);
  if (v1 === "invalid_lines") return text === "error" || text === "drop" ? text : unseen(e, c);
  if (v1 === "partition_format") return text ?? unseen(e, c);
  return typeof known === "boolean" ? known : unseen(e, c);
}

function isNone(e: Expression): boolean {
  return e.kind === "constant" && e.value === null;
}

function unseen(e: Expression, c: Context): Unseen {
  return new Unseen(`<${c.draft.module.slice(e).replace(/\s+/g, " ")}>`);
}

/** What the paths of an MLTable in the folder say. */
function entryOf(uri: DataUri, folder: string): Value {
  const below = (path: string): string => (path.startsWith(folder) ? `./${path.slice(folder.length)}` : path);
  const [address] = uri.template;
  if (isOnTheWeb(uri) && uri.pattern === null) return { file: address as string };
  if (uri.pattern !== null) return { pattern: below(uri.pattern) };
  const last = uri.template.at(-1);
  if (!uri.file) return { folder: "./" };
  return { file: typeof last === "string" ? `./${last.slice(last.lastIndexOf("/") + 1)}` : new Unseen("<the name of that file>") };
}

function isSeen(value: Value): boolean {
  if (value instanceof Unseen) return false;
  return typeof value !== "object" || Object.values(value).every((v) => isSeen(v as Value));
}

/** A scalar as YAML reads it back; text that could be read as something else is quoted. */
function scalar(value: string | number | boolean | Unseen): string {
  if (value instanceof Unseen) return value.text;
  return typeof value !== "string" || (/^(?:[A-Za-z_.][\w.-]*|\.\/|\.\/[\w./-]*)$/.test(value) && !/^(?:true|false|yes|no|on|off|null|y|n|~|\.(?:nan|inf))$/i.test(value)) ? String(value) : JSON.stringify(value);
}

function isScalar(value: Value): value is string | number | boolean | Unseen {
  return typeof value !== "object" || value instanceof Unseen;
}

/** On one line. */
function flow(value: Value): string {
  if (isScalar(value)) return scalar(value);
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  return `{${Object.entries(value).map(([key, v]) => `${key}: ${flow(v as Value)}`).join(", ")}}`;
}

/** As a file. */
function block(value: Readonly<Record<string, Value>>, indent = ""): string {
  return Object.entries(value).map(([key, v]) => {
    if (isScalar(v)) return `${indent}${key}: ${scalar(v)}\n`;
    const inner = `${indent}  `;
    if (!Array.isArray(v)) return `${indent}${key}:\n${block(v as Readonly<Record<string, Value>>, inner)}`;
    return `${indent}${key}:\n${(v as readonly Value[]).map((item) => `${inner}- ${isScalar(item) ? `${scalar(item)}\n` : block(item as Readonly<Record<string, Value>>, `${inner}  `).trimStart()}`).join("")}`;
  }).join("");
}
