import type { Finding } from "../findings/finding.js";
import type { Report, ReportedFile } from "../report.js";

/** Why a finding is not listed; null when it is. */
export type Judge = (file: ReportedFile) => (finding: Finding, index: number) => "deselected" | "baseline" | null;

/**
 * Takes out of a report what is not to be listed, and counts it. The rewrite stays as it is: a file that was written is always listed;
 * any other of which everything is hidden is not.
 *
 * @param judge asked for each file, then for each of its findings in their order
 */
export function sift(report: Report, judge: Judge = () => () => null): Report {
  const counts = { ignored: 0, deselected: 0, baseline: 0, left: 0 };
  const count = (reason: "ignored" | "deselected" | "baseline", { effort }: Finding): void => {
    counts[reason]++;
    if (effort === "decision" || effort === "unsupported") counts.left++;
  };
  const files = report.files.flatMap((file) => {
    const judged = judge(file);
    const listed: Finding[] = [];
    for (const [i, finding] of file.findings.entries()) {
      const reason = judged(finding, i);
      if (reason === null) listed.push(finding);
      else count(reason, finding);
    }
    for (const finding of file.ignored ?? []) count("ignored", finding);
    const isHidden = listed.length === 0 && (file.findings.length > 0 || (file.ignored ?? []).length > 0);
    const isWritten = report.mode === "write" && file.text !== file.original;
    return isHidden && !isWritten && file.status !== "refused" ? [] : [{ ...file, findings: listed }];
  });
  return counts.ignored + counts.deselected + counts.baseline === 0 ? report : { ...report, files, hidden: counts };
}
