import { VERSION } from "../../version.js";
import { jsonText } from "../json-text.js";
import type { MergedReporter } from "./index.js";
import { totals } from "./totals.js";

/** `schema/merged-report.schema.json` describes it: the totals, and each repository's report as it was. */
export const json: MergedReporter = (reports) => jsonText({
  schemaVersion: 1,
  tool: { name: "prs-upgrade", version: VERSION },
  summary: totals(reports),
  repositories: reports.map(({ name, report }) => ({ name, report })),
});
