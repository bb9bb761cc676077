import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cellProgram, isForeign, opening, pythonOf } from "../../src/notebook/program.js";
import { readNotebook } from "../../src/notebook/read.js";
import { Module } from "../../src/python/module.js";
import { PLAIN, writeNotebook } from "../support/notebook.js";

/** Cells and what they become; the conformance suite compares the table with IPython itself. */
const MAGICS = JSON.parse(readFileSync(join(__dirname, "magics.json"), "utf8")) as { source: string; python: string }[];

test.each(MAGICS)("$source becomes $python", ({ source, python }) => {
  expect(pythonOf(source)).toBe(python);
  expect(pythonOf(source)).toHaveLength(source.length);
});

test.each(["%%bash\nls", "%%sh", "%%html\n<b>", "%%writefile a.py\nx = 1", "%%javascript", "%%R -i x\ny <- x", "%%sql\nselect 1", "%%script false\nx", "\n  %%cython\nx"])("%j is not a part of the program", (source) => {
  expect(isForeign(source)).toBe(true);
  expect(pythonOf(source).trim()).toBe("");
});

test.each(["%%time\nx", "%%timeit -n 1\nx", "%%capture\nx", "%%prun -s time\nx", "%%time?", "%bash", "# %%bash", "x\n%%bash\nls"])("%j is", (source) => {
  expect(isForeign(source)).toBe(false);
});

test("what a cell binds is not a known value when a shell line gives it", async () => {
  const module = await Module.parse(pythonOf("size = !nproc\nsize"));
  const last = module.program.body.statements.at(-1)!;
  expect(module.known(last.kind === "expression" ? last.value : fail())).toBeUndefined();
});

test("an indented cell does not become a part of the one above it", async () => {
  const book = readNotebook(writeNotebook(["if a:\n    b()", "    # c\n    c()\nd()", "e()"].map((source) => ({ type: "code", source, rest: { metadata: {} } })), PLAIN));
  const { text } = cellProgram(book);
  expect(opening("# x\n  y")).toBe("if 1: ");
  const { program } = await Module.parse(text);
  expect(program.error).toBeNull();
  expect(program.body.statements.map((s) => text.slice(s.start, s.end).split("\n")[0])).toEqual(["if a:", "if 1: #<cell>", "d()", "e()"]);
});
