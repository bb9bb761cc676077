import { parseAllDocuments } from "yaml";
import { encode } from "../../src/files/decode.js";
import { sourceOf } from "../../src/files/read.js";
import { upgrade } from "../../src/index.js";
import type { FileResult, Source, TextEdit } from "../../src/index.js";
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
  /** What the longest of the runs took. Of the processor: what else the machine does has no part in it. */
  readonly milliseconds: number;
}

/**
 * Holds the whole way of a file's bytes, from decoding to the bytes that would be written, against what is promised of any input.
 *
 * @param python checks that what compiled still does; null where there is no python3
 */
export async function judge({ path, bytes, others }: FuzzInput, python: Python | null): Promise<Verdict> {
  const broken: string[] = [];
  const clock = new Clock();
  const { report, code } = await clock.time(() => runOnInput(path, bytes, "write"));
  for (const { reason } of report.problems) broken.push(`crash: ${reason}`);
  const file = report.files[0];
  const changed = !code.equals(bytes);
  const compiled = python ? await python.compare(path, bytes, code, file?.edits) : null;
  if (compiled && compiled.error !== "") broken.push(`compiled before: ${compiled.error}`);
  const selfRefused = file?.reason?.includes("defect of prs-upgrade") ?? false;
  if (file) {
    // What is no Python may come out as something else that is none: the tool's own checks have seen it, and nothing is written.
    if (selfRefused && compiled?.compiled !== false) broken.push(`defect: ${file.reason ?? ""}`);
    if (changed && (file.status === "refused" || file.status === "unchanged")) broken.push(`changed although ${file.status}`);
    if (changed && file.findings.length + (file.ignored ?? []).length === 0) broken.push("changed without a finding");
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
  broken.push(...await inProject(path, bytes, others, python, clock));
  if (changed) {
    const again = await clock.time(() => runOnInput(path, code, "write"));
    if (!again.code.equals(code)) broken.push("a second run changes it again");
    for (const { reason } of again.report.problems) broken.push(`crash in the second run: ${reason}`);
  }
  return {
    outcome: file ? file.status : "nothing for us", changed, broken, checkedByPython: compiled !== null, selfRefused, compiled: compiled?.compiled ?? false, milliseconds: clock.longest,
    misread: Boolean(compiled?.compiled && file?.status === "refused" && /does not parse/.test(file.reason ?? "")),
  };
}

/** Measures what single runs take. */
class Clock {
  longest = 0;

  async time<T>(run: () => Promise<T>): Promise<T> {
    const start = process.cpuUsage();
    const result = await run();
    const { user, system } = process.cpuUsage(start);
    this.longest = Math.max(this.longest, (user + system) / 1000);
    return result;
  }
}

/** The file as one of a project. What is promised of a file alone holds of each of the project's, too. */
async function inProject(path: string, bytes: Buffer, others: readonly Source[], python: Python | null, clock: Clock): Promise<string[]> {
  const source = sourceOf(path, bytes);
  if (others.length === 0 || !source || "reason" in source) return [];
  const sources = [{ path, text: source.text }, ...others];
  const broken: string[] = [];
  try {
    const results = await clock.time(() => upgrade(sources));
    for (const [i, r] of results.entries()) broken.push(...(await brokenIn(sources[i]!.text, r, python)).map((b) => `${b} in its project: ${r.path}`));
    const created = results.flatMap((r) => r.created ?? []);
    for (const { path: name, text } of created) if (/\.ya?ml$/.test(name) && !isYaml(text)) broken.push(`a new file is no YAML: ${name}`);
    if (results.every((r, i) => r.text === sources[i]!.text)) return broken;
    const after = [...results.map(({ path: name, text }) => ({ path: name, text })), ...created.filter((c) => !sources.some((s) => s.path === c.path)).map(({ path: name, text }) => ({ path: name, text }))];
    const again = await clock.time(() => upgrade(after));
    for (const [i, r] of again.entries()) if (r.text !== after[i]!.text) broken.push(`a second run changes it again in its project: ${r.path}`);
  } catch (error) {
    broken.push(`crash in its project: ${String(error)}`);
  }
  return broken;
}

async function brokenIn(before: string, r: FileResult, python: Python | null): Promise<string[]> {
  const broken: string[] = [];
  if (r.status !== "refused" && spliced(before, r.edits) !== r.text) broken.push("the edits do not lead to the text");
  if (r.text === before) return broken;
  if (r.status === "refused" || r.status === "unchanged") broken.push(`changed although ${r.status}`);
  if (r.findings.length + (r.ignored ?? []).length === 0) broken.push("changed without a finding");
  if (r.kind === "yaml" || /\.ya?ml$/.test(r.path)) return isYaml(before) && !isYaml(r.text) ? [...broken, "was YAML before"] : broken;
  if (!/\.(py|ipynb)$/.test(r.path)) return broken;
  const compiled = await python?.compare(r.path, Buffer.from(before), Buffer.from(r.text), r.edits);
  if (compiled && compiled.error !== "") broken.push(`compiled before (${compiled.error})`);
  return broken;
}

function isYaml(text: string): boolean {
  return parseAllDocuments(text).every((d) => "errors" in d && d.errors.length === 0);
}

/** The edits, applied in the plainest way that there is, so that nothing is shared with what is checked. */
function spliced(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const edit of [...edits].reverse()) result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
  return result;
}
