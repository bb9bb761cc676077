import type { Expression } from "../../python/ast.js";
import type { Doc } from "../../python/layout.js";
import type { Context } from "../concept.js";
import { settledText } from "../step/source.js";

/** A v1 name as v2 takes it: letters, digits, dashes and underscores (azure-ai-ml 1.35.2, `Output._assert_name_and_version`, for outputs; the REST reference, Data Versions, for all). */
export function assetNameOf(v1: string): string {
  return v1.replace(/[^A-Za-z0-9_-]+/g, "-");
}

/** The name of a data asset that this program makes. A name that the code computes stays as it is. */
export function assetName(name: Expression, c: Context): Doc {
  const v2 = newNameOf(name, c);
  return v2 === null ? c.draft.doc(name) : c.draft.string(v2);
}

/** The name that a data asset gets in place of its v1 name; null when it keeps that, or it can't be told. */
export function newNameOf(name: Expression | undefined, c: Context): string | null {
  const known = settledText(name, c.plan);
  return known === null || assetNameOf(known) === known ? null : assetNameOf(known);
}

/** Says the new name; empty when the asset keeps its name. */
export function renaming(name: Expression | undefined, c: Context): string {
  const v2 = newNameOf(name, c);
  return v2 === null ? "" : `the data asset is called "${v2}", since v2 takes letters, digits, dashes and underscores only: whoever reads it has to use the new name`;
}
