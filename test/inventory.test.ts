import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { VOCABULARY } from "../src/constructs/index.js";
import { v1Symbols } from "../src/constructs/leftover/index.js";
import { Reader } from "../src/constructs/reader.js";
import type { FileResult } from "../src/index.js";
import { notebookModule } from "../src/notebook/upgrade.js";
import { Module } from "../src/python/module.js";
import { fixtures, upgradeText } from "./support/fixtures.js";

/**
 * What is still v1 in an upgraded program, and is not listed by a finding.
 *
 * V1_INVENTORY=<folder> checks the files of that folder too.
 */
async function unlisted(result: FileResult, before: string): Promise<string[]> {
  if (result.text === before || result.status === "refused") return [];
  const module = result.kind === "notebook" ? await notebookModule(result.text) : await Module.parse(result.text);
  if (!module || module.program.error) return [];
  const left = result.findings.filter((f) => f.effort === "decision" || f.effort === "unsupported");
  const onlyMarked = left.length > 0 && !/\bparallel_run_function\b/.test(result.text);
  if (onlyMarked) return []; // nothing moved: the decision keeps the whole program v1
  return v1Symbols(new Reader(module, VOCABULARY)).filter((symbol) => !left.some((f) => `${f.v1 ?? ""} ${f.title}`.includes(symbol.split(".")[0]!)));
}

describe("every v1 symbol that an upgrade leaves is listed", () => {
  test.each(fixtures().filter((f) => f.v2 !== null).map((f) => [f.name, f] as const))("%s", async (_, fixture) => {
    expect(await unlisted(await upgradeText(fixture.file, fixture.v1), fixture.v1)).toEqual([]);
  });

  const folder = process.env["V1_INVENTORY"];
  if (folder === undefined) return;
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.(py|ipynb)$/.test(name)).filter((name) => readFileSync(join(folder, name), "utf8").includes("ParallelRun"));
  test.each(files)("%s", async (name) => {
    const text = readFileSync(join(folder, name), "utf8");
    expect(await unlisted(await upgradeText(name, text), text)).toEqual([]);
  });
});

test("a symbol that no finding names is noticed", async () => {
  const text = 'from azure.ai.ml.parallel import parallel_run_function\nfrom azureml.core import Model\nModel.list()\nparallel_run_function()\n';
  expect(await unlisted({ path: "a.py", kind: "python", status: "upgraded", text, edits: [], findings: [] }, "")).toEqual(["Model.list"]);
});
