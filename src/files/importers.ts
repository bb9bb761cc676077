import { resolve } from "node:path";
import { fileHolds, OVERLAP } from "./search.js";

/**
 * The files that may import a module of one of these names. Told from the bytes, so it may name a file too many (an import inside a
 * string), and none too few, but for imports that no statement makes (`importlib`).
 *
 * @param paths Python files or notebooks, relative to `cwd`
 * @param names the last part of each module's dotted name: `aml_steps` for `pipelines/aml_steps.py`, and for a package the name of its folder
 * @returns some of the paths, in their order; a file that can't be read is left out
 */
export function importers(paths: readonly string[], cwd: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const holds = importsAny(names);
  return paths.filter((path) => {
    try {
      return fileHolds(resolve(cwd, path), holds);
    } catch {
      return false;
    }
  });
}

/** Whether an import statement in these bytes names one of the modules. */
export function importsAny(names: readonly string[]): (bytes: Buffer) => boolean {
  // The bytes are read as Latin-1, one character a byte, and so are the names.
  const wanted = new Set(names.map((name) => Buffer.from(name, "utf8").toString("latin1")));
  return (bytes) => {
    const text = bytes.toString("latin1");
    for (let at = text.indexOf("import"); at >= 0; at = text.indexOf("import", at + 6)) {
      if (statementAround(text, at).match(WORD)?.some((word) => wanted.has(word))) return true;
    }
    return false;
  };
}

const WORD = /[\w\x80-\xff]+/g;
/** What stands before `import` in its statement; a backslash continues a line. */
const BEFORE = /(?:[^\\\r\n]|\\(?:\r\n|[^]))*$/;
/** What follows `import`: names in parentheses with their comments, or all up to the end of the line. */
const AFTER = /^[ \t]*\((?:[^)#]|#[^\r\n]*)*|^(?:[^\\\r\n]|\\(?:\r\n|[^]))*/;

/** The statement that has `import` at this place, without that word. */
function statementAround(text: string, at: number): string {
  const after = at + "import".length;
  const lineStart = text.lastIndexOf("\n", at) + 1;
  // A second look is needed only where a line before goes on.
  const before = /\\\r?\n$/.test(text.slice(Math.max(0, lineStart - 3), lineStart)) ? BEFORE.exec(text.slice(Math.max(0, at - OVERLAP), at))![0] : text.slice(Math.max(lineStart, at - OVERLAP), at);
  const statement = `${before} ${AFTER.exec(text.slice(after, after + OVERLAP))![0]}`;
  // In a notebook's JSON a line end is written as an escape, whose letter is no part of the name after it.
  return statement.includes("\\") ? statement.replace(/\\[nrt]/g, " ") : statement;
}
