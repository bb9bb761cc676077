import { checkProgram } from "../../src/edits/checks.js";
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
