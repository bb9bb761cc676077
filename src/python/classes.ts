import type { AssignStatement, ClassStatement, Expression, FunctionStatement } from "./ast.js";
import type { Names } from "./scope.js";

/** The class of the program that an expression names. */
export function classNamed(e: Expression, names: Names): ClassStatement | null {
  const definitions = e.kind === "name" ? names.definitionsOf(e) : e.kind === "attribute" ? names.definitionsAt(e) : [];
  const s = definitions.length === 1 ? definitions[0]!.statement : null;
  return s?.kind === "class" && definitions[0]!.kind === "class" ? s : null;
}

/** The classes of the program that a class is derived from. */
export function basesOf(c: ClassStatement, names: Names): ClassStatement[] {
  return c.bases.flatMap((b) => classNamed(b, names) ?? []);
}

/** Bases that bring no methods of their own which a program would call. */
const BARE = /^(object|(abc\.)?ABC|(abc\.)?ABCMeta|(typing\.)?(Generic|Protocol|NamedTuple)|(enum\.)?Enum)$/;

/**
 * The classes in which Python looks for an attribute, in its order (C3, https://docs.python.org/3/howto/mro.html). `null` stands for a class
 * that is none of the program.
 */
export function lookupOrder(c: ClassStatement, names: Names): readonly (ClassStatement | null)[] {
  let known = orders.get(names);
  if (!known) orders.set(names, (known = new Map<ClassStatement, readonly (ClassStatement | null)[]>()));
  let order = known.get(c);
  if (!order) known.set(c, (order = findOrder(c, names, 0)));
  return order;
}

const orders = new WeakMap<Names, Map<ClassStatement, readonly (ClassStatement | null)[]>>();

function findOrder(c: ClassStatement, names: Names, depth: number): readonly (ClassStatement | null)[] {
  const bases: (ClassStatement | null)[] = [];
  for (const b of c.bases) {
    const base = classNamed(b, names);
    if (base) bases.push(base);
    else if (!BARE.test(dotted(b.kind === "subscript" ? b.value : b))) bases.push(null);
  }
  if (depth > 8) return [c, null];
  const lists = [...bases.map((b) => (b ? [...findOrder(b, names, depth + 1)] : [null])), [...bases]];
  const order: (ClassStatement | null)[] = [c];
  for (;;) {
    const left = lists.filter((l) => l.length > 0);
    if (left.length === 0) return order;
    const next = left.map((l) => l[0]!).find((head) => head === null || left.every((l) => l.indexOf(head) <= 0)) ?? left[0]![0]!;
    order.push(next);
    for (const l of lists) if (l[0] === next) l.shift();
  }
}

/** A method by its class, or by those that the class is derived from. Null where a class that is not in sight may have it, or it stands there twice. */
export function methodOf(c: ClassStatement, name: string, names: Names): FunctionStatement | null {
  return methodIn(lookupOrder(c, names), name);
}

/** The method that `super()` in one class means, for an object of another. */
export function methodAfter(own: ClassStatement, c: ClassStatement, name: string, names: Names): FunctionStatement | null {
  const order = lookupOrder(c, names);
  return methodIn(order.slice(order.indexOf(own) + 1), name);
}

function methodIn(order: readonly (ClassStatement | null)[], name: string): FunctionStatement | null {
  for (const c of order) {
    if (c === null) return null;
    const own = c.body.statements.filter((s): s is FunctionStatement => s.kind === "function" && s.name === name);
    if (own.length > 0) return own.length === 1 ? own[0]! : null;
  }
  return null;
}

/** Whether a class, or one that it is derived from, defines a function of that name. */
export function hasMethod(c: ClassStatement, name: string, names: Names): boolean {
  return lookupOrder(c, names).some((x) => x?.body.statements.some((s) => s.kind === "function" && s.name === name));
}

export function isStatic(f: FunctionStatement): boolean {
  return f.decorators.some((d) => dotted(d) === "staticmethod");
}

export function isClassMethod(f: FunctionStatement): boolean {
  return f.decorators.some((d) => dotted(d) === "classmethod");
}

/** Whether a method is there to be overridden: it is abstract, or does nothing but raise. */
export function isAbstract(f: FunctionStatement): boolean {
  const [first, ...others] = f.body.statements.filter((s) => s.kind !== "expression" || s.value.kind !== "string");
  return f.decorators.some((d) => /^(abc\.)?abstract\w+$/.test(dotted(d))) || (first?.kind === "simple" && first.type === "raise_statement" && others.length === 0);
}

/** Decorators that leave a method what it is, as far as its calls go. */
export function isPlainDecorator(d: Expression): boolean {
  return /^(staticmethod|classmethod|(abc\.)?abstractmethod|(typing\.|typing_extensions\.)?(override|final))$/.test(dotted(d));
}

/** A field of a dataclass or a named tuple. */
export interface Field {
  readonly name: string;
  /** Its place among the positional arguments; null for one that is given by keyword alone. */
  readonly position: number | null;
  /** What it holds when the call leaves it out. */
  readonly default: Expression | null;
}

/** The fields of a dataclass or a named tuple, those of its bases first, as its constructor takes them; null for another class. */
export function fieldsOf(c: ClassStatement, names: Names): readonly Field[] | null {
  if (!isData(c)) return null;
  const order = lookupOrder(c, names);
  if (order.includes(null)) return null;
  const fields = new Map<string, { value: Expression | null; keyword: boolean }>();
  for (const x of [...order].reverse()) {
    if (!x || !isData(x)) continue;
    const decorator = x.decorators.find((d) => d.kind === "call");
    let keyword = decorator?.kind === "call" && decorator.args.some((a) => a.name === "kw_only" && a.value.kind === "constant" && a.value.value === true);
    for (const s of x.body.statements) {
      if (!isField(s)) continue;
      const annotation = dotted(s.annotation!.kind === "subscript" ? s.annotation!.value : s.annotation!);
      if (/(^|\.)KW_ONLY$/.test(annotation)) keyword = true;
      if (/(^|\.)(KW_ONLY|ClassVar)$/.test(annotation) || isSet(s.value, "init", false)) continue;
      const target = s.targets[0]!;
      if (target.kind === "name") fields.set(target.id, { value: defaultOf(s.value), keyword: keyword || isSet(s.value, "kw_only", true) });
    }
  }
  let position = 0;
  return [...fields].map(([name, f]) => ({ name, position: f.keyword ? null : position++, default: f.value }));
}

/** Whether a class gets its attributes from its constructor in a way that is not in sight: pydantic, attrs, another base or decorator. */
export function hasUnknownFields(c: ClassStatement, names: Names): boolean {
  const order = lookupOrder(c, names);
  return order.includes(null) || order.some((x) => x?.decorators.some((d) => !isDataDecorator(d)));
}

/** Whether two calls of a class may give one object: it has a `__new__`, a metaclass or a decorator of its own, or a base that is not in sight. */
export function isShared(c: ClassStatement, names: Names): boolean {
  return hasUnknownFields(c, names) || lookupOrder(c, names).some((x) => x?.body.statements.some((s) => s.kind === "function" && s.name === "__new__"));
}

function isData(c: ClassStatement): boolean {
  return c.decorators.some(isDataDecorator) || c.bases.some((b) => /^(typing\.)?NamedTuple$/.test(dotted(b)));
}

function isDataDecorator(d: Expression): boolean {
  return /^(dataclasses\.)?dataclass$/.test(dotted(d.kind === "call" ? d.callee : d));
}

function isField(s: { readonly kind: string }): s is AssignStatement {
  return s.kind === "assign" && (s as AssignStatement).annotation !== null && (s as AssignStatement).targets[0]?.kind === "name";
}

function isSet(value: Expression | null, name: string, to: boolean): boolean {
  return value?.kind === "call" && /^(dataclasses\.)?field$/.test(dotted(value.callee)) && value.args.some((a) => a.name === name && a.value.kind === "constant" && a.value.value === to);
}

/** `field(default=x)` holds `x`; one with a factory holds what the call gives. */
function defaultOf(value: Expression | null): Expression | null {
  if (value?.kind !== "call" || !/^(dataclasses\.)?field$/.test(dotted(value.callee))) return value;
  return value.args.find((a) => a.name === "default")?.value ?? value;
}

/** An expression as a dotted name; empty where it is something else. */
export function dotted(e: Expression): string {
  return e.kind === "name" ? e.id : e.kind === "attribute" ? `${dotted(e.value)}.${e.name}` : "";
}
