import { createRequire } from "node:module";
import type { Effort } from "./finding.js";

/** The documentation of a rule, taken from its doc comment by `npm run docs`. */
export interface RuleDoc {
  readonly code: string;
  readonly effort: Effort;
  readonly title: string;
  /** Heading and text, in the order in which they stand in the comment. */
  readonly sections: readonly (readonly [string, string])[];
}

let read: readonly RuleDoc[] | undefined;

/** Every rule, by code. They are read when they are first asked for: most runs need none. */
export function ruleDocs(): readonly RuleDoc[] {
  return (read ??= createRequire(import.meta.url)("./rule-docs.generated.json") as readonly RuleDoc[]);
}
