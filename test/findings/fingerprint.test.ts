import type { Finding } from "../../src/findings/finding.js";
import { fingerprints, identities } from "../../src/findings/fingerprint.js";
import { CHANGED, DECISION } from "../support/report.js";

const at = (finding: Finding, line: number, more: Partial<Finding> = {}): Finding => ({ ...finding, line, ...more });
const python = (original: string, ...findings: Finding[]): string[] => fingerprints({ original, kind: "python", findings });

test("a fingerprint survives moved lines, another indentation and reworded messages", () => {
  const [before] = python("import os\nconfig(run_max_try=5)\n", at(CHANGED, 2));
  expect(before).toMatch(/^[0-9a-f]{16}:1$/);
  expect(python("\r\n\r\n    config(run_max_try=5)  \r\n", at(CHANGED, 3, { title: "other words", why: "" }))).toEqual([before]);
});

test("another line, code or v1 symbol makes another one", () => {
  const text = "config(run_max_try=5)\nconfig(run_max_try=6)\n";
  const all = python(text, at(CHANGED, 1), at(CHANGED, 2), at(DECISION, 1), at(CHANGED, 1, { v1: "other" }));
  expect(new Set(all.map((f) => f.split(":")[0])).size).toBe(4);
});

test("findings of one kind on equal lines are counted", () => {
  const all = python("a\nb\na\n", at(CHANGED, 1), at(CHANGED, 2), at(CHANGED, 3));
  expect(all[0]!.split(":")[0]).toBe(all[2]!.split(":")[0]);
  expect(all.map((f) => f.split(":")[1])).toEqual(["1", "1", "2"]);
});

test("in a notebook the line of the cell counts", () => {
  const cells = [["# title"], ["a = 1\n", "config(run_max_try=5)"]].map((source, i) => ({ cell_type: i === 0 ? "markdown" : "code", metadata: {}, source }));
  const original = JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
  expect(fingerprints({ original, kind: "notebook", findings: [at(CHANGED, 2, { cell: 2 })] })).toEqual(python("config(run_max_try=5)", at(CHANGED, 1)));
  // A finding about what no cell holds still has one.
  expect(fingerprints({ original: "{", kind: "notebook", findings: [at(CHANGED, 2, { cell: 2 })] })).toHaveLength(1);
});

test("an identity names the code and the v1 symbol", () => {
  expect(identities({ original: "x", kind: "python", findings: [at(CHANGED, 1), at(CHANGED, 1, { v1: null })] })).toMatchObject([{ code: "PRS107", v1: "ParallelRunConfig.run_max_try" }, { code: "PRS107", v1: "" }]);
});
