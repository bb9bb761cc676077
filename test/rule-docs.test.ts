import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { upgrade } from "../src/index.js";
import type { CallExpression, Expression, Range, Statement } from "../src/python/ast.js";
import { bodiesOf, expressionsOf, walkExpression, walkStatements } from "../src/python/ast.js";
import { Module } from "../src/python/module.js";

/**
 * The `v1` and `v2` blocks in the documentation of a rule are a true before and after.
 *
 * A v1 block is completed by the program below. A call that stands alone, such as `ParallelRunConfig(run_max_try=5)`, gives its
 * arguments to the call of that name in the program. An assignment to a variable of the program takes the place of its line. Any
 * other line is put in as early as the variables that it reads allow. Then each statement of the v2 block has to stand in the
 * upgraded program, in order; a call or a dict may hold more there than the block shows. The v2 block of a decision, and of what v2 has no counterpart for, shows what a
 * person would write: there the code alone is checked.
 */
const PROGRAM: readonly (readonly [string, string])[] = [
  ["ws", "Workspace.from_config()"],
  ["store", "ws.get_default_datastore()"],
  ["cluster", 'ws.compute_targets["cpu-cluster"]'],
  ["env", 'Environment.get(ws, "scoring")'],
  ["invoices", 'Dataset.File.from_files((store, "invoices"))'],
  ["scores", 'PipelineData("scores", datastore=store)'],
  ["config", 'ParallelRunConfig(environment=env, source_directory="scoring", entry_script="score.py", error_threshold=10, output_action="summary_only", compute_target=cluster, node_count=4)'],
  ["step", 'ParallelRunStep(name="score", parallel_run_config=config, inputs=[invoices.as_named_input("invoices")], output=scores, arguments=["--out", scores])'],
  ["pipeline", "Pipeline(workspace=ws, steps=[step])"],
  ["run", 'Experiment(ws, "invoices").submit(pipeline)'],
];

const MODULES: readonly (readonly [string, string])[] = [
  ["azureml.contrib.automl.pipeline.steps", "AutoMLPipelineBuilder"],
  ["azureml.core", "ComputeTarget Dataset Datastore Environment Experiment Keyvault Model Run RunConfiguration VERSION Workspace"],
  ["azureml.core.authentication", "MsiAuthentication"],
  ["azureml.core.compute", "AmlCompute ComputeTarget"],
  ["azureml.core.conda_dependencies", "CondaDependencies"],
  ["azureml.core.environment", "DEFAULT_CPU_IMAGE"],
  ["azureml.core.runconfig", "RunConfiguration"],
  ["azureml.data", "OutputFileDatasetConfig"],
  ["azureml.data.data_reference", "DataReference"],
  ["azureml.core.authentication", "InteractiveLoginAuthentication"],
  ["azureml.pipeline.core", "Pipeline PipelineData PipelineEndpoint PipelineParameter PublishedPipeline Schedule ScheduleRecurrence StepSequence"],
  ["azureml.pipeline.steps", "AutoMLStep CommandStep DatabricksStep HyperDriveStep MpiStep ParallelRunConfig ParallelRunStep PythonScriptStep SynapseSparkStep"],
  ["azureml.telemetry", "set_diagnostics_collection"],
  ["azureml.widgets", "RunDetails"],
];

interface Rule {
  readonly code: string;
  readonly effort: string;
  readonly sections: ReadonlyMap<string, string>;
}

const rules = readdirSync("src/constructs", { withFileTypes: true })
  .filter((folder) => folder.isDirectory())
  .flatMap((folder) => readdirSync(join("src/constructs", folder.name)).filter((file) => file === "findings.ts").map((file) => join("src/constructs", folder.name, file)))
  .flatMap((file) => rulesIn(readFileSync(file, "utf8")).map((rule) => ({ ...rule, folder: file.split(/[\\/]/).at(-2)! })));

/** Rules about something else than a program: their examples are no Python, and other tests show when they are said. */
const NO_PROGRAM: ReadonlySet<string> = new Set(["notebook", "packages", "yaml", "PRS903", "PRS907", "PRS908"]);

const HEADINGS = ["v1", "v2", "What we do", "Why it is said", "If it matters", "Source"];
/** `explain` puts a label of 15 columns before each line. */
const WIDTH = 80 - 15;

/** Decisions that belong to what a rule is about, so that its example can't do without them. */
const SIDE_EFFECTS: Readonly<Record<string, readonly string[]>> = {
  PRS138: ["PRS305"], PRS216: ["PRS305"], PRS301: ["PRS305"], PRS306: ["PRS305"], // the environment of a command without a run configuration is asked for
  PRS221: ["PRS203"], // the kind of a dataset that is only looked up is asked for
  PRS502: ["PRS901"], // a workspace stays because some v1 code does
};

describe.each(rules.map((r) => [r.code, r] as const))("the documentation of %s", (code, rule) => {
  test("has its sections, in order, in lines that fit a terminal", () => {
    const headings = [...rule.sections.keys()];
    expect(headings).toEqual(HEADINGS.filter((h) => headings.includes(h)));
    expect(headings).toEqual(expect.arrayContaining(["v1", "v2", "What we do", "Source"]));
    for (const text of rule.sections.values()) {
      expect(text).not.toBe("");
      for (const line of prose(text)) expect(line.length <= WIDTH ? "fits" : line).toBe("fits");
    }
  });

  if (NO_PROGRAM.has(rule.folder) || NO_PROGRAM.has(code)) return;

  test.each(["v1", "v2"])("has Python in its %s block", async (heading) => {
    const text = codeIn(rule.sections.get(heading) ?? "");
    expect(text).not.toBe("");
    expect((await Module.parse(text)).program.error).toBeNull();
    // A line is longer only where one string is.
    for (const line of text.split("\n")) expect(line.length <= WIDTH || /^[^"]*"[^"]+"[),]*$|^# TODO/.test(line) ? "fits" : line).toBe("fits");
  });

  test(rule.effort === "decision" || rule.effort === "unsupported" ? `shows v1 code that is said to be ${rule.effort}` : "shows v1 code and what it becomes", async () => {
    const program = await complete(codeIn(rule.sections.get("v1") ?? ""));
    const [result] = await upgrade([{ path: "pipeline.py", text: program }]);
    expect(result?.reason).toBeUndefined();
    const found = result!.findings.filter((f) => f.code === code);
    expect(found.map((f) => f.effort)).toContain(rule.effort);
    if (rule.effort === "decision" || rule.effort === "unsupported") return;
    expect(result!.findings.filter((f) => f.effort === "decision" && !SIDE_EFFECTS[code]?.includes(f.code)).map((f) => `${f.code} ${f.title}`)).toEqual([]);
    await expectBlock(result!.text, codeIn(rule.sections.get("v2") ?? ""));
  });
});

test("every code has one documentation", () => {
  const codes = rules.map((r) => r.code);
  expect(codes.length).toBeGreaterThan(60);
  expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
});

/** The rules that a file declares, each with the sections of the comment above it. */
function rulesIn(text: string): Rule[] {
  return [...text.matchAll(/(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)?export const \w+ = rule\("(PRS\d+)", "(\w+)"/g)].map(([, comment = "", code = "", effort = ""]) => ({ code, effort, sections: sectionsOf(comment) }));
}

function sectionsOf(comment: string): Map<string, string> {
  const lines = comment.split("\n").map((line) => line.replace(/^\s*\* ?/, ""));
  return new Map(lines.join("\n").split(/^## /m).slice(1).map((part): [string, string] => {
    const [heading = "", ...body] = part.split("\n");
    return [heading.trim(), body.join("\n").trim()];
  }));
}

function codeIn(text: string): string {
  return /```python\n([\s\S]*?)\n```/.exec(text)?.[1] ?? "";
}

function prose(text: string): string[] {
  return text.replace(/```(?:python|text)\n[\s\S]*?\n```/g, "").split("\n");
}

/** The program with the lines of a v1 block in their places. */
async function complete(snippet: string): Promise<string> {
  const program = PROGRAM.map(([name, value]) => ({ name, lines: [`${name} = ${value}`] }));
  const module = await Module.parse(snippet);
  const imports: string[] = [];
  let at = -1;
  let end = 0;
  for (const s of module.program.body.statements) {
    const text = snippet.slice(end, s.end).trim(); // with the comments above it
    end = s.end;
    if (s.kind === "import" || s.kind === "from-import") imports.push(text);
    else if (s.kind === "expression" && s.value.kind === "call" && slotOf(s.value) !== undefined) {
      const slot = slotOf(s.value)!;
      program[slot]!.lines = [`${program[slot]!.name} = ${await merged(program[slot]!.lines[0]!, module, s.value)}`];
      at = Math.max(at, slot);
    } else {
      const own = s.kind === "assign" && s.targets[0]?.kind === "name" ? s.targets[0].id : "";
      const slot = program.findIndex((p) => p.name === own);
      if (slot >= 0) program[slot]!.lines = [text];
      else program[Math.max(at, lastRead(s), 0)]!.lines.push(text);
      at = Math.max(at, slot, lastRead(s));
    }
  }
  const code = program.flatMap((p) => p.lines).join("\n");
  const bound = imports.join("\n");
  const needed = MODULES.flatMap(([from, names]) => {
    const used = names.split(" ").filter((name) => new RegExp(`(?<![.\\w"])${name}\\b`).test(code) && !new RegExp(`\\b${name}\\b`).test(bound));
    return used.length > 0 ? [`from ${from} import ${used.join(", ")}`] : [];
  });
  return [...imports, ...needed, "", code, ""].join("\n");
}

/** The line of the program that makes what a bare call in a block makes. */
function slotOf(e: CallExpression): number | undefined {
  if (e.callee.kind !== "name") return undefined;
  const name = e.callee.id;
  const slot = PROGRAM.findIndex(([, value]) => value.startsWith(`${name}(`));
  return slot < 0 ? undefined : slot;
}

/** A call of the program with the arguments of a block instead of, or beside, its own. */
async function merged(line: string, module: Module, given: CallExpression): Promise<string> {
  const own = await Module.parse(line);
  const s = own.program.body.statements[0];
  const call = s?.kind === "assign" && s.value?.kind === "call" ? s.value : given;
  const names = new Set(given.args.map((a) => a.name));
  const kept = call.args.filter((a) => a.name === null || !names.has(a.name)).map((a) => own.slice(a));
  return `${own.slice(call.callee)}(${[...kept, ...given.args.map((a) => module.slice(a))].join(", ")})`;
}

/** The last line of the program that makes a variable which a statement reads. */
function lastRead(s: Statement): number {
  const all = [s, ...bodiesOf(s).flatMap((body) => [...walkStatements(body)])].flatMap(expressionsOf);
  const read = new Set(all.flatMap((top) => [...walkExpression(top)].flatMap((e) => (e.kind === "name" ? [e.id] : []))));
  return PROGRAM.reduce((last, [name], i) => (read.has(name) ? i : last), -1);
}

/** Finds each statement of a block in an upgraded program, in order. */
async function expectBlock(text: string, block: string): Promise<void> {
  const wanted = await Module.parse(block);
  const upgraded = await Module.parse(text);
  const found = [...walkStatements(upgraded.program.body)];
  let from = 0;
  for (const s of wanted.program.body.statements) {
    const at = found.findIndex((x, i) => i >= from && holdsStatement(s, x, wanted, upgraded));
    expect(at < 0 ? `${wanted.slice(s)}\nis not in\n${text}` : "found").toBe("found");
    from = at + 1;
  }
}

/** Whether a statement says what another one says, and maybe more. A call that stands alone is looked for anywhere in it. */
function holdsStatement(wanted: Statement, actual: Statement, w: Module, a: Module): boolean {
  if (wanted.kind === "expression") return expressionsOf(actual).some((top) => [...walkExpression(top)].some((e) => holds(wanted.value, e, w, a)));
  if (wanted.kind === "assign" && wanted.value) {
    return actual.kind === "assign" && actual.value !== null && sameText(wanted.targets[0]!, actual.targets[0]!, w, a) && holds(wanted.value, actual.value, w, a);
  }
  if (wanted.kind === "function") {
    if (actual.kind !== "function" || actual.name !== wanted.name || actual.parameters.length !== wanted.parameters.length) return false;
    let from = 0;
    return wanted.decorators.every((e, i) => actual.decorators[i] !== undefined && holds(e, actual.decorators[i], w, a))
      && wanted.parameters.every((p, i) => p.name === actual.parameters[i]!.name && (!p.default || (actual.parameters[i]!.default !== null && sameText(p.default, actual.parameters[i]!.default, w, a))))
      && wanted.body.statements.every((s) => (from = actual.body.statements.findIndex((x, i) => i >= from && holdsStatement(s, x, w, a)) + 1) > 0);
  }
  if (wanted.kind === "from-import") return actual.kind === "from-import" && actual.module === wanted.module && wanted.names.every((n) => actual.names.some((x) => x.name === n.name));
  return sameText(wanted, actual, w, a);
}

/** Whether an expression says what another one says; a call or a dict may say more. */
function holds(wanted: Expression, actual: Expression, w: Module, a: Module): boolean {
  if (wanted.kind === "call" && actual.kind === "call") {
    return sameText(wanted.callee, actual.callee, w, a) && wanted.args.every((x, i) => {
      const own = x.name === null ? actual.args[i] : actual.args.find((y) => y.name === x.name);
      return own !== undefined && own.name === x.name && own.star === x.star && holds(x.value, own.value, w, a);
    });
  }
  if (wanted.kind === "dict" && actual.kind === "dict") {
    return wanted.entries.every((x) => actual.entries.some((y) => x.key && y.key && sameText(x.key, y.key, w, a) && holds(x.value, y.value, w, a)));
  }
  if (wanted.kind === "string" && actual.kind === "string" && wanted.value !== null) return wanted.value === actual.value;
  return sameText(wanted, actual, w, a);
}

function sameText(wanted: Range, actual: Range, w: Module, a: Module): boolean {
  return plain(w.slice(wanted)) === plain(a.slice(actual));
}

/** Code without the whitespace and the trailing commas that do not matter. */
function plain(code: string): string {
  return code.replace(/\s+/g, " ").trim().replace(/ ?([()[\]{},=]) ?/g, "$1").replace(/,([)\]}])/g, "$1");
}
