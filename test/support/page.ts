import { upgrade } from "../../src/index.js";
import type { Mode, Problem, Report } from "../../src/report.js";
import { fixtures } from "./fixtures.js";
import { V1, V1_BROKEN, V1_TO_DECIDE } from "./project.js";
import { report } from "./report.js";

/** A small project as a run finds it: whole, to read, to decide, a notebook, a file that does not parse. */
export async function project(mode: Mode = "dry-run", problems: readonly Problem[] = []): Promise<Report> {
  const notebook = fixtures().find(({ name }) => name === "notebook-magics")!;
  const sources = [
    { path: "pipelines/daily/score.py", text: `${V1}${"\n# a line that stays\n".repeat(12)}` },
    { path: "pipelines/retries.py", text: V1.replace("node_count=2", "node_count=2, run_max_try=5") },
    { path: "scoring/unclear.py", text: V1_TO_DECIDE },
    { path: "notebooks/score.ipynb", text: notebook.v1["v1.ipynb"]! },
    { path: "broken.py", text: V1_BROKEN },
    { path: "other.py", text: "print('no v1 here')\n" },
  ];
  const results = await upgrade(sources);
  return report(mode, results.map((result, i) => ({ ...result, original: sources[i]!.text })), problems);
}
