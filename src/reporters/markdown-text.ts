import { printable } from "./printable.js";

/**
 * A text of a scanned file as one line of Markdown that shows it as it is: no markup, no HTML, no links, and no `@name` or `#1` that would
 * call a person or name an issue. (An HTML comment between two characters is nothing on the page, and keeps them apart.)
 */
export function markdownText(value: string): string {
  return oneLine(value)
    .replace(/[\\`*_[\]|~$]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/[@#](?=\w)|:\/(?=\/)|www(?=\.)/gi, "$&<!-- -->");
}

/** A text as a code span; in a table, a bar has to be escaped even there. */
export function markdownCode(value: string, inTable = false): string {
  const line = oneLine(value);
  const fence = "`".repeat(longestRun(line) + 1);
  const padding = /^[` ]|[` ]$/.test(line) ? " " : "";
  const span = `${fence}${padding}${line}${padding}${fence}`;
  return inTable ? span.replaceAll("|", "\\|") : span;
}

/** Lines as a block of code of a language. */
export function markdownBlock(language: string, value: string): string {
  const fence = "`".repeat(Math.max(longestRun(value) + 1, 3));
  return `${fence}${language}\n${printable(value).trimEnd()}\n${fence}\n`;
}

function oneLine(value: string): string {
  return printable(value).replace(/\s+/g, " ");
}

function longestRun(value: string): number {
  return Math.max(0, ...(value.match(/`+/g) ?? []).map((run) => run.length));
}
