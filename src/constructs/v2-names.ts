/** The names of SDK v2 that upgraded code uses, and the module that each is imported from. */
export const V2_MODULES = {
  Input: "azure.ai.ml",
  MLClient: "azure.ai.ml",
  Output: "azure.ai.ml",
  __version__: "azure.ai.ml",
  command: "azure.ai.ml",
  dsl: "azure.ai.ml",
  AssetTypes: "azure.ai.ml.constants",
  InputOutputModes: "azure.ai.ml.constants",
  AccountKeyConfiguration: "azure.ai.ml.entities",
  AmlCompute: "azure.ai.ml.entities",
  AzureBlobDatastore: "azure.ai.ml.entities",
  BuildContext: "azure.ai.ml.entities",
  Data: "azure.ai.ml.entities",
  Environment: "azure.ai.ml.entities",
  Model: "azure.ai.ml.entities",
  RunFunction: "azure.ai.ml.parallel",
  parallel_run_function: "azure.ai.ml.parallel",
  JobException: "azure.ai.ml.exceptions",
  ResourceNotFoundError: "azure.core.exceptions",
  ClientSecretCredential: "azure.identity",
  DefaultAzureCredential: "azure.identity",
} as const;

export type V2Name = keyof typeof V2_MODULES;
