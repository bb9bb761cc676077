import type { CallExpression, Expression } from "../../python/ast.js";
import { expressionsOf, isStatement, statementOf, walkExpression, walkStatements } from "../../python/ast.js";
import type { Doc, ItemDoc } from "../../python/layout.js";
import { call, item, keyword } from "../../python/layout.js";
import type { Context } from "../concept.js";
import type { V1Object } from "../model.js";
import { isBlocker } from "../parallel-run/read.js";
import type { Plan } from "../plan.js";
import { identifier, outputKey, variableOf } from "../step/model.js";
import { readStep } from "../step/read.js";
import { baseOutput, knownText } from "../step/source.js";
import { childrenNamed } from "./children.js";
import { DOWNLOAD, RESULT_PATH } from "./findings.js";
import { byHand, clientOfRun, isBare, stringAt } from "./job.js";

/** The v2 name of an output: its text where it is known, else the expression that v1 used. */
interface OutputName {
  readonly known: string | null;
  readonly doc: Doc;
}

/** `get_output_data(...)` dissolves: its downloads name the output themselves. It stays when something else needs it. */
export function writeOutputData(o: V1Object, c: Context): Doc | null | undefined {
  const uses = c.plan.usesOf(o);
  if (!outputName(o, c) || !jobOf(o, c)) {
    c.draft.todo(statementOf(o.site), DOWNLOAD, "which output is this? ml_client.jobs.download(job.name, download_path=..., output_name=...) fetches it");
    c.draft.finding(DOWNLOAD, o.site, { effort: "decision", title: "Which output is this?", why: "Its name, or the step that writes it, can't be told from here.", v1: o.form, v2: "MLClient.jobs.download" });
    return undefined;
  }
  for (const use of uses) if (use.role.type === "harmless" && !isBare(use.expression)) c.draft.replace(use.expression, folderDoc(o, use.expression, c));
  const left = uses.some((u) => u.role.type === "residual" || (u.role.type === "rewrite" && u.role.key === PATH && pathProblem(o, u.role.expression, c) !== null));
  if (left) return byHand(o, o.site, "v2 has no object for the data of an output; something below still needs it", c);
  const { parent } = o.site;
  // Whoever else reads an attribute or an item is out of sight.
  const isKept = parent?.kind === "assign" && parent.value === o.site && variableOf(o) === null;
  return isKept ? byHand(o, o.site, "v2 has no object for the data of an output. The downloads name the output themselves; take this line out if nothing else reads what it sets", c) : null;
}

const PATH = "output-data.path_on_datastore";

/** `download` becomes `ml_client.jobs.download`, and the paths that v1 code builds below its folder are looked at. */
export function writeDownload(o: V1Object, e: Expression, c: Context): Doc | undefined {
  const { draft } = c;
  const name = outputName(o, c);
  const job = jobOf(o, c);
  if (e.kind !== "call" || !name || !job) return undefined;
  const given = argumentsOf(e);
  draft.finding(DOWNLOAD, e, {
    title: "download -> ml_client.jobs.download", why: `the files lie in ${shownFolder(name)} below the download path, where v1 put them under their path on the datastore`, v1: "PortDataReference.download", v2: "MLClient.jobs.download",
  });
  sayDropped(given, e, c);
  const local = given.get("local_path");
  if (local) followPaths(o, local, e, name, c);
  const run = runOf(o, c);
  const items: ItemDoc[] = [item(job), ...(local ? [keyword("download_path", draft.doc(local))] : []), keyword("output_name", name.doc)];
  return call(`${clientOfRun(run ?? o, e, c)}.jobs.download`, items);
}

/** `path_on_datastore` finds downloaded files in v1; their folder takes its place. */
export function writePath(o: V1Object, e: Expression, c: Context): Doc | undefined {
  const name = outputName(o, c);
  if (!name) return undefined;
  const problem = pathProblem(o, e, c);
  if (problem !== null) return pathByHand(e, problem, c);
  c.draft.finding(DOWNLOAD, e, { title: `path_on_datastore -> "${shownFolder(name)}"`, why: "the folder below the download path in which v2 puts this output", v1: "PortDataReference.path_on_datastore", v2: "MLClient.jobs.download" });
  return folderDoc(o, e, c);
}

/** `data.name` is the name of the output. */
export function writeName(o: V1Object, e: Expression, c: Context): Doc | undefined {
  const name = outputName(o, c);
  return name?.known === null ? name.doc : name ? stringAt(e, name.known, c) : undefined;
}

/** Why a path can't be the folder of a download; null when it can. */
function pathProblem(o: V1Object, e: Expression, c: Context): string | null {
  if ([e, ...readsOf(e, c)].some((x) => isUsedOnDatastore(x, c))) return "the path is used on a datastore: give the output a path of its own (Output(path=...)) and use that";
  const downloaded = c.plan.usesOf(o).some((u) => u.role.type === "rewrite" && u.role.key === "output-data.download()");
  return downloaded ? null : "v2 does not give the path of an output back: give it one of its own (Output(path=...)) and use that";
}

/** Where the variable is read that an expression is assigned to. */
function readsOf(e: Expression, c: Context): readonly Expression[] {
  const { parent } = e;
  const target = parent && isStatement(parent) && parent.kind === "assign" && parent.value === e ? parent.targets[0] : undefined;
  return target?.kind === "name" ? (c.plan.module.names.variableOf(target)?.uses ?? []) : [];
}

function isUsedOnDatastore(e: Expression, c: Context): boolean {
  for (let p = e.parent; p && !isStatement(p); p = p.parent) if (p.kind === "tuple" || c.plan.reader.objectsOf(p).length > 0) return true;
  return false;
}

function pathByHand(e: Expression, what: string, c: Context): undefined {
  c.draft.todo(statementOf(e), RESULT_PATH, `path_on_datastore: ${what}`);
  c.draft.finding(RESULT_PATH, e, { title: "path_on_datastore of an output", why: `${what}.`, v1: "PortDataReference.path_on_datastore", v2: undefined });
}

/** The v2 name of an output that is asked for by its v1 name; null when neither it nor what it could be is known. */
function outputName(o: V1Object, c: Context): OutputName | null {
  const e = o.args.get("name") ?? o.args.get("pipeline_output_name") ?? nameOfStepOutput(o, c);
  if (!e) return null;
  if (o.form === "run.get_pipeline_output") {
    const output = pipelineOutput(o, c.plan);
    return output ? named(outputKey(output, c.plan), c) : null;
  }
  const object = e.kind === "attribute" && e.name === "name" ? c.plan.reader.objectOf(e.value) : null;
  if (object?.kind === "output") return named(outputKey(baseOutput(object, c.plan), c.plan), c);
  const text = knownText(e, c.plan);
  const outputs = c.plan.of("output").map((x) => baseOutput(x, c.plan));
  if (text !== null) {
    const same = outputs.find((x) => knownText(x.args.get("output_name") ?? x.args.get("name"), c.plan) === text);
    const key = same ? outputKey(same, c.plan) : identifier(text);
    return e.kind === "string" || key !== text ? named(key, c) : { known: key, doc: c.draft.doc(e) };
  }
  // The name comes from somewhere else: it serves as it is when no output has got another one.
  const unchanged = outputs.every((x) => knownText(x.args.get("output_name") ?? x.args.get("name"), c.plan) === outputKey(x, c.plan));
  return unchanged ? { known: null, doc: c.draft.doc(e) } : null;
}

function named(text: string, c: Context): OutputName {
  return { known: text, doc: c.draft.string(text) };
}

/** `step_run.get_output("x").get_port_data_reference()` is the long form of `get_output_data("x")`. */
function nameOfStepOutput(o: V1Object, c: Context): Expression | undefined {
  const from = o.receiver ? c.plan.reader.objectOf(o.receiver) : null;
  return from?.kind === "step-output" ? from.args.get("name") : undefined;
}

/** The run that an output was asked of. */
function runOf(o: V1Object, c: Context): V1Object | null {
  const from = o.receiver ? (c.plan.reader.objectsOf(o.receiver)[0] ?? null) : null;
  return from?.kind === "step-output" ? runOf(from, c) : from;
}

/** The name of the job that has the output: `step_run.name`. */
function jobOf(o: V1Object, c: Context): Doc | null {
  if (!o.receiver) return null;
  const from = c.plan.reader.objectOf(o.receiver);
  if (from?.kind === "step-output") return jobOf(from, c);
  const receiver = c.draft.text(o.receiver);
  if (o.form !== "run.get_pipeline_output") return `${receiver}.name`;
  const output = pipelineOutput(o, c.plan);
  const step = output ? producerName(output, c.plan) : null;
  if (step === null) return null;
  const run = runOf(o, c);
  return { open: "next(", close: ").name", items: [item(childrenNamed(`${clientOfRun(run ?? o, o.site, c)}.jobs.list(parent_job_name=${receiver}.name)`, step, c))], bare: true };
}

/** The output that a pipeline gives out under a name of its own. */
function pipelineOutput(o: V1Object, plan: Plan): V1Object | null {
  const name = knownText(o.args.get("pipeline_output_name"), plan);
  const found = plan.of("output").filter((x) => knownText(x.args.get("pipeline_output_name"), plan) === name);
  return name !== null && found.length === 1 ? found[0]! : null;
}

function producerName(output: V1Object, plan: Plan): string | null {
  for (const s of plan.of("step")) {
    const step = readStep(s, plan);
    if (!isBlocker(step) && step.outputs.includes(output)) return step.v1Name;
  }
  return null;
}

/** `jobs.download` puts a named output below `named-outputs` (azure-ai-ml 1.35.2, JobOperations.download). */
function folderDoc(o: V1Object, at: Expression, c: Context): Doc {
  const name = outputName(o, c)!;
  if (name.known !== null) return stringAt(at, `named-outputs/${name.known}`, c);
  return `f${stringAt(at, `named-outputs/{${String(name.doc)}}`, c)}`;
}

function shownFolder(name: OutputName): string {
  return `named-outputs/${name.known ?? `<${String(name.doc)}>`}`;
}

const DOWNLOAD_ARGUMENTS = ["local_path", "overwrite", "show_progress"];

function argumentsOf(e: CallExpression): Map<string, Expression> {
  return new Map(e.args.map((a, i) => [a.star ? "**" : (a.name ?? DOWNLOAD_ARGUMENTS[i] ?? "*"), a.value]));
}

function sayDropped(given: ReadonlyMap<string, Expression>, e: CallExpression, c: Context): void {
  const { draft } = c;
  const overwrite = given.get("overwrite");
  const always = overwrite?.kind === "constant" && overwrite.value === true;
  if (overwrite) {
    draft.finding(DOWNLOAD, overwrite, { effort: always ? "upgraded" : "changed", title: `overwrite=${draft.module.slice(overwrite)} is dropped`, why: "v2 always overwrites", v1: "PortDataReference.download.overwrite", v2: undefined });
  }
  const progress = given.get("show_progress");
  if (progress) draft.finding(DOWNLOAD, progress, { effort: "upgraded", title: "show_progress is dropped", why: "v2 shows none", v1: "PortDataReference.download.show_progress", v2: undefined });
  for (const name of ["*", "**"]) {
    const hidden = given.get(name);
    if (!hidden) continue;
    draft.todo(statementOf(e), DOWNLOAD, "what do these arguments say? jobs.download takes download_path and output_name");
    draft.finding(DOWNLOAD, hidden, { effort: "decision", title: "download(*...)", why: "The arguments can't be seen from here.", v1: "PortDataReference.download", v2: "MLClient.jobs.download" });
  }
  if (isBare(e)) return;
  draft.todo(statementOf(e), DOWNLOAD, "jobs.download returns nothing, where v1 gave the number of files");
  draft.finding(DOWNLOAD, e, { effort: "decision", title: "the result of download is used", why: "v1 gives the number of files, v2 nothing.", v1: "PortDataReference.download", v2: "MLClient.jobs.download" });
}

/**
 * v1 puts an output below `azureml/<run id>/<name>` of the download folder, and code builds that path by itself. The whole path is
 * rewritten; a part of it is left to a person.
 */
function followPaths(o: V1Object, local: Expression, download: Expression, name: OutputName, c: Context): void {
  const scope = c.plan.module.names.scopeOf(statementOf(download));
  for (const statement of walkStatements(c.plan.module.program.body)) {
    if (statement.end <= download.start || c.plan.module.names.scopeOf(statement) !== scope) continue;
    for (const top of expressionsOf(statement)) {
      for (const e of walkExpression(top)) {
        if (e.kind !== "string" || !e.pieces.some((p) => p.parts.some((x) => /(^|[\\/])azureml([\\/]|$)/.test(x.text ?? "")))) continue;
        if (e.value !== "azureml" || !writeJoin(e, o, local, name, c)) pathLeft(e, local, name, c);
      }
    }
  }
}

/** `os.path.join(local, "azureml", step_run.id, name)`: the path of an output in v1. */
function writeJoin(part: Expression, o: V1Object, local: Expression, name: OutputName, c: Context): boolean {
  const join = part.parent;
  if (!join || isStatement(join) || join.kind !== "call" || !/\bjoin$/.test(c.plan.module.slice(join.callee)) || c.draft.replacements.has(join)) return false;
  const [folder, azureml, id, output, ...rest] = join.args.map((a) => a.value);
  if (azureml !== part || !folder || !id || !output || c.plan.module.slice(folder) !== c.plan.module.slice(local)) return false;
  if (id.kind !== "attribute" || id.name !== "id" || !c.plan.reader.is(id.value, "step-run") || c.plan.reader.objectOf(id.value) !== runOf(o, c)) return false;
  const given = o.args.get("name") ?? nameOfStepOutput(o, c);
  const same = given && (c.plan.module.slice(given) === c.plan.module.slice(output) || (knownText(given, c.plan) !== null && knownText(given, c.plan) === knownText(output, c.plan)));
  if (!same) return false;
  c.draft.finding(RESULT_PATH, join, { effort: "upgraded", title: `the path azureml/<run id>/<output> -> ${shownFolder(name)}`, why: "where v2 puts the output below the download path", v1: "PortDataReference.download", v2: "MLClient.jobs.download" });
  c.draft.replace(join, call(c.draft.text(join.callee), [item(c.draft.doc(folder)), item(c.draft.string("named-outputs")), item(name.doc), ...rest.map((e) => item(c.draft.doc(e)))]));
  return true;
}

function pathLeft(e: Expression, local: Expression, name: OutputName, c: Context): void {
  if (c.draft.replacements.has(e)) return;
  for (let p: Expression["parent"] = e; p && !isStatement(p); p = p.parent) {
    if (c.draft.replacements.has(p)) return;
    if (c.plan.reader.objectsOf(p).length > 0) return; // a path on a datastore
  }
  // Only a path that starts at the download folder, or that is all there is, can be one of its files.
  const statement = statementOf(e);
  const text = expressionsOf(statement).map((x) => c.plan.module.slice(x)).join(" ");
  if (!text.includes(c.plan.module.slice(local).replace(/^["']|["']$/g, ""))) return;
  const what = `v1 put the files below azureml/<run id>/<output> of the download folder; v2 puts them below ${shownFolder(name)}`;
  c.draft.todo(statement, RESULT_PATH, what);
  c.draft.finding(RESULT_PATH, e, { title: "a path in which v1 put the downloaded files", why: `${what}.`, v1: "PortDataReference.download", v2: "MLClient.jobs.download" });
}
