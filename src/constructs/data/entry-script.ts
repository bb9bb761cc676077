import type { Expression, FunctionStatement, NameExpression, Statement } from "../../python/ast.js";
import { isStatement, walkExpression } from "../../python/ast.js";
import type { Module } from "../../python/module.js";
import type { Variable } from "../../python/scope.js";

/** What a script does with its mini-batch, and where. */
export interface MiniBatchUse {
  readonly kind: "file" | "table";
  /** The name of the call or attribute that tells: `iterrows`. */
  readonly by: string;
  readonly line: number;
}

/** Attributes that a DataFrame has and a list has not. */
const OF_FRAME: ReadonlySet<string> = new Set([
  "iterrows", "itertuples", "columns", "drop", "dropna", "fillna", "iloc", "loc", "at", "iat", "apply", "to_numpy", "values", "dtypes", "groupby", "merge", "rename", "astype", "assign", "to_csv", "to_dict",
  "to_parquet", "to_json", "set_index", "reset_index", "sort_values", "query", "isnull", "isna", "shape", "head", "join", "select_dtypes", "drop_duplicates",
]);
/** Calls that take the path of a file first. */
const OF_FILE = /(^|\.)(open|imread|load_img|read_image|basename|dirname|splitext|abspath|isfile|exists|getsize|Path|PurePath|read_(csv|parquet|json|excel|table|pickle|feather|image|text|fwf))$|^(np|numpy|torch|joblib|librosa|nibabel|nib)\.load$|^os\.path\.\w+$/;
/** Methods of a path as text. */
const OF_PATH: ReadonlySet<string> = new Set(["endswith", "startswith", "split", "rsplit", "rpartition"]);

/** Through so many functions of the script a mini-batch is followed. */
const DEPTH = 3;

/** Tells files from a table by what `run(mini_batch)` does with its argument; null where that does not tell, or tells both. */
export function miniBatchUse(script: Module): MiniBatchUse | null {
  const run = script.program.body.statements.find((s): s is FunctionStatement => s.kind === "function" && s.name === "run");
  const found = run ? usesOfParameter(run, 0, script, 0) : [];
  return found[0] && found.every((use) => use.kind === found[0]!.kind) ? found[0] : null;
}

function usesOfParameter(f: FunctionStatement, position: number, script: Module, depth: number): MiniBatchUse[] {
  const parameter = f.parameters[position];
  const first = f.body.statements[0];
  const variable = parameter && first && parameter.star === "" ? script.names.scopeOf(first).variables.get(parameter.name) : undefined;
  return variable ? usesOf(variable, script, depth) : [];
}

/** What is done with a variable that holds the mini-batch. One that is bound again tells nothing. */
function usesOf(variable: Variable, script: Module, depth: number): MiniBatchUse[] {
  if (variable.bindings.length !== 1) return [];
  return variable.uses.flatMap((use): MiniBatchUse[] => {
    const parent = use.parent;
    if (!parent) return [];
    if (isStatement(parent)) return boundBy(parent, use, script, depth);
    if (parent.kind === "attribute") return OF_FRAME.has(parent.name) && parent.value === use ? [tells("table", parent.name, use, script)] : [];
    if (parent.kind === "subscript" && parent.value === use) return isColumns(parent.index) ? [tells("table", script.slice(parent).replace(/\s+/g, " "), use, script)] : [];
    if (parent.kind === "scoped" && parent.children[1] === use && parent.bound.length === 1) return [...walkExpression(parent)].flatMap((e) => (e.kind === "name" && e.id === parent.bound[0] ? fileUse(e, script, depth) : []));
    if (parent.kind === "call" && parent.callee !== use) return [...throughCall(use, parent, script, depth), ...(isWrapped(parent) && parent.parent && isStatement(parent.parent) ? boundBy(parent.parent, parent, script, depth) : [])];
    return [];
  });
}

/** `for file in mini_batch`, `batch = mini_batch`. */
function boundBy(statement: Statement, value: Expression, script: Module, depth: number): MiniBatchUse[] {
  const names = script.names.scopeOf(statement).variables;
  if (statement.kind === "assign" && statement.value === value && statement.targets[0]?.kind === "name" && depth < DEPTH) {
    const alias = names.get(statement.targets[0].id);
    return alias ? usesOf(alias, script, depth + 1) : [];
  }
  if (statement.kind !== "compound" || statement.type !== "for_statement" || statement.expressions[0] !== value) return [];
  const counted = value.kind === "call" && value.callee.kind === "name" && value.callee.id === "enumerate";
  const target = statement.bindings.map((b) => b.target).find((t) => t.kind === "name" || t.kind === "tuple");
  const item = target?.kind === "tuple" ? (counted ? target.items[1] : undefined) : counted ? undefined : target;
  const variable = item?.kind === "name" ? names.get(item.id) : undefined;
  return variable ? variable.uses.flatMap((use) => (statement.start <= use.start && use.end <= statement.end ? fileUse(use, script, depth) : [])) : [];
}

/** `enumerate(mini_batch)`, `tqdm(mini_batch)`. */
function isWrapped(e: Expression): boolean {
  return e.kind === "call" && e.callee.kind === "name" && /^(enumerate|tqdm|sorted|list|reversed)$/.test(e.callee.id);
}

/** What is done with one item of a mini-batch: a file is opened, or its path is taken apart. */
function fileUse(use: NameExpression, script: Module, depth: number): MiniBatchUse[] {
  const parent = use.parent;
  if (!parent || isStatement(parent)) return [];
  if (parent.kind === "attribute" && parent.value === use) return OF_PATH.has(parent.name) ? [tells("file", parent.name, use, script)] : [];
  if (parent.kind !== "call" || parent.args[0]?.value !== use) return parent.kind === "call" ? itemThroughCall(use, parent, script, depth) : [];
  const name = script.slice(parent.callee).replace(/\s+/g, "");
  return OF_FILE.test(name) ? [tells("file", name, use, script)] : itemThroughCall(use, parent, script, depth);
}

/** `score(mini_batch)`, where `score` is a function of the script. */
function throughCall(use: Expression, call: Expression, script: Module, depth: number): MiniBatchUse[] {
  const called = calledFunction(use, call, script);
  return called && depth < DEPTH ? usesOfParameter(called.f, called.position, script, depth + 1) : [];
}

/** `read(file)`, where `read` is a function of the script. */
function itemThroughCall(use: Expression, call: Expression, script: Module, depth: number): MiniBatchUse[] {
  const called = calledFunction(use, call, script);
  const parameter = called?.f.parameters[called.position];
  const first = called?.f.body.statements[0];
  const variable = parameter && first && depth < DEPTH ? script.names.scopeOf(first).variables.get(parameter.name) : undefined;
  return variable?.bindings.length === 1 ? variable.uses.flatMap((e) => fileUse(e, script, depth + 1)) : [];
}

function calledFunction(use: Expression, call: Expression, script: Module): { f: FunctionStatement; position: number } | null {
  if (call.kind !== "call" || call.callee.kind !== "name") return null;
  const definitions = script.names.definitionsOf(call.callee);
  const f = definitions.length === 1 ? definitions[0]!.statement : null;
  const index = call.args.findIndex((a) => a.value === use);
  const argument = call.args[index];
  if (f?.kind !== "function" || !argument || argument.star !== "") return null;
  const position = argument.name === null ? index : f.parameters.findIndex((p) => p.name === argument.name);
  return position < 0 ? null : { f, position };
}

/** `["amount"]`, `[["a", "b"]]`: columns. A number or a slice takes items of a list as well. */
function isColumns(index: Expression): boolean {
  return index.kind === "string" || (index.kind === "list" && index.items.length > 0 && index.items.every((i) => i.kind === "string"));
}

function tells(kind: "file" | "table", by: string, at: Expression, script: Module): MiniBatchUse {
  return { kind, by, line: script.lines.at(at.start).line };
}

/** Whether a text may be an entry script: it has a function `run` at its top level. */
export function isEntryScript(text: string): boolean {
  return /^def run\s*\(/m.test(text);
}

