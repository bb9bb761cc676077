import type { CallExpression, Expression } from "../../python/ast.js";

/** What is known about the file of a `load_yaml(...)`: why it can't be read, or for a pipeline the parameters that it has. */
export type LoadNote = { readonly problem: string } | { readonly parameters: readonly string[] };

const NOTES = new WeakMap<Expression, LoadNote>();

/** Remembers what is known about the files that calls load. */
export function noteLoads(calls: readonly CallExpression[], noteOf: (call: CallExpression) => LoadNote | undefined): void {
  for (const call of calls) {
    const note = noteOf(call);
    if (note) NOTES.set(call, note);
  }
}

/** What is known about the file of a call; undefined where it is no concern of the upgrade. */
export function loadNote(site: Expression): LoadNote | undefined {
  return NOTES.get(site);
}

/** Why the file of a `ParallelRunConfig.load_yaml(...)` can't be read. */
export function unreadProblem(site: Expression): string {
  const note = NOTES.get(site);
  return note && "problem" in note ? note.problem : "its file is not known";
}
