import type { CallExpression, Expression, NameExpression, Statement } from "../../python/ast.js";
import { isStatement, walkExpression, walkStatements } from "../../python/ast.js";
import { readingAround } from "../../python/readings.js";
import type { Binding, Variable } from "../../python/scope.js";
import type { V1Object } from "../model.js";
import type { Reader } from "../reader.js";
import { table } from "../../table.js";

/** The steps that a list of a pipeline may hold, where only the running code knows which of them, or how many. */
export interface StepList {
  readonly steps: readonly V1Object[];
  /** Where the steps, and the lists that hold them, are named on the way into the pipeline. */
  readonly places: ReadonlySet<Expression>;
}

/** Builtins that make another sequence of the same items. */
const COPIES: ReadonlySet<string> = new Set(["list", "tuple", "reversed"]);
/** Builtins that only count or show a list. */
const LOOKS: ReadonlySet<string> = new Set(["len", "print", "bool", "str", "repr", "display"]);
/** Methods that put one item into a list, by the position of that argument. */
const ADDS: Readonly<Record<string, number>> = table({ append: 0, insert: 1 });
/** Methods after which a list holds nothing that it did not hold before. (`remove` compares, and v2 steps of the same settings are equal.) */
const TAKES: ReadonlySet<string> = new Set(["pop", "clear", "reverse"]);

const DEPTH = 12;
const memo = new WeakMap<Reader, Map<Expression, StepList | null>>();

/**
 * Follows a list of steps through the code that fills it: loops, branches, comprehensions, functions that give it back or add to it.
 *
 * @returns null when something else may be in it, or something else is done with it
 */
export function stepListOf(e: Expression, reader: Reader): StepList | null {
  let known = memo.get(reader);
  if (!known) memo.set(reader, (known = new Map()));
  let list = known.get(e);
  if (list === undefined) known.set(e, (list = new Collector(reader).read(e)));
  return list;
}

const places = new WeakMap<Reader, Set<Expression>>();

/** Whether an expression is a step, or a list of steps, on the way into a pipeline. */
export function isOnTheWay(e: Expression, reader: Reader): boolean {
  let all = places.get(reader);
  if (!all) {
    places.set(reader, (all = new Set()));
    for (const s of walkStatements(reader.module.program.body)) {
      for (const x of statementExpressions(s)) {
        const steps = x.kind === "call" && reader.v1NameOf(x.callee) === "Pipeline" ? reader.objectOf(x)?.args.get("steps") : undefined;
        for (const place of (steps && stepListOf(steps, reader)?.places) ?? []) all.add(place);
      }
    }
  }
  return all.has(e);
}

function statementExpressions(s: Statement): Expression[] {
  const tops: Expression[] = s.kind === "assign" ? (s.value ? [s.value] : []) : s.kind === "expression" || s.kind === "return" ? (s.value ? [s.value] : []) : s.kind === "compound" || s.kind === "simple" ? s.expressions : [];
  return tops.flatMap((e) => [...walkExpression(e)]);
}

class Unseen extends Error {}

/** Follows one list. */
class Collector {
  private readonly steps = new Set<V1Object>();
  private readonly places = new Set<Expression>();
  private readonly seen = new Set<Expression | Variable | Binding>();

  constructor(private readonly reader: Reader) {}

  read(e: Expression): StepList | null {
    try {
      this.list(e, 0);
    } catch (error) {
      if (error instanceof Unseen) return null;
      throw error;
    }
    return this.steps.size > 0 ? { steps: [...this.steps], places: this.places } : null;
  }

  /** What a list may hold. */
  private list(e: Expression, depth: number): void {
    if (this.seen.has(e)) return;
    if (depth > DEPTH) throw new Unseen();
    this.seen.add(e);
    this.places.add(e);
    switch (e.kind) {
      case "list": case "tuple":
        for (const item of e.items) {
          if (item.kind === "star") this.star(item, depth);
          else this.item(item);
        }
        return;
      case "scoped": return this.comprehension(e, depth);
      case "binary":
        if (e.operator !== "+") throw new Unseen();
        this.list(e.left, depth + 1);
        return this.list(e.right, depth + 1);
      case "conditional":
        this.list(e.then, depth + 1);
        return this.list(e.otherwise, depth + 1);
      case "call": return this.call(e, depth);
      case "name": return this.name(e, depth);
      default: throw new Unseen();
    }
  }

  private star(e: Expression & { kind: "star" }, depth: number): void {
    this.places.add(e);
    this.list(e.value, depth + 1);
  }

  /** An item: a step, or one of several. */
  private item(e: Expression): void {
    const found = this.reader.objectsOf(e);
    const looped = found.length === 0 ? this.loopedOver(e) : null;
    this.places.add(e);
    if (looped) return this.list(looped, 0);
    if (found.length === 0 || found.some((o) => o.kind !== "step")) throw new Unseen();
    for (const o of found) this.steps.add(o);
  }

  /** What a loop goes through, where an item is its variable, and the loop only puts that into lists. */
  private loopedOver(e: Expression): Expression | null {
    const { names } = this.reader.module;
    const [b, ...others] = e.kind === "name" ? names.definitionsOf(e) : [];
    const loop = b?.statement;
    if (!b || others.length > 0 || loop?.kind !== "compound" || loop.type !== "for_statement" || loop.bindings[0]?.target !== b.target) return null;
    return b.variable.uses.every(isAppended) ? (loop.expressions[0] ?? null) : null;
  }

  /** `[make_step(r) for r in regions]`, and `[s for s in steps if s is not None]`. */
  private comprehension(e: Expression & { kind: "scoped" }, depth: number): void {
    const [item, from] = e.children;
    if (!item || !from || (e.form !== "list" && e.form !== "generator")) throw new Unseen();
    if (item.kind !== "name" || !e.bound.includes(item.id)) return this.item(item);
    const own = walkExpression(e).filter((x): x is NameExpression => x.kind === "name" && x.id === item.id && x !== item);
    if (e.bound.length > 1 || e.children.length > 3 || !own.every(isTestOfNone)) throw new Unseen();
    if (from.kind !== "list" && from.kind !== "tuple") return this.list(from, depth + 1);
    this.places.add(from);
    for (const x of from.items) {
      const found = this.reader.objectsOf(x);
      if (x.kind === "star") this.star(x, depth);
      else if (found.length > 0 || !this.isNothing(x, 0)) this.orNothing(x);
    }
  }

  /** A step, or None on some path. */
  private orNothing(e: Expression): void {
    this.places.add(e);
    if (e.kind === "conditional") {
      for (const x of [e.then, e.otherwise]) if (!this.isNothing(x, 0)) this.item(x);
      return;
    }
    const definitions = e.kind === "name" ? this.reader.module.names.definitionsOf(e) : [];
    if (definitions.length === 0) return this.item(e);
    for (const d of definitions) {
      if (d.kind !== "assign" || d.index !== null || !d.value) throw new Unseen();
      if (!this.isNothing(d.value, 0)) this.orNothing(d.value);
    }
  }

  private isNothing(e: Expression, depth: number): boolean {
    if (e.kind === "constant") return e.value === null;
    const definitions = e.kind === "name" && depth < DEPTH ? this.reader.module.names.definitionsOf(e) : [];
    return definitions.length > 0 && definitions.every((d) => d.value !== null && d.index === null && this.isNothing(d.value, depth + 1));
  }

  private call(e: CallExpression, depth: number): void {
    const [only, ...others] = e.args;
    if (e.callee.kind === "name" && COPIES.has(e.callee.id) && !this.reader.module.names.variableOf(e.callee)) {
      if (!only || others.length > 0 || only.name !== null || only.star !== "") throw new Unseen();
      return this.list(only.value, depth + 1);
    }
    if (e.callee.kind === "attribute" && e.callee.name === "values" && e.args.length === 0) return this.values(e.callee.value, depth);
    const returned = this.reader.flow.returnedBy(e);
    if (!returned || returned.length === 0) throw new Unseen();
    for (const value of returned) this.list(value, depth + 1);
  }

  /** The values of a dict: of a literal, a comprehension, or what is put into it. */
  private values(e: Expression, depth: number): void {
    if (this.seen.has(e)) return;
    if (depth > DEPTH) throw new Unseen();
    this.seen.add(e);
    this.places.add(e);
    if (e.kind === "dict") {
      for (const entry of e.entries) {
        if (!entry.key) throw new Unseen();
        this.item(entry.value);
      }
    } else if (e.kind === "scoped" && e.form === "dict" && e.children[1]) this.item(e.children[1]);
    else if (e.kind === "call" && e.args.length === 0 && e.callee.kind === "name" && e.callee.id === "dict") return;
    else if (e.kind === "name") this.variable(e, depth, (value) => this.values(value, depth + 1), (use) => this.dictUse(use));
    else throw new Unseen();
  }

  private name(e: NameExpression, depth: number): void {
    this.variable(e, depth, (value) => this.list(value, depth + 1), (use) => this.use(use, depth));
  }

  /** A variable: what it was bound to on the way here, and what is done with it anywhere. */
  private variable(e: NameExpression, depth: number, value: (e: Expression) => void, use: (e: NameExpression) => void): void {
    const { names } = this.reader.module;
    const variable = names.variableOf(e);
    if (!variable || names.isNamedElsewhere(variable)) throw new Unseen();
    this.reach(variable, names.bindingsOf(e), value, depth);
    // Another list that the same variable holds elsewhere can't be told from this one.
    if (variable.bindings.some((b) => !this.seen.has(b))) throw new Unseen();
    if (this.seen.has(variable)) return;
    this.seen.add(variable);
    for (const x of variable.uses) use(x);
  }

  private reach(variable: Variable, bindings: readonly Binding[], value: (e: Expression) => void, depth: number): void {
    if (bindings.length === 0 || depth > DEPTH) throw new Unseen();
    for (const b of bindings) {
      if (this.seen.has(b)) continue;
      this.seen.add(b);
      const s = b.statement;
      if (s.kind === "assign" && s.operator === "+=" && s.value) {
        this.list(s.value, depth + 1);
        this.reach(variable, this.reader.module.names.reaching(variable, s, s.start), value, depth + 1);
      } else if ((b.kind === "assign" || b.kind === "parameter") && b.index === null && b.value && this.reader.flow.isFollowed(b)) value(b.value);
      else throw new Unseen();
    }
  }

  /** What is done with a list. */
  private use(e: Expression, depth: number): void {
    this.places.add(e);
    const parent = e.parent;
    if (!parent || depth > DEPTH) throw new Unseen();
    if (isStatement(parent)) {
      if (parent.kind === "assign" && parent.value === e && parent.targets.length === 1) {
        const target = parent.targets[0]!;
        const variable = target.kind === "name" && parent.operator === "" && e.kind !== "name" ? this.reader.module.names.variableOf(target) : undefined;
        if (parent.operator === "+=") return this.grown(target, depth);
        if (!variable) throw new Unseen();
        if (this.seen.has(variable)) return;
        this.seen.add(variable);
        for (const x of variable.uses) this.use(x, depth + 1);
        return;
      }
      if (parent.kind === "return" && this.reader.flow.isReturned(e)) {
        const call = readingAround(parent)?.reading.call;
        if (call) return this.use(call, depth + 1);
      }
      if (parent.kind === "compound" && parent.type === "for_statement" && parent.expressions[0] === e) {
        const target = parent.bindings[0]?.target;
        const variable = target?.kind === "name" ? this.reader.module.names.variableOf(target) : undefined;
        if (variable && variable.bindings.length === 1 && variable.uses.every(isAppended)) return;
      }
      if (parent.kind === "expression" || (parent.kind === "compound" && /^(if|while)_statement$/.test(parent.type))) return;
      throw new Unseen();
    }
    switch (parent.kind) {
      case "attribute": return this.method(parent, depth);
      case "subscript": {
        const statement = parent.parent;
        const isSet = parent.value === e && statement !== null && statement.kind === "assign" && statement.operator === "" && statement.targets.length === 1 && statement.targets[0] === parent && statement.value;
        if (!isSet) throw new Unseen();
        this.places.add(parent);
        return this.item(isSet);
      }
      case "call": return this.argument(e, parent, depth);
      case "list": case "tuple": case "binary": case "conditional":
        if (parent.kind === "conditional" && parent.test === e) return;
        if (parent.kind === "binary" && /^(and|or)$/.test(parent.operator)) throw new Unseen();
        if (parent.kind === "list" || parent.kind === "tuple") throw new Unseen();
        return this.use(parent, depth + 1);
      case "star": {
        const outer = parent.parent;
        if (!outer || isStatement(outer) || (outer.kind !== "list" && outer.kind !== "tuple")) throw new Unseen();
        this.places.add(parent);
        return this.use(outer, depth + 1);
      }
      case "scoped":
        if (parent.children[1] !== e || parent.children[0]?.kind !== "name") throw new Unseen();
        this.comprehension(parent, depth);
        return this.use(parent, depth + 1);
      // A comparison asks whether steps are equal, and that is another question in v2.
      case "string": case "unary": return;
      default: throw new Unseen();
    }
  }

  /** `total += steps`: the other list is followed where it is read. */
  private grown(target: Expression, depth: number): void {
    const variable = target.kind === "name" ? this.reader.module.names.variableOf(target) : undefined;
    if (!variable) throw new Unseen();
    if (this.seen.has(variable)) return;
    this.seen.add(variable);
    for (const x of variable.uses) this.use(x, depth + 1);
  }

  private method(e: Expression & { kind: "attribute" }, depth: number): void {
    const call = e.parent;
    if (!call || isStatement(call) || call.kind !== "call" || call.callee !== e || call.args.some((a) => a.star !== "" || a.name !== null)) throw new Unseen();
    const isAlone = call.parent?.kind === "expression";
    const added = call.args[ADDS[e.name] ?? -1];
    if (isAlone && added) return this.item(added.value);
    if (isAlone && e.name === "extend" && call.args.length === 1) return this.list(call.args[0]!.value, depth + 1);
    if (isAlone && TAKES.has(e.name)) {
      for (const a of call.args) this.places.add(a.value);
      return;
    }
    if (e.name === "copy") return this.use(call, depth + 1);
    throw new Unseen();
  }

  private argument(e: Expression, call: CallExpression, depth: number): void {
    const { callee } = call;
    if (callee === e) throw new Unseen();
    if (this.reader.v1NameOf(callee) === "Pipeline") return;
    const isBuiltin = callee.kind === "name" && !this.reader.module.names.variableOf(callee);
    if (isBuiltin && LOOKS.has(callee.id)) return;
    if (isBuiltin && COPIES.has(callee.id)) return this.use(call, depth + 1);
    if (callee.kind === "attribute" && callee.name === "extend") return this.grown(callee.value, depth);
    const found = this.reader.flow.readingOf(call);
    if (!found || !this.reader.flow.isPassedOn(e, call)) throw new Unseen();
    const parameters = [...this.reader.module.names.scopeIn(found.reading.body).variables.values()].filter((v) => v.bindings.some((b) => b.kind === "parameter" && b.value === e));
    for (const v of parameters) {
      if (v.bindings.length > 1) throw new Unseen();
      if (this.seen.has(v)) continue;
      this.seen.add(v);
      for (const x of v.uses) this.use(x, depth + 1);
    }
  }

  /** What is done with a dict of steps. */
  private dictUse(e: NameExpression): void {
    this.places.add(e);
    const parent = e.parent;
    if (!parent || isStatement(parent)) throw new Unseen();
    if (parent.kind === "subscript" && parent.value === e) {
      const statement = parent.parent;
      if (statement?.kind === "assign" && statement.targets[0] === parent) {
        if (statement.operator !== "" || !statement.value || statement.targets.length > 1) throw new Unseen();
        this.places.add(parent);
        return this.item(statement.value);
      }
      throw new Unseen();
    }
    if (parent.kind === "attribute") {
      const call = parent.parent;
      if (!call || isStatement(call) || call.kind !== "call" || call.callee !== parent || call.args.length > 0) throw new Unseen();
      if (parent.name === "values") return this.use(call, 0);
      if (parent.name === "keys") return;
      throw new Unseen();
    }
    if (parent.kind === "call" && parent.callee.kind === "name" && /^(len|print|sorted)$/.test(parent.callee.id)) return;
    if (parent.kind === "other" && parent.type === "comparison_operator") return;
    throw new Unseen();
  }
}

/** `steps.append(s)` */
function isAppended(e: NameExpression): boolean {
  const call = e.parent;
  return call?.kind === "call" && call.args.length === 1 && call.args[0]!.value === e && call.callee.kind === "attribute" && call.callee.name === "append" && call.parent?.kind === "expression";
}

/** `if s`, `if s is not None`. */
function isTestOfNone(e: NameExpression): boolean {
  const parent = e.parent;
  return parent !== null && !isStatement(parent) && (parent.kind === "scoped" || (parent.kind === "other" && parent.type === "comparison_operator" && parent.children.every((x) => x === e || (x.kind === "constant" && x.value === null))));
}
