import { rule } from "../../findings/rule.js";

export const COMPUTE = rule("PRS511", "upgraded", "compute lookups become ml_client.compute");
export const PROVISIONING = rule("PRS512", "upgraded", "provisioning becomes an AmlCompute entity");
export const COMPUTE_STATUS = rule("PRS513", "changed", "get_status becomes provisioning_state");
