import type { Expression } from "../python/ast.js";
import { walkStatements } from "../python/ast.js";
import type { Context } from "./concept.js";
import type { V1Object } from "./model.js";
import type { V2Name } from "./v2-names.js";

/** `ws: Workspace = ...`: the annotation of a variable whose v1 object moves names what it holds in v2. One that has no single name there stays, and is listed. */
export function followAnnotations(c: Context): void {
  const { draft, plan } = c;
  for (const s of walkStatements(plan.module.program.body)) {
    if (s.kind !== "assign" || !s.annotation || !s.value || draft.deleted.has(s) || draft.replaced.has(s) || !plan.movesAt(s.value) || !namesV1(s.annotation, c)) continue;
    const types = new Set(plan.reader.objectsOf(s.value).map((o) => typeOf(o, c)));
    const [type] = types;
    if (types.size === 1 && type) draft.replace(s.annotation, type === "str" ? type : draft.v2(type));
  }
}

/** Whether an annotation is a v1 class, in quotes or not. */
function namesV1(annotation: Expression, c: Context): boolean {
  if (annotation.kind !== "string") return c.plan.reader.v1NameOf(annotation) !== null;
  const variable = annotation.value === null ? undefined : c.plan.module.names.moduleOf(c.plan.module.fileAt(annotation.start)).variables.get(annotation.value);
  return variable?.bindings.some((b) => b.imported !== null && /^azureml(\.|$)/.test(b.imported)) ?? false;
}

/** The class of what a v1 object becomes (azure-ai-ml 1.35.2); null where there is no single one. */
function typeOf(o: V1Object, c: Context): V2Name | "str" | null {
  switch (o.kind) {
    case "workspace": return "MLClient";
    case "datastore": return "Datastore";
    case "dataset": case "consumption": return "Input";
    case "output": return "Output";
    case "step": return o.form === "ParallelRunStep" ? "Parallel" : /^(PythonScript|Command)Step$/.test(o.form) ? "Command" : null;
    case "pipeline": return "PipelineJob";
    case "run": return "Job";
    case "environment": {
      const doc = c.draft.replacements.get(o.site);
      return typeof doc === "string" && /^f?["']/.test(doc) ? "str" : o.form === "Environment.get" ? null : "Environment";
    }
    default: return null;
  }
}
