import { encode } from "../../src/files/decode.js";
import { sourceOf } from "../../src/files/read.js";
import { upgrade } from "../../src/index.js";
import type { Source, TextEdit } from "../../src/index.js";
import { runOnInput } from "../../src/run.js";
import type { FuzzInput } from "./input.js";
import type { Python } from "./python.js";

/** What became of an input, for the counts at the end. */
export type Outcome = "nothing for us" | "unchanged" | "upgraded" | "partly" | "refused";

export interface Verdict {
  readonly outcome: Outcome;
  readonly changed: boolean;
  /** Promises that were broken. */
  readonly broken: readonly string[];
  /** Whether python3 compiled the input, and we refused it as no Python. */
  readonly misread: boolean;
  /** Whether it was no Python, and the tool's own checks have refused what had become of it. */
  readonly selfRefused: boolean;
  readonly checkedByPython: boolean;
  /** Whether python3 compiled the input. */
  readonly compiled: boolean;
}

/**
 * Holds the whole way of a file's bytes, from decoding to the bytes that would be written, against what is promised of any input.
 *
 * @param python checks that what compiled still does; null where there is no python3
 */
export async function judge({ path, bytes, others }: FuzzInput, python: Python | null): Promise<Verdict> {
  const broken: string[] = [];
  const { report, code } = await runOnInput(path, bytes, "write");
  for (const { reason } of report.problems) broken.push(`crash: ${reason}`);
  const file = report.files[0];
  const changed = !code.equals(bytes);
  const compiled = python ? await python.compare(path, bytes, code) : null;
  if (compiled && compiled.error !== "") broken.push(`compiled before: ${compiled.error}`);
  const selfRefused = file?.reason?.includes("defect of prs-upgrade") ?? false;
  if (file) {
    // What is no Python may come out as something else that is none: the tool's own checks have seen it, and nothing is written.
    if (selfRefused && compiled?.compiled !== false) broken.push(`defect: ${file.reason ?? ""}`);
    if (changed && (file.status === "refused" || file.status === "unchanged")) broken.push(`changed although ${file.status}`);
    if (changed && file.findings.length === 0) broken.push("changed without a finding");
    if (file.status === "refused" && !file.reason) broken.push("refused without a reason");
    if (file.status !== "refused" && spliced(file.original, file.edits) !== file.text) broken.push("the edits do not lead to the text");
    const source = sourceOf(path, bytes);
    if (changed && source && !("reason" in source)) {
      if (!encode(file.original, source).equals(bytes)) broken.push("the bytes do not survive decoding");
      if (!encode(file.text, source).equals(code)) broken.push("what is written is not what is reported");
    }
    for (const f of file.findings) {
      if (f.line < 1 || f.column < 1 || f.endLine < f.line || (f.endLine === f.line && f.endColumn < f.column)) broken.push(`a finding without a place: ${f.code} ${f.line}:${f.column}-${f.endLine}:${f.endColumn}`);
    }
  }
  broken.push(...await inProject(path, bytes, others));
  if (changed) {
    const again = await runOnInput(path, code, "write");
    if (!again.code.equals(code)) broken.push("a second run changes it again");
    for (const { reason } of again.report.problems) broken.push(`crash in the second run: ${reason}`);
  }
  return {
    outcome: file ? file.status : "nothing for us", changed, broken, checkedByPython: compiled !== null, selfRefused, compiled: compiled?.compiled ?? false,
    misread: Boolean(compiled?.compiled && file?.status === "refused" && /does not parse/.test(file.reason ?? "")),
  };
}

/** The file as one of a project, whose other files are as they were. */
async function inProject(path: string, bytes: Buffer, others: readonly Source[]): Promise<string[]> {
  const source = sourceOf(path, bytes);
  if (others.length === 0 || !source || "reason" in source) return [];
  const sources = [{ path, text: source.text }, ...others];
  try {
    const results = await upgrade(sources);
    return results.flatMap((r, i) => (r.status === "refused" || spliced(sources[i]!.text, r.edits) === r.text ? [] : [`in its project: the edits of ${r.path} do not lead to its text`]));
  } catch (error) {
    return [`crash in its project: ${String(error)}`];
  }
}

/** The edits, applied in the plainest way that there is, so that nothing is shared with what is checked. */
function spliced(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const edit of [...edits].reverse()) result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
  return result;
}
