import type { Expression } from "../../python/ast.js";
import { isRepeatable, isStatement, statementOf } from "../../python/ast.js";
import type { Concept } from "../concept.js";
import { environmentReads, takenApart } from "../run-config/check.js";
import { blocker, isInComprehension } from "../step/model.js";
import { UNSEEN_STEP } from "./findings.js";
import { isBlocker, readParallelStep, VOCABULARY } from "./read.js";
import { attributeAskedOf, settingRead } from "./settings.js";
import { sharedConfigDoc, stepDoc } from "./write.js";
import { listConflict } from "../step/read.js";
import { nodeName } from "../step/write.js";
import { knownText } from "../step/source.js";
import { MAPPING } from "./mapping.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";

/** `ParallelRunConfig` and `ParallelRunStep` become one `parallel_run_function`. */
export const parallelRun: Concept = {
  vocabulary: VOCABULARY,
  check: {
    config: (o, plan) => {
      // A read of a setting is written as its value.
      const apart = environmentReads(o, plan).flatMap((e) => takenApart(e, plan) ?? [])[0];
      if (apart) return { ...blocker(UNSEEN_STEP, apart, "An environment that is reached through its config", "A part of it is read or changed here, and the config is gone in v2. Do that on the environment itself, where it is made."), at: statementOf(apart) };
      // What is put into a dict that is read back would be put into a copy of it.
      const changed = plan.usesOf(o).find((u) => u.role.type === "rewrite" && isChanged(u.role.expression, plan));
      if (changed) return blocker(UNSEEN_STEP, changed.expression, "A setting that is changed after the config was made", "Give ParallelRunConfig all of it when it is made.");
      const reads = plan.usesOf(o).flatMap((u) => (u.role.type === "rewrite" ? [{ at: u.role.expression, setting: o.args.get(u.role.key.replace("config.", "")) }] : []));
      const part = reads.filter(({ setting }) => setting && plan.reader.objectOf(setting)?.kind === "parameter").flatMap(({ at }) => attributeAskedOf(at) ?? []).find(({ name }) => !["name", "default_value"].includes(name));
      if (part) return { ...blocker(UNSEEN_STEP, part, "A parameter that is reached through its config", "The config is gone in v2. Ask the parameter itself."), at: statementOf(part) };
      const read = plan.usesOf(o).find((u) => u.role.type === "rewrite" && !isRepeatable(o.args.get(u.role.key.replace("config.", "")) ?? u.expression));
      return read ? blocker(UNSEEN_STEP, read.expression, "A setting that is read back, and whose value can't be computed twice", "Give the value a variable of its own, and read that.") : null;
    },
    step: (o, plan) => {
      if (o.form !== "ParallelRunStep") return null;
      const step = readParallelStep(o, plan);
      return isBlocker(step) ? step : listConflict(step, plan);
    },
  },
  write: {
    config: (o, c) => (isShared(o, c.plan) ? sharedConfigDoc(o, c) : null),
    step: (o, c) => {
      if (o.form !== "ParallelRunStep") return undefined;
      const step = readParallelStep(o, c.plan);
      if (isBlocker(step)) return null;
      const above = (): readonly string[] => c.draft.before.get(step.statement) ?? [];
      const before = above().length;
      const doc = stepDoc(step, c);
      if (isInComprehension(o.site) && above().slice(before).some((line) => !line.startsWith("#"))) {
        c.draft.unreachable.push({ at: o.site, what: "a value", say: { title: "A value has to be computed before each of these steps", why: "A comprehension has no place for that. Fill the list in a loop." } });
      }
      return doc;
    },
  },
  rewrites: {
    ...Object.fromEntries(
      MAPPING.filter((row) => row.owner === "ParallelRunConfig").map((row): [string, Rewrite] => [`config.${row.v1}`, (o, e, c) => settingRead(o, row.v1, e, c)]),
    ),
    // The v1 name stays in display_name where v2 needs another one.
    "step.name": (o, e, c) => {
      const v1Name = knownText(o.args.get("name"), c.plan);
      const holder = e.kind === "attribute" ? c.draft.text(e.value) : "";
      return `${holder}.${v1Name !== null && nodeName(v1Name) === v1Name ? "name" : "display_name"}`;
    },
  },
};

/** Methods that change a dict or a list. */
const CHANGES: ReadonlySet<string> = new Set(["update", "setdefault", "pop", "popitem", "clear", "append", "extend", "insert", "remove", "sort", "reverse"]);

/** Whether something is put into a dict or a list, or taken out of it, here or through a variable that holds it. */
function isChanged(e: Expression, plan: Plan, depth = 0): boolean {
  const parent = e.parent;
  if (!parent || depth > 5) return false;
  if (isStatement(parent)) {
    const [target] = parent.kind === "assign" && parent.value === e ? parent.targets : [];
    return target?.kind === "name" && (plan.module.names.variableOf(target)?.uses ?? []).some((use) => isChanged(use, plan, depth + 1));
  }
  if (parent.kind === "attribute") return CHANGES.has(parent.name) && parent.parent !== null && !isStatement(parent.parent) && parent.parent.kind === "call" && parent.parent.callee === parent;
  const statement = parent.kind === "subscript" && parent.value === e ? parent.parent : null;
  return statement !== null && isStatement(statement) && ((statement.kind === "assign" && statement.targets.includes(parent)) || (statement.kind === "simple" && statement.type === "delete_statement"));
}

type Rewrite = NonNullable<Concept["rewrites"]>[string];

/** Whether a config stays where it is: some step uses it in the shared form, for this call of the function that it is made in or for another one. */
function isShared(config: V1Object, plan: Plan): boolean {
  return plan.of("step").some((o) => {
    const step = o.form === "ParallelRunStep" ? readParallelStep(o, plan) : null;
    return step !== null && !isBlocker(step) && step.config.site.start === config.site.start && step.form === "shared";
  });
}
