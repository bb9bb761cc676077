import type { Expression } from "../../python/ast.js";
import type { Doc } from "../../python/layout.js";
import { call, item } from "../../python/layout.js";
import type { Context } from "../concept.js";
import type { V1Object } from "../model.js";
import { STEP_RUN } from "./findings.js";
import { clientOfRun } from "./job.js";

/** The child jobs of a pipeline job; those of one step have its v1 name as display name. */
export function writeStepRuns(o: V1Object, c: Context): Doc | undefined {
  const { draft } = c;
  if (!o.form.startsWith("run.") || !o.receiver) return undefined; // list(...) and its like stay around it
  const list = listOf(o, c);
  const name = o.args.get("name");
  const member = o.form.split(".")[1] ?? "";
  draft.finding(STEP_RUN, o.site, {
    title: `${member} -> ml_client.jobs.list(parent_job_name=...)`, why: name ? "the job of a step is found by its display name, which is the v1 step name" : "the children are jobs, in the order in which the service gives them", v1: o.form, v2: "MLClient.jobs.list",
  });
  if (!name && o.site.kind === "call" && o.site.args.length > 0) {
    const given = o.site.args.map((a) => a.name ?? draft.module.slice(a.value)).join(", ");
    draft.finding(STEP_RUN, o.site, { effort: "decision", title: `${member}(${given})`, why: "v2 lists all children: filter them by tags, properties, type or status yourself.", v1: o.form, v2: "MLClient.jobs.list" });
    draft.todo(draft.module.statementOf(o.site), STEP_RUN, `${member}: v2 lists all children; filter them by ${given} here`);
  }
  if (!name) return list;
  return { open: "[", close: "]", items: [item(childrenNamed(list, name, c))], bare: true };
}

function listOf(o: V1Object, c: Context): string {
  const receiver = o.receiver!;
  const run = c.plan.reader.objectsOf(receiver)[0];
  return `${clientOfRun(run ?? o, o.site, c)}.jobs.list(parent_job_name=${c.draft.text(receiver)}.name)`;
}

/** The generator of the child jobs of one step, without brackets. */
export function childrenNamed(list: string, name: Expression | string, c: Context): Doc {
  return `job for job in ${list} if job.display_name == ${typeof name === "string" ? c.draft.string(name) : c.draft.text(name)}`;
}

/** `find_step_run(name)[0]` reads best as `next(...)`; other ways to pick a run stay as they are. */
export function writeFirstStepRun(o: V1Object, c: Context): Doc | undefined {
  const { site } = o;
  if (site.kind !== "subscript" || site.index.kind !== "number" || site.index.value !== 0) return undefined;
  const runs = c.plan.reader.objectOf(site.value);
  const name = runs?.form === "run.find_step_run" && runs.site === site.value ? runs.args.get("name") : undefined;
  if (!runs || !name) return undefined;
  writeStepRuns(runs, c); // says what became of find_step_run
  return call("next", [item(childrenNamed(listOf(runs, c), name, c))], { bare: true });
}
