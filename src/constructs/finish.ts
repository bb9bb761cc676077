import type { Block, Expression, NameExpression, Range, Statement, StringPiece } from "../python/ast.js";
import { bodiesOf, expressionsOf, statementOf, walkStatements, walkWritten } from "../python/ast.js";
import { print } from "../python/layout.js";
import { isPragma } from "../python/pragma.js";
import type { Module } from "../python/module.js";
import { CELL_BOUNDARY } from "../python/module.js";
import { inFString, isInterpolation, withoutBraces } from "../edits/interpolation.js";
import { Refusal } from "../edits/refusal.js";
import type { TextEdit } from "../edits/text-edit.js";
import type { Draft } from "./draft.js";
import type { ImportPlan } from "./imports.js";
import { lineGroup, underComment } from "./lines.js";

/** The names that the upgraded program still reads as the user wrote them, outside imports. */
export function remainingReads(draft: Draft): NameExpression[] {
  const reads: NameExpression[] = [];
  const visit = (e: Expression): void => {
    if (draft.replacements.has(e)) return;
    if (e.kind === "name") reads.push(e);
    for (const child of e.children) visit(child);
  };
  for (const s of walkStatements(draft.module.program.body)) {
    if (!draft.deleted.has(s) && !draft.replaced.has(s)) expressionsOf(s).forEach(visit);
  }
  return [...new Set([...reads, ...draft.rendered])].filter((n) => !draft.module.names.isTarget(n));
}

/** Turns a draft into text edits. */
export function draftEdits(draft: Draft, imports: readonly ImportPlan[]): TextEdit[] {
  return new Finisher(draft, imports).edits();
}

/** What may stand before a statement that has its line to itself: in a notebook `%time`, for which a number stands. */
const ALONE = /^[ \t]*(?:0;[ \t]*)?$/;

class Finisher {
  private readonly module: Module;
  private readonly result: TextEdit[] = [];
  /** Statements whose lines go, with what stands in their place. */
  private readonly emptied = new Map<Statement, string>();

  constructor(private readonly draft: Draft, private readonly imports: readonly ImportPlan[]) {
    this.module = draft.module;
  }

  edits(): TextEdit[] {
    this.draft.dropIgnoredTodos();
    this.draft.dropMovedTodos();
    this.keepFunctions();
    for (const plan of this.imports) for (const s of plan.gone) this.draft.deleted.add(s);
    this.block(this.module.program.body);
    this.removeLines();
    for (const { edits } of this.imports) this.result.push(...edits);
    this.keepImportComments();
    for (const { above, lines } of this.imports) {
      if (above && lines.length > 0 && !this.draft.deleted.has(above)) this.insert(above, lines);
    }
    for (const range of this.draft.removed) this.result.push({ ...range, text: "" });
    return this.result.filter((e) => e.start !== e.end || e.text !== "");
  }

  /** `steps.append(ParallelRunStep(...))`: where the list goes, the step that was to stand above it takes its place. */
  private keepFunctions(): void {
    const { deleted, functions, replaced } = this.draft;
    for (const [s, codes] of [...functions]) {
      if (!deleted.delete(s)) continue;
      functions.delete(s);
      replaced.set(s, this.indented(codes.join("\n"), this.module.indentOf(s)));
    }
  }

  /** Comments beside names that leave an import stand above it. */
  private keepImportComments(): void {
    const edits = this.imports.flatMap((plan) => plan.edits);
    const statements = new Set(edits.flatMap((e) => [...walkWritten(this.module.program.body)].filter((s) => isImport(s) && s.start <= e.start && e.end <= s.end)));
    for (const s of statements) {
      const lost = this.lostComments(edits.filter((e) => s.start <= e.start && e.end <= s.end)).filter((text) => !isPragma(text));
      if (lost.length > 0) this.insert(s, lost);
    }
  }

  private block(block: Block): void {
    for (const s of block.statements) this.statement(s);
    const stays = block.statements.some((s) => !this.draft.deleted.has(s) || (this.emptied.get(s)?.split("\n").some((l) => l.trim() !== "" && !l.trim().startsWith("#")) ?? false));
    this.shareLines(block);
    const last = block.statements.at(-1);
    if (!stays && last && block.owner) this.emptied.set(last, [this.emptied.get(last) ?? "", `${this.module.indentOf(last)}pass`].filter((x) => x !== "").join("\n"));
  }

  /** `import os; from azureml.core import Run`: what stays of a line stays on it, and what was inserted stands above it. */
  private shareLines(block: Block): void {
    for (const s of block.statements) {
      const line = lineGroup(s, this.module);
      if (line.length < 2 || line[0] !== s) continue;
      const kept = line.filter((x) => !this.draft.deleted.has(x));
      const lastKept = kept.at(-1);
      if (!lastKept) {
        const left = new Set(line.flatMap((x) => (this.emptied.get(x) ?? "").split("\n")).filter((text) => text !== ""));
        line.forEach((x, i) => this.emptied.set(x, i === 0 ? [...left].join("\n") : ""));
      }
      if (!lastKept || kept.length === line.length) continue;
      const above: string[] = [];
      for (const [i, gone] of line.entries()) {
        if (!this.draft.deleted.has(gone)) continue;
        above.push(...(this.imports.find((plan) => plan.above === gone)?.lines ?? []), ...(this.draft.before.get(gone) ?? []));
        this.emptied.delete(gone);
        if (gone.start < lastKept.start) this.result.push({ start: gone.start, end: line[i + 1]!.start, text: "" });
        if (this.draft.after.has(gone)) this.refuseLine(gone);
      }
      if (line.at(-1) !== lastKept) this.result.push({ start: lastKept.end, end: line.at(-1)!.end, text: "" });
      if (above.length > 0) this.insert(lastKept, above);
    }
  }

  private refuseLine(s: Statement): never {
    throw new Refusal(`${this.module.placeOf(s.start)} holds several statements; give each a line of its own`);
  }

  private statement(s: Statement): void {
    if (this.draft.deleted.has(s)) {
      this.emptied.set(s, this.placeholder(s));
      return;
    }
    const start = this.result.length;
    const replaced = this.draft.replaced.get(s);
    if (replaced !== undefined) this.result.push({ start: s.start, end: s.end, text: replaced });
    else for (const e of expressionsOf(s)) this.expression(e);
    this.insertAround(s, this.result.slice(start));
    if (replaced !== undefined) return;
    // The readings of a function agree (`agree.ts`).
    for (const body of s.kind === "function" ? [s.body] : bodiesOf(s)) this.block(body);
  }

  private expression(e: Expression): void {
    const doc = this.draft.replacements.get(e);
    if (doc === undefined) {
      if (e.kind === "string") for (const piece of e.pieces) this.fString(piece);
      else for (const child of e.children) this.expression(child);
      return;
    }
    const range = e.parens && typeof doc !== "string" ? e.parens : e;
    const line = this.module.lines.startOfLine(range.start);
    const indent = /^[ \t]*/.exec(this.module.text.slice(line))?.[0] ?? "";
    const column = range.start - line + this.commentAfter(range.end);
    this.result.push({ start: range.start, end: range.end, text: print(doc, { indent, column, ...this.draft.styleOf(statementOf(e)) }) });
  }

  private fString(piece: StringPiece): void {
    const edits = piece.parts.filter(isInterpolation).flatMap((part) => {
      const start = this.result.length;
      this.expression(part.expression);
      return this.result.splice(start).map((edit) => inFString(edit, piece, part));
    });
    this.result.push(...edits, ...withoutBraces(piece, edits, this.module.slice(piece)));
  }

  /** How many characters of the line the comment takes that follows an expression. What a tool is told stays on that line. */
  private commentAfter(end: number): number {
    const found = /^([)\]}]*[ \t]*)(#[^\r\n]*)/.exec(this.module.text.slice(end, this.module.lines.endOfLine(end)));
    return found && !isPragma(found[2]!) ? found[0].trimEnd().length : 0;
  }

  /** Puts lines above and below a statement. Comments that its edits would lose come with them. */
  private insertAround(s: Statement, edits: readonly TextEdit[]): void {
    const lost = this.lostComments(edits);
    const before = [...lost, ...(this.draft.before.get(s) ?? [])];
    const functions = this.draft.functions.get(s) ?? [];
    if (functions.length > 0) this.insertFunctions(s, before, functions);
    else if (before.length > 0) this.insert(s, before);
    const after = this.draft.after.get(s) ?? [];
    if (after.length > 0) {
      if (lineGroup(s, this.module).at(-1) !== s) this.refuseLine(s);
      const end = this.lineEnd(s);
      const indent = this.module.indentOf(s);
      const text = after.map((t) => this.indented(t, indent)).map((t) => indent + t).join("\n");
      const open = !/[\r\n]$/.test(this.module.text.slice(0, end));
      this.result.push({ start: end, end, text: open ? `\n${text}` : `${text}\n` });
    }
  }

  private insert(s: Statement, lines: readonly string[]): void {
    const first = lines.every((t) => t.startsWith("#")) ? underComment(s, this.module) : lines.every((t) => /^(#|from |import )/.test(t)) ? lineGroup(s, this.module)[0]! : s;
    const { indent, start } = this.lineOf(first);
    this.result.push({ start, end: start, text: lines.map((t) => `${this.indented(t, indent)}\n${indent}`).join("") });
  }

  /** Two blank lines around a function at the top level, one elsewhere. */
  private insertFunctions(s: Statement, before: readonly string[], functions: readonly string[]): void {
    const { indent, start } = this.lineOf(s);
    const blank = indent === "" ? 2 : 1;
    // The comment above a statement is about what takes its place: it stays above the function.
    const top = this.commentAbove(s);
    const above = this.module.text.slice(0, top);
    const have = this.module.isAtStart(top) ? blank : (blankEnd(above).match(/\n/g)?.length ?? 1) - 1;
    const isDefinition = /^(@|def )/.test(functions[0]!);
    const hasComment = top < this.module.lines.startOfLine(s.start);
    const isFirst = s.block.owner !== null && s.block.statements[0] === s;
    const missing = isFirst || (hasComment && !isDefinition) ? "" : "\n".repeat(Math.max(blank - have, 0));
    if (hasComment && missing !== "") this.result.push({ start: top, end: top, text: missing });
    const gap = hasComment ? "" : missing;
    const code = functions.map((f) => this.indented(f, indent)).join(`\n${"\n".repeat(blank)}${indent}`);
    const rest = before.map((t) => `${this.indented(t, indent)}\n${indent}`).join("");
    const line = this.module.lines.startOfLine(s.start);
    this.result.push({ start: line, end: start, text: `${gap}${indent}${code}\n${"\n".repeat(blank)}${indent}${rest}` });
  }

  /** Where the comment lines begin that stand directly above a statement, at its indent; its own line where there are none. */
  private commentAbove(s: Statement): number {
    const { lines, text } = this.module;
    let top = lines.startOfLine(s.start);
    const indent = this.module.indentOf(s);
    while (top > 0) {
      const line = lines.startOfLine(top - 1);
      const comment = text.slice(line, top).trimEnd();
      if (!comment.startsWith(`${indent}#`) || comment === CELL_BOUNDARY) break;
      top = line;
    }
    return top;
  }

  /** The indent of a statement's line, and where the line's text starts. @throws Refusal when the statement shares it. */
  private lineOf(s: Statement): { indent: string; start: number } {
    const line = this.module.lines.startOfLine(s.start);
    const before = this.module.text.slice(line, s.start);
    if (!ALONE.test(before)) this.refuseLine(s);
    const indent = this.module.indentOf(s);
    return { indent, start: line + indent.length };
  }

  private indented(text: string, indent: string): string {
    return text.split("\n").join(`\n${indent}`).replace(/\n[ \t]+(?=\n|$)/g, "\n");
  }

  /** The comments inside edited places that the new text does not hold. */
  private lostComments(edits: readonly TextEdit[]): string[] {
    return edits.flatMap((edit) => this.module.commentsIn(edit).map((r) => this.module.slice(r).trimEnd()).filter((text) => !edit.text.includes(text)));
  }

  /** What stays where a statement goes: what was inserted there, and its comments. */
  private placeholder(s: Statement): string {
    const indent = this.module.indentOf(s);
    const imports = this.imports.find((plan) => plan.above === s)?.lines ?? [];
    const comments = this.module.commentsIn({ start: s.start, end: this.lineEnd(s) }).map((r) => this.module.slice(r).trimEnd()).filter((text) => !isImport(s) || !isPragma(text));
    const kept = comments.filter((text) => ![...this.draft.replaced.values(), ...this.printed(), ...(this.draft.before.get(s) ?? [])].some((t) => t.includes(text)));
    return [...imports, ...(this.draft.before.get(s) ?? []), ...kept, ...(this.draft.after.get(s) ?? [])].map((t) => indent + this.indented(t, indent)).join("\n");
  }

  private cache: string[] | null = null;

  /** Every replaced text, to see which comments have found a place. */
  private printed(): string[] {
    return (this.cache ??= [...this.draft.replacements.values()].map((doc) => print(doc, { indent: "", column: 0, width: 0, unit: "" })));
  }

  /** Where the last line of a statement ends; what stands between the files of a program belongs to none. */
  private lineEnd(s: Statement): number {
    return Math.min(this.module.lines.endOfLine(s.end), this.module.fileAt(s.start).end);
  }

  /** Takes out the lines of deleted statements, with the blank lines that would pile up. */
  private removeLines(): void {
    const text = this.module.text;
    const statements = [...this.emptied.keys()].sort((a, b) => a.start - b.start);
    let i = 0;
    while (i < statements.length) {
      const first = statements[i]!;
      this.requireOwnLine(first);
      let end = this.lineEnd(first);
      let placeholder = this.emptied.get(first)!;
      let last = first;
      // Neighbours that are only blank lines apart go in one piece.
      while (statements[i + 1] && this.module.fileAt(statements[i + 1]!.start) === this.module.fileAt(first.start) && text.slice(this.lineEnd(last), this.module.lines.startOfLine(statements[i + 1]!.start)).trim() === "" && (placeholder === "" || this.emptied.get(statements[i + 1]!) === "")) {
        last = statements[++i]!;
        this.requireOwnLine(last);
        end = this.lineEnd(last);
        placeholder = placeholder === "" ? this.emptied.get(last)! : placeholder;
      }
      this.removeRange({ start: this.module.lines.startOfLine(first.start), end }, placeholder, this.module.fileAt(first.start).end);
      i++;
    }
  }

  /** @param fileEnd where its file ends */
  private removeRange(range: Range, placeholder: string, fileEnd: number): void {
    const text = this.module.text.slice(0, fileEnd);
    let { end } = range;
    let left = placeholder;
    if (placeholder === "") {
      const lineBefore = text.slice(range.start < 2 ? 0 : text.lastIndexOf("\n", range.start - 2) + 1, range.start);
      const blankBefore = /^[ \t]*\r?\n$/.test(lineBefore) || this.module.isAtStart(range.start);
      const blankAfter = /^(?:[ \t]*\r?\n)+/.exec(text.slice(end))?.[0] ?? "";
      if (blankBefore) end += blankAfter.length;
      // What the lines kept apart stays apart.
      else if (blankAfter === "" && /\n[ \t]*\r?\n/.test(text.slice(range.start, end)) && /\S/.test(text.slice(end))) left = "\n";
    } else left += /[\r\n]$/.test(text.slice(range.start, end)) ? "\n" : "";
    this.result.push({ start: range.start, end, text: left });
  }

  private requireOwnLine(s: Statement): void {
    const line = lineGroup(s, this.module);
    const [first, last] = [line[0]!, line.at(-1)!];
    const before = this.module.text.slice(this.module.lines.startOfLine(first.start), first.start);
    const after = this.module.text.slice(last.end, this.lineEnd(last)).trim();
    if (!ALONE.test(before) || !/^;?\s*(#.*)?$/.test(after)) this.refuseLine(s);
  }
}

function isImport(s: Statement): boolean {
  return s.kind === "import" || s.kind === "from-import";
}

/** The blank end of a text, with the character before it: a search in all of the text would start again at every line end. */
function blankEnd(text: string): string {
  let start = text.length;
  while (start > 0 && " \t\r\n".includes(text[start - 1]!)) start--;
  return text.slice(Math.max(start - 1, 0));
}
