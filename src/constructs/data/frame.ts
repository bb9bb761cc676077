import { statementOf } from "../../python/ast.js";
import type { ItemDoc } from "../../python/layout.js";
import { call, item, keyword } from "../../python/layout.js";
import { atom, workspaceOf } from "../compute/index.js";
import type { Context } from "../concept.js";
import type { V1Object } from "../model.js";
import { clientOf } from "../workspace/index.js";
import { assetName, renaming } from "./asset-name.js";
import * as rules from "./findings.js";

/**
 * `register_pandas_dataframe`: v1 writes the frame to dataframe.parquet, uploads it below `target` and registers it as a table
 * (azureml-core 1.61, dataset_factory). In v2 a local folder with that file and an MLTable is registered, and uploaded by that.
 */
export function registerFrame(o: V1Object, c: Context): void {
  const { draft } = c;
  const at = statementOf(o.site);
  const folder = draft.freshName("folder");
  draft.insertBefore(at, `${folder} = ${draft.v2("Path")}(${draft.v2("mkdtemp")}())`);
  draft.insertBefore(at, `${atom(o.args.get("dataframe")!, c)}.to_parquet(${folder} / ${draft.string("dataframe.parquet")})`);
  draft.insertBefore(at, `(${folder} / ${draft.string("MLTable")}).write_text(${draft.string("{paths: [{file: ./dataframe.parquet}], transformations: [read_parquet]}")})`);
  const items: ItemDoc[] = [];
  for (const name of ["name", "description", "tags"]) {
    const value = o.args.get(name);
    if (value) items.push(keyword(name, name === "name" ? assetName(value, c) : draft.doc(value)));
  }
  items.push(keyword("type", `${draft.v2("AssetTypes")}.MLTABLE`), keyword("path", folder));
  const target = o.args.get("target");
  const store = target?.kind === "tuple" ? target.items[0] : target;
  const object = store ? c.plan.reader.objectOf(store) : null;
  const client = clientOf(object?.kind === "datastore" ? workspaceOf(object, c) : undefined, o.site, c);
  draft.insertDocBefore(at, call(`${client}.data.create_or_update`, [item(call(draft.v2("Data"), items))]));
  const group = o.args.get("row_group_size") ? "; row_group_size is left out" : "";
  draft.finding(rules.FRAME, o.site, {
    title: "register_pandas_dataframe -> a data asset of type mltable", why: `v2 uploads the frame to a folder of its own on the workspace's default datastore, not below ${target ? draft.module.slice(target).replace(/\s+/g, " ") : "the target"}; ${renaming(o.args.get("name"), c) || "where the name is registered already as a v1 dataset, choose a new one"}${group}`, v1: o.form, v2: "MLClient.data.create_or_update",
  });
}
