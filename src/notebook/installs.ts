import { INSTALLS_V1 } from "../constructs/notebook/findings.js";
import type { TextEdit } from "../edits/text-edit.js";
import type { Finding } from "../findings/finding.js";
import { isV1Package, normalName, requirementsOf, servesBoth, SDK_REQUIREMENTS } from "../packages/names.js";
import { atCell } from "./at-cell.js";
import type { Cell, Notebook } from "./read.js";

/** A line that installs packages: in a shell line, a magic, or the body of `%%bash`. It may go on after a backslash. */
const INSTALL = /^[ \t]*(?:[%!][ \t]*)?(?:\S+[ \t]+-m[ \t]+)?(pip3?|conda)[ \t]+install[ \t](?:[^\r\n]*\\\r?\n)*[^\r\n]*$/gm;

/** A package as a command line names it, with its extras, its version and its quotes. */
const PACKAGE = /(?<![\w./=-])(["']?)([A-Za-z][\w.-]*)((?:\[[^\]\s]*\])?(?:[=<>!~]=?[^\s"';|&]+)?)\1/g;

/** Options that take a file or an address. */
const FILES = /[ \t](?:-[rcefi]|--(?:requirement|constraint|editable|find-links|index-url|extra-index-url))[ \t=]+\S+/g;

/** Options under which a package that is added to the line would not be installed as it should. */
const SPECIAL = /[ \t](?:--no-deps|--require-hashes|--target|-t|--no-index)\b/;

/** A line of a cell that installs packages. */
interface InstallLine {
  readonly cell: Cell;
  readonly text: string;
  readonly start: number;
  readonly by: string;
  readonly packages: readonly { readonly name: string; readonly end: number }[];
}

/** What becomes of the cells that install packages: where, and what is said. */
export interface Installs {
  readonly cell: Cell;
  readonly edits: readonly TextEdit[];
  readonly finding: Finding;
}

/**
 * Adds the packages of SDK v2 to the first line that installs those of SDK v1. Nothing of a line is taken away: what is left of v1 needs it.
 *
 * @param upgraded the code of the notebook after its upgrade
 * @returns null where nothing is missing, or no line installs SDK v1
 */
export function installsOf(notebook: Notebook, upgraded: string): Installs | null {
  const lines = notebook.cells.flatMap(linesOf);
  const v1 = (line: InstallLine): InstallLine["packages"] => line.packages.filter((p) => isV1Package(p.name) && !servesBoth(p.name));
  const ofV1 = lines.filter((line) => v1(line).length > 0);
  const first = ofV1.find(isPlain) ?? ofV1[0];
  if (!first) return null;
  const needed = requirementsOf(upgraded);
  const missing = (needed.length > 0 ? needed : SDK_REQUIREMENTS).filter((need) => !lines.some((line) => line.packages.some((p) => need.startsWith(p.name) && /^(?![\w-])/.test(need.slice(p.name.length)))));
  if (missing.length === 0) return null;
  const names = [...new Set(ofV1.flatMap((line) => v1(line).map((p) => p.name)))];
  const at = first.start + v1(first).at(-1)!.end;
  const row = first.cell.source.slice(0, at).split("\n").length;
  const shown = missing.join(" and ");
  if (!isPlain(first)) {
    const finding = atCell(INSTALLS_V1, first.cell, `${shown} ${missing.length === 1 ? "is" : "are"} missing here`, `The upgraded cells import ${missing.length === 1 ? "it" : "them"}, and this line installs ${names.join(", ")} in a way that can't be added to. Install them with pip.`, row);
    return { cell: first.cell, edits: [], finding: { ...finding, effort: "decision" } };
  }
  // A shell takes > for a redirection.
  const words = missing.map((need) => (/[<>]/.test(need) ? `"${need}"` : need));
  return {
    cell: first.cell, edits: [{ start: at, end: at, text: words.map((word) => ` ${word}`).join("") }],
    finding: atCell(INSTALLS_V1, first.cell, `${shown} ${missing.length === 1 ? "is" : "are"} added to this line`, `the upgraded cells import ${missing.length === 1 ? "it" : "them"}; what the notebook installs of SDK v1 stays: ${names.join(", ")}`, row),
  };
}

function isPlain(line: InstallLine): boolean {
  return line.by !== "conda" && !SPECIAL.test(line.text);
}

function linesOf(cell: Cell): InstallLine[] {
  if (cell.type !== "code") return [];
  return [...cell.source.matchAll(INSTALL)].map((match) => {
    const text = match[0];
    const head = text.indexOf("install") + "install".length;
    // Of several commands on a line, the first.
    const command = /^[^;|&#]*/.exec(text.slice(head))![0].replace(FILES, (option) => " ".repeat(option.length));
    const packages = [...command.matchAll(PACKAGE)].map((p) => ({ name: normalName(p[2]!), end: head + p.index + p[0].length }));
    return { cell, text, start: match.index, by: match[1]!, packages };
  });
}
