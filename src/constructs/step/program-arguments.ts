import type { Expression } from "../../python/ast.js";
import type { Doc } from "../../python/layout.js";
import type { TemplatePart } from "../../python/template.js";
import { piecesDoc } from "../../python/template.js";
import { inEachReading } from "../../python/readings.js";
import type { Context } from "../concept.js";
import type { Plan } from "../plan.js";
import type { ArgumentItem, JoinedList } from "./model.js";
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
    const reference = referenceTo(i, c.plan);
    if (i.type === "value" || reference === null) return valueWord(i.expression, c);
    return { parts: [quoteIf(i.type === "parameter" && mayHoldSpace(i.parameter.args.get("default_value"), c), reference)], flag: false };
  });
}

/** What v2 writes for data, an output or a parameter in a command line; null for a value. */
export function referenceTo(item: ArgumentItem, plan: Plan): string | null {
  switch (item.type) {
    case "input": case "parameter": return "${{inputs." + item.key + "}}";
    case "output": return "${{outputs." + outputKey(item.output, plan) + "}}";
    case "value": return null;
  }
}

/**
 * A list that stays one, as code that joins it: its v1 objects become references where they stand. Each word is quoted where one of them may hold a space.
 *
 * @param before what stands before it, and
 * @param after what comes after it
 */
export function joinedDoc(before: readonly Word[], items: readonly ArgumentItem[], list: JoinedList, after: readonly Word[], c: Context): string {
  for (const item of items) {
    const reference = referenceTo(item, c.plan);
    if (reference !== null) c.draft.replace(item.expression, c.draft.stringAt(reference, item.expression));
  }
  const known = items.map((i) => (i.type === "value" ? c.plan.module.known(i.expression) : i.type === "parameter" ? c.plan.module.known(i.parameter.args.get("default_value") ?? i.expression) : ""));
  const isSeen = list.unseen === null && !list.crosses;
  const plain = isSeen && items.every((i) => (i.type === "value" ? valueWord(i.expression, c).parts.every((p) => typeof p !== "string" || !/["\s]/.test(p)) : i.type !== "parameter" || !mayHoldSpace(i.parameter.args.get("default_value"), c)));
  const source = list.expression.kind === "conditional" && !list.expression.parens ? `(${c.draft.text(list.expression)})` : c.draft.text(list.expression);
  const texts = isSeen && known.every((value) => typeof value === "string");
  const word = c.draft.quote === '"' ? `f'"{a}"'` : `f"\\"{a}\\""`;
  const joined = `${c.draft.string(" ")}.join(${plain ? (texts ? source : `str(a) for a in ${source}`) : `${word} for a in ${source}`})`;
  const text = (words: readonly Word[]): string => String(wordsDoc(words, Infinity, c));
  const space: Word = { parts: [""], flag: false };
  return [...(before.length > 0 ? [text([...before, space])] : []), joined, ...(after.length > 0 ? [text([space, ...after])] : [])].join(" + ");
}

function valueWord(e: Expression, c: Context): Word {
  const known = c.plan.module.known(e);
  // One piece of code serves every call of the function that it stands in.
  const all = inEachReading(e).map((x) => c.plan.module.known(x));
  const flag = all.every((value) => typeof value === "string" && value.startsWith("-"));
  if (e.kind === "number") return isPlainNumber(e.text) ? word(e.text) : { parts: [{ code: e.text }], flag: false };
  if (e.kind === "unary" && e.operator === "-" && e.operand.kind === "number" && isPlainNumber(e.operand.text)) return word(`-${e.operand.text}`);
  if (e.kind === "constant") return word(e.value === null ? "None" : e.value ? "True" : "False");
  if (e.kind === "string" && typeof known === "string" && e.value !== null) return { parts: [shellQuote(known)], flag: known.startsWith("-") };
  if (e.kind === "string") {
    // An f-string: its parts go on as they are.
    const parts: TemplatePart[] = e.pieces.flatMap((p) => p.parts.map((x): TemplatePart => (x.expression ? { code: `${c.draft.text(x.expression)}${x.format}` } : (x.text ?? ""))));
    const first = parts[0];
    const spaced = all.some((value) => typeof value !== "string" || /\s/.test(value));
    return { parts: spaced ? ['"', ...parts, '"'] : parts, flag: typeof first === "string" && first.startsWith("-") };
  }
  const text = c.draft.text(e);
  // What stands there now may be a literal: the name of an output.
  const literal = e.kind === "attribute" ? /^(["'])([^"'\\{}]*)\1$/.exec(text)?.[2] : undefined;
  if (literal !== undefined) return { parts: [shellQuote(literal)], flag: literal.startsWith("-") };
  const code = { code: text };
  const plain = all.every((value) => value !== undefined && !(typeof value === "string" && /[\s"'\\]/.test(value))) || isNumber(e, c);
  return { parts: plain ? [code] : ['"', code, '"'], flag };
}

/** Whether `str()` of a number gives it back as it is written: `5`, `0.5`, but not `1.50`, `1e-5` or `0x10`. */
function isPlainNumber(text: string): boolean {
  return /^(0|[1-9]\d*)(\.(\d|\d{1,14}[1-9]))?$/.test(text) && text.length < 16;
}

function word(text: string): Word {
  return { parts: [text], flag: false };
}

/** Whether an expression is a number as far as the code tells: a call of `int` and its like, or a name bound to one. */
function isNumber(e: Expression, c: Context): boolean {
  if (e.kind === "name") {
    const definitions = c.plan.module.names.definitionsOf(e);
    const only = definitions.length === 1 ? definitions[0]! : null;
    return only?.kind === "assign" && only.index === null && only.value !== null && only.value.kind !== "name" && isNumber(only.value, c);
  }
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
export function wordsDoc(words: readonly Word[], width: number, c: Context): Doc {
  const pieces: TemplatePart[][] = [];
  for (const unit of units(words)) {
    const last = pieces.at(-1);
    const parts = unit.flatMap((w, i): TemplatePart[] => (i === 0 ? [...w.parts] : [" ", ...w.parts]));
    if (last && !isMixed([...last, ...parts]) && lengthOf(last) + lengthOf(parts) < width) last.push(" ", ...parts);
    else pieces.push(pieces.length === 0 ? parts : [" ", ...parts]);
  }
  return piecesDoc(pieces.map(joined), c.draft.quote);
}

/** A flag with its values stays on one line. */
function units(words: readonly Word[]): Word[][] {
  const result: Word[][] = [];
  let [hasCode, hasBraces] = [false, false];
  for (const w of words) {
    const last = result.at(-1);
    const [code, braces] = [w.parts.some((p) => typeof p !== "string"), w.parts.some((p) => typeof p === "string" && /[{}]/.test(p))];
    const fits = last !== undefined && !w.flag && !((hasCode || code) && (hasBraces || braces));
    if (fits) last.push(w);
    else result.push([w]);
    [hasCode, hasBraces] = fits ? [hasCode || code, hasBraces || braces] : [code, braces];
  }
  return result;
}

/** Bindings such as `${{inputs.x}}` stay out of f-strings, where their braces would have to be doubled. */
function isMixed(parts: readonly TemplatePart[]): boolean {
  return parts.some((p) => typeof p !== "string") && parts.some((p) => typeof p === "string" && /[{}]/.test(p));
}

function lengthOf(parts: readonly TemplatePart[]): number {
  return parts.reduce((n, p) => n + (typeof p === "string" ? p.length : p.code.length + 2), 1);
}

/** Joins neighbouring text. */
function joined(parts: readonly TemplatePart[]): TemplatePart[] {
  const result: TemplatePart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (typeof part === "string" && typeof last === "string") result[result.length - 1] = last + part;
    else result.push(part);
  }
  return result;
}
