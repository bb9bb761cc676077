import type { Blocker } from "../concept.js";
import type { V1Object } from "../model.js";
import { readParallelStep } from "../parallel-run/read.js";
import type { Plan } from "../plan.js";
import { readScriptStep } from "../script-step/read.js";
import type { StepModel } from "./model.js";

/** Reads a step of any kind, or says why it can't be followed. */
export function readStep(o: V1Object, plan: Plan): StepModel | Blocker {
  return o.form === "ParallelRunStep" ? readParallelStep(o, plan) : readScriptStep(o, plan);
}
