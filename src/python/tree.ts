import type { Node as SyntaxNode } from "web-tree-sitter";
import type { Expression, Range } from "./ast.js";

/** What every expression has. All start out alike, so that V8 finds the fields of all of them at the same place. */
export function baseOf(node: SyntaxNode): { start: number; end: number; parent: null; parens: null; children: Expression[] } {
  return { start: node.startIndex, end: node.endIndex, parent: null, parens: null, children: [] };
}

export function rangeOf(node: SyntaxNode): Range {
  return { start: node.startIndex, end: node.endIndex };
}

export function named(node: SyntaxNode, field: string): SyntaxNode {
  return node.childForFieldName(field) ?? node;
}

/** A name as Python knows it: it reads `ﬁle` as `file` (NFKC). */
export function nameOf(node: SyntaxNode): string {
  const { text } = node;
  return /^[\x00-\x7f]*$/.test(text) ? text : text.normalize("NFKC");
}

export function collectNames(node: SyntaxNode, names: string[]): void {
  const waiting = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.type === "identifier") names.push(nameOf(next));
    for (const child of [...next.namedChildren].reverse()) if (child) waiting.push(child);
  }
}

/** The first place, in text order, that tree-sitter could not read. */
export function firstError(root: SyntaxNode): Range {
  for (let node = root; ;) {
    const child = node.children.find((c) => c !== null && (c.isError || c.isMissing || c.hasError));
    if (!child) return rangeOf(node);
    if (child.isError || child.isMissing) return rangeOf(child);
    node = child;
  }
}
