import type { AttributeExpression, CallExpression, ClassStatement, Expression, NameExpression, Statement } from "../python/ast.js";
import { expressionsOf, isStatement, walkExpression, walkStatements } from "../python/ast.js";
import { dotted } from "../python/classes.js";
import { Arguments } from "../python/module.js";
import type { Module } from "../python/module.js";
import type { Held } from "../python/objects.js";
import type { Binding } from "../python/scope.js";
import { Flow } from "./flow.js";
import { spreadEntries } from "./spread.js";
import type { CallShape, Kind, V1Object, Vocabulary } from "./model.js";
import { isV1Name } from "./model.js";

/** Kinds of which the program goes on with what it fetched: texts, lists and statuses of runs. */
export const FOLLOWED: ReadonlySet<Kind> = new Set<Kind>(["run", "step-runs", "step-run", "output-data"]);

/** Builtins that give back what they are given, as another sequence; enumerate counts it too. */
const SEQUENCES: ReadonlySet<string> = new Set(["list", "tuple", "iter", "reversed", "sorted", "enumerate"]);

const NO_CALL = { args: [] } as unknown as CallExpression;

/** Modules of Python itself that copy, keep or pass on what they get: no file of a project can show more of them. */
const OF_PYTHON = /^(asyncio|collections|concurrent|contextlib|copy|dataclasses|functools|importlib|inspect|itertools|json|logging|multiprocessing|operator|pickle|pprint|queue|shelve|threading|types|typing|weakref)\./;

/** Finds out which v1 objects an expression can stand for. It reads and never writes. */
export class Reader {
  private readonly memo = new Map<Expression, readonly V1Object[]>();
  /** Where values come from and go to between scopes. */
  readonly flow: Flow;

  /** @param opaque the functions and classes that objects are not followed through, and why */
  constructor(readonly module: Module, private readonly vocabulary: Required<Vocabulary>, readonly opaque: ReadonlyMap<Statement, string> = new Map()) {
    this.flow = new Flow(module.names, opaque);
    this.classes = new Set(Object.keys(vocabulary.calls).map((name) => name.split(".", 1)[0]!));
    const unknown = this.flow.settingsOfUnknown().filter((t) => this.objectsOf(t.value).length === 0);
    for (const t of unknown) this.setOnUnknown.add(t.name);
    this.memo.clear();
  }

  /** Every v1 object that an expression may be; none when it is something else or cannot be told. */
  objectsOf(e: Expression): readonly V1Object[] {
    const known = this.memo.get(e);
    if (known) return known;
    this.memo.set(e, []); // a value that is made from itself in a loop
    // What is made in a file that is only read is nobody's to change.
    const objects = this.read(e).filter((o) => this.module.isEdited(o.site));
    this.memo.set(e, objects);
    return objects;
  }

  /** The one object that an expression is; null when it may be several, or none. */
  objectOf(e: Expression | undefined): V1Object | null {
    const objects = e ? this.objectsOf(e) : [];
    return objects.length === 1 ? objects[0]! : null;
  }

  /** Whether everything that an expression may be is of one kind. */
  is(e: Expression, kind: Kind): boolean {
    const objects = this.objectsOf(e);
    return objects.length > 0 && objects.every((o) => o.kind === kind);
  }

  /** The v1 name that an expression reaches, without its module: `Dataset.File.from_files`. Null when it is not of `azureml`. */
  v1NameOf(e: Expression): string | null {
    const dotted = this.module.dottedNameOf(e);
    if (!dotted || !isV1Name(dotted)) return null;
    const segments = dotted.split(".");
    // What load_yaml itself calls is read as if it hung on it (see yaml/expand.ts): `ParallelRunConfig.load_yaml.Environment.get`.
    const first = segments.findIndex((s, i) => /^[A-Z_]/.test(s) && i > segments.slice(0, -1).indexOf("load_yaml"));
    return first < 0 ? null : segments.slice(first).join(".");
  }

  private read(e: Expression): readonly V1Object[] {
    switch (e.kind) {
      case "name": {
        const definitions = this.module.names.definitionsOf(e);
        if (definitions.length === 0) return this.elementOf(e, comprehended(e));
        if (definitions.every((d) => d.kind === "import")) return this.constant(e);
        return unique(definitions.flatMap((d) => this.bound(d) ?? this.elementOf(e, looped(d))));
      }
      case "call": return this.call(e);
      case "attribute": {
        const constant = this.constant(e);
        if (constant.length > 0) return constant;
        const elsewhere = this.module.names.definitionsAt(e);
        if (elsewhere.length > 0) return unique(elsewhere.flatMap((d) => this.bound(d) ?? []));
        const kept = this.keptIn(e);
        if (kept.length > 0) return kept;
        return this.derived(e, e.value, (o) => this.vocabulary.attributes[`${o.kind}.${e.name}`], (o) => `${o.kind}.${e.name}`);
      }
      case "subscript": {
        const item = this.valuesOf(this.flow.itemValues(e, (index) => this.module.known(index)));
        if (item.length > 0) return item;
        return this.derived(e, e.value, (o) => this.vocabulary.subscripts[o.form] ?? this.vocabulary.subscripts[o.kind], (o) => `${o.form}[]`);
      }
      case "conditional": {
        const [then, otherwise] = [this.objectsOf(e.then), this.objectsOf(e.otherwise)];
        return then.length > 0 && otherwise.length > 0 ? unique([...then, ...otherwise]) : [];
      }
      case "list": case "tuple":
        return e.items.some((i) => this.objectsOf(i).length > 0) ? [this.make("list", "list", e)] : [];
      case "dict":
        return e.entries.some((i) => this.objectsOf(i.value).length > 0) ? [this.make("list", "dict", e)] : [];
      case "binary":
        return e.operator === "+" && (this.is(e.left, "list") || this.is(e.right, "list")) ? [this.make("list", "sum", e)] : [];
      case "star": return this.objectsOf(e.value);
      case "scoped": {
        // `[r for r in run.get_children() if ...]` are step runs too.
        const [item, from] = e.children;
        return item?.kind === "name" && from && e.bound.length === 1 && e.bound[0] === item.id
          ? this.derived(e, from, (o) => (o.kind === "step-runs" ? o.kind : undefined), () => "comprehension") : [];
      }
      default: return [];
    }
  }

  /** What an attribute of an object of the program holds; none where one of the values that it may hold can't be told. */
  private keptIn(e: AttributeExpression): readonly V1Object[] {
    return this.setOnUnknown.has(e.name) ? [] : this.agreed(this.flow.attributeValues(e));
  }

  /** What an attribute of the objects of a class holds, whichever object it is. */
  keptAs(owner: ClassStatement, name: string): readonly V1Object[] {
    return this.setOnUnknown.has(name) ? [] : this.agreed(this.flow.valuesOf(owner, name));
  }

  private agreed(values: readonly (Held | null)[]): readonly V1Object[] {
    const said = values.filter((v) => v === null || !isNothing(v.value));
    const found = said.map((v) => (v === null ? [] : v.index === null ? this.objectsOf(v.value) : this.valuesOf(this.flow.unpacked(v.value, v.index))));
    return found.every((objects) => objects.length > 0) ? unique(found.flat()) : [];
  }

  /** The attributes that are set on objects which may be any, as `tune(scorer)` does it: nothing is known of them. */
  private readonly setOnUnknown = new Set<string>();

  /** Whether what is set on an attribute is followed to every read of it: nobody reads one of that name of an object that is not known. */
  isKept(target: Expression): boolean {
    return target.kind === "attribute" && this.flow.isKept(target) && !this.readOfUnknown().has(target.name);
  }

  private unknownReads: Set<string> | null = null;

  private readOfUnknown(): Set<string> {
    if (this.unknownReads) return this.unknownReads;
    const names = (this.unknownReads = new Set<string>());
    for (const s of walkStatements(this.module.program.body)) {
      for (const top of expressionsOf(s)) {
        for (const e of walkExpression(top)) {
          if (e.kind === "attribute" && !this.flow.isKept(e) && !this.flow.isArguments(e.value) && this.module.dottedNameOf(e) === null && this.objectsOf(e.value).length === 0 && this.objectsOf(e).length === 0) names.add(e.name);
        }
      }
    }
    return names;
  }

  /** The function that gives an expression its value and is not looked through, and why; null where there is none. */
  whyHidden(e: Expression, depth = 0): string | null {
    if (depth > 5) return null;
    if (e.kind === "call") {
      const why = this.flow.whyOpaque(e);
      // `load(...).as_named_input(...)` comes from what is called first.
      if (why === null) return e.callee.kind === "attribute" ? this.whyHidden(e.callee.value, depth + 1) : null;
      return `${this.module.slice(e.callee)}, ${why}`;
    }
    const definitions = e.kind === "name" ? this.module.names.definitionsOf(e) : [];
    const only = definitions.length === 1 ? definitions[0]! : null;
    return only?.kind === "assign" && only.value ? this.whyHidden(only.value, depth + 1) : null;
  }

  /** The function of another module that gives an expression its value, dotted, where no file of this program has it; null for one of SDK v1. */
  madeElsewhere(e: Expression, depth = 0): string | null {
    if (depth > 5) return null;
    if (e.kind === "call") {
      const dotted = this.module.dottedNameOf(e.callee);
      if (dotted !== null) return dotted.includes(".") && !isV1Name(dotted) && !OF_PYTHON.test(dotted) && !this.isInSight(e.callee) ? dotted : null;
      return this.flow.returnedBy(e)?.map((value) => this.madeElsewhere(value, depth + 1)).find((found) => found !== null) ?? null;
    }
    const definitions = e.kind === "name" ? this.module.names.definitionsOf(e) : [];
    const only = definitions.length === 1 ? definitions[0]! : null;
    return only?.kind === "assign" && only.value && only.index === null ? this.madeElsewhere(only.value, depth + 1) : null;
  }

  /** Whether a file of this program has what a name or an attribute names. */
  private isInSight(e: Expression): boolean {
    const { names } = this.module;
    if (e.kind === "attribute") return names.fileAt(e.value) !== null || this.isInSight(e.value);
    return e.kind === "name" && names.definitionsOf(e).some((d) => names.importedBindings(d).length > 0);
  }

  /** The v1 class that an expression gets its value from, where nothing binds its name: another notebook imports it, or nobody does. */
  notImported(e: Expression, depth = 0): string | null {
    if (depth > 12) return null;
    if (e.kind === "call") return this.notImported(e.callee, depth + 1);
    if (e.kind === "attribute") return this.notImported(e.value, depth + 1);
    if (e.kind !== "name") return null;
    const definitions = this.module.names.definitionsOf(e);
    const only = definitions.length === 1 ? definitions[0]! : null;
    if (only) return only.kind === "assign" && only.value ? this.notImported(only.value, depth + 1) : null;
    const unbound = definitions.length === 0 && !this.module.names.variableOf(e) && this.module.names.starred.length === 0;
    return unbound && this.classes.has(e.id) ? e.id : null;
  }

  private readonly classes: ReadonlySet<string>;

  /** What a variable holds by one of its bindings. */
  heldBy(d: Binding): readonly V1Object[] {
    const elsewhere = this.module.names.importedBindings(d);
    return elsewhere.length > 0 ? unique(elsewhere.flatMap((x) => this.bound(x) ?? [])) : (this.bound(d) ?? []);
  }

  /** What a binding gives a name; null for one that is neither an assignment nor a parameter. */
  private bound(d: Binding): readonly V1Object[] | null {
    if (d.kind !== "assign" && d.kind !== "parameter") return null;
    const value = this.flow.isFollowed(d) ? d.value : null;
    if (!value) return [];
    return d.index === null ? this.objectsOf(value) : this.valuesOf(this.flow.unpacked(value, d.index));
  }

  /** What any of several values may be. */
  private valuesOf(values: readonly Expression[]): readonly V1Object[] {
    return unique(values.flatMap((value) => this.objectsOf(value)));
  }

  private constant(e: Expression): V1Object[] {
    const name = this.v1NameOf(e);
    const kind = name === null ? undefined : this.vocabulary.constants[name];
    return kind && name ? [this.make(kind, name, e)] : [];
  }

  private call(e: CallExpression): readonly V1Object[] {
    const dotted = this.module.dottedNameOf(e.callee);
    const name = this.v1NameOf(e.callee) ?? (dotted !== null && isV1Name(dotted) ? dotted : null);
    if (name !== null) {
      const shape = this.vocabulary.calls[name] ?? this.vocabulary.calls[name.replace(/\.[^.]+$/, ".*")];
      if (shape) {
        const contrib = dotted?.startsWith("azureml.contrib.") ? shape.contrib : undefined;
        return [this.make(shape.kind, name, e, new Arguments(e, contrib ?? shape.parameters, (spread) => spreadEntries(spread, this.module)), null)];
      }
    }
    if (e.callee.kind === "name" && SEQUENCES.has(e.callee.id) && e.args[0]?.name === null && !this.module.names.variableOf(e.callee)) {
      const { id } = e.callee;
      return this.derived(e, e.args[0].value, (o) => (o.kind === "step-runs" ? o.kind : undefined), () => id);
    }
    if (e.callee.kind === "name" && e.callee.id === "next" && e.args[0]) {
      return this.derived(e, e.args[0].value, (o) => (o.kind === "step-runs" ? "step-run" : undefined), () => "next");
    }
    if (e.callee.kind === "name" && e.callee.id === "dict" && !this.module.names.variableOf(e.callee) && e.args.some((a) => a.star === "" && this.objectsOf(a.value).length > 0)) return [this.make("list", "dict", e)];
    const given = this.vocabulary.functions[this.module.dottedNameOf(e.callee) ?? ""];
    const subject = given ? new Arguments(e, given.parameters).get(given.parameters[0]!) : undefined;
    if (given && subject && this.is(subject, given.of)) return [this.make(given.kind, this.module.dottedNameOf(e.callee)!, e, new Arguments(e, given.parameters), subject)];
    const returned = this.flow.returnedBy(e);
    if (returned) return this.valuesOf(returned);
    if (e.callee.kind !== "attribute") return [];
    const method = e.callee.name;
    return unique(this.objectsOf(e.callee.value).flatMap((o) => {
      const byForm = this.vocabulary.methods[`${o.form}.${method}`];
      const shape: CallShape | undefined = byForm ?? this.vocabulary.methods[`${o.kind}.${method}`];
      const receiver = e.callee.kind === "attribute" ? e.callee.value : null;
      return shape ? [this.make(shape.kind, `${byForm ? o.form : o.kind}.${method}`, e, new Arguments(e, shape.parameters), receiver)] : [];
    }));
  }

  /** An item of what a loop or a comprehension goes through: a step run of the runs of a pipeline. */
  private elementOf(e: Expression, from: Expression | null): V1Object[] {
    return from ? this.derived(e, from, (o) => (o.kind === "step-runs" ? "step-run" : undefined), () => "for") : [];
  }

  private derived(e: Expression, from: Expression, kindOf: (o: V1Object) => Kind | undefined, formOf: (o: V1Object) => string): V1Object[] {
    const found = this.objectsOf(from).flatMap((o) => {
      const kind = kindOf(o);
      return kind ? [{ kind, form: formOf(o) }] : [];
    });
    const first = found[0];
    return first ? [this.make(first.kind, first.form, e, undefined, from)] : [];
  }

  private make(kind: Kind, form: string, site: Expression, args?: Arguments, receiver: Expression | null = null): V1Object {
    const dotted = site.kind === "call" ? this.module.dottedNameOf(site.callee) : null;
    return { kind, form, site, args: args ?? new Arguments(NO_CALL, []), receiver, contrib: dotted?.startsWith("azureml.contrib.") ?? false };
  }
}

function unique(objects: readonly V1Object[]): V1Object[] {
  const bySite = new Map<Expression, V1Object>();
  for (const o of objects) if (!bySite.has(o.site)) bySite.set(o.site, o);
  return [...bySite.values()];
}

/** `None`, `[]`, `{}` and `field(default_factory=list)`: what an attribute holds until it is set. */
function isNothing(e: Expression): boolean {
  if (e.kind === "call" && /^(dataclasses\.)?field$/.test(dotted(e.callee))) return e.args.every((a) => a.name !== "default_factory" || /^(list|dict|set|tuple)$/.test(dotted(a.value)));
  return (e.kind === "constant" && e.value === null) || ((e.kind === "list" || e.kind === "tuple") && e.items.length === 0) || (e.kind === "dict" && e.entries.length === 0);
}

/** What a `for` statement goes through, where a binding is its loop variable. */
function looped(binding: Binding): Expression | null {
  const { statement } = binding;
  if (statement.kind !== "compound" || statement.type !== "for_statement") return null;
  const from = statement.expressions[0];
  const itself = statement.bindings.some((b) => b.target === binding.target);
  const counted = statement.bindings.some((b) => b.target.kind === "tuple" && b.target.items.length === 2 && b.target.items[1] === binding.target);
  return from && (isEnumerate(from) ? counted : itself) ? from : null;
}

/** `enumerate(...)`. */
export function isEnumerate(e: Expression): boolean {
  return e.kind === "call" && e.callee.kind === "name" && e.callee.id === "enumerate";
}

/** What a comprehension with one variable goes through, or what `sorted` sorts by a key, where a name is that variable. */
function comprehended(name: NameExpression): Expression | null {
  for (let e = name.parent; e && !isStatement(e); e = e.parent) {
    if (e.kind !== "scoped" || !e.bound.includes(name.id)) continue;
    if (e.bound.length !== 1) return null;
    const call = e.parent;
    const sorts = call && !isStatement(call) && call.kind === "call" && call.callee.kind === "name" && call.callee.id === "sorted" && call.args.some((a) => a.name === "key" && a.value === e);
    return (sorts ? call.args[0]?.value : e.children[1]) ?? null;
  }
  return null;
}
