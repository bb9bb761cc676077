import type { PipelineOf } from "./constructs/yaml/project.js";
import { upgradeMembers } from "./program.js";
import type { Member } from "./programs.js";
import type { Told } from "./project.js";
import { projectFrom } from "./project.js";
import type { PipelineFile, Upgraded } from "./yaml-files.js";

/** The programs of a project, and all that it takes to upgrade each of them: plain data, so that any thread can. */
export interface Task {
  readonly programs: readonly (readonly Member[])[];
  readonly told: Told;
  /** The v1 pipeline files, by their path. */
  readonly pipelines: ReadonlyMap<string, PipelineFile>;
  /** Programs that can't load a pipeline file as v2, by its path. */
  readonly staying: ReadonlyMap<string, readonly string[]>;
}

/** What became of some of the programs of a task, by their index. */
export type Share = (readonly [program: number, files: readonly Upgraded[]])[];

/**
 * Has the programs of a task upgraded, in whatever order, each by one of those who work on it.
 *
 * @param work upgrades those that are left, as one of several or alone; it is given the index of the next one, which all count on
 */
export type Team = (task: Task, work: (next: Int32Array) => Promise<Share>) => Promise<Share>;

/** One thread does it all. */
export const alone: Team = (_task, work) => work(new Int32Array(1));

/**
 * Upgrades the programs of a task that nobody has taken yet.
 *
 * @param read the text of a Python file that is none of the sources; null where there is none
 * @param next the index of the next program; in shared memory where several threads work
 */
export async function upgradeShare(task: Task, read: (path: string) => string | null, next: Int32Array): Promise<Share> {
  const project = projectFrom(task.told, read);
  const pipelineOf: PipelineOf = (path, program) => {
    const held = task.staying.get(path);
    if (!held || held.includes(program)) return task.pipelines.get(path)?.upgrade ?? null;
    return { problem: held[0] === undefined ? "it is loaded twice here, and what is done with one of these pipelines keeps it v1 (it is published, say)" : `${held[0]} loads it too, and stays v1`, place: { start: 0, end: 0 } };
  };
  const share: Share = [];
  for (let i = Atomics.add(next, 0, 1); i < task.programs.length; i = Atomics.add(next, 0, 1)) share.push([i, await upgradeMembers(task.programs[i]!, project, pipelineOf)]);
  return share;
}
