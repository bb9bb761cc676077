import type { Expression, Statement } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { readRunConfig, settingsThroughRunConfigs } from "../run-config/read.js";
import { isFollowed } from "./specification.js";

/** Where an environment holds its conda specification. */
export const CONDA = "python.conda_dependencies";

/** A setting made on an environment after it was made: `docker.base_image`. */
export interface EnvironmentSetting {
  readonly path: string;
  /** Null where the setting is made by a call, such as `python.conda_dependencies.add_pip_package("x")`. */
  readonly value: Expression | null;
  readonly expression: Expression;
  readonly statement: Statement;
  /** Whether it was made through a run configuration, which is gone in v2. */
  readonly indirect: boolean;
}

/** Settings that v2 does not need: it always runs in a container, and has no Spark settings on an environment. */
const DROPPED: ReadonlySet<string> = new Set(["docker.enabled", "docker.shared_volumes", "docker.gpu_support", "spark.precache_packages"]);

const TAKEN: ReadonlySet<string> = new Set(["name", "version", CONDA, "docker.base_image", "docker.base_dockerfile", "docker.build_context", "python.user_managed_dependencies"]);

/** Whether a setting says nothing to v2. */
export function isDropped(path: string): boolean {
  return DROPPED.has(path);
}

/** Whether a setting has a place in the v2 `Environment`, or may be dropped. */
export function takesSetting(path: string): boolean {
  return TAKEN.has(path) || DROPPED.has(path) || isCondaCall(path);
}

/** Whether a setting, as it is made, has a place in the v2 `Environment`, or may be dropped. */
export function hasPlace(s: Pick<EnvironmentSetting, "path" | "value">): boolean {
  return takesSetting(s.path) && (s.path !== "python.user_managed_dependencies" || s.value?.kind === "constant");
}

/** Whether a setting is a call on the conda specification that can be followed. */
export function isCondaCall(path: string): boolean {
  return path.startsWith(`${CONDA}.`) && isFollowed(path.slice(CONDA.length + 1).replace(/\(\)$/, ""));
}

/** What is set on an environment after it was made, in order: on itself, and through a run configuration that holds it; or on the own one of a run configuration. */
export function settingsOf(o: V1Object, plan: Plan): EnvironmentSetting[] {
  if (o.kind === "runconfig") {
    const config = readRunConfig(o, plan);
    const settings = config.environment === null ? config.onEnvironment : [];
    return settings.map((s) => ({ path: s.path, value: s.value, expression: s.expression, statement: s.statement ?? statementOf(o.site), indirect: true }));
  }
  const direct = plan.usesOf(o).flatMap(({ role }) =>
    role.type === "mutation" ? [{ path: role.path, value: role.value, expression: role.expression, statement: statementOf(role.expression), indirect: false }] : []);
  const through = settingsThroughRunConfigs(o, plan).flatMap((s) => (s.statement ? [{ ...s, statement: s.statement, indirect: true }] : []));
  return [...direct, ...through].sort((a, b) => a.statement.start - b.statement.start);
}

/** The specification object that a call through an environment changes: the last one that was assigned before it. Null for any other setting. */
export function condaOf(s: EnvironmentSetting, holder: V1Object, plan: Plan): V1Object | null {
  if (!s.path.startsWith(`${CONDA}.`)) return null;
  const assigned = settingsOf(holder, plan).filter((x) => x.path === CONDA && x.value !== null && x.statement.start < s.statement.start).at(-1);
  const object = assigned?.value ? plan.reader.objectOf(assigned.value) : null;
  return object?.kind === "conda" ? object : null;
}
