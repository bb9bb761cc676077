/** The class of a v1 object, by the kind that the engine calls it. */
const CLASSES: Readonly<Record<string, string>> = {
  workspace: "Workspace", collection: "Workspace", credential: "Workspace", "job-context": "Run", "job-experiment": "Run.experiment",
  compute: "ComputeTarget", provisioning: "AmlCompute",
  datastore: "Datastore", path: "DataPath", dataset: "Dataset", consumption: "DatasetConsumptionConfig", reference: "DataReference",
  environment: "Environment", conda: "CondaDependencies", "build-context": "DockerBuildContext", runconfig: "RunConfiguration", docker: "Environment.docker", binding: "DataPathComputeBinding",
  parameter: "PipelineParameter", output: "OutputFileDatasetConfig", config: "ParallelRunConfig", step: "ParallelRunStep",
  experiment: "Experiment", run: "PipelineRun", "step-runs": "PipelineRun", "step-run": "StepRun", "step-output": "StepRun", "output-data": "StepRun", "run-view": "RunDetails",
  published: "PublishedPipeline", "published-id": "PublishedPipeline.id", "rest-endpoint": "PublishedPipeline.endpoint", invocation: "requests.Response",
  recurrence: "ScheduleRecurrence", schedule: "Schedule", "publish-lookup": "PublishedPipeline", "interactive-auth": "InteractiveLoginAuthentication", "auth-header": "InteractiveLoginAuthentication", model: "Model", details: "RunDetails",
};

/** Names whose class is another one than that of their kind. */
const MEMBERS: Readonly<Record<string, string>> = {
  "output.as_dataset": "PipelineData.as_dataset", "output.as_direct": "PipelineData.as_direct", "output.as_download": "PipelineData.as_download", "output.create_input_binding": "PipelineData.create_input_binding",
  "output.as_named_input": "PipelineOutputFileDataset.as_named_input", "output.parse_delimited_files": "PipelineOutputFileDataset.parse_delimited_files", "output.parse_parquet_files": "PipelineOutputFileDataset.parse_parquet_files",
  "output.register": "PipelineOutputFileDataset.register", "publish-lookup.add_default": "PipelineEndpoint.add_default",
  // A pipeline of a YAML file has names of the user's own behind the same dot.
  "pipeline.": "Pipeline", "pipeline.publish": "Pipeline.publish", "pipeline.publish.name": "Pipeline.publish.name", "pipeline.submit": "Pipeline.submit",
  "pipeline.submit.continue_on_step_failure": "Pipeline.submit.continue_on_step_failure", "pipeline.submit.regenerate_outputs": "Pipeline.submit.regenerate_outputs",
};

/**
 * A v1 name as its users know it: `Dataset.register` for what the engine calls `dataset.register`, `Workspace.from_config` whichever module
 * it was imported from.
 */
export function knownAs(v1: string): string {
  const member = MEMBERS[v1];
  if (member !== undefined) return member;
  const [head = "", ...rest] = v1.split(".");
  if (head === "azureml") {
    const first = rest.findIndex((part) => /^[A-Z]/.test(part));
    return first < 0 ? v1 : rest.slice(first).join(".");
  }
  const owner = CLASSES[head];
  const name = owner === undefined ? v1 : [owner, ...rest].join(".");
  return name.replace(/(?:\.|\.\*\*|\[\]|\(\))$/, "");
}
