import type { Finding } from "../findings/finding.js";
import type { Report, ReportedFile } from "../report.js";
import { countFindings, filesWithV1 } from "../report.js";
import { diffOf } from "./diff.js";
import { byImportance } from "./importance.js";
import { markdownBlock, markdownCode, markdownText } from "./markdown-text.js";
import { placeInWords } from "./place.js";
import type { Reporter, ReporterOptions } from "./reporter.js";
import { plural, totals } from "./text-closing.js";

/** GitHub takes no longer summary of a step. */
export const LONGEST_SUMMARY = 1024 * 1024;

/** A page for the summary of a CI step, or for a comment on a pull request. */
export const markdown: Reporter = (report, options) => markdownPage(report, options, LONGEST_SUMMARY);

/** Nobody reads a longer table. */
const MOST_ROWS = 500;

const ROOM_FOR_NOTES = 1024;

/**
 * The page, with as much as fits: where room is short, diffs are left out first, then the findings of a file, then rows. It says what is left out.
 *
 * @param limit in bytes of UTF-8
 */
export function markdownPage(report: Report, options: ReporterOptions, limit: number): string {
  const files = filesWithV1(report);
  const head = `## Azure ML SDK v1 parallel runs\n\n${totals(report).map((line) => line.trim()).join("  \n")}\n`;
  const room = { bytes: limit - ROOM_FOR_NOTES - size(head) };
  const problems = fitting(report.problems.map(({ path, reason }) => `\n- ${markdownCode(path)}: ${markdownText(reason)}\n`), room);
  const rows = fitting(files.slice(0, MOST_ROWS).map(rowOf), room);
  const findings = fitting(files.map((file) => findingsOf(file, report, options)), room);
  const diffs = fitting(report.mode === "check" ? [] : files.slice(0, findings.length).map(diffBlock), room);
  const leftOut = [
    report.problems.length > problems.length ? plural(report.problems.length - problems.length, "error") : "",
    files.length > rows.length ? `${plural(files.length - rows.length, "row")} of the table` : "",
    files.length > findings.length ? `the findings of ${plural(files.length - findings.length, "file")}` : "",
    report.mode !== "check" && files.length > diffs.length ? `the diffs of ${plural(files.length - diffs.length, "file")}` : "",
  ].filter((part) => part !== "");
  return [
    head, ...problems, ...(rows.length === 0 ? [] : [TABLE, ...rows]), ...findings.map((section, i) => section + (diffs[i] ?? "")),
    leftOut.length === 0 ? "" : `\nThis page has a limit. Left out: ${leftOut.join(", ")}. \`prs-upgrade\` prints all of it.\n`,
  ].join("");
}

/** The first texts, as many as there is room for; what they take is taken from the room. */
function fitting(texts: readonly string[], room: { bytes: number }): string[] {
  const fit: string[] = [];
  for (const text of texts) {
    if (size(text) > room.bytes) break;
    room.bytes -= size(text);
    fit.push(text);
  }
  return fit;
}

function size(text: string): number {
  return Buffer.byteLength(text);
}

const TABLE = "\n| file | state | upgraded | changed in meaning | to decide | without a v2 counterpart |\n|---|---|---:|---:|---:|---:|\n";

const STATES = { upgraded: "whole", partly: "partly", unchanged: "", refused: "refused" } as const satisfies Record<ReportedFile["status"], string>;

function rowOf(file: ReportedFile): string {
  const { upgraded, changed, decision, unsupported } = countFindings([file]);
  return `| ${[markdownCode(file.path, true), STATES[file.status], ...[upgraded, changed, decision, unsupported].map((n) => (n === 0 ? "" : String(n)))].join(" | ")} |\n`;
}

/** What is to be read of a file: its name, and its findings, the most important first. */
function findingsOf(file: ReportedFile, report: Report, options: ReporterOptions): string {
  const { upgraded } = countFindings([file]);
  const listed = byImportance(file.findings).filter((finding) => finding.effort !== "upgraded" || options.verbose);
  const counted = upgraded > 0 && !options.verbose ? [`- ${plural(upgraded, "setting")} ${report.mode === "write" ? "upgraded" : "to upgrade"} with the same meaning\n`] : [];
  const refused = file.status === "refused" ? [`- **refused** ${markdownText(file.reason ?? "")}\n`] : [];
  return `\n### ${markdownCode(file.path)}\n\n${[...refused, ...listed.map(findingLine), ...counted].join("")}`;
}

function findingLine(finding: Finding): string {
  const why = finding.why === "" ? "" : `<br>${markdownText(finding.why)}`;
  return `- **${finding.effort}** ${finding.code}, ${placeInWords(finding)}: ${markdownText(finding.title)}${why}\n`;
}

function diffBlock(file: ReportedFile): string {
  const diff = diffOf(file);
  return diff === "" ? "" : `\n<details><summary>Diff</summary>\n\n${markdownBlock("diff", diff)}\n</details>\n`;
}
