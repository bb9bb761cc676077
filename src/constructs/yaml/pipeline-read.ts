import { posix } from "node:path";
import type { Place, YamlDocument, YamlEntry, YamlMap, YamlNode, YamlScalar } from "../../yaml/document.js";
import { entryOf, parseYaml, textIn, YamlError } from "../../yaml/document.js";
import type { FolderUses } from "../output/script-use.js";
import { flagsOf, scriptUse } from "../output/script-use.js";
import { identifier } from "../step/model.js";
import { nodeName } from "../step/write.js";
import type { Unread, YamlConfig } from "./config.js";
import { readConfig, textSetting } from "./config.js";
import type { NamedFile, ProjectFile } from "./project.js";
import { findNamed } from "./project.js";
import { table } from "../../table.js";

/** A parameter of the pipeline: a literal, or data that a submission may replace. */
export interface PipelineParameter {
  readonly entry: YamlEntry;
  readonly name: string;
  readonly value: { readonly type: "string" | "integer" | "number" | "boolean"; readonly literal: string | number | boolean } | { readonly type: "data"; readonly data: PathData };
}

/** A path on a datastore. */
export interface PathData {
  readonly type: "path";
  readonly datastore: string;
  readonly path: string;
}

/** What an input of a step reads. */
export type InputSource =
  | PathData
  | { readonly type: "dataset"; readonly name: string }
  | { readonly type: "parameter"; readonly parameter: PipelineParameter }
  | { readonly type: "output"; readonly destination: string };

export interface StepInput {
  readonly entry: YamlEntry;
  readonly name: string;
  readonly source: InputSource;
  readonly mode: "mount" | "download";
}

export interface StepOutput {
  readonly entry: YamlEntry;
  readonly name: string;
  /** What other steps read it by. */
  readonly destination: string;
  readonly datastore: string | null;
  readonly mode: "mount" | "upload";
}

/** A value that the script finds in an environment variable, or in its arguments. */
export interface StepParameter {
  readonly entry: YamlEntry;
  readonly name: string;
  readonly value: { readonly type: "parameter"; readonly parameter: PipelineParameter } | { readonly type: "text"; readonly text: string };
}

export type Argument = { readonly type: "input" | "output" | "parameter"; readonly name: string } | { readonly type: "text"; readonly text: string };

export interface YamlStep {
  readonly entry: YamlEntry;
  /** What v1 calls it. */
  readonly name: string;
  readonly inputs: readonly StepInput[];
  readonly sideInputs: readonly StepInput[];
  readonly outputs: readonly StepOutput[];
  readonly arguments: readonly Argument[];
  readonly allowReuse: boolean;
  /** What v1 reads for nothing, or v2 has no place for. */
  readonly dropped: readonly YamlEntry[];
  readonly work:
    | { readonly type: "parallel"; readonly config: YamlConfig; readonly file: NamedFile; readonly use: FolderUses }
    | { readonly type: "script"; readonly script: string; readonly folder: string | null; readonly compute: string | null; readonly parameters: readonly StepParameter[]; readonly runconfig: string | null };
}

/** A v1 pipeline as `Pipeline.load_yaml` reads it. */
export interface YamlPipeline {
  readonly document: YamlDocument;
  readonly description: string | null;
  readonly defaultCompute: string | null;
  readonly parameters: readonly PipelineParameter[];
  readonly data: readonly { readonly entry: YamlEntry; readonly source: InputSource }[];
  readonly steps: readonly YamlStep[];
  readonly dropped: readonly YamlEntry[];
  /** The folder that the pipeline is loaded in: what it names is relative to that. */
  readonly base: string;
}

/** Whether a text may be a v1 pipeline with a parallel step. */
export function looksLikePipeline(text: string): boolean {
  return /^pipeline[ \t]*:/m.test(text) && /\bParallelRunStep\b|\bparallel_run_step[ \t]*:/.test(text);
}

/**
 * Reads a pipeline as `Pipeline.load_yaml` of azureml-pipeline-core 1.62 does.
 *
 * @param programs the files of the programs that may load it, which run where its paths start
 * @param scripts gives the scripts that its steps run
 * @returns why not, where something in it has no place in a v2 pipeline or v1 itself refuses it
 */
export async function readPipelineFile(file: NamedFile, programs: readonly string[], project: ProjectFile, scripts: ProjectFile): Promise<YamlPipeline | Unread> {
  try {
    const document = await parseYaml(file.text);
    return await new PipelineReader(document, programs, project, scripts).read();
  } catch (error) {
    if (error instanceof YamlError) return { problem: error.message, place: { start: error.offset, end: error.offset } };
    if (error instanceof Stop) return { problem: error.message, place: error.place };
    throw error;
  }
}

/** The files that a pipeline file names. */
export function namedByPipeline(document: YamlDocument): string[] {
  const steps = entryOf(entryOf(document.root, "pipeline")?.value, "steps")?.value;
  return steps?.kind === "map" ? steps.entries.flatMap((s) => textIn(entryOf(s.value, "parallel_run_config")?.value) ?? []) : [];
}

/** Reading can't go on. */
class Stop extends Error {
  constructor(message: string, readonly place: Place) {
    super(message);
  }
}

const OTHER_STEPS = ["ModuleStep", "AdlaStep", "DataTransferStep", "DatabricksStep", "AzureBatchStep", "module", "adla_step", "data_transfer_step", "databricks_step", "azurebatch_step"];
const SECTIONS: Readonly<Record<string, string>> = table({ python_script_step: "PythonScriptStep", parallel_run_step: "ParallelRunStep" });
const OF_PIPELINE = ["name", "description", "parameters", "default_compute", "data_references", "steps"];
const OF_STEP = ["type", "name", "inputs", "outputs", "side_inputs", "arguments", "allow_reuse", ...Object.keys(SECTIONS)];
const OF_PARALLEL = [...OF_STEP, "parallel_run_config"];
const OF_SCRIPT = [...OF_STEP.filter((k) => k !== "side_inputs"), "script_name", "source_directory", "compute", "parameters", "runconfig"];

const OF_INPUT = ["source", "bind_mode", "type"];
const OF_OUTPUT = ["destination", "datastore", "bind_mode", "type", "as_dataset"];

class PipelineReader {
  private readonly parameters = new Map<string, PipelineParameter>();
  private readonly data = new Map<string, InputSource>();
  private base: string | null = null;

  constructor(private readonly document: YamlDocument, private readonly programs: readonly string[], private readonly project: ProjectFile, private readonly scripts: ProjectFile) {}

  async read(): Promise<YamlPipeline> {
    const pipeline = this.map(entryOf(this.document.root, "pipeline")?.value, "the pipeline: section", this.document.root);
    for (const entry of this.entries(pipeline, "parameters")) this.parameters.set(entry.key, this.parameter(entry));
    const data = this.entries(pipeline, "data_references").map((entry) => {
      const source = this.dataReference(entry);
      this.data.set(entry.key, source);
      return { entry, source };
    });
    const steps: YamlStep[] = [];
    for (const entry of this.entries(pipeline, "steps")) steps.push(await this.step(entry, this.text(pipeline, "default_compute")));
    if (steps.length === 0) throw new Stop("it has no steps", pipeline);
    this.checkNames(steps);
    this.checkProducers(steps);
    const unread = data.filter((d) => !steps.some((s) => [...s.inputs, ...s.sideInputs].some((i) => i.source === d.source)));
    const dropped = [...pipeline.entries.filter((e) => !OF_PIPELINE.includes(e.key)), ...unread.map((d) => d.entry)];
    return {
      document: this.document, description: this.text(pipeline, "description") ?? this.text(pipeline, "name"), defaultCompute: this.text(pipeline, "default_compute"),
      parameters: [...this.parameters.values()], data, steps, dropped, base: this.base ?? ".",
    };
  }

  private parameter(entry: YamlEntry): PipelineParameter {
    const type = textIn(entryOf(entry.value, "type")?.value);
    const given = entryOf(entry.value, "default")?.value;
    const made = (value: PipelineParameter["value"]): PipelineParameter => ({ entry, name: entry.key, value });
    if (type === "datapath") {
      const [datastore, path] = [textIn(entryOf(given, "datastore")?.value), textIn(entryOf(given, "path_on_datastore")?.value)];
      if (datastore === null || path === null) throw new Stop(`the parameter ${entry.key} needs a default with datastore and path_on_datastore: v2 data has a path`, entry.keyPlace);
      return made({ type: "data", data: { type: "path", datastore, path } });
    }
    const scalar = given?.kind === "scalar" ? given : undefined;
    if (given && !scalar) throw new Stop(`the default of the parameter ${entry.key} is no plain value`, given);
    const value = scalar?.value;
    switch (type) {
      case "string":
        if (value === undefined) throw new Stop(`the parameter ${entry.key} has no default, and v2 needs one here`, entry.keyPlace);
        return made({ type: "string", literal: pythonText(scalar!) });
      case "int": case "float": {
        const number = value === undefined ? 0 : typeof value === "number" || typeof value === "string" ? Number(value) : Number.NaN;
        if (!Number.isFinite(number)) throw new Stop(`the default of the parameter ${entry.key} is no number`, given ?? entry.keyPlace);
        return made(type === "int" ? { type: "integer", literal: Math.trunc(number) } : { type: "number", literal: number });
      }
      case "bool": return made({ type: "boolean", literal: Boolean(value ?? false) });
      default: throw new Stop(`the parameter ${entry.key} is of a type that v1 does not know`, entry.keyPlace);
    }
  }

  private dataReference(entry: YamlEntry): InputSource {
    const datastore = this.text(entry.value, "datastore");
    if (datastore !== null) {
      const path = this.text(entry.value, "path_on_datastore");
      if (path === null) throw new Stop(`${entry.key} reads SQL, and v2 has no input of that kind: export it to files first`, entry.keyPlace);
      return { type: "path", datastore, path };
    }
    const name = this.text(entry.value, "dataset_name");
    if (name === null) throw new Stop(`${entry.key} names no dataset: v2 has no ids of v1 datasets, so name it with dataset_name`, entry.keyPlace);
    return { type: "dataset", name };
  }

  private async step(entry: YamlEntry, defaultCompute: string | null): Promise<YamlStep> {
    const whole = this.map(entry.value, `the step ${entry.key}`, entry.keyPlace);
    const nested = whole.entries.find((e) => e.key in SECTIONS);
    const type = this.text(whole, "type") ?? (nested ? SECTIONS[nested.key]! : null);
    const other = OTHER_STEPS.find((o) => o === type || entryOf(whole, o));
    if (other) throw new Stop(`the step ${entry.key} is a ${other}, which has no counterpart that could be written here`, entry.keyPlace);
    if (type !== "PythonScriptStep" && type !== "ParallelRunStep") throw new Stop(`the step ${entry.key} is of no type that v1 knows`, entry.keyPlace);
    for (const key of ["runconfig_parameters"]) if (entryOf(whole, key)) throw new Stop(`${key} of the step ${entry.key}: v2 can't bind settings of a run configuration`, entryOf(whole, key)!.keyPlace);
    const own = this.text(whole, "type") === null && nested ? this.map(nested.value, nested.key, nested.keyPlace) : whole;
    const parallel = type === "ParallelRunStep";
    const name = this.text(own, "name") ?? (parallel ? null : this.text(own, "script_name"));
    if (name === null) throw new Stop(`the step ${entry.key} has no name`, entry.keyPlace);
    const inputs = this.inputs(whole, "inputs");
    const sideInputs = parallel ? this.inputs(whole, "side_inputs") : [];
    const outputs = this.entries(whole, "outputs").map((e) => this.output(e));
    const step = {
      entry, name, inputs, sideInputs, outputs: parallel ? outputs.slice(0, 1) : outputs, allowReuse: scalarOf(own, "allow_reuse") !== false,
      arguments: this.arguments(whole, inputs, sideInputs, outputs),
      dropped: [
        ...[...whole.entries, ...(own === whole ? [] : own.entries)].filter((e) => !(parallel ? OF_PARALLEL : OF_SCRIPT).includes(e.key)),
        ...(parallel ? outputs.slice(1).map((o) => o.entry) : []), // v1 takes the first
        ...outputs.flatMap((o) => (o.entry.value.kind === "map" ? o.entry.value.entries.filter((e) => !OF_OUTPUT.includes(e.key)) : [])),
        ...[...inputs, ...sideInputs].flatMap((i) => (i.entry.value.kind === "map" ? i.entry.value.entries.filter((e) => !OF_INPUT.includes(e.key)) : [])),
      ],
    };
    if (parallel) return { ...step, work: await this.parallel(whole, step, outputs) };
    const script = this.text(own, "script_name");
    if (script === null) throw new Stop(`the step ${entry.key} has no script_name`, entry.keyPlace);
    const compute = this.text(whole, "compute") ?? defaultCompute;
    return { ...step, work: { type: "script", script, folder: this.text(own, "source_directory"), compute, parameters: this.stepParameters(whole), runconfig: this.text(whole, "runconfig") } };
  }

  private async parallel(whole: YamlMap, step: Omit<YamlStep, "work">, outputs: readonly StepOutput[]): Promise<YamlStep["work"]> {
    const { entry } = step;
    if (outputs.length === 0) throw new Stop(`the step ${entry.key} has no output`, entry.keyPlace);
    if (step.inputs.length !== 1) throw new Stop(step.inputs.length === 0 ? `the step ${entry.key} has no input` : `${step.inputs.length} inputs of the step ${entry.key} are split together, and v2 splits exactly one`, entry.keyPlace);
    const [input] = step.inputs as [StepInput];
    if (input.source.type !== "dataset" && input.source.type !== "output") throw new Stop(`the input ${input.name} of the step ${entry.key} is a path on a datastore, and v1 takes datasets only there`, input.entry.keyPlace);
    const given = entryOf(whole, "parallel_run_config");
    const path = textIn(given?.value);
    if (!given || path === null) throw new Stop(`the step ${entry.key} has no parallel_run_config`, entry.keyPlace);
    for (const program of this.programs) {
      const file = findNamed({ path, from: "file" }, program, this.project);
      if ("problem" in file) continue;
      this.base ??= posix.dirname(program);
      const config = await readConfig(file.text, program, this.project);
      if ("problem" in config) throw new Stop(`${file.path}: ${config.problem}`, given.value);
      const missing = ["entry_script", "error_threshold", "output_action", "compute_target", "node_count"].find((a) => !config.settings.some((s) => s.argument === a));
      if (missing) throw new Stop(`${file.path} has no ${missing === "compute_target" ? "compute_target_name" : missing}, which v1 needs`, given.value);
      return { type: "parallel", config, file, use: this.useOf(step, config) };
    }
    throw new Stop(`there is no ${path}, the config of the step ${entry.key}`, given.value);
  }

  /** What the entry script asks for; v1 looks for it where the pipeline is loaded. */
  private useOf(step: Omit<YamlStep, "work">, config: YamlConfig): FolderUses {
    const script = textSetting(config, "entry_script");
    if (script === null || !script.endsWith(".py")) return { type: "unseen" };
    const given = flagsOf(step.arguments.flatMap((a) => (a.type === "text" ? [a.text] : [])));
    return scriptUse(posix.join(this.base ?? ".", textSetting(config, "source_directory") ?? ".", script), given, this.scripts);
  }

  private inputs(step: YamlMap, key: string): StepInput[] {
    return this.entries(step, key).map((entry) => {
      const source = this.text(entry.value, "source");
      if (source === null) throw new Stop(`the input ${entry.key} has no source`, entry.keyPlace);
      const mode = this.text(entry.value, "bind_mode") ?? this.text(entry.value, "type") ?? "mount";
      if (mode !== "mount" && mode !== "download") throw new Stop(`the input ${entry.key} has the mode ${mode}, which v1 refuses`, entry.keyPlace);
      const parameter = this.parameters.get(source);
      const found: InputSource = parameter?.value.type === "data" ? { type: "parameter", parameter } : (this.data.get(source) ?? { type: "output", destination: source });
      return { entry, name: entry.key, source: found, mode };
    });
  }

  private output(entry: YamlEntry): StepOutput {
    const destination = this.text(entry.value, "destination");
    if (destination === null) throw new Stop(`the output ${entry.key} has no destination`, entry.keyPlace);
    const mode = this.text(entry.value, "bind_mode") ?? this.text(entry.value, "type") ?? "mount";
    if (mode !== "mount" && mode !== "upload") throw new Stop(`the output ${entry.key} has the mode ${mode}, which v1 refuses`, entry.keyPlace);
    return { entry, name: entry.key, destination, datastore: this.text(entry.value, "datastore"), mode };
  }

  private arguments(step: YamlMap, inputs: readonly StepInput[], sides: readonly StepInput[], outputs: readonly StepOutput[]): Argument[] {
    const given = entryOf(step, "arguments");
    if (!given) return [];
    if (given.value.kind !== "list") throw new Stop("arguments is no list", given.keyPlace);
    return given.value.items.map((item): Argument => {
      const text = textIn(item);
      if (text === null) throw new Stop("an argument is no text, and v1 takes nothing else; write it in quotes", item);
      const [, kind, name = ""] = /^(input|side_input|output|parameter):([\s\S]*)$/.exec(text) ?? [];
      if (kind === "parameter") return { type: "parameter", name };
      if (kind === "output" && outputs.some((o) => o.name === name)) return { type: "output", name };
      if (kind === "input" && inputs.some((i) => i.name === name) || kind === "side_input" && sides.some((i) => i.name === name)) return { type: "input", name };
      return { type: "text", text };
    });
  }

  private stepParameters(step: YamlMap): StepParameter[] {
    return this.entries(step, "parameters").map((entry) => {
      const source = textIn(entryOf(entry.value, "source")?.value);
      const parameter = source === null ? undefined : this.parameters.get(source);
      if (source !== null && parameter?.value.type !== "data" && parameter) return { entry, name: entry.key, value: { type: "parameter", parameter } };
      if (entry.value.kind !== "scalar") throw new Stop(`the parameter ${entry.key} of this step names no parameter of the pipeline`, entry.keyPlace);
      return { entry, name: entry.key, value: { type: "text", text: pythonText(entry.value) } };
    });
  }

  /** Names that v2 takes for one: it has fewer characters for them. */
  private checkNames(steps: readonly YamlStep[]): void {
    const once = (names: readonly [string, Place][], what: string): void => {
      const seen = new Set<string>();
      for (const [name, place] of names) {
        if (seen.has(name)) throw new Stop(`two ${what} are called ${name} in v2; give each a name of its own`, place);
        seen.add(name);
      }
    };
    const key = ({ entry }: { entry: YamlEntry }): [string, Place] => [identifier(entry.key), entry.keyPlace];
    once(steps.map((s) => [nodeName(s.name), s.entry.keyPlace]), "steps");
    once([...this.parameters.values()].map(key), "parameters");
    once(steps.flatMap((s) => s.outputs.map((o): [string, Place] => [`the destination ${o.destination}`, o.entry.keyPlace])), "outputs");
    for (const s of steps) {
      once([...s.inputs, ...s.sideInputs, ...(s.work.type === "script" ? s.work.parameters : [])].map(key), `inputs of the step ${s.entry.key}`);
      once(s.outputs.map(key), `outputs of the step ${s.entry.key}`);
    }
  }

  /** Every output that a step reads has to be made by one. */
  private checkProducers(steps: readonly YamlStep[]): void {
    const made = new Set(steps.flatMap((s) => s.outputs.map((o) => o.destination)));
    for (const input of steps.flatMap((s) => [...s.inputs, ...s.sideInputs])) {
      if (input.source.type === "output" && !made.has(input.source.destination)) throw new Stop(`no step makes ${input.source.destination}, which the input ${input.name} reads`, input.entry.keyPlace);
    }
  }

  private map(node: YamlNode | undefined, what: string, place: Place): YamlMap {
    if (node?.kind !== "map") throw new Stop(`${what} holds no keys`, place);
    return node;
  }

  private entries(node: YamlNode, key: string): readonly YamlEntry[] {
    const entry = entryOf(node, key);
    if (!entry || entry.value.kind === "scalar" && entry.value.value === null) return [];
    return this.map(entry.value, key, entry.keyPlace).entries;
  }

  /** The text of a key; null where it is left out or empty. */
  private text(node: YamlNode, key: string): string | null {
    const entry = entryOf(node, key);
    if (!entry || entry.value.kind === "scalar" && entry.value.value === null) return null;
    if (entry.value.kind !== "scalar") throw new Stop(`${key} is no text`, entry.keyPlace);
    return entry.value.text === "" ? null : entry.value.text;
  }
}

function scalarOf(node: YamlNode, key: string): unknown {
  const value = entryOf(node, key)?.value;
  return value?.kind === "scalar" ? value.value : undefined;
}

/** A value as Python's `str` writes it. */
export function pythonText({ value, text }: YamlScalar): string {
  return value === null ? "None" : value === true ? "True" : value === false ? "False" : text;
}
