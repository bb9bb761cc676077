import { readFileSync } from "node:fs";
import { basename } from "node:path";
import Ajv from "ajv/dist/2020.js";
import type { Ci } from "../../src/cli/ci.js";
import { fixtures } from "../support/fixtures.js";
import { folder, V1, V1_BROKEN, V1_TO_DECIDE } from "../support/project.js";
import type { Project } from "../support/project.js";
import { prsUpgrade } from "../support/terminal.js";

const schemaOf = (name: string): object => JSON.parse(readFileSync(`schema/${name}.schema.json`, "utf8")) as object;
const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true }).addSchema(schemaOf("report"));
const validate = ajv.compile(schemaOf("merged-report"));

/** Two repositories and a clean one, each with its report. */
async function reports(): Promise<Project> {
  const project = folder({
    "invoices/score.py": V1_TO_DECIDE, "invoices/broken.py": V1_BROKEN,
    "churn/pipelines/run.py": `${"# a line that stays\n".repeat(20)}${V1}`, "churn/notebook.ipynb": fixtures().find(({ name }) => name === "notebook-magics")!.v1["v1.ipynb"]!,
    "clean/a.py": "x = 1\n",
  });
  for (const name of ["invoices", "churn", "clean"]) await prsUpgrade(`${project.root}/${name}`, ["--format", "json", "-o", `../${name}.json`]);
  return project;
}

test("a table of the repositories by name, and what could not be handled", async () => {
  const { root } = await reports();
  const { code, out, error } = await prsUpgrade(root, ["report", "invoices.json", "churn.json", "clean.json"]);
  expect([code, error]).toEqual([0, ""]);
  expect(out).toBe(`\
# Azure ML SDK v1 to v2: 3 repositories

| Repository | Files with v1 | To decide | No v2 counterpart | Changed in meaning | Upgraded | |
|---|---:|---:|---:|---:|---:|---|
| churn | 2 of 2 | 0 | 0 | 4 | 44 | nothing left to decide |
| clean | 0 of 1 | 0 | 0 | 0 | 0 | nothing to do |
| invoices | 2 of 2 | 1 | 0 | 1 | 22 | to decide |
| **All** | 4 of 5 | 1 | 0 | 5 | 66 |  |

Could not be handled:

- invoices/broken.py: 5:6: the file does not parse as Python; mend it first
`);
});

test("JSON: totals, and each report as it was", async () => {
  const { root, read } = await reports();
  const { code, out } = await prsUpgrade(root, ["report", "--format", "json", "churn.json", "invoices.json"]);
  const merged = JSON.parse(out) as { summary: unknown; repositories: { name: string; report: unknown }[] };
  validate(merged);
  expect([code, validate.errors]).toEqual([0, null]);
  expect(merged.summary).toEqual({ repositories: 2, scanned: 4, withV1: 4, changed: 3, refused: 1, findings: { upgraded: 66, changed: 5, decision: 1, unsupported: 0 }, complete: false });
  expect(merged.repositories.map(({ name }) => name)).toEqual(["churn", "invoices"]);
  expect(merged.repositories[0]!.report).toEqual(JSON.parse(read("churn.json")));
});

test("HTML: rows of repositories, their files, and the diffs out of the reports", async () => {
  const { root, read } = await reports();
  const { code, out } = await prsUpgrade(root, ["report", "--format", "html", "-o", "page.html", "invoices.json", "churn.json", "clean.json"]);
  expect([code, out]).toEqual([0, ""]);
  const page = read("page.html");
  expect(page).toContain("4 of 5 files in 3 repositories use v1 parallel runs");
  expect([...page.matchAll(/data-repository="(\w+)">(\w+)<\/a>/g)].map((match) => match[1])).toEqual(["churn", "clean", "invoices"]);
  expect(page).toContain('data-path="churn/pipelines/run.py"');
  // The lines of the report's diff, and nothing of what it leaves out.
  expect(page).toContain('<p class="apart">from line 18</p>');
  expect(page).toMatch(/<del data-n="21">from azureml\.core import Dataset.*<\/del>/);
  expect(page).toContain("Cell 5: SDK v1");
  // A finding's reason stands on its own, as on the page of one run.
  expect(page).toMatch(/<span>Is dataset &quot;invoices&quot; made of files or a table\?<\/span> <a href="#PRS203">PRS203<\/a><\/p><p class="why">/);
});

test("a file that an upgrade adds is told from the one that it changes", async () => {
  const project = await reports();
  project.add("more.json", project.read("churn.json").replace(/("diff": ")/, "$1--- /dev/null\\n+++ data/MLTable\\n@@ -0,0 +1,1 @@\\n+paths:\\n"));
  const { out } = await prsUpgrade(project.root, ["report", "--format", "html", "more.json"]);
  expect(out).toContain('<h3><span>A new file</span><span>data/MLTable</span></h3><div class="rows new"><ins data-n="1">paths:</ins></div>');
});

test("a report of --check has no diff: its findings stand there with their lines", async () => {
  const project = folder({ "a/score.py": V1_TO_DECIDE });
  await prsUpgrade(`${project.root}/a`, ["--check", "--format", "json", "-o", "../a.json"]);
  const { code, out } = await prsUpgrade(project.root, ["report", "--format", "html", "a.json"]);
  expect(code).toBe(0);
  expect(out).toMatch(/<strong>To decide<\/strong> <span class="where">line 7<\/span> <span>Is dataset/);
  expect(out).not.toContain("<section class=\"code");
});

test("a repository is called like its file, like the folder of a report.json, or as it is said", async () => {
  const { root, add, read } = await reports();
  add("artifacts/billing/report.json", read("churn.json"));
  add("report.json", read("churn.json"));
  const { out } = await prsUpgrade(root, ["report", "artifacts/billing/report.json", "acme/churn=churn.json", "invoices.json", "report.json"]);
  expect([...out.matchAll(/^\| ([\w/-]+) \| \d/gm)].map((match) => match[1])).toEqual([...["acme/churn", "billing", "invoices"], basename(root)].sort());
});

test("two of one name are refused", async () => {
  const { root } = await reports();
  const { code, out, error } = await prsUpgrade(root, ["report", "churn=invoices.json", "churn.json"]);
  expect([code, out]).toEqual([2, ""]);
  expect(error).toBe('prs-upgrade: churn.json: another report is called "churn", too (invoices.json); give them names: NAME=churn.json\n');
});

describe("what is no report is refused, with the file and the key", () => {
  const changed = (change: (report: Record<string, never>) => unknown) => (text: string): string => JSON.stringify(change(JSON.parse(text) as Record<string, never>));
  test.each([
    ["", () => "", "it is not valid JSON: Unexpected end of JSON input"],
    ["text", () => "prs-upgrade: 3 files", /^it is not valid JSON: /],
    ["a list", () => "[]", "it is JSON, but no report of prs-upgrade --format json"],
    ["another tool's", () => "{}", "schemaVersion: it is missing; is this a report of prs-upgrade --format json?"],
    ["a newer one", changed((report) => ({ ...report, schemaVersion: 2 })), "schemaVersion: it is 2, and this prs-upgrade reads 1; make the report with the version that merges it"],
    ["a merged one", () => '{"schemaVersion": 1, "repositories": []}', "it is a merged report; give the reports that it was made from"],
    ["without a key", changed((report) => ({ ...report, summary: undefined })), "summary: it is missing"],
    ["with another key", changed((report) => ({ ...report, extra: 1 })), "extra: nothing of this name belongs here"],
    ["with a wrong effort", (text: string) => text.replace('"effort": "changed"', '"effort": "odd"'), /^files\[\d\]\.findings\[\d+\]\.effort: it must be one of upgraded, changed, decision, unsupported$/],
    ["with a wrong line", (text: string) => text.replace(/"line": \d+/, '"line": 0'), /^files\[0\]\.findings\[0\]\.line: it must be >= 1$/],
    ["with many mistakes", (text: string) => text.replace(/"line": \d+/g, '"line": 0'), /; .*; .* \(and \d+ more\)$/],
    ["with a broken diff", (text: string) => text.replace(/@@ -1,\d+/, "@@ -1,99999"), /^files\[0\]\.diff: it is no unified diff: /],
  ])("%s", async (_name, change, message) => {
    const project = await reports();
    project.add("bad.json", change(project.read("churn.json")));
    const { code, out, error } = await prsUpgrade(project.root, ["report", "bad.json", "invoices.json", "--format", "html"]);
    expect([code, out]).toEqual([2, ""]);
    expect(error).toMatch(/^prs-upgrade: bad\.json: /);
    const said = error.replace("prs-upgrade: bad.json: ", "").trimEnd();
    if (typeof message === "string") expect(said).toBe(message);
    else expect(said).toMatch(message);
  });

  test("one that is not there, and one that can't be written", async () => {
    const { root } = await reports();
    expect(await prsUpgrade(root, ["report", "none.json"])).toMatchObject({ code: 2, error: "prs-upgrade: none.json: there is no such file\n" });
    expect(await prsUpgrade(root, ["report", "churn.json", "-o", "no/such/folder"])).toMatchObject({ code: 2, error: "prs-upgrade: no/such/folder: the report could not be written: there is no such file\n" });
    expect((await prsUpgrade(root, ["report"])).code).toBe(2);
    expect((await prsUpgrade(root, ["report", "churn.json", "--format", "sarif"])).code).toBe(2);
  });
});

test("a report that Windows PowerShell wrote as UTF-16 is read", async () => {
  const project = await reports();
  project.add("wide.json", Buffer.from(`\ufeff${project.read("churn.json")}`, "utf16le"));
  project.add("bom.json", `\ufeff${project.read("churn.json")}`);
  const { code, out } = await prsUpgrade(project.root, ["report", "wide.json", "bom.json"]);
  expect(code).toBe(0);
  expect(out).toContain("| wide | 2 of 2 |");
});

test("names and paths mean nothing to Markdown", async () => {
  const { root } = await reports();
  const { out } = await prsUpgrade(root, ["report", "a|b`<i>*x*[y](z)\n@team=churn.json"]);
  expect(out).toContain("| a&#124;b&#96;&#60;i&#62;&#42;x&#42;&#91;y&#93;(z)&#10;&#64;team |");
});

test("what a report of somebody else holds is no command of a CI log", async () => {
  const project = await reports();
  const hostile = "##vso[task.setvariable variable=x]y\n::add-mask::x";
  const report = JSON.parse(project.read("clean.json")) as object;
  project.add("hostile.json", JSON.stringify({ ...report, errors: [{ path: hostile, reason: hostile }] }));
  project.add("bad.json", JSON.stringify({ ...report, schemaVersion: hostile }));
  const ci: Ci = { name: "Azure Pipelines", format: "azure", folder: "", summary: null };
  for (const args of [["--format", "json", "hostile.json"], ["--format", "markdown", "hostile.json"], ["bad.json"], [`${hostile}.json`]]) {
    const { out, error } = await prsUpgrade(project.root, ["report", ...args], { ci });
    expect(out + error).not.toMatch(/##vso|^\s*::/m);
  }
});
