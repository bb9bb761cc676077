import { upgrade } from "../../src/index.js";
import { upgradeText } from "../support/fixtures.js";
import { V1 } from "../support/project.js";
import { inputOf } from "./input.js";
import { judge } from "./judge.js";
import { Python } from "./python.js";
import { SHAPES } from "./shapes.js";

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
  const elsewhere = await python?.compare("a.py", Buffer.from("x = 1\ny = 2\n"), Buffer.from("x = 3\ny = 4\n"), [{ start: 4, end: 5, text: "3" }]);
  if (elsewhere) expect(elsewhere.error).toBe("the Assign of line 2 is not there any more, and no edit touches it");
  const notebook = (tags: string): Buffer => Buffer.from(`{"cells": [{"cell_type": "code", "metadata": {"tags": ["${tags}"]}, "source": "x = 1"}]}`);
  const metadata = await python?.compare("a.ipynb", notebook("a"), notebook("b"));
  if (metadata) expect(metadata.error).toBe("more than the code of the notebook changed");
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

describe("a chain of lines that each name the one before twice is followed once", () => {
  const steps = (form: string, length: number): string => `v0 = [step]\n${Array.from({ length }, (_, i) => `v${i + 1} = ${form.replaceAll("%s", `v${i}`)}\n`).join("")}`;

  test.each(["%s + %s", "[*%s, *%s]", "[%s, %s]", "[%s, [%s]]", "%s if x else %s", "{**%s, **%s}", "(%s, [%s], %s)"])("as steps: %s", async (form) => {
    const length = 60;
    const result = await upgradeText("a.py", V1.replace("run = ", `${steps(form, length)}run = `).replace("steps=[step]", `steps=v${length}`));
    expect(result).toMatchObject({ status: expect.stringMatching(/upgraded|partly/) as string });
    expect(result.text.length).toBeLessThan(20_000);
  });

  test.each(["%s + %s", 'f"{%s}{%s}"', "(%s, %s, %s)", "[*%s, *%s]"])("as a name and as arguments: %s", async (form) => {
    const length = 60;
    const chain = `${steps(form, length)}`.replace("[step]", '"a"');
    for (const [from, to] of [['name="score"', `name=v${length}`], ["allow_reuse=True", `arguments=v${length}`], ["allow_reuse=True", `arguments=["--x", v${length}]`]] as const) {
      const result = await upgradeText("a.py", V1.replace("step = ", `${chain}step = `).replace(from, to));
      expect(result.status).not.toBe("refused");
      expect(result.text.length).toBeLessThan(40_000);
    }
  });

  test("what a class says of itself by what another attribute says", async () => {
    const lines = Array.from({ length: 60 }, (_, i) => `s.a${i + 1} = s.a${i}\ns.a${i + 1} = s.b${i}\ns.b${i + 1} = s.a${i}\ns.b${i + 1} = s.b${i}\n`).join("");
    expect((await upgradeText("a.py", `class S:\n    pass\n${V1}s = S()\ns.a0 = step\ns.b0 = step\n${lines}print(s.a60)\n`)).status).not.toBe("refused");
  });

  test("functions that set each other's variables", async () => {
    expect((await upgradeText("a.py", `${V1}def f():\n    global a, b\n    a = b\n    b = a\n    print(a, b)\n`)).status).toBe("upgraded");
  });
});

test.each(SHAPES)("%s", async (_, amount, program) => {
  expect((await upgradeText("a.py", program(amount))).status).not.toBe("refused");
});

test("a TODO stands in the file that is asked about", async () => {
  const configs = `${V1.slice(0, V1.indexOf("ws = "))}\n\ndef make(env):\n    return ParallelRunConfig(${V1.slice(V1.indexOf("source_directory"), V1.indexOf("environment=")).replace("error_threshold", "unheard_of=1, error_threshold")}environment=env, compute_target="c", node_count=2)\n`;
  const main = `from configs import make\n${V1.replace(/config = ParallelRunConfig\([^]*?\n\)\n/, 'config = make(Environment.get(ws, "scoring"))\n')}`;
  const [first, second] = await upgrade([{ path: "main.py", text: main }, { path: "configs.py", text: configs }]);
  expect(first).toMatchObject({ status: "unchanged", edits: [] });
  expect(second).toMatchObject({ status: "partly", edits: [expect.objectContaining({ text: expect.stringContaining("# TODO(prs-upgrade PRS129): What does unheard_of=") as unknown })], findings: [expect.objectContaining({ code: "PRS129" })] });
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

describe("characters that only Python can name, and such as no source text may hold", () => {
  test.each([["allow_reuse=True", 'arguments=["--unit", f"\\N{DEGREE SIGN}{x}"]'], ['(store, "invoices")', '(store, f"\\N{DEGREE SIGN}{x}")']])("%s: %s", async (from, to) => {
    expect(await upgradeText("a.py", V1.replace(from, to))).toMatchObject({ status: "refused", reason: expect.stringMatching(/^line \d+: .* the character \\N\{DEGREE SIGN\}; write the character itself$/) as string, edits: [] });
  });

  test("beside the upgraded code they stay as they are", async () => {
    expect(await upgradeText("a.py", `${V1}x = f"\\N{DEGREE SIGN} {ws.name}"\n`)).toMatchObject({ status: "upgraded", text: expect.stringContaining('f"\\N{DEGREE SIGN} {ml_client.workspace_name}"') as string });
  });

  test("a TODO writes a null character as an escape", async () => {
    const text = V1.replace("config = ", 'rate = PipelineParameter(name="p\\0", default_value=3)\nconfig = ').replace("allow_reuse=True", 'arguments=["--p", rate]').replace("PipelineData\n", "PipelineData, PipelineParameter\n")
      .replace("run = ", 'values = {"p\\0": 1}\nrun = ').replace("steps=[step]))", "steps=[step]), pipeline_parameters=values)");
    expect(await upgradeText("a.py", text)).toMatchObject({ status: "partly", text: expect.stringMatching(/# TODO\(prs-upgrade PRS436\): .*"p\\x00" is p/) as string });
  });
});
