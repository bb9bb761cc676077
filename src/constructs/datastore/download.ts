import { statementOf } from "../../python/ast.js";
import type { Doc } from "../../python/layout.js";
import { call, item, keyword } from "../../python/layout.js";
import type { TemplatePart } from "../../python/template.js";
import { templateDoc } from "../../python/template.js";
import type { Blocker, Context } from "../concept.js";
import { textOf } from "../data/text.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { settledText } from "../step/source.js";
import * as rules from "./findings.js";
import { fileSystem, INSTALL, overwriteDoc } from "./upload.js";

/**
 * `datastore.download` as a statement. v1 downloads each file whose path starts with the prefix, and makes the whole path anew below the
 * target (azureml-core 1.61, azure_storage_datastore). `get` of azureml-fsspec 1.4 copies what lies in a folder into the target itself, or one
 * file under its name: so the target gets the path of the folder.
 */
export function checkDownload(o: V1Object, plan: Plan): Blocker | null {
  if (o.form !== "datastore.download") return null;
  const say = (title: string, why: string): Blocker => ({ rule: rules.DOWNLOAD_BY_HAND, range: o.site, title, why });
  const by = "Write it with AzureMachineLearningFileSystem.download of azureml-fsspec.";
  if (o.args.unknown.length > 0 || !o.args.get("target_path")) return say("Which arguments does download get?", `A * or ** argument hides them from the tool. ${by}`);
  const statement = statementOf(o.site);
  if (statement.kind !== "expression" || statement.value !== o.site) return say("How many files were downloaded?", `v1 gives their number back, v2 has no such result. ${by}`);
  return placeOf(o, plan) ? null : say("Which files does this download?", `The prefix is not in sight, or it is the whole datastore or a part of a name. ${by}`);
}

/** The folder or the file that a prefix names; null where it can't be told, or is neither. */
function placeOf(o: V1Object, plan: Plan): { path: string; folder: string; isFile: boolean } | null {
  const prefix = settledText(o.args.get("prefix"), plan)?.replace(/\\/g, "/");
  const path = prefix === undefined ? undefined : withoutEnd(prefix);
  if (prefix === undefined || !path || /^[./]|[*?[\]]|\/\.\.?(\/|$)/.test(path)) return null;
  const isFile = path === prefix && /\.[A-Za-z][A-Za-z0-9]{0,7}$/.test(path);
  const slash = path.lastIndexOf("/");
  return { path, folder: isFile ? path.slice(0, Math.max(slash, 0)) : path, isFile };
}

/** `fs.download(...)` into the folder that v1 made below the target. */
export function downloadDoc(o: V1Object, c: Context): Doc {
  const { draft } = c;
  const { path, folder, isFile } = placeOf(o, c.plan)!;
  const files = fileSystem(o.receiver!, o, c);
  const target = textOf(o.args.get("target_path"), c);
  const last = target.at(-1);
  const start: TemplatePart[] = typeof last === "string" ? [...target.slice(0, -1), withoutEnd(last)] : target;
  draft.finding(rules.DOWNLOAD, o.site, {
    title: "download -> AzureMachineLearningFileSystem.download", why: `v1 takes all that starts with "${path}", v2 ${isFile ? "this one file" : "what lies in that folder"}; ${INSTALL}`, v1: o.form, v2: "azureml.fsspec.AzureMachineLearningFileSystem.download",
  });
  const to = folder === "" ? start : [...start, `/${folder}`];
  return call(`${files}.download`, [
    item(draft.string(path)), item(templateDoc(to, draft.quote)), ...(isFile ? [] : [keyword("recursive", "True")]), keyword("overwrite", overwriteDoc(o.args.get("overwrite"), c)),
  ]);
}

function withoutEnd(path: string): string {
  let end = path.length;
  while (path[end - 1] === "/") end--;
  return path.slice(0, end);
}
