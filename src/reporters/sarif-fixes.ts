import type { ArtifactChange, Fix, Region as SarifRegion } from "sarif";
import { sortEdits } from "../edits/text-edit.js";
import type { Finding } from "../findings/finding.js";
import type { ReportedFile } from "../report.js";
import { pathInRepository, regionsOfEdits } from "./place.js";
import type { ReporterOptions } from "./reporter.js";
import { artifactOf, sarifRegion } from "./sarif-places.js";

/** Where a new file begins, and ends. */
const START: SarifRegion = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

/** The fix of each file, or of the files that change together, by the finding whose result holds it. */
export function fixesOf(listed: readonly { readonly file: ReportedFile; readonly findings: readonly Finding[] }[], options: ReporterOptions): Map<Finding, Fix> {
  const programs = new Map<string, ReportedFile[]>();
  const first = new Map<string, Finding>();
  for (const { file, findings } of listed) {
    const key = (file.together ?? [file.path]).join("\n");
    programs.set(key, [...(programs.get(key) ?? []), file]);
    if (findings[0] && !first.has(key)) first.set(key, findings[0]);
  }
  return new Map([...first].flatMap(([key, finding]) => {
    const artifactChanges = programs.get(key)!.flatMap((file) => changesOf(file, options));
    const text = `Upgrade ${artifactChanges.length > 1 ? `these ${artifactChanges.length} files` : "this whole file"} to SDK v2.`;
    return artifactChanges.length === 0 ? [] : [[finding, { description: { text }, artifactChanges }]];
  }));
}

/** All edits of a file, and the files that it needs: each alone would leave code that is half v1 and half v2. */
function changesOf(file: ReportedFile, options: ReporterOptions): ArtifactChange[] {
  const regionOf = regionsOfEdits(file.original);
  const edits = sortEdits(file.edits).map((edit) => ({ deletedRegion: sarifRegion(regionOf(edit)), insertedContent: { text: edit.text } }));
  const change = (path: string, replacements: ArtifactChange["replacements"]): ArtifactChange => ({ artifactLocation: artifactOf(pathInRepository(path, options)), replacements });
  return [
    ...(edits.length === 0 ? [] : [change(file.path, edits)]),
    ...(file.created ?? []).map(({ path, text }) => change(path, [{ deletedRegion: START, insertedContent: { text } }])),
  ];
}
