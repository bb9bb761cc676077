import type { Expression } from "../../python/ast.js";
import type { Context } from "../concept.js";
import type { V1Object } from "../model.js";
import type { DataUri } from "./paths.js";

/** How a `Dataset.Tabular` call reads: the transformation of an MLTable, and its v1 options with their v2 names and their v1 defaults. */
interface Reading {
  readonly transformation: string;
  readonly options: readonly (readonly [v1: string, v2: string, v1Default: string])[];
}

/** azureml-core 1.61, dataset_factory; mltable 1.7, from_delimited_files and its like. */
const READINGS: Readonly<Record<string, Reading>> = {
  "Dataset.Tabular.from_delimited_files": {
    transformation: "read_delimited",
    options: [
      ["separator", "delimiter", '","'], ["header", "header", "all_files_same_headers"], ["encoding", "encoding", "utf8"], ["support_multi_line", "support_multi_line", "false"],
      ["empty_as_string", "empty_as_string", "false"], ["infer_column_types", "infer_column_types", "true"], ["include_path", "include_path_column", "false"],
    ],
  },
  "Dataset.Tabular.from_parquet_files": { transformation: "read_parquet", options: [["include_path", "include_path_column", "false"]] },
  "Dataset.Tabular.from_json_lines_files": {
    transformation: "read_json_lines", options: [["invalid_lines", "invalid_lines", "error"], ["encoding", "encoding", "utf8"], ["include_path", "include_path_column", "false"]],
  },
};

const HEADERS: Readonly<Record<string, string>> = {
  true: "all_files_same_headers", false: "no_header", ALL_FILES_HAVE_SAME_HEADERS: "all_files_same_headers", NO_HEADERS: "no_header",
  ONLY_FIRST_FILE_HAS_HEADERS: "from_first_file", COMBINE_ALL_FILES_HEADERS: "all_files_different_headers",
};

/** What an option is in v2 when v1 leaves it out: an MLTable that keeps quiet about it reads the same. */
const SAME_DEFAULTS = new Set(["support_multi_line", "empty_as_string", "infer_column_types", "include_path", "invalid_lines"]);

/** Whether a dataset is a table that is read from files. */
export function isReadTable(o: V1Object): boolean {
  return o.form in READINGS;
}

/** The MLTable file of a table, on one line, and what has to be added to it by hand. */
export function mlTable(o: V1Object, uri: DataUri | null, folder: string, c: Context): string {
  const { transformation, options } = READINGS[o.form]!;
  const settings = options.flatMap(([v1, v2, standard]) => {
    const given = o.args.get(v1);
    if (!given) return SAME_DEFAULTS.has(v1) ? [] : [`${v2}: ${standard}`];
    return [`${v2}: ${v1 === "header" ? headerOf(given, c) : optionOf(given, c)}`];
  });
  const steps = [settings.length > 0 ? `{${transformation}: {${settings.join(", ")}}}` : transformation];
  const format = o.args.get("partition_format");
  if (format) steps.push(`{extract_columns_from_partition_format: {partition_format: ${optionOf(format, c)}}}`);
  const path = !uri || uri.several || uri.unseen ? "<one entry for each path of the v1 call>" : entryOf(uri, folder);
  const types = o.args.get("set_column_types") ? "; set_column_types becomes the transformation convert_column_types" : "";
  return `{paths: [${path}], transformations: [${steps.join(", ")}]}${types}`;
}

/** Whether data lies at an address of the web, where no MLTable can be put beside it. */
export function isOnTheWeb(uri: DataUri): boolean {
  return uri.template.length === 1 && typeof uri.template[0] === "string" && /^https?:/i.test(uri.template[0]);
}

/** What the paths of an MLTable in the folder say. */
function entryOf(uri: DataUri, folder: string): string {
  const below = (path: string): string => (path.startsWith(folder) ? `./${path.slice(folder.length)}` : path);
  const [address] = uri.template;
  if (isOnTheWeb(uri) && uri.pattern === null) return `{file: ${JSON.stringify(address)}}`;
  if (uri.pattern !== null) return `{pattern: ${JSON.stringify(below(uri.pattern))}}`;
  const last = uri.template.at(-1);
  return uri.file && typeof last === "string" ? `{file: ./${last.slice(last.lastIndexOf("/") + 1)}}` : uri.file ? "{file: <the name of that file>}" : "{folder: ./}";
}

function headerOf(e: Expression, c: Context): string {
  const known = c.plan.module.known(e) ?? (e.kind === "attribute" ? e.name : undefined);
  return HEADERS[String(known)] ?? `<${c.draft.module.slice(e)}>`;
}

function optionOf(e: Expression, c: Context): string {
  const known = c.plan.module.known(e);
  return typeof known === "string" ? (/^[\w.-]+$/.test(known) ? known : JSON.stringify(known)) : typeof known === "boolean" || typeof known === "number" ? String(known) : `<${c.draft.module.slice(e).replace(/\s+/g, " ")}>`;
}
