import { rule } from "../../findings/rule.js";

/**
 * ## v1
 * ```python
 * published = pipeline.publish(
 *     name="score_invoices", description="scores", version="1.0"
 * )
 * print(published.name)
 * ```
 * Also run.publish_pipeline. Each call makes a new published
 * pipeline.
 * ## v2
 * ```python
 * published = ml_client.batch_endpoints.begin_create_or_update(
 *     BatchEndpoint(name="score-invoices", description="scores")
 * ).result()
 * ml_client.batch_deployments.begin_create_or_update(
 *     PipelineComponentBatchDeployment(
 *         name=published.name,
 *         endpoint_name=published.name,
 *         component=ml_client.components.create_or_update(
 *             build_invoices
 *         ),
 *         tags={"version": "1.0"},
 *     )
 * ).result()
 * published.defaults = {"deployment_name": published.name}
 * ```
 * The endpoint and its deployment are updated the next time.
 * ## What we do
 * The pipeline function is registered as a component, with the
 * defaults of its parameters. The deployment runs it, and the
 * endpoint runs the deployment. The variable holds the endpoint.
 * version, a mere label in v1, becomes a tag;
 * continue_on_step_failure and default_datastore become settings of
 * the deployment; continue_on_step_failure=False is written out
 * where two steps do not depend on each other, since v2 goes on
 * unless it is told to stop. A parameter whose default is a
 * dataset gets a type, and each call passes the data: it has no
 * default in a component.
 * ## Why it is said
 * The name of an endpoint has 3 to 32 letters, digits and dashes,
 * and is free in the whole region. id is the resource id of the
 * endpoint.
 * ## If it matters
 * For two versions side by side, make a second deployment under the
 * same endpoint. job_definition=run deploys a job that has run.
 * ## Source
 * Upgrade pipeline endpoints to SDK v2; Deploy existing pipeline
 * jobs to batch endpoints; azureml-pipeline-core 1.62,
 * Pipeline.publish; azure-ai-ml 1.35.2, BatchEndpoint,
 * PipelineComponentBatchDeployment
 */
export const PUBLISH = rule("PRS421", "changed", "a published pipeline becomes a batch endpoint");

/**
 * ## v1
 * ```python
 * first = pipeline.publish(name="scoring", version="1")
 * second = run.publish_pipeline("scoring", "with retries", "2")
 * ```
 * In v1 two published pipelines can have one name. Also a pipeline
 * that is not in sight.
 * ## v2
 * ```python
 * endpoint = ml_client.batch_endpoints.begin_create_or_update(
 *     BatchEndpoint(name="scoring")
 * ).result()
 * component = ml_client.components.create_or_update(scoring)
 * for version in ("first", "second"):
 *     ml_client.batch_deployments.begin_create_or_update(
 *         PipelineComponentBatchDeployment(
 *             name=version,
 *             endpoint_name=endpoint.name,
 *             component=component,
 *         )
 *     ).result()
 * endpoint.defaults = {"deployment_name": "second"}
 * ml_client.batch_endpoints.begin_create_or_update(endpoint)
 * ```
 * ## What we do
 * The pipeline moves; the line that publishes it stays, under a
 * TODO, and what is done with the result stays v1.
 * ## If it matters
 * Start from the code above. A second publication can be a second
 * deployment of one endpoint, or an endpoint of its own.
 * ## Source
 * Upgrade pipeline endpoints to SDK v2; azure-ai-ml 1.35.2,
 * ComponentOperations.create_or_update
 */
export const PUBLISH_UNSEEN = rule("PRS422", "decision", "a pipeline that cannot be published as it stands");

/**
 * ## v1
 * ```python
 * from settings import name
 * pipeline.publish(name=name)
 * ```
 * Any text, for a published pipeline and for a schedule.
 * ## v2
 * ```python
 * BatchEndpoint(name=name.replace("_", "-"))
 * ```
 * ## What we do
 * The name is passed on as it is, under a TODO.
 * ## If it matters
 * The name of an endpoint has 3 to 32 letters, digits and dashes,
 * starts with a letter, ends with no dash, and is free in the
 * region. A schedule takes letters, digits, dashes and underscores.
 * ## Source
 * azure-ai-ml 1.35.2, validate_endpoint_or_deployment_name
 */
export const ENDPOINT_NAME = rule("PRS423", "decision", "a name that v2 may refuse");

/**
 * ## v1
 * ```python
 * import requests
 * published = pipeline.publish(name="scoring")
 * login = InteractiveLoginAuthentication()
 * header = login.get_authentication_header()
 * response = requests.post(
 *     published.endpoint,
 *     headers=header,
 *     json={"ExperimentName": "invoices"},
 * )
 * run_id = response.json()["Id"]
 * ```
 * ParameterAssignments sets parameters: {"cutoff": 0.9}.
 * ## v2
 * ```python
 * response = ml_client.batch_endpoints.invoke(
 *     endpoint_name=published.name, experiment_name="invoices"
 * )
 * run_id = response.name
 * ```
 * Parameters are inputs: inputs={"cutoff": Input(type="number",
 * default=0.9)}.
 * ## What we do
 * The call becomes ml_client.batch_endpoints.invoke, PipelineRun of
 * its id becomes ml_client.jobs.get, and endpoint scoring_uri. The
 * v1 header goes where nothing else needs it.
 * ## Why it is said
 * Callers outside of this program have to follow: another address,
 * a token for https://ml.azure.com, and another body:
 * {"properties": {"InputData": {"cutoff": {"JobInputType":
 * "Literal", "Value": 0.9}}, "properties": {"experimentName":
 * "invoices"}}}. The answer holds the name of the job in "name".
 * ## If it matters
 * invoke raises HttpResponseError where v1 gave back a status code.
 * ## Source
 * Upgrade pipeline endpoints to SDK v2; azure-ai-ml 1.35.2,
 * BatchEndpointOperations.invoke
 */
export const INVOKE = rule("PRS424", "changed", "the REST call of a published pipeline becomes invoke");

/**
 * ## v1
 * ```python
 * import requests
 * published = pipeline.publish(name="scoring")
 * body = {"ExperimentName": "invoices"}
 * response = requests.post(published.endpoint, json=body)
 * ```
 * ## v2
 * ```python
 * job = ml_client.batch_endpoints.invoke(
 *     endpoint_name="scoring",
 *     inputs={"cutoff": Input(type="number", default=0.9)},
 *     experiment_name="invoices",
 * )
 * run = ml_client.jobs.get(job.name)
 * # or, over REST, with a token for https://ml.azure.com:
 * body = {
 *     "properties": {
 *         "InputData": {
 *             "cutoff": {"JobInputType": "Literal", "Value": 0.9}
 *         },
 *         "properties": {"experimentName": "invoices"},
 *     }
 * }
 * response = requests.post(endpoint.scoring_uri, json=body)
 * name = response.json()["name"]
 * ```
 * ## What we do
 * The line stays, under a TODO: its body can't be seen, names a
 * parameter that the pipeline does not have, or reads something
 * from the response that a batch job has not.
 * ## If it matters
 * Write one of the two above. aml_node_count and its like have no
 * counterpart: make them parameters of the pipeline function.
 * ## Source
 * Upgrade pipeline endpoints to SDK v2; azure-ai-ml 1.35.2,
 * BatchEndpointOperations.invoke
 */
export const REST_CALL = rule("PRS425", "decision", "a REST call that has to be written by hand");

/**
 * ## v1
 * ```python
 * published = pipeline.publish(name="scoring")
 * weekly = ScheduleRecurrence(
 *     "Week", 1, week_days=["Monday"], time_of_day="09:30"
 * )
 * schedule = Schedule.create(
 *     ws,
 *     name="Weekly scoring",
 *     pipeline_id=published.id,
 *     experiment_name="invoices",
 *     recurrence=weekly,
 * )
 * ```
 * It runs the published pipeline.
 * ## v2
 * ```python
 * weekly = RecurrenceTrigger(
 *     frequency="week",
 *     interval=1,
 *     schedule=RecurrencePattern(
 *         hours=9, minutes=30, week_days=["monday"]
 *     ),
 * )
 * scheduled_job = build_invoices()
 * scheduled_job.experiment_name = "invoices"
 * schedule = ml_client.schedules.begin_create_or_update(
 *     JobSchedule(
 *         name="Weekly-scoring",
 *         display_name="Weekly scoring",
 *         trigger=weekly,
 *         create_job=scheduled_job,
 *     )
 * ).result()
 * ```
 * It runs the pipeline job itself.
 * ## What we do
 * The job of the schedule is a call of the pipeline function with
 * pipeline_parameters. disable and enable become begin_disable and
 * begin_enable; id becomes name. .result() waits until the schedule
 * is there, so wait_for_provisioning and wait_timeout go.
 * ## Why it is said
 * A new deployment of the endpoint does not change the schedule:
 * run this program again. The name is the id of a v2 schedule, so
 * the same name updates it where v1 made one more.
 * ## Source
 * azureml-pipeline-core 1.62, Schedule, ScheduleRecurrence;
 * azure-ai-ml 1.35.2, JobSchedule, RecurrenceTrigger
 */
export const SCHEDULE = rule("PRS426", "changed", "a schedule becomes a JobSchedule");

/**
 * ## v1
 * ```python
 * schedule = Schedule.create(
 *     ws,
 *     name="on-new-files",
 *     pipeline_id="00000000-0000-0000-0000-000000000000",
 *     experiment_name="invoices",
 *     datastore=store,
 *     polling_interval=15,
 * )
 * ```
 * Also a recurrence or a pipeline that is not in sight.
 * ## v2
 * ```python
 * job = scoring()
 * job.experiment_name = "invoices"
 * ml_client.schedules.begin_create_or_update(
 *     JobSchedule(
 *         name="hourly-scoring",
 *         trigger=RecurrenceTrigger(frequency="hour", interval=1),
 *         create_job=job,
 *     )
 * ).result()
 * ```
 * Schedules of v2 run by the clock.
 * ## What we do
 * The schedule stays v1, under a TODO. It goes on running what v1
 * has published.
 * ## If it matters
 * For new files in a storage account, let an Event Grid event start
 * a Logic App or a function that calls the batch endpoint. For a
 * pipeline known by its id, build the pipeline job.
 * ## Source
 * azureml-pipeline-core 1.62, Schedule.create; azure-ai-ml 1.35.2,
 * JobSchedule
 */
export const SCHEDULE_UNSEEN = rule("PRS427", "decision", "a schedule that cannot move as it stands");

/**
 * ## v1
 * ```python
 * for old in PublishedPipeline.list(ws):
 *     if old.name == "scoring":
 *         old.disable()
 * ```
 * Also PublishedPipeline.get, Schedule.list, Schedule.get, and
 * disable, enable and status of a published pipeline.
 * ## v2
 * ```python
 * for endpoint in ml_client.batch_endpoints.list():
 *     if endpoint.name == "scoring":
 *         ml_client.batch_endpoints.begin_delete(endpoint.name)
 * for schedule in ml_client.schedules.list():
 *     ml_client.schedules.begin_disable(schedule.name)
 * ```
 * Endpoints can be deleted, not switched off.
 * ## What we do
 * The line stays, under a TODO. Looked up in v1, it finds what v1
 * has published, and nothing that this program publishes now.
 * ## If it matters
 * Keep it as long as old published pipelines are in use; add the v2
 * look-up for the new ones.
 * ## Source
 * azureml-pipeline-core 1.62, PublishedPipeline, Schedule;
 * azure-ai-ml 1.35.2, BatchEndpointOperations, ScheduleOperations
 */
export const PUBLISHED_LOOKUP = rule("PRS428", "decision", "published pipelines and schedules are looked up");

/**
 * ## v1
 * ```python
 * endpoint = PipelineEndpoint.publish(
 *     workspace=ws, name="scoring", pipeline=pipeline,
 *     description="scores invoices",
 * )
 * ```
 * One address for several published pipelines.
 * ## v2
 * ```python
 * endpoint = ml_client.batch_endpoints.begin_create_or_update(
 *     BatchEndpoint(name="scoring", description="scores invoices")
 * ).result()
 * deployment = ml_client.batch_deployments.begin_create_or_update(
 *     PipelineComponentBatchDeployment(
 *         name="version-2",
 *         endpoint_name=endpoint.name,
 *         component=ml_client.components.create_or_update(scoring),
 *     )
 * ).result()
 * endpoint.defaults = {"deployment_name": deployment.name}
 * ml_client.batch_endpoints.begin_create_or_update(endpoint)
 * ```
 * One endpoint with several deployments.
 * ## What we do
 * The line stays, under a TODO.
 * ## If it matters
 * publish and add_default are a new deployment that becomes the
 * default, add is a deployment alone, submit is invoke with
 * deployment_name for pipeline_version.
 * ## Source
 * Upgrade pipeline endpoints to SDK v2; azureml-pipeline-core 1.62,
 * PipelineEndpoint; azure-ai-ml 1.35.2, BatchEndpoint
 */
export const PIPELINE_ENDPOINT = rule("PRS429", "decision", "a pipeline endpoint becomes a batch endpoint");
