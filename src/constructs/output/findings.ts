import { rule } from "../../findings/rule.js";

/**
 * ## v1
 * ```python
 * scores = OutputFileDatasetConfig(
 *     "scores", destination=(store, "scores/{run-id}")
 * )
 * ```
 * A folder on a datastore; left out,
 * dataset/{run-id}/{output-name} on workspaceblobstore.
 * ## v2
 * ```python
 * Output(
 *     type=AssetTypes.URI_FOLDER,
 *     path="azureml://datastores/${{default_datastore}}/paths/scores/${{name}}",
 * )
 * ```
 * ## What we do
 * The object dissolves into the outputs of the step that writes
 * it: the one that names it in output= or outputs=, or, for an
 * OutputFileDatasetConfig, gets it in its arguments alone. Steps
 * that read it get it from that step. {run-id} becomes ${{name}}
 * and {output-name} the name of the output. A PipelineData on a
 * named datastore lies in azureml/${{name}}/<name> there. Where v1
 * names no place, v2 chooses one, as v1 does. as_upload becomes
 * mode UPLOAD. An output without a name is called after its
 * variable; names that are no Python identifiers change, and the
 * finding is of the kind "changed".
 * ## Source
 * Upgrade parallel run step to SDK v2 (table of key
 * functionality); azureml-core 1.61, OutputFileDatasetConfig;
 * azureml-pipeline-core 1.62,
 * PipelineStep._process_arguments_and_io; azure-ai-ml 1.35.2,
 * Output
 */
export const OUTPUT_OBJECT = rule("PRS131", "upgraded", "OutputDatasetConfig and PipelineData become Output");

/**
 * ## v1
 * ```python
 * scores = PipelineData(
 *     "scores", datastore=store, pipeline_output_name="all_scores"
 * )
 * ```
 * ## v2
 * ```python
 * @dsl.pipeline(name="invoices")
 * def build_invoices():
 *     score = step()
 *     return {"all_scores": score.outputs.scores}
 * ```
 * The pipeline function returns what the pipeline gives away.
 * ## What we do
 * The output is returned under its v1 name. Appended rows go along
 * with the folder that they lie in, as <name>_rows. A name that is
 * no Python identifier changes; that finding is of the kind
 * "changed".
 * Where the pipeline is published too, a TODO asks about it: the
 * component that is published keeps the name of such an output, but
 * neither its place nor its mode.
 * ## If it matters
 * Without the return, the step of a published pipeline says where
 * its output lies, as in v1.
 * ## Source
 * azureml-pipeline-core 1.62, PipelineData; azure-ai-ml 1.35.2,
 * dsl.pipeline, PipelineComponent (its outputs are sent with their
 * type alone)
 */
export const PIPELINE_OUTPUT = rule("PRS133", "upgraded", "pipeline_output_name becomes an output of the pipeline function");

/**
 * ## v1
 * ```python
 * scores = OutputFileDatasetConfig("scores")
 * table = scores.read_delimited_files().as_input("table")
 * PythonScriptStep(
 *     name="report", script_name="report.py", inputs=[table]
 * )
 * ```
 * The next step reads the files of the output as a table. Also
 * parse_delimited_files, parse_parquet_files, read_parquet_files.
 * ## v2
 * ```python
 * # TODO(prs-upgrade PRS134): let this step save an MLTable file (read_delimited) into its output "scores"
 * step = parallel_run_function(
 *     outputs={"scores": Output(type=AssetTypes.MLTABLE)}
 * )
 * report = command(
 *     name="report",
 *     inputs={
 *         "table": Input(
 *             type=AssetTypes.MLTABLE
 *         )
 *     },
 * )
 * report_node.inputs.table.mode = InputOutputModes.DIRECT
 * ```
 * The writing step puts an MLTable file into its output.
 * ## What we do
 * The output and the input are written as a table. A TODO above
 * the writing step names the transformations that its MLTable file
 * needs. Where one step reads the output as a table and another
 * one as files, or random_split takes it apart, the steps stay v1.
 * ## If it matters
 * Let the writing script save the file once, at its end:
 * mltable.from_delimited_files([{"pattern":
 * "./*.csv"}]).save(folder). Or pass the folder, and let the
 * reading script read the files.
 * ## Source
 * Working with tables in Azure Machine Learning (MLTable);
 * azureml-core 1.61, OutputFileDatasetConfig
 */
export const OUTPUT_TABLE = rule("PRS134", "decision", "an output that is read as a table");

/**
 * ## v1
 * ```python
 * scores = PipelineData(
 *     "scores",
 *     datastore=store,
 *     output_path_on_compute="/tmp/scores",
 * )
 * ```
 * The path under which the script sees its output, or where v1
 * collects it from. Also OutputFileDatasetConfig(source=...).
 * ## v2
 * ```python
 * RunFunction(program_arguments="--out ${{outputs.scores}}")
 * ```
 * The path comes in the arguments.
 * ## What we do
 * The fixed path is dropped, and named in the report. Where a
 * script does not get the output in its arguments, a TODO stands
 * above its step: nothing would be collected.
 * ## Why it is said
 * A script that writes to the fixed path writes past its output.
 * ## If it matters
 * Let the script take the path from its arguments.
 * ## Source
 * azureml-pipeline-core 1.62, PipelineData; azureml-core 1.61,
 * OutputFileDatasetConfig; azure-ai-ml 1.35.2, Output
 * (path_on_compute does not validate in a pipeline)
 */
export const OUTPUT_PATH_ON_COMPUTE = rule("PRS135", "changed", "v2 chooses where an output is mounted");

/**
 * ## v1
 * ```python
 * scores = OutputFileDatasetConfig("scores").register_on_complete(
 *     name="daily-scores", tags={"team": "vision"}
 * )
 * ```
 * The output becomes a new version of a registered dataset. Also
 * PipelineData(...).as_dataset().register("daily-scores").
 * ## v2
 * ```python
 * Output(type=AssetTypes.URI_FOLDER, name="daily-scores")
 * ```
 * It becomes a new version of a data asset.
 * ## What we do
 * The name goes into the Output of the step that writes it.
 * description and tags have no place there and are named. Only
 * what the writing step was given counts: register_on_complete
 * makes a copy.
 * ## Why it is said
 * v1 makes a dataset, v2 a data asset of another type; under a
 * name that a v1 dataset has already, v2 refuses it.
 * ## If it matters
 * Choose a new name where the old one is taken, and read it with
 * Input(path="azureml:<name>@latest").
 * ## Source
 * azureml-core 1.61, OutputDatasetConfig.register_on_complete;
 * azureml-pipeline-core 1.62, PipelineOutputFileDataset.register;
 * azure-ai-ml 1.35.2, Output; Manage inputs and outputs of
 * component and pipeline
 */
export const OUTPUT_REGISTERED = rule("PRS136", "changed", "a registered output becomes a data asset");

/**
 * ## v1
 * ```python
 * scores = OutputFileDatasetConfig("scores").as_upload(
 *     overwrite=True, source_globs=["*.csv"]
 * )
 * ```
 * Also data_type, output_overwrite and is_directory of
 * PipelineData, and as_mount(disable_metadata_cache=True).
 * ## v2
 * ```python
 * Output(type=AssetTypes.URI_FOLDER, mode=InputOutputModes.UPLOAD)
 * ```
 * ## What we do
 * The setting is dropped, and named. is_directory=False makes the
 * output of a script a URI_FILE; v1 takes it as a hint only.
 * ## Why it is said
 * More files may be uploaded than in v1, or others replaced.
 * ## If it matters
 * Let the script write only what it means to keep.
 * ## Source
 * azureml-core 1.61, OutputFileDatasetConfig.as_upload;
 * azureml-pipeline-core 1.62, PipelineData; azure-ai-ml 1.35.2,
 * Output
 */
export const OUTPUT_SETTING = rule("PRS137", "changed", "an output setting that v2 does not have");

/**
 * ## v1
 * ```python
 * model = PipelineData("model", datastore=store)
 * train = PythonScriptStep(
 *     name="train", script_name="train.py", outputs=[model]
 * )
 * pipeline = Pipeline(workspace=ws, steps=[step, train])
 * ```
 * The script finds the path in AZUREML_DATAREFERENCE_model.
 * ## v2
 * ```python
 * train = command(
 *     name="train",
 *     command="python train.py",
 *     outputs={"model": Output(type=AssetTypes.URI_FOLDER)},
 * )
 * ```
 * The script gets only what its command says.
 * ## What we do
 * The output is written, the command stays without it, and the
 * finding names the variable. A step that asks for the variable
 * with get_env_variable_name() stays v1.
 * ## Why it is said
 * A script that reads the variable fails in v2.
 * ## If it matters
 * Add the output to the command, and let the script take the path
 * from its arguments.
 * ## Source
 * azureml-pipeline-core 1.62, PipelineData.get_env_variable_name;
 * azureml-core 1.61, OutputFileDatasetConfig (name)
 */
export const OUTPUT_VARIABLE = rule("PRS138", "changed", "a script that finds its output in an environment variable");

/**
 * ## v1
 * ```python
 * scores = OutputFileDatasetConfig("scores", destination=place)
 * ```
 * Also HDFSOutputDatasetConfig, LinkFileOutputDatasetConfig and
 * LinkTabularOutputDatasetConfig, training_output, and one output
 * of two steps.
 * ## v2
 * ```python
 * Output(
 *     type=AssetTypes.URI_FOLDER,
 *     path=f"azureml://datastores/{store.name}/paths/scores",
 * )
 * ```
 * A folder, a file or an MLTable on a datastore.
 * ## What we do
 * The steps that share the output stay v1, under a TODO that says
 * what is missing. A destination whose text comes from elsewhere
 * is taken as it is; that finding is of the kind "changed".
 * ## If it matters
 * Write the datastore and the path out where the output is made. A
 * script that links a dataset (HDFS, link) reads it as an Input
 * instead, or copies it into its output.
 * ## Source
 * azureml-core 1.61, azureml.data.output_dataset_config;
 * azure-ai-ml 1.35.2, Output
 */
export const OUTPUT_UNSEEN = rule("PRS139", "decision", "an output that cannot be followed");
