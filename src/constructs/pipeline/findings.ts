import { rule } from "../../findings/rule.js";

/**
 * ## v1
 * ```python
 * Pipeline(steps=[step])
 * ```
 * The named steps and those whose outputs they read.
 * ## v2
 * ```python
 * @dsl.pipeline(name="invoices")
 * def build_invoices():
 *     step()
 *
 * pipeline = build_invoices()
 * ```
 * The steps that are called in the function.
 * ## What we do
 * The function calls the steps in the order of their data, and
 * passes outputs and parameters on. It is named after the
 * experiment, else after its last step. Steps that v1 adds by
 * itself are called too.
 * ## Source
 * Upgrade pipelines to SDK v2; azureml-pipeline-core 1.62,
 * Pipeline; azure-ai-ml 1.35.2, dsl.pipeline
 */
export const PIPELINE = rule("PRS401", "upgraded", "Pipeline becomes a @dsl.pipeline function");

/**
 * ## v1
 * ```python
 * Pipeline(steps=make_steps())
 * ```
 * Also default_source_directory, resolve_closure, a step whose
 * variable is bound again, two steps of one name.
 * ## v2
 * ```python
 * @dsl.pipeline()
 * def scoring():
 *     score = score_step()
 *     file_step(scores=score.outputs.scores)
 * ```
 * Each step is called by its name in the function.
 * ## What we do
 * The pipeline and its steps stay as they are, under a TODO that
 * says what could not be seen.
 * ## If it matters
 * Write the list of steps out, one variable for each step, and run
 * the upgrade again.
 * ## Source
 * azure-ai-ml 1.35.2, dsl.pipeline
 */
export const PIPELINE_UNSEEN = rule("PRS402", "decision", "a pipeline that cannot be followed");

/**
 * ## v1
 * ```python
 * print(run.get_details())
 * ```
 * A method or attribute of an object that is v2 now.
 * ## v2
 * ```python
 * print(ml_client.jobs.get(run.name))
 * ```
 * ## What we do
 * The rest of the program moves; this line stays, under a TODO. It
 * fails as it stands.
 * ## If it matters
 * Write the v2 call, or delete the line.
 * ## Source
 * azure-ai-ml 1.35.2, MLClient and its operations
 */
export const NO_COUNTERPART = rule("PRS403", "decision", "a call on a moved object without a counterpart");

/**
 * ## v1
 * ```python
 * Pipeline(default_datastore=store)
 * pipeline.validate()
 * ```
 * validate() returns a list of errors.
 * ## v2
 * ```python
 * @dsl.pipeline(name="invoices", default_datastore=store.name)
 * def build_invoices():
 *     step()
 *
 * ml_client.jobs.validate(pipeline)
 * ```
 * jobs.validate returns a ValidationResult.
 * ## What we do
 * default_datastore becomes an argument of @dsl.pipeline, by its
 * name. validate becomes ml_client.jobs.validate. A name in
 * pipeline_parameters that no step uses is dropped.
 * ## Why it is said
 * A list that is empty counts as false, a ValidationResult does
 * not.
 * ## If it matters
 * Code that uses the result asks its passed or error_messages.
 * ## Source
 * azureml-pipeline-core 1.62, Pipeline.validate; azure-ai-ml
 * 1.35.2, dsl.pipeline, JobOperations.validate
 */
export const PIPELINE_SETTING = rule("PRS404", "changed", "a pipeline setting that works differently");

/**
 * ## v1
 * ```python
 * size = PipelineParameter("batch_size", default_value="20")
 * ParallelRunConfig(mini_batch_size=size)
 * ```
 * ## v2
 * ```python
 * def build_invoices(batch_size="20"):
 *     score = step()
 *     score.mini_batch_size = "${{parent.inputs.batch_size}}"
 * ```
 * ## What we do
 * It becomes a parameter of the pipeline function with the same
 * default. Settings are set on the node; values in arguments go
 * through an input of the step. A name that is no Python identifier
 * is changed, and the finding is of the kind "changed".
 * ## If it matters
 * Binding mini_batch_size and retry_settings needs azure-ai-ml
 * 1.13.0 or newer.
 * ## Source
 * Upgrade pipelines to SDK v2; azure-sdk-for-python PR #33500;
 * azure-ai-ml 1.35.2, Parallel
 */
export const PARAMETER = rule("PRS411", "upgraded", "PipelineParameter becomes a parameter of the pipeline function");

/**
 * ## v1
 * ```python
 * size = PipelineParameter(setting("name"), default_value="20")
 * ParallelRunConfig(mini_batch_size=size)
 * ```
 * ## v2
 * ```python
 * def scoring(batch_size="20"):
 *     score = score_step()
 * ```
 * The name is part of the code.
 * ## What we do
 * The parameter and the steps that use it stay as they are, under a
 * TODO.
 * ## If it matters
 * Write the name and the default out and run the upgrade again.
 * ## Source
 * azure-ai-ml 1.35.2, dsl.pipeline
 */
export const PARAMETER_UNSEEN = rule("PRS412", "decision", "a parameter whose name is not known");

/**
 * ## v1
 * ```python
 * pipeline.publish(name="scoring")
 * ```
 * Also run.publish_pipeline and PipelineEndpoint.
 * ## v2
 * ```python
 * deployment = PipelineComponentBatchDeployment(
 *     name="scoring", endpoint_name="scoring", component=scoring
 * )
 * ml_client.batch_deployments.begin_create_or_update(deployment)
 * ```
 * ## What we do
 * The pipeline moves; the line that publishes it stays, under a
 * TODO.
 * ## If it matters
 * Make a batch endpoint with a deployment of the pipeline. Callers
 * get another REST address and another body.
 * ## Source
 * Upgrade pipeline endpoints to SDK v2
 */
export const PUBLISH = rule("PRS421", "decision", "a published pipeline becomes a batch endpoint");
