import { azure } from "./azure.js";
import { github } from "./github.js";
import { gitlab } from "./gitlab.js";
import { html } from "./html.js";
import { json } from "./json.js";
import { junit } from "./junit.js";
import { markdown } from "./markdown.js";
import type { Reporter } from "./reporter.js";
import { sarif } from "./sarif.js";
import { text } from "./text.js";

/** Every report format, by the name that `--format` takes. */
export const REPORTERS = { text, json, sarif, github, azure, gitlab, junit, markdown, html } satisfies Record<string, Reporter>;

export type Format = keyof typeof REPORTERS;
