import { readFileSync } from "node:fs";
import type { Language as LanguageType, Node as SyntaxNode, Parser as ParserType } from "web-tree-sitter";
import type { Block, Program, Range } from "./ast.js";
import { Converter, NestingError } from "./convert.js";
import { wasmPath } from "./wasm.js";

let loading: Promise<ParserType> | undefined;

/** Begins to load tree-sitter, where it is clear that it will be needed: V8 compiles it on a thread of its own. What goes wrong is told by `parsePython`. */
export function startParser(): void {
  (loading ??= loadParser()).catch(() => undefined);
}

async function loadParser(): Promise<ParserType> {
  const { Language, Parser } = await import("web-tree-sitter");
  await Parser.init({ wasmBinary: readFileSync(wasmPath("web-tree-sitter.wasm", "web-tree-sitter/web-tree-sitter.wasm")) });
  const language: LanguageType = await Language.load(readFileSync(wasmPath("tree-sitter-python.wasm", "tree-sitter-python/tree-sitter-python.wasm")));
  const parser = new Parser();
  parser.setLanguage(language);
  return parser;
}

/**
 * Parses Python. Tree-sitter is laxer than Python: a text without an error here may still be refused by `python3`.
 *
 * @param text the program; line ends of any kind
 * @returns a program without statements, and with an error, where they stand in one another too deep to be followed
 */
export async function parsePython(text: string): Promise<Program> {
  const parser = await (loading ??= loadParser());
  // A carriage return alone ends a line in Python, but not in tree-sitter.
  const source = text.replace(/\r(?!\n)/g, "\n");
  const { comments, joints } = longRuns(source);
  if (comments.length + joints.length > 0) {
    const program = withTree(parser, blanked(source, [...comments, ...joints].sort((a, b) => a.start - b.start)), text, (root) => {
      const inString = [...comments, ...joints].some((c) => /string/.test(root.descendantForIndex(c.start)?.type ?? ""));
      return inString ? null : new Converter(text, comments).program(root);
    });
    if (program) return program;
  }
  return withTree(parser, source, text, (root) => new Converter(text, []).program(root));
}

function withTree<T>(parser: ParserType, source: string, text: string, use: (root: SyntaxNode) => T): T | Program {
  const tree = parser.parse(source);
  if (!tree) throw new Error("tree-sitter gave no tree");
  try {
    return use(tree.rootNode);
  } catch (error) {
    if (!(error instanceof NestingError)) throw error;
    return tooDeep(text, error.place);
  } finally {
    tree.delete();
  }
}

function tooDeep(text: string, error: Range): Program {
  const whole = { start: 0, end: text.length };
  const body: Block = { ...whole, statements: [], owner: null };
  return { ...whole, text, body, comments: [], error, tooDeep: true, files: [{ ...whole, path: "", body, edited: true }] };
}

/** From so many lines in a row on, they are kept from the parser. */
const MANY_LINES = 200;

/**
 * The comments of long runs of lines with nothing else, as commented-out programs have them, and the line ends of long runs of lines that
 * hold a backslash alone. The grammar reads on to the end of the run after each of them, so 10,000 lines would take it half a minute;
 * blank lines take no time.
 */
function longRuns(source: string): { comments: Range[]; joints: Range[] } {
  const comments: Range[] = [];
  const joints: Range[] = [];
  let run: Range[] = [];
  let joined: Range[] = [];
  const end = (): void => {
    if (run.length >= MANY_LINES) for (const c of run) comments.push(c);
    if (joined.length >= MANY_LINES) for (const j of joined) joints.push(j);
    run = [];
    joined = [];
  };
  for (let start = 0; start < source.length;) {
    const lineEnd = source.indexOf("\n", start);
    const next = lineEnd < 0 ? source.length : lineEnd + 1;
    const text = source.slice(start, next).trimEnd();
    const comment = text.trimStart();
    const place = { start: start + text.length - comment.length, end: start + text.length };
    if (comment.startsWith("#")) {
      if (joined.length > 0) end();
      run.push(place);
    } else if (comment === "\\" && /^\\\r?\n$/.test(source.slice(place.start, next))) {
      if (run.length > 0) end();
      joined.push({ start: place.start, end: next });
    } else if (comment !== "" || joined.length > 0) end();
    start = next;
  }
  end();
  return { comments, joints };
}

function blanked(source: string, comments: readonly Range[]): string {
  let result = "";
  let position = 0;
  for (const { start, end } of comments) {
    result += source.slice(position, start) + " ".repeat(end - start);
    position = end;
  }
  return result + source.slice(position);
}
