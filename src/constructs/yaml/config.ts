import { quoteString } from "../../python/strings.js";
import type { Place, YamlDocument, YamlEntry, YamlNode } from "../../yaml/document.js";
import { entryOf, parseYaml, textIn, YamlError } from "../../yaml/document.js";
import type { ProjectFile } from "./project.js";
import { findNamed } from "./project.js";
import { table } from "../../table.js";

/** The keys that `ParallelRunConfig.load_yaml` reads, and the arguments that it gives them to. Any other key is ignored. */
const ARGUMENT: Readonly<Record<string, string>> = table({
  entry_script: "entry_script", error_threshold: "error_threshold", output_action: "output_action", compute_target_name: "compute_target", node_count: "node_count",
  process_count_per_node: "process_count_per_node", mini_batch_size: "mini_batch_size", source_directory: "source_directory", description: "description",
  logging_level: "logging_level", run_invocation_timeout: "run_invocation_timeout", run_max_try: "run_max_try", append_row_file_name: "append_row_file_name",
  allowed_failed_count: "allowed_failed_count", allowed_failed_percent: "allowed_failed_percent", partition_keys: "partition_keys", environment_variables: "environment_variables",
});

/** The first of these that has a value says which environment it is. */
const ENVIRONMENT_KEYS = ["environment", "environment_dir_path", "environment_name"];

/** An argument of the `ParallelRunConfig(...)` that a file stands for. */
export interface YamlSetting {
  readonly argument: string;
  readonly entry: YamlEntry;
  /** The comments above it and inside its value, and the one beside it. */
  readonly above: readonly string[];
  readonly beside: string | null;
}

/** A config file as v1 reads it. */
export interface YamlConfig {
  readonly settings: readonly YamlSetting[];
  readonly environment: { readonly name: string; readonly version: string | null };
  /** Entries that v1 does not read, or that say nothing. */
  readonly ignored: readonly YamlEntry[];
  /** The comments above the section, which are about the whole. */
  readonly heading: readonly string[];
  /** The comments after the last setting. */
  readonly last: readonly string[];
}

/** Why a file can't be read as a config. */
export interface Unread {
  readonly problem: string;
  readonly place: Place;
}

/**
 * Reads a file as `ParallelRunConfig.load_yaml` of azureml-pipeline-core 1.62 does.
 *
 * @param program the path of the program that loads it: what the file names is opened where the program runs
 */
export async function readConfig(text: string, program: string, project: ProjectFile): Promise<YamlConfig | Unread> {
  let document: YamlDocument;
  try {
    document = await parseYaml(text);
  } catch (error) {
    if (error instanceof YamlError) return { problem: error.message, place: { start: error.offset, end: error.offset } };
    throw error;
  }
  const section = entryOf(document.root, "parallel_run_config");
  if (section?.value.kind !== "map") return unread("it has no parallel_run_config: section with settings", document.root);
  const { entries } = section.value;
  const environment = await environmentOf(section.value, program, project);
  if ("problem" in environment) return environment;
  const used = entries.filter((e) => !isEmpty(e.value) && (e.key in ARGUMENT || e === environment.entry));
  const odd = used.find((e) => e !== environment.entry && !isPlain(e));
  if (odd) return unread(`${odd.key} can't be read: ${document.text.slice(odd.value.start, odd.value.end).split("\n")[0]!}`, odd.keyPlace);
  const own = section.keyPlace.end;
  const comments = assign(document.comments.filter((c) => c.start > own), document.text, used);
  return {
    settings: used.map((entry, i) => ({ argument: ARGUMENT[entry.key] ?? "environment", entry, above: comments.above[i]!, beside: comments.beside[i] ?? null })),
    environment, last: comments.last,
    heading: document.comments.filter((c) => c.start < own).map((c) => c.text),
    ignored: entries.filter((e) => !used.includes(e)),
  };
}

/** The files that a config file names. */
export function namedByConfig(document: YamlDocument): string[] {
  const environment = textIn(entryOf(entryOf(document.root, "parallel_run_config")?.value, "environment")?.value);
  return environment === null ? [] : [environment];
}

/**
 * The Python literal of a setting. `mini_batch_size` is made a text by v1; the other values stay what they are.
 *
 * @param quote the quote of the program's style
 */
export function literalOf(entry: YamlEntry, quote: string): string {
  const { value } = entry;
  return entry.key === "mini_batch_size" && value.kind === "scalar" ? quoteString(value.text, quote) : literal(value, quote);
}

function literal(node: YamlNode, quote: string): string {
  if (node.kind === "list") return `[${node.items.map((i) => literal(i, quote)).join(", ")}]`;
  if (node.kind === "map") return `{${node.entries.map((e) => `${quoteString(e.key, quote)}: ${literal(e.value, quote)}`).join(", ")}}`;
  if (typeof node.value === "string") return quoteString(node.value, quote);
  if (typeof node.value === "number") return node.text.replace(/^\+/, "");
  return node.value === null ? "None" : node.value ? "True" : "False";
}

function isEmpty(node: YamlNode): boolean {
  return node.kind === "scalar" && node.value === null;
}

/** Whether a value is of a kind that its setting can have. */
function isPlain({ key, value }: YamlEntry): boolean {
  if (key === "environment_variables") return value.kind === "map" && value.entries.every((e) => e.value.kind === "scalar");
  if (key === "partition_keys") return value.kind === "list" && value.items.every((i) => textIn(i) !== null);
  return value.kind === "scalar";
}

/** The environment: a reference by name, in the file itself, in another one, or in the older key. */
async function environmentOf(section: YamlNode, program: string, project: ProjectFile): Promise<(YamlConfig["environment"] & { entry: YamlEntry }) | Unread> {
  const given = ENVIRONMENT_KEYS.map((key) => entryOf(section, key)).filter((e) => e !== undefined);
  // v1 asks whether environment has a value, and whether the others are there.
  const entry = given.find((e) => e.key !== "environment" || !isEmpty(e.value));
  if (!entry) return unread("it names no environment", section);
  const text = textIn(entry.value);
  if (entry.key === "environment_dir_path") {
    return unread(`its environment is in a folder, ${text ?? "environment_dir_path"}: register that environment and name it with environment_name, or make it in the code`, entry.keyPlace);
  }
  if (entry.key === "environment_name") return text === null ? unread("environment_name is no text", entry.keyPlace) : { name: text, version: null, entry };
  if (text === null) return referenceIn(entry.value, entry) ?? unread(WRITTEN_OUT, entry.keyPlace);
  const file = findNamed({ path: text, from: "cwd" }, program, project);
  if ("problem" in file) return unread(`its environment is in another file: ${file.problem}`, entry.keyPlace);
  const document = await parseYaml(file.text).catch((error: unknown) => {
    if (error instanceof YamlError) return null;
    throw error;
  });
  return (document && referenceIn(document.root, entry)) ?? unread(`its environment is written out in ${file.path}: register that environment and name it with environment_name, or make it in the code`, entry.keyPlace);
}

const WRITTEN_OUT = "its environment is written out in the file: register that environment and name it with environment_name, or make it in the code";

/** A reference to a registered environment: nothing but a name and a version. */
function referenceIn(node: YamlNode, entry: YamlEntry): (YamlConfig["environment"] & { entry: YamlEntry }) | null {
  const name = textIn(entryOf(node, "name")?.value);
  const version = entryOf(node, "version")?.value;
  if (name === null || node.kind !== "map" || node.entries.some((e) => e.key !== "name" && e.key !== "version")) return null;
  return { name, version: version?.kind === "scalar" && version.value !== null ? version.text : null, entry };
}

function unread(problem: string, { start, end }: Place): Unread {
  return { problem, place: { start, end } };
}

/** Gives every comment to the setting that it stands beside or above. */
function assign(comments: YamlDocument["comments"], source: string, used: readonly YamlEntry[]): { above: string[][]; beside: (string | undefined)[]; last: string[] } {
  const above: string[][] = used.map(() => []);
  const beside: (string | undefined)[] = [];
  const last: string[] = [];
  const sameLine = (from: number, to: number): boolean => !/[\r\n]/.test(source.slice(from, to));
  for (const { start, text } of comments) {
    const within = used.findIndex((e) => e.keyPlace.start < start && (start < e.value.end || sameLine(Math.max(e.keyPlace.end, e.value.end), start)));
    const own = used[within];
    const next = used.findIndex((e) => e.keyPlace.start > start);
    if (own && beside[within] === undefined && sameLine(own.keyPlace.start, start)) beside[within] = text;
    else if (own && start < own.value.end && !endsBlock(source, start, own.value)) above[within]!.push(text);
    else if (next >= 0) above[next]!.push(text);
    else last.push(text);
  }
  return { above, beside, last };
}

/** Whether a comment that the parser counts to a list or a map stands below its last item: it belongs to what follows. */
function endsBlock(text: string, offset: number, value: YamlNode): boolean {
  const items: readonly Place[] = value.kind === "list" ? value.items : value.kind === "map" ? value.entries.map((e) => e.value) : [];
  const before = text.slice(0, offset);
  return items.every((i) => i.end <= offset) && /[\r\n]/.test(before.slice(before.trimEnd().length));
}

/** A setting of a config file as text; null where it has none. */
export function textSetting(config: YamlConfig, argument: string): string | null {
  const value = config.settings.find((s) => s.argument === argument)?.entry.value;
  return value?.kind === "scalar" ? value.text : null;
}
