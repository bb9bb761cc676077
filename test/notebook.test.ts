import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { pythonOf } from "../src/notebook/program.js";
import { readNotebook } from "../src/notebook/read.js";
import { FIXTURES, upgradeText } from "./support/fixtures.js";

const PIPELINE: string[] = (JSON.parse(readFileSync(join(FIXTURES, "notebook-across-cells", "v1.ipynb"), "utf8")) as { cells: { cell_type: string; source: string[] }[] }).cells
  .filter((c) => c.cell_type === "code").map((c) => c.source.join(""));

interface Layout {
  indent: number | string;
  ascii: boolean;
  asString: boolean;
  newline: boolean;
}

interface RandomCell {
  type: string;
  source: string;
  outputs: unknown[];
  metadata: Record<string, unknown>;
}

const layouts: fc.Arbitrary<Layout> = fc.record({ indent: fc.constantFrom<number | string>(0, 1, 2, 4, "\t"), ascii: fc.boolean(), asString: fc.boolean(), newline: fc.boolean() });
const words = fc.constantFrom("x = 1", "print('é')", "# a comment", "%matplotlib inline", "!ls", "", "y = \"\\u00e9 \\\\ \\\" \\t\"", "def f():\n    return 2", "f?", "values = !ls", "z = '<&>\u2028'");
const cells: fc.Arbitrary<RandomCell> = fc.record({
  type: fc.constantFrom("code", "markdown", "raw"), source: fc.array(words, { maxLength: 4 }).map((lines) => lines.join("\n")),
  outputs: fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 2 }), metadata: fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2 }),
});

function write(list: readonly RandomCell[], layout: Layout): string {
  const book = {
    cells: list.map((c) => ({
      cell_type: c.type, metadata: c.metadata, ...(c.type === "code" ? { execution_count: null, outputs: c.outputs } : {}),
      source: layout.asString ? c.source : c.source === "" ? [] : c.source.split(/(?<=\n)/),
    })),
    metadata: {}, nbformat: 4, nbformat_minor: 5,
  };
  const text = JSON.stringify(book, null, layout.indent) + (layout.newline ? "\n" : "");
  return layout.ascii ? text.replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`) : text;
}

/** The text of a notebook without the sources of its code cells. */
function frame(text: string): string[] {
  let position = 0;
  const pieces: string[] = [];
  for (const cell of readNotebook(text).cells) {
    if (cell.type !== "code") continue;
    pieces.push(text.slice(position, cell.range.start));
    position = cell.range.end;
  }
  return [...pieces, text.slice(position)];
}

test("a notebook without v1 code stays as it is, byte for byte", async () => {
  await fc.assert(fc.asyncProperty(fc.array(cells, { maxLength: 5 }), layouts, async (list, layout) => {
    const text = write(list, layout);
    const result = await upgradeText("n.ipynb", text);
    expect(result.text).toBe(text);
    expect(result.edits).toEqual([]);
  }), { numRuns: 200, seed: 7 });
});

test("an upgrade changes nothing but the sources of the cells that it reports", async () => {
  await fc.assert(fc.asyncProperty(fc.array(cells, { maxLength: 4 }), fc.nat(), layouts, async (list, at, layout) => {
    const code = PIPELINE.map((source): RandomCell => ({ type: "code", source, outputs: [], metadata: {} }));
    const place = at % (list.length + 1);
    const text = write([...list.slice(0, place), ...code, ...list.slice(place)], layout);
    const result = await upgradeText("n.ipynb", text);
    expect(result.status).toBe("upgraded");
    expect(frame(result.text)).toEqual(frame(text));
    const before = readNotebook(text).cells;
    const changed = new Set(result.cells?.map((c) => c.cell));
    for (const [i, cell] of readNotebook(result.text).cells.entries()) {
      expect(cell.isList).toBe(before[i]!.isList);
      if (changed.has(cell.number)) expect(cell.source).toBe(result.cells!.find((c) => c.cell === cell.number)!.after.replace(/\n+$/, ""));
      else expect(result.text.slice(cell.range.start, cell.range.end)).toBe(text.slice(before[i]!.range.start, before[i]!.range.end));
    }
  }), { numRuns: 60, seed: 7 });
});

test.each([
  ["%matplotlib inline", "0                 "],
  ["!pip install x\ny = 1", "0             \ny = 1"],
  ["files = !ls *.py", "files = 0       "],
  ["if a:\n    %time f()", "if a:\n    0        "],
  ["frame?", "0     "],
  ["?frame", "0     "],
  ["!echo \\\n  b\nc = 2", "0      \n   \nc = 2"],
  ["%%bash\nls", "      \n  "],
  ["%%time\nx = 1", "      \nx = 1"],
  ["a = b % c\nd = not e", "a = b % c\nd = not e"],
])("%j becomes Python of the same length", (source, python) => {
  expect(pythonOf(source)).toBe(python);
  expect(pythonOf(source)).toHaveLength(source.length);
});
