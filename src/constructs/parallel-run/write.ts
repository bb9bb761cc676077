import type { Expression, Range, Statement } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { Doc, ItemDoc } from "../../python/layout.js";
import { call, keyword } from "../../python/layout.js";
import type { Context } from "../concept.js";
import { textOf } from "../data/index.js";
import type { V1Object } from "../model.js";
import { outputKey, rowsKey } from "../output/read.js";
import type { Rows } from "../output/rows.js";
import { rowsOf } from "../output/rows.js";
import { argumentOf, folderUses, passesFolder } from "../output/script-use.js";
import { outputItems } from "../output/write.js";
import { inputItems, nameItems } from "../step/write.js";
import { joinedDoc, wordsDoc, wordsOf } from "../step/program-arguments.js";
import type { Word } from "../step/program-arguments.js";
import * as rules from "./findings.js";
import { isComputedEachTime } from "../draft.js";
import type { OrderedPart } from "../effects.js";
import { isTheSameAgain } from "../effects.js";
import type { ParallelStep } from "./read.js";
import { argumentsInOrder, CARRIED, CONTRIB_ONLY } from "./read.js";
import { variableOf } from "../step/model.js";
import { configSettings, defaultMiniBatch, isAbsent, isNone, withRowComments } from "./settings.js";

/** `parallel_run_function(...)` for a `ParallelRunStep(...)`. */
export function stepDoc(step: ParallelStep, c: Context): Doc {
  const { draft } = c;
  const { args, site } = step.object;
  const comments = site.kind === "call" ? draft.commentsOf(site) : null;
  const main = step.inputs.find((i) => i.role === "main") ?? null;
  const shared = step.form === "shared";
  computeInOrder(argumentsInOrder(step.object, shared ? null : step.config, c.plan), step.statement, c);
  const settings = shared ? null : configSettings(step.config, main, step.statement, c);
  const given = args.get("parallel_run_config")!;
  const again = isComputedEachTime(given) && isTheSameAgain(given, c.plan);
  const cfg = !shared ? "" : again ? draft.text(given) : draft.repeatable(given, `${variableOf(step.object) ?? "step"}_config`, step.statement).text;
  report(step, c);

  // A config that is written out in its step has placed its comments already.
  const placed = shared ? NOWHERE : step.config.site;
  const inside = (name: string): string[] => draft.module.commentsIn(args.rangeOf(name) ?? NOWHERE).filter((r) => r.start < placed.start || r.end > placed.end).map((r) => draft.module.slice(r));
  const commented = (i: ItemDoc, v1: string): ItemDoc => {
    const own = inside(v1);
    return draft.commented(own.length > 0 ? { ...i, above: [...(i.above ?? []), ...own] } : i, args.get(v1), comments);
  };
  const rows = rowsOf(step, c);
  const append = appendRowTo(step, rows, c);
  const run = settings === null ? [] : append === null && step.outputs.length === 0 ? withRowComments(settings) : settings.run;
  const items: ItemDoc[] = [
    ...nameItems(step, c).map((i, n) => (n === 0 ? commented(i, "name") : i)),
    ...run.filter((i) => i.prefix === "description="),
    ...CARRIED.flatMap((n) => (isAbsent(args.get(n)) ? [] : [commented(keyword(n, draft.doc(args.get(n)!)), n)])),
    commented(commented(keyword("inputs", { open: "{", close: "}", items: inputItems(step, true, c) }), "inputs"), "side_inputs"),
    ...(main ? [keyword("input_data", draft.string("${{inputs." + main.key + "}}"))] : []),
  ];
  if (step.outputs.length > 0) {
    const entries = step.outputs.flatMap((o) => outputItems(o, step.object, o === step.output ? rows : null, c));
    const of = append === null ? (settings?.ofRows ?? {}) : {};
    const above = [...(of.above ?? []), ...(of.beside === undefined ? [] : [of.beside])];
    items.push(commented({ ...keyword("outputs", { open: "{", close: "}", items: entries }), ...(above.length > 0 ? { above } : {}) }, "output"));
  }
  items.push(...run.filter((i) => i.prefix !== "description="));
  const reuse = args.get("allow_reuse");
  if (reuse) items.push(commented(keyword("is_deterministic", draft.doc(reuse)), "allow_reuse"));
  const task: ItemDoc[] = shared ? [{ prefix: "**", value: `${cfg}[${draft.string("task")}]` }] : [...settings!.task];
  const program = programArguments(step, c);
  if (program !== null) task.push(commented(keyword("program_arguments", program), "arguments"));
  if (append !== null) task.push({ ...keyword("append_row_to", append), ...settings?.ofRows });
  items.push(commented(keyword("task", call(draft.v2("RunFunction"), task)), "parallel_run_config"));
  if (shared) items.push(...defaultMiniBatch(step.config, main, c), { prefix: "**", value: `${cfg}[${draft.string("settings")}]` });
  return call(draft.v2("parallel_run_function"), items, { broken: true, last: comments?.last ?? [] });
}

const NOWHERE: Range = { start: 0, end: 0 };

/** Arguments whose calls depend on each other are computed above, in the order that they had in v1. */
function computeInOrder(parts: readonly OrderedPart[], at: Statement, c: Context): void {
  for (const { e, name } of parts) {
    const variable = c.draft.freshName(name);
    c.draft.insertDocBefore(at, c.draft.doc(e), `${variable} = `);
    c.draft.replace(e, variable);
  }
}

/** A config that several steps use: `dict(settings=..., task=...)`. */
export function sharedConfigDoc(config: V1Object, c: Context): Doc {
  c.draft.finding(rules.PARALLEL_RUN_CONFIG, config.site, {
    title: "ParallelRunConfig -> a dict of settings for parallel_run_function and RunFunction", why: "several steps use it, or it stands apart from its step", v1: "ParallelRunConfig", v2: "parallel_run_function(**settings), RunFunction(**task)",
  });
  computeInOrder(argumentsInOrder(null, config, c.plan), statementOf(config.site), c);
  const settings = configSettings(config, undefined, statementOf(config.site), c);
  return call("dict", [keyword("settings", call("dict", withRowComments(settings))), keyword("task", call("dict", settings.task))], { broken: true });
}

function appendRowTo(step: ParallelStep, rows: Rows | null, c: Context): Doc | null {
  const action = step.config.args.get("output_action");
  if (action) {
    c.draft.finding(rules.OUTPUT_ACTION, step.config.args.rangeOf("output_action") ?? action, {
      title: `output_action=${c.draft.module.slice(action)} -> ${rows ? "append_row_to" : "no append_row_to"}`, v1: "ParallelRunConfig.output_action", v2: "task.append_row_to",
    });
  }
  if (!rows || !step.output || !action) return null;
  const reference = c.draft.string("${{outputs." + (rows.separate ? rowsKey : outputKey)(step.output, c.plan) + "}}");
  return typeof c.plan.module.known(action) === "string" ? reference : `${reference} if str(${c.draft.text(action)}).lower() == ${c.draft.string("append_row")} else None`;
}

function programArguments(step: ParallelStep, c: Context): Doc | null {
  const percent = step.config.args.get("allowed_failed_percent");
  const driver: Word[] = isNone(percent, c) ? [] : [{ parts: ["--allowed_failed_percent ", ...textOf(percent, c)], flag: true }];
  const folder: Word[] = passesFolder(step, c.plan) ? [{ parts: ["--output ${{outputs." + outputKey(step.output!, c.plan) + "}}"], flag: true }] : [];
  if (!step.joined) {
    const words = wordsOf(step.items, c);
    return folder.length + words.length + driver.length === 0 ? null : wordsDoc([...folder, ...words, ...driver], c.draft.width - 20, c);
  }
  if (step.joined.unseen) {
    c.draft.todo(step.statement, rules.ARGUMENTS, "check what this list holds: v2 takes one string, and no v1 object may be in it");
    c.draft.finding(rules.ARGUMENTS, step.joined.expression, {
      effort: "decision", title: "What is in this list of arguments?", why: `${c.draft.module.slice(step.joined.unseen).replace(/\s+/g, " ")} can't be seen from here. It is joined to one string; a dataset, a parameter or an output in it would not survive that.`, v1: "ParallelRunStep.arguments", v2: "task.program_arguments",
    });
  }
  return joinedDoc(folder, step.items, step.joined, driver, c);
}

/** One finding for each argument of the step. */
function report(step: ParallelStep, c: Context): void {
  const { args, contrib } = step.object;
  const say = (name: string, rule: typeof rules.INPUTS, title: string, why = ""): void => {
    const range = args.rangeOf(name);
    if (range) c.draft.finding(rule, range, { title, why, v1: `ParallelRunStep.${name}`, v2: V2_PLACE[name] ?? undefined });
  };
  say("inputs", rules.INPUTS, "inputs -> inputs, input_data");
  say("side_inputs", rules.SIDE_INPUTS, "side_inputs -> inputs");
  say("output", rules.OUTPUT, "output -> outputs");
  say("arguments", rules.ARGUMENTS, "arguments -> program_arguments, one string");
  say("allow_reuse", rules.ALLOW_REUSE, `allow_reuse=${text(args.get("allow_reuse"), c)} -> is_deterministic`);
  say("parallel_run_config", rules.PARALLEL_RUN_CONFIG, "parallel_run_config -> parallel_run_function and RunFunction");
  for (const name of CONTRIB_ONLY) {
    const e = args.get(name);
    if (e && CARRIED.includes(name)) {
      c.draft.finding(rules.CONTRIB, e, { effort: name === "tags" ? "upgraded" : "changed", title: `${name}= keeps its name`, why: name === "tags" ? "" : "v2 keeps the properties of a component to itself: the job of the step does not show them", v1: `ParallelRunStep.${name}`, v2: name });
    } else if (e) {
      c.draft.finding(rules.CONTRIB, e, {
        title: `${name}= is dropped`, why: name === "models" ? "v1 only tracked which models a pipeline uses; the script fetches them as before" : "only the contrib package has it, and v2 has no counterpart on the step", v1: `ParallelRunStep.${name}`, v2: undefined,
      });
    }
  }
  if (contrib) c.draft.finding(rules.CONTRIB, step.object.site, { title: "azureml.contrib.pipeline.steps -> azure.ai.ml.parallel", why: "the deprecated package takes the same settings", effort: "upgraded", v1: "azureml.contrib.pipeline.steps", v2: "azure.ai.ml.parallel" });
  if (step.output) reportFolder(step, step.output, c);
}

/** Says how the script gets the folder that v1 passes to it by itself. */
function reportFolder(step: ParallelStep, output: V1Object, c: Context): void {
  const { args, site } = step.object;
  const at = args.rangeOf("output") ?? site;
  const uses = folderUses(step, c.plan);
  const key = outputKey(output, c.plan);
  const flag = argumentOf(step, output, c.plan);
  if (uses.type === "used" && uses.by === "--output") {
    c.draft.finding(rules.OUTPUT, at, { title: `the folder "${key}" is passed as --output`, why: `v1 does it by itself, and the script reads it (${uses.place})`, v1: "ParallelRunStep.output", v2: "task.program_arguments" });
  } else if (uses.type === "used") {
    const from = flag === null ? "--output" : flag === "" ? "the arguments" : flag;
    c.draft.todo(step.statement, rules.OUTPUT, `let ${uses.place} take the folder from ${from}: whether v2 sets EntryScript().output_dir is not documented`);
    c.draft.finding(rules.OUTPUT, at, {
      effort: "decision", title: `Where does ${uses.script} get the folder "${key}" from?`, why: `It asks EntryScript().output_dir (${uses.place}), which v1 sets; whether v2 does is not documented. The step passes the folder as ${from}: let the script take it from there.`, v1: "ParallelRunStep.output", v2: "task.program_arguments",
    });
  } else if (uses.type !== "unused" && flag === null && !step.joined?.unseen) {
    const rows = String(c.plan.module.known(step.config.args.get("output_action") ?? site)).toLowerCase() === "append_row";
    if (!rows) {
      const why = uses.type === "unread" ? `v1 added --output <folder> to the arguments by itself. Whether ${uses.script} asks for it can't be told: ${uses.parser} reads its arguments (${uses.place}). Where it does, pass the folder in the arguments of the step`
        : "v1 added --output <folder> to the arguments by itself. A script that reads it, or EntryScript().output_dir, has to get it in arguments now";
      c.draft.finding(rules.OUTPUT, at, { effort: "changed", title: "the output folder is no longer passed as --output", why, v1: "ParallelRunStep.output", v2: "outputs" });
    }
  }
}

const V2_PLACE: Readonly<Record<string, string>> = {
  inputs: "inputs, input_data", side_inputs: "inputs", output: "outputs", arguments: "task.program_arguments", allow_reuse: "is_deterministic", parallel_run_config: "parallel_run_function(task=RunFunction(...))",
};

function text(e: Expression | undefined, c: Context): string {
  return e ? c.draft.module.slice(e).replace(/\s+/g, " ") : "";
}

