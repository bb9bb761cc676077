import { rule } from "../../findings/rule.js";

/**
 * ## v1
 * ```python
 * model = Model(ws, "invoice-model")
 * ```
 * The latest version, where none is given. Also Model.register.
 * ## v2
 * ```python
 * model = ml_client.models.get("invoice-model", label="latest")
 * ```
 * A version, as text, or a label.
 * ## What we do
 * Model(...) becomes models.get, Model.register
 * models.create_or_update(Model(...)). A call with other arguments
 * stays in v1.
 * ## Source
 * Upgrade model management to SDK v2; azure-ai-ml 1.35.2,
 * ModelOperations
 */
export const MODEL = rule("PRS531", "upgraded", "models come from ml_client.models");

/**
 * ## v1
 * ```python
 * print(VERSION)
 * ```
 * The version of azureml-core.
 * ## v2
 * ```python
 * from azure.ai.ml import __version__
 *
 * print(__version__)
 * ```
 * The version of azure-ai-ml.
 * ## What we do
 * The name is read from azure.ai.ml.
 * ## Why it is said
 * The number is another one: code that compares it with a v1
 * version no longer makes sense.
 * ## Source
 * azureml-core 1.61, VERSION; azure-ai-ml 1.35.2
 */
export const SDK_VERSION = rule("PRS532", "changed", "the version of the SDK is the one of SDK v2");
