import CodeBlockWriterModule from "code-block-writer";
import type { Expression, Statement } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { Doc, ItemDoc } from "../../python/layout.js";
import { call, item, keyword, print } from "../../python/layout.js";
import type { Concept, Context } from "../concept.js";
import type { Plan } from "../plan.js";
import { inputDoc, pathInput } from "../data/index.js";
import type { V1Object } from "../model.js";
import { pipelineOutputName } from "../output/read.js";
import { rowsInside } from "../output/rows.js";
import { readingMode } from "../output/write.js";
import { isBlocker } from "../parallel-run/read.js";
import type { StepInput, StepModel } from "../step/model.js";
import { identifier, outputKey, parameterName } from "../step/model.js";
import { readStep } from "../step/read.js";
import { calledIn, listVariable, nodeName } from "../step/write.js";
import { knownText } from "../step/source.js";
import { clientOf } from "../workspace/index.js";
import { workspaceOf } from "../compute/index.js";
import { submitted } from "../run/parameters.js";
import { PIPELINE_OUTPUT } from "../output/findings.js";
import { ORDER } from "../script-step/findings.js";
import { PARAMETER, PIPELINE, PIPELINE_SETTING } from "./findings.js";
import type { PipelineModel } from "./read.js";
import { YAML_PIPELINE } from "../yaml/findings.js";
import { componentName, experimentNameOf, functionName, submitsOf } from "./name.js";
import { labelOf, twinsOf } from "./twins.js";
import { followsByData, isData, isLoaded, isPipelineBlocker, orderByData, reachedSteps, readPipeline, unseenParameter } from "./read.js";

const CodeBlockWriter = (CodeBlockWriterModule as unknown as { default?: typeof CodeBlockWriterModule }).default ?? CodeBlockWriterModule;

/** `Pipeline(steps=[...])` becomes a `@dsl.pipeline` function and its call; a `PipelineParameter` becomes its parameter. */
export const pipeline: Concept = {
  vocabulary: {
    calls: {
      Pipeline: { kind: "pipeline", parameters: ["workspace", "steps", "description", "default_datastore", "default_source_directory", "resolve_closure"] },
      "Pipeline.load_yaml": { kind: "pipeline", parameters: ["workspace", "filename"] },
      PipelineParameter: { kind: "parameter", parameters: ["name", "default_value"] },
      StepSequence: { kind: "list", parameters: ["steps"] },
    },
  },
  check: {
    step: (o, plan) => {
      for (const earlier of runsAfter(o, plan)) {
        if (!earlier.step || !followsByData(o, earlier.step, plan)) {
          return { rule: ORDER, range: earlier.call, title: "run_after orders steps that no data connects", why: orderByData(earlier.step, plan) };
        }
      }
      return null;
    },
    pipeline: (o, plan) => {
      const model = readPipeline(o, plan);
      return isPipelineBlocker(model) ? model : null;
    },
    parameter: unseenParameter,
  },
  links: { pipeline: (o, plan) => reachedSteps(o, plan), parameter: (o, plan) => stepsBehind(o, plan), step: (o, plan) => heldData(o, plan) },
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
        return c.plan.hasValue(o) ? defaultDoc(o, c) : null;
      }
      const v1 = knownText(o.args.get("name"), c.plan);
      c.draft.finding(PARAMETER, o.site, {
        effort: v1 === name ? "upgraded" : "changed", title: `PipelineParameter ${v1 ?? name} -> the parameter ${name} of the pipeline function`, why: v1 === name ? "" : "v2 takes Python identifiers only: whoever sets this parameter has to use the new name", v1: "PipelineParameter", v2: "@dsl.pipeline",
      });
      return c.plan.hasValue(o) ? defaultDoc(o, c) : null;
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

/** The steps that read data which a parameter chooses. What names that data can stay v1 beside them, the parameter can't. */
function stepsBehind(o: V1Object, plan: Plan): V1Object[] {
  const found = new Set<V1Object>();
  const behind = new Set([o]);
  // What is found is looked behind in turn.
  for (const at of behind) {
    for (const x of plan.consumersOf(at)) {
      if (x.kind !== "step") {
        if (plan.isDual(x)) behind.add(x);
      } else if (at !== o) found.add(x);
    }
  }
  return [...found];
}

/** The datasets of which a variable holds one: the step reads the variable, so all of them are v2 data, or none. */
function heldData(o: V1Object, plan: Plan): readonly V1Object[] {
  const step = readStep(o, plan);
  return isBlocker(step) ? [] : step.inputs.flatMap(({ source }) => (source.type === "dataset" ? (source.oneOf ?? []) : []));
}

/** The default of a parameter: what its variable holds where it is passed on between scopes. */
function defaultDoc(o: V1Object, c: Context): Doc | null {
  const value = o.args.get("default_value");
  return value ? c.draft.doc(value) : null;
}

/** The steps that `o.run_after(...)` names, as far as they can be seen. */
function runsAfter(o: V1Object, plan: Plan): { call: Expression; step: V1Object | null }[] {
  return plan.usesOf(o).flatMap((u) => {
    if (u.role.type !== "rewrite" || u.role.key !== "step.run_after()" || u.role.expression.kind !== "call") return [];
    const earlier = u.role.expression.args[0]?.value;
    const found = earlier ? plan.reader.objectOf(earlier) : null;
    return [{ call: u.role.expression, step: found?.kind === "step" ? found : null }];
  });
}

function writePipeline(o: V1Object, c: Context): Doc | null {
  const model = readPipeline(o, c.plan);
  if (isPipelineBlocker(model)) return null;
  if (isLoaded(o)) {
    c.draft.finding(YAML_PIPELINE, o.site, { title: "Pipeline.load_yaml -> load_job", v1: "Pipeline.load_yaml", v2: "load_job" });
    return call(c.draft.v2("load_job"), [item(c.draft.doc(o.args.get("filename")!))]);
  }
  const name = functionName(o, c);
  c.draft.finding(PIPELINE, o.site, { title: `Pipeline -> @dsl.pipeline ${name}, and its call`, v1: "Pipeline", v2: "@dsl.pipeline" });
  const code = functionCode(model, name, c);
  c.draft.insertFunctionBefore(statementOf(o.site), code);
  const submits = submitsOf(o, c);
  const only = submits.length === 1 && twinsOf(o, c.plan).length === 1 ? submits[0] : undefined;
  return call(name, callItems(model, only && isEarly(only, o, c) ? only : undefined, c));
}

/** Whether what a submission sets is known where the pipeline is built, so that the one call can say it. */
export function isEarly(run: V1Object, pipeline: V1Object, c: Context): boolean {
  if (twinsOf(pipeline, c.plan).length > 1) return false;
  const entries = submitted(run, c.plan)?.entries;
  const at = statementOf(pipeline.site);
  return entries?.every((e) => c.plan.module.meansTheSameAt(e.value, at, at.start) && c.plan.reader.objectsOf(e.value).length === 0) ?? false;
}

/**
 * The arguments of a call of the pipeline function: the datasets, and what a submission sets.
 *
 * @param run the submission whose `pipeline_parameters` count; undefined for the defaults
 */
export function callItems(model: PipelineModel, run: V1Object | undefined, c: Context): ItemDoc[] {
  const given = run ? submitted(run, c.plan) : null;
  const at = statementOf((run ?? model.object).site);
  const set = new Map<string, Doc>((given?.entries ?? []).map((e) => [identifier(e.name), argumentDoc(e.value, at, c)]));
  const items: ItemDoc[] = [];
  for (const p of model.parameters) {
    const name = parameterName(p, c.plan)!;
    const value = set.get(name);
    set.delete(name);
    if (value !== undefined) items.push(keyword(name, value));
    else if (isData(p, c.plan)) items.push(keyword(name, argumentDoc(p.args.get("default_value")!, at, c)));
  }
  // v1 refuses parameters that the pipeline does not have, and so does the function.
  for (const [name, value] of set) items.push(keyword(name, value));
  if (!given || given.entries) return items;
  // The dict may hold the datasets too: what it says comes last.
  if (items.length === 0) return [{ prefix: "**", value: c.draft.doc(given.given) }];
  const defaults = items.map((i): ItemDoc => ({ prefix: `${c.draft.string(i.prefix.slice(0, -1))}: `, value: i.value }));
  return [{ prefix: "**", value: { open: "{", close: "}", items: [...defaults, { prefix: "**", value: c.draft.doc(given.given) }] } }];
}

/** A value that is passed to the pipeline function: a dataset as an `Input`, anything else as it is. */
export function argumentDoc(e: Expression, at: Statement, c: Context): Doc {
  const o = c.plan.reader.objectOf(e);
  if (o?.kind === "path") return pathInput(e, c);
  return o?.kind === "dataset" ? inputDoc({ type: "dataset", dataset: o, expression: e, mode: null, pathOnCompute: null }, true, c, at) : c.draft.doc(e);
}

/** The `@dsl.pipeline` function. */
function functionCode(model: PipelineModel, name: string, c: Context): string {
  const { draft, plan } = c;
  const writer = new CodeBlockWriter({ newLine: "\n", ...(draft.unit === "\t" ? { useTabs: true } : { indentNumberOfSpaces: draft.unit.length }) });
  writer.writeLine(print(call(`@${draft.v2("dsl")}.pipeline`, decoratorItems(model, c)), { indent: "", column: 0, width: draft.width, unit: draft.unit }));
  const parameters = model.parameters.map((p): ItemDoc => {
    const key = parameterName(p, plan)!;
    return isData(p, plan) ? item(isPublished(model.object, c) ? `${key}: ${dataType(p, c)}` : key) : keyword(key, draft.doc(p.args.get("default_value")!));
  });
  const head = print(call(`def ${name}`, parameters), { indent: "", column: 2, width: draft.width, unit: draft.unit });
  writer.writeLine(`${head}:`);
  const nodes = nodeVariables(model, name, c);
  const callees = stepCallees(model, c);
  writer.indent(() => {
    const done = new Set<Expression>();
    for (const step of model.steps) {
      const handle = model.handles.get(step);
      if (handle?.type !== "each") writeNode(step, callees.get(step)!, model, nodes, writer, c);
      else if (!done.has(handle.list)) {
        done.add(handle.list);
        writer.writeLine(`for ${callees.get(step)!} in ${listVariable(handle.list, c)}:`);
        writer.indent(() => writeNode(step, callees.get(step)!, model, nodes, writer, c));
      }
    }
    const given = givenAway(model, nodes, c);
    if (given.length > 0) writer.writeLine(`return ${print({ open: "{", close: "}", items: given }, { indent: "", column: 11, width: draft.width, unit: draft.unit })}`);
  });
  return writer.toString().trimEnd();
}

/** What `pipeline_output_name` makes an output of the pipeline. The rows go along with the folder that they lie in: its path is the pipeline's then. */
function givenAway(model: PipelineModel, nodes: ReadonlyMap<StepModel, string>, c: Context): ItemDoc[] {
  return model.steps.flatMap((step) => step.outputs.flatMap((output) => {
    const name = pipelineOutputName(output, c.plan);
    if (!name) return [];
    const known = knownText(name, c.plan);
    const key = (suffix: string): string => (known === null ? `${c.draft.text(name)}${suffix === "" ? "" : ` + ${c.draft.string(suffix)}`}` : c.draft.string(identifier(known) + suffix));
    const node = nodes.get(step)!;
    const rows = rowsInside(step, output, c);
    if (isPublished(model.object, c)) {
      c.draft.todo(statementOf(model.object.site), PIPELINE_OUTPUT, `${c.draft.module.slice(name)} keeps its place in what is published only if it is not returned`);
      c.draft.finding(PIPELINE_OUTPUT, name, {
        effort: "decision", title: `Does it matter where ${c.draft.module.slice(name)} lies when the published pipeline runs?`, why: `an output of the pipeline has a place and a mode in a job, and none in the component that is published${rows === null ? "" : "; the rows and their folder get two places then"}. Leave it out of what the function returns, and its step says where it lies.`, v1: `${output.form}.pipeline_output_name`, v2: "PipelineComponent.outputs",
      });
    }
    return [
      { prefix: `${key("")}: `, value: member(node, "outputs", outputKey(output, c.plan), c) }, ...(rows === null ? [] : [{ prefix: `${key("_rows")}: `, value: member(node, "outputs", rows, c) }]),
    ];
  }));
}

/** An input or an output of a node. A key that is a method of a dict can't be read as an attribute. */
function member(node: string, of: "inputs" | "outputs", key: string, c: Context): string {
  return DICT_METHODS.has(key) ? `${node}.${of}[${c.draft.string(key)}]` : `${node}.${of}.${key}`;
}

const DICT_METHODS: ReadonlySet<string> = new Set(["clear", "copy", "fromkeys", "get", "items", "keys", "pop", "popitem", "setdefault", "update", "values"]);

/** What each step is called by in the function. A parameter of the same name would hide its variable, so the step gets another name above. */
function stepCallees(model: PipelineModel, c: Context): Map<StepModel, string> {
  const parameters = new Set(model.parameters.map((p) => parameterName(p, c.plan)));
  return new Map(model.steps.map((step) => {
    const variable = calledIn(step, model.handles.get(step), c, labelOf(step, model, c.plan).label);
    if (!parameters.has(variable)) return [step, variable];
    const alias = c.draft.freshName(`${variable}_component`);
    c.draft.insertFunctionBefore(statementOf(model.object.site), `${alias} = ${variable}`);
    return [step, alias];
  }));
}

/** A component has to know the type of its inputs; a job takes it from the data that it is given. */
function isPublished(pipeline: V1Object, c: Context): boolean {
  return twinsOf(pipeline, c.plan).flatMap((twin) => [twin, ...submitsOf(twin, c)]).some((o) => c.plan.consumersOf(o).some((x) => x.kind === "published" && c.plan.moves(x)));
}

/** The annotation of a parameter whose default is data: `Input(type=...)`. */
function dataType(parameter: V1Object, c: Context): string {
  const given = parameter.args.get("default_value")!;
  const data = c.plan.reader.objectOf(given);
  const said = c.draft.findings.length;
  const declared = data?.kind === "path" ? pathInput(given, c) : inputDoc({ type: "parameter", parameter, dataset: data, mode: null, pathOnCompute: null }, true, c, statementOf(parameter.site));
  c.draft.findings.length = said; // the step that gets the data has said it
  const items = typeof declared === "string" ? [] : declared.items.filter((i) => i.prefix === "type=");
  return print(call(c.draft.v2("Input"), items), { indent: "", column: 0, width: Infinity, unit: c.draft.unit });
}

function decoratorItems(model: PipelineModel, c: Context): ItemDoc[] {
  const { args } = model.object;
  const experiment = experimentNameOf(model.object, c);
  const name = componentName(model, c);
  const items: ItemDoc[] = [keyword("name", c.draft.string(name))];
  if (experiment !== null && experiment !== name) items.push(keyword("display_name", c.draft.string(experiment)));
  const description = args.get("description");
  if (description) items.push(keyword("description", c.draft.doc(description)));
  const runs = twinsOf(model.object, c.plan).flatMap((twin) => submitsOf(twin, c));
  // Where nothing is submitted here, a schedule or what is published runs the function as it is.
  if (hasIndependentSteps(model, c.plan) && (runs.length === 0 || !runs.every((run) => run.args.get("continue_on_step_failure")))) {
    c.draft.finding(PIPELINE_SETTING, model.object.site, {
      effort: "upgraded", title: "continue_on_step_failure=False is written out", why: "v1 stops the pipeline when a step fails, v2 goes on with the steps that do not depend on it unless it is told to stop", v1: "Pipeline.submit.continue_on_step_failure", v2: "@dsl.pipeline",
    });
    items.push(keyword("continue_on_step_failure", "False"));
  }
  const store = args.get("default_datastore");
  if (store) {
    c.draft.finding(PIPELINE_SETTING, store, { effort: "upgraded", title: "default_datastore -> @dsl.pipeline(default_datastore=...)", v1: "Pipeline.default_datastore", v2: "@dsl.pipeline" });
    items.push(keyword("default_datastore", c.plan.reader.is(store, "datastore") ? `${c.draft.text(store)}.name` : c.draft.doc(store)));
  }
  return items;
}

/** Whether some step may run on after another one failed: what a pipeline does then differs between v1 and v2. A loop makes several of one step. */
export function hasIndependentSteps(model: PipelineModel, plan: Plan): boolean {
  const ofLists = model.steps.some((s) => model.handles.get(s)?.type === "each"); // one call in the code may make many steps
  return ofLists || model.steps.some((a, i) => model.steps.slice(i + 1).some((b) => !followsByData(a.object, b.object, plan) && !followsByData(b.object, a.object, plan)));
}

/** A variable for each node: its v2 name, unless that already means something in the function. */
function nodeVariables(model: PipelineModel, name: string, c: Context): Map<StepModel, string> {
  const used = new Set([name, ...model.parameters.map((p) => parameterName(p, c.plan)!), ...model.steps.map((s) => calledIn(s, model.handles.get(s), c, labelOf(s, model, c.plan).label))]);
  const result = new Map<StepModel, string>();
  for (const step of model.steps) {
    const wish = labelOf(step, model, c.plan).label ?? "node";
    let variable = wish;
    for (let i = 1; used.has(variable); i++) variable = i === 1 ? `${wish}_node` : `${wish}_node_${i}`;
    used.add(variable);
    result.set(step, variable);
  }
  return result;
}

function writeNode(step: StepModel, callee: string, model: PipelineModel, nodes: ReadonlyMap<StepModel, string>, writer: { writeLine(text: string): unknown }, c: Context): void {
  const items: ItemDoc[] = [];
  for (const input of step.inputs) {
    const { source } = input;
    if (source.type === "parameter") items.push(keyword(input.key, parameterName(source.parameter, c.plan)!));
    else if (source.type === "output") {
      const producer = model.steps.find((s) => s.outputs.includes(source.output));
      if (producer) items.push(keyword(input.key, member(nodes.get(producer)!, "outputs", outputKey(source.output, c.plan), c)));
    }
  }
  const seen = new Set<string>();
  for (const i of step.items) {
    if (i.type !== "parameter" || seen.has(i.key)) continue;
    seen.add(i.key);
    items.push(keyword(i.key, parameterName(i.parameter, c.plan)!));
  }
  const code = print(call(callee, items), { indent: "", column: 30, width: c.draft.width, unit: c.draft.unit });
  const read = step.outputs.some((o) => pipelineOutputName(o, c.plan) !== null) || model.steps.some((s) => s.inputs.some((i) => i.source.type === "output" && step.outputs.includes(i.source.output)));
  const modes = step.inputs.flatMap((i) => {
    const mode = i.source.type === "output" ? readingMode(i.source, step.object.form === "ParallelRunStep") : i.source.type === "parameter" ? publishedMode(i.source, step, model, c) : null;
    return mode === null ? [] : [{ key: i.key, mode }];
  });
  if (step.bindings.length === 0 && !read && modes.length === 0) {
    writer.writeLine(code);
    return;
  }
  const node = nodes.get(step)!;
  writer.writeLine(`${node} = ${code}`);
  // A command is called after its variable, unless its node says otherwise; a parallel node keeps its name.
  const name = step.v1Name === null ? null : nodeName(step.v1Name);
  if (step.object.form !== "ParallelRunStep" && labelOf(step, model, c.plan).isShared) writer.writeLine(`${node}.name = ${callee}.name`);
  else if (step.object.form !== "ParallelRunStep" && name !== null && name !== node) writer.writeLine(`${node}.name = ${c.draft.string(name)}`);
  for (const { key, mode } of modes) writer.writeLine(`${member(node, "inputs", key, c)}.mode = ${c.draft.v2("InputOutputModes")}.${mode}`);
  for (const b of step.bindings) {
    const parameter = parameterName(b.parameter, c.plan)!;
    const place = b.key === undefined ? b.attribute : `${b.attribute}[${c.draft.string(b.key)}]`;
    writer.writeLine(`${node}.${place} = ${BOUND_AS_TEXT.has(b.attribute) ? c.draft.string("${{parent.inputs." + parameter + "}}") : parameter}`);
  }
}

/** How a step gets data that the caller of a batch endpoint names: a call has no mode, so the node says it. Null: mounted, as v2 does anyway. */
function publishedMode(source: StepInput["source"] & { type: "parameter" }, step: StepModel, model: PipelineModel, c: Context): string | null {
  if (!isPublished(model.object, c)) return null;
  const said = c.draft.findings.length;
  const declared = inputDoc(source, step.object.form === "ParallelRunStep", c, step.statement);
  c.draft.findings.length = said; // the step has said it
  const mode = typeof declared === "string" ? undefined : declared.items.find((i) => i.prefix === "mode=")?.value;
  return typeof mode === "string" && !mode.endsWith(".RO_MOUNT") ? mode.slice(mode.lastIndexOf(".") + 1) : null;
}

/**
 * Attributes that azure-ai-ml 1.35.2 sends as they are: a parameter object there can't be written as JSON when the job is submitted
 * ("Object of type PipelineInput is not JSON serializable"). The binding is written as text instead.
 */
const BOUND_AS_TEXT: ReadonlySet<string> = new Set(["mini_batch_size", "logging_level", "environment_variables"]);
