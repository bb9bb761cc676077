import { NotebookError, readNotebook } from "../../src/notebook/read.js";

const cell = '{"cell_type": "code", "metadata": {}, "source": ["a\\n", "b"]}';
const book = (rest: string, cells = cell): string => `{"cells": [${cells}], ${rest}}`;

test.each([
  ["an empty file", "", /not valid JSON/],
  ["half a file", book('"nbformat": 4').slice(0, 60), /not valid JSON \(line 1, column \d+\)/],
  ["merge conflicts", book('"nbformat": 4').replace("[{", "[\n<<<<<<< HEAD\n{"), /not valid JSON \(line 2, column 1\)/],
  ["a comma too many", book('"nbformat": 4,'), /not valid JSON/],
  ["comments", `// x\n${book('"nbformat": 4')}`, /not valid JSON/],
  ["a list", "[]", /no notebook/],
  ["no cells", '{"nbformat": 4}', /no notebook/],
  ["no format", book('"metadata": {}'), /no notebook/],
  ["nbformat 3", '{"worksheets": [{"cells": []}], "nbformat": 3}', /nbformat 3; convert it first: jupyter nbconvert --to notebook --nbformat 4/],
  ["nbformat 2", '{"worksheets": [], "nbformat": 2}', /nbformat 2; convert it first/],
  ["nbformat 5", book('"nbformat": 5'), /nbformat 5, which is not known here/],
  ["nbformat as text", book('"nbformat": "4"'), /nbformat 4, which is not known/],
])("%s is refused", (_, text, message) => {
  expect(() => readNotebook(text)).toThrow(NotebookError);
  expect(() => readNotebook(text)).toThrow(message);
});

test.each([
  ["numbers of any form", book('"nbformat": 4, "metadata": {"a": 1.0, "b": 1e5, "c": 123456789012345678901234567890, "d": -0}')],
  ["what Python writes for numbers that are none", book('"nbformat": 4, "metadata": {"a": NaN, "b": [-Infinity, Infinity], "c": "NaN \\" NaN"}')],
  ["other minor formats", book('"nbformat": 4, "nbformat_minor": 99')],
  ["an escaped key", book('"nbformat": 4').replace("source", "sour\\u0063e")],
])("%s are read", (_, text) => {
  const { cells } = readNotebook(text);
  expect(cells.map((c) => [c.number, c.source])).toEqual([[1, "a\nb"]]);
  expect(text.slice(cells[0]!.strings[1]!.start, cells[0]!.strings[1]!.end)).toBe('"b"');
});

test("of a key that stands twice the last one counts, as for Python", () => {
  const text = book('"nbformat": 3, "nbformat": 4', '{"cell_type": "raw", "source": "old", "source": ["new"], "cell_type": "code"}');
  expect(readNotebook(text).cells).toMatchObject([{ type: "code", source: "new" }]);
});

test("cells count from 1, whatever they are", () => {
  const text = book('"nbformat": 4', '{"cell_type": "markdown", "source": []}, {"cell_type": "heading", "source": "x"}, {"cell_type": "code", "source": ""}, {"cell_type": "code", "source": "x", "outputs": [{}]}, {"cell_type": "code"}');
  expect(readNotebook(text).cells.map((c) => [c.number, c.type, c.source, c.hasOutputs])).toEqual([[1, "markdown", "", false], [3, "code", "", false], [4, "code", "x", true]]);
});

test.each([
  ['{"kernelspec": {"language": "R", "name": "ir"}}', false],
  ['{"kernelspec": {"language": "scala"}}', false],
  ['{"kernelspec": {"name": "ir"}}', false],
  ['{"language_info": {"name": "julia"}}', false],
  ['{"kernelspec": {"language": "Python", "name": "python3-azureml"}}', true],
  ['{"kernelspec": {"name": "synapse_pyspark"}, "language_info": {"name": "python"}}', true],
  ['{"kernelspec": {"display_name": "azureml_py38"}}', true],
  ["{}", true],
])("%s: Python is %s", (metadata, python) => {
  expect(readNotebook(book(`"nbformat": 4, "metadata": ${metadata}`)).isPython).toBe(python);
});
