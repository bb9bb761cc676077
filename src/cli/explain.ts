import type { Command } from "commander";
import { RULE_DOCS } from "../findings/rule-docs.js";
import type { RuleDoc } from "../findings/rule-docs.js";
import type { Terminal } from "./terminal.js";

/** `prs-upgrade explain [CODE]`: one rule, or the list of all. */
export function explainCommand(program: Command, terminal: Terminal, done: (code: number) => void): void {
  program
    .command("explain")
    .description("explain one code: what, why, v1 and v2 side by side, source; without a code, list them all")
    .argument("[code]", "such as PRS107")
    .action((code?: string) => {
      if (code === undefined) {
        terminal.out(RULE_DOCS.map((r) => `${r.code}  ${r.effort.padEnd(11)}  ${r.title}\n`).join(""));
        return;
      }
      const rule = RULE_DOCS.find((r) => r.code === code.toUpperCase());
      if (rule) terminal.out(explanation(rule));
      else {
        terminal.error(`prs-upgrade: there is no code ${JSON.stringify(code)}; prs-upgrade explain lists them all\n`);
        done(2);
      }
    });
}

const LABEL = 15;

function explanation(rule: RuleDoc): string {
  const lines = [`${`${rule.code}  ${rule.title}`.padEnd(68)}  ${rule.effort}`, ""];
  for (const [heading, body] of rule.sections) {
    const label = heading.padEnd(LABEL);
    body.split("\n").filter((line) => !line.startsWith("```")).forEach((line, i) => lines.push(`${i === 0 ? label : " ".repeat(LABEL)}${line}`.trimEnd()));
  }
  return `${lines.join("\n")}\n`;
}
