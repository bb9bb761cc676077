import { exitCodeOf } from "../../src/cli/exit-code.js";
import { filesWithV1, isComplete } from "../../src/report.js";
import { sift } from "../../src/selection/sift.js";
import { CHANGED, DECISION, file, REFUSED, report, UPGRADED } from "../support/report.js";

const all = (): (() => "baseline") => () => "baseline";

test("a report with nothing to hide stays what it is", () => {
  const given = report("check", [file("a.py", { findings: [CHANGED] }), file("quiet.py", { status: "unchanged", findings: [] })]);
  expect(sift(given)).toBe(given);
});

test("hidden findings are counted; a file of which nothing is listed is not listed", () => {
  const sifted = sift(report("check", [file("a.py", { findings: [CHANGED, DECISION] }), file("b.py", { findings: [UPGRADED], status: "upgraded" })]), ({ path }) => (finding) =>
    (path === "b.py" ? "baseline" : finding.effort === "decision" ? "deselected" : null));
  expect(sifted.files).toMatchObject([{ path: "a.py", findings: [{ code: "PRS107" }] }]);
  expect(sifted.hidden).toEqual({ ignored: 0, deselected: 1, baseline: 1, left: 1 });
  expect(exitCodeOf(sifted)).toBe(1);
});

test("what is hidden does not count for the exit code, but it does for completeness", () => {
  for (const mode of ["check", "write"] as const) {
    const sifted = sift(report(mode, [file("a.py", { findings: [CHANGED, DECISION] })]), all);
    expect({ exit: exitCodeOf(sifted), complete: isComplete(sifted) }).toEqual({ exit: 0, complete: false });
  }
  expect(isComplete(sift(report("check", [file("a.py", { status: "upgraded", findings: [CHANGED] })]), all))).toBe(true);
});

test("what was written, and what is refused, is always listed", () => {
  expect(filesWithV1(sift(report("write", [file("a.py", { findings: [CHANGED] })]), all)).map((f) => f.path)).toEqual(["a.py"]);
  const refused = sift(report("check", [REFUSED]), all);
  expect({ files: refused.files.length, exit: exitCodeOf(refused) }).toEqual({ files: 1, exit: 2 });
});

test("what a comment ignores is counted, too", () => {
  const sifted = sift(report("check", [file("a.py", { text: "old\nsame\n", ignored: [DECISION] })]));
  expect(sifted).toMatchObject({ files: [], hidden: { ignored: 1, left: 1 } });
});
