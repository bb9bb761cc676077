import type { Expression } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { BracketDoc, Doc, ItemDoc } from "../../python/layout.js";
import { call, keyword, print } from "../../python/layout.js";
import { templateDoc } from "../../python/template.js";
import type { Context } from "../concept.js";
import { textOf } from "../data/index.js";
import type { V1Object } from "../model.js";
import { isNone } from "../step/model.js";
import { addTablePackages, complete, condaCallOf, condaCalls, follow, refuseCalls } from "./conda.js";
import { dockerfileDoc } from "./dockerfile.js";
import { ENVIRONMENT_DEFAULT, ENVIRONMENT_SETTING } from "./findings.js";
import { CPU_IMAGE } from "./images.js";
import type { EnvironmentSetting } from "./settings.js";
import { CONDA, condaOf, isCondaCall } from "./settings.js";
import { BASE_PYTHON, Specification } from "./specification.js";
import { reportTableFile, servesTable } from "./tables.js";

/** What an environment is made of: an image or a build. The last one that is set counts, as in v1. */
interface Base {
  readonly path: "docker.base_image" | "docker.base_dockerfile" | "docker.build_context";
  readonly value: Expression;
}

/**
 * `Environment(...)` for what was set up step by step. The statements that set it up go.
 *
 * @param o the v1 object; its own arguments count where it is an environment
 * @param settings what is set on it later, in order, and has a place here
 */
export function environmentDoc(o: V1Object, settings: readonly EnvironmentSetting[], c: Context): BracketDoc {
  const { draft } = c;
  const comments = o.site.kind === "call" ? draft.commentsOf(o.site) : null;
  const items: ItemDoc[] = [];
  const name = last(settings, "name") ?? (o.kind === "runconfig" ? undefined : o.args.get("name"));
  if (!isNone(name)) items.push(draft.commented(keyword("name", draft.doc(name)), name, comments));
  const version = last(settings, "version");
  if (!isNone(version)) items.push(keyword("version", draft.doc(version)));
  drop(settings.filter((s) => !isCondaCall(s.path)), c);

  const base = baseOf(o, settings);
  const builds = base !== null && base.path !== "docker.base_image";
  const conda = condaFile(o, settings, builds, c);
  if (builds) {
    items.push(keyword("build", base.path === "docker.base_dockerfile" ? dockerfileDoc(base.value, c) : draft.doc(base.value)));
    if (conda) {
      const packages = typeof conda === "string" ? conda : print(conda, { indent: "", column: 0, width: Infinity, unit: draft.unit });
      draft.todo(statementOf(o.site), ENVIRONMENT_SETTING, `v2 builds from a Dockerfile or installs a conda specification, not both: install the packages in the Dockerfile: ${packages}`);
      draft.finding(ENVIRONMENT_SETTING, o.site, { title: "a Dockerfile and a list of packages", why: "A v2 environment has one or the other. The Dockerfile is kept; install in it the packages that the TODO lists.", v1: "Environment", v2: "Environment.build" });
    }
  } else {
    items.push(keyword("image", base ? draft.doc(base.value) : draft.string(CPU_IMAGE)));
    if (!base) draft.finding(ENVIRONMENT_DEFAULT, o.site, { title: `no image -> ${CPU_IMAGE}`, why: "v1 filled in its default image; v2 has to be told. This is the one of the last azureml-core", v1: "Environment.docker.base_image", v2: "Environment.image" });
    if (conda) items.push(keyword("conda_file", conda));
  }
  const registry = o.kind === "environment" ? o.args.get("container_registry") : undefined;
  if (!isNone(registry)) {
    const why = "v2 logs in to a registry through the workspace: give its identity the right to pull, or make a connection to the registry";
    draft.todo(statementOf(o.site), ENVIRONMENT_SETTING, why);
    draft.finding(ENVIRONMENT_SETTING, registry, { title: "container_registry has no place in a v2 Environment", why: `${why}.`, v1: `${o.form}.container_registry`, v2: "Environment.image" });
  }
  return call(draft.v2("Environment"), items, comments ? { last: comments.last } : {});
}

/** `Environment(...)` with what another one holds, under a new name: v2 has no clone. */
export function copyDoc(o: V1Object, settings: readonly EnvironmentSetting[], c: Context): BracketDoc {
  const { draft } = c;
  const source = draft.text(o.receiver!);
  const items: ItemDoc[] = [keyword("name", draft.doc(last(settings, "name") ?? o.args.get("new_name")!))];
  const version = last(settings, "version");
  if (!isNone(version)) items.push(keyword("version", draft.doc(version)));
  drop(settings.filter((s) => !isCondaCall(s.path)), c);
  refuseCalls(settings.filter((s) => isCondaCall(s.path)).map(condaCallOf), "write a conda specification of its own for the copy", c);
  const base = lastBase(settings);
  const conda = last(settings, CONDA);
  const made = madeBy(o, c);
  const builds = base ? base.path !== "docker.base_image" : made.builds;
  if (!base) items.push(keyword(made.builds ? "build" : "image", `${source}.${made.builds ? "build" : "image"}`));
  else items.push(keyword(builds ? "build" : "image", base.path === "docker.base_dockerfile" ? dockerfileDoc(base.value, c) : draft.doc(base.value)));
  const managed = last(settings, "python.user_managed_dependencies");
  if (!builds && !managed) items.push(keyword("conda_file", isNone(conda) ? `${source}.conda_file` : draft.doc(conda)));
  if (!builds && !managed && isNone(conda) && made.builds) {
    draft.todo(statementOf(o.site), ENVIRONMENT_SETTING, "v1 installed the packages of the original on this image; the original is built from a Dockerfile in v2: write the conda_file of the copy");
    draft.finding(ENVIRONMENT_SETTING, o.site, { title: "Which packages does the copy have?", why: "The original is built from a Dockerfile, which takes its packages along; the copy has an image.", v1: o.form, v2: "Environment.conda_file" });
  }
  return call(draft.v2("Environment"), items);
}

/** Whether the environment behind a clone is built from a Dockerfile. */
function madeBy(o: V1Object, c: Context): { builds: boolean } {
  const source = c.plan.reader.objectOf(o.receiver ?? undefined);
  if (!source) return { builds: false };
  if (source.form === "environment.clone" || source.form === "environment.register") return madeBy(source, c);
  const base = baseOf(source, c.plan.usesOf(source).flatMap(({ role }) => (role.type === "mutation" ? [{ path: role.path, value: role.value }] : [])));
  return { builds: base !== null && base.path !== "docker.base_image" };
}

/** The expressions that an environment is written with: those of its settings, and of the specifications that stand in them. */
export function takesWhere(settings: readonly EnvironmentSetting[], c: Context): Expression[] {
  return settings.flatMap((s) => {
    if (s.value === null) return s.expression.kind === "call" ? s.expression.args.map((a) => a.value) : [];
    const conda = c.plan.reader.objectOf(s.value);
    const inline = conda?.kind === "conda" && conda.site === s.value ? condaCalls(conda, c.plan).flatMap((x) => x.value ?? []) : [];
    return [s.value, ...inline];
  });
}

type Valued = Pick<EnvironmentSetting, "path" | "value">;

function last(settings: readonly Valued[], path: string): Expression | undefined {
  return settings.filter((s) => s.path === path).at(-1)?.value ?? undefined;
}

/** None takes nothing away in v1 but what is set beside it already has. */
function lastBase(settings: readonly Valued[]): Base | null {
  const found = settings.filter((s) => (s.path === "docker.base_image" || s.path === "docker.base_dockerfile" || s.path === "docker.build_context") && !isNone(s.value ?? undefined)).at(-1);
  return found ? { path: found.path as Base["path"], value: found.value! } : null;
}

function baseOf(o: V1Object, settings: readonly Valued[]): Base | null {
  const set = lastBase(settings);
  if (set || o.kind === "runconfig") return set;
  for (const [argument, path] of [["dockerfile", "docker.base_dockerfile"], ["docker_build_context", "docker.build_context"], ["image", "docker.base_image"]] as const) {
    const value = o.args.get(argument);
    if (!isNone(value)) return { path, value };
  }
  return null;
}

function drop(settings: readonly EnvironmentSetting[], c: Context): void {
  for (const s of settings) c.draft.deleted.add(s.statement);
}

/** The conda file that an environment is made from. */
function fileOf(o: V1Object): Expression | undefined {
  return o.form === "Environment.from_conda_specification" ? o.args.get("file_path") : o.args.get("conda_specification");
}

/** What goes to `conda_file`; null when the user manages the packages, or when v2 gets none. */
function condaFile(o: V1Object, settings: readonly EnvironmentSetting[], builds: boolean, c: Context): Doc | null {
  const { draft } = c;
  const calls = settings.filter((s) => isCondaCall(s.path) && condaOf(s, o, c.plan) === null).map(condaCallOf);
  const managed = last(settings, "python.user_managed_dependencies");
  const assigned = last(settings, CONDA);
  // from_docker_image and from_dockerfile leave the packages to the image where they are given none.
  const byForm = /from_docker/.test(o.form) && isNone(o.args.get("conda_specification")) && isNone(o.args.get("pip_requirements"));
  const byUser = managed ? managed.kind === "constant" && managed.value === true : byForm;
  if (o.kind === "environment" && (byUser || builds || (assigned ? !c.plan.reader.is(assigned, "conda") : !isNone(fileOf(o)))) && servesTable(o, c.plan)) reportTableFile(o, byUser || builds || assigned ? undefined : fileOf(o), c);
  if (byUser) {
    drop(settings.filter((s) => isCondaCall(s.path)), c);
    return null;
  }
  if (assigned) {
    refuseCalls(calls, "it can't be seen what the specification holds: write into it what this line did", c);
    if (!c.plan.movesAt(assigned)) {
      draft.todo(statementOf(assigned), ENVIRONMENT_SETTING, `${draft.module.slice(assigned)} comes from elsewhere: v2 needs a dict, or the path of a conda file`);
      draft.finding(ENVIRONMENT_SETTING, assigned, { title: "What does this conda specification hold?", why: "It is made where it can't be seen. v2 takes a dict or a path; an object of SDK v1 fails.", v1: "Environment.python.conda_dependencies", v2: "Environment.conda_file" });
    }
    return draft.doc(assigned);
  }
  const file = fileOf(o);
  if (!isNone(file)) {
    refuseCalls(calls, "the file is taken as it is: write into it what this line did", c);
    return draft.doc(file);
  }
  const at = statementOf(o.site);
  const specification = Specification.base(c);
  const requirements = o.form === "Environment.from_pip_requirements" ? o.args.get("file_path") : o.args.get("pip_requirements");
  if (!isNone(requirements)) {
    specification.setPipCode(`open(${draft.text(requirements)}).read().splitlines()`);
    const version = o.args.get("pip_version");
    if (isNone(version)) specification.addCondaText("pip");
    else specification.addCondaDoc(templateDoc(["pip=", ...textOf(version, c)], draft.quote));
  }
  for (const followed of follow(specification, calls, at, c)) draft.deleted.add(followed.statement);
  const filledIn = isNone(requirements) && calls.length === 0;
  // A Dockerfile has no place for what v1 installed on top of it by itself.
  if (builds && filledIn) {
    draft.finding(ENVIRONMENT_DEFAULT, o.site, { title: `no packages -> python=${BASE_PYTHON}, azureml-defaults`, why: "v1 installed them on top of the Dockerfile by itself; v2 builds from the Dockerfile alone: install in it what the scripts need", v1: "Environment.python", v2: "Environment.build" });
    return null;
  }
  if (filledIn) {
    specification.setPython(draft.string(`python=${BASE_PYTHON}`));
    draft.finding(ENVIRONMENT_DEFAULT, o.site, { title: `no packages -> python=${BASE_PYTHON}, azureml-defaults`, why: "v1 filled them in, in the versions of the installed SDK; v2 has to be told. Choose those that your scripts run on", v1: "Environment.python", v2: "Environment.conda_file" });
  } else if (!builds) complete(specification, o, BASE_PYTHON, c);
  if (o.kind === "environment" && !builds && servesTable(o, c.plan)) addTablePackages(specification, o, c);
  return specification.doc();
}
