import type { Block, Expression, FunctionStatement, Statement } from "../python/ast.js";
import { bodiesOf, expressionsOf, walkStatements } from "../python/ast.js";
import { print } from "../python/layout.js";
import type { Draft } from "./draft.js";

/** A statement of a function that would be written in one way for one call and in another way for another. */
export interface Disagreement {
  readonly f: FunctionStatement;
  /** The statement in each of two readings. */
  readonly statements: readonly [Statement, Statement];
}

/** The first place where the readings of a function ask for different code; null when all agree. */
export function disagreement(draft: Draft): Disagreement | null {
  for (const f of walkStatements(draft.module.program.body)) {
    if (f.kind !== "function" || f.readings.length < 2) continue;
    const [first, ...others] = f.readings;
    for (const other of others) {
      const statements = differing(first!.body, other.body, draft);
      if (statements) return { f, statements };
    }
  }
  return null;
}

function differing(a: Block, b: Block, draft: Draft): readonly [Statement, Statement] | null {
  for (const [i, s] of a.statements.entries()) {
    const other = b.statements[i]!;
    if (written(s, draft) !== written(other, draft)) return [s, other];
    const bodies = bodiesOf(other);
    for (const [n, body] of bodiesOf(s).entries()) {
      const found = bodies[n] && differing(body, bodies[n], draft);
      if (found) return found;
    }
  }
  return null;
}

/** What becomes of a statement, apart from its bodies. */
function written(s: Statement, draft: Draft): string {
  const parts: string[] = [
    String(draft.deleted.has(s)), draft.replaced.get(s) ?? "", ...(draft.before.get(s) ?? []), "|", ...(draft.functions.get(s) ?? []), "|", ...(draft.after.get(s) ?? []),
  ];
  const visit = (e: Expression): void => {
    const doc = draft.replacements.get(e);
    if (doc !== undefined) parts.push(`${e.start}: ${print(doc, { indent: "", column: 0, width: Infinity, unit: "" })}`);
    else e.children.forEach(visit);
  };
  if (!draft.deleted.has(s) && !draft.replaced.has(s)) expressionsOf(s).forEach(visit);
  return parts.join("\n");
}
