import { statementOf } from "../../python/ast.js";
import type { Doc } from "../../python/layout.js";
import type { Concept, Context } from "../concept.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { invokeBlocker, isPublishedRun, writePublishedRun } from "../publish/invoke.js";
import { writeFirstStepRun, writeStepRuns } from "./children.js";
import { RUN_READ, SUBMIT } from "./findings.js";
import { clientOfRun, experimentName } from "./job.js";
import { READS, writeRunView } from "./reads.js";
import { writeDownload, writeName, writeOutputData, writePath } from "./results.js";
import { pipelineOf, writeSubmit } from "./submit.js";

/** Experiments, submission, and what is read from a run. */
export const run: Concept = {
  vocabulary: {
    calls: {
      Experiment: { kind: "experiment", parameters: ["workspace", "name"] },
      PipelineRun: { kind: "run", parameters: ["experiment", "run_id"] },
      "PipelineRun.get": { kind: "run", parameters: ["workspace", "run_id"] },
      "Run.get": { kind: "run", parameters: ["workspace", "run_id"] },
      RunDetails: { kind: "run-view", parameters: ["run_instance"] },
    },
    methods: {
      "experiment.submit": { kind: "run", parameters: ["config", "tags"] },
      "pipeline.submit": { kind: "run", parameters: ["experiment_name", "pipeline_parameters", "continue_on_step_failure", "regenerate_outputs", "parent_run_id", "credential_passthrough"] },
      "workspace.get_run": { kind: "run", parameters: ["run_id"] },
      "run.find_step_run": { kind: "step-runs", parameters: ["name"] },
      "run.get_children": { kind: "step-runs", parameters: [] },
      "run.get_steps": { kind: "step-runs", parameters: [] },
      "run.get_pipeline_output": { kind: "output-data", parameters: ["pipeline_output_name"] },
      "step-run.get_output": { kind: "step-output", parameters: ["name"] },
      "step-run.get_output_data": { kind: "output-data", parameters: ["name"] },
      "step-output.get_port_data_reference": { kind: "output-data", parameters: [] },
    },
    attributes: { "workspace.experiments": "collection" },
    subscripts: { "step-runs": "step-run", "workspace.experiments": "experiment" },
  },
  check: {
    run: (o, plan) => {
      if (isPublishedRun(o, plan)) return invokeBlocker(o, plan);
      if (o.form.endsWith(".submit")) {
        // Something else is submitted: a script run, say. It is none of ours.
        return pipelineOf(o, plan.reader) ? null : { rule: SUBMIT, range: o.site, title: "", why: "" };
      }
      // A run that is found again moves when every use of it can: nothing else asks for it.
      return o.args.get("run_id") && !hasResidual(o, plan) ? null : { rule: RUN_READ, range: o.site, title: "", why: "" };
    },
    "run-view": (o, plan) => {
      const shown = o.args.get("run_instance");
      return shown && (plan.reader.is(shown, "run") || plan.reader.is(shown, "step-run")) ? null : { rule: RUN_READ, range: o.site, title: "", why: "" };
    },
  },
  // A loop variable is what its loop goes through.
  links: { "step-run": (o, plan) => (o.form === "for" && o.receiver ? plan.reader.objectsOf(o.receiver) : []) },
  write: {
    experiment: () => null,
    run: (o, c) => (isPublishedRun(o, c.plan) ? writePublishedRun(o, c) : o.form.endsWith(".submit") ? writeSubmit(o, c) : writeFoundRun(o, c)),
    "step-runs": writeStepRuns,
    "step-run": writeFirstStepRun,
    "step-output": (o, c) => (statementOf(o.site).kind === "assign" && c.plan.usesOf(o).every((u) => u.role.type !== "residual") ? null : undefined),
    "output-data": writeOutputData,
    "run-view": writeRunView,
  },
  rewrites: {
    ...READS,
    "experiment.name": (o, _, c) => {
      const name = experimentName(o);
      return name ? c.draft.doc(name) : null;
    },
    "output-data.download()": writeDownload,
    "output-data.path_on_datastore": writePath,
    "output-data.name": writeName,
  },
};

/** `PipelineRun(experiment, id)` and its like: the job is asked for by its name. */
function writeFoundRun(o: V1Object, c: Context): Doc {
  c.draft.finding(RUN_READ, o.site, { title: `${o.form} -> ml_client.jobs.get(...)`, why: "runs of v1 are jobs under the same name", v1: o.form, v2: "MLClient.jobs.get" });
  return `${clientOfRun(o, o.site, c)}.jobs.get(${c.draft.text(o.args.get("run_id")!)})`;
}

/** Whether something that comes from a run is used in a way that has no counterpart. */
function hasResidual(o: V1Object, plan: Plan): boolean {
  return plan.usesOf(o).some((u) => u.role.type === "residual" || (u.role.type === "part" && u.role.of !== o && hasResidual(u.role.of, plan)));
}
