import type { Range } from "../../python/ast.js";
import { isStatement } from "../../python/ast.js";
import type { Draft, DraftFinding } from "../draft.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { LEFTOVER } from "./findings.js";

/**
 * Makes one finding of what has one cause: `Workspace.from_config()` stays v1 because `ws.get_default_keyvault()` does, and the person who
 * decides about the second has decided about the first. The finding of the cause names it; in another file each is listed by itself.
 */
export function nameCauses(plan: Plan, draft: Draft): void {
  const kept = keptByPlace(plan);
  const made = draft.findings.flatMap((finding) => {
    const objects = finding.rule === LEFTOVER ? kept.get(placeKey(finding.range)) ?? [] : [];
    return objects.length > 0 ? [{ finding, objects }] : [];
  });
  const search = new CauseSearch(plan, draft, made);
  const told = new Map<DraftFinding, DraftFinding[]>();
  const gone = new Set<DraftFinding>();
  for (const { finding, objects } of made) {
    const causes = objects.map((o) => search.causesOf(o));
    const first = causes[0]?.[0];
    // What tells of others stays, whatever else tells of it.
    if (!first || gone.has(first) || told.has(finding) || causes.some((found) => found.length === 0)) continue;
    gone.add(finding);
    const others = told.get(first) ?? [];
    const isNamed = (isWithin(finding.range, first.range) && first.title.includes(subjectOf(finding))) || (objects.some((o) => isWithin(first.range, o.site)) && namesTheSame(first, finding));
    told.set(first, isNamed ? others : [...others, finding]);
  }
  const left = draft.findings.filter((f) => !gone.has(f)).map((f) => withOthers(f, told.get(f) ?? [], plan));
  draft.findings.splice(0, draft.findings.length, ...left);
}

/** What stays v1, by the places at which a finding tells of it: its whole expression, or the name that is called. */
function keptByPlace(plan: Plan): Map<string, V1Object[]> {
  const found = new Map<string, V1Object[]>();
  for (const o of plan.kept.keys()) {
    for (const key of new Set(placesOf(o).map(placeKey))) {
      const same = found.get(key);
      if (same) same.push(o);
      else found.set(key, [o]);
    }
  }
  return found;
}

function placesOf(o: V1Object): Range[] {
  return o.site.kind === "call" ? [o.site, o.site.callee] : [o.site];
}

function placeKey({ start, end }: Range): string {
  return `${start} ${end}`;
}

function withOthers(finding: DraftFinding, others: readonly DraftFinding[], plan: Plan): DraftFinding {
  if (others.length === 0) return finding;
  const inOrder = [...others].sort((a, b) => a.range.start - b.range.start);
  const note = `${inWords(inOrder.map((o) => `${subjectOf(o)} (${plan.module.placeOf(o.range.start)})`))} ${others.length === 1 ? "stays" : "stay"} v1 with it`;
  const isSentence = /[.!?]$/.test(finding.why);
  return { ...finding, why: finding.why === "" ? note : isSentence ? `${finding.why} ${note}.` : `${finding.why}; ${note}` };
}

function subjectOf(finding: DraftFinding): string {
  return finding.title.replace(/ is still SDK v1$/, "");
}

/** What a finding says of others that stay v1 with it. */
export function othersOf(finding: DraftFinding): string[] {
  return finding.why.split("; ").filter((part) => / stays? v1 with it$/.test(part));
}

/** Whether a finding about a part of a call says which call that is: `Schedule.create.pipeline_id`. */
function namesTheSame(part: DraftFinding, whole: DraftFinding): boolean {
  return part.v1 !== null && part.v1.startsWith(whole.title.split(/\W/, 1)[0]!);
}

function inWords(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)!}`;
}

interface Made {
  readonly finding: DraftFinding;
  readonly objects: readonly V1Object[];
}

class CauseSearch {
  private readonly found = new Map<V1Object, readonly DraftFinding[]>();
  /** The findings that a person has to do something about. */
  private readonly asked: readonly DraftFinding[];
  /** The finding that tells of an object, the first where several do. */
  private readonly findingOf = new Map<V1Object, DraftFinding>();
  private readonly objectsOf = new Map<DraftFinding, readonly V1Object[]>();

  constructor(private readonly plan: Plan, draft: Draft, made: readonly Made[]) {
    this.asked = draft.findings.filter((f) => f.effort === "decision" || f.effort === "unsupported");
    for (const { finding, objects } of made) {
      this.objectsOf.set(finding, objects);
      for (const o of objects) if (!this.findingOf.has(o)) this.findingOf.set(o, finding);
    }
  }

  /** The findings that tell why an object stays v1, in its own file; none where not every reason has one. */
  causesOf(o: V1Object): readonly DraftFinding[] {
    const known = this.found.get(o);
    if (known) return known;
    this.found.set(o, []); // what needs itself has no cause
    const reasons = this.plan.blockers.has(o) ? [this.left((f) => f.rule !== LEFTOVER && isWithin(f.range, o.site))] : this.reasonsOf(o);
    const here = this.plan.module.fileAt(o.site.start);
    const complete = reasons.length > 0 && reasons.every((found) => found.some((f) => this.plan.module.fileAt(f.range.start) === here));
    const causes = complete ? reasons.flat().filter((f) => this.plan.module.fileAt(f.range.start) === here) : [];
    this.found.set(o, causes);
    return causes;
  }

  /** For each use that keeps an object in v1, the findings about that use. */
  private reasonsOf(o: V1Object): (readonly DraftFinding[])[] {
    return this.plan.usesOf(o).flatMap(({ role, expression }) => {
      if (role.type === "residual") return [this.left((f) => !isMadeAt(o, f.range) && isAbout(f, expression)).flatMap((f) => this.rootsOf(f))];
      if (role.type !== "part" || role.of === o || this.plan.moves(role.of)) return [];
      const own = this.findingOf.get(role.of);
      return [own ? this.rootsOf(own) : [...this.causesOf(role.of)]];
    });
  }

  /** Where a finding has a cause itself, the findings of that. */
  private rootsOf(f: DraftFinding): readonly DraftFinding[] {
    const causes = this.objectsOf.get(f)?.map((o) => this.causesOf(o)) ?? [];
    return causes.length > 0 && causes.every((found) => found.length > 0) ? causes[0]! : [f];
  }

  private left(matches: (f: DraftFinding) => boolean): DraftFinding[] {
    return this.asked.filter(matches);
  }
}

/** Whether a finding with this range tells that an object is still v1: at its whole expression, or at the name that is called. */
function isMadeAt(o: V1Object, range: Range): boolean {
  return placesOf(o).some((place) => place.start === range.start && place.end === range.end);
}

function isWithin(inner: Range, outer: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether a finding tells of the use of an object: of what reads it, or of the call that it is passed to. */
function isAbout(finding: DraftFinding, e: V1Object["site"]): boolean {
  if (isWithin(e, finding.range)) return true;
  for (let p = e.parent; p && !isStatement(p); p = p.parent) {
    if (p.kind === "call") return p.callee.start === finding.range.start && p.callee.end === finding.range.end;
  }
  return false;
}
