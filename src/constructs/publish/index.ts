import type { Expression } from "../../python/ast.js";
import type { Concept, Context } from "../concept.js";
import type { Rule } from "../../findings/rule.js";
import type { Kind, V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { INVOKE, PIPELINE_ENDPOINT, PUBLISH, PUBLISH_UNSEEN, PUBLISHED_LOOKUP, REST_CALL, SCHEDULE_UNSEEN } from "./findings.js";
import { invokeBlocker, runIdBlocker, writeInvoke, writeRunId } from "./invoke.js";
import { writeEndpoint, writePublished } from "./publish.js";
import { PUBLISH_PARAMETERS, publishBlocker } from "./read.js";
import { RECURRENCE_PARAMETERS, recurrenceBlocker, SCHEDULE_PARAMETERS, scheduleBlocker, writeRecurrence, writeSchedule, writeSwitch } from "./schedule.js";

/** Published pipelines, the calls of their address, and schedules: batch endpoints with a pipeline component deployment, and job schedules. */
export const publish: Concept = {
  vocabulary: {
    calls: {
      "PublishedPipeline.*": { kind: "publish-lookup", parameters: ["workspace"] },
      "PipelineEndpoint.*": { kind: "publish-lookup", parameters: ["workspace"] },
      "Schedule.*": { kind: "publish-lookup", parameters: ["workspace"] },
      "Schedule.create": { kind: "schedule", parameters: SCHEDULE_PARAMETERS },
      ScheduleRecurrence: { kind: "recurrence", parameters: RECURRENCE_PARAMETERS },
      InteractiveLoginAuthentication: { kind: "interactive-auth", parameters: ["force", "tenant_id", "cloud"] },
    },
    functions: { "requests.post": { of: "rest-endpoint", kind: "invocation", parameters: ["url", "data", "json"] } },
    methods: {
      "pipeline.publish": { kind: "published", parameters: PUBLISH_PARAMETERS },
      "run.publish_pipeline": { kind: "published", parameters: PUBLISH_PARAMETERS },
      "published.submit": { kind: "run", parameters: ["workspace", "experiment_name", "pipeline_parameters", "_workflow_provider", "_service_endpoint", "parent_run_id", "continue_on_step_failure"] },
      "invocation.json": { kind: "invocation-body", parameters: [] },
      "invocation-body.get": { kind: "run-id", parameters: ["key", "default"] },
      "interactive-auth.get_authentication_header": { kind: "auth-header", parameters: [] },
      "credential.get_authentication_header": { kind: "auth-header", parameters: [] },
    },
    attributes: { "published.id": "published-id", "published.endpoint": "rest-endpoint" },
    subscripts: { "invocation-body": "run-id" },
  },
  check: {
    published: publishBlocker,
    invocation: invokeBlocker,
    "invocation-body": (o, plan) => (onlyParts(o, plan) ? null : { rule: REST_CALL, range: o.site, title: "What is read from the response here?", why: "A batch job has a name, which ml_client.jobs.get finds." }),
    "run-id": runIdBlocker,
    schedule: scheduleBlocker,
    recurrence: recurrenceBlocker,
    "publish-lookup": lookupBlocker,
    // They go with the calls that they serve; what anything else does with them is none of ours.
    "interactive-auth": (o, plan) => (onlyParts(o, plan) ? null : { rule: INVOKE, range: o.site, title: "", why: "" }),
    "auth-header": (o, plan) => (onlyParts(o, plan) ? null : { rule: INVOKE, range: o.site, title: "", why: "" }),
  },
  write: {
    published: writePublished,
    "published-id": writeId,
    "rest-endpoint": writeEndpoint,
    invocation: writeInvoke,
    "invocation-body": () => null,
    "run-id": writeRunId,
    schedule: writeSchedule,
    recurrence: writeRecurrence,
    "interactive-auth": () => null,
    "auth-header": () => null,
  },
  rewrites: {
    "published.name": (_, e, c) => `${ownerOf(e, c)}.name`,
    "published.description": (_, e, c) => `${ownerOf(e, c)}.description`,
    "invocation.raise_for_status()": (_, e, c) => {
      c.draft.finding(INVOKE, e, { effort: "upgraded", title: "raise_for_status() is dropped", why: "invoke raises HttpResponseError by itself", v1: "requests.Response.raise_for_status", v2: "MLClient.batch_endpoints.invoke" });
      return null;
    },
    "schedule.id": (_, e, c) => `${ownerOf(e, c)}.name`,
    "schedule.name": (_, e, c) => `${ownerOf(e, c)}.name`,
    "schedule.disable()": (o, e, c) => writeSwitch("disable", o, e, c),
    "schedule.enable()": (o, e, c) => writeSwitch("enable", o, e, c),
  },
};

/** The code before the dot. */
function ownerOf(e: Expression, c: Context): string {
  return e.kind === "attribute" ? c.draft.text(e.value) : "";
}

/** Whether an object is used, and only as a part of others. */
function onlyParts(o: V1Object, plan: Plan): boolean {
  const uses = plan.usesOf(o);
  return uses.some((u) => u.role.type === "part") && uses.every((u) => u.role.type === "part" || u.role.type === "alias");
}

/** `published.id`: the id of the endpoint. It goes where schedules alone read it: a schedule holds the job itself. */
function writeId(o: V1Object, c: Context): string | null {
  const parts = c.plan.consumersOf(o);
  if (parts.length > 0 && parts.every((x) => x.kind === "schedule" && c.plan.moves(x)) && onlyParts(o, c.plan)) return null;
  c.draft.finding(PUBLISH, o.site, { title: "id -> the resource id of the endpoint", why: "v1 gave the id of what was published, which Schedule, PublishedPipeline.get and pipelines outside of this program take; nothing in v2 takes it", v1: "PublishedPipeline.id", v2: "BatchEndpoint.id" });
  return `${o.receiver ? c.draft.text(o.receiver) : ""}.id`;
}

function lookupBlocker(o: V1Object): { rule: Rule; range: Expression; title: string; why: string } {
  if (o.form.startsWith("PipelineEndpoint")) {
    return { rule: PIPELINE_ENDPOINT, range: o.site, title: `${o.form}: a batch endpoint takes the place of a pipeline endpoint`, why: "Each version is a deployment, and endpoint.defaults names the one that answers. The v1 call still sees only v1 endpoints." };
  }
  const schedules = o.form.startsWith("Schedule");
  return { rule: PUBLISHED_LOOKUP, range: o.site, title: `${o.form} finds only what v1 has made`, why: schedules ? "ml_client.schedules.list() and .get(name) find v2 schedules." : "ml_client.batch_endpoints.list() and .get(name) find what is published in v2." };
}

/** Whether a kind is about what is published: it can stay v1 beside a pipeline that moves. */
export function isPublishing(kind: Kind): boolean {
  return kind in (publish.check ?? {});
}

/** The pipelines that something published is about. */
function pipelinesOf(o: V1Object, plan: Plan): V1Object[] {
  const parts = new Set(plan.partsOf(o));
  for (const part of parts) if (part.kind !== "pipeline") for (const inner of plan.partsOf(part)) parts.add(inner);
  return [...parts].filter((part) => part.kind === "pipeline");
}

/** The rule for a call that stays v1 although the pipeline that it is about moves; null for other objects. */
export function keptRule(o: V1Object, plan: Plan): Rule | null {
  const about = pipelinesOf(o, plan);
  const moving = (about.length > 0 ? about : plan.of("pipeline")).some((p) => plan.moves(p));
  const rules: Partial<Record<Kind, Rule>> = { published: PUBLISH_UNSEEN, invocation: REST_CALL, schedule: SCHEDULE_UNSEEN };
  return (moving && !plan.moves(o) && !plan.blockers.has(o) && rules[o.kind]) || null;
}

/** What an object is now, the rule for a use of it that has no counterpart, and why it has none; null for objects of other concepts. */
export function residualRule(o: V1Object): { rule: Rule; now: string; why: string } | null {
  switch (o.kind) {
    case "published": return { rule: PUBLISHED_LOOKUP, now: "a batch endpoint", why: "ml_client.batch_endpoints deletes a batch endpoint, nothing switches it off, and PipelineEndpoint can't hold it." };
    case "published-id": return { rule: PUBLISHED_LOOKUP, now: "the id of a batch endpoint", why: "v1 does not know it." };
    case "schedule": return { rule: PUBLISHED_LOOKUP, now: "a JobSchedule", why: "ml_client.schedules does what v1 did with the schedule itself." };
    case "rest-endpoint": return { rule: REST_CALL, now: "the address of a batch endpoint", why: "A batch endpoint takes another body and another token: whoever posts to it has to follow." };
    case "invocation": case "run-id": return { rule: REST_CALL, now: "a batch job", why: "A batch job has id, name, type and status. Where the call fails, invoke raises HttpResponseError." };
    default: return null;
  }
}
