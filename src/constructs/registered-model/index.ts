import type { Doc, ItemDoc } from "../../python/layout.js";
import { call, item, keyword } from "../../python/layout.js";
import { workspaceOf } from "../compute/index.js";
import type { Concept, Context } from "../concept.js";
import type { V1Object } from "../model.js";
import { clientOf } from "../workspace/index.js";
import { MODEL, SDK_VERSION } from "./findings.js";

/** What each argument of `Model.register` is called by the v2 `Model`. */
const REGISTER: Readonly<Record<string, string>> = { model_name: "name", model_path: "path", description: "description", tags: "tags", properties: "properties" };

/** Registered models that a scoring script loads, and the version of the SDK that scripts like to print. */
export const registeredModel: Concept = {
  vocabulary: {
    calls: {
      "Model.register": { kind: "model", parameters: ["workspace", "model_path", "model_name", "tags", "properties", "description"] },
      Model: { kind: "model", parameters: ["workspace", "name", "id", "tags", "properties", "version"] },
    },
    constants: { VERSION: "sdk-version", __version__: "sdk-version" },
  },
  check: {
    model: (o) => {
      const plain = o.form === "Model" ? ["workspace", "name", "version"] : ["workspace", ...Object.keys(REGISTER)];
      const movable = o.args.unknown.length === 0 && o.args.names().every((n) => plain.includes(n)) && (o.form === "Model" ? o.args.get("name") : o.args.get("model_path"));
      return movable ? null : { rule: MODEL, range: o.site, title: "", why: "" };
    },
  },
  write: {
    model: writeModel,
    "sdk-version": (o, c) => {
      c.draft.finding(SDK_VERSION, o.site, { title: `${o.form} -> azure.ai.ml.__version__`, why: "the number is the one of azure-ai-ml now", v1: `azureml.core.${o.form}`, v2: "azure.ai.ml.__version__" });
      return c.draft.v2("__version__");
    },
  },
  rewrites: {
    "model.name": (_, e, c) => c.draft.module.slice(e),
    "model.version": (_, e, c) => c.draft.module.slice(e),
    "model.id": (_, e, c) => c.draft.module.slice(e),
  },
};

function writeModel(o: V1Object, c: Context): Doc {
  const { draft } = c;
  draft.finding(MODEL, o.site, { title: `${o.form} -> ml_client.models`, v1: o.form, v2: "MLClient.models" });
  const client = clientOf(workspaceOf(o, c), o.site, c);
  if (o.form === "Model") {
    const version = o.args.get("version");
    const latest = !version || (version.kind === "constant" && version.value === null);
    return call(`${client}.models.get`, [item(draft.doc(o.args.get("name")!)), latest ? keyword("label", draft.string("latest")) : keyword("version", `str(${draft.text(version)})`)]);
  }
  const comments = o.site.kind === "call" ? draft.commentsOf(o.site) : null;
  const items: ItemDoc[] = [];
  for (const [v1, v2] of Object.entries(REGISTER)) {
    const value = o.args.get(v1);
    if (value) items.push(draft.commented(keyword(v2, draft.doc(value)), value, comments));
  }
  return call(`${client}.models.create_or_update`, [item(call(draft.v2("Model"), items))], comments ? { last: comments.last } : {});
}
