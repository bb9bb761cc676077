import { rule } from "../../findings/rule.js";

/**
 * ## v1
 * ```python
 * # prs-upgrade: ignore[PRS203] the team knows that these are files
 * invoices = Dataset.File.from_files((store, "invoices"))
 * ```
 * ## v2
 * ```python
 * invoices = Input(
 *     type=AssetTypes.URI_FOLDER,
 *     path="azureml://datastores/workspaceblobstore/paths/invoices",
 * )
 * ```
 * ## What we do
 * A comment that suppresses nothing is reported: what it was about
 * is upgraded, has another code, or stands elsewhere now; or the
 * code does not run until a person has decided. The comment stays.
 * ## Why it is said
 * A comment that is left over would hide the next finding of that
 * code without anybody having looked at it.
 * ## If it matters
 * Take the code out of the comment, or the whole comment.
 * ## Source
 * prs-upgrade itself
 */
export const UNUSED_IGNORE = rule("PRS904", "decision", "an ignore comment that suppresses nothing");

/**
 * ## v1
 * ```python
 * # prs-upgrade: ignore[PRS203]
 * invoices = Dataset.get_by_name(ws, "invoices")
 * ```
 * ## v2
 * ```python
 * # prs-upgrade: ignore[PRS203] these are files, see the loader
 * invoices = Dataset.get_by_name(ws, "invoices")
 * ```
 * ## What we do
 * An ignore comment names its codes in brackets and says why after
 * them. One that does not suppresses nothing.
 * ## Why it is said
 * The next reader can't tell a decision from an oversight.
 * ## If it matters
 * Write the codes and the reason in one line:
 * # prs-upgrade: ignore[PRS203, PRS204] reason
 * ## Source
 * prs-upgrade itself
 */
export const INCOMPLETE_IGNORE = rule("PRS905", "decision", "an ignore comment without codes or a reason");
