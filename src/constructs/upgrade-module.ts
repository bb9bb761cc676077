import type { Expression, FunctionStatement, NameExpression, ProgramFile, Range, Statement } from "../python/ast.js";
import { expressionsOf, statementOf, walkExpression, walkStatements } from "../python/ast.js";
import type { Module } from "../python/module.js";
import type { Variable } from "../python/scope.js";
import type { TextEdit } from "../edits/text-edit.js";
import type { Doc } from "../python/layout.js";
import { print } from "../python/layout.js";
import { readingAround } from "../python/readings.js";
import { Refusal } from "../edits/refusal.js";
import type { Context } from "./concept.js";
import type { Aliases, CreatedFile, DraftFinding } from "./draft.js";
import { disagreement } from "./agree.js";
import { upgradeAnnotations } from "./annotations.js";
import { upgradeClassChecks } from "./class-checks.js";
import { v1Functions } from "./concerns.js";
import { dropConsumedLists } from "./consumed-lists.js";
import { Draft } from "./draft.js";
import { draftEdits, remainingReads } from "./finish.js";
import { existingAliases, isV1Import, NO_IMPORTS, planImports, reportImports } from "./imports.js";
import { CONCEPTS, VOCABULARY } from "./index.js";
import { reachedByName } from "./leftover/by-name.js";
import { nameCauses } from "./leftover/causes.js";
import { SCRIPT_LEFTOVER } from "./leftover/findings.js";
import { quotedTypes, reportLeftovers, reportMembers, reportNamedModules, reportQuotedTypes } from "./leftover/index.js";
import { dropDoneMarkers, markerFindings, underMarkers } from "./leftover/markers.js";
import { reportPatched } from "./leftover/patched.js";
import type { V1Object } from "./model.js";
import { UNSEEN_STEP } from "./parallel-run/findings.js";
import { NO_COUNTERPART } from "./pipeline/findings.js";
import { isLoaded, isPipelineBlocker, readPipeline } from "./pipeline/read.js";
import { labelOf } from "./pipeline/twins.js";
import { Plan } from "./plan.js";
import { isPublishing, keptRule, residualRule } from "./publish/index.js";
import type { Project } from "./project.js";
import { ALONE } from "./project.js";
import { FOLLOWED, Reader } from "./reader.js";
import type { Needed, Remnant } from "./remnants.js";
import { dissolveVariables, findRemnant } from "./remnants.js";
import { byHand, goesOn } from "./run/job.js";
import { memberByHand } from "./run/reads.js";
import { reportStatusWords } from "./run/wait.js";
import { DISSOLVING, variableOf } from "./step/model.js";
import { scriptsOf } from "./step/scripts.js";
import { hoistedVariable, isPlainName, listVariable } from "./step/write.js";
import { sayTogether } from "./together.js";
import type { V2Name } from "./v2-names.js";
import { renameWorkspaces } from "./workspace/index.js";
import { loadNote } from "./yaml/unread.js";

/** The edits and findings of one program. */
export interface ModuleUpgrade {
  readonly edits: readonly TextEdit[];
  readonly findings: readonly DraftFinding[];
  /** The scripts that its steps run. */
  readonly scripts: readonly string[];
  readonly created: readonly CreatedFile[];
}

/**
 * Upgrades one program.
 *
 * @param project what the other files of its project tell
 * @throws Refusal when the result can't be trusted
 */
export function upgradeModule(module: Module, project: Project = ALONE): ModuleUpgrade {
  const concerned = v1Functions(module);
  module.readCalls((f) => concerned.has(f));
  const opaque = new Map<Statement, string>();
  for (const s of walkStatements(module.program.body)) {
    if ((s.kind === "function" || s.kind === "class") && !module.isEdited(s)) opaque.set(s, `which stands in ${module.fileAt(s.start).path}: upgrade that file together with this one`);
  }
  const valued = new Set<Expression>();
  for (;;) {
    const upgraded = upgradePlan(planOf(module, opaque, valued, project));
    if ("opaque" in upgraded) {
      if (opaque.has(upgraded.opaque)) throw new Refusal("a function can't be followed and can't be left; this is a defect of prs-upgrade, please report it with this file");
      opaque.set(upgraded.opaque, upgraded.reason);
      module.readCalls((f) => concerned.has(f), new Set(opaque.keys()));
      valued.clear();
    } else if ("valued" in upgraded) valued.add(upgraded.valued.site);
    else return upgraded;
  }
}

/** A function that can't be written so that it serves all that is followed through it, and why. */
interface Opaque {
  readonly opaque: Statement;
  readonly reason: string;
}

function upgradePlan(plan: Plan): ModuleUpgrade | Opaque | Needed {
  const { module } = plan;
  const parallel = plan.objects.filter((o) => o.form === "ParallelRunStep" || o.kind === "config" || isConcernedLoad(o));
  const markers = markerFindings(module);
  const scripts = scriptsOf(plan);
  if (parallel.length === 0) return { scripts, created: [], edits: [], findings: underMarkers(markers, [...libraryFindings(plan), ...reachedByName(plan), ...(usesParallelRunFunction(module) ? leftoversOf(plan) : [])], module) };

  while (parallel.some((o) => (o.form === "ParallelRunStep" || isLoaded(o)) && plan.moves(o))) {
    const first = write(plan, (file) => existingAliases(file, plan));
    const remnant = findRemnant(first.draft, first.reads, plan);
    if (remnant && "valued" in remnant) return remnant;
    if (remnant) {
      plan.block(remnant.object, remnant.blocker);
      continue;
    }
    const apart = unreached(first.draft, plan);
    if (apart && "opaque" in apart) return apart;
    if (apart) {
      plan.block(apart.object, apart.blocker);
      continue;
    }
    const split = disagreement(first.draft);
    if (split) return { opaque: split.f, reason: `whose calls need different v2 code at ${module.placeOf(split.statements[0].start)}${callsOf(split.f, module)}` };
    const aliases = collisions(first.draft, first.reads, plan);
    const called: Aliases = aliases ? (file) => aliases.get(file) ?? existingAliases(file, plan) : (file) => existingAliases(file, plan);
    const { draft, reads } = aliases ? write(plan, called) : first;
    reportLeftovers(reads, plan, draft);
    reportQuotedTypes(quotedTypes(plan, draft), draft);
    reportNamedModules(plan, draft);
    reportMembers(plan, draft, (o) => !plan.moves(o));
    reportPatched(plan, draft, reads);
    nameCauses(plan, draft);
    const imports = planImports(plan, draft, called, reads);
    reportImports(imports, plan, draft);
    const standing = dropDoneMarkers(markers, plan, draft);
    const reached = reachedByName(plan).filter((f) => !draft.findings.some((x) => x.rule === f.rule && f.range.start <= x.range.start && x.range.end <= f.range.end));
    return { scripts, created: draft.created, edits: draftEdits(draft, imports), findings: underMarkers(standing, [...draft.findings, ...reached], module) };
  }
  return { ...stay(plan, markers), scripts, created: [] };
}

/** A pipeline of a YAML file with a parallel step. */
function isConcernedLoad(o: V1Object): boolean {
  return isLoaded(o) && loadNote(o.site) !== undefined;
}

/** The calls of a function, as a reason names them. */
function callsOf(f: FunctionStatement, module: Module): string {
  const places = [...new Set(f.readings.flatMap((r) => (r.call ? [module.placeOf(r.call.start)] : [])))];
  return places.length > 1 ? ` (called at ${places.join(", ")})` : "";
}

/** Code that needs something which nothing holds where it would stand: the function around it is not looked through, or its object stays v1. */
function unreached(draft: Draft, plan: Plan): Opaque | Remnant | null {
  const first = draft.unreachable[0];
  if (!first) return null;
  const around = readingAround(statementOf(first.at));
  const reason = `where ${first.what} can't be named`;
  if (around && around.reading.call !== null && !plan.reader.opaque.has(around.f)) return { opaque: around.f, reason };
  const used = plan.uses.find((u) => u.role.type === "rewrite" && u.role.expression === first.at)?.object ?? plan.objects.find((o) => o.site === first.at);
  const object = used ?? plan.objects.find((o) => plan.moves(o) && o.kind !== "workspace" && statementOf(o.site) === statementOf(first.at));
  if (!object) throw new Refusal(`${plan.module.placeOf(first.at.start)}: ${first.what} can't be named here; this is a defect of prs-upgrade, please report it with this file`);
  return { object, blocker: { rule: UNSEEN_STEP, range: first.at, at: statementOf(first.at), ...first.say ?? { title: `Nothing holds ${first.what} here`, why: "The v2 code needs it at this place. Pass it on to this function, or do this where it is made." } } };
}

/**
 * The plan of a program; a class that would have to serve v1 and v2 is not looked through.
 *
 * @param opaque what is not looked through anyway, and why
 */
function planOf(module: Module, opaque: ReadonlyMap<Statement, string>, valued: ReadonlySet<Expression>, project: Project): Plan {
  const plan = new Plan(new Reader(module, VOCABULARY, opaque), CONCEPTS, valued, project);
  const through = [...walkStatements(module.program.body)].filter((s) => s.kind === "function" || s.kind === "class");
  const mixed = plan.mixed(() => new Plan(new Reader(module, VOCABULARY, new Map(through.map((s) => [s, ""]))), CONCEPTS));
  return mixed.size === 0 ? plan : new Plan(new Reader(module, VOCABULARY, new Map([...opaque, ...[...mixed].map((s) => [s, "which holds an object that stays v1 as well"] as const)])), CONCEPTS, valued, project);
}

/** Nothing moves: the code stays, and what keeps it is said. */
function stay(plan: Plan, markers: readonly DraftFinding[]): Omit<ModuleUpgrade, "scripts" | "created"> {
  const draft = new Draft(plan.module, () => new Map());
  sayTogether(plan, draft, () => reportKept(plan, draft, true));
  return { edits: draftEdits(draft, [NO_IMPORTS]), findings: dropMarked([...markers], [...draft.findings, ...reachedByName(plan)]) };
}

/** A TODO that stands already says what the finding says: one of the two is enough. */
function dropMarked(markers: DraftFinding[], findings: readonly DraftFinding[]): DraftFinding[] {
  return [...markers.filter((m) => !findings.some((f) => f.rule.code === m.v2)), ...findings];
}

function write(plan: Plan, aliases: Aliases): { draft: Draft; reads: NameExpression[] } {
  const draft = new Draft(plan.module, aliases);
  const context: Context = { plan, draft };
  const done = new Set<Expression>();
  const sites = new Map(plan.objects.map((o) => [o.site, o]));
  const rewrites = new Map(plan.uses.flatMap((u) => (u.role.type === "rewrite" ? [[u.role.expression, u] as const] : [])));
  draft.write = (e) => {
    if (done.has(e)) return;
    const object = sites.get(e);
    const use = rewrites.get(e);
    if (!object && !use) return;
    done.add(e);
    draft.inside(statementOf(e), () => {
      if (object && plan.moves(object)) writeObject(object, context);
      if (use?.role.type === "rewrite" && plan.moves(use.object)) writeUse(use.object, use.role.key, e, context);
    });
  };
  renameWorkspaces(context);
  hoistSteps(context);
  for (const o of plan.objects) draft.write(o.site);
  for (const e of rewrites.keys()) draft.write(e);
  dropConsumedLists(context);
  displayed(context);
  dissolveVariables(context);
  exceptionNames(context);
  upgradeAnnotations(context);
  upgradeClassChecks(context);
  reportStatusWords(context);
  sayTogether(plan, draft, () => reportKept(plan, draft, false));
  reportResidual(plan, draft);
  return { draft, reads: remainingReads(draft) };
}

function writeObject(o: V1Object, c: Context): void {
  let doc: Doc | null | undefined;
  for (const concept of CONCEPTS) if (doc === undefined) doc = concept.write?.[o.kind]?.(o, c);
  if (doc === undefined) return;
  if (doc !== null) {
    if (!c.draft.replacements.has(o.site)) c.draft.replace(o.site, doc);
    return;
  }
  const statement = statementOf(o.site);
  if (c.draft.replaced.has(statement)) return;
  if (statement.kind === "assign" && statement.value === o.site && variableOf(o) !== null) c.draft.deleted.add(statement);
  if (statement.kind === "expression" && statement.value === o.site) c.draft.deleted.add(statement);
}

function writeUse(o: V1Object, key: string, e: Expression, c: Context): void {
  const rewrite = CONCEPTS.find((x) => x.rewrites?.[key])?.rewrites?.[key];
  const doc = rewrite?.(o, e, c);
  if (doc === undefined) return;
  const statement = statementOf(e);
  if (doc !== null) c.draft.replace(e, doc);
  else if (statement.kind === "expression" && statement.value === e) c.draft.deleted.add(statement);
}

/** A step that stands inside another expression gets a variable, so that the pipeline function can call it. */
function hoistSteps(c: Context): void {
  const done = new Set<Expression>();
  for (const pipeline of c.plan.of("pipeline")) {
    const model = c.plan.moves(pipeline) ? readPipeline(pipeline, c.plan) : null;
    if (!model || isPipelineBlocker(model)) continue;
    for (const [step, handle] of model.handles) {
      if (handle.type === "each" || handle.type === "item") {
        if (!done.has(handle.list)) hoistList(handle.list, c);
        done.add(handle.list);
        continue;
      }
      if (handle.type !== "hoisted" || done.has(handle.e)) continue;
      done.add(handle.e);
      const at = statementOf(handle.e);
      if (at.kind === "expression" && at.value === handle.e) continue;
      const name = hoistedVariable(step, handle.e, c, labelOf(step, model, c.plan).label);
      const doc = c.draft.doc(handle.e);
      if (step.manual || (handle.e === step.object.site && !c.draft.replacements.has(handle.e))) continue;
      c.draft.inside(at, () => c.draft.insertFunctionBefore(at, `${name} = ${print(doc, { indent: "", column: c.plan.module.indentOf(at).length + name.length + 3, width: c.draft.width, unit: c.draft.unit })}`));
      c.draft.replace(handle.e, name);
    }
  }
}

/** A list of steps that stands inside a pipeline gets a variable, so that the pipeline function can go through it. */
function hoistList(list: Expression, c: Context): void {
  if (isPlainName(list)) return;
  const at = statementOf(list);
  const name = listVariable(list, c);
  c.draft.inside(at, () => c.draft.insertFunctionBefore(at, `${name} = ${print(c.draft.doc(list), { indent: "", column: c.plan.module.indentOf(at).length + name.length + 3, width: c.draft.width, unit: c.draft.unit })}`));
  c.draft.replace(list, name);
}

/** A bare name that shows an object which is gone (`config` at the end of a cell). */
function displayed(c: Context): void {
  for (const use of c.plan.uses) {
    const statement = statementOf(use.expression);
    const gone = c.plan.moves(use.object) && c.draft.deleted.has(statementOf(use.object.site));
    if (use.role.type === "harmless" && gone && statement.kind === "expression" && statement.value === use.expression) c.draft.deleted.add(statement);
  }
}

/** `except ComputeTargetException` and `type(x) is AmlCompute` follow the compute that moves. */
function exceptionNames(c: Context): void {
  const compute = c.plan.of("compute");
  if (compute.length === 0 || compute.some((o) => !c.plan.moves(o))) return;
  for (const statement of walkStatements(c.plan.module.program.body)) {
    for (const top of expressionsOf(statement)) {
      for (const e of walkExpression(top)) {
        const name = e.kind === "name" || e.kind === "attribute" ? c.plan.reader.v1NameOf(e) : null;
        if (name === "ComputeTargetException" && statement.kind === "compound" && statement.type === "try_statement") c.draft.inside(statement, () => c.draft.replace(e, c.draft.v2("ResourceNotFoundError")));
        const parent = e.parent;
        if (name === "AmlCompute" && parent && "parens" in parent && (parent.kind === "other" || (parent.kind === "call" && parent.callee !== e))) c.draft.inside(statement, () => c.draft.replace(e, c.draft.v2("AmlCompute")));
      }
    }
  }
}

/** The statement that a TODO stands above: the one that makes the object, or where another file is asked about, the one of that file. */
function askedAt(o: V1Object, range: Range, { module }: Plan): Statement {
  const made = statementOf(o.site);
  if (module.fileAt(range.start) === module.fileAt(made.start)) return made;
  const around = [...walkStatements(module.program.body)].filter((s) => s.start <= range.start && range.end <= s.end);
  return around.sort((a, b) => a.end - a.start - (b.end - b.start))[0] ?? made;
}

/** What keeps a group in v1: one TODO and one finding at the place that has to change. */
function reportKept(plan: Plan, draft: Draft, nothingMoves: boolean): void {
  for (const [o, blocker] of plan.blockers) {
    if (blocker.title === "" || !concernsPipelines(o, plan)) continue;
    // A pipeline can't move for the reason that one of its steps gives: it is said once, at the step.
    if (draft.findings.some((f) => f.title === blocker.title && f.range.start === blocker.range.start)) continue;
    const statement = blocker.at ?? askedAt(o, blocker.range, plan);
    draft.todo(statement, blocker.rule, oneLine(`${blocker.title}${/[?.!]$/.test(blocker.title) ? "" : "."} ${blocker.why}`));
    draft.finding(blocker.rule, blocker.range, { effort: "decision", title: blocker.title, why: blocker.why, v1: o.form, v2: undefined });
  }
  // A list is named only where nothing else says why its parts stay.
  const lists = plan.objects.filter((o) => nothingMoves && holdsParts(o, plan));
  const said = (): boolean => draft.findings.some((f) => f.effort === "decision") || markerFindings(plan.module).length > 0;
  for (const o of [...plan.objects.filter((x) => !plan.isDual(x)), ...lists]) {
    if (plan.moves(o) || plan.isSoft(o) || plan.blockers.has(o) || (lists.includes(o) && said())) continue;
    for (const use of plan.usesOf(o)) {
      if (use.role.type !== "residual" || [...plan.blockers.values()].some((b) => b.range.start <= use.expression.start && use.expression.end <= b.range.end)) continue;
      // What another file does with it is said where it is made.
      const at = plan.module.isEdited(use.expression) ? use.expression : o.site;
      const what = `${shown(at, draft)}: ${use.role.reason}`;
      draft.todo(statementOf(at), UNSEEN_STEP, oneLine(`${what}, so its steps stay v1`));
      const why = use.role.reason.endsWith("whose calls are not all in sight") ? "Whoever calls it has to get what it becomes in v2. Let every use of the function be a plain call in the files of this run, or upgrade it by hand with its callers."
        : use.role.reason.endsWith("which is in none of these files") ? "It has to get what this becomes in v2. Run the upgrade on the folder of the whole project, or upgrade both by hand."
          : "The v2 pipeline has no such object, so the steps that use it stay as they are. Take this use apart, or upgrade it by hand.";
      draft.finding(UNSEEN_STEP, at, { title: what, why, v1: o.form, v2: undefined });
    }
  }
  for (const o of plan.objects) {
    const rule = keptRule(o, plan);
    if (!rule) continue;
    const title = `${o.form} stays v1: ${plan.kept.get(o) ?? ""}`;
    draft.todo(statementOf(o.site), rule, oneLine(title));
    draft.finding(rule, o.site, { title, why: "The pipeline is of SDK v2 now, so this line fails as it stands.", v1: o.form, v2: undefined });
  }
  const reasonIsGiven = said();
  for (const o of plan.objects) {
    if (reasonIsGiven || o.form !== "ParallelRunStep" && o.kind !== "config" || plan.moves(o) && plan.of("step").some((x) => x.form === "ParallelRunStep" && plan.moves(x))) continue;
    const reason = plan.kept.get(o) ?? "no step in this file uses it";
    draft.todo(statementOf(o.site), UNSEEN_STEP, oneLine(`this stays v1: ${reason}`));
    draft.finding(UNSEEN_STEP, o.site, { title: `${o.form} stays v1: ${reason}`, why: "Its steps and it have to move together.", v1: o.form, v2: undefined });
  }
}

/** A list that keeps parts of a pipeline in v1. */
function holdsParts(o: V1Object, plan: Plan): boolean {
  return o.kind === "list" && plan.partsOf(o).some((part) => DISSOLVING.has(part.kind));
}

/** Dual objects that stay only matter when they are part of what moves, what is published only when a pipeline moves. */
function concernsPipelines(o: V1Object, plan: Plan): boolean {
  if (isPublishing(o.kind)) return plan.of("pipeline").some((p) => plan.moves(p));
  return !plan.isDual(o) || plan.consumersOf(o).length > 0;
}

/** Calls on moved objects that have no counterpart: the v1 code stays, under a TODO. */
function reportResidual(plan: Plan, draft: Draft): void {
  const elsewhere = new Map<V1Object, Set<string>>();
  for (const o of plan.objects) {
    if (!plan.moves(o) || !plan.isSoft(o)) continue;
    for (const use of plan.usesOf(o)) {
      if (plan.leavesInList(use)) {
        goesOn(use.expression, "it is put into a list or a dict", { plan, draft });
        continue;
      }
      const left = plan.isLeftBehind(use);
      if (use.role.type !== "residual" && !left) continue;
      const reason = use.role.type === "residual" ? use.role.reason : "a run configuration that stays v1 holds it";
      // What another file does with it is said where it is made, once.
      const isHere = plan.module.isEdited(use.expression);
      if (!isHere && elsewhere.get(o)?.has(reason)) continue;
      if (!isHere) elsewhere.set(o, new Set([...(elsewhere.get(o) ?? []), reason]));
      const at = isHere ? use.expression : o.site;
      const parent = isHere ? at.parent : null;
      const member = parent && "parens" in parent && parent.kind === "attribute" ? parent.name : null;
      if (member === null && FOLLOWED.has(o.kind)) {
        goesOn(at, reason, { plan, draft });
        continue;
      }
      const anew = member === null ? null : memberByHand(o.kind, member);
      if (anew !== null) {
        byHand(o, parent as Expression, anew, { plan, draft });
        continue;
      }
      const given = o.kind === "pipeline" && member === null;
      const { rule, now, why } = residualRule(o) ?? (given
        ? { rule: NO_COUNTERPART, now: "a v2 job", why: "Whoever gets it has to go on with it in v2: ml_client.jobs.create_or_update(job, experiment_name=...) submits it." }
        : { rule: NO_COUNTERPART, now: "a v2 object", why: "The object is of SDK v2 now, so this line fails as it stands." });
      draft.todo(statementOf(at), rule, oneLine(`${shown(at, draft)} is ${now} now: ${reason}`));
      draft.finding(rule, parent && "parens" in parent ? parent : at, {
        title: member === null && (given || rule !== NO_COUNTERPART) ? `${shown(at, draft)} is ${now} now` : `${member ?? shown(at, draft)} has no counterpart here`, why, v1: `${o.kind}.${member ?? ""}`, v2: undefined,
      });
    }
  }
}

/** An expression in a few words: a call by its name. */
function shown(e: Expression, draft: Draft): string {
  return e.kind === "call" ? `${oneLine(draft.module.slice(e.callee))}(...)` : oneLine(draft.module.slice(e));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** v2 names that would collide with a name of the user's, or with a v1 import that stays; null when there are none. */
function collisions(draft: Draft, reads: readonly NameExpression[], plan: Plan): Map<ProgramFile, Map<V2Name, string>> | null {
  const staying = new Set(reads.flatMap((n) => plan.module.names.variableOf(n) ?? []));
  const found = new Map<ProgramFile, Map<V2Name, string>>();
  for (const [file, names] of draft.imports) {
    const existing = existingAliases(file, plan);
    const aliases = new Map(existing);
    for (const name of names) {
      if (existing.has(name)) continue;
      const clash = allVariables(plan, name, file).some((v) => v.bindings.some((b) => !(b.kind === "import" && isV1Import(b.statement))) || staying.has(v));
      if (clash) aliases.set(name, aliasFor(name, plan));
    }
    if (aliases.size > existing.size) found.set(file, aliases);
  }
  return found.size > 0 ? found : null;
}

function aliasFor(name: V2Name, plan: Plan): string {
  const wish = /^[A-Z]/.test(name) ? `V2${name}` : `v2_${name}`;
  return plan.module.names.isTaken(wish) ? `${wish}_` : wish;
}

/** The variables of any scope of a file with a name. */
function allVariables(plan: Plan, name: string, file: ProgramFile): Variable[] {
  return plan.module.names.scopes().flatMap((scope) => (scope.file === file ? (scope.variables.get(name) ?? []) : []));
}

function usesParallelRunFunction(module: Module): boolean {
  return [...walkStatements(module.program.body)].some((s) => s.kind === "from-import" && s.module.startsWith("azure.ai.ml") && s.names.some((n) => n.name === "parallel_run_function"))
    || /\bazure\.ai\.ml\b[\s\S]*\bparallel_run_function\s*\(/.test(module.text);
}

/** Steps that a library makes are left alone and listed. */
function libraryFindings(plan: Plan): DraftFinding[] {
  return plan.of("library-steps").flatMap((o) => {
    const found = plan.blockers.get(o);
    return found ? [{ rule: found.rule, effort: found.rule.effort, range: found.range, title: found.title, why: found.why, v1: o.form, v2: null }] : [];
  });
}

/** What a script that a step runs uses of v1. */
export function scriptFindings(module: Module): DraftFinding[] {
  return leftoversOf(new Plan(new Reader(module, VOCABULARY), CONCEPTS), true).map((f) => ({
    ...f, rule: SCRIPT_LEFTOVER, title: f.title.replace(/ is still SDK v1$/, " in a script that a step runs"), why: f.why.replace(/^it stays because [^;]*(; )?/, ""),
  }));
}

/** What is left of v1 in a file that has been upgraded already. */
function leftoversOf(plan: Plan, inJob = false): DraftFinding[] {
  const draft = new Draft(plan.module, () => new Map());
  const reads: NameExpression[] = [];
  for (const s of walkStatements(plan.module.program.body)) {
    for (const top of expressionsOf(s)) for (const e of walkExpression(top)) if (e.kind === "name") reads.push(e);
  }
  reportLeftovers(reads, plan, draft, inJob);
  reportNamedModules(plan, draft);
  reportMembers(plan, draft, () => true);
  nameCauses(plan, draft);
  return draft.findings;
}
