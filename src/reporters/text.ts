import { Chalk } from "chalk";
import type { ChalkInstance } from "chalk";
import type { Effort, Finding } from "../findings/finding.js";
import type { Report, ReportedFile } from "../report.js";
import { countFindings, filesWithV1 } from "../report.js";
import { diffOf } from "./diff.js";
import { printable } from "./printable.js";
import type { Reporter, ReporterOptions } from "./reporter.js";

const ORDER: readonly Effort[] = ["decision", "unsupported", "changed", "upgraded"];

/** The page that a person reads. */
export const text: Reporter = (report, options) => {
  const chalk = new Chalk({ level: options.color ? 1 : 0 });
  const files = filesWithV1(report);
  const blocks = files.map((f) => fileBlock(f, report, options, chalk));
  return [...blocks, closing(report, files, chalk)].join("\n");
};

function fileBlock(f: ReportedFile, report: Report, options: ReporterOptions, chalk: ChalkInstance): string {
  const lines = [header(f, options, chalk)];
  if (f.status === "refused") lines.push(...indented(wrap(`refused: ${printable(f.reason ?? "")}`, options.columns - 2)));
  for (const x of listed(f, options)) lines.push(...findingLines(x, options, chalk));
  const diff = report.mode === "check" ? "" : diffOf(f);
  if (diff !== "") lines.push("", ...diff.trimEnd().split("\n").map((line) => `  ${colourDiff(printable(line), chalk)}`));
  return `${lines.join("\n")}\n`;
}

/** The most important first, then as they stand in the file. */
function listed(f: ReportedFile, options: ReporterOptions): Finding[] {
  return f.findings.filter((x) => options.verbose || x.effort !== "upgraded").sort((a, b) => ORDER.indexOf(a.effort) - ORDER.indexOf(b.effort));
}

function header(f: ReportedFile, options: ReporterOptions, chalk: ChalkInstance): string {
  const counts = countFindings([f]);
  const left = [
    counts.changed > 0 ? `${counts.changed} to read` : "", counts.decision > 0 ? `${counts.decision} to decide` : "", counts.unsupported > 0 ? `${counts.unsupported} without a counterpart` : "",
  ].filter((x) => x !== "").join(" · ");
  const state = f.status === "refused" ? "refused" : left === "" ? "whole" : left;
  const path = printable(f.path);
  const gap = Math.max(2, Math.min(options.columns, 100) - path.length - state.length);
  return chalk.bold(path) + " ".repeat(gap) + (f.status === "refused" ? chalk.red(state) : state);
}

function findingLines(x: Finding, options: ReporterOptions, chalk: ChalkInstance): string[] {
  const place = `${x.cell === null ? "" : `cell ${x.cell} `}${x.line}:${x.column}`.padEnd(7);
  const head = `${place} ${x.effort.padEnd(11)} ${x.code} `;
  const width = Math.max(options.columns - 2 - head.length, 40);
  const pad = " ".repeat(head.length);
  const colour = { upgraded: chalk.green, changed: chalk.yellow, decision: chalk.red, unsupported: chalk.red }[x.effort];
  const [first = "", ...rest] = wrap(printable(x.title), width);
  const coloured = `${place} ${colour(x.effort.padEnd(11))} ${x.code} `;
  return indented([coloured + first, ...rest.map((l) => pad + l), ...wrap(printable(x.why), width).filter((l) => l !== "").map((l) => pad + chalk.dim(l))]);
}

function indented(lines: readonly string[]): string[] {
  return lines.map((l) => `  ${l}`);
}

function colourDiff(line: string, chalk: ChalkInstance): string {
  if (line.startsWith("+++") || line.startsWith("---")) return chalk.bold(line);
  if (line.startsWith("@@")) return chalk.cyan(line);
  if (line.startsWith("+")) return chalk.green(line);
  return line.startsWith("-") ? chalk.red(line) : line;
}

function closing(report: Report, files: readonly ReportedFile[], chalk: ChalkInstance): string {
  const lines: string[] = [];
  if (files.length === 0) lines.push(`No v1 parallel-run code in ${plural(report.scanned, "file")}.`);
  else {
    const whole = files.filter((f) => f.status === "upgraded").length;
    const partly = files.filter((f) => f.status === "partly").length;
    const refused = files.filter((f) => f.status === "refused").length;
    const done = report.mode === "write";
    const parts = [
      whole > 0 ? `${whole} ${done ? (whole === 1 ? "was" : "were") : "can be"} upgraded whole` : "",
      partly > 0 ? `${partly} ${partly === 1 ? "needs" : "need"} a decision` : "", refused > 0 ? `${refused} refused` : "",
    ].filter((x) => x !== "");
    const counts = countFindings(files);
    lines.push(
      `${plural(files.length, "file")} ${files.length === 1 ? "uses" : "use"} v1 parallel runs (of ${report.scanned}): ${parts.join(", ")}`,
      `  ${counts.upgraded} upgraded · ${counts.changed} changed in meaning · ${counts.decision} to decide · ${counts.unsupported} without a v2 counterpart`,
    );
    lines.push(...(done ? left(files, chalk) : report.mode === "dry-run" ? [nextStep(files)] : []));
  }
  if (report.problems.length > 0) lines.push(`${plural(report.problems.length, "path")} could not be handled: see the errors.`);
  return `${lines.join("\n")}\n`;
}

function nextStep(files: readonly ReportedFile[]): string {
  const code = files.flatMap((f) => f.findings).find((x) => x.effort !== "upgraded")?.code ?? files.flatMap((f) => f.findings)[0]?.code;
  return `Nothing was written. Apply with --write${code === undefined ? "" : `; read about a code with: prs-upgrade explain ${code}`}`;
}

/** What a person still has to do. */
function left(files: readonly ReportedFile[], chalk: ChalkInstance): string[] {
  const open = files.flatMap((f) => f.findings.filter((x) => x.effort === "decision" || x.effort === "unsupported").map((x) => ({ f, x })));
  const written = files.filter((f) => f.edits.length > 0).length;
  const first = written > 0 ? `Written: ${plural(written, "file")}.` : "Nothing was written.";
  if (open.length === 0) return [`${first} Nothing is left for you.`];
  return [`${first} Left for you:`, ...open.map(({ f, x }) => `  ${printable(f.path)}:${x.line}:${x.column} ${chalk.red(x.code)} ${printable(x.title)}`)];
}

function plural(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

/** Breaks a text into lines between words. */
function wrap(value: string, width: number): string[] {
  const lines: string[] = [""];
  for (const word of value.split(" ")) {
    const line = lines.at(-1)!;
    if (line !== "" && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines;
}
