import { rule } from "../../findings/rule.js";

/**
 * ## v1
 * ```python
 * config = ParallelRunConfig.load_yaml(ws, "scoring.yml")
 * ```
 * The settings stand in a file, under parallel_run_config.
 * ## v2
 * ```python
 * step = parallel_run_function(instance_count=4, ...)
 * ```
 * v2 has no such file: its settings stand in the code, or in a
 * component.
 * ## What we do
 * The settings move into the code of the step, with the comments of
 * the file. The file stays as it is.
 * ## Source
 * azureml-pipeline-core 1.62, ParallelRunConfig.load_yaml
 */
export const YAML_CONFIG = rule("PRS701", "upgraded", "the settings of a YAML file move into the code");

/**
 * ## v1
 * ```python
 * # scoring.yml, which ParallelRunConfig.load_yaml reads
 * ```
 * ## v2
 * ```python
 * # nothing: the code has the settings
 * ```
 * ## What we do
 * The file is left where it is, and nothing of it is changed.
 * ## Why it is said
 * Whoever changes a setting there changes nothing any more.
 * ## If it matters
 * Delete the file, once nothing else reads it.
 * ## Source
 * azureml-pipeline-core 1.62, ParallelRunConfig.load_yaml
 */
export const YAML_LEFT = rule("PRS702", "changed", "a YAML file whose settings stand in the code now");

/**
 * ## v1
 * ```python
 * config = ParallelRunConfig.load_yaml(ws, args.settings)
 * ```
 * Also a file that is not there or can't be read, or whose
 * environment is written out in it or lies in a folder.
 * ## v2
 * ```python
 * step = parallel_run_function(instance_count=4, ...)
 * ```
 * ## What we do
 * The code stays v1, with a TODO that says what was looked for.
 * ## If it matters
 * Write the path as text, or the settings as
 * ParallelRunConfig(...). An environment: register it, and name it
 * with environment_name.
 * ## Source
 * azureml-pipeline-core 1.62, ParallelRunConfig.load_yaml
 */
export const YAML_UNREAD = rule("PRS703", "decision", "a YAML file whose settings can't be read");

/**
 * ## v1
 * ```python
 * # parallel_run_config:
 * #   input_format:
 * ```
 * A key that load_yaml does not read, or that has no value.
 * ## v2
 * ```python
 * # nothing
 * ```
 * ## What we do
 * It is left out.
 * ## Source
 * azureml-pipeline-core 1.62, ParallelRunConfig.load_yaml
 */
export const YAML_IGNORED = rule("PRS704", "upgraded", "a key that v1 does not read");

/**
 * ## v1
 * ```python
 * # pipeline:
 * #   steps: ...
 * pipeline = Pipeline.load_yaml(ws, "nightly.yml")
 * ```
 * ## v2
 * ```python
 * # type: pipeline
 * # jobs: ...
 * pipeline = load_job("nightly.yml")
 * ```
 * ## What we do
 * The file is rewritten in place, each step gets a component file
 * beside it, and the code that loads it calls load_job.
 * ## Source
 * azureml-pipeline-core 1.62, Pipeline.load_yaml; CLI (v2) pipeline
 * job YAML schema
 */
export const YAML_PIPELINE = rule("PRS705", "upgraded", "a v1 pipeline file becomes a v2 pipeline job");

/**
 * ## v1
 * ```python
 * # a step of type DatabricksStep, a SQL data reference,
 * # two inputs that are split together
 * ```
 * ## v2
 * ```python
 * # a pipeline job with steps that v2 has
 * ```
 * ## What we do
 * The file and the code that loads it stay v1, with a TODO in the
 * code that says what is in the way.
 * ## If it matters
 * Change that part of the file, or write its job by hand.
 * ## Source
 * azureml-pipeline-core 1.62, Pipeline.load_yaml
 */
export const YAML_PIPELINE_UNREAD = rule("PRS706", "decision", "a v1 pipeline file that has no v2 form");

/**
 * ## v1
 * ```python
 * # Score:
 * #   type: ParallelRunStep
 * #   parallel_run_config: score.yml
 * ```
 * ## v2
 * ```python
 * # nightly-score.yml, a parallel component
 * ```
 * ## What we do
 * The settings of the config file and of the step make a component
 * file; the job in the pipeline names it.
 * ## Source
 * CLI (v2) parallel job YAML schema
 */
export const YAML_COMPONENT = rule("PRS707", "upgraded", "a step of a v1 pipeline file becomes a component");

/**
 * ## v1
 * ```python
 * # Prepare:
 * #   type: PythonScriptStep
 * #   runconfig: aml.runconfig
 * ```
 * ## v2
 * ```python
 * # environment: azureml:prepare@latest
 * ```
 * ## What we do
 * The component is written without an environment, under a TODO.
 * load_job refuses it until one is named.
 * ## If it matters
 * Register the environment of the run configuration, and name it.
 * ## Source
 * azureml-pipeline-core 1.62, Pipeline.load_yaml
 */
export const YAML_ENVIRONMENT = rule("PRS708", "decision", "the environment of a script step of a pipeline file");

/**
 * ## v1
 * ```python
 * # parameters:
 * #   cutoff: {type: float, default: 0.5}
 * ```
 * ## v2
 * ```python
 * # inputs:
 * #   cutoff: 0.5
 * ```
 * ## What we do
 * The default is the value of the input; a submission that sets it
 * sets the input.
 * ## Source
 * azureml-pipeline-core 1.62, Pipeline.load_yaml
 */
export const YAML_PARAMETER = rule("PRS709", "upgraded", "a parameter of a pipeline file is an input of the job");

/**
 * ## v1
 * ```python
 * # data_references:
 * #   labels:
 * #     datastore: workspaceblobstore
 * #     path_on_datastore: labels
 * ```
 * ## v2
 * ```python
 * # type: uri_folder
 * # path: azureml://datastores/workspaceblobstore/paths/labels
 * ```
 * ## What we do
 * A path is read as a folder, a registered dataset as mltable.
 * ## If it matters
 * A path that is one file needs the type uri_file.
 * ## Source
 * azureml-pipeline-core 1.62, Pipeline.load_yaml
 */
export const YAML_DATA = rule("PRS710", "changed", "data of a pipeline file");

/**
 * ## v1
 * ```python
 * # Score:
 * #   version: "2"
 * #   path_on_compute: /tmp/in
 * ```
 * ## v2
 * ```python
 * # nothing
 * ```
 * ## What we do
 * The key is left out.
 * ## Why it is said
 * Nothing is dropped in silence.
 * ## Source
 * azureml-pipeline-core 1.62, Pipeline.load_yaml
 */
export const YAML_DROPPED = rule("PRS711", "changed", "a key of a pipeline file without a v2 place");
