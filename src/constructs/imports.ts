import type { FromImportStatement, ImportStatement, NameExpression, ProgramFile, Statement } from "../python/ast.js";
import { walkWritten } from "../python/ast.js";
import type { Variable } from "../python/scope.js";
import type { TextEdit } from "../edits/text-edit.js";
import type { Aliases, Draft, Style } from "./draft.js";
import { IMPORTS_LEAVE } from "./leftover/findings.js";
import { quotedTypes } from "./leftover/index.js";
import { isV1Name } from "./model.js";
import type { Plan } from "./plan.js";
import type { V2Name } from "./v2-names.js";
import { V2_MODULES } from "./v2-names.js";

type Import = ImportStatement | FromImportStatement;

/** What becomes of the imports. */
export interface ImportPlan {
  /** Statements that go as a whole. */
  readonly gone: ReadonlySet<Statement>;
  /** Edits inside statements that lose some of their names. */
  readonly edits: readonly TextEdit[];
  /** The v2 import lines. */
  readonly lines: readonly string[];
  /** The statement that the lines stand above; null at the end of an empty program. */
  readonly above: Statement | null;
}

/** The imports stay as they are. */
export const NO_IMPORTS: ImportPlan = { gone: new Set(), edits: [], lines: [], above: null };

/** Whether an import brings in the v1 SDK. */
export function isV1Import(s: Statement): s is Import {
  if (s.kind === "import") return s.names.some((n) => isV1Name(n.name));
  return s.kind === "from-import" && isV1Name(s.module);
}

/** Each v2 name by what an import of it binds: `azure.ai.ml.dsl`. */
const V2_BY_IMPORT: ReadonlyMap<string, V2Name> = new Map((Object.entries(V2_MODULES) as [V2Name, string][]).map(([name, module]) => [`${module}.${name}`, name]));

/**
 * The v2 names that a file imports already, by the name that it calls them.
 *
 * @param before where they have to be imported by
 */
export function existingAliases(file: ProgramFile, plan: Plan, before = Infinity): Map<V2Name, string> {
  const aliases = new Map<V2Name, string>();
  for (const [name, variable] of plan.module.names.moduleOf(file).variables) {
    const [binding] = variable.bindings;
    const imported = variable.bindings.length === 1 && binding!.statement.start < before ? binding!.imported : null;
    const v2 = imported === null ? undefined : V2_BY_IMPORT.get(imported);
    if (v2 !== undefined) aliases.set(v2, name);
  }
  return aliases;
}

/** Where the first v1 object of a file stands that becomes v2. */
function firstMoved(file: ProgramFile, plan: Plan): number {
  return Math.min(...plan.objects.flatMap((o) => (plan.moves(o) && plan.module.fileAt(o.site.start) === file ? [o.site.start] : [])));
}

/**
 * Plans the imports of each file of the upgraded program.
 *
 * @param reads the names that the upgraded program still reads as the user wrote them
 */
export function planImports(plan: Plan, draft: Draft, aliases: Aliases, reads: readonly NameExpression[]): ImportPlan[] {
  const { names, program } = plan.module;
  const needed = new Set([...reads.flatMap((n) => names.variableOf(n) ?? []), ...quotedTypes(plan, draft).map((t) => t.variable)]);
  // What another file imports from here has to stay bound.
  for (const v of names.all()) for (const b of v.bindings) if (b.kind === "import" && needed.has(v)) for (const d of names.importedBindings(b)) needed.add(d.variable);
  return program.files.filter((f) => f.edited).map((file) => planFile(file, needed, plan, draft, aliases, reads));
}

/** Says that the imports of a file go about which nothing else is said: another file read the names, or nothing did. */
export function reportImports(imports: readonly ImportPlan[], { module }: Plan, draft: Draft): void {
  for (const { gone, edits } of imports) {
    const [first] = [...gone, ...edits].sort((a, b) => a.start - b.start);
    const file = first && module.fileAt(first.start);
    if (!file || draft.findings.some((f) => module.fileAt(f.range.start) === file)) continue;
    const s = [...walkWritten(file.body)].find((x) => (x.kind === "import" || x.kind === "from-import") && x.start <= first.start && first.start < x.end);
    draft.finding(IMPORTS_LEAVE, s ?? first, { title: "imports that no upgraded code reads are gone" });
  }
}

function planFile(file: ProgramFile, needed: ReadonlySet<Variable>, plan: Plan, draft: Draft, aliases: Aliases, reads: readonly NameExpression[]): ImportPlan {
  const imports = [...walkWritten(file.body)].filter(isV1Import);
  const gone = new Set<Statement>();
  const edits: TextEdit[] = [];
  // By name and import: an import that is read once for each call of a function binds several variables at one place.
  const neededAt = new Set([...needed].flatMap((v) => v.bindings.map((b) => `${v.name} ${b.statement.start} ${b.statement.end}`)));
  for (const s of imports) {
    if (s.kind === "from-import" && s.star) {
      if (![...reads].some((n) => !plan.module.names.variableOf(n) && plan.module.dottedNameOf(n)?.startsWith("azureml"))) gone.add(s);
      continue;
    }
    const stays = s.names.filter((n) => {
      const bound = n.alias ?? (s.kind === "import" ? n.name.split(".")[0]! : n.name);
      return neededAt.has(`${bound} ${s.start} ${s.end}`) || (s.kind === "import" && !isV1Name(n.name));
    });
    if (stays.length === 0) gone.add(s);
    else if (stays.length < s.names.length) edits.push(...withoutNames(s, new Set(stays), plan.module.text));
  }
  for (const s of walkWritten(file.body)) {
    if (s.kind !== "from-import" || s.star || isV1Name(s.module)) continue;
    const stays = s.names.filter((n) => !leaves(s, n.alias ?? n.name, file, needed, plan, draft));
    if (stays.length === 0 && s.names.length > 0) gone.add(s);
    else if (stays.length < s.names.length) edits.push(...withoutNames(s, new Set(stays), plan.module.text));
  }
  for (const s of emptyTries(file, gone)) gone.add(s);
  const existing = existingAliases(file, plan, firstMoved(file, plan));
  const above = placeOf(imports, file, plan);
  const missing = new Set([...(draft.imports.get(file) ?? [])].filter((n) => !existing.has(n)));
  for (const s of file.body.statements) {
    if (above && s.start > above.start) break;
    const names = s.kind === "from-import" && !s.star && s.names.length > 0 ? [...missing].filter((n) => V2_MODULES[n] === s.module) : [];
    if (names.length === 0 || s.kind !== "from-import" || isOneALine(file)) continue;
    edits.push(...withNames(s, names.map((n) => importedName(n, aliases(file))), plan));
    for (const n of names) missing.delete(n);
  }
  return { gone, edits, lines: importLines([...missing], aliases(file), isOneALine(file), draft.styleOf(file.body.statements[0] ?? null)), above };
}

/** Whether what a name is imported for has left the file that it is imported from: a v1 class, or a variable that dissolved. */
function leaves(s: FromImportStatement, name: string, file: ProgramFile, needed: ReadonlySet<Variable>, plan: Plan, draft: Draft): boolean {
  const { names } = plan.module;
  const variable = names.scopeOf(s).variables.get(name);
  if (!variable || needed.has(variable) || variable.scope.file !== file) return false;
  const elsewhere = variable.bindings.filter((b) => b.statement === s).flatMap((b) => names.importedBindings(b));
  return elsewhere.length > 0 && elsewhere.every((d) => (d.kind === "import" ? isV1Import(d.statement) : draft.deleted.has(d.statement)));
}

/** `try: from azureml... except ImportError: from azureml...`, of which nothing is left. */
function emptyTries(file: ProgramFile, gone: ReadonlySet<Statement>): Statement[] {
  return [...walkWritten(file.body)].filter((s) =>
    s.kind === "compound" && s.type === "try_statement" && s.bodies.length > 1 && s.bodies.every((b) => b.statements.length > 0 && b.statements.every((x) => gone.has(x)))
    && s.expressions.every((e) => e.kind === "name" && /^(Import|ModuleNotFound)Error$/.test(e.id)));
}

/** Whether the file imports each name in a line of its own. */
function isOneALine(file: ProgramFile): boolean {
  const from = file.body.statements.filter((s): s is FromImportStatement => s.kind === "from-import");
  return from.every((s) => s.names.length < 2) && new Set(from.map((s) => s.module)).size < from.length;
}

/** Adds names to an import that is there: each where the order of the others asks for it, else at the end. */
function withNames(s: FromImportStatement, names: readonly string[], plan: Plan): TextEdit[] {
  const first = s.names[0]!;
  const last = s.names.at(-1)!;
  const between = s.names[1] ? plan.module.text.slice(first.end, s.names[1].start) : ", ";
  const gap = /^,\s+$/.test(between) ? between : ", ";
  const sorted = s.names.every((n, i) => i === 0 || s.names[i - 1]!.name <= n.name);
  const at = new Map<number, string>();
  for (const name of [...names].sort()) {
    const next = sorted ? s.names.find((n) => n.name > name) : undefined;
    const place = next?.start ?? last.end;
    at.set(place, (at.get(place) ?? "") + (next ? `${name}${gap}` : `${gap}${name}`));
  }
  return [...at].map(([place, text]) => ({ start: place, end: place, text }));
}

/** Removes names and their commas, and leaves the layout of the others as it is. */
function withoutNames(s: Import, stays: ReadonlySet<Import["names"][number]>, text: string): TextEdit[] {
  const edits: TextEdit[] = [];
  const lastKept = s.names.reduce((last, n, i) => (stays.has(n) ? i : last), -1);
  s.names.forEach((n, i) => {
    if (stays.has(n)) return;
    if (i < lastKept) edits.push({ start: n.start, end: s.names[i + 1]!.start, text: "" });
  });
  const kept = s.names[lastKept]!;
  const next = s.names[lastKept + 1];
  if (!next) return edits;
  // A comment beside the last name that stays, and the comma before it, stay too.
  const comment = /^,[ \t]*#[^\r\n]*/.exec(text.slice(kept.end, next.start));
  const { end } = s.names.at(-1)!;
  edits.push({ start: kept.end + (comment?.[0].length ?? 0), end: comment ? end + (/^[ \t]*,/.exec(text.slice(end))?.[0].length ?? 0) : end, text: "" });
  return edits;
}

/** Where the first v1 import of a file stands; without one at the top level, where the first import stands that all of it shares. */
function placeOf(imports: readonly Import[], file: ProgramFile, plan: Plan): Statement | null {
  const { body } = file;
  const top = imports.find((s) => s.block === body);
  if (top) return top;
  const scopes = new Set(imports.map((s) => plan.module.names.scopeOf(s)));
  const first = imports[0];
  const moved = plan.objects.filter((o) => plan.moves(o) && plan.module.fileAt(o.site.start) === file);
  if (first && scopes.size === 1 && moved.every((o) => plan.module.names.scopeOf(plan.module.statementOf(o.site)) === plan.module.names.scopeOf(first))) return first;
  const start = body.statements.findIndex((s, i) => !(i === 0 && s.kind === "expression" && s.value.kind === "string") && !(s.kind === "from-import" && s.module === "__future__"));
  return body.statements[Math.max(start, 0)] ?? null;
}

/** One line a module, or a name where the file has it so; modules and names in order. */
function importLines(names: readonly V2Name[], aliases: ReadonlyMap<V2Name, string>, oneALine: boolean, style: Style): string[] {
  const byModule = new Map<string, V2Name[]>();
  for (const name of names) byModule.set(V2_MODULES[name], [...(byModule.get(V2_MODULES[name]) ?? []), name]);
  return [...byModule].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([module, list]) => {
    const items = [...list].sort().map((n) => importedName(n, aliases));
    if (oneALine) return items.map((n) => `from ${module} import ${n}`);
    const line = `from ${module} import ${items.join(", ")}`;
    return [line.length <= style.width ? line : `from ${module} import (\n${items.map((n) => `${style.unit}${n},\n`).join("")})`];
  });
}

function importedName(name: V2Name, aliases: ReadonlyMap<V2Name, string>): string {
  const alias = aliases.get(name) ?? name;
  return alias === name ? name : `${name} as ${alias}`;
}
