import { createHash } from "node:crypto";
import type { Effort } from "../findings/finding.js";
import { fingerprints } from "../findings/fingerprint.js";
import type { Report, ReportedFile } from "../report.js";
import { filesWithV1 } from "../report.js";
import { standing } from "./importance.js";
import { jsonText } from "./json-text.js";
import { pathInRepository, regionOfReason, regionsOf } from "./place.js";
import { printable } from "./printable.js";
import type { Reporter, ReporterOptions } from "./reporter.js";
import { inWords } from "./words.js";

/** An entry of GitLab's Code Quality report: the part of CodeClimate's format that GitLab reads. */
interface Entry {
  readonly description: string;
  readonly check_name: string;
  /** No two entries have the same; one that was there before is the same entry in a merge request. */
  readonly fingerprint: string;
  readonly severity: "info" | "minor" | "major" | "critical" | "blocker";
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end: number } };
}

const SEVERITIES: Readonly<Record<Effort, Entry["severity"]>> = { decision: "major", unsupported: "major", changed: "minor", upgraded: "info" };

/** GitLab's Code Quality report, for `artifacts:reports:codequality`. */
export const gitlab: Reporter = (report, options) => jsonText([...failures(report, options), ...filesWithV1(report).flatMap((file) => entriesOf(file, report, options))]);

function failures(report: Report, options: ReporterOptions): Entry[] {
  const failure = (path: string, kind: string, reason: string, line: number): Entry => ({
    description: printable(reason), check_name: kind, fingerprint: hash(path, kind, reason), severity: "critical",
    location: { path: pathInRepository(path, options), lines: { begin: line, end: line } },
  });
  return [
    ...report.problems.map(({ path, reason }) => failure(path, "not-handled", reason, 1)),
    ...report.files.filter((file) => file.status === "refused").map((file) => failure(file.path, "refused", file.reason ?? "", regionOfReason(file)?.line ?? 1)),
  ];
}

function entriesOf(file: ReportedFile, report: Report, options: ReporterOptions): Entry[] {
  const path = pathInRepository(file.path, options);
  const regionOf = regionsOf(file, report.mode);
  const known = new Map(fingerprints(file).map((fingerprint, i) => [file.findings[i]!, fingerprint]));
  return standing(file, report.mode).map((finding) => {
    const { line, endLine } = regionOf(finding);
    return {
      description: inWords(finding), check_name: finding.code, fingerprint: hash(path, known.get(finding)!),
      severity: SEVERITIES[finding.effort], location: { path, lines: { begin: line, end: endLine } },
    };
  });
}

function hash(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex");
}
