import { rule } from "../../findings/rule.js";

/**
 * ## v1
 * ```python
 * train = MpiStep(
 *     name="train",
 *     source_directory="training",
 *     script_name="train.py",
 *     arguments=["--data", scores],
 *     inputs=[scores],
 *     compute_target=cluster,
 *     node_count=2,
 *     process_count_per_node=4,
 * )
 * Pipeline(steps=[train])
 * ```
 * Also EstimatorStep, RScriptStep and ModuleStep.
 * ## v2
 * ```python
 * train = command(
 *     name="train",
 *     code="training",
 *     command="python train.py --data ${{inputs.scores}}",
 *     environment="azureml:training@latest",
 *     inputs={"scores": Input(type=AssetTypes.URI_FOLDER)},
 *     compute=cluster.name,
 *     instance_count=2,
 *     distribution=MpiDistribution(process_count_per_instance=4),
 * )
 * ```
 * An estimator's settings are arguments of command. R runs as
 * command="Rscript train.r" in an environment that has R. A module
 * becomes a command component that is loaded by name.
 * ## What we do
 * The v1 step stands in comments, under a TODO. The rest of the
 * pipeline moves, and its function calls the step by name with the
 * data that it reads: it fails there until the step is written.
 * ## If it matters
 * Write the step in place of the comments, with inputs and outputs
 * of the names that the pipeline function uses.
 * ## Source
 * Upgrade pipelines to SDK v2 (table of steps); azure-ai-ml 1.35.2,
 * command, MpiDistribution
 */
export const COMMAND_LIKE = rule("PRS321", "decision", "a step that is a command job in v2");

/**
 * ## v1
 * ```python
 * tune = HyperDriveStep(
 *     name="tune",
 *     hyperdrive_config=search,
 *     inputs=[scores],
 * )
 * Pipeline(steps=[tune])
 * ```
 * ## v2
 * ```python
 * trial = command(
 *     code="training",
 *     command="python train.py --lr ${{inputs.lr}} --data ${{inputs.scores}}",
 *     environment="azureml:training@latest",
 *     inputs={
 *         "lr": 0.1,
 *         "scores": Input(type=AssetTypes.URI_FOLDER),
 *     },
 * )
 * tune = trial(lr=Uniform(0.01, 0.1), scores=scores).sweep(
 *     sampling_algorithm="random",
 *     primary_metric="accuracy",
 *     goal="Maximize",
 * )
 * tune.set_limits(max_total_trials=20, max_concurrent_trials=4)
 * ```
 * Inside the pipeline function: the trial is called there.
 * ## What we do
 * The v1 step stands in comments, under a TODO. The rest of the
 * pipeline moves, and its function calls the step by name: it fails
 * there until the step is written.
 * ## If it matters
 * The search space, the policy and the limits of the
 * HyperDriveConfig become arguments of sweep and set_limits.
 * ## Source
 * Upgrade pipelines to SDK v2 (table of steps); Upgrade
 * hyperparameter tuning to SDK v2; azure-ai-ml 1.35.2,
 * Command.sweep
 */
export const SWEEP = rule("PRS322", "decision", "HyperDriveStep is a sweep job in v2");

/**
 * ## v1
 * ```python
 * train = AutoMLStep(
 *     name="train",
 *     automl_config=automl_config,
 *     inputs=[scores],
 * )
 * Pipeline(steps=[train])
 * ```
 * ## v2
 * ```python
 * train = automl.classification(
 *     training_data=scores,
 *     target_column_name="label",
 *     primary_metric="accuracy",
 *     compute=cluster.name,
 * )
 * train.set_limits(max_trials=10)
 * ```
 * Inside the pipeline function. The best model is its output
 * best_model.
 * ## What we do
 * The v1 step stands in comments, under a TODO. The rest of the
 * pipeline moves, and its function calls the step by name: it fails
 * there until the step is written.
 * ## If it matters
 * The training data has to be an MLTable.
 * ## Source
 * Upgrade pipelines to SDK v2 (table of steps); Upgrade AutoML to
 * SDK v2; azure-ai-ml 1.35.2, automl
 */
export const AUTOML = rule("PRS323", "decision", "AutoMLStep is an automl job in v2");

/**
 * ## v1
 * ```python
 * clean = SynapseSparkStep(
 *     name="clean",
 *     file="clean.py",
 *     source_directory="cleaning",
 *     compute_target=cluster,
 *     driver_memory="7g",
 *     driver_cores=4,
 *     executor_memory="7g",
 *     executor_cores=4,
 *     num_executors=2,
 *     inputs=[scores],
 * )
 * Pipeline(steps=[clean])
 * ```
 * ## v2
 * ```python
 * clean = spark(
 *     name="clean",
 *     code="cleaning",
 *     entry={"file": "clean.py"},
 *     driver_memory="7g",
 *     driver_cores=4,
 *     executor_memory="7g",
 *     executor_cores=4,
 *     executor_instances=2,
 *     inputs={"scores": Input(type="uri_folder", mode="direct")},
 *     resources={
 *         "instance_type": "Standard_E4s_v3",
 *         "runtime_version": "3.4",
 *     },
 *     args="--data ${{inputs.scores}}",
 * )
 * ```
 * Spark reads its data in mode direct.
 * ## What we do
 * The v1 step stands in comments, under a TODO. The rest of the
 * pipeline moves, and its function calls the step by name: it fails
 * there until the step is written.
 * ## If it matters
 * Choose serverless Spark (resources) or an attached Synapse pool
 * (compute).
 * ## Source
 * Upgrade pipelines to SDK v2 (table of steps); azure-ai-ml 1.35.2,
 * spark
 */
export const SPARK = rule("PRS324", "decision", "SynapseSparkStep is a spark job in v2");

/**
 * ## v1
 * ```python
 * move = DatabricksStep(
 *     name="move",
 *     inputs=[scores],
 *     notebook_path="/move",
 *     compute_target=cluster,
 * )
 * Pipeline(steps=[move])
 * ```
 * Also DataTransferStep, AdlaStep, AzureBatchStep and KustoStep.
 * ## v2
 * ```python
 * move = command(
 *     name="move",
 *     code="moving",
 *     command="python start_notebook.py --data ${{inputs.scores}}",
 *     environment="azureml:moving@latest",
 *     inputs={"scores": Input(type=AssetTypes.URI_FOLDER)},
 *     compute=cluster.name,
 * )
 * ```
 * There is no job of such a kind.
 * ## What we do
 * The v1 step stands in comments, under a TODO. The rest of the
 * pipeline moves, and its function calls the step by name: it fails
 * there until something takes its place.
 * ## If it matters
 * Do the work in a command step that calls the other service, or in
 * Data Factory around the pipeline. Often a transfer is not needed
 * any more: v2 jobs read and write any datastore.
 * ## Source
 * Upgrade pipelines to SDK v2 (table of steps)
 */
export const NO_JOB = rule("PRS325", "unsupported", "a step type that v2 has no job for");

/**
 * ## v1
 * ```python
 * train_steps = AutoMLPipelineBuilder.get_many_models_train_steps(
 *     train_data=invoices, compute_target=cluster, node_count=2
 * )
 * Pipeline(steps=[step, *train_steps])
 * ```
 * The library makes parallel run steps of its own.
 * ## v2
 * ```python
 * registry = MLClient(credential, registry_name="azureml")
 * train = registry.components.get("automl_many_models_training")
 * ```
 * ## What we do
 * The code is left alone and listed: what the library makes is not
 * in sight.
 * ## If it matters
 * Build the pipeline anew with the many models or hierarchical time
 * series components of the azureml registry.
 * ## Source
 * azureml-train-automl-client, AutoMLPipelineBuilder;
 * Azure/azureml-assets, automl-many-models-train
 */
export const LIBRARY_STEPS = rule("PRS326", "decision", "steps that a library makes");
