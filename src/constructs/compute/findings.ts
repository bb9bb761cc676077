import { rule } from "../../findings/rule.js";

/**
 * ## v1
 * ```python
 * cluster = ComputeTarget(workspace=ws, name="cpu-cluster")
 * ```
 * Also AmlCompute(ws, name) and ws.compute_targets[name].
 * ## v2
 * ```python
 * cluster = ml_client.compute.get("cpu-cluster")
 * ```
 * ## What we do
 * Lookups become compute.get. `name in ws.compute_targets` asks the
 * names of compute.list, ComputeTargetException becomes
 * ResourceNotFoundError, delete becomes begin_delete.
 * ## Source
 * Upgrade compute management to v2; azure-ai-ml 1.35.2,
 * ComputeOperations
 */
export const COMPUTE = rule("PRS511", "upgraded", "compute lookups become ml_client.compute");

/**
 * ## v1
 * ```python
 * settings = AmlCompute.provisioning_configuration(
 *     vm_size="STANDARD_D2_V2",
 * )
 * cluster = ComputeTarget.create(ws, "cpu-cluster", settings)
 * cluster.wait_for_completion(show_output=True)
 * ```
 * Left out: 0 to 4 nodes, 1800 seconds idle.
 * ## v2
 * ```python
 * settings = AmlCompute(
 *     name="cpu-cluster",
 *     size="STANDARD_D2_V2",
 *     min_instances=0,
 *     max_instances=4,
 *     idle_time_before_scale_down=1800,
 * )
 * cluster = ml_client.compute.begin_create_or_update(
 *     settings
 * ).result()
 * ```
 * Left out: nothing is sent.
 * ## What we do
 * Each argument moves to its v2 name, and what v1 fills in is
 * written out; .result() waits for the creation. An argument
 * without a counterpart keeps the configuration in v1: there a
 * person decides.
 * ## Source
 * Upgrade compute management to v2; azureml-core 1.61,
 * AmlCompute.provisioning_configuration; azure-ai-ml 1.35.2,
 * AmlCompute
 */
export const PROVISIONING = rule("PRS512", "upgraded", "provisioning becomes an AmlCompute entity");

/**
 * ## v1
 * ```python
 * print(cluster.get_status())
 * ```
 * An AmlComputeStatus object: node counts, errors, state.
 * ## v2
 * ```python
 * print(cluster.provisioning_state)
 * ```
 * One word for the state of the creation.
 * ## What we do
 * get_status(), and get_status().serialize(), become
 * provisioning_state.
 * ## Why it is said
 * The node counts of the v1 status are not in it.
 * ## If it matters
 * ml_client.compute.list_nodes(name) lists the nodes of a cluster.
 * ## Source
 * azureml-core 1.61, AmlCompute.get_status; azure-ai-ml 1.35.2,
 * Compute.provisioning_state, ComputeOperations.list_nodes
 */
export const COMPUTE_STATUS = rule("PRS513", "changed", "get_status becomes provisioning_state");
