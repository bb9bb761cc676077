import { posix } from "node:path";
import type { DraftFinding } from "./constructs/draft.js";
import type { Unread } from "./constructs/yaml/config.js";
import type { ProgramUpgrade, YamlFinding } from "./constructs/yaml/expand.js";
import { leftFinding, unloadedFindings } from "./constructs/yaml/expand.js";
import { markersIn, scriptsOfComponent } from "./constructs/yaml/named.js";
import { looksLikePipeline } from "./constructs/yaml/pipeline-read.js";
import type { PipelineFileUpgrade } from "./constructs/yaml/pipeline-upgrade.js";
import { unreadPipeline, upgradePipelineFile, withoutLoader } from "./constructs/yaml/pipeline-upgrade.js";
import type { ProjectFile } from "./constructs/yaml/project.js";
import type { FileResult, Source } from "./index.js";
import { kindOf } from "./kind.js";
import { inLineEnds, locate, statusOf } from "./located.js";
import { LineIndex } from "./python/module.js";
import { yamlPaths } from "./upgrade.js";

const { basename, normalize } = posix;

/** What became of a file, and what it says about the YAML files that it loads. */
export interface Upgraded extends Pick<ProgramUpgrade, "elsewhere" | "absorbed" | "pipelines"> {
  readonly result: FileResult;
}

/** What could become of a v1 pipeline file, and the programs that may load it. */
export interface PipelineFile {
  readonly upgrade: PipelineFileUpgrade | Unread;
  readonly loaders: readonly string[];
}

/** The v1 pipeline files with a parallel step, by their path. */
export async function pipelineFiles(sources: readonly Source[], text: ProjectFile): Promise<Map<string, PipelineFile>> {
  const found = new Map<string, PipelineFile>();
  for (const source of sources) {
    if (kindOf(source.path) !== "yaml" || !looksLikePipeline(source.text)) continue;
    const path = normalize(source.path);
    const loaders: string[] = [];
    for (const s of sources) if (["python", "notebook"].includes(kindOf(s.path)) && (await yamlPaths(s, s.path)).includes(path)) loaders.push(normalize(s.path));
    found.set(path, { upgrade: await upgradePipelineFile({ path, text: source.text }, [...(loaders.length > 0 ? loaders : [path]), "."], text), loaders });
  }
  return found;
}

/** A file, as those that it names see it. */
interface Reader extends Pick<ProgramUpgrade, "elsewhere" | "absorbed"> {
  readonly path: string;
  readonly text: string;
}

/** The results of all files, when the programs have said what they do with the YAML files. */
export async function yamlResults(files: readonly Upgraded[], pipelines: ReadonlyMap<string, PipelineFile>): Promise<FileResult[]> {
  const upgraded = new Map<string, PipelineFileUpgrade>();
  for (const [path, { upgrade, loaders }] of pipelines) {
    // A program that could not be read still loads it as v1.
    const moves = (loader: string): boolean => files.some((f) => normalize(f.result.path) === loader && f.pipelines.some((l) => l.path === path && l.moves));
    if (!("problem" in upgrade) && loaders.every(moves)) upgraded.set(path, upgrade);
  }
  const readers = files.map(({ result, elsewhere, absorbed }): Reader => {
    const own = upgraded.get(normalize(result.path));
    return { path: result.path, text: own?.text ?? result.text, elsewhere: [...elsewhere, ...(own?.elsewhere ?? [])], absorbed: [...absorbed, ...(own?.absorbed ?? [])] };
  });
  return Promise.all(files.map(async ({ result, pipelines: loads }) => {
    const moved = loads.filter((l) => l.moves).map((l) => l.path);
    if (moved.length > 0) return { ...result, together: [...new Set([...(result.together ?? [result.path]), ...moved])] };
    if (result.kind !== "yaml") return result;
    const path = normalize(result.path);
    const own = upgraded.get(path);
    const file = pipelines.get(path);
    if (own) return pipelineResult(result, file?.loaders.length === 0 ? withoutLoader(own) : own);
    if (file && "problem" in file.upgrade && file.loaders.length === 0) return withFindings(result, [unreadPipeline(file.upgrade)]);
    return settingsResult(result, readers);
  }));
}

function withFindings(file: FileResult, findings: readonly DraftFinding[]): FileResult {
  const located = locate(findings, new LineIndex(file.text));
  return { ...file, status: statusOf(located, []), findings: located };
}

/** A v1 pipeline file as a v2 one. */
function pipelineResult(file: FileResult, { text: written, created, findings, scripts }: PipelineFileUpgrade): FileResult {
  const asTheFile = (text: string): string => inLineEnds([{ start: 0, end: 0, text }], file.text)[0]!.text;
  const text = asTheFile(written);
  const edits = [{ start: 0, end: file.text.length, text }];
  const located = locate(findings, new LineIndex(file.text));
  return { ...file, status: statusOf(located, edits), text, edits, findings: located, scripts, created: created.map((c) => ({ path: c.path, text: asTheFile(c.text) })) };
}

/** Any other YAML file: settings, by what is said about them where they are loaded, or a v2 file with what an upgrade left to a person. */
async function settingsResult(file: FileResult, readers: readonly Reader[]): Promise<FileResult> {
  const path = normalize(file.path);
  const findings = readers.flatMap((r) => r.elsewhere).filter((f: YamlFinding) => f.path === path).map((f) => f.finding);
  const by = readers.filter((r) => r.absorbed.includes(path)).map((r) => r.path);
  const named = new RegExp(`(?<![\\w.-])${basename(path).replace(/[^\w]/g, "\\$&")}`);
  const others = readers.filter((r) => r.path !== file.path && named.test(r.text)).map((r) => r.path);
  if (by.length > 0) findings.push(leftFinding(path, by, others));
  else if (others.length === 0) findings.push(...unloadedFindings(file.text));
  findings.push(...markersIn(file.text));
  const located = locate(findings, new LineIndex(file.text));
  return { ...file, status: by.length === 0 ? statusOf(located, []) : "upgraded", findings: located, scripts: await scriptsOfComponent(file.text) };
}
