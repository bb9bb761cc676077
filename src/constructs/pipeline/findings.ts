import { rule } from "../../findings/rule.js";

export const PIPELINE = rule("PRS401", "upgraded", "Pipeline becomes a @dsl.pipeline function");
export const PIPELINE_UNSEEN = rule("PRS402", "decision", "a pipeline that cannot be followed");
export const NO_COUNTERPART = rule("PRS403", "decision", "a call on a moved object without a counterpart");
export const PIPELINE_SETTING = rule("PRS404", "changed", "a pipeline setting that works differently");
export const PARAMETER = rule("PRS411", "upgraded", "PipelineParameter becomes a parameter of the pipeline function");
export const PARAMETER_UNSEEN = rule("PRS412", "decision", "a parameter whose name is not known");
export const PUBLISH = rule("PRS421", "decision", "a published pipeline becomes a batch endpoint");
