import type { Finding } from "../findings/finding.js";
import type { ReportedFile } from "../report.js";
import { countFindings } from "../report.js";
import { placeInWords } from "./place.js";
import { printable } from "./printable.js";
import { plural } from "./text-closing.js";

/** A finding in one text that a page may show, with its cell: where the place is a line of the file, nobody sees the cell. */
export function inWords(finding: Finding): string {
  const { title, why } = finding;
  const text = why === "" ? title : `${title}${/[.?!]$/.test(title) ? "" : ":"} ${why}`;
  return printable(finding.cell === null ? text : `${placeInWords(finding)}: ${text}`);
}

/** What `--write` would do to a file of code, in one line; null where that is no more than to mark what is to be decided. */
export function whatWriteDoes(file: ReportedFile): string | null {
  const { upgraded, changed } = countFindings([file]);
  const isRewritten = file.text !== file.original || Boolean(file.created?.length);
  if (file.kind === "packages" || !isRewritten || upgraded + changed === 0) return null;
  const parts = [upgraded > 0 ? `${plural(upgraded, "setting")} with the same meaning` : "", changed > 0 ? `${changed} to read` : ""].filter((part) => part !== "");
  return `prs-upgrade --write upgrades it ${file.status === "upgraded" ? "whole" : "as far as it goes"}: ${parts.join(", ")}`;
}
