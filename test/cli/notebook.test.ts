import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FIXTURES } from "../support/fixtures.js";
import { repository } from "../support/project.js";
import { prsUpgrade } from "../support/terminal.js";

const fixture = (name: string, version: string): Buffer => readFileSync(join(FIXTURES, name, `${version}.ipynb`));
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

describe("a notebook", () => {
  test("from standard input: a dry run prints the changed cells as source lines", async () => {
    const { code, out, error } = await prsUpgrade("/", ["--stdin-filename", "a/x.ipynb", "-"], { stdin: fixture("notebook-odd-layout", "v1") });
    expect({ code, error }).toEqual({ code: 1, error: "" });
    expect(out).toMatch(/^--- a\/x\.ipynb#cell-2\n\+\+\+ a\/x\.ipynb#cell-2\n@@ -1,4 \+1,5 @@\n {1}# imports <é\/>\n-from azureml\.core /);
    expect(out).toContain("\n--- a/x.ipynb#cell-3\n+++ a/x.ipynb#cell-3\n");
    expect(out).not.toMatch(/\\n|No newline at end of file/);
  });

  test.each(["notebook-odd-layout", "notebook-mixed-line-ends", "notebook-minified"])("from standard input: --write prints the file, byte for byte (%s)", async (name) => {
    const { code, outBytes, error } = await prsUpgrade("/", ["--write", "--stdin-filename", "x.ipynb", "-"], { stdin: Buffer.concat([BOM, fixture(name, "v1")]) });
    expect(code).toBe(0);
    expect(outBytes.equals(Buffer.concat([BOM, fixture(name, "v2")]))).toBe(true);
    expect(error).toContain("1 was upgraded whole");
  });

  test("without v1 code comes out of --write as it went in", async () => {
    const stdin = fixture("no-notebook-odd-layout", "v1");
    const { code, outBytes } = await prsUpgrade("/", ["--write", "--stdin-filename", "x.ipynb", "-"], { stdin });
    expect(code).toBe(0);
    expect(outBytes.equals(stdin)).toBe(true);
  });

  test("is written, and a second run has nothing to do", async () => {
    const project = repository({ "deep/n.ipynb": fixture("notebook-odd-layout", "v1").toString() });
    expect(await prsUpgrade(project.root, ["--write"])).toMatchObject({ code: 0 });
    expect(project.read("deep/n.ipynb")).toBe(fixture("notebook-odd-layout", "v2").toString());
    expect(await prsUpgrade(project.root, ["--check"])).toMatchObject({ code: 0, out: "No v1 parallel-run code in 1 file.\n" });
  });

  test("in JSON: its cells count from 1 over code and markdown, the lines in each", async () => {
    const project = repository({ "n.ipynb": fixture("notebook-decision-in-its-cell", "v1").toString() });
    const { code, out } = await prsUpgrade(project.root, ["--format", "json"]);
    const [file] = (JSON.parse(out) as { files: { kind: string; diff: string; findings: object[] }[] }).files;
    expect(code).toBe(1);
    expect(file).toMatchObject({ kind: "notebook", findings: [{ code: "PRS123", cell: 7, line: 5, column: 12 }] });
    expect(file!.diff).toMatch(/^--- n\.ipynb#cell-7\n/);
  });

  test("that is no notebook is refused where it holds v1 code, and the others are written", async () => {
    const project = repository({ "a.ipynb": "{ParallelRunStep", "b.ipynb": "{", "c.ipynb": fixture("notebook-minified", "v1").toString() });
    const { code, error } = await prsUpgrade(project.root, ["-w"]);
    expect(code).toBe(2);
    expect(error).toMatch(/^prs-upgrade: a\.ipynb: it is not valid JSON \(line 1, column 2\)/);
    expect(project.read("c.ipynb")).toContain("parallel_run_function(");
  });
});
