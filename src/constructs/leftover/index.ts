import type { Expression, NameExpression } from "../../python/ast.js";
import { isStatement } from "../../python/ast.js";
import type { Draft } from "../draft.js";
import { isV1Name } from "../model.js";
import type { Plan } from "../plan.js";
import { LEFTOVER } from "./findings.js";

/** Where to look in v2 for what a v1 class did. */
const HINTS: Readonly<Record<string, string>> = {
  Model: "ml_client.models.create_or_update(Model(...)) registers a model, ml_client.models.get finds one",
  Workspace: "MLClient takes its place once nothing else needs it",
  Datastore: "ml_client.datastores; v2 has no upload on a datastore: azure.ai.ml.entities.Data or the azureml-fsspec package copy files",
  Dataset: "a pandas frame comes from the mltable package, files from azureml-fsspec",
  PublishedPipeline: "a published pipeline becomes a batch endpoint with a pipeline component deployment",
  PipelineEndpoint: "a pipeline endpoint becomes a batch endpoint",
  Schedule: "azure.ai.ml.entities.JobSchedule",
  RunDetails: "show job.studio_url, or the job itself in a notebook",
  PipelineRun: "ml_client.jobs.get(name) finds a job again",
  InteractiveLoginAuthentication: "azure.identity.InteractiveBrowserCredential",
  ServicePrincipalAuthentication: "azure.identity.ClientSecretCredential",
  Run: "in a script, MLflow logs metrics; arguments carry paths",
  RunConfiguration: "command(...) takes the environment and the compute itself",
  VERSION: "azure.ai.ml.__version__ tells the version of SDK v2",
};

/** Lists each v1 symbol that the program still reads, one finding a place. */
export function reportLeftovers(reads: readonly NameExpression[], plan: Plan, draft: Draft): void {
  for (const name of reads) {
    const dotted = plan.module.dottedNameOf(name);
    if (!dotted || !isV1Name(dotted)) continue;
    const whole = wholeChain(name);
    const symbol = plan.module.dottedNameOf(whole) ?? dotted;
    const short = plan.reader.v1NameOf(whole) ?? symbol;
    const head = short.split(".")[0] ?? short;
    const object = [...plan.kept.keys()].find((o) => o.site.start <= whole.start && whole.end <= o.site.end && o.site.kind === "call" && o.site.callee === whole);
    const reason = object ? plan.kept.get(object) : undefined;
    const hint = HINTS[head];
    draft.finding(LEFTOVER, whole, {
      title: `${short} is still SDK v1`, why: [reason === undefined || reason === "" ? "" : `it stays because ${reason}`, hint === undefined ? "" : `in v2: ${hint}`].filter((x) => x !== "").join("; "), v1: symbol, v2: undefined,
    });
  }
}

/** `azureml.core.VERSION` for the name `azureml` in it. */
function wholeChain(name: NameExpression): Expression {
  let e: Expression = name;
  while (e.parent && !isStatement(e.parent) && e.parent.kind === "attribute") e = e.parent;
  return e;
}
