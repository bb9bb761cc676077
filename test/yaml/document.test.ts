import { entryOf, parseYaml, textIn } from "../../src/yaml/document.js";

test("values keep their text and their place, and every comment is found", async () => {
  const text = '# head\r\na: 1.50  # beside\r\nb:\r\n  # inner\r\n  - "x # no"\r\n  - {c: yes}\r\nd: |\r\n  # no comment\r\ne:\r\n# end';
  const { root, comments } = await parseYaml(text);
  expect(comments.map((c) => c.text)).toEqual(["# head", "# beside", "# inner", "# end"]);
  expect(comments.map((c) => text.slice(c.start, c.start + c.text.length))).toEqual(comments.map((c) => c.text));
  expect(entryOf(root, "a")).toMatchObject({ value: { kind: "scalar", value: 1.5, text: "1.50" } });
  expect(entryOf(root, "b")!.value).toMatchObject({ kind: "list", items: [{ value: "x # no" }, { kind: "map", entries: [{ key: "c", value: { value: "yes" } }] }] });
  expect(entryOf(root, "e")!.value).toMatchObject({ value: null });
  expect(textIn(entryOf(root, "a")!.value)).toBeNull();
});

test.each([
  ["", "empty"], ["a: 1\na: 2\n", "unique"], ["a: 1\n---\nb: 1\n", "more than one document"], ["a: [1", "Flow sequence"], ["a: !x 1", "tag"], ["<<: {a: 1}", "merged maps"], ["? [a]\n: 1", "no plain word"],
  ["a: 0755", "not read the same"], ["a: 1_000", "not read the same"], ["a: 1e3", "not read the same"], ["a: 2021-05-01", "not read the same"], ["a: 0x1F", "not read the same"], ["a: *b", "b"],
])("refuses %j", async (text, message) => {
  await expect(parseYaml(text)).rejects.toThrow(message);
});

test("aliases are read, and those that multiply are stopped", async () => {
  expect((await parseYaml("a: &x [1]\nb: *x\n")).root).toMatchObject({ entries: [{}, { key: "b", value: { kind: "list", items: [{ value: 1 }] } }] });
  const bomb = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]", ...Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array.from({ length: 10 }, () => `*a${i}`).join(", ")}]`)].join("\n");
  await expect(parseYaml(bomb)).rejects.toThrow("multiply");
});

test("a comment is one line, whatever it holds", async () => {
  expect((await parseYaml("a: 1  # b\rimport os\u2028\f\n")).comments.map((c) => c.text)).toEqual(["# b import os"]);
});
