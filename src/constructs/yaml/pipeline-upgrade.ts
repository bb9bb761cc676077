import { posix } from "node:path";
import type { NewFile } from "../../index.js";
import type { DraftFinding } from "../draft.js";
import { MAPPING } from "../parallel-run/mapping.js";
import { ruleOf } from "../parallel-run/settings.js";
import type { FolderUses } from "../output/script-use.js";
import { identifier } from "../step/model.js";
import { nodeName } from "../step/write.js";
import type { YamlEntry } from "../../yaml/document.js";
import type { Rule } from "../../findings/rule.js";
import type { Unread } from "./config.js";
import { textSetting } from "./config.js";
import { YAML_COMPONENT, YAML_DATA, YAML_DROPPED, YAML_ENVIRONMENT, YAML_IGNORED, YAML_PARAMETER, YAML_PIPELINE, YAML_PIPELINE_UNREAD } from "./findings.js";
import type { StepInput, YamlPipeline, YamlStep } from "./pipeline-read.js";
import { readPipelineFile } from "./pipeline-read.js";
import { componentPath, rowsFile, todoOf, writePipelineFile } from "./pipeline-write.js";
import type { NamedFile, ProjectFile } from "./project.js";
import { table } from "../../table.js";

/** What becomes of a v1 pipeline file. */
export interface PipelineFileUpgrade {
  readonly text: string;
  readonly created: readonly NewFile[];
  readonly findings: readonly DraftFinding[];
  /** Findings in the config files that its components have taken up. */
  readonly elsewhere: readonly { readonly path: string; readonly finding: DraftFinding }[];
  readonly absorbed: readonly string[];
  /** The scripts that its steps run, where v1 looks for them. */
  readonly scripts: readonly string[];
  /** The names of its parameters in v1. */
  readonly parameters: readonly string[];
}

/**
 * Upgrades a v1 pipeline file.
 *
 * @param programs the files of the programs that load it; itself where nobody does
 * @param scripts gives the scripts that its steps run
 */
export async function upgradePipelineFile(file: NamedFile, programs: readonly string[], project: ProjectFile, scripts: ProjectFile): Promise<PipelineFileUpgrade | Unread> {
  const pipeline = await readPipelineFile(file, programs, project, scripts);
  if ("problem" in pipeline) return pipeline;
  const written = await writePipelineFile(pipeline, file.path);
  const configs = new Map(pipeline.steps.flatMap((s) => (s.work.type === "parallel" ? [[s.work.file.path, s.work.config] as const] : [])));
  const elsewhere = [...configs].flatMap(([path, config]) => [
    ...config.settings.map((s) => ({ path, finding: settingFinding(s.argument, s.entry) })),
    ...config.ignored.map((entry) => ({ path, finding: finding(YAML_IGNORED, entry, `${entry.key} -> left out`, "load_yaml of v1 does not read it, or it has no value") })),
  ]);
  return { text: written.text, created: written.components, findings: findingsOf(pipeline, file.path), elsewhere, absorbed: [...configs.keys()], scripts: pipeline.steps.flatMap((s) => scriptOf(s, pipeline)), parameters: pipeline.parameters.map((p) => p.name) };
}

/** The upgrade of a file that nothing in sight loads: whoever loads it has to follow. */
export function withoutLoader(upgrade: PipelineFileUpgrade): PipelineFileUpgrade {
  const follow = (f: DraftFinding): DraftFinding => (f.rule === YAML_PIPELINE ? { ...f, effort: "changed", why: "no code that loads it was read: what calls Pipeline.load_yaml on it has to call load_job now" } : f);
  return { ...upgrade, findings: upgrade.findings.map(follow) };
}

/** Said in a v1 pipeline file that nothing in sight loads and that has no v2 form. */
export function unreadPipeline({ problem, place }: Unread): DraftFinding {
  return { rule: YAML_PIPELINE_UNREAD, effort: "decision", range: place, title: "This pipeline file has no v2 form yet", why: `${problem}.`, v1: "Pipeline.load_yaml", v2: null };
}

function scriptOf({ work }: YamlStep, { base }: YamlPipeline): string[] {
  const [folder, script] = work.type === "script" ? [work.folder, work.script] : [textSetting(work.config, "source_directory"), textSetting(work.config, "entry_script")];
  return script === null ? [] : [posix.join(base, folder ?? ".", script)];
}

function findingsOf(pipeline: YamlPipeline, path: string): DraftFinding[] {
  const start = pipeline.document.root.start;
  return [
    { rule: YAML_PIPELINE, effort: "upgraded", range: { start, end: start }, title: `pipeline with ${pipeline.steps.length} step${pipeline.steps.length > 1 ? "s" : ""} -> pipelineJob`, why: "", v1: "Pipeline.load_yaml", v2: "load_job" },
    ...pipeline.dropped.map((e) => dropped(e, "the pipeline")),
    ...pipeline.parameters.map((p) => {
      const name = identifier(p.name);
      return finding(YAML_PARAMETER, p.entry, `parameter ${p.name} -> input ${name}`, name === p.name ? "" : "v2 takes identifiers only: whoever sets this parameter has to use the new name", name === p.name ? "upgraded" : "changed");
    }),
    ...pipeline.steps.flatMap((s) => stepFindings(s, pipeline, path)),
  ];
}

function stepFindings(step: YamlStep, pipeline: YamlPipeline, path: string): DraftFinding[] {
  const { work, entry } = step;
  const rows = rowsFile(step, pipeline);
  const found: DraftFinding[] = [
    finding(YAML_COMPONENT, entry, `step ${step.name} -> job ${nodeName(step.name)}, component ${componentPath(step, path)}`),
    ...step.dropped.map((e) => dropped(e, "the step")),
    ...[...step.inputs, ...step.sideInputs].flatMap((i) => inputFindings(i, work.type === "parallel" && step.inputs.includes(i))),
  ];
  if (work.type === "script" && todoOf(step)) found.push(finding(YAML_ENVIRONMENT, entry, `Which environment does ${step.name} run in?`, "A v2 component names its environment. v1 takes it from the run configuration, or a default one. Name it in the component where the TODO stands.", "decision"));
  if (work.type === "parallel") {
    const output = step.outputs[0]!;
    const { use } = work;
    if (rows) {
      found.push(finding(ruleOf("PRS109"), output.entry, rows.separate ? `rows of ${step.name} -> output "${identifier(output.name)}_rows", a file of its own (${rows.file})` : `output "${identifier(output.name)}" is the file ${rows.file}`,
        rows.separate ? `it lies in the folder "${identifier(output.name)}" as in v1` : use.type === "unused" ? `nobody in this file reads the folder, and ${use.script} does not ask for it, so the output is the file itself`
          : "nobody in this file reads the folder, so the output is the file itself. A script that writes files of its own beside the rows has to get the folder in its arguments", "changed"));
    }
    const folder = folderFinding(step, work.use, output.entry);
    if (folder) found.push(folder);
    if (!work.config.settings.some((s) => s.argument === "mini_batch_size" || s.argument === "partition_keys")) found.push(finding(ruleOf("PRS104"), entry, 'no mini_batch_size -> "10"', "what v1 takes for files when it is left out; v2 has another default", "upgraded"));
  }
  return found;
}

/** Says how the script gets the folder that v1 passes to it by itself. */
function folderFinding(step: YamlStep, use: FolderUses, at: YamlEntry): DraftFinding | null {
  const key = identifier(step.outputs[0]!.name);
  const isGiven = step.arguments.some((a) => a.type === "output");
  if (use.type === "used" && use.by === "--output") return finding(ruleOf("PRS124"), at, `the folder "${key}" is passed as --output`, `v1 does it by itself, and the script reads it (${use.place})`);
  if (use.type === "used") {
    return finding(ruleOf("PRS124"), at, `Where does ${use.script} get the folder "${key}" from?`, `It asks EntryScript().output_dir (${use.place}), which v1 sets; whether v2 does is not documented. The step passes the folder ${isGiven ? "in its arguments" : "as --output"}: let the script take it from there.`, "decision");
  }
  if (use.type === "unused" || isGiven) return null;
  const why = use.type === "unread" ? `Whether ${use.script} asks for it can't be told: ${use.parser} reads its arguments (${use.place}). Where it does, pass the folder in the arguments of the step` : "A script that reads it, or EntryScript().output_dir, has to get it in arguments now";
  return finding(ruleOf("PRS124"), at, "the output folder is no longer passed as --output", `v1 added --output <folder> to the arguments by itself. ${why}`, "changed");
}

function inputFindings(input: StepInput, main: boolean): DraftFinding[] {
  const found: DraftFinding[] = [];
  const { source } = input;
  if (source.type === "dataset") found.push(finding(YAML_DATA, input.entry, `dataset ${source.name} -> azureml:${source.name}@latest, read as mltable`, main ? "v1 mounts its files for the step" : "", "upgraded"));
  if (source.type === "path" || source.type === "parameter") found.push(finding(YAML_DATA, input.entry, `${input.name} is read as a folder (uri_folder)`, "v1 does not say whether the path is a file or a folder; a file needs uri_file", "changed"));
  return found;
}

/** Keys that say nothing in v2, and why. */
const MEANINGLESS: Readonly<Record<string, string>> = table({
  path_on_compute: "v2 chooses the path on the compute; a script that has the old path written in it does not find its data",
  overwrite: "v2 has no such setting: files of the same name are replaced",
  version: "v2 looks at the code itself to tell whether a step has changed", hash_paths: "v1 does nothing with it any more", models_id: "v1 reads the models and does nothing with them",
});

function dropped(entry: YamlEntry, of: string): DraftFinding {
  const why = MEANINGLESS[entry.key];
  return finding(YAML_DROPPED, entry, `${entry.key} of ${of} -> left out`, why ?? "v1 does nothing with it here, or v2 has no place for it", why === undefined || entry.key === "path_on_compute" || entry.key === "overwrite" ? "changed" : "upgraded");
}

function settingFinding(argument: string, entry: YamlEntry): DraftFinding {
  const row = MAPPING.find((r) => r.owner === "ParallelRunConfig" && r.v1 === argument)!;
  const why = argument === "run_max_try" ? "v1 counts tries, the v2 documentation counts retries: one more attempt is possible"
    : argument === "partition_keys" ? "v2 groups only by partitions that the MLTable of the input defines; partition_keys find nothing without them" : "";
  const rule = ruleOf(row.code);
  const shown = entry.value.kind === "scalar" ? `: ${entry.value.text}` : "";
  return { ...finding(rule, entry, `${entry.key}${shown} -> ${row.v2}`, why, argument === "append_row_file_name" || argument === "output_action" ? "upgraded" : rule.effort), v1: `ParallelRunConfig.${argument}`, v2: row.v2 };
}

function finding(rule: Rule, entry: YamlEntry, title: string, why = "", effort = rule.effort): DraftFinding {
  return { rule, effort, range: { start: entry.keyPlace.start, end: entry.value.end }, title, why, v1: `pipeline.${entry.key}`, v2: null };
}
