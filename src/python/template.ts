import type { Doc, ItemDoc } from "./layout.js";
import { escapeFor, quoteString } from "./strings.js";

/** Text with Python expressions in it. */
export type Template = readonly TemplatePart[];
export type TemplatePart = string | { readonly code: string };

/** One run of text that stays together on a line. */
function piece(parts: Template, quote: string): string {
  const text = parts.filter((p): p is string => typeof p === "string").join("");
  const code = parts.flatMap((p) => (typeof p === "string" ? [] : [p.code])).join("");
  if (code === "") return quoteString(text, quote);
  const other = quote === '"' ? "'" : '"';
  // Before Python 3.12 an f-string can't hold its own quote inside the braces.
  if (isCall(parts)) return formatted(parts, quote);
  let use = code.includes(quote) || (text.includes(quote) && !text.includes(other) && !code.includes(other)) ? other : quote;
  if (code.includes(use) || code.includes("\n")) use = quote.repeat(3);
  return `f${use}${parts.map((p) => (typeof p === "string" ? escapeFor(p, use).replace(/[{}]/g, "$&$&") : `{${inBraces(p.code)}}`)).join("")}${use}`;
}

function isCall(parts: Template): boolean {
  return parts.some((p) => typeof p !== "string" && p.code.includes("\\"));
}

/** `"{}/scores".format(x)`: before Python 3.12 no backslash may stand in the braces of an f-string. */
function formatted(parts: Template, quote: string): string {
  const text = parts.map((p) => (typeof p === "string" ? p.replace(/[{}]/g, "$&$&") : "{}")).join("");
  return `${quoteString(text, quote)}.format(${parts.flatMap((p) => (typeof p === "string" ? [] : [p.code])).join(", ")})`;
}

/** Code as it may stand in the braces of an f-string, where a colon starts a format, and a second brace is text. */
function inBraces(code: string): string {
  if (/^lambda\b|^\w+\s+:=/.test(code)) return `(${code})`;
  return code.startsWith("{") ? ` ${code}` : code;
}

/** A template as a Python string. Text with braces (`${{name}}`) stays out of f-strings, as a piece of its own, so that it can be read. */
export function templateDoc(parts: Template, quote: string): Doc {
  return piecesDoc(splitBraces(parts), quote);
}

/** Pieces of text as one Python string: implicit concatenation where there are several. */
export function piecesDoc(pieces: readonly Template[], quote: string): Doc {
  if (pieces.length === 0) return quoteString("", quote);
  if (pieces.length === 1) return piece(pieces[0]!, quote);
  // A call is no literal: it is added.
  const items: ItemDoc[] = pieces.map((p, i) => ({ prefix: i > 0 && [p, pieces[i - 1]!].some(isCall) ? "+ " : "", value: piece(p, quote) }));
  return { open: "(", close: ")", joined: true, items };
}

/** Parts text with `${{...}}` from text with expressions. */
function splitBraces(parts: readonly TemplatePart[]): TemplatePart[][] {
  if (parts.every((p) => typeof p === "string") || !parts.some((p) => typeof p === "string" && /[{}]/.test(p))) return [[...parts]];
  const groups: TemplatePart[][] = [];
  for (const part of parts) {
    const braces = typeof part === "string" && /[{}]/.test(part);
    const last = groups.at(-1);
    const lastBraces = last?.some((p) => typeof p === "string" && /[{}]/.test(p)) ?? false;
    const lastCode = last?.some((p) => typeof p !== "string") ?? false;
    if (last && !(braces && lastCode) && !(lastBraces && typeof part !== "string")) last.push(part);
    else groups.push([part]);
  }
  return groups;
}
