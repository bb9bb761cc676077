import type { Expression } from "../../python/ast.js";
import { statementOf, walkExpression } from "../../python/ast.js";
import type { Template, TemplatePart } from "../../python/template.js";
import { atom, workspaceOf } from "../compute/index.js";
import type { Context } from "../concept.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { listItems } from "../step/arguments.js";
import { variableOf } from "../step/model.js";
import { clientOf } from "../workspace/index.js";

/** A v1 data path as a v2 URI. */
export interface DataUri {
  readonly template: Template;
  /** The path with the pattern that was cut; null when there was none. */
  readonly pattern: string | null;
  /** What was cut is every file below the folder (`/**`): nothing changes. */
  readonly everything: boolean;
  /** v1 gave several paths; this is the first. */
  readonly several: boolean;
  /** It names one file, as far as its ending tells. */
  readonly file: boolean;
  /** The form of the path, or the pattern in it, can't be told from here. */
  readonly unseen: boolean;
}

const SEEN = { pattern: null, everything: false, several: false, file: false, unseen: false };

/**
 * A v1 `path` argument: a datastore and a path, a `DataPath`, a `DataReference`, a URL, or a list of one of them. v1 takes nothing
 * else: a local path is an error there (azureml-core 1.61, dataset_factory `_validate_and_normalize_path`).
 */
export function dataUri(e: Expression, c: Context): DataUri {
  const { plan } = c;
  const held = heldBy(e, plan);
  if (held.kind === "tuple" && held.items.length === 2 && held.items.every((i) => i.kind !== "star")) return onDatastore(held.items[0]!, held.items[1], c);
  const items = held.kind === "list" || held.kind === "binary" || held.kind === "call" || held.kind === "name" ? listItems(e, plan) : null;
  if (items?.[0]) return { ...dataUri(items[0], c), several: items.length > 1 };
  const place = placeOf(e, plan);
  if (place) return onDatastore(place.datastore, place.path, c);
  if (held.kind !== "list" && isText(e, plan)) return finish([], e, c);
  return { ...SEEN, template: [{ code: c.draft.text(e) }], unseen: true };
}

/** The tuple or list that a name is bound to, where it still means the same; else the expression itself. */
function heldBy(e: Expression, plan: Plan): Expression {
  if (e.kind !== "name") return e;
  const definitions = plan.module.names.definitionsOf(e);
  const value = definitions.length === 1 && definitions[0]!.index === null ? definitions[0]!.value : null;
  return value && (value.kind === "list" || value.kind === "tuple") && plan.module.meansTheSameAt(value, statementOf(e), e.start) ? value : e;
}

/** The datastore and the path that a `DataPath`, a `DataReference` or what is derived from one names. */
export function placeOf(e: Expression | undefined, plan: Plan): { datastore: Expression; path: Expression | undefined } | null {
  const o = plan.reader.objectOf(e);
  if (o?.kind !== "path" && o?.kind !== "reference") return null;
  if (o.form === "DataPath" || o.form === "DataReference") {
    const datastore = o.args.get("datastore");
    return datastore ? { datastore, path: o.args.get("path_on_datastore") } : null;
  }
  if (!o.receiver) return null;
  return o.form.startsWith("datastore.") ? { datastore: o.receiver, path: o.args.get("path") ?? o.args.get("target_path") } : placeOf(o.receiver, plan);
}

/** Where `Dataset.File.upload_directory` puts the files: a datastore, one with a path, or a `DataPath`. */
export function uploadTarget(o: V1Object, plan: Plan): { datastore: Expression; path: Expression | undefined } | null {
  const target = o.args.get("target");
  if (!target) return null;
  const held = heldBy(target, plan);
  if (held.kind === "tuple") return held.items.length === 2 && isDatastore(held.items[0]!, plan) ? { datastore: held.items[0]!, path: held.items[1] } : null;
  if (isDatastore(target, plan)) return { datastore: target, path: undefined };
  return placeOf(target, plan);
}

function isDatastore(e: Expression, plan: Plan): boolean {
  return plan.reader.objectOf(e)?.kind === "datastore";
}

/** Whether an expression is certainly a string. */
function isText(e: Expression, plan: Plan): boolean {
  if (e.kind === "string" || typeof plan.module.known(e) === "string") return true;
  if (e.kind === "binary") return e.operator === "+" && (isText(e.left, plan) || isText(e.right, plan));
  return e.kind === "call" && e.callee.kind === "attribute" && e.callee.name === "format" && isText(e.callee.value, plan);
}

/** `azureml://datastores/<name>/paths/<path>` */
export function onDatastore(store: Expression, path: Expression | undefined, c: Context): DataUri {
  const prefix: TemplatePart[] = ["azureml://datastores/", datastoreName(store, c), "/paths/"];
  return path && !(path.kind === "constant" && path.value === null) ? finish(prefix, path, c) : { ...SEEN, template: prefix };
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

/** A piece of a path: its text where it is known, and the code that gives it where that is not literal text. */
interface Piece {
  readonly text: string | null;
  readonly code: Expression | null;
}

function piecesOf(e: Expression, plan: Plan): Piece[] {
  if (e.kind === "string") {
    const parts = e.pieces.flatMap((p) => p.parts);
    if (parts.every((p) => p.expression === null || p.format === "")) return parts.flatMap((p) => (p.expression ? piecesOf(p.expression, plan) : [{ text: p.text, code: null }]));
  }
  if (e.kind === "binary" && e.operator === "+" && isText(e, plan)) return [...piecesOf(e.left, plan), ...piecesOf(e.right, plan)];
  const known = plan.module.known(e);
  return [{ text: typeof known === "string" || typeof known === "number" ? String(known) : null, code: e }];
}

const EVERYTHING = /^\*\*(\/\*)?$/;

function finish(prefix: readonly TemplatePart[], path: Expression, c: Context): DataUri {
  if (path.kind === "list" || path.kind === "tuple") return { ...SEEN, template: [{ code: c.draft.text(path) }], unseen: true };
  const pieces = merge(piecesOf(path, c.plan));
  const url = prefix.length === 0;
  const wildcard = url ? /[*]/ : /[*?[]/;
  const parts = (list: readonly Piece[]): TemplatePart[] => normal([...prefix, ...list.map((p) => (p.code ? { code: c.draft.text(p.code) } : p.text ?? ""))], prefix.length);
  const first = pieces.findIndex((p) => p.text !== null && wildcard.test(p.text));
  if (pieces.some((p, i) => p.text === null && p.code && (first < 0 || i < first) && hidesPattern(p.code))) return { ...SEEN, template: parts(pieces), unseen: true };
  if (first >= 0) {
    const head = [...pieces.slice(0, first), { text: pieces[first]!.text!.slice(0, pieces[first]!.text!.search(wildcard)), code: null }];
    const folder = upToSlash(head);
    const shown = (list: readonly Piece[]): string => list.map((p) => p.text ?? `{${c.draft.module.slice(p.code!)}}`).join("");
    const whole = shown(pieces);
    if (!folder) return { ...SEEN, template: parts(pieces), pattern: whole, unseen: true };
    return { ...SEEN, template: parts(folder), pattern: whole, everything: EVERYTHING.test(whole.slice(shown(folder).length)) };
  }
  const last = pieces.at(-1)?.text ?? "";
  const host = /^https?:\/\/([^/]+)/i.exec(pieces[0]?.text ?? "")?.[1];
  // A web server has files; blob storage and data lakes have folders as well.
  const web = host !== undefined && !/\.(blob|dfs)\./i.test(host);
  return { ...SEEN, template: parts(pieces), file: web || /\.[A-Za-z][A-Za-z0-9]{0,7}$/.test(last.split(/[\\/]/).at(-1) ?? "") };
}

/** A call such as os.path.join or format that is given a pattern: where to cut it can't be told. */
function hidesPattern(e: Expression): boolean {
  return [...walkExpression(e)].some((x) => x.kind === "string" && x.pieces.some((p) => p.parts.some((part) => part.text?.includes("*") ?? false)));
}

/** The pieces up to and with the last slash; null when unknown code stands where the slash has to be. */
function upToSlash(pieces: readonly Piece[]): Piece[] | null {
  for (let i = pieces.length - 1; i >= 0; i--) {
    const { text } = pieces[i]!;
    if (text === null) return null;
    const slash = text.lastIndexOf("/");
    // A constant of the user's may be cut too: what is left of it stands as text.
    if (slash >= 0) return [...pieces.slice(0, i), slash === text.length - 1 ? pieces[i]! : { text: text.slice(0, slash + 1), code: null }];
  }
  return [];
}

/** Neighbouring literal texts become one. */
function merge(pieces: readonly Piece[]): Piece[] {
  const merged: Piece[] = [];
  for (const p of pieces) {
    const last = merged.at(-1);
    if (last && last.code === null && p.code === null) merged[merged.length - 1] = { text: `${last.text ?? ""}${p.text ?? ""}`, code: null };
    else merged.push(p);
  }
  return merged;
}

/** A path on a datastore is relative and has slashes: `/data`, `./data` and `a\b` name the same in v1. */
function normal(parts: TemplatePart[], prefix: number): TemplatePart[] {
  if (prefix === 0) return parts;
  return parts.map((p, i) => {
    if (typeof p !== "string" || i < prefix) return p;
    const text = p.replace(/\\/g, "/");
    return i === prefix ? text.replace(/^(\.?\/+)+/, "").replace(/^\.$/, "") : text;
  });
}
