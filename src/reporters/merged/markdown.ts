import { printable } from "../printable.js";
import type { MergedReporter } from "./index.js";
import type { NamedReport } from "./json-report.js";
import type { Totals } from "./totals.js";
import { totals } from "./totals.js";

/** A table for a wiki page, an issue or the summary of a CI run: a row for each repository, and what they come to. */
export const markdown: MergedReporter = (reports) => {
  const all = totals(reports);
  const problems = reports.flatMap(({ name, report }) => [
    ...report.files.filter(({ status }) => status === "refused").map(({ path, reason }) => ({ path: `${name}/${path}`, reason: reason ?? "" })),
    ...(report.errors ?? []).map(({ path, reason }) => ({ path: `${name}/${path}`, reason })),
  ]);
  return `${[
    `# Azure ML SDK v1 to v2: ${all.repositories} ${all.repositories === 1 ? "repository" : "repositories"}`,
    "",
    "| Repository | Files with v1 | To decide | No v2 counterpart | Changed in meaning | Upgraded | |",
    "|---|---:|---:|---:|---:|---:|---|",
    ...reports.map(({ name, report }) => row(plain(name), report.summary, stateOf(report))),
    ...(reports.length > 1 ? [row("**All**", all, "")] : []),
    ...(problems.length === 0 ? [] : ["", "Could not be handled:", "", ...problems.map(({ path, reason }) => `- ${plain(path)}: ${plain(reason)}`)]),
  ].join("\n")}\n`;
};

function row(name: string, summary: Pick<Totals, "withV1" | "scanned" | "findings">, state: string): string {
  const { decision, unsupported, changed, upgraded } = summary.findings;
  return `| ${name} | ${summary.withV1} of ${summary.scanned} | ${decision} | ${unsupported} | ${changed} | ${upgraded} | ${state} |`;
}

function stateOf({ mode, summary }: NamedReport["report"]): string {
  if (summary.withV1 === 0) return summary.complete ? "nothing to do" : "errors";
  const written = mode === "write" ? "written, " : "";
  return written + (summary.complete ? "nothing left to decide" : summary.findings.decision + summary.findings.unsupported === 0 ? "errors" : "to decide");
}

/** A text that means nothing to Markdown or HTML: what is no letter, digit or plain sign is written by its number. */
function plain(text: string): string {
  return printable(text).replace(/[^\p{L}\p{N} ./,:;()-]/gu, (character) => `&#${character.codePointAt(0)};`);
}
