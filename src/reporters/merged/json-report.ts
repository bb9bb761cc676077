import type { Effort, Location } from "../../findings/finding.js";
import type { FileKind, Status } from "../../index.js";
import type { Hidden, Mode, Problem } from "../../report.js";

/** A finding as `--format json` gives it. */
export interface JsonFinding extends Location {
  readonly code: string;
  readonly effort: Effort;
  readonly message: string;
  readonly why?: string;
  readonly v1: string | null;
  readonly v2: string | null;
}

export interface JsonFile {
  readonly path: string;
  readonly kind: FileKind;
  readonly status: Status;
  readonly reason?: string;
  readonly findings: readonly JsonFinding[];
  readonly diff?: string;
}

/** What `--format json` gives, as `schema/report.schema.json` has it. Keys that nothing here reads are left out. */
export interface JsonReport {
  readonly mode: Mode;
  readonly summary: {
    readonly scanned: number;
    readonly withV1: number;
    readonly changed: number;
    readonly refused: number;
    readonly findings: Readonly<Record<Effort, number>>;
    readonly complete: boolean;
    readonly hidden?: Omit<Hidden, "left">;
  };
  readonly files: readonly JsonFile[];
  readonly errors?: readonly Problem[];
}

/** The report of one repository. */
export interface NamedReport {
  readonly name: string;
  readonly report: JsonReport;
}
