import type { Expression } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import { inLoop } from "../../python/scope.js";
import type { Blocker } from "../concept.js";
import type { V1Object, Vocabulary } from "../model.js";
import { isClassAsked } from "../class-checks.js";
import type { OrderedPart } from "../effects.js";
import { inOrder, isTheSameAgain, keepsItsValue } from "../effects.js";
import type { Plan } from "../plan.js";
import { writtenOutputs } from "../output/read.js";
import { listItems } from "../step/arguments.js";
import type { NodeBinding, StepModel } from "../step/model.js";
import { isCollected } from "../step/handle.js";
import { blocker, givenAway, isInComprehension, isInLambda, readStepData, strayObject, variableOf } from "../step/model.js";
import { knownText, notImported, staysV1, unseenInput } from "../step/source.js";
import { YAML_UNREAD } from "../yaml/findings.js";
import { unreadProblem } from "../yaml/unread.js";
import * as rules from "./findings.js";
import { MAPPING } from "./mapping.js";
import { unseenUse } from "./unseen.js";
import { table } from "../../table.js";

const signature = (owner: string): string[] => MAPPING.filter((r) => r.owner === owner).map((r) => r.v1);

export const VOCABULARY: Vocabulary = {
  calls: {
    ParallelRunConfig: {
      kind: "config", parameters: signature("ParallelRunConfig"),
      contrib: [...signature("ParallelRunConfig").slice(0, signature("ParallelRunConfig").indexOf("run_max_try")), "input_format", "append_row_file_name"],
    },
    "ParallelRunConfig.load_yaml": { kind: "config", parameters: ["workspace", "path"] },
    ParallelRunStep: {
      kind: "step", parameters: signature("ParallelRunStep"),
      contrib: ["name", "parallel_run_config", "inputs", "output", "side_inputs", "models", "arguments", "allow_reuse", "tags", "properties", "add_parallel_run_step_dependencies"],
    },
  },
};

/** Arguments that only the contrib package takes; it ignores them or uses them for tracking. */
export const CONTRIB_ONLY: ReadonlySet<string> = new Set(["input_format", "models", "tags", "properties", "add_parallel_run_step_dependencies"]);

/** Those of them that `parallel_run_function` takes too. */
export const CARRIED: readonly string[] = ["tags", "properties"];

/** The node attribute that each setting is bound to when v1 gave it as a PipelineParameter. */
const BOUND_ATTRIBUTE: Readonly<Record<string, string>> = table({
  mini_batch_size: "mini_batch_size",
  node_count: "resources.instance_count",
  process_count_per_node: "max_concurrency_per_instance",
  logging_level: "logging_level",
  run_invocation_timeout: "retry_settings.timeout",
  run_max_try: "retry_settings.max_retries",
});

/** A v1 parallel step with its config. */
export interface ParallelStep extends StepModel {
  readonly config: V1Object;
  /** `inline`: the config dissolves into the step. `shared`: it stays where it is, as a dict. */
  readonly form: "inline" | "shared";
  /** What `output=` holds, where it is given: the rows go there. */
  readonly output: V1Object | null;
}

const memo = new WeakMap<Plan, Map<V1Object, ParallelStep | Blocker>>();

/** Reads a `ParallelRunStep(...)`, or says why it can't be followed. */
export function readParallelStep(o: V1Object, plan: Plan): ParallelStep | Blocker {
  let steps = memo.get(plan);
  if (!steps) memo.set(plan, (steps = new Map<V1Object, ParallelStep | Blocker>()));
  let step = steps.get(o);
  if (!step) steps.set(o, (step = read(o, plan)));
  return step;
}

export function isBlocker(x: StepModel | Blocker): x is Blocker {
  return "rule" in x;
}

function read(o: V1Object, plan: Plan): ParallelStep | Blocker {
  const { args, site } = o;
  if (args.unknown[0]) return blocker(rules.UNSEEN_STEP, args.unknown[0], "Which arguments does this step get?", "A * or ** argument hides them from the tool. Write them out.");
  const statement = statementOf(site);
  if ((inLoop(statement) || isInComprehension(site)) && !isCollected(o, plan)) {
    if (isInLambda(site)) return blocker(rules.UNSEEN_STEP, site, "A step that a lambda makes", "What it is called with can't be seen from here. Make it a function.");
    return blocker(rules.UNSEEN_STEP, site, "A step that is made in a loop", "How many steps there are, and under which names, is only known when the code runs. Write each step out, or upgrade this loop by hand.");
  }
  const unseen = unseenUse(plan);
  if (unseen) return unseen;
  const config = plan.reader.objectOf(args.get("parallel_run_config"));
  if (config?.kind !== "config") {
    const given = args.get("parallel_run_config");
    const places = given ? plan.placesOf(plan.reader.objectsOf(given)) : null;
    if (places !== null) return blocker(rules.UNSEEN_STEP, given!, "Which config does this step have?", `It is that of ${places}, as the code runs. Make one config whose settings differ, or a step for each.`);
    return blocker(rules.UNSEEN_STEP, given ?? site, "Where does the config of this step come from?", `Its ParallelRunConfig can't be seen from here, so its settings can't be moved${given ? whereFrom(given, plan) : "."}`);
  }
  const problem = checkConfig(config, plan);
  if (problem) return problem;

  for (const name of args.names()) {
    if (!MAPPING.some((r) => r.owner === "ParallelRunStep" && r.v1 === name) && !CONTRIB_ONLY.has(name)) {
      return blocker(rules.UNSEEN_STEP, args.get(name)!, `What does ${name}= mean to this step?`, "ParallelRunStep has no such argument.");
    }
  }
  if (!args.get("name")) return blocker(rules.UNSEEN_STEP, site, "ParallelRunStep without name", "v1 needs it, so this code does not run as it stands. Complete it first.");
  for (const name of ["name", "allow_reuse"]) {
    const value = args.get(name);
    const stray = value && (plan.reader.objectsOf(value).length > 0 ? value : strayObject(value, plan));
    if (stray) return blocker(rules.UNSEEN_STEP, stray, `A v1 object inside ${name}=`, "v2 has no counterpart for it in this place.");
  }

  const inputs = listItems(args.get("inputs"), plan);
  if (!inputs) return blocker(rules.INPUTS, args.get("inputs") ?? site, "Which data does this step read?", "The list of its inputs can't be seen from here. Write it out at the step.");
  if (inputs.length !== 1) {
    return blocker(rules.INPUTS, args.get("inputs") ?? site, inputs.length === 0 ? "A step without an input" : `${inputs.length} inputs are split together`,
      inputs.length === 0 ? "v2 needs one input to split into mini-batches." : "v2 splits exactly one input. Join them in one MLTable with several paths, or pass all but one as side inputs.");
  }
  const sides = listItems(args.get("side_inputs"), plan);
  if (!sides) return blocker(rules.SIDE_INPUTS, args.get("side_inputs") ?? site, "Which side inputs does this step get?", "Their list can't be seen from here. Write it out at the step.");

  const outputs = writtenOutputs(o, plan);
  if (!outputs) {
    const missing = plan.reader.notImported(args.get("output")!);
    return blocker(rules.OUTPUT, args.get("output")!, "Where does the output of this step come from?", missing === null ? "It can't be seen from here." : notImported(missing));
  }

  const data = readStepData(
    [...inputs.map((expression) => ({ expression, role: "main" as const })), ...sides.map((expression) => ({ expression, role: "side" as const }))],
    args.get("arguments"), outputs, plan,
  );
  if ("unseen" in data) {
    if (data.ask) return blocker(rules.ARGUMENTS, data.unseen, data.ask.title, data.ask.why);
    const given = data.stray ? givenAway(data.unseen, plan) : null;
    if (given) return blocker(rules.ARGUMENTS, data.unseen, given.title, given.why);
    const ask = unseenInput(data.unseen, plan);
    return data.stray && !staysV1(plan.reader.objectOf(data.unseen), plan)
      ? blocker(rules.ARGUMENTS, data.unseen, "A v1 object inside a larger expression", "v2 passes parameters, data and outputs to the script by reference, so they can't be computed with here. Make it an argument of its own.")
      : blocker(rules.INPUTS, data.unseen, ask.title, ask.why);
  }
  const environment = config.args.get("environment");
  if (environment && isNone(environment, plan)) {
    return blocker(rules.ENVIRONMENT, environment, "Which environment does this step run in?", "It is None here, and v2 needs one: make an Environment, or name a registered one: \"azureml:<name>@latest\".");
  }
  const form = formOf(o, config, plan);
  const unordered = argumentsInOrder(o, form === "inline" ? config : null, plan).find((part) => !part.once || isInComprehension(site));
  if (unordered) return blocker(rules.UNSEEN_STEP, unordered.e, "Calls among these arguments that depend on their order", "v2 names the arguments in another order, so these calls would run in another one. Give each a variable of its own first.");
  const v1Name = knownText(args.get("name"), plan);
  return {
    object: o, statement, v1Name, config, outputs, output: hasOutput(args.get("output"), plan) ? (outputs[0] ?? null) : null, ...data,
    bindings: bindingsOf(config, plan), form,
  };
}

/** Whether `output=` is given: what a step only gets in its arguments takes no rows. */
function hasOutput(e: Expression | undefined, plan: Plan): boolean {
  return e !== undefined && plan.module.known(e) !== null;
}

/** Where a config comes from that can't be seen, as the end of a sentence, and what to do about it. */
function whereFrom(e: Expression, plan: Plan): string {
  const hidden = plan.reader.whyHidden(e);
  if (hidden !== null) return `: it comes from ${hidden}.`;
  const elsewhere = plan.reader.madeElsewhere(e);
  if (elsewhere !== null) return `: it comes from ${elsewhere}, which is in none of these files. Run the upgrade on the folder of the whole project, or write the config here.`;
  const missing = plan.reader.notImported(e);
  return missing === null ? "." : `. ${notImported(missing)}`;
}

function checkConfig(config: V1Object, plan: Plan): Blocker | null {
  const { args } = config;
  if (config.form === "ParallelRunConfig.load_yaml") return { ...blocker(YAML_UNREAD, config.site, "Which settings does load_yaml load here?", `${unreadProblem(config.site)}. Write them out as ParallelRunConfig(...), or mend that.`), at: statementOf(config.site) };
  if (args.unknown[0]) return blocker(rules.UNSEEN_STEP, args.unknown[0], "Which settings does this config get?", "A * or ** argument hides them from the tool. Write them out.");
  for (const name of args.names()) {
    const value = args.get(name)!;
    if (!MAPPING.some((r) => r.owner === "ParallelRunConfig" && r.v1 === name) && !CONTRIB_ONLY.has(name)) {
      return blocker(rules.UNSEEN_STEP, value, `What does ${name}= mean to this config?`, "ParallelRunConfig has no such argument.");
    }
    const parameter = plan.reader.objectsOf(value).some((x) => x.kind === "parameter");
    if (parameter && !(name in BOUND_ATTRIBUTE)) {
      const rule = name === "partition_keys" ? rules.PARTITION_KEYS : rules.UNSEEN_STEP;
      return blocker(rule, value, `${name} can't be a parameter of the pipeline in v2`, "Give it a fixed value here.");
    }
    const isShared = statementOf(value) !== statementOf(config.site) && plan.of("config").some((x) => x !== config && x.args.get(name) === value);
    if (isShared && !isTheSameAgain(value, plan)) return blocker(rules.UNSEEN_STEP, value, `${name} is computed once for several configs`, "Written into each of them, this call would run once for each. Give it a variable of its own.");
    const stray = strayObject(value, plan);
    if (stray && !plan.reader.objectsOf(stray).some((x) => x.kind === "config")) {
      const given = givenAway(stray, plan);
      return blocker(rules.UNSEEN_STEP, stray, given?.title ?? `A v1 object inside ${name}=`, given?.why ?? "In v2 a parameter has no value while the pipeline is built, so nothing can be computed with it.");
    }
  }
  const missing = MAPPING.find((r) => r.owner === "ParallelRunConfig" && r.v1Default === null && !args.get(r.v1));
  if (missing) return blocker(rules.UNSEEN_STEP, config.site, `ParallelRunConfig without ${missing.v1}`, "v1 needs it, so this code does not run as it stands. Complete it first.");
  const script = knownText(args.get("entry_script"), plan);
  if (script !== null && /\.r$/i.test(script)) {
    return blocker(rules.ENTRY_SCRIPT, args.get("entry_script")!, `${script} is not Python`, "v2 runs Python entry scripts only. Write a Python entry script whose run(mini_batch) calls Rscript.");
  }
  return null;
}

function isNone(e: Expression, plan: Plan): boolean {
  return plan.module.known(e) === null;
}

function bindingsOf(config: V1Object, plan: Plan): NodeBinding[] {
  return MAPPING.flatMap((row) => {
    const value = row.owner === "ParallelRunConfig" ? config.args.get(row.v1) : undefined;
    const parameter = value ? plan.reader.objectOf(value) : null;
    const attribute = BOUND_ATTRIBUTE[row.v1];
    return parameter?.kind === "parameter" && attribute ? [{ attribute, parameter }] : [];
  });
}

/** What has to be computed in the order of v1's text among the arguments of a step, and of a config that is written into it. */
export function argumentsInOrder(step: V1Object | null, config: V1Object | null, plan: Plan): OrderedPart[] {
  const of = (o: V1Object | null): { name: string; value: Expression }[] => (o?.args.names() ?? []).filter((name) => name !== "parallel_run_config").map((name) => ({ name, value: o!.args.get(name)! }));
  return inOrder([...of(config), ...of(step)], plan);
}

/** Inline: one step uses the config, in the same scope, and nothing that its arguments name or read is bound or set again in between. */
function formOf(step: V1Object, config: V1Object, plan: Plan): "inline" | "shared" {
  const steps = plan.objects.filter((o) => o.kind === "step" && plan.reader.objectOf(o.args.get("parallel_run_config")) === config);
  const at = statementOf(step.site);
  const names = plan.module.names;
  const sameScope = names.scopeOf(at) === names.scopeOf(statementOf(config.site));
  const sameValues = config.args.names().every((name) => plan.module.meansTheSameAt(config.args.get(name)!, at, step.site.start) && keepsItsValue(config.args.get(name)!, at, plan));
  const own = step.args.get("parallel_run_config") === config.site || variableOf(config) !== null;
  return steps.length === 1 && own && sameScope && sameValues && !plan.usesOf(config).some((u) => isClassAsked(u.expression)) ? "inline" : "shared";
}
