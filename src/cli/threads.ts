import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { findHolding } from "../files/holding.js";
import type { Search } from "../run.js";
import type { Share, Team } from "../task.js";
import type { SearchTask } from "./search-worker.js";
import type { UpgradeOrder } from "./upgrade-worker.js";

/** What is built from search-worker.ts and upgrade-worker.ts; in development there is none, and one thread does all. */
const SEARCH = new URL("./cli-search-worker.cjs", import.meta.url);
const UPGRADE = new URL("./cli-upgrade-worker.cjs", import.meta.url);

/** Fewer files are searched before another thread has started. */
const ENOUGH_FILES = 2000;

/** A thread has a parser and compiled code of its own, some 40 MB, and is slow until it is warm: it has to have so many programs to do. */
const PROGRAMS_EACH = 150;

/** Megabytes of new objects in a thread. By itself V8 lets them grow to 48, and nothing gets quicker. */
const YOUNG = 4;

/** More threads than these wait for each other. */
const MOST = 8;

/** How many threads work where the user says nothing: as many as there are processors. */
const threads = (): number => Math.min(availableParallelism(), MOST);

/**
 * A search by several threads, each of which takes the next few files. Who searched what changes nothing in the result.
 *
 * @param jobs how many threads search; as many as there are processors when it is not given
 */
export function searchWith(jobs: number = threads()): Search {
  return async (paths, cwd, wanted, progress) => {
    const next = counter();
    const task: SearchTask = { paths, cwd, next, wanted };
    const theirs = await start<SearchTask, number[]>(SEARCH, paths.length < ENOUGH_FILES ? 0 : jobs - 1, task);
    const own = findHolding(paths, cwd, next, wanted, progress);
    return [own, ...(await Promise.all(theirs))].flat().sort((a, b) => a - b);
  };
}

/**
 * An upgrade by several threads, each of which takes the next program. Who upgraded what changes nothing in the result.
 *
 * @param cwd the folder that paths are relative to
 * @param jobs how many threads upgrade; as many as there are processors when it is not given
 */
export function upgradeWith(cwd: string, jobs: number = threads()): Team {
  return async (task, work) => {
    const next = counter();
    const theirs = await start<UpgradeOrder, Share>(UPGRADE, Math.min(jobs, Math.ceil(task.programs.length / PROGRAMS_EACH)) - 1, { task, cwd, next });
    const own = await work(next);
    return [own, ...(await Promise.all(theirs))].flat();
  };
}

/** Counts in memory that threads share. */
function counter(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** Starts threads that are all told the same; each answers once. */
async function start<Told, Answer>(worker: URL, count: number, workerData: Told): Promise<Promise<Answer>[]> {
  if (count <= 0 || !existsSync(worker)) return [];
  const { Worker } = await import("node:worker_threads");
  return Array.from({ length: count }, () => new Promise<Answer>((resolve, reject) => {
    new Worker(fileURLToPath(worker), { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG } }).once("message", resolve).once("error", reject);
  }));
}
