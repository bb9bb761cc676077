import type { Effort } from "../../findings/finding.js";
import type { Mode } from "../../report.js";
import type { Content, Markup } from "./markup.js";
import { count, digits, html, NOTHING } from "./markup.js";
import { WORDS } from "./note.js";
import type { Counts, PageFile, Repository } from "./page-data.js";
import { codeOf, countsOf, stateOf } from "./page-data.js";

/** In the order in which a reader is glad to see them. */
const BAR: readonly Effort[] = ["upgraded", "changed", "decision", "unsupported"];

/** What each effort asks of the reader. */
const ASKS: Readonly<Record<Effort, string>> = {
  upgraded: "means the same in v2; nothing to do",
  changed: "rewritten, but v2 behaves differently: read it",
  decision: "the code does not tell what is right; a TODO stands there",
  unsupported: "v2 has nothing like it: plan what takes its place",
};

/** The head of the page: what it comes to, in a sentence, four numbers and a bar. */
export function summary(repositories: readonly Repository[]): Markup {
  const files = repositories.flatMap((repository) => repository.files);
  const code = codeOf(files);
  const counts = countsOf(files);
  return html`<header class="top">
<p class="eyebrow">Azure Machine Learning, SDK v1 to v2</p>
<h1>${headline(repositories, code, files.length > 0)}</h1>
<p class="lead">${verdict(repositories, code, files.length > 0)}</p>
${files.length === 0 ? NOTHING : html`${bar(counts)}
<dl class="numbers">${BAR.map((effort) => numberOf(effort, counts, files))}</dl>`}
</header>`;
}

function headline(repositories: readonly Repository[], code: readonly PageFile[], some: boolean): string {
  const scanned = repositories.reduce((sum, repository) => sum + repository.scanned, 0);
  const among = repositories.length > 1 ? ` in ${digits(repositories.length)} repositories` : "";
  const hidden = repositories.some((repository) => repository.hidden > 0);
  if (code.length === 0) return `No ${hidden ? "further " : ""}v1 parallel-run code in ${count(scanned, "file")}${among}${some ? ", but packages of SDK v2 are missing" : ""}`;
  return `${digits(code.length)} of ${count(scanned, "file")}${among} ${code.length === 1 ? "uses" : "use"} v1 parallel runs`;
}

/** What is said of one file, and of several. */
const STATES: readonly (readonly [ReturnType<typeof stateOf>, one: string, many: string])[] = [
  ["upgraded", "is upgraded with nothing left to do", "are upgraded with nothing left to do"],
  ["changed", "is upgraded and has to be read", "are upgraded and have to be read"],
  ["decision", "needs a decision", "need a decision"],
  ["unsupported", "has code without a v2 counterpart", "have code without a v2 counterpart"],
  ["refused", "could not be upgraded", "could not be upgraded"],
];

function verdict(repositories: readonly Repository[], code: readonly PageFile[], some: boolean): Content {
  const problems = repositories.reduce((sum, repository) => sum + repository.problems.length, 0);
  const trouble = problems > 0 ? html`<a href="#problems">${count(problems, "path")} could not be handled.</a> ` : NOTHING;
  const hidden = repositories.reduce((sum, repository) => sum + repository.hidden, 0);
  const unlisted = hidden > 0 ? `${count(hidden, "finding")} ${hidden === 1 ? "is" : "are"} not listed: ignored, left out, or in the baseline. ` : "";
  return html`${statesSentence(code)}${unlisted}${trouble}${modeSentence(repositories.map(({ mode }) => mode), some)}`;
}

function statesSentence(files: readonly PageFile[]): string {
  const parts = STATES.map(([state, one, many]) => ({ n: files.filter((file) => stateOf(file) === state).length, one, many })).filter(({ n }) => n > 0);
  if (parts.length === 0) return "";
  if (parts.length === 1) return files.length === 1 ? `It ${parts[0]!.one}. ` : `All of them ${parts[0]!.many}. `;
  return `${parts.map(({ n, one, many }) => `${digits(n)} ${n === 1 ? one : many}`).join(", ").replace(/, ([^,]*)$/, " and $1")}. `;
}

function modeSentence(modes: readonly Mode[], some: boolean): string {
  if (!some) return "";
  if (modes.every((mode) => mode === "write")) return "The code has been written.";
  return modes.includes("write") ? "In some of the repositories the code has been written." : "Nothing has been written yet: this is what a run with --write does.";
}

function numberOf(effort: Effort, counts: Counts, files: readonly PageFile[]): Markup {
  const total = BAR.reduce((sum, each) => sum + counts[each], 0);
  const share = total === 0 || counts[effort] === 0 ? NOTHING : html` <span class="share">${percent(counts[effort], total)}</span>`;
  const among = files.filter((file) => file.findings.some((finding) => finding.effort === effort)).length;
  return html`<div class="${effort}${counts[effort] === 0 ? " none" : ""}"><dt><a href="#files" data-effort="${effort}">${WORDS[effort]}</a></dt><dd class="big">${digits(counts[effort])}${share}</dd><dd>${among > 0 ? html`${ASKS[effort]} <span class="among">(in ${count(among, "file")})</span>` : ASKS[effort]}</dd></div>`;
}

/** Never 0 % of something, and 100 % of nothing but all. */
function percent(n: number, total: number): string {
  const value = Math.round((n / total) * 100);
  return n > 0 && value === 0 ? "under 1 %" : n < total && value === 100 ? "over 99 %" : `${value} %`;
}

const WIDTH = 1000;
/** What is there at all can be seen. */
const NARROWEST = 5;
const GAP = 2;

/** The four efforts as parts of one line. It is drawn as an image so that it is printed, and told in words. */
export function bar(counts: Counts): Markup {
  const some = BAR.filter((effort) => counts[effort] > 0);
  const total = some.reduce((sum, effort) => sum + counts[effort], 0);
  const room = WIDTH - NARROWEST * some.length - GAP * Math.max(0, some.length - 1);
  let x = 0;
  const parts = some.map((effort) => {
    const width = NARROWEST + (counts[effort] / total) * room;
    const part = html`<rect class="${effort}" x="${x.toFixed(1)}" width="${width.toFixed(1)}" height="10"/>`;
    x += width + GAP;
    return part;
  });
  return html`<svg class="bar" viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none" role="img" aria-label="${BAR.map((effort) => `${WORDS[effort]}: ${digits(counts[effort])}`).join(", ")}">${parts}</svg>`;
}
