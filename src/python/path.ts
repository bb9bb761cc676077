import { posix } from "node:path";
import type { CallExpression, Expression } from "./ast.js";
import type { Module } from "./module.js";

/** A path that is known without running the program. */
export interface KnownPath {
  readonly path: string;
  /** `file`: it starts at the folder of the program's file. `cwd`: relative to the working directory of the process, or absolute. */
  readonly from: "file" | "cwd";
}

/** Functions that give back the path that they are given: what they add to it is where the process runs. */
const SAME: ReadonlySet<string> = new Set(["pathlib.Path", "pathlib.PurePath", "pathlib.PosixPath", "os.fspath", "os.path.abspath", "os.path.realpath", "os.path.normpath", "str"]);

/** The path that an expression stands for: literals, `os.path.join`, `Path(...) / ...`, and what starts at `__file__`. */
export function knownPath(e: Expression, module: Module, depth = 0): KnownPath | null {
  if (depth > 20) return null;
  const inner = (x: Expression): KnownPath | null => knownPath(x, module, depth + 1);
  const known = module.known(e);
  if (typeof known === "string") return { path: known, from: "cwd" };
  switch (e.kind) {
    case "name": {
      if (e.id === "__file__" && !module.names.variableOf(e)) return { path: FILE, from: "file" };
      const definitions = module.names.definitionsOf(e);
      const only = definitions.length === 1 ? definitions[0] : undefined;
      return only?.kind === "assign" && only.index === null && only.value ? inner(only.value) : null;
    }
    case "binary": return e.operator === "/" ? joined([e.left, e.right].map(inner)) : null;
    case "attribute": return e.name === "parent" ? parentOf(inner(e.value)) : null;
    case "call": return calledPath(e, module, inner);
    default: return null;
  }
}

/** Stands for the name of the program's file, which is not known. */
const FILE = "<file>";

function calledPath(e: CallExpression, module: Module, inner: (x: Expression) => KnownPath | null): KnownPath | null {
  if (e.args.some((a) => a.star !== "" || a.name !== null)) return null;
  const args = e.args.map((a) => a.value);
  const dotted = e.callee.kind === "name" && !module.names.variableOf(e.callee) ? e.callee.id : module.dottedNameOf(e.callee);
  if (dotted === "os.path.join") return joined(args.map(inner));
  if (dotted === "os.path.dirname") return args[0] ? parentOf(inner(args[0])) : null;
  if (dotted === "os.getcwd" || dotted === "pathlib.Path.cwd") return { path: ".", from: "cwd" };
  if (dotted !== null && SAME.has(dotted)) return args.length === 0 ? null : joined(args.map(inner));
  if (e.callee.kind !== "attribute") return null;
  const { name, value } = e.callee;
  if (name === "joinpath") return joined([inner(value), ...args.map(inner)]);
  return ["resolve", "absolute", "as_posix"].includes(name) && args.length === 0 ? inner(value) : null;
}

function joined(parts: readonly (KnownPath | null)[]): KnownPath | null {
  return parts.reduce((left, right) => {
    if (!left || !right || right.from === "file") return null;
    return posix.isAbsolute(right.path) ? right : { path: posix.join(left.path, right.path), from: left.from };
  }) ?? null;
}

function parentOf(path: KnownPath | null): KnownPath | null {
  if (!path) return null;
  if (path.path === FILE) return { path: ".", from: "file" };
  return { path: posix.join(path.path, ".."), from: path.from };
}
