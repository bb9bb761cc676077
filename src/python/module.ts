import type { AttributeExpression, CallExpression, Expression, NameExpression, Program, ProgramFile, Range, Statement } from "./ast.js";
import { statementOf, walkStatements } from "./ast.js";
import { objectsIn } from "./objects.js";
import { parsePython } from "./parse.js";
import { fileFinder } from "./project.js";
import type { Concerns } from "./readings.js";
import { readCalls } from "./readings.js";
import { Names } from "./scope.js";
import type { Binding, Scope } from "./scope.js";

/** The comment line that stands between two cells of a notebook when they are read as one program. */
export const CELL_BOUNDARY = "#<cell>";

/** What an expression is known to be without running it. */
export type Known = string | number | boolean | null | Known[];

/** A parsed program with what its names mean and the style that it is written in. */
export class Module {
  readonly lines: LineIndex;
  private named: Names | null = null;

  private constructor(readonly program: Program, private readonly place: ((offset: number) => string) | undefined) {
    this.lines = new LineIndex(program.text);
  }

  /** What its names mean. */
  get names(): Names {
    return (this.named ??= new Names(this.program, fileFinder(this.program)));
  }

  /**
   * Parses a program.
   *
   * @param place how messages name a place of it; by its line where this is left out
   */
  static async parse(text: string, place?: (offset: number) => string): Promise<Module> {
    return new Module(await parsePython(text), place);
  }

  /** A program that is parsed already. */
  static of(program: Program, place?: (offset: number) => string): Module {
    return new Module(program, place);
  }

  /** Reads the functions of the program for each of their calls, but for those that are read apart. */
  readCalls(concerns: Concerns, apart: ReadonlySet<Statement> = new Set()): void {
    this.named = readCalls(this.program, fileFinder(this.program), concerns, apart);
    this.dotted.clear();
    this.values.clear();
  }

  /** Whether the file that holds something may be changed. */
  isEdited(place: Range): boolean {
    return this.program.files.length === 1 || this.fileAt(place.start).edited;
  }

  /** The file that an offset lies in. */
  fileAt(offset: number): ProgramFile {
    const { files } = this.program;
    return files.find((f) => offset <= f.end) ?? files[files.length - 1]!;
  }

  /** A place as messages name it: `line 12`, in a notebook `cell 7, line 3`. */
  placeOf(offset: number): string {
    return this.place?.(offset) ?? `line ${this.lines.at(offset).line}`;
  }

  get text(): string {
    return this.program.text;
  }

  /** The source of a range, as written. */
  slice(range: Range): string {
    return this.program.text.slice(range.start, range.end);
  }

  /**
   * The dotted name that an expression reaches through imports: `azureml.core.Dataset.File` for `Dataset.File` after
   * `from azureml.core import Dataset`. Null when it does not start at one import.
   */
  dottedNameOf(e: Expression): string | null {
    if (e.kind !== "attribute" && e.kind !== "name") return null;
    const known = this.dotted.get(e);
    if (known !== undefined) return known;
    // An alias of itself, as two functions that set each other's globals make one, stands for no import.
    this.dotted.set(e, null);
    const name = this.findDottedName(e);
    this.dotted.set(e, name);
    return name;
  }

  /** A chain of aliases is followed once, not from each of its ends. */
  private readonly dotted = new Map<Expression, string | null>();

  private findDottedName(e: AttributeExpression | NameExpression): string | null {
    if (e.kind === "attribute") {
      const value = this.dottedNameOf(e.value);
      if (value === null) return null;
      const elsewhere = this.names.definitionsAt(e);
      return elsewhere.length > 0 ? this.dottedBy(elsewhere) : `${value}.${e.name}`;
    }
    const definitions = this.names.definitionsOf(e);
    return definitions.length === 0 ? (this.names.variableOf(e) ? null : this.starredName(e)) : this.dottedBy(definitions);
  }

  private dottedBy(definitions: readonly Binding[]): string | null {
    const first = definitions[0]!;
    // `except ImportError: from local_steps import ParallelRunStep` may be something else.
    if (definitions.every((d) => d.kind === "import")) return definitions.every((d) => d.imported === first.imported || packageOf(d) === packageOf(first)) ? first.imported : null;
    const only = definitions.length === 1 && first.kind === "assign" && first.index === null ? first.value : null;
    // `PRS = ParallelRunStep` is an alias too.
    return only && (only.kind === "name" || only.kind === "attribute") ? this.dottedNameOf(only) : null;
  }

  private starredName(e: NameExpression): string | null {
    const module = this.names.starred.find((m) => m.startsWith("azureml"));
    return module && /^[A-Z]/.test(e.id) ? `${module}.${e.id}` : null;
  }

  /** The value of an expression where it is known: literals, names bound once to one, joined strings. */
  known(e: Expression, depth = 0): Known | undefined {
    if (e.kind === "string" && e.value !== null) return e.value;
    const found = this.values.get(e);
    if (found !== undefined) return found;
    if (depth > 20) return undefined;
    const value = this.findKnown(e, depth);
    // Each variable of a chain can name the one before it twice: what comes of 30 lines then is nothing that anyone writes out.
    if (value === undefined || sizeOf(value) > this.text.length) return undefined;
    this.values.set(e, value);
    return value;
  }

  /** What is known is worked out once. What is not known may have been followed too far down. */
  private readonly values = new Map<Expression, Known>();

  private findKnown(e: Expression, depth: number): Known | undefined {
    switch (e.kind) {
      case "string": {
        let text = "";
        for (const part of e.pieces.flatMap((p) => p.parts)) {
          const value = part.expression ? this.known(part.expression, depth + 1) : part.text;
          if ((part.expression && part.format !== "") || (typeof value !== "string" && typeof value !== "number")) return undefined;
          text += String(value);
        }
        return text;
      }
      case "number": return Number.isNaN(e.value) ? undefined : e.value;
      case "constant": return e.value;
      case "unary": {
        const value = this.known(e.operand, depth + 1);
        return e.operator === "-" && typeof value === "number" ? -value : undefined;
      }
      case "list": case "tuple": {
        const items: Known[] = [];
        for (const item of e.items) {
          const value = this.known(item, depth + 1);
          if (value === undefined) return undefined;
          items.push(value);
        }
        return items;
      }
      case "binary": {
        const left = e.operator === "+" ? this.known(e.left, depth + 1) : undefined;
        const right = typeof left === "string" ? this.known(e.right, depth + 1) : undefined;
        return typeof left === "string" && typeof right === "string" ? left + right : undefined;
      }
      case "name": return this.knownBy(this.names.definitionsOf(e), depth);
      case "attribute": {
        const elsewhere = this.names.definitionsAt(e);
        return elsewhere.length > 0 ? this.knownBy(elsewhere, depth) : this.knownAttribute(e, depth);
      }
      default: return undefined;
    }
  }

  /** The text of an expression where it is known, and the same for every call of the function that it stands in. */
  settledText(e: Expression): string | undefined {
    return this.isSettled(e, 0) ? text(this.known(e)) : undefined;
  }

  private isSettled(e: Expression, depth: number): boolean {
    if (depth > 10) return false;
    if (e.kind !== "name") return e.children.every((child) => this.isSettled(child, depth + 1));
    return this.names.definitionsOf(e).every((d) => {
      if (d.kind !== "parameter") return d.value === null || this.isSettled(d.value, depth + 1);
      const f = d.statement;
      if (f.kind !== "function" || f.readings.length < 2) return d.value === null || this.isSettled(d.value, depth + 1);
      const passed = f.readings.map((r) => this.names.scopeIn(r.body).variables.get(d.variable.name)?.bindings.find((b) => b.kind === "parameter")?.value);
      const known = passed.map((value) => (value && this.isSettled(value, depth + 1) ? this.known(value) : undefined));
      return known.every((value) => value !== undefined && value === known[0]);
    });
  }

  /** What an attribute of an object holds, where every value that it may hold is the same text. */
  private knownAttribute(e: AttributeExpression, depth: number): string | undefined {
    let known: string | undefined;
    for (const v of objectsIn(this.names).textsOf(e)) {
      const value = v?.index === null ? text(this.known(v.value, depth + 1)) : undefined;
      if (value === undefined || (known !== undefined && value !== known)) return undefined;
      known = value;
    }
    return known;
  }

  /** Whether an attribute is a text, whichever it is. */
  isTextAttribute(e: Expression): boolean {
    const values = e.kind === "attribute" && this.names.definitionsAt(e).length === 0 ? objectsIn(this.names).textsOf(e) : [];
    return values.length > 0 && values.every((v) => v?.index === null && text(this.known(v.value)) !== undefined);
  }

  private knownBy(definitions: readonly Binding[], depth: number): Known | undefined {
    const only = definitions.length === 1 ? definitions[0] : undefined;
    if (only?.index !== null || !only.value || this.names.isSetElsewhere(only.variable)) return undefined;
    // What a call passes is only good for telling names: another call may pass something else.
    if (only.kind === "parameter") return text(this.known(only.value, depth + 1));
    return only.kind === "assign" ? this.known(only.value, depth + 1) : undefined;
  }

  /** Whether every name in an expression means at another statement what it means where it stands. */
  meansTheSameAt(e: Expression, at: Statement, offset: number): boolean {
    if (e.kind === "name") {
      const variable = this.names.variableOf(e);
      if (!variable) return true;
      if (!isVisible(variable, this.names.scopeOf(at))) return false;
      const here = this.names.bindingsOf(e);
      const there = this.names.reaching(variable, at, offset);
      return here.length === there.length && here.every((b, i) => b === there[i]);
    }
    // An attribute that is set between the two places is another value, whoever its object is.
    if (e.kind === "attribute" && this.storesOf(e.name).some((place) => Math.min(offset, e.start) <= place && place < Math.max(offset, e.start))) return false;
    return e.children.every((child) => this.meansTheSameAt(child, at, offset));
  }

  private stores: Map<string, number[]> | undefined;

  /** Where an attribute of this name is set. */
  private storesOf(attribute: string): readonly number[] {
    if (!this.stores) {
      this.stores = new Map();
      for (const s of walkStatements(this.program.body)) {
        if (s.kind !== "assign") continue;
        for (const target of s.targets) {
          if (target.kind !== "attribute") continue;
          const places = this.stores.get(target.name);
          if (places) places.push(target.start);
          else this.stores.set(target.name, [target.start]);
        }
      }
    }
    return this.stores.get(attribute) ?? [];
  }

  /** Whether nothing but blank lines stands between an offset and the start of the program, or of its cell. */
  isAtStart(offset: number): boolean {
    const above = this.text.slice(0, offset).trimEnd();
    return above === "" || above.endsWith(CELL_BOUNDARY);
  }

  /** The comments inside a range. */
  commentsIn(range: Range): Range[] {
    const { comments } = this.program;
    let first = 0;
    for (let end = comments.length; first < end;) {
      const middle = (first + end) >> 1;
      if (comments[middle]!.start < range.start) first = middle + 1;
      else end = middle;
    }
    let last = first;
    while (last < comments.length && comments[last]!.end <= range.end) last++;
    return comments.slice(first, last);
  }

  /** The spaces or tabs before the first character of a statement's line. */
  indentOf(statement: Statement): string {
    return /^[ \t]*/.exec(this.text.slice(this.lines.startOfLine(statement.start)))?.[0] ?? "";
  }

  statementOf(e: Expression): Statement {
    return statementOf(e);
  }
}

/** How much text a value would be, written out. */
function sizeOf(value: Known): number {
  return typeof value === "string" ? value.length : Array.isArray(value) ? value.reduce<number>((size, item) => size + sizeOf(item) + 1, 0) : 1;
}

function text(value: Known | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Whether code in a scope that names a variable gets this one. */
export function isVisible(variable: { readonly name: string; readonly scope: Scope }, from: Scope): boolean {
  for (let scope: Scope | null = from; scope; scope = scope.parent) {
    if (scope === variable.scope) return true;
    if (scope.kind !== "class" && scope.variables.has(variable.name)) return false;
  }
  return false;
}

/** Offsets to lines and columns. Python ends a line at `\n`, `\r\n` and `\r`. */
export class LineIndex {
  private readonly starts: number[] = [0];

  constructor(private readonly text: string) {
    for (let i = 0; i < text.length; i++) {
      const c = text[i];
      if (c === "\n" || (c === "\r" && text[i + 1] !== "\n")) this.starts.push(i + 1);
    }
  }

  /** The line (from 1) and the column (from 1, UTF-16 code units) of an offset. */
  at(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.starts[low]! + 1 };
  }

  startOfLine(offset: number): number {
    return this.starts[this.at(offset).line - 1]!;
  }

  /** The offset after the line end of the line that holds the offset. */
  endOfLine(offset: number): number {
    return this.starts[this.at(offset).line] ?? this.text.length;
  }
}

/** The parameters of a callable in order; `*` alone is not listed. */
export type Signature = readonly string[];

/** An entry of a dict whose key is a known text. */
export interface DictItem {
  readonly key: string;
  readonly value: Expression;
}

/** The arguments of a call by parameter name. */
export class Arguments {
  private readonly byName = new Map<string, { value: Expression; range: Range; nameRange: Range | null }>();
  /** `*args` and `**kwargs`, and positional arguments beyond the signature. */
  readonly unknown: Expression[] = [];

  /** @param entries the entries of a dict that is passed as `**`, where they are known */
  constructor(readonly call: CallExpression, signature: Signature, entries: (spread: Expression) => readonly DictItem[] | null = () => null) {
    let position = 0;
    for (const a of call.args) {
      const name = a.star ? null : (a.name ?? signature[position++] ?? null);
      const spread = a.star === "**" ? entries(a.value) : null;
      if (spread) for (const i of spread) this.byName.set(i.key, { value: i.value, range: i.value, nameRange: null });
      else if (name === null) this.unknown.push(a.value);
      else this.byName.set(name, { value: a.value, range: a, nameRange: a.nameRange });
    }
  }

  /** The value of an argument; undefined when it is left out. */
  get(name: string): Expression | undefined {
    return this.byName.get(name)?.value;
  }

  /** The whole argument as written, keyword included. */
  rangeOf(name: string): Range | undefined {
    return this.byName.get(name)?.range;
  }

  names(): string[] {
    return [...this.byName.keys()];
  }
}

function packageOf(d: Binding): string | undefined {
  return d.imported?.split(".", 1)[0];
}
