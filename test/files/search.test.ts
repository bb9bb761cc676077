import { join } from "node:path";
import { findHolding } from "../../src/files/holding.js";
import { fileHolds, OVERLAP, PIECE } from "../../src/files/search.js";
import { folder } from "../support/project.js";

const holds = (mark: string) => (bytes: Buffer): boolean => bytes.includes(mark);

test.each([0, 1, PIECE - 10, PIECE - 3, PIECE, PIECE + 1, 3 * PIECE - OVERLAP - 2, 5_000_000])("a mark at byte %d is found", (at) => {
  const { root } = folder({ a: `${".".repeat(at)}mark`, b: `${".".repeat(at)}mar` });
  expect(fileHolds(join(root, "a"), holds("mark"))).toBe(true);
  expect(fileHolds(join(root, "b"), holds("mark"))).toBe(false);
});

test("what is shorter than the file before it does not see its rest", () => {
  const { root } = folder({ a: "......mark", b: ".", empty: "" });
  expect(["a", "b", "empty"].map((name) => fileHolds(join(root, name), holds("mark")))).toEqual([true, false, false]);
});

test("files worth reading: those with a mark, and those that can't be searched", () => {
  const { root } = folder({ "a.py": "x", "b.py": "ParallelRunStep", "c.py": "pip install --upgrade azure-ai-ml", "d.py": "# TODO(prs-upgrade PRS203)" });
  const next = new Int32Array(1);
  expect(findHolding(["a.py", "b.py", "c.py", "gone.py", "d.py"], root, next, "marks")).toEqual([1, 3, 4]);
  expect(findHolding(["a.py", "b.py"], root, next, "marks")).toEqual([]);
});
