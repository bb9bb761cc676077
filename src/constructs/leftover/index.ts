import type { Expression, NameExpression } from "../../python/ast.js";
import { expressionsOf, isStatement, walkExpression, walkStatements } from "../../python/ast.js";
import type { Variable } from "../../python/scope.js";
import type { Draft, DraftFinding } from "../draft.js";
import type { V1Object } from "../model.js";
import { isV1Name } from "../model.js";
import type { Plan } from "../plan.js";
import type { Reader } from "../reader.js";
import { stands } from "../remnants.js";
import { LEFTOVER } from "./findings.js";
import { table } from "../../table.js";

/** Where to look in v2 for what a v1 class did. */
const HINTS: Readonly<Record<string, string>> = table({
  "Run.get_context": "MLflow logs metrics (mlflow.log_metric); data, models and names come in the arguments",
  set_diagnostics_collection: "nothing: delete the line",
  Model: "ml_client.models.create_or_update(Model(...)) registers a model, ml_client.models.get finds one",
  "Model.get_model_path": "ml_client.models.download(name, version, download_path=...) fetches the files of a model",
  "Model.list": "ml_client.models.list(name=...)",
  "Model.deploy": "a ManagedOnlineEndpoint, and a ManagedOnlineDeployment that takes the model, the environment and the script",
  "Model.profile": "nothing: send requests to the deployment and measure them",
  InferenceConfig: "environment and code_configuration of a ManagedOnlineDeployment",
  AciWebservice: "a ManagedOnlineDeployment: instance_type and instance_count take the place of cores and memory",
  AksWebservice: "a KubernetesOnlineDeployment",
  LocalWebservice: "ml_client.online_deployments.begin_create_or_update(deployment, local=True)",
  ScriptRunConfig: "command(...)",
  HyperDriveConfig: "command(...).sweep(...)",
  GridParameterSampling: "sampling_algorithm=\"grid\" of command(...).sweep(...)",
  RandomParameterSampling: "sampling_algorithm=\"random\" of command(...).sweep(...)",
  BayesianParameterSampling: "sampling_algorithm=\"bayesian\" of command(...).sweep(...)",
  PrimaryMetricGoal: "goal of command(...).sweep(...), \"Maximize\" or \"Minimize\"",
  "azureml.train.hyperdrive.choice": "azure.ai.ml.sweep.Choice",
  AutoMLConfig: "azure.ai.ml.automl, whose jobs are steps of their own; a script can't start one inside its process",
  "Environment.list": "ml_client.environments.list()",
  "Environment.add_private_pip_wheel": "upload the wheel yourself and name its address in the packages",
  Environment: "azure.ai.ml.entities.Environment",
  CondaDependencies: "a dict for conda_file of an Environment",
  ContainerRegistry: "the workspace logs in to a registry: its identity, or a connection",
  Workspace: "MLClient takes its place once nothing else needs it",
  Datastore: "ml_client.datastores; v2 has no upload on a datastore: azure.ai.ml.entities.Data or the azureml-fsspec package copy files",
  "Dataset.get_by_id": "ml_client.data.get(name, version): v2 finds data by its name",
  "Dataset.get_all": "ml_client.data.list()",
  "Dataset.File.upload_directory": "AzureMachineLearningFileSystem(uri).upload of azureml-fsspec, and an Input with that path",
  Dataset: "a pandas frame comes from the mltable package, files from azureml-fsspec",
  PublishedPipeline: "a published pipeline becomes a batch endpoint with a pipeline component deployment",
  PipelineEndpoint: "a pipeline endpoint becomes a batch endpoint",
  Schedule: "azure.ai.ml.entities.JobSchedule",
  Experiment: "a v2 job takes experiment_name; ml_client.jobs.list() lists the jobs of all experiments",
  RunDetails: "show job.studio_url, or the job itself in a notebook",
  PipelineRun: "ml_client.jobs.get(name) finds a job again",
  InteractiveLoginAuthentication: "azure.identity.InteractiveBrowserCredential",
  ServicePrincipalAuthentication: "azure.identity.ClientSecretCredential",
  Run: "in a script, MLflow logs metrics; arguments carry paths",
  RunConfiguration: "command(...) takes the environment and the compute itself",
  VERSION: "azure.ai.ml.__version__ tells the version of SDK v2",
});

/** What takes the place of a v1 symbol in the script of a job, where that is something else. */
const IN_A_JOB: Readonly<Record<string, string>> = table({
  "Model.get_model_path": "a job gets a model as an Input(type=AssetTypes.CUSTOM_MODEL, path=\"azureml:<name>@latest\"), and its script the path in an argument",
});

/** What does in v2 what a v1 class or function did, by its name without the module. */
export function counterpartOf(symbol: string, inJob = false): string | undefined {
  return (inJob ? IN_A_JOB[symbol] : undefined) ?? HINTS[symbol] ?? HINTS[symbol.split(".", 1)[0]!];
}

/**
 * Lists each v1 symbol that the program still reads, one finding a place.
 *
 * @param inJob whether the program is a script that a step runs
 */
export function reportLeftovers(reads: readonly NameExpression[], plan: Plan, draft: Draft, inJob = false): void {
  // What waits for a decision is listed by it.
  const listed = new Map<number, Set<string>>();
  for (const f of draft.findings) {
    const symbol = f.v1?.split(".")[0];
    if (symbol === undefined || (f.effort !== "decision" && f.effort !== "unsupported") || f.rule === LEFTOVER) continue;
    listed.set(f.range.start, (listed.get(f.range.start) ?? new Set()).add(symbol));
  }
  const kept = new Map([...plan.kept].reverse().flatMap(([o, why]) => (o.site.kind === "call" ? [[o.site.callee, why]] : [])));
  for (const name of reads) {
    const dotted = plan.module.dottedNameOf(name);
    if (!dotted || !isV1Name(dotted)) continue;
    const whole = wholeChain(name);
    const symbol = plan.module.dottedNameOf(whole) ?? dotted;
    const short = plan.reader.v1NameOf(whole) ?? symbol;
    const head = short.split(".")[0] ?? short;
    if (listed.get(whole.start)?.has(head)) continue;
    const reason = kept.get(whole);
    const hint = counterpartOf(short, inJob) ?? counterpartOf(symbol.split(".").at(-1) ?? "");
    draft.finding(LEFTOVER, whole, {
      title: `${short} is still SDK v1`, why: [reason === undefined || reason === "" ? "" : `it stays because ${reason}`, hint === undefined ? "" : `in v2: ${hint}`].filter((x) => x !== "").join("; "), v1: symbol, v2: undefined,
    });
  }
}

/** What does in v2 what a method or an attribute of a v1 object did, by kind and name. */
const MEMBERS: Readonly<Record<string, string>> = table({
  "dataset.to_pandas_dataframe": "mltable.load(uri).to_pandas_dataframe() of the mltable package",
  "dataset.to_path": "AzureMachineLearningFileSystem(uri).glob(...) of azureml-fsspec lists the files",
  "dataset.random_split": "MLTable.random_split of the mltable package splits a table; files are split by the list that azureml-fsspec gives",
  "dataset.download": "AzureMachineLearningFileSystem(uri).download of azureml-fsspec",
  "dataset.mount": "nothing mounts outside of a job; AzureMachineLearningFileSystem(uri).open of azureml-fsspec reads files where they are",
  "datastore.download": "AzureMachineLearningFileSystem(uri).download of azureml-fsspec, which makes other folders below the target",
  "datastore.blob_service": "azure.storage.blob.BlobServiceClient",
  "workspace.get_details": "ml_client.workspaces.get(ml_client.workspace_name)",
  "workspace.get_mlflow_tracking_uri": "ml_client.workspaces.get(ml_client.workspace_name).mlflow_tracking_uri",
  "workspace.get_default_keyvault": "azure.keyvault.secrets.SecretClient",
  "workspace.experiments": "ml_client.jobs.list() lists the jobs of all experiments",
  "workspace.models": "ml_client.models.list()",
  "workspace.environments": "ml_client.environments.list()",
  "workspace.compute_targets": "ml_client.compute.list()",
  "workspace.datastores": "ml_client.datastores.list()",
  "workspace.datasets": "ml_client.data.list()",
  "workspace.get_default_datastore": "ml_client.datastores.get_default()",
  "workspace.datastores[]": "ml_client.datastores.get(name)",
  "workspace.datasets[]": "ml_client.data.get(name, label=\"latest\")",
  "workspace.webservices": "ml_client.online_endpoints.list()",
  "workspace.write_config": "nothing: MLClient.from_config reads the same config.json",
  "pipeline.publish": "a batch endpoint with a pipeline component deployment",
  "run.publish_pipeline": "a batch endpoint with a pipeline component deployment",
  "interactive-auth.get_authentication_header": "DefaultAzureCredential().get_token(...)",
  "job-context.log": "mlflow.log_metric(name, value)",
  "job-context.log_list": "mlflow.log_metric(name, value, step=...) for each value",
  "job-context.log_row": "mlflow.log_metrics({...})",
  "job-context.log_image": "mlflow.log_image or mlflow.log_figure",
  "job-context.log_table": "mlflow.log_dict or mlflow.log_table",
  "job-context.tag": "mlflow.set_tag(name, value)",
  "job-context.set_tags": "mlflow.set_tags({...})",
  "job-context.upload_file": "mlflow.log_artifact(path), or a file in an output of the step",
  "job-context.upload_folder": "mlflow.log_artifacts(path), or files in an output of the step",
  "job-context.register_model": "mlflow.register_model(model_uri, name), or ml_client.models.create_or_update(Model(...))",
  "job-context.child_run": "mlflow.start_run(nested=True)",
  "job-context.complete": "nothing: the job ends with its script",
  "job-context.get_status": "nothing: the job is running while its script runs",
  "job-context.get_details": "mlflow.get_run(run_id) tells about a run",
  "job-context.get_metrics": "mlflow.get_run(run_id).data.metrics",
  "job-context.id": "mlflow.active_run().info.run_id, once something is logged",
  "job-context.submit_child": "ml_client.jobs.create_or_update(job) submits a job of its own",
  "job-experiment.workspace": "MLClient of the workspace that AZUREML_ARM_WORKSPACE_NAME and its like name",
  "step-run.get_metrics": "mlflow.get_run(job.name).data.metrics",
  "step-run.register_model": "ml_client.models.create_or_update(Model(path=\"azureml://jobs/<name>/outputs/<output>\", name=...))",
  "step-run.download_file": "ml_client.jobs.download(job.name, download_path=...)",
  "step-run.get_output_data": "ml_client.jobs.download(job.name, output_name=...)",
  "run.find_step_run[]": "ml_client.jobs.list(parent_job_name=job.name)",
  "experiment.submit": "ml_client.jobs.create_or_update(job, experiment_name=...)",
  "experiment.start_logging": "mlflow.set_experiment(name) and mlflow.start_run()",
  "experiment.get_runs": "ml_client.jobs.list()",
  "workspace.experiments[]": "nothing: ml_client.jobs.get(name) finds a job without its experiment",
  "dataset.register": "ml_client.data.create_or_update(Data(...))",
  "dataset.drop_columns": "MLTable.drop_columns of the mltable package",
  "dataset.keep_columns": "MLTable.keep_columns of the mltable package",
  "dataset.filter": "MLTable.filter of the mltable package",
  "dataset.take": "MLTable.take of the mltable package",
  "dataset.skip": "MLTable.skip of the mltable package",
  "dataset.take_sample": "MLTable.take_random_sample of the mltable package",
  "dataset.partition_keys": "MLTable.partition_keys of the mltable package",
  "datastore.upload": "AzureMachineLearningFileSystem(uri).upload of azureml-fsspec",
  "datastore.upload_files": "AzureMachineLearningFileSystem(uri).upload of azureml-fsspec",
  "job-context.parent": "mlflow.get_parent_run(run_id)",
  "job-context.input_datasets": "the path of the data comes in an argument",
  "job-context.experiment": "MLClient of the workspace that AZUREML_ARM_WORKSPACE_NAME and its like name",
});

/**
 * Lists what is v1 without an import of its own: objects that come from others, and the methods and attributes that are still used.
 *
 * @param isV1 whether an object stays v1
 */
export function reportMembers(plan: Plan, draft: Draft, isV1: (o: V1Object) => boolean): void {
  const derived = plan.objects.filter((o) => isV1(o) && /^[a-z]/.test(o.form) && o.receiver !== null && o.kind !== "list" && stands(o.site, draft));
  const outermost = derived.filter((o) => !derived.some((x) => x.receiver === o.site));
  const places: { range: Expression; key: string; what: string; made: boolean }[] = outermost.map((o) => ({ made: true, range: o.site, key: o.form, what: plan.module.slice(o.site.kind === "call" ? o.site.callee : o.site) }));
  for (const { object, expression, role } of plan.uses) {
    const member = expression.parent;
    if (role.type !== "residual" || !isV1(object) || !member || isStatement(member) || member.kind !== "attribute" || member.value !== expression || !stands(expression, draft)) continue;
    places.push({ made: false, range: member, key: `${object.kind}.${member.name}`, what: plan.module.slice(member) });
  }
  for (const { range, key, what, made } of places) {
    // What a decision is about, or what starts with a symbol that is listed, is not listed again.
    const isSaid = (f: DraftFinding): boolean => (f.range.start <= range.start && range.end <= f.range.end && f.effort !== "upgraded")
      || ((f.effort === "decision" || f.effort === "unsupported") && (range.start < f.range.start || made) && range.start <= f.range.start && f.range.end <= range.end);
    if (draft.findings.some(isSaid)) continue;
    const hint = MEMBERS[key];
    const text = what.replace(/\s+/g, " ");
    draft.finding(LEFTOVER, range, { title: `${text.length > 60 ? `${text.slice(0, 57)}...` : text} is still SDK v1`, why: hint === undefined ? "" : `in v2: ${hint}`, v1: key, v2: undefined });
  }
}

/** The v1 symbols that a program reads, each once, without their modules: `Model.get_model_path`. */
export function v1Symbols(reader: Reader): string[] {
  const symbols = new Set<string>();
  for (const s of walkStatements(reader.module.program.body)) {
    for (const top of expressionsOf(s)) {
      for (const e of walkExpression(top)) {
        const dotted = e.kind === "name" ? reader.module.dottedNameOf(e) : null;
        if (e.kind !== "name" || dotted === null || !isV1Name(dotted)) continue;
        const whole = wholeChain(e);
        symbols.add(reader.v1NameOf(whole) ?? reader.module.dottedNameOf(whole) ?? dotted);
      }
    }
  }
  return [...symbols];
}

/** Calls that load a module by its name. */
const LOADERS = /^(?:import_module|__import__|find_spec|run_module|patch)$/;
const MODULE = /^azureml(?:\.\w+)+$/;

/** Lists the v1 modules that a text names where it is loaded or run: `import_module("azureml.core")`, `python -m azureml.core.cli`, `exec("import azureml.core")`. */
export function reportNamedModules(plan: Plan, draft: Draft): void {
  for (const s of walkStatements(plan.module.program.body)) {
    for (const top of expressionsOf(s)) {
      for (const e of walkExpression(top)) {
        const text = e.kind === "string" ? e.value : null;
        const named = text?.includes("azureml.") && stands(e, draft) ? moduleNamedBy(e, text) : null;
        if (named !== null && isV1Name(named)) draft.finding(LEFTOVER, e, { title: `${named} is still SDK v1`, why: "the code names it as text and loads it when it runs", v1: named, v2: undefined });
      }
    }
  }
}

function moduleNamedBy(e: Expression, text: string): string | null {
  const { parent } = e;
  if (!parent || isStatement(parent)) return null;
  const callee = parent.kind === "call" && parent.callee !== e ? parent.callee : null;
  const called = callee?.kind === "attribute" ? callee.name : callee?.kind === "name" ? callee.id : "";
  if (MODULE.test(text)) {
    return LOADERS.test(called) || precededBy(e, "-m") ? text : null;
  }
  const run = /(?:^|\s)-m\s+(azureml(?:\.\w+)+)/.exec(text);
  const imported = /^(?:exec|eval|compile)$/.test(called) || /\bpython\S*\s+-c\b/.test(text) || precededBy(e, "-c") ? /\b(?:from|import)\s+(azureml(?:\.\w+)+)/.exec(text) : null;
  return run?.[1] ?? imported?.[1] ?? null;
}

function precededBy(e: Expression, text: string): boolean {
  const list = e.parent;
  if (!list || isStatement(list) || (list.kind !== "list" && list.kind !== "tuple")) return false;
  const before = list.items[list.items.indexOf(e) - 1];
  return before?.kind === "string" && before.value === text;
}

/** A type in quotes, and the variable of a v1 import that it names. */
export interface QuotedType {
  readonly expression: Expression;
  readonly variable: Variable;
}

/** The v1 classes that the annotations which stay name in quotes, `step: "ParallelRunStep"`, and those that the file gives away by `__all__`. */
export function quotedTypes(plan: Plan, draft: Draft): QuotedType[] {
  const { names, program } = plan.module;
  return [...walkStatements(program.body)].flatMap((s) => {
    const given = s.kind === "assign" && s.value && s.targets.some((t) => t.kind === "name" && t.id === "__all__") ? [s.value] : [];
    const annotations = s.kind === "function" ? s.annotations : s.kind === "assign" && s.annotation ? [s.annotation] : given;
    return annotations.filter((a) => !draft.replacements.has(a) && !draft.deleted.has(s) && !draft.replaced.has(s)).flatMap((a) => [...walkExpression(a)]).flatMap((e) => {
      const words = e.kind === "string" && e.value !== null ? e.value.match(/\w+/g) ?? [] : [];
      return words.flatMap((word) => {
        const variable = names.moduleOf(plan.module.fileAt(s.start)).variables.get(word);
        return variable?.bindings.some((b) => b.imported && /^azureml(\.|$)/.test(b.imported)) ? [{ expression: e, variable }] : [];
      });
    });
  });
}

/** Lists them as `reportLeftovers` does. */
export function reportQuotedTypes(types: readonly QuotedType[], draft: Draft): void {
  for (const { expression, variable } of types) {
    const symbol = variable.bindings.find((b) => b.imported)?.imported ?? variable.name;
    draft.finding(LEFTOVER, expression, { title: `${variable.name} is still SDK v1`, why: "a text in the code names it", v1: symbol, v2: undefined });
  }
}

/** `azureml.core.VERSION` for the name `azureml` in it. */
function wholeChain(name: NameExpression): Expression {
  let e: Expression = name;
  while (e.parent && !isStatement(e.parent) && e.parent.kind === "attribute") e = e.parent;
  return e;
}
