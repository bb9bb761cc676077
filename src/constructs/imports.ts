import type { FromImportStatement, ImportStatement, NameExpression, Statement } from "../python/ast.js";
import { walkStatements } from "../python/ast.js";
import type { TextEdit } from "../edits/text-edit.js";
import type { Draft } from "./draft.js";
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

/** Whether an import brings in the v1 SDK. */
export function isV1Import(s: Statement): s is Import {
  if (s.kind === "import") return s.names.some((n) => isV1Name(n.name));
  return s.kind === "from-import" && isV1Name(s.module);
}

/** The v2 names that the program imports already, by the name that it calls them. */
export function existingAliases(plan: Plan): Map<V2Name, string> {
  const aliases = new Map<V2Name, string>();
  for (const [name, variable] of plan.module.names.module.variables) {
    const imported = variable.bindings.length === 1 ? variable.bindings[0]!.imported : null;
    for (const [v2, module] of Object.entries(V2_MODULES)) if (imported === `${module}.${v2}`) aliases.set(v2 as V2Name, name);
  }
  return aliases;
}

/**
 * Plans the imports of the upgraded program.
 *
 * @param reads the names that the upgraded program still reads as the user wrote them
 */
export function planImports(plan: Plan, draft: Draft, aliases: ReadonlyMap<V2Name, string>, reads: readonly NameExpression[]): ImportPlan {
  const needed = new Set(reads.flatMap((n) => plan.module.names.variableOf(n) ?? []).map((v) => v.name));
  const imports = [...walkStatements(plan.module.program.body)].filter(isV1Import);
  const gone = new Set<Statement>();
  const edits: TextEdit[] = [];
  for (const s of imports) {
    if (s.kind === "from-import" && s.star) {
      if (![...reads].some((n) => !plan.module.names.variableOf(n) && plan.module.dottedNameOf(n)?.startsWith("azureml"))) gone.add(s);
      continue;
    }
    const stays = s.names.filter((n) => {
      const bound = n.alias ?? (s.kind === "import" ? n.name.split(".")[0]! : n.name);
      return needed.has(bound) || (s.kind === "import" && !isV1Name(n.name));
    });
    if (stays.length === 0) gone.add(s);
    else if (stays.length < s.names.length) edits.push(...withoutNames(s, new Set(stays)));
  }
  const existing = existingAliases(plan);
  const lines = importLines([...draft.imports].filter((n) => !existing.has(n)), aliases);
  return { gone, edits, lines, above: placeOf(imports, plan) };
}

/** Removes names and their commas, and leaves the layout of the others as it is. */
function withoutNames(s: Import, stays: ReadonlySet<Import["names"][number]>): TextEdit[] {
  const edits: TextEdit[] = [];
  const lastKept = s.names.reduce((last, n, i) => (stays.has(n) ? i : last), -1);
  s.names.forEach((n, i) => {
    if (stays.has(n)) return;
    if (i < lastKept) edits.push({ start: n.start, end: s.names[i + 1]!.start, text: "" });
    else edits.push({ start: s.names[i - 1]!.end, end: n.end, text: "" });
  });
  return edits;
}

/** Where the first v1 import of the module stands; without one at the top level, where the first import stands that all of it shares. */
function placeOf(imports: readonly Import[], plan: Plan): Statement | null {
  const body = plan.module.program.body;
  const top = imports.find((s) => s.block === body);
  if (top) return top;
  const scopes = new Set(imports.map((s) => plan.module.names.scopeOf(s)));
  const first = imports[0];
  const moved = plan.objects.filter((o) => plan.moves(o));
  if (first && scopes.size === 1 && moved.every((o) => plan.module.names.scopeOf(plan.module.statementOf(o.site)) === plan.module.names.scopeOf(first))) return first;
  const start = body.statements.findIndex((s, i) => !(i === 0 && s.kind === "expression" && s.value.kind === "string") && !(s.kind === "from-import" && s.module === "__future__"));
  return body.statements[Math.max(start, 0)] ?? null;
}

/** One line a module, modules and names in order. */
function importLines(names: readonly V2Name[], aliases: ReadonlyMap<V2Name, string>): string[] {
  const byModule = new Map<string, V2Name[]>();
  for (const name of names) byModule.set(V2_MODULES[name], [...(byModule.get(V2_MODULES[name]) ?? []), name]);
  return [...byModule].sort(([a], [b]) => (a < b ? -1 : 1)).map(([module, list]) => {
    const items = [...list].sort().map((n) => ((aliases.get(n) ?? n) === n ? n : `${n} as ${aliases.get(n)!}`));
    return `from ${module} import ${items.join(", ")}`;
  });
}
