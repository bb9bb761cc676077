/** Control characters but tab and line feed, and what turns the direction of a line round. */
const UNPRINTABLE = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A text of a scanned file as a terminal may show it: control characters are spelt out, as `\u001b`. Windows line ends become plain ones. */
export function printable(value: string): string {
  return value.replace(/\r(?=\n|$)/g, "").replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The same for what stands in one line, such as a path: a line end in it must not look like the end of what the report says. */
export function printableLine(value: string): string {
  return printable(value.replace(/[\r\n]/g, (end) => (end === "\n" ? "\\u000a" : "\\u000d")));
}
