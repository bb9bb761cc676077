import type { Expression, Statement } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { BracketDoc, Doc, ItemDoc } from "../../python/layout.js";
import { call, keyword, print } from "../../python/layout.js";
import { templateDoc } from "../../python/template.js";
import { workspaceOf } from "../compute/index.js";
import type { Concept, Context } from "../concept.js";
import { textOf } from "../data/index.js";
import type { V1Object } from "../model.js";
import { settingsThroughRunConfigs } from "../run-config/read.js";
import type { Setting } from "../run-config/read.js";
import { variableOf } from "../step/model.js";
import { clientOf } from "../workspace/index.js";
import { condaDoc } from "./conda.js";
import { reportTablePackages, servesTable } from "./tables.js";
import { CURATED, ENVIRONMENT_DEFAULT, ENVIRONMENT_OBJECT, ENVIRONMENT_SETTING } from "./findings.js";

/** The images behind the constants of the last azureml-core (1.61). */
const IMAGES: Readonly<Record<string, string>> = {
  DEFAULT_CPU_IMAGE: "mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04",
  DEFAULT_GPU_IMAGE: "mcr.microsoft.com/azureml/openmpi4.1.0-cuda11.8-cudnn8-ubuntu22.04",
};

/** Settings that v2 does not need: it always runs in a container and has no Spark settings on an environment. */
const DROPPED = new Set(["docker.enabled", "spark.precache_packages"]);

/** Environments: by name, from files, and set up step by step. */
export const environment: Concept = {
  vocabulary: {
    calls: {
      Environment: { kind: "environment", parameters: ["name"] },
      "Environment.get": { kind: "environment", parameters: ["workspace", "name", "version", "label"] },
      "Environment.from_conda_specification": { kind: "environment", parameters: ["name", "file_path"] },
      "Environment.from_pip_requirements": { kind: "environment", parameters: ["name", "file_path", "pip_version"] },
      "Environment.from_docker_image": { kind: "environment", parameters: ["name", "image", "container_registry", "conda_specification", "pip_requirements"] },
      "Environment.from_dockerfile": { kind: "environment", parameters: ["name", "dockerfile", "conda_specification", "pip_requirements"] },
      CondaDependencies: { kind: "conda", parameters: ["conda_dependencies_file_path"] },
      "CondaDependencies.create": { kind: "conda", parameters: ["pip_indexurl", "pip_packages", "conda_packages", "python_version", "pin_sdk_version"] },
    },
    subscripts: { "workspace.environments": "environment" },
    constants: { DEFAULT_CPU_IMAGE: "image", DEFAULT_GPU_IMAGE: "image" },
  },
  write: {
    environment: (o, c) => writeEnvironment(o, c),
    conda: (o, c) => {
      c.draft.finding(ENVIRONMENT_OBJECT, o.site, { title: `${o.form} -> a conda specification`, v1: o.form, v2: "Environment.conda_file" });
      return condaDoc(o, c);
    },
    image: (o, c) => {
      const image = IMAGES[o.form] ?? "";
      c.draft.finding(ENVIRONMENT_DEFAULT, o.site, { title: `${o.form} -> ${image}`, why: "the constant is gone in v2; this is its value in the last azureml-core, an older one had an older image", v1: o.form, v2: "Environment.image" });
      return c.draft.string(image);
    },
  },
  rewrites: {
    "environment.register()": (o, e, c) => {
      const target = e.kind === "call" && e.callee.kind === "attribute" ? c.draft.text(e.callee.value) : "";
      return `${clientOf(workspaceOf(o, c), e, c)}.environments.create_or_update(${target})`;
    },
  },
};

function writeEnvironment(o: V1Object, c: Context): Doc {
  c.draft.finding(ENVIRONMENT_OBJECT, o.site, { title: `${o.form} -> ${isReference(o) ? "a reference by name" : "Environment"}`, v1: o.form, v2: isReference(o) ? "azureml:<name>@latest" : "Environment" });
  const mutations = mutationsOf(o, c);
  const inSight = mutations.some((m) => m.value !== null && c.plan.reader.is(m.value, "conda"));
  if (!inSight && servesTable(o, c.plan)) reportTablePackages(o, [], c);
  if (isReference(o)) {
    for (const m of mutations) {
      if (DROPPED.has(m.path)) c.draft.deleted.add(m.statement);
      else unsupported(m, "an environment that is fetched by name can't be changed here: make a new one", c);
    }
    return referenceDoc(o, c);
  }
  const at = statementOf(o.site);
  const intoUnknown = mutations.some((m) => m.path === "python.conda_dependencies" && m.value !== null && !c.plan.reader.is(m.value, "conda"));
  const folded: { path: string; value: Expression; statement: Statement }[] = [];
  for (const m of mutations) {
    const { path, value, expression, statement } = m;
    const added = expression.kind === "call" ? expression.args[0]?.value : undefined;
    if (added && intoUnknown && path.endsWith("_package()")) {
      unsupported(m, "the packages go into a conda specification that can't be seen: add them there", c);
      continue;
    }
    const usable = value ?? (/^python\.conda_dependencies\.add_(pip|conda)_package\(\)$/.test(path) ? added : undefined);
    if (statement.block === at.block && usable && takesSetting(path)) folded.push({ path, value: usable, statement });
    else unsupported(m, whyUnsupported(path, statement.block === at.block), c);
  }
  const doc = environmentDoc(o, new Map(folded.map((f) => [f.path, f.value])), folded, c);
  for (const f of folded) c.draft.deleted.add(f.statement);
  const later = placeFor(folded, at, c);
  const variable = variableOf(o);
  if (later && variable) {
    c.draft.deleted.add(at);
    c.draft.deleted.delete(later);
    c.draft.relocated.set(at, later);
    const indent = c.draft.module.indentOf(later);
    c.draft.replaced.set(later, `${variable} = ${print(doc, { indent, column: indent.length + variable.length + 3, width: c.draft.width, unit: c.draft.unit })}`);
  }
  return doc;
}

/** A setting made on an environment. */
interface Mutation extends Setting {
  readonly statement: Statement;
  /** Whether it was made through a run configuration, which is gone in v2. */
  readonly indirect: boolean;
}

/** What is set on an environment after it was made: on itself, and through a run configuration that holds it. */
function mutationsOf(o: V1Object, c: Context): Mutation[] {
  const direct = c.plan.usesOf(o).flatMap(({ role }) =>
    role.type === "mutation" ? [{ path: role.path, value: role.value, expression: role.expression, statement: statementOf(role.expression), indirect: false }] : []);
  const through = settingsThroughRunConfigs(o, c.plan).flatMap((s) => (s.statement ? [{ ...s, statement: s.statement, indirect: true }] : []));
  return [...direct, ...through].sort((a, b) => a.statement.start - b.statement.start);
}

/** The first statement at which every value that was set later is known; null when that is where the environment is made. */
function placeFor(folded: readonly { value: Expression; statement: Statement }[], at: Statement, c: Context): Statement | null {
  const { module } = c.plan;
  const known = (place: Statement): boolean => folded.every((f) => f.statement === place || module.meansTheSameAt(f.value, place, place.start));
  return known(at) ? null : (folded.find((f) => known(f.statement)) ?? folded.at(-1))?.statement ?? null;
}

const KNOWN = new Set([
  "python.conda_dependencies", "docker.base_image", "docker.base_dockerfile", "python.user_managed_dependencies",
  "python.conda_dependencies.add_pip_package()", "python.conda_dependencies.add_conda_package()", ...DROPPED,
]);

/** Whether a setting says nothing to v2. */
export function isDropped(path: string): boolean {
  return DROPPED.has(path);
}

/** Whether a setting has a place in the v2 `Environment`, or may be dropped. */
export function takesSetting(path: string): boolean {
  return KNOWN.has(path);
}

function isReference(o: V1Object): boolean {
  return o.form === "Environment.get" || o.form === "workspace.environments[]";
}

function whyUnsupported(path: string, sameBlock: boolean): string {
  if (!sameBlock) return `${path} is set only on some paths: put it into the Environment(...) above`;
  if (path === "environment_variables") return "a v2 environment has no variables: pass them as environment_variables of parallel_run_function";
  return `${path} has no counterpart in the v2 Environment`;
}

function unsupported({ path, statement, indirect }: Mutation, why: string, c: Context): void {
  if (indirect) c.draft.deleted.add(statement);
  c.draft.todo(statement, ENVIRONMENT_SETTING, why);
  c.draft.finding(ENVIRONMENT_SETTING, statement, { title: `${path} on an environment`, why: `${why}.`, v1: `Environment.${path}`, v2: "Environment" });
}

/** `azureml:<name>@latest`; curated environments live in the registry that Microsoft keeps. */
function referenceDoc(o: V1Object, c: Context): Doc {
  const name = o.args.get("name") ?? (o.site.kind === "subscript" ? o.site.index : undefined);
  const version = o.args.get("version");
  const known = name ? c.plan.module.known(name) : undefined;
  if (typeof known === "string" && known.startsWith("AzureML-")) {
    c.draft.finding(CURATED, name ?? o.site, {
      title: `${known} -> the azureml registry`, why: "many v1 curated environments have been retired: check that this name exists in the registry, and that its packages serve", v1: o.form, v2: "azureml://registries/azureml/environments/...",
    });
    return c.draft.string(`azureml://registries/azureml/environments/${known.slice("AzureML-".length)}/${version && typeof c.plan.module.known(version) === "string" ? `versions/${String(c.plan.module.known(version))}` : "labels/latest"}`);
  }
  return templateDoc(["azureml:", ...textOf(name, c), ...(version && !(version.kind === "constant") ? [":", ...textOf(version, c)] : ["@latest"])], c.draft.quote);
}

/**
 * `Environment(...)` for what was set up step by step.
 *
 * @param o the v1 object; its own arguments count where it is an environment
 * @param set the last value of each setting, by path
 */
export function environmentDoc(o: V1Object, set: ReadonlyMap<string, Expression>, folded: readonly { path: string; value: Expression }[], c: Context): BracketDoc {
  const { draft } = c;
  const comments = o.site.kind === "call" ? draft.commentsOf(o.site) : null;
  const items: ItemDoc[] = [];
  const name = o.args.get("name");
  if (name) items.push(draft.commented(keyword("name", draft.doc(name)), name, comments));

  const conda = condaSource(o, set, folded, c);
  const filledIn = conda === null && fillsInPackages(o, set);
  const dockerfile = nonNull(set.get("docker.base_dockerfile")) ?? nonNull(o.args.get("dockerfile"));
  const image = nonNull(set.get("docker.base_image")) ?? nonNull(o.args.get("image"));
  if (filledIn) {
    draft.finding(ENVIRONMENT_DEFAULT, o.site, {
      title: "no packages -> python=3.10, azureml-defaults", v1: "Environment.python", v2: "Environment.conda_file",
      why: dockerfile ? "v1 installed them on top of the Dockerfile by itself; v2 builds from the Dockerfile alone: install in it what the scripts need" : "v1 filled them in, in the versions of the installed SDK; v2 has to be told. Choose those that your scripts run on",
    });
  }
  if (dockerfile) {
    items.push(keyword("build", buildDoc(dockerfile, c)));
    if (conda) {
      draft.todo(statementOf(o.site), ENVIRONMENT_SETTING, "v2 builds from a Dockerfile or installs a conda specification, not both: install the packages in the Dockerfile");
      draft.finding(ENVIRONMENT_SETTING, o.site, { title: "a Dockerfile and a list of packages", why: "A v2 environment has one or the other. The Dockerfile is kept; install the packages in it.", v1: "Environment", v2: "Environment.build" });
    }
    return call(draft.v2("Environment"), items, comments ? { last: comments.last } : {});
  }
  if (image) items.push(keyword("image", draft.doc(image)));
  else {
    items.push(keyword("image", draft.string(IMAGES.DEFAULT_CPU_IMAGE!)));
    draft.finding(ENVIRONMENT_DEFAULT, o.site, { title: `no image -> ${IMAGES.DEFAULT_CPU_IMAGE!}`, why: "v1 filled in its default image; v2 has to be told. This is the one of the last azureml-core", v1: "Environment.docker.base_image", v2: "Environment.image" });
  }
  if (conda !== null || filledIn) items.push(keyword("conda_file", conda ?? defaultPackages(c)));
  return call(draft.v2("Environment"), items, comments ? { last: comments.last } : {});
}

/** v1 starts from `CondaDependencies()`, which holds azureml-defaults, unless the user manages the packages. `from_*` start from nothing. */
function fillsInPackages(o: V1Object, set: ReadonlyMap<string, Expression>): boolean {
  const managed = set.get("python.user_managed_dependencies");
  return (o.form === "Environment" || o.kind === "runconfig") && (!managed || (managed.kind === "constant" && managed.value === false));
}

function defaultPackages(c: Context): Doc {
  const pip: Doc = { open: "{", close: "}", items: [{ prefix: `${c.draft.string("pip")}: `, value: { open: "[", close: "]", items: [{ prefix: "", value: c.draft.string("azureml-defaults") }] } }] };
  return listOf(["python=3.10"], pip, c);
}

function condaSource(o: V1Object, set: ReadonlyMap<string, Expression>, folded: readonly { path: string; value: Expression }[], c: Context): Doc | null {
  const { draft } = c;
  const managed = set.get("python.user_managed_dependencies");
  if (managed?.kind === "constant" && managed.value === true) return null;
  const assigned = set.get("python.conda_dependencies");
  if (assigned) return draft.doc(assigned);
  const file = o.form === "Environment.from_conda_specification" ? o.args.get("file_path") : nonNull(o.args.get("conda_specification"));
  if (file) return draft.doc(file);
  const requirements = o.form === "Environment.from_pip_requirements" ? o.args.get("file_path") : nonNull(o.args.get("pip_requirements"));
  if (requirements) {
    const pip = `open(${draft.text(requirements)}).read().splitlines()`;
    return listOf(["python=3.10", "pip"], { open: "{", close: "}", items: [{ prefix: `${draft.string("pip")}: `, value: pip }] }, c);
  }
  const added = folded.filter((f) => f.path.endsWith("_package()"));
  if (added.length === 0) return null;
  const pip = added.filter((f) => f.path.endsWith("pip_package()")).map((f) => ({ prefix: "", value: draft.doc(f.value) }));
  return listOf(["python=3.10"], { open: "{", close: "}", items: [{ prefix: `${draft.string("pip")}: `, value: { open: "[", close: "]", items: [{ prefix: "", value: draft.string("azureml-defaults") }, ...pip] } }] }, c,
    added.filter((f) => f.path.endsWith("conda_package()")).map((f) => f.value));
}

function listOf(first: readonly string[], pip: Doc, c: Context, more: readonly Expression[] = []): Doc {
  const { draft } = c;
  const list = (items: readonly Doc[]): Doc => ({ open: "[", close: "]", items: items.map((value) => ({ prefix: "", value })) });
  return {
    open: "{", close: "}",
    items: [
      { prefix: `${draft.string("channels")}: `, value: list([draft.string("anaconda"), draft.string("conda-forge")]) },
      { prefix: `${draft.string("dependencies")}: `, value: list([...first.map((x) => draft.string(x)), ...more.map((e) => draft.doc(e)), pip]) },
    ],
  };
}

/** A Dockerfile by its path. v1 also takes the text of one. */
function buildDoc(dockerfile: Expression, c: Context): Doc {
  const { draft } = c;
  const known = c.plan.module.known(dockerfile);
  if (typeof known === "string" && !known.includes("\n")) {
    const slash = known.lastIndexOf("/");
    return call(draft.v2("BuildContext"), [keyword("path", draft.string(slash < 0 ? "." : known.slice(0, slash) || "/")), keyword("dockerfile_path", draft.string(known.slice(slash + 1)))]);
  }
  draft.todo(statementOf(dockerfile), ENVIRONMENT_SETTING, "v2 takes a Dockerfile as a file in a folder: write it there and name both");
  draft.finding(ENVIRONMENT_SETTING, dockerfile, { title: "a Dockerfile whose path can't be seen", why: "v2 builds from a folder with a Dockerfile in it (BuildContext).", v1: "docker.base_dockerfile", v2: "BuildContext" });
  return call(draft.v2("BuildContext"), [keyword("path", draft.string("."))]);
}

function nonNull(e: Expression | undefined): Expression | undefined {
  return e && !(e.kind === "constant" && e.value === null) ? e : undefined;
}
