import { rule } from "../../findings/rule.js";

/**
 * ## v1
 * ```python
 * filing = PythonScriptStep(
 *     name="file-scores",
 *     script_name="file.py",
 *     source_directory="filing",
 *     arguments=["--in", scores],
 *     inputs=[scores],
 *     compute_target=cluster,
 * )
 * Pipeline(steps=[filing])
 * ```
 * ## v2
 * ```python
 * filing = command(
 *     name="file_scores",
 *     display_name="file-scores",
 *     code="filing",
 *     command="python file.py --in ${{inputs.scores}}",
 *     inputs={"scores": Input(type=AssetTypes.URI_FOLDER)},
 *     compute=cluster.name,
 * )
 * filing(scores=score.outputs.scores)
 * ```
 * ## What we do
 * A pipeline can't be half v1, so its script steps move too. Name,
 * data, arguments and allow_reuse move as for a parallel step. The
 * environment is asked for (PRS305).
 * ## Source
 * Upgrade pipelines to SDK v2 (table of steps); azure-ai-ml 1.35.2,
 * command
 */
export const SCRIPT_STEP = rule("PRS301", "upgraded", "PythonScriptStep becomes command");

/**
 * ## v1
 * ```python
 * filing = CommandStep(
 *     name="file", command="ls", compute_target=cluster
 * )
 * Pipeline(steps=[step, filing])
 * ```
 * Every step type but ParallelRunStep and PythonScriptStep.
 * ## v2
 * ```python
 * filing = command(
 *     name="file",
 *     command="ls",
 *     environment="azureml:filing@latest",
 *     compute=cluster.name,
 * )
 * ```
 * A command, sweep, automl or spark job; none for data transfer,
 * Databricks, ADLA, Azure Batch and Kusto steps.
 * ## What we do
 * The pipeline stays as it is. The TODO names the v2 job for this
 * type of step.
 * ## If it matters
 * Write the step as that job by hand, then run the upgrade again or
 * finish the pipeline by hand.
 * ## Source
 * Upgrade pipelines to SDK v2 (table of steps)
 */
export const OTHER_STEP = rule("PRS302", "decision", "a step type that has to be moved by hand");

/**
 * ## v1
 * ```python
 * filing = PythonScriptStep(
 *     name="file",
 *     script_name="file.py",
 *     source_directory="filing",
 *     compute_target=cluster,
 * )
 * filing.run_after(step)
 * Pipeline(steps=[filing])
 * ```
 * Also StepSequence: one step waits for another without reading its
 * data.
 * ## v2
 * ```python
 * filing(scores=score.outputs.scores)
 * ```
 * A step waits only for the steps whose outputs it reads.
 * ## What we do
 * Where the steps follow each other by their data already,
 * run_after and StepSequence are dropped. Otherwise the pipeline
 * stays as it is, under a TODO.
 * ## If it matters
 * Pass an output of the first step to the second as an input, even
 * where its script ignores it.
 * ## Source
 * Upgrade pipelines to SDK v2 ("StepSequence: data dependency");
 * azure-cli #26739
 */
export const ORDER = rule("PRS303", "decision", "steps that are ordered without data");

/**
 * ## v1
 * ```python
 * filing = PythonScriptStep(
 *     name="file",
 *     script_name="file.py",
 *     source_directory="filing",
 *     inputs=[scores],
 *     compute_target=cluster,
 * )
 * Pipeline(steps=[filing])
 * ```
 * The environment stands in runconfig; left out, v1 makes a default
 * one.
 * ## v2
 * ```python
 * filing = command(
 *     name="file", environment="azureml:filing@latest"
 * )
 * ```
 * Required.
 * ## What we do
 * An environment of Microsoft's registry is written as a stand-in,
 * under a TODO.
 * ## If it matters
 * Name the environment that the script needs and delete the TODO.
 * Look at the other settings of a run configuration too.
 * ## Source
 * azureml-pipeline-steps 1.62, PythonScriptStep; azure-ai-ml
 * 1.35.2, command
 */
export const SCRIPT_ENVIRONMENT = rule("PRS305", "decision", "command needs an environment");

/**
 * ## v1
 * ```python
 * filing = PythonScriptStep(
 *     name="file",
 *     script_name="file.py",
 *     source_directory="filing",
 *     inputs=[scores],
 *     compute_target=cluster,
 *     version="2",
 * )
 * Pipeline(steps=[filing])
 * ```
 * version and hash_paths say when a step counts as another one.
 * ## v2
 * ```python
 * filing = command(name="file")
 * ```
 * ## What we do
 * Both are dropped, and each is named.
 * ## Why it is said
 * v2 names a component that has no version by a hash of what it
 * holds.
 * ## Source
 * azureml-pipeline-steps 1.62, PythonScriptStep; azure-ai-ml
 * 1.35.2, Component
 */
export const SCRIPT_SETTING = rule("PRS306", "changed", "a step setting that v2 does not have");
