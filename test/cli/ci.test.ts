import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Log } from "sarif";
import type { Ci } from "../../src/cli/ci.js";
import { detectCi } from "../../src/cli/ci.js";
import { REPORTERS } from "../../src/reporters/index.js";
import { HOSTILE_FILES } from "../support/hostile.js";
import { junitErrors } from "../support/junit.js";
import { azureCommands, githubCommands } from "../support/log.js";
import { folder, repository, V1, V1_BROKEN, V1_TO_DECIDE } from "../support/project.js";
import { sarifErrors, withFixes } from "../support/sarif.js";
import { prsUpgrade } from "../support/terminal.js";

const github = (file: string): Ci => ({ name: "GitHub Actions", format: "github", folder: "", summary: { file } });
const azure = (temp: string): Ci => ({ name: "Azure Pipelines", format: "azure", folder: "", summary: { folder: temp } });

describe("which service it is, and where the working directory lies", () => {
  test.each<[string, NodeJS.ProcessEnv, Ci | null]>([
    ["none", { CI: "true" }, null],
    ["GitHub Actions", { GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: "/w/repo", GITHUB_STEP_SUMMARY: "/t/s.md" }, { name: "GitHub Actions", format: "github", folder: "ml/jobs", summary: { file: "/t/s.md" } }],
    ["GitHub Actions without a summary, elsewhere", { GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: "/w/other", GITHUB_STEP_SUMMARY: "" }, { name: "GitHub Actions", format: "github", folder: "", summary: null }],
    ["Azure Pipelines", { TF_BUILD: "True", BUILD_SOURCESDIRECTORY: "/w/repo/ml/jobs", AGENT_TEMPDIRECTORY: "/t" }, { name: "Azure Pipelines", format: "azure", folder: "", summary: { folder: "/t" } }],
    ["GitLab", { GITLAB_CI: "true", CI_PROJECT_DIR: "/w/repo" }, { name: "GitLab", format: null, folder: "ml/jobs", summary: null }],
    ["not GitHub Actions", { GITHUB_ACTIONS: "false", TF_BUILD: "" }, null],
  ])("%s", (_, env, expected) => {
    expect(detectCi(env, "/w/repo/ml/jobs")).toEqual(expected);
  });
});

describe("GitHub Actions", () => {
  test("the text stays as it is, the fitting format is proposed, and the summary is added", async () => {
    const project = repository({ "a.py": V1 });
    const plain = await prsUpgrade(project.root, ["a.py"]);
    const ci = github(join(folder({ "s.md": "before\n" }).root, "s.md"));
    const run = await prsUpgrade(project.root, ["a.py"], { ci });
    expect(run).toMatchObject({ code: 1, out: plain.out, error: "prs-upgrade: GitHub Actions shows the findings at their lines with --format github\n" });
    const summary = readFileSync((ci.summary as { file: string }).file, "utf8");
    expect(summary).toMatch(/^before\n## Azure ML SDK v1 parallel runs\n\n1 file uses v1 parallel runs/);
    expect(summary).toContain("```diff\n");
  });

  test("nothing is proposed where the format is given, the report goes into a file, or nothing is left", async () => {
    const project = repository({ "a.py": V1, "clean.py": "x = 1\n" });
    const ci = { ...github(""), summary: null };
    for (const args of [["--format", "text", "a.py"], ["-o", "r.txt", "a.py"], ["--quiet", "a.py"], ["clean.py"]]) expect((await prsUpgrade(project.root, args, { ci })).error).toBe("");
  });

  test("--quiet and standard input write no summary", async () => {
    const project = folder({ "a.py": V1, "s.md": "" });
    const ci = github(join(project.root, "s.md"));
    await prsUpgrade(project.root, ["--quiet", "a.py"], { ci });
    await prsUpgrade(project.root, ["-"], { ci, stdin: V1 });
    expect(project.read("s.md")).toBe("");
  });

  test("a summary that is full, or can't be written, is no error of the run", async () => {
    const project = folder({ "a.py": V1, "full.md": "x".repeat(1024 * 1024 - 100) });
    const full = await prsUpgrade(project.root, ["--format", "text", "a.py"], { ci: github(join(project.root, "full.md")) });
    expect(full).toMatchObject({ code: 1, error: "prs-upgrade: the summary of the step is full\n" });
    const gone = await prsUpgrade(project.root, ["--format", "text", "a.py"], { ci: github(join(project.root, "no", "s.md")) });
    expect(gone).toMatchObject({ code: 1, error: expect.stringMatching(/^prs-upgrade: the summary of the step could not be written: /) as string });
  });
});

describe("Azure Pipelines", () => {
  test("the summary is a file that the agent is told of, beside standard output", async () => {
    const project = repository({ "a.py": V1_TO_DECIDE });
    const temp = folder().root;
    const { out, error } = await prsUpgrade(project.root, ["--check", "a.py"], { ci: azure(temp) });
    expect(azureCommands(out)).toEqual([]);
    const [upload] = azureCommands(error);
    expect(upload).toMatchObject({ name: "task.uploadsummary", properties: {} });
    expect(upload!.data.startsWith(temp)).toBe(true);
    expect(readFileSync(upload!.data, "utf8")).toContain("**decision** PRS203");
    expect(error).toContain("--format azure\n");
  });
});

describe("in a folder of the repository, paths start at its root", () => {
  test.each(["github", "azure", "gitlab", "sarif"])("%s", async (format) => {
    const { root } = repository({ "ml/a.py": V1_TO_DECIDE });
    const inFolder = await prsUpgrade(join(root, "ml"), ["--format", format], { ci: { name: "x", format: null, folder: "ml", summary: null } });
    expect(inFolder.out).toBe((await prsUpgrade(root, ["--format", format])).out);
    expect(inFolder.out).toContain("ml/a.py");
  });
});

describe("no text of a scanned file is a command for the service that reads the log", () => {
  const files = repository(HOSTILE_FILES).root;

  // A page is no log: nobody prints one there.
  test.each(Object.keys(REPORTERS).filter((format) => format !== "html"))("%s", async (format) => {
    const allowed = { github: ["error", "warning", "notice"], azure: ["task.logissue"] }[format] ?? [];
    for (const mode of [[], ["--check", "--verbose"]]) {
      const onGithub = await prsUpgrade(files, ["--format", format, ...mode], { ci: { ...github(""), summary: null } });
      expect(onGithub.out).toMatch(/add-mask/);
      expect(onGithub.code).toBe(2);
      if (format !== "azure") expect(githubCommands(onGithub.out).map(({ name }) => name).filter((name) => !allowed.includes(name))).toEqual([]);
      expect(githubCommands(onGithub.error)).toEqual([]);
      const onAzure = await prsUpgrade(files, ["--format", format, ...mode], { ci: { ...azure(""), summary: null } });
      if (format !== "github") expect(azureCommands(onAzure.out).map(({ name }) => name).filter((name) => !allowed.includes(name))).toEqual([]);
      expect(azureCommands(onAzure.error)).toEqual([]);
    }
  });

  test("elsewhere the text shows it as it is", async () => {
    expect((await prsUpgrade(files, ["::error::a.py"])).out).toContain("::error::a.py");
  });
});

describe("the real process", () => {
  const bin = resolve("bin/prs-upgrade.js");
  const process_ = (root: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [bin, ...args], { cwd: root, env: { PATH: process.env["PATH"], ...env }, encoding: "utf8" });

  test("every format that CI services read, and nothing else on standard output", async () => {
    const { root } = repository({ "a.py": V1_TO_DECIDE, "broken.py": V1_BROKEN, "whole.py": V1 });
    const out = (format: string): string => {
      const { status, stdout, stderr } = process_(root, ["--format", format, "--check"]);
      expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(/^prs-upgrade: broken\.py: 5:6: /) as string });
      return stdout;
    };
    expect(sarifErrors(out("sarif"))).toEqual([]);
    expect(await junitErrors(out("junit"))).toEqual([]);
    expect(JSON.parse(out("gitlab"))).toContainEqual(expect.objectContaining({ check_name: "refused", severity: "critical" }));
    expect(githubCommands(out("github")).map(({ name, properties }) => `${name} ${properties["file"]}:${properties["line"]}`).slice(0, 2)).toEqual(["error broken.py:5", "error a.py:7"]);
    expect(azureCommands(out("azure")).map(({ properties }) => `${properties["type"]} ${properties["sourcepath"]}:${properties["linenumber"]}`).slice(0, 2)).toEqual(["error broken.py:5", "error a.py:7"]);
    expect(out("markdown")).toContain("\n| `broken.py` | refused | ");
  });

  test("the fixes of a SARIF file are what --write writes", () => {
    const notebook = readFileSync(join("fixtures", "notebook-across-cells", "v1.ipynb"), "utf8");
    const project = repository({ "a b.py": V1, "crlf.py": V1_TO_DECIDE.replaceAll("\n", "\r\n"), "n.ipynb": notebook });
    expect(process_(project.root, ["--format", "sarif", "-o", "prs.sarif"])).toMatchObject({ status: 1, stdout: "", stderr: "" });
    const log = JSON.parse(project.read("prs.sarif")) as Log;
    const fixed = ["a b.py", "crlf.py", "n.ipynb"].map((path) => withFixes(project.read(path), encodeURI(path), log));
    process_(project.root, ["--write"]);
    expect(["a b.py", "crlf.py", "n.ipynb"].map((path) => project.read(path))).toEqual(fixed);
    expect(fixed[0]).not.toBe(V1);
  });

  test("the environment tells the service", () => {
    const project = repository({ "ml/a.py": V1 });
    mkdirSync(join(project.root, "temp"));
    const onGithub = process_(join(project.root, "ml"), ["--format", "github"], { GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: project.root, GITHUB_STEP_SUMMARY: join(project.root, "temp", "s.md") });
    expect(githubCommands(onGithub.stdout)[0]!.properties["file"]).toBe("ml/a.py");
    expect(project.read("temp/s.md")).toMatch(/^## Azure ML SDK v1 parallel runs\n/);
    const onAzure = process_(project.root, [], { TF_BUILD: "True", BUILD_SOURCESDIRECTORY: project.root, AGENT_TEMPDIRECTORY: join(project.root, "temp") });
    expect(onAzure.stderr).toMatch(/^##vso\[task\.uploadsummary\].*prs-upgrade\.md\nprs-upgrade: Azure Pipelines shows the findings at their lines with --format azure\n$/);
    expect(readdirSync(join(project.root, "temp"))).toHaveLength(2);
  });
});

test.each([
  ["a key of pyproject.toml", { "pyproject.toml": '[tool.prs-upgrade]\n"##vso[task.setvariable variable=x]y" = 1\n' }],
  ["a code in pyproject.toml", { "pyproject.toml": '[tool.prs-upgrade]\nselect = ["##vso[task.setvariable variable=x]y\\n::add-mask::x"]\n' }],
  ["an entry of a baseline", { "pyproject.toml": '[tool.prs-upgrade]\nbaseline = "b.json"\n', "b.json": JSON.stringify({ format: "prs-upgrade baseline", version: 1, findings: [{ path: "a\n::add-mask::x##vso[task.setvariable variable=x]y", code: "PRS100", v1: "", line: "", count: 1 }] }) }],
])("what is said of %s is no command", async (_, files) => {
  const { error } = await prsUpgrade(folder({ "a.py": V1, ...files }).root, ["--check", "."], { ci: azure(folder().root) });
  expect(error).toMatch(/vso\[task\.setvariable/i);
  expect(error).not.toMatch(/##vso\[task\.setvariable|^\s*::/im);
});
