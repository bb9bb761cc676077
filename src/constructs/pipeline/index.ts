import CodeBlockWriterModule from "code-block-writer";
import type { Expression, Statement } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { Doc, ItemDoc } from "../../python/layout.js";
import { call, item, keyword, print } from "../../python/layout.js";
import type { Concept, Context } from "../concept.js";
import type { Plan } from "../plan.js";
import { inputDoc } from "../data/index.js";
import type { V1Object } from "../model.js";
import type { StepModel } from "../step/model.js";
import { identifier, outputKey, parameterName, variableOf } from "../step/model.js";
import { nodeName } from "../step/write.js";
import { knownText } from "../step/source.js";
import { clientOf } from "../workspace/index.js";
import { workspaceOf } from "../compute/index.js";
import { ORDER } from "../script-step/findings.js";
import { PARAMETER, PARAMETER_UNSEEN, PIPELINE, PIPELINE_SETTING } from "./findings.js";
import type { PipelineModel } from "./read.js";
import { followsByData, isDataset, isPipelineBlocker, reachedSteps, readPipeline } from "./read.js";

const CodeBlockWriter = (CodeBlockWriterModule as unknown as { default?: typeof CodeBlockWriterModule }).default ?? CodeBlockWriterModule;

/** `Pipeline(steps=[...])` becomes a `@dsl.pipeline` function and its call; a `PipelineParameter` becomes its parameter. */
export const pipeline: Concept = {
  vocabulary: {
    calls: {
      Pipeline: { kind: "pipeline", parameters: ["workspace", "steps", "description", "default_datastore", "default_source_directory", "resolve_closure"] },
      PipelineParameter: { kind: "parameter", parameters: ["name", "default_value"] },
      StepSequence: { kind: "list", parameters: ["steps"] },
    },
  },
  check: {
    step: (o, plan) => {
      for (const earlier of runsAfter(o, plan)) {
        if (!earlier.step || !followsByData(o, earlier.step, plan)) {
          return { rule: ORDER, range: earlier.call, title: "run_after orders steps that no data connects", why: "v2 orders the steps of a pipeline by data alone. Give the first an output that the second reads." };
        }
      }
      return null;
    },
    pipeline: (o, plan) => {
      const model = readPipeline(o, plan);
      return isPipelineBlocker(model) ? model : null;
    },
    parameter: (o, plan) =>
      parameterName(o, plan) === null || !o.args.get("default_value")
        ? { rule: PARAMETER_UNSEEN, range: o.site, title: "What is this parameter called?", why: "Its name or its default can't be seen from here; a parameter of a v2 pipeline function needs both." } : null,
  },
  links: { pipeline: (o, plan) => reachedSteps(o, plan) },
  write: {
    pipeline: writePipeline,
    list: (o, c) => {
      if (o.form !== "StepSequence") return undefined;
      c.draft.finding(ORDER, o.site, { effort: "upgraded", title: "StepSequence is dropped", why: "its steps are in this order by their data already", v1: "StepSequence", v2: "@dsl.pipeline" });
      return null;
    },
    parameter: (o, c) => {
      const name = parameterName(o, c.plan) ?? "";
      if (c.plan.consumersOf(o).length === 0) {
        c.draft.finding(PARAMETER, o.site, { title: `PipelineParameter ${name} is dropped`, why: "no step uses it", v1: "PipelineParameter", v2: "@dsl.pipeline" });
        return null;
      }
      const v1 = knownText(o.args.get("name"), c.plan);
      c.draft.finding(PARAMETER, o.site, {
        effort: v1 === name ? "upgraded" : "changed", title: `PipelineParameter ${v1 ?? name} -> the parameter ${name} of the pipeline function`, why: v1 === name ? "" : "v2 takes Python identifiers only: whoever sets this parameter has to use the new name", v1: "PipelineParameter", v2: "@dsl.pipeline",
      });
      return null;
    },
  },
  rewrites: {
    "parameter.name": (o, _, c) => {
      const name = o.args.get("name");
      return name ? c.draft.doc(name) : null;
    },
    "parameter.default_value": (o, _, c) => {
      const value = o.args.get("default_value");
      return value ? c.draft.doc(value) : null;
    },
    "step.run_after()": (_, e, c) => {
      c.draft.finding(ORDER, e, { effort: "upgraded", title: "run_after is dropped", why: "the step reads what the other one writes, so it runs after it anyway", v1: "PipelineStep.run_after", v2: "@dsl.pipeline" });
      return null;
    },
    // v1 prints what is wrong; v2 gives it back.
    "pipeline.validate()": (o, e, c) => {
      c.draft.finding(PIPELINE_SETTING, e, { title: "pipeline.validate() -> ml_client.jobs.validate(pipeline)", why: "v1 gives a list of what is wrong, v2 a result with passed and error_messages", v1: "Pipeline.validate", v2: "MLClient.jobs.validate" });
      const target = e.kind === "call" && e.callee.kind === "attribute" ? c.draft.text(e.callee.value) : "";
      return `${clientOf(workspaceOf(o, c), e, c)}.jobs.validate(${target})`;
    },
  },
};

/** The steps that `o.run_after(...)` names, as far as they can be seen. */
function runsAfter(o: V1Object, plan: Plan): { call: Expression; step: V1Object | null }[] {
  return plan.usesOf(o).flatMap((u) => {
    if (u.role.type !== "rewrite" || u.role.key !== "step.run_after()" || u.role.expression.kind !== "call") return [];
    const earlier = u.role.expression.args[0]?.value;
    const found = earlier ? plan.reader.objectOf(earlier) : null;
    return [{ call: u.role.expression, step: found?.kind === "step" ? found : null }];
  });
}

/** The name of the function that takes the place of each pipeline, in one draft. */
const functions = new WeakMap<Context["draft"], Map<V1Object, string>>();

/** The name of a pipeline's function. */
export function functionName(o: V1Object, c: Context): string {
  let names = functions.get(c.draft);
  if (!names) functions.set(c.draft, (names = new Map()));
  let name = names.get(o);
  if (name === undefined) {
    const experiment = experimentNameOf(o, c);
    const model = readPipeline(o, c.plan);
    const last = isPipelineBlocker(model) ? undefined : model.steps.at(-1);
    const wish = componentName(experiment, last);
    names.set(o, (name = c.draft.freshName(c.plan.module.names.isTaken(wish) ? `build_${wish}` : wish)));
  }
  return name;
}

/** The v2 name of a pipeline: its experiment, else its last step. */
function componentName(experiment: string | null, last: StepModel | undefined): string {
  return experiment !== null ? nodeName(identifier(experiment)) : `${nodeName(last?.v1Name ?? "scoring")}_pipeline`;
}

/** The experiment that a pipeline is submitted to, where its name is known. */
function experimentNameOf(o: V1Object, c: Context): string | null {
  for (const run of submitsOf(o, c)) {
    const given = run.args.get("experiment_name");
    if (given) return knownText(given, c.plan);
    const experiment = run.receiver ? c.plan.reader.objectOf(run.receiver) : null;
    const name = experiment?.kind === "experiment" ? knownText(experiment.args.get("name"), c.plan) : null;
    if (name !== null) return name;
  }
  return null;
}

/** The submissions of a pipeline. */
export function submitsOf(o: V1Object, c: Context): V1Object[] {
  return c.plan.consumersOf(o).filter((x) => x.kind === "run");
}

function writePipeline(o: V1Object, c: Context): Doc | null {
  const model = readPipeline(o, c.plan);
  if (isPipelineBlocker(model)) return null;
  const name = functionName(o, c);
  c.draft.finding(PIPELINE, o.site, { title: `Pipeline -> @dsl.pipeline ${name}, and its call`, v1: "Pipeline", v2: "@dsl.pipeline" });
  c.draft.insertFunctionBefore(statementOf(o.site), functionCode(model, name, c));
  const submits = submitsOf(o, c);
  const only = submits.length === 1 ? submits[0] : undefined;
  return call(name, callItems(model, only && isEarly(only, o, c) ? only : undefined, c));
}

/** Whether what a submission sets is known where the pipeline is built, so that the one call can say it. */
export function isEarly(run: V1Object, pipeline: V1Object, c: Context): boolean {
  const given = run.args.get("pipeline_parameters");
  if (!given || given.kind !== "dict" || !given.entries.every((e) => e.key && c.plan.module.known(e.key) !== undefined)) return false;
  const at = statementOf(pipeline.site);
  return given.entries.every((e) => c.plan.module.meansTheSameAt(e.value, at, at.start) && c.plan.reader.objectsOf(e.value).length === 0);
}

/**
 * The arguments of a call of the pipeline function: the datasets, and what a submission sets.
 *
 * @param run the submission whose `pipeline_parameters` count; undefined for the defaults
 */
export function callItems(model: PipelineModel, run: V1Object | undefined, c: Context): ItemDoc[] {
  const given = run?.args.get("pipeline_parameters");
  const set = new Map<string, Doc>();
  if (given?.kind === "dict") {
    for (const e of given.entries) {
      const key = e.key ? knownText(e.key, c.plan) : null;
      if (key !== null) set.set(identifier(key), argumentDoc(e.value, statementOf(run!.site), c));
    }
  }
  const items: ItemDoc[] = [];
  const unseen = given?.kind === "dict" && given.entries.some((e) => !e.key || knownText(e.key, c.plan) === null);
  if (unseen) return [{ prefix: "**", value: c.draft.doc(given) }];
  const names = new Set(model.parameters.map((p) => parameterName(p, c.plan)));
  for (const e of given?.kind === "dict" ? given.entries : []) {
    const key = knownText(e.key ?? undefined, c.plan)!;
    if (names.has(identifier(key))) continue;
    c.draft.finding(PIPELINE_SETTING, e, { title: `pipeline_parameters: ${key} is dropped`, why: "no step of this pipeline uses a parameter of that name", v1: "pipeline_parameters", v2: "@dsl.pipeline" });
  }
  for (const p of model.parameters) {
    const name = parameterName(p, c.plan)!;
    const value = set.get(name);
    if (value !== undefined) items.push(keyword(name, value));
    else if (isDataset(p, c.plan) && !(given && given.kind !== "dict")) items.push(keyword(name, argumentDoc(p.args.get("default_value")!, statementOf((run ?? model.object).site), c)));
  }
  if (given && given.kind !== "dict" && !(given.kind === "constant" && given.value === null)) items.push({ prefix: "**", value: c.draft.doc(given) });
  return items;
}

/** A value that is passed to the pipeline function: a dataset as an `Input`, anything else as it is. */
function argumentDoc(e: Expression, at: Statement, c: Context): Doc {
  const o = c.plan.reader.objectOf(e);
  return o?.kind === "dataset" ? inputDoc({ type: "dataset", dataset: o, expression: e, mode: null, pathOnCompute: null }, true, c, at) : c.draft.doc(e);
}

/** The `@dsl.pipeline` function. */
function functionCode(model: PipelineModel, name: string, c: Context): string {
  const { draft, plan } = c;
  const writer = new CodeBlockWriter({ newLine: "\n", ...(draft.unit === "\t" ? { useTabs: true } : { indentNumberOfSpaces: draft.unit.length }) });
  writer.writeLine(print(call(`@${draft.v2("dsl")}.pipeline`, decoratorItems(model, c)), { indent: "", column: 0, width: draft.width, unit: draft.unit }));
  const parameters = model.parameters.map((p): ItemDoc => {
    const key = parameterName(p, plan)!;
    return isDataset(p, plan) ? item(key) : keyword(key, draft.doc(p.args.get("default_value")!));
  });
  const head = print(call(`def ${name}`, parameters), { indent: "", column: 2, width: draft.width, unit: draft.unit });
  writer.writeLine(`${head}:`);
  const nodes = nodeVariables(model, name, c);
  writer.indent(() => {
    for (const step of model.steps) writeNode(step, model, nodes, writer, c);
  });
  return writer.toString().trimEnd();
}

function decoratorItems(model: PipelineModel, c: Context): ItemDoc[] {
  const { args } = model.object;
  const experiment = experimentNameOf(model.object, c);
  const name = componentName(experiment, model.steps.at(-1));
  const items: ItemDoc[] = [keyword("name", c.draft.string(name))];
  if (experiment !== null && experiment !== name) items.push(keyword("display_name", c.draft.string(experiment)));
  const description = args.get("description");
  if (description) items.push(keyword("description", c.draft.doc(description)));
  const store = args.get("default_datastore");
  if (store) {
    c.draft.finding(PIPELINE_SETTING, store, { effort: "upgraded", title: "default_datastore -> @dsl.pipeline(default_datastore=...)", v1: "Pipeline.default_datastore", v2: "@dsl.pipeline" });
    items.push(keyword("default_datastore", c.plan.reader.is(store, "datastore") ? `${c.draft.text(store)}.name` : c.draft.doc(store)));
  }
  return items;
}

/** A variable for each node: its v2 name, unless that already means something in the function. */
function nodeVariables(model: PipelineModel, name: string, c: Context): Map<StepModel, string> {
  const used = new Set([name, ...model.parameters.map((p) => parameterName(p, c.plan)!), ...model.steps.map((s) => stepVariable(s, c))]);
  const result = new Map<StepModel, string>();
  for (const step of model.steps) {
    const wish = step.v1Name !== null ? nodeName(step.v1Name) : "node";
    let variable = wish;
    for (let i = 1; used.has(variable); i++) variable = i === 1 ? `${wish}_node` : `${wish}_node_${i}`;
    used.add(variable);
    result.set(step, variable);
  }
  return result;
}

function writeNode(step: StepModel, model: PipelineModel, nodes: ReadonlyMap<StepModel, string>, writer: { writeLine(text: string): unknown }, c: Context): void {
  const items: ItemDoc[] = [];
  for (const input of step.inputs) {
    const { source } = input;
    if (source.type === "parameter") items.push(keyword(input.key, parameterName(source.parameter, c.plan)!));
    else if (source.type === "output") {
      const producer = model.steps.find((s) => s.outputs.includes(source.output));
      if (producer) items.push(keyword(input.key, `${nodes.get(producer)!}.outputs.${outputKey(source.output, c.plan)}`));
    }
  }
  const seen = new Set<string>();
  for (const i of step.items ?? []) {
    if (i.type !== "parameter" || seen.has(i.key)) continue;
    seen.add(i.key);
    items.push(keyword(i.key, parameterName(i.parameter, c.plan)!));
  }
  const code = print(call(stepVariable(step, c), items), { indent: "", column: 30, width: c.draft.width, unit: c.draft.unit });
  const read = model.steps.some((s) => s.inputs.some((i) => i.source.type === "output" && step.outputs.includes(i.source.output)));
  if (step.bindings.length === 0 && !read) {
    writer.writeLine(code);
    return;
  }
  const node = nodes.get(step)!;
  writer.writeLine(`${node} = ${code}`);
  for (const b of step.bindings) {
    const parameter = parameterName(b.parameter, c.plan)!;
    writer.writeLine(`${node}.${b.attribute} = ${BOUND_AS_TEXT.has(b.attribute) ? c.draft.string("${{parent.inputs." + parameter + "}}") : parameter}`);
  }
}

/**
 * Attributes that azure-ai-ml 1.35.2 sends as they are: a parameter object there can't be written as JSON when the job is submitted
 * ("Object of type PipelineInput is not JSON serializable"). The binding is written as text instead.
 */
const BOUND_AS_TEXT: ReadonlySet<string> = new Set(["mini_batch_size", "logging_level"]);

const hoisted = new WeakMap<Context["draft"], Map<V1Object, string>>();

/** The variable that holds a step. One that stands inside another expression is given one. */
export function stepVariable(step: StepModel, c: Context): string {
  const own = variableOf(step.object);
  if (own !== null) return own;
  let names = hoisted.get(c.draft);
  if (!names) hoisted.set(c.draft, (names = new Map()));
  let name = names.get(step.object);
  if (name === undefined) names.set(step.object, (name = c.draft.freshName(`${nodeName(step.v1Name ?? "parallel_run")}_step`)));
  return name;
}

