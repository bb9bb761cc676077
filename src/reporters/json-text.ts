import { jsonWithoutCommands } from "./log-commands.js";
import { printable } from "./printable.js";

/** A value as JSON of several lines. Control characters and what a CI service would act on are escaped: in JSON, an escape means the same as the character. */
export function jsonText(value: unknown): string {
  return `${jsonWithoutCommands(printable(JSON.stringify(value, null, 2)))}\n`;
}
