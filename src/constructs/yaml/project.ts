import { posix } from "node:path";
import type { KnownPath } from "../../python/path.js";
import type { Unread } from "./config.js";
import type { PipelineFileUpgrade } from "./pipeline-upgrade.js";

const { dirname, isAbsolute, join, normalize } = posix;

/** Gives the text of a file of the project by its path; null where it has none. */
export type ProjectFile = (path: string) => string | null;

/** What becomes of the v1 pipeline file at a path that a program loads; null where there is none with a parallel step. */
export type PipelineOf = (path: string, program: string) => PipelineFileUpgrade | Unread | null;

/** A file that a program names. */
export interface NamedFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Where a file that a program names may lie. v1 opens it in the working directory of the process, which is the folder of the program or the
 * one that the tool runs in. Nothing outside of that is looked at.
 *
 * @param program the path of the program's file
 */
export function placesOf(named: KnownPath, program: string): string[] {
  const beside = normalize(join(dirname(program), named.path));
  const places = named.from === "file" ? [beside] : [beside, normalize(named.path)];
  return [...new Set(places)].filter((path) => !isAbsolute(named.path) && !path.startsWith("../") && path !== "..");
}

/** The file that a program names, or what is wrong with it. */
export function findNamed(named: KnownPath, program: string, project: ProjectFile): NamedFile | { readonly problem: string } {
  const places = placesOf(named, program);
  if (places.length === 0) return { problem: `${named.path} lies outside of the folder that is looked at` };
  const found = places.flatMap((path) => {
    const text = project(path);
    return text === null ? [] : [{ path, text }];
  });
  if (found.length > 1 && found.some((f) => f.text !== found[0]!.text)) return { problem: `${found.map((f) => f.path).join(" and ")} differ, and which of them is loaded depends on where the code runs` };
  return found[0] ?? { problem: `there is no ${places.join(" or ")}` };
}
