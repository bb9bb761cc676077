"""Runs v1 code on stand-ins of ``azureml`` and records the pipelines that it submits.

The stand-ins know the classes that flow into a parallel run by their documented arguments; everything else in ``azureml`` answers to anything.
What is recorded is what the code passed when it ran, so it is independent of how the codemod reads code.
"""
from __future__ import annotations

import importlib.abc
import importlib.machinery
import pathlib
import sys
import types
from dataclasses import dataclass, field
from typing import Any

CONFIG_ARGUMENTS = (
    "environment entry_script error_threshold output_action compute_target node_count process_count_per_node mini_batch_size source_directory description "
    "logging_level run_invocation_timeout run_max_try append_row_file_name allowed_failed_count allowed_failed_percent partition_keys environment_variables"
).split()
STEP_ARGUMENTS = {
    "ParallelRunStep": "name parallel_run_config inputs output side_inputs arguments allow_reuse".split(),
    "PythonScriptStep": "script_name name arguments compute_target runconfig runconfig_pipeline_params inputs outputs params source_directory allow_reuse version hash_paths".split(),
}


class Anything:
    """Answers to every read, call, item and iteration; never fails, never means anything."""

    def __init__(self, label: str = "anything") -> None:
        self.__dict__["label"] = label

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self.__dict__.setdefault(name, Anything(f"{self.label}.{name}"))

    def __setattr__(self, name: str, value: Any) -> None:
        self.__dict__[name] = value

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return Anything(f"{self.label}()")

    def __getitem__(self, key: Any) -> Any:
        return Anything(f"{self.label}[{key!r}]")

    def __iter__(self) -> Any:
        return iter([Anything(f"{self.label}[0]")])

    def __contains__(self, item: Any) -> bool:
        return True

    def __str__(self) -> str:
        return self.label

    def __fspath__(self) -> str:
        return self.label


class Named(Anything):
    def __init__(self, name: Any) -> None:
        super().__init__(str(name))
        self.__dict__["name"] = name


class Lookup(dict):
    """``ws.compute_targets`` and its like: whatever is asked for is there."""

    def __init__(self, make: Any) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, key: Any) -> Any:
        self[key] = self.make(key)
        return self[key]

    def __contains__(self, key: Any) -> bool:
        return True


class Datastore(Named):
    def __init__(self, workspace: Any = None, name: Any = None, **kwargs: Any) -> None:
        super().__init__(name)

    def path(self, path: str = "") -> Any:
        return DataPath(self, path)

    @staticmethod
    def get(workspace: Any, datastore_name: Any) -> Any:
        return Datastore(workspace, datastore_name)

    @staticmethod
    def register_azure_blob_container(workspace: Any, datastore_name: Any, *args: Any, **kwargs: Any) -> Any:
        return Datastore(workspace, datastore_name)


@dataclass(eq=False)
class DataPath:
    datastore: Any
    path_on_datastore: str = ""


@dataclass(eq=False)
class DataReference:
    datastore: Any = None
    data_reference_name: str | None = None
    path_on_datastore: str | None = None
    mode: str = "mount"


class DatasetObject(Anything):
    """A dataset: its kind (``file``, ``table`` or None) and where it comes from, as a v2 URI."""

    def __init__(self, kind: str | None, uri: str) -> None:
        super().__init__(uri)
        self.__dict__.update(kind=kind, uri=uri)

    def register(self, workspace: Any = None, name: str = "", *args: Any, **kwargs: Any) -> "DatasetObject":
        return DatasetObject(self.kind, f"azureml:{name}@latest")

    def as_named_input(self, name: str) -> "Consumption":
        return Consumption(name, self)

    def as_mount(self, path_on_compute: Any = None) -> "Consumption":
        return Consumption(None, self, "mount")

    def as_download(self, path_on_compute: Any = None) -> "Consumption":
        return Consumption(None, self, "download")


@dataclass(eq=False)
class Consumption:
    name: str | None
    dataset: Any
    mode: str = "direct"
    path_on_compute: Any = None

    def as_mount(self, path_on_compute: Any = None) -> "Consumption":
        return Consumption(self.name, self.dataset, "mount")

    def as_download(self, path_on_compute: Any = None) -> "Consumption":
        return Consumption(self.name, self.dataset, "download")


def uri_of(path: Any) -> str:
    if isinstance(path, DataPath):
        return f"azureml://datastores/{path.datastore.name}/paths/{path.path_on_datastore.lstrip('/')}"
    if isinstance(path, (tuple, list)) and len(path) == 2 and isinstance(path[0], Datastore):
        return f"azureml://datastores/{path[0].name}/paths/{path[1].lstrip('/')}"
    return uri_of(path[0]) if isinstance(path, (tuple, list)) and path else str(path)


class _Tabular(type):
    def __getattr__(cls, name: str) -> Any:
        return lambda path=None, *args, **kwargs: DatasetObject("table", uri_of(path))


class Dataset:
    class File:
        @staticmethod
        def from_files(path: Any = None, *args: Any, **kwargs: Any) -> DatasetObject:
            return DatasetObject("file", uri_of(path))

    class Tabular(metaclass=_Tabular):
        pass

    @staticmethod
    def get_by_name(workspace: Any, name: str, version: Any = "latest") -> DatasetObject:
        return DatasetObject(None, f"azureml:{name}" + ("@latest" if version in ("latest", None) else f":{version}"))


@dataclass(eq=False)
class PipelineParameter:
    name: str
    default_value: Any


class Output:
    """``PipelineData`` and ``OutputFileDatasetConfig``; what is derived from one is the same output."""

    def __init__(self, name: str | None = None, *args: Any, **kwargs: Any) -> None:
        self.name, self.kwargs = name or "output", kwargs

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *args, **kwargs: self


class Environment(Anything):
    def __init__(self, name: Any = None, **kwargs: Any) -> None:
        super().__init__(f"environment {name}")
        self.__dict__.update(name=name, form="new", version=None)

    @staticmethod
    def get(workspace: Any, name: str, version: Any = None) -> "Environment":
        environment = Environment(name)
        environment.__dict__.update(form="get", version=version)
        return environment

    @staticmethod
    def from_conda_specification(name: str, *args: Any, **kwargs: Any) -> "Environment":
        return Environment(name)

    from_pip_requirements = from_docker_image = from_dockerfile = from_conda_specification


class CondaDependencies(Anything):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__("conda")
        self.__dict__["packages"] = []

    @staticmethod
    def create(pip_indexurl: Any = None, pip_packages: Any = None, conda_packages: Any = None, python_version: Any = None, pin_sdk_version: bool = True) -> "CondaDependencies":
        conda = CondaDependencies()
        conda.packages.extend([*(pip_packages or []), *(conda_packages or [])])
        return conda

    def add_pip_package(self, package: str) -> None:
        self.packages.append(package)

    add_conda_package = add_pip_package


class Workspace(Anything):
    def __init__(self, subscription_id: str = "subscription", resource_group: str = "group", workspace_name: str = "workspace", **kwargs: Any) -> None:
        super().__init__("workspace")
        self.__dict__.update(
            name=workspace_name, subscription_id=subscription_id, resource_group=resource_group, location="here",
            compute_targets=Lookup(Named), datastores=Lookup(lambda n: Datastore(None, n)), datasets=Lookup(lambda n: Dataset.get_by_name(None, n)),
            environments=Lookup(lambda n: Environment.get(None, n)), experiments=Lookup(lambda n: Experiment(None, n)),
        )

    def get_default_datastore(self) -> Datastore:
        return Datastore(None, "workspaceblobstore")

    @staticmethod
    def from_config(*args: Any, **kwargs: Any) -> "Workspace":
        return Workspace()

    @staticmethod
    def get(name: str, **kwargs: Any) -> "Workspace":
        return Workspace(workspace_name=name)


class ComputeTarget(Named):
    def __init__(self, workspace: Any = None, name: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(name)

    @staticmethod
    def create(workspace: Any, name: str, *args: Any, **kwargs: Any) -> "ComputeTarget":
        return ComputeTarget(workspace, name)

    @staticmethod
    def provisioning_configuration(*args: Any, **kwargs: Any) -> Anything:
        return Anything("provisioning")


class ParallelRunConfig:
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.given = {**dict(zip(CONFIG_ARGUMENTS, args)), **kwargs}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name == "given":
            raise AttributeError(name)
        return self.given.get(name)


class Step:
    made: list["Step"] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.given = {**dict(zip(STEP_ARGUMENTS.get(type(self).__name__, ["name"]), args)), **kwargs}
        self.name = self.given.get("name") or self.given.get("script_name")
        Step.made.append(self)

    def run_after(self, step: "Step") -> None:
        pass

    def parameters(self) -> list[PipelineParameter]:
        config = self.given.get("parallel_run_config")
        values = [*self.given.values(), *(config.given.values() if config else [])]
        values = [x for v in values for x in (v if isinstance(v, (list, tuple)) else [v])]
        values = [v.dataset if isinstance(v, Consumption) else v for v in values]
        return [v for v in values if isinstance(v, PipelineParameter)]

    def outputs(self) -> list[Output]:
        given = self.given.get("output", self.given.get("outputs"))
        listed = list(given) if isinstance(given, (list, tuple)) else [given] if given is not None else []
        return [x for x in listed if isinstance(x, Output)]

    def reads(self) -> list[Output]:
        items = [*(self.given.get("inputs") or []), *(self.given.get("side_inputs") or []), *(self.given.get("arguments") or [])]
        return [x for x in items if isinstance(x, Output) and x not in self.outputs()]


class ParallelRunStep(Step):
    pass


class PythonScriptStep(Step):
    pass


class StepSequence:
    def __init__(self, steps: Any = None) -> None:
        self.steps = steps


def _flat(steps: Any) -> Any:
    if isinstance(steps, StepSequence):
        yield from _flat(steps.steps)
    elif isinstance(steps, (list, tuple)):
        for step in steps:
            yield from _flat(step)
    elif isinstance(steps, Step):
        yield steps


class Pipeline(Anything):
    def __init__(self, workspace: Any = None, steps: Any = None, description: Any = None, **kwargs: Any) -> None:
        super().__init__("pipeline")
        named = list(_flat(steps))
        for step in named:  # grows: v1 adds the steps that make what the named ones read
            for output in step.reads():
                named.extend(s for s in Step.made if output in s.outputs() and s not in named)
        self.__dict__.update(steps=named, description=description)

    def submit(self, experiment_name: str, **kwargs: Any) -> Anything:
        return Experiment(None, experiment_name).submit(self, **kwargs)


class Run(Anything):
    """A run that has ended well. What PipelineRun and StepRun give in common; anything else answers to anything."""

    def __init__(self, experiment: Any, run_id: str, name: str) -> None:
        super().__init__(run_id)
        self.__dict__.update(experiment=experiment, id=run_id, name=name, display_name=name, status="Completed", tags={})

    def wait_for_completion(self, show_output: bool = True, timeout_seconds: float = 1e9, raise_on_error: bool = True) -> str:
        return "Finished"

    def get_status(self) -> str:
        return "Finished"

    def get_details(self) -> dict[str, Any]:
        return {"runId": self.id, "status": "Completed", "properties": {}, "startTimeUtc": "now", "logFiles": {}}

    def get_tags(self) -> dict[str, str]:
        return self.tags

    def tag(self, key: str, value: str = "") -> None:
        self.tags[key] = value


class PipelineRun(Run):
    def __init__(self, experiment: Any, run_id: str, pipeline: Any = None) -> None:
        super().__init__(experiment, run_id, run_id)
        steps = pipeline.steps if pipeline else []
        self.__dict__["steps"] = [StepRun(experiment, f"{run_id}-{i}", s) for i, s in enumerate(steps)]

    @staticmethod
    def get(workspace: Any, run_id: str) -> "PipelineRun":
        return PipelineRun(Experiment(workspace, "earlier"), run_id)

    def find_step_run(self, name: str) -> list["StepRun"]:
        return [s for s in self.steps if s.name == name]

    def get_children(self, **kwargs: Any) -> Any:
        return iter(self.steps)

    get_steps = get_children

    def get_pipeline_output(self, pipeline_output_name: str) -> "PortDataReference":
        for run in self.steps:
            for output in run.step.outputs():
                if output.kwargs.get("pipeline_output_name") == pipeline_output_name:
                    return PortDataReference(run, output)
        raise KeyError(pipeline_output_name)


class StepRun(Run):
    def __init__(self, experiment: Any, run_id: str, step: Any) -> None:
        super().__init__(experiment, run_id, step.name)
        self.__dict__["step"] = step

    def get_output_data(self, name: str) -> "PortDataReference":
        return PortDataReference(self, next(o for o in self.step.outputs() if (o.kwargs.get("output_name") or o.name) == name))

    def get_output(self, name: str) -> Any:
        return types.SimpleNamespace(get_port_data_reference=lambda: self.get_output_data(name))


class PortDataReference(Anything):
    """Where a step wrote an output, and its download: below the path that it has on the datastore."""

    def __init__(self, run: StepRun, output: Any) -> None:
        super().__init__(f"data of {output.name}")
        self.__dict__.update(run=run, output=output, path_on_datastore=f"azureml/{run.id}/{output.name}", name=output.name)

    def download(self, local_path: Any, overwrite: Any = None, show_progress: Any = None) -> int:
        config = self.run.step.given.get("parallel_run_config")
        rows = config is not None and str(config.output_action).lower() == "append_row"
        folder = pathlib.Path(local_path) / self.path_on_datastore
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ((config.append_row_file_name or "parallel_run_step.txt") if rows else "written-by-the-script.txt")).write_text("a row\n")
        return 1


@dataclass
class Submission:
    experiment: str
    pipeline: Pipeline
    settings: dict[str, Any] = field(default_factory=dict)


SUBMITTED: list[Submission] = []


class Experiment(Named):
    def __init__(self, workspace: Any = None, name: Any = None) -> None:
        super().__init__(name)

    def submit(self, config: Any, tags: Any = None, **kwargs: Any) -> Anything:
        if isinstance(config, Pipeline):
            known = {p.name for s in config.steps for p in s.parameters()}
            given = kwargs.get("pipeline_parameters", kwargs.pop("pipeline_params", None))
            if unknown := set(given or {}) - known:
                raise Exception(f"Pipeline parameter with name {unknown} does not exist")
            SUBMITTED.append(Submission(self.name, config, {**kwargs, "pipeline_parameters": given, **({"tags": tags} if tags else {})}))
            return PipelineRun(self, f"run-{len(SUBMITTED)}", config)
        return Anything("run")


KNOWN: dict[str, Any] = {
    **{c.__name__: c for c in (
        Datastore, DataPath, DataReference, Dataset, PipelineParameter, Environment, CondaDependencies, Workspace, ComputeTarget, ParallelRunConfig,
            ParallelRunStep, PythonScriptStep, StepSequence, Pipeline, PipelineRun, Experiment,
    )},
    "AmlCompute": ComputeTarget, "PipelineData": Output, "OutputFileDatasetConfig": Output, "PipelineOutputFileDataset": lambda data, *args: data,
    "DatasetConsumptionConfig": Consumption, "ComputeTargetException": type("ComputeTargetException", (Exception,), {}),
    "DEFAULT_CPU_IMAGE": "cpu-image", "DEFAULT_GPU_IMAGE": "gpu-image", "VERSION": "1.61.0",
}


#: What the modules give that the fixtures import from a project of their own.
PROJECT: dict[str, Any] = {
    "NODES": 2, "CLUSTER": "cpu-cluster", "scoring": types.SimpleNamespace(timeout=60), "read_size": lambda: 5,
    "make_arguments": lambda: ["--model", "resnet"], "choose_action": lambda: "append_row",
}


class _Module(types.ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name == "__all__":
            return [*KNOWN]
        if name.startswith("__"):
            raise AttributeError(name)
        if not self.__name__.startswith("azureml") and name in PROJECT:
            return PROJECT[name]
        return KNOWN[name] if name in KNOWN else Anything(f"{self.__name__}.{name}")


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Every module of ``azureml``, and the modules of the user's project that a fixture does not ship."""

    def __init__(self, roots: tuple[str, ...]) -> None:
        self.roots = roots

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        return importlib.machinery.ModuleSpec(name, self, is_package=True) if name.split(".")[0] in self.roots else None

    def create_module(self, spec: Any) -> types.ModuleType:
        module = _Module(spec.name)
        module.__path__ = []  # type: ignore[attr-defined]
        return module

    def exec_module(self, module: types.ModuleType) -> None:
        parent, _, child = module.__name__.rpartition(".")
        if parent:
            setattr(sys.modules[parent], child, module)


def install(*roots: str) -> None:
    sys.meta_path.insert(0, Finder(roots))
