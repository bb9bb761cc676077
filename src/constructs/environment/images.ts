import { table } from "../../table.js";

/** The images behind the constants of the last azureml-core (1.61), without their dates. v1 fills in the first where none is set. */
export const CPU_IMAGE = "mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04";
const GPU_IMAGE = "mcr.microsoft.com/azureml/openmpi4.1.0-cuda11.8-cudnn8-ubuntu22.04";

export const IMAGES: Readonly<Record<string, string>> = table({ DEFAULT_CPU_IMAGE: CPU_IMAGE, DEFAULT_GPU_IMAGE: GPU_IMAGE, MPI_CPU_IMAGE: CPU_IMAGE, MPI_GPU_IMAGE: GPU_IMAGE });
