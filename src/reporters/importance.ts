import type { Effort, Finding } from "../findings/finding.js";
import type { Mode, ReportedFile } from "../report.js";

/** The most important for a reader first. */
export const ORDER: readonly Effort[] = ["decision", "unsupported", "changed", "upgraded"];

/** The findings, the most important first; those of one effort stay in text order. */
export function byImportance(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => ORDER.indexOf(a.effort) - ORDER.indexOf(b.effort));
}

/** The findings that are a matter of the file as it is after the run: what was upgraded with the same meaning is one no more. */
export function standing(file: ReportedFile, mode: Mode): readonly Finding[] {
  return mode === "write" ? file.findings.filter((finding) => finding.effort !== "upgraded") : file.findings;
}
