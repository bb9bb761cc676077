import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import type { ReportedFile } from "../../src/report.js";
import type { RunOptions } from "../../src/run.js";
import { run } from "../../src/run.js";
import type { Files } from "../support/fixtures.js";
import { FIXTURES, filesIn } from "../support/fixtures.js";
import type { Project } from "../support/project.js";
import { folder, V1 } from "../support/project.js";

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

test("a pipeline file stays, and its settings, when code that loads it can't be written", async () => {
  const v1 = of("yaml-pipeline");
  const project = folder({ ...v1, "main.py": `# coding: latin-1\n${V1.replaceAll('"invoices")', '"inv\\u20ac")')}\n${v1["main.py"]!}` });
  const files = await upgraded(project);
  expect(files["main.py"]).toMatchObject({ status: "refused", reason: expect.stringContaining("does not fit its encoding") as string });
  for (const path of ["nightly.yml", "scoring.yml"]) expect(files[path]).toMatchObject({ status: "refused", reason: "it has to change together with main.py, which was refused" });
  expect(project.read("nightly.yml")).toBe(v1["nightly.yml"]);
});

test("a new file goes through no link", async () => {
  const outside = folder();
  const project = folder(of("table-on-the-web"));
  symlinkSync(outside.root, join(project.root, "main-prices"));
  expect((await upgraded(project))["main.py"]).toMatchObject({ status: "refused", reason: expect.stringContaining("through a link") as string });
  expect(readdirSync(outside.root)).toEqual([]);
});

test("what a killed run left half written in a folder of YAML alone is taken back before it is read", async () => {
  const v1 = of("yaml-pipeline");
  const project = folder({ "main.py": v1["main.py"]!.replace("nightly.yml", "jobs/nightly.yml"), "scoring.yml": v1["scoring.yml"]!, "jobs/nightly.yml": "half: written\n" });
  const id = "00000000-0000-4000-8000-000000000000";
  const old = join(project.root, `jobs/.prs-upgrade-${id}.old`);
  writeFileSync(old, v1["nightly.yml"]!);
  const { ino, mtimeMs } = statSync(old, { bigint: true });
  const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
  const entry = { target: "nightly.yml", old: `.prs-upgrade-${id}.old`, before: hash(v1["nightly.yml"]!), after: hash("half: written\n"), file: `${ino}:${mtimeMs / 1000n}` };
  project.add(`jobs/.prs-upgrade-${id}.journal`, JSON.stringify({ process: process.pid, host: hostname(), entries: [entry] }));
  const notices: string[] = [];
  const files = await upgraded(project, { notice: (message) => notices.push(message) });
  expect(notices).toEqual(["jobs/nightly.yml is as it was before an earlier run that was cut short"]);
  expect(files["jobs/nightly.yml"]).toMatchObject({ status: "upgraded" });
});

test("a pipe at the place of a new file is something else", async () => {
  const project = folder(of("yaml-pipeline"));
  execFileSync("mkfifo", [join(project.root, "nightly-find_anomalies.yml")]);
  expect((await upgraded(project))["nightly.yml"]).toMatchObject({ status: "refused", reason: expect.stringContaining("something else is there") as string });
});

test("a pipeline file in another encoding is refused, not left out", async () => {
  const v1 = of("yaml-pipeline");
  const project = folder({ "main.py": v1["main.py"]!, "scoring.yml": v1["scoring.yml"]!, "nightly.yml": Buffer.from(`\ufeff${v1["nightly.yml"]!}`, "utf16le") });
  expect((await upgraded(project))["nightly.yml"]).toMatchObject({ status: "refused", reason: "it is UTF-16; save it as UTF-8" });
});

test("a coding cookie means nothing in a YAML file", async () => {
  const v1 = of("yaml-pipeline");
  const project = folder({ ...v1, "nightly.yml": `# -*- coding: latin-1 -*-\n${v1["nightly.yml"]!.replace("night model", "n\u00e4cht \u20ac")}` });
  expect((await upgraded(project))["nightly.yml"]).toMatchObject({ status: "upgraded" });
  expect(project.read("nightly-find_anomalies.yml")).toContain("n\u00e4cht \u20ac");
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
