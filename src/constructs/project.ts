import type { DatasetKind } from "./data/kind.js";
import type { MadeAsset } from "./data/made.js";

/** What the other files of a project tell about a program. */
export interface Project {
  /** The paths of the program's files, in their order; empty where they are not known. */
  readonly paths: readonly string[];
  /** The text of a file of the project, by its path; null where there is none. */
  text(path: string): string | null;
  /** The text of a file that the code names, such as a script that a step runs; the path is relative to the working directory, as v1 has it. Null where it is not in sight. */
  file(path: string): string | null;
  /** The kind of the dataset of this name, as another file registers or uses it. */
  dataset(name: string): DatasetKind | null;
  /** The data asset that another file makes under the v1 name of a dataset when it is upgraded, and where; null where none does, or where they differ. */
  made(name: string): (MadeAsset & { readonly place: string }) | null;
  /** The kind of what `run(mini_batch)` of an entry script takes; the path is relative to the working directory, as v1 has it. */
  entryScript(path: string): DatasetKind | null;
  /** What a run on more files of the program would say; absent where nothing hangs on that. */
  readonly together?: Together;
}

/** A run on all the files that files of a program need. */
export interface Together {
  /** Those files, the given ones among them. */
  readonly files: readonly string[];
  /** Whether it asks for the same decision; the place is one of the program. */
  asks(code: string, place: string): boolean;
}

/** A program by itself. */
export const ALONE: Project = { paths: [], text: () => null, file: () => null, dataset: () => null, made: () => null, entryScript: () => null };
