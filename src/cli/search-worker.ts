import { parentPort, workerData } from "node:worker_threads";
import { findHolding } from "../files/holding.js";
import type { Wanted } from "../files/holding.js";

/** What a thread is told: the files, and the counter from which all threads take the next ones. */
export interface SearchTask {
  readonly paths: readonly string[];
  readonly cwd: string;
  readonly next: Int32Array;
  readonly wanted: Wanted;
}

const { paths, cwd, next, wanted } = workerData as SearchTask;
parentPort!.postMessage(findHolding(paths, cwd, next, wanted));
