import { posix } from "node:path";
import type { Document, Node, Pair, YAMLMap } from "yaml";
import type { NewFile } from "../../index.js";
import { identifier } from "../step/model.js";
import { shellQuote } from "../step/program-arguments.js";
import { nodeName } from "../step/write.js";
import type { YamlConfig } from "./config.js";
import { textSetting } from "./config.js";
import type { Argument, InputSource, StepInput, StepOutput, StepParameter, YamlPipeline, YamlStep } from "./pipeline-read.js";
import { pythonText } from "./pipeline-read.js";
import { table } from "../../table.js";

/** A v2 pipeline with its components. */
export interface WrittenPipeline {
  readonly text: string;
  readonly components: readonly NewFile[];
}

/** A value of a YAML document, with the comments that go above it by its key. */
type Value = string | number | boolean | Float | readonly Value[] | Section;
interface Section { readonly [key: string]: Value | undefined }

/** A number that is written with a point, as Python writes a float. */
class Float {
  constructor(readonly value: number) {}
}

/** Comments above keys of a document, by the path of keys to it. */
type Comments = [path: readonly string[], lines: readonly string[]][];

const SCHEMAS = "https://azuremlschemas.azureedge.net/latest";

/**
 * Writes a v1 pipeline as a v2 pipeline with a component for each step.
 *
 * @param path the path of the pipeline's file: components stand beside it
 */
export async function writePipelineFile(pipeline: YamlPipeline, path: string): Promise<WrittenPipeline> {
  const yaml = await import("yaml");
  const writer = new PipelineWriter(pipeline, path);
  const comments = writer.comments();
  const components: NewFile[] = [];
  const jobs: Record<string, Value> = {};
  for (const step of pipeline.steps) {
    const file = componentPath(step, path);
    components.push({ path: file, text: print(yaml, writer.component(step), writer.componentComments(step)) });
    jobs[nodeName(step.name)] = writer.node(step, `./${posix.basename(file)}`);
  }
  return { text: print(yaml, { ...writer.head(), jobs }, comments), components };
}

/** The file of a step's component: beside the pipeline, named after both. */
export function componentPath(step: YamlStep, pipeline: string): string {
  return posix.join(posix.dirname(pipeline), `${posix.basename(pipeline).replace(/\.ya?ml$/i, "")}-${nodeName(step.name)}.yml`);
}

/** The file that the rows of a parallel step go to, and whether it is an output beside the folder. Null: no rows are appended. */
export function rowsFile(step: YamlStep, pipeline: YamlPipeline): { file: string; separate: boolean } | null {
  if (step.work.type !== "parallel") return null;
  const setting = (name: string): string | null => textSetting((step.work as { config: YamlConfig }).config, name);
  if (setting("output_action")?.toLowerCase() !== "append_row") return null;
  const [output] = step.outputs as [StepOutput];
  const isRead = pipeline.steps.some((s) => [...s.inputs, ...s.sideInputs].some((i) => i.source.type === "output" && i.source.destination === output.destination));
  const isGiven = step.arguments.some((a) => a.type === "output");
  return { file: setting("append_row_file_name") ?? "parallel_run_step.txt", separate: isRead || isGiven || step.work.use.type === "used" };
}

/** Whether the step itself has to pass the folder that v1 passes as `--output`: its script asks for it. */
export function passesFolder({ work, arguments: given }: YamlStep): boolean {
  return work.type === "parallel" && work.use.type === "used" && (work.use.by === "--output" || !given.some((a) => a.type === "output"));
}

class PipelineWriter {
  constructor(private readonly pipeline: YamlPipeline, private readonly path: string) {}

  head(): Section {
    const { description, defaultCompute, parameters, steps } = this.pipeline;
    const inputs = Object.fromEntries(parameters.map((p): [string, Value] => [identifier(p.name), p.value.type === "data" ? this.dataInput(p.value.data, "mount") : p.value.type === "number" ? new Float(Number(p.value.literal)) : p.value.literal]));
    return {
      $schema: `${SCHEMAS}/pipelineJob.schema.json`, type: "pipeline", description: description ?? undefined,
      // v1 stops the pipeline when a step fails; v2 goes on with what does not depend on it.
      settings: { default_compute: defaultCompute === null ? undefined : `azureml:${defaultCompute}`, continue_on_step_failure: steps.length > 1 ? false : undefined },
      inputs: parameters.length > 0 ? inputs : undefined,
    };
  }

  /** The job of a step in the pipeline: what depends on the pipeline. */
  node(step: YamlStep, component: string): Section {
    const { work } = step;
    const inputs: Record<string, Value> = {};
    for (const input of [...step.inputs, ...step.sideInputs]) inputs[identifier(input.name)] = this.boundInput(input, work.type === "parallel" && step.inputs.includes(input));
    const parameters = work.type === "script" ? work.parameters : [];
    const bound = parameters.filter((p) => p.value.type === "parameter");
    for (const p of bound) if (step.arguments.some((a) => a.type === "parameter" && a.name === p.name)) inputs[identifier(p.name)] = boundTo(p);
    const compute = work.type === "parallel" ? textSetting(work.config, "compute_target") : work.compute;
    // azure-ai-ml 1.35.2 loses the variables of a parallel component (`ParallelComponent.environment_variables` is never filled): they stand on the node.
    const ofConfig = work.type === "parallel" ? work.config.settings.find((s) => s.argument === "environment_variables")?.entry.value : undefined;
    const variables: [string, Value][] = [
      ...parameters.map((p): [string, Value] => [variableOf(p), boundTo(p)]),
      ...(ofConfig?.kind === "map" ? ofConfig.entries.map((e): [string, Value] => [e.key, e.value.kind === "scalar" ? pythonText(e.value) : ""]) : []),
    ];
    return {
      type: work.type === "parallel" ? "parallel" : "command", component, display_name: nodeName(step.name) === step.name ? undefined : step.name,
      compute: compute === null || compute === this.pipeline.defaultCompute ? undefined : `azureml:${compute}`,
      inputs: Object.keys(inputs).length > 0 ? inputs : undefined,
      outputs: this.nodeOutputs(step),
      environment_variables: variables.length > 0 ? Object.fromEntries(variables) : undefined,
    };
  }

  component(step: YamlStep): Section {
    const { work } = step;
    const name = nodeName(step.name);
    const words = argumentsOf(step);
    const head = {
      $schema: `${SCHEMAS}/${work.type === "parallel" ? "parallel" : "command"}Component.schema.json`, type: work.type === "parallel" ? "parallel" : "command",
      name, display_name: name === step.name ? undefined : step.name,
    };
    const places = { is_deterministic: step.allowReuse ? undefined : false, inputs: this.declaredInputs(step), outputs: this.declaredOutputs(step) };
    if (work.type === "script") {
      return {
        ...head, ...places, code: this.code(work.folder), command: ["python", shellQuote(work.script), ...words].join(" "),
      };
    }
    return { ...head, description: textSetting(work.config, "description") ?? undefined, ...places, ...this.parallelSettings(step, work.config, words) };
  }

  private parallelSettings(step: YamlStep, config: YamlConfig, words: readonly string[]): Section {
    const setting = (name: string): Value | undefined => {
      const value = config.settings.find((s) => s.argument === name)?.entry.value;
      return value?.kind === "scalar" && value.value !== null ? value.value : undefined;
    };
    const partitions = config.settings.find((s) => s.argument === "partition_keys")?.entry.value;
    const [input] = step.inputs as [StepInput];
    const [output] = step.outputs as [StepOutput];
    const rows = rowsFile(step, this.pipeline);
    const size = textSetting(config, "mini_batch_size");
    const percent = textSetting(config, "allowed_failed_percent");
    const folder = passesFolder(step) ? ["--output ${{outputs." + identifier(output.name) + "}}"] : [];
    const program = [...folder, ...words, ...(percent === null ? [] : [`--allowed_failed_percent ${percent}`])].join(" ");
    const timeout = setting("run_invocation_timeout");
    const tries = setting("run_max_try");
    const level = textSetting(config, "logging_level");
    const key = identifier(output.name);
    return {
      input_data: "${{inputs." + identifier(input.name) + "}}",
      mini_batch_size: partitions ? undefined : (size ?? "10"),
      partition_keys: partitions?.kind === "list" ? partitions.items.flatMap((i) => (i.kind === "scalar" ? [i.text] : [])) : undefined,
      error_threshold: setting("error_threshold"), mini_batch_error_threshold: setting("allowed_failed_count"),
      retry_settings: timeout === undefined && tries === undefined ? undefined : { timeout, max_retries: tries },
      logging_level: level?.toUpperCase(), max_concurrency_per_instance: setting("process_count_per_node"), resources: { instance_count: setting("node_count") },
      task: {
        type: "run_function", code: this.code(textSetting(config, "source_directory")), entry_script: setting("entry_script"),
        environment: `azureml:${config.environment.name}${config.environment.version === null ? "@latest" : `:${config.environment.version}`}`,
        program_arguments: program === "" ? undefined : program, append_row_to: rows ? "${{outputs." + (rows.separate ? `${key}_rows` : key) + "}}" : undefined,
      },
    };
  }

  private declaredInputs(step: YamlStep): Section | undefined {
    const inputs: Record<string, Value> = {};
    for (const input of [...step.inputs, ...step.sideInputs]) inputs[identifier(input.name)] = this.declared(input, step.work.type === "parallel" && step.inputs.includes(input));
    for (const p of step.work.type === "script" ? step.work.parameters : []) {
      const { value } = p;
      if (value.type === "parameter" && value.parameter.value.type !== "data" && step.arguments.some((a) => a.type === "parameter" && a.name === p.name)) inputs[identifier(p.name)] = { type: value.parameter.value.type };
    }
    return Object.keys(inputs).length > 0 ? inputs : undefined;
  }

  private declared(input: StepInput, main: boolean): Section {
    if (input.source.type === "dataset") return { type: "mltable", mode: input.mode === "download" && !main ? "eval_download" : "eval_mount" };
    return { type: "uri_folder", mode: input.mode === "download" && !main ? "download" : "ro_mount" };
  }

  /** What a node gives to an input of its component. v1 mounts what a parallel step splits, whatever the file says. */
  private boundInput(input: StepInput, main: boolean): Value {
    const { mode, type } = this.declared(input, main);
    const { source } = input;
    switch (source.type) {
      case "dataset": return { type, path: `azureml:${source.name}@latest`, mode };
      case "path": return this.dataInput(source, main ? "mount" : input.mode);
      case "parameter": return bound("${{parent.inputs." + identifier(source.parameter.name) + "}}", mode);
      case "output": {
        const producer = this.pipeline.steps.find((s) => s.outputs.some((o) => o.destination === source.destination))!;
        const output = producer.outputs.find((o) => o.destination === source.destination)!;
        return bound("${{parent.jobs." + nodeName(producer.name) + ".outputs." + identifier(output.name) + "}}", mode);
      }
    }
  }

  private dataInput(source: InputSource & { type: "path" }, mode: "mount" | "download"): Section {
    return { type: "uri_folder", path: `azureml://datastores/${source.datastore}/paths/${source.path.replace(/^\/+/, "")}`, mode: mode === "download" ? "download" : "ro_mount" };
  }

  private declaredOutputs(step: YamlStep): Section | undefined {
    const rows = rowsFile(step, this.pipeline);
    const outputs = step.outputs.flatMap((o): [string, Value][] => {
      const key = identifier(o.name);
      return [[key, { type: rows && !rows.separate ? "uri_file" : "uri_folder" }], ...(rows?.separate ? [[`${key}_rows`, { type: "uri_file" }] satisfies [string, Value]] : [])];
    });
    return outputs.length > 0 ? Object.fromEntries(outputs) : undefined;
  }

  private nodeOutputs(step: YamlStep): Section | undefined {
    const rows = rowsFile(step, this.pipeline);
    const outputs = step.outputs.flatMap((o): [string, Value][] => {
      const key = identifier(o.name);
      const folder = `azureml://datastores/${o.datastore ?? "${{default_datastore}}"}/paths/azureml/\${{name}}/${key}`;
      const mode = o.mode === "upload" ? "upload" : undefined;
      const placed = o.datastore !== null || step.work.type === "parallel";
      if (rows && !rows.separate) return [[key, { type: "uri_file", path: `${folder}/${rows.file}`, mode }]];
      return [
        ...(placed || mode !== undefined ? [[key, { type: "uri_folder", path: placed ? folder : undefined, mode }] satisfies [string, Value]] : []),
        ...(rows ? [[`${key}_rows`, { type: "uri_file", path: `${folder}/${rows.file}` }] satisfies [string, Value]] : []),
      ];
    });
    return outputs.length > 0 ? Object.fromEntries(outputs) : undefined;
  }

  /** A folder as v1 names it, as the component names it: relative to its own file. */
  private code(folder: string | null): string {
    const from = posix.dirname(posix.normalize(this.path));
    const relative = posix.relative(from, posix.join(this.pipeline.base, folder ?? "."));
    return relative.startsWith("..") ? relative : `./${relative}`.replace(/\/$/, "");
  }

  /** The comments of the v1 file, above what has taken the place of what they stood at. */
  comments(): Comments {
    const { document, parameters, steps, data } = this.pipeline;
    const places: [start: number, end: number, path: readonly string[]][] = [
      ...parameters.map((p): [number, number, string[]] => [p.entry.keyPlace.start, p.entry.value.end, ["inputs", identifier(p.name)]]),
      ...data.flatMap((d): [number, number, string[]][] => {
        const reader = steps.find((s) => [...s.inputs, ...s.sideInputs].some((i) => i.source === d.source));
        return reader ? [[d.entry.keyPlace.start, d.entry.value.end, ["jobs", nodeName(reader.name)]]] : [];
      }),
      ...steps.map((s): [number, number, string[]] => [s.entry.keyPlace.start, s.entry.value.end, ["jobs", nodeName(s.name)]]),
    ].sort((a, b) => a[0] - b[0]);
    const found = new Map<string, [readonly string[], string[]]>();
    const put = (path: readonly string[], line: string): void => {
      const key = path.join("/");
      found.set(key, [path, [...(found.get(key)?.[1] ?? []), line]]);
    };
    for (const { start, text } of document.comments) {
      const own = places.find(([from, to]) => from < start && (start < to || !/[\r\n]/.test(document.text.slice(to, start))));
      const next = places.find(([from]) => from > start && document.text.slice(start, from).replace(/#[^\r\n]*/g, "").trim() === "");
      put((own ?? next)?.[2] ?? ["$schema"], text);
    }
    return [...found.values()];
  }

  /** The comments of a config, above the settings of the component. */
  componentComments(step: YamlStep): Comments {
    if (step.work.type !== "parallel") return todoOf(step) ? [[["command"], [todoOf(step)!]]] : [];
    const { config } = step.work;
    const comments: Comments = config.settings.flatMap((s) => {
      const lines = [...s.above, ...(s.beside === null ? [] : [s.beside])];
      const path = PLACES[s.argument];
      return lines.length > 0 ? [[path ?? ["task"], lines] satisfies Comments[number]] : [];
    });
    const todo = todoOf(step);
    return [[["$schema"], config.heading], ...comments, [["task"], [...config.last, ...(todo === null ? [] : [todo])]]];
  }
}

/** Where each setting of a config stands in a component. */
const PLACES: Readonly<Record<string, readonly string[]>> = table({
  entry_script: ["task", "entry_script"], source_directory: ["task", "code"], environment: ["task", "environment"], mini_batch_size: ["mini_batch_size"], partition_keys: ["partition_keys"],
  error_threshold: ["error_threshold"], allowed_failed_count: ["mini_batch_error_threshold"], run_invocation_timeout: ["retry_settings"], run_max_try: ["retry_settings"],
  logging_level: ["logging_level"], process_count_per_node: ["max_concurrency_per_instance"], node_count: ["resources"], environment_variables: ["task"], description: ["description"],
  output_action: ["outputs"], append_row_file_name: ["outputs"],
});

/** The line that asks for the environment of a script step, or for where the script of a parallel step takes its folder from. */
export function todoOf(step: YamlStep): string | null {
  if (step.work.type === "parallel") {
    const { use } = step.work;
    return use.type === "used" && use.by !== "--output" ? `# TODO(prs-upgrade PRS124): let ${use.place} take the folder from ${passesFolder(step) ? "--output" : "the arguments"}: whether v2 sets EntryScript().output_dir is not documented` : null;
  }
  const from = step.work.runconfig === null ? "" : `, which is in ${step.work.runconfig} for v1`;
  return `# TODO(prs-upgrade PRS708): name the environment of ${step.name}${from}: environment: azureml:<name>@latest`;
}

function bound(path: string, mode: Value | undefined): Value {
  return mode === "ro_mount" || mode === undefined ? path : { path, mode };
}

function boundTo(p: StepParameter): string {
  return p.value.type === "parameter" ? "${{parent.inputs." + identifier(p.value.parameter.name) + "}}" : p.value.text;
}

/** The environment variable that v1 hands a parameter over in. */
function variableOf(p: StepParameter): string {
  return `AML_PARAMETER_${p.name.replace(/\W/g, "_")}`;
}

function argumentsOf(step: YamlStep): string[] {
  return step.arguments.map((a): string => {
    if (a.type === "input") return "${{inputs." + identifier(a.name) + "}}";
    if (a.type === "output") return "${{outputs." + identifier(a.name) + "}}";
    if (a.type === "parameter") return parameterWord(a.name, step);
    return shellQuote((a as Argument & { type: "text" }).text);
  });
}

function parameterWord(name: string, step: YamlStep): string {
  const parameter = step.work.type === "script" ? step.work.parameters.find((p) => p.name === name) : undefined;
  if (!parameter) return shellQuote(`parameter:${name}`);
  if (parameter.value.type === "text") return shellQuote(parameter.value.text);
  const given = parameter.value.parameter.value;
  const word = "${{inputs." + identifier(name) + "}}";
  return given.type === "string" && /[\s"'\\]/.test(String(given.literal)) ? `"${word}"` : word;
}

function print(yaml: typeof import("yaml"), value: Section, comments: Comments): string {
  const document = new yaml.Document(withoutGaps(value, yaml), { version: "1.2", aliasDuplicateObjects: false });
  for (const [path, lines] of comments) {
    const pair = pairAt(yaml, document, path);
    if (!pair || lines.length === 0) continue;
    const above = lines.map((line) => line.replace(/^#/, "")).join("\n");
    const key = pair.key as Node;
    key.commentBefore = key.commentBefore ? `${key.commentBefore}\n${above}` : above;
  }
  return document.toString({ lineWidth: 0 });
}

/** A value as the YAML library takes it, without what is not there. */
function withoutGaps(value: Value, yaml: typeof import("yaml")): unknown {
  if (value instanceof Float) {
    const scalar = new yaml.Scalar(value.value);
    scalar.minFractionDigits = 1;
    return scalar;
  }
  if (Array.isArray(value)) return value.map((v: Value) => withoutGaps(v, yaml));
  if (typeof value !== "object") return value;
  const entries = Object.entries(value as Section).filter(([, v]) => v !== undefined).map(([k, v]): [string, unknown] => [k, withoutGaps(v!, yaml)]);
  return Object.fromEntries(entries.filter(([, v]) => typeof v !== "object" || v === null || Object.keys(v).length > 0));
}

/** The pair of a path of keys, or of the longest part of it that is there. */
function pairAt(yaml: typeof import("yaml"), document: Document, path: readonly string[]): Pair | undefined {
  let map = document.contents as YAMLMap | null;
  let found: Pair | undefined;
  for (const key of path) {
    if (!yaml.isMap(map)) break;
    const pair: Pair | undefined = map.items.find((item) => yaml.isScalar(item.key) && item.key.value === key);
    if (!pair) break;
    found = pair;
    map = pair.value as YAMLMap | null;
  }
  return found ?? (document.contents as YAMLMap).items[0];
}
