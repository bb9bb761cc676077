import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/**
 * What a searched repository's configuration must not do: run a program as a file system monitor, and stand as a repository without a
 * work tree among the files that a clone brings along.
 */
const SETTINGS = ["-c", "core.fsmonitor=false", "-c", "safe.bareRepository=explicit"];

/** git fetches an object that is not there, such as a `.gitignore` file, by programs that the configuration names. Old releases know the second variable alone. */
const NO_FETCHING = { GIT_NO_LAZY_FETCH: "1", GIT_ALLOW_PROTOCOL: "none" };

/** A pattern of an ignore file can hold git up for ever. */
const PATIENCE = 120_000;

/** git was not done in time. */
export class SlowGitError extends Error {}

/**
 * Runs git in a folder that nobody vouches for.
 *
 * @param patience how many milliseconds it may take
 * @throws SlowGitError, or an error where git is not installed or fails
 */
export async function git(folder: string, args: readonly string[], patience = PATIENCE): Promise<{ stdout: string; stderr: string }> {
  const [{ execFile }, { promisify }] = await Promise.all([import("node:child_process"), import("node:util")]);
  const program = programOn(process.env.PATH ?? "", process.platform === "win32" ? "git.exe" : "git");
  if (program === null) throw new Error("git is not installed");
  try {
    return await promisify(execFile)(program, [...SETTINGS, ...args], { cwd: folder, maxBuffer: 2 ** 30, timeout: patience, killSignal: "SIGKILL", env: { ...process.env, ...NO_FETCHING } });
  } catch (error) {
    throw (error as { killed?: boolean }).killed ? new SlowGitError(`git took longer than ${patience / 1000} seconds`) : error;
  }
}

/**
 * Where a program lies. Windows looks for it in the working directory first, and a relative entry of PATH leads there on any system: the
 * searched folder, which may hold a program of that name.
 *
 * @returns null where it is not installed
 */
export function programOn(path: string, name: string): string | null {
  return path.split(delimiter).filter(isAbsolute).map((folder) => join(folder, name)).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
