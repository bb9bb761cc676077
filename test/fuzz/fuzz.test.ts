import { upgradeText } from "../support/fixtures.js";
import { V1 } from "../support/project.js";
import { inputOf } from "./input.js";
import { judge } from "./judge.js";
import { Python } from "./python.js";

/** `npm run fuzz` takes 20,000. */
const INPUTS = 300;

let python: Python | null = null;
beforeAll(async () => {
  python = await Python.start();
  if (!python) console.warn("python3 is not here: that what compiled still does was not checked");
});
afterAll(() => python?.stop());

test(`${INPUTS} mutated fixtures: no crash, the edits are what changes, a second run has nothing to do, what compiled compiles`, async () => {
  const broken: string[] = [];
  for (let seed = 1_000_000; seed < 1_000_000 + INPUTS; seed++) {
    const input = inputOf(seed);
    const verdict = await judge(input, python);
    broken.push(...verdict.broken.map((b) => `seed ${seed} (${input.made}): ${b}`));
  }
  expect(broken).toEqual([]);
});

test("a seed gives the same input again", () => {
  expect(inputOf(42)).toEqual(inputOf(42));
  expect(inputOf(42)).not.toEqual(inputOf(43));
});

test("the judge sees what it is there for", async () => {
  const bytes = Buffer.from(V1);
  expect((await judge({ path: "a.py", bytes, made: "", others: [] }, python)).broken).toEqual([]);
  const compared = await python?.compare("a.py", bytes, Buffer.from("x = ("));
  if (compared) expect(compared.error).toContain("SyntaxError");
});

describe("nesting is followed to a depth, and refused beyond it", () => {
  const nested = (open: string, close: string, depth: number): string => `${V1}x = ${open.repeat(depth)}y${close.repeat(depth)}\n`;

  test.each([["(", ")"], ["[", "]"], ["f(", ")"], ["not ", ""], ["", ".a"], ["", "[0]"], ["1 + ", ""], ["", " if a else b"], ["{1: ", "}"], ["lambda: ", ""]])("%s...%s", async (open, close) => {
    expect(await upgradeText("a.py", nested(open, close, 150))).toMatchObject({ status: "upgraded" });
    for (const depth of [3000, 30_000]) expect(await upgradeText("a.py", nested(open, close, depth))).toMatchObject({ status: "refused", reason: expect.stringMatching(/nested too deeply|does not parse/) as string, edits: [] });
  });

  test("blocks in blocks", async () => {
    const blocks = Array.from({ length: 2000 }, (_, i) => `${" ".repeat(i)}if x:\n`).join("");
    expect(await upgradeText("a.py", `${V1}${blocks}${" ".repeat(2000)}pass\n`)).toMatchObject({ status: "refused", edits: [] });
  });
});

describe("size", () => {
  test.each([
    ["blank lines", "\n"], ["comment lines in a row", "# c\n"], ["assignments of one name", "x = 1\n"], ["calls", "a.b(c)\n"],
  ])("5,000 %s take seconds", async (_, line) => {
    const start = process.cpuUsage();
    const text = line.repeat(5000) + V1;
    const result = await upgradeText("a.py", text);
    expect(result.status).toBe("upgraded");
    expect(result.text).toContain(line.repeat(5000));
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(20);
  });

  test("a run of comment-like lines inside a string is no comment", async () => {
    const result = await upgradeText("a.py", `text = """\n${"# TODO(prs-upgrade PRS203): x\n".repeat(300)}"""\n${V1}`);
    expect(result).toMatchObject({ status: "upgraded", findings: expect.not.arrayContaining([expect.objectContaining({ code: "PRS902" })]) as unknown });
  });
});

describe("names are those that Python knows", () => {
  test("a ligature is two letters: the variable is one", async () => {
    const result = await upgradeText("a.py", V1.replace("config = ", "con\ufb01g = "));
    expect(result.status).toBe("upgraded");
    expect(result.text).not.toContain("ParallelRunConfig");
  });
});

test("what was found: a pipeline without steps, a starred path, a TODO about several lines", async () => {
  const pipeline = await upgradeText("a.py", V1.replace("steps=[step]", "steps=[]"));
  expect(pipeline.findings).toContainEqual(expect.objectContaining({ code: "PRS402", title: "This pipeline has no steps" }));
  expect(pipeline.text).not.toMatch(/def \w+\(\):\n\n/);
  expect((await upgradeText("a.py", V1.replace('(store, "invoices")', '(store, *["invoices"])'))).text).not.toContain('{*[');
  const lines = await upgradeText("a.py", `${V1.replace("run = Experiment", "pipeline = Pipeline(workspace=ws, steps=[step])\nrun = Experiment")}published = pipeline.publish(name=names(\n    "x")[1])\n`);
  expect(lines.text.split("\n").filter((line) => line.startsWith('"x")[1] the'))).toEqual([]);
});

test("a TODO about a statement in the middle of a line is found again above the line, wherever that starts", async () => {
  const result = await upgradeText("a.py", 'from azureml.pipeline.steps import ParallelRunStep\n(\n);("",);e = ParallelRunStep()\n');
  expect(result.status).toBe("partly");
  expect(result.text).toMatch(/^# TODO\(prs-upgrade PRS129\).*\n.*\n\(\n\);/m);
});
