import type { AssignStatement, Block, Expression, FunctionStatement } from "../python/ast.js";
import { walkExpression, walkStatements } from "../python/ast.js";
import type { Context } from "./concept.js";
import type { Kind, V1Object } from "./model.js";
import { isV1Name } from "./model.js";
import { literalType } from "./step/write.js";
import type { V2Name } from "./v2-names.js";
import { table } from "../table.js";

/** The v2 class that a v1 class in an annotation stands for, by its last name. What has no class of its own is a builtin. */
const CLASSES: Readonly<Record<string, { readonly v2: V2Name } | { readonly builtin: string }>> = table({
  Workspace: { v2: "MLClient" },
  ComputeTarget: { v2: "Compute" }, AmlCompute: { v2: "Compute" }, ComputeInstance: { v2: "Compute" },
  Datastore: { v2: "Datastore" }, AbstractDatastore: { v2: "Datastore" }, AzureBlobDatastore: { v2: "Datastore" }, AzureFileDatastore: { v2: "Datastore" },
  Dataset: { v2: "Input" }, AbstractDataset: { v2: "Input" }, FileDataset: { v2: "Input" }, TabularDataset: { v2: "Input" }, DatasetConsumptionConfig: { v2: "Input" },
  PipelineData: { v2: "Output" }, OutputFileDatasetConfig: { v2: "Output" },
  ParallelRunConfig: { builtin: "dict" }, ParallelRunStep: { v2: "Parallel" }, PythonScriptStep: { v2: "Command" }, CommandStep: { v2: "Command" },
  Pipeline: { v2: "PipelineJob" }, Run: { v2: "Job" }, PipelineRun: { v2: "Job" },
});

const TYPES = { string: "str", integer: "int", number: "float", boolean: "bool" } as const;

/** The v1 classes in annotations follow what variables hold, and what functions get and give back. One that has no single counterpart stays, and is listed. */
export function upgradeAnnotations(c: Context): void {
  for (const s of walkStatements(c.plan.module.program.body)) {
    if (s.kind === "assign" && s.annotation && !c.draft.deleted.has(s) && !c.draft.replaced.has(s)) annotate(s.annotation, typedBy(s, c), c, s.block.owner?.kind === "class" || s.targets[0]?.kind === "attribute");
    if (s.kind !== "function") continue;
    for (const p of s.parameters) if (p.annotation) annotate(p.annotation, heldBy(s, p.name, c), c);
    const called = s.readings.flatMap((r) => (r.call ? c.plan.reader.objectsOf(r.call) : []));
    const given = called.length > 0 ? called : c.plan.reader.flow.givenInsteadOf(s).flatMap((e) => c.plan.reader.objectsOf(e));
    if (s.returns) annotate(s.returns, given, c);
    for (const { body } of s.readings) upgradeDocstring(s, body, given, c);
  }
}

/** `:type ws: Workspace`, `ws (Workspace): ...`, `:rtype: ParallelRunStep`: what a docstring says of types follows, too. */
function upgradeDocstring(f: FunctionStatement, body: Block, given: readonly V1Object[], c: Context): void {
  const first = body.statements[0];
  if (first?.kind !== "expression" || first.value.kind !== "string" || first.value.value === null) return;
  const source = c.plan.module.slice(first.value);
  if (!/\b[A-Z]\w+/.test(source)) return;
  const typed = (held: readonly V1Object[]) => (whole: string, before: string, name: string): string => {
    const members = membersOf(held, c);
    const type = members ? typeOf(name, members, c, (v2) => v2) : null;
    if (type === null) return whole;
    return before + type();
  };
  let text = source;
  for (const p of f.parameters) {
    const held = heldBy(f, p.name, c);
    if (held.length > 0) text = text.replace(new RegExp(`(:type ${p.name}:[ \\t]*|^[ \\t]*${p.name} ?\\(|^[ \\t]*${p.name} : )(?:azureml[\\w.]*\\.)?([A-Z]\\w*)`, "gm"), typed(held));
  }
  if (given.length > 0) text = text.replace(/(:rtype:[ \t]*|^[ \t]*Returns:?\s*\n(?:[ \t]*-+[ \t]*\n)?[ \t]*)(?:azureml[\w.]*\.)?([A-Z]\w*)(?=[ \t]*(?::|\r?\n))/gm, typed(given));
  if (text !== source) c.draft.replace(first.value, text);
}

/** What an annotated variable, attribute or field is given: here, or where objects of its class get it. */
function typedBy(s: AssignStatement, c: Context): readonly V1Object[] {
  const target = s.targets[0];
  const owner = s.block.owner;
  if (owner?.kind !== "class" || target?.kind !== "name") return s.value ? c.plan.reader.objectsOf(s.value) : [];
  return c.plan.reader.keptAs(owner, target.id);
}

function heldBy(f: FunctionStatement, name: string, c: Context): V1Object[] {
  return f.readings.flatMap((r) => {
    const binding = c.plan.module.names.scopeIn(r.body).variables.get(name)?.bindings.find((b) => b.kind === "parameter");
    return binding ? c.plan.reader.heldBy(binding) : [];
  });
}

/** The objects that are meant, those in lists among them; null where there are none, or some stay v1. */
function membersOf(held: readonly V1Object[], c: Context): readonly V1Object[] | null {
  const members = held.flatMap((o) => (o.kind === "list" ? c.plan.partsOf(o) : [o]));
  return members.length > 0 && members.every((o) => c.plan.moves(o)) ? members : null;
}

/** The kind of the objects of a v1 class. */
const KINDS: Readonly<Record<string, Kind>> = table({
  Workspace: "workspace", Datastore: "datastore", ComputeTarget: "compute", AmlCompute: "compute", Dataset: "dataset", FileDataset: "dataset", TabularDataset: "dataset",
  Environment: "environment", ParallelRunConfig: "config", ParallelRunStep: "step", PythonScriptStep: "step", CommandStep: "step", PipelineStep: "step",
  Pipeline: "pipeline", PipelineRun: "run", Run: "run", PipelineData: "output", OutputFileDatasetConfig: "output", PipelineParameter: "parameter",
});

/** All objects of a v1 class that a program has; null where there are none, or some stay v1. */
export function allOf(name: string, c: Context): readonly V1Object[] | null {
  const kind = KINDS[name];
  const all = kind === undefined ? [] : c.plan.of(kind).filter((o) => kind !== "step" || name === "PipelineStep" || o.form === name);
  return all.length > 0 && all.every((o) => c.plan.moves(o)) ? all : null;
}

/** @param isField whether it is about an attribute: where nothing says what that holds, it can only be what the program has of the class */
function annotate(annotation: Expression, held: readonly V1Object[], c: Context, isField = false): void {
  const members = membersOf(held, c);
  if (!members && (!isField || held.length > 0)) return;
  for (const e of walkExpression(annotation)) {
    const name = classAt(e, c);
    const meant = members ?? (name === undefined ? null : allOf(name, c));
    const type = name === undefined || !meant ? null : typeOf(name, meant, c);
    if (type !== null && !c.draft.replacements.has(e)) c.draft.inside(c.plan.module.statementOf(e), () => c.draft.replace(e, type()));
  }
}

/** The v1 class that an annotation names, in quotes or not. */
function classAt(e: Expression, c: Context): string | undefined {
  if (e.kind === "name" || e.kind === "attribute") return c.plan.reader.v1NameOf(e)?.split(".").at(-1);
  if (e.kind !== "string" || e.value === null) return undefined;
  const variable = c.plan.module.names.moduleOf(c.plan.module.fileAt(e.start)).variables.get(e.value);
  const imported = variable?.bindings.length === 1 ? variable.bindings[0]!.imported : null;
  return imported !== null && imported !== undefined && isV1Name(imported) ? imported.split(".").at(-1) : undefined;
}

/**
 * How the v2 class of a v1 class is written, for the objects that are meant; null where it has no single one.
 *
 * @param call how a v2 class is named: imported in code, plain in prose
 */
export function typeOf(name: string, members: readonly V1Object[], c: Context, call: (v2: V2Name) => string = (v2) => c.draft.v2(v2)): (() => string) | null {
  const known = CLASSES[name];
  if (known) return () => ("v2" in known ? call(known.v2) : known.builtin);
  if (name === "PipelineParameter") {
    const types = new Set(members.filter((o) => o.kind === "parameter").map((o) => TYPES[literalType(o, c.plan)]));
    return types.size === 1 ? () => [...types][0]! : null;
  }
  const of = members.filter((o) => o.kind === (name === "Environment" ? "environment" : "step"));
  if (name === "Environment") {
    const isText = of.map((o) => /^f?["']/.test(String(c.draft.replacements.get(o.site))));
    return isText.every((x) => x) ? () => "str" : isText.some((x) => x) ? null : () => call("Environment");
  }
  if (/^(PipelineStep|PipelineStepBase)$/.test(name) && of.length > 0) {
    if (of.every((o) => o.form === "ParallelRunStep")) return () => call("Parallel");
    if (of.every((o) => o.form !== "ParallelRunStep")) return () => call("Command");
  }
  return null;
}
