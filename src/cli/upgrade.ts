import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Option } from "commander";
import type { Command } from "commander";
import { readable } from "../files/readable.js";
import type { Mode, Report } from "../report.js";
import { diffOf } from "../reporters/diff.js";
import type { Format } from "../reporters/index.js";
import { REPORTERS } from "../reporters/index.js";
import { printable } from "../reporters/printable.js";
import { PLAIN } from "../reporters/reporter.js";
import { run, runOnInput } from "../run.js";
import type { ExitCode } from "./exit-code.js";
import { exitCodeOf } from "./exit-code.js";
import { progressBar } from "./progress.js";
import type { Terminal } from "./terminal.js";

interface UpgradeOptions {
  readonly write?: boolean;
  readonly check?: boolean;
  readonly format: Format;
  readonly output?: string;
  readonly stdinFilename?: string;
  readonly exclude: string[];
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color: boolean;
}

/** The main command: a dry run, `--check` or `--write`. */
export function upgradeCommand(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  program
    .argument("[path...]", "files and folders; a folder is searched as git would (default: .)")
    .addOption(new Option("-w, --write", "write the upgraded code; print what was changed and what is left").conflicts("check"))
    .option("--check", "for CI: findings only, no diff, nothing written")
    .addOption(new Option("--format <format>", "format of the report").choices(Object.keys(REPORTERS)).default("text"))
    .option("-o, --output <file>", "write the report there instead of standard output")
    .option("--stdin-filename <name>", 'with path "-": what the file from standard input is called')
    .addOption(new Option("--exclude <glob>", "leave out what matches, as in .gitignore; may be given again")
      .argParser((glob: string, globs: string[]) => [...globs, glob]).default([], "nothing"))
    .addOption(new Option("--quiet", "print nothing but errors").conflicts("verbose"))
    .option("--verbose", "list what keeps its meaning, too")
    .option("--no-color", "no colour")
    .addHelpText("after", HELP)
    .action(async (paths: string[], options: UpgradeOptions) => done(await upgradeAction(paths, options, terminal)));
}

const HELP = `
Exit codes:
  0  no v1 parallel-run code; after --write: all of it upgraded
  1  there is something to upgrade or to decide
  2  wrong usage, or a file that could not be read, parsed or written

Examples:
  prs-upgrade pipelines           show what would change
  prs-upgrade --write pipelines   change it
  prs-upgrade --check             for CI
  prs-upgrade explain PRS107      what a code means`;

async function upgradeAction(paths: readonly string[], options: UpgradeOptions, terminal: Terminal): Promise<ExitCode> {
  const mode: Mode = options.write ? "write" : options.check ? "check" : "dry-run";
  if (paths.includes("-")) return paths.length === 1 ? inputAction(options, mode, terminal) : wrongUsage('the path "-" stands alone', terminal);
  if (options.stdinFilename !== undefined) return wrongUsage('--stdin-filename goes with the path "-"', terminal);
  const report = await run({
    paths: paths.length > 0 ? paths : ["."], cwd: terminal.cwd, mode, exclude: options.exclude, progress: progressBar(terminal),
    notice: (message) => terminal.error(`prs-upgrade: ${printable(message)}\n`),
    ...(terminal.interruption ? { interruption: terminal.interruption } : {}),
  });
  return finish(report, options, terminal, terminal.out);
}

/**
 * One file from standard input. `--write`: the code goes to standard output, and the report to standard error.
 * A dry run prints the diff alone, for `patch` and `git apply`.
 */
async function inputAction(options: UpgradeOptions, mode: Mode, terminal: Terminal): Promise<ExitCode> {
  const { report, code } = await runOnInput(options.stdinFilename ?? "stdin.py", await terminal.input(), mode);
  if (mode === "write") {
    terminal.out(terminal.outIsTerminal ? printable(code.toString("utf8")) : code);
    return finish(report, options, terminal, terminal.error);
  }
  if (mode === "check" || options.format !== "text" || options.output !== undefined) return finish(report, options, terminal, terminal.out);
  const diff = report.files.map(diffOf).join("");
  terminal.out(terminal.outIsTerminal ? printable(diff) : diff);
  return finish(report, { ...options, quiet: true }, terminal, terminal.out);
}

/** Prints or writes the report, and the errors. `out` is told where the report goes. */
async function finish(report: Report, options: UpgradeOptions, terminal: Terminal, out: (text: string) => void): Promise<ExitCode> {
  const toTerminal = options.output === undefined && out === terminal.out;
  const page = REPORTERS[options.format](report, {
    palette: toTerminal && options.color ? terminal.palette : PLAIN, verbose: options.verbose ?? false, columns: terminal.columns,
  });
  for (const { path, reason } of errorsOf(report)) terminal.error(`prs-upgrade: ${printable(path)}: ${printable(reason)}\n`);
  if (options.output === undefined) {
    if (!options.quiet || options.format !== "text") out(page);
    return exitCodeOf(report);
  }
  try {
    await writeFile(resolve(terminal.cwd, options.output), page);
    return exitCodeOf(report);
  } catch (error) {
    terminal.error(`prs-upgrade: ${printable(options.output)}: the report could not be written: ${readable(error)}\n`);
    return 2;
  }
}

/** What goes to standard error, whatever the report says. */
function errorsOf(report: Report): { path: string; reason: string }[] {
  return [...report.problems, ...report.files.flatMap(({ path, status, reason }) => (status === "refused" ? [{ path, reason: reason ?? "" }] : []))];
}

function wrongUsage(message: string, terminal: Terminal): ExitCode {
  terminal.error(`error: ${message}\n`);
  return 2;
}
