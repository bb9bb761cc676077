import type { CallExpression, Expression, NameExpression, ProgramFile } from "../../python/ast.js";
import { expressionsOf, walkExpression, walkStatements } from "../../python/ast.js";
import { moduleFinder } from "../../python/project.js";
import type { Draft } from "../draft.js";
import { isV1Name } from "../model.js";
import type { Plan } from "../plan.js";
import { LEFTOVER } from "./findings.js";

/** A name of a module that a test puts something else in place of. */
interface Patched {
  readonly name: string;
  /** The file of the module. */
  readonly path: string;
}

const PARALLEL = /^ParallelRun(Config|Step)$/;

/**
 * A class of parallel runs that a test replaces by its name: `mock.patch("pipelines.ParallelRunStep")`. Once the module is upgraded it has no
 * such name, and the test fails. Null where the module is not in sight, or has a class of its own by that name.
 */
export function patchedClass(call: CallExpression, plan: Plan): { readonly symbol: string; readonly why: string } | null {
  for (const { name, path } of patchedBy(call, plan)) {
    const text = textOf(path, plan) ?? "";
    const own = new RegExp(`^[ \\t]*class[ \\t]+${name}\\b|^[ \\t]*${name}[ \\t]*=|^[ \\t]*from[ \\t]+(?!azureml)[\\w.]+[ \\t]+import\\b.*\\b${name}\\b`, "m");
    if (PARALLEL.test(name) && !own.test(text) && new RegExp(`\\b${name}\\b|\\bparallel_run_function\\b`).test(text)) return { symbol: name, why: whyPatched(path, name) };
  }
  return null;
}

/**
 * Lists what else tests replace by name in a module that loses it: `mock.patch("pipelines.Workspace")`.
 *
 * @param reads the names that the upgraded program still reads
 */
export function reportPatched(plan: Plan, draft: Draft, reads: readonly NameExpression[]): void {
  const { names, program } = plan.module;
  const still = (file: ProgramFile, name: string): boolean => reads.some((read) => read.id === name && plan.module.fileAt(read.start) === file);
  for (const call of callsIn(plan)) {
    for (const { name, path } of patchedBy(call, plan)) {
      const file = program.files.find((f) => f.path === path);
      const symbol = file?.edited ? names.moduleOf(file).variables.get(name)?.bindings.find((b) => b.imported !== null && isV1Name(b.imported))?.imported : undefined;
      if (!file || !symbol || PARALLEL.test(name) || still(file, name)) continue;
      draft.finding(LEFTOVER, call, { title: `${name} is still SDK v1`, why: whyPatched(path, name), v1: symbol, v2: undefined });
    }
  }
}

/** Why a text that names something in a module is told. */
function whyPatched(path: string, name: string): string {
  return `a text names it in ${path}, which has no ${name} once it is upgraded: replace what the code calls then`;
}

/** What `mock.patch("m.x")`, `patch.object(m, "x")`, `patch.multiple("m", x=...)` and `monkeypatch.setattr` replace. */
function patchedBy(call: CallExpression, plan: Plan): Patched[] {
  const { module } = plan;
  // A program of one file has no paths of its own.
  const from = module.fileAt(call.start).path || (plan.project.paths[0] ?? "");
  const find = moduleFinder({ has: (path) => textOf(path, plan) !== null }, () => []);
  const inModule = (name: string, of: string): Patched[] => {
    const path = from === "" ? null : find(of, from);
    return path === null ? [] : [{ name, path }];
  };
  const [first, second] = call.args.filter((a) => a.name === null && a.star === "").map((a) => a.value);
  const [last, before] = lastNames(call.callee);
  if (!first || !(last === "patch" || last === "setattr" || (before === "patch" && (last === "object" || last === "multiple")))) return [];
  const text = module.known(first);
  if (typeof text === "string") {
    if (last === "multiple") return call.args.flatMap((a) => (a.name === null ? [] : inModule(a.name, text)));
    const dot = text.lastIndexOf(".");
    return dot < 1 ? [] : inModule(text.slice(dot + 1), text.slice(0, dot));
  }
  const file = module.names.fileAt(first);
  if (!file) return [];
  if (last === "multiple") return call.args.flatMap((a) => (a.name === null ? [] : [{ name: a.name, path: file.path }]));
  const name = second ? module.known(second) : undefined;
  return typeof name === "string" ? [{ name, path: file.path }] : [];
}

function textOf(path: string, plan: Plan): string | null {
  return plan.project.text(path) ?? plan.project.file(path);
}

/** `object` and `patch` of `mock.patch.object`. */
function lastNames(callee: Expression): [string, string] {
  if (callee.kind === "name") return [callee.id, ""];
  return callee.kind === "attribute" ? [callee.name, lastNames(callee.value)[0]] : ["", ""];
}

function* callsIn(plan: Plan): Generator<CallExpression> {
  for (const s of walkStatements(plan.module.program.body)) {
    if (!plan.module.isEdited(s)) continue;
    for (const e of expressionsOf(s).flatMap((top) => [...walkExpression(top)])) if (e.kind === "call") yield e;
  }
}
