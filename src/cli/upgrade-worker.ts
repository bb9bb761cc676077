import { parentPort, workerData } from "node:worker_threads";
import { textsBelow } from "../files/read.js";
import type { Task } from "../task.js";

/** What a thread is told: the programs, the folder that their paths are relative to, and the counter from which all threads take the next program. */
export interface UpgradeOrder {
  readonly task: Task;
  readonly cwd: string;
  readonly next: Int32Array;
}

const { task, cwd, next } = workerData as UpgradeOrder;
void import("../engine.js").then(async ({ upgradeShare }) => parentPort!.postMessage(await upgradeShare(task, textsBelow(cwd), next)));
