import type { Effort } from "../../findings/finding.js";
import type { NamedReport } from "./json-report.js";

export interface Totals {
  readonly repositories: number;
  readonly scanned: number;
  readonly withV1: number;
  readonly changed: number;
  readonly refused: number;
  readonly findings: Readonly<Record<Effort, number>>;
  readonly complete: boolean;
}

/** The summaries of all repositories in one. It is complete when each of them is. */
export function totals(reports: readonly NamedReport[]): Totals {
  const sum = (of: (summary: NamedReport["report"]["summary"]) => number): number => reports.reduce((n, { report }) => n + of(report.summary), 0);
  return {
    repositories: reports.length,
    scanned: sum(({ scanned }) => scanned), withV1: sum(({ withV1 }) => withV1), changed: sum(({ changed }) => changed), refused: sum(({ refused }) => refused),
    findings: {
      upgraded: sum(({ findings }) => findings.upgraded), changed: sum(({ findings }) => findings.changed),
      decision: sum(({ findings }) => findings.decision), unsupported: sum(({ findings }) => findings.unsupported),
    },
    complete: reports.every(({ report }) => report.summary.complete),
  };
}
