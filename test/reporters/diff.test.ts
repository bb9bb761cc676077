import { execFileSync } from "node:child_process";
import { diffOf } from "../../src/reporters/diff.js";
import { folder } from "../support/project.js";
import { file } from "../support/report.js";

const original = "one\r\ntwo\nthree\f\n-- dashes\t\nno end";

describe("the diff", () => {
  test.each(["a.py", "pipelines/ein täglicher.py"])("of %s is what git applies", (path) => {
    const project = folder({ [path]: original });
    const text = original.replace("two", "2").replace("-- dashes\t\n", "").replace("no end", "an end\n");
    project.add("x.patch", diffOf(file(path, { original, text })));
    execFileSync("git", ["apply", "-p0", "x.patch"], { cwd: project.root, stdio: "pipe" });
    expect(project.read(path)).toBe(text);
  });

  test("is empty when nothing changes", () => {
    expect(diffOf(file("a.py", { text: "same", original: "same" }))).toBe("");
  });

  test("shows the files that an upgrade adds, as git applies them", () => {
    const project = folder({ "a.yml": "old\n" });
    project.add("x.patch", diffOf(file("a.yml", { original: "old\n", text: "new\n", created: [{ path: "more/b c.yml", text: "one\ntwo\n" }] })));
    expect(project.read("x.patch")).toContain("--- /dev/null\n+++ more/b c.yml\n@@ -0,0 +1,2 @@\n+one\n+two\n");
    execFileSync("git", ["apply", "-p0", "x.patch"], { cwd: project.root, stdio: "pipe" });
    expect([project.read("a.yml"), project.read("more/b c.yml")]).toEqual(["new\n", "one\ntwo\n"]);
  });

  test("names a path with a newline in quotes", () => {
    expect(diffOf(file("a\nb.py", {}))).toMatch(/^--- "a\\nb\.py"\n\+\+\+ "a\\nb\.py"\n@@/);
  });
});
