import type { Expression } from "../../python/ast.js";
import type { Doc } from "../../python/layout.js";
import type { TemplatePart } from "../../python/template.js";
import { templateDoc } from "../../python/template.js";
import type { Context } from "../concept.js";
import type { ArgumentItem } from "./model.js";
import { outputKey } from "./model.js";

/** A word of a command line. */
export interface Word {
  readonly parts: readonly TemplatePart[];
  /** It starts a new piece of text: a flag. */
  readonly flag: boolean;
}

/** The v1 argument list as words, quoted where a value may hold a space. */
export function wordsOf(items: readonly ArgumentItem[], c: Context): Word[] {
  return items.map((i): Word => {
    switch (i.type) {
      case "input": return { parts: ["${{inputs." + i.key + "}}"], flag: false };
      case "output": return { parts: ["${{outputs." + outputKey(i.output, c.plan) + "}}"], flag: false };
      case "parameter": return { parts: [quoteIf(mayHoldSpace(i.parameter.args.get("default_value"), c), "${{inputs." + i.key + "}}")], flag: false };
      case "value": return valueWord(i.expression, c);
    }
  });
}

function valueWord(e: Expression, c: Context): Word {
  const known = c.plan.module.known(e);
  if (e.kind === "number") return word(e.text);
  if (e.kind === "constant") return word(e.value === null ? "None" : e.value ? "True" : "False");
  if (e.kind === "string" && typeof known === "string" && e.value !== null) return { parts: [shellQuote(known)], flag: known.startsWith("-") };
  if (e.kind === "string") {
    // An f-string: its parts go on as they are.
    const parts: TemplatePart[] = e.pieces.flatMap((p) => p.parts.map((x): TemplatePart => (x.expression ? { code: `${c.draft.text(x.expression)}${x.format}` } : (x.text ?? ""))));
    const first = parts[0];
    const spaced = typeof known === "string" ? /\s/.test(known) : true;
    return { parts: spaced ? ['"', ...parts, '"'] : parts, flag: typeof first === "string" && first.startsWith("-") };
  }
  const code = { code: c.draft.text(e) };
  const plain = known !== undefined ? !(typeof known === "string" && /[\s"'\\]/.test(known)) : isNumber(e);
  return { parts: plain ? [code] : ['"', code, '"'], flag: typeof known === "string" && known.startsWith("-") };
}

function word(text: string): Word {
  return { parts: [text], flag: false };
}

/** Calls whose result is a number. */
function isNumber(e: Expression): boolean {
  return e.kind === "call" && e.callee.kind === "name" && ["int", "float", "len", "round"].includes(e.callee.id);
}

function mayHoldSpace(e: Expression | undefined, c: Context): boolean {
  const known = e ? c.plan.module.known(e) : undefined;
  return typeof known === "string" ? /\s/.test(known) || known === "" : known === undefined;
}

function quoteIf(condition: boolean, text: string): string {
  return condition ? `"${text}"` : text;
}

/** A literal as one word of a command line. */
export function shellQuote(text: string): string {
  if (text !== "" && /^[^\s"'\\]*$/.test(text)) return text;
  return text.includes('"') && !text.includes("'") ? `'${text}'` : `"${text.replace(/(["\\])/g, "\\$1")}"`;
}

/** Words as a Python string, broken before flags where it is too long for a line. */
export function wordsDoc(words: readonly Word[], width: number, c: Context, alone: readonly Word[] = []): Doc {
  const parts: TemplatePart[] = [];
  const breaks: number[] = [];
  let length = 0;
  let start = 0;
  const all = [...words, ...alone];
  all.forEach((w, i) => {
    const size = w.parts.reduce((n, p) => n + (typeof p === "string" ? p.length : p.code.length + 2), 1);
    const group = w.flag ? size + (all[i + 1] && !all[i + 1]!.flag ? all[i + 1]!.parts.reduce((n, p) => n + (typeof p === "string" ? p.length : p.code.length + 2), 1) : 0) : 0;
    if (i > 0 && w.flag && length - start + group > width) {
      breaks.push(parts.length);
      start = length;
    }
    if (i > 0) parts.push(" ");
    parts.push(...w.parts);
    length += size;
  });
  return templateDoc(merge(parts, breaks), c.draft.quote, newBreaks(parts, breaks));
}

/** Joins neighbouring text, except across a break. */
function merge(parts: readonly TemplatePart[], breaks: readonly number[]): TemplatePart[] {
  return runs(parts, breaks).flat();
}

function newBreaks(parts: readonly TemplatePart[], breaks: readonly number[]): number[] {
  let position = 0;
  return runs(parts, breaks).slice(0, -1).map((run) => (position += run.length));
}

function runs(parts: readonly TemplatePart[], breaks: readonly number[]): TemplatePart[][] {
  const result: TemplatePart[][] = [[]];
  parts.forEach((part, i) => {
    if (breaks.includes(i)) result.push([]);
    const run = result.at(-1)!;
    const last = run.at(-1);
    if (typeof part === "string" && typeof last === "string") run[run.length - 1] = last + part;
    else run.push(part);
  });
  return result;
}
