import type { Finding } from "../findings/finding.js";
import type { Rule } from "../findings/rule.js";
import type { Cell } from "./read.js";

/** A finding about a whole cell. */
export function atCell(rule: Rule, cell: Cell, title: string, why: string, line = 1, column = 1): Finding {
  return { code: rule.code, effort: rule.effort, title, why, v1: null, v2: null, line, column, endLine: line, endColumn: column + 1, cell: cell.number };
}
