import { rule } from "../../findings/rule.js";

/**
 * ## v1
 * ```python
 * ws = Workspace.from_config()
 * ```
 * Also Workspace(...) and Workspace.get(...).
 * ## v2
 * ```python
 * ml_client = MLClient.from_config(
 *     credential=DefaultAzureCredential()
 * )
 * ```
 * A credential is required.
 * ## What we do
 * The variable is called ml_client from there on.
 * ServicePrincipalAuthentication becomes ClientSecretCredential,
 * MsiAuthentication ManagedIdentityCredential and
 * AzureCliAuthentication AzureCliCredential.
 * InteractiveLoginAuthentication becomes
 * InteractiveBrowserCredential and another auth
 * DefaultAzureCredential; there the finding is of the kind
 * "changed". get_details() that is only shown becomes
 * ml_client.workspaces.get(...).
 * ## Source
 * Upgrade workspace management to SDK v2; azure-ai-ml 1.35.2,
 * MLClient
 */
export const WORKSPACE = rule("PRS501", "upgraded", "Workspace becomes MLClient");

/**
 * ## v1
 * ```python
 * ws = Workspace.from_config()
 * print(ws.webservices)
 * ```
 * Something that has no counterpart uses the workspace.
 * ## v2
 * ```python
 * ws = Workspace.from_config()
 * ml_client = MLClient(
 *     DefaultAzureCredential(),
 *     ws.subscription_id,
 *     ws.resource_group,
 *     ws.name,
 * )
 * print(ws.webservices)
 * ```
 * ## What we do
 * The v1 workspace stays for that code, and the client is made from
 * it, so that both use the same workspace.
 * ## Why it is said
 * The program needs both SDKs, and signs in twice.
 * ## If it matters
 * Replace the rest of the v1 code; then the workspace can go.
 * ## Source
 * azure-ai-ml 1.35.2, MLClient; azureml-core 1.61, Workspace
 */
export const WORKSPACE_KEPT = rule("PRS502", "changed", "the workspace stays, and the client is made from it");

/**
 * ## v1
 * ```python
 * ws = Workspace.from_config(
 *     auth=MsiAuthentication(cloud="AzureChinaCloud")
 * )
 * ```
 * ## v2
 * ```python
 * ml_client = MLClient.from_config(
 *     credential=ManagedIdentityCredential(),
 *     cloud="AzureChinaCloud",
 * )
 * ```
 * The credential may need an authority of that cloud.
 * ## What we do
 * The sign-in stays v1, and the client gets DefaultAzureCredential.
 * ## If it matters
 * Name the cloud for the client, and its authority for the
 * credential.
 * ## Source
 * azureml-core 1.61, azureml.core.authentication; azure-ai-ml
 * 1.35.2, MLClient
 */
export const WORKSPACE_AUTH = rule("PRS503", "decision", "a sign-in to another cloud");

/**
 * ## v1
 * ```python
 * ws = Run.get_context().experiment.workspace
 * ```
 * In code that runs in a job.
 * ## v2
 * ```python
 * ml_client = MLClient(
 *     DefaultAzureCredential(),
 *     environ["AZUREML_ARM_SUBSCRIPTION"],
 *     environ["AZUREML_ARM_RESOURCEGROUP"],
 *     environ["AZUREML_ARM_WORKSPACE_NAME"],
 * )
 * ```
 * Azure ML sets these variables in each job.
 * ## What we do
 * The run goes where nothing else uses it.
 * ## Why it is said
 * v1 signed in with the token of the job. v2 needs an identity
 * that may use the workspace: the managed identity of the compute,
 * or the user's, where the job has identity=UserIdentity. Outside
 * of a job v1 raised AttributeError; the variables raise KeyError.
 * ## If it matters
 * Give the compute's identity access to the workspace, or use
 * azure.ai.ml.identity.AzureMLOnBehalfOfCredential.
 * ## Source
 * azureml-core 1.61, Run.get_context; Authenticate with
 * MLClient in a training job; azure-ai-ml 1.35.2, identity
 */
export const JOB_WORKSPACE = rule("PRS504", "changed", "the workspace of the job that the code runs in");
