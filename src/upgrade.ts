import type { FileResult, Source } from "./index.js";

/** Placeholder until the engine lands. */
export async function upgradeProgram(sources: readonly Source[]): Promise<FileResult[]> {
  return sources.map((s) => ({ path: s.path, kind: "python", status: "unchanged", text: s.text, edits: [], findings: [] }));
}
