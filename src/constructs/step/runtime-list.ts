import type { Expression, NameExpression, Statement } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { Binding } from "../../python/scope.js";
import { enclosingBlocks, inLoop } from "../../python/scope.js";
import type { Plan } from "../plan.js";
import { changesOf } from "./arguments.js";

/** What may stand in a list whose content is only known when the code runs: what conditions, loops and calls put into it. */
export interface RuntimeList {
  /** In text order. */
  readonly items: readonly RuntimeItem[];
  /** Parts that can't be seen. */
  readonly unseen: readonly Expression[];
  /** Whether it comes from another function, which may be called with other lists, too. */
  readonly crosses: boolean;
}

export interface RuntimeItem {
  readonly expression: Expression;
  /** Whether the list holds it on every way to the place that reads the list. */
  readonly always: boolean;
}

/** How many lists, each made of others, are gone through. */
const DEPTH = 30;

/** Reads a list that `listItems` can't tell the items of. */
export function runtimeList(e: Expression, plan: Plan): RuntimeList {
  const items = new Map<Expression, boolean>();
  const unseen = new Set<Expression>();
  let crosses = false;
  const add = (item: Expression, always: boolean): void => void items.set(item, always || (items.get(item) ?? false));

  const visit = (list: Expression, always: boolean, depth: number): void => {
    if (depth > DEPTH) return void unseen.add(list);
    const next = (inner: Expression, isCertain: boolean): void => visit(inner, always && isCertain, depth + 1);
    switch (list.kind) {
      case "constant": if (list.value !== null) unseen.add(list); return;
      case "list": case "tuple": return list.items.forEach((item) => (item.kind === "star" ? next(item.value, true) : add(item, always)));
      case "conditional": return [list.then, list.otherwise].forEach((branch) => next(branch, false));
      case "binary":
        if (list.operator === "+") return [list.left, list.right].forEach((side) => next(side, true));
        // `extra or []`
        if (list.operator === "or") return [list.left, list.right].forEach((side) => next(side, false));
        return void unseen.add(list);
      case "call": {
        const [first] = list.args;
        if (list.callee.kind === "name" && list.callee.id === "list" && !plan.module.names.variableOf(list.callee) && list.args.length === 1 && !first!.star && !first!.name) return next(first!.value, true);
        const returned = plan.reader.flow.returnedBy(list) ?? [];
        if (returned.length === 0) return void unseen.add(list);
        crosses = true;
        return returned.forEach((value) => next(value, returned.length === 1));
      }
      case "name": {
        const { starts, changes } = historyOf(list, plan);
        if (starts.length === 0) return void unseen.add(list);
        for (const { binding, always: isCertain } of starts) {
          const bound = binding.kind === "import" ? plan.module.names.importedBindings(binding) : [binding];
          if (binding.kind !== "assign") crosses = true;
          if (bound.length === 0) unseen.add(list);
          for (const b of bound) {
            if (b.value && b.index === null && (b.kind === "assign" || (b.kind === "parameter" && plan.reader.flow.isFollowed(b)))) next(b.value, isCertain && bound.length === 1);
            else unseen.add(list);
          }
        }
        for (const { change, always: isCertain } of changes) {
          if (change.from) next(change.from, isCertain);
          else {
            const added = change.add(plan);
            if (added) added.forEach((item) => add(item, always && isCertain));
            else unseen.add(list);
          }
        }
        return;
      }
      default: unseen.add(list);
    }
  };
  visit(e, true, 0);
  return { items: [...items].map(([expression, always]) => ({ expression, always })).sort((a, b) => a.expression.start - b.expression.start), unseen: [...unseen], crosses };
}

type Change = ReturnType<typeof changesOf>[number];

/** What a variable may be bound to where it is read, and what may have been done to that list before. */
function historyOf(e: NameExpression, plan: Plan): { starts: { binding: Binding; always: boolean }[]; changes: { change: Change; always: boolean }[] } {
  const { names } = plan.module;
  const variable = names.variableOf(e);
  if (!variable) return { starts: [], changes: [] };
  const at = statementOf(e);
  const isElsewhere = names.scopeOf(at) !== variable.scope;
  const onTheWay = new Set(enclosingBlocks(at));
  const isCertain = (s: Statement): boolean => !isElsewhere && onTheWay.has(s.block);
  const starts: { binding: Binding; always: boolean }[] = [];
  for (const binding of [...variable.bindings].reverse()) {
    if (isGrown(binding) || (!isElsewhere && binding.position > e.start)) continue;
    const always = isElsewhere ? variable.bindings.every((b) => b === binding || isGrown(b)) : binding.kind === "parameter" || isCertain(binding.statement);
    starts.push({ binding, always: always && starts.length === 0 });
    if (always) break;
  }
  const first = Math.min(...starts.map((s) => s.binding.position));
  const isLater = !isElsewhere && !inLoop(at);
  const changes = changesOf(variable, plan).filter((c) => c.at > first && (!isLater || c.at < e.start)).map((change) => ({ change, always: change.at < e.start && isCertain(change.statement) }));
  return { starts, changes };
}

/** `args += [...]` */
function isGrown({ statement }: Binding): boolean {
  return statement.kind === "assign" && statement.operator !== "";
}
