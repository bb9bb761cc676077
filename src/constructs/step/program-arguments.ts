import type { Expression } from "../../python/ast.js";
import type { Doc } from "../../python/layout.js";
import type { TemplatePart } from "../../python/template.js";
import { piecesDoc } from "../../python/template.js";
import type { Known } from "../../python/module.js";
import { literalText } from "../../python/strings.js";
import { inEachReading } from "../../python/readings.js";
import type { Context } from "../concept.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { submitted } from "../run/parameters.js";
import type { ArgumentItem, JoinedList } from "./model.js";
import { outputKey, parameterName } from "./model.js";

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
    return { parts: [quoteIf(i.type === "parameter" && !isPlainParameter(i.parameter, c), reference)], flag: false };
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
  const how = quotingOf(items, list, c);
  for (const item of items) {
    const reference = referenceTo(item, c.plan);
    if (reference === null) continue;
    const word = quoteIf(how === "shell" && item.type === "parameter" && !isPlainParameter(item.parameter, c), reference);
    c.draft.replace(item.expression, c.draft.stringAt(word, item.expression));
  }
  const source = list.expression.kind === "conditional" && !list.expression.parens ? `(${c.draft.text(list.expression)})` : c.draft.text(list.expression);
  const words = (word: string): string => `${c.draft.string(" ")}.join(${word === "a" ? source : `${word} for a in ${source}`})`;
  const joined = words(
    how === "none" ? "a" : how === "str" ? "str(a)"
      : how === "shell" ? `str(a) if ${c.draft.string("${{")} in str(a) else ${c.draft.v2("quote")}(str(a))`
        : c.draft.quote === '"' ? `f'"{a}"'` : `f"\\"{a}\\""`);
  const text = (of: readonly Word[]): string => String(wordsDoc(of, Infinity, c));
  const space: Word = { parts: [""], flag: false };
  return [...(before.length > 0 ? [text([...before, space])] : []), joined, ...(after.length > 0 ? [text([space, ...after])] : [])].join(" + ");
}

/** What the words of a list need: nothing, `str()`, quotes, or where they hold what quotes do not keep, what `shlex.quote` gives. */
function quotingOf(items: readonly ArgumentItem[], list: JoinedList, c: Context): "none" | "str" | "quotes" | "shell" {
  const values = items.flatMap((i) => (i.type === "value" ? [{ e: i.expression, known: inEachReading(i.expression).map((x) => c.plan.module.known(x)) }] : []));
  if (values.some(({ e, known }) => isJson(e, c) || known.some((value) => typeof value === "string" && /["\\$`]/.test(value)))) return "shell";
  const isSeen = list.unseen === null && !list.crosses;
  const plain = items.every((i) => i.type !== "parameter" || isPlainParameter(i.parameter, c)) && values.every(({ e, known }) => known.every(isPlain) || isNumber(e, c));
  if (!isSeen || !plain) return "quotes";
  return values.every(({ known }) => known.every((value) => typeof value === "string")) ? "none" : "str";
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
    const parts: TemplatePart[] = e.pieces.flatMap((p) => p.parts.map((x): TemplatePart => (x.expression ? codePart(`${c.draft.text(x.expression)}${x.format}`) : (x.text ?? ""))));
    const first = parts[0];
    return { parts: all.every(isPlain) ? parts : inQuotes(parts, all), flag: typeof first === "string" && first.startsWith("-") };
  }
  const text = c.draft.text(e);
  // What stands there now may be a literal: the name of an output.
  const literal = e.kind === "attribute" ? /^(["'])([^"'\\{}]*)\1$/.exec(text)?.[2] : undefined;
  if (literal !== undefined) return { parts: [shellQuote(literal)], flag: literal.startsWith("-") };
  if (isJson(e, c)) return { parts: [{ code: `${c.draft.v2("quote")}(${text})` }], flag };
  const code = { code: text };
  return { parts: all.every(isPlain) || isNumber(e, c) ? [code] : inQuotes([code], all), flag };
}

/** Code in the braces of an f-string. A text that stands there now (the setting of a config that is gone) is text of the f-string. */
function codePart(code: string): TemplatePart {
  return literalText(code) ?? { code };
}

/** Whether a value is one word as it stands. */
function isPlain(value: Known | undefined): boolean {
  return typeof value === "string" ? PLAIN.test(value) : value !== undefined && !Array.isArray(value);
}

/** Text with code in it in the quotes that keep what is known of it. */
function inQuotes(parts: readonly TemplatePart[], values: readonly (Known | undefined)[]): TemplatePart[] {
  const text = [...parts, ...values].filter((x) => typeof x === "string").join("");
  if (/["\\$`]/.test(text) && !text.includes("'")) return ["'", ...parts, "'"];
  return ['"', ...parts.map((p) => (typeof p === "string" ? escaped(p) : p)), '"'];
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
  const made = madeBy(e, c);
  return made.kind === "call" && made.callee.kind === "name" && ["int", "float", "len", "round"].includes(made.callee.id);
}

/** Whether an expression is JSON, which is full of quotes: a call of `json.dumps`, or a name bound to one. */
function isJson(e: Expression, c: Context): boolean {
  const made = madeBy(e, c);
  return made.kind === "call" && c.plan.module.dottedNameOf(made.callee) === "json.dumps";
}

/** What a name is bound to, where that happens once; any other expression as it is. */
function madeBy(e: Expression, c: Context): Expression {
  const definitions = e.kind === "name" ? c.plan.module.names.definitionsOf(e) : [];
  const only = definitions.length === 1 ? definitions[0]! : null;
  return only?.kind === "assign" && only.index === null && only.value !== null ? only.value : e;
}

/** Whether a parameter is one word with its default, and with each value that a submission in sight sets. Who calls a published pipeline may give it any text. */
function isPlainParameter(parameter: V1Object, c: Context): boolean {
  const name = parameterName(parameter, c.plan);
  const value = parameter.args.get("default_value");
  const known = value ? c.plan.module.known(value) : undefined;
  if (typeof known !== "string") return known !== undefined;
  if (c.plan.of("published").length > 0) return false;
  const submissions = c.plan.objects.flatMap((o) => (o.kind === "run" ? (submitted(o, c.plan) ?? []) : []));
  return isPlain(known) && submissions.every(({ entries }) => entries !== null && entries.every((e) => e.name !== name || isPlain(c.plan.module.known(e.value))));
}

function quoteIf(condition: boolean, text: string): string {
  return condition ? `"${text}"` : text;
}

/** A text that is one word as it stands, also for the shell that a v2 command runs in. v1 gave each argument to the script as it was. */
const PLAIN = /^[^\s"'\\;&|<>()$`*?#~{}[\]]+$/;

/** A literal as one word of a command line. */
export function shellQuote(text: string): string {
  if (PLAIN.test(text)) return text;
  if (!/["\\$`]/.test(text)) return `"${text}"`;
  if (!text.includes("'")) return `'${text}'`;
  return /[$`]/.test(text) ? `'${text.replaceAll("'", "'\"'\"'")}'` : `"${escaped(text)}"`;
}

/** A text as it stands between double quotes. */
function escaped(text: string): string {
  return text.replace(/(["\\])/g, "\\$1");
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
