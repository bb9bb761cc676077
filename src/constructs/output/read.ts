import type { Expression } from "../../python/ast.js";
import type { V1Object } from "../model.js";
import { OTHER_STEPS } from "../other-step/read.js";
import type { Plan } from "../plan.js";
import { listItems } from "../step/arguments.js";
import { runtimeList } from "../step/runtime-list.js";
import { identifier, Keys, variableOf } from "../step/model.js";
import { baseOutput, isTableRead, knownText, outputChain, settledText, sourceOf } from "../step/source.js";

/** A step that writes an output, and the object by which it was given it: what `as_upload` or `register_on_complete` made of it. */
export interface Producer {
  readonly step: V1Object;
  readonly given: V1Object;
}

interface Outputs {
  readonly producers: ReadonlyMap<V1Object, readonly Producer[]>;
  readonly keys: ReadonlyMap<V1Object, string>;
}

const memo = new WeakMap<Plan, Outputs>();

function outputsOf(plan: Plan): Outputs {
  let outputs = memo.get(plan);
  if (!outputs) memo.set(plan, (outputs = readOutputs(plan)));
  return outputs;
}

function readOutputs(plan: Plan): Outputs {
  const producers = new Map<V1Object, Producer[]>();
  const add = (given: V1Object, step: V1Object): void => {
    const base = baseOutput(given, plan);
    const known = producers.get(base) ?? [];
    if (!known.some((p) => p.step === step)) producers.set(base, [...known, { step, given }]);
  };
  const steps = plan.of("step");
  for (const step of steps) for (const given of named(step, plan)) add(given, step);
  // A step that gets an output in its arguments alone writes it, unless another step names it as its own.
  for (const step of steps) {
    for (const given of passed(step, plan)) {
      if (!(producers.get(baseOutput(given, plan)) ?? []).some((p) => p.step !== step && named(p.step, plan).some((x) => baseOutput(x, plan) === baseOutput(given, plan)))) add(given, step);
    }
  }
  const keys = new Map<V1Object, string>();
  for (const step of steps) {
    const taken = new Keys();
    for (const [base, of] of producers) if (of[0]?.step === step) keys.set(base, taken.take(wish(base, plan)));
  }
  return { producers, keys };
}

/** The arguments in which a step names what it reads and writes, and what it passes to its program. */
interface Places {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly program: string | undefined;
}

function placesOf(step: V1Object): Places {
  if (step.form === "ParallelRunStep") return { reads: ["inputs", "side_inputs"], writes: ["output"], program: "arguments" };
  const other = OTHER_STEPS[step.form];
  if (other) return { reads: other.reads, writes: other.writes, program: other.program };
  return { reads: ["inputs"], writes: ["outputs"], program: step.form === "CommandStep" ? "command" : "arguments" };
}

/** The items of an argument of a step: of a list, or the values of a dict. */
function itemsOf(step: V1Object, name: string | undefined, plan: Plan): readonly Expression[] {
  const e = name === undefined ? undefined : step.args.get(name);
  if (e?.kind === "dict") return e.entries.map((entry) => entry.value);
  const single = e ? plan.reader.objectOf(e) : null;
  return e && single && single.kind !== "list" ? [e] : (listItems(e, plan) ?? []);
}

/** What a step passes to its program on every run, item by item; null when a part of it can't be seen. */
export function programItems(step: V1Object, plan: Plan): readonly Expression[] | null {
  const { program } = placesOf(step);
  const e = program === undefined ? undefined : step.args.get(program);
  const written = e?.kind === "string" ? [] : listItems(e, plan);
  if (written || !e) return written;
  const list = runtimeList(e, plan);
  return list.unseen.length > 0 ? null : list.items.filter((i) => i.always).map((i) => i.expression);
}

/** The expression by which a step names an output that it writes, without what `as_upload` and its like make of it. */
export function givenAs(step: V1Object, base: V1Object, plan: Plan): Expression | null {
  const { writes, program } = placesOf(step);
  const items = [...writes.flatMap((name) => itemsOf(step, name, plan)), ...itemsOf(step, program, plan)];
  const found = items.find((e) => {
    const o = plan.reader.objectOf(e);
    return o?.kind === "output" && baseOutput(o, plan) === base;
  });
  let e: Expression | null = found ?? null;
  while (e && plan.reader.objectOf(e) !== base && plan.reader.objectOf(e)?.site === e) e = plan.reader.objectOf(e)!.receiver;
  return e;
}

/** What a step names as its output, as far as it can be seen. */
function named(step: V1Object, plan: Plan): V1Object[] {
  return placesOf(step).writes.flatMap((name) => itemsOf(step, name, plan)).flatMap((e) => {
    const o = plan.reader.objectOf(e);
    return o?.kind === "output" ? [o] : [];
  });
}

/**
 * The `OutputFileDatasetConfig`s that stand in `arguments` and not among the inputs: v1 makes them outputs of the step
 * (azureml-pipeline-core 1.62, `PipelineStep._process_arguments_and_io`).
 */
function passed(step: V1Object, plan: Plan): V1Object[] {
  const inputs = new Set(placesOf(step).reads.flatMap((name) => itemsOf(step, name, plan)).map((e) => plan.reader.objectOf(e)));
  return (programItems(step, plan) ?? []).flatMap((e) => {
    const o = plan.reader.objectOf(e);
    return o?.kind === "output" && !inputs.has(o) && isConfig(o, plan) ? [o] : [];
  });
}

/** Whether an object is an `OutputFileDatasetConfig`, or what its methods make of it, and not the input that `as_input` makes. */
function isConfig(o: V1Object, plan: Plan): boolean {
  const chain = outputChain(o, plan);
  return chain.at(-1)!.form !== "PipelineData" && !chain.some((x) => x.form === "output.as_input");
}

/** The outputs that an argument holds: one, or a list of them. Null when it can't be seen. */
export function ownOutputs(e: Expression | undefined, plan: Plan): V1Object[] | null {
  if (!e || plan.module.known(e) === null) return [];
  const single = plan.reader.objectOf(e);
  const items = single?.kind === "output" ? [e] : listItems(e, plan);
  const outputs = items?.map((item) => plan.reader.objectOf(item));
  return outputs?.every((x): x is V1Object => x?.kind === "output") ? outputs.map((x) => baseOutput(x, plan)) : null;
}

/**
 * The outputs that a step writes: those it names, and those that it gets in its arguments alone.
 *
 * @returns null when `output=` or `outputs=` can't be seen
 */
export function writtenOutputs(step: V1Object, plan: Plan): V1Object[] | null {
  if (placesOf(step).writes.some((name) => !ownOutputs(step.args.get(name), plan))) return null;
  return [...outputsOf(plan).producers].flatMap(([base, of]) => (of.some((p) => p.step === step) ? [base] : []));
}

/** The steps that write an output: one, or none, where the code is right. */
export function producersOf(base: V1Object, plan: Plan): readonly Producer[] {
  return outputsOf(plan).producers.get(base) ?? [];
}

/** The v2 key of an output: its v1 name, else the variable that holds it; its own among the outputs of its step, whatever the case. */
export function outputKey(base: V1Object, plan: Plan): string {
  return outputsOf(plan).keys.get(base) ?? identifier(wish(base, plan));
}

/** The key of the output that takes the rows of a step, inside the folder of another one. */
export function rowsKey(base: V1Object, plan: Plan): string {
  const { producers, keys } = outputsOf(plan);
  const step = producers.get(base)?.[0]?.step;
  const used = new Keys();
  for (const [other, key] of keys) if (producers.get(other)?.[0]?.step === step) used.take(key);
  return used.take(`${outputKey(base, plan)}_rows`);
}

function wish(base: V1Object, plan: Plan): string {
  const known = settledText(base.args.get("output_name") ?? base.args.get("name"), plan);
  if (known !== null) return known;
  const forms = plan.of("output").filter((o) => baseOutput(o, plan) === base);
  return forms.map(variableOf).find((name) => name !== null) ?? "output";
}

/** The name by which v1 knows an output, where the code tells. */
export function v1NameOf(base: V1Object, plan: Plan): string | null {
  return knownText(base.args.get("output_name") ?? base.args.get("name"), plan);
}

/** How an output gets to its place: `upload` when the step ends, else mounted. Null when the code does not tell. */
export function modeOf(base: V1Object, plan: Plan): "mount" | "upload" | null {
  const given = base.args.get("output_mode");
  if (given) {
    const known = knownText(given, plan);
    return known === "mount" || known === "upload" ? known : null;
  }
  const set = givenChain(base, plan).find((o) => o.form === "output.as_upload" || o.form === "output.as_mount");
  return set?.form === "output.as_upload" && base.form !== "PipelineData" ? "upload" : "mount";
}

/** The call that registers an output as a dataset: only on the object that the writing step was given. */
export function registrationOf(base: V1Object, plan: Plan): V1Object | null {
  return givenChain(base, plan).find((o) => o.form === "output.register_on_complete" || o.form === "output.register") ?? null;
}

/** The output that is registered under a name; null when none in sight is. */
export function registeredUnder(name: string, plan: Plan): V1Object | null {
  const made = plan.of("output").filter((o) => o.receiver === null && o.form !== "PipelineOutputFileDataset");
  return made.find((o) => plan.moves(o) && knownText(registrationOf(o, plan)?.args.get("name"), plan) === name) ?? null;
}

/** What the writing step was given, and what that was made of. */
export function givenChain(base: V1Object, plan: Plan): V1Object[] {
  const given = producersOf(base, plan)[0]?.given;
  return given ? outputChain(given, plan) : [base];
}

/** What v1 calls a step: its name, else its script. Null when the code does not tell. */
export function stepName(step: V1Object, plan: Plan): string | null {
  return knownText(step.args.get("name") ?? step.args.get("script_name"), plan);
}

/** How steps read an output: by the step and the place where it is passed. */
export interface OutputReading {
  readonly step: V1Object;
  readonly expression: Expression;
  readonly table: V1Object | null;
}

/** Every place where a step gets an output that another one writes. */
export function readingsOf(base: V1Object, plan: Plan): OutputReading[] {
  const writers = new Set(producersOf(base, plan).map((p) => p.step));
  return (allReadings(plan).get(base) ?? []).filter((r) => !writers.has(r.step));
}

const readings = new WeakMap<Plan, ReadonlyMap<V1Object, readonly OutputReading[]>>();

/** Every place where a step gets an output, by the output. */
function allReadings(plan: Plan): ReadonlyMap<V1Object, readonly OutputReading[]> {
  const known = readings.get(plan);
  if (known) return known;
  const found = new Map<V1Object, OutputReading[]>();
  for (const step of plan.of("step")) {
    for (const expression of [...placesOf(step).reads.flatMap((name) => itemsOf(step, name, plan)), ...(programItems(step, plan) ?? [])]) {
      const source = sourceOf(expression, plan)?.source;
      if (source?.type !== "output") continue;
      const same = found.get(source.output);
      const reading = { step, expression, table: source.table };
      if (same) same.push(reading);
      else found.set(source.output, [reading]);
    }
  }
  readings.set(plan, found);
  return found;
}

/** The call through which an output is a table: for a step that reads it, or for the dataset that it is registered as. */
export function tableOf(base: V1Object, plan: Plan): V1Object | null {
  const read = readingsOf(base, plan).find((r) => r.table !== null)?.table ?? null;
  return read ?? (registrationOf(base, plan) ? (givenChain(base, plan).find(isTableRead) ?? null) : null);
}

/** Whether an output is one file: v1 said `is_directory=False` of a PipelineData that a script writes. */
export function isFile(base: V1Object, plan: Plan): boolean {
  const said = base.args.get("is_directory");
  return said !== undefined && plan.module.known(said) === false && producersOf(base, plan)[0]?.step.form !== "ParallelRunStep";
}

/** The name under which a pipeline gives an output away; null when it does not. */
export function pipelineOutputName(base: V1Object, plan: Plan): Expression | null {
  const name = base.args.get("pipeline_output_name");
  return name && plan.module.known(name) !== null ? name : null;
}
