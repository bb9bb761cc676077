import type { Node, ParseError } from "jsonc-parser";
import { findNodeAtLocation, parseTree } from "jsonc-parser";

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
  /** The kernel's language, in lower case; `python` where the file does not say. */
  readonly language: string;
}

/** The file is no notebook that can be upgraded; the message says what to do. */
export class NotebookError extends Error {}

/**
 * Reads a notebook with the place of every source string, so that nothing else of the file has to be written again.
 *
 * @throws NotebookError when it is not JSON, or of a format before 4
 */
export function readNotebook(text: string): Notebook {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  if (!root || errors.length > 0 || root.type !== "object") throw new NotebookError("it is not valid JSON");
  if (findNodeAtLocation(root, ["worksheets"]) || valueOf(root, ["nbformat"]) === 3) {
    throw new NotebookError("it is of nbformat 3; convert it first: jupyter nbconvert --to notebook --nbformat 4");
  }
  const cells = findNodeAtLocation(root, ["cells"]);
  if (cells?.type !== "array") throw new NotebookError("it has no cells");
  const language = valueOf(root, ["metadata", "kernelspec", "language"]) ?? valueOf(root, ["metadata", "language_info", "name"]) ?? "python";
  return { cells: (cells.children ?? []).flatMap((node, i) => readCell(node, i + 1)), language: String(language).toLowerCase() };
}

function valueOf(root: Node, path: string[]): unknown {
  return findNodeAtLocation(root, path)?.value as unknown;
}

function readCell(node: Node, number: number): Cell[] {
  const type = valueOf(node, ["cell_type"]);
  const source = findNodeAtLocation(node, ["source"]);
  if ((type !== "code" && type !== "markdown" && type !== "raw") || !source) return [];
  const isList = source.type === "array";
  const nodes = isList ? (source.children ?? []) : [source];
  if (nodes.some((n) => n.type !== "string")) return [];
  const strings = nodes.map((n): JsonString => ({ start: n.offset, end: n.offset + n.length, value: n.value as string }));
  return [{
    number, type, strings, isList, range: { start: source.offset, end: source.offset + source.length },
    source: strings.map((s) => s.value).join(""), hasOutputs: (findNodeAtLocation(node, ["outputs"])?.children?.length ?? 0) > 0,
  }];
}
