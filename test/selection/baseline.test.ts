import { Baseline, BaselineError, parseBaseline, printBaseline } from "../../src/selection/baseline.js";
import type { Entry } from "../../src/selection/baseline.js";
import { CHANGED, DECISION, file } from "../support/report.js";

const same = (path: string): string => path;
const twice = file("a.py", { original: "x\ny\nx\n", findings: [{ ...CHANGED, line: 1 }, { ...DECISION, line: 2 }, { ...CHANGED, line: 3 }] });

/** What a first run over the files writes. */
function baselineOf(...files: Parameters<Baseline["knows"]>[0][]): Entry[] {
  const baseline = new Baseline([], same);
  for (const f of files) baseline.knows(f);
  return baseline.updated(() => true);
}

test("what is written is read again, in an order of its own, without places and words", () => {
  const entries = baselineOf(twice, file("B.py", { original: "x\n", findings: [{ ...CHANGED, line: 1 }] }));
  const text = printBaseline(entries);
  expect(text).toMatch(/^\{"format": "prs-upgrade baseline", "version": 1, "findings": \[\n( {2}\{"path":"[^\n]+\},?\n){3}\]\}\n$/);
  expect(printBaseline([...entries].reverse())).toBe(text);
  expect(parseBaseline(text).map(({ path, code, count }) => [path, code, count])).toEqual([["B.py", "PRS107", 1], ["a.py", "PRS107", 2], ["a.py", "PRS203", 1]]);
  expect(text).not.toMatch(/max_retries|"line":\d/);
  expect(parseBaseline(printBaseline([]))).toEqual([]);
});

test("a finding is known as often as it was", () => {
  const once = baselineOf(file("a.py", { original: "x\n", findings: [{ ...CHANGED, line: 1 }] }));
  expect(new Baseline(once, same).knows(twice)).toEqual([true, false, false]);
  expect(new Baseline(baselineOf(twice), same).knows(twice)).toEqual([true, true, true]);
  expect(new Baseline(once, same).knows(file("b.py", { original: "x\n", findings: [{ ...CHANGED, line: 1 }] }))).toEqual([false]);
});

test("what no longer occurs is stale, and goes with the next update", () => {
  const baseline = new Baseline(baselineOf(twice), same);
  baseline.knows(file("a.py", { original: "x\n", findings: [{ ...CHANGED, line: 1 }] }));
  expect(baseline.stale(() => true).map(({ code, count }) => [code, count])).toEqual([["PRS107", 1], ["PRS203", 1]]);
  expect(baseline.updated(() => true).map(({ code, count }) => [code, count])).toEqual([["PRS107", 1]]);
});

test("what a run has not looked for is neither stale nor dropped", () => {
  const baseline = new Baseline(baselineOf(twice), same);
  expect(baseline.stale(({ code }) => code !== "PRS203").map(({ code }) => code)).toEqual(["PRS107"]);
  expect(baseline.updated(({ code }) => code !== "PRS203").map(({ code }) => code)).toEqual(["PRS203"]);
});

test.each([
  ["", "it is not valid JSON"],
  ["<<<<<<< ours\n[]\n=======\n[]\n>>>>>>> theirs\n", "merge conflicts"],
  ["[]", "it is no baseline of prs-upgrade"],
  ['{"version": 1, "findings": []}', "it is no baseline of prs-upgrade"],
  ['{"format": "prs-upgrade baseline", "version": 2, "findings": []}', "version 2"],
  ['{"format": "prs-upgrade baseline", "version": 1}', 'no list "findings"'],
  ['{"format": "prs-upgrade baseline", "version": 1, "findings": [{"path": "a.py", "code": "PRS107", "v1": "", "line": "0", "count": 0}]}', "entry 1 is not one"],
])("%j is no baseline", (text, message) => {
  expect(() => parseBaseline(text)).toThrow(BaselineError);
  expect(() => parseBaseline(text)).toThrow(message);
});
