import { checkNames, checkProgram } from "../../src/edits/checks.js";
import { Module } from "../../src/python/module.js";

const BEFORE = "import os\n\n\ndef main():\n    a = 1\n    b = 2\n    return a\n";
const EDIT = { start: BEFORE.indexOf("a = 1"), end: BEFORE.indexOf("a = 1") + 5, text: "a = 7" };

async function check(after: string): Promise<void> {
  const [before, changed] = await Promise.all([Module.parse(BEFORE), Module.parse(after)]);
  checkProgram(before.program, changed.program, [EDIT]);
}

test("what an edit touches may change", async () => {
  await expect(check(BEFORE.replace("a = 1", "a = 7"))).resolves.toBeUndefined();
});

test("a statement that no edit touches may not, inside a function neither", async () => {
  await expect(check(BEFORE.replace("a = 1", "a = 7").replace("b = 2", "b = 3"))).rejects.toThrow("nothing to do with the upgrade");
  await expect(check(BEFORE.replace("a = 1", "a = 7").replace("import os", "import io"))).rejects.toThrow("nothing to do with the upgrade");
});

test("the result has to parse", async () => {
  await expect(check(BEFORE.replace("a = 1", "a = ("))).rejects.toThrow("would not parse");
});

test.each([["\\\\", true], ['"', true], ["\n", true], ["'c'", false]])("what older Pythons don't read in the braces of an f-string is refused: %j", async (text, refused) => {
  const before = `a = f"{b}"\n`;
  const [program, changed] = await Promise.all([Module.parse(before), Module.parse('a = f"{c}"\n')]);
  const check = (): void => checkProgram(program.program, changed.program, [{ start: 7, end: 8, text }]);
  if (refused) expect(check).toThrow("Python before 3.12");
  else expect(check).not.toThrow();
});

describe("a name that is read", () => {
  const check = async (before: string, after: string): Promise<void> => {
    const [b, a] = await Promise.all([Module.parse(before), Module.parse(after)]);
    checkNames(b, a);
  };

  test.each([
    ["that nothing binds", "config = 1\nprint(config)\n", "print(config)\n", "config (line 1)"],
    ["above the line that binds it", "a = 1\nb = a\n", "b = a\na = 1\n", "a (line 1)"],
    ["that another function binds", "def f(x):\n    return x\n", "def f(x):\n    return y\n\ndef g():\n    y = 1\n", "y (line 2)"],
  ])("%s", async (_, before, after, message) => {
    await expect(check(before, after)).rejects.toThrow(`would read ${message}, which nothing binds`);
  });

  test.each([
    ["as in the original", "from a import *\nprint(x)\n", "print(x, x)\n"],
    ["that a person has to write", "s = MpiStep()\n", "# s = MpiStep()\ns()\n"],
    ["of a comprehension, a lambda, or of Python", "a = 1\n", "[x for x in range(3)]\nlambda y: y\nprint(__file__)\n"],
    ["in a function that is called below", "def f():\n    return 1\n\nc = 2\nf()\n", "def f():\n    return c\n\nc = 2\nf()\n"],
  ])("%s is none of these", async (_, before, after) => {
    await expect(check(before, after)).resolves.toBeUndefined();
  });
});
