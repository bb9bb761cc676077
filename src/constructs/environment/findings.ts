import { rule } from "../../findings/rule.js";

/**
 * ## v1
 * ```python
 * env = Environment.from_docker_image(
 *     "scoring",
 *     "acme.azurecr.io/scoring:3",
 *     conda_specification="conda.yml",
 * )
 * ```
 * Also Environment(name), get, from_conda_specification,
 * from_pip_requirements, from_dockerfile, and CondaDependencies.
 * ## v2
 * ```python
 * env = Environment(
 *     name="scoring",
 *     image="acme.azurecr.io/scoring:3",
 *     conda_file="conda.yml",
 * )
 * ```
 * An image, with or without a conda specification, or a build
 * context.
 * ## What we do
 * An environment that is fetched by name becomes
 * "azureml:<name>@latest", or its version or label.
 * CondaDependencies become a dict for conda_file. What is set on
 * the v1 object later goes into the one call. register becomes
 * ml_client.environments.create_or_update; clone becomes a second
 * Environment with what the first holds. A clone of an environment
 * that is fetched by name is that environment.
 * ## Source
 * azureml-core 1.61, Environment; azure-ai-ml 1.35.2, Environment
 */
export const ENVIRONMENT_OBJECT = rule("PRS521", "upgraded", "Environment becomes the v2 Environment");

/**
 * ## v1
 * ```python
 * env = Environment.from_conda_specification(
 *     "scoring", "conda.yml"
 * )
 * ```
 * The SDK fills in a default image, a Python version and
 * azureml-defaults.
 * ## v2
 * ```python
 * env = Environment(
 *     name="scoring",
 *     image="mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04",
 *     conda_file="conda.yml",
 * )
 * ```
 * conda_file needs an image.
 * ## What we do
 * What azureml-core 1.61 fills in is written out: this image
 * (without its date); python=3.10 where CondaDependencies.create
 * names none; python=3.8 for CondaDependencies(), for
 * from_pip_requirements and for an environment that names no
 * packages, with azureml-defaults; the channels anaconda and
 * conda-forge. DEFAULT_CPU_IMAGE and its like become the names of
 * their images. A conda file is taken as it is: v1 added a Python
 * to one without. pin_sdk_version is dropped.
 * ## Why it is said
 * An older v1 SDK filled in an older image and an older Python.
 * ## If it matters
 * Write the image and the Python version that the scripts were
 * tested with.
 * ## Source
 * azureml-core 1.61, DEFAULT_CPU_IMAGE, conda_dependencies.py;
 * azure-ai-ml 1.35.2, Environment
 */
export const ENVIRONMENT_DEFAULT = rule("PRS522", "changed", "what the v1 SDK filled in is written out");

/**
 * ## v1
 * ```python
 * env = Environment.from_conda_specification(
 *     "scoring", "conda.yml"
 * )
 * env.docker.shm_size = "4g"
 * ```
 * Also a registry with a password, an interpreter path, packages
 * that are added to a file or to an environment that is fetched by
 * name, load_from_directory, from_existing_conda_environment.
 * ## v2
 * ```python
 * parallel_run_function(shm_size="4g")
 * ```
 * A v2 environment has an image, a conda file or a build context,
 * and nothing else that is run.
 * ## What we do
 * The line stays, under a TODO that says where the setting belongs.
 * It does nothing in v2, or fails. Where the environment itself
 * can't be told, all that runs in it stays v1.
 * ## If it matters
 * Move the setting to the step, into the conda file or into the
 * Dockerfile, and delete the line.
 * ## Source
 * azureml-core 1.61, Environment; azure-ai-ml 1.35.2, Environment
 */
export const ENVIRONMENT_SETTING = rule("PRS523", "decision", "an environment setting without a place in v2");

/**
 * ## v1
 * ```python
 * env = Environment.get(
 *     ws, "AzureML-sklearn-1.0-ubuntu20.04-py38-cpu"
 * )
 * ```
 * Curated environments belong to each workspace.
 * ## v2
 * ```python
 * env = "azureml://registries/azureml/environments/sklearn-1.0-ubuntu20.04-py38-cpu/labels/latest"
 * ```
 * Curated environments belong to the registry azureml.
 * ## What we do
 * The name goes on without AzureML-, with the version or the label
 * latest.
 * ## Why it is said
 * Many of the environments that v1 code names are no longer kept.
 * ## If it matters
 * Look in the registry whether this name exists, and whether its
 * packages serve.
 * ## Source
 * Azure Machine Learning curated environments
 */
export const CURATED = rule("PRS524", "changed", "a curated environment comes from the azureml registry");

/**
 * ## v1
 * ```python
 * invoices = Dataset.get_by_name(ws, "invoices")
 * env = Environment("scoring")
 * env.python.conda_dependencies = CondaDependencies.create(
 *     python_version="3.10", pip_packages=["pandas"]
 * )
 * ParallelRunConfig(mini_batch_size="10MB")
 * ```
 * ## v2
 * ```python
 * env = Environment(
 *     conda_file={
 *         "dependencies": [
 *             "python=3.10",
 *             {
 *                 "pip": [
 *                     "pandas",
 *                     "mltable",
 *                     "azureml-dataprep[pandas]",
 *                 ]
 *             },
 *         ]
 *     }
 * )
 * ```
 * ## What we do
 * mltable and azureml-dataprep[pandas] are added to a list of
 * packages in sight. A conda file in sight that lacks one of them
 * is a decision that names both. Where the packages are not in
 * sight, the finding asks to check them.
 * ## Why it is said
 * Public ports of v1 code found that a worker that splits a table
 * needs both packages.
 * ## Source
 * azureml-examples (environments of the parallel job samples);
 * azureml-examples #2369
 */
export const TABLE_PACKAGES = rule("PRS525", "changed", "packages that v2 needs to read a table");

/**
 * ## v1
 * ```python
 * env = Environment.from_dockerfile(
 *     "scoring", "docker/Dockerfile"
 * )
 * ```
 * The SDK sends the text of the Dockerfile, and nothing beside it.
 * ## v2
 * ```python
 * env = Environment(
 *     name="scoring",
 *     build=BuildContext(
 *         path="docker", dockerfile_path="Dockerfile"
 *     ),
 * )
 * ```
 * The SDK uploads the folder, and the image is built in it.
 * ## What we do
 * The path is taken apart into folder and file. A
 * DockerBuildContext keeps its own.
 * ## Why it is said
 * A large folder is uploaded whole, and each change in it builds a
 * new image.
 * ## If it matters
 * Move the Dockerfile into a folder of its own, or list what it
 * does not need in .amlignore.
 * ## Source
 * azureml-core 1.61, DockerSection.base_dockerfile; azure-ai-ml
 * 1.35.2, BuildContext
 */
export const BUILD_CONTEXT = rule("PRS526", "changed", "a Dockerfile becomes a build context");

/**
 * ## v1
 * ```python
 * from common import scoring_env
 *
 * ParallelRunConfig(environment=scoring_env)
 * ```
 * ## v2
 * ```python
 * ParallelRunConfig(environment="azureml:scoring@latest")
 * ```
 * A v2 Environment, or the name of one.
 * ## What we do
 * The expression stays, under a TODO. An object of SDK v1 fails
 * when the v2 step is made.
 * ## If it matters
 * Upgrade the code that makes the environment, or name it here.
 * ## Source
 * azure-ai-ml 1.35.2, RunFunction, command
 */
export const UNSEEN_ENVIRONMENT = rule("PRS528", "decision", "an environment that comes from elsewhere");

/**
 * ## v1
 * ```python
 * env = Environment.from_docker_image(
 *     "scoring", "acme.azurecr.io/scoring:3"
 * )
 * env.environment_variables = {"OMP_NUM_THREADS": "1"}
 * ```
 * ## v2
 * ```python
 * env = Environment(
 *     name="scoring", image="acme.azurecr.io/scoring:3"
 * )
 * parallel_run_function(
 *     environment_variables={"OMP_NUM_THREADS": "1"}
 * )
 * ```
 * v2 environments hold no variables; jobs do.
 * ## What we do
 * Each step that runs in the environment gets its variables, before
 * its own. Where the environment is registered or cloned, or one of
 * its steps is not in sight, the line stays under a TODO.
 * ## Source
 * azureml-core 1.61, Environment.environment_variables; azure-ai-ml
 * 1.35.2, parallel_run_function, command
 */
export const ENVIRONMENT_VARIABLES = rule("PRS527", "upgraded", "environment variables of an environment go to its steps");
