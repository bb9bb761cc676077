import type { Expression } from "../../python/ast.js";
import { isStatement, statementOf } from "../../python/ast.js";
import { runsBefore } from "../../python/readings.js";
import type { Blocker } from "../concept.js";
import { settingsOf } from "../environment/settings.js";
import { isVariable } from "../environment/variables.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { RUN_CONFIG_SETTING } from "./findings.js";
import { readRunConfig, statementsOf } from "./read.js";

/** Why a run configuration can't dissolve into the steps that use it; null when it can. */
export function checkRunConfig(o: V1Object, plan: Plan): Blocker | null {
  const say = (range: Expression, title: string, why: string): Blocker => ({ rule: RUN_CONFIG_SETTING, range, at: statementOf(range), title, why });
  const at = statementOf(o.site);
  const elsewhere = statementsOf(o, plan).find((s) => s.block !== at.block);
  if (elsewhere || o.args.unknown[0]) {
    return { rule: RUN_CONFIG_SETTING, range: elsewhere ?? o.site, title: "What does this run configuration hold?", why: "It is set up differently on different paths, so its settings can't be moved to the steps." };
  }
  const reads = environmentReads(o, plan);
  const apart = reads.flatMap((e) => takenApart(e, plan) ?? [])[0];
  if (apart) return say(apart, "An environment that is reached through a run configuration", "A part of it is read or changed here, and the configuration is gone in v2. Make the environment by itself, and set it up there.");
  const shared = reads[0];
  if (shared && givesVariables(o, plan)) {
    return say(shared, "This environment has variables", "v1 gives them to every step that runs in it, through whatever it is reached; v2 holds them on the steps. Write them into environment_variables of the config and the run configurations.");
  }
  const changed = changedAfterPipeline(o, plan);
  if (changed) return say(changed, "This run configuration is changed after a pipeline took it", AFTER_PIPELINE);
  const late = lateSetting(o, plan);
  return late ? say(late, "This run configuration is set up after a step that uses it", "In v2 the step takes its settings where it stands. Move this line above the first step that uses the configuration.") : null;
}

/** The first statement that sets up the environment of a run configuration after a step was made that uses it. */
function lateSetting(o: V1Object, plan: Plan): Expression | null {
  const steps = plan.consumersOf(o).filter((x) => x.kind === "step").map((x) => statementOf(x.site));
  const isLate = (e: Expression): boolean => steps.some((step) => runsBefore(step, statementOf(e), plan.module.names) ?? step.start < e.start);
  return plan.usesOf(o).flatMap(({ role }) => (role.type === "mutation" && /^environment(\.|$)/.test(role.path) && isLate(role.expression) ? [role.expression] : []))[0] ?? null;
}

/** v1 builds the graph, and takes what its steps say, when `Pipeline(...)` is called (azureml-pipeline-core 1.62, `Pipeline.__init__`). */
export const AFTER_PIPELINE = "A v1 pipeline takes its settings when it is made: this line is for the pipelines that are made below it. Make another object for those, with this setting.";

/** The first change of a run configuration or an environment below a pipeline whose step uses it. */
export function changedAfterPipeline(o: V1Object, plan: Plan): Expression | null {
  const steps = plan.consumersOf(o).flatMap((x) => (x.kind === "step" ? [x] : x.kind === "config" || x.kind === "runconfig" ? plan.consumersOf(x).filter((y) => y.kind === "step") : []));
  const { names } = plan.module;
  const takes = plan.of("pipeline").filter((p) => steps.some((x) => runsBefore(statementOf(x.site), statementOf(p.site), names) ?? true));
  const changes = plan.usesOf(o).flatMap(({ role }) => (role.type === "mutation" ? [role.expression] : []));
  return changes.find((change) => takes.some((p) => runsBefore(statementOf(p.site), statementOf(change), names))) ?? null;
}

/** Where the environment of a config or a run configuration is read: `run_config.environment`. */
export function environmentReads(o: V1Object, plan: Plan): Expression[] {
  return plan.usesOf(o).flatMap(({ role }) => (role.type === "rewrite" && role.key === `${o.kind}.environment` ? [role.expression] : []));
}

/** The place where a part of what an expression reads is read or changed, by itself or through a variable; null when it is only passed on. */
export function takenApart(e: Expression, plan: Plan): Expression | null {
  const { parent } = e;
  if (!parent) return null;
  if (!isStatement(parent)) return parent.kind === "attribute" || parent.kind === "subscript" ? parent : null;
  if (parent.kind !== "assign" || parent.value !== e) return null;
  const uses = parent.targets.flatMap((t) => (t.kind === "name" ? (plan.module.names.variableOf(t)?.uses ?? []) : []));
  return uses.flatMap((use) => (use.parent && !isStatement(use.parent) && (use.parent.kind === "attribute" || use.parent.kind === "subscript") ? [use.parent] : []))[0] ?? null;
}

function givesVariables(o: V1Object, plan: Plan): boolean {
  const config = readRunConfig(o, plan);
  const held = config.environment?.value ? plan.reader.objectOf(config.environment.value) : null;
  return config.onEnvironment.some((s) => isVariable(s.path)) || (held?.kind === "environment" && settingsOf(held, plan).some((s) => isVariable(s.path)));
}
