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
 * become settings of the job. A second submission that sets less
 * than the first calls the function again: tags and settings stay
 * on a job object. Arguments that v1 ignores go.
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
 * ml_client.jobs.get(...).status takes its place after that. Both
 * raise when the job failed; with raise_on_error=False the
 * exception is caught.
 * ## If it matters
 * jobs.stream always prints the log. Where show_output=False was
 * given, ask for the status in a loop instead.
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
 * id becomes name and name display_name, get_portal_url studio_url.
 * get_status, tags and properties become a fresh look-up, cancel
 * ml_client.jobs.begin_cancel, tag ml_client.jobs.update.
 * PipelineRun(experiment, id) becomes ml_client.jobs.get(id), when
 * everything that is asked of it has a counterpart.
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
 * downloaded output becomes "named-outputs/<name>", and so does
 * azureml/<run id>/<name> in a path that the code builds. The file
 * of appended rows lies directly in that folder under its v1 name,
 * also where the rows have an output of their own: it is a part of
 * the folder. A search (os.walk) finds it.
 * ## Why it is said
 * Code that opens the downloaded files looks in another folder.
 * v1 leaves local files alone unless overwrite=True, v2 overwrites.
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

/**
 * ## v1
 * ```python
 * RunDetails(run).show()
 * ```
 * The widget of azureml.widgets, in a notebook.
 * ## v2
 * ```python
 * print(run.studio_url)
 * ```
 * ## What we do
 * The link to the page of the job is printed.
 * ## Why it is said
 * v2 has no widget. Neither waits for the job.
 * ## If it matters
 * The job as the last line of a cell is shown as a table with that
 * link; ml_client.jobs.stream(run.name) prints the log.
 * ## Source
 * azureml-widgets 1.62, RunDetails; azure-ai-ml 1.35.2,
 * Job.studio_url, Job._repr_html_
 */
export const RUN_VIEW = rule("PRS437", "changed", "the widget becomes a link to the job");

/**
 * ## v1
 * ```python
 * print(run.get_metrics())
 * ```
 * Also download_file, get_details_with_logs, get_outputs, parent,
 * and waiting for the run of one step.
 * ## v2
 * ```python
 * import mlflow
 *
 * workspace = ml_client.workspaces.get(ml_client.workspace_name)
 * mlflow.set_tracking_uri(workspace.mlflow_tracking_uri)
 * print(mlflow.get_run(run.name).data.metrics)
 * ```
 * Logs and files come with
 * ml_client.jobs.download(run.name, download_path="logs"), below
 * logs/artifacts. To wait for the job of a step:
 * ```python
 * done = ("Completed", "Failed", "Canceled")
 * while ml_client.jobs.get(step_run.name).status not in done:
 *     time.sleep(10)
 * ```
 * ## What we do
 * The rest of the program moves; this line stays, under a TODO that
 * names the code to start from. It fails as it stands.
 * ## If it matters
 * Write the v2 code, or delete the line.
 * ## Source
 * azureml-core 1.61, Run; azureml-pipeline-core 1.62, StepRun;
 * azure-ai-ml 1.35.2, JobOperations (stream refuses the jobs of
 * steps: PipelineChildJobError)
 */
export const RUN_BY_HAND = rule("PRS438", "decision", "a call on a run that has to be written anew");

/**
 * ## v1
 * ```python
 * run.wait_for_completion(show_output=True, timeout_seconds=3600)
 * ```
 * Goes on after that time, whether the run has ended or not.
 * ## v2
 * ```python
 * ml_client.jobs.stream(run.name)
 * ```
 * Waits until the job has ended.
 * ## What we do
 * The job is streamed without the argument, under a TODO.
 * ## If it matters
 * Ask for the status until then:
 * ```python
 * end = time.time() + 3600
 * done = ("Completed", "Failed", "Canceled")
 * while time.time() < end:
 *     if ml_client.jobs.get(run.name).status in done:
 *         break
 *     time.sleep(10)
 * ```
 * ## Source
 * azureml-pipeline-core 1.62, PipelineRun.wait_for_completion;
 * azure-ai-ml 1.35.2, JobOperations.stream
 */
export const WAIT_SETTING = rule("PRS439", "decision", "a wait argument that v2 does not have");

/**
 * ## v1
 * ```python
 * status = run.wait_for_completion()
 * if status == "Finished":
 *     print("done")
 * ```
 * ## v2
 * ```python
 * ml_client.jobs.stream(run.name)
 * status = ml_client.jobs.get(run.name).status
 * if status == "Completed":
 *     print("done")
 * ```
 * ## What we do
 * "Finished" becomes "Completed" where the status, or a variable
 * that holds it, is compared with it. Other comparisons and lists
 * that say "Finished" get a TODO.
 * ## Why it is said
 * The other words of v1 (NotStarted, Running, Failed, Canceled) are
 * the same. A v2 job has more of them on its way: Preparing,
 * Queued, Provisioning, Starting, Finalizing, CancelRequested.
 * ## If it matters
 * A loop that waits while the status is "Running" ends too early;
 * wait until it is "Completed", "Failed" or "Canceled".
 * ## Source
 * azureml-pipeline-core 1.62, PipelineRun.get_status; azure-ai-ml
 * 1.35.2, JobStatus, RunHistoryConstants
 */
export const RUN_STATUS = rule("PRS430", "changed", "a run that ended well is called Completed");

/**
 * ## v1
 * ```python
 * step_run = run.find_step_run("score")[0]
 * step_run.get_output_data("scores").download("local")
 * runs = os.listdir(os.path.join("local", "azureml"))
 * ```
 * Also path_on_datastore of a file that is not downloaded.
 * ## v2
 * ```python
 * ml_client.jobs.download(
 *     step_run.name, download_path="local", output_name="scores"
 * )
 * files = os.listdir(os.path.join("local/named-outputs", "scores"))
 * ```
 * ## What we do
 * A path that is built as azureml/<run id>/<name> follows. Any
 * other path into v1's folders stays, under a TODO.
 * ## If it matters
 * The path in v2 is <download path>/named-outputs/<name>. To read
 * an output where it lies, give it a path of its own in Output.
 * ## Source
 * azureml-pipeline-core 1.62, PortDataReference; azure-ai-ml
 * 1.35.2, JobOperations.download
 */
export const RESULT_PATH = rule("PRS440", "decision", "a path into the v1 folders of an output");
