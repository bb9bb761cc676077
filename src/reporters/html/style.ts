import { COLOURS } from "./colours.js";

/**
 * How the page looks. Widths are in `rem` and `ch`, so that it follows the reader's font size.
 *
 * A changed block of code is a grid of two columns: what goes stands left, what comes right, and a line beside the one that took its place.
 * On a narrow screen it is one column: first what goes, then what comes.
 */
export const STYLE = `${COLOURS}
*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none !important; }
html { color-scheme: light dark; background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; overflow-wrap: break-word; font: 400 0.9375rem/1.55 "Segoe UI Variable Text", "Segoe UI", -apple-system, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif; font-variant-numeric: tabular-nums lining-nums; }
main, footer { max-width: 92rem; margin: 0 auto; padding: 0 clamp(1rem, 4vw, 4rem); }
a { color: inherit; text-decoration-color: var(--faint); text-underline-offset: 0.2em; }
a:hover { text-decoration-color: currentColor; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
code, pre, .rows, .code-name { font-family: "Cascadia Code", "Cascadia Mono", ui-monospace, SFMono-Regular, Consolas, "Liberation Mono", monospace; font-variant-ligatures: none; }
code { font-size: 0.92em; overflow-wrap: anywhere; }
h2 { font-size: 1.1875rem; font-weight: 600; letter-spacing: -0.005em; margin: 4.5rem 0 0.75rem; }
p { margin: 0; }
.soft, .hint, .share, .among { color: var(--soft); }
.n { text-align: right; }
.upgraded { --colour: var(--upgraded); --fill: var(--upgraded-fill); --tint: var(--upgraded-tint); }
.changed { --colour: var(--changed); --fill: var(--changed-fill); --tint: var(--changed-tint); }
.decision { --colour: var(--decision); --fill: var(--decision-fill); --tint: var(--decision-tint); }
.unsupported { --colour: var(--unsupported); --fill: var(--unsupported-fill); --tint: var(--unsupported-tint); }
.skip { position: absolute; left: -100rem; background: var(--paper); padding: 0.5rem 1rem; z-index: 3; }
.skip:focus { left: 1rem; top: 1rem; }

.top { padding-top: clamp(2.5rem, 7vh, 5.5rem); }
.eyebrow { color: var(--soft); }
h1 { font-size: clamp(1.625rem, 3.4vw, 2.375rem); font-weight: 600; line-height: 1.2; letter-spacing: -0.018em; margin: 0.4rem 0 0.75rem; text-wrap: balance; }
.lead { font-size: 1.0625rem; max-width: 46rem; color: var(--soft); text-wrap: pretty; }
svg.bar { display: block; width: 100%; height: 0.75rem; border-radius: 2px; margin: 2.75rem 0 1.5rem; }
svg.bar rect { fill: var(--fill); }
.numbers { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 2rem clamp(1.25rem, 3vw, 3rem); margin: 0; }
.numbers > div { display: flex; flex-direction: column; }
.numbers dt { order: 2; font-weight: 600; display: flex; align-items: baseline; gap: 0.5em; }
.numbers dt::before { content: ""; flex: none; width: 0.625rem; height: 0.625rem; border-radius: 2px; background: var(--fill); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.numbers dt a { text-decoration: none; }
.numbers dt a:hover { text-decoration: underline; }
.numbers dd { order: 3; margin: 0.15rem 0 0; color: var(--soft); max-width: 17rem; text-wrap: pretty; }
.numbers dd.big { order: 1; margin: 0 0 0.25rem; font-size: 2.75rem; line-height: 1.1; font-weight: 300; letter-spacing: -0.03em; color: var(--ink); }
.numbers .none .big { color: var(--soft); }
.numbers .big .share { font-size: 0.9375rem; font-weight: 400; letter-spacing: 0; }
.numbers .among { white-space: nowrap; display: block; }

.problems ul { margin: 0; padding: 0; list-style: none; }
.problems li { padding: 0.5rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.state { font-size: 0.8125rem; font-weight: 400; margin-left: 0.5em; color: var(--soft); white-space: nowrap; }
.state.decision { color: var(--decision); }

table { border-collapse: collapse; }
th { text-align: left; font-weight: 400; }
thead th { color: var(--soft); font-size: 0.8125rem; vertical-align: bottom; }
th.n { text-align: right; }
.wide { overflow-x: auto; }
.wide table { width: 100%; }
.wide th, .wide td { padding: 0.55rem 0 0.55rem 1.75rem; border-bottom: 1px solid var(--line); }
.wide th:first-child { padding-left: 0; }
.wide tbody th { font-weight: 600; overflow-wrap: anywhere; min-width: 10rem; }
.wide tbody th a { text-decoration: none; }
.wide tbody th a:hover { text-decoration: underline; }
.wide td.n { white-space: nowrap; }
.wide td.share { width: 24%; min-width: 7rem; }
.wide td.share svg { margin: 0; height: 0.5rem; }
td.n:is(.changed, .decision, .unsupported), summary .n:is(.changed, .decision, .unsupported) { color: var(--colour); font-weight: 600; }
.zero { color: var(--faint-text); }

.filters form { display: flex; flex-wrap: wrap; gap: 0.75rem 1rem; align-items: end; margin: 0 0 0.75rem; }
.filters form label { display: flex; flex-direction: column; gap: 0.2rem; min-width: 0; }
.filters form label span { font-size: 0.8125rem; color: var(--soft); }
.filters .grow { flex: 1 1 14rem; max-width: 26rem; }
.filters :is(input[type=search], select, button) { font: inherit; color: inherit; background: var(--field); border: 1px solid var(--edge); border-radius: 4px; padding: 0.35rem 0.6rem; height: 2.25rem; width: 100%; max-width: 100%; }
.filters form button[type=reset] { width: auto; background: none; border-color: transparent; color: var(--soft); text-decoration: underline; text-underline-offset: 0.2em; cursor: pointer; padding-inline: 0.25rem; }
.filters .shown { display: flex; flex-wrap: wrap; gap: 0.25rem 2rem; color: var(--soft); padding: 0.25rem 0 1.25rem; }
.toggle { display: inline-flex; gap: 0.5em; align-items: center; }
.toggle input { accent-color: var(--upgraded-fill); margin: 0; }

.head, .files > div > details > summary, .rules summary { display: grid; grid-template-columns: minmax(0, 1fr) repeat(4, 6.75rem); align-items: baseline; }
.head { border-bottom: 1px solid var(--edge); }
.head span { font-size: 0.8125rem; color: var(--soft); padding: 0.35rem 0; }
.head span:first-child { padding-left: 1.25rem; }
.head button { font: inherit; font-size: 0.8125rem; color: var(--soft); background: none; border: 0; padding: 0.35rem 0; text-align: left; }
.head button:first-child { padding-left: 1.25rem; }
.head button.n { text-align: right; }
.head button:not(:disabled) { cursor: pointer; }
.head button:not(:disabled):hover, .head button[aria-pressed] { color: var(--ink); }
.head button::after { content: attr(data-arrow); display: inline-block; width: 1em; text-align: right; }
.head button.n::after { margin-right: -1em; }
.files, .rules { list-style: none; margin: 0; padding: 0; }
.files > div { border-bottom: 1px solid var(--line); scroll-margin-top: 1rem; }
summary { cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
.files summary, .rules summary { padding: 0.6rem 0 0.6rem 1.25rem; position: relative; }
.files > div > details > summary::before, .rules > li > details > summary::before { content: ""; position: absolute; left: 0.15rem; top: 1.1rem; width: 0.4rem; height: 0.4rem; border: solid var(--soft); border-width: 0 1.5px 1.5px 0; transform: rotate(-45deg); }
.files > div > details[open] > summary::before, .rules > li > details[open] > summary::before { transform: translateY(-0.1rem) rotate(45deg); }
.files summary:hover, .rules summary:hover { background: var(--hover); }
.files > div > details[open] > summary { position: sticky; top: 0; z-index: 2; background: var(--paper); box-shadow: 0 1px 0 var(--line); }
.path { overflow-wrap: anywhere; padding-right: 1.5rem; }
.path .name { font-weight: 600; }
.path .folder, .path .repository { color: var(--soft); }
.path .repository::after { content: " /"; }
.word { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.files .body { padding: 0.75rem 0 2.5rem; }
.files .refused { grid-column: 2 / -1; text-align: right; color: var(--decision); }
.refusal { color: var(--decision); padding: 0 0 0.5rem 1.25rem; overflow-wrap: anywhere; }

.code { border: 1px solid var(--line); border-radius: 4px; background: var(--card); margin: 0 0 1rem; overflow: clip; }
.code h3 { display: grid; grid-template-columns: 1fr 1fr; margin: 0; font-size: 0.8125rem; font-weight: 400; color: var(--soft); border-bottom: 1px solid var(--line); }
.code h3 span { padding: 0.35rem 1rem 0.35rem 4.25rem; }
.rows { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); font-size: 0.78125rem; line-height: 1.6; background: linear-gradient(to right, transparent calc(50% - 0.5px), var(--line) calc(50% - 0.5px), var(--line) calc(50% + 0.5px), transparent calc(50% + 0.5px)); }
.one .rows { grid-template-columns: minmax(0, 1fr); background: none; }
.rows > :is(span, del, ins) { display: block; position: relative; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; text-decoration: none; padding: 0 0.75rem 0 calc(4.25rem + 2ch); text-indent: -2ch; min-height: 1.6em; }
.rows > :is(span, del, ins)::before { content: attr(data-n); position: absolute; left: 0; width: 3rem; text-align: right; text-indent: 0; color: var(--soft); user-select: none; -webkit-user-select: none; }
.rows > :is(del, ins)::after { text-indent: 0; position: absolute; left: 3.3rem; top: 0; width: 0.6rem; text-align: center; color: var(--soft); user-select: none; -webkit-user-select: none; }
.rows > del { grid-column: 1; background: var(--del); }
.rows > del::after { content: "\\2212"; content: "\\2212" / ""; }
.rows > ins { grid-column: 2; background: var(--ins); }
.one .rows > span { grid-column: 1; }
.rows > ins::after { content: "+"; content: "+" / ""; }
.rows b { font-weight: inherit; border-radius: 2px; }
.rows del b { background: var(--del-mark); }
.rows ins b { background: var(--ins-mark); }
.rows small { float: right; text-indent: 0; margin-left: 1.5em; font-size: 0.92em; color: var(--soft); user-select: none; -webkit-user-select: none; }
.rows small a { text-decoration: none; }
.rows small a:hover { text-decoration: underline; }
.note { grid-column: 1 / -1; font: 400 0.875rem/1.5 "Segoe UI Variable Text", "Segoe UI", -apple-system, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif; background: var(--tint); border-left: 3px solid var(--fill); padding: 0.5rem 1.25rem 0.55rem calc(4.25rem - 3px); overflow-wrap: anywhere; }
.note + .note { box-shadow: inset 0 1px 0 var(--card); }
.note p { max-width: 52rem; }
.note strong { font-weight: 600; color: var(--colour); margin-right: 0.35em; }
.note a { font-size: 0.8125rem; color: var(--soft); margin-left: 0.35em; }
.note .why { color: var(--soft); }
.note .where { color: var(--soft); }
.note.upgraded { display: none; padding-block: 0.2rem 0.25rem; }
body:has(#same:checked) .note.upgraded { display: block; }
body:has(#same:checked) .rows small { display: none; }
.elsewhere { margin: 0 0 1rem; }
.elsewhere .note { margin-bottom: 2px; }
.elsewhere .note, .elsewhere .note.upgraded { padding-left: 1.25rem; }
.apart { color: var(--soft); font-size: 0.8125rem; padding: 0.15rem 1rem 0.15rem 4.25rem; background: var(--fold); }
.fold { background: var(--fold); font-size: 0.8125rem; }
.fold summary { color: var(--soft); padding: 0.2rem 1rem 0.2rem 4.25rem; position: relative; }
.fold summary::before { content: "\\22ee"; content: "\\22ee" / ""; position: absolute; left: 0; width: 3rem; text-align: right; }
.fold summary:hover { color: var(--ink); }
.fold div { display: grid; grid-template-columns: 3rem minmax(0, 1fr); background: var(--card); }
.fold pre { margin: 0; font-size: 0.78125rem; line-height: 1.6; tab-size: 4; }
.fold pre:first-child { text-align: right; color: var(--soft); user-select: none; -webkit-user-select: none; }
.fold pre:last-child { padding: 0 0.75rem 0 1.25rem; overflow-x: auto; }

.rules > li { border-bottom: 1px solid var(--line); }
.rules > li > details { scroll-margin-top: 1rem; }
.rules .code-name { font-size: 0.875rem; margin-right: 1rem; }
.rules .hint { margin: 0; }
.hint + .head { margin-top: 1rem; }
.rules .body { padding: 0.25rem 0 2rem 1.25rem; max-width: 74rem; }
.map { margin: 0.75rem 0 0; }
.map th, .map td { padding: 0.15rem 2rem 0.15rem 0; vertical-align: top; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2rem; margin-top: 1rem; }
.pair > div { min-width: 0; }
.rules h3, .about dt { margin: 0; font-size: 0.8125rem; font-weight: 400; color: var(--soft); }
.rules pre { margin: 0.2rem 0 0.5rem; padding: 0.6rem 0.8rem; font-size: 0.78125rem; line-height: 1.6; background: var(--card); border: 1px solid var(--line); border-radius: 4px; overflow-x: auto; }
.about { margin: 1.25rem 0 0; display: grid; gap: 0.6rem; }
.about > div { display: grid; grid-template-columns: 8rem minmax(0, 1fr); }
.about dd { margin: 0; max-width: 46rem; }
footer { margin-top: 5rem; padding-block: 1.5rem 3rem; color: var(--soft); font-size: 0.8125rem; }

@media (max-width: 60rem) {
  .head, .files > div > details > summary, .rules summary { grid-template-columns: minmax(0, 1fr) repeat(4, 5.25rem); }
  .rules .body { padding-left: 1.25rem; }
}
@media (max-width: 46rem) {
  h2 { margin-top: 3rem; }
  .numbers { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .numbers dd.big { font-size: 2.125rem; }
  .numbers .among { white-space: normal; }
  .filters .grow { flex-basis: 100%; max-width: none; }
  .filters form label { flex: 1 1 8rem; }
  .head { display: flex; flex-wrap: wrap; gap: 0 1rem; }
  .head:has(span) { display: none; }
  .rules { border-top: 1px solid var(--edge); }
  .head button:first-child { padding-left: 0; }
  .head button.n::after { margin: 0; }
  .files > div > details > summary, .rules summary { display: flex; flex-wrap: wrap; gap: 0 0.75rem; font-size: 0.875rem; }
  .path { flex: 1 0 100%; padding-right: 0; font-size: 0.9375rem; }
  summary .zero { display: none; }
  .word { position: static; width: auto; height: auto; clip-path: none; white-space: normal; }
  summary .n { font-weight: 400; }
  .code { margin-inline: -0.5rem; }
  .code h3 { display: block; }
  .code:not(.one) h3 span:last-child { display: none; }
  .code:not(.one) h3 span:first-child::after { content: ", and what it becomes"; }
  .code h3 span, .fold summary, .apart { display: block; padding-left: 3rem; }
  .rows { grid-template-columns: minmax(0, 1fr); background: none; }
  .rows > :is(span, del, ins) { padding-left: calc(3rem + 2ch); padding-right: 0.5rem; grid-column: 1; }
  .rows > :is(span, del, ins)::before { width: 2rem; font-size: 0.9em; }
  .rows > :is(del, ins)::after { left: 2.25rem; }
  .rows > ins { order: 1; }
  .code:not(.one) .rows > span:nth-of-type(even) { display: none; }
  .fold summary::before { width: 2rem; }
  .fold div { grid-template-columns: 2rem minmax(0, 1fr); }
  .fold pre:last-child { padding-left: 1rem; }
  .note { padding-left: calc(3rem - 3px); padding-right: 0.75rem; }
  .pair, .about > div { grid-template-columns: minmax(0, 1fr); }
}
@media print {
  @page { margin: 14mm 12mm; }
  html { color-scheme: light; }
  html { font-size: 9.5pt; }
  main, footer { max-width: none; padding: 0; }
  h1 { font-size: 18pt; }
  h2 { margin-top: 1.75rem; break-after: avoid; }
  .top { padding-top: 0; }
  .numbers { grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 1rem; }
  .numbers dd.big { font-size: 22pt; }
  .filters form, .toggle, .skip { display: none; }
  details:not(.fold)::details-content { content-visibility: visible; display: block; height: auto; }
  .files > div > details > summary, .rules summary { position: static !important; break-after: avoid; }
  summary::before { display: none !important; }
  .head button:first-child, .files summary, .rules summary { padding-left: 0; }
  .head, .files > div > details > summary, .rules summary { display: grid; grid-template-columns: minmax(0, 1fr) repeat(4, 17mm); font-size: inherit; }
  .head:has(span) { display: grid; }
  summary .zero { display: inline; }
  .word { display: none; }
  .head :is(button, span) { font-size: 7pt; }
  .head button::after { content: none; }
  .code { break-inside: auto; overflow: visible; }
  .rows, .fold pre, .rules pre { font-size: 7pt; }
  .rows > :is(span, del, ins) { padding-left: calc(9mm + 2ch); padding-right: 1mm; break-inside: avoid; }
  .rows > :is(span, del, ins)::before { width: 6mm; }
  .rows > :is(del, ins)::after { left: 6.7mm; }
  .code h3 span, .fold summary, .apart { padding-left: 9mm; }
  .note, .note.upgraded { display: block; padding-left: calc(9mm - 3px); font-size: 8pt; break-inside: avoid; }
  .rows small { display: none; }
  .rules .body { padding: 0 0 0.75rem; }
  .rules pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  .fold pre:last-child { white-space: pre-wrap; overflow-wrap: anywhere; }
  .wide { overflow: visible; }
  .rows, .rows > *, .note, .fold, .apart, .rows b { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}

`;
