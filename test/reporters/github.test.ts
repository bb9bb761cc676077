import { github } from "../../src/reporters/github.js";
import { PLAIN } from "../../src/reporters/reporter.js";
import type { Report } from "../../src/report.js";
import { HOSTILE, HOSTILE_REPORT } from "../support/hostile.js";
import { githubCommands } from "../support/log.js";
import { CHANGED, DECISION, file, REFUSED, report, UNSUPPORTED, UPGRADED } from "../support/report.js";

const page = (given: Report, more: { verbose?: boolean; folder?: string } = {}): string => github(given, { palette: PLAIN, verbose: false, columns: 80, ...more });

test("each finding at its line, the most severe first; what keeps its meaning is counted", () => {
  const one = file("pipelines/score.py", { findings: [UPGRADED, CHANGED, DECISION] });
  expect(page(report("check", [one, REFUSED]))).toBe([
    "::error file=broken.py,line=3,endLine=3,col=7,endColumn=8,title=prs-upgrade%3A this file is refused::3:7: the file does not parse as Python; mend it first",
    `::error file=pipelines/score.py,line=14,endLine=14,col=1,endColumn=20,title=prs-upgrade%3A PRS203 decision::${DECISION.title} ${DECISION.why}`,
    `::warning file=pipelines/score.py,line=31,endLine=31,col=5,endColumn=18,title=prs-upgrade%3A PRS107 changed::${CHANGED.title}: ${CHANGED.why}`,
    "::notice file=pipelines/score.py,line=9,endLine=9,col=5,endColumn=17,title=prs-upgrade%3A this file uses SDK v1::prs-upgrade --write upgrades it as far as it goes: 1 setting with the same meaning, 1 to read",
    "2 files use v1 parallel runs (of 120): 1 needs a decision, 1 is refused",
    "  1 upgraded · 1 changed in meaning · 1 to decide · 0 without a v2 counterpart",
    "",
  ].join("\n"));
});

test("nothing to say", () => {
  expect(page(report("check", []))).toBe("No v1 parallel-run code in 120 files.\n");
});

test("a list of packages has its findings alone, and so has a file in which a TODO is all that would be written", () => {
  const lines = page(report("check", [file("requirements.txt", { kind: "packages", findings: [CHANGED] }), file("a.py", { findings: [DECISION] })])).split("\n");
  expect(lines.slice(0, -3).map((line) => line.slice(0, line.indexOf(",line")))).toEqual(["::error file=a.py", "::warning file=requirements.txt"]);
});

test("--verbose says what keeps its meaning, too", () => {
  const lines = page(report("check", [file("a.py", { findings: [UPGRADED] })]), { verbose: true });
  expect(lines).toContain("::notice file=a.py,line=9,endLine=9,col=5,endColumn=17,title=prs-upgrade%3A PRS112 upgraded::node_count=4 -> instance_count=4\n");
});

test("after a write: what is left, where it stands now", () => {
  const one = file("a.py", { original: "a\nold\nb\nc\n", text: "a\n# TODO\nnew\nb\nc\n", edits: [{ start: 2, end: 5, text: "# TODO\nnew" }], findings: [{ ...UPGRADED, line: 2 }, { ...DECISION, line: 4, column: 1, endLine: 4, endColumn: 2 }] });
  expect(githubCommands(page(report("write", [one]))).map(({ name, properties }) => [name, properties["line"]])).toEqual([["error", "5"]]);
});

test("a finding over several lines has no columns; a folder of the repository stands before the path", () => {
  const [command] = githubCommands(page(report("check", [file("a.py", { findings: [{ ...UNSUPPORTED, endLine: 44 }] })]), { folder: "ml/jobs" }));
  expect(command!.properties).toEqual({ file: "ml/jobs/a.py", line: "40", endLine: "44", title: "prs-upgrade: PRS431 unsupported" });
});

test("ten of each level, the most severe first, and how many more", () => {
  const many = Array.from({ length: 12 }, (_, i) => file(`f${i}.py`, { findings: [{ ...CHANGED, line: i + 1, endLine: i + 1 }, { ...UNSUPPORTED, line: i + 1, endLine: i + 1 }] }));
  const lines = page(report("check", [...many, file("late.py", { findings: [DECISION] })])).split("\n");
  const counts = (level: string): number => lines.filter((line) => line.startsWith(`::${level} `)).length;
  expect([counts("error"), counts("warning"), counts("notice")]).toEqual([10, 10, 10]);
  expect(lines[0]).toContain("file=late.py");
  expect(lines.at(-4)).toBe("Not shown: 3 errors, 2 warnings, 2 notices. A step shows 10 of each kind; the formats text and markdown list them all.");
});

test("no text of a file becomes a command, and the runner reads what was meant", () => {
  const log = page(HOSTILE_REPORT);
  const commands = githubCommands(log);
  expect(commands.map(({ name }) => name)).toEqual(["error", "error", "error", "warning", "notice"]);
  expect(log.split("\n").filter((line) => line !== "")).toHaveLength(7);
  expect(commands[2]!.properties).toMatchObject({ line: "14", title: "prs-upgrade: PRS203 decision" });
  // What a log can't show is spelt out; the rest comes back as it was.
  const visible = HOSTILE.slice(0, HOSTILE.indexOf("\u202e")).replaceAll("\r\n", "\n");
  expect(commands[2]!.properties["file"]!.startsWith(`a/${visible}`)).toBe(true);
  expect(commands[2]!.data.startsWith(`dataset ${visible}`)).toBe(true);
  expect(log).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
});
