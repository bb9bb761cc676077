import { main } from "../../src/cli/main.js";
import type { Terminal } from "../../src/cli/terminal.js";
import { PLAIN } from "../../src/reporters/reporter.js";

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly outBytes: Buffer;
  readonly error: string;
}

/** Runs the command line as a process would, with streams that are kept. */
export async function prsUpgrade(cwd: string, args: readonly string[], given: Partial<Terminal> & { stdin?: string | Buffer } = {}): Promise<Outcome> {
  const { stdin = "", ...rest } = given;
  const out: Buffer[] = [];
  const error: string[] = [];
  const code = await main(args, {
    cwd,
    out: (text) => void out.push(Buffer.from(text as string)),
    error: (text) => void error.push(text),
    input: () => Promise.resolve(Buffer.from(stdin as string)),
    palette: PLAIN, outIsTerminal: false, errorIsTerminal: false, columns: 80, ci: null,
    ...rest,
  });
  const outBytes = Buffer.concat(out);
  return { code, out: outBytes.toString("utf8"), outBytes, error: error.join("") };
}
