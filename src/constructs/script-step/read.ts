import { statementOf } from "../../python/ast.js";
import { inLoop } from "../../python/scope.js";
import type { Blocker } from "../concept.js";
import type { V1Object, Vocabulary } from "../model.js";
import { writtenOutputs } from "../output/read.js";
import type { Plan } from "../plan.js";
import { listItems } from "../step/arguments.js";
import type { StepModel } from "../step/model.js";
import { blocker, readStepData } from "../step/model.js";
import { knownText } from "../step/source.js";
import { OTHER_STEP } from "./findings.js";

const SCRIPT_PARAMETERS = ["script_name", "name", "arguments", "compute_target", "runconfig", "runconfig_pipeline_params", "inputs", "outputs", "params", "source_directory", "allow_reuse", "version", "hash_paths"];

/** The v2 job type of each v1 step type that a person has to move. Source: the guide's table of steps. */
const OTHER_STEPS: Readonly<Record<string, string>> = {
  CommandStep: "a command job", MpiStep: "a command job with a distribution", EstimatorStep: "a command job", HyperDriveStep: "a sweep job", AutoMLStep: "an automl job", DatabricksStep: "", DataTransferStep: "",
  SynapseSparkStep: "a spark job", RScriptStep: "a command job", ModuleStep: "a command component", AdlaStep: "", AzureBatchStep: "", KustoStep: "",
};

export const VOCABULARY: Vocabulary = {
  calls: {
    PythonScriptStep: { kind: "step", parameters: SCRIPT_PARAMETERS },
    ...Object.fromEntries(Object.keys(OTHER_STEPS).map((name) => [name, { kind: "step" as const, parameters: ["name"] }])),
  },
};

/** Arguments that this version can write. */
const WRITTEN: ReadonlySet<string> = new Set(["script_name", "name", "arguments", "compute_target", "runconfig", "inputs", "outputs", "source_directory", "allow_reuse", "version", "hash_paths"]);

/** Reads a `PythonScriptStep(...)`, or says why it can't be followed. */
export function readScriptStep(o: V1Object, plan: Plan): StepModel | Blocker {
  const job = OTHER_STEPS[o.form];
  if (job !== undefined) {
    return blocker(OTHER_STEP, o.site, `${o.form} -> ${job === "" ? "no v2 job" : job}`, job === "" ? "v2 has no job of this kind, and a v2 pipeline can't hold a v1 step." : `A v2 pipeline can't hold a v1 step. Write it as ${job}.`);
  }
  const { args, site } = o;
  const unknown = args.names().find((n) => !WRITTEN.has(n));
  if (args.unknown[0] || unknown !== undefined) {
    return blocker(OTHER_STEP, args.unknown[0] ?? args.get(unknown!)!, `PythonScriptStep with ${unknown ?? "hidden arguments"}`, "This argument has to be moved by hand.");
  }
  const statement = statementOf(site);
  if (inLoop(statement)) return blocker(OTHER_STEP, site, "A step that is made in a loop", "How many steps there are, and under which names, is only known when the code runs. Write each step out.");
  const own = writtenOutputs(o, plan);
  const inputs = listItems(args.get("inputs"), plan);
  const items = listItems(args.get("arguments"), plan);
  if (!own || !inputs || !items) return blocker(OTHER_STEP, site, "Which data does this step read and write?", "A list that it gets can't be seen from here. Write it out at the step.");
  const data = readStepData(inputs.map((expression) => ({ expression, role: "side" as const })), args.get("arguments"), own, plan);
  if ("unseen" in data) return blocker(OTHER_STEP, data.unseen, "What is this input?", "Nothing in sight says whether it is a dataset or another step's output.");
  return { object: o, statement, v1Name: knownText(args.get("name") ?? args.get("script_name"), plan), outputs: own, ...data, argumentsExpression: args.get("arguments"), bindings: [] };
}
