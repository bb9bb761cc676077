import { join } from "node:path";
import type { ReportedFile } from "../../src/report.js";
import type { RunOptions } from "../../src/run.js";
import { run } from "../../src/run.js";
import type { Files } from "../support/fixtures.js";
import { FIXTURES, filesIn } from "../support/fixtures.js";
import type { Project } from "../support/project.js";
import { folder } from "../support/project.js";

const of = (name: string): Files => filesIn(join(FIXTURES, name, "v1"));

async function upgraded(project: Project, more: Partial<RunOptions> = {}): Promise<Record<string, ReportedFile>> {
  const report = await run({ paths: ["."], cwd: project.root, mode: "write", exclude: [], ...more });
  expect(report.problems).toEqual([]);
  return Object.fromEntries(report.files.map((f) => [f.path, f]));
}

test("a folder's YAML that no code loads is not looked at", async () => {
  const files = Object.entries(of("yaml-pipeline")).filter(([path]) => path !== "main.py");
  expect(await upgraded(folder(Object.fromEntries(files)))).toEqual({});
});

test("a pipeline file that is named by itself is upgraded, and says that its code has to follow", async () => {
  const project = folder(of("yaml-pipeline"));
  const files = await upgraded(project, { paths: ["nightly.yml"] });
  expect(files["nightly.yml"]).toMatchObject({ status: "upgraded", kind: "yaml", created: [{ path: "nightly-find_anomalies.yml" }] });
  expect(files["nightly.yml"]!.findings).toContainEqual(expect.objectContaining({ code: "PRS705", effort: "changed" }));
  expect(project.read("main.py")).toContain("Pipeline.load_yaml");
});

test("settings that are named by themselves wait for the code that loads them", async () => {
  const files = await upgraded(folder(of("yaml-config")), { paths: ["parallel_runconfig.yml"] });
  expect(files).toMatchObject({ "parallel_runconfig.yml": { status: "partly", findings: [{ code: "PRS703", line: 2, title: "Which code loads these settings?" }] } });
});

test("a pipeline file named by itself that has no v2 form says why, at its line", async () => {
  const files = await upgraded(folder(of("decision-yaml-pipeline-databricks")), { paths: ["nightly.yml"] });
  expect(files).toMatchObject({ "nightly.yml": { status: "partly", text: of("decision-yaml-pipeline-databricks")["nightly.yml"], findings: [{ code: "PRS706", line: 10 }] } });
});

test.each(["dry-run", "write"] as const)("%s: where something else lies at the place of a component, nothing changes", async (mode) => {
  const project = folder({ ...of("yaml-pipeline"), "nightly-find_anomalies.yml": "theirs\n" });
  const files = await upgraded(project, { mode });
  expect(files["nightly.yml"]).toMatchObject({ status: "refused", reason: expect.stringContaining("nightly-find_anomalies.yml") as string });
  expect(files["main.py"]).toMatchObject({ status: "refused", reason: expect.stringContaining("nightly.yml") as string });
  expect(filesIn(project.root)).toEqual({ ...of("yaml-pipeline"), "nightly-find_anomalies.yml": "theirs\n" });
});

test("a pipeline file stays when code that loads it can't be read", async () => {
  const v1 = of("yaml-pipeline");
  const project = folder({ ...v1, "other.py": `${v1["main.py"]!}\nx = = 1\n` });
  await upgraded(project);
  expect(project.read("nightly.yml")).toBe(v1["nightly.yml"]);
});

test("a second check finds the TODO that stands in a component, and the v1 code of an entry script", async () => {
  const v1 = of("yaml-pipeline-with-script-steps");
  const script = "from azureml.core import Run\n\nrun = Run.get_context()\nprint(run.id)\n";
  const project = folder({ ...v1, "steps/file.py": script });
  const left = { code: "PRS903", effort: "decision" };
  expect((await upgraded(project))["steps/file.py"]).toMatchObject({ findings: [left, { ...left, v1: "job-context.id" }] });
  const again = await upgraded(project, { mode: "check" });
  expect(again["invoices-file.yml"]).toMatchObject({ status: "partly", findings: [{ effort: "decision", v2: "PRS708" }] });
  expect(again["steps/file.py"]).toMatchObject({ findings: [left, { ...left, v1: "job-context.id" }] });
  expect(again["invoices.yml"]?.findings ?? []).toEqual([]);
});
