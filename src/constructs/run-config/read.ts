import type { Expression, Statement } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";

/** One setting of a run configuration: `environment.docker.base_image`, with the statement or the argument that sets it. */
export interface Setting {
  readonly path: string;
  readonly value: Expression | null;
  /** The whole call where the setting is made by a method, such as `conda_dependencies.add_pip_package("x")`. */
  readonly expression: Expression;
  /** Null for an argument of the constructor. */
  readonly statement: Statement | null;
}

/** What a `RunConfiguration` tells the steps that use it. */
export interface RunConfig {
  readonly object: V1Object;
  /** The environment that was assigned whole; null when the configuration has one of its own. */
  readonly environment: Setting | null;
  /** Settings of its environment, with paths such as `docker.base_image`. */
  readonly onEnvironment: readonly Setting[];
  /** What sets its environment variables, in order; each adds to those before it. */
  readonly variables: readonly Setting[];
  /** Settings that a step takes over, by path: the last one counts. */
  readonly ofStep: ReadonlyMap<string, Expression>;
  /** Settings that v2 has no place for here. */
  readonly unplaced: readonly Setting[];
}

/** The settings that become arguments of `command`. */
const OF_STEP: ReadonlySet<string> = new Set(["target", "node_count", "max_run_duration_seconds", "docker.arguments", "docker.shm_size"]);

/** Settings that say nothing to v2, which always runs in a container and prepares the environment by itself. */
const SAYS_NOTHING: ReadonlySet<string> = new Set(["docker.use_docker", "docker.shared_volumes", "auto_prepare_environment", "docker"]);

const memo = new WeakMap<Plan, Map<V1Object, RunConfig>>();

/** Reads a `RunConfiguration(...)` and everything that is set on it afterwards. */
export function readRunConfig(o: V1Object, plan: Plan): RunConfig {
  let configs = memo.get(plan);
  if (!configs) memo.set(plan, (configs = new Map<V1Object, RunConfig>()));
  let config = configs.get(o);
  if (!config) configs.set(o, (config = read(o, plan)));
  return config;
}

function read(o: V1Object, plan: Plan): RunConfig {
  let environment: Setting | null = null;
  let onEnvironment: Setting[] = [];
  let variables: Setting[] = [];
  const ofStep = new Map<string, Expression>();
  const unplaced: Setting[] = [];
  for (const setting of settingsOf(o, plan)) {
    const { path, value } = setting;
    if (path === "environment" && value) {
      // What was set on the environment before goes with it.
      unplaced.push(...onEnvironment);
      [environment, onEnvironment] = [setting, []];
    } else if (path.startsWith("environment.")) onEnvironment.push({ ...setting, path: path.slice("environment.".length) });
    else if (path === "environment_variables" && value) variables = [setting];
    else if (addedVariables(setting)) variables.push(setting);
    else if (OF_STEP.has(path) && value) ofStep.set(path, value);
    else if (!SAYS_NOTHING.has(path) && !isPlainPython(setting, plan)) unplaced.push(setting);
  }
  return { object: o, environment, onEnvironment, variables, ofStep, unplaced };
}

/** The variables that `rc.environment_variables["A"] = ...` or `.update({...})` adds, key and value; null where the setting is another one. */
export function addedVariables({ path, value, expression }: Setting): { key: Expression | null; value: Expression }[] | null {
  if (path === "environment_variables[]" && value && expression.kind === "subscript") return [{ key: expression.index, value }];
  const dict = path === "environment_variables.update()" && expression.kind === "call" && expression.args.length === 1 ? expression.args[0]! : null;
  return dict?.value.kind === "dict" && dict.name === null && dict.star === "" ? dict.value.entries : null;
}

/** `framework="Python"` is what v1 fills in. */
function isPlainPython({ path, value }: Setting, plan: Plan): boolean {
  const known = value ? plan.module.known(value) : undefined;
  return path === "framework" && typeof known === "string" && known.toLowerCase() === "python";
}

function settingsOf(o: V1Object, plan: Plan): Setting[] {
  const settings: Setting[] = o.args.names().map((name) => {
    const value = o.args.get(name)!;
    return { path: name === "conda_dependencies" ? "environment.python.conda_dependencies" : name, value, expression: value, statement: null };
  });
  for (const use of plan.usesOf(o)) {
    if (use.role.type !== "mutation") continue;
    const { path, value, expression } = use.role;
    const statement = statementOf(expression);
    const docker = path === "docker" && value ? plan.reader.objectOf(value) : null;
    if (docker?.kind === "docker") {
      for (const name of docker.args.names()) settings.push({ path: `docker.${name}`, value: docker.args.get(name)!, expression, statement });
    }
    // A docker section that can't be seen is a setting without a place; one that can is what it sets.
    settings.push({ path: path === "docker" && docker?.kind !== "docker" ? "docker = ..." : path, value, expression, statement });
  }
  return settings;
}

/** The statements that set up a run configuration after it was made. */
export function statementsOf(o: V1Object, plan: Plan): Statement[] {
  return plan.usesOf(o).flatMap((u) => (u.role.type === "mutation" ? [statementOf(u.role.expression)] : []));
}

/** What moving run configurations set on an environment that was assigned to them: `run_config.environment.docker.enabled = True`. */
export function settingsThroughRunConfigs(environment: V1Object, plan: Plan): Setting[] {
  return plan.of("runconfig").flatMap((o) => {
    if (!plan.moves(o)) return [];
    const config = readRunConfig(o, plan);
    return config.environment?.value && plan.reader.objectOf(config.environment.value) === environment ? config.onEnvironment : [];
  });
}
