import type { Expression } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { Doc, ItemDoc } from "../../python/layout.js";
import { call, item, keyword } from "../../python/layout.js";
import { inLoop } from "../../python/scope.js";
import type { Context } from "../concept.js";
import type { V1Object } from "../model.js";
import { callItems, isEarly } from "../pipeline/index.js";
import { functionName, submitsOf } from "../pipeline/name.js";
import type { PipelineModel } from "../pipeline/read.js";
import { isCallableAt, isLoaded, isPipelineBlocker, readPipeline } from "../pipeline/read.js";
import { loadNote } from "../yaml/unread.js";
import { identifier, parameterName } from "../step/model.js";
import { knownText } from "../step/source.js";
import { clientOf } from "../workspace/index.js";
import { SUBMIT, SUBMIT_SETTING } from "./findings.js";
import { experimentName, workspaceOfRun } from "./job.js";
import { submitted } from "./parameters.js";
import { table } from "../../table.js";

/** Settings of a submission, and those of the pipeline job that take their place. */
const SETTINGS = [["continue_on_step_failure", "continue_on_step_failure"], ["regenerate_outputs", "force_rerun"]] as const;

/** Arguments without a counterpart, and what to do about each. */
const BY_HAND: Readonly<Record<string, string>> = table({
  parent_run_id: "v2 submits no job under another one this way",
  _parent_run_id: "v2 submits no job under another one this way",
  credential_passthrough: "give the pipeline job identity=UserIdentityConfiguration(), if its steps read data as you",
  enable_email_notification: "the v2 SDK sends no mail; an alert rule of Azure Monitor does",
});

/** Arguments that have a place in v2. */
const KNOWN: ReadonlySet<string> = new Set(["config", "tags", "experiment_name", "pipeline_parameters", "pipeline_params", ...SETTINGS.map(([v1]) => v1), ...Object.keys(BY_HAND)]);

/** The pipeline that a submission submits. */
export function pipelineOf(o: V1Object, reader: Context["plan"]["reader"]): V1Object | null {
  const given = o.form === "pipeline.submit" ? o.receiver : o.args.get("config");
  const found = given ? reader.objectOf(given) : null;
  return found?.kind === "pipeline" ? found : null;
}

/** `experiment.submit(pipeline)` and `pipeline.submit("name")` become `ml_client.jobs.create_or_update`. */
export function writeSubmit(o: V1Object, c: Context): Doc | null {
  const { draft, plan } = c;
  const pipeline = pipelineOf(o, plan.reader);
  const model = pipeline ? readPipeline(pipeline, plan) : null;
  if (!pipeline || !model || isPipelineBlocker(model)) return null;
  const comments = o.site.kind === "call" ? draft.commentsOf(o.site) : null;
  draft.finding(SUBMIT, o.site, { title: `${o.form === "pipeline.submit" ? "Pipeline" : "Experiment"}.submit -> ml_client.jobs.create_or_update`, v1: o.form, v2: "MLClient.jobs.create_or_update" });
  checkParameters(o, model, c);
  const given = o.form === "pipeline.submit" ? o.receiver! : o.args.get("config")!;
  const settings = SETTINGS.flatMap(([v1, v2]) => {
    const value = o.args.get(v1);
    return value && !isDefault(o, v1, value, c) ? [{ v1, v2, value }] : [];
  });
  const loaded = isLoaded(pipeline);
  const inputs = loaded ? (submitted(o, plan)?.entries ?? []) : [];
  const own = !loaded && needsOwnCall(o, pipeline, c);
  const callable = isCallableAt(pipeline, statementOf(o.site), plan);
  if (own && !callable) {
    const name = functionName(pipeline, c);
    const set = submitted(o, plan);
    settingByHand(o, set ? "pipeline_parameters" : marksOfOthers(o, pipeline, c).join(", "), set?.given ?? o.site, set ? `${name} is defined in another function (${plan.module.placeOf(pipeline.site.start)}): pass them to its call there` : `the job keeps what another submission has set; call ${name} once more, where it is defined (${plan.module.placeOf(pipeline.site.start)})`, c);
  }
  let job: Doc = own && callable ? call(functionName(pipeline, c), callItems(model, o, c)) : draft.doc(given);
  if (settings.length + inputs.length > 0 && (typeof job !== "string" || given.kind !== "name")) {
    const name = draft.freshName("pipeline_job");
    draft.insertDocBefore(statementOf(o.site), job, `${name} = `);
    job = name;
  }
  for (const { v1, v2, value } of settings) {
    draft.insertBefore(statementOf(o.site), `${String(job)}.settings.${v2} = ${draft.text(value)}`);
    draft.finding(SUBMIT, value, { title: `${v1} -> settings.${v2} of the pipeline job`, v1: `${o.form}.${v1}`, v2: `PipelineJobSettings.${v2}` });
  }
  for (const { name, value } of inputs) draft.insertBefore(statementOf(o.site), `${String(job)}.inputs.${identifier(name)} = ${draft.text(value)}`);
  const parameters = submitted(o, plan);
  const items: ItemDoc[] = [draft.commented(item(job), parameters?.given ?? given, comments)];
  const experiment = experimentDoc(o, c);
  if (experiment !== null) items.push(keyword("experiment_name", experiment));
  const tags = o.args.get("tags");
  if (tags && !isNone(tags)) items.push(draft.commented(keyword("tags", draft.doc(tags)), tags, comments));
  for (const name of o.args.names()) if (!KNOWN.has(name) || name in BY_HAND) otherArgument(o, name, c);
  for (const e of o.args.unknown) settingByHand(o, "**", e, "what these arguments set has to be written out", c);
  return call(`${clientOf(workspaceOfRun(o, c), o.site, c)}.jobs.create_or_update`, items, comments ? { last: comments.last } : {});
}

/**
 * Whether a submission calls the pipeline function itself. It does when it sets parameters that the call at the pipeline's place can't
 * say, and when another submission leaves tags or settings on the job that it does not have: `create_or_update` writes them into
 * the job that it gets (azure-ai-ml 1.35.2).
 */
function needsOwnCall(o: V1Object, pipeline: V1Object, c: Context): boolean {
  const submits = submitsOf(pipeline, c);
  if (submitted(o, c.plan) && !(submits.length === 1 && isEarly(o, pipeline, c))) return true;
  const statement = statementOf(o.site);
  const repeated = inLoop(statement) || c.plan.module.names.scopeOf(statement).kind === "function";
  return submits.some((other) => other !== o && (other.site.start < o.site.start || repeated) && marksOf(other, o).length > 0);
}

/** The arguments of other submissions that stay on the job object, where this one does not set them itself. */
function marksOfOthers(o: V1Object, pipeline: V1Object, c: Context): string[] {
  return [...new Set(submitsOf(pipeline, c).flatMap((other) => marksOf(other, o)))];
}

function marksOf(other: V1Object, o: V1Object): string[] {
  return marks(other).filter((name) => !marks(o).includes(name));
}

/** The arguments of a submission that stay on the job object. */
function marks(o: V1Object): string[] {
  return ["tags", ...SETTINGS.map(([v1]) => v1)].filter((name) => {
    const value = o.args.get(name);
    return value !== undefined && !isNone(value);
  });
}

/** Says what v1 and v2 do with parameters that the pipeline does not have, or has under another name. */
function checkParameters(o: V1Object, model: PipelineModel, c: Context): void {
  const given = submitted(o, c.plan);
  if (!given) return;
  const note = loadNote(model.object.site);
  if (isLoaded(model.object) && !given.entries) {
    settingByHand(o, "pipeline_parameters", given.given, "which parameters it sets can't be seen: set each as pipeline.inputs.<name> = ... above", c);
    return;
  }
  const names = note && "parameters" in note ? new Map(note.parameters.map((name) => [name, identifier(name)])) : new Map(model.parameters.map((p) => [knownText(p.args.get("name"), c.plan) ?? "", parameterName(p, c.plan) ?? ""]));
  if (!given.entries) {
    const renamed = [...names].filter(([v1, v2]) => v1 !== v2);
    if (renamed[0]) settingByHand(o, "pipeline_parameters", given.given, `the parameters have other names in v2: ${renamed.map(([v1, v2]) => `"${v1}" is ${v2}`).join(", ")}; change the keys of the dict`, c);
    return;
  }
  for (const { name, value } of given.entries) {
    if (!names.has(name)) settingByHand(o, "pipeline_parameters", value, `no step in sight uses a parameter "${name}". Where none does, v1 refuses this submission ("does not exist"). The call of the v2 function refuses it in any case (${identifier(name)})`, c);
  }
}

function isDefault(o: V1Object, name: string, value: Expression, c: Context): boolean {
  // v2 goes on after a failed step unless it is told not to; only force_rerun has v1's default.
  if (!isNone(value) && (name !== "regenerate_outputs" || value.kind !== "constant" || value.value !== false)) return false;
  c.draft.finding(SUBMIT, value, { title: `${name}=${c.draft.module.slice(value)} is dropped`, why: "it is the default", v1: `${o.form}.${name}`, v2: undefined });
  return true;
}

function isNone(e: Expression): boolean {
  return e.kind === "constant" && e.value === null;
}

function otherArgument(o: V1Object, name: string, c: Context): void {
  const value = o.args.get(name);
  if (!value) return;
  const what = BY_HAND[name];
  if (what === undefined) c.draft.finding(SUBMIT, value, { title: `${name} is dropped`, why: "v1 ignores it when a pipeline is submitted", v1: `${o.form}.${name}`, v2: undefined });
  else if (!(value.kind === "constant" && !value.value)) settingByHand(o, name, value, what, c);
  else c.draft.finding(SUBMIT, value, { title: `${name}=${c.draft.module.slice(value)} is dropped`, why: "it is the default", v1: `${o.form}.${name}`, v2: undefined });
}

function settingByHand(o: V1Object, name: string, e: Expression, what: string, c: Context): void {
  c.draft.todo(statementOf(o.site), SUBMIT_SETTING, `${name}: ${what}`);
  c.draft.finding(SUBMIT_SETTING, e, { title: `submit(${name}=...)`, why: `${what}.`, v1: `${o.form}.${name}`, v2: undefined });
}

function experimentDoc(o: V1Object, c: Context): Doc | null {
  const given = o.args.get("experiment_name");
  if (given) return c.draft.doc(given);
  const experiment = o.receiver ? c.plan.reader.objectOf(o.receiver) : null;
  if (experiment?.kind === "experiment" && c.plan.moves(experiment)) {
    const name = experimentName(experiment);
    return name ? c.draft.doc(name) : null;
  }
  return o.receiver && o.form === "experiment.submit" ? `${c.draft.text(o.receiver)}.name` : null;
}
