import { gitlab } from "../../src/reporters/gitlab.js";
import { PLAIN } from "../../src/reporters/reporter.js";
import type { Report } from "../../src/report.js";
import { HOSTILE_REPORT } from "../support/hostile.js";
import { azureCommands, githubCommands } from "../support/log.js";
import { CHANGED, DECISION, file, REFUSED, report, UPGRADED } from "../support/report.js";

interface Entry {
  description: string;
  check_name: string;
  fingerprint: string;
  severity: string;
  location: { path: string; lines: { begin: number; end: number } };
}

const page = (given: Report, folder?: string): Entry[] => JSON.parse(gitlab(given, { palette: PLAIN, verbose: false, columns: 80, folder })) as Entry[];

test("every finding, with what GitLab reads of it", () => {
  expect(page(report("check", [file("a.py", { findings: [UPGRADED, CHANGED, DECISION] })]))).toEqual([
    { description: UPGRADED.title, check_name: "PRS112", fingerprint: expect.any(String) as string, severity: "info", location: { path: "a.py", lines: { begin: 9, end: 9 } } },
    { description: `${CHANGED.title}: ${CHANGED.why}`, check_name: "PRS107", fingerprint: expect.any(String) as string, severity: "minor", location: { path: "a.py", lines: { begin: 31, end: 31 } } },
    { description: `${DECISION.title} ${DECISION.why}`, check_name: "PRS203", fingerprint: expect.any(String) as string, severity: "major", location: { path: "a.py", lines: { begin: 14, end: 14 } } },
  ]);
});

test("nothing found is an empty list", () => {
  expect(gitlab(report("check", []), { palette: PLAIN, verbose: false, columns: 80 })).toBe("[]\n");
});

test("what was refused and what went wrong are the worst", () => {
  expect(page(report("check", [REFUSED], [{ path: "gone", reason: "there is no such file or folder" }]), "ml")).toMatchObject([
    { check_name: "not-handled", severity: "critical", location: { path: "ml/gone", lines: { begin: 1 } } },
    { check_name: "refused", severity: "critical", location: { path: "ml/broken.py", lines: { begin: 3 } } },
  ]);
});

test("no two entries have the same fingerprint, and it survives moved lines", () => {
  const lines = (n: number): string => "\n".repeat(n);
  const findings = [DECISION, { ...DECISION, column: 30 }, CHANGED];
  const before = page(report("check", [file("a.py", { original: lines(13) + "x\n", findings }), file("b.py", { original: lines(13) + "x\n", findings })])).map((entry) => entry.fingerprint);
  expect(new Set(before).size).toBe(6);
  const moved = findings.map((f) => ({ ...f, line: f.line + 5, endLine: f.endLine + 5 }));
  expect(page(report("check", [file("a.py", { original: lines(18) + "x\n", findings: moved })])).map((entry) => entry.fingerprint)).toEqual(before.slice(0, 3));
});

test("after a write, what was upgraded is no issue any more", () => {
  expect(page(report("write", [file("a.py", { findings: [UPGRADED, DECISION] })])).map((entry) => entry.check_name)).toEqual(["PRS203"]);
});

test("hostile text stays text", () => {
  const text = gitlab(HOSTILE_REPORT, { palette: PLAIN, verbose: false, columns: 80 });
  expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
  expect([...githubCommands(text), ...azureCommands(text)]).toEqual([]);
  expect(page(HOSTILE_REPORT)).toHaveLength(4);
  expect(page(HOSTILE_REPORT)[2]!.description).toContain("\\u202egnp.exe\\u2066");
});
