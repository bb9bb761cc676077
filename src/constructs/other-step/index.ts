import { statementOf } from "../../python/ast.js";
import type { Doc } from "../../python/layout.js";
import type { Concept, Context } from "../concept.js";
import type { V1Object } from "../model.js";
import { isBlocker } from "../parallel-run/read.js";
import { stepVariable } from "../step/write.js";
import { LIBRARY_STEPS } from "./findings.js";
import { OTHER_STEPS, readOtherStep, VOCABULARY } from "./read.js";

/**
 * Steps whose v2 counterpart a person has to write. The pipeline around them moves and calls them, so that only their definition is left;
 * until it is written, the pipeline function fails at that call.
 */
export const otherStep: Concept = {
  vocabulary: VOCABULARY,
  write: { step: leaveStep },
  check: {
    step: (o, plan) => {
      if (!(o.form in OTHER_STEPS)) return null;
      const step = readOtherStep(o, plan);
      return isBlocker(step) ? step : null;
    },
    "library-steps": (o) => ({ rule: LIBRARY_STEPS, range: o.site, title: "AutoMLPipelineBuilder makes these steps itself", why: "They are v1 steps inside the library. v2 has components for many models and hierarchical time series in the azureml registry instead." }),
  },
};

/** Puts the v1 code of a step into comments, under a TODO that names its v2 job. */
function leaveStep(o: V1Object, c: Context): Doc | undefined {
  const type = OTHER_STEPS[o.form];
  const step = type ? readOtherStep(o, c.plan) : null;
  if (!type || !step || isBlocker(step)) return undefined;
  const { draft } = c;
  const at = statementOf(o.site);
  const name = stepVariable(step, c);
  const own = (at.kind === "assign" && at.value === o.site) || (at.kind === "expression" && at.value === o.site);
  const what = type.job === "" ? `v2 has no job like ${o.form}: do its work in a command step called ${name}, or outside of the pipeline` : `write ${name} as ${type.job}; the pipeline function calls it`;
  const code = commentedOut(own ? draft.module.slice(at) : `${name} = ${draft.module.slice(o.site)}`, draft.module.indentOf(at));
  const text = `${draft.todoText(at, type.rule, `${what}. In v1 it was:`)}\n${code}`;
  draft.finding(type.rule, o.site, {
    title: `${o.form} -> ${type.job === "" ? "no v2 job" : type.job}`, why: `The v1 code stands in comments. The pipeline function calls ${name} already, and fails there until it is written.`, v1: o.form, v2: type.job === "" ? undefined : type.job,
  });
  if (!own) {
    draft.insertFunctionBefore(at, text);
    return name;
  }
  draft.insertBefore(at, text);
  draft.deleted.add(at);
  return undefined;
}

/** Code as comment lines, without the indent of its block. */
function commentedOut(code: string, indent: string): string {
  return code.split(/\r\n|\n|\r/).map((line) => `# ${line.startsWith(indent) ? line.slice(indent.length) : line}`.trimEnd()).join("\n");
}
