import { parsePatch } from "diff";
import type { Finding } from "../../findings/finding.js";
import type { JsonFile, JsonFinding, NamedReport } from "../merged/json-report.js";
import type { DiffLine, Part, Repository } from "./page-data.js";

/** A report that was read. It holds the lines of its diffs alone, so unchanged lines far from a change are not there. */
export function fromJson({ name, report }: NamedReport): Repository {
  const { ignored = 0, deselected = 0, baseline = 0 } = report.summary.hidden ?? {};
  return {
    name, mode: report.mode, scanned: report.summary.scanned, problems: report.errors ?? [], hidden: ignored + deselected + baseline,
    files: report.files.map((file) => ({
      path: file.path, kind: file.kind, status: file.status, findings: file.findings.map(findingOf), parts: partsOf(file),
      ...(file.reason === undefined ? {} : { reason: file.reason }),
    })),
  };
}

function findingOf({ message, why = "", ...finding }: JsonFinding): Finding {
  const end = `: ${why}`;
  return why !== "" && message.endsWith(end) ? { ...finding, title: message.slice(0, -end.length), why } : { ...finding, title: message, why: "" };
}

function partsOf(file: JsonFile): Part[] {
  return parsePatch(file.diff ?? "").filter(({ hunks }) => hunks.length > 0).map(({ oldFileName, newFileName, hunks }): Part => {
    const cell = file.kind === "notebook" ? /#cell-(\d+)$/.exec(newFileName ?? "")?.[1] : undefined;
    return {
      cell: cell === undefined ? null : Number(cell),
      added: oldFileName === "/dev/null" ? newFileName ?? "" : null,
      hunks: hunks.map(({ oldStart, newStart, lines }) => ({ v1: oldStart, v2: newStart, lines: lines.flatMap(lineOf) })),
    };
  });
}

/** The note that the last line has no line end is no line. */
function lineOf(line: string): DiffLine[] {
  const sign = line.charAt(0);
  return sign === "+" || sign === "-" || sign === " " ? [{ sign, text: line.slice(1) }] : [];
}
