import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MAPPING } from "../src/constructs/parallel-run/mapping.js";
import { Module } from "../src/python/module.js";
import { runOnInput } from "../src/run.js";
import type { Fixture } from "./support/fixtures.js";
import { fixtures, reportOf, upgradeText } from "./support/fixtures.js";

const cases = fixtures();

/** UPDATE=1 rewrites what is expected; read the difference before you commit it. */
const update = process.env.UPDATE === "1";

async function record(fixture: Fixture): Promise<void> {
  const result = await upgradeText(fixture.file, fixture.v1);
  const v2 = join(fixture.folder, fixture.file.replace("v1", "v2"));
  if (result.text === fixture.v1) rmSync(v2, { force: true });
  else writeFileSync(v2, result.text);
  writeFileSync(join(fixture.folder, "report.json"), `${JSON.stringify(reportOf(result), null, 1)}\n`);
}

describe("fixtures", () => {
  test("there are enough, and in more than half of them no code is rewritten", () => {
    const quiet = cases.filter((c) => c.v2 === null || onlyComments(c.v1, c.v2));
    expect(cases.length).toBeGreaterThanOrEqual(60);
    expect(quiet.length * 2).toBeGreaterThan(cases.length);
  });

  describe.each(cases.map((c) => [c.name, c] as const))("%s", (_, fixture) => {
    if (update) {
      test("is recorded", () => record(fixture));
      return;
    }

    test("gives the expected code and report", async () => {
      const result = await upgradeText(fixture.file, fixture.v1);
      expect(result.text).toBe(fixture.v2 ?? fixture.v1);
      expect(reportOf(result)).toEqual(fixture.report);
    });

    test("a second run changes nothing", async () => {
      const second = await upgradeText(fixture.file, fixture.v2 ?? fixture.v1);
      expect(second.edits).toEqual([]);
    });

    test("is the same with Windows line ends", async () => {
      const crlf = (text: string): string => text.replace(/\r?\n/g, "\r\n");
      if (fixture.file.endsWith(".ipynb")) return;
      const result = await upgradeText(fixture.file, crlf(fixture.v1));
      expect(result.text).toBe(crlf(fixture.v2 ?? fixture.v1));
    });

    test("is the same with a byte-order mark", async () => {
      if (fixture.file.endsWith(".ipynb")) return;
      const { code } = await runOnInput(fixture.file, Buffer.from(`\ufeff${fixture.v1}`), "write");
      expect(code.toString("utf8")).toBe(`\ufeff${fixture.v2 ?? fixture.v1}`);
    });

    test("says something about every argument of a config and a step that it rewrites", async () => {
      if (fixture.v2 === null || onlyComments(fixture.v1, fixture.v2)) return;
      const result = await upgradeText(fixture.file, fixture.v1);
      for (const name of await givenArguments(fixture.v1)) {
        const row = MAPPING.find((r) => r.v1 === name.split(".")[1] && r.owner === name.split(".")[0]);
        expect([row?.code ?? "PRS119", ...(row ? [] : ["PRS119"])]).toContainEqual(expect.stringMatching(new RegExp(`^(${[...result.findings, ...(result.ignored ?? [])].map((f) => f.code).join("|")})$`)));
      }
    });
  });

  test("every file compiles under python3", () => {
    if (update) return;
    const files = cases.filter((c) => c.file.endsWith(".py") && !expectsSyntaxError(c)).flatMap((c) => [join(c.folder, "v1.py"), ...(c.v2 === null ? [] : [join(c.folder, "v2.py")])]);
    const code = "import sys\nfor f in sys.argv[1:]:\n    try: compile(open(f, encoding='utf-8').read(), f, 'exec')\n    except SyntaxError as e: print(f, e)";
    const python = spawnSync("python3", ["-c", code, ...files], { encoding: "utf8" });
    if (python.error) {
      console.warn("python3 is not here: that every fixture compiles was not checked");
      return;
    }
    expect(python.stdout).toBe("");
  });
});

function expectsSyntaxError(fixture: Fixture): boolean {
  return fixture.name.startsWith("syntax-");
}

function onlyComments(v1: string, v2: string): boolean {
  const code = (text: string): string => text.split("\n").filter((line) => !line.trim().startsWith("#")).join("\n");
  return code(v1) === code(v2);
}

/** The arguments of every `ParallelRunConfig(...)` and `ParallelRunStep(...)`, as `ParallelRunConfig.node_count`. */
async function givenArguments(text: string): Promise<string[]> {
  const module = await Module.parse(text);
  const names: string[] = [];
  const pattern = /\b(ParallelRunConfig|ParallelRunStep)\(/g;
  for (let match = pattern.exec(module.text); match; match = pattern.exec(module.text)) {
    const body = module.text.slice(match.index, closing(module.text, match.index + match[0].length));
    for (const keyword of body.matchAll(/^[ ]{4}(\w+)=/gm)) names.push(`${match[1]!}.${keyword[1]!}`);
  }
  return names;
}

function closing(text: string, from: number): number {
  let depth = 1;
  for (let i = from; i < text.length; i++) {
    if ("([{".includes(text[i]!)) depth++;
    if (")]}".includes(text[i]!) && --depth === 0) return i;
  }
  return text.length;
}
