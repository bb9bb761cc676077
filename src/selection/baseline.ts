import type { Identity } from "../findings/fingerprint.js";
import { identities } from "../findings/fingerprint.js";
import type { ReportedFile } from "../report.js";

/** Findings that are known and accepted for now: so many of one identity in one file. */
export interface Entry extends Identity {
  /** Relative to the folder of the baseline file, with forward slashes. */
  readonly path: string;
  readonly count: number;
}

/** The text is no baseline; the message says why. */
export class BaselineError extends Error {}

const VERSION = 1;
const FORMAT = "prs-upgrade baseline";

/** Reads the text of a baseline file. @throws BaselineError */
export function parseBaseline(text: string): Entry[] {
  const page = parsed(text);
  if (!isRecord(page) || page["format"] !== FORMAT) throw new BaselineError("it is no baseline of prs-upgrade; make one with --update-baseline");
  if (page["version"] !== VERSION) throw new BaselineError(`it is a baseline of ${typeof page["version"] === "number" ? `version ${page["version"]}` : "another version"}, which this prs-upgrade does not know; make it anew with --update-baseline`);
  const findings = page["findings"];
  if (!Array.isArray(findings)) throw new BaselineError('it has no list "findings"; make it anew with --update-baseline');
  return findings.map((entry: unknown, i) => {
    if (isEntry(entry)) return entry;
    throw new BaselineError(`entry ${i + 1} is not one: it needs path, code, v1, line and a count; make it anew with --update-baseline`);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw new BaselineError(/^(<<<<<<<|>>>>>>>)/m.test(text) ? "it has merge conflicts; make it anew with --update-baseline" : "it is not valid JSON");
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEntry(value: unknown): value is Entry {
  return isRecord(value) && ["path", "code", "v1", "line"].every((key) => typeof value[key] === "string") && Number.isInteger(value["count"]) && (value["count"] as number) > 0;
}

/** The text of a baseline file: one entry a line, in an order of its own, so that a diff shows what came and went. */
export function printBaseline(entries: readonly Entry[]): string {
  const lines = [...entries].sort((a, b) => compare(keyOf(a), keyOf(b))).map(({ path, code, v1, line, count }) => `  ${JSON.stringify({ path, code, v1, line, count })}`);
  return `{"format": ${JSON.stringify(FORMAT)}, "version": ${VERSION}, "findings": [${lines.length === 0 ? "" : `\n${lines.join(",\n")}\n`}]}\n`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function keyOf({ path, code, v1, line }: Omit<Entry, "count">): string {
  return [path, code, v1, line].join("\0");
}

/** A baseline while a report is held against it. */
export class Baseline {
  private readonly left = new Map<string, number>();
  private readonly found = new Map<string, Entry>();

  /** @param pathOf what an entry calls a file that the report calls otherwise */
  constructor(private readonly entries: readonly Entry[], private readonly pathOf: (shown: string) => string) {
    for (const entry of entries) this.left.set(keyOf(entry), (this.left.get(keyOf(entry)) ?? 0) + entry.count);
  }

  /** Whether each finding of a file is known. A second one of the same identity is new when the baseline holds one. */
  knows(file: ReportedFile): boolean[] {
    const path = this.pathOf(file.path);
    return identities(file).map((identity) => {
      const key = keyOf({ ...identity, path });
      this.found.set(key, { path, ...identity, count: (this.found.get(key)?.count ?? 0) + 1 });
      const left = this.left.get(key) ?? 0;
      if (left > 0) this.left.set(key, left - 1);
      return left > 0;
    });
  }

  /** The entries that no longer occur, with how many are gone. `isJudged` says which ones this run has looked for. */
  stale(isJudged: (entry: Entry) => boolean): Entry[] {
    return this.unique().flatMap((entry) => {
      const count = this.left.get(keyOf(entry)) ?? 0;
      return count > 0 && isJudged(entry) ? [{ ...entry, count }] : [];
    });
  }

  /** What the baseline is now: what was found, and what this run has not looked for. */
  updated(isJudged: (entry: Entry) => boolean): Entry[] {
    return [...this.found.values(), ...this.unique().filter((entry) => !isJudged(entry) && !this.found.has(keyOf(entry)))];
  }

  private unique(): Entry[] {
    return [...new Map(this.entries.map((entry) => [keyOf(entry), entry])).values()];
  }
}
