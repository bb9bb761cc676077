import { VOCABULARY } from "../src/constructs/index.js";
import { v1Symbols } from "../src/constructs/leftover/index.js";
import { Reader } from "../src/constructs/reader.js";
import { notebookModule } from "../src/notebook/upgrade.js";
import { Module } from "../src/python/module.js";
import { fixtures } from "./support/fixtures.js";

interface Said {
  readonly effort: string;
  readonly message: string;
  readonly v1: string | null;
}

interface Report {
  readonly files: readonly { readonly path: string; readonly status: string; readonly findings: readonly Said[] }[];
}

/** What is still v1 in an upgraded program, and is not listed by a finding. */
async function unlisted(path: string, text: string, findings: readonly Said[]): Promise<string[]> {
  const module = path.endsWith(".ipynb") ? await notebookModule(text) : await Module.parse(text);
  // Where nothing moved, the decision keeps the whole program v1.
  if (!module || module.program.error || !/\bparallel_run_function\b/.test(text)) return [];
  const left = findings.filter((f) => f.effort === "decision" || f.effort === "unsupported");
  return v1Symbols(new Reader(module, VOCABULARY)).filter((symbol) => !left.some((f) => `${f.v1 ?? ""} ${f.message}`.includes(symbol.split(".")[0]!)));
}

describe("every v1 symbol that an upgrade leaves is listed", () => {
  const cases = fixtures().flatMap((fixture) => (fixture.report as Report).files.flatMap((file) => {
    const name = fixture.isProject ? file.path : Object.keys(fixture.v1)[0]!;
    return /\.(py|ipynb)$/.test(name) && fixture.v2[name] !== fixture.v1[name] ? [[`${fixture.name}/${name}`, fixture.v2[name] ?? "", file.findings] as const] : [];
  }));

  test("there are some", () => expect(cases.length).toBeGreaterThan(200));

  test.each(cases)("%s", async (name, text, findings) => {
    expect(await unlisted(name, text, findings)).toEqual([]);
  });
});

test("a symbol that no finding names is noticed", async () => {
  const text = 'from azure.ai.ml.parallel import parallel_run_function\nfrom azureml.core import Model\nModel.list()\nparallel_run_function()\n';
  expect(await unlisted("a.py", text, [])).toEqual(["Model.list"]);
});
