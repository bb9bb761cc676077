import type { Expression } from "../../python/ast.js";
import type { Template } from "../../python/template.js";
import type { Context } from "../concept.js";
import { textOf } from "../data/index.js";
import type { V1Object } from "../model.js";
import { APPEND_ROW_FILE_NAME } from "../parallel-run/findings.js";
import type { ParallelStep } from "../parallel-run/read.js";
import type { StepModel } from "../step/model.js";
import { baseOutput, knownText } from "../step/source.js";
import type { Plan } from "../plan.js";
import { isNone } from "./paths.js";
import { folderUses } from "./script-use.js";
import type { FolderUses } from "./script-use.js";
import { outputKey, pipelineOutputName, readingsOf, registrationOf, rowsKey, stepName, v1NameOf } from "./read.js";

/** The rows that a step appends, written into a file. */
export interface Rows {
  /** The name of the file. */
  readonly file: Template;
  /** `true`: a second output, inside the folder that someone reads. `false`: the output itself is the file. */
  readonly separate: boolean;
}

/** Someone who reads the folder of an output: what to call it, and where it says so. */
interface FolderReader {
  readonly name: string;
  readonly at: Expression;
}

/** What v1 does with the returned rows; null when there are none. */
export function rowsOf(step: ParallelStep, c: Context): Rows | null {
  const { draft, plan } = c;
  const action = step.config.args.get("output_action");
  const known = action ? plan.module.known(action) : undefined;
  const file = step.config.args.get("append_row_file_name");
  const given = file && !isNone(file, plan) ? file : null;
  if (!step.output || (typeof known === "string" && known.toLowerCase() !== "append_row")) {
    if (given) draft.finding(APPEND_ROW_FILE_NAME, given, { effort: "upgraded", title: "append_row_file_name -> left out", why: "no rows are appended", v1: "ParallelRunConfig.append_row_file_name", v2: "outputs" });
    return null;
  }
  const template: Template = given ? textOf(given, c) : ["parallel_run_step.txt"];
  const uses = folderUses(step, plan);
  const readers = folderReaders(step, step.output, uses, c);
  const unseen = step.joined?.unseen != null;
  const separate = readers.length > 0 || unseen || typeof known !== "string" || plan.hasValue(step.output);
  const key = outputKey(step.output, plan);
  const shown = template.map((p) => (typeof p === "string" ? p : `{${p.code}}`)).join("");
  const target = separate ? rowsKey(step.output, plan) : key;
  draft.finding(APPEND_ROW_FILE_NAME, step.config.args.rangeOf("append_row_file_name") ?? step.config.args.rangeOf("output_action") ?? step.config.site, {
    title: `${given ? `append_row_file_name=${draft.module.slice(given)}` : "append_row_file_name left out"} -> ${separate ? `output "${target}", a file of its own (${shown})` : `output "${key}" is the file ${shown}`}`,
    why: reason(key, readers, uses, unseen, plan.hasValue(step.output), typeof known === "string"), v1: "ParallelRunConfig.append_row_file_name", v2: "outputs, append_row_to",
  });
  for (const reader of readers) {
    draft.finding(APPEND_ROW_FILE_NAME, reader.at, {
      title: `${reader.name} finds ${shown} in the folder "${key}", as in v1`, why: `the rows go to the output "${target}", a file inside that folder`, v1: "ParallelRunConfig.append_row_file_name", v2: `outputs.${target}`,
    });
  }
  for (const at of downloads(step, step.output, c)) {
    draft.finding(APPEND_ROW_FILE_NAME, at, {
      title: separate ? `the download of "${key}" holds ${shown}, as in v1` : `the output "${key}" that is downloaded here is the file ${shown} itself`, why: separate ? `the rows go to the output "${target}", a file inside that folder` : "nobody in sight but this code reads the folder; the file keeps its name", v1: "ParallelRunConfig.append_row_file_name", v2: `outputs.${target}`,
    });
  }
  return { file: template, separate };
}

/**
 * The output that takes the rows of a step and lies in the folder of `output`; null when there is none. An output that a pipeline gives away always has its
 * rows apart, unless they are not appended.
 */
export function rowsInside(step: StepModel, output: V1Object, c: Context): string | null {
  if (!("config" in step) || (step as ParallelStep).output !== output) return null;
  const action = (step as ParallelStep).config.args.get("output_action");
  const known = action ? c.plan.module.known(action) : undefined;
  return typeof known === "string" && known.toLowerCase() !== "append_row" ? null : rowsKey(output, c.plan);
}

function reason(key: string, readers: readonly FolderReader[], uses: FolderUses, unseen: boolean, valued: boolean, seenAction: boolean): string {
  const first = `it lies in the folder "${key}" as in v1`;
  if (readers.length > 0) return `${first}, where ${listed(readers.map((r) => r.name))} ${readers.length > 1 ? "find" : "finds"} it`;
  if (unseen) return `${first}: the arguments can't be seen, and may hold that folder`;
  if (valued) return `${first}: the output is passed on to other functions, which may read it`;
  if (!seenAction) return `${first}: what output_action says is only known when the code runs`;
  if (uses.type === "unused") return `nobody in sight reads the folder, and ${uses.script} does not ask for it, so the output is the file itself`;
  if (uses.type === "unread") return `nobody in sight reads the folder, so the output is the file itself. Whether ${uses.script} asks for --output can't be told: ${uses.parser} reads its arguments (${uses.place}). Where it does, pass the folder in the arguments of the step`;
  return "nobody in sight reads the folder, so the output is the file itself. A script that writes files of its own beside the rows (--output, EntryScript().output_dir) has to get the folder in its arguments";
}

function listed(names: readonly string[]): string {
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)!}` : (names[0] ?? "");
}

/** Who needs the folder around the rows: other steps, the script, the dataset that it is registered as, whoever asks the pipeline for it. */
function folderReaders(step: ParallelStep, output: V1Object, uses: FolderUses, c: Context): FolderReader[] {
  const { plan } = c;
  const line = (e: Expression): string => plan.module.placeOf(e.start);
  const steps = new Map<V1Object, FolderReader>();
  for (const r of readingsOf(output, plan)) {
    const name = stepName(r.step, plan);
    if (plan.moves(r.step) && !steps.has(r.step)) steps.set(r.step, { name: `step ${name === null ? "" : `"${name}" `}(${line(r.step.site)})`, at: r.expression });
  }
  const own = step.items.find((i) => i.type === "output" && i.output === output);
  const registration = registrationOf(output, plan);
  const promised = pipelineOutputName(output, plan);
  return [
    ...steps.values(),
    ...(uses.type === "used" ? [{ name: `the script of this step (${uses.place})`, at: step.object.args.get("output") ?? step.object.site }] : own ? [{ name: `the script of this step (${line(own.expression)})`, at: own.expression }] : []),
    ...(registration ? [{ name: `the dataset that register makes of it (${line(registration.site)})`, at: registration.site }] : []),
    ...(promised ? [{ name: `whoever asks the pipeline for ${plan.module.slice(promised)} (${line(promised)})`, at: promised }] : []),
  ];
}

/** Code that asks a step run for the output. */
function downloads(step: ParallelStep, output: V1Object, c: Context): Expression[] {
  const { plan } = c;
  return plan.of("output-data").flatMap((o) => {
    const name = o.args.get("name");
    const held = name?.kind === "attribute" && name.name === "name" ? plan.reader.objectOf(name.value) : null;
    const isIt = held?.kind === "output" ? baseOutput(held, plan) === output : knownText(name, plan) !== null && knownText(name, plan) === v1NameOf(output, plan);
    const asked = askedStep(o, plan);
    return isIt && (asked === null || step.v1Name === null || asked === step.v1Name) ? [o.site] : [];
  });
}

/** The name of the step that a `get_output_data` asks, where `find_step_run` says it. */
function askedStep(o: V1Object, plan: Plan): string | null {
  let current: V1Object | null = o;
  while (current && current.form !== "run.find_step_run") current = current.receiver ? plan.reader.objectOf(current.receiver) : null;
  return current ? knownText(current.args.get("name"), plan) : null;
}
