import { junit } from "../../src/reporters/junit.js";
import { PLAIN } from "../../src/reporters/reporter.js";
import type { Report } from "../../src/report.js";
import { HOSTILE_REPORT } from "../support/hostile.js";
import { junitErrors } from "../support/junit.js";
import { azureCommands, githubCommands } from "../support/log.js";
import { CHANGED, DECISION, file, REFUSED, report, UPGRADED } from "../support/report.js";

async function page(given: Report, verbose = false): Promise<string> {
  const xml = junit(given, { palette: PLAIN, verbose, columns: 80 });
  expect(await junitErrors(xml)).toEqual([]);
  return xml;
}

test("the schema sees a mistake", async () => {
  expect(await junitErrors('<testsuites><testsuite name="a" tests="1" failures="0"/></testsuites>')).not.toEqual([]);
  expect(await junitErrors("<testsuites>\u0001</testsuites>")).not.toEqual([]);
});

test("a suite for each file, a failed test for each finding; what keeps its meaning is one test", async () => {
  expect(await page(report("check", [file("a.py", { findings: [UPGRADED, CHANGED, DECISION] })]))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="prs-upgrade" tests="3" failures="3" errors="0">
  <testsuite name="a.py" tests="3" failures="3" errors="0">
    <testcase name="no v1 parallel-run code" classname="a.py">
      <failure type="upgraded" message="prs-upgrade --write upgrades it as far as it goes: 1 setting with the same meaning, 1 to read"></failure>
    </testcase>
    <testcase name="PRS203 Is dataset &quot;invoices&quot; made of files or a table?" classname="a.py">
      <failure type="decision" message="Is dataset &quot;invoices&quot; made of files or a table? ${DECISION.why}">a.py:14:1
prs-upgrade explain PRS203 says more</failure>
    </testcase>
    <testcase name="PRS107 run_max_try=5 -&gt; retry_settings[&quot;max_retries&quot;]=5" classname="a.py">
      <failure type="changed" message="run_max_try=5 -&gt; retry_settings[&quot;max_retries&quot;]=5: ${CHANGED.why}">a.py:31:5
prs-upgrade explain PRS107 says more</failure>
    </testcase>
  </testsuite>
</testsuites>
`);
});

test("a clean file passes, and so does a run that found nothing", async () => {
  const clean = file("v2.py", { status: "unchanged", text: "old\nsame\n", edits: [] });
  expect(await page(report("check", [clean]))).toContain('<testcase name="no v1 parallel-run code" classname="v2.py"/>');
  expect(await page(report("check", []))).toContain('tests="1" failures="0" errors="0">\n    <testcase name="No v1 parallel-run code in 120 files." classname="prs-upgrade"/>');
});

test("after a write, what is left fails and what is to be read passes", async () => {
  const xml = await page(report("write", [file("a.py", { findings: [UPGRADED, CHANGED, DECISION] })]));
  expect(xml).toContain('<testsuite name="a.py" tests="2" failures="1" errors="0">');
  expect(xml).toMatch(/<testcase name="PRS107 [^>]*\/>/);
});

test("two tests of one name are told apart, and a name does not move with its line", async () => {
  const names = async (line: number): Promise<string[]> => [...(await page(report("check", [file("a.py", { findings: [{ ...DECISION, line }, { ...DECISION, line: line + 9 }] })]))).matchAll(/<testcase name="(.*?)"/g)].map((match) => match[1]!);
  expect(await names(14)).toEqual([expect.stringMatching(/^PRS203 Is .*\?$/) as string, expect.stringMatching(/^PRS203 Is .*\? \(2\)$/) as string]);
  expect(await names(50)).toEqual(await names(14));
});

test("--verbose has a test for each setting", async () => {
  expect(await page(report("check", [file("a.py", { findings: [UPGRADED] })]), true)).toContain('<testcase name="PRS112 node_count=4 -&gt; instance_count=4" classname="a.py">');
});

test("what was refused and what went wrong are errors, not failures", async () => {
  const xml = await page(report("check", [REFUSED], [{ path: "gone", reason: "there is no such file or folder" }]));
  expect(xml).toContain('<testsuites name="prs-upgrade" tests="2" failures="0" errors="2">');
  expect(xml).toContain('<error type="refused" message="3:7: the file does not parse as Python; mend it first">');
});

test("hostile text stays text, and XML can hold it", async () => {
  const xml = await page(HOSTILE_REPORT);
  expect(xml).not.toMatch(/<script|<img|\]\]>/);
  expect(xml).toContain("\\u0000\\u001b[31m\\u009b\\ufffe\\ud83d");
  expect([...githubCommands(xml), ...azureCommands(xml)]).toEqual([]);
});
