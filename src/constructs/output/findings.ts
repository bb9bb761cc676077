import { rule } from "../../findings/rule.js";

export const OUTPUT_OBJECT = rule("PRS131", "upgraded", "OutputDatasetConfig and PipelineData become Output");
export const OUTPUT_TABLE = rule("PRS134", "decision", "an output that is read as a table");
export const OUTPUT_PATH_ON_COMPUTE = rule("PRS135", "changed", "v2 chooses where an output is mounted");
