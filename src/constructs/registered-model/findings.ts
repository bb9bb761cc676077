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
 * Model(...) and ws.models[...] become models.get, Model.register
 * models.create_or_update(Model(...)). model.id becomes the name
 * and the version, as v1 had it. A call with other arguments, such
 * as datasets or child_paths, and a model whose download() gives a
 * path that is used, stay in v1.
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

/**
 * ## v1
 * ```python
 * model = Model(ws, "invoice-model")
 * model.download(target_dir="models", exist_ok=True)
 * print(model.version)
 * ```
 * A file of the model lies in models, the version is a number.
 * ## v2
 * ```python
 * model = ml_client.models.get("invoice-model", label="latest")
 * ml_client.models.download(
 *     name=model.name,
 *     version=model.version,
 *     download_path="models",
 * )
 * print(model.version)
 * ```
 * It lies in models/invoice-model, the version is text.
 * ## What we do
 * The counterpart is written; where the version is counted with or
 * compared, int(...) around it. model_framework and
 * resource_configuration of Model.register are dropped.
 * ## Why it is said
 * Code that reads the downloaded files, or the version, may have to
 * follow.
 * ## If it matters
 * Look at the paths below the target, and at what is done with the
 * version.
 * ## Source
 * azureml-core 1.61, Model; azure-ai-ml 1.35.2,
 * ModelOperations.download
 */
export const MODEL_CHANGED = rule("PRS533", "changed", "a model that behaves differently in v2");

/**
 * ## v1
 * ```python
 * set_diagnostics_collection(send_diagnostics=True)
 * ```
 * A switch for what SDK v1 tells Microsoft about its own use.
 * ## v2
 * ```python
 * # nothing
 * ```
 * ## What we do
 * The line goes. No job means anything else without it.
 * ## Source
 * azureml-telemetry 1.61, set_diagnostics_collection
 */
export const TELEMETRY = rule("PRS534", "upgraded", "the telemetry of SDK v1 has no switch in v2");
