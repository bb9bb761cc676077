/** A text of a scanned file as it may be shown on a terminal: control characters are spelt out, tabs stay. */
export function printable(value: string): string {
  return value.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (c) => (c === "\r" ? "" : `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`));
}
