import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { promisify } from "node:util";
import glob from "fast-glob";
import ignore from "ignore";

const run = promisify(execFile);

/** A path that was named and can't be searched. */
export interface FindProblem {
  readonly path: string;
  readonly reason: string;
}

const PYTHON = /\.(py|ipynb)$/i;

/**
 * Finds the files to read. A folder is searched as git would: its ignore files hold. A file that is named is always read.
 *
 * @param paths as given, relative to `cwd` or absolute
 * @param exclude patterns of `.gitignore` form, relative to `cwd`
 * @returns paths relative to `cwd` with forward slashes, sorted, each once
 */
export async function findFiles(paths: readonly string[], cwd: string, exclude: readonly string[]): Promise<{ files: string[]; problems: FindProblem[] }> {
  const files = new Set<string>();
  const problems: FindProblem[] = [];
  const excluded = ignore().add([...exclude]);
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    const kind = await stat(absolute).catch(() => null);
    if (!kind) problems.push({ path, reason: "there is no such file or folder" });
    else if (kind.isFile()) files.add(show(absolute, cwd));
    else if (kind.isDirectory()) {
      for (const file of await listFolder(absolute)) {
        const shown = show(join(absolute, file), cwd);
        if (shown.startsWith("..") || isAbsolute(shown) || !excluded.ignores(shown)) files.add(shown);
      }
    } else problems.push({ path, reason: "it is neither a file nor a folder" });
  }
  return { files: [...files].sort(), problems };
}

function show(absolute: string, cwd: string): string {
  return (relative(cwd, absolute) || ".").split(sep).join("/");
}

/** The Python files and notebooks below a folder, relative to it. */
async function listFolder(folder: string): Promise<string[]> {
  const tracked = await listWithGit(folder);
  if (tracked) {
    const there = await Promise.all(tracked.map((f) => stat(join(folder, f)).then((s) => s.isFile(), () => false)));
    return tracked.filter((_, i) => there[i]);
  }
  const found = await glob(["**/*.py", "**/*.ipynb"], { cwd: folder, dot: true, caseSensitiveMatch: false, followSymbolicLinks: false, ignore: ["**/.git/**", "**/node_modules/**", "**/.venv/**", "**/venv/**", "**/__pycache__/**", "**/.ipynb_checkpoints/**", "**/site-packages/**"] });
  return withoutIgnored(found, folder);
}

/** What git lists: tracked files and new ones that its ignore files let through. Null outside a work tree, or without git. */
async function listWithGit(folder: string): Promise<string[] | null> {
  try {
    const { stdout } = await run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"], { cwd: folder, maxBuffer: 1 << 30 });
    return stdout.split("\0").filter((f) => PYTHON.test(f));
  } catch {
    return null;
  }
}

/** Outside git, `.gitignore` files hold all the same. */
async function withoutIgnored(files: readonly string[], folder: string): Promise<string[]> {
  const rules = await glob("**/.gitignore", { cwd: folder, dot: true, ignore: ["**/node_modules/**", "**/.git/**"] });
  const matchers = await Promise.all(rules.map(async (file) => ({
    base: file.replace(/\.gitignore$/, ""), matcher: ignore().add(await readFile(join(folder, file), "utf8").catch(() => "")),
  })));
  return files.filter((f) => !matchers.some(({ base, matcher }) => f.startsWith(base) && f !== base && matcher.ignores(f.slice(base.length))));
}
