import type { CallExpression, Expression } from "../../python/ast.js";
import { expressionsOf, walkExpression, walkStatements } from "../../python/ast.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { listItems } from "./arguments.js";
import { knownText } from "./source.js";

/**
 * The scripts that the steps of a program run, v1 and v2 alike, as far as the code tells: `scoring/score.py`.
 * v1 and v2 take the folder from the working directory of the process, which is not known here.
 */
export function scriptsOf(plan: Plan): string[] {
  const found = new Set<string>();
  const add = (folder: Expression | undefined, script: string | null): void => {
    const path = pathOf(folder, script, plan);
    if (path !== null) found.add(path);
  };
  for (const o of plan.objects) {
    if (o.form === "ParallelRunConfig") add(o.args.get("source_directory"), knownText(o.args.get("entry_script"), plan));
    if (o.kind === "step" && o.args.get("script_name")) add(o.args.get("source_directory"), knownText(o.args.get("script_name"), plan));
    if (o.form === "CommandStep") add(o.args.get("source_directory"), scriptIn(listItems(o.args.get("command"), plan)?.[0] ?? o.args.get("command"), plan));
  }
  for (const statement of walkStatements(plan.module.program.body)) {
    for (const top of expressionsOf(statement)) {
      for (const e of walkExpression(top)) {
        if (e.kind !== "call") continue;
        // A config that several steps use is `dict(task=dict(code=..., entry_script=...))`.
        if ((isBuiltinDict(e, plan) && argument(e, "code")) || isOfV2(e, "RunFunction", plan)) add(argument(e, "code"), knownText(argument(e, "entry_script"), plan));
        if (isOfV2(e, "command", plan)) add(argument(e, "code"), scriptIn(argument(e, "command"), plan));
      }
    }
  }
  return [...found];
}

/** The entry script of a config, as the code names it; null where that can't be told. */
export function entryScriptOf(config: V1Object, plan: Plan): string | null {
  return pathOf(config.args.get("source_directory"), knownText(config.args.get("entry_script"), plan), plan);
}

function pathOf(folder: Expression | undefined, script: string | null, plan: Plan): string | null {
  const known = folder ? knownText(folder, plan) : ".";
  if (known === null || script === null || !/\.py$/.test(script)) return null;
  return [known.replace(/(?<![\\/])[\\/]+$/, ""), script].filter((part) => part !== "" && part !== ".").join("/").replace(/^(\.\/)+/, "");
}

function argument(call: CallExpression, name: string): Expression | undefined {
  return call.args.find((a) => a.name === name)?.value;
}

function isOfV2(call: CallExpression, name: string, plan: Plan): boolean {
  const dotted = plan.module.dottedNameOf(call.callee);
  return dotted?.startsWith("azure.ai.ml.") === true && dotted.endsWith(`.${name}`);
}

function isBuiltinDict({ callee }: CallExpression, plan: Plan): boolean {
  return callee.kind === "name" && callee.id === "dict" && !plan.module.names.variableOf(callee);
}

/** The script that a command line runs. */
function scriptIn(command: Expression | undefined, plan: Plan): string | null {
  return /^python3? (\S+\.py)(?!\S)/.exec(startOf(command, plan))?.[1] ?? null;
}

/** A text up to the first thing in it that is not known. */
function startOf(e: Expression | undefined, plan: Plan): string {
  const known = knownText(e, plan);
  if (known !== null || e?.kind !== "string") return known ?? (e?.kind === "binary" && e.operator === "+" ? startOf(e.left, plan) : "");
  let start = "";
  for (const part of e.pieces.flatMap((p) => p.parts)) {
    const text = part.expression ? (part.format === "" ? knownText(part.expression, plan) : null) : part.text;
    if (text === null) return start;
    start += text;
  }
  return start;
}
