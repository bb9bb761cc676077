import { rule } from "../../findings/rule.js";

/**
 * ## v1
 * ```text
 * azureml-sdk==1.53.0
 * ```
 * In requirements.txt. Also pyproject.toml, setup.cfg, setup.py
 * and conda files.
 * ## v2
 * ```text
 * azure-ai-ml>=1.13.0
 * azure-identity
 * azureml-sdk==1.53.0
 * ```
 * ## What we do
 * The files beside the upgraded code and in the folders above it,
 * up to the root of the repository, are read. One that names
 * packages of SDK v1 and lacks what the upgraded code imports is
 * listed. `--write` adds the lines to a requirements file; the
 * other kinds, and files that a tool generates or that hold
 * hashes, are left to you. Nothing is taken out. A file that the
 * code names as the packages of an environment is left alone: its
 * packages are those of the job.
 * ## Why it is said
 * Without these packages the upgraded code stops at its first
 * import. Steps that take mini_batch_size or retry settings from
 * a parameter need azure-ai-ml 1.13.0 or newer.
 * ## If it matters
 * Pin the versions as you pin the others.
 * ## Source
 * Install and set up Python SDK v2; azure-sdk-for-python, changes
 * of azure-ai-ml 1.13.0
 */
export const MISSING = rule("PRS801", "changed", "packages of SDK v2 that the upgraded code needs");

/**
 * ## v1
 * ```text
 * azureml-pipeline==1.53.0
 * ```
 * ## v2
 * ```text
 * ```
 * Nothing.
 * ## What we do
 * The package stays. It is said once, by the run whose upgrade
 * takes the last import of azureml out of the files that were
 * searched.
 * ## Why it is said
 * The tool does not see what else is installed from this file: a
 * training environment, a build, code in another repository. So
 * it is no decision, and a later check does not ask for it.
 * ## If it matters
 * Take the line out when nothing else needs it.
 * ## Source
 * Install and set up Python SDK v2
 */
export const UNNEEDED = rule("PRS802", "changed", "a package of SDK v1 that nothing here needs any more");
