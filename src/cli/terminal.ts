import { supportsColor, supportsColorStderr } from "chalk";

/** What the commands need of the process: two streams, one input, and where they run. Tests give their own. */
export interface Terminal {
  readonly cwd: string;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  readonly input: () => Promise<Buffer>;
  readonly color: boolean;
  /** Whether standard error is a terminal, so that progress may be drawn on it. */
  readonly interactive: boolean;
  readonly columns: number;
}

/** The real process. `NO_COLOR`, `FORCE_COLOR` and whether the output is a terminal decide on colour. */
export function processTerminal(): Terminal {
  return {
    cwd: process.cwd(),
    out: (text) => void process.stdout.write(text),
    error: (text) => void process.stderr.write(text),
    input: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    },
    color: process.env.NO_COLOR === undefined || process.env.NO_COLOR === "" ? Boolean(supportsColor) : false,
    interactive: Boolean(process.stderr.isTTY) && Boolean(supportsColorStderr),
    columns: process.stdout.columns ?? 80,
  };
}
