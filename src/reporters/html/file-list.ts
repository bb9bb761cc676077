import { COLUMNS, countCells } from "./columns.js";
import { diffView } from "./diff-view.js";
import type { Markup } from "./markup.js";
import { count, html, NOTHING } from "./markup.js";
import type { PageFile, Repository } from "./page-data.js";
import { byCounts, countsOf, ORDER, stateOf } from "./page-data.js";

interface Entry {
  readonly repository: Repository;
  readonly file: PageFile;
}

/** The files, the ones that ask the most of a person first. Each opens to its code. */
export function fileList(repositories: readonly Repository[]): Markup {
  const entries = repositories.flatMap((repository) => repository.files.map((file): Entry => ({ repository, file }))).sort(byWork);
  if (entries.length === 0) return NOTHING;
  return html`<section aria-labelledby="files"><h2 id="files">Files</h2>
${filters(entries, repositories)}
<div class="head"><button type="button" disabled data-sort="path">File</button>${ORDER.map((effort) => html`<button type="button" class="n" disabled data-sort="${effort}">${COLUMNS[effort].head}</button>`)}</div>
<div class="files" role="list" id="list">${entries.map(item)}</div></section>`;
}

function byWork(a: Entry, b: Entry): number {
  const refused = (entry: Entry): number => Number(entry.file.status === "refused");
  return refused(b) - refused(a) || byCounts(countsOf([a.file]), countsOf([b.file]), 3) || (nameOf(a) < nameOf(b) ? -1 : 1);
}

function nameOf({ repository, file }: Entry): string {
  return repository.name === null ? file.path : `${repository.name}/${file.path}`;
}

/** Works with the page's script alone, so the script shows it. What it shows of each file does not need one. */
function filters(entries: readonly Entry[], repositories: readonly Repository[]): Markup {
  const codes = new Map<string, number>();
  for (const { file } of entries) for (const code of new Set(file.findings.map((finding) => finding.code))) codes.set(code, (codes.get(code) ?? 0) + 1);
  const states = new Set(entries.map(({ file }) => stateOf(file)));
  const named = repositories.filter(({ files, name }) => files.length > 0 && name !== null);
  return html`<div class="filters"><form id="filters" hidden role="search" aria-label="Filter the files">
<label class="grow"><span>Folder or file</span><input type="search" name="path" autocomplete="off" spellcheck="false"></label>
${named.length > 1 ? html`<label><span>Repository</span><select name="repository"><option value="">all</option>${named.map(({ name }) => html`<option>${name ?? ""}</option>`)}</select></label>` : NOTHING}
<label><span>Asks for</span><select name="effort"><option value="">anything</option>${ORDER.map((effort) => html`<option value="${effort}">${COLUMNS[effort].head.toLowerCase()}</option>`)}<option value="whole">nothing more</option>${states.has("refused") ? html`<option value="refused">refused</option>` : NOTHING}</select></label>
<label><span>Code</span><select name="code"><option value="">any</option>${[...codes].sort().map(([code, n]) => html`<option value="${code}">${code} (${count(n, "file")})</option>`)}</select></label>
<button type="reset" hidden>Show all</button></form>
<p class="shown"><output id="shown" for="filters">${count(entries.length, "file")}</output><label class="toggle"><input type="checkbox" id="same">Explain what keeps its meaning, too</label></p></div>`;
}

/** No `li`: a browser counts those of a list again for each one that is hidden, through all that is in them, and that takes seconds. */
function item(entry: Entry, index: number): Markup {
  const { file, repository } = entry;
  const counts = countsOf([file]);
  const codes = [...new Set(file.findings.map(({ code }) => code))].join(" ");
  const [folder, name] = split(file.path);
  const whole = file.status !== "refused" && ORDER.slice(0, 3).every((effort) => counts[effort] === 0);
  return html`<div role="listitem" id="file-${index + 1}" data-path="${nameOf(entry)}" data-repository="${repository.name ?? ""}" data-state="${file.status === "refused" ? "refused" : whole ? "whole" : ""}" data-codes="${codes}" data-counts="${ORDER.map((effort) => counts[effort]).join(" ")}"><details><summary><span class="path">${repository.name === null ? NOTHING : html`<span class="repository">${repository.name}</span> `}<span class="folder">${folder}</span><span class="name">${name}</span></span>${file.status === "refused" ? html`<span class="refused">refused</span>` : countCells(counts)}</summary>
<div class="body">${file.status === "refused" ? html`<p class="refusal">Left as it is: ${file.reason ?? ""}</p>` : NOTHING}${diffView(file)}</div></details></div>
`;
}

/** The folder with its last slash, and the name. */
function split(path: string): [string, string] {
  const at = path.lastIndexOf("/") + 1;
  return [path.slice(0, at), path.slice(at)];
}
