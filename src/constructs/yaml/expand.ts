import { expressionsOf, statementOf, walkExpression, walkStatements } from "../../python/ast.js";
import type { CallExpression, ProgramFile, Range } from "../../python/ast.js";
import { Arguments, LineIndex, Module } from "../../python/module.js";
import { knownPath } from "../../python/path.js";
import { joinPrograms } from "../../python/project.js";
import { quoteString } from "../../python/strings.js";
import { Refusal } from "../../edits/refusal.js";
import type { TextEdit } from "../../edits/text-edit.js";
import type { DraftFinding } from "../draft.js";
import { isV1Name } from "../model.js";
import type { Project } from "../project.js";
import type { ModuleUpgrade } from "../upgrade-module.js";
import { upgradeModule } from "../upgrade-module.js";
import type { YamlEntry } from "../../yaml/document.js";
import type { YamlConfig } from "./config.js";
import { literalOf, readConfig } from "./config.js";
import { YAML_CONFIG, YAML_IGNORED, YAML_LEFT, YAML_UNREAD } from "./findings.js";
import type { NamedFile, PipelineOf, ProjectFile } from "./project.js";
import { findNamed, placesOf } from "./project.js";
import { noteLoads } from "./unread.js";
import type { LoadNote } from "./unread.js";

/** A finding in a YAML file; the range is one of its text. */
export interface YamlFinding {
  readonly path: string;
  readonly finding: DraftFinding;
}

/** What becomes of a program and of the YAML files that it loads. */
export interface ProgramUpgrade extends ModuleUpgrade {
  readonly elsewhere: readonly YamlFinding[];
  /** The YAML files whose settings the program has itself now. */
  readonly absorbed: readonly string[];
  /** The v1 pipeline files that it loads, and whether it loads them as v2 now. */
  readonly pipelines: readonly { readonly path: string; readonly moves: boolean }[];
}

/** A file of Python or the cells of a notebook. */
export interface ProgramText {
  readonly module: Module;
  readonly path: string;
  /** Whether the upgrade may change it. */
  readonly edited: boolean;
}

/**
 * Upgrades the files of one program. A `ParallelRunConfig.load_yaml(...)` whose file is known is upgraded as the `ParallelRunConfig(...)`
 * that it stands for: the program is read as if that call stood there, and what comes of it is put back in place of the loading.
 *
 * @returns what becomes of each, in the same order
 * @throws Refusal
 */
export async function upgradePrograms(programs: readonly ProgramText[], project: Project, pipelineOf: PipelineOf): Promise<ProgramUpgrade[]> {
  const loads: Load[][] = [];
  for (const { module, path } of programs) loads.push(await Promise.all(loadsOf(module, CONFIG).map((call) => readLoad(call, module, path, project.text))));
  const pipelines = programs.map(({ module, path }) => loadsOf(module, PIPELINE).flatMap((call) => pipelineLoad(call, module, path, project.text, pipelineOf)));
  let known = loads.map((some) => some.filter((l): l is KnownLoad => "config" in l));
  for (;;) {
    const expansions = programs.map(({ module }, i) => new Expansion(module, known[i]!));
    const joined = await join(programs, expansions);
    const at = (call: CallExpression): { i: number; start: number } => {
      const file = joined.fileAt(call.start);
      const i = joined.program.files.indexOf(file);
      return { i, start: expansions[i]!.original(call.start - file.start) };
    };
    noteLoads(loadsOf(joined, CONFIG), (call) => {
      const { i, start } = at(call);
      const load = loads[i]!.find((l) => !known[i]!.includes(l as KnownLoad) && l.call.start === start) as KnownLoad | UnknownLoad | undefined;
      return load && { problem: "problem" in load ? load.problem : "only a part of its settings can move" };
    });
    noteLoads(loadsOf(joined, PIPELINE), (call) => {
      const { i, start } = at(call);
      return pipelines[i]!.find((p) => p.call.start === start)?.note;
    });
    const upgraded = upgradeModule(joined, project);
    const parts = joined.program.files.map((file) => partOf(upgraded, file));
    if (parts.reduce((n, { edits }) => n + edits.length, 0) < upgraded.edits.length) throw new Refusal("an edit would lie in no file of the program; this is a defect of prs-upgrade, please report it with these files");
    const torn = parts.map(({ edits }, i) => expansions[i]!.torn(edits));
    if (torn.every((t) => t.size === 0)) {
      return parts.map((part, i) => {
        const restored = expansions[i]!.restored(part);
        const moves = ({ call }: Load): boolean => restored.edits.some((e) => covers(e, call.callee));
        return { ...restored, scripts: upgraded.scripts, created: part.created, pipelines: pipelines[i]!.map((p) => ({ path: p.path, moves: moves(p) })) };
      });
    }
    known = known.map((some, i) => some.filter((l) => !torn[i]!.has(l)));
  }
}

/** The expanded programs as one. Places are named as they are in the original, and by their file where there are several. */
async function join(programs: readonly ProgramText[], expansions: readonly Expansion[]): Promise<Module> {
  const [only] = programs;
  if (programs.length === 1 && expansions[0]!.text === only!.module.text) return only!.module;
  if (programs.length === 1) return Module.parse(expansions[0]!.text, (offset) => only!.module.placeOf(expansions[0]!.original(offset)));
  const parsed = await Promise.all(programs.map(async ({ path, edited }, i) => ({ path, edited, program: (await Module.parse(expansions[i]!.text)).program })));
  const joined: Module = Module.of(joinPrograms(parsed), (offset) => {
    const file = joined.fileAt(offset);
    const i = joined.program.files.indexOf(file);
    return `${file.path}, ${programs[i]!.module.placeOf(expansions[i]!.original(offset - file.start))}`;
  });
  return joined;
}

/** The part of an upgrade that concerns one file, in its own offsets. */
function partOf(upgraded: ModuleUpgrade, file: ProgramFile): ModuleUpgrade {
  const inside = ({ start, end }: Range): boolean => file.start <= start && end <= file.end;
  const move = ({ start, end }: Range): Range => ({ start: start - file.start, end: end - file.start });
  return {
    scripts: upgraded.scripts,
    created: upgraded.created.filter(({ at }) => inside({ start: at, end: at })),
    edits: upgraded.edits.filter(inside).map((e) => ({ ...e, ...move(e) })),
    findings: upgraded.findings.filter((f) => inside(f.range)).map((f) => ({ ...f, range: move(f.range) })),
  };
}

/** The paths that a program may load YAML from. */
export function yamlPathsOf(module: Module, path: string): string[] {
  const named = (call: CallExpression, signature: readonly string[]): string[] => {
    const e = new Arguments(call, signature).get(signature.at(-1)!);
    const known = e && knownPath(e, module);
    return known ? placesOf(known, path) : [];
  };
  const v2 = callsOf(module, /^azure\.ai\.ml\.load_(job|component)$/).flatMap((call) => named(call, ["source"]));
  return [...v2, ...loadsOf(module, CONFIG).flatMap((call) => named(call, SIGNATURE)), ...loadsOf(module, PIPELINE).flatMap((call) => named(call, PIPELINE_SIGNATURE))];
}

/** Said of settings that nothing in sight loads: they have no v2 place of their own. */
export function unloadedFindings(text: string): DraftFinding[] {
  const start = text.search(/^parallel_run_config[ \t]*:/m);
  if (start < 0) return [];
  return [{
    rule: YAML_UNREAD, effort: "decision", range: { start, end: start + "parallel_run_config".length }, title: "Which code loads these settings?",
    why: "They move into the code or the pipeline file that loads them, and v2 has no such file. Run prs-upgrade on that too.", v1: "ParallelRunConfig.load_yaml", v2: null,
  }];
}

/**
 * Said of a file whose settings stand in code now.
 *
 * @param by the programs that have them
 * @param others what still names the file
 */
export function leftFinding(path: string, by: readonly string[], others: readonly string[]): DraftFinding {
  const said = others.length > 0
    ? { title: `${path} is still named in ${others.join(", ")}`, why: `${by.join(", ")} has its settings in the code now, so a change in this file no longer reaches it` }
    : { title: `${path} is no longer needed`, why: `${by.join(", ")} has its settings in the code now, and nothing else that was read names it; delete it when nothing outside does` };
  return { rule: YAML_LEFT, effort: "changed", range: { start: 0, end: 0 }, ...said, v1: "ParallelRunConfig.load_yaml", v2: null };
}

const SIGNATURE = ["workspace", "path"];
const PIPELINE_SIGNATURE = ["workspace", "filename"];
const LOADER = "load_yaml";
const CONFIG = `ParallelRunConfig.${LOADER}`;
const PIPELINE = `Pipeline.${LOADER}`;

interface Load {
  readonly call: CallExpression;
}

interface UnknownLoad extends Load {
  readonly problem: string;
}

interface KnownLoad extends Load {
  readonly config: YamlConfig;
  readonly file: NamedFile;
  /** The source of the workspace that it is given. */
  readonly workspace: string;
}

/** A `Pipeline.load_yaml(...)` of a file with a parallel step. */
function pipelineLoad(call: CallExpression, module: Module, program: string, text: ProjectFile, pipelineOf: PipelineOf): (Load & { path: string; note: LoadNote })[] {
  const e = new Arguments(call, PIPELINE_SIGNATURE).get("filename");
  const named = e && knownPath(e, module);
  const file = named && findNamed(named, program, text);
  // What is in a file that can't be seen may be any pipeline.
  if (!file || "problem" in file) return [];
  const upgrade = pipelineOf(file.path, program);
  if (!upgrade) return [];
  if (!("problem" in upgrade)) return [{ call, path: file.path, note: { parameters: upgrade.parameters } }];
  const { line } = new LineIndex(file.text).at(upgrade.place.start);
  return [{ call, path: file.path, note: { problem: `${file.path}, line ${line}: ${upgrade.problem}` } }];
}

/** Every call of a loader of v1 in a program. */
function loadsOf(module: Module, loader: string): CallExpression[] {
  if (!module.text.includes(LOADER)) return [];
  return callsOf(module, new RegExp(`\\.${loader}$`)).filter((call) => isV1Name(module.dottedNameOf(call.callee) ?? ""));
}

/** The calls of what has such a dotted name. */
function callsOf(module: Module, name: RegExp): CallExpression[] {
  return [...walkStatements(module.program.body)].flatMap((s) => expressionsOf(s)).flatMap((top) => [...walkExpression(top)])
    .filter((e): e is CallExpression => e.kind === "call" && name.test(module.dottedNameOf(e.callee) ?? ""));
}

async function readLoad(call: CallExpression, module: Module, program: string, project: ProjectFile): Promise<KnownLoad | UnknownLoad> {
  const args = new Arguments(call, SIGNATURE);
  const [workspace, e] = [args.get("workspace"), args.get("path")];
  if (!workspace || !e || args.unknown.length > 0) return { call, problem: "load_yaml takes a workspace and a path" };
  const named = knownPath(e, module);
  if (!named) return { call, problem: `the path ${module.slice(e).replace(/\s+/g, " ")} is only known when the code runs` };
  const file = findNamed(named, program, project);
  if ("problem" in file) return { call, problem: file.problem };
  const config = await readConfig(file.text, program, project);
  if ("problem" in config) return { call, problem: `${file.path}: ${config.problem}` };
  return { call, config, file, workspace: module.slice(workspace) };
}

/** One line of the call that is read in place of the loading, and the entry of the YAML that it stands for. */
interface ArgumentText {
  readonly text: string;
  readonly argument: string;
}

/** A call of the expanded program, with the place of the loading in the original. */
interface Region extends Range {
  readonly load: KnownLoad;
  readonly arguments: readonly (Range & { readonly entry: YamlEntry })[];
}

/** A program in which calls that load settings are written as the calls that they stand for. */
class Expansion {
  readonly text: string;
  private readonly regions: Region[] = [];

  constructor(private readonly module: Module, loads: readonly KnownLoad[]) {
    let text = "";
    let position = 0;
    for (const load of [...loads].sort((a, b) => a.call.start - b.call.start)) {
      text += module.text.slice(position, load.call.start);
      position = load.call.end;
      const start = text.length;
      const places: Region["arguments"][number][] = [];
      text += `${constructor(load.call, module)}(\n`;
      const above = statementAtLineStart(load.call, module) === null ? load.config.heading : [];
      for (const comment of [...above, ...module.commentsIn(load.call).map((c) => module.slice(c))]) text += `${comment}\n`;
      load.config.settings.forEach((setting, i) => {
        const { argument, text: code } = argumentText(load, i, module);
        for (const comment of setting.above) text += `${comment}\n`;
        places.push({ start: text.length, end: text.length + argument.length + 1 + code.length, entry: setting.entry });
        text += `${argument}=${code},${setting.beside ? `  ${setting.beside}` : ""}\n`;
      });
      for (const comment of load.config.last) text += `${comment}\n`;
      text += ")";
      this.regions.push({ start, end: text.length, load, arguments: places });
    }
    this.text = text + module.text.slice(position);
  }

  /** The place of an offset in the original program; anywhere inside a call it is the start of the loading. */
  original(offset: number): number {
    let shift = 0;
    for (const { start, end, load } of this.regions) {
      if (offset < start) break;
      if (offset < end) return load.call.start;
      shift += load.call.end - load.call.start - (end - start);
    }
    return offset + shift;
  }

  /** The loads of which the upgrade would take a part, or leave a part: there is no such thing in the original. */
  torn(edits: readonly TextEdit[]): Set<KnownLoad> {
    const isTorn = (r: Region): boolean => edits.some((e) => e.start < r.end && r.start < e.end && (!covers(e, r) || e.text.includes(`${LOADER}.`)));
    return new Set(this.regions.filter(isTorn).map((r) => r.load));
  }

  /** Edits and findings as ones of the original program, and those of the YAML files. */
  restored({ edits, findings }: ModuleUpgrade): Omit<ProgramUpgrade, "scripts" | "created" | "pipelines"> {
    const own: DraftFinding[] = [];
    const elsewhere: YamlFinding[] = [];
    for (const finding of findings) {
      const region = this.regions.find((r) => r.start <= finding.range.start && finding.range.end <= r.end);
      // What a person has to decide is said where the TODO stands.
      const entry = finding.effort === "decision" ? undefined : region?.arguments.find((a) => a.start <= finding.range.start && finding.range.end <= a.end)?.entry;
      if (region && entry) elsewhere.push({ path: region.load.file.path, finding: { ...finding, title: inWordsOf(entry, finding.title), range: { start: entry.keyPlace.start, end: entry.value.end } } });
      else {
        const range = region ? region.load.call : { start: this.original(finding.range.start), end: this.original(finding.range.end) };
        own.push({ ...finding, range, ...(finding.todo ? { todo: { start: this.original(finding.todo.start), end: this.original(finding.todo.end) } } : {}) });
      }
    }
    // A config that stays v1 is still loaded from its file.
    const gone = this.regions.filter((r) => edits.some((e) => covers(e, r)));
    for (const { load } of gone) {
      const { path } = load.file;
      own.push({ rule: YAML_CONFIG, effort: "upgraded", range: load.call, title: `load_yaml of ${path} -> its settings, here`, why: "", v1: "ParallelRunConfig.load_yaml", v2: "parallel_run_function" });
      for (const entry of load.config.ignored) {
        const range = { start: entry.keyPlace.start, end: entry.value.end };
        elsewhere.push({ path, finding: { rule: YAML_IGNORED, effort: "upgraded", range, title: `${entry.key} -> left out`, why: "load_yaml of v1 does not read it, or it has no value", v1: `parallel_run_config.${entry.key}`, v2: null } });
      }
    }
    const moved = edits.map((e) => ({ ...e, start: this.original(e.start), end: this.original(e.end) }));
    return { edits: gone.reduce((all, r) => withHeading(r.load, this.module, all), moved), findings: own, elsewhere, absorbed: [...new Set(gone.map((r) => r.load.file.path))] };
  }
}

function covers(edit: TextEdit, { start, end }: Range): boolean {
  return edit.start <= start && end <= edit.end;
}

/** The comments at the head of a file go above the statement that loaded it. */
function withHeading(load: KnownLoad, module: Module, edits: readonly TextEdit[]): TextEdit[] {
  const at = statementAtLineStart(load.call, module);
  if (at === null || load.config.heading.length === 0) return [...edits];
  const lines = load.config.heading.map((line) => `${at.indent}${line}\n`).join("");
  const over = edits.findIndex((e) => e.start < at.start && at.start < e.end);
  return over < 0 ? [{ start: at.start, end: at.start, text: lines }, ...edits] : edits.map((e, i) => (i === over ? { ...e, text: lines + e.text } : e));
}

/** The start of the line of a call's statement, where nothing but its indent stands before it. */
function statementAtLineStart(call: CallExpression, module: Module): { start: number; indent: string } | null {
  const statement = statementOf(call);
  const start = module.lines.startOfLine(statement.start);
  const indent = module.text.slice(start, statement.start);
  return indent.trim() === "" ? { start, indent } : null;
}

/** A finding names a setting as the file does: `environment_name: "scoring"`. */
function inWordsOf({ key, value }: YamlEntry, title: string): string {
  const arrow = title.lastIndexOf(" -> ");
  const shown = value.kind === "scalar" ? value.text : value.kind === "list" ? "[...]" : "{...}";
  return /^\w+=/.test(title) && arrow > 0 ? `${key}: ${shown.length > 40 ? `${shown.slice(0, 37)}...` : shown}${title.slice(arrow)}` : title;
}

/** The class whose `load_yaml` is called, as the program writes it. */
function constructor(call: CallExpression, module: Module): string {
  return call.callee.kind === "attribute" ? module.slice(call.callee.value) : module.slice(call.callee);
}

function argumentText(load: KnownLoad, index: number, module: Module): ArgumentText {
  const { argument, entry } = load.config.settings[index]!;
  if (argument !== "environment") return { argument, text: literalOf(entry, '"') };
  const { name, version } = load.config.environment;
  const given = [load.workspace, quoteString(name, '"'), ...(version === null ? [] : [quoteString(version, '"')])];
  // The names that load_yaml itself uses are read as if they hung on it: see `Reader.v1NameOf`.
  return { argument, text: `${module.slice(load.call.callee)}.Environment.get(${given.join(", ")})` };
}
