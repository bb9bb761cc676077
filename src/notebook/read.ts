import type { Node, ParseError } from "jsonc-parser";
import { parseTree } from "jsonc-parser";

/** A JSON string of the file: where it stands, quotes included, and what it says. */
export interface JsonString {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** A cell whose source can be read. */
export interface Cell {
  /** Counted from 1 over all cells. */
  readonly number: number;
  readonly type: "code" | "markdown" | "raw";
  /** The strings that make up the source, and the range of the JSON value that holds them. */
  readonly strings: readonly JsonString[];
  readonly isList: boolean;
  readonly range: { readonly start: number; readonly end: number };
  readonly source: string;
  readonly hasOutputs: boolean;
}

export interface Notebook {
  readonly cells: readonly Cell[];
  /** Whether its code is Python. A file that does not say is taken for Python. */
  readonly isPython: boolean;
}

/** The file is no notebook that can be upgraded; the message says what to do. */
export class NotebookError extends Error {}

/**
 * Reads a notebook with the place of every source string, so that nothing else of the file has to be written again.
 *
 * @throws NotebookError when it is not JSON, or not of nbformat 4
 */
export function readNotebook(text: string): Notebook {
  const errors: ParseError[] = [];
  const root = parseTree(withoutNaN(text), errors, { disallowComments: true });
  if (!root || errors.length > 0) throw new NotebookError(`it is not valid JSON${placeOf(errors[0], text)}; is it a whole file, or one with merge conflicts?`);
  const format = valueAt(root, "nbformat");
  if (typeof format === "number" && format < 4 || valueOf(root, "worksheets")) {
    throw new NotebookError(`it is of nbformat ${typeof format === "number" ? format : 3}; convert it first: jupyter nbconvert --to notebook --nbformat 4 --inplace FILE`);
  }
  const cells = valueOf(root, "cells");
  if (cells?.type !== "array" || format === undefined) throw new NotebookError("it is JSON, but no notebook: it has no nbformat or no cells");
  if (format !== 4) throw new NotebookError(`it is of nbformat ${String(format)}, which is not known here; save it as nbformat 4`);
  return { cells: (cells.children ?? []).flatMap((node, i) => readCell(node, i + 1)), isPython: isPython(root) };
}

/** Python's `json` writes these numbers, which are no JSON. Zeros of the same length stand for them. */
function withoutNaN(text: string): string {
  if (!/NaN|Infinity/.test(text)) return text;
  return text.replace(/"(?:[^"\\]|\\[^])*"|\b(?:NaN|Infinity)\b/g, (token) => (token.startsWith('"') ? token : `0${" ".repeat(token.length - 1)}`));
}

function placeOf(error: ParseError | undefined, text: string): string {
  if (!error) return "";
  const above = text.slice(0, error.offset).split(/\r\n|\n|\r/);
  return ` (line ${above.length}, column ${above.at(-1)!.length + 1})`;
}

/** The value of a key. Where a key stands twice, the last one counts, as it does for Python and JavaScript. */
function valueOf(node: Node | undefined, key: string): Node | undefined {
  if (node?.type !== "object") return undefined;
  return node.children?.findLast((property) => property.children?.[0]?.value === key)?.children?.[1];
}

function valueAt(root: Node, ...path: string[]): unknown {
  return path.reduce<Node | undefined>(valueOf, root)?.value as unknown;
}

function isPython(root: Node): boolean {
  const named = valueAt(root, "metadata", "kernelspec", "language") ?? valueAt(root, "metadata", "language_info", "name");
  // Some editors write the kernel's name alone.
  const language = named ?? (/^(ir|scala|spark|julia|ijavascript|\.net|bash)/i.exec(String(valueAt(root, "metadata", "kernelspec", "name")))?.[0] ?? "python");
  return /^(i?python|pyspark)/i.test(String(language));
}

function readCell(node: Node, number: number): Cell[] {
  const type = valueAt(node, "cell_type");
  const source = valueOf(node, "source");
  if ((type !== "code" && type !== "markdown" && type !== "raw") || !source) return [];
  const isList = source.type === "array";
  const nodes = isList ? (source.children ?? []) : [source];
  if (nodes.some((n) => n.type !== "string")) return [];
  const strings = nodes.map((n): JsonString => ({ start: n.offset, end: n.offset + n.length, value: n.value as string }));
  return [{
    number, type, strings, isList, range: { start: source.offset, end: source.offset + source.length },
    source: strings.map((s) => s.value).join(""), hasOutputs: (valueOf(node, "outputs")?.children?.length ?? 0) > 0,
  }];
}
