/** How a v1 value becomes a v2 value. */
export type Transform =
  | "same"
  | "quoted size"
  | "compute name"
  | "list to text"
  | "flag in program_arguments"
  | "append_row_to"
  | "output path"
  | "dashes to underscores"
  | "dissolved"
  | "inputs by name"
  | "outputs by name";

/** One row of the documented mapping table, with what the guide leaves open. */
export interface MappingRow {
  /** The rule that findings about this row carry. */
  readonly code: string;
  /** The v1 class, or `key functionality`. */
  readonly owner: "ParallelRunConfig" | "ParallelRunStep" | "key functionality";
  /** The v1 argument. */
  readonly v1: string;
  /** What the guide's table says, or null where the guide has no row. */
  readonly guide: string | null;
  /** Where it really goes. */
  readonly v2: string;
  readonly transform: Transform;
  /** Whether v1 accepts a PipelineParameter here. */
  readonly parameter: boolean;
  /** What v1 uses when it is left out, as Python source; null when v1 requires it. */
  readonly v1Default: string | null;
  /** What to watch; empty when the row says it all. */
  readonly caveat: string;
  readonly source: string;
}
