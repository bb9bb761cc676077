import type { Expression } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import { inLoop } from "../../python/scope.js";
import type { Blocker } from "../concept.js";
import type { V1Object, Vocabulary } from "../model.js";
import { ownOutputs } from "../output/read.js";
import type { Plan } from "../plan.js";
import { listItems } from "../step/arguments.js";
import type { StepModel } from "../step/model.js";
import { blocker, readStepData } from "../step/model.js";
import { knownText } from "../step/source.js";
import type { Rule } from "../../findings/rule.js";
import * as rules from "./findings.js";
import { table } from "../../table.js";

/** A step type that a person has to write in v2. */
export interface OtherStepType {
  /** The parameters of the v1 class in order. Source: azureml-pipeline-steps 1.62. */
  readonly parameters: readonly string[];
  readonly rule: Rule;
  /** The v2 job; empty when there is none. Source: the guide's table of steps. */
  readonly job: string;
  /** The arguments that hold what it reads, lists or single objects. */
  readonly reads: readonly string[];
  /** The arguments that hold what it writes. */
  readonly writes: readonly string[];
  /** The argument that holds the list for the program. */
  readonly program?: string;
}

const IO = { reads: ["inputs"], writes: ["outputs"] } as const;

export const OTHER_STEPS: Readonly<Record<string, OtherStepType>> = table({
  MpiStep: {
    ...IO, rule: rules.COMMAND_LIKE, job: "a command job with an MPI distribution", program: "arguments",
    parameters: ["name", "source_directory", "script_name", "arguments", "compute_target", "node_count", "process_count_per_node", "inputs", "outputs", "allow_reuse", "version", "hash_paths"],
  },
  EstimatorStep: {
    ...IO, rule: rules.COMMAND_LIKE, job: "a command job", program: "estimator_entry_script_arguments",
    parameters: ["name", "estimator", "estimator_entry_script_arguments", "runconfig_pipeline_params", "inputs", "outputs", "compute_target", "allow_reuse", "version"],
  },
  RScriptStep: {
    ...IO, rule: rules.COMMAND_LIKE, job: "a command job that calls Rscript", program: "arguments",
    parameters: ["script_name", "name", "arguments", "compute_target", "runconfig", "runconfig_pipeline_params", "inputs", "outputs", "params", "source_directory", "use_gpu"],
  },
  ModuleStep: {
    reads: ["inputs_map"], writes: ["outputs_map"], rule: rules.COMMAND_LIKE, job: "a command component", program: "arguments",
    parameters: ["module", "version", "module_version", "inputs_map", "outputs_map", "compute_target", "runconfig", "runconfig_pipeline_params", "arguments", "params", "name"],
  },
  HyperDriveStep: {
    reads: ["inputs"], writes: ["outputs", "metrics_output"], rule: rules.SWEEP, job: "a sweep job", program: "estimator_entry_script_arguments",
    parameters: ["name", "hyperdrive_config", "estimator_entry_script_arguments", "inputs", "outputs", "metrics_output", "allow_reuse", "version"],
  },
  AutoMLStep: { ...IO, rule: rules.AUTOML, job: "an automl job", parameters: ["name", "automl_config", "inputs", "outputs", "script_repl_params", "allow_reuse", "version", "hash_paths"] },
  SynapseSparkStep: {
    ...IO, rule: rules.SPARK, job: "a spark job", program: "arguments",
    parameters: ["file", "source_directory", "compute_target", "driver_memory", "driver_cores", "executor_memory", "executor_cores", "num_executors", "name", "app_name", "environment", "arguments", "inputs", "outputs", "conf", "py_files", "jars", "files", "allow_reuse", "version"],
  },
  DatabricksStep: { ...IO, rule: rules.NO_JOB, job: "", parameters: ["name", "inputs", "outputs"] },
  DataTransferStep: {
    reads: ["source_data_reference"], writes: ["destination_data_reference"], rule: rules.NO_JOB, job: "",
    parameters: ["name", "source_data_reference", "destination_data_reference", "compute_target", "source_reference_type", "destination_reference_type", "allow_reuse"],
  },
  AdlaStep: { ...IO, rule: rules.NO_JOB, job: "", parameters: ["script_name", "name", "inputs", "outputs", "params"] },
  AzureBatchStep: { ...IO, rule: rules.NO_JOB, job: "", program: "arguments", parameters: ["name", "create_pool", "pool_id"] },
  KustoStep: { reads: [], writes: ["output"], rule: rules.NO_JOB, job: "", parameters: ["name", "compute_target", "database_name", "query_directory", "output", "parameter_dict", "allow_reuse"] },
});

export const VOCABULARY: Vocabulary = {
  calls: {
    ...Object.fromEntries(Object.entries(OTHER_STEPS).map(([name, type]) => [name, { kind: "step" as const, parameters: type.parameters }])),
    "AutoMLPipelineBuilder.*": { kind: "library-steps", parameters: [] },
  },
};

/** Reads what a step of another type reads and writes, so that the pipeline around it can move; or says why that can't be seen. */
export function readOtherStep(o: V1Object, plan: Plan): StepModel | Blocker {
  const type = OTHER_STEPS[o.form]!;
  const { args, site } = o;
  const statement = statementOf(site);
  const unseen = (e: Expression, title: string): Blocker =>
    blocker(type.rule, e, title, `${type.job === "" ? "v2 has no job of this kind" : `v2 has ${type.job} for it`}, and a v2 pipeline can't hold a v1 step. What it reads and writes can't be seen from here.`);
  if (args.unknown[0]) return unseen(args.unknown[0], `${o.form}: which arguments does it get?`);
  if (inLoop(statement)) return unseen(site, `${o.form} is made in a loop`);
  const listed = (names: readonly string[]): (Expression | null)[] =>
    names.flatMap((name): readonly (Expression | null)[] => {
      const e = args.get(name);
      if (e?.kind === "dict") return e.entries.map((entry) => entry.value);
      return e && plan.reader.objectOf(e) && plan.reader.objectOf(e)?.kind !== "list" ? [e] : (listItems(e, plan) ?? [null]);
    });
  const reads = listed(type.reads);
  const written = listed(type.writes);
  const outputs = written.flatMap((e) => (e ? (ownOutputs(e, plan) ?? [null]) : [null]));
  const words = type.program ? listItems(args.get(type.program), plan) : [];
  if (!reads.every((e): e is Expression => e !== null) || !outputs.every((x): x is V1Object => x !== null) || !words) return unseen(site, `${o.form} -> ${type.job === "" ? "no v2 job" : type.job}`);
  const data = readStepData(reads.map((expression) => ({ expression, role: "side" as const })), words, outputs, plan);
  if ("unseen" in data) return unseen(data.unseen, `${o.form}: what is this input?`);
  const passed = new Set(data.items.flatMap((i) => (i.type === "parameter" ? [i.parameter] : [])));
  return {
    object: o, statement, v1Name: knownText(args.get("name"), plan), outputs, ...data, bindings: [], manual: true,
    otherParameters: plan.partsOf(o).filter((x) => x.kind === "parameter" && !passed.has(x)),
  };
}
