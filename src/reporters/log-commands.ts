/**
 * A text without what a CI service takes for a command in its log: GitHub Actions reads `::add-mask::` at the start of a line and
 * `##[add-mask]` anywhere, Azure Pipelines `##vso[task.setvariable ...]` anywhere. One character is spelt out, as control characters are.
 */
export function withoutCommands(text: string): string {
  return text.replace(/^([^\S\n\r\u2028\u2029]*):(?=:)/gm, "$1\\u003a").replace(MARK, "#\\u0023");
}

/** What starts a command anywhere in a line. */
const MARK = /##(?=\[|vso\[)/gi;

/** JSON without such commands. In a string, an escape means the same as the character, so nothing changes for whoever reads it. */
export function jsonWithoutCommands(json: string): string {
  return json.replace(MARK, "\\u0023#");
}

/** XML without such commands; a character reference means the same. */
export function xmlWithoutCommands(xml: string): string {
  return xml.replace(/^([^\S\n\r\u2028\u2029]*):(?=:)/gm, "$1&#58;").replace(MARK, "&#35;#");
}
