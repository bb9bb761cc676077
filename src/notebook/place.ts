import type { Cell } from "./read.js";

/** One character of a JSON string's value, as it stands in the file. */
const UNIT = /\\u[0-9a-fA-F]{4}|\\[^]|[^\\]/g;

/**
 * Where a range of a cell's source stands in the file, escapes included.
 *
 * @param start offset in `cell.source`
 * @param end exclusive; the range ends with its last character, not where the next string of the list starts
 * @param text the file
 */
export function rangeInFile(cell: Cell, start: number, end: number, text: string): { start: number; end: number } {
  const units: { start: number; end: number }[] = [];
  for (const string of cell.strings) {
    let place = string.start + 1;
    for (const unit of text.slice(place, string.end - 1).match(UNIT) ?? []) {
      units.push({ start: place, end: place + unit.length });
      place += unit.length;
    }
  }
  const first = units[start];
  // A cell without a source, or what stands behind its last character.
  if (!first) return { start: cell.range.end, end: cell.range.end };
  return { start: first.start, end: units[Math.min(Math.max(end - 1, start), units.length - 1)]!.end };
}
