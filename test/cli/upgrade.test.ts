import { readFileSync } from "node:fs";
import { join } from "node:path";
import { folder, repository, V1, V1_BROKEN, V1_TO_DECIDE } from "../support/project.js";
import { prsUpgrade } from "../support/terminal.js";

const summary = (page: string): string => page.slice(page.search(/^(\d+ files? use|No v1)/m));

describe("exit codes", () => {
  test("0: no v1 parallel-run code, in every mode", async () => {
    const { root } = repository({ "a.py": "import azureml.core\n", "b.ipynb": "{}" });
    for (const mode of [[], ["--check"], ["--write"]]) expect(await prsUpgrade(root, mode)).toMatchObject({ code: 0, out: "No v1 parallel-run code in 2 files.\n", error: "" });
  });

  test("1: something to upgrade; 0 once it is written; 0 after that", async () => {
    const project = repository({ "a.py": V1 });
    expect(await prsUpgrade(project.root, [])).toMatchObject({ code: 1, error: "" });
    expect(await prsUpgrade(project.root, ["--check"])).toMatchObject({ code: 1, error: "" });
    expect(project.read("a.py")).toBe(V1);
    const written = await prsUpgrade(project.root, ["--write"]);
    expect(written.code).toBe(0);
    expect(written.out).toContain("1 was upgraded whole");
    expect(written.out).toContain("\nWritten. Nothing is left to decide.\n");
    expect(project.read("a.py")).toContain("parallel_run_function(");
    expect(await prsUpgrade(project.root, [])).toMatchObject({ code: 0, out: "No v1 parallel-run code in 1 file.\n" });
  });

  test("1: something is left to decide after --write, and while its TODO stands", async () => {
    const project = repository({ "a.py": V1_TO_DECIDE });
    const written = await prsUpgrade(project.root, ["--write"]);
    expect(written.code).toBe(1);
    expect(written.out).toMatch(/\nWritten\. Left for you:\n {2}a\.py:7:\d+ {2}PRS203 /);
    expect(project.read("a.py")).toContain("TODO(prs-upgrade PRS203)");
    const again = await prsUpgrade(project.root, ["--check"]);
    expect(again.code).toBe(1);
    expect(again.out).toMatch(/decision {2}PRS902 /);
  });

  test("2: v1 code that does not parse; the others are written all the same", async () => {
    const project = repository({ "broken.py": V1_BROKEN, "fine.py": V1 });
    const { code, out, error } = await prsUpgrade(project.root, ["-w"]);
    expect(code).toBe(2);
    expect(error).toMatch(/^prs-upgrade: broken\.py: 5:\d+: the file does not parse as Python; mend it first\n$/);
    expect(out).toContain("does not parse as Python");
    expect(project.read("broken.py")).toBe(V1_BROKEN);
    expect(project.read("fine.py")).toContain("parallel_run_function(");
  });

  test("2: nothing but a path that is not there", async () => {
    expect((await prsUpgrade(folder().root, ["gone"])).out).toBe("Nothing could be looked at, see the errors.\n");
  });

  test("2: a path that is not there; the others are still reported", async () => {
    const { root } = folder({ "a.py": V1 });
    const { code, out, error } = await prsUpgrade(root, ["gone", "a.py"]);
    expect(code).toBe(2);
    expect(error).toBe("prs-upgrade: gone: there is no such file or folder\n");
    expect(summary(out)).toMatch(/^1 file uses v1 parallel runs \(of 1\): 1 can be upgraded whole; 1 could not be handled, see the errors\n/);
  });

  test.each([
    [["--nonsense"], "unknown option '--nonsense'"],
    [["--format", "pdf"], "Allowed choices are text, json"],
    [["--write", "--check"], "cannot be used with option '--check'"],
    [["--quiet", "--verbose"], "cannot be used with"],
    [["--output"], "argument missing"],
    [["--stdin-filename", "a.py"], '--stdin-filename goes with the path "-"'],
    [["-", "a.py"], 'the path "-" stands alone'],
    [["rules", "--format", "pdf"], "Allowed choices are text, markdown, json"],
    [["explain", "PRS107", "more"], "too many arguments"],
    [["explan", "PRS107"], "there is no file, folder or command explan; did you mean explain?"],
  ])("2: %j is wrong usage", async (args, message) => {
    const { code, out, error } = await prsUpgrade(folder().root, args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(error).toContain(message);
    expect(error).toMatch(/^error: .*\n/);
  });

  test("2: the report can't be written", async () => {
    const { root } = folder({ "a.py": V1 });
    expect(await prsUpgrade(root, ["-o", "no/such/folder.txt"])).toMatchObject({ code: 2, out: "", error: "prs-upgrade: no/such/folder.txt: the report could not be written: there is no such file\n" });
  });
});

describe("options", () => {
  test("--format json tells the mode and the paths, in every mode", async () => {
    const { root } = repository({ "src/a.py": V1 });
    for (const [args, mode] of [[[], "dry-run"], [["--check"], "check"], [["--write"], "write"]] as const) {
      const { out } = await prsUpgrade(join(root, "src"), ["--format", "json", ...args]);
      expect(JSON.parse(out)).toMatchObject({ mode, summary: { scanned: 1, withV1: 1, changed: 1, complete: true }, files: [{ path: "a.py", status: "upgraded" }] });
    }
  });

  test("--output takes the report, without colour; errors stay where they are seen", async () => {
    const project = folder({ "a.py": V1 });
    const red = { bold: paint, dim: paint, red: paint, yellow: paint, green: paint, cyan: paint };
    const { out, error } = await prsUpgrade(project.root, [".", "gone", "--output", "report.txt"], { palette: red });
    expect({ out, error }).toEqual({ out: "", error: "prs-upgrade: gone: there is no such file or folder\n" });
    expect(project.read("report.txt")).toContain("1 can be upgraded whole");
    expect(project.read("report.txt")).not.toContain("<<");
    expect((await prsUpgrade(project.root, ["."], { palette: red })).out).toContain("<<");
    expect((await prsUpgrade(project.root, [".", "--no-color"], { palette: red })).out).not.toContain("<<");
  });

  test("--quiet prints errors alone", async () => {
    const { root } = folder({ "a.py": V1, "b.py": V1_BROKEN });
    expect(await prsUpgrade(root, ["--quiet", "a.py"])).toMatchObject({ code: 1, out: "", error: "" });
    const { code, out, error } = await prsUpgrade(root, ["--quiet"]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(error).toMatch(/^prs-upgrade: b\.py: /);
  });

  test("--verbose lists what keeps its meaning", async () => {
    const { root } = folder({ "a.py": V1 });
    expect((await prsUpgrade(root, ["--check"])).out).not.toContain("PRS112");
    expect((await prsUpgrade(root, ["--check", "--verbose"])).out).toContain("upgraded  PRS112  ");
  });

  test("--exclude takes one pattern, and paths may follow", async () => {
    const { root } = folder({ "a.py": V1, "vendor/b.py": V1, "old/c.py": V1 });
    expect(summary((await prsUpgrade(root, ["--check", "--exclude", "vendor/", "--exclude", "c.py", "."])).out)).toMatch(/^1 file uses v1 parallel runs \(of 1\)/);
  });

  test("--version and --help", async () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(await prsUpgrade("/", ["--version"])).toMatchObject({ code: 0, out: `${version}\n`, error: "" });
    const help = await prsUpgrade("/", ["--help"]);
    expect(help.code).toBe(0);
    for (const line of help.out.split("\n")) expect(line.length <= 80 ? "fits" : line).toBe("fits");
    expect((await prsUpgrade("/", ["help"])).out).toBe(help.out);
    for (const said of ["--write", "--check", "--format", "--stdin-filename", "--exclude", "Exit codes:", "explain", "rules"]) expect(help.out).toContain(said);
  });

  test("a bar is drawn for many files on a terminal only, and taken away", async () => {
    const { root } = folder(Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`${i}.py`, ""])));
    expect((await prsUpgrade(root, [])).error).toBe("");
    expect((await prsUpgrade(root, [], { errorIsTerminal: true })).error).toMatch(/^\r\.{30} 32\/2000 files\r#\.{29} [^]*\r\u001b\[K$/);
  });
});

describe("standard input", () => {
  const root = "/";

  test("a dry run prints the diff, which git applies", async () => {
    const { code, out, error } = await prsUpgrade(root, ["--stdin-filename", "x.py", "-"], { stdin: V1 });
    expect({ code, error }).toEqual({ code: 1, error: "" });
    expect(out).toMatch(/^--- x\.py\n\+\+\+ x\.py\n@@/);
    const project = folder({ "x.py": V1, "x.patch": out });
    project.git("apply", "-p0", "x.patch");
    expect(project.read("x.py")).toContain("parallel_run_function(");
  });

  test("--write prints the code, in its encoding, and the report on standard error", async () => {
    const stdin = Buffer.from(`# coding: latin-1\r\n# é\r\n${V1.replaceAll("\n", "\r\n")}`, "latin1");
    const { code, outBytes, error } = await prsUpgrade(root, ["--write", "-"], { stdin });
    expect(code).toBe(0);
    expect(outBytes.toString("latin1")).toMatch(/^# coding: latin-1\r\n# é\r\n[^]*parallel_run_function\(\r\n/);
    expect(error).toContain("1 file used v1 parallel runs (of 1): 1 was upgraded whole");
  });

  test("--check and --format json print the report", async () => {
    expect((await prsUpgrade(root, ["--check", "-"], { stdin: V1 })).out).toContain("stdin.py");
    expect(JSON.parse((await prsUpgrade(root, ["--format", "json", "--stdin-filename", "a/x.py", "-"], { stdin: V1 })).out)).toMatchObject({ files: [{ path: "a/x.py" }] });
  });

  test("what needs no upgrade comes out as it is", async () => {
    expect(await prsUpgrade(root, ["-w", "--quiet", "-"], { stdin: "import os\r\n" })).toMatchObject({ code: 0, out: "import os\r\n", error: "" });
    expect(await prsUpgrade(root, ["-"], { stdin: "import os\r\n" })).toMatchObject({ code: 0, out: "", error: "" });
  });

  test("what can't be upgraded comes out as it is, too, and is an error", async () => {
    const { code, out, error } = await prsUpgrade(root, ["-w", "--quiet", "-"], { stdin: V1_BROKEN });
    expect({ code, out }).toEqual({ code: 2, out: V1_BROKEN });
    expect(error).toMatch(/^prs-upgrade: stdin\.py: 5:/);
  });

  test("a terminal gets no control characters", async () => {
    const stdin = `# \u001b[2J\n${V1}`;
    expect((await prsUpgrade(root, ["-w", "-"], { stdin, outIsTerminal: true })).out).toMatch(/^# \\u001b\[2J\n/);
    expect((await prsUpgrade(root, ["-w", "-"], { stdin })).out).toMatch(/^# \u001b\[2J\n/);
    expect((await prsUpgrade(root, ["-"], { stdin, outIsTerminal: true })).out).toContain(" # \\u001b[2J\n");
  });
});

/** Stands in for a colour. */
function paint(text: string): string {
  return `<<${text}>>`;
}
