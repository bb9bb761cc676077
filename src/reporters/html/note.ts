import type { Effort, Finding } from "../../findings/finding.js";
import type { Markup } from "./markup.js";
import { html, NOTHING } from "./markup.js";

/** An effort as the page says it. */
export const WORDS: Readonly<Record<Effort, string>> = { upgraded: "Upgraded", changed: "Changed in meaning", decision: "To decide", unsupported: "No v2 counterpart" };

/** A finding, with a link to what its code means. */
export function note(finding: Finding, where: string | null): Markup {
  return html`<div class="note ${finding.effort}"><p><strong>${WORDS[finding.effort]}</strong> ${where === null ? NOTHING : html`<span class="where">${where}</span> `}<span>${finding.title}</span> <a href="#${finding.code}">${finding.code}</a></p>${finding.why === "" ? NOTHING : html`<p class="why">${finding.why}</p>`}</div>`;
}

export function place(finding: Finding): string {
  return `${finding.cell === null ? "" : `cell ${finding.cell}, `}line ${finding.line}`;
}
