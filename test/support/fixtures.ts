import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { message, upgrade } from "../../src/index.js";
import type { FileResult } from "../../src/index.js";
import { filesWithV1 } from "../../src/report.js";
import { scriptPaths } from "../../src/upgrade.js";
import { run } from "../../src/run.js";
import { folder } from "./project.js";

export const FIXTURES = fileURLToPath(new URL("../../fixtures", import.meta.url));

/** Texts by their path, in the order of the paths. */
export type Files = Readonly<Record<string, string>>;

/**
 * A folder of `fixtures/`: v1 code, the v2 code that is expected of it (none where nothing may change), and the report. The code is one
 * file, `v1.py` or `v1.ipynb`, or a project: the folder `v1`, and the folder `v2` as it should be after `--write`.
 */
export interface Fixture {
  readonly name: string;
  readonly folder: string;
  readonly isProject: boolean;
  readonly v1: Files;
  /** What is expected, under the paths of v1; the same as v1 where nothing may change. */
  readonly v2: Files;
  readonly report: unknown;
}

/** Every case; a folder is one without being registered anywhere. */
export function fixtures(): Fixture[] {
  return readdirSync(FIXTURES).sort().map((name) => {
    const path = join(FIXTURES, name);
    const report = join(path, "report.json");
    return { name, folder: path, ...codeOf(path), report: existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : null };
  });
}

function codeOf(path: string): Pick<Fixture, "isProject" | "v1" | "v2"> {
  if (existsSync(join(path, "v1"))) {
    const v1 = filesIn(join(path, "v1"));
    return { isProject: true, v1, v2: existsSync(join(path, "v2")) ? filesIn(join(path, "v2")) : v1 };
  }
  const file = existsSync(join(path, "v1.ipynb")) ? "v1.ipynb" : "v1.py";
  const v1 = { [file]: readFileSync(join(path, file), "utf8") };
  const v2 = join(path, file.replace("v1", "v2"));
  return { isProject: false, v1, v2: existsSync(v2) ? { [file]: readFileSync(v2, "utf8") } : v1 };
}

/** Everything below a folder. */
export function filesIn(root: string): Files {
  const paths = readdirSync(root, { recursive: true, withFileTypes: true }).filter((e) => e.isFile() && !e.parentPath.includes("__pycache__"));
  const relative = paths.map((e) => join(e.parentPath, e.name).slice(root.length + 1).replaceAll("\\", "/")).sort();
  return Object.fromEntries(relative.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

/** Upgrades the code of a fixture: one file by the library, a project by a run that writes into a folder of its own. */
export async function upgradeFiles(files: Files, isProject: boolean): Promise<{ files: Files; results: readonly FileResult[]; scripts: readonly string[] }> {
  if (!isProject) {
    const results = await upgrade(Object.entries(files).map(([path, text]) => ({ path, text })));
    return { files: Object.fromEntries(results.map((r) => [r.path, r.text])), results, scripts: scriptsOf(results, files) };
  }
  const project = folder(files);
  const report = await run({ paths: ["."], cwd: project.root, mode: "write", exclude: [] });
  expect(report.problems).toEqual([]);
  return { files: filesIn(project.root), results: filesWithV1(report), scripts: scriptsOf(report.files, files) };
}

/** The scripts that the files name, as far as they are known: as the files of the project that they are, where they are in sight. */
function scriptsOf(results: readonly FileResult[], files: Files): string[] {
  const named = results.flatMap((r) => (r.scripts ?? []).flatMap((script) => {
    const found = scriptPaths({ ...r, scripts: [script] }).filter((path) => path in files);
    return found.length > 0 ? found : [script];
  }));
  return [...new Set(named)].sort();
}

export async function upgradeText(path: string, text: string): Promise<FileResult> {
  const [result] = await upgrade([{ path, text }]);
  return result!;
}

/** The part of the report that a fixture pins: the files as the JSON format gives them. */
export function reportOf(results: readonly FileResult[]): unknown {
  return {
    files: results.map((result) => ({
      path: result.path, kind: result.kind, status: result.status, ...(result.reason === undefined ? {} : { reason: result.reason }),
      findings: result.findings.map((x) => ({
        code: x.code, effort: x.effort, message: message(x), v1: x.v1, v2: x.v2, line: x.line, column: x.column, endLine: x.endLine, endColumn: x.endColumn, cell: x.cell,
      })),
    })),
  };
}
