import type { Palette, ReporterOptions } from "../../src/reporters/reporter.js";
import { PLAIN } from "../../src/reporters/reporter.js";
import { text } from "../../src/reporters/text.js";
import { CHANGED, DECISION, file, REFUSED, report, UNSUPPORTED, UPGRADED } from "../support/report.js";

const plain: ReporterOptions = { palette: PLAIN, verbose: false, columns: 80 };
const partly = file("pipelines/score.py", { findings: [UPGRADED, CHANGED, DECISION] });
const whole = file("pipelines/train.py", { status: "upgraded", findings: [UPGRADED] });

test("a dry run: what matters first, then the diff, then what it comes to", () => {
  expect(text(report("dry-run", [partly, whole]), plain)).toBe(`\
pipelines/score.py                                       1 to read · 1 to decide
  14:1  decision  PRS203  Is dataset "invoices" made of files or a table?
                          Nothing in this project tells: no
                          Dataset.File/Tabular, no unit in mini_batch_size. Say
                          it where the TODO stands, or register it in sight.
  31:5  changed   PRS107  run_max_try=5 -> retry_settings["max_retries"]=5
                          v1 counts tries, the v2 documentation counts retries:
                          one more attempt is possible

  --- pipelines/score.py
  +++ pipelines/score.py
  @@ -1,2 +1,2 @@
  -old
  +new
   same

pipelines/train.py                                                         whole

  --- pipelines/train.py
  +++ pipelines/train.py
  @@ -1,2 +1,2 @@
  -old
  +new
   same

2 files use v1 parallel runs (of 120): 1 can be upgraded whole, 1 needs a decision
  2 upgraded · 1 changed in meaning · 1 to decide · 0 without a v2 counterpart
Nothing was written. Apply with --write; read about a code with: prs-upgrade explain PRS107
`);
});

test("--check: no diff", () => {
  expect(text(report("check", [whole]), plain)).toBe(`\
pipelines/train.py                                                         whole

1 file uses v1 parallel runs (of 120): 1 can be upgraded whole
  1 upgraded · 0 changed in meaning · 0 to decide · 0 without a v2 counterpart
Nothing was written. See the new code without --check, apply it with --write
`);
});

test("--write: in the past tense, with what is left", () => {
  const page = text(report("write", [partly, whole, REFUSED, file("other.py", { findings: [UNSUPPORTED] })]), plain);
  expect(page).toContain("  +new\n");
  expect(page.slice(page.indexOf("4 files"))).toBe(`\
4 files used v1 parallel runs (of 120): 1 was upgraded whole, 1 needs a decision, 1 has code without a v2 counterpart, 1 is refused
  2 upgraded · 1 changed in meaning · 1 to decide · 1 without a v2 counterpart
Written. Left for you:
  pipelines/score.py:14:1  PRS203  Is dataset "invoices" made of files or a table?
  broken.py: 3:7: the file does not parse as Python; mend it first
  other.py:40:1  PRS431  published_pipeline has no counterpart
`);
});

test("--write with nothing left, and with nothing written", () => {
  expect(text(report("write", [whole]), plain)).toMatch(/\nWritten\. Nothing is left to decide\.\n$/);
  expect(text(report("write", [file("a.py", { text: "old\n", original: "old\n", findings: [DECISION] })]), plain)).toMatch(/\nNothing was written\. Left for you:\n {2}a\.py:14:1 {2}PRS203 {2}.*\n$/);
});

test("nothing to do is one line, and hides no failure", () => {
  expect(text(report("dry-run", []), plain)).toBe("No v1 parallel-run code in 120 files.\n");
  expect(text({ ...report("dry-run", []), scanned: 1 }, plain)).toBe("No v1 parallel-run code in 1 file.\n");
  expect(text(report("dry-run", [], [{ path: "x", reason: "y" }]), plain)).toBe("No v1 parallel-run code in 120 files; 1 could not be handled, see the errors.\n");
});

test("a refused file says why", () => {
  expect(text(report("dry-run", [REFUSED]), plain)).toBe(`\
broken.py                                                                refused
  3:7: the file does not parse as Python; mend it first

1 file uses v1 parallel runs (of 120): 1 is refused
  0 upgraded · 0 changed in meaning · 0 to decide · 0 without a v2 counterpart
Nothing was written.
`);
});

test("--verbose lists what keeps its meaning, too, last", () => {
  const lines = text(report("check", [partly]), { ...plain, verbose: true }).split("\n");
  expect(lines.find((line) => line.includes("PRS112"))).toBe("  9:5   upgraded  PRS112  node_count=4 -> instance_count=4");
  expect(lines.findIndex((line) => line.includes("PRS112"))).toBeGreaterThan(lines.findIndex((line) => line.includes("PRS107")));
});

test("a finding in a notebook names its cell", () => {
  expect(text(report("check", [file("a.ipynb", { kind: "notebook", findings: [{ ...DECISION, cell: 7 }] })]), plain)).toContain("  cell 7 14:1  decision  PRS203  Is");
  expect(text(report("write", [file("a.ipynb", { kind: "notebook", findings: [{ ...DECISION, cell: 7 }] })]), plain)).toContain("  a.ipynb:cell 7:14:1  PRS203");
});

test("80 columns are enough; a wide terminal is used up to 100, a narrow one is kept to", () => {
  for (const columns of [60, 80, 200]) {
    const lines = text(report("check", [partly]), { ...plain, columns }).split("\n").slice(0, 5);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(Math.min(columns, 100));
  }
});

test("colour says no more than the words", () => {
  const mark = (name: string) => (value: string): string => `<${name}>${value}</${name}>`;
  const palette: Palette = { bold: mark("bold"), dim: mark("dim"), red: mark("red"), yellow: mark("yellow"), green: mark("green"), cyan: mark("cyan") };
  const page = text(report("dry-run", [partly]), { ...plain, palette });
  expect(page).toContain("<red>decision</red>");
  expect(page).toContain("<yellow>changed </yellow>");
  expect(page).toContain("  <green>+new</green>\n");
  expect(page.replace(/<\/?\w+>/g, "")).toBe(text(report("dry-run", [partly]), plain));
});

test("control characters of a scanned file are spelt out", () => {
  const page = text(report("dry-run", [file("a\u001b[2J.py", { original: "x = '\u001b]0;gotcha\u0007'\r\n\ty = '\u009b\u202e'\r\n", text: "x = 1\r\n", findings: [{ ...CHANGED, title: "a\u0000b" }] })]), plain);
  expect(page).toContain("a\\u001b[2J.py");
  expect(page).toContain("a\\u0000b");
  expect(page).toContain("  -x = '\\u001b]0;gotcha\\u0007'\n  -\ty = '\\u009b\\u202e'\n  +x = 1\n");
  expect(page).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]/);
});

test("a line of code that begins with dashes is no header", () => {
  const palette: Palette = { ...PLAIN, red: (value) => `<${value}>`, green: (value) => `(${value})`, bold: (value) => `[${value}]` };
  expect(text(report("dry-run", [file("a.py", { original: "-- x\n", text: "++ y\n" })]), { ...plain, palette })).toContain("  [--- a.py]\n  [+++ a.py]\n  @@ -1,1 +1,1 @@\n  <--- x>\n  (+++ y)\n");
});

test("every line of a reason is dim, and nothing else stands in it", () => {
  const page = text(report("check", [partly]), { ...plain, palette: { ...PLAIN, dim: (...line: unknown[]) => `<${line.join("|")}>` } });
  expect(page).toContain("<v1 counts tries, the v2 documentation counts retries:>\n");
  expect(page).toContain("<one more attempt is possible>\n");
});

test("a line end in a path or in a title begins no line of the report", () => {
  const page = text(report("write", [file("a\nNothing was found.py", { findings: [{ ...DECISION, title: "which\nWritten. Nothing is left to decide." }] })]), plain);
  expect(page).toContain("a\\u000aNothing was found.py");
  expect(page).not.toMatch(/^(Nothing|Written\. Nothing)/m);
});
