import type { Expression } from "../../python/ast.js";
import { expressionsOf, walkExpression, walkStatements } from "../../python/ast.js";
import type { Blocker } from "../concept.js";
import type { Plan } from "../plan.js";
import { blocker } from "../step/model.js";
import { UNSEEN_STEP } from "./findings.js";

/** Builtins that give the variables of a scope by their names. */
const NAMESPACES: ReadonlySet<string> = new Set(["globals", "locals", "vars"]);

/** A program is looked through once, however many steps it has. */
const found = new WeakMap<Plan, Blocker | null>();

/** What is done to a class or a variable of v1 out of sight, and keeps the steps from moving; null where there is nothing of the kind. */
export function unseenUse(plan: Plan): Blocker | null {
  let use = found.get(plan);
  if (use === undefined) found.set(plan, (use = patchedClass(plan) ?? readByName(plan)));
  return use;
}

/** `ParallelRunStep.__init__ = with_reuse`, a mock of it: what the class does then is not what the SDK says. */
function patchedClass(plan: Plan): Blocker | null {
  for (const s of walkStatements(plan.module.program.body)) {
    const targets = s.kind === "assign" ? s.targets.flatMap((t) => (t.kind === "attribute" ? [t.value] : [])) : [];
    const given = expressionsOf(s).flatMap((top) => [...walkExpression(top)]).flatMap((e) => (e.kind === "call" && /(^|\.)(patch(\.object)?|setattr)$/.test(plan.module.slice(e.callee)) && e.args[0] ? [e.args[0].value] : []));
    for (const e of [...targets, ...given]) {
      const name = e.kind === "name" || e.kind === "attribute" ? plan.reader.v1NameOf(e) : null;
      if (name === "ParallelRunConfig" || name === "ParallelRunStep") return { ...blocker(UNSEEN_STEP, e, `${name} is changed here`, "Its steps may do something else than the SDK says. Take the change out, or upgrade the steps by hand."), at: s };
    }
  }
  return null;
}

/** `globals()["config"].mini_batch_size = 50`, `exec("config.node_count = 4")`: a variable that is used without its name. */
function readByName({ module, reader }: Plan): Blocker | null {
  if (!/\b(?:globals|locals|vars)\(\)|\b(?:exec|eval)\(/.test(module.text)) return null;
  for (const s of walkStatements(module.program.body)) {
    for (const e of expressionsOf(s).flatMap((top) => [...walkExpression(top)])) {
      const by = namesUsedBy(e, module);
      if (!by) continue;
      const scopes = [module.names.scopeOf(s), module.names.moduleOf(module.fileAt(e.start))];
      const held = by.names.find((name) => scopes.find((scope) => scope.variables.has(name))?.variables.get(name)?.bindings.some((b) => b.value !== null && reader.objectsOf(b.value).some((o) => o.kind !== "list")));
      if (held !== undefined) return { ...blocker(UNSEEN_STEP, e, `${held} is used through ${by.builtin}()`, "What is done with it there can't be followed. Use the variable itself."), at: s };
    }
  }
  return null;
}

/** The names that an expression may use by their text, and the builtin that does it. */
function namesUsedBy(e: Expression, module: Plan["module"]): { readonly builtin: string; readonly names: readonly string[] } | null {
  const shown = namesShownBy(e, module);
  if (shown) return shown;
  const call = e.kind === "subscript" ? e.value : e;
  if (call.kind !== "call" || call.callee.kind !== "name" || module.names.variableOf(call.callee)) return null;
  const { callee: { id: builtin }, args: [first] } = call;
  if (e.kind === "subscript") {
    const name = NAMESPACES.has(builtin) && !first ? module.known(e.index) : undefined;
    return typeof name === "string" ? { builtin, names: [name] } : null;
  }
  if ((builtin !== "exec" && builtin !== "eval") || first?.value.kind !== "string") return null;
  return { builtin, names: first.value.pieces.flatMap((p) => p.parts).flatMap((part) => (part.expression ? [] : part.text.match(/(?<![.'"\w])[A-Za-z_]\w*(?=\s*[.=[])/g) ?? [])) };
}

/** `"{config.node_count}".format(**locals())`, `"%(name)s" % vars()`: names in a text that is filled in from the variables of a scope. */
function namesShownBy(e: Expression, module: Plan["module"]): { readonly builtin: string; readonly names: readonly string[] } | null {
  const isFormat = e.kind === "call" && e.callee.kind === "attribute" && e.callee.name === "format";
  const text = isFormat && e.callee.kind === "attribute" ? e.callee.value : e.kind === "binary" && e.operator === "%" ? e.left : null;
  const from = e.kind === "call" ? e.args.find((a) => a.star === "**")?.value : e.kind === "binary" ? e.right : undefined;
  if (!text || from?.kind !== "call" || from.args.length > 0 || from.callee.kind !== "name" || !NAMESPACES.has(from.callee.id) || module.names.variableOf(from.callee)) return null;
  const known = module.known(text);
  const names = typeof known === "string" ? [...known.matchAll(isFormat ? /\{([^\W\d]\w*)/gu : /%\(([^\W\d]\w*)\)/gu)].map((m) => m[1]!) : [];
  return { builtin: from.callee.id, names };
}
