import type { Expression, FunctionStatement, NameExpression, Statement } from "../python/ast.js";
import { expressionsOf, walkExpression, walkWritten } from "../python/ast.js";
import type { Module } from "../python/module.js";
import { objectsIn } from "../python/objects.js";
import type { Variable } from "../python/scope.js";
import { isV1Name } from "./model.js";

/**
 * Which functions of a program have to do with v1: something of v1 is named in them, passed to them, or given back to them by another of
 * them. The others are not worth a reading for each call.
 */
export function v1Functions(module: Module): Set<FunctionStatement> {
  const { names, program } = module;
  const concerned = new Set<FunctionStatement>();
  const held = new Set<Variable>();
  const attributes = new Set<string>();
  const statements = [...walkWritten(program.body)];
  if (!statements.some((s) => s.kind === "function")) return concerned;

  const methods = new Map<string, FunctionStatement[]>();
  for (const s of statements) if (s.kind === "function" && s.block.owner?.kind === "class") methods.set(s.name, [...(methods.get(s.name) ?? []), s]);
  const called = new Map<Expression, readonly FunctionStatement[]>();
  /** The functions that a call may run: of an object that is not known, every method of that name. */
  const runBy = (callee: Expression): readonly FunctionStatement[] => {
    let found = called.get(callee);
    if (!found) {
      const candidates = objectsIn(names).candidatesOf(callee).map((t) => t.f);
      called.set(callee, (found = candidates.length === 0 && callee.kind === "attribute" ? (methods.get(callee.name) ?? []) : candidates));
    }
    return found;
  };
  const meant = new Map<Variable, readonly Variable[]>();
  /** The variable that a name reads, and those of other files that an import brings in under it. */
  const variablesOf = (e: NameExpression): readonly Variable[] => {
    const variable = names.variableOf(e);
    let found = variable ? meant.get(variable) : [];
    if (variable && !found) meant.set(variable, (found = [variable, ...variable.bindings.flatMap((b) => (b.kind === "import" ? names.importedBindings(b).map((d) => d.variable) : []))]));
    return found ?? [];
  };
  const holds = (e: Expression): boolean => walkExpression(e).some((x) => {
    if (x.kind === "attribute") return attributes.has(x.name);
    if (x.kind === "call") {
      // What an upgrade makes of a config names its script, which each call may pass.
      return runBy(x.callee).some((f) => concerned.has(f)) || x.args.some((a) => a.name === "entry_script");
    }
    return x.kind === "name" && (isV1(x, module) || variablesOf(x).some((v) => held.has(v)));
  });
  // The statements to look at again, once a function, a variable or an attribute of that name is known to have to do with v1.
  const dependents = new Map<FunctionStatement | Variable | string, Statement[]>();
  for (const s of statements) {
    if (s.kind === "function") continue;
    const asked = expressionsOf(s).flatMap((top) => walkExpression(top)).flatMap((x): readonly (FunctionStatement | Variable | string)[] => (x.kind === "attribute" ? [x.name] : x.kind === "call" ? runBy(x.callee) : x.kind === "name" ? variablesOf(x) : []));
    for (const key of new Set(asked)) {
      const same = dependents.get(key);
      if (same) same.push(s);
      else dependents.set(key, [s]);
    }
  }
  const queue = new Set(statements);
  const add = <T extends FunctionStatement | Variable | string>(to: Set<T>, value: T): void => {
    if (to.has(value)) return;
    to.add(value);
    for (const s of dependents.get(value) ?? []) queue.add(s);
  };
  for (const s of queue) {
    queue.delete(s);
    const found = expressionsOf(s).filter((e) => s.kind !== "function" && holds(e));
    if (found.length === 0) continue;
    for (const f of functionsAround(s)) add(concerned, f);
    const targets = s.kind === "assign" ? s.targets : s.kind === "compound" ? s.bindings.map((b) => b.target) : [];
    for (const e of targets.flatMap((t) => [...walkExpression(t)])) {
      const variable = e.kind === "name" ? names.variableOf(e) : undefined;
      if (variable) add(held, variable);
      if (e.kind === "attribute") add(attributes, e.name);
    }
    for (const call of found.flatMap((e) => [...walkExpression(e)])) {
      const given = call.kind === "call" && call.args.some((a) => holds(a.value)) ? runBy(call.callee) : [];
      for (const f of given) {
        add(concerned, f);
        for (const p of f.parameters) {
          const variable = names.scopeIn(f.body).variables.get(p.name);
          if (variable) add(held, variable);
        }
      }
    }
  }
  return concerned;
}

function isV1(e: NameExpression, module: Module): boolean {
  const dotted = module.dottedNameOf(e);
  return dotted !== null && isV1Name(dotted);
}

function functionsAround(s: Statement): FunctionStatement[] {
  const found: FunctionStatement[] = [];
  for (let owner = s.block.owner; owner; owner = owner.block.owner) if (owner.kind === "function") found.push(owner);
  return found;
}
