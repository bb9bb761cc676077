import { fromJson } from "../html/from-json.js";
import { page } from "../html/page.js";
import { json } from "./json.js";
import type { NamedReport } from "./json-report.js";
import { markdown } from "./markdown.js";

/** Turns the reports of several repositories into one text. */
export type MergedReporter = (reports: readonly NamedReport[]) => string;

/** Every format of a merged report, by the name that `report --format` takes. */
export const MERGED_REPORTERS = { markdown, html: (reports) => page(reports.map(fromJson)), json } satisfies Record<string, MergedReporter>;

export type MergedFormat = keyof typeof MERGED_REPORTERS;
