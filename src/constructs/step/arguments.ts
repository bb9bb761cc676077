import type { Expression } from "../../python/ast.js";
import type { Plan } from "../plan.js";

/**
 * The items of a list argument (`arguments=`, `inputs=`, `steps=`): through the variable that holds it, `+`, `list(...)` and `*spread`.
 *
 * @returns null when the list can't be seen, or may be changed after it was made
 */
export function listItems(e: Expression | undefined, plan: Plan): Expression[] | null {
  if (!e) return [];
  switch (e.kind) {
    case "constant": return e.value === null ? [] : null;
    case "list": case "tuple": {
      const items: Expression[] = [];
      for (const item of e.items) {
        if (item.kind !== "star") items.push(item);
        else {
          const inner = listItems(item.value, plan);
          if (!inner) return null;
          items.push(...inner);
        }
      }
      return items;
    }
    case "binary": {
      if (e.operator !== "+") return null;
      const left = listItems(e.left, plan);
      const right = listItems(e.right, plan);
      return left && right && [...left, ...right];
    }
    case "name": {
      const definitions = plan.module.names.definitionsOf(e);
      const only = definitions.length === 1 ? definitions[0] : undefined;
      if (only?.kind !== "assign" || only.index !== null || !only.value || isChanged(e, plan)) return null;
      return listItems(only.value, plan);
    }
    default: return null;
  }
}

/** Whether something may change the list that a variable holds: a method is called on it, an item assigned, or it is passed on. */
function isChanged(e: Expression & { kind: "name" }, plan: Plan): boolean {
  const variable = plan.module.names.variableOf(e);
  return variable?.uses.some((use) => {
    const parent = use.parent;
    if (!parent || parent.kind === "attribute" || parent.kind === "subscript") return true;
    return parent.kind === "assign" && parent.operator !== "" && parent.targets.includes(use);
  }) || variable?.bindings.some((b) => b.statement.kind === "assign" && b.statement.operator !== "") || false;
}
