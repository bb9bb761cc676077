import { rule } from "../../findings/rule.js";

/**
 * ## v1
 * ```python
 * scores = OutputFileDatasetConfig(
 *     "scores", destination=(store, "scores/{run-id}")
 * )
 * ```
 * A folder on a datastore; left out, dataset/{run-id}/{output-name}
 * on workspaceblobstore.
 * ## v2
 * ```python
 * Output(
 *     type=AssetTypes.URI_FOLDER,
 *     path="azureml://datastores/${{default_datastore}}/paths/scores/${{name}}",
 * )
 * ```
 * ## What we do
 * The object dissolves into the outputs of the step that writes it;
 * steps that read it get it from that step. {run-id} becomes
 * ${{name}}. A PipelineData on a named datastore lies in
 * azureml/${{name}}/<name> there. as_upload becomes mode UPLOAD;
 * the name of register_on_complete becomes name.
 * ## Source
 * Upgrade parallel run step to SDK v2 (table of key functionality);
 * azureml-core 1.61, OutputFileDatasetConfig; azure-ai-ml 1.35.2,
 * Output
 */
export const OUTPUT_OBJECT = rule("PRS131", "upgraded", "OutputDatasetConfig and PipelineData become Output");

/**
 * ## v1
 * ```python
 * scores = OutputFileDatasetConfig("scores").read_delimited_files()
 * ```
 * The next step reads the files of the output as a table.
 * ## v2
 * ```python
 * parallel_run_function(
 *     outputs={"scores": Output(type=AssetTypes.MLTABLE)}
 * )
 * ```
 * The writing step puts an MLTable file into its output.
 * ## What we do
 * The steps that share this output stay as they are, under a TODO.
 * ## If it matters
 * Let the writing script save an MLTable file beside its data, or
 * pass the folder and let the reading script read the files.
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
 * The path under which the script sees its output.
 * ## v2
 * ```python
 * RunFunction(program_arguments="--out ${{outputs.scores}}")
 * ```
 * The path comes in the arguments.
 * ## What we do
 * The fixed path is dropped, and named in the report.
 * ## Why it is said
 * A script that writes to the fixed path writes past its output.
 * ## If it matters
 * Let the script take the path from its arguments.
 * ## Source
 * azureml-pipeline-core 1.62, PipelineData; azure-ai-ml 1.35.2,
 * Output
 */
export const OUTPUT_PATH_ON_COMPUTE = rule("PRS135", "changed", "v2 chooses where an output is mounted");
