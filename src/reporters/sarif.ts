import { knownAs } from "../findings/v1-names.js";
import { createHash } from "node:crypto";
import type { Fix, Location, Log, Notification, Result } from "sarif";
import type { Finding } from "../findings/finding.js";
import { fingerprints } from "../findings/fingerprint.js";
import { ruleDocs } from "../findings/rule-docs.js";
import type { Report, ReportedFile } from "../report.js";
import { filesWithV1 } from "../report.js";
import { VERSION } from "../version.js";
import { byImportance, standing } from "./importance.js";
import { jsonText } from "./json-text.js";
import type { Region } from "./place.js";
import { pathInRepository, regionOfReason, regionsOf } from "./place.js";
import { printable } from "./printable.js";
import type { Reporter, ReporterOptions } from "./reporter.js";
import { fixesOf } from "./sarif-fixes.js";
import { artifactOf, ROOT, sarifRegion } from "./sarif-places.js";
import { ruleOf, SARIF_LEVELS } from "./sarif-rules.js";
import { plural } from "./text-closing.js";
import { inWords } from "./words.js";

/** GitHub refuses a run with more results. */
const MOST_RESULTS = 25_000;

/** SARIF 2.1.0, as GitHub code scanning and the viewers read it. A dry run holds what `--write` would do, as the fix of the first result of the file or of the files that change together. */
export const sarif: Reporter = (report, options) => {
  const files = filesWithV1(report);
  const all = files.flatMap((file) => standing(file, report.mode));
  const kept = new Set(byImportance(all).slice(0, MOST_RESULTS));
  const listed = files.map((file) => ({ file, findings: standing(file, report.mode).filter((finding) => kept.has(finding)) }));
  const fixes = report.mode === "dry-run" ? fixesOf(listed, options) : new Map<Finding, Fix>();
  const rules = ruleDocs().filter(({ code }) => all.some((finding) => kept.has(finding) && finding.code === code)).map(ruleOf);
  const ruleIndex = new Map(rules.map(({ id }, index) => [id, index]));
  const log: Log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [{
      tool: { driver: { name: "prs-upgrade", version: VERSION, semanticVersion: VERSION, rules } },
      invocations: [{
        executionSuccessful: report.problems.length === 0 && report.files.every((file) => file.status !== "refused"),
        toolExecutionNotifications: notifications(report, options, all.length - kept.size),
      }],
      originalUriBaseIds: { [ROOT]: { description: { text: "The root of the repository, or the folder in which prs-upgrade ran." } } },
      columnKind: "utf16CodeUnits",
      newlineSequences: ["\r\n", "\n", "\r"],
      results: listed.flatMap(({ file, findings }) => resultsOf(file, findings, report, options, ruleIndex, fixes)),
    }],
  };
  return jsonText(log);
};

function resultsOf(file: ReportedFile, findings: readonly Finding[], report: Report, options: ReporterOptions, ruleIndex: ReadonlyMap<string, number>, fixes: ReadonlyMap<Finding, Fix>): Result[] {
  const regionOf = regionsOf(file, report.mode);
  const known = new Map(fingerprints(file).map((fingerprint, i) => [file.findings[i]!, fingerprint]));
  const path = pathInRepository(file.path, options);
  return findings.map((finding) => ({
    ruleId: finding.code,
    ruleIndex: ruleIndex.get(finding.code) ?? -1,
    level: SARIF_LEVELS[finding.effort],
    message: { text: shown(inWords(finding)) },
    locations: [{ ...locationOf(path, regionOf(finding)), ...(finding.cell === null ? {} : { logicalLocations: [{ name: `cell ${finding.cell}`, fullyQualifiedName: `cell ${finding.cell}`, kind: "cell" }] }) }],
    partialFingerprints: { "prsUpgrade/v1": createHash("sha256").update(`${path}\n${known.get(finding)!}`).digest("hex") },
    ...(fixes.has(finding) ? { fixes: [fixes.get(finding)!] } : {}),
    properties: { effort: finding.effort, v1: finding.v1 === null ? null : knownAs(finding.v1), v2: finding.v2 },
  }));
}

/** What went wrong, what was refused, and what had to be left out. */
function notifications(report: Report, options: ReporterOptions, leftOut: number): Notification[] {
  const failure = (path: string, region: Region | null, text: string): Notification => ({ level: "error", message: { text: shown(text) }, locations: [locationOf(pathInRepository(path, options), region)] });
  return [
    ...report.problems.map(({ path, reason }) => failure(path, null, reason)),
    ...report.files.filter((file) => file.status === "refused").map((file) => failure(file.path, regionOfReason(file), `The file is refused, nothing in it was changed: ${file.reason ?? ""}`)),
    ...(leftOut === 0 ? [] : [{ level: "warning" as const, message: { text: `${plural(leftOut, "result")} of the least importance left out: code scanning takes ${MOST_RESULTS} of a run.` } }]),
  ];
}

function locationOf(path: string, region: Region | null): Location {
  return { physicalLocation: { artifactLocation: artifactOf(path), ...(region === null ? {} : { region: sarifRegion(region) }) } };
}

/** A text that a page may show. In a message, `[text](target)` is a link: code that looks like one gets a space. */
function shown(text: string): string {
  return printable(text).replaceAll("](", "] (");
}
