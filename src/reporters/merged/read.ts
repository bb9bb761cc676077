import type { ErrorObject } from "ajv/dist/2020.js";
import { parsePatch } from "diff";
import schema from "../../../schema/report.schema.json";
import type { JsonReport } from "./json-report.js";

/** The text is no report that can be merged; the message says where, and what to do. */
export class ReportError extends Error {}

/**
 * Reads what `--format json` wrote, and holds it against its schema.
 *
 * @throws ReportError
 */
export async function readReport(bytes: Uint8Array): Promise<JsonReport> {
  const value = parse(textOf(bytes));
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new ReportError("it is JSON, but no report of prs-upgrade --format json");
  if ("repositories" in value) throw new ReportError("it is a merged report; give the reports that it was made from");
  if (!("schemaVersion" in value)) throw new ReportError("schemaVersion: it is missing; is this a report of prs-upgrade --format json?");
  if (value.schemaVersion !== schema.properties.schemaVersion.const) {
    throw new ReportError(`schemaVersion: it is ${JSON.stringify(value.schemaVersion)}, and this prs-upgrade reads ${schema.properties.schemaVersion.const}; make the report with the version that merges it`);
  }
  const { Ajv2020 } = await import("ajv/dist/2020.js");
  const validate = new Ajv2020({ allErrors: true, strict: false }).compile<JsonReport>(schema);
  if (!validate(value)) throw new ReportError(whatIsWrong(validate.errors ?? []));
  value.files.forEach(({ diff = "" }, i) => checkDiff(diff, `files[${i}].diff`));
  return value;
}

function checkDiff(diff: string, key: string): void {
  try {
    parsePatch(diff);
  } catch (error) {
    throw new ReportError(`${key}: it is no unified diff: ${(error as Error).message}`);
  }
}

/** Windows PowerShell writes what `>` takes as UTF-16. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8").decode(bytes);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new ReportError(`it is not valid JSON: ${(error as Error).message}`);
  }
}

/** The first few are enough to see what kind of file it is. */
const MOST = 3;

function whatIsWrong(errors: readonly ErrorObject[]): string {
  // That a branch of the schema failed says nothing beside the reason why.
  const reasons = [...new Set(errors.filter(({ keyword }) => keyword !== "if" && keyword !== "oneOf").map((error) => `${keyOf(error)}: ${reasonOf(error)}`))];
  const more = reasons.length > MOST ? ` (and ${reasons.length - MOST} more)` : "";
  return reasons.slice(0, MOST).join("; ") + more;
}

/** `/files/0/findings/2/effort` as `files[0].findings[2].effort`. */
function keyOf({ instancePath, params, keyword }: ErrorObject): string {
  const steps = instancePath.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const names = params as { missingProperty?: string; additionalProperty?: string };
  if (keyword === "required") steps.push(names.missingProperty ?? "");
  if (keyword === "additionalProperties") steps.push(names.additionalProperty ?? "");
  return steps.map((step, i) => (/^\d+$/.test(step) ? `[${step}]` : `${i > 0 ? "." : ""}${step}`)).join("");
}

function reasonOf({ keyword, params, message }: ErrorObject): string {
  if (keyword === "required") return "it is missing";
  if (keyword === "additionalProperties" || keyword === "false schema") return "nothing of this name belongs here";
  if (keyword === "enum") return `it must be one of ${(params as { allowedValues: unknown[] }).allowedValues.join(", ")}`;
  return `it ${message ?? "is wrong"}`;
}
