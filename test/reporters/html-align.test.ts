import fc from "fast-check";
import { align } from "../../src/reporters/html/align.js";

const join = (pieces: readonly { text: string }[] | null): string | null => pieces?.map(({ text }) => text).join("") ?? null;

test("a line stands beside the one that took its place, in order", () => {
  const rows = align(["source_directory=src,", "node_count=4,", "x()"], ["code=src,", "mini_batch_size=1,", "instance_count=4,"]);
  expect(rows.map((row) => [join(row.before), join(row.after)])).toEqual([
    ["source_directory=src,", "code=src,"],
    [null, "mini_batch_size=1,"],
    ["node_count=4,", "instance_count=4,"],
    ["x()", null],
  ]);
});

test("lines without anything in common stand beside each other unmarked", () => {
  expect(align(["alpha(1)"], ["beta(2)"])).toEqual([{ before: [{ text: "alpha(1)", differs: false }], after: [{ text: "beta(2)", differs: false }] }]);
});

test("no line is lost, added or moved, whatever they are", () => {
  const line = fc.oneof(fc.constantFrom("", "    )", "node_count=4,", "instance_count=4,", "x = f(a, b)"), fc.string());
  fc.assert(fc.property(fc.array(line, { maxLength: 12 }), fc.array(line, { maxLength: 12 }), (before, after) => {
    const rows = align(before, after);
    expect(rows.flatMap((row) => join(row.before) ?? [])).toEqual(before);
    expect(rows.flatMap((row) => join(row.after) ?? [])).toEqual(after);
  }));
});

test("a block that is too large to compare is still shown whole", () => {
  const lines = Array.from({ length: 400 }, (_, i) => `x${i}`);
  expect(align(lines, lines)).toHaveLength(400);
});
