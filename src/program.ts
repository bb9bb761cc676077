import { posix } from "node:path";
import { withoutIgnored } from "./constructs/ignored/index.js";
import type { Project, Together } from "./constructs/project.js";
import { upgradePrograms } from "./constructs/yaml/expand.js";
import type { ProgramText, ProgramUpgrade } from "./constructs/yaml/expand.js";
import type { PipelineOf } from "./constructs/yaml/project.js";
import { checkNames, checkProgram } from "./edits/checks.js";
import { Refusal } from "./edits/refusal.js";
import { applyEdits, sortEdits } from "./edits/text-edit.js";
import type { TextEdit } from "./edits/text-edit.js";
import type { FileResult, Source } from "./index.js";
import { CONCERNS, kindOf, unchangedOf } from "./kind.js";
import { inLineEnds, locate, statusOf } from "./located.js";
import { NotebookError } from "./notebook/read.js";
import type { NotebookProgram } from "./notebook/upgrade.js";
import { concernsCode, readProgram, upgradeCells } from "./notebook/upgrade.js";
import type { Member } from "./programs.js";
import { OF_V1 } from "./programs.js";
import type { ProjectOf } from "./project.js";
import { Module } from "./python/module.js";
import { importedModules, literalPaths, moduleFinder } from "./python/project.js";
import type { Upgraded } from "./yaml-files.js";

const { basename } = posix;

/** What makes a code cell of a notebook worth reading: v1 code, or an import of a file that may hold some. */
const CONCERNS_OR_IMPORTS = new RegExp(`${CONCERNS.source}|\\bimport\\b`);

/** A file about which nothing else is to be said. */
export function as(result: FileResult): Upgraded {
  return { result, elsewhere: [], absorbed: [], pipelines: [] };
}

function refusedOf(source: Source, reason: string): Upgraded {
  return as({ ...unchangedOf(source), status: "refused", reason });
}

/** A file of a program that parses. */
interface Unit extends ProgramText {
  readonly source: Member;
  readonly notebook: NotebookProgram | null;
}

/** Upgrades the files of one program; where they can't be upgraded together, each by itself. */
export async function upgradeMembers(members: readonly Member[], project: ProjectOf, pipelineOf: PipelineOf): Promise<Upgraded[]> {
  const results: Upgraded[] = [];
  const units: Unit[] = [];
  for (const member of members) {
    const read = await unitOf(member);
    if ("result" in read) results.push(read);
    else units.push(read);
  }
  try {
    return [...results, ...(await upgradeUnits(units, project, pipelineOf))];
  } catch (error) {
    const reason = refusalOf(error);
    if (reason === null) throw error;
    if (units.length === 1) return [...results, refusedOf(units[0]!.source, reason)];
    for (const unit of units) if (unit.edited) results.push(...(await upgradeMembers([unit.source], project, pipelineOf)));
    return results;
  }
}

const TOO_DEEP = "the code is nested too deeply to be followed";

/** Why a file is refused, where an error says so; null for a defect of the tool. */
export function refusalOf(error: unknown): string | null {
  if (error instanceof Refusal || error instanceof NotebookError) return error.message;
  // Whoever calls the library may have used up the stack.
  return error instanceof RangeError && /call stack/i.test(error.message) ? TOO_DEEP : null;
}

/** Reads a file of a program; its result where there is nothing to upgrade in it. */
async function unitOf(source: Member): Promise<Unit | Upgraded> {
  const { path, edited } = source;
  try {
    if (kindOf(path) === "notebook") {
      const notebook = concernsCode(source.text, edited ? CONCERNS_OR_IMPORTS : /./) ? await readProgram(source.text) : null;
      return notebook ? { source, path, edited, module: notebook.module, notebook } : as(unchangedOf(source));
    }
    const module = await Module.parse(source.text);
    if (!module.program.error) return { source, path, edited, module, notebook: null };
    if (!/azureml/.test(source.text) || !/ParallelRun(Config|Step)/.test(source.text)) return as(unchangedOf(source));
    const { line, column } = module.lines.at(module.program.error.start);
    return refusedOf(source, `${line}:${column}: ${module.program.tooDeep ? TOO_DEEP : "the file does not parse as Python; mend it first"}`);
  } catch (error) {
    const reason = refusalOf(error);
    if (reason === null) throw error;
    return refusedOf(source, reason);
  }
}

const IMPORTS_V1 = /\b(?:from|import)\b.*\bazureml\b/;

/** Upgrades the files of one program together. @throws Refusal, and what `refusalOf` tells */
async function upgradeUnits(units: readonly Unit[], project: ProjectOf, pipelineOf: PipelineOf): Promise<Upgraded[]> {
  if (!units.some((u) => u.edited)) return [];
  const around = project(units.map((u) => u.path));
  const upgraded = await upgradeGiven(units, around, pipelineOf);
  const written: (Written | null)[] = [];
  for (const [i, unit] of units.entries()) written.push(unit.edited ? await resultOf(unit, upgraded[i]!) : null);
  const results = written.flatMap((w) => (w ? [w.upgraded] : []));
  const changed = results.filter((r) => r.result.edits.length > 0);
  if (changed.length === 0) return results;
  // Where nothing imports v1 any more, a second run finds no v1 object.
  const again = units.some((unit, i) => IMPORTS_V1.test(written[i]?.upgraded.result.text ?? unit.source.text));
  const after: Unit[] = [];
  for (const [i, unit] of units.entries()) {
    const { upgraded: made, programEdits } = written[i] ?? { upgraded: null, programEdits: [] };
    const read = made && made.result.edits.length > 0 ? await unitOf({ ...unit.source, text: made.result.text }) : unit;
    if ("result" in read) throw new Refusal("the upgraded code would not parse; this is a defect of prs-upgrade, please report it with this file");
    if (read !== unit) {
      checkProgram(unit.module.program, read.module.program, programEdits);
      checkNames(unit.module, read.module);
    }
    after.push(read);
  }
  if (again && (await upgradeGiven(after, around, pipelineOf)).some((u, i) => units[i]!.edited && u.edits.length > 0)) throw new Refusal("a second run would change the file again; this is a defect of prs-upgrade, please report it with this file");
  const together = changed.map((r) => r.result.path);
  return together.length < 2 ? results : results.map((r) => (together.includes(r.result.path) ? { ...r, result: { ...r.result, together } } : r));
}

/** Upgrades the files of one program. Where only some of them were given and that keeps them in v1, they say so, and nothing that only follows from it. */
async function upgradeGiven(units: readonly Unit[], project: Project, pipelineOf: PipelineOf): Promise<ProgramUpgrade[]> {
  const upgraded = await upgradePrograms(units, project, pipelineOf);
  const decides = (u: ProgramUpgrade, i: number): boolean => units[i]!.edited && u.findings.some((f) => f.effort === "decision");
  if (units.every((u) => u.edited || !OF_V1.test(u.source.text)) || !upgraded.some(decides)) return upgraded;
  const together = await togetherOf(units, project, pipelineOf);
  return together ? upgradePrograms(units, { ...project, together }, pipelineOf) : upgraded;
}

/** What a run on the given files and those that they need would say; null where it would fail. */
async function togetherOf(units: readonly Unit[], project: Project, pipelineOf: PipelineOf): Promise<Together | null> {
  const needed = neededBy(units.filter((u) => u.edited), units.filter((u) => IMPORTS_V1.test(u.source.text) || basename(u.path) === "__init__.py"));
  const all = units.map((u) => ({ ...u, edited: u.edited || needed.includes(u) }));
  try {
    const upgraded = await upgradePrograms(all, project, pipelineOf);
    const asked = new Set(upgraded.flatMap((u, i) => u.findings.map((f) => `${f.rule.code} ${units[i]!.path}, ${units[i]!.module.placeOf(f.range.start)}`)));
    return { files: all.filter((u, i) => u.edited && (IMPORTS_V1.test(u.source.text) || upgraded[i]!.edits.length > 0)).map((u) => u.path), asks: (code, place) => asked.has(`${code} ${place}`) };
  } catch (error) {
    if (refusalOf(error) === null) throw error;
    return null;
  }
}

/** The files that are connected with some of them by imports, through files that import v1 and packages. */
function neededBy(given: readonly Unit[], ofV1: readonly Unit[]): Unit[] {
  const byPath = new Map(ofV1.map((u) => [u.path, u]));
  const importsOf = ({ path, module: { program } }: Unit): Unit[] => {
    const find = moduleFinder(byPath, () => literalPaths({ path, body: program.body }));
    return importedModules(program).flatMap((name) => byPath.get(find(name, path) ?? "") ?? []);
  };
  const imports = new Map(ofV1.map((u) => [u, importsOf(u)]));
  const needed = new Set(given);
  for (let size = -1; size !== needed.size; ) {
    size = needed.size;
    for (const [unit, imported] of imports) if (needed.has(unit) || imported.some((u) => needed.has(u))) [unit, ...imported].forEach((u) => needed.add(u));
  }
  return [...needed];
}

/** What becomes of a file, with the edits of its program: of a notebook, those of the cells as one text. */
interface Written {
  readonly upgraded: Upgraded;
  readonly programEdits: readonly TextEdit[];
}

async function resultOf(unit: Unit, upgraded: ProgramUpgrade): Promise<Written> {
  const { source, module } = unit;
  const { elsewhere, absorbed, pipelines, scripts } = upgraded;
  const created = upgraded.created.length > 0 ? { created: upgraded.created.map(({ path, text, ownFolder }) => ({ path, text: inLineEnds([{ start: 0, end: 0, text }], source.text)[0]!.text, ...(ownFolder ? { ownFolder } : {}) })) } : {};
  if (unit.notebook) {
    const { programEdits, edits, findings, ignored, cells } = await upgradeCells(unit.notebook, upgraded);
    const text = applyEdits(source.text, edits);
    return { upgraded: { result: { ...unchangedOf(source), status: statusOf([...findings, ...ignored], edits), text, edits, findings, ignored, cells, scripts, ...created }, elsewhere, absorbed, pipelines }, programEdits };
  }
  const edits = sortEdits(inLineEnds(upgraded.edits, source.text));
  const text = applyEdits(source.text, edits);
  const said = withoutIgnored(upgraded.findings, module);
  const located = locate(said.findings, module.lines);
  const ignored = locate(said.ignored, module.lines);
  return { upgraded: { result: { ...unchangedOf(source), status: statusOf([...located, ...ignored], edits), text, edits, findings: located, ignored, scripts, ...created }, elsewhere, absorbed, pipelines }, programEdits: edits };
}
