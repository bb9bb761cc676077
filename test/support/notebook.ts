import fc from "fast-check";

/** A number as the file has it; JavaScript would write it in another form. */
export class Raw {
  constructor(readonly text: string) {}
}

export type Json = string | boolean | null | Raw | readonly Json[] | { readonly [key: string]: Json };

/** How a notebook file is written, down to the characters. */
export interface Layout {
  /** One level of indent; null for a file in one line. */
  readonly indent: string | null;
  readonly lineEnd: string;
  readonly colon: string;
  /** What follows a comma in one line. */
  readonly comma: string;
  /** What becomes of characters beyond ASCII. */
  readonly unicode: "raw" | "lower" | "upper";
  /** Of so many characters that need no escape, one has it; letters never, as from any known writer. */
  readonly needless: number;
  readonly source: "lines" | "string" | "ragged";
  readonly sourceLineEnd: "\n" | "\r\n" | "mixed";
  readonly newline: boolean;
  readonly keys: number;
}

export const layouts: fc.Arbitrary<Layout> = fc.record({
  indent: fc.constantFrom<string | null>(null, " ", "  ", "    ", "\t"), lineEnd: fc.constantFrom("\n", "\r\n"), colon: fc.constantFrom(": ", ":", " : "), comma: fc.constantFrom("", " "),
  unicode: fc.constantFrom("raw", "lower", "upper"), needless: fc.constantFrom(0, 3, 11), source: fc.constantFrom("lines", "string", "ragged"),
  sourceLineEnd: fc.constantFrom("\n", "\r\n", "mixed"), newline: fc.boolean(), keys: fc.nat(),
});

export const PLAIN: Layout = {
  indent: " ", lineEnd: "\n", colon: ": ", comma: " ", unicode: "lower", needless: 0, source: "lines", sourceLineEnd: "\n", newline: true, keys: 0,
};

const numbers = fc.constantFrom("0", "-0", "1.0", "1e5", "1E+05", "0.10", "-2.50e-07", "123456789012345678901234567890", "1.7976931348623157e309", "NaN", "-Infinity").map((text) => new Raw(text));
const texts = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom("é", "😀 \"quoted\" \\ /", "</script>", "\u2028", "\ud83d", "\x7f\x00\t", "ParallelRunStep(\"source\": [", "iVBORw0KGgo="));

export const values: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof({ maxDepth: 2 }, texts, numbers, fc.boolean(), fc.constant(null), fc.array(tie("value"), { maxLength: 3 }), fc.dictionary(texts, tie("value"), { maxKeys: 3 })),
})).value;

export interface TestCell {
  readonly type: "code" | "markdown" | "raw";
  readonly source: string;
  readonly rest: { readonly [key: string]: Json };
}

/** Cells that hold nothing for the tool, although some of them name what it looks for. */
const QUIET = [
  "x = 1", "print('é 😀')", "# a ParallelRunStep, once", "s = 'ParallelRunConfig()'", "%matplotlib inline", "!pip install x \\\n  y", "", "y = \"\\u00e9 \\\\ \\\" \\t\"", "def f():\n    return 2", "f?", "values = !ls {x}",
  "z = '<&>\u2028/'", "\ttabbed", "class ParallelRunStep:\n    pass", "text = '''\n%time\n!ls\n'''", "x;", "if x:\n    !ls", "n = 10 \\\n  % 3",
];

export const cells: fc.Arbitrary<TestCell> = fc.record({
  type: fc.constantFrom("code", "markdown", "raw"),
  source: fc.array(fc.constantFrom(...QUIET), { maxLength: 4 }).map((lines) => lines.join("\n")),
  rest: fc.record({ id: texts, metadata: fc.dictionary(texts, values, { maxKeys: 2 }), outputs: fc.array(values, { maxLength: 2 }), attachments: values, execution_count: numbers }, { requiredKeys: ["metadata"] }),
});

/** The file. */
export function writeNotebook(list: readonly TestCell[], layout: Layout): string {
  const book: Json = {
    cells: list.map((c) => shuffled({ cell_type: c.type, ...c.rest, source: sourceOf(c.source, layout) }, layout.keys)),
    metadata: { kernelspec: { name: "python3", language: "python" }, "é/": new Raw("1.0") }, nbformat: new Raw("4"), nbformat_minor: new Raw("5"),
  };
  return print(shuffled(book, layout.keys), layout, "") + (layout.newline ? layout.lineEnd : "");
}

function sourceOf(source: string, layout: Layout): Json {
  const lines = source.split(/(?<=\n)/).map((line, i) => (layout.sourceLineEnd === "\r\n" || (layout.sourceLineEnd === "mixed" && i % 3 === 1) ? line.replace("\n", "\r\n") : line));
  if (layout.source === "string") return lines.join("");
  if (layout.source === "lines") return source === "" ? [] : lines;
  return lines.join("").match(/[^]{1,37}/g) ?? [];
}

function shuffled(value: { readonly [key: string]: Json }, by: number): Json {
  const entries = Object.entries(value);
  return Object.fromEntries([...entries.slice(by % entries.length), ...entries.slice(0, by % entries.length)]);
}

function print(value: Json, layout: Layout, indent: string): string {
  if (value instanceof Raw) return value.text;
  if (typeof value === "string") return printString(value, layout);
  if (value === null || typeof value === "boolean") return String(value);
  const inner = indent + (layout.indent ?? "");
  const items = Array.isArray(value) ? (value as readonly Json[]).map((v) => print(v, layout, inner)) : Object.entries(value).map(([k, v]) => `${printString(k, layout)}${layout.colon}${print(v, layout, inner)}`);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (items.length === 0) return open + close;
  if (layout.indent === null) return open + items.join(`,${layout.comma}`) + close;
  const line = layout.lineEnd;
  return `${open}${line}${inner}${items.join(`,${line}${inner}`)}${line}${indent}${close}`;
}

function printString(value: string, layout: Layout): string {
  const raw = JSON.stringify(value).replace(/\\(?:u[0-9a-f]{4}|.)|[^\\]/g, (c, at: number) => {
    if (c.length > 1 || at === 0 || at === JSON.stringify(value).length - 1) return c;
    const beyond = c > "\x7e";
    if (beyond ? layout.unicode === "raw" : layout.needless === 0 || at % layout.needless !== 0 || /\w/.test(c)) return c;
    if (c === "/") return "\\/";
    const hex = c.charCodeAt(0).toString(16).padStart(4, "0");
    return `\\u${layout.unicode === "upper" ? hex.toUpperCase() : hex}`;
  });
  return raw;
}
