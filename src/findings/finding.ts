/**
 * What a finding asks of the reader.
 *
 * - `upgraded`: the same meaning in v2.
 * - `changed`: rewritten, but it behaves differently: read it.
 * - `decision`: a person decides; a TODO stands in the code.
 * - `unsupported`: v2 has no counterpart.
 */
export type Effort = "upgraded" | "changed" | "decision" | "unsupported";

/** The efforts, the most important for a reader last. */
export const EFFORTS: readonly Effort[] = ["upgraded", "changed", "decision", "unsupported"];

/** A place in a file. Lines and columns count from 1; columns count UTF-16 code units; the end is exclusive. */
export interface Location {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The notebook cell, counted from 1 over code and markdown cells; null outside notebooks. The lines count inside it. */
  readonly cell: number | null;
}

/** One thing that the upgrade did, or leaves to a person, at one place of the v1 code. */
export interface Finding extends Location {
  /** `PRS` and three digits. */
  readonly code: string;
  readonly effort: Effort;
  /** What became what, or what is to be decided: one line. */
  readonly title: string;
  /** Why it matters to this code: one or two lines. Empty when the title says it all. */
  readonly why: string;
  /** The v1 place, such as `ParallelRunConfig.run_max_try`. */
  readonly v1: string | null;
  /** The v2 place, such as `retry_settings.max_retries`. */
  readonly v2: string | null;
}

/** A finding in one text, as machine formats print it: the title, and why it matters. */
export function message(finding: Finding): string {
  return finding.why === "" ? finding.title : `${finding.title}: ${finding.why}`;
}
