import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Project } from "./support/project.js";
import { folder, V1, V1_BROKEN, V1_TO_DECIDE } from "./support/project.js";

/*
 * The campaign files as far as they run without a network: the scripts in clones as multi-gitter runs them, the commands of the batch
 * spec and of the workflow, and the loop of the docs. They run the tool of dist/, as their users do.
 */

const TOOL = join(process.cwd(), "bin", "prs-upgrade.js");
const CAMPAIGN = join(process.cwd(), "examples", "campaign");
const yaml = (path: string): unknown => parse(readFileSync(join(CAMPAIGN, path), "utf8"));

const REPOSITORIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "acme/invoices": { "score.py": V1, "README.md": "# invoices\n" },
  "acme/churn": { "score.py": V1_TO_DECIDE },
  "acme/broken": { "score.py": V1_BROKEN, "other.py": V1 },
  "acme/clean": { "a.py": "x = 1\n" },
};

/** Fresh clones of all repositories, in clones/<name>. */
function clones(): Project {
  const project = folder();
  for (const [name, files] of Object.entries(REPOSITORIES)) {
    for (const [path, text] of Object.entries(files)) project.add(`origin/${name}/${path}`, text);
    const git = (...args: string[]): void => void execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...args], { cwd: join(project.root, "origin", name), stdio: "pipe" });
    git("init", "--quiet");
    git("add", ".");
    git("commit", "--quiet", "-m", "v1");
    execFileSync("git", ["clone", "--quiet", "--depth=1", `file://${project.root}/origin/${name}`, join(project.root, "clones", name.split("/")[1]!)], { stdio: "pipe" });
  }
  return project;
}

const cloneOf = (project: Project, name: string): string => join(project.root, "clones", name.split("/")[1]!);
const changes = (folderPath: string): string => execFileSync("git", ["status", "--porcelain"], { cwd: folderPath, encoding: "utf8" });

/** As multi-gitter's cmd.go does: the script in the clone, with the environment of the caller and REPOSITORY. */
function multiGitter(script: string, project: Project, name: string): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync(join(CAMPAIGN, "multi-gitter", script), { cwd: cloneOf(project, name), env: { ...process.env, REPOSITORY: name, PRS_REPORTS: join(project.root, "reports"), PRS_UPGRADE: `node ${TOOL}` }, encoding: "utf8" });
  return { status, stderr };
}

const report = (project: Project, name: string): { mode: string; summary: { withV1: number; complete: boolean } } => JSON.parse(project.read(`reports/${name}/report.json`)) as ReturnType<typeof report>;

/** A command line of the files, run by a shell that finds the tool of this folder under the name that they use. */
function shell(script: string, cwd: string, env: NodeJS.ProcessEnv = {}, program = "sh"): { status: number | null; stdout: string; stderr: string } {
  const commands = folder({ "prs-upgrade": `#!/bin/sh\nexec node "${TOOL}" "$@"\n`, npx: '#!/bin/sh\n[ "$1 $2" = "--yes github:OWNER/prs-upgrade#v0.1.0" ] || exit 99\nshift 2\nexec prs-upgrade "$@"\n' });
  execFileSync("chmod", ["+x", "prs-upgrade", "npx"], { cwd: commands.root });
  const { status, stdout, stderr } = spawnSync(program, ["-e", "-c", script], { cwd, env: { ...process.env, ...env, PATH: `${commands.root}:${process.env["PATH"] ?? ""}` }, encoding: "utf8" });
  return { status, stdout, stderr };
}

test("multi-gitter print: a report of each repository, and nothing changed", () => {
  const project = clones();
  const statuses = Object.keys(REPOSITORIES).map((name) => [name, multiGitter("survey.sh", project, name).status, changes(cloneOf(project, name))]);
  expect(statuses).toEqual([["acme/invoices", 0, ""], ["acme/churn", 0, ""], ["acme/broken", 2, ""], ["acme/clean", 0, ""]]);
  expect(Object.keys(REPOSITORIES).map((name) => report(project, name).summary.withV1)).toEqual([1, 1, 2, 0]);
  const { status, stdout } = shell("prs-upgrade report reports/*/*/report.json", project.root);
  expect(status).toBe(0);
  expect([...stdout.matchAll(/^\| (\w+) \| (\d of \d)/gm)].map(([, name, files]) => `${name!}: ${files!}`)).toEqual(["broken: 2 of 2", "churn: 1 of 1", "clean: 0 of 1", "invoices: 1 of 1"]);
});

test("multi-gitter run: the code is upgraded, nothing else is there to commit, and a file that can't be parsed stops its repository", () => {
  const project = clones();
  const statuses = Object.keys(REPOSITORIES).map((name) => [name, multiGitter("upgrade.sh", project, name).status, changes(cloneOf(project, name))]);
  expect(statuses).toEqual([["acme/invoices", 0, " M score.py\n"], ["acme/churn", 0, " M score.py\n"], ["acme/broken", 2, " M other.py\n"], ["acme/clean", 0, ""]]);
  expect(report(project, "acme/invoices")).toMatchObject({ mode: "write", summary: { complete: true } });
  expect(readFileSync(join(cloneOf(project, "acme/churn"), "score.py"), "utf8")).toContain("TODO(prs-upgrade PRS203)");
  expect(multiGitter("upgrade.sh", project, "acme/broken").stderr).toContain("score.py: 5:6: the file does not parse as Python; mend it first");
});

test("a script without a folder for the reports says so", () => {
  const { status, stderr } = spawnSync(join(CAMPAIGN, "multi-gitter", "survey.sh"), { env: { PATH: process.env["PATH"] }, encoding: "utf8" });
  expect([status === 0, stderr]).toEqual([false, expect.stringContaining("give the folder for the reports") as unknown as string]);
});

test("multi-gitter's settings", () => {
  expect(yaml("multi-gitter/config.yaml")).toMatchObject({ platform: "github", branch: "prs-upgrade", draft: true, "conflict-strategy": "skip" });
});

interface BatchSpec {
  readonly version: number;
  readonly steps: readonly { readonly run: string; readonly mount: readonly { readonly path: string; readonly mountpoint: string }[] }[];
  readonly changesetTemplate: { readonly body: string; readonly published: string };
}

test("the step of the Sourcegraph batch spec, as its container runs it", () => {
  const spec = yaml("sourcegraph/batch-spec.yaml") as BatchSpec;
  expect([spec.version, spec.steps.length, spec.changesetTemplate.published]).toEqual([2, 1, "draft"]);
  const { run, mount } = spec.steps[0]!;
  expect(mount).toEqual([{ path: "./prs-upgrade", mountpoint: "/opt/prs-upgrade" }]);
  const step = run.replaceAll("/opt/prs-upgrade", process.cwd());
  expect(step).not.toContain("/opt");
  const project = clones();
  const left = (name: string): unknown[] => {
    const { status, stdout } = shell(step, cloneOf(project, name));
    return [status, stdout, changes(cloneOf(project, name))];
  };
  expect(left("acme/invoices")).toEqual([0, expect.stringMatching(/^No v1 parallel-run code in \d files?\.\n$/) as unknown as string, " M score.py\n"]);
  expect(left("acme/churn")).toEqual([0, expect.stringContaining("TODO") as unknown as string, " M score.py\n"]);
  expect(left("acme/broken")[0]).toBe(2);
  expect(left("acme/clean")).toEqual([0, "No v1 parallel-run code in 1 file.\n", ""]);
});

interface Workflow {
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly name?: string; readonly run?: string; readonly env?: object }[] }>>;
}

test("the commands of the workflow, one repository after the other, then the page", () => {
  const workflow = yaml("github-actions/campaign.yml") as Workflow;
  expect(workflow.permissions).toEqual({ contents: "read" });
  const runOf = (job: string): string => workflow.jobs[job]!.steps.find(({ run }) => run !== undefined)!.run!;
  // What a workflow says reaches a script as a variable, never as a part of it.
  for (const job of ["look", "page"]) expect(runOf(job)).not.toContain("${{");
  const project = clones();
  for (const name of Object.keys(REPOSITORIES)) {
    const { status, stdout } = shell(runOf("look"), cloneOf(project, name), { REPOSITORY: name, RUNNER_TEMP: join(project.root, "temp") }, "bash");
    expect([name, status, stdout]).toEqual([name, 0, name === "acme/broken" ? "::warning::acme/broken: something could not be read, see the page\n" : ""]);
  }
  execFileSync("mv", ["temp/report", "reports"], { cwd: project.root });
  expect(shell(runOf("page"), project.root, { GITHUB_STEP_SUMMARY: join(project.root, "summary.md") }, "bash").status).toBe(0);
  expect(project.read("migration.html")).toContain("in 4 repositories use v1 parallel runs");
  expect(project.read("summary.md")).toContain("| churn | 1 of 1 |");
});

test("the loop of the docs", () => {
  const docs = readFileSync("docs/campaign.md", "utf8");
  const loop = /### With clones\n\n```sh\n([^]*?)```/.exec(docs)![1]!;
  const project = clones();
  expect(shell(loop, project.root).status).toBe(0);
  expect(project.read("migration.html")).toContain("in 4 repositories use v1 parallel runs");
  expect(project.read("reports/churn.json")).toContain('"PRS203"');
});
