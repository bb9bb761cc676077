"""Records what the real packages accept: ``python record_signatures.py > signatures.json``.

SDK v2 is the installed one. SDK v1 is read from its wheels with ``ast`` (its packages do not import on current Python versions); their folders are the arguments.
"""
from __future__ import annotations

import ast
import inspect
import json
import sys
from pathlib import Path
from typing import Any

V1 = {
    "azureml/pipeline/steps/parallel_run_config.py": ["ParallelRunConfig"],
    "azureml/pipeline/steps/parallel_run_step.py": ["ParallelRunStep"],
    "azureml/pipeline/steps/python_script_step.py": ["PythonScriptStep"],
    "azureml/pipeline/core/pipeline.py": ["Pipeline"],
    "azureml/pipeline/core/graph.py": ["PipelineParameter"],
    "azureml/core/environment.py": ["Environment"],
}


#: Entities of what is published.
PUBLISHING = ("BatchEndpoint", "PipelineComponentBatchDeployment", "JobSchedule", "RecurrenceTrigger", "RecurrencePattern")


def parameters(function: Any) -> list[str]:
    return [p.name for p in inspect.signature(function).parameters.values() if p.name != "self" and p.kind not in (p.VAR_KEYWORD, p.VAR_POSITIONAL)]


def v2() -> dict[str, list[str]]:
    import azure.ai.ml as ml
    from azure.ai.ml import dsl, entities, operations, parallel

    found = {
        "parallel_run_function": parallel.parallel_run_function, "RunFunction": parallel.RunFunction.__init__, "command": ml.command, "Input": ml.Input.__init__,
        "Output": ml.Output.__init__, "MLClient": ml.MLClient.__init__, "MLClient.from_config": ml.MLClient.from_config, "dsl.pipeline": dsl.pipeline,
        **{f"jobs.{name}": getattr(operations.JobOperations, name) for name in ("create_or_update", "get", "list", "stream", "download", "begin_cancel", "update", "validate")},
        "components.create_or_update": operations.ComponentOperations.create_or_update,
        "batch_endpoints.invoke": operations.BatchEndpointOperations.invoke, "batch_endpoints.begin_create_or_update": operations.BatchEndpointOperations.begin_create_or_update,
        "batch_deployments.begin_create_or_update": operations.BatchDeploymentOperations.begin_create_or_update,
        **{f"schedules.{name}": getattr(operations.ScheduleOperations, name) for name in ("begin_create_or_update", "begin_disable", "begin_enable")}, "data.create_or_update": operations.DataOperations.create_or_update,
        **{name: getattr(entities, name).__init__ for name in ("Environment", "BuildContext", "Data", "AmlCompute", "Model", "AzureBlobDatastore", *PUBLISHING)},
    }
    recorded = {name: parameters(f) for name, f in found.items()}
    # Taken through **kwargs: dsl.pipeline's decorator settings, the asset that an output becomes, the experiment of a batch job.
    recorded["batch_endpoints.invoke"] += ["experiment_name"]
    recorded["Output"] += ["name", "version"]
    recorded["dsl.pipeline"] += ["default_compute", "default_datastore", "continue_on_step_failure", "force_rerun"]
    return recorded


def v1(root: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for file, classes in V1.items():
        path = root / file
        if not path.exists():
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and node.name in classes:
                init = next((f for f in node.body if isinstance(f, ast.FunctionDef) and f.name == "__init__"), None)
                if init:
                    found[node.name] = [a.arg for a in [*init.args.args, *init.args.kwonlyargs] if a.arg != "self"]
    return found


if __name__ == "__main__":
    print(json.dumps({"v1": v1(Path(sys.argv[1])) if len(sys.argv) > 1 else {}, "v2": v2()}, indent=1))
