import type { ArtifactLocation, Region as SarifRegion } from "sarif";
import type { Region } from "./place.js";

/** What paths are relative to: the root of the repository on a CI service, else the working directory. */
export const ROOT = "%SRCROOT%";

/** A region in the four numbers that code scanning wants. */
export function sarifRegion({ line, column, endLine, endColumn }: Region): SarifRegion {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** A path as a URI; one from elsewhere is absolute. */
export function artifactOf(path: string): ArtifactLocation {
  const encoded = path.replace(/\p{Surrogate}/gu, "\ufffd").split("/").map(encodeURIComponent).join("/");
  if (path.startsWith("/")) return { uri: `file://${encoded}` };
  if (/^[A-Za-z]:\//.test(path)) return { uri: `file:///${encoded.replace("%3A", ":")}` };
  return { uri: encoded, uriBaseId: ROOT };
}
