import type { Block, Statement } from "../python/ast.js";
import type { Module } from "../python/module.js";

/** The statements that share a line, in order: `a = 1; b = 2`. */
export function lineGroup(s: Statement, module: Module): readonly Statement[] {
  let groups = memo.get(s.block);
  if (!groups) memo.set(s.block, (groups = groupsIn(s.block, module)));
  return groups.get(s) ?? [s];
}

const memo = new WeakMap<Block, ReadonlyMap<Statement, readonly Statement[]>>();

/** The lines of a block that hold several statements, by each of these. */
function groupsIn({ statements }: Block, module: Module): Map<Statement, readonly Statement[]> {
  const groups = new Map<Statement, Statement[]>();
  for (const [i, s] of statements.entries()) {
    const before = statements[i - 1];
    if (!before || !/^[ \t]*;[ \t]*$/.test(module.text.slice(before.end, s.start))) continue;
    const group = groups.get(before) ?? [before];
    group.push(s);
    groups.set(before, group).set(s, group);
  }
  return groups;
}

/** The statement that a comment about another one stands above: the first of its line, and for `if x: f()` the whole. */
export function underComment(s: Statement, module: Module): Statement {
  const owner = s.block.owner;
  return owner?.kind === "compound" && module.lines.startOfLine(s.start) === module.lines.startOfLine(owner.start) ? underComment(owner, module) : lineGroup(s, module)[0]!;
}
