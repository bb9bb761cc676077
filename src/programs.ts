import { posix } from "node:path";
import { importableNames } from "./files/importers.js";
import type { Source, Surroundings } from "./index.js";
import { notebookModule } from "./notebook/upgrade.js";
import { Module } from "./python/module.js";
import { importedModules, literalPaths, moduleFinder } from "./python/project.js";

const { basename, dirname, normalize } = posix;

/** Nothing lies around. */
export const NOTHING: Surroundings = { importers: [], read: () => null };

/** A file of a program. */
export interface Member extends Source {
  /** Whether it may change. */
  readonly edited: boolean;
}

interface Node extends Member {
  imports: string[];
}

/** What says that a file has to do with SDK v1. */
export const OF_V1 = /azureml/;

/**
 * The programs of a project: files that import each other belong together, as far as one of them holds something to upgrade. What a file with
 * v1 code imports is read, and so is what imports it.
 *
 * @param isConcerned whether a file holds something to upgrade
 * @returns the files of each program, those to upgrade first to last as they were given
 */
export async function programsOf(sources: readonly Source[], isConcerned: (source: Source) => boolean, around: Surroundings): Promise<Member[][]> {
  const given = new Map(sources.filter(isPython).map((s) => [normalize(s.path), s]));
  const others = new Map(around.importers.filter((s) => isPython(s) && !given.has(normalize(s.path))).map((s) => [normalize(s.path), s]));
  const looked = new Map<string, Source | null>();
  const find = (path: string): Source | null => {
    const known = given.get(path) ?? others.get(path) ?? looked.get(path);
    if (known !== undefined) return known;
    const text = path.endsWith(".py") ? around.read(path) : null;
    const found = text === null ? null : { path, text };
    looked.set(path, found);
    return found;
  };
  const nodes = new Map<string, Node>();
  const parsed = async (path: string, source: Source): Promise<Node> => {
    const known = nodes.get(path);
    if (known) return known;
    const node: Node = { ...source, path, edited: given.has(path), imports: await importsOf(path, source.text, (p) => find(p) !== null) };
    nodes.set(path, node);
    return node;
  };
  const follow = async (path: string, source: Source): Promise<void> => {
    if (nodes.has(path)) return;
    const node = await parsed(path, source);
    // What holds nothing of v1 is read for its values, and not further; a package also passes on what it imports.
    if (!OF_V1.test(source.text) && !isPackage(path)) node.imports = [];
    for (const imported of node.imports) await follow(imported, find(imported)!);
  };
  // A package passes on what it imports.
  const isOfV1 = (n: Node, seen: ReadonlySet<string> = new Set()): boolean => OF_V1.test(n.text) || (isPackage(n.path) && !seen.has(n.path) && n.imports.some((i) => {
    const imported = nodes.get(i);
    return imported !== undefined && isOfV1(imported, new Set([...seen, n.path]));
  }));
  for (const [path, source] of given) if (isConcerned(source)) await follow(path, source);
  for (let size = -1; size !== nodes.size; ) {
    size = nodes.size;
    const holding = [...nodes.values()].filter((n) => isOfV1(n));
    const names = new RegExp(`\\b(${holding.map((n) => escape(moduleName(n.path))).join("|") || "$^"})\\b`);
    for (const [path, source] of [...given, ...others]) {
      if (nodes.has(path) || !mayImport(source.text, names)) continue;
      const node = await parsed(path, source);
      const wanted = node.imports.some((i) => nodes.has(i) && isOfV1(nodes.get(i)!));
      nodes.delete(path);
      if (!wanted) continue;
      nodes.set(path, node);
      for (const imported of node.imports) await follow(imported, find(imported)!);
    }
  }
  return components(nodes).map((some) => some.map(({ path, text, edited }) => ({ path, text, edited })));
}

/** The files that a file imports; none of one that does not parse. */
async function importsOf(path: string, text: string, isFile: (path: string) => boolean): Promise<string[]> {
  const anywhere = moduleFinder({ has: isFile }, () => []);
  // Most files import nothing of their project: the words beside "import" tell that without parsing them.
  if (!text.includes("sys.path") && !importableNames(text).some((name) => anywhere(name, path) !== null)) return [];
  const module = path.endsWith(".ipynb") ? await notebookModule(text) : await Module.parse(text);
  if (!module || module.program.error) return [];
  const { program } = module;
  const finder = moduleFinder({ has: isFile }, () => literalPaths({ path, body: program.body }));
  return [...new Set(importedModules(program).flatMap((name) => finder(name, path) ?? []))];
}

function isPackage(path: string): boolean {
  return basename(path) === "__init__.py";
}

function isPython(source: Source): boolean {
  return /\.(py|ipynb)$/i.test(source.path);
}

/** The last part of the dotted name of a module. */
export function moduleName(path: string): string {
  const name = basename(path, ".py");
  return name === "__init__" ? basename(dirname(path)) : name;
}

function escape(text: string): string {
  return text.replace(/[^\w]/g, "\\$&");
}

/** Whether the name of one of the modules stands in a text that imports something. */
function mayImport(text: string, names: RegExp): boolean {
  return text.includes("import") && names.test(text);
}

/** Files that are connected by imports. */
function components(nodes: ReadonlyMap<string, Node>): Node[][] {
  const group = new Map<string, Set<string>>();
  for (const path of nodes.keys()) group.set(path, new Set([path]));
  for (const [path, node] of nodes) {
    for (const imported of node.imports) {
      const [a, b] = [group.get(path)!, group.get(imported)];
      if (!b || a === b) continue;
      for (const p of b) {
        a.add(p);
        group.set(p, a);
      }
    }
  }
  return [...new Set(group.values())].map((paths) => [...nodes.keys()].filter((p) => paths.has(p)).map((p) => nodes.get(p)!));
}
