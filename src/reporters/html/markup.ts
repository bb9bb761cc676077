import { printable } from "../printable.js";

/** Text that is HTML already. Only {@link html} makes it from text of its own; everything else is escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

export type Content = Markup | string | number | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A text as it may stand between tags and in a quoted attribute. What a reader could not see, or would see turned round, is spelt out. */
export function escape(value: string): string {
  return printable(value).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** HTML with values in it: html`<td>${path}</td>`. Every value but Markup is escaped; attributes stand in quotes. */
export function html(texts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(texts.reduce((page, text, i) => page + write(values[i - 1]!) + text));
}

function write(value: Content): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === "string") return escape(value);
  return typeof value === "number" ? String(value) : value.map(write).join("");
}

/** Nothing. */
export const NOTHING = new Markup("");

/** A number of something, with thousands apart: `1 file`, `1,204 files`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${digits(n)} ${n === 1 ? one : many}`;
}

export function digits(n: number): string {
  return n.toLocaleString("en-US");
}
