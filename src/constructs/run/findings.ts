import { rule } from "../../findings/rule.js";

export const SUBMIT = rule("PRS431", "upgraded", "submit becomes ml_client.jobs.create_or_update");
export const WAIT = rule("PRS432", "upgraded", "wait_for_completion becomes ml_client.jobs.stream");
export const RUN_READ = rule("PRS433", "upgraded", "what is read from a run is read from the job");
export const STEP_RUN = rule("PRS434", "changed", "step runs are child jobs, found by their display name");
export const DOWNLOAD = rule("PRS435", "changed", "outputs are downloaded to another folder");
export const SUBMIT_SETTING = rule("PRS436", "decision", "a submit argument that has to be moved by hand");
