import { posix } from "node:path";
import type { Statement } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { Doc } from "../../python/layout.js";
import type { Context } from "../concept.js";
import type { V1Object } from "../model.js";
import { settledText } from "../step/source.js";
import * as rules from "./findings.js";
import { learnsTypes, typesAssignment } from "./mltable.js";

const { basename, dirname, extname, join } = posix;

/**
 * Adds the MLTable of a table beside the file that reads it, in a folder of its own: v2 uploads the folder whole. A local path of an `Input`
 * is looked for from the working directory of the process (azure-ai-ml 1.35.2, `_resolve_job_input`), so a script names it from its own place.
 *
 * @param at the statement that names the folder
 * @returns the path of the folder, as code
 */
export function tableFile(o: V1Object, text: string, at: Statement, c: Context): Doc {
  const { draft, plan } = c;
  const file = plan.module.fileAt(at.start);
  const path = plan.project.paths[plan.module.program.files.indexOf(file)] ?? file.path;
  const folder = folderOf(o, path, c);
  const created = join(dirname(path), folder, "MLTable");
  if (!draft.created.some((f) => f.path === created)) draft.created.push({ path: created, text, ownFolder: true, at: at.start });
  const types = typesAssignment(o, plan);
  if (types) draft.deleted.add(types);
  draft.finding(rules.TABLE_FILE, o.site, {
    ...(learnsTypes(o, plan) ? { why: learned(o) } : { effort: "upgraded" as const }), title: `${o.form.split(".").at(-1)!} -> a new file ${folder}/MLTable`, v1: o.form, v2: "Input(type=mltable)",
  });
  // A notebook knows no path of its own; it runs in its folder.
  return extname(path) === ".ipynb" ? draft.string(folder) : `${draft.v2("Path")}(__file__).parent / ${draft.string(folder)}`;
}

function learned(o: V1Object): string {
  const partitions = o.args.get("partition_format") ? ", and the columns of partition_format stay text" : "";
  return `v1 learned the types of the columns when this line ran, and read a date such as 01/02/2026 with the month first. v2 learns them when the data is read, and such a date is empty${partitions}: write its type into that file where there is one`;
}

const folders = new WeakMap<Context["draft"], Map<string, V1Object["site"]["start"]>>();

/** `<file>-<variable>`, as the component files of a pipeline are called; the same for every reading of a place. */
function folderOf(o: V1Object, path: string, c: Context): string {
  let known = folders.get(c.draft);
  if (!known) folders.set(c.draft, (known = new Map()));
  const stem = `${basename(path, extname(path))}-${nameOf(o, c)}`.replace(/[^\w.-]+/g, "-");
  for (let i = 1; ; i++) {
    const folder = i === 1 ? stem : `${stem}-${i}`;
    const key = join(dirname(path), folder);
    if ((known.get(key) ?? o.site.start) !== o.site.start) continue;
    known.set(key, o.site.start);
    return folder;
  }
}

/** The variable that a table is made for, or the name that it is registered under. */
function nameOf(o: V1Object, c: Context): string {
  const at = statementOf(o.site);
  const target = at.kind === "assign" && at.targets.length === 1 ? at.targets[0]! : null;
  if (target?.kind === "name") return target.id;
  const registered = c.plan.of("dataset").find((x) => x.form === "dataset.register" && x.receiver === o.site);
  return settledText(registered?.args.get("name"), c.plan) ?? "table";
}
