import { posix } from "node:path";
import type { Expression, Program, ProgramFile, Range, Statement } from "./ast.js";
import { walkWritten } from "./ast.js";
import type { FindModule } from "./scope.js";

const { dirname, join, normalize } = posix;

/** A parsed file of a project. */
export interface ParsedFile {
  /** Relative to the folder of the run, with forward slashes. */
  readonly path: string;
  readonly program: Program;
  /** Whether the upgrade may change it. */
  readonly edited: boolean;
}

/** What stands between two files of a program. */
const BETWEEN = "\n\n";

/** The files of a project as one program, one after the other. The given programs are used up: their nodes go into the new one. */
export function joinPrograms(parsed: readonly ParsedFile[]): Program {
  const files: ProgramFile[] = [];
  let text = "";
  const statements: Statement[] = [];
  const comments: Range[] = [];
  for (const { path, program: own, edited } of parsed) {
    const start = text.length;
    if (start > 0) shift(own, start, new Set([own]));
    text += own.text + BETWEEN;
    files.push({ start, end: start + own.text.length, path, body: own.body, edited });
    statements.push(...own.body.statements);
    comments.push(...own.comments);
  }
  const whole = { start: 0, end: text.length };
  return { ...whole, text, body: { ...whole, statements, owner: null }, comments, error: null, tooDeep: false, files };
}

/** Moves every range in a tree. */
function shift(node: object, by: number, seen: Set<object>): void {
  if ("start" in node && "end" in node && typeof node.start === "number" && typeof node.end === "number") Object.assign(node, { start: node.start + by, end: node.end + by });
  for (const value of Object.values(node) as unknown[]) {
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    shift(value, by, seen);
  }
}

/**
 * Finds the file that an import means, as Python does when the program is started in its own folder or in a folder above it:
 * beside the importing file, then in each folder above, then in the folders that the file adds to `sys.path` as literals.
 */
export function moduleFinder(known: { has(path: string): boolean }, pathsOf: (path: string) => readonly string[]): (name: string, from: string) => string | null {
  const at = (folder: string, names: readonly string[]): string | null => {
    const base = normalize(join(folder, ...names));
    return [`${base}.py`, `${base}/__init__.py`].find((path) => known.has(path)) ?? null;
  };
  return (name, from) => {
    const dots = /^\.*/.exec(name)![0].length;
    const names = name.slice(dots).split(".").filter((n) => n !== "");
    if (dots > 0) {
      let folder = dirname(from);
      for (let i = 1; i < dots; i++) folder = dirname(folder);
      return names.length === 0 ? at(folder, ["__init__"]) : at(folder, names);
    }
    if (names.length === 0) return null;
    for (const folder of [...foldersAbove(from), ...pathsOf(from)]) {
      const found = at(folder, names);
      if (found !== null && found !== from) return found;
    }
    return null;
  };
}

/** The folders from which a path may be meant: its own, and each above it. */
export function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === "." || folder === "/" || folder === dirname(folder)) return folders;
  }
}

/** `moduleFinder` for the files of a program. */
export function fileFinder(program: Program): FindModule {
  const byPath = new Map(program.files.map((f) => [f.path, f]));
  const find = moduleFinder(byPath, (path) => literalPaths(byPath.get(path)!));
  return (name, from) => (from.path === "" ? null : (byPath.get(find(name, from.path) ?? "") ?? null));
}

/** Every module that a program imports, as it names it: `pkg.helpers`, `.common`; for `from pkg import helpers` both `pkg` and `pkg.helpers`. */
export function importedModules(program: Program): string[] {
  const names = new Set<string>();
  for (const s of walkWritten(program.body)) {
    if (s.kind === "import") for (const n of s.names) names.add(n.name);
    if (s.kind !== "from-import") continue;
    names.add(s.module);
    for (const n of s.names) names.add(`${s.module}${s.module.endsWith(".") ? "" : "."}${n.name}`);
  }
  return [...names];
}

/** Asked for each import that is followed, and found by going through the whole file. */
const pathsOf = new WeakMap<Program["body"], string[]>();

/** The folders that a file adds to `sys.path`, where they are literals: from the working directory, and beside the file. */
export function literalPaths(file: { readonly path: string; readonly body: Program["body"] }): string[] {
  let found = pathsOf.get(file.body);
  if (!found) pathsOf.set(file.body, (found = findLiteralPaths(file)));
  return found;
}

function findLiteralPaths(file: { readonly path: string; readonly body: Program["body"] }): string[] {
  const found: string[] = [];
  for (const s of walkWritten(file.body)) {
    const value = s.kind === "expression" ? s.value : null;
    if (value?.kind !== "call" || value.callee.kind !== "attribute" || !/^(append|insert)$/.test(value.callee.name) || !isSysPath(value.callee.value)) continue;
    const folder = literalPath(value.args.at(-1)?.value);
    if (folder !== null) found.push(...(folder.beside ? [] : [normalize(folder.path)]), normalize(join(dirname(file.path), folder.path)));
  }
  return found.filter((folder) => !posix.isAbsolute(folder));
}

function isSysPath(e: Expression): boolean {
  return e.kind === "attribute" && e.name === "path" && e.value.kind === "name" && e.value.id === "sys";
}

/** A folder: a literal, `os.path.join` of literals, and the same starting at `os.path.dirname(__file__)` or `Path(__file__).parent`. */
function literalPath(e: Expression | undefined): { path: string; beside: boolean } | null {
  switch (e?.kind) {
    case "string": return e.value === null ? null : { path: e.value.replace(/\\/g, "/"), beside: false };
    case "attribute": {
      if (e.name !== "parent") return null;
      if (isOwnFile(e.value)) return { path: ".", beside: true };
      const inner = literalPath(e.value);
      return inner && { path: join(inner.path, ".."), beside: inner.beside };
    }
    case "binary": {
      if (e.operator !== "/") return null;
      const [left, right] = [literalPath(e.left), literalPath(e.right)];
      return left && right && !right.beside ? { path: join(left.path, right.path), beside: left.beside } : null;
    }
    case "call": {
      const name = e.callee.kind === "attribute" ? e.callee.name : e.callee.kind === "name" ? e.callee.id : "";
      const args = e.args.map((a) => a.value);
      if (name === "dirname") {
        if (args[0] && isOwnFile(args[0])) return { path: ".", beside: true };
        const inner = literalPath(args[0]);
        return inner && { path: join(inner.path, ".."), beside: inner.beside };
      }
      if (/^(abspath|realpath|str|Path|resolve|absolute|as_posix)$/.test(name)) return literalPath(args[0] ?? (e.callee.kind === "attribute" ? e.callee.value : undefined));
      if (name !== "join" || args.length === 0) return null;
      const parts = args.map(literalPath);
      return parts.every((p) => p !== null) && !parts.slice(1).some((p) => p.beside) ? { path: join(...parts.map((p) => p.path)), beside: parts[0]!.beside } : null;
    }
    default: return null;
  }
}

/** `__file__`, `os.path.abspath(__file__)`, `Path(__file__).resolve()`. */
function isOwnFile(e: Expression): boolean {
  if (e.kind === "name") return e.id === "__file__";
  if (e.kind !== "call") return false;
  const first = e.args[0]?.value ?? (e.callee.kind === "attribute" ? e.callee.value : undefined);
  const name = e.callee.kind === "attribute" ? e.callee.name : e.callee.kind === "name" ? e.callee.id : "";
  return first !== undefined && /^(abspath|realpath|str|Path|resolve|absolute)$/.test(name) && isOwnFile(first);
}

