import { fromReport } from "./html/from-report.js";
import { page } from "./html/page.js";
import type { Reporter } from "./reporter.js";

/** The page for the meeting in which the work is planned: one file that opens in any browser. */
export const html: Reporter = (report) => page([fromReport(report)]);
