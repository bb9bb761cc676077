import type { Palette } from "../reporters/reporter.js";
import { withoutCommands } from "../reporters/log-commands.js";
import { printable } from "../reporters/printable.js";
import { PLAIN } from "../reporters/reporter.js";
import type { Ci } from "./ci.js";
import { detectCi } from "./ci.js";

/** What the commands need of the process: two streams, one input, and where they run. Tests give their own. */
export interface Terminal {
  readonly cwd: string;
  readonly out: (text: string | Uint8Array) => void;
  readonly error: (text: string) => void;
  readonly input: () => Promise<Buffer>;
  /** The colours of standard output: none when it takes none. */
  readonly palette: Palette;
  /** Whether a person looks at standard output, so that no control character may reach it. */
  readonly outIsTerminal: boolean;
  /** Whether a person looks at standard error, so that progress may be drawn on it. */
  readonly errorIsTerminal: boolean;
  readonly columns: number;
  /** The CI service that runs the command. */
  readonly ci: Ci | null;
  /** A signal that is aborted when the process is asked to end. Called when files start to be written: until then it may end at once. */
  readonly interruption?: () => AbortSignal;
}

/** A text as the terminal may show it: no control character of a scanned file, and in the log of a CI service no command. */
export function shown(text: string, terminal: Terminal): string {
  return terminal.ci === null ? printable(text) : withoutCommands(printable(text));
}

/** The real process. */
export async function processTerminal(): Promise<Terminal> {
  // Whoever reads our output may stop early, as `head` does: that is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(process.exitCode);
  });
  return {
    cwd: process.cwd(),
    out: (text) => void process.stdout.write(text),
    error: (text) => void process.stderr.write(text),
    input: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    },
    palette: await paletteFor(process.env, Boolean(process.stdout.isTTY)),
    outIsTerminal: Boolean(process.stdout.isTTY),
    errorIsTerminal: Boolean(process.stderr.isTTY),
    columns: process.stdout.columns ?? 80,
    ci: detectCi(process.env, process.cwd()),
    interruption: () => {
      const controller = new AbortController();
      // Whoever asks a second time does not want to wait.
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => controller.abort());
      return controller.signal;
    },
  };
}

/** `NO_COLOR` and `FORCE_COLOR` decide; else a terminal takes colour. (chalk alone paints on Azure Pipelines wherever the output goes.) */
async function paletteFor(env: NodeJS.ProcessEnv, isTerminal: boolean): Promise<Palette> {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== "") return PLAIN;
  const isForced = env.FORCE_COLOR !== undefined;
  if (isForced ? ["0", "false"].includes(env.FORCE_COLOR!) : !isTerminal) return PLAIN;
  const { Chalk, supportsColor } = await import("chalk");
  return isForced || supportsColor !== false ? new Chalk({ level: 1 }) : PLAIN;
}
