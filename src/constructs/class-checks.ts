import type { Expression } from "../python/ast.js";
import { expressionsOf, isStatement, walkExpression, walkStatements } from "../python/ast.js";
import { allOf, typeOf } from "./annotations.js";
import type { Context } from "./concept.js";
import { CLASS_CHECK } from "./leftover/findings.js";
import type { V1Object } from "./model.js";

/** Classes of v1 that one class takes the place of, so that a check for it answers as it did. */
const CHECKED: ReadonlySet<string> = new Set(["ParallelRunStep", "PythonScriptStep", "CommandStep", "Pipeline", "Workspace", "ParallelRunConfig", "Environment"]);

/** A check for a class: `isinstance(step, ParallelRunStep)`, `type(step) is ParallelRunStep`. */
interface Check {
  readonly subject: Expression;
  readonly classes: readonly Expression[];
}

/** `isinstance` and `type` ask for the class that a v1 object has in v2. Where that answers differently, a person decides. */
export function upgradeClassChecks(c: Context): void {
  for (const s of walkStatements(c.plan.module.program.body)) {
    if (c.draft.deleted.has(s) || c.draft.replaced.has(s)) continue;
    for (const top of expressionsOf(s)) {
      for (const e of walkExpression(top)) {
        const check = checkAt(e);
        if (check) c.draft.inside(s, () => check.classes.forEach((k) => upgradeClass(k, check.subject, c)));
      }
    }
  }
}

/** Whether the class of what an expression stands for is asked for. */
export function isClassAsked(e: Expression): boolean {
  const { parent } = e;
  return parent !== null && !isStatement(parent) && parent.kind === "call" && parent.callee.kind === "name" && /^(isinstance|type)$/.test(parent.callee.id) && parent.args[0]?.value === e;
}

function checkAt(e: Expression): Check | null {
  if (e.kind === "call" && e.callee.kind === "name" && e.callee.id === "isinstance" && e.args.length === 2) {
    const [subject, classes] = e.args.map((a) => a.value);
    return { subject: subject!, classes: classes!.kind === "tuple" ? classes!.items : [classes!] };
  }
  if (e.kind !== "other" || e.type !== "comparison_operator") return null;
  const typed = e.children.find((x) => x.kind === "call" && x.callee.kind === "name" && x.callee.id === "type" && x.args.length === 1);
  const others = e.children.filter((x) => x !== typed).flatMap((x) => (x.kind === "tuple" || x.kind === "list" ? x.items : [x]));
  return typed?.kind === "call" ? { subject: typed.args[0]!.value, classes: others } : null;
}

function upgradeClass(k: Expression, subject: Expression, c: Context): void {
  const { plan, draft } = c;
  const held = plan.reader.objectsOf(subject);
  const name = k.kind === "name" || k.kind === "attribute" ? plan.reader.v1NameOf(k) : null;
  if (name === null) {
    const becomes = k.kind === "name" ? held.find((o) => plan.moves(o) && builtinOf(o, c) === k.id) : undefined;
    if (becomes) decide(k, `${becomes.form} is a ${k.kind === "name" ? k.id : ""} in v2, so this check finds it`, c);
    return;
  }
  if (draft.replacements.has(k)) return;
  const members = held.length > 0 ? (held.every((o) => plan.moves(o)) ? held : null) : allOf(name, c);
  if (held.length > 0 && members === null) return; // it stays v1, and so does its class
  if (held.length === 0 && members === null && plan.objects.every((o) => !plan.moves(o))) return;
  const isText = name === "Environment" || name === "ParallelRunConfig";
  const type = members && CHECKED.has(name) && !isMerged(name, c) && (held.length > 0 || !isText) ? typeOf(name, members, c) : null;
  if (type === null) {
    decide(k, `v2 has no class that answers as ${name} does here`, c);
    return;
  }
  const v2 = type();
  draft.finding(CLASS_CHECK, k, { effort: "upgraded", title: `${name} -> ${v2}`, why: "the object is of that class now", v1: name, v2 });
  draft.replace(k, v2);
}

/** Whether another v1 class of the program becomes the same v2 class, so that the check would find both. */
function isMerged(name: string, c: Context): boolean {
  const other = { PythonScriptStep: "CommandStep", CommandStep: "PythonScriptStep" }[name];
  return other !== undefined && c.plan.of("step").some((o) => o.form === other);
}

/** The builtin class that a v1 object is of in v2. */
function builtinOf(o: V1Object, c: Context): "dict" | "str" | null {
  if (o.kind === "config") return "dict";
  return o.kind === "environment" && /^f?["']/.test(String(c.draft.replacements.get(o.site))) ? "str" : null;
}

function decide(k: Expression, title: string, c: Context): void {
  c.draft.todo(c.plan.module.statementOf(k), CLASS_CHECK, `${title}: what tells these objects apart in v2?`);
  c.draft.finding(CLASS_CHECK, k, { title, why: "Look at what the branches do, and ask for what tells the objects apart.", v1: "isinstance", v2: undefined });
}
