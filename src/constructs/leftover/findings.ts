import { rule } from "../../findings/rule.js";

/**
 * ## v1
 * ```python
 * Run.get_context().log("files", 10)
 * ```
 * Any name of azureml that the program still uses.
 * ## v2
 * ```python
 * mlflow.log_metric("files", 10)
 * ```
 * ## What we do
 * The code stays as it is. Each cause is listed once, with the v2
 * counterpart where there is one, and names what stays v1 only
 * because of it.
 * ## If it matters
 * The program needs both SDKs until the last of these is gone.
 * ## Source
 * Migrate logging from SDK v1 to MLflow, for this example
 */
export const LEFTOVER = rule("PRS901", "decision", "a v1 symbol that is left");

/**
 * ## v1
 * ```python
 * # TODO(prs-upgrade PRS203): is "invoices" made of files or a table?
 * invoices = Input(
 *     type=AssetTypes.MLTABLE,
 *     path="azureml:invoices@latest",
 *     mode=InputOutputModes.EVAL_MOUNT,
 * )
 * ```
 * ## v2
 * ```python
 * invoices = Input(
 *     type=AssetTypes.MLTABLE,
 *     path="azureml:invoices@latest",
 *     mode=InputOutputModes.DIRECT,
 * )
 * ```
 * ## What we do
 * An earlier upgrade left a question in the code, and it still
 * stands. A check fails until it is gone.
 * ## If it matters
 * Decide, change the code if need be, and delete the TODO. Its own
 * code says more.
 * ## Source
 * prs-upgrade --check
 */
export const MARKER = rule("PRS902", "decision", "a TODO of an earlier upgrade still stands");

/**
 * ## v1
 * ```python
 * model_path = Model.get_model_path("invoice-model")
 * Run.get_context().log("files", 10)
 * ```
 * In score.py, which a step runs.
 * ## v2
 * ```python
 * RunFunction(
 *     entry_script="score.py",
 *     program_arguments="--model ${{inputs.model}}",
 * )
 * ```
 * The model is an input of the step; MLflow logs metrics.
 * ## What we do
 * A script that a step runs is read where its path is in the code,
 * and each use of azureml in it is listed. It is not changed: the
 * guide says that entry scripts are compatible, and how
 * azureml-core answers inside a v2 job could not be tried.
 * ## If it matters
 * Pass models and data in the arguments and log with MLflow; then
 * the script runs without azureml-core.
 * ## Source
 * Upgrade parallel run step to SDK v2 (note on entry scripts);
 * Migrate logging from SDK v1 to MLflow
 */
export const SCRIPT_LEFTOVER = rule("PRS903", "decision", "a v1 symbol in a script that a step runs");

/**
 * ## v1
 * ```python
 * if isinstance(config, dict):
 *     print("settings alone")
 * ```
 * ## v2
 * ```python
 * if "task" not in config:
 *     print("settings alone")
 * ```
 * A config is a dict in v2, so the two can't be told apart by their
 * class.
 * ## What we do
 * A check for a v1 class follows where one v2 class takes its
 * place: ParallelRunStep becomes Parallel, Pipeline PipelineJob,
 * Workspace MLClient, ParallelRunConfig dict. What answers
 * differently in v2 stays, with a TODO: a check for a class that
 * stays v1, for one of two that become one class, or for a builtin
 * that a v1 object becomes.
 * ## If it matters
 * Look at what the branches do, and ask for what tells the objects
 * apart in v2.
 * ## Source
 * azure-ai-ml 1.35.2: parallel_run_function gives a Parallel,
 * command a Command, a function of dsl.pipeline a PipelineJob
 */
export const CLASS_CHECK = rule("PRS906", "decision", "a check for a v1 class");

/**
 * ## v1
 * ```python
 * from steps import make_config
 *
 * step = ParallelRunStep(
 *     parallel_run_config=make_config(env),
 * )
 * ```
 * In pipeline.py; steps.py was not among the files to upgrade.
 * ## v2
 * ```text
 * prs-upgrade pipeline.py steps.py
 * ```
 * ## What we do
 * Files that pass v1 objects to each other can only be upgraded in
 * one run. Where that is what keeps a file in v1, it is said once,
 * with the command, and no TODO is written. What the run on all of
 * them asks for as well is said, too.
 * ## If it matters
 * Run the command. In a hook that gets the changed files alone, run
 * it once on the folder, and commit what comes of it.
 * ## Source
 * prs-upgrade <files>
 */
export const TOGETHER = rule("PRS907", "decision", "a file that needs others to be upgraded with it");

/**
 * ## v1
 * ```python
 * from azureml.core import Experiment, Workspace
 * ```
 * In sdk.py; pipeline.py imports both names from there.
 * ## v2
 * ```text
 * sdk.py without these imports
 * ```
 * ## What we do
 * Imports of v1 leave each file of a program once nothing reads
 * their names any more. Where that is all that changes in a file,
 * it is said there once.
 * ## If it matters
 * A file outside of this run that takes such a name from here has
 * to import it by itself.
 * ## Source
 * prs-upgrade itself
 */
export const IMPORTS_LEAVE = rule("PRS908", "upgraded", "imports of v1 that nothing reads any more");
