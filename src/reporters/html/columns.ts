import type { Effort } from "../../findings/finding.js";
import type { Markup } from "./markup.js";
import { digits, html } from "./markup.js";
import type { Counts } from "./page-data.js";
import { ORDER } from "./page-data.js";

/** The columns, and what the numbers in them are called where there is no column. */
export const COLUMNS: Readonly<Record<Effort, { readonly head: string; readonly word: string }>> = {
  decision: { head: "To decide", word: "to decide" },
  unsupported: { head: "No counterpart", word: "without a v2 counterpart" },
  changed: { head: "Changed", word: "changed in meaning" },
  upgraded: { head: "Upgraded", word: "upgraded" },
};

/** Four numbers below the heads of their columns. */
export function countCells(counts: Counts): Markup[] {
  return ORDER.map((effort) => html`<span class="n ${counts[effort] === 0 ? "zero" : effort}">${digits(counts[effort])}<span class="word"> ${COLUMNS[effort].word}</span></span>`);
}
