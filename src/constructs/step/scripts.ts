import type { CallExpression, Expression } from "../../python/ast.js";
import { expressionsOf, walkExpression, walkStatements } from "../../python/ast.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
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
  }
  for (const statement of walkStatements(plan.module.program.body)) {
    for (const top of expressionsOf(statement)) {
      for (const e of walkExpression(top)) {
        const name = e.kind === "call" ? plan.module.dottedNameOf(e.callee) : null;
        if (e.kind !== "call" || !name?.startsWith("azure.ai.ml.")) continue;
        if (name.endsWith(".RunFunction")) add(argument(e, "code"), knownText(argument(e, "entry_script"), plan));
        if (name.endsWith(".command")) add(argument(e, "code"), /^python (\S+\.py)\b/.exec(knownText(argument(e, "command"), plan) ?? "")?.[1] ?? null);
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
