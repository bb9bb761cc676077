/** The oldest azure-ai-ml that takes mini_batch_size and retry settings of a parallel step from a parameter (azure-sdk-for-python #33500). */
export const OLDEST_SDK = "1.13.0";

/** What upgraded code may import, and what installs it. */
const INSTALLS: readonly (readonly [module: RegExp, line: string])[] = [
  [/\b(?:from|import)\s+azure\.ai\.ml\b/, `azure-ai-ml>=${OLDEST_SDK}`],
  [/\b(?:from|import)\s+azure\.identity\b/, "azure-identity"],
  [/\b(?:from|import)\s+azureml\.fsspec\b/, "azureml-fsspec"],
  [/\b(?:from|import)\s+mltable\b/, "mltable"],
];

/** What a program of SDK v2 needs to submit a job. */
export const SDK_REQUIREMENTS: readonly string[] = [`azure-ai-ml>=${OLDEST_SDK}`, "azure-identity"];

/** The requirements that the imports of a program ask for. */
export function requirementsOf(text: string): string[] {
  return INSTALLS.flatMap(([module, line]) => (module.test(text) ? [line] : []));
}

/** Packages whose name starts as those of SDK v1 do, and that work beside SDK v2. */
const BESIDE_V2 = /^azureml-(fsspec|mlflow|inference-server-http|assets|evaluate|metrics|rag|acft|registry-tools|ai-monitoring)(-|$)/;

/** Whether a package belongs to SDK v1. */
export function isV1Package(name: string): boolean {
  return /^azureml-/.test(name) && !BESIDE_V2.test(name);
}

/** A package of v1 that `mltable` of SDK v2 installs too. */
export function servesBoth(name: string): boolean {
  return /^azureml-dataprep(-|$)/.test(name);
}

/** The name of a package as PyPI compares it: `Azure_AI.ML` is `azure-ai-ml`. */
export function normalName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}
