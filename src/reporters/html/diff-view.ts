import type { Finding } from "../../findings/finding.js";
import type { Piece } from "./align.js";
import { align } from "./align.js";
import type { Content } from "./markup.js";
import { count, html, Markup, NOTHING } from "./markup.js";
import { note, place } from "./note.js";
import type { DiffLine, Hunk, PageFile, Part } from "./page-data.js";

/** So many unchanged lines stand above and below what changes, or what a finding is about. */
const CONTEXT = 3;

/** A fold of fewer lines is more to read than the lines. */
const SHORTEST_FOLD = 6;

/** A file's v1 code beside its v2 code, and each finding below the line that it concerns. Findings whose line is not in sight come first. */
export function diffView(file: PageFile): Markup {
  const beside = new Beside(file.findings);
  const parts = file.parts.map((part) => partView(part, beside));
  const elsewhere = beside.left();
  return html`${elsewhere.length === 0 ? NOTHING : html`<div class="elsewhere">${elsewhere.map((finding) => note(finding, place(finding)))}</div>`}${parts}`;
}

/** The findings of a file by their line, and which of them have found it. */
class Beside {
  private readonly byPlace = new Map<string, Finding[]>();
  private readonly placed = new Set<Finding>();

  constructor(private readonly findings: readonly Finding[]) {
    for (const finding of findings) {
      const key = `${finding.cell} ${finding.line}`;
      this.byPlace.set(key, [...(this.byPlace.get(key) ?? []), finding]);
    }
  }

  has(cell: number | null, line: number): boolean {
    return this.byPlace.has(`${cell} ${line}`);
  }

  take(cell: number | null, line: number): readonly Finding[] {
    const found = this.byPlace.get(`${cell} ${line}`) ?? [];
    for (const finding of found) this.placed.add(finding);
    return found;
  }

  /** Those that were not taken. */
  left(): readonly Finding[] {
    return this.findings.filter((finding) => !this.placed.has(finding));
  }
}

function partView(part: Part, beside: Beside): Markup {
  const changes = part.hunks.some(({ lines }) => lines.some(({ sign }) => sign !== " "));
  const hunks = part.hunks.map((hunk) => html`${hunk.v1 > 1 ? html`<p class="apart">from line ${hunk.v1}</p>` : NOTHING}${hunkView(hunk, part.cell, changes, beside)}`);
  return html`<section class="code${changes ? "" : " one"}">${heading(part, changes)}${hunks}</section>`;
}

function heading(part: Part, changes: boolean): Markup {
  const cell = part.cell === null ? "" : `Cell ${part.cell}`;
  if (part.added !== null) return html`<h3><span>A new file</span><span>${part.added}</span></h3>`;
  if (!changes) return html`<h3><span>${cell === "" ? "The code as it is" : `${cell}, as it is`}</span></h3>`;
  return html`<h3><span>${cell === "" ? "" : `${cell}: `}SDK v1</span><span>SDK v2</span></h3>`;
}

/** Lines of one kind that follow each other: all unchanged, or all changed. */
interface Stretch {
  readonly changed: boolean;
  readonly lines: string[];
  readonly signs: DiffLine["sign"][];
}

function hunkView(hunk: Hunk, cell: number | null, sides: boolean, beside: Beside): Markup[] {
  let { v1, v2 } = hunk;
  const all = stretches(hunk.lines);
  return all.map((stretch, i) => {
    const view = stretch.changed
      ? html`<div class="rows new">${changedRows(stretch, cell, v1, v2, beside)}</div>`
      : html`${unchanged(stretch.lines, { cell, v1, v2, sides, beside, above: i > 0, below: i < all.length - 1 })}`;
    v1 += stretch.signs.filter((sign) => sign !== "+").length;
    v2 += stretch.signs.filter((sign) => sign !== "-").length;
    return view;
  });
}

function stretches(lines: readonly DiffLine[]): Stretch[] {
  const found: Stretch[] = [];
  for (const { sign, text } of lines) {
    const changed = sign !== " ";
    if (found.at(-1)?.changed !== changed) found.push({ changed, lines: [], signs: [] });
    found.at(-1)!.lines.push(text);
    found.at(-1)!.signs.push(sign);
  }
  return found;
}

function changedRows(stretch: Stretch, cell: number | null, v1: number, v2: number, beside: Beside): Content[] {
  const of = (sign: DiffLine["sign"]): string[] => stretch.lines.filter((_, i) => stretch.signs[i] === sign);
  let before = v1;
  let after = v2;
  return align(of("-"), of("+")).map((row) => {
    const findings = row.before ? beside.take(cell, before) : [];
    const left = row.before ? html`<del data-n="${before++}">${pieces(row.before)}${chips(findings)}</del>` : NOTHING;
    const right = row.after ? html`<ins data-n="${after++}">${pieces(row.after)}</ins>` : NOTHING;
    return html`${left}${right}${notes(findings)}`;
  });
}

interface Surroundings {
  readonly cell: number | null;
  readonly v1: number;
  readonly v2: number;
  /** Whether the new code stands beside. */
  readonly sides: boolean;
  readonly beside: Beside;
  /** Whether something changes above, below. */
  readonly above: boolean;
  readonly below: boolean;
}

/** Lines near a change or a finding; what is far from both is folded. */
function unchanged(lines: readonly string[], { cell, v1, v2, sides, beside, above, below }: Surroundings): Markup[] {
  const near = lines.map((_, i) => (above && i < CONTEXT) || (below && i >= lines.length - CONTEXT));
  lines.forEach((_, i) => {
    if (beside.has(cell, v1 + i)) near.fill(true, Math.max(0, i - CONTEXT), i + CONTEXT + 1);
  });
  const views: Markup[] = [];
  for (let from = 0, to = 0; from < lines.length; from = to) {
    to = near.indexOf(!near[from]!, from);
    if (to < 0) to = lines.length;
    const some = lines.slice(from, to);
    if (!near[from]! && some.length >= SHORTEST_FOLD) views.push(fold(some, v1 + from));
    else views.push(html`<div class="rows">${some.map((text, i) => unchangedRow(text, v1 + from + i, sides ? v2 + from + i : null, beside.take(cell, v1 + from + i)))}</div>`);
  }
  return views;
}

function unchangedRow(text: string, v1: number, v2: number | null, findings: readonly Finding[]): Markup {
  return html`<span data-n="${v1}">${breakable(text)}${chips(findings)}</span>${v2 === null ? NOTHING : html`<span data-n="${v2}">${breakable(text)}</span>`}${notes(findings)}`;
}

/** Folded lines are the same on both sides, so they stand there once. */
function fold(lines: readonly string[], from: number): Markup {
  const numbers = lines.map((_, i) => from + i).join("\n");
  return html`<details class="fold"><summary>${count(lines.length, "unchanged line")}</summary><div><pre aria-hidden="true">${numbers}</pre><pre tabindex="0">${lines.join("\n")}</pre></div></details>`;
}

function pieces(list: readonly Piece[]): Content[] {
  return list.map(({ text, differs }) => (differs ? html`<b>${breakable(text)}</b>` : breakable(text)));
}

const WORD_BREAK = new Markup("<wbr>");

/** A long path or call may be broken after its signs, so that it does not begin on a line of its own. */
function breakable(text: string): Content {
  if (!/\S{30}/.test(text)) return text;
  return text.split(/(?<=[/,(=?&])(?=\S)/).map((part, i) => html`${i > 0 ? WORD_BREAK : NOTHING}${part}`);
}

/** What keeps its meaning is a mark at the end of the line; its text shows when the reader asks for it. */
function chips(findings: readonly Finding[]): Markup {
  const codes = [...new Set(findings.filter(({ effort }) => effort === "upgraded").map(({ code }) => code))];
  return codes.length === 0 ? NOTHING : html`<small>${codes.map((code, i) => html`${i > 0 ? " " : ""}<a href="#${code}">${code}</a>`)}</small>`;
}

function notes(findings: readonly Finding[]): Markup[] {
  return findings.map((finding) => note(finding, null));
}
