import type { Expression } from "../../python/ast.js";
import type { Doc, ItemDoc } from "../../python/layout.js";
import { call, item, keyword } from "../../python/layout.js";
import type { Blocker, Context } from "../concept.js";
import type { CallShape, V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import type { V2Name } from "../v2-names.js";
import * as rules from "./findings.js";
import { table } from "../../table.js";

const STORAGE = ["sas_token", "account_key", "protocol", "endpoint", "overwrite", "create_if_not_exists", "skip_validation"];
const LAKE = ["tenant_id", "client_id", "client_secret", "resource_url", "authority_url"];

/** A registration that v2 has an entity for: the v1 parameters in order, and those that keep their meaning, by their v2 names. */
interface Registration {
  readonly entity: V2Name;
  readonly parameters: readonly string[];
  readonly same: Readonly<Record<string, string>>;
}

/** azureml-core 1.61, Datastore.register_*; azure-ai-ml 1.35.2, azure.ai.ml.entities. */
const REGISTRATIONS: Readonly<Record<string, Registration>> = table<Registration>({
  "Datastore.register_azure_blob_container": {
    entity: "AzureBlobDatastore", same: { account_name: "account_name", container_name: "container_name", endpoint: "endpoint", protocol: "protocol" },
    parameters: ["workspace", "datastore_name", "container_name", "account_name", ...STORAGE, "blob_cache_timeout", "grant_workspace_access", "subscription_id", "resource_group"],
  },
  "Datastore.register_azure_file_share": {
    entity: "AzureFileDatastore", same: { account_name: "account_name", file_share_name: "file_share_name", endpoint: "endpoint", protocol: "protocol" },
    parameters: ["workspace", "datastore_name", "file_share_name", "account_name", ...STORAGE],
  },
  "Datastore.register_azure_data_lake": {
    entity: "AzureDataLakeGen1Datastore", same: { store_name: "store_name" },
    parameters: ["workspace", "datastore_name", "store_name", ...LAKE, "subscription_id", "resource_group", "overwrite", "grant_workspace_access"],
  },
  "Datastore.register_azure_data_lake_gen2": {
    entity: "AzureDataLakeGen2Datastore", same: { account_name: "account_name", filesystem: "filesystem", endpoint: "endpoint", protocol: "protocol" },
    parameters: ["workspace", "datastore_name", "filesystem", "account_name", ...LAKE, "protocol", "endpoint", "overwrite", "subscription_id", "resource_group", "grant_workspace_access"],
  },
});

/** Registrations of what v2 has no datastore for. */
const WITHOUT_ENTITY = ["azure_sql_database", "azure_postgre_sql", "azure_my_sql", "dbfs", "hdfs"];

/** The calls that register a datastore. */
export const REGISTER_CALLS: Readonly<Record<string, CallShape>> = table(Object.fromEntries([
  ...Object.entries(REGISTRATIONS).map(([form, { parameters }]) => [form, { kind: "datastore", parameters }] as const),
  ...WITHOUT_ENTITY.map((name) => [`Datastore.register_${name}`, { kind: "datastore", parameters: ["workspace", "datastore_name"] }] as const),
]));

/** What v2 leaves to whoever owns the storage, and who does it then. */
const BY_HAND: Readonly<Record<string, string>> = table({
  create_if_not_exists: "v2 registers a container and creates none: create it once, if it is not there",
  blob_cache_timeout: "v2 has no cache timeout",
  grant_workspace_access: "give the workspace's managed identity the role Reader and Storage Blob Data Reader on the storage account",
});

/** Whether an object is made by a registration. */
export function isRegistration(o: V1Object): boolean {
  return o.form in REGISTER_CALLS;
}

/** Why a registration can't move; null when it can. */
export function checkRegistration(o: V1Object, plan: Plan): Blocker | null {
  if (!isRegistration(o)) return null;
  const say = (title: string, why: string): Blocker => ({ rule: rules.REGISTRATION, range: o.site, title, why });
  const known = REGISTRATIONS[o.form];
  if (!known) return say(`${o.form.split(".")[1]!} has no counterpart in v2`, "v2 has datastores for blob containers, file shares and data lakes. Copy the data there, with Data Factory or ml_client.data.import_data.");
  if (o.args.unknown.length > 0) return say("Which arguments does this registration get?", "A * or ** argument hides them from the tool. Write them out.");
  const stranger = o.args.names().find((n) => !known.parameters.includes(n));
  if (stranger !== undefined) return say(`What does ${stranger}= mean to this registration?`, "azureml-core has no such argument.");
  if (given(o, "sas_token") && given(o, "account_key")) return say("An account key and a SAS token", "v2 takes one of them. Take the other out.");
  const half = !given(o, "client_secret") && (given(o, "tenant_id") || given(o, "client_id"));
  if (half) return say("A service principal without its secret", "v2 takes tenant_id, client_id and client_secret together. Take them out, or write all three.");
  return readsSecrets(o, plan) ? say("The secret of a datastore that is registered here is read back", "In v2 the entity that create_or_update gives back has no secrets. Use the value that it is registered with.") : null;
}

/** Whether the program reads the key or the token of a datastore. */
export function readsSecrets(o: V1Object, plan: Plan): boolean {
  return plan.usesOf(o).some((use) => use.role.type === "rewrite" && /^datastore\.(account_key|sas_token)$/.test(use.role.key));
}

/** `create_or_update(AzureBlobDatastore(...))` and its like. */
export function registrationDoc(o: V1Object, client: string, c: Context): Doc {
  const { entity, same } = REGISTRATIONS[o.form]!;
  const comments = o.site.kind === "call" ? c.draft.commentsOf(o.site) : null;
  const items: ItemDoc[] = [];
  const put = (v1: string, v2: string): void => {
    const value = given(o, v1);
    if (value) items.push(c.draft.commented(keyword(v2, c.draft.doc(value)), value, comments));
  };
  put("datastore_name", "name");
  for (const [v1, v2] of Object.entries(same)) put(v1, v2);
  const credentials = credentialsDoc(o, c);
  if (credentials) items.push(keyword("credentials", credentials));
  left(o, c);
  return call(`${client}.datastores.create_or_update`, [item(call(c.draft.v2(entity), items, { last: comments?.last ?? [] }))]);
}

function credentialsDoc(o: V1Object, c: Context): Doc | null {
  const one = (name: string): ItemDoc[] => (given(o, name) ? [keyword(name, c.draft.doc(given(o, name)!))] : []);
  if (given(o, "account_key")) return call(c.draft.v2("AccountKeyConfiguration"), one("account_key"));
  if (given(o, "sas_token")) return call(c.draft.v2("SasTokenConfiguration"), one("sas_token"));
  if (given(o, "client_secret")) return call(c.draft.v2("ServicePrincipalConfiguration"), LAKE.flatMap(one));
  return null;
}

/** Says what v1 did beyond what create_or_update does. */
function left(o: V1Object, c: Context): void {
  for (const [name, what] of Object.entries(BY_HAND)) {
    const value = given(o, name);
    if (!value || c.plan.module.known(value) === false) continue;
    c.draft.finding(rules.BY_HAND, value, { title: `${name} has no place in ${REGISTRATIONS[o.form]!.entity}`, why: what, v1: `${o.form}.${name}`, v2: "MLClient.datastores.create_or_update" });
  }
  const overwrite = given(o, "overwrite");
  if (!overwrite || c.plan.module.known(overwrite) !== true) {
    c.draft.finding(rules.OVERWRITE, overwrite ?? o.site, {
      title: "create_or_update replaces a datastore of that name", why: "v1 keeps it and fails unless overwrite=True", v1: `${o.form}.overwrite`, v2: "MLClient.datastores.create_or_update",
    });
  }
}

/** An argument that says something: given, and not None. */
function given(o: V1Object, name: string): Expression | undefined {
  const value = o.args.get(name);
  return value && !(value.kind === "constant" && value.value === null) ? value : undefined;
}
