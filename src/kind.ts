import { IGNORE } from "./constructs/ignored/index.js";
import type { FileKind, FileResult, Source } from "./index.js";
import { packageFileOf } from "./packages/read.js";

/** What a file is, by its name. A `setup.py` is Python, until its list of packages is what there is to say. */
export function kindOf(path: string): FileKind {
  if (/\.py$/i.test(path)) return "python";
  return packageFileOf(path) ? "packages" : (KINDS.find(([ending]) => ending.test(path))?.[1] ?? "python");
}

const KINDS: readonly [RegExp, FileKind][] = [[/\.ipynb$/i, "notebook"], [/\.ya?ml$/i, "yaml"]];

/** Text that says a file holds v1 parallel-run code, or what an upgrade left of it. */
export const CONCERNS = new RegExp(`ParallelRun(Config|Step)|\\.load_yaml\\b|AutoMLPipelineBuilder|parallel_run_function|TODO\\(prs-upgrade|${IGNORE.source}`);

/** The result of a file in which there is nothing to do. */
export function unchangedOf(source: Source): FileResult {
  return { path: source.path, kind: kindOf(source.path), status: "unchanged", text: source.text, edits: [], findings: [] };
}
