import type { AttributeExpression, Block, Expression, FromImportStatement, FunctionStatement, NameExpression, Program, ProgramFile, Reading, Statement } from "./ast.js";
import { bodiesOf, expressionsOf, statementOf } from "./ast.js";

/** One place where a name gets a value. */
export interface Binding {
  readonly variable: Variable;
  readonly statement: Statement;
  /** `assign`: the value is `value`, or the item of it that `index` names. `parameter`: what the call that is read for passes, or the default. */
  readonly kind: "import" | "assign" | "function" | "class" | "parameter" | "other";
  readonly value: Expression | null;
  /** The position in a tuple target; null when the whole value is bound. */
  readonly index: number | null;
  /** What an import binds, dotted: `azureml.core.Workspace`. */
  readonly imported: string | null;
  /** The name where it is written; null for imports and definitions. */
  readonly target: NameExpression | null;
  /** Where the name starts to hold the value. */
  readonly position: number;
}

/** A name in a scope. */
export interface Variable {
  readonly name: string;
  readonly scope: Scope;
  readonly bindings: Binding[];
  /** The places that read it, in text order. */
  readonly uses: NameExpression[];
}

/** A module, function or class body. */
export interface Scope {
  readonly kind: "module" | "function" | "class";
  readonly parent: Scope | null;
  readonly owner: Statement | null;
  readonly file: ProgramFile;
  readonly variables: Map<string, Variable>;
}

/** The file of a project that an import names; null for what is no file of it. */
export type FindModule = (name: string, from: ProgramFile) => ProgramFile | null;

/** The scopes of a program and what each name means. */
export class Names {
  /** Modules that are star-imported, dotted. */
  readonly starred: string[] = [];
  private readonly modules = new Map<ProgramFile, Scope>();
  private readonly starredFiles = new Map<ProgramFile, ProgramFile[]>();
  private readonly byUse = new Map<NameExpression, Variable>();
  private readonly scopeOfBlock = new Map<Block, Scope>();
  private readonly targets = new Set<NameExpression>();

  constructor(program: Program, private readonly findModule: FindModule = () => null) {
    for (const file of program.files) {
      const scope: Scope = { kind: "module", parent: null, owner: null, file, variables: new Map() };
      this.modules.set(file, scope);
      this.bindBlock(file.body, scope);
    }
    for (const file of program.files) this.useBlock(file.body, this.moduleOf(file));
  }

  /** The scope of a file. */
  moduleOf(file: ProgramFile): Scope {
    return this.modules.get(file)!;
  }

  /** The file that an expression names as a module: `helpers`, `pkg.helpers`. Null when it is something else. */
  fileAt(e: Expression): ProgramFile | null {
    return e.kind === "name" || e.kind === "attribute" ? this.dottedModule(e) : null;
  }

  /** The variable that a name reads; undefined for builtins and names that nothing binds. */
  variableOf(name: NameExpression): Variable | undefined {
    return this.byUse.get(name);
  }

  /** Whether the name stands where it is bound, not read. */
  isTarget(name: NameExpression): boolean {
    return this.targets.has(name);
  }

  /** Every variable of every scope. */
  all(): Variable[] {
    return this.scopes().flatMap((scope) => [...scope.variables.values()]);
  }

  /** Every scope. */
  scopes(): Scope[] {
    return [...new Set(this.scopeOfBlock.values())];
  }

  /** Every block of statements. */
  blocks(): readonly Block[] {
    return [...this.scopeOfBlock.keys()];
  }

  /** The scope of the statements of a block. */
  scopeIn(block: Block): Scope {
    return this.scopeOfBlock.get(block)!;
  }

  scopeOf(statement: Statement): Scope {
    return this.scopeOfBlock.get(statement.block)!;
  }

  /** Whether another file imports a variable, or names it as `module.variable`. */
  isNamedElsewhere(variable: Variable): boolean {
    return this.namedElsewhere().has(variable);
  }

  private elsewhere: Set<Variable> | null = null;

  private namedElsewhere(): Set<Variable> {
    if (this.elsewhere) return this.elsewhere;
    const found = (this.elsewhere = new Set<Variable>());
    if (this.modules.size < 2) return found;
    for (const v of this.all()) {
      for (const b of v.bindings) if (b.kind === "import") for (const d of this.importedBindings(b)) found.add(d.variable);
      for (const use of v.uses) if (v.bindings.some((b) => b.kind === "import") && use.parent && "parens" in use.parent && use.parent.kind === "attribute") this.attributes(use.parent, found);
      // A star import brings in what its file binds.
      for (const use of v.uses) if (this.scopeOf(statementOf(use)).file !== v.scope.file) found.add(v);
    }
    return found;
  }

  private attributes(e: AttributeExpression, found: Set<Variable>): void {
    for (let node: AttributeExpression | null = e; node; ) {
      const variable = this.variableAt(node);
      for (const d of variable ? this.atTheEnd(variable, new Set()) : []) found.add(d.variable);
      const parent: Expression | Statement | null = node.parent;
      node = parent && "parens" in parent && parent.kind === "attribute" ? parent : null;
    }
  }

  /** Whether any scope binds the name, or something reads it as a builtin. */
  isTaken(name: string): boolean {
    return this.taken.has(name);
  }

  private readonly taken = new Set<string>();

  /**
   * The bindings that a read may see, through imports from files of the program. Several when the paths to it differ; none when nothing in
   * this program binds it.
   */
  definitionsOf(use: NameExpression): readonly Binding[] {
    return once(this.definitions, use, () => {
      const bindings = this.bindingsOf(use);
      return once(this.definitionsBy, bindings, () => bindings.flatMap((b) => this.imported(b)));
    });
  }

  private readonly definitions = new Map<NameExpression, readonly Binding[]>();
  /** Whoever reads a variable of another scope may see all its bindings, the same list. */
  private readonly definitionsBy = new Map<readonly Binding[], readonly Binding[]>();

  /** The bindings that a read may see in its own file. */
  bindingsOf(use: NameExpression): readonly Binding[] {
    return once(this.bindings, use, () => {
      const variable = this.byUse.get(use);
      return variable ? this.reaching(variable, statementOf(use), use.start) : [];
    });
  }

  private readonly bindings = new Map<NameExpression, readonly Binding[]>();

  /** What `helpers.make` stands for, where `helpers` is a file of the program: the bindings of `make` in it. */
  definitionsAt(e: AttributeExpression): Binding[] {
    const variable = this.variableAt(e);
    return variable && !this.isSetElsewhere(variable) ? this.atTheEnd(variable, new Set()) : [];
  }

  private variableAt(e: AttributeExpression): Variable | undefined {
    const file = this.fileAt(e.value);
    return file ? this.moduleOf(file).variables.get(e.name) : undefined;
  }

  /** Whether another file sets a variable of a module: `settings.NODES = 8`. Nothing is known of it then. */
  isSetElsewhere(variable: Variable): boolean {
    if (!this.setElsewhere) {
      this.setElsewhere = new Set();
      for (const target of this.modules.size < 2 ? [] : this.attributeTargets()) {
        const set = this.variableAt(target);
        if (set) this.setElsewhere.add(set);
      }
    }
    return this.setElsewhere.has(variable);
  }

  /** What assignments set on objects and modules: `x.name = ...`. */
  attributeTargets(): AttributeExpression[] {
    const statements = [...this.scopeOfBlock.keys()].flatMap((block) => block.statements);
    return statements.flatMap((s) => (s.kind === "assign" ? s.targets.filter((t) => t.kind === "attribute") : []));
  }

  private setElsewhere: Set<Variable> | null = null;

  /** The bindings of other files of the program that an import stands for; none where it is of another package. */
  importedBindings(b: Binding): Binding[] {
    return this.imported(b).filter((d) => d !== b);
  }

  /** The bindings that an import stands for: itself where it is of another package. */
  private imported(b: Binding, seen: ReadonlySet<Variable> = new Set()): Binding[] {
    const s = b.statement;
    if (b.kind !== "import" || s.kind !== "from-import" || seen.has(b.variable)) return [b];
    const file = this.findModule(s.module, b.variable.scope.file);
    const name = file ? this.nameIn(s, b.variable.name) : undefined;
    const variable = file && name !== undefined ? this.moduleOf(file).variables.get(name) : undefined;
    return variable && !this.isSetElsewhere(variable) ? this.atTheEnd(variable, new Set([...seen, b.variable])) : [b];
  }

  /** The name in its own module of what an import binds. */
  private nameIn(s: FromImportStatement, bound: string): string | undefined {
    return once(this.importedNames, s, () => new Map([...s.names].reverse().map((n) => [n.alias ?? n.name, n.name]))).get(bound);
  }

  private readonly importedNames = new Map<FromImportStatement, ReadonlyMap<string, string>>();

  /** What a variable of a module holds when the module has run. */
  private atTheEnd(variable: Variable, seen: ReadonlySet<Variable>): Binding[] {
    const { file } = variable.scope;
    const found: Binding[] = [];
    for (const binding of [...variable.bindings].reverse()) {
      found.unshift(binding);
      if (binding.statement.block === file.body || this.coversAllPaths(binding, new Set([file.body]), found)) break;
    }
    return found.flatMap((b) => this.imported(b, seen));
  }

  private dottedModule(e: Expression): ProgramFile | null {
    const names: string[] = [];
    let first: Expression = e;
    for (; first.kind === "attribute"; first = first.value) names.unshift(first.name);
    if (first.kind !== "name") return null;
    const [binding, ...others] = this.bindingsOf(first);
    if (!binding || others.length > 0 || binding.kind !== "import" || binding.imported === null) return null;
    const s = binding.statement;
    // `from . import helpers` and `from pkg import helpers` name a file where the package itself binds no such name.
    const inside = s.kind === "from-import" ? this.findModule(s.module, binding.variable.scope.file) : null;
    const own = s.kind === "from-import" ? this.nameIn(s, binding.variable.name) : undefined;
    if (inside && own !== undefined && this.moduleOf(inside).variables.has(own)) return null;
    const base = s.kind === "from-import" ? `${s.module}${s.module.endsWith(".") ? "" : "."}${own ?? ""}` : binding.imported;
    return this.findModule([base, ...names].join("."), binding.variable.scope.file);
  }

  /** The bindings of a variable that hold at a place. */
  reaching(variable: Variable, at: Statement, offset: number): Binding[] {
    if (this.scopeOf(at) !== variable.scope) return variable.bindings;
    const blocks = new Set(enclosingBlocks(at));
    const result: Binding[] = [];
    for (let i = this.bindingsUpTo(variable, offset) - 1; i >= 0; i--) {
      const binding = variable.bindings[i]!;
      if (binding.position > offset || (contains(binding.statement, at) && !holdsInside(binding, at)) || isExclusive(binding.statement, at)) continue;
      result.push(binding);
      if (blocks.has(binding.statement.block)) break;
      if (this.coversAllPaths(binding, blocks, result)) break;
    }
    const found = new Set(result);
    for (const loop of enclosingLoops(at)) {
      for (const binding of variable.bindings) if (binding.position > offset && contains(loop, binding.statement)) found.add(binding);
    }
    return [...found].reverse();
  }

  /** How many bindings there are up to the last one that holds at an offset. */
  private bindingsUpTo({ bindings }: Variable, offset: number): number {
    const lowest = once(this.lowestFrom, bindings, () => {
      const positions = bindings.map((b) => b.position);
      for (let i = positions.length - 2; i >= 0; i--) positions[i] = Math.min(positions[i]!, positions[i + 1]!);
      return positions;
    });
    let count = 0;
    for (let end = bindings.length; count < end;) {
      const middle = (count + end) >> 1;
      if (lowest[middle]! <= offset) count = middle + 1;
      else end = middle;
    }
    return count;
  }

  /** By the bindings of a variable: the lowest position from each of them on, since an inner one can be listed before an outer one. */
  private readonly lowestFrom = new Map<readonly Binding[], readonly number[]>();

  /** Whether every branch of the `if`/`else` or `try`/`except` around a binding binds the variable, so nothing earlier is seen. */
  private coversAllPaths(binding: Binding, blocks: Set<Block>, found: readonly Binding[]): boolean {
    let statement: Statement = binding.statement;
    while (statement.block.owner && !blocks.has(statement.block)) {
      statement = statement.block.owner;
      if (statement.kind !== "compound" || !blocks.has(statement.block)) continue;
      const hasElse = statement.type === "if_statement" ? statement.bodies.length > statement.expressions.length : statement.type === "try_statement";
      return hasElse && statement.bodies.every((body) => found.some((b) => b.statement.block === body));
    }
    return false;
  }

  private variable(scope: Scope, name: string): Variable {
    let variable = scope.variables.get(name);
    if (!variable) scope.variables.set(name, (variable = { name, scope, bindings: [], uses: [] }));
    this.taken.add(name);
    return variable;
  }

  private bind(scope: Scope, name: string, statement: Statement, rest: Partial<Binding> & Pick<Binding, "kind">): void {
    const variable = this.variable(scope, name);
    variable.bindings.push({
      variable, statement, value: null, index: null, imported: null, target: null,
      position: rest.kind === "assign" || rest.kind === "import" ? statement.end : statement.start, ...rest,
    });
  }

  private bindBlock(block: Block, scope: Scope): void {
    this.scopeOfBlock.set(block, scope);
    const outside = new Map<string, Scope>();
    for (const s of block.statements) {
      if (s.kind === "simple" && s.type === "global_statement") for (const n of s.names) outside.set(n, this.moduleOf(scope.file));
      if (s.kind === "simple" && s.type === "nonlocal_statement" && scope.parent) for (const n of s.names) outside.set(n, scope.parent);
    }
    const home = (name: string): Scope => outside.get(name) ?? scope;
    for (const s of block.statements) this.bindStatement(s, scope, home);
  }

  private bindStatement(s: Statement, scope: Scope, home: (name: string) => Scope): void {
    switch (s.kind) {
      case "import":
        for (const n of s.names) {
          const name = n.alias ?? n.name.split(".")[0]!;
          this.bind(home(name), name, s, { kind: "import", imported: n.alias ? n.name : name });
        }
        break;
      case "from-import":
        if (s.star) this.bindStar(s.module, scope.file);
        for (const n of s.names) this.bind(home(n.alias ?? n.name), n.alias ?? n.name, s, { kind: "import", imported: `${s.module}.${n.name}` });
        break;
      case "assign":
        for (const target of s.targets) this.bindTarget(target, s, s.operator === "" ? s.value : null, null, home);
        break;
      case "function": {
        this.bind(home(s.name), s.name, s, { kind: "function" });
        for (const reading of s.readings) {
          const inner: Scope = { kind: "function", parent: scope, owner: s, file: scope.file, variables: new Map() };
          for (const p of s.parameters) this.bind(inner, p.name, s, { kind: "parameter", value: reading.call ? (argumentOf(reading, s, p.name) ?? p.default) : null });
          this.bindBlock(reading.body, inner);
        }
        break;
      }
      case "class":
        this.bind(home(s.name), s.name, s, { kind: "class" });
        this.bindBlock(s.body, { kind: "class", parent: scope, owner: s, file: scope.file, variables: new Map() });
        break;
      case "compound":
        for (const b of s.bindings) this.bindTarget(b.target, s, b.value, null, home);
        for (const body of s.bodies) this.bindBlock(body, scope);
        break;
      default:
        break;
    }
    for (const e of expressionsOf(s)) this.bindWalrus(e, s, home);
  }

  private bindStar(module: string, into: ProgramFile): void {
    const file = this.findModule(module, into);
    if (!file) this.starred.push(module);
    else if (file !== into) this.starredFiles.set(into, [...(this.starredFiles.get(into) ?? []), file]);
  }

  private bindTarget(target: Expression, s: Statement, value: Expression | null, index: number | null, home: (name: string) => Scope): void {
    if (target.kind === "name") {
      this.targets.add(target);
      const kind = value && s.kind !== "compound" ? "assign" : value ? "assign" : "other";
      this.bind(home(target.id), target.id, s, { kind, value, index, target });
    } else if (target.kind === "tuple" || target.kind === "list") {
      target.items.forEach((item, i) => {
        const literal = value && (value.kind === "tuple" || value.kind === "list") && index === null && value.items.length === target.items.length;
        if (literal) this.bindTarget(item, s, value.items[i]!, null, home);
        else this.bindTarget(item, s, value, index === null ? i : null, home);
      });
    } else if (target.kind === "star") this.bindTarget(target.value, s, null, null, home);
  }

  private bindWalrus(e: Expression, s: Statement, home: (name: string) => Scope): void {
    if (e.kind === "other" && e.type === "named_expression" && e.children[0]?.kind === "name") {
      this.targets.add(e.children[0]);
      this.bind(home(e.children[0].id), e.children[0].id, s, { kind: "assign", value: e.children[1] ?? null, target: e.children[0], position: e.end });
    }
    for (const child of e.children) this.bindWalrus(child, s, home);
  }

  private useBlock(block: Block, scope: Scope): void {
    for (const s of block.statements) {
      for (const e of expressionsOf(s)) this.useExpression(e, scope, []);
      if (s.kind === "simple") for (const n of s.names) this.taken.add(n);
      for (const body of bodiesOf(s)) this.useBlock(body, this.scopeOfBlock.get(body)!);
    }
  }

  /** `from helpers import *` brings in what a file of the program binds. */
  private starImported(name: string, into: ProgramFile): Variable | undefined {
    for (const file of this.starredFiles.get(into) ?? []) {
      const variable = this.moduleOf(file).variables.get(name);
      if (variable) return variable;
    }
    return undefined;
  }

  private useExpression(e: Expression, scope: Scope, hidden: readonly string[]): void {
    if (e.kind === "name") {
      this.taken.add(e.id);
      const variable = hidden.includes(e.id) ? undefined : (lookup(scope, e.id) ?? this.starImported(e.id, scope.file));
      if (!variable) return;
      this.byUse.set(e, variable);
      if (!this.targets.has(e)) variable.uses.push(e);
      return;
    }
    const inner = e.kind === "scoped" ? [...hidden, ...e.bound] : hidden;
    for (const child of e.children) this.useExpression(child, scope, inner);
  }
}

/** The argument that a reading's call gives to a parameter; undefined when it leaves it out, or hides it behind a star. */
export function argumentOf(reading: Reading, f: FunctionStatement, name: string): Expression | undefined {
  let passed = passedTo.get(reading);
  if (!passed) passedTo.set(reading, (passed = argumentsIn(reading, f)));
  return passed.get(name);
}

const passedTo = new WeakMap<Reading, ReadonlyMap<string, Expression>>();

/** What a reading's call gives to each parameter that it is seen to give something. */
function argumentsIn({ call, bound }: Reading, f: FunctionStatement): Map<string, Expression> {
  const passed = new Map<string, Expression>();
  if (!call) return passed;
  const named = new Map([...call.args].reverse().map((a) => [a.name, a.value]));
  for (const [i, { name }] of f.parameters.filter((p) => p.star === "").entries()) {
    const position = i - (bound ? 1 : 0);
    const positional = call.args[position];
    const value = position < 0 ? undefined : (named.get(name) ?? (positional?.name === null && positional.star === "" ? positional.value : undefined));
    if (value && !passed.has(name)) passed.set(name, value);
  }
  return passed;
}

/** What is asked again and again is worked out once: a name that is bound in many places is read in many, too. */
function once<K, V>(known: Map<K, V>, key: K, find: () => V): V {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = find()));
  return value;
}

/** Whether what one scope binds is seen from another. */
export function isAround(outer: Scope, inner: Scope): boolean {
  for (let scope: Scope | null = inner; scope; scope = scope.parent) if (scope === outer) return true;
  return false;
}

function lookup(scope: Scope, name: string): Variable | undefined {
  for (let s: Scope | null = scope; s; s = s.parent) {
    const variable = s.kind === "class" && s !== scope ? undefined : s.variables.get(name);
    if (variable) return variable;
  }
  return undefined;
}

/** The blocks around a statement, innermost first, up to its function or module. */
export function enclosingBlocks(statement: Statement): Block[] {
  const blocks = [statement.block];
  for (let owner = statement.block.owner; owner && owner.kind === "compound"; owner = owner.block.owner) blocks.push(owner.block);
  return blocks;
}

function enclosingLoops(statement: Statement): Statement[] {
  const loops: Statement[] = [];
  for (let owner = statement.block.owner; owner && owner.kind === "compound"; owner = owner.block.owner) {
    if (owner.type === "for_statement" || owner.type === "while_statement") loops.push(owner);
  }
  return loops;
}

/** Whether a statement stands in a loop, counted up to its function or module. */
export function inLoop(statement: Statement): boolean {
  return enclosingLoops(statement).length > 0;
}

/** Whether `inner` is `outer` or stands in one of its bodies. */
export function contains(outer: Statement, inner: Statement): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** A parameter holds in the body of its function, a loop variable in the body of its loop. */
function holdsInside(b: Binding, at: Statement): boolean {
  return b.kind === "parameter" || (b.statement !== at && b.statement.kind === "compound" && b.statement.type === "for_statement");
}

/** Whether two statements stand in different branches of one `if`. */
function isExclusive(a: Statement, b: Statement): boolean {
  for (const [block, owner] of branches(a)) {
    for (const [other, otherOwner] of branches(b)) {
      if (owner === otherOwner && block !== other && owner.kind === "compound" && owner.type === "if_statement") return true;
    }
  }
  return false;
}

function branches(statement: Statement): [Block, Statement][] {
  const result: [Block, Statement][] = [];
  let node: Statement = statement;
  while (node.block.owner && node.block.owner.kind === "compound") {
    result.push([node.block, node.block.owner]);
    node = node.block.owner;
  }
  return result;
}

