import type { Expression, FunctionStatement } from "../python/ast.js";
import { walkExpression, walkStatements } from "../python/ast.js";
import type { Context } from "./concept.js";
import type { V1Object } from "./model.js";
import { isV1Name } from "./model.js";
import { literalType } from "./step/write.js";
import type { V2Name } from "./v2-names.js";

/** The v2 class that a v1 class in an annotation stands for, by its last name. What has no class of its own is a builtin. */
const CLASSES: Readonly<Record<string, { readonly v2: V2Name } | { readonly builtin: string }>> = {
  Workspace: { v2: "MLClient" },
  ComputeTarget: { v2: "Compute" }, AmlCompute: { v2: "Compute" }, ComputeInstance: { v2: "Compute" },
  Datastore: { v2: "Datastore" }, AbstractDatastore: { v2: "Datastore" }, AzureBlobDatastore: { v2: "Datastore" }, AzureFileDatastore: { v2: "Datastore" },
  Dataset: { v2: "Input" }, AbstractDataset: { v2: "Input" }, FileDataset: { v2: "Input" }, TabularDataset: { v2: "Input" }, DatasetConsumptionConfig: { v2: "Input" },
  PipelineData: { v2: "Output" }, OutputFileDatasetConfig: { v2: "Output" },
  ParallelRunConfig: { builtin: "dict" }, ParallelRunStep: { v2: "Parallel" }, PythonScriptStep: { v2: "Command" }, CommandStep: { v2: "Command" },
  Pipeline: { v2: "PipelineJob" }, Run: { v2: "Job" }, PipelineRun: { v2: "Job" },
};

const TYPES = { string: "str", integer: "int", number: "float", boolean: "bool" } as const;

/** The v1 classes in annotations follow what variables hold, and what functions get and give back. One that has no single counterpart stays, and is listed. */
export function upgradeAnnotations(c: Context): void {
  for (const s of walkStatements(c.plan.module.program.body)) {
    if (s.kind === "assign" && s.annotation && s.value && !c.draft.deleted.has(s) && !c.draft.replaced.has(s)) annotate(s.annotation, c.plan.reader.objectsOf(s.value), c);
    if (s.kind !== "function" || s.annotations.length === 0) continue;
    for (const p of s.parameters) if (p.annotation) annotate(p.annotation, heldBy(s, p.name, c), c);
    if (s.returns) annotate(s.returns, s.readings.flatMap((r) => (r.call ? c.plan.reader.objectsOf(r.call) : [])), c);
  }
}

function heldBy(f: FunctionStatement, name: string, c: Context): V1Object[] {
  return f.readings.flatMap((r) => {
    const binding = c.plan.module.names.scopeIn(r.body).variables.get(name)?.bindings.find((b) => b.kind === "parameter");
    return binding ? c.plan.reader.heldBy(binding) : [];
  });
}

function annotate(annotation: Expression, held: readonly V1Object[], c: Context): void {
  const members = held.flatMap((o) => (o.kind === "list" ? c.plan.partsOf(o) : [o]));
  if (members.length === 0 || !members.every((o) => c.plan.moves(o))) return;
  for (const e of walkExpression(annotation)) {
    const name = classAt(e, c);
    const type = name === undefined ? null : typeOf(name, members, c);
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

function typeOf(name: string, members: readonly V1Object[], c: Context): (() => string) | null {
  const known = CLASSES[name];
  if (known) return () => ("v2" in known ? c.draft.v2(known.v2) : known.builtin);
  if (name === "PipelineParameter") {
    const types = new Set(members.filter((o) => o.kind === "parameter").map((o) => TYPES[literalType(o, c.plan)]));
    return types.size === 1 ? () => [...types][0]! : null;
  }
  const of = members.filter((o) => o.kind === (name === "Environment" ? "environment" : "step"));
  if (name === "Environment") {
    const isText = of.map((o) => /^f?["']/.test(String(c.draft.replacements.get(o.site))));
    return isText.every((x) => x) ? () => "str" : isText.some((x) => x) ? null : () => c.draft.v2("Environment");
  }
  if (/^(PipelineStep|PipelineStepBase)$/.test(name) && of.length > 0) {
    if (of.every((o) => o.form === "ParallelRunStep")) return () => c.draft.v2("Parallel");
    if (of.every((o) => o.form !== "ParallelRunStep")) return () => c.draft.v2("Command");
  }
  return null;
}
