import { rule } from "../../findings/rule.js";

export const WORKSPACE = rule("PRS501", "upgraded", "Workspace becomes MLClient");
export const WORKSPACE_KEPT = rule("PRS502", "changed", "the workspace stays, and the client is made from it");
