import type { Finding } from "../findings/finding.js";
import type { Report, ReportedFile } from "../report.js";
import { byImportance } from "./importance.js";
import { xmlWithoutCommands } from "./log-commands.js";
import { printable } from "./printable.js";
import type { Reporter, ReporterOptions } from "./reporter.js";
import { totals } from "./text-closing.js";
import { inWords, whatWriteDoes } from "./words.js";

/** A test of a suite: passed, failed, or not come to an end. */
interface TestCase {
  readonly name: string;
  readonly outcome: "passed" | { readonly kind: "failure" | "error"; readonly type: string; readonly message: string; readonly body: string };
}

interface Suite {
  readonly name: string;
  readonly cases: readonly TestCase[];
}

/**
 * JUnit XML, for services that show test results: a suite for each file that was looked into, a failed test for each finding.
 * `upgraded` settings count as one test of their file, and pass once they are written.
 */
export const junit: Reporter = (report, options) => {
  const suites = [...report.problems.map(({ path, reason }): Suite => ({ name: path, cases: [wentWrong("can be handled", reason)] })), ...report.files.map((file) => suiteOf(file, report, options))];
  // Services take a report without a test for a mistake.
  if (suites.length === 0) suites.push({ name: "prs-upgrade", cases: [{ name: totals(report)[0]!, outcome: "passed" }] });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlWithoutCommands(`<testsuites name="prs-upgrade"${counts(suites)}>\n${suites.map(suiteElement).join("")}</testsuites>`)}\n`;
};

function suiteOf(file: ReportedFile, report: Report, options: ReporterOptions): Suite {
  if (file.status === "refused") return { name: file.path, cases: [wentWrong("can be upgraded", file.reason ?? "")] };
  const written = report.mode === "write";
  const listed = byImportance(file.findings).filter((finding) => finding.effort !== "upgraded" || (options.verbose && !written));
  const ahead = written ? null : whatWriteDoes(file);
  const whole: TestCase = { name: "no v1 parallel-run code", outcome: ahead === null ? "passed" : { kind: "failure", type: "upgraded", message: ahead, body: "" } };
  return { name: file.path, cases: withOwnNames([...(ahead !== null || listed.length === 0 ? [whole] : []), ...listed.map((finding) => caseOf(finding, file, written))]) };
}

/** Services know a test again by its name: no two of a suite have the same, and none has its line in it. */
function withOwnNames(cases: readonly TestCase[]): TestCase[] {
  const seen = new Map<string, number>();
  return cases.map((test) => {
    const count = (seen.get(test.name) ?? 0) + 1;
    seen.set(test.name, count);
    return count === 1 ? test : { ...test, name: `${test.name} (${count})` };
  });
}

function caseOf(finding: Finding, file: ReportedFile, written: boolean): TestCase {
  const place = `${finding.cell === null ? "" : `cell ${finding.cell}:`}${finding.line}:${finding.column}`;
  return {
    name: `${finding.code} ${finding.title}`,
    // What is to be read is no failure any more once it is written.
    outcome: written && finding.effort === "changed" ? "passed" : { kind: "failure", type: finding.effort, message: inWords(finding), body: `${file.path}:${place}\nprs-upgrade explain ${finding.code} says more` },
  };
}

function wentWrong(name: string, reason: string): TestCase {
  return { name, outcome: { kind: "error", type: "refused", message: reason, body: "" } };
}

function suiteElement({ name, cases }: Suite): string {
  return `  <testsuite name="${escaped(name)}"${counts([{ name, cases }])}>\n${cases.map((test) => caseElement(test, name)).join("")}  </testsuite>\n`;
}

function caseElement({ name, outcome }: TestCase, suite: string): string {
  const start = `    <testcase name="${escaped(name)}" classname="${escaped(suite)}"`;
  if (outcome === "passed") return `${start}/>\n`;
  const { kind, type, message: text, body } = outcome;
  return `${start}>\n      <${kind} type="${type}" message="${escaped(text)}">${escaped(body).replaceAll("&#10;", "\n")}</${kind}>\n    </testcase>\n`;
}

function counts(suites: readonly Suite[]): string {
  const tests = suites.flatMap(({ cases }) => cases);
  const of = (kind: "failure" | "error"): number => tests.filter(({ outcome }) => outcome !== "passed" && outcome.kind === kind).length;
  return ` tests="${tests.length}" failures="${of("failure")}" errors="${of("error")}"`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;", "\n": "&#10;", "\t": "&#9;" };

/** A text as XML 1.0 can hold it, in an attribute too. What it can't hold is spelt out, as on a terminal. */
function escaped(value: string): string {
  return printable(value).replace(/[\ufffe\uffff]|\p{Surrogate}/gu, (c) => `\\u${c.charCodeAt(0).toString(16)}`).replace(/[&<>"'\n\t]/g, (c) => ENTITIES[c]!);
}
