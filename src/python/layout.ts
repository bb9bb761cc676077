import { isPragma } from "./pragma.js";

/** A piece of code to lay out: text as it is, or something with brackets that breaks into one item a line when it is too long. */
export type Doc = string | BracketDoc;

export interface BracketDoc {
  readonly open: string;
  readonly close: string;
  readonly items: readonly ItemDoc[];
  /** One item a line however short it is; for calls whose comments or length ask for it. */
  readonly broken?: boolean;
  /** The pieces of a string: `+` between them on one line, nothing where each has its own. */
  readonly joined?: boolean;
  /** No comma after the items: a comprehension. */
  readonly bare?: boolean;
  /** Comments before the closing bracket. */
  readonly last?: readonly string[];
}

export interface ItemDoc {
  /** What stands before the value: `name=` or `"key": `. */
  readonly prefix: string;
  readonly value: Doc;
  /** Comment lines above, with their `#`. */
  readonly above?: readonly string[];
  /** A comment on the same line, with its `#`. */
  readonly beside?: string;
}

/** `callee(name=value, ...)`. */
export function call(callee: string, items: readonly ItemDoc[], options: Partial<BracketDoc> = {}): BracketDoc {
  return { open: `${callee}(`, close: ")", items, ...options };
}

/** An item without a prefix. */
export function item(value: Doc): ItemDoc {
  return { prefix: "", value };
}

/** `name=value`. */
export function keyword(name: string, value: Doc): ItemDoc {
  return { prefix: `${name}=`, value };
}

/** Where text is laid out. */
export interface Layout {
  /** The indent of the line that it starts on. */
  readonly indent: string;
  /** The characters that are already on that line. */
  readonly column: number;
  /** The longest line, in characters. */
  readonly width: number;
  /** One level of indent. */
  readonly unit: string;
}

/** Lays a piece of code out: on one line where it fits, else one item a line with a comma after the last. */
export function print(doc: Doc, layout: Layout): string {
  if (typeof doc === "string") return doc;
  const flat = doc.broken ? null : printFlat(doc);
  if (flat !== null && layout.column + flat.length <= layout.width) return flat;
  if (doc.items.length === 0 && !doc.last?.length) return doc.open + doc.close;
  const inner = layout.indent + layout.unit;
  const lines: string[] = [];
  for (const i of doc.items) {
    const value = print(i.value, { indent: inner, column: inner.length + i.prefix.length + 1, width: layout.width, unit: layout.unit });
    // After the closing bracket of several lines, nobody would look for a comment about all of them.
    const isBelow = typeof i.value !== "string" && value.includes("\n") && !isPragma(i.beside ?? "");
    for (const comment of [...(i.above ?? []), ...(i.beside && isBelow ? [i.beside] : [])]) lines.push(inner + comment);
    lines.push(`${inner}${i.prefix}${value}${doc.joined || doc.bare ? "" : ","}${i.beside && !isBelow ? `  ${i.beside}` : ""}`);
  }
  for (const comment of doc.last ?? []) lines.push(inner + comment);
  return `${doc.open}\n${lines.join("\n")}\n${layout.indent}${doc.close}`;
}

/** The code on one line; null when comments or line ends forbid it. */
export function printFlat(doc: Doc): string | null {
  if (typeof doc === "string") return doc.includes("\n") ? null : doc;
  if (doc.broken || doc.last?.length) return null;
  const items: string[] = [];
  for (const i of doc.items) {
    const value = printFlat(i.value);
    if (value === null || i.above?.length || i.beside) return null;
    items.push(i.prefix + value);
  }
  // On one line, neighbouring strings read as a typo; plain ones are one.
  if (doc.joined) {
    const quote = items[0]?.[0] ?? "";
    return items.every((i) => isPlain(i, quote)) ? quote + items.map((i) => i.slice(1, -1)).join("") + quote : items.join(" + ");
  }
  return doc.open + items.join(", ") + doc.close;
}

/** Whether a piece of code is a plain string literal in these quotes. */
function isPlain(code: string, quote: string): boolean {
  return /^(?:"[^"]+"|'[^']+')$/.test(code) && code.startsWith(quote);
}
