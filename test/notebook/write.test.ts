import fc from "fast-check";
import { applyEdits } from "../../src/edits/text-edit.js";
import type { TextEdit } from "../../src/edits/text-edit.js";
import { readNotebook } from "../../src/notebook/read.js";
import { cellEdits, isAscii } from "../../src/notebook/write.js";
import { cells, layouts, PLAIN, writeNotebook } from "../support/notebook.js";

/** Edits of a text at some offsets, apart from each other and never inside a character of two units. */
function editsAt(source: string, places: readonly number[], text: string): TextEdit[] {
  const offsets = [...new Set(places.map((p) => p % (source.length + 1)))].sort((a, b) => a - b).filter((o) => !/[\udc00-\udfff]/.test(source[o] ?? ""));
  const edits: TextEdit[] = [];
  for (let i = 0; i < offsets.length; i += 3) edits.push({ start: offsets[i]!, end: offsets[i + 1] ?? offsets[i]!, text: i % 2 === 0 ? text : "" });
  return edits;
}

test("edits of a source change its value, and nothing outside of it", () => {
  fc.assert(fc.property(fc.array(cells, { minLength: 1, maxLength: 3 }), layouts, fc.nat(), fc.array(fc.nat(), { minLength: 1, maxLength: 7 }), fc.constantFrom("new", "two\nlines\n", "é 😀 \"\\", "", "\n", "a\r\n"), (list, layout, which, places, text) => {
    const file = writeNotebook(list, layout);
    const cell = readNotebook(file).cells[which % list.length]!;
    if (cell.strings.length === 0) return;
    const edits = editsAt(cell.source, places, text);
    const changed = applyEdits(file, cellEdits(cell, edits, file, isAscii(file)));
    const after = readNotebook(changed).cells[which % list.length]!;
    expect(after.source).toBe(applyEdits(cell.source, edits));
    expect(after.isList).toBe(cell.isList);
    expect(changed.slice(0, after.range.start)).toBe(file.slice(0, cell.range.start));
    expect(changed.slice(after.range.end)).toBe(file.slice(cell.range.end));
  }), { numRuns: 2000, seed: 7 });
});

const edited = (file: string, edits: readonly TextEdit[], cell = 0): string => applyEdits(file, cellEdits(readNotebook(file).cells[cell]!, edits, file, isAscii(file)));
const book = (source: string): string => `{"cells": [{"cell_type": "code", "metadata": {"é": 1.0}, "outputs": [], "source": ${source}}], "nbformat": 4}`;

test.each([
  ["the rest of the line keeps its escapes", '["\\u00e9 = 1 \\/ 2\\n", "b"]', [{ start: 4, end: 5, text: "3" }], '["\\u00e9 = 3 \\/ 2\\n", "b"]'],
  ["the lines between two edits keep theirs", '["a\\n", "\\/\\u0022\\n", "c"]', [{ start: 0, end: 1, text: "x" }, { start: 5, end: 6, text: "y" }], '["x\\n", "\\/\\u0022\\n", "y"]'],
  ["a source in one string, too", '"a\\n\\/\\u0022\\nc"', [{ start: 0, end: 1, text: "x" }, { start: 5, end: 6, text: "y" }], '"x\\n\\/\\u0022\\ny"'],
  ["a surrogate pair stays one", '["\\ud83d\\ude00 = 1\\n"]', [{ start: 5, end: 6, text: "2" }], '["\\ud83d\\ude00 = 2\\n"]'],
  ["a line that goes takes a comma with it", '["a\\n", "b\\n", "c"]', [{ start: 2, end: 4, text: "" }], '["a\\n", "c"]'],
  ["the last lines, too", '["a\\n",\n "b\\n",\n "c"]', [{ start: 1, end: 5, text: "" }], '["a"]'],
  ["a line that loses its end goes on in the next string", '["a\\n", "b\\n", "c"]', [{ start: 1, end: 2, text: "" }], '["ab\\n", "c"]'],
  ["several lines in one string are taken apart where they change", '["a\\nb\\n", "c"]', [{ start: 0, end: 1, text: "x" }], '["x\\n", "b\\n", "c"]'],
  ["the first of several strings without line ends", '["a", "b\\nc"]', [{ start: 0, end: 1, text: "x" }], '["xb\\n", "c"]'],
  ["new characters are escaped as the cell's others are", '["\\u00e9\\n"]', [{ start: 2, end: 2, text: "ö" }], '["\\u00e9\\n", "\\u00f6"]'],
  ["new characters are raw as the file's others are", '["a\\n"]', [{ start: 2, end: 2, text: "ö" }], '["a\\n", "ö"]'],
])("%s", (_, before, edits, after) => {
  expect(edited(book(before), edits)).toBe(book(after));
});

test("one string in its list: the new ones stand as it does", () => {
  const file = writeNotebook([{ type: "code", source: "a", rest: { metadata: {} } }], { ...PLAIN, lineEnd: "\r\n", indent: "\t" });
  expect(edited(file, [{ start: 0, end: 0, text: "x\n" }])).toContain('[\r\n\t\t\t\t"x\\n",\r\n\t\t\t\t"a"\r\n\t\t\t]');
  expect(edited('{"cells":[{"cell_type":"code","source":["a"]}],"nbformat":4}', [{ start: 0, end: 0, text: "x\n" }])).toContain('["x\\n","a"]');
});
