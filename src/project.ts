import { posix } from "node:path";
import { miniBatchUse, isEntryScript } from "./constructs/data/entry-script.js";
import type { DatasetKind } from "./constructs/data/kind.js";
import type { MadeAsset } from "./constructs/data/made.js";
import { assetsMadeBy } from "./constructs/data/made.js";
import { datasetName, kindOf } from "./constructs/data/kind.js";
import { CONCEPTS, VOCABULARY } from "./constructs/index.js";
import { Plan } from "./constructs/plan.js";
import type { Project } from "./constructs/project.js";
import { Reader } from "./constructs/reader.js";
import { knownText } from "./constructs/step/source.js";
import type { Source } from "./index.js";
import { notebookModule } from "./notebook/upgrade.js";
import { refusalOf } from "./program.js";
import { Module } from "./python/module.js";

/** Code that looks a dataset up by its name: only then the others are asked. */
const LOOKS_UP = /\bget_by_name\b|\.datasets\b/;
/** Code that may tell what a dataset is. */
const TELLS = /\bregister\w*\s*\(|\bget_by_name\b|\.datasets\b/;

/** What one file tells about the dataset of a name. */
interface Telling extends DatasetKind {
  readonly path: string;
  readonly name: string;
  readonly registers: boolean;
}

/** A data asset that one file makes once it is upgraded. */
interface Made extends MadeAsset {
  readonly path: string;
  readonly place: string;
}

/** What the files of a project tell about each other: plain data, so that any thread can use it. */
export interface Told {
  readonly tellings: readonly Telling[];
  readonly made: readonly Made[];
  /** What `run(mini_batch)` of a script takes, by its path. */
  readonly scripts: ReadonlyMap<string, DatasetKind>;
  /** The texts of the files, by their path. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The project as the files of one program see it; the paths are theirs. */
export type ProjectOf = (paths: readonly string[]) => Project;

/**
 * Reads what the files of a project tell about each other.
 *
 * @param isConcerned whether a file holds something to upgrade: without one that looks a dataset up, nothing is read
 */
export async function toldBy(sources: readonly Source[], isConcerned: (source: Source) => boolean): Promise<Told> {
  const tellings: Telling[] = [];
  const made: Made[] = [];
  const scripts = new Map<string, DatasetKind>();
  if (sources.some((s) => isConcerned(s) && LOOKS_UP.test(s.text))) {
    for (const source of sources) {
      if (/azureml/.test(source.text) && TELLS.test(source.text)) {
        const plan = await planOf(source);
        if (!plan) continue;
        tellings.push(...tellingsOf(source, plan));
        if (isConcerned(source)) made.push(...madeBy(source, plan));
      }
      const taken = source.path.endsWith(".py") && isEntryScript(source.text) ? await takenBy(source) : null;
      if (taken) scripts.set(posix.normalize(source.path), taken);
    }
  }
  return { tellings, made, scripts, texts: new Map(sources.map((s) => [posix.normalize(s.path), s.text])) };
}

/** @param read the text of a file that lies around, scripts that steps run among others; null where there is none */
export function projectFrom({ tellings, made, scripts, texts }: Told, read: (path: string) => string | null): ProjectOf {
  const madeUnder = (name: string, paths: readonly string[]): Made | null => oneAsset(made.filter((m) => m.v1Name === name && !paths.includes(m.path)));
  // Code names a file from the working directory, which is not known: the folder of its own file, or where the tool runs.
  const places = (paths: readonly string[], path: string): string[] => [...paths.map((p) => posix.join(posix.dirname(p), path)), path].map((p) => posix.normalize(p));
  return (paths) => ({
    paths,
    text: (path) => texts.get(path) ?? null,
    dataset: (name) => oneKind(tellings.filter((t) => t.name === name && t.registers && !paths.includes(t.path))) ?? kindOfMade(madeUnder(name, paths)) ?? oneKind(tellings.filter((t) => t.name === name && !paths.includes(t.path))),
    made: (name) => madeUnder(name, paths),
    file: (path) => places(paths, path).map((p) => texts.get(p) ?? read(p)).find((text) => text !== null) ?? null,
    entryScript: (path) => places(paths, path).map((p) => scripts.get(p)).find((kind) => kind !== undefined) ?? null,
  });
}

/** Registrations come before uses; files that contradict each other tell nothing. */
function oneKind(tellings: readonly Telling[]): DatasetKind | null {
  const registered = tellings.filter((t) => t.registers);
  const [first, ...others] = registered.length > 0 ? registered : tellings;
  return first && others.every((t) => t.kind === first.kind) ? { kind: first.kind, evidence: first.evidence } : null;
}

function oneAsset(made: readonly Made[]): Made | null {
  const [first, ...others] = made;
  return first && others.every((m) => m.type === first.type) ? first : null;
}

/** What a step writes is registered without a call that tells its kind. */
function kindOfMade(made: Made | null): DatasetKind | null {
  return made && { kind: made.type === "MLTABLE" ? "table" : "file", evidence: `it is registered in ${made.place}` };
}

async function planOf(source: Source): Promise<Plan | null> {
  const module = source.path.endsWith(".ipynb") ? await notebookModule(source.text) : await Module.parse(source.text);
  try {
    return !module || module.program.error ? null : new Plan(new Reader(module, VOCABULARY), CONCEPTS);
  } catch (error) {
    // A file that can't be followed is refused when it is upgraded; it tells the others nothing.
    if (refusalOf(error) === null) throw error;
    return null;
  }
}

function madeBy(source: Source, plan: Plan): Made[] {
  return assetsMadeBy(plan).map(({ at, ...asset }) => ({ ...asset, path: source.path, place: `${source.path}, ${plan.module.placeOf(at.start)}` }));
}

function tellingsOf(source: Source, plan: Plan): Telling[] {
  const { module } = plan;
  return plan.of("dataset").flatMap((o): Telling[] => {
    const name = datasetName(o, plan) ?? knownText(o.args.get("name"), plan);
    const { kind, evidence } = kindOf(o, plan);
    if (name === null || kind === null) return [];
    const registers = /register/.test(o.form);
    const at = `${source.path}, ${module.placeOf(o.site.start)}`;
    return [{ path: source.path, name, registers, kind, evidence: registers ? `it is registered in ${at}` : `${evidence} in ${at}` }];
  });
}

async function takenBy(source: Source): Promise<DatasetKind | null> {
  const module = await Module.parse(source.text);
  const use = module.program.error ? null : miniBatchUse(module);
  if (!use) return null;
  return { kind: use.kind, evidence: use.kind === "table" ? `run() in ${source.path} takes a DataFrame (line ${use.line}: ${use.by})` : `run() in ${source.path} takes paths of files (line ${use.line}: ${use.by})` };
}
