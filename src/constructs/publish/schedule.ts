import type { Expression } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { Doc, ItemDoc } from "../../python/layout.js";
import { call, item, keyword } from "../../python/layout.js";
import type { Blocker, Context } from "../concept.js";
import type { V1Object } from "../model.js";
import { callItems } from "../pipeline/index.js";
import { functionName } from "../pipeline/name.js";
import type { Plan } from "../plan.js";
import { isCallableAt } from "../pipeline/read.js";
import { blocker } from "../step/model.js";
import { settledText } from "../step/source.js";
import { clientOf } from "../workspace/index.js";
import { ENDPOINT_NAME, SCHEDULE, SCHEDULE_UNSEEN } from "./findings.js";
import { waited } from "./publish.js";
import { canPassOn, originOf, publishBlocker, publishedModel, publishedPipeline, strangeArgument, unknownParameter } from "./read.js";

export const SCHEDULE_PARAMETERS = [
  "workspace", "name", "pipeline_id", "experiment_name", "recurrence", "description", "pipeline_parameters", "wait_for_provisioning", "wait_timeout", "datastore", "polling_interval",
  "data_path_parameter_name", "continue_on_step_failure", "path_on_datastore",
];

export const RECURRENCE_PARAMETERS = ["frequency", "interval", "start_time", "time_zone", "hours", "minutes", "week_days", "time_of_day"];

/** The v1 time zones whose v2 name follows from the v1 one (azureml-pipeline-core 1.62 and azure-ai-ml 1.35.2, TimeZone: the same texts). */
const SPELT_OTHERWISE = new Set(["AfghanistanStandardTime", "TongaStandardTime"]);

/** The published pipeline that a schedule runs. */
function publishedOf(o: V1Object, plan: Plan): V1Object | null {
  const id = originOf(o.args.get("pipeline_id"), "published-id", plan);
  return originOf(id?.receiver, "published", plan);
}

/** Why a schedule can't become a JobSchedule; null when it can, or when something that it is made of says why. */
export function scheduleBlocker(o: V1Object, plan: Plan): Blocker | null {
  const by = (e: Expression, title: string, why: string): Blocker => blocker(SCHEDULE_UNSEEN, e, title, why);
  const hidden = strangeArgument(o, SCHEDULE_PARAMETERS);
  if (hidden) return by(hidden, "What is given to this schedule?", "It has no place in v2, or a * or ** argument hides it. Write it out.");
  for (const name of ["datastore", "path_on_datastore", "data_path_parameter_name"]) {
    const e = o.args.get(name);
    if (e) return by(e, "A schedule that watches a datastore", "v2 schedules run by the clock alone. An Event Grid event on the storage account can start the batch endpoint.");
  }
  const published = publishedOf(o, plan);
  if (!published) return by(o.args.get("pipeline_id") ?? o.site, "Which pipeline does this schedule run?", "Its id is not of a pipeline that this program publishes. A v2 schedule holds the pipeline job itself: JobSchedule(create_job=...).");
  if (publishBlocker(published, plan)) return by(o.site, "This schedule runs a published pipeline that stays v1", "Once that is decided, JobSchedule(create_job=...) takes the pipeline job itself.");
  const model = publishedModel(published, plan);
  if (!model) return null;
  const pipeline = publishedPipeline(published, plan);
  if (pipeline && !isCallableAt(pipeline, statementOf(o.site), plan)) return by(o.site, "The pipeline of this schedule is made in another function", "JobSchedule(create_job=...) takes the pipeline job itself: make the schedule where the pipeline is made, or give the job back from there.");
  if (!originOf(o.args.get("recurrence"), "recurrence", plan)) return by(o.args.get("recurrence") ?? o.site, "When does this schedule run?", "Its ScheduleRecurrence can't be seen from here. RecurrenceTrigger takes its place.");
  const unknown = unknownParameter(o.args.get("pipeline_parameters"), model, plan);
  if (unknown && unknown !== o.args.get("pipeline_parameters")) return by(unknown, "The pipeline has no such parameter", "v2 takes the parameters of the pipeline function.");
  if (unknown && !canPassOn(model, plan)) return by(unknown, "Which parameters does this schedule set?", "They can't be seen, and some have another name in v2, where a parameter is a Python identifier.");
  return null;
}

/** Why a recurrence can't become a RecurrenceTrigger. */
export function recurrenceBlocker(o: V1Object, plan: Plan): Blocker | null {
  const by = (e: Expression, title: string, why: string): Blocker => blocker(SCHEDULE_UNSEEN, e, title, why);
  // It belongs to a schedule of something else, or to none.
  if (!plan.consumersOf(o).some((x) => x.kind === "schedule")) return { rule: SCHEDULE_UNSEEN, range: o.site, title: "", why: "" };
  const hidden = strangeArgument(o, RECURRENCE_PARAMETERS);
  if (hidden) return by(hidden, "What is given to this recurrence?", "It has no place in v2, or a * or ** argument hides it. Write it out.");
  const time = o.args.get("time_of_day");
  if (time && clock(time, plan) === null) return by(time, "At which time does this schedule run?", "RecurrencePattern takes hours and minutes as numbers.");
  const [hours, minutes, days] = ["hours", "minutes", "week_days"].map((name) => o.args.get(name));
  if (!time && (hours || minutes || days) && !(hours && minutes)) return by(hours ?? minutes ?? days!, "At which hours and minutes does this schedule run?", "RecurrencePattern needs both.");
  if (days && weekDays(days, plan) === null) return by(days, "On which days does this schedule run?", "RecurrencePattern takes the English names, in lower case.");
  const zone = o.args.get("time_zone");
  if (zone && zoneName(zone, plan) === null) return by(zone, "Which time zone is this?", "azure.ai.ml.constants.TimeZone holds the same ones under other names; time_zone takes the text too.");
  return null;
}

function clock(e: Expression, plan: Plan): { hours: string; minutes: string } | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(settledText(e, plan) ?? "");
  return match ? { hours: String(Number(match[1])), minutes: String(Number(match[2])) } : null;
}

function weekDays(e: Expression, plan: Plan): string[] | null {
  const known = plan.module.known(e);
  return Array.isArray(known) && known.every((d) => typeof d === "string") ? known.map((d) => String(d).toLowerCase()) : null;
}

/** The v2 name of a v1 time zone: `TimeZone.PacificStandardTime` is `TimeZone.PACIFIC_STANDARD_TIME`. */
function zoneName(e: Expression, plan: Plan): string | null {
  const v1 = /^TimeZone\.(\w+)$/.exec(plan.reader.v1NameOf(e) ?? "")?.[1];
  if (v1 === "UTC") return v1;
  if (v1 === undefined || SPELT_OTHERWISE.has(v1) || !/^([A-Z][a-z]+)+$/.test(v1)) return null;
  return v1.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase();
}

/** `ScheduleRecurrence(...)` becomes `RecurrenceTrigger(...)`, with a `RecurrencePattern` for hours, minutes and days. */
export function writeRecurrence(o: V1Object, c: Context): Doc {
  const { draft, plan } = c;
  const plain = (name: string): ItemDoc[] => {
    const e = o.args.get(name);
    return e ? [keyword(name, draft.doc(e))] : [];
  };
  const frequency = o.args.get("frequency");
  const known = settledText(frequency, plan);
  const time = o.args.get("time_of_day");
  const at = time ? clock(time, plan) : null;
  const days = o.args.get("week_days");
  const pattern = [...(at ? [keyword("hours", at.hours), keyword("minutes", at.minutes)] : [...plain("hours"), ...plain("minutes")]), ...(days ? [keyword("week_days", `[${(weekDays(days, plan) ?? []).map((d) => draft.string(d)).join(", ")}]`)] : [])];
  const zone = o.args.get("time_zone");
  draft.finding(SCHEDULE, o.site, { effort: "upgraded", title: "ScheduleRecurrence -> RecurrenceTrigger", v1: "ScheduleRecurrence", v2: "RecurrenceTrigger" });
  return call(draft.v2("RecurrenceTrigger"), [
    ...(frequency ? [keyword("frequency", known === null ? `${draft.text(frequency)}.lower()` : draft.string(known.toLowerCase()))] : []),
    ...plain("interval"),
    ...(pattern.length > 0 ? [keyword("schedule", call(draft.v2("RecurrencePattern"), pattern))] : []),
    ...plain("start_time"),
    ...(zone ? [keyword("time_zone", `${draft.v2("TimeZone")}.${zoneName(zone, plan) ?? "UTC"}`)] : []),
  ]);
}

/** A schedule is found by its name in v2: letters, digits, dashes and underscores. */
function scheduleName(text: string): string {
  return text.replace(/[^A-Za-z0-9_-]+/g, "-").replace(/^[-_]+|(?<!-)-+$/g, "") || "schedule";
}

/** `Schedule.create(...)` becomes a `JobSchedule` of a job of its own: the pipeline with the parameters that the schedule gives. */
export function writeSchedule(o: V1Object, c: Context): Doc | null {
  const { draft, plan } = c;
  const published = publishedOf(o, plan);
  const pipeline = published ? publishedPipeline(published, plan) : null;
  const model = published ? publishedModel(published, plan) : null;
  const recurrence = o.args.get("recurrence");
  if (!published || !pipeline || !model || !recurrence) return null;
  const at = statementOf(o.site);
  const name = o.args.get("name");
  const known = settledText(name, plan);
  const id = known === null ? null : scheduleName(known);
  draft.finding(SCHEDULE, o.site, {
    title: `Schedule.create -> JobSchedule${id === null ? "" : ` "${id}"`}`, why: `it runs the pipeline job itself, not what is published; a second run of this program updates the schedule of that name, where v1 made one more${o.args.get("wait_for_provisioning") || o.args.get("wait_timeout") ? "; .result() waits until it is there, as long as that takes" : ""}`, v1: "Schedule.create", v2: "JobSchedule",
  });
  if (name && known === null) {
    const rule = "letters, digits, dashes and underscores";
    draft.todo(at, ENDPOINT_NAME, `is ${draft.module.slice(name)} the name of a schedule? (${rule})`);
    draft.finding(ENDPOINT_NAME, name, { title: `Is ${draft.module.slice(name)} a name that a schedule can have?`, why: `v1 took any text. v2 takes ${rule}.`, v1: "Schedule.create.name", v2: "JobSchedule.name" });
  }
  const job = draft.freshName("scheduled_job");
  draft.insertDocBefore(at, call(functionName(pipeline, c), callItems(model, o, c)), `${job} = `);
  const experiment = o.args.get("experiment_name");
  if (experiment) draft.insertBefore(at, `${job}.experiment_name = ${draft.text(experiment)}`);
  const keep = o.args.get("continue_on_step_failure") ?? published.args.get("continue_on_step_failure");
  if (keep && !(keep.kind === "constant" && keep.value === null)) draft.insertBefore(at, `${job}.settings.continue_on_step_failure = ${draft.text(keep)}`);
  const description = o.args.get("description");
  const comments = o.site.kind === "call" ? draft.commentsOf(o.site) : null;
  const commented = (i: ItemDoc, e: Expression): ItemDoc => draft.commented(i, e, comments);
  return waited(`${clientOf(o.args.get("workspace"), o.site, c)}.schedules.begin_create_or_update`, call(draft.v2("JobSchedule"), [
    ...(name ? [commented(keyword("name", id === null || id === known ? draft.doc(name) : draft.string(id)), name)] : []),
    ...(name && id !== null && id !== known ? [keyword("display_name", draft.doc(name))] : []),
    commented(keyword("trigger", draft.doc(recurrence)), recurrence), keyword("create_job", job),
    ...(description ? [commented(keyword("description", draft.doc(description)), description)] : []),
  ]));
}

/** `schedule.disable()` and `schedule.enable()`. */
export function writeSwitch(method: "disable" | "enable", o: V1Object, e: Expression, c: Context): Doc {
  c.draft.finding(SCHEDULE, e, { effort: "upgraded", title: `${method}() -> ml_client.schedules.begin_${method}(...)`, v1: `Schedule.${method}`, v2: `MLClient.schedules.begin_${method}` });
  const schedule = e.kind === "call" && e.callee.kind === "attribute" ? c.draft.text(e.callee.value) : "";
  return call(`${clientOf(o.args.get("workspace"), e, c)}.schedules.begin_${method}`, [item(`${schedule}.name`)], { close: ").result()" });
}
