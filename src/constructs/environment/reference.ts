import type { Expression, Statement } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { Doc } from "../../python/layout.js";
import { templateDoc } from "../../python/template.js";
import type { Context } from "../concept.js";
import { textOf } from "../data/index.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { isNone } from "../step/model.js";
import { clientOf } from "../workspace/index.js";
import { CURATED, ENVIRONMENT_OBJECT, ENVIRONMENT_SETTING } from "./findings.js";

/** An environment that is fetched by name, and so a text in v2; a clone of one too. */
export interface Reference {
  /** The object that fetches it. */
  readonly fetched: V1Object;
  /** What the program calls it: the new name of a clone. */
  readonly name: Expression;
  readonly workspace: Expression | undefined;
}

/** Whether an object fetches an environment by name. */
export function isReference(o: V1Object): boolean {
  return o.form === "Environment.get" || o.form === "workspace.environments[]";
}

/** The fetched environment behind an object; null when the program makes the environment itself. */
export function referenceOf(o: V1Object, plan: Plan, depth = 0): Reference | null {
  if (depth > 10) return null;
  if (isReference(o)) {
    const name = o.args.get("name") ?? (o.site.kind === "subscript" ? o.site.index : undefined);
    const collection = o.receiver?.kind === "attribute" ? o.receiver.value : undefined;
    return name ? { fetched: o, name, workspace: o.args.get("workspace") ?? collection } : null;
  }
  if (o.form !== "environment.register" && o.form !== "environment.clone") return null;
  const source = plan.reader.objectOf(o.receiver ?? undefined);
  const reference = source ? referenceOf(source, plan, depth + 1) : null;
  const name = o.args.get("new_name");
  return reference && name ? { ...reference, name } : reference;
}

/**
 * The reference in place of an object that fetches, clones or registers an environment of the workspace.
 *
 * @returns null when a statement is left with nothing to do
 */
export function referenceDoc(o: V1Object, reference: Reference, c: Context): Doc | null {
  const { draft, plan } = c;
  // A name is not looked up before the job is sent; code that catches the failure needs the look-up.
  if (isReference(o)) return isTried(statementOf(o.site)) && !isCurated(reference, plan) ? `${clientOf(reference.workspace, o.site, c)}.environments.get(${referenceText(reference, o.site, c)})` : fetchedDoc(reference, c);
  const receiver = plan.reader.objectOf(o.receiver ?? undefined);
  if (o.form === "environment.clone") {
    draft.finding(ENVIRONMENT_OBJECT, o.site, { effort: "changed", title: "a clone of a fetched environment -> the environment itself", why: "v2 has no clone: the packages and the image are the same, the name is the one of the original", v1: o.form, v2: "azureml:<name>@latest" });
  } else if (receiver?.form === "environment.clone") {
    draft.todo(statementOf(o.site), ENVIRONMENT_SETTING, "this registered a copy under another name: make an Environment(...) with what the original holds, and register that");
    draft.finding(ENVIRONMENT_SETTING, o.site, { title: "a clone of a fetched environment is registered", why: "v2 has no clone, and what the original holds can't be seen from here. Who fetches the copy by its name won't find it in a new workspace.", v1: o.form, v2: "Environment" });
  }
  const statement = statementOf(o.site);
  return statement.kind === "expression" && statement.value === o.site ? null : draft.doc(o.receiver!);
}

function isTried(s: Statement): boolean {
  for (let block = s.block; block.owner; block = block.owner.block) {
    if (block.owner.kind === "compound" && block.owner.type === "try_statement" && block.owner.bodies[0] === block) return true;
  }
  return false;
}

function isCurated(reference: Reference, plan: Plan): boolean {
  const known = plan.module.known(reference.name);
  return typeof known === "string" && known.startsWith("AzureML-");
}

/** `azureml:<name>@latest`; curated environments live in the registry that Microsoft keeps. */
function fetchedDoc(reference: Reference, c: Context): Doc {
  const { fetched: o, name } = reference;
  const version = given(o, "version");
  const label = given(o, "label");
  const known = c.plan.module.known(name);
  if (typeof known === "string" && known.startsWith("AzureML-")) {
    c.draft.finding(CURATED, name, {
      title: `${known} -> the azureml registry`, why: "many v1 curated environments have been retired: check that this name exists in the registry, and that its packages serve", v1: o.form, v2: "azureml://registries/azureml/environments/...",
    });
    const place = version ? ["versions/", ...textOf(version, c)] : ["labels/", ...(label ? textOf(label, c) : ["latest"])];
    return templateDoc([`azureml://registries/azureml/environments/${known.slice("AzureML-".length)}/`, ...place], c.draft.quote);
  }
  return templateDoc(["azureml:", ...textOf(name, c), ...(version ? [":", ...textOf(version, c)] : ["@", ...(label ? textOf(label, c) : ["latest"])])], c.draft.quote);
}

/** The name of a reference where it is read: a literal in quotes that fit there. */
export function nameText(reference: Reference, at: Expression, c: Context): string {
  return reference.name.kind === "string" && reference.name.value !== null ? c.draft.stringAt(reference.name.value, at) : c.draft.text(reference.name);
}

/** The arguments of `ml_client.environments.get` for a reference. */
export function referenceText(reference: Reference, at: Expression, c: Context): string {
  const version = given(reference.fetched, "version");
  const label = given(reference.fetched, "label");
  return `${nameText(reference, at, c)}, ${version ? `version=${c.draft.text(version)}` : `label=${label ? c.draft.text(label) : c.draft.stringAt("latest", at)}`}`;
}

function given(o: V1Object, name: string): Expression | undefined {
  const e = o.args.get(name);
  return isNone(e) ? undefined : e;
}
