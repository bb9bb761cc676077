import { rule } from "../../findings/rule.js";

/**
 * ## v1
 * ```python
 * labels = Dataset.File.from_files((store, "labels")).as_mount()
 * ParallelRunStep(
 *     side_inputs=[labels], arguments=["--labels", labels]
 * )
 * ```
 * ## v2
 * ```python
 * Input(
 *     type=AssetTypes.URI_FOLDER,
 *     path=f"azureml://datastores/{store.name}/paths/labels",
 *     mode=InputOutputModes.RO_MOUNT,
 * )
 * ```
 * ## What we do
 * as_mount becomes a mount mode. as_download becomes a download
 * mode, except on data of a parallel step: v1 mounts its files
 * whatever is asked for, so v2 is told to mount them.
 * ## Source
 * Upgrade parallel run step to SDK v2 (table of key functionality);
 * azureml-pipeline-core 1.62, _ParallelRunStepBase; azure-ai-ml
 * 1.35.2, InputOutputModes
 */
export const AS_MOUNT = rule("PRS132", "upgraded", "as_mount and as_download become the mode of an Input");

/**
 * ## v1
 * ```python
 * invoices = Dataset.File.from_files((store, "invoices"))
 * ```
 * Also a dataset by name, and as_named_input.
 * ## v2
 * ```python
 * invoices = Input(
 *     type=AssetTypes.URI_FOLDER,
 *     path=f"azureml://datastores/{store.name}/paths/invoices",
 *     mode=InputOutputModes.RO_MOUNT,
 * )
 * ```
 * ## What we do
 * Files at a path: uri_folder or uri_file, mounted read-only. A
 * registered dataset: mltable under azureml:<name>@latest, with
 * mode eval_mount for files and direct for a table. The name of
 * as_named_input becomes the key in inputs.
 * ## Source
 * Upgrade data management to SDK v2; Access data in a job (read a
 * v1 data asset); azure-ai-ml 1.35.2, Input
 */
export const DATASET = rule("PRS202", "upgraded", "a dataset becomes an Input");

/**
 * ## v1
 * ```python
 * invoices = Dataset.get_by_name(ws, "invoices")
 * ```
 * v1 learns the kind when it runs.
 * ## v2
 * ```python
 * files = Input(
 *     type=AssetTypes.MLTABLE,
 *     path="azureml:invoices@latest",
 *     mode=InputOutputModes.EVAL_MOUNT,
 * )
 * table = Input(
 *     type=AssetTypes.MLTABLE,
 *     path="azureml:invoices@latest",
 *     mode=InputOutputModes.DIRECT,
 * )
 * ```
 * The mode has to be written down.
 * ## What we do
 * The mode for files is written, under a TODO. The TODO is not
 * there where the file tells: Dataset.File or Dataset.Tabular,
 * as_mount, to_pandas_dataframe, a side input, or a mini_batch_size
 * with a unit (table) or without one (files). A dataset that no
 * step reads gets no mode.
 * ## If it matters
 * Look the dataset up in the studio, or look at run(mini_batch) of
 * the entry script: a list of paths means files, a DataFrame means
 * a table. Set the mode and delete the TODO.
 * ## Source
 * Access data in a job (read a v1 data asset);
 * azureml-pipeline-steps 1.62, ParallelRunConfig (entry_script)
 */
export const DATASET_KIND = rule("PRS203", "decision", "is this dataset made of files or a table?");

/**
 * ## v1
 * ```python
 * invoices = Dataset.Tabular.from_delimited_files(
 *     (store, "invoices")
 * )
 * ```
 * The call says how the table is read.
 * ## v2
 * ```python
 * invoices = Input(
 *     type=AssetTypes.MLTABLE,
 *     path=f"azureml://datastores/{store.name}/paths/invoices",
 *     mode=InputOutputModes.DIRECT,
 * )
 * ```
 * An MLTable file in that folder says how the table is read.
 * ## What we do
 * The Input is written, under a TODO: the MLTable file has to be
 * made. Its path is a folder, for one v1 file the folder of that
 * file. The report gives the text of the file, with what the v1
 * call says about separator, header, encoding and partitions.
 * ## If it matters
 * Write a file called MLTable with that text into the folder, such
 * as:
 * {paths: [{pattern: ./*.csv}], transformations: [{read_delimited:
 * {delimiter: ",", header: all_files_same_headers, encoding:
 * utf8}}]}
 * Then delete the TODO. A partition_format is the transformation
 * extract_columns_from_partition_format there, set_column_types is
 * convert_column_types.
 * ## Source
 * Working with tables in Azure Machine Learning (MLTable); CLI (v2)
 * mltable YAML schema; azureml-core 1.61, dataset_factory; mltable
 * 1.7
 */
export const TABLE_PATH = rule("PRS204", "decision", "a table that v2 reads through an MLTable file");

/**
 * ## v1
 * ```python
 * invoices = Dataset.File.from_files((store, "invoices/*.csv"))
 * ```
 * Only the files that the pattern fits.
 * ## v2
 * ```python
 * invoices = Input(
 *     type=AssetTypes.URI_FOLDER,
 *     path=f"azureml://datastores/{store.name}/paths/invoices/",
 * )
 * ```
 * Every file below the folder.
 * ## What we do
 * The path is cut before the pattern. A path that ends in two stars
 * says the same as its folder, and is cut without a word.
 * ## Why it is said
 * Other files in the folder now come into mini-batches too.
 * ## If it matters
 * Move the other files away, describe the pattern in an MLTable, or
 * skip them in run(mini_batch).
 * ## Source
 * Upgrade data management to SDK v2; azure-ai-ml 1.35.2, Input
 */
export const GLOB = rule("PRS205", "changed", "a pattern becomes the folder that holds it");

/**
 * ## v1
 * ```python
 * invoices = Dataset.File.from_files((store, "invoices")).register(
 *     ws, "invoices"
 * )
 * ```
 * By default create_new_version=False.
 * ## v2
 * ```python
 * ml_client.data.create_or_update(
 *     Data(
 *         name="invoices",
 *         type=AssetTypes.URI_FOLDER,
 *         path=f"azureml://datastores/{store.name}/paths/invoices",
 *     ),
 * )
 * invoices = Input(
 *     type=AssetTypes.URI_FOLDER,
 *     path="azureml:invoices@latest",
 *     mode=InputOutputModes.RO_MOUNT,
 * )
 * ```
 * ## What we do
 * The data asset is made where v1 registered the dataset, and read
 * by its name. register_spark_dataframe and register_dask_dataframe
 * have no counterpart and stay in v1.
 * ## Why it is said
 * Each run makes a new version. A name under which v1 has
 * registered a dataset already may have another type in v2.
 * ## If it matters
 * Choose a new name for the v2 data asset.
 * ## Source
 * Upgrade data management to SDK v2; azureml-core 1.61,
 * Dataset.register; azure-ai-ml 1.35.2,
 * DataOperations.create_or_update
 */
export const REGISTER = rule("PRS206", "changed", "register becomes ml_client.data.create_or_update");

/**
 * ## v1
 * ```python
 * invoices = Dataset.File.from_files(
 *     [(store, "2025"), (store, "2026")]
 * )
 * ```
 * A list of paths.
 * ## v2
 * ```python
 * invoices = Input(
 *     type=AssetTypes.MLTABLE,
 *     path="azureml:invoices@latest",
 *     mode=InputOutputModes.EVAL_MOUNT,
 * )
 * ```
 * One path; an MLTable can list several.
 * ## What we do
 * The Input keeps the first path, under a TODO.
 * ## If it matters
 * List the paths in one MLTable file and name its folder, or its
 * data asset, here.
 * ## Source
 * azure-ai-ml 1.35.2, Input; azure-sdk-for-python #25653
 */
export const SEVERAL_PATHS = rule("PRS207", "decision", "a dataset of several paths");

/**
 * ## v1
 * ```python
 * labels = (
 *     Dataset.File.from_files((store, "labels"))
 *     .as_named_input("labels")
 *     .as_mount("/tmp/labels")
 * )
 * ParallelRunStep(
 *     side_inputs=[labels], arguments=["--labels", labels]
 * )
 * ```
 * The path under which the script sees the data.
 * ## v2
 * ```python
 * RunFunction(program_arguments="--labels ${{inputs.labels}}")
 * ```
 * The path comes in the arguments.
 * ## What we do
 * The fixed path is dropped, and named in the report.
 * ## Why it is said
 * A script that reads the fixed path finds nothing there.
 * ## If it matters
 * Let the script take the path from its arguments.
 * ## Source
 * azureml-core 1.61, DatasetConsumptionConfig; azure-ai-ml 1.35.2,
 * Input
 */
export const PATH_ON_COMPUTE = rule("PRS208", "changed", "v2 chooses where an input is mounted");

/**
 * ## v1
 * ```python
 * labels = DataReference(
 *     datastore=store,
 *     data_reference_name="labels",
 *     path_on_datastore="labels",
 * )
 * ParallelRunStep(
 *     side_inputs=[labels], arguments=["--labels", labels]
 * )
 * ```
 * Mounted for reading and writing by default.
 * ## v2
 * ```python
 * Input(
 *     type=AssetTypes.URI_FOLDER,
 *     path=f"azureml://datastores/{store.name}/paths/labels",
 *     mode=InputOutputModes.RO_MOUNT,
 * )
 * ```
 * An input can't be written to.
 * ## What we do
 * The reference becomes an Input of each step that gets it, mounted
 * read-only.
 * ## Why it is said
 * A script that writes below the path works in v1 only.
 * ## If it matters
 * Give such a script an output of its own.
 * ## Source
 * azureml-core 1.61, DataReference; azure-ai-ml 1.35.2,
 * InputOutputModes
 */
export const DATA_REFERENCE = rule("PRS209", "changed", "a DataReference becomes a read-only Input");

/**
 * ## v1
 * ```python
 * invoices = Dataset.File.from_files(
 *     (store, "invoices"), partition_format="/{store}/data.csv"
 * )
 * ParallelRunConfig(partition_keys=["store"])
 * ```
 * Also dataset.partition_by(partition_keys=[...], target=...).
 * ## v2
 * ```python
 * invoices = Input(
 *     type=AssetTypes.MLTABLE,
 *     path="azureml:invoices@latest",
 *     mode=InputOutputModes.DIRECT,
 * )
 * ```
 * Partitions are defined in the MLTable.
 * ## What we do
 * With partition_format the Input is written without it, under a
 * TODO. partition_by stays in v1, under a TODO.
 * ## If it matters
 * Partition the data once, and describe it by an MLTable with the
 * same keys.
 * ## Source
 * azure-ai-ml 1.35.2, ParallelComponent (partition_keys); Working
 * with tables in Azure Machine Learning (MLTable)
 */
export const PARTITIONED = rule("PRS210", "decision", "partitions need an MLTable");

/**
 * ## v1
 * ```python
 * report = PythonScriptStep(
 *     script_name="report.py",
 *     source_directory="report",
 *     compute_target="cpu-cluster",
 *     inputs=[invoices.as_named_input("invoices")],
 *     arguments=["--scores", scores],
 * )
 * ```
 * Without as_mount or as_download the mode is direct: the script
 * finds the dataset in Run.get_context().input_datasets.
 * ## v2
 * ```python
 * report = command(inputs={"invoices": invoices})
 * ```
 * ## What we do
 * The data becomes an input: files are mounted, a table is passed
 * as the path of its MLTable.
 * ## Why it is said
 * The script has no dataset object in v2. As an argument v1 gave it
 * the id of the dataset, v2 gives it the path.
 * ## If it matters
 * Add the input to the arguments, take it in the script with
 * argparse, and read it as files or with mltable.load.
 * ## Source
 * azureml-core 1.61, DatasetConsumptionConfig (mode); azure-ai-ml
 * 1.35.2, command
 */
export const DIRECT = rule("PRS216", "changed", "a script gets a path where v1 gave it a dataset");

/**
 * ## v1
 * ```python
 * labels = Dataset.File.from_files(choose_paths())
 * ParallelRunStep(
 *     side_inputs=[labels.as_named_input("labels")]
 * )
 * ```
 * ## v2
 * ```python
 * labels = Input(
 *     type=AssetTypes.URI_FOLDER,
 *     path="azureml://datastores/raw/paths/labels",
 *     mode=InputOutputModes.RO_MOUNT,
 * )
 * ```
 * ## What we do
 * The Input is written with the path as it stands, under a TODO.
 * The same for a pattern that comes from a call such as
 * os.path.join: where its folder ends can't be told.
 * ## If it matters
 * Write the URI of one file or one folder, as text.
 * ## Source
 * azureml-core 1.61, Dataset.File.from_files (path); azure-ai-ml
 * 1.35.2, Input
 */
export const UNSEEN_PATH = rule("PRS217", "decision", "a data path that can't be seen");

/**
 * ## v1
 * ```python
 * sample = Dataset.get_by_name(ws, "invoices").take_sample(0.1)
 * step = ParallelRunStep(
 *     name="score",
 *     parallel_run_config=config,
 *     inputs=[sample.as_named_input("invoices")],
 *     output=scores,
 * )
 * ```
 * Also take, skip, filter, keep_columns, drop_columns, time_before
 * and its like, and Dataset.Tabular.from_sql_query.
 * ## v2
 * ```python
 * invoices = Input(
 *     type=AssetTypes.MLTABLE,
 *     path="azureml:invoices-sample@latest",
 *     mode=InputOutputModes.DIRECT,
 * )
 * ```
 * ## What we do
 * Nothing: an Input is the whole data, so a step that gets such a
 * dataset stays in v1.
 * ## If it matters
 * Make the part a data asset. For a table, write an MLTable with
 * the paths and the transformation (take_random_sample, take, skip,
 * filter, keep_columns, drop_columns), and register it with
 * ml_client.data. For files, copy them into a folder of their own.
 * The result of a query is imported with
 * ml_client.data.import_data.
 * ## Source
 * azureml-core 1.61, TabularDataset and FileDataset; CLI (v2)
 * mltable YAML schema
 */
export const PART_OF_DATASET = rule("PRS218", "decision", "a part of a dataset");

/**
 * ## v1
 * ```python
 * step = ParallelRunStep(
 *     name="score",
 *     parallel_run_config=config,
 *     inputs=[invoices.as_named_input("invoices").as_hdfs()],
 *     output=scores,
 * )
 * ```
 * Also DatasetConsumptionConfig("x", (ws, "name")) and a
 * DataReference with as_upload.
 * ## v2
 * ```python
 * invoices = Input(
 *     type=AssetTypes.MLTABLE,
 *     path="azureml:invoices@latest",
 *     mode=InputOutputModes.EVAL_MOUNT,
 * )
 * ```
 * ## What we do
 * Nothing: the step stays in v1.
 * ## If it matters
 * Take as_mount() for as_hdfs, Dataset.get_by_name for the tuple,
 * and an OutputFileDatasetConfig for the upload.
 * ## Source
 * azureml-core 1.61, DatasetConsumptionConfig and DataReference
 */
export const CONSUMPTION = rule("PRS219", "decision", "a way to get data that v2 steps don't have");

/**
 * ## v1
 * ```python
 * sales = Dataset.Tabular.register_pandas_dataframe(
 *     frame, (store, "frames"), "sales"
 * )
 * ```
 * ## v2
 * ```python
 * folder = Path(mkdtemp())
 * frame.to_parquet(folder / "dataframe.parquet")
 * (folder / "MLTable").write_text(
 *     "{paths: [{file: ./dataframe.parquet}], transformations: [read_parquet]}"
 * )
 * ml_client.data.create_or_update(
 *     Data(name="sales", type=AssetTypes.MLTABLE, path=folder)
 * )
 * sales = Input(
 *     type=AssetTypes.MLTABLE,
 *     path="azureml:sales@latest",
 *     mode=InputOutputModes.DIRECT,
 * )
 * ```
 * ## What we do
 * v1 writes the frame to a parquet file, uploads and registers it.
 * The same stands in the code now, with the MLTable file that v2
 * needs.
 * ## Why it is said
 * v2 uploads the folder to the workspace's default datastore, to a
 * path of its own, whatever target says. A name under which v1 has
 * registered a dataset already may have another type in v2.
 * ## If it matters
 * Upload the file to the place that v1 used, and give Data the path
 * of that folder.
 * ## Source
 * azureml-core 1.61, Dataset.Tabular.register_pandas_dataframe;
 * azure-ai-ml 1.35.2, DataOperations.create_or_update
 */
export const FRAME = rule("PRS220", "changed", "a registered data frame becomes a data asset");

/**
 * ## v1
 * ```python
 * prices = Dataset.Tabular.from_delimited_files(
 *     "https://example.org/prices.csv"
 * )
 * ```
 * ## v2
 * ```python
 * prices = Input(
 *     type=AssetTypes.MLTABLE,
 *     path=Path(__file__).parent / "pipeline-prices",
 *     mode=InputOutputModes.DIRECT,
 * )
 * ```
 * And a new file pipeline-prices/MLTable:
 * {paths: [{file: "https://example.org/prices.csv"}],
 * transformations: [{read_delimited: {...}}]}
 * ## What we do
 * Where the code names nothing but addresses (https, wasbs, abfss,
 * adl), all that the v1 call says goes into an MLTable file: the
 * addresses, separator, header, encoding, column types and
 * partitions. It lies in a new folder beside the code, and belongs
 * into version control with it. A folder that is there already is
 * never written to. A path on a datastore is asked for (PRS204).
 * ## Why it is said
 * from_delimited_files learns column types from the first 200 rows.
 * v1 does so once, and reads 01/02/2026 as a date with the month
 * first. An MLTable does so each time it is read, and such a date
 * is empty. With infer_column_types=False nothing changes.
 * ## If it matters
 * Write the types of such columns into the file, under
 * infer_column_types: column_type_overrides: [{columns: day,
 * column_type: {datetime: {formats: "%m/%d/%Y"}}}].
 * ## Source
 * azureml-core 1.61, dataset_factory; azureml-dataprep 5.5, the
 * MLTable of a dataflow; mltable 1.7; azure-ai-ml 1.35.2, Input
 */
export const TABLE_FILE = rule("PRS222", "changed", "a table's definition becomes an MLTable file");

/**
 * ## v1
 * ```python
 * invoices = Dataset.File.upload_directory(
 *     "data/invoices", (store, "invoices"), pattern="*.png"
 * )
 * ```
 * ## v2
 * ```python
 * store_files.upload("data/invoices", "invoices", recursive=True)
 * invoices = Input(
 *     type=AssetTypes.URI_FOLDER,
 *     path=f"azureml://datastores/{store.name}/paths/invoices",
 *     mode=InputOutputModes.RO_MOUNT,
 * )
 * ```
 * ## What we do
 * A folder that is uploaded to a place in sight becomes an upload
 * with azureml-fsspec (PRS214) and an Input. With a pattern, or a
 * target that the code does not show, the call stays in v1.
 * ## If it matters
 * Copy the files that the pattern takes, and write the place as a
 * datastore and a path.
 * ## Source
 * azureml-core 1.61, Dataset.File.upload_directory; azureml-fsspec
 * 1.4, AzureMachineLearningFileSystem.put
 */
export const UPLOADED = rule("PRS223", "decision", "an uploaded folder that has to be moved by hand");

/**
 * ## v1
 * ```python
 * try:
 *     history = Dataset.get_by_name(ws, "history")
 * except Exception:
 *     print("no history yet")
 * ```
 * ## v2
 * ```python
 * ml_client.data.get("history", label="latest")
 * history = Input(
 *     type=AssetTypes.MLTABLE,
 *     path="azureml:history@latest",
 * )
 * ```
 * Both lines stand in the try.
 * ## What we do
 * An Input is only a description: making one never fails. Where the
 * program waits for the failure, v2 is asked for the data asset
 * first.
 * ## Why it is said
 * Another error is raised: ResourceNotFoundError.
 * ## If it matters
 * Let except clauses that name UserErrorException name it. Where
 * ws.datasets.get(name) is compared with None, ask for the name:
 * name in [d.name for d in ml_client.data.list()].
 * ## Source
 * azureml-core 1.61, Dataset.get_by_name; azure-ai-ml 1.35.2,
 * DataOperations.get
 */
export const LOOKUP = rule("PRS221", "changed", "a lookup that is made for its failure");
