import { rule } from "../../findings/rule.js";

export const LEFTOVER = rule("PRS901", "decision", "a v1 symbol that is left");
export const MARKER = rule("PRS902", "decision", "a TODO of an earlier upgrade still stands");
