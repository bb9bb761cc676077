import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { message, upgrade } from "../../src/index.js";
import type { FileResult } from "../../src/index.js";

export const FIXTURES = fileURLToPath(new URL("../../fixtures", import.meta.url));

/** A folder of `fixtures/`: v1 code, the v2 code that is expected of it (none where nothing may change), and the report. */
export interface Fixture {
  readonly name: string;
  readonly folder: string;
  readonly file: string;
  readonly v1: string;
  readonly v2: string | null;
  readonly report: unknown;
}

/** Every case; a folder is one without being registered anywhere. */
export function fixtures(): Fixture[] {
  return readdirSync(FIXTURES).sort().map((name) => {
    const folder = join(FIXTURES, name);
    const file = existsSync(join(folder, "v1.ipynb")) ? "v1.ipynb" : "v1.py";
    const v2 = join(folder, file.replace("v1", "v2"));
    const report = join(folder, "report.json");
    return {
      name, folder, file, v1: readFileSync(join(folder, file), "utf8"), v2: existsSync(v2) ? readFileSync(v2, "utf8") : null,
      report: existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : null,
    };
  });
}

export async function upgradeText(path: string, text: string): Promise<FileResult> {
  const [result] = await upgrade([{ path, text }]);
  return result!;
}

/** The part of the report that a fixture pins: the file as the JSON format gives it. */
export function reportOf(result: FileResult): unknown {
  return {
    files: [{
      path: result.path, kind: result.kind, status: result.status, ...(result.reason === undefined ? {} : { reason: result.reason }),
      findings: result.findings.map((x) => ({
        code: x.code, effort: x.effort, message: message(x), v1: x.v1, v2: x.v2, line: x.line, column: x.column, endLine: x.endLine, endColumn: x.endColumn, cell: x.cell,
      })),
    }],
  };
}
