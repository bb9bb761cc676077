import type { AttributeExpression, Block, CallExpression, ClassStatement, Expression, FunctionStatement, Reading, Statement } from "./ast.js";
import { expressionsOf, isStatement, statementOf, walkExpression } from "./ast.js";
import { classNamed, dotted, fieldsOf, hasMethod, hasUnknownFields, isAbstract, isClassMethod, isShared, isStatic, lookupOrder, methodAfter, methodOf } from "./classes.js";
import type { Binding, Names, Scope } from "./scope.js";
import { argumentOf } from "./scope.js";

/** How far an object is followed through variables, results and attributes. */
const DEPTH = 12;

/** An object of a class of the program. */
export interface Instance {
  readonly c: ClassStatement;
  /** Whether it is of this class; else it may be of one that is derived from it. */
  readonly exact: boolean;
  /** The call that makes it; null where it may be any object of the class. */
  readonly made: CallExpression | null;
}

/** A class that an expression stands for. */
type ClassValue = Pick<Instance, "c" | "exact">;

/** The function that a call runs, and whether the call stands on an object of its class, or on the class itself. */
export interface Target {
  readonly f: FunctionStatement;
  readonly bound: boolean;
}

/** A value that an attribute is set to; `value` is null where it can't be told. */
interface Setting {
  readonly target: AttributeExpression;
  readonly value: Expression | null;
  /** The position in what is unpacked; null for the whole value. */
  readonly index: number | null;
}

/** What a place holds: an expression, or the item of one that is unpacked. */
export interface Held {
  readonly value: Expression;
  readonly index: number | null;
}

/** Which objects of which classes the expressions of a program stand for, and so which function a call runs. */
export class Objects {
  private readonly known = new Map<Expression, Instance | null>();
  private readonly classes = new Map<Expression, ClassValue | null>();

  constructor(private readonly names: Names) {}

  /** The function that a callee names; null when it is none of the program, or may be several. */
  targetOf(callee: Expression): Target | null {
    const candidates = this.candidatesOf(callee);
    return candidates.length === 1 ? candidates[0]! : null;
  }

  /** The functions that a callee may name, as far as they are of the program. */
  candidatesOf(callee: Expression): readonly Target[] {
    if (callee.kind !== "name" && callee.kind !== "attribute") return [];
    const { names } = this;
    const definitions = callee.kind === "name" ? names.definitionsOf(callee) : names.definitionsAt(callee);
    const only = definitions.length === 1 ? definitions[0]! : null;
    if (only?.kind === "function" && only.statement.kind === "function") return only.variable.bindings.length === 1 ? [{ f: only.statement, bound: false }] : [];
    const c = this.classOf(callee);
    if (c) return this.methods(c, "__init__", true);
    if (callee.kind !== "attribute") return [];
    if (isSuper(callee.value)) return this.inherited(callee);
    const owner = this.classOf(callee.value);
    if (owner) return this.methods(owner, callee.name, false);
    const instance = this.instanceAt(callee.value);
    return instance ? this.methods(instance, callee.name, true) : [];
  }

  private methods(of: ClassValue, name: string, bound: boolean): Target[] {
    const found = new Set((of.exact ? [of.c] : this.possible(of.c)).map((c) => methodOf(c, name, this.names)));
    const real = [...found].filter((f) => f !== null && (found.size === 1 || !isAbstract(f)));
    return real.flatMap((f) => (f ? [{ f, bound: (bound && !isStatic(f)) || isClassMethod(f) }] : []));
  }

  /** `super().name` */
  private inherited(callee: AttributeExpression): Target[] {
    const around = methodAround(statementOf(callee), this.names);
    if (!around) return [];
    const self = this.selfOf(around.f, around.scope) ?? { c: around.owner, exact: false };
    const order = self.exact ? self.c : around.owner;
    const f = methodAfter(around.owner, order, callee.name, this.names);
    return f ? [{ f, bound: !isStatic(f) }] : [];
  }

  /** The class that an expression names, or stands for: `cls` in a class method, `type(self)`, a parameter that is passed a class. */
  classOf(e: Expression, depth = 0): ClassValue | null {
    if (depth > DEPTH) return null;
    const known = this.classes.get(e);
    if (known !== undefined) return known;
    this.classes.set(e, null); // one that is bound to itself
    const found = this.findClass(e, depth);
    this.classes.set(e, found);
    return found;
  }

  private findClass(e: Expression, depth: number): ClassValue | null {
    const named = classNamed(e, this.names);
    if (named) return { c: named, exact: true };
    if (e.kind === "attribute") return e.name === "__class__" ? this.instanceAt(e.value) : this.nestedClass(e, depth);
    if (e.kind === "call") return e.callee.kind === "name" && e.callee.id === "type" && e.args.length === 1 && !this.names.variableOf(e.callee) ? this.instanceAt(e.args[0]!.value) : null;
    if (e.kind !== "name") return null;
    const found = this.names.definitionsOf(e).map((d) => {
      if (d.kind === "parameter" && isFirst(d) && isClassMethod(d.statement)) return this.classOfMethod(d.statement, d.variable.scope);
      return (d.kind === "parameter" || d.kind === "assign") && d.index === null && d.value && (d.value.kind === "name" || d.value.kind === "attribute") ? this.classOf(d.value, depth + 1) : null;
    });
    const first = found[0] ?? null;
    return first && found.every((x) => x?.c === first.c) ? first : null;
  }

  /** `self.Settings`, `Job.Settings`: a class that the body of another one defines. */
  private nestedClass(e: AttributeExpression, depth: number): ClassValue | null {
    const owner = this.instanceAt(e.value) ?? this.classOf(e.value, depth + 1);
    if (!owner) return null;
    const found = (owner.exact ? [owner.c] : this.possible(owner.c)).map((k) => {
      const bindings = lookupOrder(k, this.names).map((c) => (c && this.names.scopeIn(c.body).variables.get(e.name)?.bindings) ?? []).find((b) => b.length > 0) ?? [];
      const s = bindings.length === 1 && bindings[0]!.kind === "class" ? bindings[0]!.statement : null;
      return s?.kind === "class" ? s : null;
    });
    const first = found[0] ?? null;
    return first && found.every((c) => c === first) ? { c: first, exact: true } : null;
  }

  private classOfMethod(f: FunctionStatement, scope: Scope): ClassValue | null {
    const owner = f.block.owner;
    if (owner?.kind !== "class") return null;
    const reading = this.readingIn(f, scope);
    if (!reading?.call) return { c: reading?.of ?? owner, exact: reading?.of !== undefined };
    const { callee } = reading.call;
    if (callee.kind !== "attribute") return null;
    if (isSuper(callee.value)) {
      const around = methodAround(statementOf(callee), this.names);
      return around && isClassMethod(around.f) ? this.classOfMethod(around.f, around.scope) : null;
    }
    return this.classOf(callee.value) ?? this.instanceAt(callee.value);
  }

  /** The object of which class, and made by which call, an expression is; null where nothing in sight says so. */
  instanceAt(e: Expression): Instance | null {
    const known = this.known.get(e);
    if (known !== undefined) return known;
    this.known.set(e, null); // one that is made from itself
    const found = this.find(e);
    this.known.set(e, found);
    return found;
  }

  private find(e: Expression): Instance | null {
    switch (e.kind) {
      case "call": {
        const c = this.classOf(e.callee);
        if (c) return { ...c, made: isShared(c.c, this.names) ? null : e };
        const returned = this.returnedBy(e);
        return returned && returned.length > 0 ? common(returned.map((v) => this.instanceAt(v))) : null;
      }
      case "name": {
        const definitions = this.names.definitionsOf(e).filter((d) => !isNone(d.value));
        return common(definitions.map((d) => (d.kind === "parameter" && isFirst(d) ? this.selfOf(d.statement, d.variable.scope) : this.bound(d))));
      }
      case "attribute": {
        const elsewhere = this.names.definitionsAt(e);
        if (elsewhere.length > 0) return common(elsewhere.map((d) => this.bound(d)));
        const values = this.attributeValues(e).filter((v) => v === null || !isNone(v.value));
        return common(values.map((v) => v && this.heldBy(v)));
      }
      case "conditional": return common([this.instanceAt(e.then), this.instanceAt(e.otherwise)]);
      default: return null;
    }
  }

  private bound(d: Binding): Instance | null {
    return (d.kind === "assign" || d.kind === "parameter") && d.value ? this.heldBy({ value: d.value, index: d.index }) : null;
  }

  private heldBy({ value, index }: Held): Instance | null {
    if (index === null) return this.instanceAt(value);
    const holders = value.kind === "call" ? (this.returnedBy(value) ?? []) : [value];
    const items = holders.map((h) => (h.kind === "tuple" || h.kind === "list" ? h.items[index] : undefined));
    return common(items.map((i) => (i ? this.instanceAt(i) : null)));
  }

  /** The values that a call of a function of the program gives back; null when it is no such call, or the function is not read for it. */
  private returnedBy(call: CallExpression): Expression[] | null {
    const target = this.targetOf(call.callee);
    const reading = target?.f.readings.find((r) => r.call === call);
    return reading && target?.f.name !== "__init__" ? returnsOf(reading.body) : null;
  }

  /** The object that the first parameter of a method is, in one reading of it. */
  selfOf(f: FunctionStatement, scope: Scope): Instance | null {
    const owner = f.block.owner;
    if (owner?.kind !== "class" || isStatic(f) || isClassMethod(f) || f.name === "__new__") return null;
    const reading = this.readingIn(f, scope);
    const { call } = reading ?? { call: null };
    if (!reading || !call) return reading?.of ? { c: reading.of, exact: true, made: null } : { c: owner, exact: false, made: null };
    if (!reading.bound) {
      const passed = argumentOf(reading, f, f.parameters[0]!.name);
      return passed ? this.instanceAt(passed) : null;
    }
    if (this.classOf(call.callee)) return this.instanceAt(call);
    if (call.callee.kind !== "attribute") return null;
    if (!isSuper(call.callee.value)) return this.instanceAt(call.callee.value);
    const around = methodAround(statementOf(call), this.names);
    return around && this.selfOf(around.f, around.scope);
  }

  private readingIn(f: FunctionStatement, scope: Scope): Reading | undefined {
    return f.readings.find((r) => this.names.scopeIn(r.body) === scope);
  }

  /**
   * The values that an attribute may hold, each an expression: what is set on such objects anywhere, what the class says, what the constructor
   * of a dataclass gets. `null` stands for a value that can't be told. None where the attribute is none of an object or a class of the program.
   */
  attributeValues(e: AttributeExpression): readonly (Held | null)[] {
    const instance = this.instanceAt(e.value);
    if (instance) return this.valuesOf(instance, e.name);
    const c = this.classOf(e.value);
    if (!c || hasMethod(c.c, e.name, this.names)) return [];
    return [...this.setOn(e.name, (other) => this.isRelated(c, other)), ...this.classValues(c, e.name)];
  }

  /**
   * The values of an attribute that is a text: `self.name`, `Settings.NAME`, `Names.SCORES.value` of an enumeration. A member of one is no text.
   * One piece of code serves all objects of a class, so what any of them holds counts.
   */
  textsOf(e: AttributeExpression): readonly (Held | null)[] {
    if (e.name === "value" && e.value.kind === "attribute") {
      const names = this.classOf(e.value.value);
      return names && isEnum(names.c) ? this.classValues(names, e.value.name) : [];
    }
    const c = this.classOf(e.value);
    if ((c && isEnum(c.c)) || this.unknownTargets().has(e.name)) return [];
    const instance = this.instanceAt(e.value);
    if (!instance) return this.attributeValues(e);
    const [d] = e.value.kind === "name" ? this.names.definitionsOf(e.value) : [];
    const declared = d && isFirst(d) && d.statement.block.owner?.kind === "class" ? d.statement.block.owner : instance.c;
    return this.possible(declared).flatMap((k) => this.valuesOf({ c: k, exact: true, made: null }, e.name));
  }

  private unknown: Set<string> | null = null;

  private unknownTargets(): ReadonlySet<string> {
    return (this.unknown ??= new Set(this.settingsOfUnknown().map((t) => t.name)));
  }

  /** The same for an object. */
  valuesOf(instance: Instance, name: string): readonly (Held | null)[] {
    if (hasMethod(instance.c, name, this.names)) return [];
    if (this.setByName().some((s) => (s.name === null || s.name === name) && (!s.on || this.mayBeSame(instance, s.on)))) return [null];
    const set = this.setOn(name, (other, made) => (made ? this.mayBeSame(instance, made) : this.isRelated(instance, other)));
    return [...set, ...(this.fieldValues(instance, name) ?? this.classValues(instance, name))];
  }

  /** The values that an attribute of that name is set to on some objects, or on some classes. */
  private setOn(name: string, isMeant: (c: ClassValue, instance: Instance | null) => boolean): (Held | null)[] {
    const set = (this.settings().get(name) ?? []).filter((s) => {
      const instance = this.instanceAt(s.target.value);
      const c = instance ?? this.classOf(s.target.value);
      return c !== null && isMeant(c, instance);
    });
    return set.map((s) => s.value && { value: s.value, index: s.index });
  }

  /** What is set on a class is seen by the objects of those derived from it. */
  private isRelated(a: ClassValue, b: ClassValue): boolean {
    return this.derives(a.c, b.c) || this.derives(b.c, a.c);
  }

  /** What the bodies of a class and its bases bind. */
  private classValues(owner: ClassValue, name: string): (Held | null)[] {
    const own = (c: ClassStatement): (Held | null)[] => {
      const bindings = this.names.scopeIn(c.body).variables.get(name)?.bindings ?? [];
      // `config: ParallelRunConfig` alone binds nothing.
      const bound = bindings.filter((b) => b.statement.kind !== "assign" || b.statement.value !== null);
      return bound.map((b) => (b.kind === "assign" ? b.value && { value: b.value, index: b.index } : null));
    };
    const nearest = lookupOrder(owner.c, this.names).map((c) => (c ? own(c) : [])).find((v) => v.length > 0) ?? [];
    return owner.exact ? nearest : [...nearest, ...this.derivedOf(owner.c).flatMap(own)];
  }

  /** What the constructor of a dataclass gets for a field; null where the attribute is no field. */
  private fieldValues(instance: Instance, name: string): (Held | null)[] | null {
    const classes = instance.exact ? [instance.c] : [instance.c, ...this.derivedOf(instance.c)];
    const calls = instance.made ? [instance.made] : this.constructorCalls().filter((x) => classes.includes(x.c)).map((x) => x.call);
    const fields = fieldsOf(instance.c, this.names);
    if (!fields) return hasUnknownFields(instance.c, this.names) && !hasMethod(instance.c, "__init__", this.names) && calls.some((call) => call.args.length > 0) ? [null] : null;
    if (!fields.some((f) => f.name === name)) return null;
    return calls.map((call) => {
      const value = this.fieldValue(call, name);
      return value && { value, index: null };
    });
  }

  /** What a call of a dataclass gives to a field: the argument, or the default. */
  fieldValue(call: CallExpression, name: string): Expression | null {
    const c = this.classOf(call.callee);
    const field = c && fieldsOf(c.c, this.names)?.find((f) => f.name === name);
    if (!field || hasMethod(c.c, "__init__", this.names)) return null;
    const named = call.args.find((a) => a.name === name);
    if (named) return named.value;
    if (call.args.some((a) => a.star === "**" || a.star === "*")) return null;
    const positional = field.position === null ? undefined : call.args[field.position];
    return positional && positional.name === null ? positional.value : field.default;
  }

  /** The fields of the dataclass that a call makes an object of; null for another call. */
  fieldNames(call: CallExpression): readonly string[] | null {
    const c = this.classOf(call.callee);
    return c && (fieldsOf(c.c, this.names)?.map((f) => f.name) ?? null);
  }

  private mayBeSame(a: Instance, b: Instance): boolean {
    if (a.made && b.made) return a.made === b.made;
    if (a.exact && b.exact) return a.c === b.c;
    return (!a.exact && this.derives(b.c, a.c)) || (!b.exact && this.derives(a.c, b.c));
  }

  private derives(c: ClassStatement, from: ClassStatement): boolean {
    return lookupOrder(c, this.names).includes(from);
  }

  private index: Map<string, Setting[]> | null = null;

  /** Every place that sets an attribute of something, by its name. */
  private settings(): ReadonlyMap<string, readonly Setting[]> {
    if (this.index) return this.index;
    const index = (this.index = new Map<string, Setting[]>());
    const add = (target: Expression, value: Expression | null, position: number | null): void => {
      if (target.kind === "attribute") {
        const setting = { target, value, index: position };
        const same = index.get(target.name);
        if (same) same.push(setting);
        else index.set(target.name, [setting]);
      } else if (target.kind === "tuple" || target.kind === "list") {
        const literal = value && (value.kind === "tuple" || value.kind === "list") && position === null && value.items.length === target.items.length ? value : null;
        target.items.forEach((item, i) => (literal ? add(item, literal.items[i]!, null) : add(item, position === null && item.kind !== "star" ? value : null, i)));
      } else if (target.kind === "star") add(target.value, null, null);
    };
    for (const block of this.names.blocks()) {
      for (const s of block.statements) {
        if (s.kind === "assign" && (s.value || s.operator !== "")) for (const t of s.targets) add(t, s.operator === "" ? s.value : null, null);
        if (s.kind === "compound") for (const b of s.bindings) add(b.target, s.type === "with_statement" ? b.value : null, null);
      }
    }
    return index;
  }

  /** The places that set an attribute of an object which is not known. */
  settingsOfUnknown(): AttributeExpression[] {
    return [...this.settings().values()].flat().map((s) => s.target).filter((t) => !this.instanceAt(t.value) && !this.classOf(t.value) && !this.names.fileAt(t.value));
  }

  private byName: { on: Instance | null; name: string | null }[] | null = null;

  /** What `setattr` and `__dict__` set: on which object, and which attribute; null where that can't be told. */
  private setByName(): readonly { on: Instance | null; name: string | null }[] {
    if (this.byName) return this.byName;
    const found: { on: Instance | null; name: string | null }[] = (this.byName = []);
    for (const block of this.names.blocks()) {
      for (const s of block.statements) {
        for (const top of expressionsOf(s)) {
          for (const e of walkExpression(top)) {
            const called = e.kind === "call" && (e.callee.kind === "name" ? e.callee.id : e.callee.kind === "attribute" ? e.callee.name : "");
            const on = e.kind === "attribute" && e.name === "__dict__" ? e.value : e.kind === "call" && (called === "setattr" || called === "__setattr__" || called === "vars") ? e.args[0]?.value : undefined;
            if (!on || this.names.fileAt(on)) continue;
            const named = e.kind === "call" ? e.args[1]?.value : undefined;
            found.push({ on: this.instanceAt(on), name: named?.kind === "string" ? named.value : null });
          }
        }
      }
    }
    return found;
  }

  /** The classes of which an object that is said to be of one class may be: those that something makes, or all where nothing does. */
  possible(c: ClassStatement): readonly ClassStatement[] {
    const all = [c, ...this.derivedOf(c)];
    const used = all.filter((x) => this.usedClasses().has(x));
    return used.length > 0 ? used : all;
  }

  /**
   * The methods that take the place of one which nothing calls, for objects of other classes: those of the same name in its bases and in what
   * is derived from it, as far as they are called. None for a method that is called itself, or out of sight.
   */
  calledInsteadOf(f: FunctionStatement): readonly FunctionStatement[] {
    const owner = f.block.owner;
    const [first] = f.readings;
    if (owner?.kind !== "class" || f.readings.length !== 1 || first?.call !== null || first.isCalledUnseen) return [];
    const bases = lookupOrder(owner, this.names).filter((c) => c !== null);
    const family = new Set([...bases, ...bases.flatMap((c) => this.derivedOf(c))]);
    return [...family].flatMap((c) => c.body.statements.filter((s): s is FunctionStatement => s.kind === "function" && s !== f && s.name === f.name && s.readings.every((r) => r.call !== null)));
  }

  private derived: Map<ClassStatement, ClassStatement[]> | null = null;

  /** The classes that are derived from one. */
  derivedOf(c: ClassStatement): readonly ClassStatement[] {
    if (!this.derived) {
      this.derived = new Map();
      for (const v of this.names.all()) {
        for (const b of v.bindings) {
          if (b.kind !== "class" || b.statement.kind !== "class") continue;
          for (const base of lookupOrder(b.statement, this.names).slice(1)) if (base) this.derived.set(base, [...(this.derived.get(base) ?? []), b.statement]);
        }
      }
    }
    return this.derived.get(c) ?? [];
  }

  private used: Set<ClassStatement> | null = null;

  /** The classes that are named for more than to derive from them: called, passed on, listed. */
  private usedClasses(): ReadonlySet<ClassStatement> {
    if (this.used) return this.used;
    const used = (this.used = new Set<ClassStatement>());
    for (const block of this.names.blocks()) {
      for (const s of block.statements) {
        const typed = s.kind === "function" ? s.annotations : s.kind === "class" ? s.bases : s.kind === "assign" && s.annotation ? [s.annotation] : [];
        for (const top of expressionsOf(s)) {
          if (typed.includes(top)) continue;
          for (const e of walkExpression(top)) {
            const c = (e.kind === "name" && !this.names.isTarget(e)) || e.kind === "attribute" ? classNamed(e, this.names) : null;
            if (c && !isCompared(e)) used.add(c);
          }
        }
      }
    }
    return used;
  }

  private calls: { c: ClassStatement; call: CallExpression }[] | null = null;

  private constructorCalls(): readonly { c: ClassStatement; call: CallExpression }[] {
    if (this.calls) return this.calls;
    const calls: { c: ClassStatement; call: CallExpression }[] = (this.calls = []);
    for (const block of this.names.blocks()) {
      for (const s of block.statements) {
        for (const top of expressionsOf(s)) {
          for (const e of walkExpression(top)) {
            const c = e.kind === "call" ? this.classOf(e.callee) : null;
            if (c && e.kind === "call") calls.push({ c: c.c, call: e });
          }
        }
      }
    }
    return calls;
  }
}

const made = new WeakMap<Names, Objects>();

/** The objects of a program, worked out once for its names. */
export function objectsIn(names: Names): Objects {
  let objects = made.get(names);
  if (!objects) made.set(names, (objects = new Objects(names)));
  return objects;
}

/** The values of the `return` statements of a function. `None` says nothing. */
export function returnsOf(body: Block): Expression[] {
  return body.statements.flatMap((s) => (s.kind === "return" ? (s.value && !isNone(s.value) ? [s.value] : []) : s.kind === "compound" ? s.bodies.flatMap(returnsOf) : []));
}

export function isNone(e: Expression | null): boolean {
  return e?.kind === "constant" && e.value === null;
}

function isEnum(c: ClassStatement): boolean {
  return c.bases.some((b) => /(Enum|Flag)$/.test(dotted(b)));
}

/** `super()`, `super(Own, self)`. */
export function isSuper(e: Expression): boolean {
  return e.kind === "call" && e.callee.kind === "name" && e.callee.id === "super";
}

/** `isinstance(x, C)`, `issubclass(x, C)`. */
function isCompared(e: Expression): boolean {
  const parent = e.parent && !isStatement(e.parent) && e.parent.kind === "tuple" ? e.parent.parent : e.parent;
  return parent !== null && !isStatement(parent) && parent.kind === "call" && parent.callee.kind === "name" && /^(isinstance|issubclass|super)$/.test(parent.callee.id);
}

function isFirst(d: Binding): d is Binding & { readonly statement: FunctionStatement } {
  return d.statement.kind === "function" && d.statement.block.owner?.kind === "class" && d.statement.parameters[0]?.name === d.variable.name && d.statement.parameters[0].star === "";
}

/** The method that a statement stands in, functions inside of it looked through. */
function methodAround(s: Statement, names: Names): { f: FunctionStatement; scope: Scope; owner: ClassStatement } | null {
  for (let scope: Scope | null = names.scopeOf(s); scope; scope = scope.parent) {
    if (scope.kind !== "function" || scope.parent?.kind !== "class") continue;
    const owner = scope.parent.owner;
    return scope.owner?.kind === "function" && owner?.kind === "class" ? { f: scope.owner, scope, owner } : null;
  }
  return null;
}

/** What several places agree on: one object, else any object of one class. */
function common(found: readonly (Instance | null)[]): Instance | null {
  const first = found[0] ?? null;
  if (!first || found.some((x) => x?.c !== first.c)) return null;
  return { c: first.c, exact: found.every((x) => x!.exact), made: found.every((x) => x!.made === first.made) ? first.made : null };
}
