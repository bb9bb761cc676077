import { rule } from "../../findings/rule.js";

/**
 * ## v1
 * ```python
 * run_config = RunConfiguration()
 * run_config.environment = env
 * run_config.target = cluster
 * run_config.node_count = 2
 * filing = PythonScriptStep(
 *     name="file",
 *     script_name="file.py",
 *     source_directory="filing",
 *     inputs=[scores],
 *     runconfig=run_config,
 * )
 * Pipeline(steps=[filing])
 * ```
 * ## v2
 * ```python
 * filing = command(
 *     name="file",
 *     environment=env,
 *     compute=cluster.name,
 *     instance_count=2,
 * )
 * ```
 * v2 has no run configuration: each job holds its settings.
 * ## What we do
 * The configuration dissolves into the steps that use it:
 * environment, target, node_count, environment_variables,
 * max_run_duration_seconds (timeout), docker.arguments
 * (docker_args) and docker.shm_size (shm_size). An environment that
 * is set up on the configuration itself becomes an Environment of
 * its own. use_docker is dropped: v2 always runs in a container.
 * ## Source
 * azureml-core 1.61, RunConfiguration, DockerConfiguration;
 * azure-ai-ml 1.35.2, command
 */
export const RUN_CONFIG = rule("PRS311", "upgraded", "RunConfiguration becomes settings of the steps that use it");

/**
 * ## v1
 * ```python
 * run_config = RunConfiguration()
 * run_config.environment = env
 * run_config.communicator = "OpenMpi"
 * filing = PythonScriptStep(
 *     name="file",
 *     script_name="file.py",
 *     source_directory="filing",
 *     inputs=[scores],
 *     runconfig=run_config,
 *     compute_target=cluster,
 * )
 * Pipeline(steps=[filing])
 * ```
 * A framework, a communicator, a history or Spark section, or a
 * setting that is made only on some paths.
 * ## v2
 * ```python
 * filing = command(
 *     name="file",
 *     environment=env,
 *     compute=cluster.name,
 *     distribution=MpiDistribution(process_count_per_instance=1),
 * )
 * ```
 * MPI, PyTorch and TensorFlow are distributions of the job.
 * ## What we do
 * The other settings move; this one is left out, under a TODO that
 * names it.
 * ## If it matters
 * Write what the step needs into its command(...), and delete the
 * TODO.
 * ## Source
 * azureml-core 1.61, RunConfiguration; azure-ai-ml 1.35.2, command,
 * MpiDistribution
 */
export const RUN_CONFIG_SETTING = rule("PRS312", "decision", "a run configuration setting that has to be moved by hand");
