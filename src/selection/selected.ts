/** Codes and their beginnings. */
export interface Selection {
  /** Only these are listed; undefined for all. */
  readonly select?: readonly string[];
  /** These are not. */
  readonly ignore?: readonly string[];
}

/** Whether a code is listed. Of two beginnings the longer one counts, as in ruff: `--select PRS2 --ignore PRS203`, `--ignore PRS2 --select PRS203`. */
export function isSelected(code: string, { select, ignore = [] }: Selection): boolean {
  const longest = (codes: readonly string[]): number => Math.max(-1, ...codes.filter((c) => code.startsWith(c)).map((c) => c.length));
  const ignored = longest(ignore);
  return select === undefined ? ignored < 0 : longest(select) > ignored;
}
