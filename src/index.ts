import type { TextEdit } from "./edits/text-edit.js";
import type { Finding } from "./findings/finding.js";
import { upgradeProject } from "./upgrade.js";

export type { TextEdit } from "./edits/text-edit.js";
export type { Effort, Finding, Location } from "./findings/finding.js";
export { message } from "./findings/finding.js";

/** A file to upgrade. */
export interface Source {
  /** What the reports call it; the name says what it is: `.py`, `.ipynb`, `.yml` or `.yaml`, or a file that lists packages. */
  readonly path: string;
  /** The decoded text, without a byte-order mark. Line ends stay as they are. */
  readonly text: string;
}

/** `packages`: a file that lists what a project installs, such as `requirements.txt`, `pyproject.toml`, `setup.cfg`, `setup.py` or a conda file. */
/** What lies around the files to upgrade: read, and never changed. */
export interface Surroundings {
  /** Files that import some of those to upgrade. */
  readonly importers: readonly Source[];
  /** Gives the text of a Python file, by its path; null where there is none. */
  readonly read: (path: string) => string | null;
}

export type FileKind = "python" | "notebook" | "yaml" | "packages";

/**
 * - `upgraded`: nothing is left for a person.
 * - `partly`: rewritten as far as it goes, or not at all: the findings say what is left.
 * - `unchanged`: no v1 parallel-run code.
 * - `refused`: nothing was rewritten; `reason` says why.
 */
export type Status = "upgraded" | "partly" | "unchanged" | "refused";

/** A file that an upgrade adds. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
  /** Its folder holds nothing else: what reads it takes the folder whole. */
  readonly ownFolder?: true;
}

/** What became of one file. */
export interface FileResult {
  readonly path: string;
  readonly kind: FileKind;
  readonly status: Status;
  /** Why the file was refused, with the place as `line:column` where there is one. */
  readonly reason?: string;
  /** The upgraded text; the given one when nothing was rewritten. */
  readonly text: string;
  /** The edits that lead from the given text to the upgraded one. */
  readonly edits: readonly TextEdit[];
  readonly findings: readonly Finding[];
  /** What would be findings, were there no comment `# prs-upgrade: ignore[CODE] reason` at their statement. `status` counts them. */
  readonly ignored?: readonly Finding[];
  /** The scripts that its steps run, as the code names them: relative to the working directory of the process that runs it. */
  readonly scripts?: readonly string[];
  /** Files that the upgraded text needs and that are not there yet: a component of a pipeline YAML, a table's MLTable. Absent where there are none. */
  readonly created?: readonly NewFile[];
  /** The files that have to change together with this one, itself among them. They are written all or none. Absent where it changes alone. */
  readonly together?: readonly string[];
  /** For a notebook: the sources of the changed cells, before and after. */
  readonly cells?: readonly { readonly cell: number; readonly before: string; readonly after: string }[];
}

/**
 * Upgrades Azure Machine Learning v1 parallel-run code. Touches no disk, no terminal and no process state.
 *
 * @param sources the files of one project; what they tell about each other is used, and what has to change together does
 * @param around what lies around these files, where they are not the whole project: it is read, and never changed
 * @returns one result for each source, in the same order. Nothing that a user's code holds makes it throw.
 */
export async function upgrade(sources: readonly Source[], around?: Surroundings): Promise<FileResult[]> {
  return upgradeProject(sources, around);
}
