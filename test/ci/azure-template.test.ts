import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "sarif";
import { parse } from "yaml";
import { azureCommands } from "../support/log.js";
import type { Project } from "../support/project.js";
import { folder, repository, V1, V1_BROKEN, V1_TO_DECIDE } from "../support/project.js";
import type { ShellOutcome } from "../support/shell.js";
import { bash, commands } from "../support/shell.js";

interface Template {
  parameters: { name: string; type: string; default: string | boolean }[];
  steps: { bash?: string; task?: string; name?: string; env?: Record<string, string> }[];
}

const template = parse(readFileSync("ci/azure-pipelines-template.yml", "utf8")) as Template;
const step = template.steps.find((s) => s.bash !== undefined)!;

/** Runs the script as an agent does. */
function run(project: Project, given: Readonly<Record<string, string | boolean>> = {}): ShellOutcome & { temp: Project } {
  const temp = folder();
  const value = (expression: string): string => {
    const parameter = template.parameters.find(({ name }) => expression === `\${{ parameters.${name} }}`);
    if (!parameter) throw new Error(`no such parameter: ${expression}`);
    const chosen = given[parameter.name] ?? parameter.default;
    return typeof chosen === "string" ? chosen : chosen ? "True" : "False";
  };
  const outcome = bash(step.bash!, [], project.root, {
    ...Object.fromEntries(Object.entries(step.env!).map(([name, expression]) => [name, value(expression)])),
    PATH: `${commands()}:/usr/bin:/bin`, TF_BUILD: "True", BUILD_SOURCESDIRECTORY: project.root, AGENT_TEMPDIRECTORY: temp.root,
  });
  return { ...outcome, temp };
}

const complete = ({ stdout }: ShellOutcome): string | undefined => azureCommands(stdout).find(({ name }) => name === "task.setvariable")?.data;

test("every parameter goes through the environment", () => {
  expect(step.bash).not.toContain("${{");
  expect(Object.values(step.env!).sort()).toEqual(template.parameters.map(({ name }) => `\${{ parameters.${name} }}`).sort());
  expect(step.name).toBe("prsUpgrade");
});

test("nothing left: green, and complete", () => {
  const outcome = run(repository({ "a.py": "x = 1\n" }));
  expect(outcome.status).toBe(0);
  expect(complete(outcome)).toBe("true");
});

test("v1 code: red, with its issues and the summary", () => {
  const outcome = run(repository({ "ml/a.py": V1_TO_DECIDE }));
  expect(outcome.status).toBe(1);
  expect(complete(outcome)).toBe("false");
  expect(azureCommands(outcome.stdout)[0]).toMatchObject({ name: "task.logissue", properties: { type: "error", sourcepath: "ml/a.py", linenumber: "7", code: "PRS203" } });
  const [summary] = azureCommands(outcome.stderr);
  expect(readFileSync(summary!.data, "utf8")).toContain("`ml/a.py`");
});

test("fail: false is green while something is left, never when a file can't be parsed", () => {
  expect(run(repository({ "a.py": V1 }), { fail: false }).status).toBe(0);
  expect(run(repository({ "a.py": V1_BROKEN }), { fail: false }).status).toBe(2);
});

test("paths, patterns, and a SARIF file", () => {
  const project = repository({ "a b/a.py": V1, "c/c.py": V1, "c/old/d.py": V1 });
  const { temp, status } = run(project, { paths: "a b\nc\n", exclude: "old/", publishSarif: true });
  expect(status).toBe(1);
  const uris = (JSON.parse(temp.read("prs-upgrade.sarif")) as Log).runs[0]!.results!.map((result) => result.locations![0]!.physicalLocation!.artifactLocation!.uri);
  expect([...new Set(uris)]).toEqual(["a%20b/a.py", "c/c.py"]);
});

test.each(["paths", "exclude", "package"])("no %s is a command", (parameter) => {
  const attempts = ["$(touch owned)", "`touch owned`", '"; touch owned; "', "--write", "-", "-w", "--output=owned", "touch owned"];
  for (const attempt of [attempts.join("\n"), attempts.join(" "), "--write"]) {
    const project = repository({ "a.py": V1 });
    const outcome = run(project, { [parameter]: attempt });
    expect({ attempt, owned: existsSync(join(project.root, "owned")), code: project.read("a.py") === V1 }).toEqual({ attempt, owned: false, code: true });
    expect(complete(outcome)).toBe("false");
  }
});
