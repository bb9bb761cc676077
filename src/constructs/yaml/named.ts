import { posix } from "node:path";
import type { YamlDocument } from "../../yaml/document.js";
import { entryOf, parseYaml, textIn, YamlError } from "../../yaml/document.js";
import type { DraftFinding } from "../draft.js";
import { MARKER } from "../leftover/findings.js";
import { namedByConfig } from "./config.js";
import { namedByPipeline } from "./pipeline-read.js";
import { placesOf } from "./project.js";

/**
 * The files that a YAML file names, in the places where they may lie: what v1 files name is opened where the program runs, what v2 files
 * name lies beside them.
 */
export async function namedByYaml(text: string, path: string, program: string): Promise<string[]> {
  const document = await documentOf(text);
  if (!document) return [];
  const jobs = entryOf(document.root, "jobs")?.value;
  const components = jobs?.kind === "map" ? jobs.entries.flatMap((j) => textIn(entryOf(j.value, "component")?.value) ?? []) : [];
  return [
    ...[...namedByConfig(document), ...namedByPipeline(document)].flatMap((named) => placesOf({ path: named, from: "cwd" }, program)),
    ...components.filter((c) => !c.includes(":")).flatMap((named) => placesOf({ path: named, from: "file" }, path)),
  ];
}

/** The scripts that the steps of a v2 component file run, relative to that file. */
export async function scriptsOfComponent(text: string): Promise<string[]> {
  const document = /^type:[ \t]*(parallel|command)\b/m.test(text) ? await documentOf(text) : null;
  const task = entryOf(document?.root, "task")?.value ?? document?.root;
  const script = textIn(entryOf(task, "entry_script")?.value) ?? /^python ([^\s"']+)/.exec(textIn(entryOf(task, "command")?.value) ?? "")?.[1];
  return script === undefined ? [] : [posix.join(textIn(entryOf(task, "code")?.value) ?? ".", script)];
}

/** The TODOs of an earlier upgrade that still stand in a YAML file. */
export function markersIn(text: string): DraftFinding[] {
  return [...text.matchAll(/# TODO\(prs-upgrade (PRS\d{3})\): ?([^\r\n]*)/g)].map(({ index, 0: line, 1: code = "", 2: title = "" }) => ({
    rule: MARKER, effort: "decision", range: { start: index, end: index + line.length }, title, why: `${code} of an earlier upgrade: decide, then take the TODO out`, v1: null, v2: code,
  }));
}

async function documentOf(text: string): Promise<YamlDocument | null> {
  try {
    return await parseYaml(text);
  } catch (error) {
    if (error instanceof YamlError) return null;
    throw error;
  }
}
