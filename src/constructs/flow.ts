import type { Block, AttributeExpression, CallExpression, ClassStatement, Expression, FunctionStatement, Reading, Statement, SubscriptExpression } from "../python/ast.js";
import { isStatement, statementOf } from "../python/ast.js";
import { hasMethod, lookupOrder } from "../python/classes.js";
import type { Known } from "../python/module.js";
import type { Held, Objects } from "../python/objects.js";
import { isNone, objectsIn, returnsOf } from "../python/objects.js";
import { readingAround } from "../python/readings.js";
import type { Binding, Names, Variable } from "../python/scope.js";
import { argumentOf } from "../python/scope.js";

/** How deep values are followed through functions, tuples and attributes. */
const DEPTH = 12;

/**
 * Where values come from and go to between the scopes of a program: parameters and results of functions, tuples and dicts that carry several
 * of them, and attributes of objects. It knows expressions, and nothing of what they stand for.
 */
export class Flow {
  private readonly objects: Objects;

  /** @param opaque the functions and classes that nothing is followed through, and why */
  constructor(private readonly names: Names, private readonly opaque: ReadonlyMap<Statement, string>) {
    this.objects = objectsIn(names);
  }

  /** Whether the value of a binding is followed: it is no parameter of an opaque function. */
  isFollowed(b: Binding): boolean {
    return b.kind !== "parameter" || !this.opaque.has(b.statement);
  }

  /** The function that a call runs, and the reading of it for this call; null where it is not followed. */
  readingOf(call: CallExpression): { f: FunctionStatement; reading: Reading } | null {
    const target = this.objects.targetOf(call.callee);
    const reading = target && !this.opaque.has(target.f) ? target.f.readings.find((r) => r.call === call) : undefined;
    return target && reading ? { f: target.f, reading } : null;
  }

  /** The function of the program that a call runs; null where that is not known. */
  functionOf(call: CallExpression): FunctionStatement | null {
    return this.objects.targetOf(call.callee)?.f ?? null;
  }

  /** The values that a call of a function of the program gives back; null when it is no such call. */
  returnedBy(call: CallExpression): Expression[] | null {
    const target = this.objects.targetOf(call.callee);
    if (!target || target.f.name === "__init__") return null;
    const found = this.readingOf(call);
    return found ? reachedReturns(found.reading.body, this.names).values : [];
  }

  /** Whether an argument of a call is followed into the function: its parameter is read there as the same value. */
  isPassedOn(argument: Expression, call: CallExpression): boolean {
    const found = this.readingOf(call);
    if (found) {
      let passed = this.passed.get(found.reading);
      if (!passed) this.passed.set(found.reading, (passed = new Set(found.f.parameters.map((p) => argumentOf(found.reading, found.f, p.name)))));
      return passed.has(argument);
    }
    const c = this.objects.classOf(call.callee);
    return c !== null && !this.isOpaque(c.c) && (this.objects.fieldNames(call) ?? []).some((name) => this.objects.fieldValue(call, name) === argument);
  }

  private readonly passed = new Map<Reading, ReadonlySet<Expression | undefined>>();

  /** Why a call is not followed, where that was found out while its function was written. */
  whyOpaque(call: CallExpression): string | null {
    const target = this.objects.targetOf(call.callee);
    return target ? (this.opaque.get(target.f) ?? null) : null;
  }

  /** Whether what a `return` gives back is followed to the call of its function. */
  isReturned(value: Expression): boolean {
    const around = readingAround(statementOf(value));
    return around !== null && !this.opaque.has(around.f) && (around.reading.call !== null || this.objects.calledInsteadOf(around.f).length > 0);
  }

  /** What the methods give back that are called in place of one which nothing calls, and so what has to be of the same kind as a value of its `return`. */
  returnedInsteadOf(value: Expression): Expression[] {
    const around = readingAround(statementOf(value));
    return around?.reading.call === null ? this.givenInsteadOf(around.f) : [];
  }

  /** The same for a method, which may be abstract. */
  givenInsteadOf(f: FunctionStatement): Expression[] {
    return this.opaque.has(f) ? [] : this.objects.calledInsteadOf(f).flatMap((other) => other.readings.flatMap((r) => returnsOf(r.body)));
  }

  /** Why it is not, where that was found out while the function was written. */
  whyNotReturned(value: Expression): string | null {
    const around = readingAround(statementOf(value));
    return around ? (this.opaque.get(around.f) ?? (around.reading.call === null ? "whose calls are not all in sight" : null)) : null;
  }

  /** Whether what is set is followed to the reads of the attribute. */
  isKept(target: Expression): boolean {
    return target.kind === "attribute" && this.ownerOf(target) !== null;
  }

  /** Whether an expression is what `parse_args()` gives back: its attributes are those of the command line. */
  isArguments(e: Expression, depth = 0): boolean {
    if (depth > DEPTH) return false;
    const all = (values: readonly (Expression | null)[]): boolean => values.length > 0 && values.every((v) => v !== null && this.isArguments(v, depth + 1));
    if (e.kind === "call") return (e.callee.kind === "attribute" && e.callee.name === "parse_args") || all(this.returnedBy(e) ?? []);
    return e.kind === "name" && all(this.names.definitionsOf(e).map((d) => ((d.kind === "assign" || d.kind === "parameter") && d.index === null ? d.value : null)));
  }

  /**
   * The values that an attribute of an object may hold: what is set on it anywhere, what the class says, what a dataclass is made with. `null`
   * stands for one that can't be told.
   */
  attributeValues(e: AttributeExpression): readonly (Held | null)[] {
    return this.ownerOf(e) ? this.objects.attributeValues(e) : [];
  }

  /** The same for any object of a class. */
  valuesOf(owner: ClassStatement, name: string): readonly (Held | null)[] {
    return this.isOpaque(owner) ? [] : this.objects.valuesOf({ c: owner, exact: false, made: null }, name);
  }

  /** The places that set an attribute of an object whose class is not known. */
  settingsOfUnknown(): AttributeExpression[] {
    return this.objects.settingsOfUnknown();
  }

  /** The values that an item of a dict, a tuple or a list may hold. */
  itemValues(e: SubscriptExpression, known: (index: Expression) => Known | undefined): Expression[] {
    const key = known(e.index);
    if (typeof key !== "string" && typeof key !== "number") return [];
    const found: Expression[] = [];
    for (const holder of this.holdersOf(e.value)) {
      if (holder.kind === "dict") found.push(...holder.entries.filter((entry) => entry.key && known(entry.key) === key).map((entry) => entry.value).slice(-1));
      else if ((holder.kind === "tuple" || holder.kind === "list") && typeof key === "number") {
        const item = holder.items.at(key);
        if (item && !holder.items.some((i) => i.kind === "star")) found.push(item);
      }
    }
    return [...found, ...this.storedItems(e.value, key, known)];
  }

  /** The values that an item of what is unpacked may hold: `step, scores = make_step()`. */
  unpacked(value: Expression, index: number): Expression[] {
    return this.holdersOf(value).flatMap((holder) => {
      const item = holder.kind === "tuple" || holder.kind === "list" ? holder.items[index] : undefined;
      return item && item.kind !== "star" ? [item] : [];
    });
  }

  /** Whether an unpacking is followed. */
  isUnpacked(value: Expression): boolean {
    return this.holdersOf(value).some((holder) => holder.kind === "tuple" || holder.kind === "list");
  }

  /** The function or the class that an expression gets its value through; null when it gets it in its own scope. */
  crossed(e: Expression): Statement | null {
    return e.kind === "attribute" ? this.ownerOf(e) : null;
  }

  /** The tuples, lists and dicts that an expression may be, through variables, functions and attributes. */
  private holdersOf(e: Expression, depth = 0): Expression[] {
    if (depth > DEPTH) return [];
    const next = (values: readonly Expression[]): Expression[] => values.flatMap((v) => this.holdersOf(v, depth + 1));
    switch (e.kind) {
      case "tuple": case "list": case "dict": return [e];
      case "name": return next(this.names.definitionsOf(e).flatMap((d) => ((d.kind === "assign" || d.kind === "parameter") && d.index === null && d.value && this.isFollowed(d) ? [d.value] : [])));
      case "attribute": {
        const elsewhere = this.names.definitionsAt(e).flatMap((d) => (d.kind === "assign" && d.index === null && d.value ? [d.value] : []));
        return next([...elsewhere, ...this.attributeValues(e).flatMap((v) => (v?.index === null ? [v.value] : []))]);
      }
      case "call": return next(this.returnedBy(e) ?? (e.callee.kind === "name" && e.callee.id === "dict" && !this.names.variableOf(e.callee) ? [] : []));
      default: return [];
    }
  }

  /** `steps["score"] = step`: what is put into a dict that a variable holds. */
  private storedItems(holder: Expression, key: string | number, known: (index: Expression) => Known | undefined): Expression[] {
    const variable = holder.kind === "name" ? this.names.variableOf(holder) : undefined;
    if (!variable) return [];
    let stores = this.stores.get(variable);
    if (!stores) this.stores.set(variable, (stores = storesIn(variable)));
    return stores.flatMap(({ index, value }) => (known(index) === key ? [value] : []));
  }

  private readonly stores = new Map<Variable, readonly Store[]>();

  /** The class whose object an attribute is read from, where objects are followed through it. */
  private ownerOf(e: AttributeExpression): ClassStatement | null {
    const owner = this.objects.instanceAt(e.value) ?? this.objects.classOf(e.value);
    return owner && !this.isOpaque(owner.c) && !hasMethod(owner.c, e.name, this.names) ? owner.c : null;
  }

  private isOpaque(c: ClassStatement): boolean {
    return lookupOrder(c, this.names).some((x) => x !== null && this.opaque.has(x));
  }
}

/** `x[index] = value` */
interface Store {
  readonly index: Expression;
  readonly value: Expression;
}

function storesIn(variable: Variable): Store[] {
  return variable.uses.flatMap((use) => {
    const item = use.parent;
    const statement = item && !isStatement(item) && item.kind === "subscript" && item.value === use ? item.parent : null;
    return statement && isStatement(statement) && statement.kind === "assign" && statement.operator === "" && statement.value && statement.targets[0] === item ? [{ index: (item as SubscriptExpression).index, value: statement.value }] : [];
  });
}

/** The values of the `return` statements of a function that its call may reach, and whether one of them is reached for certain. `None` says nothing. */
function reachedReturns(body: Block, names: Names): { values: Expression[]; ends: boolean } {
  const values: Expression[] = [];
  for (const s of body.statements) {
    if (s.kind === "return") return { values: s.value && !isNone(s.value) ? [...values, s.value] : values, ends: true };
    if (s.kind !== "compound") continue;
    for (const [i, inner] of s.bodies.entries()) {
      const test = s.type === "if_statement" ? s.expressions[i] : undefined;
      const holds = test ? truthOf(test, names) : undefined;
      if (holds === false) continue;
      const found = reachedReturns(inner, names);
      values.push(...found.values);
      if (holds !== true) continue;
      if (found.ends) return { values, ends: true };
      break;
    }
  }
  return { values, ends: false };
}

/** Whether a condition holds in a reading of a function, where what its call passes tells; undefined where it does not. */
function truthOf(e: Expression, names: Names): boolean | undefined {
  if (e.kind === "unary" && e.operator === "not") {
    const inner = truthOf(e.operand, names);
    return inner === undefined ? undefined : !inner;
  }
  if (e.kind === "constant") return e.value === true;
  if (e.kind !== "name") return undefined;
  const [only, ...others] = names.definitionsOf(e);
  return only?.kind === "parameter" && others.length === 0 && only.variable.bindings.length === 1 && only.value?.kind === "constant" ? only.value.value === true : undefined;
}
