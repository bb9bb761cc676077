import { Command, CommanderError } from "commander";
import { readable } from "../files/readable.js";
import type { ExitCode } from "./exit-code.js";
import { completionCommand } from "./completion.js";
import { explainCommand } from "./explain.js";
import { reportCommand } from "./report.js";
import { rulesCommand } from "./rules.js";
import type { Terminal } from "./terminal.js";
import { processTerminal, shown } from "./terminal.js";
import { upgradeCommand } from "./upgrade.js";

/**
 * Runs the command line.
 *
 * @param args the arguments without `node` and the script
 */
export async function main(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = 0;
  const done = (exit: ExitCode): void => void (code = exit);
  const program = new Command("prs-upgrade")
    .description("Moves Azure Machine Learning parallel-run code from SDK v1 to SDK v2.")
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: (text) => terminal.error(shown(text, terminal)), getOutHelpWidth: () => Math.min(terminal.columns, 100) })
    .helpCommand("help [command]", "print the help of a command")
    // What stands after a command is the command's: both have a --format.
    .enablePositionalOptions();
  upgradeCommand(program, terminal, done);
  explainCommand(program, terminal, done);
  rulesCommand(program, terminal);
  reportCommand(program, terminal, done);
  completionCommand(program, terminal);
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    terminal.error(`prs-upgrade: this is a bug in prs-upgrade, please report it: ${shown(readable(error), terminal)}\n`);
    return 2;
  }
}

/** Runs the real process. */
export async function start(): Promise<void> {
  // A git hook runs with these set, and git would then look at the hook's repository whatever the folder.
  for (const name of ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"]) Reflect.deleteProperty(process.env, name);
  // What git warns of is read, so it has to come in English.
  process.env.LC_ALL = "C";
  process.exitCode = await main(process.argv.slice(2), await processTerminal());
}
