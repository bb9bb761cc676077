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
 * environment comes from the run configuration (PRS311); without
 * one it is asked for (PRS305). A step without a name keeps the
 * name that v1 gives it, that of its script.
 * ## Source
 * Upgrade pipelines to SDK v2 (table of steps); azure-ai-ml 1.35.2,
 * command
 */
export const SCRIPT_STEP = rule("PRS301", "upgraded", "PythonScriptStep becomes command");

/**
 * ## v1
 * ```python
 * filing = PythonScriptStep(
 *     name="file",
 *     script_name="file.py",
 *     source_directory="filing",
 *     arguments=make_arguments(),
 *     inputs=[scores],
 *     compute_target=cluster,
 * )
 * Pipeline(steps=[step, filing])
 * ```
 * Also a step made in a loop, ** arguments, params that are no
 * literal dict, run configuration parameters other than NodeCount.
 * ## v2
 * ```python
 * filing = command(
 *     name="file",
 *     code="filing",
 *     environment="azureml:filing@latest",
 *     command="python file.py --in ${{inputs.scores}}",
 *     compute=cluster.name,
 * )
 * ```
 * What a step reads, writes and is told stands in its call.
 * ## What we do
 * The pipeline stays as it is, under a TODO that says what could
 * not be seen.
 * ## If it matters
 * Write the list or the dict out at the step, and run the upgrade
 * again.
 * ## Source
 * azureml-pipeline-steps 1.62, PythonScriptStep; azure-ai-ml
 * 1.35.2, command
 */
export const UNSEEN_SCRIPT_STEP = rule("PRS302", "decision", "a script or command step that cannot be followed");

/**
 * ## v1
 * ```python
 * run_config = RunConfiguration()
 * run_config.environment = env
 * filing = CommandStep(
 *     name="file",
 *     command=["python file.py --in", scores],
 *     source_directory="filing",
 *     inputs=[scores],
 *     runconfig=run_config,
 *     compute_target=cluster,
 * )
 * Pipeline(steps=[filing])
 * ```
 * ## v2
 * ```python
 * filing = command(
 *     name="file",
 *     code="filing",
 *     environment=env,
 *     command="python file.py --in ${{inputs.scores}}",
 *     inputs={"scores": Input(type=AssetTypes.URI_FOLDER)},
 *     compute=cluster.name,
 * )
 * filing(scores=score.outputs.scores)
 * ```
 * ## What we do
 * A command that is a string stays as it is. The items of a list
 * become one string, with data, outputs and parameters by
 * reference. A step without a name keeps the one that v1 gives it:
 * CommandStep_ and the first word of the command.
 * ## Source
 * azureml-pipeline-steps 1.62, CommandStep; azure-ai-ml 1.35.2,
 * command
 */
export const COMMAND_STEP = rule("PRS304", "upgraded", "CommandStep becomes command");

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

/**
 * ## v1
 * ```python
 * run_config = RunConfiguration()
 * run_config.environment = env
 * filing = PythonScriptStep(
 *     name="file",
 *     script_name="file.py",
 *     source_directory="filing",
 *     inputs=[scores],
 *     params={"region": "eu"},
 *     runconfig=run_config,
 *     compute_target=cluster,
 * )
 * Pipeline(steps=[filing])
 * ```
 * The script finds it in the environment variable
 * AML_PARAMETER_region.
 * ## v2
 * ```python
 * filing = command(
 *     name="file",
 *     environment_variables={"AML_PARAMETER_region": "eu"},
 * )
 * ```
 * ## What we do
 * The variables are written out under the names that v1 gives them,
 * so the script finds them. A PipelineParameter is bound on the
 * node, as text: azure-ai-ml 1.35.2 can't send a parameter object
 * there.
 * ## Source
 * azureml-pipeline-core 1.62, ParamDef; azure-ai-ml 1.35.2, Command
 */
export const SCRIPT_PARAMS = rule("PRS307", "upgraded", "params become environment variables");
