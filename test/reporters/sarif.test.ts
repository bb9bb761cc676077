import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Log, Result, Run } from "sarif";
import { upgrade } from "../../src/index.js";
import { PLAIN } from "../../src/reporters/reporter.js";
import { sarif } from "../../src/reporters/sarif.js";
import type { Mode, Report, ReportedFile } from "../../src/report.js";
import { run } from "../../src/run.js";
import { FIXTURES, fixtures } from "../support/fixtures.js";
import { HOSTILE_REPORT } from "../support/hostile.js";
import { azureCommands, githubCommands } from "../support/log.js";
import { folder, V1, V1_TO_DECIDE } from "../support/project.js";
import { CHANGED, DECISION, file, REFUSED, report, UPGRADED } from "../support/report.js";
import { sarifErrors, withFixes } from "../support/sarif.js";

function page(given: Report, folder?: string): Log {
  const text = sarif(given, { palette: PLAIN, verbose: false, columns: 80, folder });
  expect(sarifErrors(text)).toEqual([]);
  return JSON.parse(text) as Log;
}

const runOf = (given: Report, folder?: string): Run => page(given, folder).runs[0]!;

async function upgraded(mode: Mode, sources: Readonly<Record<string, string>>): Promise<Report> {
  const results = await upgrade(Object.entries(sources).map(([path, text]) => ({ path, text })));
  return report(mode, results.map((result): ReportedFile => ({ ...result, original: sources[result.path]! })));
}

const fingerprintsOf = (run: Run): Record<string, string[]> => {
  const found: Record<string, string[]> = {};
  for (const { ruleId, partialFingerprints } of run.results ?? []) (found[ruleId!] ??= []).push(partialFingerprints!["prsUpgrade/v1"]!);
  return found;
};

test("the schema sees a mistake", () => {
  const log = page(report("check", []));
  expect(sarifErrors(JSON.stringify({ ...log, version: "2.0.0" }))).not.toEqual([]);
  expect(sarifErrors(JSON.stringify({ ...log, runs: [{ ...log.runs[0], results: [{ level: "bad", message: {} }] }] }))).not.toEqual([]);
});

test("a result, key by key", () => {
  const run = runOf(report("check", [file("ml jobs/score:é.py", { findings: [CHANGED] })]));
  expect(run.results).toEqual([{
    ruleId: "PRS107", ruleIndex: 0, level: "warning", message: { text: `${CHANGED.title.replace("](", "] (")}: ${CHANGED.why}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: "ml%20jobs/score%3A%C3%A9.py", uriBaseId: "%SRCROOT%" }, region: { startLine: 31, startColumn: 5, endLine: 31, endColumn: 18 } } }],
    partialFingerprints: { "prsUpgrade/v1": expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    properties: { effort: "changed", v1: CHANGED.v1, v2: CHANGED.v2 },
  }]);
  expect(run).toMatchObject({ columnKind: "utf16CodeUnits", tool: { driver: { name: "prs-upgrade" } }, invocations: [{ executionSuccessful: true }] });
});

test("a rule has what code scanning shows of it", () => {
  const [rule] = runOf(report("check", [file("a.py", { findings: [CHANGED] })])).tool.driver.rules!;
  expect(rule).toMatchObject({
    id: "PRS107", name: "RunMaxTryBecomesRetrySettingsMaxRetries", shortDescription: { text: "run_max_try becomes retry_settings.max_retries" },
    defaultConfiguration: { level: "warning" }, properties: { tags: ["migration", "azure-machine-learning", "changed"], precision: "high", "problem.severity": "warning" },
  });
  expect(rule!.fullDescription!.text).toMatch(/^The documented mapping: the same number\. The two count differently/);
  expect(rule!.help!.text).toMatch(/^v1\nParallelRunConfig\(run_max_try=5\)\n/);
  expect(rule!.help!.markdown).toMatch(/^## v1\n\n```python\nParallelRunConfig\(run_max_try=5\)\n```\n/);
});

test("each result names its rule by index, and no rule stands there for nothing", async () => {
  const run = runOf(await upgraded("check", { "a.py": V1, "b.py": V1_TO_DECIDE }));
  const rules = run.tool.driver.rules!;
  for (const result of run.results!) expect(rules[result.ruleIndex!]!.id).toBe(result.ruleId);
  expect(new Set(run.results!.map(({ ruleId }) => ruleId))).toEqual(new Set(rules.map(({ id }) => id)));
});

test("what is refused and what went wrong are notifications, at their places", () => {
  const run = runOf(report("check", [REFUSED], [{ path: "gone", reason: "there is no such file or folder" }]), "ml");
  expect(run.results).toEqual([]);
  expect(run.invocations![0]).toMatchObject({
    executionSuccessful: false,
    toolExecutionNotifications: [
      { level: "error", message: { text: "there is no such file or folder" }, locations: [{ physicalLocation: { artifactLocation: { uri: "ml/gone", uriBaseId: "%SRCROOT%" } } }] },
      { level: "error", locations: [{ physicalLocation: { artifactLocation: { uri: "ml/broken.py" }, region: { startLine: 3, startColumn: 7 } } }] },
    ],
  });
});

test("paths from elsewhere are absolute", () => {
  const uris = runOf(report("check", ["/tmp/a b.py", "C:/x/a.py", "../a.py"].map((path) => file(path, { findings: [DECISION] }))), "ml/jobs").results!.map((result) => result.locations![0]!.physicalLocation!.artifactLocation);
  expect(uris).toEqual([{ uri: "file:///tmp/a%20b.py" }, { uri: "file:///C:/x/a.py" }, { uri: "ml/a.py", uriBaseId: "%SRCROOT%" }]);
});

test("code that looks like a link is none", () => {
  const [result] = runOf(report("check", [file("a.py", { findings: [{ ...DECISION, title: 'handlers["x"](step)' }] })])).results!;
  expect(result!.message.text).toContain('handlers["x"] (step)');
});

describe("fingerprints", () => {
  test("survive moved lines and other words; the path and the line's text are in them", async () => {
    const before = fingerprintsOf(runOf(await upgraded("check", { "a.py": V1_TO_DECIDE })));
    expect(Object.keys(before).length).toBeGreaterThan(5);
    expect(fingerprintsOf(runOf(await upgraded("check", { "a.py": `# a\n\n# new\n${V1_TO_DECIDE}` })))).toEqual(before);
    const reworded = await upgraded("check", { "a.py": V1_TO_DECIDE });
    expect(fingerprintsOf(runOf({ ...reworded, files: reworded.files.map((f) => ({ ...f, findings: f.findings.map((x) => ({ ...x, title: "other", why: "words" })) })) }))).toEqual(before);
    const elsewhere = Object.values(fingerprintsOf(runOf(await upgraded("check", { "b.py": V1_TO_DECIDE })))).flat();
    expect(elsewhere.filter((f) => Object.values(before).flat().includes(f))).toEqual([]);
    const other = fingerprintsOf(runOf(await upgraded("check", { "a.py": V1_TO_DECIDE.replaceAll("invoices", "receipts") })));
    expect(other["PRS203"]).not.toEqual(before["PRS203"]);
  });

  test("no two results have the same", async () => {
    const all = Object.values(fingerprintsOf(runOf(await upgraded("check", { "a.py": V1 + V1.split("\n").slice(8).join("\n"), "b.py": V1 })))).flat();
    expect(new Set(all).size).toBe(all.length);
  });
});

describe("fixes", () => {
  test("one for a file, with all of its edits, in a dry run alone", async () => {
    for (const [mode, count] of [["dry-run", 1], ["check", 0], ["write", 0]] as const) {
      const { results } = runOf(await upgraded(mode, { "a.py": V1 }));
      expect(results!.filter((result) => result.fixes).map((result) => result.fixes!.length)).toEqual(Array<number>(count).fill(1));
    }
  });

  test("files that change together have one fix", async () => {
    const { files } = await upgraded("dry-run", { "config.py": V1, "steps.py": V1_TO_DECIDE, "alone.py": V1 });
    const given = report("dry-run", files.map((f) => (f.path === "alone.py" ? f : { ...f, together: ["config.py", "steps.py"] })));
    const log = page(given);
    const fixes = log.runs[0]!.results!.flatMap((result) => (result.fixes ?? []).map((fix) => ({ at: result.locations![0]!.physicalLocation!.artifactLocation!.uri, files: fix.artifactChanges.map((change) => change.artifactLocation.uri) })));
    expect(fixes).toEqual([{ at: "config.py", files: ["config.py", "steps.py"] }, { at: "alone.py", files: ["alone.py"] }]);
    for (const f of given.files) expect(withFixes(f.original, f.path, log)).toBe(f.text);
  });

  test.each(["\n", "\r\n", "\r", "mixed"])("applied to a file with line ends %j, they give the upgraded text", async (end) => {
    let line = 0;
    const text = `# é 😀\n${V1}`.replace(/\n/g, () => (end === "mixed" ? ["\n", "\r\n"][line++ % 2]! : end));
    const given = await upgraded("dry-run", { "a.py": text });
    expect(given.files[0]!.text).not.toBe(text);
    // A viewer could not say where that is.
    expect(given.files[0]!.edits.flatMap((edit) => [edit.start, edit.end]).filter((offset) => text.slice(offset - 1, offset + 1) === "\r\n")).toEqual([]);
    expect(withFixes(text, "a.py", page(given))).toBe(given.files[0]!.text);
  });

  test("applied to every fixture, scripts and notebooks", async () => {
    const sources = Object.fromEntries(fixtures().filter((fixture, i) => !fixture.isProject && ("v1.ipynb" in fixture.v1 || i % 4 === 0)).flatMap(({ name, v1 }) => Object.entries(v1).map(([path, text]) => [`${name}/${path}`, text])));
    const given = await upgraded("dry-run", sources);
    const log = page(given);
    expect(given.files.filter((f) => f.text !== f.original).length).toBeGreaterThan(60);
    expect(given.files.filter((f) => withFixes(f.original, f.path, log) !== f.text).map((f) => f.path)).toEqual([]);
  });

  test.each(fixtures().filter(({ isProject }) => isProject))("applied to the project $name, they give what --write gives, new files too", async ({ v1, v2 }) => {
    const log = page(await run({ paths: ["."], cwd: folder(v1).root, mode: "dry-run", exclude: [] }));
    const result = Object.fromEntries(Object.keys(v2).map((path) => [path, withFixes(v1[path] ?? "", path, log)]));
    expect(result).toEqual(v2);
  });
});

describe("notebooks", () => {
  const source = readFileSync(join(FIXTURES, "notebook-across-cells", "v1.ipynb"), "utf8");

  test("a result stands at its line of the file, and says the cell", async () => {
    const given = await upgraded("check", { "a.ipynb": source });
    const results = runOf(given).results!;
    const [finding] = given.files[0]!.findings.filter((f) => f.v1 === "ParallelRunConfig.node_count");
    const result = results[given.files[0]!.findings.indexOf(finding!)]!;
    const { region } = result.locations![0]!.physicalLocation!;
    const line = source.split("\n")[region!.startLine! - 1]!;
    expect(line.slice(region!.startColumn! - 1, region!.endColumn! - 1)).toMatch(/^node_count\s*=\s*\d+$/);
    expect(result.locations![0]!.logicalLocations).toEqual([{ name: `cell ${finding!.cell}`, fullyQualifiedName: `cell ${finding!.cell}`, kind: "cell" }]);
    expect(result.message.text!.startsWith(`cell ${finding!.cell}, line ${finding!.line}: `)).toBe(true);
  });

  test("every place lies in the file, whatever the notebook looks like", async () => {
    const notebooks = Object.fromEntries(fixtures().filter((f) => "v1.ipynb" in f.v1).map((f) => [`${f.name}.ipynb`, f.v1["v1.ipynb"]!]));
    const given = await upgraded("check", notebooks);
    const results: Result[] = runOf(given).results!;
    expect(results.length).toBeGreaterThan(100);
    for (const { locations } of results) {
      const { artifactLocation, region } = locations![0]!.physicalLocation!;
      const lines = notebooks[artifactLocation!.uri!]!.split(/\r\n|\n|\r/);
      expect(region!.startLine! > 1 || lines.length < 4).toBe(true);
      expect(region!.endColumn!).toBeLessThanOrEqual(lines[region!.endLine! - 1]!.length + 1);
      expect(region!.endLine! > region!.startLine! || region!.endColumn! > region!.startColumn!).toBe(true);
    }
  });
});

test("so many results as code scanning takes, the least important left out, and that is said", () => {
  const many = file("many.py", { findings: Array.from({ length: 25_001 }, (_, i) => ({ ...UPGRADED, line: i + 1, endLine: i + 1 })) });
  const run = JSON.parse(sarif(report("check", [many, file("z.py", { findings: [DECISION] })]), { palette: PLAIN, verbose: false, columns: 80 })) as Log;
  expect(run.runs[0]!.results).toHaveLength(25_000);
  expect(run.runs[0]!.results!.at(-1)).toMatchObject({ ruleId: "PRS203" });
  expect(run.runs[0]!.invocations![0]!.toolExecutionNotifications).toEqual([{ level: "warning", message: { text: "2 results of the least importance left out: code scanning takes 25000 of a run." } }]);
});

test("hostile text stays text", () => {
  const text = sarif(HOSTILE_REPORT, { palette: PLAIN, verbose: false, columns: 80 });
  expect(sarifErrors(text)).toEqual([]);
  expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
  expect([...githubCommands(text), ...azureCommands(text)]).toEqual([]);
  const log = JSON.parse(text) as Log;
  // A page that shows a message must not be turned round by it; the fix is the file's own text.
  expect(log.runs[0]!.results![0]!.message.text).toContain("\\u202egnp.exe\\u2066");
  expect(withFixes(HOSTILE_REPORT.files[0]!.original, log.runs[0]!.results![0]!.locations![0]!.physicalLocation!.artifactLocation!.uri!, log)).toBe(HOSTILE_REPORT.files[0]!.text);
});
