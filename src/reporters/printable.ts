/** Control characters but tab and line feed, and what turns the direction of a line round. */
const UNPRINTABLE = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * What a CI system takes for a command in the log of a job: `##vso[` and `##[` anywhere in a line, `::` at its start, spaces before it left out
 * (Azure Pipelines agent, GitHub Actions runner).
 */
const COMMAND = /#(?=#(?:vso)?\[)|(?<=^[ \t]*):(?=:)/gm;

/**
 * A text of a scanned file as a terminal and the log of a CI job may show it: control characters are spelt out, as `\u001b`, and so is what
 * makes a command of a line. Windows line ends become plain ones.
 */
export function printable(value: string): string {
  return value.replace(/\r(?=\n|$)/g, "").replace(COMMAND, (character) => (character === "#" ? "\\u0023" : "\\u003a")).replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
