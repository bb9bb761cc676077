import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { FileResult } from "../../src/index.js";
import type { Cell } from "../../src/notebook/read.js";
import { readNotebook } from "../../src/notebook/read.js";
import { FIXTURES, upgradeText } from "../support/fixtures.js";
import type { Layout, TestCell } from "../support/notebook.js";
import { cells, layouts, PLAIN, values, writeNotebook } from "../support/notebook.js";

const PIPELINE = (JSON.parse(readFileSync(join(FIXTURES, "notebook-across-cells", "v1.ipynb"), "utf8")) as { cells: { cell_type: string; source: string[] }[] }).cells
  .filter((c) => c.cell_type === "code").map((c) => c.source.join(""));

/** The text of a notebook outside the sources of some cells. */
function outside(text: string, numbers: ReadonlySet<number>): string[] {
  let position = 0;
  const pieces: string[] = [];
  for (const cell of readNotebook(text).cells) {
    if (!numbers.has(cell.number)) continue;
    pieces.push(text.slice(position, cell.range.start));
    position = cell.range.end;
  }
  return [...pieces, text.slice(position)];
}

/** The lines of a source as the file has them, escapes and all, without the quotes and commas of the list. */
function rawLines(text: string, cell: Cell): string[] {
  const raw = cell.strings.map((s) => text.slice(s.start + 1, s.end - 1)).join("");
  return raw.match(/(?:\\u(?!000a)[0-9a-fA-F]{4}|\\[^nu]|[^\\])*(?:\\n|\\u000a|$)/gi)!.filter((line) => line !== "");
}

/** Comments of a user's in the cells that change: their lines are not touched. */
const KEPT = "# kept: é 😀 \"x\" a/b \\\\ ";

/** The cells of a v1 pipeline between others, each with outputs of its own and some with lines that stay. */
const notebooks: fc.Arbitrary<{ list: TestCell[]; layout: Layout }> = fc.record({
  quiet: fc.array(cells, { maxLength: 3 }), at: fc.nat(), layout: layouts, outputs: fc.array(values, { maxLength: 2 }), above: fc.nat(), below: fc.nat(),
}).map(({ quiet, at, layout, outputs, above, below }) => {
  const code = PIPELINE.map((source, i): TestCell => ({
    type: "code", source: `${(above >> i) & 1 ? `${KEPT}${i}\n` : ""}${source}${(below >> i) & 1 ? `\n${KEPT}below ${i}  ` : ""}`, rest: { outputs, metadata: { "ParallelRunStep": outputs } },
  }));
  const place = at % (quiet.length + 1);
  return { list: [...quiet.slice(0, place), ...code, ...quiet.slice(place)], layout };
});

const upgraded = (text: string): Promise<FileResult> => upgradeText("n.ipynb", text);

test("a notebook without v1 code stays as it is, byte for byte", async () => {
  await fc.assert(fc.asyncProperty(fc.array(cells, { maxLength: 5 }), layouts, async (list, layout) => {
    // With the text that makes the tool read the file.
    const text = writeNotebook([...list, { type: "code", source: "# ParallelRunStep", rest: { metadata: {} } }], layout);
    const result = await upgraded(text);
    expect(result).toMatchObject({ status: "unchanged", edits: [], findings: [] });
    expect(result.text).toBe(text);
  }), { numRuns: 60, seed: 7 });
});

test("an upgrade changes nothing but the sources of the cells that it reports", async () => {
  await fc.assert(fc.asyncProperty(notebooks, async ({ list, layout }) => {
    const text = writeNotebook(list, layout);
    const result = await upgraded(text);
    expect(result.status).toBe("upgraded");
    const changed = new Set(result.cells!.map((c) => c.cell));
    expect(changed.size).toBeGreaterThanOrEqual(4);
    expect(outside(result.text, changed)).toEqual(outside(text, changed));
    const before = readNotebook(text).cells;
    for (const [i, cell] of readNotebook(result.text).cells.entries()) {
      expect(cell.isList).toBe(before[i]!.isList);
      expect(cell.source).toBe(result.cells!.find((c) => c.cell === cell.number)?.after ?? before[i]!.source);
    }
  }), { numRuns: 60, seed: 7 });
});

test("an upgrade changes the same lines in every layout, and the lines that it does not touch keep their escapes", async () => {
  await fc.assert(fc.asyncProperty(notebooks, async ({ list, layout }) => {
    const text = writeNotebook(list, layout);
    const result = await upgraded(text);
    const plain = await upgraded(writeNotebook(list, PLAIN));
    const sources = (r: FileResult): string[] => r.cells!.map((c) => `${c.cell}\n${c.after.replace(/\r\n/g, "\n")}`);
    expect(sources(result)).toEqual(sources(plain));
    if (layout.sourceLineEnd === "\r\n") expect(result.cells!.map((c) => c.after).join("\r\n")).not.toMatch(/(?<!\r)\n/);
    const before = readNotebook(text).cells;
    const bytes = (line: string): string => line.replace(/(?:(?:\\r|\\u000d)?(?:\\n|\\u000a))$/i, "");
    for (const [i, cell] of readNotebook(result.text).cells.entries()) {
      const kept = (t: string, c: Cell): string[] => rawLines(t, c).map(bytes).filter((line) => (JSON.parse(`"${line}"`) as string).startsWith("# kept"));
      expect(kept(result.text, cell)).toEqual(kept(text, before[i]!));
    }
  }), { numRuns: 50, seed: 11 });
});

test("a list of source lines stays one string a line, laid out as the file's own", async () => {
  await fc.assert(fc.asyncProperty(notebooks, async ({ list, layout }) => {
    const text = writeNotebook(list, { ...layout, source: "lines" });
    const result = await upgraded(text);
    for (const cell of readNotebook(result.text).cells) {
      expect(cell.strings.map((s) => s.value)).toEqual(cell.source === "" ? [] : cell.source.split(/(?<=\n)/));
      const gaps = cell.strings.slice(1).map((s, i) => result.text.slice(cell.strings[i]!.end, s.start));
      expect(new Set(gaps).size).toBeLessThanOrEqual(1);
    }
  }), { numRuns: 30, seed: 13 });
});
