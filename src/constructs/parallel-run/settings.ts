import type { AttributeExpression, Expression, Statement } from "../../python/ast.js";
import type { Doc, ItemDoc } from "../../python/layout.js";
import { keyword } from "../../python/layout.js";
import { computeNameDoc } from "../compute/index.js";
import type { Context } from "../concept.js";
import type { CallComments } from "../draft.js";
import type { V1Object } from "../model.js";
import { kindOf } from "../data/kind.js";
import { environmentValue } from "../environment/index.js";
import { inheritedVariables } from "../environment/variables.js";
import type { StepInput } from "../step/model.js";
import * as rules from "./findings.js";
import { MAPPING, mappingRow } from "./mapping.js";
import { CONTRIB_ONLY } from "./read.js";

const RULES = Object.values(rules);

/** The v2 arguments that a config gives, in the order in which a reader expects them. */
export interface Settings {
  /** Arguments of `parallel_run_function`. */
  readonly run: readonly ItemDoc[];
  /** Arguments of `RunFunction`. */
  readonly task: readonly ItemDoc[];
  /** The comments of the settings about rows. */
  readonly ofRows: Pick<ItemDoc, "above" | "beside">;
}

/** The rule of a row of the mapping table. */
export function ruleOf(code: string): (typeof RULES)[number] {
  const rule = RULES.find((r) => r.code === code);
  if (!rule) throw new Error(`no rule has the code ${code}`);
  return rule;
}

/** Whether an argument is left out, or given as None. */
export function isAbsent(e: Expression | undefined): e is undefined {
  return !e || (e.kind === "constant" && e.value === null);
}

/** Whether an argument is left out, or is None as far as the code tells: for settings whose v2 place takes no None. */
export function isNone(e: Expression | undefined, c: Context): e is undefined {
  return isAbsent(e) || c.plan.module.known(e) === null;
}

/** Settings that v2 has no None for: text is made of them, or they exclude each other. */
const WITHOUT_NONE: ReadonlySet<string> = new Set(["mini_batch_size", "partition_keys", "append_row_file_name", "allowed_failed_percent"]);

/**
 * The settings of a `ParallelRunConfig(...)` as v2 code. What depends on the step stays out: output, rows, program arguments.
 *
 * @param main the input that is split, where one step is known: it decides the default mini-batch size
 * @param at the statement that the settings will stand in
 */
export function configSettings(config: V1Object, main: StepInput | null | undefined, at: Statement, c: Context): Settings {
  const comments = config.site.kind === "call" ? c.draft.commentsOf(config.site) : null;
  const get = (name: string): Expression | undefined => config.args.get(name);
  const put = (v1: string, v2: string, doc: Doc): ItemDoc => c.draft.commented(keyword(v2, doc), get(v1), comments);
  const simple = (v1: string, v2: string): ItemDoc[] => {
    const e = get(v1);
    return isAbsent(e) || (WITHOUT_NONE.has(v1) && isNone(e, c)) ? [] : [put(v1, v2, valueDoc(v1, e, at, c))];
  };

  const run: ItemDoc[] = [
    ...simple("description", "description"),
    ...simple("compute_target", "compute"),
    ...simple("node_count", "instance_count"),
    ...simple("process_count_per_node", "max_concurrency_per_instance"),
    ...miniBatch(config, main, comments, c),
    ...simple("partition_keys", "partition_keys"),
    ...simple("error_threshold", "error_threshold"),
    ...simple("allowed_failed_count", "mini_batch_error_threshold"),
    ...retrySettings(config, comments, c),
    ...simple("logging_level", "logging_level"),
    ...variables(config, comments, c),
  ];
  const task: ItemDoc[] = [
    isAbsent(get("source_directory")) || get("source_directory")!.kind === "string" && c.plan.module.known(get("source_directory")!) === ""
      ? c.draft.commented(keyword("code", c.draft.string(".")), get("source_directory"), comments) : put("source_directory", "code", valueDoc("source_directory", get("source_directory")!, at, c)),
    ...simple("entry_script", "entry_script"),
    ...simple("environment", "environment"),
  ];
  report(config, c);
  return { run: withLoose(run, looseComments(config, comments)), task, ofRows: ofRows(config, comments) };
}

/** The comments of settings that have no argument of their own in v2. */
function looseComments(config: V1Object, comments: CallComments | null): string[] {
  if (!comments) return [];
  const loose: string[] = [];
  for (const name of ["allowed_failed_percent", ...CONTRIB_ONLY]) {
    const value = config.args.get(name);
    if (!value) continue;
    loose.push(...(comments.above.get(value) ?? []));
    const beside = comments.beside.get(value);
    if (beside) loose.push(beside);
  }
  return [...loose, ...comments.last];
}

/** The comments of the settings that `append_row_to` takes the place of. */
function ofRows({ args }: V1Object, comments: CallComments | null): Pick<ItemDoc, "above" | "beside"> {
  const values = ["output_action", "append_row_file_name"].flatMap((name) => args.get(name) ?? []);
  const above = values.flatMap((value) => comments?.above.get(value) ?? []);
  const beside = values.flatMap((value) => comments?.beside.get(value) ?? []);
  return beside.length === 1 ? { above, beside: beside[0]! } : { above: [...above, ...beside] };
}

/** Settings with the comments of those about rows, where their step has no `append_row_to` that could have them. */
export function withRowComments({ run, ofRows: { above = [], beside } }: Settings): ItemDoc[] {
  return withLoose([...run], [...above, ...(beside === undefined ? [] : [beside])]);
}

function withLoose(items: ItemDoc[], loose: readonly string[]): ItemDoc[] {
  const last = items.at(-1);
  if (loose.length === 0 || !last) return items;
  return [...items.slice(0, -1), { ...last, above: [...(last.above ?? []), ...loose] }];
}

/** The v2 code of one setting. */
function valueDoc(v1: string, given: Expression, at: Statement, c: Context): Doc {
  const e = defaultOf(given, c);
  switch (mappingRow("ParallelRunConfig", v1).transform) {
    case "compute name": return computeNameDoc(e, at, c);
    case "quoted size": return sizeDoc(e, c);
    default:
      if (v1 === "environment_variables") return variablesDoc(e, c);
      if (v1 === "environment") return environmentValue(e, c);
      if (v1 === "logging_level") {
        const known = e.kind === "string" ? e.value : null;
        return known !== null && known !== known.toUpperCase() ? c.draft.string(known.toUpperCase()) : c.draft.doc(e);
      }
      return c.draft.doc(e);
  }
}

/** A PipelineParameter gives its default here; the pipeline binds the parameter on the node. */
function defaultOf(e: Expression, c: Context): Expression {
  const parameter = c.plan.reader.objectOf(e);
  return parameter?.kind === "parameter" && !c.plan.hasValue(parameter) ? (parameter.args.get("default_value") ?? e) : e;
}

/** v2 takes a string without a space, such as `"20"` or `"10kb"`. */
function sizeDoc(e: Expression, c: Context): Doc {
  if (e.kind === "number") return c.draft.string(e.text.replace(/_/g, ""));
  return isText(e, c) ? c.draft.doc(e) : `str(${c.draft.text(e)})`;
}

/** Whether an expression is a string as far as the code tells. */
function isText(e: Expression, c: Context, depth = 0): boolean {
  if (depth > 10) return false;
  if (e.kind === "string") return true;
  if (e.kind === "conditional") return isText(e.then, c, depth + 1) && isText(e.otherwise, c, depth + 1);
  if (e.kind === "call") return e.callee.kind === "name" && e.callee.id === "str" && !c.plan.module.names.variableOf(e.callee);
  if (e.kind === "name") {
    const definitions = c.plan.module.names.definitionsOf(e);
    return definitions.length > 0 && definitions.every((d) => d.kind === "assign" && d.index === null && d.value !== null && isText(d.value, c, depth + 1));
  }
  return false;
}

/** The variables that v1 set on the environment, and those of the config, which count where both name one. */
function variables(config: V1Object, comments: CallComments | null, c: Context): ItemDoc[] {
  const e = config.args.get("environment_variables");
  const inherited = inheritedVariables(config.args.get("environment"), c);
  if (isAbsent(e)) return inherited.length > 0 ? [keyword("environment_variables", { open: "{", close: "}", items: inherited })] : [];
  const own = variablesDoc(e, c);
  const items = e.kind === "dict" && typeof own !== "string" ? own.items : e.kind === "dict" ? e.entries.map((x) => ({ prefix: x.key ? `${c.draft.text(x.key)}: ` : "**", value: c.draft.doc(x.value) })) : [{ prefix: "**", value: own }];
  return [c.draft.commented(keyword("environment_variables", inherited.length > 0 ? { open: "{", close: "}", items: [...inherited.filter((i) => i.prefix === "**" || !items.some((x) => x.prefix === i.prefix)), ...items] } : own), e, comments)];
}

/** v2 wants text for every value. */
function variablesDoc(e: Expression, c: Context): Doc {
  if (e.kind !== "dict" || !e.entries.some((x) => x.key && (x.value.kind === "number" || x.value.kind === "constant"))) return c.draft.doc(e);
  return {
    open: "{", close: "}",
    items: e.entries.map((x) => {
      if (!x.key) return { prefix: "**", value: c.draft.doc(x.value) };
      const value = x.value;
      const text = value.kind === "number" ? value.text : value.kind === "constant" ? (value.value === null ? "None" : value.value ? "True" : "False") : null;
      return { prefix: `${c.draft.text(x.key)}: `, value: text === null ? c.draft.doc(value) : c.draft.string(text) };
    }),
  };
}

function miniBatch(config: V1Object, main: StepInput | null | undefined, comments: CallComments | null, c: Context): ItemDoc[] {
  const e = config.args.get("mini_batch_size");
  if (!isNone(e, c)) return [c.draft.commented(keyword("mini_batch_size", sizeDoc(defaultOf(e, c), c)), e, comments)];
  return main === undefined ? [] : defaultMiniBatch(config, main, c);
}

/** What v1 takes for `mini_batch_size` when it is left out: that depends on the data of the step. Beside `partition_keys` there is none. */
export function defaultMiniBatch(config: V1Object, main: StepInput | null, c: Context): ItemDoc[] {
  if (!isNone(config.args.get("mini_batch_size"), c) || !isNone(config.args.get("partition_keys"), c)) return [];
  const dataset = main?.source.type === "dataset" || main?.source.type === "parameter" ? main.source.dataset : null;
  const table = (dataset !== null && kindOf(dataset, c.plan).kind === "table") || (main?.source.type === "output" && main.source.table !== null);
  const size = table ? "1MB" : "10";
  c.draft.finding(rules.MINI_BATCH_SIZE, config.site, {
    title: `no mini_batch_size -> "${size}"`, why: `what v1 takes for ${table ? "a table" : "files"} when it is left out; v2 has another default`, v1: "ParallelRunConfig.mini_batch_size", v2: "mini_batch_size",
  });
  return [keyword("mini_batch_size", c.draft.string(size))];
}

function retrySettings(config: V1Object, comments: CallComments | null, c: Context): ItemDoc[] {
  const given = ([["run_invocation_timeout", "timeout"], ["run_max_try", "max_retries"]] as const).flatMap(([v1, v2]) => {
    const e = config.args.get(v1);
    return isAbsent(e) ? [] : [{ e, prefix: `${c.draft.string(v2)}: ` }];
  });
  const [only] = given.length === 1 ? given : [];
  if (only) return [c.draft.commented(keyword("retry_settings", { open: "{", close: "}", items: [{ prefix: only.prefix, value: c.draft.doc(defaultOf(only.e, c)) }] }), only.e, comments)];
  // Each comment beside the number that it is about.
  const items = given.map(({ e, prefix }) => c.draft.commented({ prefix, value: c.draft.doc(defaultOf(e, c)) }, e, comments));
  return items.length === 0 ? [] : [keyword("retry_settings", { open: "{", close: "}", items })];
}

/** One finding for each setting that the config gives. */
function report(config: V1Object, c: Context): void {
  for (const row of MAPPING) {
    if (row.owner !== "ParallelRunConfig") continue;
    const e = config.args.get(row.v1);
    const range = config.args.rangeOf(row.v1);
    if (!e || !range || row.v1 === "output_action") continue;
    if (isAbsent(e) || (WITHOUT_NONE.has(row.v1) && isNone(e, c))) {
      c.draft.finding(ruleOf(row.code), range, { effort: "upgraded", title: `${row.v1}=None -> left out`, v1: `ParallelRunConfig.${row.v1}`, v2: row.v2 });
      continue;
    }
    if (row.v1 === "append_row_file_name") continue; // said where the output is written
    const value = c.draft.module.slice(e).replace(/\s+/g, " ");
    const shown = value.length > 40 ? `${value.slice(0, 37)}...` : value;
    const why = row.v1 === "run_max_try" ? "v1 counts tries, the v2 documentation counts retries: one more attempt is possible"
      : row.v1 === "partition_keys" ? "v2 groups only by partitions that the MLTable of the input defines; partition_keys find nothing without them" : "";
    c.draft.finding(ruleOf(row.code), range, {
      title: `${row.v1}=${shown} -> ${row.v2}`, why, v1: `ParallelRunConfig.${row.v1}`, v2: row.v2,
    });
  }
  for (const name of CONTRIB_ONLY) {
    const e = config.args.get(name);
    if (e) c.draft.finding(rules.CONTRIB, e, { title: `${name}= is dropped`, why: "v1 took it for nothing but compatibility", v1: `ParallelRunConfig.${name}`, v2: undefined });
  }
}

/** The value of a setting where something reads it back from the config: what v1 made of it. */
export function settingRead(config: V1Object, name: string, at: Expression, c: Context): Doc | null {
  const e = config.args.get(name);
  if (isAbsent(e)) {
    if (name === "environment_variables") return "{}";
    // v1 fills in the name of the rows' file when the step is made: None, too.
    const given = MAPPING.find((r) => r.owner === "ParallelRunConfig" && r.v1 === name)?.v1Default ?? null;
    return given?.startsWith("'") ? c.draft.stringAt(given.slice(1, -1), at) : given;
  }
  const parameter = c.plan.reader.objectOf(e);
  const asked = parameter?.kind === "parameter" ? attributeAskedOf(at) : null;
  const part = asked && parameter?.args.get(asked.name);
  if (part) {
    c.draft.replace(asked, c.draft.doc(part));
    return null;
  }
  const value = defaultOf(e, c);
  if (name === "mini_batch_size") {
    const size = sizeInV1(value, c);
    if (size !== null) return size;
    if (value.kind !== "number") {
      c.draft.finding(rules.MINI_BATCH_SIZE, at, {
        effort: "changed", title: "mini_batch_size is read as it was given", why: "v1 made a number of it, of files or of bytes; v2 takes a text", v1: "ParallelRunConfig.mini_batch_size", v2: "mini_batch_size",
      });
    }
  }
  return value.kind === "binary" || value.kind === "conditional" ? `(${c.draft.text(value)})` : c.draft.doc(value);
}

/** `config.node_count.default_value`: the attribute that is read of a setting; null where the setting itself is. */
export function attributeAskedOf(read: Expression): AttributeExpression | null {
  const { parent } = read;
  return parent?.kind === "attribute" && parent.value === read ? parent : null;
}

/** The number that v1 makes of `"20"` or `"10kb"`: files or bytes. Null where it is not a text in sight. */
function sizeInV1(value: Expression, c: Context): string | null {
  const known = c.plan.module.known(value);
  const [, digits, unit] = (typeof known === "string" && /^(\d+)([kmg]b)?$/i.exec(known)) || [];
  if (digits === undefined) return null;
  return String(Number(digits) * (unit ? 1024 ** ("kmg".indexOf(unit[0]!.toLowerCase()) + 1) : 1));
}
