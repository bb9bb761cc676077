import type { MappingRow } from "../mapping-row.js";

const GUIDE = "Upgrade parallel run step to SDK v2 (mapping table)";
const SDK = "azure-ai-ml 1.35.2";

/**
 * The documented mapping table: one row for each argument of `ParallelRunConfig` and `ParallelRunStep` in the order of their
 * signatures, and the two rows of key functionality. The rewriter, `rules`, `explain`, the docs and the tests read this table.
 */
export const MAPPING: readonly MappingRow[] = [
  row("PRS101", "ParallelRunConfig", "environment", "parallel_run_function.task.environment", "task.environment", "same", {
    required: true, caveat: "The v1 Environment becomes a v2 Environment or a reference such as azureml:name@latest.",
  }),
  row("PRS102", "ParallelRunConfig", "entry_script", "parallel_run_function.task.entry_script", "task.entry_script", "same", {
    required: true, caveat: "It must be Python: v2 runs no R entry script.",
  }),
  row("PRS105", "ParallelRunConfig", "error_threshold", "parallel_run_function.error_threshold", "error_threshold", "same", {
    required: true, caveat: "It counts failed items (files or rows) in both, whatever the guide's text says.",
  }),
  row("PRS108", "ParallelRunConfig", "output_action", "parallel_run_function.append_row_to", "task.append_row_to", "append_row_to", {
    required: true, caveat: "append_row_to belongs to RunFunction: as an argument of parallel_run_function it is ignored in silence. summary_only leaves it out.",
  }),
  row("PRS118", "ParallelRunConfig", "compute_target", null, "compute", "compute name", {
    required: true, caveat: "v2 takes the name, a string, not the object.",
  }),
  row("PRS112", "ParallelRunConfig", "node_count", "parallel_run_function.instance_count", "resources.instance_count", "same", { required: true, parameter: true }),
  row("PRS113", "ParallelRunConfig", "process_count_per_node", "parallel_run_function.max_concurrency_per_instance", "max_concurrency_per_instance", "same", {
    parameter: true, v1Default: "None", caveat: "Left out, both use the number of cores on a CPU machine and 1 on a GPU machine.",
  }),
  row("PRS104", "ParallelRunConfig", "mini_batch_size", "parallel_run_function.mini_batch_size", "mini_batch_size", "quoted size", {
    parameter: true, v1Default: "None", caveat: "Always a string without a space. Left out, v1 takes 10 files or 1 MB; v2 would send 0, so the v1 default is written.",
    source: `${GUIDE}; ${SDK}: ParallelComponent.__init__`,
  }),
  row("PRS103", "ParallelRunConfig", "source_directory", "parallel_run_function.task.code", "task.code", "same", {
    v1Default: "None", caveat: "Left out, v1 takes the working directory: code=\".\".",
  }),
  row("PRS115", "ParallelRunConfig", "description", "parallel_run_function.description", "description", "same", { v1Default: "None" }),
  row("PRS114", "ParallelRunConfig", "logging_level", "parallel_run_function.logging_level", "logging_level", "same", {
    parameter: true, v1Default: "'INFO'", caveat: "Exactly WARNING, INFO or DEBUG.",
  }),
  row("PRS106", "ParallelRunConfig", "run_invocation_timeout", "parallel_run_function.retry_settings.timeout", "retry_settings.timeout", "same", {
    parameter: true, v1Default: "60",
  }),
  row("PRS107", "ParallelRunConfig", "run_max_try", "parallel_run_function.retry_settings.max_retries", "retry_settings.max_retries", "same", {
    parameter: true, v1Default: "3", caveat: "v1 counts tries, the v2 documentation counts retries: one more attempt is possible.",
    source: `${GUIDE}; CLI (v2) parallel job YAML schema`,
  }),
  row("PRS109", "ParallelRunConfig", "append_row_file_name", "parallel_run_function.append_row_to", "the path of the output that takes the rows", "output path", {
    v1Default: "None", caveat: "v1 has one folder for the rows' file and for what the script writes; in v2 the rows' file is an output of its own. v1's default name is parallel_run_step.txt.",
  }),
  row("PRS110", "ParallelRunConfig", "allowed_failed_count", "parallel_run_function.mini_batch_error_threshold", "mini_batch_error_threshold", "same", { v1Default: "None" }),
  row("PRS111", "ParallelRunConfig", "allowed_failed_percent", "parallel_run_function.task.program_arguments set --allowed_failed_percent", "task.program_arguments --allowed_failed_percent", "flag in program_arguments", { v1Default: "None" }),
  row("PRS116", "ParallelRunConfig", "partition_keys", "Under development.", "partition_keys", "same", {
    v1Default: "None", caveat: "The guide's row is out of date: v2 has partition_keys. The input must be an MLTable with partitions.", source: `${GUIDE}; ${SDK}`,
  }),
  row("PRS117", "ParallelRunConfig", "environment_variables", "parallel_run_function.environment_variables", "environment_variables", "same", { v1Default: "None" }),
  row("PRS121", "ParallelRunStep", "name", "parallel_run_function.name", "name, display_name", "dashes to underscores", {
    required: true, caveat: "v2 names are ^[a-z_][a-z0-9_]*$: a dash becomes an underscore, the v1 name stays in display_name.", source: `${GUIDE}; ${SDK}`,
  }),
  row("PRS122", "ParallelRunStep", "parallel_run_config", "azure.ai.ml.parallel", "parallel_run_function(task=RunFunction(...))", "dissolved", { required: true }),
  row("PRS123", "ParallelRunStep", "inputs", "parallel_run_function.inputs", "inputs, input_data", "inputs by name", {
    required: true, caveat: "Exactly one input is split; input_data names it.",
  }),
  row("PRS124", "ParallelRunStep", "output", "parallel_run_function.outputs", "outputs", "outputs by name", { v1Default: "None" }),
  row("PRS125", "ParallelRunStep", "side_inputs", "parallel_run_function.inputs", "inputs", "inputs by name", { v1Default: "None" }),
  row("PRS126", "ParallelRunStep", "arguments", "parallel_run_function.task.program_arguments", "task.program_arguments", "list to text", {
    v1Default: "None", caveat: "One string. Data, parameters and outputs become ${{inputs.x}} and ${{outputs.x}}.",
  }),
  row("PRS127", "ParallelRunStep", "allow_reuse", "parallel_run_function.is_deterministic", "is_deterministic", "same", { v1Default: "True" }),
  row("PRS131", "key functionality", "OutputDatasetConfig", "azure.ai.ml.Output", "Output", "outputs by name", { v1Default: "None" }),
  row("PRS132", "key functionality", "dataset as_mount", "azure.ai.ml.Input", "Input", "inputs by name", { v1Default: "None" }),
];

/** The row of an argument. @throws when the table has none: a defect of the tool. */
export function mappingRow(owner: MappingRow["owner"], v1: string): MappingRow {
  const found = MAPPING.find((r) => r.owner === owner && r.v1 === v1);
  if (!found) throw new Error(`the mapping table has no row for ${owner}.${v1}`);
  return found;
}

function row(
  code: string, owner: MappingRow["owner"], v1: string, guide: string | null, v2: string, transform: MappingRow["transform"],
  rest: { required?: boolean; parameter?: boolean; v1Default?: string; caveat?: string; source?: string },
): MappingRow {
  return {
    code, owner, v1, guide, v2, transform, parameter: rest.parameter ?? false, v1Default: rest.required ? null : (rest.v1Default ?? null),
    caveat: rest.caveat ?? "", source: rest.source ?? (guide === null ? SDK : GUIDE),
  };
}
