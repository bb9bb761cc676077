import type { Effort } from "./finding.js";
import generated from "./rule-docs.generated.json";

/** The documentation of a rule, taken from its doc comment by `npm run docs`. */
export interface RuleDoc {
  readonly code: string;
  readonly effort: Effort;
  readonly title: string;
  /** Heading and text, in the order in which they stand in the comment. */
  readonly sections: readonly (readonly [string, string])[];
}

/** Every rule, by code. */
export const RULE_DOCS = generated as unknown as readonly RuleDoc[];
