import type { Expression } from "../../python/ast.js";
import type { Doc, ItemDoc } from "../../python/layout.js";
import { call, keyword } from "../../python/layout.js";
import { computeNameDoc } from "../compute/index.js";
import type { Concept, Context } from "../concept.js";
import type { V1Object } from "../model.js";
import { inheritedVariables } from "../environment/variables.js";
import { outputItems } from "../output/write.js";
import { isBlocker } from "../parallel-run/read.js";
import { runConfigEnvironment } from "../run-config/index.js";
import { addedVariables } from "../run-config/read.js";
import { listItems } from "../step/arguments.js";
import { isNone } from "../step/model.js";
import { listConflict } from "../step/read.js";
import { joinedDoc, shellQuote, wordsDoc, wordsOf } from "../step/program-arguments.js";
import type { Word } from "../step/program-arguments.js";
import { knownText } from "../step/source.js";
import { inputItems, nameItems } from "../step/write.js";
import { COMMAND_STEP, SCRIPT_ENVIRONMENT, SCRIPT_PARAMS, SCRIPT_SETTING, SCRIPT_STEP } from "./findings.js";
import type { ScriptStep } from "./read.js";
import { isScriptStep, readScriptStep, VOCABULARY } from "./read.js";

/** An environment that exists in every workspace, for a step that had none in v1. */
const STAND_IN = "azureml://registries/azureml/environments/sklearn-1.5/labels/latest";

/** `PythonScriptStep` and `CommandStep` become `command`. */
export const scriptStep: Concept = {
  vocabulary: VOCABULARY,
  check: {
    step: (o, plan) => {
      if (!isScriptStep(o)) return null;
      const step = readScriptStep(o, plan);
      return isBlocker(step) ? step : listConflict(step, plan);
    },
  },
  write: { step: (o, c) => (isScriptStep(o) ? scriptStepDoc(o, c) : undefined) },
};

/** `command(...)` for a `PythonScriptStep(...)` or a `CommandStep(...)`. */
function scriptStepDoc(o: V1Object, c: Context): Doc | null {
  const step = readScriptStep(o, c.plan);
  if (isBlocker(step)) return null;
  const { draft } = c;
  const { args, site } = o;
  draft.finding(o.form === "CommandStep" ? COMMAND_STEP : SCRIPT_STEP, site, { title: `${o.form} -> command`, v1: o.form, v2: "command" });
  const comments = site.kind === "call" ? draft.commentsOf(site) : null;
  const commented = (i: ItemDoc, v1: string): ItemDoc => draft.commented(i, args.get(v1), comments);
  const items: ItemDoc[] = nameItems(step, c).map((i, n) => (n === 0 ? commented(i, "name") : i));
  const code = args.get("source_directory");
  if (!isNone(code) || o.form === "PythonScriptStep") items.push(commented(keyword("code", isNone(code) ? draft.string(".") : draft.doc(code)), "source_directory"));
  items.push(commented(keyword("environment", environmentDoc(step, c)), "runconfig"));
  items.push(commented(commented(commented(keyword("command", commandDoc(step, c)), "arguments"), "command"), "script_name"));
  const inputs = inputItems(step, false, c);
  if (inputs.length > 0) items.push(commented(keyword("inputs", { open: "{", close: "}", items: inputs }), "inputs"));
  if (step.outputs.length > 0) items.push(commented(keyword("outputs", { open: "{", close: "}", items: step.outputs.flatMap((x) => outputItems(x, step.object, null, c)) }), "outputs"));
  items.push(...computeItems(step, c).map((i) => commented(i, "compute_target")));
  items.push(...nodeItems(step, c), ...variableItems(step, c).map((i) => commented(i, "params")));
  const reuse = args.get("allow_reuse");
  if (reuse) items.push(commented(keyword("is_deterministic", draft.doc(reuse)), "allow_reuse"));
  for (const name of ["version", "hash_paths"]) {
    const e = args.get(name);
    if (!isNone(e)) draft.finding(SCRIPT_SETTING, args.rangeOf(name) ?? e, { title: `${name}= is dropped`, why: name === "version" ? "v2 versions a component by its content" : "v2 looks at every file of the folder but those that .amlignore or .gitignore names", v1: `${o.form}.${name}`, v2: undefined });
  }
  return call(draft.v2("command"), items, { broken: true, last: comments?.last ?? [] });
}

/** The environment of the run configuration; a stand-in and a TODO where there is none, or where it can't be seen. */
function environmentDoc(step: ScriptStep, c: Context): Doc {
  const { runConfig } = step;
  const seen = runConfig !== null && runConfig !== "unseen" && c.plan.moves(runConfig.object) ? runConfigEnvironment(runConfig.object, c) : null;
  if (seen !== null) return seen;
  const given = step.object.args.get("runconfig");
  const hidden = given !== undefined && runConfig !== null && (runConfig === "unseen" || !c.plan.moves(runConfig.object));
  const holds = step.object.args.get("compute_target") ? "the environment of this step is in" : "the environment and the compute of this step are in";
  const what = hidden ? `${holds} ${c.draft.module.slice(given)}; name ${holds.includes("are") ? "them" : "it"} here, and check its other settings` : "this step had no environment of its own in v1; choose the one it runs in";
  c.draft.todo(step.statement, SCRIPT_ENVIRONMENT, what);
  c.draft.finding(SCRIPT_ENVIRONMENT, hidden ? given : step.object.site, {
    title: hidden ? "Which environment does this run configuration hold?" : "Which environment does this step run in?", why: "v1 filled in a default; v2 has to be told. A stand-in of Microsoft's registry stands there now.", v1: `${step.object.form}.runconfig`, v2: "command.environment",
  });
  return c.draft.string(STAND_IN);
}

function setting(step: ScriptStep, path: string, c: Context): Expression | undefined {
  const { runConfig } = step;
  return runConfig !== null && runConfig !== "unseen" && c.plan.moves(runConfig.object) ? runConfig.ofStep.get(path) : undefined;
}

function computeItems(step: ScriptStep, c: Context): ItemDoc[] {
  const given = step.object.args.get("compute_target");
  const target = isNone(given) ? setting(step, "target", c) : given;
  if (isNone(target)) return [];
  // v1 also takes a tuple of name and type.
  const name = target.kind === "tuple" && target.items[0] ? target.items[0] : target;
  return [keyword("compute", computeNameDoc(name, step.statement, c))];
}

function nodeItems(step: ScriptStep, c: Context): ItemDoc[] {
  const { draft } = c;
  const items: ItemDoc[] = [];
  const nodes = step.nodeCount?.args.get("default_value") ?? setting(step, "node_count", c);
  if (nodes) items.push(keyword("instance_count", draft.doc(nodes)));
  const docker = setting(step, "docker.arguments", c);
  if (docker) {
    const words = listItems(docker, c.plan)?.map((e) => knownText(e, c.plan));
    const text = words?.every((w): w is string => w !== null) ? draft.string(words.join(" ")) : `${draft.string(" ")}.join(${draft.text(docker)})`;
    items.push(keyword("docker_args", text));
  }
  for (const [path, v2] of [["docker.shm_size", "shm_size"], ["max_run_duration_seconds", "timeout"]] as const) {
    const value = setting(step, path, c);
    if (value) items.push(keyword(v2, draft.doc(value)));
  }
  return items;
}

/** `params` and the variables of the run configuration. A parameter is bound on the node; its default stands here. */
function variableItems(step: ScriptStep, c: Context): ItemDoc[] {
  const { draft } = c;
  const { runConfig } = step;
  const seen = runConfig !== null && runConfig !== "unseen" && c.plan.moves(runConfig.object) ? runConfig : null;
  const inherited = seen ? inheritedVariables(seen.environment?.value ?? undefined, c) : [];
  const settings = seen?.variables ?? [];
  const given = settings.length === 1 && settings[0]!.path === "environment_variables" ? settings[0]!.value : null;
  if (step.params.length === 0 && inherited.length === 0 && given) return [keyword("environment_variables", draft.doc(given))];
  if (step.params.length === 0 && inherited.length === 0 && settings.length === 0) return [];
  if (step.params.length > 0) draft.finding(SCRIPT_PARAMS, step.object.args.rangeOf("params") ?? step.object.site, { title: "params -> environment_variables, AML_PARAMETER_...", v1: `${step.object.form}.params`, v2: "command.environment_variables" });
  const items: ItemDoc[] = step.params.map((p) => ({ prefix: `${draft.string(p.variable)}: `, value: variableValue(p.parameter?.args.get("default_value") ?? p.value, c) }));
  const own = lastOfEach(settings.flatMap((s) => (addedVariables(s) ?? (s.value?.kind === "dict" ? s.value.entries : s.value ? [{ key: null, value: s.value }] : []))
    .map((e): ItemDoc => ({ prefix: e.key ? `${draft.text(e.key)}: ` : "**", value: draft.doc(e.value) }))));
  return [keyword("environment_variables", { open: "{", close: "}", items: [...inherited.filter((i) => i.prefix === "**" || !own.some((x) => x.prefix === i.prefix)), ...own, ...items] })];
}

/** A variable that is set twice has its last value, at the place of the first, as in a dict. */
function lastOfEach(items: readonly ItemDoc[]): ItemDoc[] {
  if (items.some((x) => x.prefix === "**")) return [...items];
  return items.flatMap((item, i) => {
    if (items.slice(0, i).some((x) => x.prefix === item.prefix)) return [];
    return [items.filter((x) => x.prefix === item.prefix).at(-1)!];
  });
}

/** An environment variable is text. */
function variableValue(e: Expression, c: Context): Doc {
  const known = c.plan.module.known(e);
  if (typeof known === "string") return c.draft.doc(e);
  if (e.kind === "number") return c.draft.string(e.text);
  if (e.kind === "constant") return c.draft.string(e.value === null ? "None" : e.value ? "True" : "False");
  return `str(${c.draft.text(e)})`;
}

function commandDoc(step: ScriptStep, c: Context): Doc {
  const { args, form } = step.object;
  const items = step.items;
  if (form === "CommandStep") {
    const [first, ...rest] = items;
    if (first?.type === "value" && rest.length === 0) return c.draft.doc(first.expression);
    // v1 splits the first item as a shell would, and passes the others as they are.
    const text = first?.type === "value" ? knownText(first.expression, c.plan) : null;
    const start: Word = { parts: text !== null ? [text] : first?.type === "value" ? [{ code: c.draft.text(first.expression) }] : [], flag: false };
    return wordsDoc([start, ...wordsOf(rest, c)], c.draft.width - 24, c);
  }
  const script = args.get("script_name");
  const known = script ? c.plan.module.known(script) : undefined;
  const first: Word = { parts: script && typeof known === "string" && script.kind === "string" ? [`python ${shellQuote(known)}`] : ["python ", { code: script ? c.draft.text(script) : "" }], flag: false };
  if (step.joined) return joinedDoc([first], items, step.joined, [], c);
  return wordsDoc([first, ...wordsOf(items, c)], c.draft.width - 24, c);
}
