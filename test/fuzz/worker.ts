import { inputOf } from "./input.js";
import { judge } from "./judge.js";
import type { Verdict } from "./judge.js";
import { Python } from "./python.js";

/** What the worker answers for each seed. */
export interface Answer extends Verdict {
  readonly seed: number;
  readonly made: string;
  readonly length: number;
}

/** A process of its own, so that a hang or a crash takes nothing with it: it is sent seeds, and answers with verdicts. */
const python = await Python.start();
process.on("message", (seed: number) => {
  void (async () => {
    const input = inputOf(seed);
    const verdict = await judge(input, python);
    process.send?.({ ...verdict, seed, made: input.made, length: input.bytes.length } satisfies Answer);
  })();
});
process.on("disconnect", () => {
  python?.stop();
  process.exit();
});
process.send?.({ ready: true, python: python !== null });
