import { readFile, writeFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { Option } from "commander";
import type { Command } from "commander";
import { readable } from "../files/readable.js";
import type { NamedReport } from "../reporters/merged/json-report.js";
import type { MergedFormat } from "../reporters/merged/index.js";
import type { ExitCode } from "./exit-code.js";
import type { Terminal } from "./terminal.js";
import { shown } from "./terminal.js";

interface ReportOptions {
  readonly format: MergedFormat;
  readonly output?: string;
}

const FORMATS: readonly MergedFormat[] = ["markdown", "html", "json"];

/** `prs-upgrade report a.json b.json ...`: the reports of many repositories in one. */
export function reportCommand(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  program
    .command("report")
    .description("merge the JSON reports of many repositories into one")
    .argument("<report...>", "files that --format json wrote, as FILE or NAME=FILE")
    .addOption(new Option("--format <format>", "format of the merged report").choices(FORMATS).default("markdown"))
    .option("-o, --output <file>", "write it there instead of standard output")
    .addHelpText("after", HELP)
    .action(async (given: string[], options: ReportOptions) => done(await reportAction(given, options, terminal)));
}

const HELP = `
A repository is called NAME, or like its file without .json; report.json is called like its folder.

Exit codes:
  0  the merged report was made, whatever it says
  2  wrong usage, or a report that could not be read

Examples:
  prs-upgrade report --format html -o migration.html reports/*.json
  prs-upgrade report invoices=a.json churn=b.json`;

async function reportAction(given: readonly string[], options: ReportOptions, terminal: Terminal): Promise<ExitCode> {
  const errors: string[] = [];
  const reports: NamedReport[] = [];
  const paths = new Map<string, string>();
  for (const argument of given) {
    const { name, path } = named(argument, terminal.cwd);
    if (paths.has(name)) errors.push(`${path}: another report is called "${name}", too (${paths.get(name)!}); give them names: NAME=${path}`);
    paths.set(name, path);
    try {
      reports.push({ name, report: await read(path, terminal.cwd) });
    } catch (error) {
      errors.push(`${path}: ${readable(error)}`);
    }
  }
  for (const error of errors) terminal.error(shown(`prs-upgrade: ${error}\n`, terminal));
  if (errors.length > 0) return 2;
  const { MERGED_REPORTERS } = await import("../reporters/merged/index.js");
  const text = MERGED_REPORTERS[options.format](reports.sort((a, b) => (a.name < b.name ? -1 : 1)));
  if (options.output === undefined) {
    terminal.out(text);
    return 0;
  }
  try {
    await writeFile(resolve(terminal.cwd, options.output), text);
    return 0;
  } catch (error) {
    terminal.error(shown(`prs-upgrade: ${options.output}: the report could not be written: ${readable(error)}\n`, terminal));
    return 2;
  }
}

/** `NAME=FILE`, or the name that a file gives. */
function named(argument: string, cwd: string): { name: string; path: string } {
  const at = argument.indexOf("=");
  if (at > 0) return { name: argument.slice(0, at), path: argument.slice(at + 1) };
  const file = basename(argument).replace(/\.json$/i, "");
  return { name: file === "report" ? basename(dirname(resolve(cwd, argument))) : file, path: argument };
}

async function read(path: string, cwd: string): Promise<NamedReport["report"]> {
  const { readReport } = await import("../reporters/merged/read.js");
  return readReport(await readFile(resolve(cwd, path)));
}
