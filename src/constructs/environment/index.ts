import type { Expression } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { Doc } from "../../python/layout.js";
import { call, keyword } from "../../python/layout.js";
import { workspaceOf } from "../compute/index.js";
import type { Blocker, Concept, Context } from "../concept.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { AFTER_PIPELINE, changedAfterPipeline } from "../run-config/check.js";
import { variableOf } from "../step/model.js";
import { clientOf } from "../workspace/index.js";
import { condaDoc } from "./conda.js";
import { copyDoc, environmentDoc, takesWhere } from "./definition.js";
import { BUILD_CONTEXT, ENVIRONMENT_DEFAULT, ENVIRONMENT_OBJECT, ENVIRONMENT_SETTING, UNSEEN_ENVIRONMENT } from "./findings.js";
import { IMAGES } from "./images.js";
import { isReference, nameText, referenceDoc, referenceOf, referenceText } from "./reference.js";
import type { EnvironmentSetting } from "./settings.js";
import { condaOf, isDropped, settingsOf, hasPlace } from "./settings.js";
import { reportTablePackages, servesTable } from "./tables.js";
import { isVariable, moveVariables } from "./variables.js";
import { table } from "../../table.js";

/** Environments that exist only as files or on this machine: what to write instead. */
const ELSEWHERE: Readonly<Record<string, string>> = table({
  "Environment.load_from_directory": "v2 does not read such a folder: write Environment(image=..., conda_file=...) with the base image of its azureml_environment.json and its conda_dependencies.yml",
  "Environment.from_existing_conda_environment": "v2 does not export a conda environment: run conda env export --no-builds --name ..., and name the file as conda_file of an Environment",
});

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
      "Environment.from_docker_build_context": { kind: "environment", parameters: ["name", "docker_build_context"] },
      "Environment.load_from_directory": { kind: "environment", parameters: ["path"] },
      "Environment.from_existing_conda_environment": { kind: "environment", parameters: ["name", "conda_environment_name"] },
      "DockerBuildContext.from_local_directory": { kind: "build-context", parameters: ["workspace", "path", "dockerfile_path"] },
      CondaDependencies: { kind: "conda", parameters: ["conda_dependencies_file_path"] },
      "CondaDependencies.create": { kind: "conda", parameters: ["pip_indexurl", "pip_packages", "conda_packages", "python_version", "pin_sdk_version"] },
    },
    methods: {
      "environment.register": { kind: "environment", parameters: ["workspace"] },
      "environment.clone": { kind: "environment", parameters: ["new_name"] },
    },
    subscripts: { "workspace.environments": "environment" },
    constants: { DEFAULT_CPU_IMAGE: "image", DEFAULT_GPU_IMAGE: "image", MPI_CPU_IMAGE: "image", MPI_GPU_IMAGE: "image" },
  },
  check: { environment: checkArguments, conda: checkArguments },
  write: {
    environment: (o, c) => writeEnvironment(o, c),
    conda: (o, c) => condaDoc(o, c),
    "build-context": (o, c) => {
      c.draft.finding(BUILD_CONTEXT, o.site, { effort: "upgraded", title: `${o.form} -> BuildContext`, v1: o.form, v2: "BuildContext" });
      const dockerfile = o.args.get("dockerfile_path");
      return call(c.draft.v2("BuildContext"), [keyword("path", c.draft.doc(o.args.get("path")!)), keyword("dockerfile_path", dockerfile ? c.draft.doc(dockerfile) : c.draft.string("Dockerfile"))]);
    },
    image: (o, c) => {
      const image = IMAGES[o.form] ?? "";
      c.draft.finding(ENVIRONMENT_DEFAULT, o.site, { title: `${o.form} -> ${image}`, why: "the constant is gone in v2; this is its value in the last azureml-core, an older one had an older image", v1: o.form, v2: "Environment.image" });
      return c.draft.string(image);
    },
  },
  rewrites: {
    "workspace.environments in": (o, e, c) => `[e.name for e in ${clientOf(o.receiver ?? undefined, e, c)}.environments.list()]`,
    "environment.name": (o, e, c) => {
      const reference = referenceOf(o, c.plan);
      return reference === null ? readDoc(e, c) : nameText(reference, e, c);
    },
    "environment.version": (o, e, c) => {
      const reference = referenceOf(o, c.plan);
      return reference === null ? readDoc(e, c) : `${clientOf(reference.workspace, e, c)}.environments.get(${referenceText(reference, e, c)}).version`;
    },
  },
};

/** The environment that a config or a run configuration names. One that can't be followed stays as it reads, under a TODO. */
export function environmentValue(e: Expression, c: Context): Doc {
  const { draft, plan } = c;
  const known = plan.reader.objectsOf(e);
  if (!(known.length > 0 && known.every((o) => o.kind === "environment" && plan.moves(o))) && typeof plan.module.known(e) !== "string" && !isOfRunConfig(e, plan)) {
    const text = draft.module.slice(e).replace(/\s+/g, " ");
    draft.todo(statementOf(e), UNSEEN_ENVIRONMENT, `${text} comes from code that stays v1 or can't be seen: v2 needs its own Environment, or the name of one`);
    draft.finding(UNSEEN_ENVIRONMENT, e, { title: `Which environment is ${text}?`, why: "It is made where it can't be followed. v2 takes its own Environment or a name; an object of SDK v1 fails.", v1: "environment", v2: "environment" });
  }
  return draft.doc(e);
}

/** `run_config.environment`, by itself or through a variable: it becomes an environment of its own. */
function isOfRunConfig(e: Expression, plan: Plan): boolean {
  if (e.kind === "attribute") return e.name === "environment" && plan.reader.is(e.value, "runconfig") && plan.movesAt(e.value);
  const definitions = e.kind === "name" ? plan.module.names.definitionsOf(e) : [];
  return definitions.length > 0 && definitions.every((d) => d.kind === "assign" && d.index === null && d.value?.kind === "attribute" && isOfRunConfig(d.value, plan));
}

/** An attribute that v2 has under the same name. */
function readDoc(e: Expression, c: Context): Doc {
  return e.kind === "attribute" ? `${c.draft.text(e.value)}.${e.name}` : c.draft.module.slice(e);
}

/** An environment or a specification that can't be told from its call. It is said where a pipeline runs in it. */
function checkArguments(o: V1Object, plan: Plan): Blocker | null {
  const elsewhere = ELSEWHERE[o.form];
  const unknown = o.args.unknown[0] ?? o.args.names().filter((n) => !PARAMETERS.has(n)).map((n) => o.args.get(n)!)[0];
  if (elsewhere === undefined && unknown === undefined) {
    const changed = changedAfterPipeline(o, plan);
    return changed && { rule: ENVIRONMENT_SETTING, range: changed, at: statementOf(changed), title: "This environment is changed after a pipeline took it", why: AFTER_PIPELINE };
  }
  const said = plan.consumersOf(o).length > 0;
  return elsewhere === undefined
    ? { rule: ENVIRONMENT_SETTING, range: unknown!, title: said ? `What does this ${o.form} hold?` : "", why: "It is called with arguments that v1 does not document, or that can't be seen." }
    : { rule: ENVIRONMENT_SETTING, range: o.site, title: said ? `${o.form} has no counterpart` : "", why: `${elsewhere}.` };
}

const PARAMETERS: ReadonlySet<string> = new Set([
  "workspace", "name", "version", "label", "file_path", "pip_version", "image", "container_registry", "conda_specification", "pip_requirements", "dockerfile", "docker_build_context", "path", "conda_environment_name",
  "new_name", "conda_dependencies_file_path", "pip_indexurl", "pip_packages", "conda_packages", "python_version", "pin_sdk_version",
]);

function writeEnvironment(o: V1Object, c: Context): Doc | null {
  const { draft } = c;
  const settings = settingsOf(o, c.plan);
  const left = leftSettings(o, settings, c);
  if (!isDefinition(o) && servesTable(o, c.plan)) reportTablePackages(o, [], c);
  const reference = referenceOf(o, c.plan);
  if (reference !== null) {
    for (const s of left) if (!isDropped(s.path)) unsupported(s, "an environment that is fetched by name is not changed here: make an Environment(...) of what ml_client.environments.get(...) holds, with this change", c);
    dropStatements(left.filter((s) => isDropped(s.path)), c);
    draft.finding(ENVIRONMENT_OBJECT, o.site, { title: `${o.form} -> a reference by name`, v1: o.form, v2: "azureml:<name>@latest" });
    return referenceDoc(o, reference, c);
  }
  draft.finding(ENVIRONMENT_OBJECT, o.site, { title: `${o.form} -> ${o.form === "environment.register" ? "ml_client.environments.create_or_update" : "Environment"}`, v1: o.form, v2: "Environment" });
  if (o.form === "environment.register") {
    for (const s of left) unsupported(s, "this is set after the environment was registered: set it before, or make another one", c);
    return `${clientOf(workspaceOf(o, c), o.site, c)}.environments.create_or_update(${draft.text(o.receiver!)})`;
  }
  const folded = left.filter((s) => {
    const why = whyUnsupported(s, o, c);
    if (why !== null) unsupported(s, why, c);
    return why === null;
  });
  const doc = o.form === "environment.clone" ? copyDoc(o, folded, c) : environmentDoc(o, folded, c);
  relocate(o, folded, doc, c);
  return doc;
}

/** The settings that are this object's business: not those of a specification in sight, nor variables that went to the steps. */
function leftSettings(o: V1Object, settings: readonly EnvironmentSetting[], c: Context): EnvironmentSetting[] {
  const moved = isReference(o) || isDefinition(o) ? moveVariables(o, c) : false;
  return settings.filter((s) => condaOf(s, o, c.plan) === null && !(moved && isVariable(s.path)));
}

function isDefinition(o: V1Object): boolean {
  return !isReference(o) && o.form !== "environment.register" && o.form !== "environment.clone";
}

function dropStatements(settings: readonly EnvironmentSetting[], c: Context): void {
  for (const s of settings) c.draft.deleted.add(s.statement);
}

/** Where a setting names what was bound after the environment, the environment is made at its last setting. */
function relocate(o: V1Object, folded: readonly EnvironmentSetting[], doc: Doc, c: Context): void {
  const at = statementOf(o.site);
  const last = folded.at(-1);
  const holder = variableOf(o) ?? attributeOf(o, c);
  if (!last || !holder || !takesWhere(folded, c).some((e) => !c.plan.module.meansTheSameAt(e, at, at.start))) return;
  c.draft.deleted.add(at);
  c.draft.assignAt(last.statement, holder, doc, at);
}

/** `self.env` of `self.env = Environment("scoring")`. */
function attributeOf(o: V1Object, c: Context): string | null {
  const at = statementOf(o.site);
  return at.kind === "assign" && at.value === o.site && at.targets.length === 1 && at.targets[0]!.kind === "attribute" ? c.draft.module.slice(at.targets[0]!) : null;
}

function whyUnsupported(s: EnvironmentSetting, o: V1Object, c: Context): string | null {
  const { path, statement } = s;
  if (statement.block !== statementOf(o.site).block) return `${path} is set only on some paths: put it into the Environment(...) above`;
  const snapshot = c.plan.consumersOf(o).find((x) => (x.form === "environment.register" || x.form === "environment.clone") && x.receiver !== null && x.site.start < statement.start && c.plan.reader.objectOf(x.receiver) === o);
  if (snapshot && !isDropped(path)) return `${path} is set after the environment was ${snapshot.form === "environment.clone" ? "cloned" : "registered"}: make a second Environment(...) for what follows`;
  if (path.startsWith("environment_variables")) return "a v2 environment has no variables: pass them as environment_variables of the steps";
  if (path === "python.user_managed_dependencies" && s.value?.kind !== "constant") return `${path} is not True or False in sight: leave conda_file out where it is True`;
  if (path === "python.user_managed_dependencies" && o.form === "environment.clone" && c.plan.module.known(s.value!) === false) return "the copy gets packages again: write its conda_file";
  if (path === "python.interpreter_path") return c.plan.module.known(s.value!) === "python" ? null : "v2 runs the python of the image's PATH: set the PATH in the image";
  if (path.startsWith("docker.base_image_registry")) return "v2 logs in to a registry through the workspace: give its identity the right to pull, or make a connection to the registry";
  if (path === "docker.shm_size" || path === "docker.arguments") return `v2 sets it on the step: ${path === "docker.shm_size" ? "shm_size" : "docker_args"}`;
  if (path === "python.conda_dependencies_file") return "name the file as conda_file of the Environment";
  return hasPlace(s) ? null : `${path} has no counterpart in the v2 Environment`;
}

function unsupported({ path, statement, indirect }: EnvironmentSetting, why: string, c: Context): void {
  if (indirect) c.draft.deleted.add(statement);
  c.draft.todo(statement, ENVIRONMENT_SETTING, why);
  c.draft.finding(ENVIRONMENT_SETTING, statement, { title: `${path.replace(/\[\]$/, "")} on an environment`, why: `${why}.`, v1: `Environment.${path}`, v2: "Environment", fails: !indirect && path.includes(".") });
}

