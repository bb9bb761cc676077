import type { Statement } from "../python/ast.js";
import type { Module } from "../python/module.js";

/** The statements that share a line, in order: `a = 1; b = 2`. */
export function lineGroup(s: Statement, module: Module): readonly Statement[] {
  const { statements } = s.block;
  const joined = (a: Statement | undefined, b: Statement | undefined): boolean => a !== undefined && b !== undefined && /^[ \t]*;[ \t]*$/.test(module.text.slice(a.end, b.start));
  let [from, to] = [statements.indexOf(s), statements.indexOf(s)];
  while (joined(statements[from - 1], statements[from])) from--;
  while (joined(statements[to], statements[to + 1])) to++;
  return statements.slice(from, to + 1);
}

/** The statement that a comment about another one stands above: the first of its line, and for `if x: f()` the whole. */
export function underComment(s: Statement, module: Module): Statement {
  const owner = s.block.owner;
  return owner?.kind === "compound" && module.lines.startOfLine(s.start) === module.lines.startOfLine(owner.start) ? underComment(owner, module) : lineGroup(s, module)[0]!;
}
