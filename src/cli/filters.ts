import { existsSync, lstatSync, realpathSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { isFileBelow } from "../files/find.js";
import type { Selection } from "../selection/selected.js";
import type { FoundSettings, Settings } from "../settings/pyproject.js";
import { findSettings, SettingsError } from "../settings/pyproject.js";
import { UsageError } from "./usage-error.js";

/** What the command line says about what is searched and listed. */
export interface FilterOptions {
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly exclude?: readonly string[];
  readonly baseline?: string;
}

/** What holds in a run: what the command line says, and where it is silent the settings. */
export interface Filters {
  readonly selection: Selection;
  readonly exclude: readonly string[];
  /** The folder that the patterns are relative to. */
  readonly excludeFrom: string;
  /** The path of the baseline file. */
  readonly baseline: string | null;
}

/** Reads the settings. @throws UsageError */
export async function filtersOf(options: FilterOptions, cwd: string): Promise<Filters> {
  const found = await settingsOf(cwd);
  const folder = found ? dirname(found.file) : cwd;
  const settings: Settings = found?.settings ?? {};
  const codes = async (key: "select" | "ignore"): Promise<string[] | undefined> =>
    (options[key] ? readAll(options[key], `--${key}`) : found && settings[key] ? readAll(settings[key], `${relative(cwd, found.file)}: ${key}`) : undefined);
  return {
    selection: { select: await codes("select"), ignore: await codes("ignore") },
    exclude: options.exclude ?? settings.exclude ?? [],
    excludeFrom: options.exclude ? cwd : folder,
    baseline: options.baseline !== undefined ? resolve(cwd, options.baseline) : found && settings.baseline !== undefined ? baselineOf(found, cwd) : null,
  };
}

/** Who runs the tool in a repository of somebody else must not have files written outside of it. */
function baselineOf({ file, settings }: FoundSettings, cwd: string): string {
  const folder = dirname(file);
  const path = resolve(folder, settings.baseline ?? "");
  const isThere = lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  if (path.startsWith(folder + sep) && (isThere ? isFileBelow(path, folder) : isBelow(dirname(path), folder))) return path;
  throw new UsageError(`${relative(cwd, file)}: baseline must be a file in the folder of this file, or below it, links followed`);
}

/** Whether a folder lies in another one, links followed. One that is not there is told where it is written. */
function isBelow(path: string, folder: string): boolean {
  return !existsSync(path) || `${realpathSync(path)}${sep}`.startsWith(realpathSync(folder) + sep);
}

async function settingsOf(cwd: string): Promise<FoundSettings | null> {
  try {
    return await findSettings(cwd);
  } catch (error) {
    if (error instanceof SettingsError) throw new UsageError(`${relative(cwd, error.file)}: ${error.message}`);
    throw error;
  }
}

/** @param from where the codes stand, for the message */
async function readAll(lists: readonly string[], from: string): Promise<string[]> {
  const { readCodes, UnknownCodeError } = await import("../selection/codes.js");
  try {
    return lists.flatMap(readCodes);
  } catch (error) {
    if (error instanceof UnknownCodeError) throw new UsageError(`${from}: ${error.message}`);
    throw error;
  }
}
