import type { Blocker } from "../concept.js";
import type { V1Object } from "../model.js";
import { readParallelStep } from "../parallel-run/read.js";
import type { Plan } from "../plan.js";
import { isScriptStep, readScriptStep } from "../script-step/read.js";
import type { StepModel } from "./model.js";
import { readOtherStep } from "../other-step/read.js";

/** Reads a step of any kind, or says why it can't be followed. */
export function readStep(o: V1Object, plan: Plan): StepModel | Blocker {
  if (o.form === "ParallelRunStep") return readParallelStep(o, plan);
  return isScriptStep(o) ? readScriptStep(o, plan) : readOtherStep(o, plan);
}
