import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";
import { json } from "../../src/reporters/json.js";
import { PLAIN } from "../../src/reporters/reporter.js";
import { VERSION } from "../../src/version.js";
import { CHANGED, DECISION, file, REFUSED, report, UPGRADED } from "../support/report.js";

const validate = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true }).compile(JSON.parse(readFileSync("schema/report.schema.json", "utf8")) as object);

/** Every page is held against the schema. */
function page(given: Parameters<typeof json>[0], more: { statistics?: boolean } = {}): Record<string, unknown> {
  const parsed = JSON.parse(json(given, { palette: PLAIN, verbose: false, columns: 80, ...more })) as Record<string, unknown>;
  validate(parsed);
  expect(validate.errors ?? []).toEqual([]);
  return parsed;
}

test("a dry run, key by key", () => {
  expect(page(report("dry-run", [file("pipelines/score.py", { findings: [CHANGED] }), REFUSED]))).toEqual({
    schemaVersion: 1,
    tool: { name: "prs-upgrade", version: VERSION },
    mode: "dry-run",
    summary: { scanned: 120, withV1: 2, changed: 1, refused: 1, findings: { upgraded: 0, changed: 1, decision: 0, unsupported: 0 }, complete: false },
    files: [
      {
        path: "pipelines/score.py", kind: "python", status: "partly",
        findings: [{
          code: "PRS107", effort: "changed",
          message: 'run_max_try=5 -> retry_settings["max_retries"]=5: v1 counts tries, the v2 documentation counts retries: one more attempt is possible',
          why: "v1 counts tries, the v2 documentation counts retries: one more attempt is possible",
          v1: "ParallelRunConfig.run_max_try", v2: "retry_settings.max_retries", line: 31, column: 5, endLine: 31, endColumn: 18, cell: null,
        }],
        diff: "--- pipelines/score.py\n+++ pipelines/score.py\n@@ -1,2 +1,2 @@\n-old\n+new\n same\n",
      },
      { path: "broken.py", kind: "python", status: "refused", reason: "3:7: the file does not parse as Python; mend it first", findings: [], diff: "" },
    ],
  });
});

test("what is hidden is counted by the reason", () => {
  expect(page({ ...report("check", []), hidden: { ignored: 1, deselected: 2, baseline: 3, left: 4 } })).toMatchObject({ summary: { complete: false, hidden: { ignored: 1, deselected: 2, baseline: 3 } } });
});

test("statistics stand beside the files, and nowhere else", () => {
  expect(page(report("check", [file("a.py", { findings: [CHANGED, DECISION] })]), { statistics: true })["statistics"]).toEqual({
    settings: [
      { v1: "Dataset.get_by_name", v2: [], findings: 1, files: 1, efforts: { upgraded: 0, changed: 0, decision: 1, unsupported: 0 } },
      { v1: "ParallelRunConfig.run_max_try", v2: ["retry_settings.max_retries"], findings: 1, files: 1, efforts: { upgraded: 0, changed: 1, decision: 0, unsupported: 0 } },
    ],
    codes: [
      { code: "PRS107", title: "run_max_try becomes retry_settings.max_retries", findings: 1, files: 1, efforts: { upgraded: 0, changed: 1, decision: 0, unsupported: 0 } },
      { code: "PRS203", title: expect.any(String) as string, findings: 1, files: 1, efforts: { upgraded: 0, changed: 0, decision: 1, unsupported: 0 } },
    ],
    files: [{ path: "a.py", status: "partly", findings: { upgraded: 0, changed: 1, decision: 1, unsupported: 0 } }],
  });
  expect(page(report("check", []))).not.toHaveProperty("statistics");
});

test("--check has no diff", () => {
  expect(Object.keys((page(report("check", [file("a.py", {})]))["files"] as object[])[0]!)).toEqual(["path", "kind", "status", "findings"]);
});

test("files without v1 code are counted, not listed; those with findings are", () => {
  const quiet = file("quiet.py", { status: "unchanged", text: "old\nsame\n" });
  const result = page(report("dry-run", [quiet, { ...quiet, path: "todo.py", findings: [DECISION] }]));
  expect((result["files"] as { path: string }[]).map((f) => f.path)).toEqual(["todo.py"]);
});

test("it is complete only when nothing is left for a person, and nothing went wrong", () => {
  const complete = (given: Parameters<typeof json>[0]): unknown => (page(given)["summary"] as Record<string, unknown>)["complete"];
  const whole = file("a.py", { status: "upgraded", findings: [UPGRADED, CHANGED] });
  expect(complete(report("write", []))).toBe(true);
  expect(complete(report("write", [whole]))).toBe(true);
  expect(complete(report("write", [whole, file("b.py", { findings: [DECISION] })]))).toBe(false);
  expect(complete(report("write", [whole, REFUSED]))).toBe(false);
  expect(complete(report("write", [whole], [{ path: "x", reason: "y" }]))).toBe(false);
});

test("errors stand there when something went wrong", () => {
  expect(page(report("check", [], [{ path: "nothing", reason: "there is no such file or folder" }]))["errors"]).toEqual([{ path: "nothing", reason: "there is no such file or folder" }]);
});

test("no raw control character, and the same text when it is read", () => {
  const strange = file("a.py", { original: "x = '\u009b\u202e\u001b'\r\n", text: "y = 1\r\n" });
  expect(json(report("dry-run", [strange]), { palette: PLAIN, verbose: false, columns: 80 })).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
  expect((page(report("dry-run", [strange]))["files"] as { diff: string }[])[0]!.diff).toContain("-x = '\u009b\u202e\u001b'\r\n+y = 1\r\n");
});

test("the schema is strict", () => {
  const good = page(report("check", [REFUSED]));
  expect(validate({ ...good, more: 1 })).toBe(false);
  expect(validate({ ...good, mode: "write" })).toBe(false);
  expect(validate({ ...good, files: [{ ...(good["files"] as object[])[0], reason: undefined, status: "odd" }] })).toBe(false);
});
