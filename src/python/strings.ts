import { table } from "../table.js";

const SIMPLE: Record<string, string> = table({
  "\\": "\\", "'": "'", '"': '"', a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", "\n": "", "\r\n": "",
});

/**
 * What the text between the quotes of a Python string stands for.
 *
 * @param source the characters as written, line ends included
 * @returns null for an escape that only Python can name (`\N{...}`)
 */
export function decodeString(source: string, raw: boolean): string | null {
  if (raw) return source.replace(/\r\n/g, "\n");
  if (source.includes("\\N{")) return null;
  return source
    .replace(/\\(\r\n|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|[\s\S])/g, (whole, escape: string) => {
      const simple = SIMPLE[escape];
      if (simple !== undefined) return simple;
      if (/^[xuU][0-9a-fA-F]+$/.test(escape)) return fromCodePoint(parseInt(escape.slice(1), 16)) ?? whole;
      if (/^[0-7]+$/.test(escape)) return fromCodePoint(parseInt(escape, 8)) ?? whole;
      return whole;
    })
    .replace(/\r\n/g, "\n");
}

function fromCodePoint(code: number): string | null {
  return code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

/**
 * A Python string literal for a text.
 *
 * @param quote the quote of the file's style; the other one is used where that saves escapes
 */
export function quoteString(text: string, quote: string): string {
  const other = quote === '"' ? "'" : '"';
  const use = text.includes(quote) && !text.includes(other) ? other : quote;
  return use + escapeFor(text, use) + use;
}

/** A text without escapes, or a value that is written in code as `format` writes it. */
const LITERAL = /^(?:(["'])((?:(?!\1)[^\\\r\n])*)\1|(?:0|[1-9]\d*|None|True|False))$/;

/** What an f-string shows where a literal stands in its braces; null for other code. */
export function literalText(code: string): string | null {
  const found = LITERAL.exec(code);
  return found ? (found[2] ?? found[0]) : null;
}

/** The text as it may stand between the given quotes. */
export function escapeFor(text: string, quote: string): string {
  return withoutUnseen(text
    .replace(/\\/g, "\\\\")
    .replaceAll(quote, `\\${quote}`)
    .replace(/\n/g, "\\n")
    .replace(/\r/g, "\\r")
    .replace(/\t/g, "\\t"));
}

/** A text with escapes for what can't be seen: no comment may hold a null character, as no source text may. */
export function withoutUnseen(text: string): string {
  return text.replace(UNSEEN, (c) => (c < "\u0100" ? `\\x${hex(c, 2)}` : `\\u${hex(c, 4)}`));
}

/** What can't be seen, or turns the direction of a line round, and halves of a pair, which no file can hold. */
const UNSEEN = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;

function hex(character: string, digits: number): string {
  return character.charCodeAt(0).toString(16).padStart(digits, "0");
}
