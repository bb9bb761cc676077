import type { Expression } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import { inLoop } from "../../python/scope.js";
import type { Blocker } from "../concept.js";
import { isCollected } from "../step/handle.js";
import type { V1Object, Vocabulary } from "../model.js";
import { writtenOutputs } from "../output/read.js";
import type { Plan } from "../plan.js";
import type { RunConfig } from "../run-config/read.js";
import { readRunConfig } from "../run-config/read.js";
import { isNamed } from "../data/kind.js";
import { listItems } from "../step/arguments.js";
import type { NodeBinding, StepModel } from "../step/model.js";
import { blocker, isNone, readStepData, strayObject } from "../step/model.js";
import { knownText, staysV1, unseenInput } from "../step/source.js";
import { UNSEEN_SCRIPT_STEP } from "./findings.js";

const COMMON = ["compute_target", "runconfig", "runconfig_pipeline_params", "inputs", "outputs", "params", "source_directory", "allow_reuse", "version"];

export const VOCABULARY: Vocabulary = {
  calls: {
    PythonScriptStep: { kind: "step", parameters: ["script_name", "name", "arguments", ...COMMON, "hash_paths"] },
    CommandStep: { kind: "step", parameters: ["command", "name", ...COMMON] },
  },
};

const KNOWN: ReadonlySet<string> = new Set(Object.values(VOCABULARY.calls ?? {}).flatMap((shape) => shape.parameters));

/** A value of `params=`, which the script finds in an environment variable. */
export interface Param {
  /** `AML_PARAMETER_<name>`, as azureml-core makes it. */
  readonly variable: string;
  readonly value: Expression;
  /** The pipeline parameter that gives the value; null for a fixed one. */
  readonly parameter: V1Object | null;
}

/** A `PythonScriptStep` or a `CommandStep`. */
export interface ScriptStep extends StepModel {
  /** Null when the step has none; `unseen` when what it holds can't be seen. */
  readonly runConfig: RunConfig | "unseen" | null;
  readonly params: readonly Param[];
  /** The pipeline parameter that gives the number of nodes. */
  readonly nodeCount: V1Object | null;
}

/** Whether an object is a step that becomes a `command`. */
export function isScriptStep(o: V1Object): boolean {
  return o.form === "PythonScriptStep" || o.form === "CommandStep";
}

/** Reads a `PythonScriptStep(...)` or a `CommandStep(...)`, or says why it can't be followed. */
export function readScriptStep(o: V1Object, plan: Plan): ScriptStep | Blocker {
  const { args, site } = o;
  const unseen = (e: Expression, title: string, why: string): Blocker => blocker(UNSEEN_SCRIPT_STEP, e, title, why);
  const unknown = args.names().find((n) => !KNOWN.has(n));
  if (args.unknown[0]) return unseen(args.unknown[0], "Which arguments does this step get?", "A * or ** argument hides them from the tool. Write them out.");
  if (unknown !== undefined) return unseen(args.get(unknown)!, `What does ${unknown}= mean to this step?`, `${o.form} has no such argument.`);
  const statement = statementOf(site);
  if (inLoop(statement) && !isCollected(o, plan)) return unseen(site, "A step that is made in a loop", "How many steps there are, and under which names, is only known when the code runs. Write each step out.");
  for (const name of ["name", "script_name", "source_directory", "allow_reuse"]) {
    const value = args.get(name);
    const stray = value && (plan.reader.objectsOf(value).length > 0 ? value : strayObject(value, plan));
    if (stray) return unseen(stray, `A v1 object inside ${name}=`, "v2 has no counterpart for it in this place.");
  }
  const script = o.form === "CommandStep" && isNone(args.get("command")) ? args.get("runconfig") : undefined;
  if (script) return unseen(script, "This step takes its command from a run configuration", "Write the command of the ScriptRunConfig into command= of the step, and its environment and compute into runconfig= and compute_target=.");
  const own = writtenOutputs(o, plan);
  const inputs = listItems(args.get("inputs"), plan);
  const words = o.form === "CommandStep" ? commandWords(args.get("command"), plan) : args.get("arguments");
  if (!own || !inputs || words === null) return unseen(site, "Which data does this step read and write?", "A list that it gets can't be seen from here. Write it out at the step.");
  const data = readStepData(inputs.map((expression) => ({ expression, role: "side" as const })), words, own, plan);
  if ("unseen" in data) {
    const ask = unseenInput(data.unseen, plan);
    if (data.ask) return unseen(data.unseen, data.ask.title, data.ask.why);
    return data.stray && !staysV1(plan.reader.objectOf(data.unseen), plan)
      ? unseen(data.unseen, "A v1 object inside a larger expression", "v2 passes parameters, data and outputs to the script by reference, so they can't be computed with here. Make it an argument of its own.")
      : unseen(data.unseen, ask.title, ask.why);
  }
  if (data.joined?.unseen) return unseen(data.joined.unseen, "Which arguments does this step get?", "They can't be seen from here, and may hold data. Write them out at the step.");
  const downloaded = data.inputs.find(({ source }) => source.type === "dataset" && source.mode === "download" && source.oneOf?.some(isNamed));
  if (downloaded) return unseen(downloaded.expression, "Which data does this step download?", "v2 downloads a registered dataset in another way than files that the code points at. Write a step for each.");
  const params = readParams(args.get("params"), plan);
  if (!params) return unseen(args.get("params")!, "Which params does this step get?", "They become environment variables in v2, so their names have to be in sight. Write them out as a dict.");
  const nodes = readNodeCount(args.get("runconfig_pipeline_params"), plan);
  if (nodes === "unseen") return unseen(args.get("runconfig_pipeline_params")!, "runconfig_pipeline_params that can't be bound", "v2 binds the number of nodes (NodeCount) to a parameter, no other setting of a run configuration.");
  const bindings: NodeBinding[] = params.flatMap((p) => (p.parameter ? [{ attribute: "environment_variables", key: p.variable, parameter: p.parameter }] : []));
  if (nodes) bindings.push({ attribute: "resources.instance_count", parameter: nodes });
  const given = args.get("runconfig");
  const config = given ? plan.reader.objectOf(given) : null;
  return {
    object: o, statement, v1Name: nameOf(o, plan), outputs: own, ...data, bindings, params, nodeCount: nodes,
    runConfig: isNone(given) ? null : config?.kind === "runconfig" ? readRunConfig(config, plan) : "unseen",
  };
}

/** v1 names a script step after its script, and a command step after the first word of its command. */
function nameOf(o: V1Object, plan: Plan): string | null {
  const given = o.args.get("name");
  if (!isNone(given)) return knownText(given, plan);
  if (o.form === "PythonScriptStep") return knownText(o.args.get("script_name"), plan);
  const first = commandWords(o.args.get("command"), plan)?.[0];
  const text = knownText(first, plan);
  return text === null ? null : `CommandStep_${text.split(" ", 1)[0]!}`;
}

/** The items of a command: v1 takes a string or a list. Null when it can't be seen. */
function commandWords(e: Expression | undefined, plan: Plan): readonly Expression[] | null {
  if (!e) return null;
  return typeof plan.module.known(e) === "string" || e.kind === "string" ? [e] : listItems(e, plan);
}

/** The values of `params={...}`; null when they can't be seen. */
function readParams(e: Expression | undefined, plan: Plan): Param[] | null {
  if (isNone(e)) return [];
  const dict = dictOf(e, plan);
  const params = dict?.entries.map((entry): Param | null => {
    const name = entry.key ? knownText(entry.key, plan) : null;
    if (name === null || strayObject(entry.value, plan)) return null;
    const o = plan.reader.objectOf(entry.value);
    return { variable: `AML_PARAMETER_${name.replace(/\W/g, "_")}`, value: entry.value, parameter: o?.kind === "parameter" ? o : null };
  });
  return params?.every((p): p is Param => p !== null) ? params : null;
}

/** The parameter behind `runconfig_pipeline_params={"NodeCount": p}`. */
function readNodeCount(e: Expression | undefined, plan: Plan): V1Object | "unseen" | null {
  if (isNone(e)) return null;
  const dict = dictOf(e, plan);
  if (dict?.entries.length === 0) return null;
  const only = dict?.entries.length === 1 ? dict.entries[0]! : null;
  const parameter = only ? plan.reader.objectOf(only.value) : null;
  return only?.key && knownText(only.key, plan) === "NodeCount" && parameter?.kind === "parameter" ? parameter : "unseen";
}

function dictOf(e: Expression, plan: Plan): (Expression & { kind: "dict" }) | null {
  if (e.kind === "dict") return e;
  if (e.kind !== "name") return null;
  const definitions = plan.module.names.definitionsOf(e);
  const only = definitions.length === 1 ? definitions[0]! : null;
  return only?.kind === "assign" && only.index === null && only.value?.kind === "dict" && only.variable.uses.length === 1 ? only.value : null;
}
