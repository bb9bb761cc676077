import { posix } from "node:path";
import type { V1Object } from "../model.js";
import type { ParallelStep } from "../parallel-run/read.js";
import { isBlocker, readParallelStep } from "../parallel-run/read.js";
import type { Plan } from "../plan.js";
import type { ArgumentItem } from "../step/model.js";
import { entryScriptOf } from "../step/scripts.js";

/** How an entry script asks for the folder that v1 hands it by itself: `--output`, or `EntryScript().output_dir`. */
export interface FolderUse {
  readonly by: "--output" | "EntryScript().output_dir";
  /** The script as the code names it. */
  readonly script: string;
  /** `scoring/score.py, line 4` */
  readonly place: string;
}

/** `unseen`: the script is not in sight. `unread`: a parser that is not followed reads its arguments. */
export type FolderUses =
  | { readonly type: "unseen" }
  | { readonly type: "unused"; readonly script: string }
  | { readonly type: "unread"; readonly script: string; readonly place: string; readonly parser: string }
  | ({ readonly type: "used" } & FolderUse);

/** So many files are looked at for one script, itself among them. */
const FILES = 20;

/**
 * Whether the entry script of a step asks for its output folder other than by what the step's own arguments name. v1 passes `--output <folder>` in front of
 * them (azureml-pipeline-core 1.62, _ParallelRunStepBase); v2 passes only what program_arguments says. Where one call site makes several steps, the use of one
 * is the use of all: they are written as one.
 */
export function folderUses(step: ParallelStep, plan: Plan): FolderUses {
  let known = memo.get(plan);
  if (!known) memo.set(plan, (known = new Map<string, FolderUses>()));
  const { start, end } = step.object.site;
  const uses = known.get(`${start} ${end}`) ?? usesAt(step, plan);
  known.set(`${start} ${end}`, uses);
  return uses;
}

const memo = new WeakMap<Plan, Map<string, FolderUses>>();

function usesAt(step: ParallelStep, plan: Plan): FolderUses {
  const twins = plan.of("step").filter((o) => o.form === "ParallelRunStep" && o.site.start === step.object.site.start && o.site.end === step.object.site.end);
  const all = twins.flatMap((o) => {
    const twin = readParallelStep(o, plan);
    return isBlocker(twin) ? [] : [usesOf(twin, plan)];
  });
  return all.find((u) => u.type === "used" && u.by !== "--output") ?? all.find((u) => u.type === "used") ?? all.find((u) => u.type === "unseen") ?? all.find((u) => u.type === "unread") ?? all[0] ?? { type: "unseen" };
}

function usesOf(step: ParallelStep, plan: Plan): FolderUses {
  const script = entryScriptOf(step.config, plan);
  return script === null ? { type: "unseen" } : scriptUse(script, flagsOf(step.items.map((i) => textOf(i, plan))), (path) => plan.project.file(path));
}

/**
 * Whether a script, or a file beside it that it imports, asks for the output folder.
 *
 * @param given the flags that the arguments of the step pass
 * @param file gives the text of a file; null where it is not in sight
 */
export function scriptUse(script: string, given: ReadonlySet<string>, file: (path: string) => string | null): FolderUses {
  const text = file(script);
  if (text === null) return { type: "unseen" };
  const seen = new Set<string>();
  const use = useIn(script, text, given, file, seen);
  if (use) return { type: "used", ...use };
  const unread = given.has("--output") ? [] : [...seen].flatMap((path) => parserIn(path, file(path) ?? "") ?? []);
  return unread[0] ?? { type: "unused", script };
}

/** Whether the step itself has to pass `--output` now. */
export function passesFolder(step: ParallelStep, plan: Plan): boolean {
  if (!step.output) return false;
  const uses = folderUses(step, plan);
  return uses.type === "used" && (uses.by === "--output" || argumentOf(step, step.output, plan) === null);
}

/** The flag by which the arguments of a step name an output: `--out`; empty where it has none; null where they do not name it. */
export function argumentOf(step: ParallelStep, output: V1Object, plan: Plan): string | null {
  const items = step.items;
  const at = items.findIndex((i) => i.type === "output" && i.output === output);
  if (at < 0) return null;
  const flag = at > 0 ? textOf(items[at - 1]!, plan) : "";
  return flag.startsWith("-") ? flag : "";
}

/** The flags among the texts of arguments. */
export function flagsOf(texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap((text) => text.split(/[\s=]+/)).filter((word) => word.startsWith("--")));
}

function textOf(item: ArgumentItem, plan: Plan): string {
  const known = item.type === "value" ? plan.module.known(item.expression) : undefined;
  return typeof known === "string" ? known : "";
}

/** What a script, or a file beside it that it imports, asks for. */
function useIn(script: string, text: string, given: ReadonlySet<string>, file: (path: string) => string | null, seen: Set<string>): FolderUse | null {
  seen.add(script);
  const code = withoutComments(text);
  const place = (at: number): string => `${script}, line ${code.slice(0, at).split("\n").length}`;
  const member = entryScriptMember(code);
  if (member !== null) return { by: "EntryScript().output_dir", script, place: place(member) };
  const flag = flagIn(code, given);
  if (flag !== null) return { by: "--output", script, place: place(flag) };
  for (const imported of seen.size >= FILES ? [] : importedBeside(script, code)) {
    const found = seen.has(imported) ? null : file(imported);
    const use = found === null ? null : useIn(imported, found, given, file, seen);
    if (use) return use;
  }
  return null;
}

/** Where `output_dir` of an `EntryScript()` is read. */
function entryScriptMember(code: string): number | null {
  if (!/\bazureml_user\b/.test(code)) return null;
  const made = `\\b(?:EntryScript|${/\bEntryScript[ \t]+as[ \t]+(\w+)/.exec(code)?.[1] ?? "EntryScript"})\\(\\)`;
  const held = [...code.matchAll(new RegExp(`\\b(\\w+)[ \\t]*(?::[^=\\n]+)?=[ \\t]*(?:\\w+\\.)*${made}`, "g"))].map((match) => match[1]!);
  return new RegExp(`(?:${[made, ...held.map((name) => `\\b${name}`)].join("|")})\\.output_dir\\b`).exec(code)?.index ?? null;
}

function withoutComments(text: string): string {
  return text.replace(/^[ \t]*#.*/gm, (comment) => " ".repeat(comment.length));
}

/** Parsers that make flags of the fields of a class, as argparse does: `--output` is taken for `output_dir`, too. */
const OF_FIELDS = /\b(HfArgumentParser|simple_parsing|Tap|datargs)\b/;

/** Parsers whose flags are named in ways that are not followed: parameters of a function, a usage text, a file. */
const UNREAD = /^[ \t]*(?:from|import)[ \t]+(typer|fire|docopt|jsonargparse|hydra|plac|clize|cyclopts|defopt|tyro|argh|gflags)\b/m;

/** The parser of a script that may ask for `--output` without naming it. */
function parserIn(script: string, text: string): FolderUses | null {
  const code = withoutComments(text);
  const found = OF_FIELDS.exec(code) ?? UNREAD.exec(code);
  return found && { type: "unread", script, parser: found[1]!, place: `${script}, line ${code.slice(0, found.index + found[0].length).split("\n").length}` };
}

/** Where `--output`, which the step's own arguments do not pass, is asked for. argparse takes it for a longer flag that starts so, too. */
function flagIn(code: string, given: ReadonlySet<string>): number | null {
  if (given.has("--output")) return null;
  const defined = /\bDEFINE_\w+\(\s*(?:name\s*=\s*)?["']output["']/.exec(code) ?? fieldIn(code, given);
  if (defined) return defined.index + defined[0].search(/\S/);
  for (const match of code.matchAll(/(["'])(--output[\w-]*)\1/g)) {
    const flag = match[2]!;
    if (flag === "--output" || (!given.has(flag) && /add_argument\([^()]*$/.test(code.slice(0, match.index)))) return match.index;
  }
  return null;
}

/** The field `output`, or one that starts so, of which a parser makes a flag. */
function fieldIn(code: string, given: ReadonlySet<string>): RegExpExecArray | null {
  const field = OF_FIELDS.test(code) ? /^[ \t]+(output\w*)[ \t]*:(?!=)/m.exec(code) : null;
  return field && !given.has(`--${field[1]!}`) ? field : null;
}

/** The files that a script imports from its own folder, as far as they exist. */
function importedBeside(script: string, code: string): string[] {
  return [...code.matchAll(/^[ \t]*(?:from[ \t]+\.?([\w.]+)[ \t]+import\b|import[ \t]+([\w.]+))/gm)].map((match) => posix.join(posix.dirname(script), `${(match[1] ?? match[2]!).replaceAll(".", "/")}.py`));
}
