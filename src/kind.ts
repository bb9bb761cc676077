import type { FileKind } from "./index.js";

const KINDS: readonly [RegExp, FileKind][] = [[/\.ipynb$/i, "notebook"], [/\.ya?ml$/i, "yaml"]];

/** What a file is, by its ending. */
export function kindOf(path: string): FileKind {
  return KINDS.find(([ending]) => ending.test(path))?.[1] ?? "python";
}
