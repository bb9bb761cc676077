import type { Expression, Statement } from "../../python/ast.js";
import { isRepeatable, statementOf } from "../../python/ast.js";
import type { Doc } from "../../python/layout.js";
import type { Context } from "../concept.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { variableOf } from "../step/model.js";
import { environmentsOf, missingTablePackages, reportTableFile, reportTablePackages, servesTable } from "./tables.js";
import { ENVIRONMENT_DEFAULT, ENVIRONMENT_OBJECT, ENVIRONMENT_SETTING } from "./findings.js";
import type { EnvironmentSetting } from "./settings.js";
import { CONDA, condaOf, settingsOf } from "./settings.js";
import { BASE_PYTHON, CREATED_PYTHON, Specification } from "./specification.js";

/** A call that changes a conda specification: `add_pip_package("torch")`. */
export interface CondaCall {
  readonly method: string;
  readonly value: Expression | undefined;
  readonly expression: Expression;
  readonly statement: Statement;
}

/**
 * `CondaDependencies` as the dict that v2 takes for `conda_file`; a file by its path. What is added to it later, by itself or through the
 * environment that holds it, goes into the dict.
 */
export function condaDoc(o: V1Object, c: Context): Doc {
  const { draft } = c;
  draft.finding(ENVIRONMENT_OBJECT, o.site, { title: `${o.form} -> a conda specification`, v1: o.form, v2: "Environment.conda_file" });
  const calls = condaCalls(o, c.plan);
  const file = given(o, "conda_dependencies_file_path");
  if (o.form === "CondaDependencies" && file) {
    refuseCalls(calls, "the file is taken as it is: write into it what this line did", c);
    const [environment] = environmentsOf(o, c.plan).filter((e) => servesTable(e, c.plan));
    if (environment) reportTableFile(environment, file, c);
    return draft.doc(file);
  }
  const at = statementOf(o.site);
  const specification = o.form === "CondaDependencies" ? Specification.base(c) : created(o, c);
  const followed = follow(specification, calls, at, c);
  complete(specification, o, o.form === "CondaDependencies" ? BASE_PYTHON : CREATED_PYTHON, c);
  if (environmentsOf(o, c.plan).some((e) => servesTable(e, c.plan))) addTablePackages(specification, o, c);
  const doc = specification.doc();
  for (const call of followed) draft.deleted.add(call.statement);
  const last = followed.at(-1);
  const variable = variableOf(o);
  if (last && variable && followed.some((call) => call.value && !c.plan.module.meansTheSameAt(call.value, at, at.start))) {
    draft.deleted.add(at);
    draft.assignAt(last.statement, variable, doc, at);
  }
  return doc;
}

/** Writes out what v1 fills in and the specification does not have yet, and says so. */
export function complete(specification: Specification, o: V1Object, python: string, c: Context): void {
  const { draft } = c;
  if (!specification.hasPython) {
    specification.setPython(draft.string(`python=${python}`));
    draft.finding(ENVIRONMENT_DEFAULT, o.site, { title: `no Python version -> python=${python}`, why: "v1 filled it in: this is the one of the last azureml-core, an older one had another. Choose the one that your scripts run on", v1: "CondaDependencies.python_version", v2: "Environment.conda_file" });
  }
}

/** Applies calls in order. @returns those that could be followed, a loop as the one call that it is made of; the others get a TODO */
export function follow(specification: Specification, calls: readonly CondaCall[], at: Statement, c: Context): CondaCall[] {
  return calls.flatMap((call) => {
    const loop = loopAround(call, at, c.plan);
    if (loop && specification.applyEach(call.method, loop.items)) {
      c.draft.deleted.add(call.statement);
      return [{ ...call, value: loop.items, statement: loop.statement }];
    }
    const { owner } = call.statement.block;
    if (call.statement.block !== at.block && owner?.kind === "compound" && owner.type === "for_statement") unfollowed(call, `${call.method} is called in a loop: put the list of what it adds into the conda specification, as *names`, c);
    else if (call.statement.block !== at.block) unfollowed(call, `${call.method} is called only on some paths: put what it adds into the conda specification where it belongs`, c);
    else if (specification.apply(call.method, call.value)) return [call];
    else unfollowed(call, `${call.method} has no counterpart here: put what it did into the conda specification`, c);
    return [];
  });
}

/** `for name in names: packages.add_pip_package(name)`, and nothing else in the loop: what it goes through. */
function loopAround({ statement, value }: CondaCall, at: Statement, plan: Plan): { statement: Statement; items: Expression } | null {
  const { owner } = statement.block;
  if (owner?.kind !== "compound" || owner.type !== "for_statement" || owner.block !== at.block || owner.bodies.length !== 1 || statement.block.statements.length !== 1) return null;
  const [items] = owner.expressions;
  const [binding] = owner.bindings;
  if (!items || owner.expressions.length !== 1 || binding?.target.kind !== "name" || value?.kind !== "name" || value.id !== binding.target.id) return null;
  // The loop goes, and so does its variable.
  const reads = plan.module.names.variableOf(value)?.uses ?? [];
  return isRepeatable(items) && plan.reader.objectsOf(items).length === 0 && reads.length === 1 && reads[0] === value ? { statement: owner, items } : null;
}

/** A TODO at each call on a specification that is not written here. */
export function refuseCalls(calls: readonly CondaCall[], why: string, c: Context): void {
  for (const call of calls) unfollowed(call, why, c);
}

function unfollowed(call: CondaCall, why: string, c: Context): void {
  c.draft.todo(call.statement, ENVIRONMENT_SETTING, why);
  c.draft.finding(ENVIRONMENT_SETTING, call.expression, { title: `${call.method} on a conda specification`, why: `The conda specification is plain data now; ${why}.`, v1: `CondaDependencies.${call.method}`, v2: "Environment.conda_file", fails: true });
}

/** Adds the packages that a table needs in v2, or asks to check them. */
export function addTablePackages(specification: Specification, o: V1Object, c: Context): void {
  const missing = missingTablePackages(specification.pipTexts);
  if (missing.length === 0) return;
  if (specification.isInSight) for (const name of missing) specification.addPipText(name);
  reportTablePackages(o, specification.isInSight ? missing : [], c);
}

function created(o: V1Object, c: Context): Specification {
  const { draft } = c;
  const specification = new Specification(c);
  const packages = given(o, "pip_packages");
  if (packages) specification.setPipPackages(packages);
  else {
    specification.addPipText("azureml-defaults");
    draft.finding(ENVIRONMENT_DEFAULT, o.site, { title: "no pip_packages -> azureml-defaults", why: "v1 filled it in", v1: "CondaDependencies.pip_packages", v2: "Environment.conda_file" });
  }
  const index = given(o, "pip_indexurl");
  if (index) specification.setIndex(index);
  const version = given(o, "python_version");
  if (version) specification.apply("set_python_version", version);
  const conda = given(o, "conda_packages");
  if (conda) specification.addCondaPackages(conda);
  const pinned = given(o, "pin_sdk_version");
  if (pinned && !(pinned.kind === "constant" && pinned.value === false)) {
    draft.finding(ENVIRONMENT_DEFAULT, o.args.rangeOf("pin_sdk_version") ?? o.site, { title: "pin_sdk_version is dropped", why: "v1 could pin the packages of its own SDK to the version that is installed here; write the version beside their names where it matters", v1: "CondaDependencies.pin_sdk_version", v2: "Environment.conda_file" });
  }
  return specification;
}

/** What is called on a specification after it was made: on itself, and through the environments that hold it. */
export function condaCalls(o: V1Object, plan: Plan): CondaCall[] {
  const own: CondaCall[] = plan.usesOf(o).flatMap(({ role }) => (role.type === "mutation" ? [condaCall(role.path, role.expression)] : []));
  const holders = [...plan.of("environment"), ...plan.of("runconfig")];
  const through = holders.flatMap((holder) => settingsOf(holder, plan).filter((s) => condaOf(s, holder, plan) === o).map((s) => condaCall(s.path, s.expression)));
  return [...own, ...through].sort((a, b) => a.statement.start - b.statement.start);
}

/** A setting such as `python.conda_dependencies.add_pip_package()` as a call on the specification. */
export function condaCallOf(s: EnvironmentSetting): CondaCall {
  return condaCall(s.path.slice(CONDA.length + 1), s.expression);
}

function condaCall(path: string, expression: Expression): CondaCall {
  const first = expression.kind === "call" ? expression.args[0] : undefined;
  return { method: path.split(".").at(-1)!.replace(/\(\)$/, ""), value: first && first.star === "" ? first.value : undefined, expression, statement: statementOf(expression) };
}

function given(o: V1Object, name: string): Expression | null {
  const e = o.args.get(name);
  return e && !(e.kind === "constant" && e.value === null) ? e : null;
}
