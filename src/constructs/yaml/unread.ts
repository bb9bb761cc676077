import type { CallExpression, Expression } from "../../python/ast.js";

const PROBLEMS = new WeakMap<Expression, string>();

/** Remembers why the file of a `load_yaml(...)` can't be read, where it can't. */
export function noteUnread(calls: readonly CallExpression[], problemOf: (call: CallExpression) => string | undefined): void {
  for (const call of calls) {
    const problem = problemOf(call);
    if (problem !== undefined) PROBLEMS.set(call, problem);
  }
}

/** Why the file of a `load_yaml(...)` can't be read. */
export function unreadProblem(site: Expression): string {
  return PROBLEMS.get(site) ?? "its file is not known";
}
