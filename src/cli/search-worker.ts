import { parentPort, workerData } from "node:worker_threads";
import { findMarked } from "../files/marked.js";

/** What a thread is told: the files, and the counter from which all threads take the next ones. */
export interface SearchTask {
  readonly paths: readonly string[];
  readonly cwd: string;
  readonly next: Int32Array;
}

const { paths, cwd, next } = workerData as SearchTask;
parentPort!.postMessage(findMarked(paths, cwd, next));
