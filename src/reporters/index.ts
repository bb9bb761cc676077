import { html } from "./html.js";
import { json } from "./json.js";
import type { Reporter } from "./reporter.js";
import { text } from "./text.js";

/** Every report format, by the name that `--format` takes. */
export const REPORTERS = { text, json, html } satisfies Record<string, Reporter>;

export type Format = keyof typeof REPORTERS;
