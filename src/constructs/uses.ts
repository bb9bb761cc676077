import type { Expression, NameExpression } from "../python/ast.js";
import { expressionsOf, isStatement, statementOf, walkExpression, walkStatements } from "../python/ast.js";
import { contains } from "../python/scope.js";
import type { Kind, Role, Use, V1Object } from "./model.js";
import type { Reader } from "./reader.js";
import { FOLLOWED, isEnumerate } from "./reader.js";
import { spreadCalls } from "./spread.js";
import { isOnTheWay } from "./step/lists.js";

/** Builtins that only show or compare what they are given. */
const HARMLESS_CALLS = new Set(["print", "display", "type", "isinstance", "repr", "id", "len"]);

/**
 * Every place that reads a v1 object, and what it does with it.
 *
 * @param rewrites the calls and attributes that have a v2 counterpart, by kind and name
 * @param mutable the kinds whose settings may be assigned after they were made
 */
export function findUses(reader: Reader, rewrites: ReadonlySet<string>, mutable: ReadonlySet<string>): Use[] {
  const uses: Use[] = [];
  for (const statement of walkStatements(reader.module.program.body)) {
    for (const top of expressionsOf(statement)) {
      for (const e of walkExpression(top)) {
        if (e.kind === "name" && reader.module.names.isTarget(e)) continue;
        const read = !reader.module.isEdited(e);
        if (e.kind === "name") for (const object of readTooEarly(e, reader)) uses.push({ object, expression: e, role: residual("it is read where nothing above binds it") });
        for (const object of reader.objectsOf(e)) {
          if (read) uses.push({ object, expression: e, role: residual(`${reader.module.fileAt(e.start).path} uses it too, and is not upgraded here`) });
          else {
            const spread = spreadCalls(e, reader.module).flatMap((call) => reader.objectsOf(call));
            const list = addedTo(e);
            const inList = list ? rolesInList(list, object, reader, rewrites, mutable) : [];
            const roles: readonly Role[] = spread.length > 0 ? spread.map((of) => ({ type: "part", of })) : inList.length > 0 ? inList : [roleOf(e, object, reader, rewrites, mutable)];
            for (const role of roles) uses.push({ object, expression: e, role });
          }
        }
      }
    }
  }
  return uses;
}

/**
 * What a name will hold that is read where nothing has bound it: code that fails when it runs from top to bottom, but the cells of a notebook
 * may run in another order, and `except NameError` may expect it.
 */
function readTooEarly(e: NameExpression, reader: Reader): V1Object[] {
  const { names } = reader.module;
  if (names.definitionsOf(e).length > 0) return [];
  const elsewhere = (names.variableOf(e)?.bindings ?? []).filter((b) => !contains(b.statement, statementOf(e)));
  return [...new Set(elsewhere.flatMap((b) => reader.heldBy(b)))];
}

/** Kinds that are a text in v1 and in v2. */
export const TEXTS: ReadonlySet<Kind> = new Set(["published-id", "rest-endpoint", "run-id"]);

/** Whether a text goes on as one: into another (`f"{x}"`, `"{}".format(x)`, `"a" + x`), out of a function, and an id as an argument. */
function isWritten(e: Expression, o: V1Object): boolean {
  const parent = e.parent;
  if (!parent || !TEXTS.has(o.kind)) return false;
  if (isStatement(parent)) return parent.kind === "return";
  if (parent.kind === "call" && parent.callee !== e && o.kind !== "rest-endpoint") return true;
  if (parent.kind === "call") return (parent.callee.kind === "attribute" && parent.callee.name === "format") || (parent.callee.kind === "name" && parent.callee.id === "str");
  return parent.kind === "string" || (parent.kind === "binary" && /^[+%]$/.test(parent.operator));
}

function roleOf(e: Expression, o: V1Object, reader: Reader, rewrites: ReadonlySet<string>, mutable: ReadonlySet<string>): Role {
  const role = directRole(e, o, reader, rewrites, mutable);
  const isListed = role.type === "residual" && (o.kind === "step" || o.kind === "list") && isOnTheWay(e, reader);
  return isListed ? { type: "alias" } : role;
}

function directRole(e: Expression, o: V1Object, reader: Reader, rewrites: ReadonlySet<string>, mutable: ReadonlySet<string>): Role {
  const parent = e.parent;
  if (!parent) return residual("it stands where it cannot be followed");
  if (isStatement(parent)) {
    if (isWritten(e, o)) return { type: "harmless" };
    if (parent.kind === "assign") {
      if (parent.value !== e) return reader.isKept(e) || isFollowedItem(e, reader) || (parent.value !== null && spreadCalls(parent.value, reader.module).length > 0) ? { type: "alias" } : residual("it is assigned to");
      // What a class body binds is read as an attribute, out of sight.
      if (reader.module.names.scopeOf(parent).kind === "class") return residual("it is kept in an attribute or an item");
      if (o.kind === "list" && parent.targets.every((t) => t.kind === "tuple" && reader.flow.isUnpacked(e))) return { type: "alias" };
      if (o.kind !== "list" && parent.targets.every((t) => isFollowedItem(t, reader))) return { type: "alias" };
      return parent.targets.every((t) => t.kind === "name" || reader.isKept(t)) ? { type: "alias" } : assignedElsewhere(parent.targets[0]!, reader);
    }
    if (parent.kind === "expression") return { type: "harmless" };
    if (parent.kind === "return") return reader.flow.isReturned(e) ? { type: "alias" } : residual(`it is returned from a function${why(reader.flow.whyNotReturned(e))}`);
    if (parent.kind === "function") return residual("it is the default of a function's parameter");
    if (parent.kind === "compound" && parent.type === "for_statement" && o.kind === "step-runs" && parent.expressions[0] === e && parent.bindings[0]?.target.kind === (isEnumerate(e) ? "tuple" : "name")) return { type: "alias" };
    if (parent.kind === "compound" && parent.type === "for_statement" && parent.expressions[0] === e && rewrites.has(`${o.form} in`)) return { type: "rewrite", key: `${o.form} in`, expression: e };
    if (parent.kind === "simple" && FOLLOWED.has(o.kind)) return { type: "harmless" };
    if (parent.kind === "compound" && parent.type === "for_statement") return residual(`a loop goes through it (${reader.module.placeOf(parent.start)})`);
    return parent.kind === "compound" && (parent.type === "if_statement" || parent.type === "while_statement") ? { type: "harmless" } : residual("it is used in a statement that the tool does not follow");
  }
  const made = reader.objectsOf(parent);
  if (made.length === 0 && isWritten(e, o)) return { type: "harmless" };
  switch (parent.kind) {
    case "attribute": {
      const outerCall = parent.parent && !isStatement(parent.parent) && parent.parent.kind === "call" && parent.parent.callee === parent ? parent.parent : null;
      const called = outerCall ? reader.objectsOf(outerCall) : [];
      if (called[0]) return { type: "part", of: called[0] };
      if (made[0]) return { type: "part", of: made[0] };
      // What is added to a list, whoever reads the list sees.
      if (o.kind === "list" && outerCall && (ADDS.has(parent.name) || (o.form === "dict" && parent.name === "update"))) return { type: "harmless" };
      const mutation = mutable.has(o.kind) ? mutationOf(parent) : null;
      const key = `${o.kind}.${parent.name}`;
      if (outerCall && rewrites.has(`${key}()`)) return { type: "rewrite", key: `${key}()`, expression: outerCall };
      if (mutation) return mutation;
      if (isAssignedTo(parent)) return residual(`its attribute "${parent.name}" is set after it was made`);
      if (!outerCall && rewrites.has(key)) return { type: "rewrite", key, expression: parent };
      return residual(`its ${outerCall ? "method" : "attribute"} "${parent.name}" has no counterpart here`);
    }
    case "subscript":
      if (o.kind === "list" && made.length > 0) return { type: "alias" };
      if (o.form === "dict" && isAssignedTo(parent)) return { type: "harmless" };
      if (made[0]) return { type: "part", of: made[0] };
      return parent.index === e ? residual("it is used as a key") : residual("its items are read");
    case "call": {
      const callee = parent.callee;
      // A v1 step can't be called: what is called is the v2 step that the same variable holds elsewhere.
      if (callee === e && o.kind === "step") return { type: "harmless" };
      if (reader.flow.isPassedOn(e, parent)) return { type: "alias" };
      if (made[0] && !reader.flow.returnedBy(parent)) return { type: "part", of: made[0] };
      if (callee.kind === "name" && HARMLESS_CALLS.has(callee.id) && !reader.module.names.variableOf(callee)) return { type: "harmless" };
      if (FOLLOWED.has(o.kind) && isShown(callee, reader)) return { type: "harmless" };
      if (callee.kind === "name" && callee.id === "len" && o.form === "run.find_step_run" && !reader.module.names.variableOf(callee)) return { type: "harmless" };
      if (callee.kind === "attribute") {
        const collected = callee.value.kind === "name" && ADDS.has(callee.name) ? rolesInList(callee.value, o, reader, rewrites, mutable)[0] : undefined;
        if (collected) return collected;
        const receiver = reader.objectsOf(callee.value)[0];
        if (receiver && rewrites.has(`${receiver.kind}.${callee.name}()`)) return { type: "part", of: receiver };
      }
      const missing = callee.kind === "name" && reader.notImported(callee) !== null ? ", which this file does not import" : (o.kind === "config" || o.kind === "step") && reader.madeElsewhere(parent) !== null ? ", which is in none of these files" : "";
      return residual(`it is passed to ${reader.module.slice(callee).replace(/\s+/g, " ")}${missing}${why(reader.flow.whyOpaque(parent))}`);
    }
    case "list": case "tuple": case "dict": case "star": case "conditional":
      if (parent.kind === "conditional" && parent.test === e) return { type: "harmless" };
      if (made[0] && made[0].site === parent) return { type: "part", of: made[0] };
      return roleOf(parent, o, reader, rewrites, mutable);
    case "binary":
      if (made[0]) return { type: "part", of: made[0] };
      return /^(and|or)$/.test(parent.operator) ? { type: "harmless" } : residual("it is part of a calculation");
    case "string": return FOLLOWED.has(o.kind) ? { type: "harmless" } : residual("it is used in a way that the tool does not follow");
    case "scoped":
      if (made[0]) return { type: "part", of: made[0] };
      if (rewrites.has(`${o.form} in`) && parent.bound.length === 1 && parent.children[1] === e) return { type: "rewrite", key: `${o.form} in`, expression: e };
      return o.kind === "step-runs" && parent.bound.length === 1 && parent.children[1] === e ? { type: "alias" } : residual("it is used in a way that the tool does not follow");
    case "unary": return parent.operator === "not" ? { type: "harmless" } : residual("it is part of a calculation");
    case "other":
      if (parent.type === "comparison_operator") {
        const key = `${o.form} in`;
        return rewrites.has(key) ? { type: "rewrite", key, expression: e } : { type: "harmless" };
      }
      return residual("it is used in a way that the tool does not follow");
    default:
      return residual("it is used in a way that the tool does not follow");
  }
}

/** `steps["score"] = step`, where the item is read under that key. */
function isFollowedItem(target: Expression, reader: Reader): boolean {
  return target.kind === "subscript" && target.value.kind === "name" && target.value.parent !== null && reader.module.known(target.index) !== undefined
    && (reader.module.names.variableOf(target.value)?.uses ?? []).every((use) => use.parent && !isStatement(use.parent) && use.parent.kind === "subscript" && use.parent.value === use && reader.module.known(use.parent.index) !== undefined);
}

function why(reason: string | null): string {
  return reason === null ? "" : `, ${reason}`;
}

function isAssignedTo(e: Expression): boolean {
  const parent = e.parent;
  return parent !== null && isStatement(parent) && parent.kind === "assign" && parent.targets.includes(e);
}

/** Methods that put a value into a list. */
const ADDS: ReadonlySet<string> = new Set(["append", "extend", "insert"]);

/** The variable whose list gets an expression: `arguments += ["--cutoff", cutoff]`, `arguments.append(cutoff)`. */
function addedTo(e: Expression): NameExpression | null {
  const parent = e.parent;
  if (!parent) return null;
  if (isStatement(parent)) return parent.kind === "assign" && parent.operator === "+=" && parent.value === e && parent.targets[0]?.kind === "name" ? parent.targets[0] : null;
  if (parent.kind !== "call" || parent.callee === e || parent.callee.kind !== "attribute" || !ADDS.has(parent.callee.name)) return null;
  return parent.callee.value.kind === "name" ? parent.callee.value : null;
}

/** The roles of an object that is put into a list: what each read of that list is to it, or the first that needs v1. None when nothing reads it as a whole. */
function rolesInList(list: NameExpression, o: V1Object, reader: Reader, rewrites: ReadonlySet<string>, mutable: ReadonlySet<string>): readonly Role[] {
  const reads = reader.module.names.variableOf(list)?.uses.filter((use) => use.parent && (isStatement(use.parent) || use.parent.kind !== "attribute")) ?? [];
  const roles = reads.map((use) => roleOf(use, o, reader, rewrites, mutable));
  const residual = roles.find((r) => r.type === "residual");
  return residual ? [residual] : roles;
}

/** `str(x)`, `logging.info("...", x)`, `logger.warning(x)`: the text of a job serves as well as that of a run. */
function isShown(callee: Expression, reader: Reader): boolean {
  if (callee.kind === "name") return callee.id === "str" && !reader.module.names.variableOf(callee);
  return callee.kind === "attribute" && /^(debug|info|warning|error|exception|log)$/.test(callee.name) && callee.value.kind === "name" && /^_?log(ger|ging)?$/i.test(callee.value.id);
}

/** `env.python.conda_dependencies = x` sets a part of another object. */
function assignedElsewhere(target: Expression, reader: Reader): Role {
  let root = target;
  while (root.kind === "attribute") root = root.value;
  const owner = target.kind === "attribute" ? reader.objectsOf(root)[0] : undefined;
  return owner ? { type: "part", of: owner } : residual("it is kept in an attribute or an item");
}

/** `x.a.b = value`, `x.a.b[key] = value` and `x.a.b.add(...)`. */
function mutationOf(first: Expression): Role | null {
  let top = first;
  const path: string[] = [];
  for (;;) {
    if (top.kind === "attribute") path.push(top.name);
    const parent: typeof top.parent = top.parent;
    if (parent && !isStatement(parent) && (parent.kind === "attribute" || (parent.kind === "call" && parent.callee === top))) top = parent;
    else break;
    if (top.kind === "call") break;
  }
  const item = top.parent;
  if (item && !isStatement(item) && item.kind === "subscript" && item.value === top && item.parent && isStatement(item.parent) && item.parent.kind === "assign" && item.parent.operator === "" && item.parent.targets.length === 1 && item.parent.targets[0] === item) {
    return { type: "mutation", path: `${path.join(".")}[]`, expression: item, value: item.parent.value };
  }
  const parent = top.parent;
  if (parent && isStatement(parent) && parent.kind === "assign" && parent.operator === "" && parent.targets.length === 1 && parent.targets[0] === top) {
    return { type: "mutation", path: path.join("."), expression: top, value: parent.value };
  }
  if (top.kind === "call" && parent && isStatement(parent) && parent.kind === "expression") {
    return { type: "mutation", path: `${path.join(".")}()`, expression: top, value: null };
  }
  return null;
}

function residual(reason: string): Role {
  return { type: "residual", reason };
}
