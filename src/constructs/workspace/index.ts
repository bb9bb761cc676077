import type { Expression, NameExpression, Statement } from "../../python/ast.js";
import { isStatement, statementOf } from "../../python/ast.js";
import type { Doc, ItemDoc } from "../../python/layout.js";
import { call, item, keyword, print } from "../../python/layout.js";
import { isVisible } from "../../python/module.js";
import { enclosingBlocks } from "../../python/scope.js";
import type { Scope, Variable } from "../../python/scope.js";
import type { Blocker, Concept, Context } from "../concept.js";
import type { V1Object } from "../model.js";
import { isNone } from "../step/model.js";
import type { V2Name } from "../v2-names.js";
import { JOB_WORKSPACE, WORKSPACE, WORKSPACE_AUTH, WORKSPACE_KEPT } from "./findings.js";
import { table } from "../../table.js";

/** The credentials of azure.identity that sign in as the v1 ones do. */
const CREDENTIALS: Readonly<Record<string, V2Name>> = table({
  ServicePrincipalAuthentication: "ClientSecretCredential", MsiAuthentication: "ManagedIdentityCredential", AzureCliAuthentication: "AzureCliCredential",
});

/** The workspace: `Workspace` becomes `MLClient`, under the name `ml_client`. */
export const workspace: Concept = {
  vocabulary: {
    calls: {
      "Workspace.from_config": { kind: "workspace", parameters: ["path", "auth", "_logger", "_file_name"] },
      "Workspace.get": { kind: "workspace", parameters: ["name", "auth", "subscription_id", "resource_group"] },
      Workspace: { kind: "workspace", parameters: ["subscription_id", "resource_group", "workspace_name", "auth"] },
      "Workspace.setup": { kind: "workspace", parameters: [] },
      "Run.get_context": { kind: "job-context", parameters: ["allow_offline", "used_for_context_manager"] },
      ServicePrincipalAuthentication: { kind: "credential", parameters: ["tenant_id", "service_principal_id", "service_principal_password", "cloud"] },
      MsiAuthentication: { kind: "credential", parameters: ["cloud"] },
      AzureCliAuthentication: { kind: "credential", parameters: ["cloud"] },
    },
    methods: { "workspace.get_details": { kind: "details", parameters: [] } },
    attributes: {
      "job-context.experiment": "job-experiment",
      "job-experiment.workspace": "workspace",
      "workspace.compute_targets": "collection",
      "workspace.datastores": "collection",
      "workspace.datasets": "collection",
      "workspace.environments": "collection",
    },
  },
  check: {
    // Only the way to a workspace has a counterpart.
    "job-context": (o, plan) => (plan.consumersOf(o).some((x) => x.kind === "job-experiment") ? null : notForWorkspace(o)),
    "job-experiment": (o, plan) => (plan.consumersOf(o).some((x) => x.kind === "workspace") ? null : notForWorkspace(o)),
    credential: (o, plan) => {
      const cloud = o.args.get("cloud");
      const public_ = !cloud || isNone(cloud) || plan.module.known(cloud) === "AzureCloud";
      return public_ && o.args.unknown.length === 0 ? null : { rule: WORKSPACE_AUTH, range: cloud ?? o.site, title: `${o.form} for another cloud`, why: "v2 takes the cloud in two places, MLClient(cloud=...) and the authority of the credential: choose both." };
    },
  },
  write: {
    "job-context": () => null,
    "job-experiment": () => null,
    details: (o, c) => {
      const client = clientOf(o.receiver ?? undefined, o.site, c);
      c.draft.finding(WORKSPACE, o.site, { effort: "changed", title: "get_details -> ml_client.workspaces.get", why: "v1 gives a dict, v2 a Workspace, which shows itself as YAML", v1: "Workspace.get_details", v2: "MLClient.workspaces.get" });
      return `${client}.workspaces.get(${client}.workspace_name)`;
    },
    workspace: (o, c) => {
      if (o.form === JOB) return jobClientDoc(o, c);
      if (o.form === "Workspace.setup") {
        c.draft.finding(WORKSPACE, o.site, {
          effort: "changed", title: "Workspace.setup -> MLClient.from_config", why: "without a config.json v1 asked for the workspace and wrote the file; v2 raises ValidationException there", v1: o.form, v2: "MLClient.from_config",
        });
        return clientDoc(o, c);
      }
      c.draft.finding(WORKSPACE, o.site, { title: `${o.form} -> MLClient${o.form === "Workspace.from_config" ? ".from_config" : ""}`, v1: o.form, v2: "MLClient" });
      return clientDoc(o, c);
    },
    credential: (o, c) => {
      const credential = CREDENTIALS[o.form]!;
      c.draft.finding(WORKSPACE, o.site, { title: `${o.form} -> ${credential}`, v1: o.form, v2: `azure.identity.${credential}` });
      return call(c.draft.v2(credential), [
        ...argument(o, "tenant_id", "tenant_id", c), ...argument(o, "service_principal_id", "client_id", c), ...argument(o, "service_principal_password", "client_secret", c),
      ]);
    },
  },
  rewrites: {
    "workspace.name": (_, e, c) => `${clientAt(e, c)}.workspace_name`,
    "workspace.subscription_id": (_, e, c) => `${clientAt(e, c)}.subscription_id`,
    "workspace.resource_group": (_, e, c) => `${clientAt(e, c)}.resource_group_name`,
    "workspace.location": (_, e, c) => {
      const client = clientAt(e, c);
      return `${client}.workspaces.get(${client}.workspace_name).location`;
    },
    "workspace.datasets in": (o, e, c) => `[d.name for d in ${clientOf(o.receiver ?? undefined, e, c)}.data.list()]`,
    "workspace.datastores in": (o, e, c) => `[d.name for d in ${clientOf(o.receiver ?? undefined, e, c)}.datastores.list()]`,
    "workspace.compute_targets in": (o, e, c) => `[c.name for c in ${clientOf(o.receiver ?? undefined, e, c)}.compute.list()]`,
  },
};

/** `ws.name` and its like: the client of the part before the dot. */
function clientAt(e: Expression, c: Context): string {
  return clientOf(e.kind === "attribute" ? e.value : undefined, e, c);
}

function argument(o: V1Object, v1: string, v2: string, c: Context): ItemDoc[] {
  const value = o.args.get(v1);
  return value ? [keyword(v2, c.draft.doc(value))] : [];
}

function credentialDoc(o: V1Object, c: Context): Doc {
  const auth = o.args.get("auth");
  if (auth && c.plan.movesAt(auth) && c.plan.reader.is(auth, "credential")) return c.draft.doc(auth);
  const interactive = auth ? c.plan.reader.objectOf(auth) : null;
  if (interactive?.kind === "interactive-auth" && c.plan.moves(interactive)) {
    c.draft.finding(WORKSPACE, interactive.site, {
      effort: "changed", title: "InteractiveLoginAuthentication -> InteractiveBrowserCredential", why: "v2 opens a browser in each new session; v1 kept the sign-in, and took the one of the Azure CLI where there was one", v1: "InteractiveLoginAuthentication", v2: "azure.identity.InteractiveBrowserCredential",
    });
    return call(c.draft.v2("InteractiveBrowserCredential"), argument(interactive, "tenant_id", "tenant_id", c));
  }
  if (auth && !(auth.kind === "constant" && auth.value === null)) {
    c.draft.finding(WORKSPACE, auth, {
      effort: "changed", title: "auth -> DefaultAzureCredential", why: "the v2 default tries environment variables, managed identity and the Azure CLI in turn; choose a credential of azure.identity where that is not what you want", v1: `${o.form}.auth`, v2: "credential",
    });
  }
  return call(c.draft.v2("DefaultAzureCredential"), []);
}

/** `Run.get_context().experiment.workspace`. */
const JOB = "job-experiment.workspace";

function notForWorkspace(o: V1Object): Blocker {
  return { rule: JOB_WORKSPACE, range: o.site, title: "", why: "" };
}

/** The client of the workspace that a job runs in. */
function jobClientDoc(o: V1Object, c: Context): Doc {
  c.draft.finding(JOB_WORKSPACE, o.site, {
    title: "Run.get_context().experiment.workspace -> MLClient of the job's workspace",
    why: "it signs in with the identity of the compute, where v1 took the token of the job, so that identity needs access to the workspace; outside of a job it raises KeyError, v1 AttributeError", v1: "Run.get_context().experiment.workspace", v2: "MLClient",
  });
  const os = c.plan.module.names.moduleOf(c.plan.module.fileAt(o.site.start)).variables.get("os");
  const environ = os?.bindings.every((b) => b.imported === "os") ? "os.environ" : c.draft.v2("environ");
  const variable = (name: string): ItemDoc => item(`${environ}[${c.draft.string(`AZUREML_ARM_${name}`)}]`);
  return call(c.draft.v2("MLClient"), [item(call(c.draft.v2("DefaultAzureCredential"), [])), variable("SUBSCRIPTION"), variable("RESOURCEGROUP"), variable("WORKSPACE_NAME")]);
}

function clientDoc(o: V1Object, c: Context): Doc {
  const credential = credentialDoc(o, c);
  if (o.form === "Workspace.from_config" || o.form === "Workspace.setup") {
    return call(`${c.draft.v2("MLClient")}.from_config`, [keyword("credential", credential), ...argument(o, "path", "path", c), ...argument(o, "_file_name", "file_name", c)]);
  }
  return call(c.draft.v2("MLClient"), [
    item(credential), ...argument(o, "subscription_id", "subscription_id", c), ...argument(o, "resource_group", "resource_group_name", c),
    ...argument(o, o.form === "Workspace" ? "workspace_name" : "name", "workspace_name", c),
  ]);
}

const clients = new WeakMap<Context["draft"], Map<Variable | V1Object | Expression | string, string>>();

function clientsOf(c: Context): Map<Variable | V1Object | Expression | string, string> {
  let known = clients.get(c.draft);
  if (!known) clients.set(c.draft, (known = new Map()));
  return known;
}

/**
 * The code that names the client of a workspace expression. Where the workspace stays v1, a client is made from it, once.
 *
 * @param e the v1 expression; undefined where v1 found the workspace by itself
 * @param at where the code will stand
 */
export function clientOf(e: Expression | undefined, at: Expression, c: Context): string {
  const known = clientsOf(c);
  const object = e ? c.plan.reader.objectsOf(e)[0] : c.plan.of("workspace")[0];
  if (object?.kind === "workspace" && c.plan.moves(object)) {
    const name = clientAtPlace(e, object, statementOf(at), c);
    if (name === null) c.draft.unreachable.push({ at, what: "the client of the workspace" });
    return name ?? "ml_client";
  }
  // `self.ws` of a workspace that stays v1: each function makes its own client of it.
  if (e?.kind === "attribute" && !variableForKept(object, c) && c.plan.module.meansTheSameAt(e, statementOf(at), statementOf(at).start)) {
    const id = c.plan.module.slice(e);
    return clientInScope(object ?? id, clientFrom(id, c), at, c);
  }
  if (object?.kind === "workspace" && e !== undefined && e !== object.site && e.kind !== "name" && !variableForKept(object, c)) c.draft.unreachable.push({ at, what: "the client of the workspace" });
  const named = e?.kind === "name" ? keptName(e, object, at, c) : undefined;
  if (named === null) c.draft.unreachable.push({ at, what: "the client of the workspace" });
  if (named && (object?.kind !== "workspace" || c.plan.module.names.scopeOf(statementOf(object.site)) !== named.variable.scope)) return clientInScope(named.variable, clientFrom(named.id, c), at, c);
  // Made on one path of several: beside it, the client would be missing on the others, or be that of another.
  const objects = e ? c.plan.reader.objectsOf(e) : [];
  const block = object ? statementOf(object.site).block : null;
  if (named && object && (objects.length > 1 || (block?.owner?.kind === "compound" && !enclosingBlocks(statementOf(at)).includes(block)))) {
    const held = `${named.id} of ${objects.map((o) => o.site.start).join(" ")}`;
    if (!scoped.get(c.draft)?.has(held)) keptFinding(object, named.id, "a client", c);
    return clientInScope(held, clientFrom(named.id, c), at, c);
  }
  const own = variableForKept(object, c);
  const ws = own && (named || isVisible(own, c.plan.module.names.scopeOf(statementOf(at)))) ? own.name : named?.id;
  if (!object || ws === undefined) return clientOfUnnamed(e, object, at, c);
  // By the workspace: a variable may hold several, one after the other, and a client where one of them moves.
  let name = known.get(object);
  if (name === undefined) {
    name = c.draft.scopedName("ml_client", c.plan.module.names.scopeOf(statementOf(object.site)));
    known.set(object, name);
    makeClient(name, ws, object, c);
  }
  return name;
}

/** The client of a workspace that no variable holds where it is needed. What gives the workspace gets one, if it stands in sight of that place. */
function clientOfUnnamed(e: Expression | undefined, object: V1Object | undefined, at: Expression, c: Context): string {
  const { module } = c.plan;
  const s = statementOf(at);
  if (object?.kind === "workspace" && module.meansTheSameAt(object.site, s, s.start)) return clientInScope(object, print(clientDoc(object, c), { indent: "", column: 0, width: Infinity, unit: c.draft.unit }), at, c);
  if (!e && !object) return clientInScope("workspace", `${c.draft.v2("MLClient")}.from_config(credential=${c.draft.v2("DefaultAzureCredential")}())`, at, c);
  if (e?.kind === "name" && !module.names.variableOf(e)) return clientInScope(e.id, clientFrom(e.id, c), at, c);
  const made = e && statementOf(e);
  if (!made || object?.kind === "workspace" || module.names.scopeOf(made) !== module.names.scopeOf(s) || !enclosingBlocks(s).includes(made.block)) {
    c.draft.unreachable.push({ at, what: "the client of the workspace" });
    return "ml_client";
  }
  const known = clientsOf(c);
  let name = known.get(e);
  if (name === undefined) {
    const scope = module.names.scopeOf(made);
    const ws = c.draft.scopedName("ws", scope);
    known.set(e, (name = c.draft.scopedName("ml_client", scope)));
    const given = c.draft.doc(e);
    c.draft.inside(made, () => {
      c.draft.insertDocBefore(made, given, `${ws} = `);
      c.draft.insertBefore(made, `${name!} = ${clientFrom(ws, c)}`);
    });
    c.draft.replace(e, ws);
  }
  return name;
}

/** A variable that holds a v1 workspace where code is to stand. */
interface KeptName {
  readonly variable: Variable;
  readonly id: string;
}

/** The variable that holds a v1 workspace at a place: the one that v1 named, else another of the same workspace; null when there is none. */
function keptName(e: NameExpression, object: V1Object | undefined, at: Expression, c: Context): KeptName | null | undefined {
  const { names } = c.plan.module;
  const scope = names.scopeOf(statementOf(at));
  const own = names.variableOf(e);
  if (!own || isVisible(own, scope)) return own && { variable: own, id: e.id };
  for (let s: Scope | null = scope; s; s = s.parent) {
    for (const [id, variable] of s.variables) {
      const held = variable.bindings.length === 1 ? c.plan.reader.heldBy(variable.bindings[0]!) : [];
      if (held.length > 0 && held[0] === object && isVisible(variable, scope)) return { variable, id };
    }
  }
  return null;
}

function variableForKept(o: V1Object | undefined, c: Context): Variable | undefined {
  return o?.kind === "workspace" ? variableFor(o, c) : undefined;
}

const scoped = new WeakMap<Context["draft"], Map<object | string, Map<Scope, { readonly name: string; readonly code: string; above: Statement }>>>();

/** The client that is made from a v1 workspace which a function gets or a module imports: once in each scope that needs it, above what needs it first. */
function clientInScope(ws: object | string, client: string, at: Expression, c: Context): string {
  let variables = scoped.get(c.draft);
  if (!variables) scoped.set(c.draft, (variables = new Map()));
  const scopes = variables.get(ws) ?? new Map<Scope, { readonly name: string; readonly code: string; above: Statement }>();
  variables.set(ws, scopes);
  const scope = c.plan.module.names.scopeOf(statementOf(at));
  const known = scopes.get(scope);
  if (!known) {
    const name = c.draft.scopedName("ml_client", scope);
    const code = `${name} = ${client}`;
    scopes.set(scope, { name, code, above: statementOf(at) });
    c.draft.insertBefore(statementOf(at), code);
    return name;
  }
  const above = firstOf(known.above, statementOf(at));
  if (above !== known.above) {
    c.draft.before.set(known.above, (c.draft.before.get(known.above) ?? []).filter((text) => text !== known.code));
    c.draft.insertBefore(above, known.code);
    known.above = above;
  }
  return known.name;
}

/** The statement of the innermost block around two that stands above both, or holds the first of them. */
function firstOf(a: Statement, b: Statement): Statement {
  const blocks = enclosingBlocks(a);
  const shared = enclosingBlocks(b).find((block) => blocks.includes(block));
  const first = a.start <= b.start ? a : b;
  let s = first;
  while (shared && s.block !== shared && s.block.owner) s = s.block.owner;
  return s;
}

/** `MLClient(...)` of a workspace that stays v1. */
function clientFrom(ws: string, c: Context): string {
  return `${c.draft.v2("MLClient")}(${c.draft.v2("DefaultAzureCredential")}(), ${ws}.subscription_id, ${ws}.resource_group, ${ws}.name)`;
}

/** The code that names the client of a workspace that moves, at a statement; null when nothing there holds it. */
function clientAtPlace(e: Expression | undefined, object: V1Object, at: Statement, c: Context): string | null {
  const { names } = c.plan.module;
  const means = (x: Expression): boolean => c.plan.module.meansTheSameAt(x, at, at.start);
  if (e?.kind === "name" && c.plan.reader.objectOf(e) === object && means(e)) {
    const variable = names.variableOf(e);
    return variable ? clientName(variable, c) : null;
  }
  if (e && (e.kind === "attribute" || e.kind === "subscript") && means(e)) return c.draft.text(e);
  const own = variableFor(object, c);
  if (own && isVisible(own, names.scopeOf(at))) return clientName(own, c);
  for (let scope: Scope | null = names.scopeOf(at); scope; scope = scope.parent) {
    for (const variable of scope.variables.values()) {
      const [binding, ...others] = names.reaching(variable, at, at.start);
      const held = binding && others.length === 0 ? c.plan.reader.heldBy(binding) : [];
      if (held.length === 1 && held[0] === object && isVisible(variable, names.scopeOf(at))) return clientName(variable, c);
    }
  }
  return clientOfCall(object, at, c) ?? (own === undefined && means(object.site) ? c.draft.text(object.site) || "ml_client" : null);
}

/** A call above that gives the workspace, and is an argument of another: it gets a variable. */
function clientOfCall(object: V1Object, at: Statement, c: Context): string | null {
  const { names } = c.plan.module;
  const blocks = enclosingBlocks(at);
  const use = c.plan.usesOf(object).find(({ expression: e }) => e.kind === "call" && statementOf(e).start <= at.start && blocks.includes(statementOf(e).block));
  if (!use) return null;
  const known = clientsOf(c);
  const key = `call at ${use.expression.start}`;
  let name = known.get(key);
  if (name === undefined) {
    const statement = statementOf(use.expression);
    known.set(key, (name = c.draft.scopedName("ml_client", names.scopeOf(statement))));
    const made = c.draft.doc(use.expression);
    c.draft.inside(statement, () => c.draft.insertDocBefore(statement, made, `${name!} = `));
    c.draft.replace(use.expression, name);
  }
  return name;
}

/** The v2 name of a variable that holds a workspace. A parameter keeps its name, and so does what other files or objects name. */
export function clientName(variable: Variable, c: Context): string {
  const known = clientsOf(c);
  let name = known.get(variable);
  if (name === undefined) known.set(variable, (name = isRenamed(variable, c) ? c.draft.scopedName("ml_client", variable.scope) : variable.name));
  return name;
}

/** Whether a variable is called `ml_client` in the upgraded code: one that workspaces are assigned to, and nothing else. */
function isRenamed(variable: Variable, c: Context): boolean {
  if (variable.scope.kind === "class" || c.plan.module.names.isNamedElsewhere(variable)) return false;
  const bindings = variable.bindings.filter((b) => b.kind !== "other");
  return bindings.length > 0 && bindings.every((b) => {
    const held = b.kind === "assign" && b.index === null ? c.plan.reader.heldBy(b) : [];
    return held.length > 0 && held.every((o) => o.kind === "workspace" && c.plan.moves(o));
  });
}

/** The variable that a workspace is assigned to, by itself or as one of two: `ws = Workspace.get(...) if remote else Workspace.from_config()`. */
function variableFor(o: V1Object, c: Context): Variable | undefined {
  let { parent } = o.site;
  while (parent && !isStatement(parent) && parent.kind === "conditional") ({ parent } = parent);
  const target = parent && isStatement(parent) && parent.kind === "assign" && parent.targets.length === 1 ? parent.targets[0] : undefined;
  return target?.kind === "name" ? c.plan.module.names.scopeOf(parent as Statement).variables.get(target.id) : undefined;
}

/** Makes a client below a workspace that stays v1. */
function makeClient(name: string, ws: string, object: V1Object, c: Context): void {
  keptFinding(object, ws, name, c);
  const made = statementOf(object.site);
  c.draft.inside(made, () => c.draft.insertAfter(made, `${name} = ${clientFrom(ws, c)}`));
}

function keptFinding(o: V1Object, ws: string, client: string, c: Context): void {
  c.draft.finding(WORKSPACE_KEPT, o.site, {
    title: `${ws} stays a v1 workspace; ${client} is made from it`, why: `other v1 code still needs it: ${c.plan.kept.get(o) ?? ""}`, v1: o.form, v2: "MLClient",
  });
}

/** Renames the variables that hold a workspace: `ws` becomes `ml_client` wherever it is read or bound. */
export function renameWorkspaces(c: Context): void {
  if (!c.plan.of("workspace").some((o) => c.plan.moves(o))) return;
  for (const variable of c.plan.module.names.all()) {
    if (!variable.bindings.some((b) => b.target !== null) || !isRenamed(variable, c)) continue;
    const name = clientName(variable, c);
    for (const binding of variable.bindings) if (binding.target) c.draft.replace(binding.target, name);
    for (const use of variable.uses) if (!c.draft.replacements.has(use)) c.draft.replace(use, name);
  }
}
