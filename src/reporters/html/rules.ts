import type { Effort } from "../../findings/finding.js";
import { ruleDocs } from "../../findings/rule-docs.js";
import type { RuleDoc } from "../../findings/rule-docs.js";
import type { Content, Markup } from "./markup.js";
import { COLUMNS, countCells } from "./columns.js";
import { count, html, NOTHING } from "./markup.js";
import type { Counts, Repository } from "./page-data.js";
import { byCounts, ORDER } from "./page-data.js";

/** A code as it occurs here. */
interface Occurring {
  readonly code: string;
  readonly counts: Counts;
  readonly files: number;
  /** What became what, each once. */
  readonly places: readonly (readonly [string, string | null])[];
}

/** The rules that were met, with how often, what they map and why. */
export function ruleList(repositories: readonly Repository[]): Markup {
  const rules = occurring(repositories);
  if (rules.length === 0) return NOTHING;
  return html`<section aria-labelledby="rules"><h2 id="rules">The mapping, rule by rule</h2>
<p class="hint">The codes that occur here, how often, and what stands behind each of them.</p>
<div class="head" aria-hidden="true"><span>Code</span>${ORDER.map((effort) => html`<span class="n">${COLUMNS[effort].head}</span>`)}</div>
<ul class="rules">${rules.map(ruleView)}</ul></section>`;
}

function occurring(repositories: readonly Repository[]): Occurring[] {
  const found = new Map<string, { counts: Record<Effort, number>; files: Set<unknown>; places: Map<string, readonly [string, string | null]> }>();
  for (const file of repositories.flatMap(({ files }) => files)) {
    for (const { code, effort, v1, v2 } of file.findings) {
      const rule = found.get(code) ?? { counts: { upgraded: 0, changed: 0, decision: 0, unsupported: 0 }, files: new Set(), places: new Map<string, readonly [string, string | null]>() };
      found.set(code, rule);
      rule.counts[effort]++;
      rule.files.add(file);
      if (v1 !== null) rule.places.set(`${v1} ${v2 ?? ""}`, [v1, v2]);
    }
  }
  return [...found].map(([code, { counts, files, places }]): Occurring => ({ code, counts, files: files.size, places: [...places.values()].sort(([a], [b]) => (a < b ? -1 : 1)) }))
    .sort((a, b) => byCounts(a.counts, b.counts) || (a.code < b.code ? -1 : 1));
}

function ruleView(rule: Occurring): Markup {
  const doc = ruleDocs().find(({ code }) => code === rule.code);
  return html`<li><details id="${rule.code}"><summary><span class="path"><span class="code-name">${rule.code}</span> ${inline(doc?.title ?? "")}</span>${countCells(rule.counts)}</summary>
<div class="body"><p class="hint">In <a href="#files" data-code="${rule.code}">${count(rule.files, "file")}</a></p>
${rule.places.length === 0 ? NOTHING : html`<table class="map"><thead><tr><th scope="col">SDK v1</th><th scope="col">SDK v2</th></tr></thead><tbody>${rule.places.map(([v1, v2]) => html`<tr><td><code>${v1}</code></td><td>${v2 === null ? html`<span class="soft">none</span>` : html`<code>${v2}</code>`}</td></tr>`)}</tbody></table>`}
${doc ? documentation(doc) : NOTHING}</div></details></li>
`;
}

/** The examples beside each other, the other sections below. */
function documentation(doc: RuleDoc): Markup {
  const isCode = ([heading]: readonly [string, string]): boolean => heading === "v1" || heading === "v2";
  return html`<div class="pair">${doc.sections.filter(isCode).map(([heading, body]) => html`<div><h3>${heading}</h3>${markdown(body)}</div>`)}</div>
<dl class="about">${doc.sections.filter((section) => !isCode(section)).map(([heading, body]) => html`<div><dt>${heading}</dt><dd>${markdown(body)}</dd></div>`)}</dl>`;
}

/** The little Markdown that rule documentation is written in: code in fences, paragraphs, code in backticks. */
function markdown(text: string): Content {
  return text.split(/^```\w*\n([^]*?)^```$/m).map((part, i) => {
    if (i % 2 === 1) return html`<pre tabindex="0">${part.trimEnd()}</pre>`;
    return part.split(/\n\s*\n/).map((paragraph) => paragraph.trim()).filter((paragraph) => paragraph !== "").map((paragraph) => html`<p>${inline(paragraph.replace(/(?<!\s)\s*\n\s*/g, " "))}</p>`);
  });
}

function inline(text: string): Content {
  return text.split(/`([^`]+)`/).map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part));
}
