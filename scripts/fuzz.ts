import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { inputOf, lengthOf } from "../test/fuzz/input.js";
import { judge } from "../test/fuzz/judge.js";
import { minimise } from "../test/fuzz/minimise.js";
import { Python } from "../test/fuzz/python.js";
import type { Answer } from "../test/fuzz/worker.js";

/**
 * Feeds mutated fixtures to the upgrade and holds what comes out against what is promised of any input.
 *
 *     npm run fuzz                          20,000 inputs
 *     npm run fuzz -- --count 500 --from 7  other ones
 *     npm run fuzz -- --seed 1234           one of them, minimised
 */
const { values } = parseArgs({ options: { count: { type: "string" }, from: { type: "string" }, seed: { type: "string" }, jobs: { type: "string" }, keep: { type: "string" } } });

/**
 * No run on a file or a project may take longer: milliseconds of the processor. Time grows with length, and the largest inputs have a megabyte: 30,000 lines take 12 s on a
 * machine of two processors.
 *
 * @param length of the input, in bytes
 */
function bound(length: number): number {
  return 10_000 + length / 20;
}

/** An input is run up to six times. Then the process is ended. Of the processor, too, where the system tells: a machine that does other things is no hang. */
const RUNS = 6;

async function all(from: number, count: number, jobs: number): Promise<void> {
  const started = performance.now();
  const answers: Answer[] = [];
  const failures: { seed: number; made: string; broken: string }[] = [];
  let finished = 0;
  let next = from;
  let pythonIsThere = true;
  const fail = (seed: number, made: string, broken: string): void => {
    failures.push({ seed, made, broken });
    console.log(`FAILED seed ${seed} (${made}): ${broken.slice(0, 300)}`);
  };
  await Promise.all(Array.from({ length: jobs }, async () => {
    let worker: Worker | null = null;
    while (next < from + count) {
      const seed = next++;
      worker ??= await Worker.start();
      pythonIsThere &&= worker.python;
      const answer = await worker.judge(seed);
      if (++finished % 1000 === 0) console.log(`${finished} inputs, ${failures.length} failures, ${seconds(started)} s`);
      if (typeof answer === "string") {
        fail(seed, inputOf(seed).made, answer);
        worker = null;
        continue;
      }
      answers.push(answer);
      if (answer.milliseconds > bound(answer.length)) fail(seed, answer.made, `slow: ${Math.round(answer.milliseconds)} ms for ${answer.length} bytes`);
      for (const broken of answer.broken) fail(seed, answer.made, broken);
    }
    worker?.stop();
  }));
  summary(answers, failures, started, count, pythonIsThere);
}

function summary(answers: readonly Answer[], failures: readonly { broken: string }[], started: number, count: number, pythonIsThere: boolean): void {
  const outcomes = new Map<string, number>();
  for (const { outcome, changed } of answers) {
    const name = outcome === "partly" ? (changed ? "partly rewritten" : "findings alone") : outcome;
    outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
  }
  const slowest = [...answers].sort((a, b) => b.milliseconds - a.milliseconds).slice(0, 5);
  console.log([
    `${count} inputs in ${seconds(started)} s: ${[...outcomes].sort().map(([name, n]) => `${n} ${name}`).join(", ")}`,
    pythonIsThere ? `python3 compared ${answers.filter((a) => a.checkedByPython).length} of them; ${answers.filter((a) => a.compiled).length} were Python` : "skipped: python3 is not here, so nothing was compiled",
    `${answers.filter((a) => a.misread).length} compile under python3 and were refused as no Python`,
    `${answers.filter((a) => a.selfRefused).length} refused by the checks of the result`,
    `slowest: ${slowest.map((a) => `${Math.round(a.milliseconds)} ms for ${a.length} bytes (seed ${a.seed}, ${a.made})`).join("; ")}`,
    `${failures.length} failures`,
  ].join("\n"));
  if (values.keep !== undefined) {
    mkdirSync(values.keep, { recursive: true });
    writeFileSync(join(values.keep, "failures.json"), `${JSON.stringify(failures, null, 1)}\n`);
    writeFileSync(join(values.keep, "misread.json"), JSON.stringify(answers.filter((a) => a.misread).map(({ seed, made }) => ({ seed, made })), null, 1));
  }
  process.exitCode = failures.length > 0 ? 1 : 0;
}

/** Shows and minimises the input of one seed. */
async function one(seed: number): Promise<void> {
  const input = inputOf(seed);
  const python = await Python.start();
  const started = performance.now();
  const verdict = await judge(input, python);
  console.log(`seed ${seed}: ${input.made}, ${input.bytes.length} bytes, ${Math.round(performance.now() - started)} ms`);
  console.log(verdict);
  const kindOf = (broken: string): string => broken.split(":")[0]!;
  const first = verdict.broken[0];
  let bytes = input.bytes;
  const wanted = async (some: Buffer): Promise<boolean> => {
    const again = await judge({ ...input, bytes: some }, python);
    if (again.compiled !== verdict.compiled) return false;
    return first === undefined ? again.misread : again.broken.some((b) => kindOf(b) === kindOf(first));
  };
  if (first !== undefined || verdict.misread) bytes = await minimise(bytes, wanted);
  const folder = join(tmpdir(), `fuzz-${seed}`);
  for (const { path, content } of [{ path: input.path, content: bytes }, ...input.others.map((o) => ({ path: o.path, content: o.text }))]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  console.log(`${join(folder, input.path)}: ${bytes.length} bytes\n${bytes.length < 5000 ? JSON.stringify(bytes.toString("latin1")) : ""}`);
  python?.stop();
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(0);
}

/** The milliseconds of the processor that a process has used; by the clock where the system has no such file. */
function used(process: number): number {
  try {
    const [user, system] = readFileSync(`/proc/${process}/stat`, "utf8").split(") ")[1]!.split(" ").slice(11, 13);
    return (Number(user) + Number(system)) * 10;
  } catch {
    return performance.now();
  }
}

/** A process that judges one input after another. */
class Worker {
  private constructor(private readonly process: ChildProcess, readonly python: boolean) {}

  static async start(): Promise<Worker> {
    const child = fork(join(import.meta.dirname, "../test/fuzz/worker.ts"), { execArgv: ["--import", "tsx"] });
    return new Promise((resolve, reject) => {
      child.once("message", (message: { python: boolean }) => resolve(new Worker(child, message.python)));
      child.once("exit", () => reject(new Error("the worker did not start")));
    });
  }

  /** The verdict, or how the process ended without one. */
  async judge(seed: number): Promise<Answer | string> {
    return new Promise((resolve) => {
      const start = used(this.process.pid!);
      const most = RUNS * bound(lengthOf(inputOf(seed)));
      const timer = setInterval(() => {
        if (used(this.process.pid!) - start > most) settle(`hang: no answer after ${Math.round(most / 1000)} s`);
      }, 1000);
      const onExit = (code: number | null, signal: string | null): void => settle(`crash: the process ended (${signal ?? code})`);
      const onMessage = (answer: Answer): void => settle(answer);
      const settle = (result: Answer | string): void => {
        clearInterval(timer);
        this.process.off("exit", onExit).off("message", onMessage);
        if (typeof result === "string") this.process.kill("SIGKILL");
        resolve(result);
      };
      this.process.on("exit", onExit).on("message", onMessage);
      this.process.send(seed);
    });
  }

  stop(): void {
    this.process.disconnect();
  }
}

if (values.seed !== undefined) await one(Number(values.seed));
else await all(Number(values.from ?? 0), Number(values.count ?? 20_000), Number(values.jobs ?? 2));
