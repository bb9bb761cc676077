import { rule } from "../../findings/rule.js";

export const ENVIRONMENT_OBJECT = rule("PRS521", "upgraded", "Environment becomes the v2 Environment");
export const ENVIRONMENT_DEFAULT = rule("PRS522", "changed", "what the v1 SDK filled in is written out");
export const ENVIRONMENT_SETTING = rule("PRS523", "decision", "an environment setting without a place in v2");
export const CURATED = rule("PRS524", "changed", "a curated environment comes from the azureml registry");
export const TABLE_PACKAGES = rule("PRS525", "changed", "packages that v2 needs to read a table");
