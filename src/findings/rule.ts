import type { Effort } from "./finding.js";

/**
 * A code that findings carry. What it means to a user stands in the doc comment of the constant that holds the rule,
 * under the headings `v1`, `v2`, `What we do`, `Why it is said`, `If it matters` and `Source`; `npm run docs` takes it out.
 */
export interface Rule {
  readonly code: string;
  /** The effort that its findings usually have. */
  readonly effort: Effort;
  readonly title: string;
}

/** Declares a rule. */
export function rule(code: string, effort: Effort, title: string): Rule {
  return { code, effort, title };
}
