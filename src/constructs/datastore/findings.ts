import { rule } from "../../findings/rule.js";

/**
 * ## v1
 * ```python
 * store = Datastore.get(ws, "raw")
 * ```
 * Also ws.get_default_datastore(), ws.datastores["raw"] and the
 * registrations of blob containers, file shares and data lakes.
 * ## v2
 * ```python
 * store = ml_client.datastores.get("raw")
 * ```
 * ## What we do
 * Lookups become ml_client.datastores.get and get_default. A
 * registration becomes create_or_update with the entity of its
 * kind; an account key, a SAS token or a service principal becomes
 * its credentials. Without one of them the identity of the user or
 * the compute is used, as in v1. A lookup whose key or token is
 * read asks for it with include_secrets=True.
 * ## Source
 * Upgrade datastore management to SDK v2; azureml-core 1.61,
 * Datastore; azure-ai-ml 1.35.2, DatastoreOperations
 */
export const DATASTORE = rule("PRS201", "upgraded", "datastores come from ml_client.datastores");

/**
 * ## v1
 * ```python
 * sales = Datastore.register_azure_sql_database(
 *     ws, "sales", server_name="sales-db", database_name="sales"
 * )
 * orders = DataReference(datastore=sales)
 * ```
 * ## v2
 * ```python
 * ml_client.data.import_data(
 *     DataImport(
 *         name="orders",
 *         type=AssetTypes.MLTABLE,
 *         source=Database(
 *             query="SELECT * FROM orders",
 *             connection="azureml:sales",
 *         ),
 *         path="azureml://datastores/workspaceblobstore/paths/orders",
 *     ),
 * )
 * ```
 * ## What we do
 * v2 has datastores for blob containers, file shares and data
 * lakes. The registration of another store, of one with two
 * credentials or with arguments that can't be seen stays in v1.
 * ## If it matters
 * Import the data into a datastore first, or write the arguments
 * out.
 * ## Source
 * azureml-core 1.61, Datastore.register_*; azure-ai-ml 1.35.2,
 * DataOperations.import_data
 */
export const REGISTRATION = rule("PRS211", "decision", "a datastore that v2 can't register");

/**
 * ## v1
 * ```python
 * store = Datastore.register_azure_blob_container(
 *     ws,
 *     "raw",
 *     container_name="raw",
 *     account_name="contoso",
 *     overwrite=True,
 *     create_if_not_exists=True,
 * )
 * ```
 * ## v2
 * ```python
 * store = ml_client.datastores.create_or_update(
 *     AzureBlobDatastore(
 *         name="raw", account_name="contoso", container_name="raw"
 *     )
 * )
 * ```
 * ## What we do
 * create_if_not_exists, blob_cache_timeout and
 * grant_workspace_access are left out. v2 registers storage and
 * changes nothing in it.
 * ## If it matters
 * Create the container, or give the role, once: az storage
 * container create, az role assignment create.
 * ## Source
 * azureml-core 1.61, Datastore.register_azure_blob_container;
 * azure-ai-ml 1.35.2, AzureBlobDatastore
 */
export const BY_HAND = rule("PRS212", "changed", "a registration no longer changes the storage");

/**
 * ## v1
 * ```python
 * store = Datastore.register_azure_blob_container(
 *     ws, "raw", container_name="raw", account_name="contoso"
 * )
 * ```
 * By default overwrite=False.
 * ## v2
 * ```python
 * store = ml_client.datastores.create_or_update(
 *     AzureBlobDatastore(
 *         name="raw", account_name="contoso", container_name="raw"
 *     )
 * )
 * ```
 * ## What we do
 * The call is create_or_update: v2 has no other.
 * ## Why it is said
 * v1 fails where another datastore has the name; v2 replaces it.
 * ## Source
 * azureml-core 1.61, Datastore.register_azure_blob_container
 * (overwrite); azure-ai-ml 1.35.2, DatastoreOperations
 */
export const OVERWRITE = rule("PRS213", "changed", "a registration replaces a datastore of that name");

/**
 * ## v1
 * ```python
 * store.upload("data", target_path="raw/data", overwrite=True)
 * ```
 * Also upload_files with files of one folder.
 * ## v2
 * ```python
 * store_files = AzureMachineLearningFileSystem(
 *     f"azureml://subscriptions/{ml_client.subscription_id}/resourcegroups/{ml_client.resource_group_name}"
 *     f"/workspaces/{ml_client.workspace_name}/datastores/{store.name}/paths/"
 * )
 * store_files.upload(
 *     "data",
 *     "raw/data",
 *     recursive=True,
 *     overwrite="MERGE_WITH_OVERWRITE",
 * )
 * ```
 * ## What we do
 * A datastore of v2 has no upload. The package azureml-fsspec
 * copies the same files to the same path: the contents of the
 * folder land below target_path. Without overwrite=True files that
 * are there already stay, as in v1 (APPEND).
 * ## Why it is said
 * The package has to be installed. It needs no azureml-core.
 * ## If it matters
 * A data asset does it as well: ml_client.data.create_or_update
 * with a local path uploads it, to a path that v2 chooses.
 * ## Source
 * azureml-core 1.61, AzureBlobDatastore.upload; azureml-fsspec 1.4,
 * AzureMachineLearningFileSystem.put; Access data from Azure cloud
 * storage during interactive development
 */
export const UPLOAD = rule("PRS214", "changed", "upload becomes an upload with azureml-fsspec");

/**
 * ## v1
 * ```python
 * reference = store.upload("data", target_path="raw/data")
 * ```
 * ## v2
 * ```python
 * AzureMachineLearningFileSystem(uri).upload(
 *     "data", "raw/data", recursive=True
 * )
 * ```
 * ## What we do
 * The upload stays in v1 where its result is used, or where the
 * paths of the files below target_path can't be told.
 * ## If it matters
 * Write it with azureml-fsspec, or register the local files with
 * ml_client.data.create_or_update and use that asset.
 * ## Source
 * azureml-core 1.61, AzureBlobDatastore.upload_files;
 * azureml-fsspec 1.4, AzureMachineLearningFileSystem.put
 */
export const UPLOAD_BY_HAND = rule("PRS215", "decision", "an upload that has to be moved by hand");

/**
 * ## v1
 * ```python
 * store.download("results", prefix="scores/2026", overwrite=True)
 * ```
 * ## v2
 * ```python
 * store_files.download(
 *     "scores/2026",
 *     "results/scores/2026",
 *     recursive=True,
 *     overwrite="MERGE_WITH_OVERWRITE",
 * )
 * ```
 * store_files is the AzureMachineLearningFileSystem of the
 * datastore, as for an upload (PRS214).
 * ## What we do
 * A datastore of v2 has no download. v1 makes the whole path of
 * each file anew below the target, azureml-fsspec the part below
 * the folder: so the target gets the path of the folder. Without
 * overwrite=True files that are there already stay (APPEND).
 * ## Why it is said
 * v1 takes every file whose path starts with the prefix: with
 * "scores/2026" also what lies in scores/2026-old. v2 takes the
 * folder, or the one file where the prefix ends like one. The
 * package azureml-fsspec has to be installed.
 * ## If it matters
 * Download the other folders, too: glob lists them.
 * ## Source
 * azureml-core 1.61, AzureBlobDatastore.download; azureml-fsspec
 * 1.4, AzureMachineLearningFileSystem.get
 */
export const DOWNLOAD = rule("PRS224", "changed", "download becomes a download with azureml-fsspec");

/**
 * ## v1
 * ```python
 * count = store.download("results")
 * ```
 * ## v2
 * ```python
 * store_files.download("scores", "results/scores", recursive=True)
 * ```
 * ## What we do
 * The download stays in v1 where its result is used, or where the
 * prefix is not a path in sight.
 * ## If it matters
 * Write it with azureml-fsspec, folder by folder.
 * ## Source
 * azureml-core 1.61, AzureBlobDatastore.download; azureml-fsspec
 * 1.4, AzureMachineLearningFileSystem.get
 */
export const DOWNLOAD_BY_HAND = rule("PRS225", "decision", "a download that has to be moved by hand");
