import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Log } from "sarif";
import { parse } from "yaml";
import { githubCommands } from "../support/log.js";
import type { Project } from "../support/project.js";
import { folder, repository, V1, V1_BROKEN, V1_TO_DECIDE } from "../support/project.js";
import type { ShellOutcome } from "../support/shell.js";
import { bash } from "../support/shell.js";

interface Action {
  inputs: Record<string, { description: string; default: string }>;
  outputs: Record<string, { description: string; value: string }>;
  runs: { using: string; steps: { id: string; shell: string; env: Record<string, string>; run: string }[] };
}

const action = parse(readFileSync("action.yml", "utf8")) as Action;
const [step] = action.runs.steps;

/** Runs the step as a runner does, and reads what it wrote for the workflow. */
function run(project: Project, inputs: Readonly<Record<string, string>> = {}): ShellOutcome & { outputs: Record<string, string>; summary: string } {
  const temp = folder({ output: "", "summary.md": "" });
  const value = (expression: string): string => {
    const name = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)?.[1];
    if (name === undefined || !action.inputs[name]) throw new Error(`no such input: ${expression}`);
    return inputs[name] ?? action.inputs[name].default;
  };
  const outcome = bash(step!.run, ["-eo", "pipefail"], project.root, {
    ...Object.fromEntries(Object.entries(step!.env).map(([name, expression]) => [name, value(expression)])),
    GITHUB_ACTIONS: "true", GITHUB_ACTION_PATH: resolve("."), GITHUB_WORKSPACE: project.root, RUNNER_TEMP: temp.root, GITHUB_OUTPUT: join(temp.root, "output"), GITHUB_STEP_SUMMARY: join(temp.root, "summary.md"),
  });
  const outputs = Object.fromEntries(temp.read("output").split("\n").filter((line) => line !== "").map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
  return { ...outcome, outputs, summary: temp.read("summary.md") };
}

test("it is one step with bash, every input goes through the environment, every output comes from the step", () => {
  expect(action.runs).toMatchObject({ using: "composite", steps: [{ id: "check", shell: "bash" }] });
  expect(action.runs.steps).toHaveLength(1);
  expect(step!.run).not.toContain("${{");
  expect(Object.values(step!.env)).toEqual(Object.keys(action.inputs).map((name) => `\${{ inputs.${name} }}`));
  expect(Object.entries(action.outputs).filter(([name, { value }]) => value !== `\${{ steps.check.outputs.${name} }}`)).toEqual([]);
});

test("nothing left: green, and complete", () => {
  const { status, outputs, summary, stdout } = run(repository({ "a.py": "import azure.ai.ml\n" }));
  expect({ status, outputs }).toEqual({ status: 0, outputs: { complete: "true", files: "0", findings: "0" } });
  expect(stdout).toBe("No v1 parallel-run code in 1 file.\n");
  expect(summary.match(/^## /gm)).toHaveLength(1);
});

test("v1 code: red, annotated, and summed up once", () => {
  const { status, outputs, summary, stdout, stderr } = run(repository({ "ml/a.py": V1_TO_DECIDE, "ml/b.py": V1 }));
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  expect(outputs).toEqual({ complete: "false", files: "2", findings: expect.stringMatching(/^[1-9]\d+$/) as string });
  expect(githubCommands(stdout)[0]).toMatchObject({ name: "error", properties: { file: "ml/a.py", line: "7" } });
  expect(summary.match(/^## /gm)).toHaveLength(1);
});

test("fail: false is green while something is left, never when a file can't be parsed", () => {
  expect(run(repository({ "a.py": V1 }), { fail: "false" })).toMatchObject({ status: 0, outputs: { complete: "false" } });
  const broken = run(repository({ "a.py": V1_BROKEN }), { fail: "false" });
  expect(broken).toMatchObject({ status: 2, outputs: { complete: "false", files: "1", findings: "0" } });
  expect(broken.stderr.split("\n").filter((line) => line !== "")).toHaveLength(1);
});

test("a TODO that still stands keeps it red", () => {
  const project = repository({ "a.py": V1_TO_DECIDE });
  bash(`node "${resolve("bin/prs-upgrade.js")}" --write`, [], project.root, {});
  expect(project.read("a.py")).toContain("TODO(prs-upgrade PRS203)");
  expect(run(project)).toMatchObject({ status: 1, outputs: { complete: "false", files: "1", findings: "1" } });
  project.add("a.py", project.read("a.py").replace(/^# TODO\(prs-upgrade.*\n/m, ""));
  expect(run(project)).toMatchObject({ status: 0, outputs: { complete: "true" } });
});

test("paths and patterns, one a line", () => {
  const project = repository({ "a b/a.py": V1, "c/c.py": V1, "d/d.py": V1, "d/old/e.py": V1, "--write": "", "-x/f.py": V1 });
  const two = run(project, { paths: "a b\nc\n" });
  expect(two.outputs["files"]).toBe("2");
  expect(new Set(githubCommands(two.stdout).map(({ properties }) => properties["file"]))).toEqual(new Set(["a b/a.py", "c/c.py"]));
  expect(run(project, { exclude: "old/\n\nc.py" }).outputs["files"]).toBe("3");
  expect(run(project, { paths: "-x" }).outputs["files"]).toBe("1");
  expect(run(project, { paths: "\n" }).outputs["files"]).toBe("5");
});

test("a SARIF file, where one is asked for", () => {
  const project = repository({ "a.py": V1 });
  expect(run(project, { "sarif-file": "out put.sarif" })).toMatchObject({ status: 1, stderr: "", outputs: { "sarif-file": "out put.sarif" } });
  const log = JSON.parse(project.read("out put.sarif")) as Log;
  expect(log.runs[0]!.results!.some((result) => result.fixes)).toBe(true);
  const unwritable = run(project, { "sarif-file": "no/such/folder.sarif", fail: "false" });
  expect(unwritable.status).toBe(2);
  expect(githubCommands(unwritable.stdout).at(-1)).toMatchObject({ name: "error", data: "the SARIF file could not be written" });
});

test.each(Object.keys(action.inputs))("no %s is a command, nor an output", (input) => {
  const attempts = ["$(touch owned)", "`touch owned`", '"; touch owned; "', "'; touch owned; '", "$PRS_PATHS; touch owned", "--write", "-", "-w", "--output=owned", "complete=true", "EOF", "touch owned"];
  for (const attempt of [attempts.join("\n"), attempts.join(" "), "--write"]) {
    const project = repository({ "a.py": V1 });
    const { status, outputs } = run(project, { [input]: attempt });
    expect({ attempt, owned: existsSync(join(project.root, "owned")), code: project.read("a.py") === V1 }).toEqual({ attempt, owned: false, code: true });
    expect(outputs["complete"]).not.toBe("true");
    expect(Object.keys(outputs).filter((name) => !action.outputs[name])).toEqual([]);
    expect([0, 1, 2]).toContain(status);
  }
});
