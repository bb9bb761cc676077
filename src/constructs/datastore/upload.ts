import type { Expression } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { BracketDoc, Doc, ItemDoc } from "../../python/layout.js";
import { call, item, keyword, print } from "../../python/layout.js";
import { piecesDoc } from "../../python/template.js";
import { workspaceOf } from "../compute/index.js";
import type { Blocker, Context } from "../concept.js";
import { datastoreName } from "../data/paths.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { listItems } from "../step/arguments.js";
import { clientOf } from "../workspace/index.js";
import * as rules from "./findings.js";

/**
 * `datastore.upload` and `datastore.upload_files` as statements: `azureml.fsspec` copies the files. v1 puts the contents of the folder,
 * or the files below their common folder, under `target_path` (azureml-core 1.61, azure_storage_datastore); `put` of azureml-fsspec
 * does the same for a folder, and puts a file under its name.
 */
export function checkUpload(o: V1Object, plan: Plan): Blocker | null {
  if (o.form !== "datastore.upload" && o.form !== "datastore.upload_files") return null;
  const method = o.form.split(".")[1]!;
  const say = (title: string, why: string): Blocker => ({ rule: rules.UPLOAD_BY_HAND, range: o.site, title, why });
  const by = "Write it with AzureMachineLearningFileSystem of azureml-fsspec, or register the local files with ml_client.data.create_or_update.";
  if (o.args.unknown.length > 0) return say(`Which arguments does ${method} get?`, `A * or ** argument hides them from the tool. ${by}`);
  const statement = statementOf(o.site);
  if (statement.kind !== "expression" || statement.value !== o.site) return say(`What ${method} gives back is used`, `v2 has no object for it. ${by}`);
  if (method === "upload") return o.args.get("src_dir") ? null : say("upload without a folder", by);
  return filesOf(o, plan) ? null : say("Where do these files land?", `Their names and relative_root can't be seen from here, so the paths below target_path can't be told. ${by}`);
}

/** The files of an `upload_files` that all land directly in the target; null when that can't be told. */
function filesOf(o: V1Object, plan: Plan): readonly Expression[] | null {
  const items = listItems(o.args.get("files"), plan);
  const paths = items?.map((e) => plan.module.known(e));
  if (!items || !paths || paths.length === 0 || !paths.every((p): p is string => typeof p === "string")) return null;
  const folders = new Set(paths.map((p) => folderOf(p)));
  const root = o.args.get("relative_root");
  const known = root && !(root.kind === "constant" && root.value === null) ? plan.module.known(root) : undefined;
  if (known !== undefined) folders.add(typeof known === "string" ? folderOf(`${known}/x`) : "?");
  else if (root && root.kind !== "constant") return null;
  return folders.size === 1 ? items : null;
}

/** The folder of a local path, in one spelling. */
function folderOf(path: string): string {
  return path.replace(/\\/g, "/").split("/").slice(0, -1).filter((part) => part !== "." && part !== "").join("/");
}

/** `fs.upload(...)`, with the file system made once below the datastore that it belongs to. */
export function uploadDoc(o: V1Object, c: Context): Doc {
  const { draft, plan } = c;
  const method = o.form.split(".")[1]!;
  const files = fileSystem(o.receiver!, o, c);
  const target = o.args.get("target_path");
  const to: Doc = target && !(target.kind === "constant" && target.value === null) ? draft.doc(target) : draft.string("");
  const how = overwriteDoc(o.args.get("overwrite"), c);
  uploadFinding(o, method, c);
  const upload = (from: Doc, more: readonly ItemDoc[]): Doc => call(`${files}.upload`, [item(from), item(to), ...more, keyword("overwrite", how)]);
  if (method === "upload") return upload(draft.doc(o.args.get("src_dir")!), [keyword("recursive", "True")]);
  const items = filesOf(o, plan) ?? [];
  if (items.length === 1) return upload(draft.doc(items[0]!), []);
  const statement = statementOf(o.site);
  const indent = plan.module.indentOf(statement);
  const path = draft.freshName("path");
  const body = `${indent}    ${print(upload(path, []), { indent: `${indent}    `, column: indent.length + 4, width: draft.width, unit: draft.unit })}`;
  return `for ${path} in ${draft.text(o.args.get("files")!)}:\n${body}`;
}

function uploadFinding(o: V1Object, method: string, c: Context): void {
  c.draft.finding(rules.UPLOAD, o.site, { title: `${method} -> AzureMachineLearningFileSystem.upload`, why: INSTALL, v1: o.form, v2: "azureml.fsspec.AzureMachineLearningFileSystem.upload" });
}

/** What whoever runs the code has to know. */
export const INSTALL = "the package azureml-fsspec has to be installed; it signs in by itself (Azure CLI, managed identity or environment variables)";

/**
 * `Dataset.File.upload_directory`: v1 copies the folder as `datastore.upload` does, and makes a dataset of the place (azureml-core 1.61,
 * dataset_factory). The upload stands above the statement; the dataset becomes an `Input` as any other.
 */
export function uploadBefore(o: V1Object, store: Expression, path: Expression | undefined, c: Context): void {
  const { draft } = c;
  const files = fileSystem(store, o, c);
  uploadFinding(o, "upload_directory", c);
  draft.insertDocBefore(statementOf(o.site), call(`${files}.upload`, [
    item(draft.doc(o.args.get("src_dir")!)), item(path && !isNone(path) ? draft.doc(path) : draft.string("")), keyword("recursive", "True"), keyword("overwrite", overwriteDoc(o.args.get("overwrite"), c)),
  ]));
}

function isNone(e: Expression): boolean {
  return e.kind === "constant" && e.value === null;
}

/** v1 leaves a file that is there already unless it is told to overwrite it. */
export function overwriteDoc(e: Expression | undefined, c: Context): Doc {
  const [yes, no] = [c.draft.string("MERGE_WITH_OVERWRITE"), c.draft.string("APPEND")];
  const known = e ? c.plan.module.known(e) : false;
  return typeof known === "boolean" ? (known ? yes : no) : `${yes} if ${c.draft.text(e!)} else ${no}`;
}

const systems = new WeakMap<Context["draft"], Map<V1Object | string, string>>();

/** The variable that holds the file system of a datastore. */
export function fileSystem(receiver: Expression, o: V1Object, c: Context): string {
  const { draft } = c;
  let known = systems.get(draft);
  if (!known) systems.set(draft, (known = new Map()));
  const object = c.plan.reader.objectOf(receiver);
  const held = receiver.kind === "name" && object?.site.parent?.kind === "assign" && object.site.parent.value === object.site;
  const key = held && object ? object : `${o.site.start}`;
  const existing = known.get(key);
  if (existing !== undefined) return existing;
  const client = clientOf(object ? workspaceOf(object, c) : undefined, held && object ? object.site : o.site, c);
  const uri = piecesDoc([
    ["azureml://subscriptions/", { code: `${client}.subscription_id` }, "/resourcegroups/", { code: `${client}.resource_group_name` }],
    ["/workspaces/", { code: `${client}.workspace_name` }, "/datastores/", datastoreName(receiver, c), "/paths/"],
  ], draft.quote);
  const name = draft.freshName(receiver.kind === "name" ? `${receiver.id}_files` : "datastore_files");
  known.set(key, name);
  const code = { ...(uri as BracketDoc), open: `${draft.v2("AzureMachineLearningFileSystem")}(` };
  const at = statementOf(held && object ? object.site : o.site);
  const indent = c.plan.module.indentOf(at);
  const text = `${name} = ${print(code, { indent: "", column: indent.length + name.length + 3, width: draft.width, unit: draft.unit })}`;
  if (held) draft.insertAfter(at, text);
  else draft.insertBefore(at, text);
  return name;
}
