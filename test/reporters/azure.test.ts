import { azure } from "../../src/reporters/azure.js";
import { PLAIN } from "../../src/reporters/reporter.js";
import type { Report } from "../../src/report.js";
import { HOSTILE, HOSTILE_REPORT } from "../support/hostile.js";
import { azureCommands } from "../support/log.js";
import { CHANGED, DECISION, file, REFUSED, report, UNSUPPORTED, UPGRADED } from "../support/report.js";

const page = (given: Report, folder?: string): string => azure(given, { palette: PLAIN, verbose: false, columns: 80, folder });

test("each finding at its line, the most severe first; Azure knows errors and warnings", () => {
  const one = file("pipelines/score.py", { findings: [UPGRADED, CHANGED, DECISION] });
  expect(page(report("check", [one, REFUSED]))).toBe([
    "##vso[task.logissue type=error;sourcepath=broken.py;linenumber=3;columnnumber=7]this file is refused: 3:7: the file does not parse as Python; mend it first",
    `##vso[task.logissue type=error;sourcepath=pipelines/score.py;linenumber=14;columnnumber=1;code=PRS203]PRS203 decision: ${DECISION.title} ${DECISION.why}`,
    `##vso[task.logissue type=warning;sourcepath=pipelines/score.py;linenumber=31;columnnumber=5;code=PRS107]PRS107 changed: ${CHANGED.title}: ${CHANGED.why}`,
    "##vso[task.logissue type=warning;sourcepath=pipelines/score.py;linenumber=9;columnnumber=5]this file uses SDK v1: prs-upgrade --write upgrades it as far as it goes: 1 setting with the same meaning, 1 to read",
    "2 files use v1 parallel runs (of 120): 1 needs a decision, 1 is refused",
    "  1 upgraded · 1 changed in meaning · 1 to decide · 0 without a v2 counterpart",
    "",
  ].join("\n"));
});

test("the exit code alone makes the step fail", () => {
  expect(azureCommands(page(HOSTILE_REPORT)).map(({ name }) => name)).not.toContain("task.complete");
});

test("ten of each level, what is to be read before what can be written", () => {
  const many = Array.from({ length: 8 }, (_, i) => file(`f${i}.py`, { findings: [UPGRADED, CHANGED, UNSUPPORTED] }));
  const lines = page(report("check", many)).split("\n");
  expect(lines.filter((line) => line.includes("type=error"))).toHaveLength(8);
  expect(lines.filter((line) => line.includes("code=PRS107"))).toHaveLength(8);
  expect(lines.filter((line) => line.includes("this file uses SDK v1"))).toHaveLength(2);
  expect(lines.at(-4)).toBe("Not shown: 6 warnings. A step shows 10 of each kind; the formats text and markdown list them all.");
});

test("a folder of the repository stands before the path", () => {
  expect(page(report("check", [file("a.py", { findings: [DECISION] })]), "ml")).toContain(";sourcepath=ml/a.py;");
});

test("no text of a file becomes a command, and the agent reads what was meant", () => {
  const log = page(HOSTILE_REPORT);
  const commands = azureCommands(log);
  expect(commands.map(({ name, properties }) => `${name} ${properties["type"]}`)).toEqual([...Array<string>(3).fill("task.logissue error"), ...Array<string>(2).fill("task.logissue warning")]);
  expect(log.split("\n").filter((line) => line !== "")).toHaveLength(7);
  const visible = HOSTILE.slice(0, HOSTILE.indexOf("\u202e")).replaceAll("\r\n", "\n");
  expect(commands[2]!.properties["sourcepath"]!.startsWith(`a/${visible}`)).toBe(true);
  expect(commands[2]!.data.startsWith(`PRS203 decision: dataset ${visible}`)).toBe(true);
  expect(log).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
});
