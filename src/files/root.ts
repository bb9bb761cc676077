import { existsSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

/** The root of the git work tree that a folder lies in; null where there is none. */
export function gitRootOf(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (dirname(at) === at) return null;
  }
}

/** What lies at the root of a Python project that no git keeps. */
const MARKS = /^(?:pyproject\.toml|setup\.(?:py|cfg)|(?:requirements|conda|environment)[\w.-]*\.(?:txt|ya?ml)|\.azureml|\.amlignore)$/i;

/**
 * The folders of the projects that some files belong to, below the working directory: what else of a project needs a file is looked for
 * there. That is the git work tree; without one, the nearest folder above the file that looks like a project, or the first one below the
 * working directory, which may be anything (`/tmp`, a home).
 *
 * @param paths relative to `cwd`; those outside of it belong to no project
 * @returns folders relative to `cwd`, `.` for itself
 */
export function projectFolders(paths: readonly string[], cwd: string): string[] {
  const folders = new Set(paths.filter((path) => !path.startsWith("..")).map((path) => dirname(resolve(cwd, path))));
  const found = new Set([...folders].map((folder) => show(projectOf(folder, cwd), cwd)));
  return found.has(".") ? ["."] : [...found];
}

function projectOf(folder: string, cwd: string): string {
  const root = gitRootOf(folder);
  if (root !== null) return isBelow(root, cwd) ? root : cwd;
  for (let at = folder; isBelow(at, cwd); at = dirname(at)) {
    if (namesIn(at).some((name) => MARKS.test(name))) return at;
    if (at === cwd || dirname(at) === at) break;
  }
  return join(cwd, relative(cwd, folder).split(sep)[0]!);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isBelow(folder: string, cwd: string): boolean {
  return folder === cwd || folder.startsWith(cwd.endsWith(sep) ? cwd : cwd + sep);
}

function show(folder: string, cwd: string): string {
  return relative(cwd, folder).split(sep).join("/") || ".";
}
