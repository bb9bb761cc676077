/** Numbers that look random and are the same on every machine (mulberry32). */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed;
  }

  /** From 0 up to, and without, `end`. */
  below(end: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * end | 0;
  }

  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

const WORDS = ["account", "batch", "claim", "column", "customer", "frame", "index", "invoice", "label", "ledger", "model", "order", "partition", "price", "record", "result", "row", "sample", "score", "table", "value", "window"];
const PACKAGES = ["os", "json", "logging", "pathlib", "datetime", "collections", "itertools", "functools"];

const name = (chance: Chance): string => `${chance.of(WORDS)}_${chance.of(WORDS)}`;

/** Python of an application: functions with comments, loops, calls and strings; nothing of Azure. About 40 bytes a line. */
export function plainPython(seed: number, lines: number): string {
  const chance = new Chance(seed);
  const out = [`"""Works on ${chance.of(WORDS)}s and ${chance.of(WORDS)}s."""`, `import ${chance.of(PACKAGES)}`, "import numpy as np", "import pandas as pd", ""];
  while (out.length < lines) {
    const [subject, other] = [name(chance), name(chance)];
    out.push(
      "", `def ${chance.of(["read", "merge", "check", "write"])}_${subject}_${chance.below(1000)}(${subject}, ${other}=None, *, limit=${chance.below(500)}):`,
      `    """Returns the ${chance.of(WORDS)}s of a ${chance.of(WORDS)}, by ${chance.of(WORDS)}."""`,
      `    frame = pd.DataFrame(${subject}).dropna(subset=["${other}"])`,
      `    total = {key: 0 for key in ("${chance.of(WORDS)}", "${chance.of(WORDS)}")}`,
      `    for i, row in enumerate(frame.itertuples()):`,
      `        if row.${chance.of(WORDS)} > limit and i % ${chance.below(9) + 1} == 0:  # ${chance.of(WORDS)} comes first`,
      `            total["${chance.of(WORDS)}"] += float(row.${chance.of(WORDS)}) * ${chance.below(100) / 10}`,
      `    logging.info("%s rows of ${subject}", len(frame))`,
      `    return frame.assign(${chance.of(WORDS)}=np.log1p(frame["${other}"])), total`, "",
    );
  }
  return `${out.slice(0, lines).join("\n")}\n`;
}

/** The v1 set-up that the steps of a file share. */
const HEAD = `from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.core.conda_dependencies import CondaDependencies
from azureml.pipeline.core import Pipeline, PipelineData, PipelineParameter
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
store = ws.get_default_datastore()
env = Environment(name="scoring")
env.docker.base_image = "mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04"
env.python.conda_dependencies = CondaDependencies.create(python_version="3.10", pip_packages=["pandas", "scikit-learn==1.5"])
batch_size = PipelineParameter(name="batch_size", default_value="20")
`;

/** One dataset, one configuration, one step and its output. */
function step(i: number, chance: Chance): string {
  const subject = `${name(chance)}_${i}`;
  return `
${subject} = Dataset.File.from_files((store, "${subject}/2026"))
${subject}_scores = PipelineData(name="${subject}_scores", datastore=store)
${subject}_config = ParallelRunConfig(
    source_directory="scoring",
    entry_script="${chance.of(WORDS)}.py",  # init() and run(mini_batch)
    mini_batch_size=batch_size,
    error_threshold=${chance.below(20)},
    output_action="append_row",
    append_row_file_name="${subject}.csv",
    environment=env,
    compute_target="cpu-cluster",
    node_count=${chance.below(8) + 1},
    process_count_per_node=${chance.below(4) + 1},
    run_invocation_timeout=${60 * (chance.below(10) + 1)},
    run_max_try=${chance.below(5) + 1},
)
step_${i} = ParallelRunStep(
    name="score-${subject.replaceAll("_", "-")}",
    parallel_run_config=${subject}_config,
    inputs=[${subject}.as_named_input("${subject}")],
    output=${subject}_scores,
    arguments=["--model", "${chance.of(WORDS)}-v${chance.below(9)}"],
    allow_reuse=False,
)
`;
}

/** A v1 program whose steps stand between other code: every step adds about `linesBetween` + 28 lines. */
export function v1Python(seed: number, steps: number, linesBetween: number): string {
  const chance = new Chance(seed);
  const numbers = Array.from({ length: steps }, (_, i) => i);
  const body = numbers.map((i) => step(i, chance) + plainPython(seed + i + 1, linesBetween).replace(/^.*\n/, "\n"));
  return `${HEAD}${body.join("")}
pipeline = Pipeline(workspace=ws, steps=[${numbers.map((i) => `step_${i}`).join(", ")}])
run = Experiment(ws, "scoring").submit(pipeline)
run.wait_for_completion(show_output=True)
`;
}

/** A program that uses Azure ML v1 and no parallel runs: it names `azureml`, and nothing in it is for the upgrade. */
export function azurePython(seed: number, lines: number): string {
  return `from azureml.core import Run, Workspace\n\nrun = Run.get_context()\nrun.log("rows", ${seed})\n${plainPython(seed, lines)}`;
}

/** A notebook of some code cells, of which the last shows images of so many bytes. */
export function notebook(seed: number, code: readonly string[], outputBytes: number): string {
  const source = (text: string): string[] => text.split(/(?<=\n)/);
  const cells = [
    { cell_type: "markdown", metadata: {}, source: ["# Scores\n", "What we found."] },
    ...code.map((text, i) => ({ cell_type: "code", execution_count: i + 1, metadata: {}, outputs: i + 1 === code.length ? images(seed, outputBytes) : [], source: source(text) })),
  ];
  return `${JSON.stringify({ cells, metadata: { kernelspec: { display_name: "Python 3", language: "python", name: "python3" }, language_info: { name: "python" } }, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

const IMAGE = 500_000;

function images(seed: number, bytes: number): object[] {
  const chance = new Chance(seed);
  return Array.from({ length: Math.ceil(bytes / IMAGE) }, (_, i) => {
    const size = Math.min(IMAGE, bytes - i * IMAGE);
    const raw = Buffer.alloc(Math.ceil(size * 0.75));
    for (let at = 0; at + 4 <= raw.length; at += 4) raw.writeInt32LE(chance.below(2 ** 31), at);
    return { data: { "image/png": raw.toString("base64"), "text/plain": ["<Figure size 640x480 with 1 Axes>"] }, metadata: {}, output_type: "display_data" };
  });
}
