import type { Report } from "../report.js";

/** How a report is shown. */
export interface ReporterOptions {
  readonly color: boolean;
  /** List what is upgraded with the same meaning, too. */
  readonly verbose: boolean;
  /** The width of the terminal, in characters. */
  readonly columns: number;
}

/** Turns a report into text. A new format is a new file with one of these, and a line in `index.ts`. */
export type Reporter = (report: Report, options: ReporterOptions) => string;
