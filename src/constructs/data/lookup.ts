import type { Statement } from "../../python/ast.js";
import { call, item, keyword } from "../../python/layout.js";
import { workspaceOf } from "../compute/index.js";
import type { Context } from "../concept.js";
import type { V1Object } from "../model.js";
import { clientOf } from "../workspace/index.js";
import * as rules from "./findings.js";

/** Whether a statement stands where its error is caught. */
export function inTry(s: Statement): boolean {
  for (let block = s.block; ; block = block.owner.block) {
    if (block.owner?.kind !== "compound") return false;
    if (block.owner.type === "try_statement" && block.owner.bodies[0] === block) return true;
  }
}

/** A lookup that may fail, and whose failure the program waits for: an `Input` never fails, so v2 is asked before. */
export function lookUp(o: V1Object, at: Statement, c: Context): void {
  const { draft, plan } = c;
  const name = o.args.get("name") ?? (o.site.kind === "subscript" ? o.site.index : undefined);
  if (!name) return;
  const version = o.args.get("version");
  const known = version ? plan.module.known(version) : "latest";
  const which = known === "latest" || known === null ? keyword("label", draft.string("latest")) : keyword("version", known === undefined ? `str(${draft.text(version!)})` : draft.string(String(known)));
  draft.insertDocBefore(at, call(`${clientOf(workspaceOf(o, c), o.site, c)}.data.get`, [item(draft.doc(name)), which]));
  draft.finding(rules.LOOKUP, o.site, {
    title: `${o.form} in a try -> ml_client.data.get before it`, why: "it raises ResourceNotFoundError of azure.core.exceptions where v1 raised UserErrorException: an except clause for that error has to name the new one", v1: o.form, v2: "MLClient.data.get",
  });
}
