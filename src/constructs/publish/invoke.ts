import type { Expression } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { Doc, ItemDoc } from "../../python/layout.js";
import { call, item, keyword } from "../../python/layout.js";
import type { Blocker, Context } from "../concept.js";
import type { V1Object } from "../model.js";
import { argumentDoc } from "../pipeline/index.js";
import type { PipelineModel } from "../pipeline/read.js";
import { isData } from "../pipeline/read.js";
import type { Plan } from "../plan.js";
import { blocker, identifier, parameterName } from "../step/model.js";
import { knownText } from "../step/source.js";
import { literalType } from "../step/write.js";
import { clientOf } from "../workspace/index.js";
import { INVOKE, REST_CALL } from "./findings.js";
import { clientOfPublished, endpointCode } from "./publish.js";
import { endpointName, isHeldAt, isMixed, originOf, publishBlocker, publishedModel, strangeArgument, unknownParameter } from "./read.js";

/** The published pipeline that a call of its address starts. */
function publishedOf(o: V1Object, plan: Plan): V1Object | null {
  const endpoint = originOf(o.receiver, "rest-endpoint", plan);
  return originOf(endpoint ? endpoint.receiver : o.receiver, "published", plan);
}

/** Arguments of `requests.post` that the client takes care of. */
const DROPPED = ["headers", "timeout", "verify"];

/** What the body of a v1 call holds. */
interface Body {
  readonly experiment: Expression | undefined;
  readonly parameters: Expression | undefined;
}

function bodyOf(o: V1Object, plan: Plan): Body | null {
  if (o.form === "published.submit") return { experiment: o.args.get("experiment_name"), parameters: o.args.get("pipeline_parameters") };
  const json = o.args.get("json");
  if (json?.kind !== "dict") return null;
  const values = new Map(json.entries.map((e) => [e.key ? knownText(e.key, plan) : null, e.value]));
  if ([...values.keys()].some((k) => k !== "ExperimentName" && k !== "ParameterAssignments")) return null;
  return { experiment: values.get("ExperimentName"), parameters: values.get("ParameterAssignments") };
}

/** Why a call of a published pipeline can't be written; null when it can. */
export function invokeBlocker(o: V1Object, plan: Plan): Blocker | null {
  const by = (e: Expression, title: string, why: string): Blocker => blocker(REST_CALL, e, title, why);
  const published = publishedOf(o, plan);
  const model = published ? publishedModel(published, plan) : null;
  if (!published || !model) return null;
  if (publishBlocker(published, plan)) return by(o.site, "This calls a published pipeline that stays v1", "Once that is decided, ml_client.batch_endpoints.invoke(...) takes its place.");
  if (o.receiver && isMixed(o.receiver, plan)) return by(o.receiver, "Is this the address of a batch endpoint?", "It is bound elsewhere too, to something that can't be followed.");
  const extra = strangeArgument(o, o.form === "published.submit" ? ["workspace", "experiment_name", "pipeline_parameters"] : ["url", "json", ...DROPPED]);
  if (extra && o.form === "published.submit") return by(extra, "An argument that invoke has no place for", "ml_client.batch_endpoints.invoke takes the endpoint, inputs= and experiment_name= here; other settings of a job are set on the deployment.");
  if (extra) return by(extra, "The body of this call is for a v1 endpoint", "Call ml_client.batch_endpoints.invoke with inputs=, or send the body that a batch endpoint takes.");
  const body = bodyOf(o, plan);
  if (!body) return by(o.args.get("json") ?? o.site, "What does this call send?", "The body is not a dict in sight with ExperimentName and ParameterAssignments alone. Call ml_client.batch_endpoints.invoke with inputs=.");
  const unknown = unknownParameter(body.parameters, model, plan);
  if (unknown) return by(unknown, "The pipeline has no such parameter", "v1 had parameters of its own, such as aml_node_count, and took any name; v2 takes the inputs of the pipeline function.");
  const given = parameterOf(body.parameters, model, plan);
  const dataset = given.find(({ parameter, value }) => isData(parameter, plan) && !isPath(value, parameter, plan));
  if (dataset) return by(dataset.value, "Which data does this call pass?", "The parameter is a dataset: pass an Input with its type and path in inputs=.");
  const untyped = given.find(({ parameter }) => !isData(parameter, plan) && plan.module.known(parameter.args.get("default_value")!) === undefined);
  if (untyped) return by(untyped.value, "Of which type is this parameter?", "Its default can't be seen, and a call of a batch endpoint names the type.");
  if (!isHeldAt(published, statementOf(o.site), plan) && endpointName(published, plan) === null) return by(o.site, "Which endpoint is called here?", "Its name is not known here.");
  return null;
}

/** Whether a call gives another `DataPath` to a parameter whose default is one. */
function isPath(value: Expression, parameter: V1Object, plan: Plan): boolean {
  return [value, parameter.args.get("default_value")].every((e) => plan.reader.objectOf(e)?.kind === "path");
}

/** The entries of `ParameterAssignments` with the parameters that they set. */
function parameterOf(given: Expression | undefined, model: PipelineModel, plan: Plan): { parameter: V1Object; value: Expression }[] {
  if (given?.kind !== "dict") return [];
  return given.entries.flatMap((e) => {
    const name = e.key ? knownText(e.key, plan) : null;
    const parameter = model.parameters.find((p) => name !== null && parameterName(p, plan) === identifier(name));
    return parameter ? [{ parameter, value: e.value }] : [];
  });
}

/**
 * `requests.post(published.endpoint, json=...)` and `published.submit(...)` become `ml_client.batch_endpoints.invoke(...)`.
 * The value of a literal input is its default; `experiment_name` is taken through `**kwargs` (azure-ai-ml 1.35.2, BatchEndpointOperations.invoke).
 */
export function writeInvoke(o: V1Object, c: Context): Doc | null {
  const { draft, plan } = c;
  const published = publishedOf(o, plan);
  const model = published ? publishedModel(published, plan) : null;
  const body = bodyOf(o, plan);
  const endpoint = published ? endpointCode(published, o.site, c) : null;
  if (!published || !model || !body || endpoint === null) return null;
  const dropped = DROPPED.filter((name) => o.args.get(name));
  const v1 = o.form === "published.submit" ? "PublishedPipeline.submit" : o.form;
  draft.finding(INVOKE, o.site, { title: `${v1} -> ml_client.batch_endpoints.invoke`, why: `the call starts a batch job with the credential of the client${dropped.length > 0 ? `, without ${dropped.join(" and ")}` : ""}; it raises where v1 gave back an HTTP error`, v1, v2: "MLClient.batch_endpoints.invoke" });
  const given = parameterOf(body.parameters, model, plan);
  const data = model.parameters.filter((p) => isData(p, plan)).map((p): ItemDoc => ({
    prefix: `${draft.string(parameterName(p, plan)!)}: `, value: argumentDoc(given.find((g) => g.parameter === p)?.value ?? p.args.get("default_value")!, statementOf(o.site), c),
  }));
  const inputs = given.filter(({ parameter }) => !isData(parameter, plan)).map(({ parameter, value }): ItemDoc => ({
    prefix: `${draft.string(parameterName(parameter, plan)!)}: `,
    value: call(draft.v2("Input"), [keyword("type", draft.string(literalType(parameter, plan))), keyword("default", draft.doc(value))]),
  }));
  return call(`${clientOfPublished(published, o.site, c)}.batch_endpoints.invoke`, [
    keyword("endpoint_name", endpoint),
    ...(data.length + inputs.length > 0 ? [keyword("inputs", { open: "{", close: "}", items: [...data, ...inputs] })] : []),
    ...(body.experiment ? [keyword("experiment_name", draft.doc(body.experiment))] : []),
  ]);
}

/** Why a value of the response can't be written: only `Id` and `RunUrl` have a counterpart. */
export function runIdBlocker(o: V1Object, plan: Plan): Blocker | null {
  const key = isMixed(o.receiver, plan) ? null : keyOf(o, plan);
  return key === "Id" || key === "RunUrl" ? null : blocker(REST_CALL, o.site, "What is read from the response here?", "A batch job has a name, which ml_client.jobs.get finds.");
}

function keyOf(o: V1Object, plan: Plan): string | null {
  return o.site.kind === "subscript" ? knownText(o.site.index, plan) : knownText(o.args.get("key"), plan);
}

/** `response.json()["Id"]` becomes the name of the job. */
export function writeRunId(o: V1Object, c: Context): Doc {
  const body = originOf(o.receiver, "invocation-body", c.plan);
  const job = body?.receiver ? c.draft.text(body.receiver) : "";
  const url = keyOf(o, c.plan) === "RunUrl";
  c.draft.finding(INVOKE, o.site, { effort: "upgraded", title: url ? '["RunUrl"] -> studio_url of the job' : '["Id"] -> the name of the job', v1: "PublishedPipeline.endpoint", v2: url ? "Job.studio_url" : "BatchJob.name" });
  return url ? `${clientOfResponse(body, o.site, c)}.jobs.get(${job}.name).studio_url` : `${job}.name`;
}

function clientOfResponse(body: V1Object | null, at: Expression, c: Context): string {
  const invocation = originOf(body?.receiver, "invocation", c.plan);
  const published = invocation ? publishedOf(invocation, c.plan) : null;
  return published ? clientOfPublished(published, at, c) : clientOf(undefined, at, c);
}

/** Whether a run was started through a published pipeline. */
export function isPublishedRun(o: V1Object, plan: Plan): boolean {
  return o.form === "published.submit" || (o.form === "PipelineRun" && originOf(o.args.get("run_id"), "run-id", plan) !== null && !isMixed(o.args.get("run_id"), plan));
}

/** `PipelineRun(experiment, run_id)` and `published.submit(...)`: the job of that name. */
export function writePublishedRun(o: V1Object, c: Context): Doc | null {
  if (o.form === "published.submit") {
    const started = writeInvoke(o, c);
    const published = publishedOf(o, c.plan);
    if (started === null || typeof started === "string" || !published) return null;
    return call(`${clientOfPublished(published, o.site, c)}.jobs.get`, [item({ ...started, close: ").name" })], { bare: true });
  }
  const id = originOf(o.args.get("run_id"), "run-id", c.plan);
  const body = id ? originOf(id.receiver, "invocation-body", c.plan) : null;
  c.draft.finding(INVOKE, o.site, { effort: "upgraded", title: "PipelineRun -> ml_client.jobs.get", v1: "PipelineRun", v2: "MLClient.jobs.get" });
  return call(`${clientOfResponse(body, o.site, c)}.jobs.get`, [item(c.draft.doc(o.args.get("run_id")!))]);
}
