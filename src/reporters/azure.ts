import { annotations } from "./annotations.js";
import { printable } from "./printable.js";
import type { Reporter } from "./reporter.js";
import { totals } from "./text-closing.js";

/**
 * Logging commands of Azure Pipelines: each becomes an issue of the run, with its place, and a line in the log. Whether the step fails is
 * left to the exit code, as for any other command. (Azure Pipelines: Logging commands; the escapes are those of azure-pipelines-task-lib, taskcommand.ts.)
 */
export const azure: Reporter = (report, options) => {
  // Azure knows no third level.
  const { shown, more } = annotations(report, options, ["error", "warning"]);
  const commands = shown.map(({ level, path, region, title, code, text }) => {
    const place = region === null ? {} : { linenumber: region.line, columnnumber: region.column };
    const properties = Object.entries({ type: level, sourcepath: path, ...place, ...(code === null ? {} : { code }) }).map(([name, value]) => `${name}=${property(printable(String(value)))}`);
    return `##vso[task.logissue ${properties.join(";")}]${data(printable(`${title}: ${text}`))}`;
  });
  return `${[...commands, ...(more === null ? [] : [more]), ...totals(report)].join("\n")}\n`;
};

function data(value: string): string {
  return value.replaceAll("%", "%AZP25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(value: string): string {
  return data(value).replaceAll("]", "%5D").replaceAll(";", "%3B");
}
