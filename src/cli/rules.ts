import { Option } from "commander";
import type { Command } from "commander";
import type { MappingRow } from "../constructs/mapping-row.js";
import { wrap } from "../reporters/wrap.js";
import type { Terminal } from "./terminal.js";

/** `prs-upgrade rules`: the mapping table. */
export function rulesCommand(program: Command, terminal: Terminal): void {
  program
    .command("rules")
    .description("print the mapping table: every v1 setting, its v2 place, its caveat")
    .addOption(new Option("--format <format>", "format of the table").choices(Object.keys(FORMATS)).default("text"))
    .action(async ({ format }: { format: keyof typeof FORMATS }) => {
      const { MAPPING } = await import("../constructs/parallel-run/mapping.js");
      terminal.out(FORMATS[format](MAPPING));
    });
}

const FORMATS = {
  text: (rows: readonly MappingRow[]): string => rows.map((row) => `${[
    `${row.code}  ${row.owner}.${row.v1}`,
    `        -> ${row.v2}`,
    ...wrap(row.caveat, 72).map((line) => `        ${line}`),
  ].join("\n")}\n`).join(""),
  markdown: (rows: readonly MappingRow[]): string => `${[
    "| code | v1 | v2 | the guide says | caveat | source |",
    "|---|---|---|---|---|---|",
    ...rows.map((row) => `| ${[row.code, `\`${row.owner}.${row.v1}\``, `\`${row.v2}\``, row.guide ?? "(no row)", row.caveat, row.source].map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`),
  ].join("\n")}\n`,
  json: (rows: readonly MappingRow[]): string => `${JSON.stringify(rows, null, 2)}\n`,
};
