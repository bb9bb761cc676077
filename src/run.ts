import { resolve } from "node:path";
import { DecodeError, encode } from "./files/decode.js";
import { findFiles } from "./files/find.js";
import { readable, readCandidate } from "./files/read.js";
import type { ReadFile } from "./files/read.js";
import { replaceFile } from "./files/write.js";
import { upgrade } from "./index.js";
import type { FileResult, Source } from "./index.js";
import type { Mode, Problem, Report } from "./report.js";

export interface RunOptions {
  readonly paths: readonly string[];
  readonly cwd: string;
  readonly mode: Mode;
  readonly exclude: readonly string[];
  /** Called before each file that is upgraded: how many are done, and of how many. */
  readonly progress?: (done: number, total: number) => void;
}

/** Finds, reads and upgrades the files, and writes them where the mode says so. */
export async function run(options: RunOptions): Promise<Report> {
  const { files, problems: missing } = await findFiles(options.paths, options.cwd, options.exclude);
  const problems: Problem[] = [...missing];
  const candidates: ReadFile[] = [];
  for (const path of files) {
    const read = await readCandidate(path, resolve(options.cwd, path));
    if (read === null) continue;
    if ("error" in read) problems.push({ path, reason: read.error });
    else candidates.push(read);
  }
  const results: FileResult[] = [];
  for (const [done, file] of candidates.entries()) {
    options.progress?.(done, candidates.length);
    const result = await upgradeOne(file, problems);
    if (result) results.push(result);
  }
  if (options.mode === "write") {
    for (const [i, result] of results.entries()) results[i] = await write(result, candidates.find((f) => f.path === result.path)!, options.cwd, problems);
  }
  return { mode: options.mode, scanned: files.length, files: originals(results, candidates), problems };
}

/** Upgrades one text that stands in no file. */
export async function runOnText(source: Source, mode: Mode): Promise<Report> {
  const problems: Problem[] = [];
  const result = await upgradeOne(source, problems);
  return { mode, scanned: 1, files: originals(result ? [result] : [], [source]), problems };
}

/** A defect of the tool in one file never hides the results of the others. */
async function upgradeOne(source: Source, problems: Problem[]): Promise<FileResult | null> {
  try {
    const [result] = await upgrade([{ path: source.path, text: source.text }]);
    return result ?? null;
  } catch (error) {
    problems.push({ path: source.path, reason: `this is a defect of prs-upgrade, please report it with this file: ${readable(error)}` });
    return null;
  }
}

async function write(result: FileResult, file: ReadFile, cwd: string, problems: Problem[]): Promise<FileResult> {
  if (result.edits.length === 0) return result;
  try {
    await replaceFile(resolve(cwd, file.path), encode(result.text, file), file.modified);
    return result;
  } catch (error) {
    const reason = error instanceof DecodeError ? error.message : readable(error);
    problems.push({ path: file.path, reason: `it could not be written: ${reason}` });
    return { ...result, status: "refused", reason: `it could not be written: ${reason}`, text: file.text, edits: [] };
  }
}

function originals(results: readonly FileResult[], sources: readonly Source[]): Report["files"] {
  const texts = new Map(sources.map((s) => [s.path, s.text]));
  return results.map((result) => ({ ...result, original: texts.get(result.path) ?? result.text }));
}
