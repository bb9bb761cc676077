import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { readSource, sourceOf, textsBelow } from "../../src/files/read.js";
import { folder } from "../support/project.js";

describe("sourceOf", () => {
  test("most files concern nobody", () => {
    expect(sourceOf("a.py", Buffer.from("import pandas\n"))).toBeNull();
  });

  test.each(["import azureml.core", "parallel_run_function()", "# TODO(prs-upgrade PRS203)", "ParallelRunStep()"])("%s concerns the upgrade", (text) => {
    expect(sourceOf("a.py", Buffer.from(text))).toMatchObject({ path: "a.py", text, encoding: "utf-8", bom: false });
  });

  test("what can't be decoded is told where it holds v1 code, and only there", () => {
    expect(sourceOf("a.py", Buffer.from("# é ParallelRunStep", "latin1"))).toMatchObject({ holdsV1: true, reason: expect.stringContaining("not UTF-8") as string });
    expect(sourceOf("a.py", Buffer.from("# é parallel_run_function", "latin1"))).toBeNull();
  });

  test("so are null bytes", () => {
    expect(sourceOf("a.py", Buffer.from("ParallelRunStep\0"))).toMatchObject({ reason: "it holds null bytes, so it is no source text" });
    expect(sourceOf("a.py", Buffer.from("azureml\0"))).toBeNull();
  });
});

test("a file that can't be read is told in words", () => {
  const { root } = folder();
  expect(readSource("a.py", join(root, "a.py"))).toEqual({ path: "a.py", reason: "there is no such file", holdsV1: false });
  expect(readSource("a.py", root)).toEqual({ path: "a.py", reason: "it is a folder", holdsV1: false });
});

test("what a program imports is read below the folder, links followed", () => {
  const outside = folder({ "a.py": "x = 1\n" });
  const project = folder({ "b.py": "y = 2\n" });
  symlinkSync(join(outside.root, "a.py"), join(project.root, "a.py"));
  symlinkSync("b.py", join(project.root, "c.py"));
  const read = textsBelow(project.root);
  expect(["a.py", "../a.py", "b.py", "c.py", "d.py", "."].map(read)).toEqual([null, null, "y = 2\n", "y = 2\n", null, null]);
});
