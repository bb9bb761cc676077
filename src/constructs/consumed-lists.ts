import type { Expression, NameExpression, Statement } from "../python/ast.js";
import { isStatement, statementOf } from "../python/ast.js";
import type { Variable } from "../python/scope.js";
import type { Context } from "./concept.js";
import { buildingStatements } from "./spread.js";
import { changesOf, listItems } from "./step/arguments.js";

/**
 * Lists that only the upgraded calls read (`steps = []`, `steps.append(step)`): what they held stands in the calls now, and the lists
 * would hold v1 objects that are gone.
 */
export function dropConsumedLists(c: Context): void {
  for (const variable of c.plan.module.names.all()) {
    const statements = consumed(variable, c);
    for (const s of statements) c.draft.deleted.add(s);
  }
}

/** The statements that build a list, or a dict of arguments, which nothing reads any longer; none when something does. */
function consumed(variable: Variable, c: Context): Statement[] {
  const built = isSpread(variable, c) ? buildingStatements(variable, c.plan.module) : null;
  if (built) {
    const building = new Set(built);
    const left = variable.uses.filter((use) => !building.has(statementOf(use)));
    return left.length > 0 && left.every((use) => isGone(use, c)) ? built : [];
  }
  const building = new Set<Statement>();
  for (const b of variable.bindings) {
    const s = b.statement;
    if (s.kind !== "assign" || s.targets.length !== 1 || s.targets[0]?.kind !== "name" || !s.value || !isList(s.value, c)) return [];
    building.add(s);
  }
  for (const change of changesOf(variable, c.plan)) if (change.add(c.plan) !== null) building.add(change.statement);
  const reads = variable.uses.filter((use) => !building.has(statementOf(use)));
  return reads.length > 0 && reads.every((use) => isGone(use, c)) ? [...building] : [];
}

/** `ParallelRunConfig(**settings)` */
function isSpread(variable: Variable, c: Context): boolean {
  const calls = new Set(variable.uses.flatMap(({ parent }) => (parent !== null && !isStatement(parent) && parent.kind === "call" ? [parent] : [])));
  return [...calls].some((call) => call.args.some((a) => a.star === "**" && a.value.kind === "name" && c.plan.module.names.variableOf(a.value) === variable));
}

function isList(e: Expression, c: Context): boolean {
  return (e.kind === "list" || e.kind === "tuple" || e.kind === "binary" || e.kind === "call" || e.kind === "name") && listItems(e, c.plan) !== null;
}

/** Whether a read stands in code that has been written anew without it. */
function isGone(use: NameExpression, c: Context): boolean {
  if (c.draft.rendered.has(use)) return false;
  for (let node: Expression | Statement | null = use; node; node = node.parent) {
    if (isStatement(node)) return c.draft.deleted.has(node) || c.draft.replaced.has(node);
    if (c.draft.replacements.has(node)) return true;
  }
  return false;
}
