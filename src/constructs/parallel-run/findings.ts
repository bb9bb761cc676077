import { rule } from "../../findings/rule.js";

/**
 * ## v1
 * ```python
 * ParallelRunConfig(environment=env)
 * ```
 * An azureml.core.Environment; required.
 * ## v2
 * ```python
 * RunFunction(environment=env)
 * ```
 * A v2 Environment, or a reference such as
 * "azureml:scoring@latest".
 * ## What we do
 * The value moves into RunFunction. The v1 object that it names
 * becomes its v2 counterpart where it is made (PRS521). One that
 * can't be seen from the config keeps the step in v1: nobody knows
 * whether it becomes a v2 Environment.
 * ## Source
 * Upgrade parallel run step to SDK v2 (mapping table);
 * azureml-pipeline-steps 1.62, ParallelRunConfig; azure-ai-ml
 * 1.35.2, RunFunction
 */
export const ENVIRONMENT = rule("PRS101", "upgraded", "environment moves into RunFunction");

/**
 * ## v1
 * ```python
 * ParallelRunConfig(entry_script="score.py")
 * ```
 * A path below source_directory; required. init() and
 * run(mini_batch) are in it.
 * ## v2
 * ```python
 * RunFunction(entry_script="score.py")
 * ```
 * A path below code.
 * ## What we do
 * The value moves into RunFunction. The guide says that the script
 * itself need not change. A script that is not Python, such as
 * score.R, keeps its step in v1: there a person decides.
 * ## If it matters
 * For R, write a Python entry script whose run(mini_batch) calls
 * Rscript.
 * ## Source
 * Upgrade parallel run step to SDK v2 (mapping table, and its note
 * on the entry script)
 */
export const ENTRY_SCRIPT = rule("PRS102", "upgraded", "entry_script moves into RunFunction");

/**
 * ## v1
 * ```python
 * ParallelRunConfig(source_directory="scoring")
 * ```
 * A folder; left out, the working directory.
 * ## v2
 * ```python
 * RunFunction(code="scoring")
 * ```
 * A folder; a relative path counts from the working directory of
 * the process that builds the pipeline.
 * ## What we do
 * The value moves to code. Where v1 left it out, code="." is
 * written.
 * ## Source
 * Upgrade parallel run step to SDK v2 (mapping table);
 * azureml-pipeline-steps 1.62, ParallelRunConfig; azure-ai-ml
 * 1.35.2, parallel_run_function
 */
export const SOURCE_DIRECTORY = rule("PRS103", "upgraded", "source_directory becomes RunFunction's code");

/**
 * ## v1
 * ```python
 * ParallelRunConfig(mini_batch_size=20)
 * ```
 * int or str, such as 20 or "10MB". Left out: 10 files, or 1 MB of
 * a table.
 * ## v2
 * ```python
 * parallel_run_function(mini_batch_size="20")
 * ```
 * str without a space: digits, then kb, mb, gb or nothing. Left
 * out: 0 is sent.
 * ## What we do
 * A number is put in quotes, a value of unknown type in str(...).
 * Left out, the v1 default is written: "10" for files, "1MB" for a
 * table. Beside partition_keys nothing is written. Code that reads
 * config.mini_batch_size gets the number that v1 made of it (files,
 * or bytes) where the text is in sight, else the value as it was
 * given, with a finding.
 * ## Why it is said
 * An int raises a TypeError, "100 kb" (the guide's own example) a
 * ValueError.
 * ## Source
 * Upgrade parallel run step to SDK v2 (mapping table);
 * azureml-pipeline-steps 1.62, ParallelRunConfig; azure-ai-ml
 * 1.35.2, ParallelComponent.__init__
 */
export const MINI_BATCH_SIZE = rule("PRS104", "upgraded", "mini_batch_size becomes a string");

/**
 * ## v1
 * ```python
 * ParallelRunConfig(error_threshold=10)
 * ```
 * int >= -1; required. Failed files or rows of the whole input; -1
 * ignores all.
 * ## v2
 * ```python
 * parallel_run_function(error_threshold=10)
 * ```
 * int; failed files or rows of the whole input; -1 ignores all.
 * ## What we do
 * The same value. The guide's text says failed mini-batches here;
 * both SDKs say files and rows. Failed mini-batches are counted by
 * mini_batch_error_threshold (PRS110).
 * ## Source
 * Upgrade parallel run step to SDK v2 (mapping table);
 * azureml-pipeline-steps 1.62, ParallelRunConfig; azure-ai-ml
 * 1.35.2, parallel_run_function
 */
export const ERROR_THRESHOLD = rule("PRS105", "upgraded", "error_threshold keeps its name and its value");

/**
 * ## v1
 * ```python
 * ParallelRunConfig(run_invocation_timeout=600)
 * ```
 * Seconds for one call of run(); default 60.
 * ## v2
 * ```python
 * parallel_run_function(retry_settings={"timeout": 600})
 * ```
 * Seconds for one call of run(); the v2 documentation says default
 * 60.
 * ## What we do
 * The same value, in one dict with max_retries (PRS107). A
 * PipelineParameter gives its default here, and the pipeline
 * function sets retry_settings.timeout of the node.
 * ## Source
 * Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
 * 1.35.2, RetrySettings; CLI (v2) parallel job YAML schema
 */
export const RUN_INVOCATION_TIMEOUT = rule("PRS106", "upgraded", "run_invocation_timeout becomes retry_settings.timeout");

/**
 * ## v1
 * ```python
 * ParallelRunConfig(run_max_try=5)
 * ```
 * Tries of a mini-batch, the first one included; default 3.
 * ## v2
 * ```python
 * parallel_run_function(retry_settings={"max_retries": 5})
 * ```
 * Retries after the first try; default 2 in the v2 documentation.
 * ## What we do
 * The documented mapping: the same number.
 * ## Why it is said
 * The two count differently, so one more try is possible. The SDK's
 * own docstring still says tries.
 * ## If it matters
 * Write one less. With a PipelineParameter it can't be computed in
 * the pipeline: whoever sets the parameter has to.
 * ## Source
 * Upgrade parallel run step to SDK v2 (mapping table); CLI (v2)
 * parallel job YAML schema; azure-ai-ml 1.35.2, RetrySettings
 */
export const RUN_MAX_TRY = rule("PRS107", "changed", "run_max_try becomes retry_settings.max_retries");

/**
 * ## v1
 * ```python
 * ParallelRunConfig(output_action="append_row")
 * ParallelRunStep(output=scores, arguments=[])
 * ```
 * "append_row" gathers what run() returns in one file;
 * "summary_only" only counts it. Required.
 * ## v2
 * ```python
 * RunFunction(append_row_to="${{outputs.scores}}")
 * ```
 * Left out: nothing is gathered.
 * ## What we do
 * append_row becomes append_row_to, which names an output that is a
 * file (PRS109). summary_only becomes nothing.
 * ## Why it is said
 * The guide's table shows append_row_to on parallel_run_function.
 * There the SDK takes it without a word and sends nothing: it
 * belongs to RunFunction.
 * ## Source
 * Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
 * 1.35.2, RunFunction
 */
export const OUTPUT_ACTION = rule("PRS108", "upgraded", "output_action becomes RunFunction's append_row_to");

/**
 * ## v1
 * ```python
 * ParallelRunConfig(
 *     output_action="append_row", append_row_file_name="scores.csv"
 * )
 * ParallelRunStep(output=scores, arguments=["--out", scores])
 * ```
 * The name of the file inside the output folder; default
 * parallel_run_step.txt.
 * ## v2
 * ```python
 * parallel_run_function(
 *     outputs={
 *         "scores": Output(type=AssetTypes.URI_FOLDER),
 *         "scores_rows": Output(
 *             type=AssetTypes.URI_FILE,
 *             path="azureml://datastores/${{default_datastore}}/paths/azureml/${{name}}/scores/scores.csv",
 *         ),
 *     },
 *     task=RunFunction(append_row_to="${{outputs.scores_rows}}"),
 * )
 * ```
 * No setting holds a file name: the path of an output does.
 * ## What we do
 * Where another step reads the folder, the script gets it in its
 * arguments or asks for it, it is registered as a dataset, or the
 * pipeline gives it away, the folder stays an output and the rows
 * go to a second one, a file inside it: every reader finds what it
 * found in v1.
 * Each of these places has a finding of its own. Where nobody in
 * sight reads the folder, the one output is the file; code that
 * downloads it is told.
 * ## Why it is said
 * v1 has one folder for the rows and for what the script writes; v2
 * has one output for each.
 * ## If it matters
 * Code outside this file that opens the folder by its v1 path has
 * to be checked.
 * ## Source
 * Upgrade parallel run step to SDK v2 (mapping table: "Combined
 * with append_row_to setting"); azureml-pipeline-steps 1.62,
 * ParallelRunConfig
 */
export const APPEND_ROW_FILE_NAME = rule("PRS109", "changed", "append_row_file_name becomes the path of an output");

/**
 * ## v1
 * ```python
 * ParallelRunConfig(allowed_failed_count=3)
 * ```
 * int >= -1; failed mini-batches of the whole input; -1 ignores
 * all. Left out: not checked.
 * ## v2
 * ```python
 * parallel_run_function(mini_batch_error_threshold=3)
 * ```
 * int; failed mini-batches; the guide says default -1, which
 * ignores all.
 * ## What we do
 * The same value under the new name.
 * ## Source
 * Upgrade parallel run step to SDK v2 (mapping table);
 * azureml-pipeline-steps 1.62, ParallelRunConfig; azure-ai-ml
 * 1.35.2, parallel_run_function
 */
export const ALLOWED_FAILED_COUNT = rule("PRS110", "upgraded", "allowed_failed_count becomes mini_batch_error_threshold");

/**
 * ## v1
 * ```python
 * ParallelRunConfig(allowed_failed_percent=2)
 * ParallelRunStep(arguments=["--out", scores])
 * ```
 * int or float, 0 to 100: percent of failed mini-batches. Left out:
 * not checked.
 * ## v2
 * ```python
 * RunFunction(
 *     program_arguments="--out ${{outputs.scores}} --allowed_failed_percent 2"
 * )
 * ```
 * The guide says default 100, which ignores all.
 * ## What we do
 * It is added to the end of program_arguments, as the guide says.
 * parallel_run_function has no such argument: it would be ignored
 * in silence.
 * ## Source
 * Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
 * 1.35.2, parallel_run_function
 */
export const ALLOWED_FAILED_PERCENT = rule("PRS111", "upgraded", "allowed_failed_percent becomes a program argument");

/**
 * ## v1
 * ```python
 * ParallelRunConfig(node_count=4)
 * ```
 * int; required.
 * ## v2
 * ```python
 * parallel_run_function(instance_count=4)
 * ```
 * int; the guide says default 1.
 * ## What we do
 * The same value under the new name. A PipelineParameter gives its
 * default here, and the pipeline function sets
 * resources.instance_count of the node.
 * ## Source
 * Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
 * 1.35.2, parallel_run_function
 */
export const NODE_COUNT = rule("PRS112", "upgraded", "node_count becomes instance_count");

/**
 * ## v1
 * ```python
 * ParallelRunConfig(process_count_per_node=2)
 * ```
 * int >= 1. Left out: the number of cores, or 1 on a GPU machine.
 * ## v2
 * ```python
 * parallel_run_function(max_concurrency_per_instance=2)
 * ```
 * int. Left out: the same, in the v2 YAML documentation.
 * ## What we do
 * The same value under the new name. A PipelineParameter gives its
 * default here, and the pipeline function sets the attribute of the
 * node.
 * ## Source
 * Upgrade parallel run step to SDK v2 (mapping table);
 * azureml-pipeline-steps 1.62, ParallelRunConfig; CLI (v2) parallel
 * job YAML schema
 */
export const PROCESS_COUNT_PER_NODE = rule("PRS113", "upgraded", "process_count_per_node becomes max_concurrency_per_instance");

/**
 * ## v1
 * ```python
 * ParallelRunConfig(logging_level="DEBUG")
 * ```
 * WARNING, INFO or DEBUG; default INFO.
 * ## v2
 * ```python
 * parallel_run_function(logging_level="DEBUG")
 * ```
 * WARNING, INFO or DEBUG, in capitals; the guide says default INFO.
 * ## What we do
 * The same value; a literal in small letters is put in capitals.
 * ## Source
 * Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
 * 1.35.2, LoggingLevel
 */
export const LOGGING_LEVEL = rule("PRS114", "upgraded", "logging_level keeps its name");

/**
 * ## v1
 * ```python
 * ParallelRunConfig(description="scores invoices")
 * ```
 * ## v2
 * ```python
 * parallel_run_function(description="scores invoices")
 * ```
 * ## What we do
 * The same value. In v2 it describes the component that the step is
 * made of.
 * ## Source
 * Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
 * 1.35.2, Parallel.__call__
 */
export const DESCRIPTION = rule("PRS115", "upgraded", "description keeps its name");

/**
 * ## v1
 * ```python
 * ParallelRunConfig(partition_keys=["store"])
 * ```
 * list of str; rows with the same key come in one mini-batch. The
 * input has to be partitioned; mini_batch_size beside it is an
 * error.
 * ## v2
 * ```python
 * parallel_run_function(partition_keys=["store"])
 * ```
 * list of str; it wins over mini_batch_size.
 * ## What we do
 * The same value; no mini_batch_size is written beside it. A
 * PipelineParameter, which v1 took as JSON text, keeps the step in
 * v1: there a person decides.
 * ## Why it is said
 * The v2 input has to be partitioned too, and an MLTable is what
 * defines partitions there. The guide's row, "Under development",
 * is out of date.
 * ## If it matters
 * Give the input an MLTable with these keys as partitions (PRS210).
 * ## Source
 * Upgrade parallel run step to SDK v2 (mapping table);
 * azureml-pipeline-steps 1.62, ParallelRunConfig; azure-ai-ml
 * 1.35.2, ParallelComponent
 */
export const PARTITION_KEYS = rule("PRS116", "changed", "partition_keys keeps its name and needs a partitioned table");

/**
 * ## v1
 * ```python
 * ParallelRunConfig(environment_variables={"OMP_NUM_THREADS": 1})
 * ```
 * dict; set on the process of the script. Left out: none.
 * ## v2
 * ```python
 * parallel_run_function(
 *     environment_variables={"OMP_NUM_THREADS": "1"}
 * )
 * ```
 * dict of str to str.
 * ## What we do
 * The same dict; a number or True, False in it becomes text.
 * ## Source
 * Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
 * 1.35.2, parallel_run_function
 */
export const ENVIRONMENT_VARIABLES = rule("PRS117", "upgraded", "environment_variables keeps its name");

/**
 * ## v1
 * ```python
 * ParallelRunConfig(compute_target=cluster)
 * ```
 * A compute object or its name; required.
 * ## v2
 * ```python
 * parallel_run_function(compute=cluster.name)
 * ```
 * The name, a str.
 * ## What we do
 * An object is asked for its name, a name stays as it is. Where the
 * code does not tell which it is, getattr(x, "name", x) is written.
 * ## Source
 * azure-ai-ml 1.35.2, parallel_run_function; the guide's table has
 * no row for it
 */
export const COMPUTE_TARGET = rule("PRS118", "upgraded", "compute_target becomes the name of the compute");

/**
 * ## v1
 * ```python
 * from azureml.contrib.pipeline.steps import (
 *     ParallelRunConfig,
 *     ParallelRunStep,
 * )
 *
 * ParallelRunConfig(input_format="text")
 * ```
 * input_format and models are deprecated there; models only tracked
 * which models a pipeline uses.
 * ## v2
 * ```python
 * from azure.ai.ml.parallel import (
 *     RunFunction,
 *     parallel_run_function,
 * )
 * ```
 * ## What we do
 * What both v1 packages have moves as usual, and tags and
 * properties of the step keep their names. input_format, models and
 * add_parallel_run_step_dependencies are dropped, and each is
 * named.
 * ## Why it is said
 * The contrib package gave way to azureml-pipeline-steps, which
 * does not take these arguments.
 * ## If it matters
 * properties stay with the component: the SDK does not copy them to
 * the job of the step.
 * ## Source
 * azureml-contrib-pipeline-steps (API page: deprecated, moved to
 * azureml-pipeline-steps); azure-ai-ml 1.35.2,
 * parallel_run_function
 */
export const CONTRIB = rule("PRS119", "changed", "arguments that only the contrib package has are dropped");

/**
 * ## v1
 * ```python
 * ParallelRunStep(name="score-invoices")
 * ```
 * 3 to 32 small letters, digits and dashes.
 * ## v2
 * ```python
 * parallel_run_function(
 *     name="score_invoices", display_name="score-invoices"
 * )
 * ```
 * Small letters, digits and underscores.
 * ## What we do
 * A dash becomes an underscore, and the v1 name stays as
 * display_name. Where both are the same, only name is written. Code
 * that looks a step up by its v1 name follows (PRS434).
 * ## Source
 * Upgrade parallel run step to SDK v2 (mapping table);
 * azureml-pipeline-steps 1.62, ParallelRunStep; azure-ai-ml 1.35.2,
 * is_valid_node_name
 */
export const STEP_NAME = rule("PRS121", "upgraded", "name loses its dashes");

/**
 * ## v1
 * ```python
 * config = ParallelRunConfig(
 *     environment=env,
 *     entry_script="score.py",
 *     error_threshold=10,
 *     output_action="summary_only",
 *     compute_target=cluster,
 *     node_count=4,
 *     mini_batch_size=20,
 * )
 * ParallelRunStep(parallel_run_config=config)
 * ```
 * One object holds the settings, several steps may use it.
 * ## v2
 * ```python
 * step = parallel_run_function(
 *     compute=cluster.name,
 *     instance_count=4,
 *     mini_batch_size="20",
 *     error_threshold=10,
 *     task=RunFunction(
 *         code=".", entry_script="score.py", environment=env
 *     ),
 * )
 * ```
 * The settings are arguments of the step.
 * ## What we do
 * A config that one step in the same place uses dissolves into that
 * step. One that several steps use, or that is made elsewhere,
 * stays where it is as dict(settings=dict(...), task=dict(...)),
 * and each step takes **config["settings"] and **config["task"].
 * ## Source
 * Upgrade parallel run step to SDK v2; azure-ai-ml 1.35.2,
 * parallel_run_function
 */
export const PARALLEL_RUN_CONFIG = rule("PRS122", "upgraded", "ParallelRunConfig dissolves into parallel_run_function");

/**
 * ## v1
 * ```python
 * ParallelRunStep(inputs=[invoices.as_named_input("invoices")])
 * ```
 * A list of datasets; each is split into mini-batches.
 * ## v2
 * ```python
 * parallel_run_function(
 *     inputs={"invoices": invoices},
 *     input_data="${{inputs.invoices}}",
 * )
 * ```
 * A dict of inputs; input_data names the one that is split.
 * ## What we do
 * The input keeps the name that as_named_input gave it, else that
 * of its variable. Two or more inputs, or a list that can't be
 * seen, keep the step in v1: there a person decides.
 * ## If it matters
 * Join several inputs in one MLTable with several paths, or pass
 * all but one as side inputs.
 * ## Source
 * Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
 * 1.35.2, parallel_run_function
 */
export const INPUTS = rule("PRS123", "upgraded", "inputs become named, and input_data says which one is split");

/**
 * ## v1
 * ```python
 * ParallelRunStep(output=scores, arguments=["--out", scores])
 * ```
 * PipelineData or OutputFileDatasetConfig. v1 passes it to the
 * script as --output too.
 * ## v2
 * ```python
 * parallel_run_function(
 *     outputs={"scores": Output(type=AssetTypes.URI_FOLDER)},
 *     task=RunFunction(
 *         program_arguments="--out ${{outputs.scores}}"
 *     ),
 * )
 * ```
 * The script gets only what program_arguments names.
 * ## What we do
 * The output keeps its v1 name. Its path is written where v1 named
 * a datastore or a destination. A script in sight that reads
 * --output gets it in program_arguments. One that asks
 * EntryScript().output_dir is a decision: whether v2 sets it is not
 * documented. Where the script is not in sight, arguments does not
 * hold the output and the rows are not gathered, the finding is of
 * the kind "changed": the script no longer gets --output.
 * ## If it matters
 * Let the script take the folder from its arguments, under the flag
 * that the finding names.
 * ## Source
 * Upgrade parallel run step to SDK v2 (mapping table);
 * azureml-pipeline-core 1.62, _ParallelRunStepBase; azure-ai-ml
 * 1.35.2, Output
 */
export const OUTPUT = rule("PRS124", "upgraded", "output becomes a named Output");

/**
 * ## v1
 * ```python
 * labels = (
 *     Dataset.File.from_files((store, "labels"))
 *     .as_named_input("labels")
 *     .as_mount()
 * )
 * ParallelRunStep(
 *     side_inputs=[labels], arguments=["--labels", labels]
 * )
 * ```
 * Data that each worker gets whole. File datasets are mounted.
 * ## v2
 * ```python
 * parallel_run_function(
 *     inputs={
 *         "labels": Input(
 *             type=AssetTypes.URI_FOLDER,
 *             path=f"azureml://datastores/{store.name}/paths/labels",
 *             mode=InputOutputModes.RO_MOUNT,
 *         )
 *     },
 *     task=RunFunction(
 *         program_arguments="--labels ${{inputs.labels}}"
 *     ),
 * )
 * ```
 * Inputs that input_data does not name.
 * ## What we do
 * Side inputs join the inputs. The same object in arguments becomes
 * a reference to its input.
 * ## Source
 * Upgrade parallel run step to SDK v2 (mapping table);
 * azureml-pipeline-core 1.62, _ParallelRunStepBase
 */
export const SIDE_INPUTS = rule("PRS125", "upgraded", "side_inputs become inputs");

/**
 * ## v1
 * ```python
 * cutoff = PipelineParameter("cutoff", default_value=0.8)
 * ParallelRunStep(
 *     arguments=["--cutoff", cutoff, "--out", scores, "--day", 7]
 * )
 * ```
 * A list of values, data, parameters and outputs.
 * ## v2
 * ```python
 * parallel_run_function(
 *     inputs={"cutoff": Input(type="number")},
 *     task=RunFunction(
 *         program_arguments="--cutoff ${{inputs.cutoff}} --out ${{outputs.scores}} --day 7"
 *     ),
 * )
 * ```
 * One string.
 * ## What we do
 * Data and parameters become ${{inputs.x}}, outputs ${{outputs.x}},
 * literals text, other values an f-string. A value that may hold a
 * space is put in quotes, and so is what a shell would read, since
 * a v2 command runs in one; JSON goes through shlex.quote. A list
 * that conditions, loops or functions fill stays one: data and
 * parameters become text in it, and the step joins it. Where a
 * part of it can't be seen, that is asked under a TODO.
 * ## Source
 * Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
 * 1.35.2, RunFunction
 */
export const ARGUMENTS = rule("PRS126", "upgraded", "arguments become one string");

/**
 * ## v1
 * ```python
 * ParallelRunStep(allow_reuse=False)
 * ```
 * bool, default True: a step with the same settings and inputs is
 * not run again.
 * ## v2
 * ```python
 * parallel_run_function(is_deterministic=False)
 * ```
 * bool, default True.
 * ## What we do
 * The same value, where v1 gives one.
 * ## Source
 * Upgrade parallel run step to SDK v2 (mapping table);
 * azureml-pipeline-steps 1.62, ParallelRunStep; azure-ai-ml 1.35.2,
 * parallel_run_function
 */
export const ALLOW_REUSE = rule("PRS127", "upgraded", "allow_reuse becomes is_deterministic");

/**
 * ## v1
 * ```python
 * for day in range(7):
 *     late = ParallelRunStep(
 *         name="late",
 *         parallel_run_config=config,
 *         inputs=[invoices],
 *         output=scores,
 *     )
 * ```
 * Also: ** arguments, a config from elsewhere, a step that is
 * passed to a function.
 * ## v2
 * ```python
 * late_monday = parallel_run_function(name="late_monday")
 * late_tuesday = parallel_run_function(name="late_tuesday")
 * ```
 * One call for each step, with its own name.
 * ## What we do
 * The step, and what it is a part of, stays as it is, under a TODO
 * that says what could not be seen.
 * ## Why it is said
 * The settings, the data or the number of the steps are only known
 * when the code runs.
 * ## If it matters
 * Write the arguments or the steps out and run the upgrade again,
 * or write the v2 step by hand.
 * ## Source
 * azure-ai-ml 1.35.2, parallel_run_function
 */
export const UNSEEN_STEP = rule("PRS129", "decision", "a parallel step that cannot be followed");
