import type { Expression, Statement } from "../../python/ast.js";
import { expressionsOf, isStatement, statementOf, walkExpression, walkStatements } from "../../python/ast.js";
import { readingAround } from "../../python/readings.js";
import { inLoop, isAround } from "../../python/scope.js";
import type { Blocker } from "../concept.js";
import type { V1Object } from "../model.js";
import { ownOutputs, pipelineOutputName } from "../output/read.js";
import { readingMode } from "../output/write.js";
import { isBlocker } from "../parallel-run/read.js";
import type { Plan } from "../plan.js";
import { changesOf, listItems } from "../step/arguments.js";
import type { Handle, NamedStep } from "../step/handle.js";
import { collectedSteps, handleOf } from "../step/handle.js";
import { stepListOf } from "../step/lists.js";
import type { StepInput, StepModel } from "../step/model.js";
import { blocker, isInComprehension, parameterName, variableOf } from "../step/model.js";
import { baseOutput } from "../step/source.js";
import { readStep } from "../step/read.js";
import { nodeName } from "../step/write.js";
import { ORDER } from "../script-step/findings.js";
import { YAML_PIPELINE_UNREAD } from "../yaml/findings.js";
import { loadNote } from "../yaml/unread.js";
import { PARAMETER_UNSEEN, PIPELINE_UNSEEN } from "./findings.js";

/** A v1 pipeline: its steps in the order of their data, and the parameters that they use. */
export interface PipelineModel {
  readonly object: V1Object;
  readonly steps: readonly StepModel[];
  readonly parameters: readonly V1Object[];
  /** How the pipeline function names each step. */
  readonly handles: ReadonlyMap<StepModel, Handle>;
}

const memo = new WeakMap<Plan, Map<V1Object, PipelineModel | Blocker>>();

/** Reads a `Pipeline(...)`, or says why it can't be followed. */
export function readPipeline(o: V1Object, plan: Plan): PipelineModel | Blocker {
  let pipelines = memo.get(plan);
  if (!pipelines) memo.set(plan, (pipelines = new Map<V1Object, PipelineModel | Blocker>()));
  let pipeline = pipelines.get(o);
  if (!pipeline) pipelines.set(o, (pipeline = read(o, plan)));
  return pipeline;
}

export function isPipelineBlocker(x: PipelineModel | Blocker): x is Blocker {
  return "rule" in x;
}

/** Whether code at a statement can call the function that takes the place of a pipeline. */
export function isCallableAt(pipeline: V1Object, at: Statement, plan: Plan): boolean {
  return isAround(plan.module.names.scopeOf(statementOf(pipeline.site)), plan.module.names.scopeOf(at));
}

/** The steps that a pipeline names and those that it reaches through data, as far as they can be seen. */
export function reachedSteps(o: V1Object, plan: Plan): V1Object[] {
  if (isLoaded(o)) return [];
  const named = stepObjects(o.args.get("steps"), plan);
  if (named) return closure(named, plan);
  // Any step that no other pipeline has may be one of its.
  const elsewhere = new Set(plan.of("pipeline").flatMap((p) => (p === o ? [] : closure(stepObjects(p.args.get("steps"), plan) ?? [], plan))));
  return plan.of("step").filter((s) => !elsewhere.has(s));
}

/** Whether a pipeline comes from a YAML file. */
export function isLoaded(o: V1Object): boolean {
  return o.form === "Pipeline.load_yaml";
}

/** A pipeline of a YAML file: the file has its steps. */
function readLoaded(o: V1Object, plan: Plan): PipelineModel | Blocker {
  const note = loadNote(o.site);
  const stays = (title: string, why: string): Blocker => ({ ...blocker(YAML_PIPELINE_UNREAD, o.site, title, why), at: statementOf(o.site) });
  if (!note) return stays("", "");
  if ("problem" in note) return stays("This pipeline file has no v2 form yet", `${note.problem}.`);
  const consumers = plan.consumersOf(o);
  if (consumers.some((x) => x.kind === "published")) return stays("A pipeline of a YAML file is published", "A batch endpoint takes a component. Turn the pipeline job into a pipeline component, and deploy that.");
  if (consumers.filter((x) => x.kind === "run").length > 1) return stays("A pipeline of a YAML file is submitted more than once", "What one submission sets stays on the job that load_job gives. Load the file once for each submission.");
  return { object: o, steps: [], parameters: [], handles: new Map() };
}

function read(o: V1Object, plan: Plan): PipelineModel | Blocker {
  if (isLoaded(o)) return readLoaded(o, plan);
  const given = o.args.get("steps");
  const unseen = (e: Expression, title: string, why: string): Blocker => blocker(PIPELINE_UNSEEN, e, title, why);
  if (o.args.unknown[0]) return unseen(o.args.unknown[0], "Which arguments does this pipeline get?", "A * or ** argument hides them. Write them out.");
  for (const name of ["default_source_directory", "resolve_closure"]) {
    const e = o.args.get(name);
    if (e) return unseen(e, `Pipeline(${name}=...)`, "v2 has no such setting. Name the folder, or the steps, at each step.");
  }
  const named = namedSteps(given, plan);
  const library = plan.partsOf(o).some((x) => x.kind === "library-steps") || (given && plan.partsOf(o).some((x) => x.kind === "list" && plan.partsOf(x).some((y) => y.kind === "library-steps")));
  if (!named && library) return unseen(given ?? o.site, "This pipeline holds steps that a library makes", "AutoMLPipelineBuilder makes v1 steps of its own, and a v2 pipeline can't hold them. Build that part with the components of the azureml registry.");
  if (!named) return unseen(given ?? o.site, "Which steps does this pipeline have?", "Its list of steps can't be seen from here. Write it out, one step after the other.");
  if (named.length === 0) return unseen(given ?? o.site, "This pipeline has no steps", "A v2 pipeline needs one. Write out its steps, or take it out.");
  const steps: StepModel[] = [];
  for (const s of closure(named.map((n) => n.step), plan)) {
    const step = readStep(s, plan);
    if (isBlocker(step)) return step;
    steps.push(step);
  }
  const orphan = madeNowhere(steps);
  if (orphan) return unseen(orphan.expression, "Which step makes this data?", "No step in sight has it as its output, so nothing could be passed on to the step that reads it.");
  const handles = new Map<StepModel, Handle>();
  for (const step of steps) {
    const handle = handleOf(step.object, o, named, plan);
    const variable = variableOf(step.object);
    if (!handle) {
      return variable !== null ? unseen(step.object.site, `${variable} holds another step where the pipeline is built`, "The variable is bound again before the last submission, or stands in another scope. Give each step a variable of its own.")
        : unseen(step.object.site, `Nothing holds this step where the pipeline is built (${plan.module.placeOf(o.site.start)})`, "The pipeline function has to call it. Give it back to the code that builds the pipeline.");
    }
    if ((handle.type === "each" || handle.type === "item") && changesLater(handle.list, o, plan)) return unseen(handle.list, "This list of steps is changed before the pipeline is submitted", "v1 takes the steps where the pipeline is built; v2 may build it once more where it is submitted. Change the list before, or use another one.");
    handles.set(step, handle);
  }
  const looped = loopProblem(steps, handles, plan);
  if (looped) return looped;
  const unordered = orderWithoutData(given, steps, plan);
  if (unordered) return unordered;
  const names = new Map<string, StepModel>();
  for (const step of steps) {
    if (step.v1Name === null) continue;
    const clash = names.get(nodeName(step.v1Name));
    if (clash) return unseen(step.object.site, `Two steps are called "${step.v1Name}"`, "In v2 each step of a pipeline has a name of its own.");
    names.set(nodeName(step.v1Name), step);
  }
  const twice = twoDefaults(steps, plan);
  if (twice) return unseen(twice.site, `Two parameters are called "${parameterName(twice, plan) ?? ""}" and have different defaults`, "A parameter of a v2 pipeline function has one default. Give each a name of its own.");
  const parameters = parametersOf(steps, plan);
  const unnamed = parameters.map((p) => unseenParameter(p, plan)).find((found) => found !== null);
  return unnamed ?? { object: o, steps: ordered(steps), parameters, handles };
}

/** Why a parameter can't be one of a v2 pipeline function. */
export function unseenParameter(o: V1Object, plan: Plan): Blocker | null {
  if (parameterName(o, plan) !== null && o.args.get("default_value")) return null;
  return blocker(PARAMETER_UNSEEN, o.site, "What is this parameter called?", "Its name or its default can't be seen from here; a parameter of a v2 pipeline function needs both.");
}

/** Steps of a list are called in turn: what they make has no name of its own, and all of them are called alike. */
function loopProblem(steps: readonly StepModel[], handles: ReadonlyMap<StepModel, Handle>, plan: Plan): Blocker | null {
  const inLists = steps.filter((s) => handles.get(s)?.type === "each");
  for (const step of inLists) {
    if (step.v1Name !== null && isMadeAgain(step.object.site)) return blocker(PIPELINE_UNSEEN, step.object.site, `Every step that is made here is called "${step.v1Name}"`, "In v2 each step of a pipeline has a name of its own. Make the name of what differs between them.");
    const by = (title: string, why: string): Blocker => blocker(PIPELINE_UNSEEN, step.object.site, title, why);
    const reader = steps.find((s) => s.inputs.some((i) => i.source.type === "output" && step.outputs.includes(i.source.output)));
    const isMany = isMadeAgain(step.object.site);
    const written = `What a step ${isMany ? "made in a loop" : "of this list"} writes is`;
    if (reader) return by(`${written} read by another step`, `${isMany ? "How many there are" : "Which steps the list holds"} is only known when the code runs, so the pipeline function can't name what each of them writes. Write the steps out, or connect them by hand.`);
    if (step.outputs.some((o) => pipelineOutputName(o, plan) !== null)) return by(`${written} an output of the pipeline`, "Each needs a name of its own there. Write the steps out.");
  }
  for (const step of inLists) {
    const passed = step.inputs.some((i) => i.source.type === "output" || i.source.type === "parameter") || step.items.some((i) => i.type === "parameter") || step.bindings.length > 0;
    if (passed && inLists.some((s) => passedTo(s, plan) !== passedTo(step, plan))) return blocker(PIPELINE_UNSEEN, step.object.site, "Steps of one list get different data", "All steps of the list are called in turn, with the same parameters. Write them out.");
  }
  return null;
}

/** Whether an expression is computed again and again: in a loop or a comprehension, or in a function that is called in one. */
function isMadeAgain(e: Expression): boolean {
  for (let at: Expression | undefined = e; at; at = readingAround(statementOf(at))?.reading.call ?? undefined) {
    if (inLoop(statementOf(at)) || isInComprehension(at)) return true;
  }
  return false;
}

/** What the pipeline function passes to a step and sets on its node, to tell whether another step gets the same. */
function passedTo(step: StepModel, plan: Plan): string {
  const isParallel = step.object.form === "ParallelRunStep";
  const inputs = step.inputs.flatMap(({ key, source }) => {
    if (source.type === "parameter") return [`${key}=${parameterName(source.parameter, plan) ?? ""}`];
    return source.type === "output" ? [`${key}=${String(plan.of("output").indexOf(source.output))} ${readingMode(source, isParallel) ?? ""}`] : [];
  });
  const items = step.items.flatMap((i) => (i.type === "parameter" ? [`${i.key}=${parameterName(i.parameter, plan) ?? ""}`] : []));
  const bindings = step.bindings.map((b) => `.${b.attribute} ${b.key ?? ""}=${parameterName(b.parameter, plan) ?? ""}`);
  // Where something else is set on the node of a command, its name is, too.
  const isSet = step.bindings.length > 0 || step.inputs.some(({ source }) => source.type === "output" && readingMode(source, isParallel) !== null);
  const names = isSet && !isParallel && step.v1Name !== null ? [`.name=${step.v1Name}`] : [];
  return [...new Set([...inputs, ...items])].sort().concat(bindings.sort(), names).join(" ");
}

/** Whether a list is changed between a pipeline that is built from it and what is done with the pipeline: that may build it once more. */
function changesLater(list: Expression, pipeline: V1Object, plan: Plan): boolean {
  const variable = list.kind === "name" ? plan.module.names.variableOf(list) : undefined;
  const built = statementOf(pipeline.site);
  const last = Math.max(built.end, ...plan.consumersOf(pipeline).map((x) => statementOf(x.site).start));
  const places = variable ? [...changesOf(variable, plan).map((change) => change.at), ...variable.bindings.map((b) => b.position)] : [];
  return places.some((at) => at > built.end && at < last);
}

/** The step objects of `steps=`: a list, a step, nested lists. */
function stepObjects(e: Expression | undefined, plan: Plan): V1Object[] | null {
  return namedSteps(e, plan)?.map((n) => n.step) ?? null;
}

const named = new WeakMap<Plan, Map<Expression, readonly NamedStep[] | null>>();

/** The steps of `steps=`, as it names them. */
function namedSteps(e: Expression | undefined, plan: Plan): readonly NamedStep[] | null {
  if (!e) return null;
  let lists = named.get(plan);
  if (!lists) named.set(plan, (lists = new Map<Expression, readonly NamedStep[] | null>()));
  let steps = lists.get(e);
  if (steps !== undefined) return steps;
  lists.set(e, null); // a list that holds itself
  steps = findNamedSteps(e, plan);
  // Lists that hold the list before them twice name more steps than anyone writes out.
  if (steps && steps.length > plan.module.text.length) steps = null;
  lists.set(e, steps);
  return steps;
}

function findNamedSteps(e: Expression, plan: Plan): readonly NamedStep[] | null {
  const single = plan.reader.objectOf(e);
  if (single?.kind === "step") return [{ step: single, expression: e, code: null }];
  // v1 also takes an output, for the step that makes it.
  const producer = single?.kind === "output" ? producersOf(plan).get(baseOutput(single, plan)) : undefined;
  if (producer) return [{ step: producer, expression: e, code: null }];
  const items = groupsOf(e, plan);
  if (!items) return listFromElsewhere(e, plan) ?? itemsFromElsewhere(e, plan) ?? stepsOfParts(e, plan) ?? collectedSteps(e, plan);
  const result: NamedStep[] = [];
  for (const item of items) {
    const inner = namedSteps(item, plan);
    if (!inner) return null;
    for (const step of inner) result.push(step);
  }
  return result;
}

/** The steps of lists that are joined where the pipeline is built, `[report] + region_steps`: those that are written out keep their names, and only the others are called in turn. */
function stepsOfParts(e: Expression, plan: Plan): NamedStep[] | null {
  const parts = e.kind === "binary" && e.operator === "+" ? [e.left, e.right] : e.kind === "list" ? e.items.map((item) => (item.kind === "star" ? item.value : item)) : [];
  const named = parts.map((part) => namedSteps(part, plan));
  if (parts.length === 0 || !named.every((n) => n !== null)) return null;
  const steps = named.flatMap((n) => n.map((x) => x.step));
  // One that stands in two of them would be called twice.
  return new Set(steps).size === steps.length ? named.flat() : null;
}

/** The steps of a list that another function made, or passes: each by its place in it. */
function listFromElsewhere(e: Expression, plan: Plan): NamedStep[] | null {
  if (e.kind !== "name" && e.kind !== "attribute" && e.kind !== "subscript" && e.kind !== "call") return null;
  const holder = e.kind === "name" ? plan.module.names.variableOf(e) : undefined;
  if (holder && changesOf(holder, plan).length > 0) return null;
  const items = itemsElsewhere(e, plan);
  const found = items?.map((item, i): NamedStep | null => {
    const step = plan.reader.objectOf(item);
    if (step?.kind !== "step") return null;
    return e.kind === "call" ? { step, expression: item, code: null, list: { e, index: i } } : { step, expression: item, code: `${plan.module.slice(e)}[${String(i)}]` };
  });
  return found && found.length > 0 && found.every((n) => n !== null) ? found : null;
}

/** The items of a list that is made in another scope, and not changed on the way; null where they can't be told. */
function itemsElsewhere(e: Expression, plan: Plan, depth = 0): readonly Expression[] | null {
  if (depth > 8) return null;
  const { flow } = plan.reader;
  if (e.kind === "call") {
    const [only, ...others] = flow.returnedBy(e) ?? [];
    return only && others.length === 0 ? itemsElsewhere(only, plan, depth + 1) : listItems(e, plan);
  }
  if (e.kind === "binary" && e.operator === "+") {
    const [left, right] = [itemsElsewhere(e.left, plan, depth + 1), itemsElsewhere(e.right, plan, depth + 1)];
    return left && right && [...left, ...right];
  }
  if (e.kind === "name") {
    const own = listItems(e, plan);
    const [only, ...others] = plan.module.names.definitionsOf(e);
    if (own || !only?.value || others.length > 0 || only.index !== null || !flow.isFollowed(only) || changesOf(only.variable, plan).some((change) => change.add(plan)?.length !== 0)) return own;
    return itemsElsewhere(only.value, plan, depth + 1);
  }
  if (e.kind === "attribute") {
    const [only, ...others] = flow.attributeValues(e);
    return only?.index === null && others.length === 0 && !isChangedInPlace(e.name, plan) ? itemsElsewhere(only.value, plan, depth + 1) : null;
  }
  if (e.kind === "list" || e.kind === "tuple") return listItems(e, plan);
  const list = plan.reader.objectOf(e);
  return list?.kind === "list" && list.site !== e ? itemsElsewhere(list.site, plan, depth + 1) : null;
}

/** Whether something is added to a list that an attribute of that name holds: `self.steps.append(step)`. */
function isChangedInPlace(name: string, plan: Plan): boolean {
  return [...walkStatements(plan.module.program.body)].some((s) => expressionsOf(s).some((top) => walkExpression(top).some((x) => {
    if (x.kind !== "attribute" || x.name !== name) return false;
    const parent = x.parent;
    if (!parent) return false;
    if (isStatement(parent)) return parent.kind === "assign" && parent.operator !== "" && parent.targets.includes(x);
    if (parent.kind === "attribute") return parent.parent !== null && !isStatement(parent.parent) && parent.parent.kind === "call" && parent.parent.callee === parent && !/^(index|count|copy)$/.test(parent.name);
    return parent.kind === "subscript" && parent.value === x && parent.parent !== null && isStatement(parent.parent) && parent.parent.kind === "assign" && parent.parent.targets.includes(parent);
  })));
}

/** The steps of a list that another function fills, one after the other: each by its place in it. */
function itemsFromElsewhere(e: Expression, plan: Plan): NamedStep[] | null {
  const items = stepListOf(e, plan.reader) ? listItems(e, plan, true) : null;
  const found = items?.map((item, index): NamedStep | null => {
    const step = plan.reader.objectOf(item);
    return step?.kind === "step" ? { step, expression: item, code: null, list: { e, index } } : null;
  });
  return found?.every((n) => n !== null) ? found : null;
}

/** The items of a list of steps or of a `StepSequence`. */
function groupsOf(e: Expression, plan: Plan): readonly Expression[] | null {
  const single = plan.reader.objectOf(e);
  return single?.form === "StepSequence" ? listItems(single.args.get("steps"), plan) : listItems(e, plan);
}

/** A `StepSequence`, at any depth, orders its groups; v2 orders by data alone. Null when data says the same. */
function orderWithoutData(e: Expression | undefined, steps: readonly StepModel[], plan: Plan, seen = new Set<Expression>()): Blocker | null {
  const single = e ? plan.reader.objectOf(e) : null;
  if (!e || single?.kind === "step" || single?.kind === "output" || seen.has(e)) return null;
  seen.add(e);
  const items = groupsOf(e, plan) ?? [];
  if (single?.form === "StepSequence") {
    const groups = items.map((item) => stepObjects(item, plan) ?? []);
    for (const [i, group] of groups.entries()) {
      for (const later of group) for (const earlier of groups[i - 1] ?? []) if (!followsByData(later, earlier, plan)) return notOrdered(single.site, later, earlier, steps, plan);
    }
  }
  for (const item of items) {
    const unordered = orderWithoutData(item, steps, plan, seen);
    if (unordered) return unordered;
  }
  return null;
}

function notOrdered(e: Expression, later: V1Object, earlier: V1Object, steps: readonly StepModel[], plan: Plan): Blocker {
  const name = (o: V1Object): string => steps.find((s) => s.object === o)?.v1Name ?? "a step";
  return blocker(ORDER, e, `"${name(later)}" runs after "${name(earlier)}" without reading anything of it`, orderByData(earlier, plan));
}

/** What a person does to order two steps: the second reads what the first writes. */
export function orderByData(earlier: V1Object | null, plan: Plan): string {
  const step = earlier && readStep(earlier, plan);
  const written = step && !isBlocker(step) ? step.outputs.map(variableOf).find((variable) => variable !== null) : undefined;
  return `v2 orders the steps of a pipeline by data alone. ${written === undefined ? "Give the first an output that the second reads." : `Name ${written}, which the first writes, in inputs= of the second: its script need not read it.`}`;
}

/** Whether a step reads, through any number of steps, what another one writes. */
export function followsByData(later: V1Object, earlier: V1Object, plan: Plan): boolean {
  if (later === earlier) return false;
  let reached = before.get(plan);
  if (!reached) before.set(plan, (reached = new Map<V1Object, ReadonlySet<V1Object>>()));
  let steps = reached.get(later);
  if (!steps) reached.set(later, (steps = new Set(closure([later], plan))));
  return steps.has(earlier);
}

/** The steps that run before each step, for what it reads. */
const before = new WeakMap<Plan, Map<V1Object, ReadonlySet<V1Object>>>();

const makers = new WeakMap<Plan, ReadonlyMap<V1Object, V1Object>>();

/** The step that makes each output, also where the rest of that step can't be followed. */
function producersOf(plan: Plan): ReadonlyMap<V1Object, V1Object> {
  const known = makers.get(plan);
  if (known) return known;
  const producers = new Map<V1Object, V1Object>();
  for (const s of plan.of("step")) {
    const step = readStep(s, plan);
    const outputs = isBlocker(step) ? ["output", "outputs"].flatMap((name) => ownOutputs(s.args.get(name), plan) ?? []) : step.outputs;
    for (const output of outputs) producers.set(output, s);
  }
  makers.set(plan, producers);
  return producers;
}

/** An input of a step that no step in sight makes; null when all are made. */
function madeNowhere(steps: readonly StepModel[]): StepInput | null {
  const made = new Set(steps.flatMap((s) => s.outputs));
  for (const step of steps) for (const input of step.inputs) if (input.source.type === "output" && !made.has(input.source.output)) return input;
  return null;
}

/** v1 adds the steps that make what the named ones read. */
function closure(named: readonly V1Object[], plan: Plan): V1Object[] {
  const producers = producersOf(plan);
  const result = new Set(named);
  for (const s of result) {
    const step = readStep(s, plan);
    if (isBlocker(step)) continue;
    for (const input of step.inputs) {
      const producer = input.source.type === "output" ? producers.get(input.source.output) : undefined;
      if (producer) result.add(producer);
    }
  }
  return [...result];
}

/** By data: a step stands after those whose outputs it reads; otherwise in source order. */
function ordered(steps: readonly StepModel[]): StepModel[] {
  const left = [...steps].sort((a, b) => a.object.site.start - b.object.site.start);
  const done: StepModel[] = [];
  while (left.length > 0) {
    const next = left.findIndex((s) => s.inputs.every((i) => i.source.type !== "output" || !left.some((t) => t !== s && i.source.type === "output" && t.outputs.includes(i.source.output))));
    done.push(...left.splice(Math.max(next, 0), 1));
  }
  return done;
}

/** A parameter whose name another one has, with another default. */
function twoDefaults(steps: readonly StepModel[], plan: Plan): V1Object | null {
  const defaults = new Map<string | null, string>();
  for (const p of usedParameters(steps)) {
    const e = p.args.get("default_value");
    const given = e ? plan.module.slice(e) : "";
    const name = parameterName(p, plan);
    if ((defaults.get(name) ?? given) !== given) return p;
    defaults.set(name, given);
  }
  return null;
}

/** The parameters that the steps use: those without a default (datasets) first, then as they are defined. */
function parametersOf(steps: readonly StepModel[], plan: Plan): V1Object[] {
  const byName = new Map<string, V1Object>();
  for (const p of usedParameters(steps)) {
    const name = parameterName(p, plan) ?? "";
    if (!byName.has(name)) byName.set(name, p);
  }
  const all = [...byName.values()];
  return [...all.filter((p) => isData(p, plan)), ...all.filter((p) => !isData(p, plan))];
}

function usedParameters(steps: readonly StepModel[]): V1Object[] {
  const found = new Set<V1Object>();
  for (const step of steps) {
    for (const b of step.bindings) found.add(b.parameter);
    for (const i of step.inputs) if (i.source.type === "parameter") found.add(i.source.parameter);
    for (const i of step.items) if (i.type === "parameter") found.add(i.parameter);
    for (const p of step.otherParameters ?? []) found.add(p);
  }
  return [...found].sort((a, b) => a.site.start - b.site.start);
}

/** Whether the default of a parameter is a dataset or a path: v2 has no default for data, so the call passes it. */
export function isData(parameter: V1Object, plan: Plan): boolean {
  const kind = plan.reader.objectOf(parameter.args.get("default_value"))?.kind;
  return kind === "dataset" || kind === "path";
}
