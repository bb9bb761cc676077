import type { Expression } from "../../python/ast.js";
import type { Template, TemplatePart } from "../../python/template.js";
import type { Context } from "../concept.js";
import { datastoreName } from "../data/paths.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";

/** Where v1 puts an `OutputFileDatasetConfig`: a datastore and a path on it. */
export interface Destination {
  readonly store: Expression;
  /** Undefined: v1 takes `dataset/{run-id}/{output-name}`. */
  readonly path: Expression | undefined;
}

/**
 * The `destination=` of an output.
 *
 * @returns undefined when v1 was told none, null when it can't be seen
 */
export function destinationOf(base: V1Object, plan: Plan): Destination | undefined | null {
  const given = base.args.get("destination");
  if (!given || isNone(given, plan)) return undefined;
  const tuple = tupleOf(given, plan);
  const store = tuple?.[0];
  if (!tuple || !store || tuple.length > 2) return null;
  const path = tuple[1];
  return { store, path: path && isNone(path, plan) ? undefined : path };
}

function tupleOf(e: Expression, plan: Plan): readonly Expression[] | null {
  if (e.kind === "tuple") return e.items;
  if (e.kind !== "name") return null;
  const definitions = plan.module.names.definitionsOf(e);
  const only = definitions.length === 1 ? definitions[0] : undefined;
  return only?.kind === "assign" && only.index === null && only.value?.kind === "tuple" ? only.value.items : null;
}

/** Whether an argument is None, as far as the code tells. */
export function isNone(e: Expression, plan: Plan): boolean {
  return plan.module.known(e) === null;
}

/** Whether v1 said where the output lies, so that v2 has to be told too. */
export function hasPlace(base: V1Object, plan: Plan): boolean {
  return ["destination", "datastore"].some((name) => {
    const e = base.args.get(name);
    return e !== undefined && !isNone(e, plan);
  });
}

/**
 * Where v1 puts an output, as a v2 path. An output without a datastore lies on the default datastore of the pipeline
 * (azureml-pipeline-core 1.62, `PipelineStep.create_input_output_bindings`).
 */
export function folderOf(base: V1Object, key: string, c: Context): Template {
  if (base.form === "PipelineData") {
    const store = base.args.get("datastore");
    return [...(store && !isNone(store, c.plan) ? prefix(store, c) : DEFAULT_STORE), "azureml/${{name}}/" + key];
  }
  const destination = destinationOf(base, c.plan);
  const store = destination ? prefix(destination.store, c) : DEFAULT_STORE;
  return [...store, ...(destination?.path ? pathParts(destination.path, key, c) : ["dataset/${{name}}/" + key])];
}

const DEFAULT_STORE: readonly TemplatePart[] = ["azureml://datastores/${{default_datastore}}/paths/"];

function prefix(store: Expression, c: Context): readonly TemplatePart[] {
  const o = c.plan.reader.objectOf(store);
  const isDefault = o?.form === "workspace.get_default_datastore" || o?.form === "Datastore.get_default";
  // A pipeline with a default datastore of its own resolves the placeholder to that one.
  if (isDefault && !c.plan.of("pipeline").some((p) => p.args.get("default_datastore"))) return DEFAULT_STORE;
  const name = text(store, c.plan) ?? datastoreName(store, c);
  return typeof name === "string" ? [`azureml://datastores/${name}/paths/`] : ["azureml://datastores/", name, "/paths/"];
}

/** The path of a destination: without slashes around it, and with v2's placeholders. */
function pathParts(path: Expression, key: string, c: Context): TemplatePart[] {
  const parts = partsOf(path, c);
  const last = parts.length - 1;
  return parts.map((part, i): TemplatePart => {
    if (typeof part === "string") {
      const start = i === 0 ? part.replace(/^\/+/, "") : part;
      return withPlaceholders(i === last ? start.replace(/(?<!\/)\/+$/, "") : start, key);
    }
    return { code: part.code + corrections(part, key, i === 0, i === last, c) };
  });
}

/** A part of a path that is no literal. */
interface CodePart {
  readonly code: string;
  /** Its value, where that is known. */
  readonly known: string | undefined;
  /** Its value, or the code that makes it: where a placeholder of v1 may stand. */
  readonly source: string;
}

/** The text of an expression in pieces: literals as they are, anything else as code. */
function partsOf(e: Expression, c: Context): (string | CodePart)[] {
  if (e.kind === "string") return e.pieces.flatMap((p) => p.parts.map((x) => (x.expression ? codePart(x.expression, x.format, c) : (x.text ?? ""))));
  if (e.kind === "binary" && e.operator === "+") return [...partsOf(e.left, c), ...partsOf(e.right, c)];
  return [codePart(e, "", c)];
}

function codePart(e: Expression, format: string, c: Context): CodePart {
  if (format !== "") return { code: c.draft.text(e) + format, known: undefined, source: "" };
  const known = text(e, c.plan);
  return { code: c.draft.text(e), known, source: known ?? madeOf(e, c.plan) };
}

/** The code that gives a variable its value; nothing for other expressions. */
function madeOf(e: Expression, plan: Plan): string {
  return e.kind === "name" ? plan.module.names.definitionsOf(e).map((d) => (d.value ? plan.module.slice(d.value) : "")).join(" ") : "";
}

function text(e: Expression, plan: Plan): string | undefined {
  const known = plan.module.known(e);
  return typeof known === "string" ? known : undefined;
}

function withPlaceholders(path: string, key: string): string {
  return path.replaceAll("{run-id}", "${{name}}").replaceAll("{output-name}", key);
}

/** What has to be done to a variable whose text is not what v2 takes. */
function corrections({ known, source }: CodePart, key: string, first: boolean, last: boolean, c: Context): string {
  const string = (s: string): string => c.draft.string(s);
  const start = first && known !== undefined && known.startsWith("/");
  const end = last && known !== undefined && known.endsWith("/");
  return [
    start && end ? `.strip(${string("/")})` : start ? `.lstrip(${string("/")})` : end ? `.rstrip(${string("/")})` : "",
    source.includes("{run-id}") ? `.replace(${string("{run-id}")}, ${string("${{name}}")})` : "",
    source.includes("{output-name}") ? `.replace(${string("{output-name}")}, ${string(key)})` : "",
  ].join("");
}

const PLACEHOLDER = /\{run-id\}|\{output-name\}/;

/** The path of a destination where it can't be seen, and so may hold a placeholder of v1; null otherwise. */
export function unseenPath(base: V1Object, plan: Plan): Expression | null {
  const path = destinationOf(base, plan)?.path;
  // A value in an f-string or a sum, such as a date, is hardly a template of its own.
  return path && path.kind !== "string" && path.kind !== "binary" && plan.module.known(path) === undefined && !PLACEHOLDER.test(madeOf(path, plan)) ? path : null;
}

/** Whether code that can't be seen through holds a placeholder of v1 as text. */
export function hidesPlaceholder(base: V1Object, plan: Plan): boolean {
  const hides = (e: Expression): boolean => {
    if (e.kind === "binary" && e.operator === "+") return hides(e.left) || hides(e.right);
    return e.kind !== "string" && plan.module.known(e) === undefined && PLACEHOLDER.test(plan.module.slice(e));
  };
  const path = destinationOf(base, plan)?.path;
  return path !== undefined && hides(path);
}
