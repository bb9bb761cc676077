import type { Expression } from "../../python/ast.js";
import type { Doc } from "../../python/layout.js";
import { call, item } from "../../python/layout.js";
import { atom, workspaceOf } from "../compute/index.js";
import type { Concept, Context } from "../concept.js";
import type { V1Object } from "../model.js";
import { clientOf } from "../workspace/index.js";
import * as rules from "./findings.js";
import { REGISTER_CALLS, checkRegistration, isRegistration, readsSecrets, registrationDoc } from "./register.js";
import { checkDownload, downloadDoc } from "./download.js";
import { checkUpload, uploadDoc } from "./upload.js";

/** What copies files between a datastore and the machine that the program runs on. */
const COPIES: ReadonlySet<string> = new Set(["datastore.upload", "datastore.upload_files", "datastore.download"]);

/** Datastores: lookups, registrations, what is read from one, and uploads. */
export const datastore: Concept = {
  vocabulary: {
    calls: {
      "Datastore.get": { kind: "datastore", parameters: ["workspace", "datastore_name"] },
      "Datastore.get_default": { kind: "datastore", parameters: ["workspace"] },
      Datastore: { kind: "datastore", parameters: ["workspace", "name"] },
      ...REGISTER_CALLS,
    },
    methods: {
      "workspace.get_default_datastore": { kind: "datastore", parameters: [] },
      "datastore.upload": { kind: "reference", parameters: ["src_dir", "target_path", "overwrite", "show_progress"] },
      "datastore.download": { kind: "reference", parameters: ["target_path", "prefix", "overwrite", "show_progress"] },
      "datastore.upload_files": { kind: "reference", parameters: ["files", "relative_root", "target_path", "overwrite", "show_progress"] },
    },
    subscripts: { "workspace.datastores": "datastore" },
  },
  check: { datastore: checkRegistration, reference: (o, plan) => checkUpload(o, plan) ?? checkDownload(o, plan) },
  write: {
    datastore: writeDatastore,
    // A datastore that stays in v1 uploads as it did.
    reference: (o, c) => (COPIES.has(o.form) && o.receiver && c.plan.movesAt(o.receiver) ? (o.form === "datastore.download" ? downloadDoc(o, c) : uploadDoc(o, c)) : undefined),
  },
  rewrites: {
    "datastore.name": (o, e, c) => attribute(o, e, "name", c),
    "datastore.account_name": (o, e, c) => attribute(o, e, "account_name", c),
    "datastore.container_name": (o, e, c) => attribute(o, e, o.form === "Datastore.register_azure_file_share" ? "file_share_name" : o.form === "Datastore.register_azure_data_lake_gen2" ? "filesystem" : "container_name", c),
    "datastore.endpoint": (o, e, c) => attribute(o, e, "endpoint", c),
    "datastore.protocol": (o, e, c) => attribute(o, e, "protocol", c),
    "datastore.account_key": (o, e, c) => attribute(o, e, "credentials.account_key", c),
    "datastore.sas_token": (o, e, c) => attribute(o, e, "credentials.sas_token", c),
  },
};

function attribute(o: V1Object, e: Expression, v2: string, c: Context): Doc {
  const place = e.kind === "attribute" ? e : null;
  if (place && place.name !== "name") c.draft.finding(rules.DATASTORE, e, { title: `${place.name} -> ${v2}`, v1: `${o.form}.${place.name}`, v2: "Datastore" });
  return `${place ? atom(place.value, c) : c.draft.text(e)}.${v2}`;
}

function writeDatastore(o: V1Object, c: Context): Doc {
  c.draft.finding(rules.DATASTORE, o.site, { title: `${o.form} -> ml_client.datastores`, v1: o.form, v2: "MLClient.datastores" });
  const client = clientOf(workspaceOf(o, c), o.site, c);
  if (isRegistration(o)) return registrationDoc(o, client, c);
  const name = o.args.get("datastore_name") ?? o.args.get("name") ?? (o.site.kind === "subscript" ? o.site.index : undefined);
  // v2 gives no keys and tokens unless it is asked for them.
  const secrets = readsSecrets(o, c.plan) ? [{ prefix: "include_secrets=", value: "True" }] : [];
  return name ? call(`${client}.datastores.get`, [item(c.draft.doc(name)), ...secrets]) : call(`${client}.datastores.get_default`, secrets);
}
