import { posix } from "node:path";
import { MISSING, UNNEEDED } from "../constructs/packages/findings.js";
import type { TextEdit } from "../edits/text-edit.js";
import { applyEdits } from "../edits/text-edit.js";
import type { Finding } from "../findings/finding.js";
import type { Rule } from "../findings/rule.js";
import type { FileResult, Source } from "../index.js";
import { LineIndex } from "../python/module.js";
import { isV1Package, normalName, OLDEST_SDK, requirementsOf, servesBoth } from "./names.js";
import type { Requirement } from "./read.js";
import { includedFiles, packageFileOf, readRequirements } from "./read.js";

/** What a file of the project imports after its upgrade. */
interface Program {
  readonly path: string;
  /** The requirements that its imports ask for; none where it has nothing to do with parallel runs. */
  readonly needs: readonly string[];
  /** Where it still imports SDK v1: `pipelines/score.py:3`. Null where it does not. */
  readonly v1: string | null;
}

/**
 * What becomes of the files that list packages: those that name packages of SDK v1 get what the upgraded code imports.
 *
 * @param sources the files of one project, package files among them
 * @param results what became of each
 * @param scripts the scripts that steps run: their packages are those of the job
 * @returns the results of the package files about which there is something to say, by path
 */
export async function upgradePackages(sources: readonly Source[], results: readonly FileResult[], scripts: ReadonlySet<string>): Promise<Map<string, FileResult>> {
  const lists = sources.filter((s, i) => packageFileOf(s.path) && results[i]!.status === "unchanged" && results[i]!.findings.length === 0);
  const found = new Map<string, FileResult>();
  if (lists.length === 0) return found;
  const programs = results.flatMap((r) => (packageFileOf(r.path) || scripts.has(posix.normalize(r.path)) ? [] : [programOf(r)]));
  const upgraded = results.some((r) => r.edits.length > 0);
  const code = sources.filter((s) => !packageFileOf(s.path));
  for (const source of lists) {
    if (code.some((s) => isNamedIn(s.text, source.path))) continue;
    const result = await upgradeList(source, lists, programs, upgraded);
    if (result) found.set(source.path, result);
  }
  return found;
}

function programOf({ path, text, edits }: FileResult): Program {
  const concerned = edits.length > 0 || /\bparallel_run_function\b/.test(text);
  const v1 = /(?:^|\\n|")[ \t]*(?:from[ \t]+azureml(?!\.fsspec\b)[. ]|import[ \t](?:[\w., \t]*\W)?azureml(?!\.fsspec\b)\b)/m.exec(text);
  const place = v1 ? `${path}${path.endsWith(".py") ? `:${new LineIndex(text).at(v1.index).line}` : ""}` : null;
  return { path, needs: concerned ? requirementsOf(text) : [], v1: place };
}

/** Whether code names the file in a text: as the packages of an environment, which are those of the job. */
function isNamedIn(text: string, path: string): boolean {
  const name = posix.basename(path);
  if (!text.includes(name)) return false;
  const segments = anchored(path).split("/");
  return [...text.matchAll(/["']([^"'\n]*?)\\?["']/g)].some(([, literal = ""]) => {
    if (!literal.endsWith(name)) return false;
    const named = literal.replace(/\\+/g, "/").split("/").filter((part) => part !== "" && part !== "." && part !== "..");
    return named.at(-1) === name && named.every((part, i) => part === segments[segments.length - named.length + i]);
  });
}

async function upgradeList(source: Source, lists: readonly Source[], programs: readonly Program[], upgraded: boolean): Promise<FileResult | null> {
  const kind = packageFileOf(source.path)!;
  if (!/azureml/i.test(source.text)) return null;
  const listed = await readRequirements(kind, source.text);
  const v1 = listed.filter((r) => isV1Package(r.name));
  const first = v1[0];
  if (!first) return null;
  const served = programs.filter((p) => isBelow(p.path, folderOf(source.path)));
  const needs = [...new Set(served.flatMap((p) => p.needs))];
  if (needs.length === 0) return null;
  const all = [...listed, ...(kind === "requirements" ? await included(source, lists, new Set([source.path])) : [])];
  const missing = needs.filter((need) => !all.some((r) => r.name === nameOf(need)));
  const old = all.find((r) => r.name === "azure-ai-ml" && isTooOld(r.text));
  const still = served.find((p) => p.v1 !== null)?.v1;
  const lines = new LineIndex(source.text);
  const findings: Finding[] = [];
  const say = (rule: Rule, at: Requirement, more: Pick<Finding, "effort" | "title" | "why">, v2: string | null): void => {
    const { line, column } = lines.at(at.start);
    findings.push({ code: rule.code, ...more, v1: at.text, v2, line, column, endLine: line, endColumn: column + at.text.length, cell: null });
  };
  const users = someOf(served.filter((p) => p.needs.length > 0).map((p) => p.path));
  const edits = missing.length > 0 && kind === "requirements" && !isGenerated(source.text) ? additions(missing, listed, first, source.text) : [];
  const stays = still === undefined ? "" : `; the v1 packages stay, ${still} imports azureml`;
  if (missing.length > 0) {
    say(MISSING, first, edits.length > 0
      ? { effort: "changed", title: `${shown(missing)} ${missing.length === 1 ? "is" : "are"} added`, why: `the upgraded code imports ${missing.length === 1 ? "it" : "them"} (${users})${stays}` }
      : { effort: "decision", title: `${shown(missing)} ${missing.length === 1 ? "is" : "are"} missing here`, why: `The upgraded code imports ${missing.length === 1 ? "it" : "them"} (${users})${stays}. ${byHand(kind)}` }, shown(missing));
  }
  if (old) {
    const here = listed.includes(old) ? old : first;
    say(MISSING, here, { effort: "decision", title: `${old.text} is too old for the upgraded code`, why: `It needs azure-ai-ml ${OLDEST_SDK} or newer (${users}).` }, `azure-ai-ml>=${OLDEST_SDK}`);
  }
  const unneeded = v1.filter((r) => !servesBoth(r.name));
  if (upgraded && still === undefined && unneeded[0]) {
    const names = unneeded.map((r) => `${r.name} (line ${lines.at(r.start).line})`);
    say(UNNEEDED, unneeded[0], { effort: "changed", title: `no file here imports azureml any more: ${names.join(", ")}`, why: "take it out when nothing else is installed from this file that needs it" }, null);
  }
  if (findings.length === 0) return null;
  const status = findings.some((f) => f.effort === "decision") ? "partly" : edits.length > 0 ? "upgraded" : "unchanged";
  return { path: source.path, kind: "packages", status, text: applyEdits(source.text, edits), edits, findings };
}

function byHand(kind: ReturnType<typeof packageFileOf>): string {
  if (kind === "requirements") return "A tool writes this file, or it holds hashes: add them where it is made from, and make it anew.";
  return kind === "setup.py" || kind === "setup.cfg" ? "Add them to install_requires." : kind === "conda" ? "Add them to its pip packages." : "Add them to its dependencies.";
}

/** Up to three paths, and how many more there are. */
function someOf(paths: readonly string[]): string {
  return [...paths.slice(0, 3), ...(paths.length > 3 ? [`and ${paths.length - 3} more`] : [])].join(", ").replace(", and ", " and ");
}

function nameOf(requirement: string): string {
  return normalName(/^[\w.-]+/.exec(requirement)![0]);
}

function shown(requirements: readonly string[]): string {
  return requirements.length < 2 ? requirements.join("") : `${requirements.slice(0, -1).join(", ")} and ${requirements.at(-1)!}`;
}

/** Whether a requirement holds azure-ai-ml below the version that the upgraded code needs. */
function isTooOld(text: string): boolean {
  const match = /(==?=?|<=?|~=)\s*v?(\d+)\.(\d+)/.exec(text);
  if (!match || />/.test(text.slice(0, match.index))) return false;
  const [, operator, major, minor] = match;
  const [oldMajor, oldMinor] = OLDEST_SDK.split(".").map(Number);
  const below = Number(major) < oldMajor! || (Number(major) === oldMajor && Number(minor) < oldMinor!);
  return operator === "~=" ? Number(major) < oldMajor! : below || (operator === "<" && Number(major) === oldMajor && Number(minor) === oldMinor);
}

/** Files that pip-compile and its like write, and files with hashes, which pip wants for every line then. */
function isGenerated(text: string): boolean {
  return /^#.*autogenerated by/im.test(text) || /--hash[= ]/.test(text);
}

/** What the files say that a requirements file includes. */
async function included(source: Source, lists: readonly Source[], seen: Set<string>): Promise<Requirement[]> {
  const found: Requirement[] = [];
  for (const name of includedFiles(source.text)) {
    const path = anchored(posix.join(posix.dirname(source.path), name));
    const other = lists.find((s) => anchored(s.path) === path);
    if (!other || seen.has(other.path)) continue;
    seen.add(other.path);
    found.push(...(await readRequirements("requirements", other.text)), ...(await included(other, lists, seen)));
  }
  return found;
}

/** The lines to add: in order where the file is, else above the first package of SDK v1. */
function additions(missing: readonly string[], listed: readonly Requirement[], first: Requirement, text: string): TextEdit[] {
  const lines = new LineIndex(text);
  const end = /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
  const sorted = listed.length > 1 && listed.every((r, i) => i === 0 || listed[i - 1]!.name <= r.name);
  const places = new Map<number, string[]>();
  for (const line of missing) {
    const previous = sorted ? listed.filter((r) => r.name < nameOf(line)).at(-1) : undefined;
    const at = previous ? endOf(previous, text, lines) : lines.startOfLine(first.start);
    places.set(at, [...(places.get(at) ?? []), line]);
  }
  return [...places].map(([at, added]) => {
    const open = at > 0 && !/[\r\n]/.test(text[at - 1]!);
    return { start: at, end: at, text: open ? added.map((line) => end + line).join("") : added.map((line) => line + end).join("") };
  });
}

/** The end of the last line of a requirement: it may go on after a backslash. */
function endOf(requirement: Requirement, text: string, lines: LineIndex): number {
  let at = lines.endOfLine(requirement.start);
  while (/\\\r?\n$/.test(text.slice(0, at)) && at < text.length) at = lines.endOfLine(at);
  return at;
}

/** The folder whose code a package file serves. */
function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return posix.basename(folder) === "requirements" ? posix.dirname(folder) : folder;
}

function isBelow(path: string, folder: string): boolean {
  const root = anchored(folder);
  return root === "/" || anchored(path).startsWith(`${root}/`);
}

/** A path that holds no `..`: a relative one as if it started far from the root. */
function anchored(path: string): string {
  const whole = posix.isAbsolute(path) ? path : posix.join(`/${"-/".repeat(64)}`, path);
  return posix.normalize(whole).replace(/(.)\/$/, "$1");
}
