import type { Expression } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { Doc, ItemDoc } from "../../python/layout.js";
import { item } from "../../python/layout.js";
import { templateDoc } from "../../python/template.js";
import type { Context } from "../concept.js";
import { textOf } from "../data/index.js";
import type { V1Object } from "../model.js";
import { environmentsOf, missingTablePackages, reportTablePackages, servesTable } from "./tables.js";
import { ENVIRONMENT_DEFAULT, ENVIRONMENT_SETTING } from "./findings.js";

/** The Python that the last azureml-core (1.61) writes into an environment when the code names none. */
const DEFAULT_PYTHON = "3.10";

/** What `CondaDependencies` gathers, from its constructor and from what is added later. */
interface Gathered {
  python: Expression | null;
  readonly conda: Expression[];
  readonly condaLists: Expression[];
  pipList: Expression | null;
  readonly pip: Expression[];
  readonly channels: Expression[];
}

/** The conda specification as a dict. v1 adds its own two channels to every specification; they are written out. */
export function condaDoc(o: V1Object, c: Context): Doc {
  const { draft } = c;
  const file = o.args.get("conda_dependencies_file_path");
  if (o.form === "CondaDependencies" && file) return draft.doc(file);
  const gathered = gather(o, c);
  const missing = environmentsOf(o, c.plan).some((e) => servesTable(e, c.plan)) ? missingTablePackages(gathered.pipList, gathered.pip, c) : [];
  if (missing.length > 0) reportTablePackages(o, missing, c);
  const dependencies: ItemDoc[] = [];
  if (gathered.python) dependencies.push(item(templateDoc(["python=", ...textOf(gathered.python, c)], draft.quote)));
  else {
    dependencies.push(item(draft.string(`python=${DEFAULT_PYTHON}`)));
    draft.finding(ENVIRONMENT_DEFAULT, o.site, { title: `no python_version -> python=${DEFAULT_PYTHON}`, why: "v1 filled in the default of the installed SDK, 3.10 in the last one; older ones wrote 3.8 or less. Choose the one that your scripts run on", v1: "CondaDependencies.python_version", v2: "Environment.conda_file" });
  }
  for (const list of gathered.condaLists) dependencies.push(...spread(list, c));
  for (const e of gathered.conda) dependencies.push(item(draft.doc(e)));
  dependencies.push(item({ open: "{", close: "}", items: [{ prefix: `${draft.string("pip")}: `, value: pipDoc(o, gathered, missing, c) }] }));
  const channels: ItemDoc[] = [item(draft.string("anaconda")), item(draft.string("conda-forge")), ...gathered.channels.map((e) => item(draft.doc(e)))];
  return {
    open: "{", close: "}",
    items: [
      { prefix: `${draft.string("channels")}: `, value: { open: "[", close: "]", items: channels } },
      { prefix: `${draft.string("dependencies")}: `, value: { open: "[", close: "]", items: dependencies } },
    ],
  };
}

function gather(o: V1Object, c: Context): Gathered {
  const given = (name: string): Expression | null => {
    const e = o.args.get(name);
    return e && !(e.kind === "constant" && e.value === null) ? e : null;
  };
  const lists = given("conda_packages");
  const result: Gathered = { python: given("python_version"), conda: [], condaLists: lists ? [lists] : [], pipList: given("pip_packages"), pip: [], channels: [] };
  for (const use of c.plan.usesOf(o)) {
    if (use.role.type !== "mutation") continue;
    const e = use.role.expression;
    const value = e.kind === "call" ? e.args[0]?.value : undefined;
    const method = use.role.path.split(".").at(-1);
    if (value && method === "add_pip_package()") result.pip.push(value);
    else if (value && method === "add_conda_package()") result.conda.push(value);
    else if (value && method === "add_channel()") result.channels.push(value);
    else if (value && method === "set_python_version()") result.python = value;
    else {
      c.draft.todo(statementOf(e), ENVIRONMENT_SETTING, `${use.role.path} has no counterpart in a v2 environment`);
      c.draft.finding(ENVIRONMENT_SETTING, e, { title: `${use.role.path} has no counterpart`, why: "The conda specification is a plain dict now; put what this line did into it.", v1: `CondaDependencies.${method}`, v2: "Environment.conda_file" });
      continue;
    }
    c.draft.deleted.add(statementOf(e));
  }
  for (const { method, value } of addedThroughEnvironments(o, c)) (method === "add_pip_package()" ? result.pip : result.conda).push(value);
  return result;
}

/** What is added to a specification after it was set on an environment: `env.python.conda_dependencies.add_pip_package("x")`. */
function addedThroughEnvironments(o: V1Object, c: Context): { method: string; value: Expression }[] {
  return environmentsOf(o, c.plan).flatMap((environment) => {
    const mutations = c.plan.usesOf(environment).flatMap((u) => (u.role.type === "mutation" ? [u.role] : []));
    const set = mutations.find((m) => m.value !== null && c.plan.reader.objectOf(m.value) === o);
    return mutations.flatMap((m) => {
      const method = /^python\.conda_dependencies\.(add_(?:pip|conda)_package\(\))$/.exec(m.path)?.[1];
      const value = m.expression.kind === "call" ? m.expression.args[0]?.value : undefined;
      return method !== undefined && value && set && m.expression.start > set.expression.start ? [{ method, value }] : [];
    });
  });
}

function pipDoc(o: V1Object, gathered: Gathered, missing: readonly string[], c: Context): Doc {
  const { draft } = c;
  const added = [...gathered.pip.map((e) => item(draft.doc(e))), ...missing.map((name) => item(draft.string(name)))];
  if (!gathered.pipList) {
    draft.finding(ENVIRONMENT_DEFAULT, o.site, { title: "no pip_packages -> azureml-defaults", why: "v1 filled it in", v1: "CondaDependencies.pip_packages", v2: "Environment.conda_file" });
    return { open: "[", close: "]", items: [item(draft.string("azureml-defaults")), ...added] };
  }
  if (added.length === 0) return draft.doc(gathered.pipList);
  return { open: "[", close: "]", items: [...spread(gathered.pipList, c), ...added] };
}

/** The items of a list, one by one where it is written out. */
function spread(e: Expression, c: Context): ItemDoc[] {
  if (e.kind === "list" && c.draft.module.commentsIn(e).length === 0) return e.items.map((i) => item(c.draft.doc(i)));
  return [{ prefix: "*", value: c.draft.doc(e) }];
}
