import type { CallExpression, Expression, NameExpression } from "../../python/ast.js";
import { expressionsOf, isStatement, statementOf, walkExpression, walkStatements } from "../../python/ast.js";
import type { Doc } from "../../python/layout.js";
import type { Context } from "../concept.js";
import type { V1Object } from "../model.js";
import { RUN_STATUS, WAIT, WAIT_SETTING } from "./findings.js";
import { byHand, canStandAbove, clientOfRun, isBare, receiverOf, stringAt, target } from "./job.js";

/** `wait_for_completion` streams the job; where its result is used, the status is asked for. */
export function writeWait(o: V1Object, e: Expression, c: Context): Doc | undefined {
  const { draft } = c;
  if (e.kind !== "call") return undefined;
  const bare = isBare(e);
  const needsLines = !bare || raisesNot(e, c) || isMade(receiverOf(e));
  if (needsLines && !canStandAbove(e, c)) {
    return byHand(o, e, "wait above this statement with ml_client.jobs.stream(run.name) and ask for ml_client.jobs.get(run.name).status here", c);
  }
  const at = statementOf(e);
  draft.finding(WAIT, e, { title: "wait_for_completion -> ml_client.jobs.stream", v1: "PipelineRun.wait_for_completion", v2: "MLClient.jobs.stream" });
  const settings = waitSettings(o, e, c);
  const client = clientOfRun(o, e, c);
  const receiver = receiverOf(e);
  let job = target(e, c);
  if (receiver && isMade(receiver)) {
    const name = draft.freshName("pipeline_job");
    draft.insertDocBefore(at, draft.doc(receiver), `${name} = `);
    job = name;
  }
  const stream = settings.raises ? `${client}.jobs.stream(${job}.name)` : quiet(`${client}.jobs.stream(${job}.name)`, c);
  if (bare && settings.raises) return stream;
  if (bare) {
    draft.replaced.set(at, indentRest(stream, draft.module.indentOf(at)));
    return undefined;
  }
  draft.insertBefore(at, stream);
  followStatus(e, c);
  return `${client}.jobs.get(${job}.name).status`;
}

/** Whether the run is made on the spot: it needs a variable, so that it is made once. */
function isMade(receiver: Expression | null): boolean {
  return receiver !== null && receiver.kind !== "name" && receiver.kind !== "attribute";
}

function raisesNot(e: CallExpression, c: Context): boolean {
  const given = e.args.find((a) => a.name === "raise_on_error") ?? e.args[2];
  return given?.star === "" && c.plan.module.known(given.value) === false;
}

/** A job that failed raises JobException where v1 was told to go on. */
function quiet(stream: string, c: Context): string {
  return [`try:`, `    ${stream}`, `except ${c.draft.v2("JobException")}:`, `    pass`].join("\n");
}

function indentRest(text: string, indent: string): string {
  return text.split("\n").join(`\n${indent}`);
}

/** What gives a `Run`, not a `PipelineRun`: its `wait_for_completion` has other arguments (azureml-core 1.61). */
const FOUND_AS_RUN: ReadonlySet<string> = new Set(["Run.get", "workspace.get_run"]);

/** Reads the arguments of a wait and says what becomes of each. */
function waitSettings(o: V1Object, e: CallExpression, c: Context): { raises: boolean } {
  const { draft } = c;
  const given = new Map<string, Expression>();
  const order = FOUND_AS_RUN.has(o.form) ? ["show_output", "wait_post_processing", "raise_on_error"] : ["show_output", "timeout_seconds", "raise_on_error"];
  e.args.forEach((a, i) => {
    const name = a.star ? "**" : (a.name ?? order[i] ?? "**");
    given.set(name, a.value);
  });
  const value = (name: string): unknown => {
    const expression = given.get(name);
    return expression ? c.plan.module.known(expression) : undefined;
  };
  const shows = given.get("show_output");
  const isQuiet = value("show_output") === false;
  if (shows && value("show_output") !== true) {
    draft.finding(WAIT, shows, {
      effort: "changed", title: `show_output=${draft.module.slice(shows)} is dropped`, why: "jobs.stream prints the log while it waits; ask for jobs.get(...).status in a loop where nothing may be printed", v1: "PipelineRun.wait_for_completion.show_output", v2: "MLClient.jobs.stream",
    });
  }
  const timeout = given.get("timeout_seconds");
  if (timeout && isQuiet) {
    draft.finding(WAIT, timeout, { title: "timeout_seconds is dropped", why: "v1 does not look at it without show_output", v1: "PipelineRun.wait_for_completion.timeout_seconds", v2: undefined });
  } else if (timeout) settingByHand("timeout_seconds", timeout, "v1 stopped waiting after this time and went on; jobs.stream waits until the job ends", e, c);
  const raise = given.get("raise_on_error");
  if (raise && value("raise_on_error") === undefined) settingByHand("raise_on_error", raise, "jobs.stream raises JobException when the job failed; catch it where v1 was told not to raise", e, c);
  if (raise && value("raise_on_error") === false) {
    draft.finding(WAIT, raise, {
      effort: "changed", title: "raise_on_error=False -> except JobException", why: "jobs.stream raises it when the job failed, and when the wait is interrupted with Ctrl-C, which v1 did not keep quiet about", v1: "PipelineRun.wait_for_completion.raise_on_error", v2: "JobException",
    });
  }
  for (const [name, e2] of given) if (!order.includes(name)) settingByHand(name, e2, "jobs.stream takes the name of the job alone", e, c);
  return { raises: value("raise_on_error") !== false };
}

function settingByHand(name: string, e: Expression, what: string, call: Expression, c: Context): void {
  c.draft.todo(statementOf(call), WAIT_SETTING, `${name}: ${what}`);
  c.draft.finding(WAIT_SETTING, e, { title: `wait_for_completion(${name}=...)`, why: `${what}.`, v1: `PipelineRun.wait_for_completion.${name}`, v2: undefined });
}

/**
 * A pipeline run that ended well is "Finished" in v1 (azureml-pipeline-core 1.62, _aeva_provider) and "Completed" in v2: the words
 * that a status is compared with follow.
 */
export function followStatus(e: Expression, c: Context): void {
  if (isBare(e)) return;
  const words = [e, ...readsOf(e, c)].flatMap((read) => {
    const comparison = comparisonOf(read);
    return comparison ? [...walkExpression(comparison)].filter(isFinished) : [];
  });
  for (const word of words) c.draft.replace(word, stringAt(word, "Completed", c));
  c.draft.finding(RUN_STATUS, e, { title: words.length > 0 ? 'the status "Finished" -> "Completed"' : "the status has the words of v2", why: WORDS, v1: "PipelineRun.get_status", v2: "Job.status" });
}

const WORDS = 'a pipeline that ended well is "Completed" in v2 and "Finished" in v1, and a job is also "Preparing", "Finalizing" and the like on its way';

function isFinished(e: Expression): boolean {
  return e.kind === "string" && e.value === "Finished";
}

/** A status may go further than it can be followed: the comparisons and lists that still say "Finished" are left to a person. */
export function reportStatusWords(c: Context): void {
  if (!c.draft.findings.some((f) => f.rule === RUN_STATUS)) return;
  for (const statement of walkStatements(c.plan.module.program.body)) {
    if (c.draft.deleted.has(statement) || c.draft.replaced.has(statement)) continue;
    for (const top of expressionsOf(statement)) {
      for (const e of walkExpression(top)) if (isFinished(e) && isCompared(e) && !c.draft.replacements.has(e)) wordLeft(e, c);
    }
  }
}

function wordLeft(e: Expression, c: Context): void {
  c.draft.todo(statementOf(e), RUN_STATUS, 'a v2 status says "Completed" where v1 said "Finished": is this one?');
  c.draft.finding(RUN_STATUS, e, { effort: "decision", title: '"Finished" is left', why: WORDS, v1: "PipelineRun.get_status", v2: "Job.status" });
}

/** Whether a word is compared with something, or listed with others that are. */
function isCompared(e: Expression): boolean {
  const { parent } = e;
  if (!parent || isStatement(parent)) return false;
  return comparisonOf(e) !== null || parent.kind === "list" || parent.kind === "tuple" || parent.kind === "set" || parent.kind === "dict";
}

/** The reads of the variable that an expression is assigned to. */
function readsOf(e: Expression, c: Context): NameExpression[] {
  const statement = e.parent;
  const name = statement && isStatement(statement) && statement.kind === "assign" && statement.targets.length === 1 ? statement.targets[0] : undefined;
  if (name?.kind !== "name") return [];
  const variable = c.plan.module.names.scopeOf(statement as Exclude<typeof statement, Expression | null>).variables.get(name.id);
  return (variable?.uses ?? []).filter((use) => c.plan.module.names.definitionsOf(use).some((d) => d.statement === statement));
}

function comparisonOf(e: Expression): Expression | null {
  const parent = e.parent;
  return parent && !isStatement(parent) && parent.kind === "other" && parent.type === "comparison_operator" ? parent : null;
}
