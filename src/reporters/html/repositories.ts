import type { Markup } from "./markup.js";
import { digits, html, NOTHING } from "./markup.js";
import type { Repository } from "./page-data.js";
import { codeOf, countsOf, ORDER } from "./page-data.js";
import { WORDS } from "./note.js";
import { bar } from "./summary.js";

/** One row for each repository: how far it is. */
export function repositoryTable(repositories: readonly Repository[]): Markup {
  if (repositories.length < 2) return NOTHING;
  return html`<section aria-labelledby="repositories"><h2 id="repositories">Repositories</h2>
<div class="wide" tabindex="0" role="region" aria-labelledby="repositories"><table><thead><tr><th scope="col">Repository</th><th scope="col" class="n">Files with v1</th><th scope="col" class="share">Share</th>${ORDER.map((effort) => html`<th scope="col" class="n">${WORDS[effort]}</th>`)}</tr></thead>
<tbody>${repositories.map(row)}</tbody></table></div></section>`;
}

function row(repository: Repository): Markup {
  const counts = countsOf(repository.files);
  const name = repository.name ?? "";
  const state = repository.problems.length > 0 ? html` <a class="state decision" href="#problems">errors</a>` : repository.files.length === 0 ? html` <span class="state">nothing to do</span>` : repository.mode === "write" ? html` <span class="state">written</span>` : NOTHING;
  return html`<tr><th scope="row"><a href="#files" data-repository="${name}">${name}</a>${state}</th>
<td class="n">${digits(codeOf(repository.files).length)} <span class="soft">of ${digits(repository.scanned)}</span></td><td class="share">${repository.files.length === 0 ? NOTHING : bar(counts)}</td>${ORDER.map((effort) => html`<td class="n ${counts[effort] === 0 ? "zero" : effort}">${digits(counts[effort])}</td>`)}</tr>`;
}
