import type { Expression } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { ItemDoc } from "../../python/layout.js";
import type { Context } from "../concept.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { readRunConfig } from "../run-config/read.js";
import { ENVIRONMENT_VARIABLES } from "./findings.js";
import type { EnvironmentSetting } from "./settings.js";
import { settingsOf } from "./settings.js";

/** Whether a setting is about the environment variables of an environment. */
export function isVariable(path: string): boolean {
  return path.startsWith("environment_variables");
}

/** The environment variables that a v1 environment gives to the steps that run in it, as entries of a dict: v2 environments have none. */
export function inheritedVariables(environment: Expression | undefined, c: Context): ItemDoc[] {
  const o = environment ? c.plan.reader.objectOf(environment) : null;
  return o?.kind === "environment" && c.plan.moves(o) ? movable(o, c.plan).flatMap((s) => entries(s, c)) : [];
}

/**
 * Takes the variables from an environment when every step that runs in it gets them.
 *
 * @returns false when they stay where they are
 */
export function moveVariables(o: V1Object, c: Context): boolean {
  const settings = movable(o, c.plan);
  for (const s of settings) {
    c.draft.deleted.add(s.statement);
    c.draft.finding(ENVIRONMENT_VARIABLES, s.statement, { title: "environment_variables of the environment -> of the steps that run in it", v1: "Environment.environment_variables", v2: "environment_variables" });
  }
  return settings.length > 0;
}

/** The settings of variables in order; none when one of them, or a step that runs in the environment, can't be followed. */
function movable(o: V1Object, plan: Plan): EnvironmentSetting[] {
  const settings = settingsOf(o, plan).filter((s) => isVariable(s.path));
  const holders = plan.consumersOf(o);
  const block = statementOf(o.site).block;
  const followed = (s: EnvironmentSetting): boolean =>
    s.statement.block === block && s.value !== null && (s.path === "environment_variables" || s.path === "environment_variables[]")
    && holders.every((h) => plan.moves(h) && plan.reader.objectOf(environmentOf(h, plan)) === o && (h.kind === "config" ? plan.module.meansTheSameAt(s.value!, statementOf(h.site), h.site.start) : h.kind === "runconfig" && isLiteral(s.value!)));
  if (holders.length === 0 || !settings.every(followed)) return [];
  return settings.slice(Math.max(settings.map((s) => s.path).lastIndexOf("environment_variables"), 0));
}

/** What a config or a run configuration names as its environment. */
function environmentOf(holder: V1Object, plan: Plan): Expression | undefined {
  return holder.kind === "runconfig" ? (readRunConfig(holder, plan).environment?.value ?? undefined) : holder.args.get("environment");
}

/** A run configuration is read where its steps stand, so that only plain text is sure to mean the same there. */
function isLiteral(e: Expression): boolean {
  return e.kind === "dict" ? e.entries.every((x) => x.key !== null && isLiteral(x.key) && isLiteral(x.value)) : e.kind === "number" || (e.kind === "string" && e.value !== null);
}

function entries(s: EnvironmentSetting, c: Context): ItemDoc[] {
  const { draft } = c;
  const entry = (key: Expression, value: Expression): ItemDoc => ({ prefix: `${draft.text(key)}: `, value: value.kind === "number" ? draft.string(value.text) : draft.doc(value) });
  const value = s.value!;
  if (s.expression.kind === "subscript") return [entry(s.expression.index, value)];
  return value.kind === "dict" ? value.entries.map((e) => (e.key ? entry(e.key, e.value) : { prefix: "**", value: draft.doc(e.value) })) : [{ prefix: "**", value: draft.doc(value) }];
}
