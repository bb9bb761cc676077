import { run } from "../src/run.js";
import type { Report } from "../src/report.js";
import { folder, V1 } from "./support/project.js";
import type { Project } from "./support/project.js";

/** A pipeline whose config another file makes. */
const STEPS = `from azureml.core import Environment
from azureml.pipeline.steps import ParallelRunConfig


def make_config(ws):
    return ParallelRunConfig(
        source_directory="scoring", entry_script="score.py", mini_batch_size="5", error_threshold=10,
        output_action="summary_only", environment=Environment.get(ws, "scoring"), compute_target="cpu-cluster", node_count=2, run_invocation_timeout=60,
    )
`;
const PIPELINE = V1
  .replace(/config = ParallelRunConfig\([^]*?\n\)\n/, "config = make_config(ws)\n")
  .replace("import Dataset, Environment, Experiment", "import Dataset, Experiment")
  .replace("import ParallelRunConfig, ParallelRunStep", "import ParallelRunStep\nfrom steps import make_config");

const upgrade = ({ root }: Project, mode: "dry-run" | "write", ...paths: string[]): Promise<Report> => run({ paths, cwd: root, mode, exclude: [] });
const decisions = (report: Report): string[] => report.files.flatMap((f) => f.findings.filter((x) => x.effort === "decision").map((x) => `${f.path}:${String(x.line)} ${x.code} ${x.title}: ${x.why}`));

const NEEDS = (other: string, command: string): string => `This has to be upgraded together with ${other}: They pass v1 objects to each other, so one of them alone stays v1. Run prs-upgrade ${command}`;

describe("a file that needs another one", () => {
  test("says so once, with the command, and gets no TODO", async () => {
    const project = folder({ "p/pipeline.py": PIPELINE, "p/steps.py": STEPS });
    expect(decisions(await upgrade(project, "write", "p/pipeline.py"))).toEqual([`p/pipeline.py:11 PRS907 ${NEEDS("p/steps.py", "p/pipeline.py p/steps.py")}`]);
    expect(decisions(await upgrade(project, "write", "p/steps.py"))).toEqual([`p/steps.py:6 PRS907 ${NEEDS("p/pipeline.py", "p/steps.py p/pipeline.py")}`]);
    expect([project.read("p/pipeline.py"), project.read("p/steps.py")]).toEqual([PIPELINE, STEPS]);
    expect(decisions(await upgrade(project, "write", "p/pipeline.py", "p/steps.py"))).toEqual([]);
    expect(project.read("p/pipeline.py")).toContain("parallel_run_function(");
  });

  test("names neither a file that holds no v1 code nor one that only shares its settings", async () => {
    const settings = 'NODES = 2\nIMAGE = "mcr.microsoft.com/azureml/openmpi"\n';
    const project = folder({ "pipeline.py": `import settings\n${PIPELINE}`, "steps.py": STEPS, "settings.py": settings, "other.py": `import settings\n${V1}` });
    expect(decisions(await upgrade(project, "dry-run", "pipeline.py")).join()).toContain(NEEDS("steps.py", "pipeline.py steps.py"));
  });

  test("names the folder where many files hang together", async () => {
    const project = folder({ ...Object.fromEntries(["a", "b", "c", "d"].map((name) => [`jobs/${name}.py`, PIPELINE])), "jobs/steps.py": STEPS });
    expect(decisions(await upgrade(project, "dry-run", "jobs/a.py", "jobs/steps.py")).join()).toContain(NEEDS("4 other files", "jobs"));
  });

  test("what a run on all of them asks for as well is said, with its TODO", async () => {
    const more = `${PIPELINE}for i in range(3):\n    other = ParallelRunStep(name="other", parallel_run_config=config, inputs=[invoices.as_named_input("invoices")], output=PipelineData("more"))\n`;
    const project = folder({ "pipeline.py": more, "steps.py": STEPS });
    const alone = decisions(await upgrade(project, "write", "pipeline.py"));
    expect(alone.filter((x) => x.includes("PRS129"))).toEqual([expect.stringContaining("A step that is made in a loop")]);
    expect(alone.filter((x) => x.includes("PRS907"))).toHaveLength(1);
    expect(project.read("pipeline.py").match(/# TODO/g)).toHaveLength(1);
    const before = project.read("pipeline.py");
    await upgrade(project, "write", "pipeline.py");
    expect(project.read("pipeline.py")).toBe(before);
  });

  test("a run that another file goes on with is said where it is submitted", async () => {
    const submit = `from azureml.core import Dataset, Environment, Experiment
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep


def submit(ws):
    config = ParallelRunConfig(
        source_directory="scoring", entry_script="score.py", mini_batch_size="5", error_threshold=10,
        output_action="summary_only", environment=Environment.get(ws, "scoring"), compute_target="cpu-cluster", node_count=2, run_invocation_timeout=60,
    )
    plums = Dataset.File.from_files((ws.get_default_datastore(), "plums"))
    step = ParallelRunStep(name="plums", parallel_run_config=config, inputs=[plums.as_named_input("plums")])
    return Experiment(ws, "plums").submit(Pipeline(ws, [step]))
`;
    const main = "from azureml.core import Workspace\nfrom scoring import submit\n\nsubmit(Workspace.from_config()).wait_for_completion()\n";
    const project = folder({ "main.py": main, "scoring.py": submit });
    const alone = decisions(await upgrade(project, "dry-run", "scoring.py"));
    expect(alone).toEqual([expect.stringMatching(/PRS438 a v2 job where main\.py uses it too, and is not upgraded here/)]);
    await upgrade(project, "write", ".");
    expect(project.read("main.py")).not.toContain("wait_for_completion");
    expect(project.read("scoring.py")).not.toContain("TODO");
  });

  test("a file that another one only reads v2 values of moves alone", async () => {
    const project = folder({ "pipeline.py": V1, "other.py": "from azureml.core import Run\nfrom pipeline import run\nprint(run)\nRun.get_context()\n" });
    expect(decisions(await upgrade(project, "dry-run", "pipeline.py")).filter((x) => x.includes("PRS907"))).toEqual([]);
  });
});

describe("TODOs of an earlier upgrade", () => {
  const todo = (code: string, text: string): string => `# TODO(prs-upgrade ${code}): ${text}\n`;
  const above = (line: string, comment: string): string => V1.replace(new RegExp(`^${line}`, "m"), `${comment}${line}`);
  const written = async (text: string): Promise<{ text: string; codes: string[] }> => {
    const project = folder({ "a.py": text });
    const report = await upgrade(project, "write", "a.py");
    return { text: project.read("a.py"), codes: report.files.flatMap((f) => f.findings.filter((x) => x.effort === "decision").map((x) => x.code)) };
  };

  test.each([
    ["step", "PRS129", "Where does the config of this step come from? Its ParallelRunConfig can't be seen from\n#     here, so its settings can't be moved."],
    ["config", "PRS129", "this stays v1: it waits for a decision"],
    ["run", "PRS402", "Which steps does this pipeline have?"],
  ])("above %s, which moves now, go", async (line, code, text) => {
    const plain = await written(V1);
    expect(await written(above(line, todo(code, text)))).toEqual({ text: plain.text, codes: [] });
  });

  test("the user's own comments around one stay", async () => {
    const { text } = await written(above("step", `# one step a day\n${todo("PRS129", "so its steps stay v1")}# ask Ana first\n`));
    expect(text).toContain("# one step a day\n# ask Ana first\nstep = ");
    expect(text).not.toContain("TODO");
  });

  test("what was no statement of v1 keeps its own", async () => {
    const text = above("ws", `${todo("PRS203", "is it made of files or a table?")}print("start")\n`);
    const result = await written(text);
    expect(result.text).toContain('# TODO(prs-upgrade PRS203): is it made of files or a table?\nprint("start")\n');
    expect(result.codes).toEqual(["PRS902"]);
  });

  test("what stays v1 keeps it", async () => {
    const text = above("step", todo("PRS129", "A step that is made in a loop. Write it out.")).replace("parallel_run_config=config", "**more, parallel_run_config=config");
    const result = await written(text);
    expect(result.text).toContain("A step that is made in a loop");
  });
});
