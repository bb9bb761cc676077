import { knownAs } from "../findings/v1-names.js";
import { message } from "../findings/finding.js";
import type { Finding } from "../findings/finding.js";
import type { Report, ReportedFile } from "../report.js";
import { codeWithV1, countFindings, filesWithV1, isComplete } from "../report.js";
import { VERSION } from "../version.js";
import { diffOf } from "./diff.js";
import { jsonText } from "./json-text.js";
import type { Reporter } from "./reporter.js";
import { statisticsOf } from "./statistics.js";

/** The machine format: `schema/report.schema.json` describes it. */
export const json: Reporter = (report, { statistics }) => {
  const files = filesWithV1(report);
  const page = {
    schemaVersion: 1,
    tool: { name: "prs-upgrade", version: VERSION },
    mode: report.mode,
    summary: {
      scanned: report.scanned,
      withV1: codeWithV1(report).length,
      changed: files.filter((file) => file.text !== file.original).length,
      refused: files.filter((file) => file.status === "refused").length,
      findings: countFindings(files),
      complete: isComplete(report),
      ...(report.hidden === undefined ? {} : { hidden: { ignored: report.hidden.ignored, deselected: report.hidden.deselected, baseline: report.hidden.baseline } }),
    },
    ...(statistics ? { statistics: statisticsOf(report) } : {}),
    files: files.map((file) => fileEntry(file, report)),
    ...(report.problems.length === 0 ? {} : { errors: report.problems.map(({ path, reason }) => ({ path, reason })) }),
  };
  return jsonText(page);
};

function fileEntry(file: ReportedFile, report: Report): object {
  return {
    path: file.path,
    kind: file.kind,
    status: file.status,
    ...(file.reason === undefined ? {} : { reason: file.reason }),
    findings: file.findings.map(findingEntry),
    ...(report.mode === "check" ? {} : { diff: diffOf(file) }),
  };
}

function findingEntry(finding: Finding): object {
  return {
    code: finding.code,
    effort: finding.effort,
    message: message(finding),
    ...(finding.why === "" ? {} : { why: finding.why }),
    v1: finding.v1 === null ? null : knownAs(finding.v1),
    v2: finding.v2,
    line: finding.line,
    column: finding.column,
    endLine: finding.endLine,
    endColumn: finding.endColumn,
    cell: finding.cell,
  };
}
