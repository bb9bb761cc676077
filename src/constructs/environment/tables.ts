import type { Expression } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { Context } from "../concept.js";
import { kindOf } from "../data/kind.js";
import type { V1Object } from "../model.js";
import { isBlocker } from "../parallel-run/read.js";
import type { Plan } from "../plan.js";
import { knownText } from "../step/source.js";
import { readStep } from "../step/read.js";
import { TABLE_PACKAGES } from "./findings.js";

/** Whether a step that splits a table runs in an environment. */
export function servesTable(environment: V1Object, plan: Plan): boolean {
  return plan.of("step").some((o) => {
    const step = o.form === "ParallelRunStep" ? readStep(o, plan) : null;
    if (step === null || isBlocker(step) || !("config" in step)) return false;
    const config = step.config as V1Object;
    const main = step.inputs.find((i) => i.role === "main")?.source;
    const dataset = main?.type === "dataset" || main?.type === "parameter" ? main.dataset : null;
    return registered(plan.reader.objectOf(config.args.get("environment")), plan) === environment && ((dataset !== null && kindOf(dataset, plan).kind === "table") || (main?.type === "output" && main.table !== null));
  });
}

/** What `register` gives back is the environment that was registered. */
function registered(o: V1Object | null, plan: Plan): V1Object | null {
  return o?.form === "environment.register" ? registered(plan.reader.objectOf(o.receiver ?? undefined), plan) : o;
}

/** The environments that a conda specification is set on. */
export function environmentsOf(conda: V1Object, plan: Plan): V1Object[] {
  return plan.of("environment").filter((e) => plan.usesOf(e).some((u) => u.role.type === "mutation" && u.role.value !== null && plan.reader.objectOf(u.role.value) === conda));
}

/**
 * The packages that a table needs and a list does not have. Without `mltable` a worker fails to import it, without
 * `azureml-dataprep[pandas]` it can't make the frame (Microsoft's many-models port).
 */
export function missingTablePackages(packages: readonly string[]): string[] {
  const names = packages.map((x) => x.toLowerCase().replace(/\s/g, ""));
  const has = (pattern: RegExp): boolean => names.some((n) => pattern.test(n));
  return [...(has(/^mltable\b/) ? [] : ["mltable"]), ...(has(/^azureml-(dataprep|dataset-runtime)\[[^\]]*pandas/) ? [] : ["azureml-dataprep[pandas]"])];
}

/** The packages of a conda file that a table may need. */
const OF_TABLES = /(?<=^|[\s,["'])(?:mltable|azureml-dataprep|azureml-dataset-runtime)(?:\[[^\]]*\])?(?![\w-])/gim;

/** Says what the conda file of an environment lacks for a table, where it is in sight; else that it has to be checked. */
export function reportTableFile(o: V1Object, file: Expression | undefined, c: Context): void {
  const path = knownText(file, c.plan);
  const text = path === null ? null : c.plan.project.file(path);
  if (path === null || text === null) {
    reportTablePackages(o, [], c);
    return;
  }
  const code = text.replace(/(?<=^|\s)#.*/gm, (comment) => " ".repeat(comment.length));
  const missing = missingTablePackages(code.match(OF_TABLES) ?? []);
  if (missing.length === 0) return;
  const pip = /^[ \t]*-[ \t]*pip[ \t]*:/m.exec(code);
  const place = pip ? `${path}, line ${code.slice(0, pip.index).split("\n").length}` : path;
  c.draft.todo(statementOf(o.site), TABLE_PACKAGES, `add ${missing.join(" and ")} to the pip packages of ${path}: a step that splits a table needs ${missing.length === 1 ? "it" : "them"} in v2`);
  c.draft.finding(TABLE_PACKAGES, file ?? o.site, {
    effort: "decision", title: `${path} lacks ${missing.join(" and ")}`, why: `A step that splits a table runs in this environment, and v2 needs ${missing.length === 1 ? "it" : "them"} there. Add ${missing.length === 1 ? "it" : "them"} to the pip packages (${place}).`, v1: o.form, v2: "Environment.conda_file",
  });
}

/** Says that packages were added, or have to be checked. */
export function reportTablePackages(o: V1Object, added: readonly string[], c: Context): void {
  c.draft.finding(TABLE_PACKAGES, o.site, added.length > 0
    ? { title: `${added.join(" and ")} added to the packages`, why: "a step that splits a table needs them in v2", v1: o.form, v2: "Environment.conda_file" }
    : { title: "check the packages of this environment", why: "a step that splits a table runs in it: v2 needs mltable and azureml-dataprep[pandas] there, and the packages are not in sight", v1: o.form, v2: "Environment" });
}
