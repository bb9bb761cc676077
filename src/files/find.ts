import { lstatSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { Ignore } from "ignore";
import type { Problem } from "../report.js";
import { git, SlowGitError } from "./git.js";
import { readPlainFile } from "./plain.js";
import { readable } from "./readable.js";

/** What is never searched outside git: nobody's own code lies there. */
const SKIPPED = ["**/.git/**", "**/node_modules/**", "**/.venv/**", "**/venv/**", "**/site-packages/**", "**/__pycache__/**", "**/.ipynb_checkpoints/**"];

/**
 * Finds the files to read. A folder is searched as git would: its ignore files hold. A file that is named is always read.
 *
 * @param paths as given, relative to `cwd` or absolute
 * @param exclude patterns of `.gitignore` form; they hold for what is found in folders
 * @param excludeFrom the folder that they are relative to
 * @returns paths relative to `cwd` with forward slashes, sorted; a file that several paths or links lead to stands there once
 */
export async function findFiles(paths: readonly string[], cwd: string, exclude: readonly string[], excludeFrom = cwd): Promise<{ files: string[]; problems: Problem[] }> {
  const problems: Problem[] = [];
  const excluded = exclude.length > 0 ? (await newMatcher()).add([...exclude]) : null;
  const shownAs = new Map<string, string>();
  const add = (real: string, shown: string): void => void (shownAs.has(real) || shownAs.set(real, shown));
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    try {
      const real = realpathSync.native(absolute);
      const kind = statSync(real);
      if (kind.isFile()) add(real, show(absolute, cwd));
      else if (!kind.isDirectory()) problems.push({ path, reason: "it is neither a file nor a folder" });
      else {
        for (const file of await search(real, (unread, reason) => problems.push({ path: show(join(absolute, relative(real, unread)), cwd), reason }))) {
          const inFolder = join(absolute, file.path);
          const matched = show(inFolder, excludeFrom);
          if (isOutside(matched) || !excluded?.ignores(matched)) add(file.real, show(inFolder, cwd));
        }
      }
    } catch (error) {
      problems.push({ path, reason: (error as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such file or folder" : readable(error) });
    }
  }
  return { files: [...shownAs.values()].sort(), problems };
}

/** Loaded where it is needed: most runs name a few files. */
export async function newMatcher(): Promise<Ignore> {
  return (await import("ignore")).default();
}

function show(absolute: string, cwd: string): string {
  return (relative(cwd, absolute) || ".").split(sep).join("/");
}

function isOutside(shown: string): boolean {
  return shown.startsWith("..") || isAbsolute(shown);
}

/** Whether a file that a program names lies below a folder, links followed. A pipe or a device would be read without an end. */
export function isFileBelow(path: string, folder: string): boolean {
  try {
    const real = realpathSync(path);
    return !isOutside(show(real, realpathSync(folder))) && statSync(real).isFile();
  } catch {
    return false;
  }
}

interface FoundFile {
  /** Relative to the folder that was searched. */
  readonly path: string;
  readonly real: string;
}

/** Stands in a name for bytes that are no UTF-8: there is no file of the name that it then has. */
const UNKNOWN = "\ufffd";

/** Told of a folder or a file that could not be read. */
type Failed = (path: string, reason: string) => void;

/** The Python files and notebooks below a folder. Files come before links to them; a link that leads out of the folder is left alone. */
async function search(folder: string, failed: Failed): Promise<FoundFile[]> {
  const files: FoundFile[] = [];
  const links: FoundFile[] = [];
  for (const path of (await listWithGit(folder, failed)) ?? (await listFolder(folder, failed))) {
    const absolute = join(folder, path);
    // What git lists may be deleted, or be the folder of a submodule.
    const kind = lstatSync(absolute, { throwIfNoEntry: false });
    if (!kind && path.includes(UNKNOWN)) failed(absolute, "its name is not UTF-8; rename it");
    if (kind?.isFile()) files.push({ path, real: absolute });
    if (kind?.isSymbolicLink()) {
      const real = targetOf(absolute);
      if (real !== null && !isOutside(show(real, folder)) && statSync(real).isFile()) links.push({ path, real });
    }
  }
  return [...files, ...links];
}

/** Null where the link leads nowhere, or in a circle. */
function targetOf(link: string): string | null {
  try {
    return realpathSync.native(link);
  } catch {
    return null;
  }
}

/** What git lists: tracked files and new ones that its ignore files let through. Null outside a work tree, in an ignored folder, and without git. */
async function listWithGit(folder: string, failed: Failed): Promise<string[] | null> {
  try {
    // Not ":(icase)*.py", which finds nothing in a folder that is new, and lies in a new one (git 2.39).
    const { stdout, stderr } = await git(folder, ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", "*.[pP][yY]", "*.[iI][pP][yY][nN][bB]"]);
    for (const unread of unreadFolders(stderr)) failed(join(folder, unread.folder), unread.reason);
    if (stdout !== "") return [...new Set(stdout.split("\0").filter((path) => path !== ""))];
    return await git(folder, ["check-ignore", "-q", folder]).then(() => null, () => []);
  } catch (error) {
    if (error instanceof SlowGitError) failed(folder, `${error.message}, so its files were listed without it`);
    return null;
  }
}

/** The folders that `git ls-files` could not read: it warns of them, and goes on. */
export function unreadFolders(warnings: string): { folder: string; reason: string }[] {
  return [...warnings.matchAll(/^warning: could not open directory '(.+?)\/?': (.+)$/gm)].map((match) => ({ folder: match[1]!, reason: match[2]!.toLowerCase() }));
}

/** Empty where it can't be read. */
function textOf(file: string): string {
  try {
    return readPlainFile(file).toString("utf8");
  } catch {
    return "";
  }
}

/** Outside git, `.gitignore` files hold all the same. */
async function listFolder(folder: string, failed: Failed): Promise<string[]> {
  const { default: glob } = await import("fast-glob");
  const find = (pattern: string[], suppressErrors: boolean): Promise<string[]> =>
    glob(pattern, { cwd: folder, dot: true, caseSensitiveMatch: false, followSymbolicLinks: false, onlyFiles: false, ignore: SKIPPED, suppressErrors });
  // A folder whose name is not UTF-8 can't be searched.
  const patterns = ["**/*.py", "**/*.ipynb", "**/.gitignore", `**/*${UNKNOWN}*/`];
  const found = await find(patterns, false).catch((error: NodeJS.ErrnoException) => {
    failed(error.path ?? folder, readable(error));
    return find(patterns, true);
  });
  const [rules, files] = [found.filter((path) => /(^|\/)\.gitignore$/.test(path)), found.filter((path) => !/(^|\/)\.gitignore$/.test(path))];
  const matchers = await Promise.all(rules.map(async (path) => ({
    base: dirname(path) === "." ? "" : `${dirname(path)}/`, matcher: (await newMatcher()).add(textOf(join(folder, path))),
  })));
  return files.filter((path) => !matchers.some(({ base, matcher }) => path.startsWith(base) && matcher.ignores(path.slice(base.length))));
}
