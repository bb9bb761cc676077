import type { AttributeExpression, Block, CallExpression, ClassStatement, Expression, FunctionStatement, Reading, Statement, SubscriptExpression } from "../python/ast.js";
import { bodiesOf, isStatement, statementOf } from "../python/ast.js";
import type { Known } from "../python/module.js";
import { basesOf, classAt, classNamed, readingAround, targetOf } from "../python/readings.js";
import type { Binding, Names } from "../python/scope.js";
import { argumentOf } from "../python/scope.js";

/** How deep values are followed through functions, tuples and attributes. */
const DEPTH = 12;

/**
 * Where values come from and go to between the scopes of a program: parameters and results of functions, tuples and dicts that carry several
 * of them, and attributes of objects. It knows expressions, and nothing of what they stand for.
 */
export class Flow {
  private readonly derived = new Map<ClassStatement, ClassStatement[]>();

  /** @param opaque the functions and classes that nothing is followed through, and why */
  constructor(private readonly names: Names, private readonly opaque: ReadonlyMap<Statement, string>) {
    for (const variable of names.all()) {
      for (const b of variable.bindings) {
        const c = b.kind === "class" && b.statement.kind === "class" ? b.statement : null;
        for (const base of c ? basesOf(c, names) : []) this.derived.set(base, [...(this.derived.get(base) ?? []), c!]);
      }
    }
  }

  /** Whether the value of a binding is followed: it is no parameter of an opaque function. */
  isFollowed(b: Binding): boolean {
    return b.kind !== "parameter" || !this.opaque.has(b.statement);
  }

  /** The function that a call runs, and the reading of it for this call; null where it is not followed. */
  readingOf(call: CallExpression): { f: FunctionStatement; reading: Reading } | null {
    const target = targetOf(call.callee, this.names);
    const reading = target && !this.opaque.has(target.f) ? target.f.readings.find((r) => r.call === call) : undefined;
    return target && reading ? { f: target.f, reading } : null;
  }

  /** The values that a call of a function of the program gives back; null when it is no such call. */
  returnedBy(call: CallExpression): Expression[] | null {
    const target = targetOf(call.callee, this.names);
    if (!target || target.f.name === "__init__") return null;
    const found = this.readingOf(call);
    return found ? returnsOf(found.reading.body, this.names).values : [];
  }

  /** Whether an argument of a call is followed into the function: its parameter is read there as the same value. */
  isPassedOn(argument: Expression, call: CallExpression): boolean {
    const found = this.readingOf(call);
    if (found) return found.f.parameters.some((p) => argumentOf(found.reading, found.f, p.name) === argument);
    const c = this.dataclassOf(call);
    return c !== null && fieldsOf(c).some((name) => fieldValue(call, c, name) === argument);
  }

  /** Why a call is not followed, where that was found out while its function was written. */
  whyOpaque(call: CallExpression): string | null {
    const target = targetOf(call.callee, this.names);
    return target ? (this.opaque.get(target.f) ?? null) : null;
  }

  /** Whether what a `return` gives back is followed to the call of its function. */
  isReturned(value: Expression): boolean {
    const around = readingAround(statementOf(value));
    return around !== null && around.reading.call !== null && !this.opaque.has(around.f);
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

  /** The values that an attribute of an object may hold: what the methods of its class set, what the class body says, the fields of a dataclass. */
  attributeValues(e: AttributeExpression): Expression[] {
    const fields = this.fieldValues(e);
    if (fields) return fields;
    const owner = this.ownerOf(e);
    return owner ? this.family(owner).flatMap((c) => setsOf(c, e.name, this.names)) : [];
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
        return next([...elsewhere, ...this.attributeValues(e)]);
      }
      case "call": return next(this.returnedBy(e) ?? (e.callee.kind === "name" && e.callee.id === "dict" && !this.names.variableOf(e.callee) ? [] : []));
      default: return [];
    }
  }

  /** `steps["score"] = step`: what is put into a dict that a variable holds. */
  private storedItems(holder: Expression, key: string | number, known: (index: Expression) => Known | undefined): Expression[] {
    const variable = holder.kind === "name" ? this.names.variableOf(holder) : undefined;
    return (variable?.uses ?? []).flatMap((use) => {
      const item = use.parent;
      const statement = item && !isStatement(item) && item.kind === "subscript" && item.value === use ? item.parent : null;
      return statement && isStatement(statement) && statement.kind === "assign" && statement.operator === "" && statement.value && statement.targets[0] === item && known((item as SubscriptExpression).index) === key ? [statement.value] : [];
    });
  }

  /** The class whose object an attribute is read from, where objects are followed through it. */
  private ownerOf(e: AttributeExpression): ClassStatement | null {
    const owner = classAt(e.value, this.names) ?? classNamed(e.value, this.names);
    return owner && !this.opaque.has(owner) && !this.isSetFromOutside(owner, e.name) ? owner : null;
  }

  /** Whether code outside of a class sets an attribute of its objects: `scorer.config = config`. */
  private isSetFromOutside(owner: ClassStatement, name: string): boolean {
    if (!this.outside) {
      this.outside = new Map();
      for (const target of this.names.attributeTargets()) {
        const c = classAt(target.value, this.names);
        if (c && !isOwn(target.value, c, this.names)) for (const x of this.family(c)) this.outside.set(x, new Set([...(this.outside.get(x) ?? []), target.name]));
      }
    }
    return this.outside.get(owner)?.has(name) ?? false;
  }

  private outside: Map<ClassStatement, Set<string>> | null = null;

  /** A class, those that it is derived from, and those derived from it. */
  private family(c: ClassStatement): ClassStatement[] {
    const found = new Set<ClassStatement>([c]);
    const up = (x: ClassStatement): void => basesOf(x, this.names).forEach((b) => void (found.has(b) || (found.add(b), up(b))));
    const down = (x: ClassStatement): void => (this.derived.get(x) ?? []).forEach((b) => void (found.has(b) || (found.add(b), down(b))));
    up(c);
    down(c);
    return [...found];
  }

  /** The values of a field of a dataclass or a named tuple, by the calls that make the object; null where the attribute is none. */
  private fieldValues(e: AttributeExpression): Expression[] | null {
    const calls = this.callsThatMake(e.value, 0);
    if (calls.length === 0) return null;
    if (calls.some(({ c }) => this.isSetFromOutside(c, e.name))) return [];
    const values = calls.flatMap(({ call, c }) => fieldValue(call, c, e.name) ?? []);
    return values.length > 0 ? values : null;
  }

  private callsThatMake(e: Expression, depth: number): { call: CallExpression; c: ClassStatement }[] {
    if (depth > DEPTH) return [];
    if (e.kind === "call") {
      const c = this.dataclassOf(e);
      return c ? [{ call: e, c }] : (this.returnedBy(e) ?? []).flatMap((v) => this.callsThatMake(v, depth + 1));
    }
    if (e.kind === "attribute") return this.attributeValues(e).flatMap((v) => this.callsThatMake(v, depth + 1));
    if (e.kind !== "name") return [];
    return this.names.definitionsOf(e).flatMap((d) => {
      if ((d.kind !== "assign" && d.kind !== "parameter") || !d.value || !this.isFollowed(d)) return [];
      return (d.index === null ? [d.value] : this.unpacked(d.value, d.index)).flatMap((v) => this.callsThatMake(v, depth + 1));
    });
  }

  private dataclassOf(call: CallExpression): ClassStatement | null {
    const c = classNamed(call.callee, this.names);
    return c && !this.opaque.has(c) && fieldsOf(c).length > 0 ? c : null;
  }
}

/** The fields of a dataclass or a named tuple, in order; none for another class. */
function fieldsOf(c: ClassStatement): string[] {
  const isData = c.decorators.some((d) => /^(dataclass|dataclasses\.dataclass)$/.test(nameOf(d.kind === "call" ? d.callee : d))) || c.bases.some((b) => /^(typing\.)?NamedTuple$/.test(nameOf(b)));
  return isData ? c.body.statements.flatMap((s) => (s.kind === "assign" && s.annotation && s.targets[0]?.kind === "name" ? [s.targets[0].id] : [])) : [];
}

function nameOf(e: Expression): string {
  return e.kind === "name" ? e.id : e.kind === "attribute" ? `${nameOf(e.value)}.${e.name}` : "";
}

function fieldValue(call: CallExpression, c: ClassStatement, name: string): Expression | undefined {
  const position = fieldsOf(c).indexOf(name);
  const positional = position < 0 ? undefined : call.args[position];
  return call.args.find((a) => a.name === name)?.value ?? (positional?.name === null && positional.star === "" ? positional.value : undefined);
}

/** The values that the methods of a class give to an attribute of `self`, and what its body binds. `None` says nothing. */
function setsOf(c: ClassStatement, name: string, names: Names): Expression[] {
  const found: Expression[] = [];
  const visit = (block: Block): void => {
    for (const s of block.statements) {
      if (s.kind === "assign" && s.operator === "" && s.value && !isNone(s.value)) {
        const set = s.targets.some((t) => t.kind === "attribute" && t.name === name && classAt(t.value, names) === c && isOwn(t.value, c, names));
        if (set || (block === c.body && s.targets.some((t) => t.kind === "name" && t.id === name))) found.push(s.value);
      }
      for (const body of s.kind === "class" ? [] : bodiesOf(s)) visit(body);
    }
  };
  visit(c.body);
  return found;
}

/** Whether an expression is `self` in a method of the class. */
function isOwn(e: Expression, c: ClassStatement, names: Names): boolean {
  return e.kind === "name" && names.definitionsOf(e).every((d) => d.kind === "parameter" && d.statement.block.owner === c);
}

function isNone(e: Expression): boolean {
  return e.kind === "constant" && e.value === null;
}

/** The values of the `return` statements of a function that its call may reach, and whether one of them is reached for certain. `None` says nothing. */
function returnsOf(body: Block, names: Names): { values: Expression[]; ends: boolean } {
  const values: Expression[] = [];
  for (const s of body.statements) {
    if (s.kind === "return") return { values: s.value && !isNone(s.value) ? [...values, s.value] : values, ends: true };
    if (s.kind !== "compound") continue;
    for (const [i, inner] of s.bodies.entries()) {
      const test = s.type === "if_statement" ? s.expressions[i] : undefined;
      const holds = test ? truthOf(test, names) : undefined;
      if (holds === false) continue;
      const found = returnsOf(inner, names);
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
