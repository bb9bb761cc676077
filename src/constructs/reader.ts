import type { AttributeExpression, Block, CallExpression, ClassStatement, Expression, FunctionStatement, NameExpression, Statement } from "../python/ast.js";
import { isStatement, statementOf, walkStatements } from "../python/ast.js";
import { Arguments } from "../python/module.js";
import type { Module } from "../python/module.js";
import type { Binding } from "../python/scope.js";
import type { CallShape, Kind, V1Object, Vocabulary } from "./model.js";
import { isV1Name } from "./model.js";

/** Kinds that are followed into the parameters of the program's own functions: helpers that fetch results get a run. */
export const FOLLOWED: ReadonlySet<Kind> = new Set<Kind>(["run", "step-runs", "step-run", "output-data"]);

/** Builtins that give back what they are given, as another sequence; enumerate counts it too. */
const SEQUENCES: ReadonlySet<string> = new Set(["list", "tuple", "iter", "reversed", "sorted", "enumerate"]);

const NO_CALL = { args: [] } as unknown as CallExpression;

/** Finds out which v1 objects an expression can stand for. It reads and never writes. */
export class Reader {
  private readonly memo = new Map<Expression, readonly V1Object[]>();

  /** @param isOpaque the functions and classes that objects are not followed through */
  constructor(readonly module: Module, private readonly vocabulary: Required<Vocabulary>, private readonly isOpaque: (s: Statement) => boolean = () => false) {}

  /** Every v1 object that an expression may be; none when it is something else or cannot be told. */
  objectsOf(e: Expression): readonly V1Object[] {
    const known = this.memo.get(e);
    if (known) return known;
    this.memo.set(e, []); // a value that is made from itself in a loop
    const objects = this.read(e);
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
    const first = segments.findIndex((s) => /^[A-Z_]/.test(s));
    return first < 0 ? null : segments.slice(first).join(".");
  }

  private read(e: Expression): readonly V1Object[] {
    switch (e.kind) {
      case "name": {
        const definitions = this.module.names.definitionsOf(e);
        if (definitions.length === 0) return this.elementOf(e, comprehended(e));
        if (definitions.every((d) => d.kind === "import")) return this.constant(e);
        return unique(definitions.flatMap((d) => {
          if (d.kind === "assign") return d.index === null && d.value ? this.objectsOf(d.value) : [];
          return d.kind === "parameter" ? this.parameter(d) : this.elementOf(e, looped(d));
        }));
      }
      case "call": return this.call(e);
      case "attribute": {
        const constant = this.constant(e);
        if (constant.length > 0) return constant;
        const kept = this.keptIn(e);
        if (kept.length > 0) return kept;
        return this.derived(e, e.value, (o) => this.vocabulary.attributes[`${o.kind}.${e.name}`], (o) => `${o.kind}.${e.name}`);
      }
      case "subscript":
        return this.derived(e, e.value, (o) => this.vocabulary.subscripts[o.form] ?? this.vocabulary.subscripts[o.kind], (o) => `${o.form}[]`);
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

  private constant(e: Expression): V1Object[] {
    const name = this.v1NameOf(e);
    const kind = name === null ? undefined : this.vocabulary.constants[name];
    return kind && name ? [this.make(kind, name, e)] : [];
  }

  private call(e: CallExpression): readonly V1Object[] {
    const name = this.v1NameOf(e.callee);
    if (name !== null) {
      const shape = this.vocabulary.calls[name] ?? this.vocabulary.calls[name.replace(/\.[^.]+$/, ".*")];
      if (shape) {
        const contrib = this.module.dottedNameOf(e.callee)?.startsWith("azureml.contrib.") ? shape.contrib : undefined;
        return [this.make(shape.kind, name, e, new Arguments(e, contrib ?? shape.parameters), null)];
      }
    }
    if (e.callee.kind === "name" && SEQUENCES.has(e.callee.id) && e.args[0]?.name === null && !this.module.names.variableOf(e.callee)) {
      const { id } = e.callee;
      return this.derived(e, e.args[0].value, (o) => (o.kind === "step-runs" ? o.kind : undefined), () => id);
    }
    if (e.callee.kind === "name" && e.callee.id === "next" && e.args[0]) {
      return this.derived(e, e.args[0].value, (o) => (o.kind === "step-runs" ? "step-run" : undefined), () => "next");
    }
    const given = this.vocabulary.functions[this.module.dottedNameOf(e.callee) ?? ""];
    const subject = given ? new Arguments(e, given.parameters).get(given.parameters[0]!) : undefined;
    if (given && subject && this.is(subject, given.of)) return [this.make(given.kind, this.module.dottedNameOf(e.callee)!, e, new Arguments(e, given.parameters), subject)];
    if (e.callee.kind === "name") return this.returned(e.callee);
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

  /** What a parameter holds when every call of its function is in sight, and passes the same kind. */
  private parameter(binding: Binding): V1Object[] {
    const calls = this.callsOf(binding.statement);
    const found = (calls ?? []).map((call) => {
      const value = argumentOf(call, binding.statement as FunctionStatement, binding.variable.name);
      return value ? this.objectsOf(value) : [];
    });
    return this.followed(found);
  }

  /** What a call of a function of the program gives back, when each `return` in it gives the same kind. */
  private returned(callee: NameExpression): V1Object[] {
    const [definition, ...others] = this.module.names.definitionsOf(callee);
    const f = definition?.statement;
    if (!f || others.length > 0 || f.kind !== "function" || !this.callsOf(f)) return [];
    return this.followed(returnsOf(f.body).map((value) => (value ? this.objectsOf(value) : [])));
  }

  /** What `self.run` holds, when every method of the class that sets it sets the same kind. */
  private keptIn(e: Expression): V1Object[] {
    return e.kind === "attribute" ? this.followed(this.setsOf(e).map((value) => this.objectsOf(value))) : [];
  }

  /** The values that the methods of a class give to the attribute of `self` that is read. */
  private setsOf(e: AttributeExpression): Expression[] {
    const owner = this.classOf(e);
    if (!owner) return [];
    return [...walkStatements(owner.body)].flatMap((s) => {
      if (s.kind !== "assign" || s.operator !== "" || !s.value || (s.value.kind === "constant" && s.value.value === null)) return [];
      return s.targets.some((t) => t.kind === "attribute" && t.name === e.name && this.classOf(t) === owner) ? [s.value] : [];
    });
  }

  /** The class whose method names an attribute of `self`. */
  private classOf(e: AttributeExpression): ClassStatement | null {
    if (e.value.kind !== "name" || e.value.id !== "self") return null;
    const scope = this.module.names.scopeOf(statementOf(e));
    const owner = scope.kind === "function" && scope.parent?.kind === "class" ? scope.parent.owner : null;
    return owner?.kind === "class" && !this.isOpaque(owner) ? owner : null;
  }

  /** The function or the class that an expression gets its objects through; null when it gets them in its own scope. */
  crossed(e: Expression): Statement | null {
    if (e.kind === "attribute") return this.classOf(e);
    const name = e.kind === "call" ? e.callee : e;
    const definitions = name.kind === "name" ? this.module.names.definitionsOf(name) : [];
    return definitions.find((d) => d.kind === (e.kind === "call" ? "function" : "parameter"))?.statement ?? null;
  }

  /** Objects that are followed from one scope into another: of one kind, and of a workspace that both can name. */
  private followed(found: readonly (readonly V1Object[])[]): V1Object[] {
    const kind = found[0]?.[0]?.kind;
    if (kind === "pipeline") return this.samePipeline(found);
    if (!kind || !FOLLOWED.has(kind)) return [];
    return found.every((objects) => objects.length > 0 && objects.every((o) => o.kind === kind && this.isModuleWide(o))) ? unique(found.flat()) : [];
  }

  /** A pipeline is followed when it is the only one, and its function can be called from everywhere. */
  private samePipeline(found: readonly (readonly V1Object[])[]): V1Object[] {
    const [pipeline, ...others] = unique(found.flat());
    const known = pipeline && others.length === 0 && found.every((objects) => objects.length === 1);
    return known && this.module.names.scopeOf(statementOf(pipeline.site)).kind === "module" && this.isModuleWide(pipeline) ? [pipeline] : [];
  }

  /** Whether the workspace that an object belongs to is a variable of the module. */
  private isModuleWide(o: V1Object): boolean {
    const from = o.args.get("workspace") ?? o.receiver ?? o.args.get("config") ?? o.args.get("experiment");
    if (!from) return o.kind === "workspace";
    const objects = this.objectsOf(from);
    if (from.kind === "name" && objects.every((x) => x.kind === "workspace")) return this.module.names.variableOf(from)?.scope.kind === "module";
    return objects.length > 0 && objects.every((x) => x !== o && this.isModuleWide(x));
  }

  /** The calls of a function of the program, at its top level; null when the function is used in another way too. */
  private callsOf(f: Binding["statement"]): readonly CallExpression[] | null {
    let calls = this.calls.get(f);
    if (calls === undefined) this.calls.set(f, (calls = this.findCalls(f)));
    return calls;
  }

  private readonly calls = new Map<Statement, readonly CallExpression[] | null>();

  private findCalls(f: Binding["statement"]): CallExpression[] | null {
    if (f.kind !== "function" || this.isOpaque(f) || f.decorators.length > 0 || this.module.names.scopeOf(f).kind !== "module") return null;
    const variable = this.module.names.scopeOf(f).variables.get(f.name);
    if (!variable || variable.bindings.length !== 1) return null;
    const calls: CallExpression[] = [];
    for (const use of variable.uses) {
      const call = use.parent;
      if (!call || isStatement(call) || call.kind !== "call" || call.callee !== use || call.args.some((a) => a.star !== "")) return null;
      calls.push(call);
    }
    return calls;
  }

  /** Whether an argument of a call is followed into the function: its parameter is read there as the same object. */
  isFollowed(argument: Expression, call: CallExpression): boolean {
    const definition = call.callee.kind === "name" ? this.module.names.definitionsOf(call.callee) : [];
    const f = definition.length === 1 ? definition[0]!.statement : null;
    if (!f || f.kind !== "function") return false;
    const parameter = f.parameters.find((p) => argumentOf(call, f, p.name) === argument);
    const binding = parameter ? this.module.names.scopeOf(f.body.statements[0]!).variables.get(parameter.name)?.bindings.find((b) => b.kind === "parameter") : undefined;
    return binding ? this.parameter(binding).length > 0 : false;
  }

  /** Whether what a `return` gives back is followed to the calls of its function. */
  isReturned(value: Expression): boolean {
    const f = this.module.names.scopeOf(statementOf(value)).owner;
    return f?.kind === "function" && this.callsOf(f) !== null && this.followed(returnsOf(f.body).map((v) => (v ? this.objectsOf(v) : []))).length > 0;
  }

  /** Whether what is set is followed to the reads of the attribute. */
  isKept(target: Expression): boolean {
    return this.keptIn(target).length > 0;
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

/** The argument that a call gives to a parameter. */
function argumentOf(call: CallExpression, f: FunctionStatement, name: string): Expression | undefined {
  const position = f.parameters.findIndex((p) => p.name === name);
  if (position < 0 || f.parameters.some((p) => p.star !== "")) return undefined;
  const named = call.args.find((a) => a.name === name);
  if (named) return named.value;
  const positional = call.args[position];
  return positional?.name === null ? positional.value : undefined;
}

/** The values of the `return` statements of a function; null for one without a value. */
function returnsOf(body: Block): (Expression | null)[] {
  return body.statements.flatMap((s) => (s.kind === "return" ? [s.value] : s.kind === "compound" ? s.bodies.flatMap(returnsOf) : []));
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
