import { existsSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { InvalidArgumentError, Option } from "commander";
import type { Command } from "commander";
import { distance } from "fastest-levenshtein";
import { readable } from "../files/readable.js";
import type { Mode, Report } from "../report.js";
import type { Format } from "../reporters/index.js";
import { REPORTERS } from "../reporters/index.js";
import { withoutCommands } from "../reporters/log-commands.js";
import { printable } from "../reporters/printable.js";
import { PLAIN } from "../reporters/reporter.js";
import { run, runOnInput } from "../run.js";
import type { Ci } from "./ci.js";
import { isSelected } from "../selection/selected.js";
import { sift } from "../selection/sift.js";
import { VERSION } from "../version.js";
import type { BaselineFile } from "./baseline.js";
import type { ExitCode } from "./exit-code.js";
import { exitCodeOf } from "./exit-code.js";
import type { FilterOptions, Filters } from "./filters.js";
import { filtersOf } from "./filters.js";
import { progressBar } from "./progress.js";
import type { Terminal } from "./terminal.js";
import { shown } from "./terminal.js";
import { searchWith, upgradeWith } from "./threads.js";
import { UsageError } from "./usage-error.js";

interface UpgradeOptions extends FilterOptions {
  readonly write?: boolean;
  readonly check?: boolean;
  readonly format: Format;
  readonly formatGiven: boolean;
  readonly output?: string;
  readonly stdinFilename?: string;
  readonly updateBaseline?: boolean;
  readonly statistics?: boolean;
  readonly jobs?: number;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color: boolean;
}

/** The main command: a dry run, `--check` or `--write`. */
export function upgradeCommand(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  program
    .argument("[path...]", "files and folders (default: .); - is standard input")
    .optionsGroup("What is done:")
    .addOption(new Option("-w, --write", "write the upgraded code; print what was changed and what is left").conflicts("check"))
    .option("--check", "for CI: findings only, no diff, nothing written")
    .optionsGroup("What is read:")
    .addOption(new Option("--exclude <glob>", "leave out what matches, as in .gitignore; may be given again").argParser(oneMore))
    .option("--stdin-filename <name>", 'with path "-": what the file from standard input is called')
    .addOption(new Option("--jobs <n>", "how many threads search and upgrade the files (default: one for each processor)").argParser(countOf))
    .optionsGroup("What is listed, and fails:")
    .addOption(new Option("--select <codes>", "these codes alone, or those that begin so: PRS2,PRS107").argParser(oneMore))
    .addOption(new Option("--ignore <codes>", "all but these").argParser(oneMore))
    .option("--baseline <file>", "what is not in this file")
    .addOption(new Option("--update-baseline", "write what is found into that file").conflicts("write"))
    .optionsGroup("The report:")
    .addOption(new Option("--format <format>", "format of the report").choices(Object.keys(REPORTERS)).default("text"))
    .option("-o, --output <file>", "write the report there instead of standard output")
    .option("--statistics", "count settings, codes and files (text and json)")
    .addOption(new Option("--quiet", "print nothing but errors").conflicts("verbose"))
    .option("--verbose", "list what keeps its meaning, too")
    .option("--no-color", "no colour")
    .optionsGroup("Other:")
    .helpOption("-h, --help", "print this help")
    .version(VERSION, "-V, --version", "print the version")
    .addHelpText("after", HELP)
    .action(async (paths: string[], options: Omit<UpgradeOptions, "formatGiven">, command: Command) =>
      done(await upgradeAction(paths, { ...options, formatGiven: command.getOptionValueSource("format") !== "default" }, terminal, command.commands.map((c) => c.name()))));
}

/** The command that a first argument spells wrongly; null where it names a path. */
function meantCommand(path: string | undefined, commands: readonly string[], cwd: string): string | null {
  if (path === undefined || existsSync(resolve(cwd, path))) return null;
  return commands.find((name) => distance(name, path) <= 2) ?? null;
}

function countOf(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError("It must be a number from 1.");
  return Number(text);
}

const HELP = `
Without --write nothing is changed: the report shows the diff that would be.

Exit codes:
  0  no v1 parallel-run code; after --write: all of it upgraded
  1  there is something to upgrade or to decide, or a TODO(prs-upgrade ...)
     of an earlier upgrade still stands
  2  wrong usage, or a file that could not be read, parsed or written

Files:
  .py and .ipynb files. A folder is searched as git would: what git ignores is
  left out. A file that is named is always read.
  pyproject.toml   [tool.prs-upgrade] with select, ignore, exclude, baseline;
                   the command line wins
  # prs-upgrade: ignore[PRS203] reason
                   in the code, at the end of a line or above a statement:
                   takes that finding out

Environment:
  NO_COLOR         no colour
  FORCE_COLOR      colour, also where the output is no terminal; 0: none

Examples:
  prs-upgrade pipelines           show what would change
  prs-upgrade --write pipelines   change it
  prs-upgrade --check             for CI
  prs-upgrade --check --baseline prs-baseline.json --update-baseline
                                  accept what is there today ...
  prs-upgrade --check --baseline prs-baseline.json
                                  ... and fail on what comes new
  prs-upgrade --statistics        what to plan for
  prs-upgrade explain PRS107      what a code means`;

/** The formats that have a place for statistics. */
const WITH_STATISTICS: readonly Format[] = ["text", "json"];

/** An option that may be given again. */
function oneMore(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

async function upgradeAction(paths: readonly string[], options: UpgradeOptions, terminal: Terminal, commands: readonly string[]): Promise<ExitCode> {
  const meant = meantCommand(paths[0], commands, terminal.cwd);
  if (meant !== null) return wrongUsage(`there is no file, folder or command ${paths[0]!}; did you mean ${meant}?`, terminal);
  const mode: Mode = options.write ? "write" : options.check ? "check" : "dry-run";
  if (options.statistics && !WITH_STATISTICS.includes(options.format)) return wrongUsage(`--statistics goes with --format ${WITH_STATISTICS.join(" and ")}`, terminal);
  if (!paths.includes("-") && options.stdinFilename !== undefined) return wrongUsage('--stdin-filename goes with the path "-"', terminal);
  if (paths.includes("-") && paths.length > 1) return wrongUsage('the path "-" stands alone', terminal);
  if (paths.includes("-") && options.updateBaseline) return wrongUsage('--update-baseline needs files, not the path "-"', terminal);
  try {
    const filters = await filtersOf(options, terminal.cwd);
    if (options.updateBaseline && filters.baseline === null) return wrongUsage("--update-baseline needs --baseline <file>, or baseline in [tool.prs-upgrade]", terminal);
    const baseline = filters.baseline === null ? null : await (await import("./baseline.js")).BaselineFile.read(filters.baseline, terminal.cwd, options.updateBaseline ?? false);
    const narrow = (report: Report, searched: readonly string[]): Promise<Report> => narrowed(report, searched, { filters, baseline, options, terminal });
    if (paths.includes("-")) return await inputAction(options, mode, terminal, narrow);
    const searched = paths.length > 0 ? paths : ["."];
    const report = await narrow(await run({
      paths: searched, cwd: terminal.cwd, mode, exclude: filters.exclude, excludeFrom: filters.excludeFrom, search: searchWith(options.jobs), team: upgradeWith(terminal.cwd, options.jobs), progress: progressBar(terminal),
      notice: (message) => terminal.error(shown(`prs-upgrade: ${message}\n`, terminal)),
      ...(terminal.interruption ? { interruption: terminal.interruption } : {}),
    }), searched);
    const code = await finish(report, options, terminal, terminal.out);
    if (terminal.ci !== null && !options.quiet) await sayInCi(report, options, terminal.ci, terminal);
    return code;
  } catch (error) {
    if (error instanceof UsageError) return wrongUsage(error.message, terminal);
    throw error;
  }
}

/** The summary of the step, and which format would show the findings at their lines. */
async function sayInCi(report: Report, { verbose, formatGiven, output }: UpgradeOptions, ci: Ci, terminal: Terminal): Promise<void> {
  const { publishSummary } = await import("./ci.js");
  await publishSummary(report, { palette: PLAIN, verbose: verbose ?? false, columns: terminal.columns }, ci, terminal);
  if (formatGiven || output !== undefined || ci.format === null || exitCodeOf(report) === 0) return;
  terminal.error(`prs-upgrade: ${ci.name} shows the findings at their lines with --format ${ci.format}\n`);
}

/** Takes out what is not to be listed; what there is to say about the baseline goes to standard error. */
async function narrowed(report: Report, searched: readonly string[], { filters, baseline, options, terminal }: {
  filters: Filters; baseline: BaselineFile | null; options: UpgradeOptions; terminal: Terminal;
}): Promise<Report> {
  if (!baseline) return sift(report, () => (finding) => (isSelected(finding.code, filters.selection) ? null : "deselected"));
  const held = options.updateBaseline ? await baseline.update(report, searched, filters) : baseline.hold(report, searched, filters);
  if (!options.quiet && held.notes.length > 0) terminal.error(shown(`prs-upgrade: ${held.notes.join("\n")}\n`, terminal));
  return held.report;
}

/**
 * One file from standard input. `--write`: the code goes to standard output, and the report to standard error.
 * A dry run prints the diff alone, for `patch` and `git apply`.
 */
async function inputAction(options: UpgradeOptions, mode: Mode, terminal: Terminal, narrow: (report: Report, searched: readonly string[]) => Promise<Report>): Promise<ExitCode> {
  const name = options.stdinFilename ?? "stdin.py";
  const { report: whole, code } = await runOnInput(name, await terminal.input(), mode);
  const report = await narrow(whole, [name]);
  if (mode === "write") {
    terminal.out(terminal.outIsTerminal ? printable(code.toString("utf8")) : code);
    return finish(report, options, terminal, terminal.error);
  }
  if (mode === "check" || options.format !== "text" || options.output !== undefined) return finish(report, options, terminal, terminal.out);
  const { diffOf } = await import("../reporters/diff.js");
  const diff = report.files.map(diffOf).join("");
  terminal.out(terminal.outIsTerminal ? printable(diff) : diff);
  return finish(report, { ...options, quiet: true }, terminal, terminal.out);
}

/** Prints or writes the report, and the errors. `out` is told where the report goes. */
async function finish(report: Report, options: UpgradeOptions, terminal: Terminal, out: (text: string) => void): Promise<ExitCode> {
  const toTerminal = options.output === undefined && out === terminal.out;
  const print = await REPORTERS[options.format]();
  const page = print(report, {
    palette: toTerminal && options.color ? terminal.palette : PLAIN, verbose: options.verbose ?? false, statistics: options.statistics ?? false, columns: terminal.columns,
    ...(terminal.ci === null ? {} : { folder: terminal.ci.folder }),
  });
  for (const { path, reason } of errorsOf(report)) terminal.error(shown(`prs-upgrade: ${path}: ${reason}\n`, terminal));
  if (options.output === undefined) {
    // The formats for machines hold no command but those that they mean.
    const inLog = terminal.ci !== null && (options.format === "text" || options.format === "markdown");
    if (!options.quiet || options.format !== "text") out(inLog ? withoutCommands(page) : page);
    return exitCodeOf(report);
  }
  try {
    writeFileSync(resolve(terminal.cwd, options.output), page);
    return exitCodeOf(report);
  } catch (error) {
    terminal.error(shown(`prs-upgrade: ${options.output}: the report could not be written: ${readable(error)}\n`, terminal));
    return 2;
  }
}

/** What goes to standard error, whatever the report says. */
function errorsOf(report: Report): { path: string; reason: string }[] {
  return [...report.problems, ...report.files.flatMap(({ path, status, reason }) => (status === "refused" ? [{ path, reason: reason ?? "" }] : []))];
}

function wrongUsage(message: string, terminal: Terminal): ExitCode {
  terminal.error(`error: ${printable(message)}\n`);
  return 2;
}
