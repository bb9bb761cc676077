import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder of a user, gone when the test file is done. */
export interface Project {
  readonly root: string;
  /** Writes a file and the folders above it. */
  add(path: string, content: string | Uint8Array): void;
  read(path: string): string;
  git(...args: string[]): void;
}

const roots: string[] = [];

afterAll(() => roots.splice(0).forEach((root) => rmSync(root, { recursive: true, force: true })));

export function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): Project {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "prs-upgrade-test-")));
  roots.push(root);
  const project: Project = {
    root,
    add: (path, content) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    },
    read: (path) => readFileSync(join(root, path), "utf8"),
    git: (...args) => void execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "protocol.file.allow=always", ...args], { cwd: root, stdio: "pipe" }),
  };
  for (const [path, content] of Object.entries(files)) project.add(path, content);
  return project;
}

export function repository(files: Readonly<Record<string, string | Uint8Array>> = {}): Project {
  const project = folder(files);
  project.git("init", "--quiet");
  return project;
}

/** v1 code that is upgraded whole. */
export const V1 = `from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.pipeline.core import Pipeline, PipelineData
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
store = ws.get_default_datastore()
invoices = Dataset.File.from_files((store, "invoices"))
scores = PipelineData("scores", datastore=store)
config = ParallelRunConfig(
    source_directory="scoring", entry_script="score.py", mini_batch_size="5", error_threshold=10,
    output_action="summary_only", environment=Environment.get(ws, "scoring"), compute_target="cpu-cluster", node_count=2, run_invocation_timeout=60,
)
step = ParallelRunStep(name="score", parallel_run_config=config, inputs=[invoices.as_named_input("invoices")], output=scores, allow_reuse=True)
run = Experiment(ws, "invoices").submit(Pipeline(workspace=ws, steps=[step]))
`;

/** v1 code that leaves a decision: nothing tells what the dataset is made of. */
export const V1_TO_DECIDE = V1.replace('Dataset.File.from_files((store, "invoices"))', 'Dataset.get_by_name(ws, "invoices")').replace('mini_batch_size="5", ', "");

export const V1_BROKEN = V1.replace("ws = Workspace.from_config()", "ws = = Workspace.from_config()");
