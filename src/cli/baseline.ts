import { readFile } from "node:fs/promises";
import { dirname, relative, resolve, sep } from "node:path";
import ignore from "ignore";
import { SCRIPT_LEFTOVER } from "../constructs/leftover/findings.js";
import { readable } from "../files/readable.js";
import { placeFile } from "../files/write.js";
import type { Report } from "../report.js";
import { printableLine } from "../reporters/printable.js";
import type { Entry } from "../selection/baseline.js";
import { Baseline, BaselineError, parseBaseline, printBaseline } from "../selection/baseline.js";
import { isSelected } from "../selection/selected.js";
import { sift } from "../selection/sift.js";
import type { Filters } from "./filters.js";
import { UsageError } from "./usage-error.js";

/** The report without what is in the baseline, and what is to be said about the baseline itself. */
export interface Held {
  readonly report: Report;
  readonly notes: readonly string[];
}

/** A baseline file, and the folder that the command runs in. */
export class BaselineFile {
  private constructor(private readonly path: string, private readonly cwd: string, private readonly entries: readonly Entry[]) {}

  /**
   * Reads a baseline file.
   *
   * @param mayBeMissing whether a file that is not there counts as an empty one
   * @throws UsageError
   */
  static async read(path: string, cwd: string, mayBeMissing: boolean): Promise<BaselineFile> {
    try {
      return new BaselineFile(path, cwd, parseBaseline(await readFile(path, "utf8")));
    } catch (error) {
      const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
      if (isMissing && mayBeMissing) return new BaselineFile(path, cwd, []);
      throw new UsageError(`${nameOf(path, cwd)}: ${error instanceof BaselineError ? error.message : isMissing ? "there is no such baseline; make it with --update-baseline" : readable(error)}`);
    }
  }

  /** Hides what the baseline knows. Entries that no longer occur are said where the whole project was searched, so not in a hook. */
  hold(report: Report, paths: readonly string[], filters: Filters): Held {
    const { held, baseline } = this.compare(report, this.entries, filters);
    const stale = this.isWhole(paths) ? baseline.stale(this.judgedBy(report, paths, filters)) : [];
    return { report: held, notes: aboutStale(stale, nameOf(this.path, this.cwd)) };
  }

  /** Writes what is found now into the file, and hides it. What this run has not looked for stays there. @throws UsageError */
  async update(report: Report, paths: readonly string[], filters: Filters): Promise<Held> {
    const { baseline } = this.compare(report, this.entries, filters);
    const entries = baseline.updated(this.judgedBy(report, paths, filters));
    const name = nameOf(this.path, this.cwd);
    try {
      await placeFile(this.path, printBaseline(entries));
    } catch (error) {
      throw new UsageError(`${name}: the baseline could not be written: ${readable(error)}`);
    }
    const [before, now] = [sum(this.entries), sum(entries)];
    return { report: this.compare(report, entries, filters).held, notes: [`${name}: ${now} ${now === 1 ? "finding" : "findings"}, ${before} before`] };
  }

  private compare(report: Report, entries: readonly Entry[], { selection }: Filters): { held: Report; baseline: Baseline } {
    const baseline = new Baseline(entries, (shown) => relative(dirname(this.path), resolve(this.cwd, shown)).split(sep).join("/"));
    const held = sift(report, (file) => {
      const findings = file.findings.filter((f) => isSelected(f.code, selection));
      const known = baseline.knows({ ...file, findings });
      return (finding) => {
        const at = findings.indexOf(finding);
        return at < 0 ? "deselected" : known[at] ? "baseline" : null;
      };
    });
    return { held, baseline };
  }

  /** Whether the folder of the baseline file was searched, and with it the project. */
  private isWhole(paths: readonly string[]): boolean {
    return paths.some((path) => isBelow(this.path, resolve(this.cwd, path)));
  }

  /**
   * Whether a run has looked for an entry: it searched the place, could read the file, and lists the code. What a script uses of v1 is
   * only looked for where the steps are in sight that run it.
   */
  private judgedBy(report: Report, paths: readonly string[], { selection, exclude, excludeFrom }: Filters): (entry: Entry) => boolean {
    const searched = paths.map((path) => resolve(this.cwd, path));
    const unread = new Set([...report.problems, ...report.files.filter((file) => file.status === "refused")].map((file) => resolve(this.cwd, file.path)));
    const excluded = ignore().add([...exclude]);
    const isWhole = this.isWhole(paths);
    return ({ path, code }) => {
      const absolute = resolve(dirname(this.path), path);
      const matched = relative(excludeFrom, absolute).split(sep).join("/");
      const isExcluded = !matched.startsWith("..") && excluded.ignores(matched);
      return !unread.has(absolute) && isSelected(code, selection) && (isWhole || code !== SCRIPT_LEFTOVER.code)
        && searched.some((from) => absolute === from || (!isExcluded && isBelow(absolute, from)));
    };
  }
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function nameOf(path: string, cwd: string): string {
  return relative(cwd, path) || path;
}

function sum(entries: readonly Entry[]): number {
  return entries.reduce((total, { count }) => total + count, 0);
}

/** More lines would hide what else is said. */
const SHOWN = 10;

function aboutStale(stale: readonly Entry[], name: string): string[] {
  if (stale.length === 0) return [];
  const lines = stale.slice(0, SHOWN).map(({ path, code, v1, count }) => printableLine(`  ${path}  ${code}${v1 === "" ? "" : `  ${v1}`}${count === 1 ? "" : `  (${count} times)`}`));
  const more = stale.length > SHOWN ? [`  and ${stale.length - SHOWN} more`] : [];
  return [`${name}: no longer found, so take them out with --update-baseline:`, ...lines, ...more];
}
