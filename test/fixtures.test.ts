import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { MAPPING } from "../src/constructs/parallel-run/mapping.js";
import { Module } from "../src/python/module.js";
import { runOnInput } from "../src/run.js";
import type { Files, Fixture } from "./support/fixtures.js";
import { filesIn, fixtures, reportOf, upgradeFiles } from "./support/fixtures.js";

const cases = fixtures();

/** UPDATE=1 rewrites what is expected; read the difference before you commit it. */
const update = process.env.UPDATE === "1";

async function record(fixture: Fixture): Promise<void> {
  const { files, results } = await upgradeFiles(fixture.v1, fixture.isProject);
  for (const path of Object.keys(fixture.v1)) if (!fixture.isProject) rmSync(v2Of(fixture, path), { force: true });
  rmSync(join(fixture.folder, "v2"), { recursive: true, force: true });
  if (!isDeepStrictEqual(files, fixture.v1)) {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(v2Of(fixture, path)), { recursive: true });
      writeFileSync(v2Of(fixture, path), text);
    }
  }
  writeFileSync(join(fixture.folder, "report.json"), `${JSON.stringify(reportOf(results), null, 1)}\n`);
}

/** Where the v2 text of a file stands. */
function v2Of(fixture: Fixture, path: string): string {
  return fixture.isProject ? join(fixture.folder, "v2", path) : join(fixture.folder, path.replace("v1", "v2"));
}

describe("fixtures", () => {
  test("there are enough, and in more than half of them no code is rewritten", () => {
    const quiet = cases.filter((c) => onlyComments(c));
    expect(cases.length).toBeGreaterThanOrEqual(60);
    expect(quiet.length * 2).toBeGreaterThan(cases.length);
  });

  describe.each(cases.map((c) => [c.name, c] as const))("%s", (_, fixture) => {
    if (update) {
      test("is recorded", () => record(fixture));
      return;
    }

    test("gives the expected code and report", async () => {
      const { files, results } = await upgradeFiles(fixture.v1, fixture.isProject);
      expect(files).toEqual(fixture.v2);
      expect(reportOf(results)).toEqual(fixture.report);
    });

    test("a second run changes nothing", async () => {
      const { files } = await upgradeFiles(fixture.v2, fixture.isProject);
      expect(files).toEqual(fixture.v2);
    });

    test("names the same scripts before and after", async () => {
      const before = await upgradeFiles(fixture.v1, fixture.isProject);
      const after = await upgradeFiles(fixture.v2, fixture.isProject);
      // A step that a person has to write is a comment meanwhile.
      const comments = Object.values(fixture.v2).flatMap((text) => text.split("\n").filter((line) => line.startsWith("#")));
      const waiting = before.scripts.filter((s) => comments.some((line) => line.includes(`script_name="${posix.basename(s)}"`)));
      expect([...new Set([...after.scripts, ...waiting])].sort()).toEqual(before.scripts);
    });

    test("is the same with Windows line ends", async () => {
      // A notebook is JSON, and what is written beside it has its line ends.
      if ("v1.ipynb" in fixture.v1 || "main.ipynb" in fixture.v1) return;
      const crlf = (files: Files): Files => mapped(files, (text, path) => (path.endsWith(".ipynb") ? text : text.replace(/\r?\n/g, "\r\n")));
      const { files } = await upgradeFiles(crlf(fixture.v1), fixture.isProject);
      expect(files).toEqual(crlf(fixture.v2));
    });

    test("is the same with a byte-order mark", async () => {
      const [[path, text]] = Object.entries(fixture.v1) as [[string, string]];
      if (fixture.isProject) {
        const marked = (files: Files): Files => mapped(files, (x, p) => (p.endsWith(".py") ? `\ufeff${x}` : x));
        expect((await upgradeFiles(marked(fixture.v1), true)).files).toEqual(marked(fixture.v2));
      } else if (path.endsWith(".py")) {
        const { code } = await runOnInput(path, Buffer.from(`\ufeff${text}`), "write");
        expect(code.toString("utf8")).toBe(`\ufeff${fixture.v2[path]!}`);
      }
    });

    test("says something about every argument of a config and a step that it rewrites", async () => {
      if (onlyComments(fixture)) return;
      const { results } = await upgradeFiles(fixture.v1, fixture.isProject);
      const codes = results.flatMap((r) => [...r.findings, ...(r.ignored ?? [])].map((f) => f.code));
      for (const [path, text] of Object.entries(fixture.v1)) {
        if (text === fixture.v2[path]) continue;
        for (const name of await givenArguments(text)) {
          const row = MAPPING.find((r) => r.v1 === name.split(".")[1] && r.owner === name.split(".")[0]);
          expect([row?.code ?? "PRS119", ...(row ? [] : ["PRS119"])]).toContainEqual(expect.stringMatching(new RegExp(`^(${codes.join("|")})$`)));
        }
      }
    });
  });

  test("every file compiles under python3", () => {
    if (update) return;
    const files = cases.filter((c) => !expectsSyntaxError(c)).flatMap((c) => filesOnDisk(c)).filter((file) => file.endsWith(".py"));
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

function filesOnDisk(fixture: Fixture): string[] {
  return Object.keys(filesIn(fixture.folder)).map((path) => join(fixture.folder, path));
}

function mapped(files: Files, change: (text: string, path: string) => string): Files {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, change(text, path)]));
}

/** Whether no code is rewritten. */
function onlyComments({ v1, v2 }: Fixture): boolean {
  const code = (text: string): string => text.split("\n").filter((line) => !line.trim().startsWith("#")).join("\n");
  return isDeepStrictEqual(mapped(v1, code), mapped(v2, code));
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
