import { V1 } from "../support/v1.js";

const copies = (count: number, line: (i: number) => string): string => Array.from({ length: count }, (_, i) => line(i)).join("");
const HEAD = V1.slice(0, V1.indexOf("step = "));

/** Programs of shapes that nobody writes by hand, by how much there is of it. Four times as much must take no more than about four times as long: the benchmark looks at that. */
export const SHAPES: readonly (readonly [shape: string, amount: number, program: (amount: number) => string])[] = [
  ["statements that name each other", 1500, (n) => copies(n, () => "x = y\ny = x\n") + V1],
  ["statements in one line", 1500, (n) => `${V1}${copies(n, (i) => `x${i} = 1; `)}y = 1\n`],
  ["branches that set an attribute of a step", 400, (n) => V1 + copies(n, () => "if x:\n    step.y = 1\n")],
  ["names of one import", 2500, (n) => `from big import ${copies(n, (i) => `n${i}, `)}z\n${V1}`],
  ["names for one config", 400, (n) => `${HEAD}c0 = config\n${copies(n, (i) => `c${i + 1} = c${i}\n`)}${V1.slice(HEAD.length).replace("config=config", `config=c${n}`)}`],
  ["functions with a workspace of their own", 400, (n) => V1 + copies(n, (i) => `def f${i}():\n    from azureml.core import Workspace\n    return Workspace.from_config()\n`)],
  ["arguments of a function", 400, (n) => `def f(${copies(n, (i) => `p${i}=None, `)}):\n    return p0\n${V1}f(${copies(n, (i) => `p${i}=step, `)})\n`],
  ["names in one setting", 400, (n) => `${HEAD.replace("entry_script=", `description=["a", ${"cfg.x, y, ".repeat(n)}], entry_script=`)}${"z = 5\n".repeat(n)}${V1.slice(HEAD.length)}`],
  ["classes, each derived from the last", 60, (n) => `class C0:\n    def f(self, x): return x\n${copies(n, (i) => `class C${i + 1}(C${i}):\n    def f(self, x):\n        return super().f(x)\n`)}${V1}C${n}().f(step)\n`],
  ["steps made by a function", 60, (n) => `${HEAD}def make(name):\n    return ParallelRunStep(name=name, parallel_run_config=config, inputs=[invoices.as_named_input("a")], output=PipelineData(name, datastore=store))\n\n\n${copies(n, (i) => `s${i} = make("x${i}")\n`)}run = Experiment(ws, "e").submit(Pipeline(workspace=ws, steps=[${copies(n, (i) => `s${i}, `)}]))\n`],
  ["ignore comments", 400, (n) => V1 + copies(n, (i) => `x${i} = 1  # prs-upgrade: ignore[PRS129] not needed\n`)],
  ["functions that set one global", 400, (n) => V1 + copies(n, (i) => `def f${i}():\n    global x\n    x = ${i}\n`)],
  ["pipelines of one step", 200, (n) => V1 + copies(n, (i) => `run${i} = Experiment(ws, "e${i}").submit(Pipeline(workspace=ws, steps=[step]))\n`)],
  ["functions with a step of their own", 60, (n) => V1 + copies(n, (i) => `def f${i}(w):\n    s = ParallelRunStep(name="s${i}", parallel_run_config=config, inputs=[invoices.as_named_input("i")], output=PipelineData("p${i}", datastore=store))\n    return Experiment(w, "e").submit(Pipeline(workspace=w, steps=[s]))\nf${i}(ws)\n`)],
];
