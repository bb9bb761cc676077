import type { Expression, Statement } from "../python/ast.js";
import { expressionsOf, isStatement, walkExpression, walkStatements } from "../python/ast.js";
import type { Module } from "../python/module.js";
import type { Blocker, Concept } from "./concept.js";
import type { Kind, Use, V1Object } from "./model.js";
import type { Project } from "./project.js";
import { ALONE } from "./project.js";
import type { Reader } from "./reader.js";
import { FOLLOWED } from "./reader.js";
import { findUses, TEXTS } from "./uses.js";

/** Kinds whose v1 object can live on beside the v2 pipeline when something still needs it. */
const DUAL: ReadonlySet<Kind> = new Set(["workspace", "collection", "credential", "job-context", "job-experiment", "compute", "provisioning", "datastore", "path", "dataset", "consumption", "experiment", "model", "sdk-version", "details", "telemetry", "image", "runconfig", "docker", "binding", "list", "interactive-auth", "auth-header"]);

/** Kinds that move although some use of them has no counterpart: that use gets a TODO. */
const SOFT: ReadonlySet<Kind> = new Set([
  "environment", "conda", "pipeline", "run", "step-runs", "step-run", "step-output", "output-data", "run-view",
  "published", "published-id", "rest-endpoint", "invocation", "invocation-body", "run-id", "schedule",
]);

/** Kinds that may stay v1 without keeping what they are made of: a pipeline moves although the line that publishes it waits for a decision. */
const LOOSE: ReadonlySet<Kind> = new Set(["published", "published-id", "rest-endpoint", "invocation", "invocation-body", "run-id", "schedule", "publish-lookup"]);

/** Kinds that may be set up step by step. */
const MUTABLE: ReadonlySet<string> = new Set(["environment", "conda", "runconfig"]);

/** The v1 objects of a program, who uses them, and which of them move to v2. */
export class Plan {
  readonly objects: readonly V1Object[];
  readonly uses: readonly Use[];
  /** What stays v1, and why. */
  readonly kept = new Map<V1Object, string>();
  readonly blockers = new Map<V1Object, Blocker>();
  private readonly byObject = new Map<V1Object, Use[]>();
  private readonly parts = new Map<V1Object, V1Object[]>();

  /** @param valued the sites of objects that are passed on between scopes: they get a v2 value where they are made */
  constructor(readonly reader: Reader, concepts: readonly Concept[], readonly valued: ReadonlySet<Expression> = new Set(), readonly project: Project = ALONE) {
    const rewrites = new Set(concepts.flatMap((c) => Object.keys(c.rewrites ?? {})));
    this.uses = findUses(reader, rewrites, MUTABLE);
    this.objects = findObjects(reader);
    for (const use of this.uses) {
      add(this.byObject, use.object, use);
      if (use.role.type === "part" && use.role.of !== use.object) add(this.parts, use.role.of, use.object);
    }
    for (const o of this.objects) {
      for (const concept of concepts) {
        const blocker = this.blockers.has(o) ? null : concept.check?.[o.kind]?.(o, this);
        if (blocker) this.blockers.set(o, blocker);
      }
    }
    for (const o of this.objects) {
      for (const concept of concepts) {
        for (const linked of concept.links?.[o.kind]?.(o, this) ?? []) {
          add(this.linked, o, linked);
          add(this.linked, linked, o);
        }
      }
    }
    for (const use of this.uses) {
      const statement = use.expression.parent;
      if (use.role.type !== "alias" || !statement || !isStatement(statement) || statement.kind !== "return") continue;
      for (const other of reader.flow.returnedInsteadOf(use.expression).flatMap((e) => reader.objectsOf(e))) {
        add(this.linked, use.object, other);
        add(this.linked, other, use.object);
      }
    }
    this.decide();
  }

  private readonly linked = new Map<V1Object, V1Object[]>();

  get module(): Module {
    return this.reader.module;
  }

  usesOf(o: V1Object): readonly Use[] {
    return this.byObject.get(o) ?? [];
  }

  /** Whether an object has a v2 value where it is made, instead of dissolving into its steps. */
  hasValue(o: V1Object): boolean {
    return this.valued.has(o.site);
  }

  /** Where several objects are made, as a message names it: `line 8 or line 14`; null when it is one place. */
  placesOf(objects: readonly V1Object[]): string | null {
    const places = [...new Set(objects.map((o) => o.site.start).sort((a, b) => a - b).map((start) => this.module.placeOf(start)))];
    return places.length > 1 ? `${places.slice(0, -1).join(", ")} or ${places.at(-1)!}` : null;
  }

  moves(o: V1Object): boolean {
    return !this.kept.has(o);
  }

  /** Whether an expression is a v1 object that moves. */
  movesAt(e: Expression): boolean {
    const objects = this.reader.objectsOf(e);
    return objects.length > 0 && objects.every((o) => this.moves(o));
  }

  of(kind: Kind): readonly V1Object[] {
    let found = this.byKind.get(kind);
    if (!found) this.byKind.set(kind, (found = this.objects.filter((o) => o.kind === kind)));
    return found;
  }

  private readonly byKind = new Map<Kind, readonly V1Object[]>();

  /** The objects of a kind that are made at one place of the text: one for each reading of the function around it. */
  madeAt(kind: Kind, start: number): readonly V1Object[] {
    if (!this.byPlace) {
      this.byPlace = new Map();
      for (const o of this.objects) {
        const key = `${o.kind} ${o.site.start}`;
        const same = this.byPlace.get(key);
        if (same) same.push(o);
        else this.byPlace.set(key, [o]);
      }
    }
    return this.byPlace.get(`${kind} ${start}`) ?? [];
  }

  private byPlace: Map<string, V1Object[]> | null = null;

  /** The objects that use this one, each once, itself left out. */
  consumersOf(o: V1Object): V1Object[] {
    return [...new Set(this.usesOf(o).flatMap((u) => (u.role.type === "part" && u.role.of !== o ? [u.role.of] : [])))];
  }

  /** Whether an object is dual: v1 and v2 can stand side by side. */
  isDual(o: V1Object): boolean {
    return DUAL.has(o.kind);
  }

  isSoft(o: V1Object): boolean {
    return SOFT.has(o.kind);
  }

  /**
   * Classes that hold both something that moves and something that stays: their code can't serve both.
   *
   * @param apart the plan in which nothing is followed through them
   */
  mixed(apart: () => Plan): Set<Statement> {
    const several = this.uses.filter((u) => FOLLOWED.has(u.object.kind) && this.reader.flow.crossed(u.expression) !== null && this.reader.objectsOf(u.expression).length > 1);
    if (several.length === 0) return new Set();
    const kept = new Set([...apart().kept.keys()].map((o) => o.site));
    return new Set(several.flatMap((u) => {
      const objects = this.reader.objectsOf(u.expression);
      return objects.some((o) => kept.has(o.site)) && objects.some((o) => !kept.has(o.site)) ? (this.reader.flow.crossed(u.expression) ?? []) : [];
    }));
  }

  /** Keeps an object in v1 for a reason that only showed while the v2 code was written. */
  block(o: V1Object, blocker: Blocker): void {
    this.blockers.set(o, blocker);
    this.decide();
  }

  /** Follows what has to stay v1 until nothing changes: a step keeps its config, a config its environment, and so on. */
  private decide(): void {
    for (const [o, blocker] of this.blockers) this.kept.set(o, blocker.title === "" ? "it is no part of a pipeline" : "it waits for a decision");
    for (let changed = true; changed; ) {
      changed = false;
      for (const o of this.objects) {
        if (this.kept.has(o)) continue;
        const reason = this.reasonToStay(o);
        if (reason === null) continue;
        this.kept.set(o, reason);
        changed = true;
      }
    }
  }

  private reasonToStay(o: V1Object): string | null {
    for (const use of this.usesOf(o)) {
      if (use.role.type === "residual" && (!SOFT.has(o.kind) || this.servesNoStep(o))) return use.role.reason;
      if (this.leavesInList(use)) continue;
      if (use.role.type === "part" && use.role.of !== o && this.kept.has(use.role.of) && !TEXTS.has(o.kind) && !(LOOSE.has(use.role.of.kind) && SOFT.has(o.kind)) && !this.isLeftBehind(use)) return this.kept.get(use.role.of)!;
      if (use.role.type === "mutation" && DUAL.has(o.kind) && !MUTABLE.has(o.kind)) return "it is changed after it was made";
    }
    for (const part of this.membersOf(o)) {
      if (this.kept.has(part) && !DUAL.has(part.kind)) return this.kept.get(part)!;
    }
    for (const other of this.linked.get(o) ?? []) {
      // What may be one of several datasets is v2 data for all of them, or for none.
      if (this.kept.has(other)) return o.kind === "step" && other.kind === "dataset" ? `the dataset of ${this.module.placeOf(other.site.start)} stays v1, ${this.kept.get(other)!.replace(/^its/, "since its")}` : this.kept.get(other)!;
    }
    return null;
  }

  /** Whether an environment moves away from this use of it: a run configuration that stays v1 holds it too. */
  isLeftBehind(use: Use): boolean {
    return use.object.kind === "environment" && use.role.type === "part" && use.role.of.kind === "runconfig" && this.kept.has(use.role.of) && !this.servesNoStep(use.object);
  }

  /** Whether a run is put into a list or a dict that the tool does not follow: that is said, and the run moves all the same. */
  leavesInList(use: Use): boolean {
    return FOLLOWED.has(use.object.kind) && use.role.type === "part" && use.role.of.kind === "list" && this.kept.has(use.role.of);
  }

  /** An environment that no parallel or script step runs in has no reason to move away from its v1 users. */
  private servesNoStep(o: V1Object): boolean {
    return (o.kind === "environment" || o.kind === "conda") && !this.consumersOf(o).some((x) => x.kind === "config" || x.kind === "environment" || (x.kind === "runconfig" && this.moves(x)));
  }

  /** The parts of an object, and what stands in those that are lists: a list can stay in v1 beside a step that moves, what it holds can't. */
  private membersOf(o: V1Object): ReadonlySet<V1Object> {
    const found = new Set(this.partsOf(o));
    for (const part of found) if (part.kind === "list") for (const member of this.partsOf(part)) found.add(member);
    return found;
  }

  /** The objects that an object is made of: its receiver, its arguments, its items. */
  partsOf(o: V1Object): readonly V1Object[] {
    return this.parts.get(o) ?? [];
  }
}

function add<T>(to: Map<V1Object, T[]>, o: V1Object, value: T): void {
  const values = to.get(o);
  if (values) values.push(value);
  else to.set(o, [value]);
}

function findObjects(reader: Reader): V1Object[] {
  const objects = new Set<V1Object>();
  for (const statement of walkStatements(reader.module.program.body)) {
    for (const top of expressionsOf(statement)) {
      for (const e of walkExpression(top)) for (const o of reader.objectsOf(e)) objects.add(o);
    }
  }
  return [...objects].sort((a, b) => a.site.start - b.site.start);
}
