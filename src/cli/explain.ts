import type { Command } from "commander";
import type { RuleDoc } from "../findings/rule-docs.js";
import type { ExitCode } from "./exit-code.js";
import type { Terminal } from "./terminal.js";
import { shown } from "./terminal.js";

/** `prs-upgrade explain [CODE]`: one rule, or the list of all. */
export function explainCommand(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  program
    .command("explain")
    .description("explain one code: what, why, v1 and v2 side by side, source; without a code, list them all")
    .argument("[code]", "such as PRS107")
    .action(async (code?: string) => {
      const { ruleDocs } = await import("../findings/rule-docs.js");
      const wanted = code?.toUpperCase();
      const rule = ruleDocs().find((r) => r.code === wanted);
      if (wanted === undefined) terminal.out(ruleDocs().map((r) => `${r.code}  ${r.effort.padEnd(11)}  ${r.title}\n`).join(""));
      else if (rule) terminal.out(explanation(rule));
      else {
        terminal.error(shown(`error: there is no code ${code!}; did you mean ${await nearest(code!, ruleDocs())}? prs-upgrade explain lists them all\n`, terminal));
        done(2);
      }
    });
}

/** The code whose spelling is nearest, or whose title names what was asked for. */
async function nearest(asked: string, rules: readonly RuleDoc[]): Promise<string> {
  const { nearestCode } = await import("../selection/codes.js");
  const named = rules.find((rule) => rule.title.split(/[^\w]+/).includes(asked));
  return named ? `${named.code} (${named.title})` : nearestCode(asked);
}

const LABEL_WIDTH = 15;
const TITLE_WIDTH = 68;

/** Headings in a column of their own; the code of `v1` and `v2` without its fences. */
function explanation(rule: RuleDoc): string {
  const lines = rule.sections.flatMap(([heading, body]) => body
    .split("\n")
    .filter((line) => !line.startsWith("```"))
    .map((line, i) => `${(i === 0 ? heading : "").padEnd(LABEL_WIDTH)}${line}`.trimEnd()));
  return `${[`${`${rule.code}  ${rule.title}`.padEnd(TITLE_WIDTH)}  ${rule.effort}`, "", ...lines].join("\n")}\n`;
}
