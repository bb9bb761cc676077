import type { Expression } from "../../python/ast.js";
import type { Template, TemplatePart } from "../../python/template.js";
import { atom, workspaceOf } from "../compute/index.js";
import type { Context } from "../concept.js";
import { variableOf } from "../step/model.js";
import { clientOf } from "../workspace/index.js";

/** A v1 data path as a v2 URI. */
export interface DataUri {
  readonly template: Template;
  /** A pattern stood at its end and was cut. */
  readonly pattern: string | null;
  /** v1 gave several paths; this is the first. */
  readonly several: boolean;
  /** It names one file, as far as its ending tells. */
  readonly file: boolean;
}

/** A v1 `path` argument: a datastore and a path, a `DataPath`, a URL, a local path, or a list of them. */
export function dataUri(e: Expression, c: Context): DataUri {
  const { reader } = c.plan;
  if (e.kind === "list" && e.items[0]) {
    const first = dataUri(e.items[0], c);
    return { ...first, several: e.items.length > 1 };
  }
  if (e.kind === "tuple" && e.items.length === 2) return onDatastore(e.items[0]!, e.items[1], c);
  const o = reader.objectOf(e);
  if (o?.kind === "path") {
    const store = o.form === "datastore.path" ? o.receiver : o.args.get("datastore");
    if (store) return onDatastore(store, o.args.get("path") ?? o.args.get("path_on_datastore"), c);
  }
  if (e.kind === "name") {
    const definitions = c.plan.module.names.definitionsOf(e);
    const value = definitions.length === 1 ? definitions[0]!.value : null;
    if (value && (value.kind === "list" || value.kind === "tuple") && definitions[0]!.index === null) return dataUri(value, c);
  }
  return finish([], e, c);
}

/** `azureml://datastores/<name>/paths/<path>` */
export function onDatastore(store: Expression, path: Expression | undefined, c: Context): DataUri {
  const prefix: TemplatePart[] = ["azureml://datastores/", datastoreName(store, c), "/paths/"];
  return path ? finish(prefix, path, c) : { template: prefix, pattern: null, several: false, file: false };
}

/** The name of a datastore: its text where it is known and stands here, else the `name` of the object. */
export function datastoreName(store: Expression, c: Context): TemplatePart {
  const o = c.plan.reader.objectOf(store);
  if (o?.kind === "datastore" && o.site === store && variableOf(o) === null) {
    const name = o.args.get("datastore_name") ?? o.args.get("name") ?? (store.kind === "subscript" ? store.index : undefined);
    const known = name ? c.plan.module.known(name) : undefined;
    if (typeof known === "string") return known;
    if (name) return { code: c.draft.text(name) };
    return { code: `${clientOf(workspaceOf(o, c), store, c)}.datastores.get_default().name` };
  }
  return { code: `${atom(store, c)}.name` };
}

function finish(prefix: readonly TemplatePart[], path: Expression, c: Context): DataUri {
  const known = c.plan.module.known(path);
  const literal = path.kind === "string" && typeof known === "string" ? known : null;
  if (typeof known !== "string") return { template: [...prefix, { code: c.draft.text(path) }], pattern: null, several: false, file: false };
  const text = prefix.length > 0 ? known.replace(/^\/+/, "") : known;
  const star = text.search(/[*?[]/);
  const isUrl = /^\w+:\/\//.test(text);
  if (star >= 0 && !isUrl) {
    const folder = text.slice(0, text.lastIndexOf("/", star) + 1);
    return { template: [...prefix, folder], pattern: text, several: false, file: false };
  }
  const part: TemplatePart = literal !== null ? text : { code: c.draft.text(path) };
  return { template: [...prefix, part], pattern: null, several: false, file: /\.[A-Za-z0-9]{1,8}$/.test(text.split("/").at(-1) ?? "") };
}
