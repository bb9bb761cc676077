import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { findHolding } from "../files/holding.js";
import type { Search } from "../run.js";
import type { SearchTask } from "./search-worker.js";

/** What is built from search-worker.ts; in development there is none, and one thread does all. */
const WORKER = new URL("./cli-search-worker.cjs", import.meta.url);

/** Fewer files are searched before another thread has started. */
const ENOUGH = 2000;

/** More threads than these wait for each other. */
const MOST = 8;

/**
 * A search by several threads, each of which takes the next few files. Who searched what changes nothing in the result.
 *
 * @param jobs how many threads search; as many as there are processors when it is not given
 */
export function searchWith(jobs: number = Math.min(availableParallelism(), MOST)): Search {
  return async (paths, cwd, wanted, progress) => {
    const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const others = paths.length < ENOUGH || !existsSync(WORKER) ? 0 : jobs - 1;
    const { Worker } = others > 0 ? await import("node:worker_threads") : { Worker: null };
    const task: SearchTask = { paths, cwd, next, wanted };
    const theirs = Array.from({ length: others }, () => new Promise<number[]>((resolve, reject) => {
      new Worker!(fileURLToPath(WORKER), { workerData: task }).once("message", resolve).once("error", reject);
    }));
    const own = findHolding(paths, cwd, next, wanted, progress);
    return [own, ...(await Promise.all(theirs))].flat().sort((a, b) => a - b);
  };
}
