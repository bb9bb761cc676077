import { rule } from "../../findings/rule.js";

export const MODEL = rule("PRS531", "upgraded", "models come from ml_client.models");
export const SDK_VERSION = rule("PRS532", "changed", "the version of the SDK is the one of SDK v2");
