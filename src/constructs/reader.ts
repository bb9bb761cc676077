import type { CallExpression, Expression } from "../python/ast.js";
import { Arguments } from "../python/module.js";
import type { Module } from "../python/module.js";
import type { CallShape, Kind, V1Object, Vocabulary } from "./model.js";
import { isV1Name } from "./model.js";

const NO_CALL = { args: [] } as unknown as CallExpression;

/** Finds out which v1 objects an expression can stand for. It reads and never writes. */
export class Reader {
  private readonly memo = new Map<Expression, readonly V1Object[]>();

  constructor(readonly module: Module, private readonly vocabulary: Required<Vocabulary>) {}

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
        if (definitions.length > 0 && definitions.every((d) => d.kind === "import")) return this.constant(e);
        return unique(definitions.flatMap((d) => (d.kind === "assign" && d.index === null && d.value ? this.objectsOf(d.value) : [])));
      }
      case "call": return this.call(e);
      case "attribute": {
        const constant = this.constant(e);
        if (constant.length > 0) return constant;
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
      if (shape) return [this.make(shape.kind, name, e, new Arguments(e, shape.parameters), null)];
    }
    if (e.callee.kind === "name" && e.callee.id === "next" && e.args[0]) {
      return this.derived(e, e.args[0].value, (o) => (o.kind === "step-runs" ? "step-run" : undefined), () => "next");
    }
    if (e.callee.kind !== "attribute") return [];
    const method = e.callee.name;
    return unique(this.objectsOf(e.callee.value).flatMap((o) => {
      const byForm = this.vocabulary.methods[`${o.form}.${method}`];
      const shape: CallShape | undefined = byForm ?? this.vocabulary.methods[`${o.kind}.${method}`];
      const receiver = e.callee.kind === "attribute" ? e.callee.value : null;
      return shape ? [this.make(shape.kind, `${byForm ? o.form : o.kind}.${method}`, e, new Arguments(e, shape.parameters), receiver)] : [];
    }));
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
