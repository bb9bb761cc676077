import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { repository, V1, V1_BROKEN, V1_TO_DECIDE } from "../support/project.js";
import type { Project } from "../support/project.js";
import { prsUpgrade } from "../support/terminal.js";

interface Page {
  readonly summary: { readonly complete: boolean; readonly hidden?: object; readonly findings: object };
  readonly statistics?: { readonly settings: readonly object[]; readonly codes: readonly object[]; readonly files: readonly object[] };
  readonly files: readonly { readonly path: string; readonly findings: readonly { readonly code: string }[] }[];
}

async function check(root: string, ...args: string[]): Promise<{ code: number; error: string; page: Page; codes: string[] }> {
  const { code, out, error } = await prsUpgrade(root, ["--check", "--format", "json", ...args]);
  const page = JSON.parse(out) as Page;
  return { code, error, page, codes: page.files.flatMap((f) => f.findings.map((x) => `${f.path} ${x.code}`)) };
}

describe("--baseline", () => {
  const BASELINE = ["--baseline", "prs.json"];

  async function withBaseline(files: Readonly<Record<string, string>>): Promise<Project> {
    const project = repository(files);
    expect((await prsUpgrade(project.root, [...BASELINE, "--update-baseline"])).code).toBe(0);
    return project;
  }

  test("old code passes, and is still counted", async () => {
    const project = repository({ "a.py": V1_TO_DECIDE });
    const made = await prsUpgrade(project.root, [...BASELINE, "--update-baseline"]);
    expect(made.code).toBe(0);
    expect(made.error).toMatch(/^prs-upgrade: prs\.json: \d+ findings, 0 before\n$/);
    expect(made.out).toMatch(/^Nothing to list in 1 file\.\n {2}not listed: \d+ in the baseline \(1 of them to decide, or without a counterpart\)\n$/);
    const { code, page, codes } = await check(project.root, ...BASELINE);
    expect({ code, codes, complete: page.summary.complete }).toEqual({ code: 0, codes: [], complete: false });
    expect(page.summary.hidden).toMatchObject({ ignored: 0, deselected: 0 });
    expect(readdirSync(project.root).sort()).toEqual([".git", "a.py", "prs.json"]);
  });

  test("new code fails, and is all that is listed", async () => {
    const project = await withBaseline({ "a.py": V1 });
    project.add("b.py", V1_TO_DECIDE);
    const { code, page } = await check(project.root, ...BASELINE);
    expect({ code, files: page.files.map((f) => f.path) }).toEqual({ code: 1, files: ["b.py"] });
  });

  test("a second line like one that is known is new", async () => {
    const store = "store = ws.get_default_datastore()\n";
    const project = await withBaseline({ "a.py": V1 });
    project.add("a.py", V1.replace(store, store + store));
    expect((await check(project.root, ...BASELINE)).codes).toEqual(["a.py PRS201"]);
  });

  test("moved lines and another folder to run in change nothing", async () => {
    const project = await withBaseline({ "src/a.py": V1 });
    project.add("src/a.py", `import os\n\n\n${V1.replaceAll("\n", "\r\n")}`);
    expect(await check(project.root, ...BASELINE)).toMatchObject({ code: 0, error: "" });
    expect(await check(join(project.root, "src"), "--baseline", "../prs.json")).toMatchObject({ code: 0, error: "" });
  });

  test("what no longer occurs is said, and --update-baseline takes it out", async () => {
    const project = await withBaseline({ "a.py": V1, "b.py": V1, "c.py": V1 });
    project.add("b.py", "print(1)\n");
    project.add("c.py", V1_BROKEN);
    const { code, error } = await check(project.root, ...BASELINE);
    expect(code).toBe(2);
    expect(error).toMatch(/^prs-upgrade: prs\.json: no longer found, so take them out with --update-baseline:\n( {2}b\.py {2}PRS\d+.*\n){10} {2}and \d+ more\nprs-upgrade: c\.py: 5:\d+: [^\n]*\n$/);
    // A hook looks at some files alone, and is no place to hear of it.
    expect(await check(project.root, ...BASELINE, "a.py", "b.py")).toMatchObject({ code: 0, error: "" });
    const before = project.read("prs.json");
    // Neither what was not searched nor what could not be read is gone.
    expect((await prsUpgrade(project.root, [...BASELINE, "--update-baseline", "a.py"])).code).toBe(0);
    expect(project.read("prs.json")).toBe(before);
    expect((await prsUpgrade(project.root, [...BASELINE, "--update-baseline"])).code).toBe(2);
    expect(project.read("prs.json")).toBe(before.split("\n").filter((line) => !line.includes('"b.py"')).join("\n"));
    expect((await prsUpgrade(project.root, ["--check", "--quiet", ...BASELINE, "a.py"])).error).toBe("");
  });

  test("what a script uses of v1 stays there while its step is not in sight", async () => {
    const project = await withBaseline({ "a.py": V1, "scoring/score.py": "from azureml.core import Model\n\npath = Model.get_model_path('m')\n" });
    expect(project.read("prs.json")).toContain('"path":"scoring/score.py","code":"PRS903"');
    const before = project.read("prs.json");
    await prsUpgrade(project.root, [...BASELINE, "--update-baseline", "scoring"]);
    expect(project.read("prs.json")).toBe(before);
    expect(await check(project.root, ...BASELINE, "a.py")).toMatchObject({ code: 0, error: "" });
  });

  test("what is not selected stays in the baseline", async () => {
    const project = await withBaseline({ "a.py": V1 });
    const before = project.read("prs.json");
    await prsUpgrade(project.root, [...BASELINE, "--update-baseline", "--select", "PRS2"]);
    expect(project.read("prs.json")).toBe(before);
  });

  test("--write writes all the same, and says what it wrote", async () => {
    const project = await withBaseline({ "a.py": V1 });
    const { code, out } = await prsUpgrade(project.root, ["--write", ...BASELINE]);
    expect(code).toBe(0);
    expect(out).toMatch(/^a\.py .*whole\n/);
    expect(project.read("a.py")).toContain("parallel_run_function(");
  });

  test.each([
    [["--baseline", "gone.json"], "gone.json: there is no such baseline; make it with --update-baseline"],
    [["--baseline", "a.py"], "a.py: it is not valid JSON"],
    [["--update-baseline"], "--update-baseline needs --baseline <file>, or baseline in [tool.prs-upgrade]"],
    [["--update-baseline", "--baseline", "no/such/prs.json"], "no/such/prs.json: the baseline could not be written: there is no such file"],
    [["--update-baseline", "--baseline", "prs.json", "-"], '--update-baseline needs files, not the path "-"'],
    [["--update-baseline", "--baseline", "prs.json", "--write"], "cannot be used with option"],
  ])("%j is wrong usage", async (args, message) => {
    const { root, read } = repository({ "a.py": V1 });
    const { code, out, error } = await prsUpgrade(root, args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(error).toMatch(/^error: .*\n/);
    expect(error).toContain(message);
    expect(read("a.py")).toBe(V1);
  });
});

describe("--select and --ignore", () => {
  test("say what is listed and what fails; complete stays honest", async () => {
    const { root } = repository({ "a.py": V1_TO_DECIDE });
    expect(await check(root, "--select", "prs203")).toMatchObject({ code: 1, codes: ["a.py PRS203"] });
    expect((await check(root, "--select", "PRS2", "--ignore", "PRS203")).codes).not.toContain("a.py PRS203");
    expect((await check(root, "--select", "PRS107,PRS5", "--select", "PRS203")).codes).toContain("a.py PRS203");
    expect(await check(root, "--select", "PRS6")).toMatchObject({ code: 0, codes: [], page: { summary: { complete: false } } });
    expect(await check(root, "--ignore", "PRS")).toMatchObject({ code: 0, codes: [], page: { summary: { complete: false } } });
  });

  test("change nothing in the rewrite", async () => {
    const [one, other] = [repository({ "a.py": V1_TO_DECIDE }), repository({ "a.py": V1_TO_DECIDE })];
    await prsUpgrade(one.root, ["--write"]);
    const { code, out } = await prsUpgrade(other.root, ["--write", "--ignore", "PRS2"]);
    expect(other.read("a.py")).toBe(one.read("a.py"));
    expect(code).toBe(0);
    expect(out).toMatch(/^a\.py .* 1 to read\n/);
    expect(out).toMatch(/not listed: \d+ left out by --select or --ignore \(1 of them to decide, or without a counterpart\)/);
  });

  test("a code that does not exist is wrong usage", async () => {
    expect(await prsUpgrade(repository().root, ["--select", "PRS999"])).toMatchObject({ code: 2, out: "", error: expect.stringMatching(/^error: --select: there is no code PRS999; did you mean PRS\d{3}\?\n$/) });
  });
});

describe("[tool.prs-upgrade] in pyproject.toml", () => {
  test("holds below its folder, and the command line wins", async () => {
    const project = repository({
      "pyproject.toml": '[tool.prs-upgrade]\nselect = ["PRS203"]\nexclude = ["/old/"]\nbaseline = "ci/prs.json"\n',
      "ci/x": "", "old/a.py": V1_TO_DECIDE, "src/a.py": V1_TO_DECIDE, "src/old/b.py": V1_TO_DECIDE,
    });
    const src = join(project.root, "src");
    expect(await prsUpgrade(src, ["--check"])).toMatchObject({ code: 2, error: "error: ../ci/prs.json: there is no such baseline; make it with --update-baseline\n" });
    expect((await prsUpgrade(src, ["--check", "--update-baseline"])).code).toBe(0);
    expect(project.read("ci/prs.json").match(/"path":"[^"]*","code":"[^"]*"/g)).toEqual(['"path":"../src/a.py","code":"PRS203"', '"path":"../src/old/b.py","code":"PRS203"']);
    expect(await check(project.root)).toMatchObject({ code: 0, codes: [], error: "" });
    expect((await check(project.root, "--exclude", "src/")).codes).toEqual(["old/a.py PRS203"]);
    expect((await check(project.root, "--select", "PRS201")).codes).toEqual(["src/a.py PRS201", "src/old/b.py PRS201"]);
  });

  test.each([
    ['[tool.prs-upgrade]\nselct = ["PRS1"]\n', 'error: pyproject.toml: 2: [tool.prs-upgrade] has no key "selct"; did you mean select?\n'],
    ['[tool.prs-upgrade]\nignore = ["PRX1"]\n', "error: pyproject.toml: ignore: there is no code PRX1; did you mean PRS101?\n"],
    ['[tool.prs-upgrade]\nbaseline = "../../prs.json"\n', "error: pyproject.toml: baseline must be a file in the folder of this file, or below it, links followed\n"],
    ["[tool.prs-upgrade]\n\"a\\u009bb\" = 1\n", 'error: pyproject.toml: [tool.prs-upgrade] has no key "a\\u009bb"; did you mean select?\n'],
    ["[tool.prs-upgrade]\nignore = [\n", "error: pyproject.toml: 3:1: it is not valid TOML: invalid value\n"],
  ])("%j is refused", async (text, error) => {
    expect(await prsUpgrade(repository({ "pyproject.toml": text, "a.py": V1 }).root, ["--write"])).toEqual(expect.objectContaining({ code: 2, out: "", error }));
  });
});

describe("ignore comments", () => {
  test("a decision that is ignored is neither listed nor marked, but it is counted", async () => {
    const project = repository({ "a.py": V1_TO_DECIDE.replace("invoices = ", "# prs-upgrade: ignore[PRS203] they are files\ninvoices = ") });
    const { code, out } = await prsUpgrade(project.root, ["--write"]);
    expect(code).toBe(0);
    expect(out).toContain("not listed: 1 ignored by a comment (1 of them to decide, or without a counterpart)");
    expect(project.read("a.py")).not.toContain("TODO");
    // The code is v2 now, so the comment has done its work.
    expect(await check(project.root)).toMatchObject({ code: 1, codes: ["a.py PRS904"] });
  });

  test("one in a file without v1 code is said to be left over", async () => {
    expect(await check(repository({ "a.py": "# prs-upgrade: ignore[PRS203] they are files\nx = 1\n" }).root)).toMatchObject({ code: 1, codes: ["a.py PRS904"] });
  });

  test("in a list of packages", async () => {
    const { root } = repository({ "a.py": V1, "requirements.txt": "pandas\nazureml-core==1.60.0\n" });
    expect((await check(root)).codes.filter((code) => code.startsWith("requirements"))).toEqual(["requirements.txt PRS801", "requirements.txt PRS802"]);
    const ignoring = repository({ "a.py": V1, "requirements.txt": "pandas\n# prs-upgrade: ignore[PRS801] the image has it\nazureml-core==1.60.0  # prs-upgrade: ignore[PRS802] another program needs it\n" });
    expect((await check(ignoring.root)).codes.filter((code) => code.startsWith("requirements"))).toEqual([]);
  });

  test("in a script that a step runs", async () => {
    const script = "from azureml.core import Model\n\npath = Model.get_model_path('m')  # prs-upgrade: ignore[PRS903] it has azureml-core\n";
    const { root } = repository({ "a.py": V1, "scoring/score.py": script });
    const { page, codes } = await check(root);
    expect(codes.filter((code) => code.startsWith("scoring/"))).toEqual([]);
    expect(page.summary).toMatchObject({ complete: false, hidden: { ignored: 1 } });
    expect((await check(root, "scoring/score.py")).codes).toEqual([]);
  });
});

describe("--statistics", () => {
  const files = { "a.py": V1, "b.py": V1_TO_DECIDE };

  test("as text: settings, codes and files, the most frequent first", async () => {
    const { code, out } = await prsUpgrade(repository(files).root, ["--statistics"]);
    expect(code).toBe(1);
    expect(out).toMatch(/^v1 +files {2}findings {2}by hand\n/);
    expect(out).toMatch(/\nParallelRunConfig\.node_count +2 +2 +0\n/);
    expect(out).toMatch(/\ncode +files {2}findings {2}by hand\n[^]*\nPRS203 .* 1 +1 +1\n/);
    expect(out).toMatch(/\nfile +upgraded {2}changed {2}to decide {2}no counterpart\nb\.py .*\na\.py .*\n\n2 files use v1 parallel runs/);
    expect(out).not.toContain("@@");
    for (const line of out.split("\n").slice(0, -4)) expect(line.length).toBeLessThanOrEqual(80);
  });

  test("in JSON, beside the findings", async () => {
    const { page } = await check(repository(files).root, "--statistics");
    expect(page.statistics?.settings).toContainEqual({ v1: "ParallelRunConfig.node_count", v2: ["resources.instance_count"], findings: 2, files: 2, efforts: { upgraded: 2, changed: 0, decision: 0, unsupported: 0 } });
    expect(page.statistics?.codes).toContainEqual({ code: "PRS203", title: expect.any(String), findings: 1, files: 1, efforts: { upgraded: 0, changed: 0, decision: 1, unsupported: 0 } });
    expect(page.statistics?.files).toMatchObject([{ path: "b.py", status: "partly" }, { path: "a.py", status: "upgraded" }]);
    expect((await check(repository(files).root)).page.statistics).toBeUndefined();
  });

  test("where there is nothing to count", async () => {
    expect(await prsUpgrade(repository({ "a.py": "" }).root, ["--statistics"])).toMatchObject({ code: 0, out: "No v1 parallel-run code in 1 file.\n" });
  });
});

test("a baseline that could not be made leaves nothing behind", async () => {
  const project = repository({ "a.py": V1 });
  await prsUpgrade(project.root, ["--update-baseline", "--baseline", "no/prs.json"]);
  expect(existsSync(join(project.root, "no"))).toBe(false);
});
