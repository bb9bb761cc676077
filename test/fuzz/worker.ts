import { inputOf, lengthOf } from "./input.js";
import { judge } from "./judge.js";
import type { Verdict } from "./judge.js";
import { Python } from "./python.js";

/** What the worker answers for each seed. */
export interface Answer extends Verdict {
  readonly seed: number;
  readonly made: string;
  /** Of all its files, in bytes. */
  readonly length: number;
}

/** A process of its own, so that a hang or a crash takes nothing with it: it is sent seeds, and answers with verdicts. */
const python = await Python.start();
process.on("message", (seed: number) => {
  void (async () => {
    const input = inputOf(seed);
    const verdict = await judge(input, python);
    process.send?.({ ...verdict, seed, made: input.made, length: lengthOf(input) } satisfies Answer);
  })();
});
process.on("disconnect", () => {
  python?.stop();
  process.exit();
});
process.send?.({ ready: true, python: python !== null });
