import { Argument } from "commander";
import type { Command, Option } from "commander";
import { ruleDocs } from "../findings/rule-docs.js";
import type { CommandShape } from "./completion-scripts.js";
import { SHELLS } from "./completion-scripts.js";
import type { Terminal } from "./terminal.js";

/** `prs-upgrade completion <shell>`: a script that completes commands, options and their values. It starts no process while one types. */
export function completionCommand(program: Command, terminal: Terminal): void {
  program
    .command("completion")
    .description("print the completion script of a shell")
    .addArgument(new Argument("<shell>", "whose script").choices(Object.keys(SHELLS)))
    .addHelpText("after", HELP)
    .action((shell: keyof typeof SHELLS) => terminal.out(SHELLS[shell](shapeOf(program), program.createHelp().visibleCommands(program).map(shapeOf))));
}

const HELP = `
Put it where the shell finds it:
  bash  eval "$(prs-upgrade completion bash)"            in ~/.bashrc
  zsh   source <(prs-upgrade completion zsh)             in ~/.zshrc, after compinit
  fish  prs-upgrade completion fish | source             in ~/.config/fish/config.fish`;

function shapeOf(command: Command): CommandShape {
  const help = command.createHelp();
  const [argument] = command.registeredArguments;
  return {
    name: command.name(),
    description: command.description(),
    options: help.visibleOptions(command).map((option) => ({
      flags: [option.long, option.short].filter((flag) => flag !== undefined && flag !== null), description: option.description, values: valuesOf(option),
    })),
    argument: argument ? (argument.argChoices ?? (isCode(argument.name()) ? codes() : null)) : [],
  };
}

function codes(): string[] {
  return ruleDocs().map((rule) => rule.code);
}

function valuesOf(option: Option): readonly string[] | null {
  if (!option.required && !option.optional) return null;
  return option.argChoices ?? (isCode(/<(\w+)>/.exec(option.flags)?.[1] ?? "") ? codes() : []);
}

function isCode(name: string): boolean {
  return /^codes?$/.test(name);
}
