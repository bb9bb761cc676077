import { createHash } from "node:crypto";
import { VERSION } from "../../version.js";
import { fileList } from "./file-list.js";
import { html, Markup, NOTHING } from "./markup.js";
import type { Repository } from "./page-data.js";
import { repositoryTable } from "./repositories.js";
import { ruleList } from "./rules.js";
import { SCRIPT } from "./script.js";
import { STYLE } from "./style.js";
import { summary } from "./summary.js";

/**
 * The page: one file that needs no network, and no script to be read.
 * Its policy lets nothing load and nothing run but the style and the script below.
 */
export function page(repositories: readonly Repository[]): string {
  const policy = `default-src 'none'; style-src '${hashOf(STYLE)}'; script-src '${hashOf(SCRIPT)}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>From Azure ML SDK v1 to v2</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<a class="skip" href="#files">To the files</a>
<main>
${summary(repositories)}
${problems(repositories)}
${repositoryTable(repositories)}
${fileList(repositories)}
${ruleList(repositories)}
</main>
<footer><p>Made by prs-upgrade ${VERSION}. This page holds source code; it loads nothing and sends nothing.</p></footer>
<script>${new Markup(SCRIPT)}</script>
</body>
</html>
`.text;
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

function problems(repositories: readonly Repository[]): Markup {
  const all = repositories.flatMap(({ name, problems: some }) => some.map(({ path, reason }) => ({ path: name === null ? path : `${name}/${path}`, reason })));
  if (all.length === 0) return NOTHING;
  return html`<section class="problems" aria-labelledby="problems"><h2 id="problems">Could not be handled</h2><ul>${all.map(({ path, reason }) => html`<li><code>${path}</code> ${reason}</li>`)}</ul></section>`;
}
