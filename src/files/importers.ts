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
    const names = namesIn(after);
    const module = /\bfrom\b([^]*)$/.exec(before)?.[1]?.replace(/[\s\\]+/g, "");
    if (module === undefined) for (const name of names) found.add(name);
    else for (const name of ["", ...names]) found.add(name === "" || module.endsWith(".") ? module + name : `${module}.${name}`);
  }
  return [...found].map((name) => name.normalize("NFKC"));
}

/** The dotted names of a list, which may have spaces around their dots. */
function namesIn(list: string): string[] {
  return list.split(/[,()#;\r\n]/).flatMap((part) => part.split(/\bas\b/, 1)[0]!.replace(/[^\w.\u0080-\uffff]+/g, "")).filter((name) => name !== "");
}

const WORD = /[\w\x80-\xff]+/g;

/** What stands before and after `import` in each statement that has it. What has been looked at is not looked at again, however many a line has. */
function* importStatements(text: string): Generator<{ readonly before: string; readonly after: string }> {
  for (let at = nextImport(text, 0), seen = 0; at >= 0;) {
    const end = at + "import".length;
    const next = nextImport(text, end);
    const after = listAfter(text, end) ?? lineAfter(text, end, next);
    yield { before: unescaped(endOfStatement(text.slice(seen, at))), after: unescaped(after) };
    seen = end + after.length;
    at = next < 0 || next >= seen ? next : nextImport(text, seen);
  }
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

/** All up to the end of the line, which a backslash continues, or up to the next `import`, which is none where it is negative. */
function lineAfter(text: string, at: number, next: number): string {
  return LINE.exec(text.slice(at, next < 0 ? undefined : next))![0];
}

/** The last line, and those that a backslash continues into it. */
function endOfStatement(text: string): string {
  let start = text.lastIndexOf("\n") + 1;
  while (start > 0 && /\\\r?\n$/.test(text.slice(Math.max(0, start - 3), start))) start = text.lastIndexOf("\n", start - 2) + 1;
  return text.slice(start);
}

function unescaped(statement: string): string {
  return statement.includes("\\") ? statement.replace(/\\[nrt]/g, " ") : statement;
}
