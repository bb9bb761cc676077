import { rule } from "../../findings/rule.js";

export const SCRIPT_STEP = rule("PRS301", "upgraded", "PythonScriptStep becomes command");
export const OTHER_STEP = rule("PRS302", "decision", "a step type that has to be moved by hand");
export const ORDER = rule("PRS303", "decision", "steps that are ordered without data");
export const SCRIPT_ENVIRONMENT = rule("PRS305", "decision", "command needs an environment");
export const SCRIPT_SETTING = rule("PRS306", "changed", "a step setting that v2 does not have");
