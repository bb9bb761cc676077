import type { Report } from "../report.js";

/** Paints a text. */
export type Paint = (text: string) => string;

/** The colours of a report. Their sequences count as no width. */
export interface Palette {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly yellow: Paint;
  readonly green: Paint;
  readonly cyan: Paint;
}

const same: Paint = (text) => text;

/** No colour. */
export const PLAIN: Palette = { bold: same, dim: same, red: same, yellow: same, green: same, cyan: same };

/** How a report is shown. */
export interface ReporterOptions {
  readonly palette: Palette;
  /** List what is upgraded with the same meaning, too. */
  readonly verbose: boolean;
  /** Count settings, codes and files. Formats that have no place for it leave it out. */
  readonly statistics?: boolean;
  /** The width of the terminal, in characters. */
  readonly columns: number;
  /** Where the working directory lies in the repository that a CI service checked out, such as `ml`; empty or absent at its root. */
  readonly folder?: string;
}

/** Turns a report into text. A new format is a new file with one of these, and a line in `index.ts`. */
export type Reporter = (report: Report, options: ReporterOptions) => string;
