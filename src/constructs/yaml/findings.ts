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
 * Write the path as text, or the settings as ParallelRunConfig(...).
 * An environment: register it, and name it with environment_name.
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
