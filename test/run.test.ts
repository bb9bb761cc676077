import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FileResult, Source } from "../src/index.js";
import type { RunOptions, Upgrade } from "../src/run.js";
import { run, runOnInput } from "../src/run.js";
import { CHANGED } from "./support/report.js";
import { folder, repository } from "./support/project.js";

/** Stands in for the engine: `ParallelRunStep` becomes `step`, what says `broken` is refused, and `bug` makes it throw. */
const upgradeLike: Upgrade = (sources) => Promise.resolve(sources.map(resultOf));

function resultOf({ path, text }: Source): FileResult {
  if (text.includes("bug")) throw new TypeError("x is undefined");
  const unchanged = { path, kind: "python", text, edits: [], findings: [] } as const;
  if (text.includes("broken")) return { ...unchanged, status: "refused", reason: "1:1: it does not parse" };
  if (!text.includes("ParallelRunStep")) return { ...unchanged, status: "unchanged" };
  return { ...unchanged, status: "upgraded", text: text.replace("ParallelRunStep", "step"), edits: [{ start: 0, end: 0, text: "" }], findings: [CHANGED] };
}

const options = (cwd: string, more: Partial<RunOptions> = {}): RunOptions => ({ paths: ["."], cwd, mode: "dry-run", exclude: [], ...more });

test("files that concern nobody are counted and not upgraded; those of a project are upgraded together", async () => {
  const project = folder({ "a.py": "ParallelRunStep", "b.py": "import azureml", "c.py": "print()" });
  const seen: string[][] = [];
  const report = await run(options(project.root), (sources) => {
    seen.push(sources.map(({ path }) => path));
    return upgradeLike(sources);
  });
  expect(seen).toEqual([["a.py", "b.py"]]);
  expect(report).toMatchObject({ mode: "dry-run", scanned: 3, problems: [], files: [{ path: "a.py", status: "upgraded", original: "ParallelRunStep", text: "step" }, { path: "b.py", status: "unchanged" }] });
});

test("a dry run and a check write nothing, --write does", async () => {
  const project = folder({ "a.py": "ParallelRunStep", "b.py": "ParallelRunStep\r\n" });
  for (const mode of ["dry-run", "check"] as const) await run(options(project.root, { mode }), upgradeLike);
  expect(project.read("a.py")).toBe("ParallelRunStep");
  const report = await run(options(project.root, { mode: "write", paths: ["b.py"] }), upgradeLike);
  expect(report.files).toMatchObject([{ path: "b.py", status: "upgraded", text: "step\r\n", original: "ParallelRunStep\r\n" }]);
  expect([project.read("a.py"), project.read("b.py")]).toEqual(["ParallelRunStep", "step\r\n"]);
});

test("a file is written in its encoding, with its byte-order mark", async () => {
  const latin1 = Buffer.from("# coding: latin-1\n# é ParallelRunStep\n", "latin1");
  const project = folder({ "latin1.py": latin1, "mark.py": "\ufeff# ParallelRunStep\n" });
  await run(options(project.root, { mode: "write" }), upgradeLike);
  expect(readFileSync(join(project.root, "latin1.py"))).toEqual(Buffer.from("# coding: latin-1\n# é step\n", "latin1"));
  expect(project.read("mark.py")).toBe("\ufeff# step\n");
});

test.each(["dry-run", "write"] as const)("%s: what the file's encoding can't hold is refused, and the file stays", async (mode) => {
  const project = folder({ "a.py": "# coding: latin-1\nParallelRunStep\n" });
  const report = await run(options(project.root, { mode }), (sources) => Promise.resolve(sources.map((s) => ({ ...resultOf(s), text: "# €" }))));
  expect(report.files).toMatchObject([{ status: "refused", edits: [], reason: expect.stringContaining("does not fit its encoding") as string }]);
  expect(project.read("a.py")).toContain("ParallelRunStep");
});

test("what goes wrong with one file does not hide the others", async () => {
  const project = folder({
    "1_bug.py": "ParallelRunStep bug", "2_broken.py": "ParallelRunStep broken", "3_latin.py": Buffer.from("# é ParallelRunStep", "latin1"), "4_fine.py": "ParallelRunStep",
  });
  const report = await run(options(project.root, { mode: "write", paths: [".", "gone.py"] }), upgradeLike);
  expect(report.files.map(({ path, status }) => [path, status])).toEqual([["2_broken.py", "refused"], ["3_latin.py", "refused"], ["4_fine.py", "upgraded"]]);
  expect(report.problems).toEqual([
    { path: "gone.py", reason: "there is no such file or folder" },
    { path: "1_bug.py", reason: "this is a bug in prs-upgrade, please report it with this file: x is undefined" },
  ]);
  expect(project.read("4_fine.py")).toBe("step");
});

test("a file that was changed since it was read is not overwritten, and the report does not say that it was upgraded", async () => {
  const project = folder({ "a.py": "ParallelRunStep", "b.py": "ParallelRunStep" });
  const report = await run(options(project.root, { mode: "write" }), (sources) => {
    writeFileSync(join(project.root, "a.py"), "theirs");
    return upgradeLike(sources);
  });
  expect(report.files).toMatchObject([
    { path: "a.py", status: "refused", findings: [], edits: [], reason: "it could not be written: it was changed by someone else since it was read; run again" },
    { path: "b.py", status: "upgraded" },
  ]);
  expect([project.read("a.py"), project.read("b.py")]).toEqual(["theirs", "step"]);
});

describe("a file that an upgrade adds", () => {
  const adding = (text: string): Upgrade => (sources) => Promise.resolve(sources.map((s) => ({ ...resultOf(s), created: [{ path: "new/c.yml", text }] })));

  test("is written beside, once, and is not there to be added again", async () => {
    const project = folder({ "a.py": "ParallelRunStep", "b.py": "ParallelRunStep" });
    await run(options(project.root), adding("x"));
    expect(existsSync(join(project.root, "new"))).toBe(false);
    const report = await run(options(project.root, { mode: "write" }), adding("x"));
    expect(report.files).toMatchObject([{ path: "a.py", status: "upgraded", created: [{ path: "new/c.yml", text: "x" }] }, { path: "b.py", status: "upgraded", created: [] }]);
    expect(project.read("new/c.yml")).toBe("x");
    project.add("a.py", "ParallelRunStep");
    expect((await run(options(project.root, { mode: "write" }), adding("x"))).files).toMatchObject([{ path: "a.py", status: "upgraded", created: [] }]);
  });

  test.each(["dry-run", "write"] as const)("%s: is refused where something else lies", async (mode) => {
    const project = folder({ "a.py": "ParallelRunStep", "new/c.yml": "theirs" });
    expect((await run(options(project.root, { mode }), adding("x"))).files).toMatchObject([{ status: "refused", reason: "its upgrade needs a new file new/c.yml, and something else is there; rename one of them" }]);
    expect([project.read("a.py"), project.read("new/c.yml")]).toEqual(["ParallelRunStep", "theirs"]);
  });

  test("goes away again when the file itself could not be written", async () => {
    const project = folder({ "a.py": "ParallelRunStep" });
    const report = await run(options(project.root, { mode: "write" }), (sources) => {
      writeFileSync(join(project.root, "a.py"), "theirs");
      return adding("x")(sources);
    });
    expect(report.files).toMatchObject([{ status: "refused" }]);
    expect(existsSync(join(project.root, "new/c.yml"))).toBe(false);
  });

  test("has no place in standard output", async () => {
    const { report, code } = await runOnInput("x.py", Buffer.from("ParallelRunStep"), "write", adding("x"));
    expect(report.files).toMatchObject([{ status: "refused", reason: expect.stringContaining("new/c.yml") as string }]);
    expect(code.toString()).toBe("ParallelRunStep");
  });
});

test("progress counts the files", async () => {
  const project = folder(Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`${i}.py`, ""])));
  const seen: [number, number][] = [];
  await run(options(project.root, { progress: (done, total) => void seen.push([done, total]) }), upgradeLike);
  expect(seen).toEqual([[32, 70], [64, 70], [70, 70]]);
});

describe("runOnInput", () => {
  test("gives the code in the encoding that it came in", async () => {
    const { report, code } = await runOnInput("x.py", Buffer.from("\ufeffParallelRunStep\r\n"), "write", upgradeLike);
    expect(report).toMatchObject({ scanned: 1, files: [{ path: "x.py", status: "upgraded" }] });
    expect(code.toString()).toBe("\ufeffstep\r\n");
  });

  test.each([["nothing for us", []], ["ParallelRunStep broken", ["refused"]], ["ParallelRunStep\0", ["refused"]], ["ParallelRunStep bug", []]])("gives %j back as it is", async (text, statuses) => {
    const { report, code } = await runOnInput("x.py", Buffer.from(text), "write", upgradeLike);
    expect(report.files.map((file) => file.status)).toEqual(statuses);
    expect(report.problems).toHaveLength(text.includes("bug") ? 1 : 0);
    expect(code.toString()).toBe(text);
  });
});

const PIPELINE = `from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.pipeline.core import Pipeline, PipelineData
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
config = ParallelRunConfig(
    environment=Environment.get(ws, "scoring"), source_directory="scoring/", entry_script="score.py", mini_batch_size="5", error_threshold=1,
    output_action="summary_only", compute_target="cpu-cluster", node_count=1,
)
step = ParallelRunStep(name="score", parallel_run_config=config, inputs=[Dataset.get_by_name(ws, "pages").as_named_input("pages").as_mount()], output=PipelineData("scores"), arguments=["--x", "1"])
run = Experiment(ws, "pages").submit(Pipeline(ws, steps=[step]))
`;
const notebookOf = (...cells: string[]): string => JSON.stringify({ cells: cells.map((source) => ({ cell_type: "code", execution_count: null, metadata: {}, outputs: [], source })), metadata: {}, nbformat: 4, nbformat_minor: 2 });
const SCRIPT = 'from azureml.core import Model\n\nmodel = Model.get_model_path("pages")\n';

describe("a script that a step runs", () => {
  test("is listed once where a cell writes it, and again where what it writes is something else", async () => {
    const codes = async (script: string): Promise<string[]> => {
      const project = folder({ "batch.ipynb": notebookOf(`%%writefile scoring/score.py\n${SCRIPT}`, PIPELINE), "scoring/score.py": script });
      const { files } = await run(options(project.root));
      return files.flatMap((file) => file.findings.filter((f) => /PRS(604|903)/.test(f.code)).map((f) => `${file.path} ${f.code}`));
    };
    expect(await codes(SCRIPT)).toEqual(["batch.ipynb PRS604"]);
    expect(await codes(`${SCRIPT}print(model)\n`)).toEqual(["batch.ipynb PRS604", "scoring/score.py PRS903"]);
  });

  const left = { path: "pipelines/scoring/score.py", status: "partly", text: SCRIPT, findings: [{ code: "PRS903", effort: "decision", line: 3, column: 9 }] };

  test.each([["named with it", ["."]], ["found through it", ["pipelines/pipeline.py"]]])("is listed where it uses v1: %s", async (_, paths) => {
    const project = folder({ "pipelines/pipeline.py": PIPELINE, "pipelines/scoring/score.py": SCRIPT, "other/score.py": SCRIPT });
    const report = await run(options(project.root, { mode: "write", paths }));
    expect(report.files.filter((f) => f.findings.some((x) => x.code === "PRS903"))).toMatchObject([left]);
    expect(project.read("pipelines/scoring/score.py")).toBe(SCRIPT);
    // The upgraded file names the script too.
    const again = await run(options(project.root, { mode: "check", paths }));
    expect(again.files.filter((f) => f.findings.length > 0)).toMatchObject([left]);
  });

  test("is found below the working directory as well, and nowhere outside of it", async () => {
    const project = folder({ "pipelines/pipeline.py": PIPELINE, "scoring/score.py": SCRIPT });
    expect((await run(options(project.root, { paths: ["pipelines/pipeline.py"] }))).files).toMatchObject([{ path: "pipelines/pipeline.py" }, { path: "scoring/score.py", status: "partly" }]);
    expect((await run(options(join(project.root, "pipelines"), { paths: ["pipeline.py"] }))).files).toHaveLength(1);
  });

  test("is found from the root of the repository, and from each folder between", async () => {
    const files = { "proj/pipelines/nightly/pipeline.py": PIPELINE, "proj/scoring/score.py": SCRIPT };
    const project = repository(files);
    const script = async (cwd: string, path: string): Promise<string[]> => (await run(options(join(project.root, cwd), { paths: [path] }))).files.filter((f) => f.path.endsWith("scoring/score.py")).map((f) => f.path);
    expect(await script("", "proj/pipelines")).toEqual(["proj/scoring/score.py"]);
    expect(await script("proj", "pipelines")).toEqual(["scoring/score.py"]);
    const inside = repository({ "pipelines/pipeline.py": PIPELINE, "scoring/score.py": SCRIPT });
    expect((await run(options(join(inside.root, "pipelines"), { paths: ["."] }))).files.map((f) => f.path)).toEqual(["../scoring/score.py", "pipeline.py"]);
  });

  test("is nobody's business without v1 in it", async () => {
    const project = folder({ "pipeline.py": PIPELINE, "scoring/score.py": "def run(batch):\n    return batch\n" });
    expect((await run(options(project.root))).files).toMatchObject([{ path: "pipeline.py", status: "upgraded" }]);
  });
});
