import { inFString, isInterpolation, withoutBraces } from "../edits/interpolation.js";
import { applyEdits } from "../edits/text-edit.js";
import type { Block, CallExpression, Expression, NameExpression, ProgramFile, Range, Statement, StringPiece } from "../python/ast.js";
import { isRepeatable, isStatement, outer, statementOf, walkWritten } from "../python/ast.js";
import type { Doc, ItemDoc } from "../python/layout.js";
import { print } from "../python/layout.js";
import type { Module } from "../python/module.js";
import { readingAround } from "../python/readings.js";
import type { Scope } from "../python/scope.js";
import { isAround } from "../python/scope.js";
import { quoteString, withoutUnseen } from "../python/strings.js";
import { Refusal } from "../edits/refusal.js";
import type { Effort } from "../findings/finding.js";
import type { Rule } from "../findings/rule.js";
import type { NewFile } from "../index.js";
import { ignoresIn, isIgnored, placesOfFinding } from "./ignored/index.js";
import { underComment } from "./lines.js";
import type { V2Name } from "./v2-names.js";

/** How a file is written. */
export interface Style {
  readonly quote: string;
  readonly width: number;
  readonly unit: string;
}

/** What each file calls the v2 names that it imports under another name. */
export type Aliases = (file: ProgramFile) => ReadonlyMap<V2Name, string>;

/** A finding at a place of the module; the file and the lines are added later. */
export interface DraftFinding {
  readonly rule: Rule;
  readonly effort: Effort;
  readonly range: Range;
  readonly title: string;
  readonly why: string;
  readonly v1: string | null;
  readonly v2: string | null;
  /** The statement that its TODO stands above, where it has one. */
  readonly todo?: Range;
  /** Whether the code can't run until it is decided: no comment ignores that. */
  readonly fails?: boolean;
}

/** A new file, and where the code stands that needs it. */
export interface CreatedFile extends NewFile {
  readonly at: number;
}

/** Sorts findings by place, then by code. (`localeCompare` would load the languages of the world: 10 ms.) */
export function byPlace(a: DraftFinding, b: DraftFinding): number {
  return a.range.start - b.range.start || (a.rule.code < b.rule.code ? -1 : Number(a.rule.code > b.rule.code));
}

/** The comments of a call's arguments: above one, beside one, and after the last. */
export interface CallComments {
  readonly above: ReadonlyMap<Expression, readonly string[]>;
  readonly beside: ReadonlyMap<Expression, string>;
  readonly last: readonly string[];
}

/**
 * The upgraded program while it is being written: what replaces which expression, which statements go, what is inserted,
 * and what is said about it. Everything here can still be changed; `edits.ts` turns it into text edits.
 */
export class Draft {
  readonly replacements = new Map<Expression, Doc>();
  readonly deleted = new Set<Statement>();
  readonly replaced = new Map<Statement, string>();
  /** Deleted assignments that are written again at another statement. */
  readonly relocated = new Map<Statement, { readonly at: Statement; readonly name: string }>();
  readonly before = new Map<Statement, string[]>();
  readonly after = new Map<Statement, string[]>();
  readonly functions = new Map<Statement, string[]>();
  /** Lines of comments that go. */
  readonly removed: Range[] = [];
  readonly findings: DraftFinding[] = [];
  /** New files that the code needs, each with a place in the file that names it. */
  readonly created: CreatedFile[] = [];
  /** The v2 names that each file needs. */
  readonly imports = new Map<ProgramFile, Set<V2Name>>();
  /** The names that stand in replaced code as the user wrote them. */
  readonly rendered = new Set<NameExpression>();
  /** Places where the code needs something that nothing holds there. */
  readonly unreachable: { readonly at: Expression; readonly what: string; readonly say?: { readonly title: string; readonly why: string } }[] = [];
  /** Names that stand in another statement now than the user wrote them in. */
  readonly carried: { readonly name: NameExpression; readonly to: Statement }[] = [];
  /** Writes the object or the use that stands at an expression, when it has not been written yet. */
  write: (e: Expression) => void = () => undefined;
  private readonly taken = new Set<string>();
  private readonly styles = new Map<ProgramFile, Style>();
  /** The names that were given at a place: another reading of it gets the same. */
  private readonly given = new Map<string, { readonly name: string; readonly to: Set<Block> }[]>();
  /** The statement that is being written. */
  private at: Statement | null = null;

  constructor(readonly module: Module, private readonly aliases: Aliases) {}

  /** The quotes of the file that is being written. */
  get quote(): string {
    return this.styleOf(this.at).quote;
  }

  /** How wide a line may be. */
  get width(): number {
    return this.styleOf(this.at).width;
  }

  /** One level of indent, as the file has it. */
  get unit(): string {
    return this.styleOf(this.at).unit;
  }

  /** How the file of a statement is written. */
  styleOf(s: Statement | null): Style {
    const file = this.fileOf(s);
    let style = this.styles.get(file);
    if (!style) this.styles.set(file, (style = styleOf(file, this.module)));
    return style;
  }

  private fileOf(s: Statement | null): ProgramFile {
    return this.module.fileAt(s?.start ?? 0);
  }

  /** The v2 name as this file calls it; it will be imported. */
  v2(name: V2Name): string {
    const file = this.fileOf(this.at);
    this.imports.set(file, (this.imports.get(file) ?? new Set()).add(name));
    return this.aliases(file).get(name) ?? name;
  }

  /** A name that nothing in the program uses yet, and that no later call gets. */
  freshName(wish: string): string {
    const around = this.at ? readingAround(this.at) : null;
    const place = `${this.at?.start ?? ""} ${wish}`;
    const known = around ? this.given.get(place)?.find((x) => !x.to.has(around.reading.body)) : undefined;
    if (known) {
      known.to.add(around!.reading.body);
      return known.name;
    }
    let name = wish;
    for (let i = 2; this.module.names.isTaken(name) || this.taken.has(name); i++) name = `${wish}_${i}`;
    this.taken.add(name);
    if (around) this.given.set(place, [...(this.given.get(place) ?? []), { name, to: new Set([around.reading.body]) }]);
    return name;
  }

  /** A name for a variable of a scope: one that no scope around it, and none inside of it, has. Scopes side by side may share it. */
  scopedName(wish: string, scope: Scope): string {
    const isNear = (a: Scope, b: Scope): boolean => a.file === b.file && (isAround(a, b) || isAround(b, a));
    let name = wish;
    for (let i = 2; this.module.names.isTaken(name) || (this.scoped.get(name) ?? []).some((other) => isNear(other, scope)); i++) name = `${wish}_${i}`;
    this.scoped.set(name, [...(this.scoped.get(name) ?? []), scope]);
    this.taken.add(name);
    return name;
  }

  private readonly scoped = new Map<string, Scope[]>();

  /** A string literal in the file's quotes. */
  string(text: string): string {
    return quoteString(text, this.quote);
  }

  /** Runs a writer whose code will stand in a statement. */
  inside<T>(at: Statement, write: () => T): T {
    const before = this.at;
    this.at = at;
    const written = write();
    this.at = before;
    return written;
  }

  private render(name: NameExpression): void {
    this.rendered.add(name);
    if (this.at && statementOf(name) !== this.at) this.carried.push({ name, to: this.at });
  }

  /** A string literal at a place: inside an f-string in the other quotes, which Python before 3.12 asks for. */
  stringAt(text: string, e: Expression): string {
    for (let node: Expression | Statement | null = e.parent; node && !isStatement(node); node = node.parent) {
      if (node.kind === "string") return quoteString(text, node.pieces.some((p) => p.quote.startsWith('"')) ? "'" : '"');
    }
    return this.string(text);
  }

  /** Writes v2 code in place of an expression. */
  replace(e: Expression, doc: Doc): void {
    this.replacements.set(e, doc);
  }

  /** Inserts lines above a statement, at its indent. */
  insertBefore(s: Statement, text: string): void {
    this.before.set(s, [...(this.before.get(s) ?? []), text]);
  }

  /** Inserts a function definition above a statement, with the blank lines that Python style asks for. */
  insertFunctionBefore(s: Statement, code: string): void {
    this.functions.set(s, [...(this.functions.get(s) ?? []), code]);
  }

  /** Binds a variable at a later statement, whose place it takes, to what was made at an earlier one. */
  assignAt(later: Statement, name: string, doc: Doc, made: Statement): void {
    const indent = this.module.indentOf(later);
    this.deleted.delete(later);
    this.relocated.set(made, { at: later, name });
    this.replaced.set(later, `${name} = ${print(doc, { indent, column: indent.length + name.length + 3, width: this.width, unit: this.unit })}`);
  }

  /** Inserts a call as a statement above another; `prefix` may bind it: `name = `. */
  insertDocBefore(s: Statement, doc: Doc, prefix = ""): void {
    const indent = this.module.indentOf(s);
    this.insertBefore(s, prefix + print(doc, { indent: "", column: indent.length + prefix.length, width: this.width, unit: this.unit }));
  }

  /**
   * The source of an expression that is needed more than once. One that can't be evaluated twice gets a variable above a statement.
   *
   * @param wish the name of that variable
   */
  repeatable(e: Expression, wish: string, at: Statement): { text: string; variable: boolean } {
    if (isRepeatable(e) || isIdentifier(this.replacements.get(e))) return { text: this.text(e), variable: false };
    if (isComputedEachTime(e)) {
      const code = this.module.slice(e).replace(/\s+/g, " ");
      const say = { title: `${code} is needed twice for each of these`, why: "It may give something else the second time, and a comprehension has no place for a variable. Fill the list in a loop." };
      this.unreachable.push({ at: e, what: `what ${code} gives`, say });
    }
    const variable = this.freshName(wish);
    this.insertDocBefore(at, this.doc(e), `${variable} = `);
    return { text: variable, variable: true };
  }

  /** Inserts lines below a statement, at its indent. */
  insertAfter(s: Statement, text: string): void {
    this.after.set(s, [...(this.after.get(s) ?? []), text]);
  }

  /** The TODOs that were put above statements. */
  private readonly todos: { readonly statement: Statement; readonly rule: Rule; readonly lines: string }[] = [];
  /** The last TODO, until its finding is said. */
  private unclaimed: { readonly statement: Statement; readonly rule: Rule } | null = null;

  /** Puts a TODO above a statement, once. It stays until a person has decided. The finding that is said next belongs to it. */
  todo(s: Statement, rule: Rule, text: string): void {
    const lines = this.todoText(s, rule, text);
    this.todos.push({ statement: s, rule, lines });
    this.unclaimed = { statement: s, rule };
    // Another width breaks the same text at other words.
    const start = lines.split("\n", 1)[0]!.slice(0, 60);
    if (!this.commentsAbove(s).some((line) => line.startsWith(start)) && !this.before.get(s)?.includes(lines)) this.insertBefore(s, lines);
  }

  /** Whether a TODO that stands above a statement is asked again, in whichever words it goes on. */
  asksAgain(s: Statement, comment: string): boolean {
    return this.todos.some((t) => t.statement === s && comment.startsWith(t.lines.split("\n", 1)[0]!.slice(0, 60)));
  }

  /** A TODO as comment lines, broken to the width at the indent of a statement. Code that is quoted in it may have had several lines. */
  todoText(s: Statement, rule: Rule, text: string): string {
    const [first, ...rest] = wrap(`# TODO(prs-upgrade ${rule.code}): ${withoutUnseen(text.replace(/\s+/g, " "))}`, this.styleOf(s).width - this.module.indentOf(s).length);
    return [first!, ...rest.map((line) => `#     ${line}`)].join("\n");
  }

  /** The comment lines that stand directly above a statement, or above the line that it shares. */
  private commentsAbove(s: Statement): string[] {
    const { lines, text } = this.module;
    const comments: string[] = [];
    for (let start = lines.startOfLine(underComment(s, this.module).start); start > 0; ) {
      const above = lines.startOfLine(start - 1);
      const line = text.slice(above, start).trim();
      if (!line.startsWith("#")) break;
      comments.push(line);
      start = above;
    }
    return comments;
  }

  finding(rule: Rule, range: Range, say: { effort?: Effort; title: string; why?: string; v1?: string; v2?: string; fails?: boolean }): void {
    const todo = this.unclaimed?.rule === rule ? this.unclaimed.statement : undefined;
    if (todo) this.unclaimed = null;
    this.findings.push({
      rule, range: { start: range.start, end: range.end }, effort: say.effort ?? rule.effort, title: say.title, why: say.why ?? "", v1: say.v1 ?? null, v2: say.v2 ?? null,
      ...(todo ? { todo } : {}),
      ...(say.fails ? { fails: true } : {}),
    });
  }

  /**
   * Takes out the decisions that were said from the `first` finding on and do not stand, with their TODOs.
   *
   * @returns what was taken out
   */
  dropDecisions(first: number, stands: (f: DraftFinding) => boolean): DraftFinding[] {
    const gone = this.findings.slice(first).filter((f) => f.effort === "decision" && !stands(f));
    this.findings.splice(first, Infinity, ...this.findings.slice(first).filter((f) => !gone.includes(f)));
    for (const { statement, rule, lines } of this.todos) {
      const isOf = (f: DraftFinding): boolean => f.rule === rule && f.todo === statement;
      if (gone.some(isOf) && !this.findings.some(isOf)) this.before.set(statement, (this.before.get(statement) ?? []).filter((text) => text !== lines));
    }
    return gone;
  }

  /** Takes a TODO off a statement that goes, where the code that takes its place asks the same. */
  dropMovedTodos(): void {
    const words = (lines: string): string => lines.replace(/\n#\s*/g, " ");
    for (const gone of this.todos.filter((t) => this.deleted.has(t.statement))) {
      const isAsked = this.todos.some((t) => !this.deleted.has(t.statement) && t.rule === gone.rule && words(t.lines) === words(gone.lines) && this.before.get(t.statement)?.includes(t.lines));
      if (isAsked) this.before.set(gone.statement, (this.before.get(gone.statement) ?? []).filter((text) => text !== gone.lines));
    }
  }

  /** Takes out the TODOs of findings that a comment in the code ignores. */
  dropIgnoredTodos(): void {
    const ignores = ignoresIn(this.module);
    if (ignores.length === 0) return;
    for (const { statement, rule, lines } of this.todos) {
      const found = this.findings.filter((f) => f.rule === rule && f.todo === statement);
      if (found.some((f) => f.fails)) continue;
      const places = found.map(placesOfFinding);
      const isDropped = places.length > 0 ? places.every((all) => all.some((offset) => isIgnored(ignores, rule.code, offset))) : isIgnored(ignores, rule.code, statement.start);
      if (isDropped) this.before.set(statement, (this.before.get(statement) ?? []).filter((text) => text !== lines));
    }
  }

  /** The source of an expression on as many lines as it has, with what is replaced inside it. */
  text(e: Expression): string {
    const doc = this.doc(e);
    return typeof doc === "string" ? doc : print(doc, { indent: "", column: 0, width: Infinity, unit: this.unit });
  }

  /** An expression as it stands in the v2 code, ready to be laid out again. */
  doc(e: Expression): Doc {
    this.write(e);
    const replacement = this.replacements.get(e);
    if (replacement !== undefined) return replacement;
    if (e.kind === "name") this.render(e);
    if (e.kind === "other" && e.type === "escape") throw new Refusal(`${this.module.placeOf(e.start)}: the upgrade has to write this text anew and does not know the character ${/\\N\{[^}]*\}?/.exec(this.module.slice(e))?.[0] ?? "here"}; write the character itself`);
    const source = this.module.slice(outer(e));
    if (source.includes("\n") && this.module.commentsIn(outer(e)).length === 0) {
      switch (e.kind) {
        case "list": return { open: "[", close: "]", items: e.items.map((i) => ({ prefix: "", value: this.doc(i) })) };
        case "set": return { open: "{", close: "}", items: e.items.map((i) => ({ prefix: "", value: this.doc(i) })) };
        case "tuple": if (e.items.length > 1) return { open: "(", close: ")", items: e.items.map((i) => ({ prefix: "", value: this.doc(i) })) }; break;
        case "dict":
          return { open: "{", close: "}", items: e.entries.map((i) => ({ prefix: i.key ? `${this.text(i.key)}: ` : "**", value: this.doc(i.value) })) };
        case "call": {
          const callee = this.text(e.callee);
          if (callee.includes("\n") || e.args.some((a) => a.value.kind === "scoped")) break;
          return { open: `${callee}(`, close: ")", items: e.args.map((a) => ({ prefix: a.name ? `${a.name}=` : a.star, value: this.doc(a.value) })) };
        }
        case "scoped": {
          const [item] = e.children;
          if (item && e.form === "list") return { open: "[", close: "]", bare: true, broken: true, items: [{ prefix: "", value: this.doc(item) }, { prefix: "", value: this.splice({ start: outer(item).end, end: e.end - 1 }, e).trim() }] };
          break;
        }
        case "string":
          return { open: "(", close: ")", joined: true, items: e.pieces.map((p) => ({ prefix: "", value: this.splice(p, e) })) };
        default:
      }
    }
    return this.splice(outer(e), e);
  }

  /** The source of a range with the replaced parts of an expression put in. */
  private splice(range: Range, e: Expression): string {
    if (e.kind === "string") return this.spliceString(range, e.pieces);
    let result = "";
    let position = range.start;
    for (const child of e.children) {
      this.write(child);
      const place = this.replacements.has(child) ? outer(child) : child;
      if (place.start < position || place.end > range.end) continue;
      result += this.module.text.slice(position, place.start) + (this.replacements.has(child) ? this.text(child) : this.splice(child, child));
      position = place.end;
      if (child.kind === "name") this.render(child);
    }
    return result + this.module.text.slice(position, range.end);
  }

  /** A text with the replaced parts of what stands in braces in it. */
  private spliceString(range: Range, pieces: readonly StringPiece[]): string {
    const edits = pieces.filter((p) => p.start >= range.start && p.end <= range.end).flatMap((piece) => {
      const inside = piece.parts.filter(isInterpolation).flatMap((part) => {
        const at = outer(part.expression);
        const text = this.text(part.expression);
        return text === this.module.slice(at) ? [] : [inFString({ ...at, text }, piece, part)];
      });
      return [...inside, ...withoutBraces(piece, inside, this.module.slice(piece))];
    });
    return applyEdits(this.module.slice(range), edits.map((edit) => ({ start: edit.start - range.start, end: edit.end - range.start, text: edit.text })));
  }

  /** The comments of a call, by the argument that they belong to. */
  commentsOf(call: CallExpression): CallComments {
    const above = new Map<Expression, string[]>();
    const beside = new Map<Expression, string>();
    const last: string[] = [];
    for (const comment of this.module.commentsIn(call)) {
      if (comment.start < call.argumentsRange.start || call.args.some((a) => a.start <= comment.start && comment.end <= a.end)) continue;
      const text = this.module.slice(comment);
      const line = this.module.lines.at(comment.start).line;
      const before = call.args.filter((a) => a.end <= comment.start).at(-1);
      const next = call.args.find((a) => a.start >= comment.end);
      if (before && this.module.lines.at(before.end).line === line && !beside.has(before.value)) beside.set(before.value, text);
      else if (next) above.set(next.value, [...(above.get(next.value) ?? []), text]);
      else last.push(text);
    }
    return { above, beside, last };
  }

  /** An item with the comments of the argument that it comes from. */
  commented(i: ItemDoc, value: Expression | undefined, comments: CallComments | null): ItemDoc {
    if (!value || !comments) return i;
    const above = [...(i.above ?? []), ...(comments.above.get(value) ?? [])];
    const beside = i.beside ?? comments.beside.get(value);
    return { ...i, ...(above.length > 0 ? { above } : {}), ...(beside ? { beside } : {}) };
  }
}

/** Whether an expression stands in a comprehension or a lambda, which compute it again and again. */
export function isComputedEachTime(e: Expression): boolean {
  for (let node = e.parent; node && !isStatement(node); node = node.parent) if (node.kind === "scoped") return true;
  return false;
}

function isIdentifier(doc: Doc | undefined): boolean {
  return typeof doc === "string" && /^\w+$/.test(doc);
}

function styleOf(file: ProgramFile, module: Module): Style {
  const text = module.slice(file);
  const indented = [...walkWritten(file.body)].find((s) => s.block.owner !== null && module.indentOf(s) !== "" && module.indentOf(s.block.owner) === "");
  const indent = indented ? module.indentOf(indented) : "";
  return {
    quote: (text.match(/'/g)?.length ?? 0) > (text.match(/"/g)?.length ?? 0) * 1.2 ? "'" : '"',
    width: text.split(/\r?\n/).some((line) => line.length > 100 && !line.trimStart().startsWith("#")) ? 120 : 110,
    unit: /^(\t| {2,8})$/.test(indent) ? indent : "    ",
  };
}

/** Breaks a text into lines of at most `width` characters, between words. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1)!;
    if (line !== "" && line.length + 1 + word.length > width - (lines.length > 1 ? 6 : 0)) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines;
}
