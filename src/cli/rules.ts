import { Option } from "commander";
import type { Command } from "commander";
import type { MappingRow } from "../constructs/mapping-row.js";
import { MAPPING } from "../constructs/parallel-run/mapping.js";
import type { Terminal } from "./terminal.js";

/** `prs-upgrade rules`: the mapping table. */
export function rulesCommand(program: Command, terminal: Terminal, done: (code: number) => void): void {
  program
    .command("rules")
    .description("print the mapping table: every v1 setting, its v2 place, its caveat")
    .addOption(new Option("--format <format>", "format of the table").choices(["text", "markdown", "json"]).default("text"))
    .action((_options: unknown, command: Command) => {
      // The main command has an option of the same name, and takes it when it stands before the command's.
      const { format } = command.optsWithGlobals<{ format: string }>();
      const own = command.opts<{ format: string }>().format;
      terminal.out(FORMATS[own !== "text" ? own : (format in FORMATS ? format : "text")]!(MAPPING));
      done(0);
    });
}

const FORMATS: Readonly<Record<string, (rows: readonly MappingRow[]) => string>> = {
  text: (rows) => rows.map((r) => [`${r.code}  ${r.owner}.${r.v1}`, `        -> ${r.v2}`, ...(r.caveat === "" ? [] : [`        ${r.caveat}`])].join("\n")).join("\n") + "\n",
  markdown: (rows) => [
    "| code | v1 | v2 | the guide says | caveat | source |", "|---|---|---|---|---|---|",
    ...rows.map((r) => `| ${[r.code, `\`${r.owner}.${r.v1}\``, `\`${r.v2}\``, r.guide ?? "(no row)", r.caveat, r.source].map((x) => x.replace(/\|/g, "\\|")).join(" | ")} |`),
  ].join("\n") + "\n",
  json: (rows) => `${JSON.stringify(rows, null, 2)}\n`,
};
