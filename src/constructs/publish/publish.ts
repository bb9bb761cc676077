import type { Expression } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { BracketDoc, Doc, ItemDoc } from "../../python/layout.js";
import { call, item, keyword, print } from "../../python/layout.js";
import { workspaceOf } from "../compute/index.js";
import type { Context } from "../concept.js";
import type { V1Object } from "../model.js";
import { hasIndependentSteps } from "../pipeline/index.js";
import { functionName } from "../pipeline/name.js";
import { isCallableAt, isData } from "../pipeline/read.js";
import { parameterName, variableOf } from "../step/model.js";
import { knownText } from "../step/source.js";
import { clientOf } from "../workspace/index.js";
import { ENDPOINT_NAME, INVOKE, PUBLISH } from "./findings.js";
import { endpointName, endpointNameFrom, isHeldAt, originOf, publishedModel, publishedPipeline } from "./read.js";

/** The client of the workspace that a pipeline is published in. */
export function clientOfPublished(o: V1Object, at: Expression, c: Context): string {
  const pipeline = publishedPipeline(o, c.plan);
  return clientOf(pipeline ? workspaceOf(pipeline, c) : undefined, at, c);
}

/** A call that waits for what it starts. */
export function waited(callee: string, value: Doc): BracketDoc {
  return call(callee, [item(value)], { close: ").result()", bare: true });
}

/**
 * `pipeline.publish(...)` becomes a batch endpoint, a deployment of the pipeline function as a component, and that deployment as the default of
 * the endpoint. The variable holds the endpoint. v1 makes a new published pipeline each time; v2 updates what has the name
 * (azure-ai-ml 1.35.2, BatchEndpointOperations, BatchDeploymentOperations).
 */
export function writePublished(o: V1Object, c: Context): Doc | null {
  const { draft, plan } = c;
  const pipeline = publishedPipeline(o, plan);
  const model = publishedModel(o, plan);
  if (!pipeline || !model) return null;
  const client = clientOfPublished(o, o.site, c);
  const at = statementOf(o.site);
  const own = variableOf(o);
  const variable = own ?? draft.freshName("endpoint");
  const method = o.form.split(".")[1]!;
  const name = endpointName(o, plan);
  const data = model.parameters.filter((p) => isData(p, plan)).map((p) => parameterName(p, plan)!);
  draft.finding(PUBLISH, o.site, {
    title: `${method} -> the batch endpoint ${name === null ? variable : `"${name}"`} with a deployment of ${functionName(pipeline, c)}`,
    why: `each v1 call publishes a new pipeline with an address of its own; here the endpoint and its deployment are made once and then updated, and the name has to be free in the region${data.length > 0 ? `; every call has to pass ${data.join(", ")}: data has no default in a component` : ""}${hasValues(o, c) ? "; it has the defaults of the parameters, not the values of this run" : ""}`, v1: `${o.form}`, v2: "PipelineComponentBatchDeployment",
  });
  checkName(o, c);
  // `Experiment(...).submit(pipeline).publish_pipeline(...)`: the job is submitted all the same.
  if (o.receiver?.kind === "call" && plan.reader.is(o.receiver, "run")) draft.insertDocBefore(at, draft.doc(o.receiver));
  const description = o.args.get("description");
  const comments = own !== null && o.site.kind === "call" ? draft.commentsOf(o.site) : null;
  const endpoint = waited(`${client}.batch_endpoints.begin_create_or_update`, call(draft.v2("BatchEndpoint"), [
    draft.commented(keyword("name", nameDoc(o, c)), o.args.get("name"), comments),
    ...(description && !isNone(description) ? [draft.commented(keyword("description", draft.doc(description)), description, comments)] : []),
  ]));
  const deployment = waited(`${client}.batch_deployments.begin_create_or_update`, call(draft.v2("PipelineComponentBatchDeployment"), deploymentItems(o, pipeline, variable, client, c)));
  const width = draft.width - draft.module.indentOf(at).length;
  const rest = [
    print(deployment, { indent: "", column: 0, width, unit: draft.unit }),
    `${variable}.defaults = {${draft.string("deployment_name")}: ${variable}.name}`,
    `${variable} = ${print(waited(`${client}.batch_endpoints.begin_create_or_update`, variable), { indent: "", column: variable.length + 3, width, unit: draft.unit })}`,
  ];
  if (own !== null) {
    for (const line of rest) draft.insertAfter(at, line);
    return endpoint;
  }
  draft.insertDocBefore(at, endpoint, `${variable} = `);
  for (const line of rest) draft.insertBefore(at, line);
  return at.kind === "expression" && at.value === o.site ? null : variable;
}

/** Whether the run that is published was given parameters of its own. */
function hasValues(o: V1Object, c: Context): boolean {
  const given = originOf(o.receiver, "run", c.plan)?.args.get("pipeline_parameters");
  return given !== undefined && !isNone(given);
}

function isNone(e: Expression): boolean {
  return e.kind === "constant" && e.value === null;
}

function nameDoc(o: V1Object, c: Context): Doc {
  const given = o.args.get("name");
  const name = endpointName(o, c.plan);
  if (name !== null) return given && knownText(given, c.plan) === name ? c.draft.doc(given) : c.draft.string(name);
  if (given && !isNone(given)) return c.draft.doc(given);
  return c.draft.string(endpointNameFrom(functionName(publishedPipeline(o, c.plan)!, c)));
}

/** A name that is only known when the program runs may not be one that v2 accepts. */
function checkName(o: V1Object, c: Context): void {
  const given = o.args.get("name");
  if (!given || isNone(given) || endpointName(o, c.plan) !== null) return;
  const rule = "3 to 32 letters, digits and dashes, a letter first, free in the region";
  c.draft.todo(statementOf(o.site), ENDPOINT_NAME, `is ${c.draft.module.slice(given)} the name of an endpoint? (${rule})`);
  c.draft.finding(ENDPOINT_NAME, given, { title: `Is ${c.draft.module.slice(given)} a name that an endpoint can have?`, why: `v1 took any text. v2 takes ${rule}.`, v1: `${o.form}.name`, v2: "BatchEndpoint.name" });
}

function deploymentItems(o: V1Object, pipeline: V1Object, variable: string, client: string, c: Context): ItemDoc[] {
  const { draft } = c;
  const settings: ItemDoc[] = [];
  const keep = o.args.get("continue_on_step_failure");
  if (keep && !isNone(keep)) settings.push({ prefix: `${draft.string("continue_on_step_failure")}: `, value: draft.doc(keep) });
  const model = publishedModel(o, c.plan);
  // A deployment has settings of its own: those of the pipeline function do not reach it.
  if ((!keep || isNone(keep)) && model && hasIndependentSteps(model, c.plan)) settings.push({ prefix: `${draft.string("continue_on_step_failure")}: `, value: "False" });
  const store = pipeline.args.get("default_datastore");
  if (store) settings.push({ prefix: `${draft.string("default_datastore")}: `, value: c.plan.reader.is(store, "datastore") ? `${draft.text(store)}.name` : draft.doc(store) });
  const version = o.args.get("version");
  return [
    keyword("name", `${variable}.name`), keyword("endpoint_name", `${variable}.name`),
    keyword("component", call(`${client}.components.create_or_update`, [item(publishedCode(o, pipeline, c))])),
    ...(version && !isNone(version) ? [keyword("tags", { open: "{", close: "}", items: [{ prefix: `${draft.string("version")}: `, value: version.kind === "number" ? draft.string(version.text) : draft.doc(version) }] })] : []),
    ...(settings.length > 0 ? [keyword("settings", { open: "{", close: "}", items: settings })] : []),
  ];
}

/** What is registered as a component: the pipeline function; where it can't be named, the component of the job that a call of it has made, which is the same. */
function publishedCode(o: V1Object, pipeline: V1Object, c: Context): string {
  return isCallableAt(pipeline, statementOf(o.site), c.plan) || !o.receiver ? functionName(pipeline, c) : `${c.draft.text(o.receiver)}.component`;
}

/** The code that names the endpoint of a published pipeline at another statement; null when its name is not known there. */
export function endpointCode(o: V1Object, at: Expression, c: Context): string | null {
  if (isHeldAt(o, statementOf(at), c.plan)) return `${variableOf(o)!}.name`;
  const name = endpointName(o, c.plan);
  return name === null ? null : c.draft.string(name);
}

/** `published.endpoint`: the REST address. */
export function writeEndpoint(o: V1Object, c: Context): Doc {
  c.draft.finding(INVOKE, o.site, { title: "endpoint -> scoring_uri", why: "another address: whoever posts to it sends another body with another token", v1: "PublishedPipeline.endpoint", v2: "BatchEndpoint.scoring_uri" });
  return `${o.receiver ? c.draft.text(o.receiver) : ""}.scoring_uri`;
}
