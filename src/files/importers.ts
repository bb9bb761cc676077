import { OVERLAP } from "./search.js";

/**
 * Whether an import statement in these bytes names one of the modules. It may tell so of an import inside a string, and misses none but
 * imports that no statement makes (`importlib`).
 *
 * @param names the last part of each module's dotted name: `aml_steps` for `pipelines/aml_steps.py`, and for a package the name of its folder
 */
export function importsAny(names: readonly string[]): (bytes: Buffer) => boolean {
  // The bytes are read as Latin-1, one character a byte, and so are the names.
  const wanted = new Set(names.map((name) => Buffer.from(name, "utf8").toString("latin1")));
  return (bytes) => {
    const text = bytes.toString("latin1");
    for (const { before, after } of importStatements(text)) {
      if (`${before} ${after}`.match(WORD)?.some((word) => wanted.has(word))) return true;
    }
    return false;
  };
}

/**
 * The modules that the import statements of a Python file or a notebook may name, dotted: for `from pkg import helpers` both `pkg` and
 * `pkg.helpers`. Told without parsing, so it may name one too many, and none too few.
 */
export function importableNames(text: string): string[] {
  const found = new Set<string>();
  for (const { before, after } of importStatements(text)) {
    const names = after.replace(/[ \t]*\.[ \t]*/g, ".").match(DOTTED) ?? [];
    const module = /\bfrom\b([^]*)$/.exec(before)?.[1]?.replace(/[\s\\]+/g, "");
    if (module === undefined) for (const name of names) found.add(name);
    else for (const name of ["", ...names]) found.add(name === "" || module.endsWith(".") ? module + name : `${module}.${name}`);
  }
  return [...found].map((name) => name.normalize("NFKC"));
}

const DOTTED = /[\w.\u0080-\uffff]+/g;

const WORD = /[\w\x80-\xff]+/g;
/** What stands before `import` in its statement; a backslash continues a line. */
const BEFORE = /(?:[^\\\r\n]|\\(?:\r\n|[^]))*$/;
/** What follows `import`: names in parentheses with their comments, or all up to the end of the line. */
const AFTER = /^[ \t]*\((?:[^)#]|#[^\r\n]*)*|^(?:[^\\\r\n]|\\(?:\r\n|[^]))*/;

/** What stands before and after `import` in each statement that has it. */
function* importStatements(text: string): Generator<{ readonly before: string; readonly after: string }> {
  for (let at = text.indexOf("import"); at >= 0; at = text.indexOf("import", at + 6)) {
    const end = at + "import".length;
    const lineStart = text.lastIndexOf("\n", at) + 1;
    // A second look is needed only where a line before goes on.
    const before = /\\\r?\n$/.test(text.slice(Math.max(0, lineStart - 3), lineStart)) ? BEFORE.exec(text.slice(Math.max(0, at - OVERLAP), at))![0] : text.slice(Math.max(lineStart, at - OVERLAP), at);
    yield { before: unescaped(before), after: unescaped(AFTER.exec(text.slice(end, end + OVERLAP))![0]) };
  }
}

/** In a notebook's JSON a line end is written as an escape, whose letter is no part of the name after it. */
function unescaped(statement: string): string {
  return statement.includes("\\") ? statement.replace(/\\[nrt]/g, " ") : statement;
}
