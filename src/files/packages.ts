import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { packageFileOf } from "../packages/read.js";
import { newMatcher } from "./find.js";
import type { SourceFile } from "./read.js";
import { readText } from "./read.js";

/**
 * Reads the files that list the packages of a project: those beside its code, in the folders above it, and in a folder `requirements`
 * of those, up to the root of the git work tree; without one, up to `cwd`.
 *
 * @param paths the code, relative to `cwd`
 * @param exclude patterns of `.gitignore` form, relative to `cwd`
 * @returns files that hold packages, with paths relative to `cwd`; one that can't be read is none of them
 */
export async function readPackageFiles(paths: readonly string[], cwd: string, exclude: readonly string[]): Promise<SourceFile[]> {
  const folders = new Set(paths.flatMap((path) => foldersAbove(resolve(cwd, path), cwd)));
  const excluded = exclude.length > 0 ? (await newMatcher()).add([...exclude]) : null;
  const found: SourceFile[] = [];
  for (const folder of [...folders].flatMap((f) => [f, join(f, "requirements")]).sort()) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    const parent = basename(folder);
    for (const entry of entries) {
      if (!entry.isFile() || !packageFileOf(`${parent}/${entry.name}`)) continue;
      const path = relative(cwd, join(folder, entry.name)).split(sep).join("/");
      if (!path.startsWith("../") && excluded?.ignores(path)) continue;
      const source = readText(path, join(folder, entry.name));
      if (source && !found.some((f) => f.path === path)) found.push(source);
    }
  }
  return found;
}

/** The folder of a file and those above it, up to the root of its project. */
function foldersAbove(file: string, cwd: string): string[] {
  const folders: string[] = [];
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    folders.push(folder);
    if (existsSync(join(folder, ".git"))) return folders;
    if (dirname(folder) === folder) break;
  }
  // No repository: nothing above the working directory is the user's project.
  const inside = folders.filter((f) => f === cwd || f.startsWith(cwd + sep));
  return inside.length > 0 ? inside : folders.slice(0, 1);
}
