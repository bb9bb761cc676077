import type { Effort } from "../findings/finding.js";
import type { Report, ReportedFile } from "../report.js";
import { filesWithV1 } from "../report.js";
import { ORDER } from "./importance.js";
import type { Region } from "./place.js";
import { pathInRepository, regionOfReason, regionsOf } from "./place.js";
import type { ReporterOptions } from "./reporter.js";
import { plural } from "./text-closing.js";
import { inWords, whatWriteDoes } from "./words.js";

/** How loud an annotation is: a person has to do something, to read something, or to let the tool do it. */
export type Level = "error" | "warning" | "notice";

/** What a CI service shows beside a line of a file. */
export interface Annotation {
  readonly level: Level;
  readonly path: string;
  /** None for a file as a whole. */
  readonly region: Region | null;
  /** What it is, in a word. */
  readonly title: string;
  /** The code of the rule; none where no rule says it. */
  readonly code: string | null;
  readonly text: string;
}

/** An annotation and how important it is: the lowest rank comes first. */
interface Ranked extends Annotation {
  readonly rank: number;
}

const LEVELS: Readonly<Record<Effort, Level>> = { decision: "error", unsupported: "error", changed: "warning", upgraded: "notice" };

/** So many of each level does a service show for one step; the rest it drops without a word. */
const SHOWN = 10;

/**
 * The annotations of a report, the most severe first.
 *
 * @param levels those that the service knows, the loudest first
 * @returns those that the service shows, and a line about the rest
 */
export function annotations(report: Report, options: ReporterOptions, levels: readonly Level[]): { shown: Annotation[]; more: string | null } {
  const ranked = [...failures(report, options), ...filesWithV1(report).flatMap((file) => annotationsOf(file, report, options))]
    .sort((a, b) => a.rank - b.rank)
    .map((a) => (levels.includes(a.level) ? a : { ...a, level: levels.at(-1)! }));
  const ofLevel = (level: Level): Annotation[] => ranked.filter((a) => a.level === level);
  const left = levels.map((level) => ({ level, count: ofLevel(level).length - SHOWN })).filter(({ count }) => count > 0);
  return {
    shown: levels.flatMap((level) => ofLevel(level).slice(0, SHOWN)),
    more: left.length === 0 ? null : `Not shown: ${left.map(({ level, count }) => plural(count, level)).join(", ")}. A step shows ${SHOWN} of each kind; the formats text and markdown list them all.`,
  };
}

/** What went wrong, and what was refused. */
function failures(report: Report, options: ReporterOptions): Ranked[] {
  const failure = (path: string, region: Region | null, title: string, text: string): Ranked => ({ rank: -1, level: "error", path: pathInRepository(path, options), region, title, code: null, text });
  return [
    ...report.problems.map(({ path, reason }) => failure(path, null, "this could not be handled", reason)),
    ...report.files.filter((file) => file.status === "refused").map((file) => failure(file.path, regionOfReason(file), "this file is refused", file.reason ?? "")),
  ];
}

function annotationsOf(file: ReportedFile, report: Report, options: ReporterOptions): Ranked[] {
  const regionOf = regionsOf(file, report.mode);
  const path = pathInRepository(file.path, options);
  const listed = file.findings.filter((finding) => finding.effort !== "upgraded" || (options.verbose && report.mode !== "write"));
  const first = file.findings[0];
  const ahead = report.mode === "write" ? null : whatWriteDoes(file);
  return [
    ...listed.map((finding): Ranked => ({
      rank: ORDER.indexOf(finding.effort), level: LEVELS[finding.effort], path, region: regionOf(finding), title: `${finding.code} ${finding.effort}`, code: finding.code, text: inWords(finding),
    })),
    // What keeps its meaning is counted, as in the text.
    ...(ahead === null ? [] : [{ rank: ORDER.length, level: "notice" as const, path, region: first ? regionOf(first) : null, title: "this file uses SDK v1", code: null, text: ahead }]),
  ];
}
