import type { Expression, Statement } from "../../python/ast.js";
import { isStatement, statementOf } from "../../python/ast.js";
import { quoteString } from "../../python/strings.js";
import { workspaceOf } from "../compute/index.js";
import type { Context } from "../concept.js";
import type { V1Object } from "../model.js";
import { clientOf } from "../workspace/index.js";
import { RUN_BY_HAND } from "./findings.js";

/** The expression before the dot of an attribute or a method call. */
export function receiverOf(e: Expression): Expression | null {
  const attribute = e.kind === "call" ? e.callee : e;
  return attribute.kind === "attribute" ? attribute.value : null;
}

/** The same, as it stands in the v2 code. */
export function target(e: Expression, c: Context): string {
  const receiver = receiverOf(e);
  return receiver ? c.draft.text(receiver) : "";
}

/** The client of the workspace that a run, or anything that comes from one, belongs to. */
export function clientOfRun(o: V1Object, at: Expression, c: Context): string {
  return clientOf(workspaceOf(o, c) ?? workspaceOfRun(o, c), at, c);
}

export function workspaceOfRun(o: V1Object, c: Context): Expression | undefined {
  let current: V1Object | undefined = o;
  const seen = new Set<V1Object>();
  while (current && !seen.has(current)) {
    seen.add(current);
    const given = current.args.get("workspace");
    if (given) return given;
    const from: Expression | null | undefined = current.receiver ?? current.args.get("config") ?? current.args.get("experiment");
    if (from && c.plan.reader.is(from, "workspace")) return from;
    current = from ? c.plan.reader.objectsOf(from)[0] : undefined;
  }
  return undefined;
}

/** The name of an experiment: `Experiment(ws, name)` or `ws.experiments[name]`. */
export function experimentName(o: V1Object): Expression | undefined {
  return o.args.get("name") ?? (o.site.kind === "subscript" ? o.site.index : undefined);
}

/** Members that nothing in v2 takes the place of. */
const NOTHING_LIKE_IT: ReadonlySet<string> = new Set(["number", "remove_tags", "submit_child"]);

/** What is left to a person: the line stays, under a TODO that names the code to start from. */
export function byHand(o: V1Object, e: Expression, what: string, c: Context): undefined {
  const callee = e.kind === "call" ? e.callee : e;
  const member = callee.kind === "attribute" ? callee.name : "";
  c.draft.todo(statementOf(e), RUN_BY_HAND, `${member}: ${what}`);
  c.draft.finding(RUN_BY_HAND, e, { ...(NOTHING_LIKE_IT.has(member) ? { effort: "unsupported" as const } : {}), title: `${member} has to be written anew`, why: `${what}.`, v1: `${o.kind}.${member}`, v2: undefined });
}

/** A job that leaves the code in sight: whoever gets it has to ask v2. */
export function goesOn(e: Expression, reason: string, c: Context): void {
  const name = c.draft.module.slice(e).replace(/\s+/g, " ");
  const shown = name.length > 40 ? "this" : name;
  const what = `${shown} is a v2 job now, and ${reason}: whoever gets it has to read it as one (job.name, job.studio_url, jobs.get(job.name).status)`;
  c.draft.todo(statementOf(e), RUN_BY_HAND, what);
  c.draft.finding(RUN_BY_HAND, e, { title: `a v2 job where ${reason}`, why: `${what}.`, v1: "Run", v2: "Job" });
}

/** A string literal in place of an expression. Inside an f-string it takes the other quotes: before Python 3.12 they may not be the same. */
export function stringAt(e: Expression, text: string, c: Context): string {
  for (let p = e.parent; p && !isStatement(p); p = p.parent) {
    if (p.kind === "string") return quoteString(text, p.pieces.some((piece) => piece.quote.includes("'")) ? '"' : "'");
  }
  return c.draft.string(text);
}

/** Whether an expression is a statement of its own, so that nothing uses its value. */
export function isBare(e: Expression): boolean {
  const parent = e.parent;
  return parent !== null && isStatement(parent) && parent.kind === "expression";
}

/**
 * Whether lines above the statement of an expression run exactly when the expression is first evaluated. A loop's condition, a later
 * branch, one side of `and` and the inside of a comprehension are evaluated at other times.
 */
export function canStandAbove(e: Expression, c: Context): boolean {
  let child: Expression = e;
  while (child.parent && !isStatement(child.parent)) {
    const parent: Expression = child.parent;
    if (parent.kind === "scoped" || (parent.kind === "conditional" && parent.test !== child)) return false;
    if (parent.kind === "binary" && /^(and|or)$/.test(parent.operator) && parent.right === child) return false;
    child = parent;
  }
  const statement = statementOf(e);
  if (sharesLine(statement, c)) return false;
  return statement.kind !== "compound" || (statement.type !== "while_statement" && statement.expressions[0] === child);
}

/** Whether a statement stands on the line of the `if` or `for` that it belongs to, so that no line fits above it. */
function sharesLine(statement: Statement, c: Context): boolean {
  const { owner } = statement.block;
  const { lines } = c.plan.module;
  return owner !== null && lines.startOfLine(owner.start) === lines.startOfLine(statement.start);
}
