import { annotations } from "./annotations.js";
import { printable } from "./printable.js";
import type { Reporter } from "./reporter.js";
import { totals } from "./text-closing.js";

/**
 * Workflow commands of GitHub Actions: each becomes an annotation at its line, and a line in the log.
 * (GitHub: Workflow commands for GitHub Actions; the escapes are those of actions/toolkit, packages/core/src/command.ts.)
 */
export const github: Reporter = (report, options) => {
  const { shown, more } = annotations(report, options, ["error", "warning", "notice"]);
  const commands = shown.map(({ level, path, region, title, text }) => {
    const place = region === null ? {} : region.line === region.endLine
      ? { line: region.line, endLine: region.endLine, col: region.column, endColumn: region.endColumn }
      // Columns are for one line alone.
      : { line: region.line, endLine: region.endLine };
    const properties = Object.entries({ file: path, ...place, title: `prs-upgrade: ${title}` }).map(([name, value]) => `${name}=${property(printable(String(value)))}`);
    return `::${level} ${properties.join(",")}::${data(printable(text))}`;
  });
  return `${[...commands, ...(more === null ? [] : [more]), ...totals(report)].join("\n")}\n`;
};

function data(value: string): string {
  return value.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(value: string): string {
  return data(value).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
