import type { Expression, Statement } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { Blocker } from "../concept.js";
import type { V1Object } from "../model.js";
import { isCallableAt, isData, isPipelineBlocker, readPipeline } from "../pipeline/read.js";
import type { PipelineModel } from "../pipeline/read.js";
import type { Plan } from "../plan.js";
import { blocker, parameterName, variableOf } from "../step/model.js";
import { settledText } from "../step/source.js";
import { PUBLISH_UNSEEN } from "./findings.js";

export const PUBLISH_PARAMETERS = ["name", "description", "version", "continue_on_step_failure"];

/** The pipeline that `publish` or `publish_pipeline` publishes; null when it is not in sight. */
export function publishedPipeline(o: V1Object, plan: Plan): V1Object | null {
  const from = o.receiver ? plan.reader.objectOf(o.receiver) : null;
  if (from?.kind !== "run") return from?.kind === "pipeline" ? from : null;
  const submitted = from.form === "pipeline.submit" ? from.receiver : from.args.get("config");
  const pipeline = submitted ? plan.reader.objectOf(submitted) : null;
  return pipeline?.kind === "pipeline" ? pipeline : null;
}

/** The steps and parameters of the pipeline that is published. */
export function publishedModel(o: V1Object, plan: Plan): PipelineModel | null {
  const pipeline = publishedPipeline(o, plan);
  const model = pipeline ? readPipeline(pipeline, plan) : null;
  return model && !isPipelineBlocker(model) ? model : null;
}

/** Why a published pipeline can't become a batch endpoint; null when it can, or when its pipeline says why. */
export function publishBlocker(o: V1Object, plan: Plan): Blocker | null {
  const unseen = (e: Expression, title: string, why: string): Blocker => blocker(PUBLISH_UNSEEN, e, title, why);
  const hidden = strangeArgument(o, PUBLISH_PARAMETERS);
  if (hidden) return unseen(hidden, "What is given to publish here?", "It has no place in v2, or a * or ** argument hides it. Write it out.");
  const pipeline = publishedPipeline(o, plan);
  if (!pipeline) return unseen(o.site, "Which pipeline is published here?", "It can't be seen from here. A deployment needs the pipeline function: component=ml_client.components.create_or_update(...).");
  const model = publishedModel(o, plan);
  if (!model) return null;
  const dataset = model.parameters.find((p) => isData(p, plan));
  if (dataset && laterAnnotations(plan)) {
    return unseen(o.site, `The parameter ${parameterName(dataset, plan) ?? ""} of the published pipeline is a dataset`, "A component needs its type as an annotation, which from __future__ import annotations makes a text that the SDK refuses. Take that import out.");
  }
  const untyped = model.parameters.find((p) => plan.module.known(p.args.get("default_value")!) === null);
  if (untyped) return unseen(untyped.args.get("default_value")!, `Of which type is the parameter ${parameterName(untyped, plan) ?? ""}?`, "A component has to know the type of its inputs, and None tells nothing.");
  if (!isCallableAt(pipeline, statementOf(o.site), plan) && !plan.reader.is(o.receiver!, "pipeline")) return unseen(o.site, "The pipeline is made in another function than it is published in", "Publish it where it is made.");
  const twin = plan.of("published").find((x) => x !== o && x.site.start < o.site.start && identityOf(x, plan) === identityOf(o, plan));
  if (twin) return unseen(o.site, "Two pipelines are published under one name", "In v2 the second would take the place of the first. Give each a name of its own.");
  const other = mixedRead(o, plan);
  return other ? unseen(other, "This may be another published pipeline", "The variable is bound elsewhere too, to something that can't be followed. Give each a variable of its own.") : null;
}

/** Whether annotations are texts in this program: the SDK does not read those (azure-ai-ml 1.35.2, "Unsupported annotation type"). */
function laterAnnotations(plan: Plan): boolean {
  return plan.module.program.body.statements.some((s) => s.kind === "from-import" && s.module === "__future__" && s.names.some((n) => n.name === "annotations"));
}

/** A read of the object's variable that may stand for something else. */
function mixedRead(o: V1Object, plan: Plan): Expression | null {
  return plan.usesOf(o).find((u) => isMixed(u.expression, plan))?.expression ?? null;
}

/** Whether a name may stand for something that is no v1 object, or for one of several. */
export function isMixed(e: Expression | null | undefined, plan: Plan): boolean {
  if (e?.kind !== "name") return false;
  return plan.reader.objectsOf(e).length > 1 || plan.module.names.definitionsOf(e).some((d) => d.kind !== "assign" || d.index !== null || !d.value || plan.reader.objectsOf(d.value).length === 0);
}

/** What tells two published pipelines apart: the name, the code that gives it, or the pipeline. */
function identityOf(o: V1Object, plan: Plan): string {
  const name = o.args.get("name");
  return endpointName(o, plan) ?? (name ? `code ${plan.module.slice(name)}` : `pipeline ${publishedPipeline(o, plan)?.site.start ?? ""}`);
}

/**
 * A text as the name of an endpoint: 3 to 32 letters, digits and dashes, a letter first, no dash last
 * (azure-ai-ml 1.35.2, validate_endpoint_or_deployment_name).
 */
export function endpointNameFrom(text: string): string {
  const name = text.replace(/[^A-Za-z0-9]+/g, "-").replace(/^[^A-Za-z]+/, "").slice(0, 32).replace(/(?<!-)-+$/, "");
  return name.length >= 3 ? name : `endpoint-${name}`.replace(/(?<!-)-+$/, "");
}

/** The v2 name of an endpoint whose v1 name is known. */
export function endpointName(o: V1Object, plan: Plan): string | null {
  const name = settledText(o.args.get("name"), plan);
  return name === null ? null : endpointNameFrom(name);
}

/** Whether a variable still holds an object at another statement. */
export function isHeldAt(o: V1Object, at: Statement, plan: Plan): boolean {
  const variable = variableOf(o);
  const { names } = plan.module;
  const made = statementOf(o.site);
  const v = variable === null ? undefined : names.scopeOf(made).variables.get(variable);
  if (!v) return false;
  const reaching = names.scopeOf(at) === v.scope ? names.reaching(v, at, at.start) : v.bindings;
  return reaching.length === 1 && reaching[0]!.statement === made;
}

/** The object that an expression is made from, where it is of a kind. */
export function originOf(e: Expression | null | undefined, kind: V1Object["kind"], plan: Plan): V1Object | null {
  const o = e ? plan.reader.objectOf(e) : null;
  return o?.kind === kind ? o : null;
}

/** The arguments that a v1 call has no place for, or whose meaning is not known. */
export function strangeArgument(o: V1Object, known: readonly string[]): Expression | null {
  const name = o.args.names().find((n) => !known.includes(n));
  return o.args.unknown[0] ?? (name === undefined ? null : o.args.get(name)!);
}

/** Whether a dict of parameters that can't be seen can be passed on as `**`: not when a parameter has another name in v2. */
export function canPassOn(model: PipelineModel, plan: Plan): boolean {
  return model.parameters.every((p) => settledText(p.args.get("name"), plan) === parameterName(p, plan));
}

/** The keys of a dict of parameters that the pipeline does not have, or that can't be seen; null when it has them all. */
export function unknownParameter(given: Expression | undefined, model: PipelineModel, plan: Plan): Expression | null {
  if (!given || (given.kind === "constant" && given.value === null)) return null;
  if (given.kind !== "dict") return given;
  const names = new Set(model.parameters.map((p) => settledText(p.args.get("name"), plan)));
  return given.entries.find((e) => !e.key || !names.has(settledText(e.key, plan)))?.value ?? null;
}
