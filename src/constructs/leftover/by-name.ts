import type { CallExpression, Expression } from "../../python/ast.js";
import { expressionsOf, isStatement, walkExpression, walkStatements } from "../../python/ast.js";
import type { DraftFinding } from "../draft.js";
import { isV1Name } from "../model.js";
import type { Plan } from "../plan.js";
import { LEFTOVER } from "./findings.js";
import { patchedClass } from "./patched.js";

const PARALLEL = /^ParallelRun(Config|Step)$/;

/** Calls that import the module that a text names. */
const IMPORTERS: ReadonlySet<string> = new Set(["importlib.import_module", "importlib.util.find_spec", "__import__", "pytest.importorskip"]);

/** Settings that no other class takes. */
const TELLING: ReadonlySet<string> = new Set(["parallel_run_config", "entry_script", "output_action", "error_threshold"]);

/** Where a v1 class is reached without a name that can be followed: nothing is rewritten there, and nothing else would tell of it. */
export function reachedByName(plan: Plan): DraftFinding[] {
  if (!/\bParallelRun(Config|Step)\b/.test(plan.module.text)) return [];
  const found: DraftFinding[] = [];
  for (const s of walkStatements(plan.module.program.body)) {
    if (!plan.module.isEdited(s)) continue;
    for (const e of expressionsOf(s).flatMap((top) => [...walkExpression(top)])) {
      const said = e.kind === "call" ? ofCall(e, plan) : fromNamespace(e, plan);
      if (said && !found.some((f) => f.range.start === e.start && f.v1 === said.symbol)) found.push({ rule: LEFTOVER, effort: "decision", range: e, title: `${said.symbol} ${said.symbol.includes(",") ? "are" : "is"} still SDK v1`, why: said.why, v1: said.symbol, v2: null });
    }
  }
  return found;
}

interface Reached {
  readonly symbol: string;
  readonly why: string;
}

function ofCall(call: CallExpression, plan: Plan): Reached | null {
  const callee = nameOf(call.callee, plan);
  const [first, second] = call.args.map((a) => a.value);
  const text = first && plan.module.known(first);
  if (callee !== null && IMPORTERS.has(callee) && typeof text === "string" && isV1Name(text)) return { symbol: text, why: `${callee} asks for it by its name` };
  if (callee === "getattr" && first && second) {
    const module = plan.module.dottedNameOf(first);
    const name = plan.module.known(second);
    if (module === null || !/^azureml\.(contrib\.)?pipeline\.steps(\.|$)/.test(module)) return null;
    if (typeof name === "string") return PARALLEL.test(name) ? { symbol: name, why: "getattr asks for it by its name" } : null;
    return { symbol: module, why: "getattr asks for a class whose name is known when the code runs" };
  }
  return eitherClass(call, plan) ?? passedOn(call, plan) ?? fromDict(call, plan) ?? ofSubclass(call, plan) ?? patchedClass(call, plan);
}

/** `partial(ParallelRunStep, parallel_run_config=config)`: the class, and beside it a setting that it takes. */
function passedOn(call: CallExpression, plan: Plan): Reached | null {
  if (!call.args.some((a) => a.name !== null && TELLING.has(a.name))) return null;
  const symbol = call.args.flatMap((a) => classOf(a.value, plan) ?? [])[0];
  return symbol === undefined ? null : { symbol, why: `${plan.module.slice(call.callee).replace(/\s+/g, " ")} gets the class and calls it` };
}

/** `KINDS["step"](...)` where a dict holds the class. */
function fromDict({ callee }: CallExpression, plan: Plan): Reached | null {
  if (callee.kind !== "subscript" || callee.value.kind !== "name") return null;
  const dicts = plan.module.names.definitionsOf(callee.value).map((d) => d.value);
  const symbols = dicts.flatMap((d) => (d?.kind === "dict" ? d.entries.flatMap((i) => classOf(i.value, plan) ?? []) : []));
  return symbols.length === 0 ? null : { symbol: [...new Set(symbols)].join(", "), why: `the dict ${callee.value.id} gives the class` };
}

/** `AuditedStep(...)` of `class AuditedStep(ParallelRunStep)`. */
function ofSubclass({ callee }: CallExpression, plan: Plan): Reached | null {
  const definitions = callee.kind === "name" ? plan.module.names.definitionsOf(callee) : [];
  const symbol = definitions.flatMap((d) => (d.statement.kind === "class" ? d.statement.bases.flatMap((b) => classOf(b, plan) ?? []) : []))[0];
  return symbol === undefined ? null : { symbol, why: `${plan.module.slice(callee)} is a class of your own that is made of it. parallel_run_function is a function: move what the class adds to where it is called` };
}

/** The class of parallel runs that an expression names. */
function classOf(e: Expression, plan: Plan): string | null {
  const name = e.kind === "name" || e.kind === "attribute" ? plan.reader.v1NameOf(e) : null;
  return name !== null && PARALLEL.test(name) ? name : null;
}

/** `ParallelRunStep(...)` after `except ImportError: ParallelRunStep = None`. */
function eitherClass(call: CallExpression, plan: Plan): Reached | null {
  const { callee } = call;
  if (callee.kind !== "name" || plan.module.dottedNameOf(callee) !== null) return null;
  const symbol = plan.module.names.definitionsOf(callee).flatMap((d) => (d.imported !== null && isV1Name(d.imported) ? d.imported.split(".").slice(-1) : [])).find((n) => PARALLEL.test(n));
  return symbol === undefined ? null : { symbol, why: `${callee.id} may be something else here: it is bound more than once. Leave one of the two, and run the upgrade again` };
}

/** `globals()["ParallelRunStep"]`. */
function fromNamespace(e: Expression, plan: Plan): Reached | null {
  if (e.kind !== "subscript" || e.value.kind !== "call" || e.value.args.length > 0) return null;
  const callee = nameOf(e.value.callee, plan);
  if (callee !== "globals" && callee !== "locals" && callee !== "vars") return null;
  const variables = [...plan.module.names.moduleOf(plan.module.fileAt(e.start)).variables.values()];
  const imported = variables.filter((v) => v.bindings.some((b) => b.imported !== null && isV1Name(b.imported) && PARALLEL.test(b.imported.split(".").at(-1)!))).map((v) => v.name);
  const name = plan.module.known(e.index);
  const { parent } = e;
  const isLoaded = parent !== null && (isStatement(parent) ? parent.kind === "assign" && parent.value === e : parent.kind === "call" && parent.callee === e);
  if (!isLoaded) return null;
  if (typeof name === "string") return imported.includes(name) ? { symbol: name, why: `${callee}() asks for it by its name` } : null;
  return imported.length > 0 ? { symbol: imported.join(", "), why: `${callee}() asks for a class whose name is known when the code runs` } : null;
}

/** The dotted name of what is called; of a builtin its own. */
function nameOf(callee: Expression, plan: Plan): string | null {
  const dotted = plan.module.dottedNameOf(callee);
  if (dotted !== null) return dotted;
  return callee.kind === "name" && !plan.module.names.variableOf(callee) ? callee.id : null;
}
