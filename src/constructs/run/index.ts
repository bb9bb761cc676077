import type { Expression } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { Doc, ItemDoc } from "../../python/layout.js";
import { call, item, keyword } from "../../python/layout.js";
import { workspaceOf } from "../compute/index.js";
import type { Concept, Context } from "../concept.js";
import type { V1Object } from "../model.js";
import { callItems, functionName, isEarly, submitsOf } from "../pipeline/index.js";
import { isPipelineBlocker, readPipeline } from "../pipeline/read.js";
import { identifier, outputKey } from "../step/model.js";
import { baseOutput, knownText } from "../step/source.js";
import { clientOf } from "../workspace/index.js";
import { DOWNLOAD, RUN_READ, STEP_RUN, SUBMIT, SUBMIT_SETTING, WAIT } from "./findings.js";

/** Experiments, submission, and what is read from a run. */
export const run: Concept = {
  vocabulary: {
    calls: { Experiment: { kind: "experiment", parameters: ["workspace", "name"] } },
    methods: {
      "experiment.submit": { kind: "run", parameters: ["config", "tags", "pipeline_parameters", "continue_on_step_failure", "regenerate_outputs", "parent_run_id"] },
      "pipeline.submit": { kind: "run", parameters: ["experiment_name", "pipeline_parameters", "continue_on_step_failure", "regenerate_outputs", "parent_run_id"] },
      "run.find_step_run": { kind: "step-runs", parameters: ["name"] },
      "run.get_children": { kind: "step-runs", parameters: [] },
      "run.get_steps": { kind: "step-runs", parameters: [] },
      "step-run.get_output_data": { kind: "output-data", parameters: ["name"] },
    },
    subscripts: { "step-runs": "step-run" },
  },
  check: {
    run: (o, plan) => {
      const config = pipelineOf(o, plan.reader);
      // Something else is submitted: a script run, say. It is none of ours.
      return config ? null : { rule: SUBMIT, range: o.site, title: "", why: "" };
    },
    "output-data": (o, plan) =>
      o.receiver && plan.reader.is(o.receiver, "step-run") && o.args.get("name") ? null : { rule: DOWNLOAD, range: o.site, title: "Which output is this?", why: "It can't be told from here." },
  },
  write: {
    experiment: () => null,
    run: writeSubmit,
    "step-runs": writeStepRuns,
    "step-run": writeFirstStepRun,
    "output-data": () => null,
  },
  rewrites: {
    "experiment.name": (o, _, c) => {
      const name = o.args.get("name");
      return name ? c.draft.doc(name) : null;
    },
    "run.wait_for_completion()": writeWait,
    "run.id": (_, e, c) => read(e, "name", c),
    "run.get_portal_url()": (_, e, c) => read(e, "studio_url", c),
    "run.get_status()": (o, e, c) => {
      c.draft.finding(RUN_READ, e, { title: "get_status() -> ml_client.jobs.get(...).status", v1: "Run.get_status", v2: "MLClient.jobs.get" });
      return `${clientOfRun(o, e, c)}.jobs.get(${target(e, c)}.name).status`;
    },
    "run.cancel()": (o, e, c) => {
      c.draft.finding(RUN_READ, e, { title: "cancel() -> ml_client.jobs.begin_cancel(...)", v1: "Run.cancel", v2: "MLClient.jobs.begin_cancel" });
      return `${clientOfRun(o, e, c)}.jobs.begin_cancel(${target(e, c)}.name)`;
    },
    "step-run.id": (_, e, c) => read(e, "name", c),
    "output-data.download()": writeDownload,
    "output-data.path_on_datastore": (o, e, c) => {
      c.draft.finding(DOWNLOAD, e, { title: `path_on_datastore -> "${folderOf(o, c)}"`, why: "the folder below the download path in which v2 puts this output", v1: "PortDataReference.path_on_datastore", v2: "MLClient.jobs.download" });
      return c.draft.string(folderOf(o, c));
    },
  },
};

/** The pipeline that a submission submits. */
function pipelineOf(o: V1Object, reader: Context["plan"]["reader"]): V1Object | null {
  const given = o.form === "pipeline.submit" ? o.receiver : o.args.get("config");
  const found = given ? reader.objectOf(given) : null;
  return found?.kind === "pipeline" ? found : null;
}

/** The expression before the dot of an attribute or a method call. */
function target(e: Expression, c: Context): string {
  const attribute = e.kind === "call" ? e.callee : e;
  return attribute.kind === "attribute" ? c.draft.text(attribute.value) : "";
}

function read(e: Expression, name: string, c: Context): Doc {
  const v1 = e.kind === "attribute" ? e.name : e.kind === "call" && e.callee.kind === "attribute" ? `${e.callee.name}()` : "";
  c.draft.finding(RUN_READ, e, { title: `${v1} -> ${name}`, v1: `Run.${v1}`, v2: `Job.${name}` });
  return `${target(e, c)}.${name}`;
}

/** The client of the workspace that a run belongs to. */
function clientOfRun(o: V1Object, at: Expression, c: Context): string {
  return clientOf(workspaceOf(o, c) ?? workspaceOfRun(o, c), at, c);
}

function workspaceOfRun(o: V1Object, c: Context): Expression | undefined {
  let current: V1Object | null = o;
  while (current) {
    const given = current.args.get("workspace");
    if (given) return given;
    const from: Expression | null | undefined = current.receiver ?? current.args.get("config");
    current = from ? c.plan.reader.objectOf(from) : null;
  }
  return undefined;
}

function writeSubmit(o: V1Object, c: Context): Doc | null {
  const { draft, plan } = c;
  const pipeline = pipelineOf(o, plan.reader);
  const model = pipeline ? readPipeline(pipeline, plan) : null;
  if (!pipeline || !model || isPipelineBlocker(model)) return null;
  const comments = o.site.kind === "call" ? draft.commentsOf(o.site) : null;
  draft.finding(SUBMIT, o.site, { title: `${o.form === "pipeline.submit" ? "Pipeline" : "Experiment"}.submit -> ml_client.jobs.create_or_update`, v1: o.form, v2: "MLClient.jobs.create_or_update" });
  const given = o.form === "pipeline.submit" ? o.receiver! : o.args.get("config")!;
  const parameters = o.args.get("pipeline_parameters");
  const inCall = submitsOf(pipeline, c).length === 1 && isEarly(o, pipeline, c);
  const job: Doc = parameters && !inCall && !(parameters.kind === "constant") ? call(functionName(pipeline, c), callItems(model, o, c)) : draft.doc(given);
  const items: ItemDoc[] = [draft.commented(item(job), parameters ?? given, comments)];
  const experiment = experimentDoc(o, c);
  if (experiment !== null) items.push(keyword("experiment_name", experiment));
  const tags = o.args.get("tags");
  if (tags) items.push(draft.commented(keyword("tags", draft.doc(tags)), tags, comments));
  for (const [v1, v2] of [["continue_on_step_failure", "continue_on_step_failure"], ["regenerate_outputs", "force_rerun"]] as const) {
    const value = o.args.get(v1);
    if (!value) continue;
    if (typeof job === "string" && given.kind === "name") draft.insertBefore(statementOf(o.site), `${job}.settings.${v2} = ${draft.text(value)}`);
    else settingByHand(o, v1, value, `set ${v2} in the settings of the pipeline job`, c);
    draft.finding(SUBMIT, value, { title: `${v1} -> settings.${v2} of the pipeline job`, v1: `${o.form}.${v1}`, v2: `PipelineJobSettings.${v2}` });
  }
  const parent = o.args.get("parent_run_id");
  if (parent) settingByHand(o, "parent_run_id", parent, "v2 submits no job under another one this way", c);
  for (const e of o.args.unknown) settingByHand(o, "**", e, "what these arguments set has to be written out", c);
  return call(`${clientOf(workspaceOfRun(o, c), o.site, c)}.jobs.create_or_update`, items, comments ? { last: comments.last } : {});
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
    const name = experiment.args.get("name");
    return name ? c.draft.doc(name) : null;
  }
  return o.receiver && o.form === "experiment.submit" ? `${c.draft.text(o.receiver)}.name` : null;
}

/** Arguments of `wait_for_completion` that `jobs.stream` has no place for. */
const WAITS: Readonly<Record<string, string>> = {
  timeout_seconds: "stream waits as long as the job runs", raise_on_error: "stream raises a JobException when the job fails",
};

/** `wait_for_completion` streams the job; where its result is used, the status is asked for. */
function writeWait(o: V1Object, e: Expression, c: Context): Doc {
  const { draft } = c;
  const dropped = (e.kind === "call" ? e.args : []).flatMap((a, i) => {
    const name = a.name ?? ["show_output", "timeout_seconds", "raise_on_error"][i] ?? "";
    return name in WAITS && !(a.value.kind === "constant" && a.value.value === true) ? [name] : [];
  });
  draft.finding(WAIT, e, {
    ...(dropped.length > 0 ? { effort: "changed" as const } : {}), title: `wait_for_completion -> ml_client.jobs.stream${dropped.length > 0 ? `, without ${dropped.join(" and ")}` : ""}`,
    why: dropped.map((name) => WAITS[name]).join("; "), v1: "PipelineRun.wait_for_completion", v2: "MLClient.jobs.stream",
  });
  const client = clientOfRun(o, e, c);
  const receiver = e.kind === "call" && e.callee.kind === "attribute" ? e.callee.value : null;
  let job = target(e, c);
  const at = statementOf(e);
  if (receiver && receiver.kind !== "name" && receiver.kind !== "attribute") {
    const name = draft.freshName("pipeline_job");
    draft.insertDocBefore(at, draft.doc(receiver), `${name} = `);
    job = name;
  }
  if (at.kind === "expression" && at.value === e) return `${client}.jobs.stream(${job}.name)`;
  draft.insertBefore(at, `${client}.jobs.stream(${job}.name)`);
  return `${client}.jobs.get(${job}.name).status`;
}

/** The child jobs of a pipeline job; those of one step have its name as display name. */
function writeStepRuns(o: V1Object, c: Context): Doc {
  const { draft } = c;
  const parent = o.receiver ? c.plan.reader.objectOf(o.receiver) : null;
  const list = `${clientOfRun(parent ?? o, o.site, c)}.jobs.list(parent_job_name=${o.receiver ? draft.text(o.receiver) : ""}.name)`;
  const name = o.args.get("name");
  draft.finding(STEP_RUN, o.site, {
    title: `${o.form.split(".")[1] ?? ""} -> ml_client.jobs.list(parent_job_name=...)`, why: name ? "the job of a step is found by its display name, which is the v1 step name" : "the children are jobs, in the order in which the service gives them", v1: o.form, v2: "MLClient.jobs.list",
  });
  if (!name) return list;
  return { open: "[", close: "]", items: [item(childrenNamed(list, name, c))], bare: true };
}

/** The generator of the child jobs of one step, without brackets. */
function childrenNamed(list: string, name: Expression, c: Context): Doc {
  return `job for job in ${list} if job.display_name == ${c.draft.text(name)}`;
}

/** `find_step_run(name)[0]` reads best as `next(...)`; other ways to pick a run stay as they are. */
function writeFirstStepRun(o: V1Object, c: Context): Doc | undefined {
  const { site } = o;
  const runs = site.kind === "subscript" ? c.plan.reader.objectOf(site.value) : null;
  const name = runs?.form === "run.find_step_run" && runs.site === (site.kind === "subscript" ? site.value : null) ? runs.args.get("name") : undefined;
  if (!runs?.receiver || !name || site.kind !== "subscript" || site.index.kind !== "number" || site.index.value !== 0) return undefined;
  const parent = c.plan.reader.objectOf(runs.receiver);
  writeStepRuns(runs, c); // says what became of find_step_run
  const list = `${clientOfRun(parent ?? runs, site, c)}.jobs.list(parent_job_name=${c.draft.text(runs.receiver)}.name)`;
  return call("next", [item(childrenNamed(list, name, c))], { bare: true });
}

/** The v2 name of an output that is asked for by its v1 name. */
function outputNameOf(o: V1Object, c: Context): string {
  const name = o.args.get("name")!;
  if (name.kind === "attribute" && name.name === "name") {
    const found = c.plan.reader.objectOf(name.value);
    if (found?.kind === "output") return outputKey(baseOutput(found, c.plan), c.plan);
  }
  return identifier(knownText(name, c.plan) ?? "output");
}

/** `jobs.download` puts a named output below `named-outputs` (azure-ai-ml 1.35.2, JobOperations.download). */
function folderOf(o: V1Object, c: Context): string {
  return `named-outputs/${outputNameOf(o, c)}`;
}

function writeDownload(o: V1Object, e: Expression, c: Context): Doc {
  const { draft } = c;
  const stepRun = o.receiver ? draft.text(o.receiver) : "";
  draft.finding(DOWNLOAD, e, {
    title: "download -> ml_client.jobs.download", why: `the files lie in ${folderOf(o, c)} below the download path, where v1 put them under their path on the datastore`, v1: "PortDataReference.download", v2: "MLClient.jobs.download",
  });
  const local = e.kind === "call" ? (e.args.find((a) => a.name === "local_path") ?? e.args.find((a) => a.name === null && a.star === ""))?.value : undefined;
  const origin = o.receiver ? c.plan.reader.objectOf(o.receiver) : null;
  const runObject = origin?.receiver ? c.plan.reader.objectOf(origin.receiver) : null;
  const parent = runObject?.kind === "step-runs" && runObject.receiver ? c.plan.reader.objectOf(runObject.receiver) : null;
  return call(`${clientOfRun(parent ?? o, e, c)}.jobs.download`, [
    item(`${stepRun}.name`), ...(local ? [keyword("download_path", draft.doc(local))] : []), keyword("output_name", draft.string(outputNameOf(o, c))),
  ]);
}
