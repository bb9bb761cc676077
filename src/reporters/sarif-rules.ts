import type { ReportingDescriptor } from "sarif";
import type { Effort } from "../findings/finding.js";
import type { RuleDoc } from "../findings/rule-docs.js";

export const SARIF_LEVELS = { decision: "error", unsupported: "error", changed: "warning", upgraded: "note" } as const satisfies Record<Effort, string>;

/** How GitHub ranks an alert of a tool that is not about security. */
const PROBLEM_SEVERITIES: Readonly<Record<Effort, string>> = { decision: "error", unsupported: "error", changed: "warning", upgraded: "recommendation" };

/** GitHub cuts a longer description off. */
const LONGEST = 1024;

/** A rule as SARIF describes it; its help is the documentation that `explain` prints. */
export function ruleOf(doc: RuleDoc): ReportingDescriptor {
  const section = (heading: string): string => doc.sections.find(([name]) => name === heading)?.[1] ?? "";
  const full = [section("What we do"), section("Why it is said")].map(inOneLine).filter((text) => text !== "").join(" ");
  return {
    id: doc.code,
    name: nameOf(doc.title),
    shortDescription: { text: doc.title },
    fullDescription: { text: full.length > LONGEST ? `${full.slice(0, LONGEST - 3)}...` : full },
    help: {
      text: doc.sections.map(([heading, body]) => `${heading}\n${withoutFences(body)}`).join("\n\n"),
      markdown: doc.sections.map(([heading, body]) => `## ${heading}\n\n${body}`).join("\n\n"),
    },
    defaultConfiguration: { level: SARIF_LEVELS[doc.effort] },
    properties: { tags: ["migration", "azure-machine-learning", doc.effort], precision: "high", "problem.severity": PROBLEM_SEVERITIES[doc.effort] },
  };
}

/** `run_max_try becomes retry_settings.max_retries` as `RunMaxTryBecomesRetrySettingsMaxRetries`: viewers filter by it. */
function nameOf(title: string): string {
  return (title.match(/[A-Za-z0-9]+/g) ?? []).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function inOneLine(text: string): string {
  return withoutFences(text).replace(/\s+/g, " ").trim();
}

function withoutFences(text: string): string {
  return text.split("\n").filter((line) => !line.startsWith("```")).join("\n");
}
