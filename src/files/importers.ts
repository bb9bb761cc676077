import { resolve } from "node:path";
import { fileHolds } from "./search.js";

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
    // What has been looked at is not looked at again, however many imports a line has.
    for (let at = nextImport(text, 0), seen = 0; at >= 0;) {
      const after = at + "import".length;
      const rest = listAfter(text, after) ?? lineAfter(text, after);
      if (wordsOf(`${endOfStatement(text.slice(seen, at))} ${rest}`).some((word) => wanted.has(word))) return true;
      seen = after + rest.length;
      at = nextImport(text, seen);
    }
    return false;
  };
}

/** The word `import`. In a notebook's JSON a line end is written as an escape, whose letter is no part of the word after it. */
const IMPORT = /import(?<=(?:^|[^\w\x80-\xff]|\\[nrt])import)(?![\w\x80-\xff])/g;
const LIST = /[ \t]*\((?:[^)#]|#[^\r\n]*)*/y;
const LINE = /^(?:[^\\\r\n]|\\(?:\r\n|[^]))*/;

function nextImport(text: string, from: number): number {
  IMPORT.lastIndex = from;
  return IMPORT.exec(text)?.index ?? -1;
}

/** Names in parentheses, with their comments. */
function listAfter(text: string, at: number): string | undefined {
  LIST.lastIndex = at;
  return LIST.exec(text)?.[0];
}

/** All up to the end of the line, which a backslash continues, or up to the next `import`. */
function lineAfter(text: string, at: number): string {
  const next = nextImport(text, at);
  return LINE.exec(text.slice(at, next < 0 ? undefined : next))![0];
}

/** The last line, and those that a backslash continues into it. */
function endOfStatement(text: string): string {
  let start = text.lastIndexOf("\n") + 1;
  while (start > 0 && /\\\r?\n$/.test(text.slice(Math.max(0, start - 3), start))) start = text.lastIndexOf("\n", start - 2) + 1;
  return text.slice(start);
}

function wordsOf(statement: string): readonly string[] {
  return (statement.includes("\\") ? statement.replace(/\\[nrt]/g, " ") : statement).match(/[\w\x80-\xff]+/g) ?? [];
}
