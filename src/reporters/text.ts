import type { Effort, Finding } from "../findings/finding.js";
import type { Report, ReportedFile } from "../report.js";
import { countFindings, filesWithV1 } from "../report.js";
import { diffOf } from "./diff.js";
import { byImportance } from "./importance.js";
import { printable, printableLine } from "./printable.js";
import type { Paint, Palette, Reporter, ReporterOptions } from "./reporter.js";
import { statisticsText } from "./statistics.js";
import { closing } from "./text-closing.js";
import { wrap } from "./wrap.js";

/** The page that a person reads: file by file what is to read and to decide, what changes, and what it comes to. */
export const text: Reporter = (report, options) => [...(options.statistics ? [statisticsText(report, options)] : filesWithV1(report).map((file) => fileBlock(file, report, options))), closing(report, options)]
  .filter((part) => part !== "").join("\n");

const COLOUR: Readonly<Record<Effort, keyof Palette>> = { decision: "red", unsupported: "red", changed: "yellow", upgraded: "green" };

/** Nothing is easier to read on a wider line. */
const WIDEST = 100;

function fileBlock(file: ReportedFile, report: Report, options: ReporterOptions): string {
  const lines = [header(file, options)];
  if (file.status === "refused") lines.push(...wrap(printable(file.reason ?? ""), widthOf(options) - 2).map((line) => `  ${options.palette.red(line)}`));
  lines.push(...findingLines(file, options));
  const diff = report.mode === "check" ? "" : diffOf(file);
  if (diff !== "") lines.push("", ...diff.trimEnd().split("\n").map((line, i, all) => `  ${paintOfDiff(line, isHeader(all, i), options.palette)(printable(line))}`));
  return `${lines.join("\n")}\n`;
}

function header(file: ReportedFile, options: ReporterOptions): string {
  const counts = countFindings([file]);
  const left = [
    counts.changed > 0 ? `${counts.changed} to read` : "",
    counts.decision > 0 ? `${counts.decision} to decide` : "",
    counts.unsupported > 0 ? `${counts.unsupported} without a v2 counterpart` : "",
  ].filter((part) => part !== "").join(" · ");
  const state = file.status === "refused" ? "refused" : left !== "" ? left : file.status === "partly" ? "in part" : "whole";
  const path = printableLine(file.path);
  return options.palette.bold(path) + " ".repeat(Math.max(2, widthOf(options) - path.length - state.length)) + state;
}

/** Place, effort and code in columns of their own; beside them the title, and why it matters. */
function findingLines(file: ReportedFile, options: ReporterOptions): string[] {
  const listed = byImportance(file.findings).filter((finding) => options.verbose || finding.effort !== "upgraded");
  const placeWidth = Math.max(...listed.map((finding) => placeOf(finding).length));
  const effortWidth = Math.max(...listed.map((finding) => finding.effort.length));
  const indent = 2 + placeWidth + 2 + effortWidth + 2 + "PRS000".length + 2;
  const width = Math.max(widthOf(options) - indent, 30);
  return listed.flatMap((finding) => {
    const head = `  ${placeOf(finding).padEnd(placeWidth)}  ${options.palette[COLOUR[finding.effort]](finding.effort.padEnd(effortWidth))}  ${finding.code}  `;
    const [title = "", ...more] = wrap(printable(finding.title), width);
    const below = [...more, ...wrap(printable(finding.why), width).map((line) => options.palette.dim(line))];
    return [head + title, ...below.map((line) => " ".repeat(indent) + line)];
  });
}

function placeOf(finding: Finding): string {
  return `${finding.cell === null ? "" : `cell ${finding.cell} `}${finding.line}:${finding.column}`;
}

function widthOf(options: ReporterOptions): number {
  return Math.min(options.columns, WIDEST);
}

/** Whether a line names the file: a line of code that goes may start with `---`, too. */
function isHeader(lines: readonly string[], index: number): boolean {
  const from = lines[index]?.startsWith("+++ ") ? index - 1 : index;
  return ["--- ", "+++ ", "@@ "].every((start, i) => lines[from + i]?.startsWith(start));
}

function paintOfDiff(line: string, header: boolean, palette: Palette): Paint {
  if (header) return palette.bold;
  if (line.startsWith("@@")) return palette.cyan;
  if (line.startsWith("+")) return palette.green;
  return line.startsWith("-") ? palette.red : (same) => same;
}
