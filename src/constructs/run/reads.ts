import type { CallExpression, Expression } from "../../python/ast.js";
import { isStatement, statementOf } from "../../python/ast.js";
import type { Doc } from "../../python/layout.js";
import type { Concept, Context } from "../concept.js";
import type { V1Object } from "../model.js";
import { RUN_READ, RUN_VIEW } from "./findings.js";
import { byHand, clientOfRun, isBare, target } from "./job.js";
import { followStatus, writeWait } from "./wait.js";
import { table } from "../../table.js";

type Rewrite = NonNullable<Concept["rewrites"]>[string];

/** What both a pipeline run and a step run can be asked for. */
const SHARED: Readonly<Record<string, Rewrite>> = table({
  id: (_, e, c) => attribute(e, "name", c),
  name: (_, e, c) => attribute(e, "display_name", c),
  display_name: () => undefined, // the same in v2
  status: (o, e, c) => fresh(o, e, "status", c),
  tags: (o, e, c) => fresh(o, e, "tags", c),
  properties: (o, e, c) => fresh(o, e, "properties", c),
  experiment: (o, e, c) => {
    const parent = e.parent;
    if (!parent || isStatement(parent) || parent.kind !== "attribute" || parent.name !== "name") return byHand(o, e, "v2 has no experiment objects; job.experiment_name is the name of the experiment", c);
    c.draft.finding(RUN_READ, parent, { title: "experiment.name -> experiment_name", v1: "Run.experiment", v2: "Job.experiment_name" });
    c.draft.replace(parent, `${target(e, c)}.experiment_name`);
    return undefined;
  },
  "get_portal_url()": (_, e, c) => attribute(e, "studio_url", c),
  "get_tags()": (o, e, c) => fresh(o, e, "tags", c),
  "get_properties()": (o, e, c) => fresh(o, e, "properties", c),
  "get_status()": (o, e, c) => {
    followStatus(e, c);
    return fresh(o, e, "status", c);
  },
  "get_details()": details,
});

/** The keys of v1's `get_details()` that a v2 job has too. */
const DETAILS: Readonly<Record<string, string>> = table({ runId: "name", status: "status", properties: "properties" });

/** The calls and attributes of runs with a v2 counterpart. */
export const READS: Readonly<Record<string, Rewrite>> = table({
  ...Object.fromEntries(Object.entries(SHARED).flatMap(([key, rewrite]) => [[`run.${key}`, rewrite], [`step-run.${key}`, rewrite]])),
  "run.wait_for_completion()": writeWait,
  "run.cancel()": (o, e, c) => {
    c.draft.finding(RUN_READ, e, { title: "cancel() -> ml_client.jobs.begin_cancel(...)", v1: "Run.cancel", v2: "MLClient.jobs.begin_cancel" });
    return `${clientOfRun(o, e, c)}.jobs.begin_cancel(${target(e, c)}.name)`;
  },
  "run.tag()": (o, e, c) => {
    const [key, value] = e.kind === "call" ? ["key", "value"].map((name, i) => argument(e, name, i)) : [];
    if (!key) return byHand(o, e, "ml_client.jobs.update(run.name, tags={...}) adds tags", c);
    return update(o, e, `{${c.draft.text(key)}: ${value ? c.draft.text(value) : c.draft.string("")}}`, c);
  },
  "run.set_tags()": (o, e, c) => {
    const tags = e.kind === "call" ? argument(e, "tags", 0) : undefined;
    return tags ? update(o, e, c.draft.text(tags), c) : byHand(o, e, "ml_client.jobs.update(run.name, tags={...}) adds tags", c);
  },
  "run-view.show()": (o, e, c) => {
    const run = o.args.get("run_instance")!;
    c.draft.finding(RUN_VIEW, e, { title: "RunDetails(...).show() -> print(job.studio_url)", why: "v2 has no widget: the page behind the link shows the job while it runs", v1: "RunDetails.show", v2: "Job.studio_url" });
    return `print(${c.draft.text(run)}.studio_url)`;
  },
});

/** What a call or attribute of a run without a counterpart is written with in v2. `job` stands for the job. */
const BY_HAND: Readonly<Record<string, string>> = table({
  "get_metrics": "MLflow reads the metrics of a job: mlflow.get_run(job.name).data.metrics, after mlflow.set_tracking_uri(ml_client.workspaces.get(ml_client.workspace_name).mlflow_tracking_uri)",
  "download_file": "ml_client.jobs.download(job.name, download_path=...) fetches the logs and files of a job into the folder artifacts; a named output is fetched with output_name=",
  "download_files": "ml_client.jobs.download(job.name, download_path=...) fetches the logs and files of a job into the folder artifacts; a named output is fetched with output_name=",
  "get_all_logs": "ml_client.jobs.download(job.name, download_path=...) fetches the logs into the folder artifacts",
  "get_details_with_logs": "ml_client.jobs.download(job.name, download_path=...) fetches the logs into the folder artifacts",
  "get_job_log": "ml_client.jobs.download(job.name, download_path=...) fetches the logs into the folder artifacts",
  "get_stdout_log": "ml_client.jobs.download(job.name, download_path=...) fetches the logs into the folder artifacts",
  "get_stderr_log": "ml_client.jobs.download(job.name, download_path=...) fetches the logs into the folder artifacts",
  "get_file_names": "v2 lists no files of a job; ml_client.jobs.download(job.name, all=True) fetches them",
  "register_model": "ml_client.models.create_or_update(Model(name=..., path=\"azureml://jobs/<job name>/outputs/artifacts/paths/...\"))",
  "get_outputs": "v2 does not list the outputs of a step; ml_client.jobs.download(job.name, output_name=...) fetches one by its name",
  "get_graph": "ml_client.jobs.get(job.name).jobs holds the steps of a pipeline job",
  "save": "ml_client.jobs.get(job.name).dump(path) writes the YAML of a job",
  "number": "v2 numbers no jobs; job.name identifies one",
  "type": "job.type is \"pipeline\" for a pipeline job",
  "parent": "ml_client.jobs.get(<name of the pipeline job>) is the parent; keep its name",
  "pipeline_run_id": "keep the name of the pipeline job: v2 gives it with each job that jobs.list(parent_job_name=...) returns only to who asked",
  "wait_for_completion": "jobs.stream takes no job of a step; wait for the pipeline job, or ask for ml_client.jobs.get(job.name).status in a loop",
  "cancel": "cancel the pipeline job: ml_client.jobs.begin_cancel(<its name>)",
  "get_environment": "ml_client.jobs.get(job.name) of a command job has its environment",
  "submit_child": "v2 has no child runs of this kind; put the work into the pipeline",
  "child_run": "v2 has no child runs of this kind; mlflow.start_run(nested=True) makes one",
  "tag": "jobs.update takes no job of a step; give the tags to the pipeline job",
  "set_tags": "jobs.update takes no job of a step; give the tags to the pipeline job",
  "remove_tags": "v2 takes no tags away",
  "add_properties": "ml_client.jobs.update(job.name, properties={...}) adds properties to a pipeline job",
  "upload_file": "mlflow.log_artifact(path) inside the script of the step",
  "upload_folder": "mlflow.log_artifacts(path) inside the script of the step",
  "log": "mlflow.log_metric(name, value) inside the script of the step",
});

/** The same for the data of an output. */
const DATA_BY_HAND: Readonly<Record<string, string>> = table({
  "datastore": "v2 does not give the datastore of an output back; the path of its Output says it",
  "datastore_name": "v2 does not give the datastore of an output back; the path of its Output says it",
  "as_download": "a step of another pipeline reads it as Input(path=...): give the Output a path of its own",
  "as_mount": "a step of another pipeline reads it as Input(path=...): give the Output a path of its own",
  "create_input_binding": "a step of another pipeline reads it as Input(path=...): give the Output a path of its own",
});

/** What to write in place of a member of a run that has no counterpart; null when nothing special is known. */
export function memberByHand(kind: string, member: string): string | null {
  if (kind === "run-view") return "v2 has no widget; job.studio_url is the page of the job";
  if (kind === "output-data") return DATA_BY_HAND[member] ?? null;
  return kind === "run" || kind === "step-run" ? (BY_HAND[member] ?? null) : null;
}

function attribute(e: Expression, name: string, c: Context): Doc | undefined {
  if (isInsideReplaced(e, c)) return undefined;
  const v1 = memberOf(e);
  c.draft.finding(RUN_READ, e, { title: `${v1} -> ${name}`, v1: `Run.${v1}`, v2: `Job.${name}` });
  return `${target(e, c)}.${name}`;
}

/** A v2 job keeps what it was when it was asked for; a fresh look-up says what it is now. */
function fresh(o: V1Object, e: Expression, name: string, c: Context): Doc {
  const v1 = memberOf(e);
  c.draft.finding(RUN_READ, e, { title: `${v1} -> ml_client.jobs.get(...).${name}`, v1: `Run.${v1}`, v2: "MLClient.jobs.get" });
  return `${clientOfRun(o, e, c)}.jobs.get(${target(e, c)}.name).${name}`;
}

function memberOf(e: Expression): string {
  if (e.kind === "attribute") return e.name;
  return e.kind === "call" && e.callee.kind === "attribute" ? `${e.callee.name}()` : "";
}

/** `get_details()` is a dict in v1; some of its keys are attributes of the job. */
function details(o: V1Object, e: Expression, c: Context): Doc | undefined {
  const parent = e.parent;
  if (parent && !isStatement(parent) && parent.kind === "subscript" && parent.value === e) {
    const key = c.plan.module.known(parent.index);
    const name = typeof key === "string" ? DETAILS[key] : undefined;
    if (name === undefined) return byHand(o, e, "ml_client.jobs.get(job.name) is an object: its attributes are name, status, properties, tags, inputs, outputs and creation_context", c);
    c.draft.finding(RUN_READ, parent, { title: `get_details()["${String(key)}"] -> ${name}`, v1: "Run.get_details", v2: "MLClient.jobs.get" });
    c.draft.replace(parent, name === "name" ? `${target(e, c)}.name` : `${clientOfRun(o, e, c)}.jobs.get(${target(e, c)}.name).${name}`);
    return undefined;
  }
  const shown = isBare(e) || (parent && !isStatement(parent) && parent.kind === "call" && parent.callee.kind === "name" && /^(print|display)$/.test(parent.callee.id));
  if (!shown) return byHand(o, e, "ml_client.jobs.get(job.name) is an object: its attributes are name, status, properties, tags, inputs, outputs and creation_context", c);
  c.draft.finding(RUN_READ, e, { effort: "changed", title: "get_details() -> ml_client.jobs.get(...)", why: "v1 shows a dict, v2 the YAML of the job", v1: "Run.get_details", v2: "MLClient.jobs.get" });
  return `${clientOfRun(o, e, c)}.jobs.get(${target(e, c)}.name)`;
}

function argument(e: CallExpression, name: string, position: number): Expression | undefined {
  return (e.args.find((a) => a.name === name) ?? e.args.filter((a) => a.name === null && a.star === "")[position])?.value;
}

function update(o: V1Object, e: Expression, tags: string, c: Context): Doc {
  c.draft.finding(RUN_READ, e, { title: `${memberOf(e)} -> ml_client.jobs.update(...)`, why: "it adds to the tags of the job; JobOperations.update came with one of the last versions of azure-ai-ml", v1: "Run.tag", v2: "MLClient.jobs.update" });
  return `${clientOfRun(o, e, c)}.jobs.update(${target(e, c)}.name, tags=${tags})`;
}

/** A part of something that has been written already. */
function isInsideReplaced(e: Expression, c: Context): boolean {
  for (let p = e.parent; p && !isStatement(p); p = p.parent) if (c.draft.replacements.has(p)) return true;
  return false;
}

/** `RunDetails(run)` that stands alone or is displayed: the job shows itself. */
export function writeRunView(o: V1Object, c: Context): Doc | null {
  const run = o.args.get("run_instance")!;
  const statement = statementOf(o.site);
  const shown = c.plan.usesOf(o).some((u) => u.role.type === "rewrite");
  if (statement.kind === "assign" && statement.value === o.site) return null;
  if (!shown) c.draft.finding(RUN_VIEW, o.site, { title: "RunDetails(...) -> the job itself", why: "v2 has no widget: a notebook shows a job with a link to its page", v1: "RunDetails", v2: "Job" });
  return c.draft.doc(run);
}
