import type { Report, ReportedFile } from "../report.js";
import { codeWithV1, countFindings, filesWithV1 } from "../report.js";
import { printableLine } from "./printable.js";
import type { ReporterOptions } from "./reporter.js";

/** The last lines of the page: what it comes to, and what is left. */
export function closing(report: Report, options: ReporterOptions): string {
  const files = filesWithV1(report);
  const left = files.length === 0 ? [] : report.mode === "write" ? whatIsLeft(files, options) : [nextStep(report, files)];
  return `${[...totals(report), ...left].join("\n")}\n`;
}

/** What the report comes to, in one line or two. They hold nothing of the scanned files. */
export function totals(report: Report): string[] {
  const files = filesWithV1(report);
  const failed = report.problems.length > 0 ? `; ${report.problems.length} could not be handled, see the errors` : "";
  const hidden = notListed(report);
  const said = hidden === "" ? [] : [hidden];
  if (report.scanned === 0 && failed !== "") return ["Nothing could be looked at, see the errors."];
  if (files.length === 0) return [`${hidden === "" ? "No v1 parallel-run code" : "Nothing to list"} in ${plural(report.scanned, "file")}${failed}.`, ...said];
  const counts = countFindings(files);
  return [
    `${verdict(report, codeWithV1(report))}${failed}`,
    `  ${counts.upgraded} upgraded · ${counts.changed} changed in meaning · ${counts.decision} to decide · ${counts.unsupported} without a v2 counterpart`,
    ...said,
  ];
}

/** What is found and not listed, as a line; empty where there is no such thing. */
function notListed({ hidden }: Report): string {
  if (!hidden) return "";
  const parts = [
    hidden.baseline > 0 ? `${hidden.baseline} in the baseline` : "",
    hidden.ignored > 0 ? `${hidden.ignored} ignored by a comment` : "",
    hidden.deselected > 0 ? `${hidden.deselected} left out by --select or --ignore` : "",
  ].filter((part) => part !== "");
  return `  not listed: ${parts.join(" · ")}${hidden.left > 0 ? ` (${hidden.left} of them to decide, or without a counterpart)` : ""}`;
}

function verdict(report: Report, files: readonly ReportedFile[]): string {
  const written = report.mode === "write";
  const whole = files.filter((file) => file.status === "upgraded").length;
  const partly = files.filter((file) => file.status === "partly");
  const toDecide = partly.filter((file) => countFindings([file]).decision > 0).length;
  const without = partly.filter((file) => countFindings([file]).decision === 0 && countFindings([file]).unsupported > 0).length;
  const refused = files.filter((file) => file.status === "refused").length;
  if (files.length === 0) return `No v1 parallel-run code in ${plural(report.scanned, "file")}, but packages of SDK v2 are missing`;
  const parts = [
    whole > 0 ? `${whole} ${written ? (whole === 1 ? "was" : "were") : "can be"} upgraded whole` : "",
    toDecide > 0 ? `${toDecide} ${toDecide === 1 ? "needs" : "need"} a decision` : "",
    without > 0 ? `${without} ${without === 1 ? "has" : "have"} code without a v2 counterpart` : "",
    refused > 0 ? `${refused} ${refused === 1 ? "is" : "are"} refused` : "",
  ].filter((part) => part !== "").join(", ");
  return `${plural(files.length, "file")} ${written ? "used" : files.length === 1 ? "uses" : "use"} v1 parallel runs (of ${report.scanned})${parts === "" ? "" : `: ${parts}`}`;
}

function nextStep(report: Report, files: readonly ReportedFile[]): string {
  const important = files.flatMap((file) => file.findings).find((finding) => finding.effort !== "upgraded");
  const steps = [
    files.some((file) => file.text !== file.original) ? (report.mode === "check" ? "See the new code without --check, apply it with --write" : "Apply with --write") : "",
    important ? `read about a code with: prs-upgrade explain ${important.code}` : "",
  ].filter((step) => step !== "").join("; ");
  return `Nothing was written.${steps === "" ? "" : ` ${steps.charAt(0).toUpperCase()}${steps.slice(1)}`}`;
}

/** What a person still has to do after a write. What changed in meaning stands above, with its file. */
function whatIsLeft(files: readonly ReportedFile[], { palette }: ReporterOptions): string[] {
  const first = files.some((file) => file.text !== file.original) ? "Written." : "Nothing was written.";
  const left = files.flatMap((file) => [
    ...(file.status === "refused" ? [`  ${printableLine(file.path)}: ${printableLine(file.reason ?? "")}`] : []),
    ...file.findings.filter(({ effort }) => effort === "decision" || effort === "unsupported")
      .map((finding) => `  ${printableLine(file.path)}:${finding.cell === null ? "" : `cell ${finding.cell}:`}${finding.line}:${finding.column}  ${palette.red(finding.code)}  ${printableLine(finding.title)}`),
  ]);
  return left.length === 0 ? [`${first} Nothing is left to decide.`] : [`${first} Left for you:`, ...left];
}

/** "1 file", "2 files". */
export function plural(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
