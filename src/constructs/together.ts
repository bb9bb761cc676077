import { byPlace } from "./draft.js";
import type { Draft } from "./draft.js";
import { TOGETHER } from "./leftover/findings.js";
import type { Plan } from "./plan.js";

/**
 * Says what keeps objects in v1. Where files have to be upgraded together with others, each says that once, in place of what only follows
 * from it: decisions that a run on all of them would not ask for.
 */
export function sayTogether(plan: Plan, draft: Draft, sayKept: () => void): void {
  const { module, project: { together } } = plan;
  const first = draft.findings.length;
  sayKept();
  if (!together) return;
  const gone = draft.dropDecisions(first, (f) => together.asks(f.rule.code, module.placeOf(f.range.start))).sort(byPlace);
  for (const file of module.program.files) {
    const place = gone.find((f) => module.fileAt(f.range.start) === file);
    if (!place) continue;
    const others = together.files.filter((path) => path !== file.path);
    draft.finding(TOGETHER, place.range, {
      title: `This has to be upgraded together with ${others.length > 3 ? `${String(others.length)} other files` : others.join(" and ")}`,
      why: `They pass v1 objects to each other, so one of them alone stays v1. Run prs-upgrade ${commandPaths(together.files)}`,
    });
  }
}

/** Files as a command names them: one by one where they are few, otherwise by the folder around them. */
function commandPaths(paths: readonly string[]): string {
  if (paths.length <= 4) return paths.map((path) => (/^[\w./-]+$/.test(path) ? path : `"${path}"`)).join(" ");
  const folders = paths.map((path) => path.split("/").slice(0, -1));
  const isShared = (i: number): boolean => folders.every((folder) => folder.slice(0, i + 1).join("/") === folders[0]!.slice(0, i + 1).join("/"));
  return commandPaths([folders[0]!.filter((_, i) => isShared(i)).join("/") || "."]);
}
