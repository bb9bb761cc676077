import type { Expression, Range, Statement } from "../python/ast.js";
import type { Doc } from "../python/layout.js";
import type { Rule } from "../findings/rule.js";
import type { Draft } from "./draft.js";
import type { Kind, V1Object, Vocabulary } from "./model.js";
import type { Plan } from "./plan.js";

/** What the writers work with. */
export interface Context {
  readonly plan: Plan;
  readonly draft: Draft;
}

/** Why an object cannot move: said at `range`. */
export interface Blocker {
  readonly rule: Rule;
  readonly range: Range;
  readonly title: string;
  readonly why: string;
  /** The statement that the TODO stands above; left out, the one that makes the object. */
  readonly at?: Statement;
}

/** One v1 concept: what it is called, when it can't move, and what becomes of it. A new concept is a folder and a line in `index.ts`. */
export interface Concept {
  readonly vocabulary: Vocabulary;
  /** Why an object of a kind can't move; null when it can. */
  readonly check?: Partial<Record<Kind, (o: V1Object, plan: Plan) => Blocker | null>>;
  /** Objects that move together with one although no argument says so: the steps that a pipeline reaches through data. */
  readonly links?: Partial<Record<Kind, (o: V1Object, plan: Plan) => readonly V1Object[]>>;
  /** The v2 code that takes the place of an object's site. Null: the object dissolves, and its variable goes. Undefined: it stays as it reads. */
  readonly write?: Partial<Record<Kind, (o: V1Object, c: Context) => Doc | null | undefined>>;
  /**
   * Calls, attributes and comparisons of an object that have a v2 counterpart, by kind and name: `run.wait_for_completion()`.
   * Null: the whole statement goes. Undefined: it stays as it reads.
   */
  readonly rewrites?: Readonly<Record<string, (o: V1Object, e: Expression, c: Context) => Doc | null | undefined>>;
}

