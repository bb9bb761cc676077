import type { CallExpression, Expression, NameExpression, Statement } from "../python/ast.js";
import { expressionsOf, isStatement, statementOf, walkExpression, walkStatements } from "../python/ast.js";
import type { DictItem, Module } from "../python/module.js";
import { enclosingBlocks, inLoop } from "../python/scope.js";
import type { Variable } from "../python/scope.js";

/** Methods of a dict that leave it as it is. */
const READS: ReadonlySet<string> = new Set(["get", "items", "keys", "values", "copy"]);
/** Builtins that only look at a dict. */
const LOOKS: ReadonlySet<string> = new Set(["print", "len", "sorted", "str", "repr", "list", "dict", "display"]);

/**
 * The entries of a dict that a call gets as `**`: of a literal, of `dict(...)`, of a variable that is set up step by step in sight. The last
 * of two with one key wins.
 *
 * @returns null when they can't be seen, or may be changed on the way
 */
export function spreadEntries(e: Expression, module: Module): DictItem[] | null {
  const entries = entriesOf(e, module, 0);
  return entries && [...new Map(entries.map((i) => [i.key, i])).values()];
}

/** The statements that set up a dict in a variable. */
export function buildingStatements(variable: Variable, module: Module): Statement[] | null {
  const built = variable.bindings.map((b) => (b.kind === "assign" && b.index === null && b.value && entriesOf(b.value, module, 0) ? b.statement : null));
  const stored = storesOf(variable, module);
  return stored && built.every((s) => s !== null) ? [...built, ...stored.map((s) => s.statement)] : null;
}

/**
 * Who gets the entries of the dict that an expression is put into as `**`: `settings["environment"] = env`, `settings.update(environment=env)`.
 *
 * @returns none where it is put into no dict, or into one that may be changed in another way
 */
export function spreadCalls(e: Expression, module: Module): CallExpression[] {
  const parent = e.parent;
  const target = parent?.kind === "assign" && parent.operator === "" && parent.targets.length === 1 ? parent.targets[0]! : null;
  const holder = target?.kind === "subscript" && (parent as { value?: Expression }).value === e ? target.value
    : parent?.kind === "call" && parent.callee.kind === "attribute" && parent.callee.name === "update" ? parent.callee.value : null;
  const variable = holder?.kind === "name" ? module.names.variableOf(holder) : undefined;
  const calls = (variable?.uses ?? []).flatMap((use) => (use.parent?.kind === "call" && use.parent.args.some((a) => a.value === use && a.star === "**") ? [use.parent] : []));
  return variable && calls.length > 0 && buildingStatements(variable, module) ? calls : [];
}

function entriesOf(e: Expression, module: Module, depth: number): DictItem[] | null {
  if (depth > 5) return null;
  switch (e.kind) {
    case "dict": {
      const found: DictItem[] = [];
      for (const { key, value } of e.entries) {
        const known = key ? module.known(key) : undefined;
        const inner = key ? (typeof known === "string" ? [{ key: known, value }] : null) : entriesOf(value, module, depth + 1);
        if (!inner) return null;
        found.push(...inner);
      }
      return found;
    }
    case "call": {
      if (e.callee.kind !== "name" || e.callee.id !== "dict" || module.names.variableOf(e.callee)) return null;
      const found: DictItem[] = [];
      for (const a of e.args) {
        const inner = a.name !== null ? [{ key: a.name, value: a.value }] : entriesOf(a.value, module, depth + 1);
        if (!inner) return null;
        found.push(...inner);
      }
      return found;
    }
    case "name": return heldIn(e, module, depth);
    case "attribute": {
      // `settings.PARALLEL` of another file.
      const [only, ...others] = module.names.definitionsAt(e);
      if (!only?.value || others.length > 0 || only.kind !== "assign" || only.index !== null) return null;
      return storesOf(only.variable, module)?.length === 0 ? entriesOf(only.value, module, depth + 1) : null;
    }
    default: return null;
  }
}

/** The entries of the dict that a variable holds where it is read. */
function heldIn(e: NameExpression, module: Module, depth: number): DictItem[] | null {
  const definitions = module.names.definitionsOf(e);
  const only = definitions.length === 1 ? definitions[0]! : null;
  if (!only?.value || only.index !== null || (only.kind !== "assign" && only.kind !== "parameter") || module.names.isSetElsewhere(only.variable)) return null;
  const entries = entriesOf(only.value, module, depth + 1);
  const stores = storesOf(only.variable, module);
  if (!entries || !stores) return null;
  const at = statementOf(e);
  const near = module.names.scopeOf(at) === only.variable.scope;
  if (!near && stores.length > 0) return null;
  const blocks = enclosingBlocks(at);
  for (const store of stores) {
    if (!blocks.includes(store.statement.block) || (inLoop(at) && store.statement.start > at.start)) return null;
    if (store.statement.start < at.start && store.statement.start >= only.statement.end) entries.push(...store.items);
  }
  return entries;
}

/** What is put into the dict of a variable after it was made; null when something else may change it. */
function storesOf(variable: Variable, module: Module): Store[] | null {
  const stores = storesBy(variable.uses, module);
  // What other files put into it can't be put in order.
  return stores && storesBy(usesElsewhere(variable, module), module)?.length === 0 ? stores.sort((a, b) => a.statement.start - b.statement.start) : null;
}

interface Store {
  readonly statement: Statement;
  readonly items: DictItem[];
}

/** The reads of a variable of a file in the other files: through imports of it, and as `settings.PARALLEL`. */
function usesElsewhere(variable: Variable, module: Module): Expression[] {
  const { names } = module;
  if (variable.scope.kind !== "module" || !names.isNamedElsewhere(variable)) return [];
  const imported = [...names.all()].filter((v) => v !== variable && v.bindings.some((b) => names.importedBindings(b).some((d) => d.variable === variable))).flatMap((v) => [...v.uses]);
  const attributes = [...walkStatements(module.program.body)].flatMap((s) => expressionsOf(s)).flatMap((top) => [...walkExpression(top)])
    .filter((e) => e.kind === "attribute" && names.definitionsAt(e).some((d) => d.variable === variable));
  return [...imported, ...attributes];
}

/** What some reads of a dict put into it; null when one may change it in another way. */
function storesBy(uses: readonly Expression[], module: Module): Store[] | null {
  const stores: Store[] = [];
  for (const use of uses) {
    const parent = use.parent;
    if (!parent || isStatement(parent)) return null;
    const outer = parent.parent;
    if (parent.kind === "subscript" && parent.value === use) {
      if (!outer || !isStatement(outer)) continue;
      if (outer.kind === "simple") return null;
      if (outer.kind !== "assign" || !outer.targets.includes(parent)) continue;
      const key = module.known(parent.index);
      if (typeof key !== "string" || outer.operator !== "" || outer.targets.length > 1 || !outer.value) return null;
      stores.push({ statement: outer, items: [{ key, value: outer.value }] });
    } else if (parent.kind === "attribute" && outer && !isStatement(outer) && outer.kind === "call" && outer.callee === parent) {
      if (READS.has(parent.name)) continue;
      const statement = statementOf(outer);
      const [given] = outer.args;
      const items = parent.name !== "update" ? null : outer.args.length === 1 && given!.name === null && given!.star === "" ? entriesOf(given!.value, module, 1) : outer.args.every((a) => a.name !== null) ? outer.args.map((a) => ({ key: a.name!, value: a.value })) : null;
      if (!items || statement.kind !== "expression" || statement.value !== outer) return null;
      stores.push({ statement, items });
    } else if (parent.kind === "call" && parent.callee !== use) {
      const spread = parent.args.some((a) => a.value === use && a.star === "**");
      const looks = parent.callee.kind === "name" && LOOKS.has(parent.callee.id) && !module.names.variableOf(parent.callee);
      if (!spread && !looks) return null;
    } else if (parent.kind !== "dict" && parent.kind !== "string" && parent.kind !== "other") return null;
  }
  return stores;
}
