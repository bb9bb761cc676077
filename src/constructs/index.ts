import { compute } from "./compute/index.js";
import type { Concept } from "./concept.js";
import { data } from "./data/index.js";
import { datastore } from "./datastore/index.js";
import { environment } from "./environment/index.js";
import type { Vocabulary } from "./model.js";
import { otherStep } from "./other-step/index.js";
import { output } from "./output/index.js";
import { parallelRun } from "./parallel-run/index.js";
import { pipeline } from "./pipeline/index.js";
import { publish } from "./publish/index.js";
import { registeredModel } from "./registered-model/index.js";
import { run } from "./run/index.js";
import { runConfig } from "./run-config/index.js";
import { scriptStep } from "./script-step/index.js";
import { workspace } from "./workspace/index.js";
import { table } from "../table.js";

/** Every v1 concept that the tool knows. */
export const CONCEPTS: readonly Concept[] = [workspace, compute, datastore, data, output, environment, runConfig, parallelRun, scriptStep, otherStep, pipeline, publish, run, registeredModel];

/** The v1 vocabulary of all concepts. */
export const VOCABULARY: Required<Vocabulary> = {
  calls: merged("calls"),
  functions: merged("functions"),
  methods: merged("methods"),
  attributes: merged("attributes"),
  subscripts: merged("subscripts"),
  constants: merged("constants"),
};

function merged<K extends keyof Vocabulary>(part: K): Required<Vocabulary>[K] {
  return table<unknown>(Object.assign({}, ...CONCEPTS.map((c) => c.vocabulary[part] ?? {})) as Required<Vocabulary>[K]) as Required<Vocabulary>[K];
}
