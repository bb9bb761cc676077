import type { Expression } from "../../python/ast.js";
import { isStatement } from "../../python/ast.js";
import type { Doc, ItemDoc } from "../../python/layout.js";
import { call, item, keyword } from "../../python/layout.js";
import { templateDoc } from "../../python/template.js";
import { workspaceOf } from "../compute/index.js";
import type { Blocker, Concept, Context } from "../concept.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { isNone } from "../step/model.js";
import { clientOf } from "../workspace/index.js";
import { MODEL, MODEL_CHANGED, SDK_VERSION, TELEMETRY } from "./findings.js";
import { table } from "../../table.js";

/** What each argument of `Model.register` is called by the v2 `Model`. */
const REGISTER: Readonly<Record<string, string>> = table({ model_name: "name", model_path: "path", description: "description", tags: "tags", properties: "properties" });

/** What v1 keeps for a deployment without an entry script, which v2 does with MLflow models only. */
const FOR_DEPLOYMENT = ["model_framework", "model_framework_version", "resource_configuration"];

/** Registered models that a scoring script loads, and what scripts ask of the SDK itself: its version, its telemetry. */
export const registeredModel: Concept = {
  vocabulary: {
    calls: {
      "Model.register": { kind: "model", parameters: ["workspace", "model_path", "model_name", "tags", "properties", "description", "datasets", "model_framework", "model_framework_version", "child_paths", "sample_input_dataset", "sample_output_dataset", "resource_configuration"] },
      "azureml.telemetry.set_diagnostics_collection": { kind: "telemetry", parameters: ["send_diagnostics"] },
      Model: { kind: "model", parameters: ["workspace", "name", "id", "tags", "properties", "version"] },
    },
    attributes: { "workspace.models": "collection" },
    subscripts: { "workspace.models": "model" },
    constants: { VERSION: "sdk-version", __version__: "sdk-version" },
  },
  check: { model: checkModel },
  write: {
    model: writeModel,
    telemetry: (o, c) => {
      c.draft.finding(TELEMETRY, o.site, { title: "set_diagnostics_collection is dropped", why: "SDK v2 has no such switch", v1: "set_diagnostics_collection", v2: "nothing" });
      return null;
    },
    "sdk-version": (o, c) => {
      c.draft.finding(SDK_VERSION, o.site, { title: `${o.form} -> azure.ai.ml.__version__`, why: "the number is the one of azure-ai-ml now", v1: `azureml.core.${o.form}`, v2: "azure.ai.ml.__version__" });
      return c.draft.v2("__version__");
    },
  },
  rewrites: {
    "workspace.models in": (o, e, c) => `[m.name for m in ${clientOf(o.receiver ?? undefined, e, c)}.models.list()]`,
    "model.name": readDoc,
    "model.tags": readDoc,
    "model.properties": readDoc,
    "model.description": readDoc,
    "model.version": versionDoc,
    "model.id": idDoc,
    "model.download()": downloadDoc,
  },
};

/** A model that can't move stays v1: the two stand side by side. */
function checkModel(o: V1Object, plan: Plan): Blocker | null {
  const { args } = o;
  const stays: Blocker = { rule: MODEL, range: o.site, title: `${o.form} with arguments that v2 has no place for`, why: "It stays v1." };
  if (o.form === "Model") {
    const plain = args.unknown.length === 0 && args.names().every((n) => ["workspace", "name", "version", "id"].includes(n));
    if (!plain || (isNone(args.get("name")) && idOf(o, plan) === null)) return stays;
  }
  if (o.form === "Model.register") {
    const plain = args.unknown.length === 0 && args.names().every((n) => n === "workspace" || n in REGISTER || FOR_DEPLOYMENT.includes(n) || isNone(args.get(n)));
    if (!plain || !args.get("model_path") || !args.get("model_name")) return stays;
  }
  // v1 gives the path of what it downloaded, v2 gives nothing.
  const chained = o.form === "Model.register" && plan.usesOf(o).some(({ role, expression }) => role.type === "rewrite" && role.key === "model.download()" && expression === o.site);
  if (chained) return stays;
  const used = plan.usesOf(o).find(({ role }) => role.type === "rewrite" && role.key === "model.download()" && !isOwnStatement(role.expression));
  return used ? { ...stays, range: used.expression, title: "the path that download() gives is used" } : null;
}

function isOwnStatement(e: Expression): boolean {
  return e.parent !== null && isStatement(e.parent) && e.parent.kind === "expression";
}

/** The name and the version in `Model(ws, id="name:3")`. */
function idOf(o: V1Object, plan: Plan): readonly [string, string] | null {
  const id = o.args.get("id");
  const known = id ? plan.module.known(id) : undefined;
  const match = typeof known === "string" ? /^(.+):(\d+)$/.exec(known) : null;
  return match ? [match[1]!, match[2]!] : null;
}

/** The name that a model is asked for by. */
function nameOf(o: V1Object): Expression | undefined {
  const name = o.args.get("name") ?? (o.site.kind === "subscript" ? o.site.index : undefined);
  return isNone(name) ? undefined : name;
}

function writeModel(o: V1Object, c: Context): Doc {
  const { draft } = c;
  draft.finding(MODEL, o.site, { title: `${o.form === "workspace.models[]" ? "ws.models[...]" : o.form} -> ml_client.models`, v1: o.form, v2: "MLClient.models" });
  const client = clientOf(workspaceOf(o, c), o.site, c);
  if (o.form !== "Model.register") {
    const id = idOf(o, c.plan);
    const name = nameOf(o);
    if (!name) return call(`${client}.models.get`, [item(draft.string(id![0])), keyword("version", draft.string(id![1]))]);
    const version = o.args.get("version");
    return call(`${client}.models.get`, [item(draft.doc(name)), isNone(version) ? keyword("label", draft.stringAt("latest", o.site)) : keyword("version", textDoc(version, c))]);
  }
  const comments = o.site.kind === "call" ? draft.commentsOf(o.site) : null;
  const items: ItemDoc[] = [];
  for (const [v1, v2] of Object.entries(REGISTER)) {
    const value = o.args.get(v1);
    if (!isNone(value)) items.push(draft.commented(keyword(v2, draft.doc(value)), value, comments));
  }
  for (const name of FOR_DEPLOYMENT) {
    const value = o.args.get(name);
    if (!isNone(value)) draft.finding(MODEL_CHANGED, o.args.rangeOf(name) ?? value, { title: `${name} is dropped`, why: "v1 kept it for a deployment without an entry script; v2 deploys MLflow models that way and has no place for it", v1: `Model.register.${name}`, v2: "Model" });
  }
  return call(`${client}.models.create_or_update`, [item(call(draft.v2("Model"), items))], comments ? { last: comments.last } : {});
}

/** A version is text in v2. */
function textDoc(version: Expression, c: Context): Doc {
  if (version.kind === "number") return c.draft.string(version.text);
  return typeof c.plan.module.known(version) === "string" ? c.draft.doc(version) : `str(${c.draft.text(version)})`;
}

/** An attribute that v2 has under the same name. */
function readDoc(_: V1Object, e: Expression, c: Context): Doc {
  return e.kind === "attribute" ? `${receiverText(e, c)}.${e.name}` : c.draft.doc(e);
}

function receiverText(e: Expression, c: Context): string {
  return e.kind === "attribute" ? c.draft.text(e.value) : c.draft.text(e);
}

/** A number in v1, text in v2: where it is counted with, it is made a number again. */
function versionDoc(_: V1Object, e: Expression, c: Context): Doc {
  const parent = e.parent;
  const counts = parent !== null && !isStatement(parent) && ((parent.kind === "binary" && !/^(and|or)$/.test(parent.operator)) || (parent.kind === "other" && parent.type === "comparison_operator"));
  const read = `${receiverText(e, c)}.version`;
  const shown = parent !== null && !isStatement(parent) && parent.kind === "string";
  if (!counts && !shown) c.draft.finding(MODEL_CHANGED, e, { title: "the version of a model is text", why: "v1 gave a number: code that counts with it needs int(...)", v1: "Model.version", v2: "Model.version" });
  return counts ? `int(${read})` : read;
}

/** v1's id is the name and the version; the one of v2 is the address of the resource. */
function idDoc(_: V1Object, e: Expression, c: Context): Doc {
  const model = receiverText(e, c);
  const parent = e.parent;
  const part = parent && !isStatement(parent) && parent.kind === "string" ? parent.pieces.flatMap((p) => p.parts).find((p) => p.expression === e) : undefined;
  // Inside an f-string the braces are there already.
  if (part?.expression && part.format === "" && !/[({[]/.test(model)) return `${model}.name}:{${model}.version`;
  if (part || /[({[]/.test(model)) {
    c.draft.finding(MODEL_CHANGED, e, { title: "the id of a model is its address", why: "v1's id was the name and the version", v1: "Model.id", v2: "Model.id" });
    return `${model}.id`;
  }
  return templateDoc([{ code: `${model}.name` }, ":", { code: `${model}.version` }], c.draft.quote);
}

/** `model.download(target_dir=...)` as a statement. */
function downloadDoc(o: V1Object, e: Expression, c: Context): Doc {
  const { draft } = c;
  const given = e.kind === "call" ? e.args : [];
  const target = given.find((a) => a.name === "target_dir" || (a.name === null && a.star === ""))?.value;
  const model = e.kind === "call" ? receiverText(e.callee, c) : "";
  const onTheSpot = e.kind === "call" && e.callee.kind === "attribute" && e.callee.value === o.site ? nameOf(o) : undefined;
  draft.finding(MODEL_CHANGED, e, { title: "model.download -> ml_client.models.download", why: "the files lie in a folder of the model's name inside the target, and what is there is written over", v1: "Model.download", v2: "MLClient.models.download" });
  return call(`${clientOf(workspaceOf(o, c), e, c)}.models.download`, [
    keyword("name", onTheSpot ? draft.doc(onTheSpot) : `${model}.name`), keyword("version", `${model}.version`), ...(target ? [keyword("download_path", draft.doc(target))] : []),
  ]);
}
