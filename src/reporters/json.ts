import { message } from "../findings/finding.js";
import { countFindings, filesWithV1, isComplete } from "../report.js";
import { VERSION } from "../version.js";
import { diffOf } from "./diff.js";
import type { Reporter } from "./reporter.js";

/** The machine format: `schema/report.schema.json` describes it. */
export const json: Reporter = (report) => {
  const files = filesWithV1(report);
  return `${JSON.stringify({
    schemaVersion: 1,
    tool: { name: "prs-upgrade", version: VERSION },
    mode: report.mode,
    summary: {
      scanned: report.scanned,
      withV1: files.length,
      changed: files.filter((f) => f.edits.length > 0).length,
      refused: files.filter((f) => f.status === "refused").length,
      findings: countFindings(files),
      complete: isComplete(report),
    },
    files: files.map((f) => ({
      path: f.path,
      kind: f.kind,
      status: f.status,
      ...(f.reason === undefined ? {} : { reason: f.reason }),
      findings: f.findings.map((x) => ({
        code: x.code, effort: x.effort, message: message(x), v1: x.v1, v2: x.v2,
        line: x.line, column: x.column, endLine: x.endLine, endColumn: x.endColumn, cell: x.cell,
      })),
      ...(report.mode === "check" ? {} : { diff: diffOf(f) }),
    })),
    ...(report.problems.length > 0 ? { errors: report.problems } : {}),
  }, null, 2)}\n`;
};
