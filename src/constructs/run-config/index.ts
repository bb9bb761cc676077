import type { Expression, Statement } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { Doc } from "../../python/layout.js";
import type { Concept, Context } from "../concept.js";
import { environmentDoc } from "../environment/definition.js";
import { environmentValue } from "../environment/index.js";
import { hasPlace, isDropped, settingsOf } from "../environment/settings.js";
import type { V1Object } from "../model.js";
import { variableOf } from "../step/model.js";
import { checkRunConfig } from "./check.js";
import { RUN_CONFIG, RUN_CONFIG_SETTING } from "./findings.js";
import type { RunConfig, Setting } from "./read.js";
import { readRunConfig, statementsOf } from "./read.js";

/** Run configurations dissolve into the steps that use them. */
export const runConfig: Concept = {
  vocabulary: {
    calls: {
      RunConfiguration: { kind: "runconfig", parameters: ["script", "arguments", "framework", "communicator", "conda_dependencies"] },
      DockerConfiguration: { kind: "docker", parameters: ["use_docker", "shared_volumes", "arguments", "shm_size"] },
    },
  },
  check: { runconfig: checkRunConfig },
  write: { runconfig: write, docker: () => null },
  rewrites: {
    "runconfig.environment": (o, _, c) => runConfigEnvironment(o, c),
  },
};

function write(o: V1Object, c: Context): Doc | null {
  const config = readRunConfig(o, c.plan);
  c.draft.finding(RUN_CONFIG, o.site, { title: "RunConfiguration -> the settings of the steps that use it", v1: "RunConfiguration", v2: "command" });
  const given = config.environment?.value ? c.plan.reader.objectOf(config.environment.value) : null;
  // What is set on an environment object that moves is that object's business.
  const elsewhere = given?.kind === "environment" && c.plan.moves(given);
  const left = new Set(elsewhere ? config.onEnvironment.map((s) => s.statement) : []);
  for (const s of statementsOf(o, c.plan)) if (!left.has(s) && !c.draft.replaced.has(s)) c.draft.deleted.add(s);
  const homeless = elsewhere ? [] : config.onEnvironment.filter((s) => !hasPlace(s) || (config.environment && !isDropped(s.path)));
  for (const setting of [...config.unplaced, ...homeless]) unplaced(setting, o, c);
  if (!isRead(config)) runConfigEnvironment(o, c);
  return null;
}

function unplaced(setting: Setting, o: V1Object, c: Context): void {
  const path = setting.path.replace(/ = \.\.\.$|\[\]$/, "");
  c.draft.todo(setting.statement ?? statementOf(o.site), RUN_CONFIG_SETTING, `the run configuration said ${c.draft.module.slice(setting.statement ?? setting.expression).replace(/\s+/g, " ")}; write what the step needs of it into its command(...)`);
  c.draft.finding(RUN_CONFIG_SETTING, setting.statement ?? setting.expression, { title: `${path} of a run configuration has no place here`, why: "v2 holds such settings on the job: give the step what it needs.", v1: `RunConfiguration.${path}`, v2: "command" });
}

const environments = new WeakMap<Context["draft"], Map<V1Object, Doc | null>>();

/** The environment that a run configuration names or holds, as v2 code; null when it holds v1's default one. */
export function runConfigEnvironment(o: V1Object, c: Context): Doc | null {
  const config = readRunConfig(o, c.plan);
  if (isRead(config)) return environmentValue(config.environment.value, c);
  let known = environments.get(c.draft);
  if (!known) environments.set(c.draft, (known = new Map<V1Object, Doc | null>()));
  const found = known.get(o);
  if (found !== undefined) return found;
  const doc = config.environment?.statement ? bound(o, config.environment.statement, environmentValue(config.environment.value!, c), c) : own(config, c);
  known.set(o, doc);
  return doc;
}

/** Whether the environment is a name, which the step reads itself. Anything else gets a variable where it was assigned. */
function isRead(config: RunConfig): config is RunConfig & { environment: { value: Expression } } {
  const { environment } = config;
  return environment !== null && (!environment.statement || /^(name|attribute|string)$/.test(environment.value?.kind ?? ""));
}

/** The environment of the configuration itself, set up step by step. */
function own(config: RunConfig, c: Context): Doc | null {
  const settings = settingsOf(config.object, c.plan).filter(hasPlace);
  if (settings.every((s) => isDropped(s.path))) return null;
  const doc = environmentDoc(config.object, settings, c);
  const last = settings.at(-1)!.statement;
  return last === statementOf(config.object.site) && variableOf(config.object) === null ? doc : bound(config.object, last, doc, c);
}

/** Binds an environment to a variable in place of a statement that set it up. */
function bound(o: V1Object, at: Statement, doc: Doc, c: Context): string {
  const stem = (variableOf(o) ?? "step_run_config").replace(/_?conf(ig(uration)?)?$/, "") || "run";
  const name = c.draft.freshName(`${stem}_environment`);
  c.draft.assignAt(at, name, doc, statementOf(o.site));
  return name;
}
