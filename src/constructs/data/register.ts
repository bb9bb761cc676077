import { statementOf } from "../../python/ast.js";
import type { ItemDoc } from "../../python/layout.js";
import { call, item, keyword } from "../../python/layout.js";
import { workspaceOf } from "../compute/index.js";
import type { Context } from "../concept.js";
import type { V1Object } from "../model.js";
import { clientOf } from "../workspace/index.js";
import { assetName, renaming } from "./asset-name.js";
import * as rules from "./findings.js";
import { inputOf } from "./input.js";
import { assetType } from "./kind.js";

/** `Data` is created first; the `Input` then names it. */
export function registerInV2(o: V1Object, c: Context): void {
  const from = o.receiver ? c.plan.reader.objectOf(o.receiver) : null;
  if (!from || !o.receiver) return;
  const at = statementOf(o.site);
  // The files are there before their place gets a name.
  if (from.form === "Dataset.File.upload_directory") c.draft.write(o.receiver);
  const inline = from.site === o.receiver ? inputOf(from, c, at, null) : null;
  const path = inline ? (inline.items.find((i) => i.prefix === "path=")?.value ?? '""') : `${c.draft.text(o.receiver)}.path`;
  const items: ItemDoc[] = [];
  for (const name of ["name", "description", "tags"]) {
    const value = o.args.get(name);
    if (value) items.push(keyword(name, name === "name" ? assetName(value, c) : c.draft.doc(value)));
  }
  items.push(keyword("type", `${c.draft.v2("AssetTypes")}.${assetType(from, c)}`), keyword("path", path));
  const code = call(`${clientOf(workspaceOf(o, c), o.site, c)}.data.create_or_update`, [item(call(c.draft.v2("Data"), items))]);
  c.draft.insertDocBefore(at, code);
  const renamed = renaming(o.args.get("name"), c);
  c.draft.finding(rules.REGISTER, o.site, {
    title: "register -> ml_client.data.create_or_update", why: `each run makes a new version; ${renamed || "where the name is registered already as a v1 dataset, v2 refuses another type under it: choose a new name then"}`, v1: "Dataset.register", v2: "MLClient.data.create_or_update",
  });
}
