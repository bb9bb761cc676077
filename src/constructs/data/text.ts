import type { BinaryExpression, Expression } from "../../python/ast.js";
import type { TemplatePart } from "../../python/template.js";
import type { Context } from "../concept.js";

/** A value as part of a text: a literal as it is, anything else in braces. */
export function textOf(e: Expression | undefined, c: Context): TemplatePart[] {
  if (!e) return [];
  // The parts of an f-string go on as they are.
  if (e.kind === "string" && e.value === null && e.pieces.every((p) => !/b/i.test(p.prefix))) {
    return e.pieces.flatMap((p) => p.parts.map((x): TemplatePart => (x.expression ? { code: `${c.draft.text(x.expression)}${x.format}` } : (x.text ?? ""))));
  }
  // Texts that are joined.
  if (isJoined(e)) return [...textOf(e.left, c), ...textOf(e.right, c)];
  const known = e.kind === "string" || e.kind === "number" || e.kind === "constant" ? c.plan.module.known(e) : undefined;
  return [typeof known === "string" || typeof known === "number" ? String(known) : { code: c.draft.text(e) }];
}

/** Whether `+` joins texts: one of its parts is a text, so all are. */
function isJoined(e: Expression): e is BinaryExpression {
  return e.kind === "binary" && e.operator === "+" && [e.left, e.right].some((side) => side.kind === "string" || isJoined(side));
}
