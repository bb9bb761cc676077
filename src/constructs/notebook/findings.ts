import { rule } from "../../findings/rule.js";

/**
 * ## v1
 * ```python
 * # a notebook cell with a saved output
 * run = Experiment(ws, "scoring").submit(pipeline)
 * ```
 *
 * ## v2
 * ```python
 * run = ml_client.jobs.create_or_update(pipeline,
 * experiment_name="scoring")
 * ```
 *
 * ## What we do
 * The code of a cell changes, its saved outputs stay as they are.
 *
 * ## Why it is said
 * The outputs were made by the v1 code; a reader of the notebook
 * can't tell.
 *
 * ## If it matters
 * Run the notebook again, or clear the outputs.
 *
 * ## Source
 * nbformat 4, The Notebook file format
 */
export const OLD_OUTPUTS = rule("PRS601", "changed", "saved outputs are from before the upgrade");

/**
 * ## v1
 * ```python
 * # markdown: "The ParallelRunStep splits the images ..."
 * ```
 *
 * ## v2
 * ```python
 * # the text is yours to change
 * ```
 *
 * ## What we do
 * Markdown is left alone; the cells that name v1 classes are
 * listed.
 *
 * ## Why it is said
 * After the upgrade the text explains code that is no longer
 * there.
 *
 * ## Source
 * nbformat 4, The Notebook file format
 */
export const MARKDOWN = rule("PRS602", "changed", "markdown explains v1");

/**
 * ## v1
 * ```python
 * def broken(:
 * ```
 *
 * ## v2
 * ```python
 * # the cell stays as it is
 * ```
 *
 * ## What we do
 * A cell that does not parse is skipped, the others go on. When
 * it names ParallelRunConfig or ParallelRunStep the notebook is
 * refused. When it uses azureml otherwise, it is a decision.
 *
 * ## Why it is said
 * What the cell binds and reads is not known to the rest of the
 * upgrade. In a notebook with nothing to upgrade it is not said.
 *
 * ## If it matters
 * Mend the cell and run again.
 *
 * ## Source
 * IPython, Python grammar
 */
export const BROKEN_CELL = rule("PRS603", "decision", "a cell that does not parse");

/**
 * ## v1
 * ```python
 * %%writefile score.py
 * from azureml.core.model import Model
 * model_path = Model.get_model_path("classifier")
 * ```
 *
 * ## v2
 * ```python
 * # the cell stays as it is: pass the model to the step as an input
 * ```
 *
 * ## What we do
 * A cell whose magic keeps its body from the notebook's program
 * (`%%writefile`, `%%script`) is not edited; the v1 calls in it are
 * listed.
 *
 * ## Why it is said
 * A written script runs in the job and still imports `azureml`.
 *
 * ## If it matters
 * Take the model and the data from the script's arguments.
 *
 * ## Source
 * Upgrade parallel run step to SDK v2
 */
export const WRITTEN_SCRIPT = rule("PRS604", "decision", "the body of a cell magic still uses v1");

/**
 * ## v1
 * ```python
 * %pip install azureml-sdk azureml-widgets
 * ```
 *
 * ## v2
 * ```python
 * %pip install azureml-sdk azureml-widgets "azure-ai-ml>=1.13.0" azure-identity
 * ```
 *
 * ## What we do
 * The first line that installs SDK v1 with pip gets the packages
 * that the upgraded cells import and no line installs. A line of
 * conda, or one with --no-deps and its like, is a decision.
 *
 * ## Why it is said
 * In a new kernel the upgraded cells fail without these packages.
 *
 * ## If it matters
 * Take `azureml-*` out when nothing of SDK v1 is left.
 *
 * ## Source
 * Install and set up Python SDK v2
 */
export const INSTALLS_V1 = rule("PRS605", "changed", "a cell installs SDK v1");
