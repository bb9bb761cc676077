/** What names v1 parallel-run code, or is left of it. */
export const V1_MARKS: readonly string[] = ["ParallelRunConfig", "ParallelRunStep", "TODO(prs-upgrade"];

/** Text that says a file holds v1 parallel-run code, code that an upgrade wrote, or a mark that it left. A file without it is nobody's concern. */
export const MARKS: readonly string[] = [...V1_MARKS, "AutoMLPipelineBuilder", "parallel_run_function"];

/** Whether a text holds one of the marks. */
export const CONCERNS = new RegExp(MARKS.map((mark) => mark.replace("(", "\\(")).join("|"));
