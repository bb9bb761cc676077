import { Command, CommanderError } from "commander";
import { readable } from "../files/read.js";
import { VERSION } from "../version.js";
import { explainCommand } from "./explain.js";
import { rulesCommand } from "./rules.js";
import type { Terminal } from "./terminal.js";
import { processTerminal } from "./terminal.js";
import { upgradeCommand } from "./upgrade.js";

/**
 * Runs the command line.
 *
 * @param args the arguments without `node` and the script
 * @returns the exit code: 0 nothing left, 1 something to upgrade or decide, 2 something went wrong
 */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  let code = 0;
  const done = (exit: number): void => void (code = exit);
  const program = new Command("prs-upgrade")
    .description("Moves Azure Machine Learning parallel-run code from SDK v1 to SDK v2.")
    .version(VERSION)
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.error });
  upgradeCommand(program, terminal, done);
  explainCommand(program, terminal, done);
  rulesCommand(program, terminal, done);
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    terminal.error(`prs-upgrade: ${readable(error)}\nThis is a defect of prs-upgrade, please report it.\n`);
    return 2;
  }
}

/** Runs the real process. */
export async function start(): Promise<void> {
  process.exitCode = await main(process.argv.slice(2), processTerminal());
}
