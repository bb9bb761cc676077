import { cellProgram, isForeign, opening, pythonOf } from "../../src/notebook/program.js";
import { readNotebook } from "../../src/notebook/read.js";
import { Module } from "../../src/python/module.js";
import { PLAIN, writeNotebook } from "../support/notebook.js";

/** What IPython 9.18 takes for a magic was compared with these by hand and, for random cells, by a script. */
test.each([
  ["%matplotlib inline", "0                 "],
  ["!pip install x\ny = 1", "0             \ny = 1"],
  ["!!ls", "0   "],
  ["/f x\n,f a b\n;f a", "0   \n0     \n0   "],
  ["if a:\n    %time f()", "if a:\n    0;    f()"],
  ["if a:\n    !ls\n    %pwd", "if a:\n    0  \n    0   "],
  ["%time run = submit(a)", "0;    run = submit(a)"],
  ["%timeit -n 10 -r 3 f()", "0;                 f()"],
  ["%time", "0    "],
  ["%timeit -h", "0         "],
  ["frame?", "0     "],
  ["frame.head??", "0           "],
  ["?frame", "0     "],
  ["%time?", "0     "],
  ["files = !ls *.py", "files = ~0      "],
  ["files=!ls", "files=~0 "],
  ["a, b = %who x", "a, b = ~0    "],
  ["x: list = !ls", "x: list = ~0 "],
  ["x = \\\n  !ls", "x = \\\n  ~0 "],
  ["!echo \\\n  b\nc = 2", "0      \n   \nc = 2"],
  ["!echo \\\r\n  b\r\nc = 2", "0      \r\n   \r\nc = 2"],
  ["%%bash\nls", "      \n  "],
  ["\n\n%%bash\nls", "\n\n      \n  "],
  ["%%time\nx = 1", "      \nx = 1"],
  ["%%capture out --no-stderr\n%time f()", "                         \n0;    f()"],
  ["# first\n%%time\nx = 1", "# first\n0     \nx = 1"],
  ["!ls {folder.name} $other", "0   +folder.name  +other"],
  ["!awk '{print $1}' {{x}} $$y ${z}", "0                            +z "],
  ["x = !ls {a['k']}{b}", "x = ~0  +a['k'] +b "],
])("%j becomes %j", (source, python) => {
  expect(pythonOf(source)).toBe(python);
  expect(pythonOf(source)).toHaveLength(source.length);
});

test.each([
  "a = b % c\nd = not e",
  "f(a,\n  % b)",
  "x = '''\n%time\n!ls\n?x\nfiles = !ls\ny?\n'''",
  'x = r"\\"" + """\n%%bash\n"""',
  "x = a \\\n  % b",
  "assert a != b, 'why?'",
  "# what?",
  "y = 'a?'",
  "x == y # ?",
  "f(x=a, y='!')",
  "a %= b",
  "d = {'a': 1,\n '!': 2, '%': 3}",
  "f(x)?",
  "f(x=!ls)",
  "a = b = !ls",
  "f'{x!r}'",
  "x = 1;",
  "await f()",
  "print(\n'a'\n);",
])("%j stays as it is", (source) => {
  expect(pythonOf(source)).toBe(source);
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
