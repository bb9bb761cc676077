import { rule } from "../../findings/rule.js";

/**
 * ## v1
 * ```python
 * run = Experiment(ws, "invoices").submit(
 *     pipeline, tags={"team": "billing"}, regenerate_outputs=True
 * )
 * ```
 * Also pipeline.submit("invoices").
 * ## v2
 * ```python
 * pipeline.settings.force_rerun = True
 * run = ml_client.jobs.create_or_update(
 *     pipeline,
 *     experiment_name="invoices",
 *     tags={"team": "billing"},
 * )
 * ```
 * ## What we do
 * pipeline_parameters become arguments of the pipeline function,
 * tags stay tags. continue_on_step_failure and regenerate_outputs
 * become settings of the job.
 * ## Source
 * Upgrade pipelines to SDK v2; azureml-core 1.61,
 * Experiment.submit; azure-ai-ml 1.35.2,
 * JobOperations.create_or_update, PipelineJobSettings
 */
export const SUBMIT = rule("PRS431", "upgraded", "submit becomes ml_client.jobs.create_or_update");

/**
 * ## v1
 * ```python
 * run.wait_for_completion(show_output=True)
 * ```
 * Returns the status.
 * ## v2
 * ```python
 * ml_client.jobs.stream(run.name)
 * ```
 * Returns nothing.
 * ## What we do
 * The job is streamed. Where the code uses the returned status,
 * ml_client.jobs.get(...).status takes its place after that.
 * timeout_seconds and raise_on_error=False have no place in it:
 * stream waits for the end, and raises when the job fails.
 * ## Source
 * Upgrade pipelines to SDK v2; azureml-pipeline-core 1.62,
 * PipelineRun; azure-ai-ml 1.35.2, JobOperations.stream
 */
export const WAIT = rule("PRS432", "upgraded", "wait_for_completion becomes ml_client.jobs.stream");

/**
 * ## v1
 * ```python
 * print(run.id, run.get_portal_url(), run.get_status())
 * ```
 * ## v2
 * ```python
 * print(
 *     run.name, run.studio_url, ml_client.jobs.get(run.name).status
 * )
 * ```
 * The status on the job is the one of when it was asked for.
 * ## What we do
 * id becomes name, get_portal_url studio_url, get_status a fresh
 * look-up, cancel ml_client.jobs.begin_cancel.
 * ## Source
 * azureml-core 1.61, Run; azure-ai-ml 1.35.2, Job, JobOperations
 */
export const RUN_READ = rule("PRS433", "upgraded", "what is read from a run is read from the job");

/**
 * ## v1
 * ```python
 * step_run = run.find_step_run("score")[0]
 * ```
 * The runs of a step, by its name.
 * ## v2
 * ```python
 * step_run = next(
 *     job
 *     for job in ml_client.jobs.list(parent_job_name=run.name)
 *     if job.display_name == "score"
 * )
 * ```
 * The child jobs of the pipeline job.
 * ## What we do
 * find_step_run filters the child jobs by display name, which holds
 * the v1 step name; its [0] becomes next(...). get_children and
 * get_steps become the list of child jobs.
 * ## Why it is said
 * v2 has no look-up by step, and lists jobs in no promised order.
 * next(...) raises StopIteration where [0] raised IndexError.
 * ## Source
 * azureml-pipeline-core 1.62, PipelineRun.find_step_run;
 * azure-ai-ml 1.35.2, JobOperations.list
 */
export const STEP_RUN = rule("PRS434", "changed", "step runs are child jobs, found by their display name");

/**
 * ## v1
 * ```python
 * step_run = run.find_step_run("score")[0]
 * step_run.get_output_data("scores").download("local")
 * ```
 * Into local, under the path that the data has on the datastore.
 * ## v2
 * ```python
 * ml_client.jobs.download(
 *     step_run.name, download_path="local", output_name="scores"
 * )
 * ```
 * Into local/named-outputs/scores.
 * ## What we do
 * The output is named by output_name. path_on_datastore of a
 * downloaded output becomes "named-outputs/<name>".
 * ## Why it is said
 * Code that opens the downloaded files looks in another folder.
 * ## If it matters
 * Look at each path that is built from the download folder. v2
 * downloads only from a job that has ended.
 * ## Source
 * azureml-pipeline-core 1.62, PortDataReference.download;
 * azure-ai-ml 1.35.2, JobOperations.download
 */
export const DOWNLOAD = rule("PRS435", "changed", "outputs are downloaded to another folder");

/**
 * ## v1
 * ```python
 * run = Experiment(ws, "invoices").submit(
 *     pipeline, parent_run_id="run-1"
 * )
 * ```
 * Also ** arguments, and settings of a pipeline that has no
 * variable.
 * ## v2
 * ```python
 * run = ml_client.jobs.create_or_update(
 *     pipeline, experiment_name="invoices"
 * )
 * ```
 * ## What we do
 * The job is submitted without the argument, under a TODO that
 * names it.
 * ## If it matters
 * Do without it, or set it in the settings of the pipeline job
 * before the submission.
 * ## Source
 * azureml-core 1.61, Experiment.submit; azure-ai-ml 1.35.2,
 * JobOperations.create_or_update
 */
export const SUBMIT_SETTING = rule("PRS436", "decision", "a submit argument that has to be moved by hand");
