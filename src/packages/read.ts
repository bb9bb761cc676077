import { posix } from "node:path";
import { expressionsOf, walkExpression, walkStatements } from "../python/ast.js";
import { Module } from "../python/module.js";
import { isV1Package, normalName } from "./names.js";

/** A file that lists packages to install. */
export type PackageFile = "requirements" | "pyproject" | "setup.cfg" | "setup.py" | "conda";

/** One package in such a file. */
export interface Requirement {
  /** As PyPI compares names. */
  readonly name: string;
  /** As written, without a comment: `azureml-core==1.53.0`. */
  readonly text: string;
  /** Where it stands in the file. */
  readonly start: number;
}

const FILES: readonly (readonly [RegExp, PackageFile])[] = [
  [/^[\w.-]*requirements[\w.-]*\.(txt|in)$/i, "requirements"], [/^pyproject\.toml$/, "pyproject"], [/^setup\.cfg$/, "setup.cfg"], [/^setup\.py$/, "setup.py"],
  [/^[\w.-]*(conda|environment|dependencies)[\w.-]*\.ya?ml$/i, "conda"], [/^env[\w.-]*\.ya?ml$/i, "conda"],
];

/** What kind of list of packages a file is, by its name; null when it is none. `requirements/dev.txt` is one too. */
export function packageFileOf(path: string): PackageFile | null {
  const name = posix.basename(path);
  if (posix.basename(posix.dirname(path)) === "requirements" && /\.(txt|in)$/i.test(name)) return "requirements";
  return FILES.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

/** The packages that a file lists, in its order. None where it does not parse: what is wrong with it is not this tool's to say. */
export async function readRequirements(file: PackageFile, text: string): Promise<Requirement[]> {
  switch (file) {
    case "requirements": return readLines(text);
    case "pyproject": return readProject(text);
    case "setup.cfg": return readSetupCfg(text);
    case "setup.py": return readSetupPy(text);
    case "conda": return readConda(text);
  }
}

/** The files that a requirements file includes: `-r base.txt`. */
export function includedFiles(text: string): string[] {
  return [...text.matchAll(/^[ \t]*(?:-r|--requirement)[ \t=]*(\S+)/gm)].map((match) => match[1]!);
}

/** PEP 508, as far as it names a package: `azureml-core[notebooks]==1.53.0; python_version < "3.11"`. Conda writes one `=` and a channel before the name. */
const REQUIREMENT = /^(?:[\w.-]+::)?([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(?:[=<>!~;@,(\s]|$)/;

function requirement(text: string, start: number): Requirement[] {
  const name = REQUIREMENT.exec(text)?.[1];
  return name === undefined ? [] : [{ name: normalName(name), text, start }];
}

function readLines(text: string): Requirement[] {
  return [...text.matchAll(/^[ \t]*([A-Za-z0-9][^\r\n]*)/gm)].flatMap((match) => {
    const continued = /\\\r?\n$/.test(text.slice(Math.max(0, match.index - 3), match.index));
    return continued ? [] : requirement(match[1]!.replace(/(?<!\s)\s+#.*$/, "").replace(/(?<!\s)\s*\\$/, "").trimEnd(), match.index + match[0].length - match[1]!.length);
  });
}

/** PEP 621 and 735, and what poetry, PDM and uv have for it. */
async function readProject(text: string): Promise<Requirement[]> {
  const file = tableOf(await tomlOf(text));
  const project = tableOf(file["project"]);
  const tool = tableOf(file["tool"]);
  const poetry = tableOf(tool["poetry"]);
  const listed = [
    project["dependencies"], ...Object.values(tableOf(project["optional-dependencies"])), ...Object.values(tableOf(file["dependency-groups"])),
    ...Object.values(tableOf(tableOf(tool["pdm"])["dev-dependencies"])), tableOf(tool["uv"])["dev-dependencies"],
  ].flatMap((list) => (Array.isArray(list) ? list.filter((x): x is string => typeof x === "string") : []));
  const tables = [poetry["dependencies"], poetry["dev-dependencies"], ...Object.values(tableOf(poetry["group"])).map((g) => tableOf(g)["dependencies"])].map(tableOf);
  const places = new Places(text);
  return [
    ...listed.flatMap((item) => requirement(item, places.ofString(item))),
    ...tables.flatMap((table) => Object.entries(table)).map(([key, value]) => ({
      name: normalName(key), text: typeof value === "string" ? `${key} = "${value}"` : key, start: places.ofKey(key),
    })),
  ].sort((a, b) => a.start - b.start);
}

async function tomlOf(text: string): Promise<unknown> {
  const { parse } = await import("smol-toml");
  try {
    return parse(text);
  } catch {
    return null;
  }
}

function tableOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** Where the values of a parsed file stand in its text: the parser does not say. What occurs twice is taken in order. */
class Places {
  private readonly seen = new Map<string, number>();

  constructor(private readonly text: string) {}

  ofString(value: string): number {
    return this.next(value, (from) => {
      const at = [`"${value}"`, `'${value}'`].map((quoted) => this.text.indexOf(quoted, from)).filter((i) => i >= 0);
      return at.length > 0 ? Math.min(...at) + 1 : -1;
    });
  }

  ofKey(key: string): number {
    return this.next(key, (from) => {
      const pattern = new RegExp(`^[ \\t]*["']?${key.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}["']?[ \\t]*=`, "gm");
      pattern.lastIndex = from;
      const match = pattern.exec(this.text);
      return match ? match.index + match[0].search(/\S/) : -1;
    });
  }

  private next(what: string, find: (from: number) => number): number {
    const at = find(this.seen.get(what) ?? 0);
    if (at < 0) return 0;
    this.seen.set(what, at + 1);
    return at;
  }
}

/** `install_requires` and the extras: a value goes on in indented lines, as configparser has it. */
function readSetupCfg(text: string): Requirement[] {
  const found: Requirement[] = [];
  let section = "";
  let option = "";
  for (const match of text.matchAll(/^.*$/gm)) {
    const line = match[0].replace(/\r$/, "");
    const header = /^\[([^\]]+)\]/.exec(line);
    const setting = /^([\w.-]+)[ \t]*[=:](.*)$/.exec(line);
    if (header) [section, option] = [header[1]!, ""];
    else if (setting) option = setting[1]!;
    else if (!/^[ \t]+\S/.test(line)) continue;
    const listed = (section === "options" && option === "install_requires") || section === "options.extras_require";
    const value = header ? "" : setting ? setting[2]!.trimStart() : line.trim();
    if (!listed || value === "" || /^[#;]/.test(value)) continue;
    found.push(...requirement(value.replace(/(?<!\s)\s+[#;].*$/, ""), match.index + line.indexOf(value)));
  }
  return found;
}

/** The texts in a `setup.py` that name a package of v1 or of v2: it is a program, and what it does with them is not followed. */
async function readSetupPy(text: string): Promise<Requirement[]> {
  if (!/\bsetup\s*\(/.test(text)) return [];
  const module = await Module.parse(text);
  if (module.program.error) return [];
  return [...walkStatements(module.program.body)].flatMap((s) => expressionsOf(s)).flatMap((e) => [...walkExpression(e)])
    .flatMap((e) => (e.kind === "string" && e.value !== null && e.parent && "parens" in e.parent && /^(list|tuple|dict)$/.test(e.parent.kind) ? requirement(e.value, e.start + 1) : []))
    .filter((r) => isV1Package(r.name) || /^(azure-|azureml-|mltable$)/.test(r.name));
}

/** The packages of a conda file, and those that pip installs in it. */
async function readConda(text: string): Promise<Requirement[]> {
  if (!text.includes("dependencies")) return [];
  const { isMap, isScalar, isSeq, parseDocument } = await import("yaml");
  const document = parseDocument(text);
  const dependencies = document.errors.length === 0 ? document.get("dependencies") : null;
  const items = (list: unknown): Requirement[] => (isSeq(list) ? list.items.flatMap((item) => {
    if (isMap(item)) return items(item.get("pip"));
    return isScalar(item) && typeof item.value === "string" && item.range ? requirement(item.value, item.range[0] + (/^["']/.test(text.slice(item.range[0])) ? 1 : 0)) : [];
  }) : []);
  return items(dependencies);
}
