import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Option } from "commander";
import type { Command } from "commander";
import { decode, DecodeError } from "../files/decode.js";
import { readable } from "../files/read.js";
import type { Mode, Report } from "../report.js";
import { exitCode } from "../report.js";
import { diffOf } from "../reporters/diff.js";
import { REPORTERS } from "../reporters/index.js";
import { printable } from "../reporters/printable.js";
import { run, runOnText } from "../run.js";
import type { Terminal } from "./terminal.js";

interface UpgradeOptions {
  readonly write?: boolean;
  readonly check?: boolean;
  readonly format: string;
  readonly output?: string;
  readonly stdinFilename?: string;
  readonly exclude?: string[];
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color: boolean;
}

/** The main command: a dry run, `--check` or `--write`. */
export function upgradeCommand(program: Command, terminal: Terminal, done: (code: number) => void): void {
  program
    .argument("[path...]", "files and folders; a folder is searched as git would")
    .addOption(new Option("-w, --write", "write the upgraded code; print what was changed and what is left").conflicts("check"))
    .option("--check", "for CI: findings only, no diff, nothing written")
    .addOption(new Option("--format <format>", "format of the report").choices(Object.keys(REPORTERS)).default("text"))
    .option("-o, --output <file>", "write the report there instead of standard output")
    .option("--stdin-filename <name>", 'with path "-": read one file from standard input')
    .option("--exclude <glob...>", "leave out what these patterns match (as in .gitignore)")
    .option("--quiet", "print nothing but errors")
    .option("--verbose", "list what keeps its meaning, too")
    .option("--no-color", "no colour")
    .addHelpText("after", `
Exit codes:
  0  no v1 parallel-run code; after --write: all of it upgraded
  1  there is something to upgrade or to decide
  2  wrong usage, or a file that could not be read, parsed or written

Examples:
  prs-upgrade pipelines           show what would change
  prs-upgrade --write pipelines   change it
  prs-upgrade --check             for CI
  prs-upgrade explain PRS107      what a code means`)
    .action(async (paths: string[], options: UpgradeOptions) => done(await upgradeAction(paths, options, terminal)));
}

async function upgradeAction(paths: readonly string[], options: UpgradeOptions, terminal: Terminal): Promise<number> {
  const mode: Mode = options.write ? "write" : options.check ? "check" : "dry-run";
  if (paths.includes("-")) return stdinAction(paths, options, mode, terminal);
  if (options.stdinFilename !== undefined) return usage('--stdin-filename goes with the path "-"', terminal);
  const report = await run({
    paths: paths.length > 0 ? paths : ["."], cwd: terminal.cwd, mode, exclude: options.exclude ?? [],
    ...(terminal.interactive && !options.quiet ? { progress: bar(terminal) } : {}),
  });
  return finish(report, options, terminal, terminal.out);
}

/** One file from standard input. `--write`: the code goes to standard output, the report to standard error. */
async function stdinAction(paths: readonly string[], options: UpgradeOptions, mode: Mode, terminal: Terminal): Promise<number> {
  if (paths.length !== 1) return usage('the path "-" stands alone', terminal);
  const path = options.stdinFilename ?? "stdin.py";
  let decoded;
  try {
    decoded = decode(await terminal.input());
  } catch (error) {
    terminal.error(`prs-upgrade: ${printable(path)}: ${error instanceof DecodeError ? error.message : readable(error)}\n`);
    return 2;
  }
  const report = await runOnText({ path, text: decoded.text }, mode);
  const file = report.files[0];
  if (options.format !== "text" || options.output !== undefined || mode === "check") return finish(report, options, terminal, mode === "write" ? terminal.error : terminal.out, mode === "write" && file ? (decoded.bom ? "\ufeff" : "") + file.text : undefined);
  terminal.out(mode === "write" ? (decoded.bom ? "\ufeff" : "") + (file?.text ?? decoded.text) : file ? diffOf(file) : "");
  if (mode === "write" && !options.quiet) terminal.error(REPORTERS.text!({ ...report, mode: "check" }, { color: false, verbose: options.verbose ?? false, columns: terminal.columns }));
  problems(report, terminal);
  return exitCode(report);
}

async function finish(report: Report, options: UpgradeOptions, terminal: Terminal, out: (text: string) => void, code?: string): Promise<number> {
  const toFile = options.output !== undefined;
  const shown = REPORTERS[options.format]!(report, { color: terminal.color && options.color && !toFile, verbose: options.verbose ?? false, columns: terminal.columns });
  if (code !== undefined) terminal.out(code);
  if (options.output !== undefined) {
    try {
      await writeFile(resolve(terminal.cwd, options.output), shown);
    } catch (error) {
      terminal.error(`prs-upgrade: ${printable(options.output)}: the report could not be written: ${readable(error)}\n`);
      return 2;
    }
  } else if (!(options.quiet && options.format === "text")) out(shown);
  problems(report, terminal);
  return exitCode(report);
}

/** Errors go to standard error, whatever the report says. */
function problems(report: Report, terminal: Terminal): void {
  for (const p of report.problems) terminal.error(`prs-upgrade: ${printable(p.path)}: ${printable(p.reason)}\n`);
  for (const f of report.files) if (f.status === "refused") terminal.error(`prs-upgrade: ${printable(f.path)}${/^\d+:\d+: /.test(f.reason ?? "") ? ":" : ": "}${printable(f.reason ?? "")}\n`);
}

function usage(message: string, terminal: Terminal): number {
  terminal.error(`prs-upgrade: ${message}\n`);
  return 2;
}

/** A bar on the terminal, only once there is enough to wait for. */
function bar(terminal: Terminal): (done: number, total: number) => void {
  return (done, total) => {
    if (total < 20) return;
    const filled = Math.round((done / total) * 30);
    terminal.error(done === total - 1 ? "\r\u001b[K" : `\r${"#".repeat(filled)}${".".repeat(30 - filled)} ${done}/${total}`);
  };
}
