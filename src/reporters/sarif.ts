import { createHash } from "node:crypto";
import type { ArtifactLocation, Fix, Location, Log, Notification, Region as SarifRegion, Result } from "sarif";
import { sortEdits } from "../edits/text-edit.js";
import type { Finding } from "../findings/finding.js";
import { fingerprints } from "../findings/fingerprint.js";
import { RULE_DOCS } from "../findings/rule-docs.js";
import type { Report, ReportedFile } from "../report.js";
import { filesWithV1 } from "../report.js";
import { VERSION } from "../version.js";
import { byImportance, standing } from "./importance.js";
import { jsonText } from "./json-text.js";
import type { Region } from "./place.js";
import { pathInRepository, regionOfReason, regionsOf, regionsOfEdits } from "./place.js";
import { printable } from "./printable.js";
import type { Reporter, ReporterOptions } from "./reporter.js";
import { ruleOf, SARIF_LEVELS } from "./sarif-rules.js";
import { plural } from "./text-closing.js";
import { inWords } from "./words.js";

/** What paths are relative to: the root of the repository on a CI service, else the working directory. */
const ROOT = "%SRCROOT%";

/** GitHub refuses a run with more results. */
const MOST_RESULTS = 25_000;

/** SARIF 2.1.0, as GitHub code scanning and the viewers read it. A dry run holds what `--write` would do to each file, as the fix of its first result. */
export const sarif: Reporter = (report, options) => {
  const listed = filesWithV1(report).map((file) => ({ file, findings: standing(file, report.mode) }));
  const all = listed.flatMap(({ findings }) => findings);
  const kept = new Set(byImportance(all).slice(0, MOST_RESULTS));
  const rules = RULE_DOCS.filter(({ code }) => all.some((finding) => kept.has(finding) && finding.code === code)).map(ruleOf);
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
      results: listed.flatMap(({ file, findings }) => resultsOf(file, findings.filter((finding) => kept.has(finding)), report, options, ruleIndex)),
    }],
  };
  return jsonText(log);
};

function resultsOf(file: ReportedFile, findings: readonly Finding[], report: Report, options: ReporterOptions, ruleIndex: ReadonlyMap<string, number>): Result[] {
  const regionOf = regionsOf(file, report.mode);
  const known = new Map(fingerprints(file).map((fingerprint, i) => [file.findings[i]!, fingerprint]));
  const path = pathInRepository(file.path, options);
  return findings.map((finding, i) => ({
    ruleId: finding.code,
    ruleIndex: ruleIndex.get(finding.code) ?? -1,
    level: SARIF_LEVELS[finding.effort],
    message: { text: shown(inWords(finding)) },
    locations: [{ ...locationOf(path, regionOf(finding)), ...(finding.cell === null ? {} : { logicalLocations: [{ name: `cell ${finding.cell}`, fullyQualifiedName: `cell ${finding.cell}`, kind: "cell" }] }) }],
    partialFingerprints: { "prsUpgrade/v1": createHash("sha256").update(`${path}\n${known.get(finding)!}`).digest("hex") },
    ...(i === 0 && report.mode === "dry-run" && (file.edits.length > 0 || file.created?.length) ? { fixes: [fixOf(file, path, options)] } : {}),
    properties: { effort: finding.effort, v1: finding.v1, v2: finding.v2 },
  }));
}

/** Where a new file begins, and ends. */
const START: SarifRegion = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

/** All edits of a file, and the files that it needs, as one fix: each alone would leave code that is half v1 and half v2. */
function fixOf(file: ReportedFile, path: string, options: ReporterOptions): Fix {
  const regionOf = regionsOfEdits(file.original);
  return {
    description: { text: `Upgrade this whole file to SDK v2 (${plural(file.edits.length, "replacement")}).` },
    artifactChanges: [
      {
        artifactLocation: artifactOf(path),
        replacements: sortEdits(file.edits).map((edit) => ({ deletedRegion: sarifRegion(regionOf(edit)), insertedContent: { text: edit.text } })),
      },
      ...(file.created ?? []).map((added) => ({ artifactLocation: artifactOf(pathInRepository(added.path, options)), replacements: [{ deletedRegion: START, insertedContent: { text: added.text } }] })),
    ].filter(({ replacements }) => replacements.length > 0),
  };
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

function sarifRegion({ line, column, endLine, endColumn }: Region): SarifRegion {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** A path as a URI; one from elsewhere is absolute. */
function artifactOf(path: string): ArtifactLocation {
  const encoded = path.replace(/\p{Surrogate}/gu, "\ufffd").split("/").map(encodeURIComponent).join("/");
  if (path.startsWith("/")) return { uri: `file://${encoded}` };
  if (/^[A-Za-z]:\//.test(path)) return { uri: `file:///${encoded.replace("%3A", ":")}` };
  return { uri: encoded, uriBaseId: ROOT };
}

/** A text that a page may show. In a message, `[text](target)` is a link: code that looks like one gets a space. */
function shown(text: string): string {
  return printable(text).replaceAll("](", "] (");
}
