"""Runs v1 code on stand-ins of ``azureml`` and records the pipelines that it submits.

The stand-ins know the classes that flow into a parallel run by their documented arguments; everything else in ``azureml`` answers to anything.
What is recorded is what the code passed when it ran, so it is independent of how the codemod reads code.
"""
from __future__ import annotations

import importlib.abc
import importlib.machinery
import os
import re
import sys
import types
from dataclasses import dataclass, field, replace
from typing import Any

CONFIG_ARGUMENTS = (
    "environment entry_script error_threshold output_action compute_target node_count process_count_per_node mini_batch_size source_directory description "
    "logging_level run_invocation_timeout run_max_try append_row_file_name allowed_failed_count allowed_failed_percent partition_keys environment_variables"
).split()
STEP_ARGUMENTS = {
    "ParallelRunStep": "name parallel_run_config inputs output side_inputs arguments allow_reuse".split(),
    "PythonScriptStep": "script_name name arguments compute_target runconfig runconfig_pipeline_params inputs outputs params source_directory allow_reuse version hash_paths".split(),
    "CommandStep": "command name compute_target runconfig runconfig_pipeline_params inputs outputs params source_directory allow_reuse version".split(),
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

    def get(self, key: Any, default: Any = None) -> Any:
        return self[key]

    def __contains__(self, key: Any) -> bool:
        return True


#: What a program does beside submitting: the datastores and data assets that it registers, and the files that it uploads.
EFFECTS: dict[str, list[dict[str, Any]]] = {"datastores": [], "assets": [], "uploads": []}

_STORAGE = "sas_token account_key protocol endpoint overwrite create_if_not_exists skip_validation"
_LAKE = "tenant_id client_id client_secret resource_url authority_url"
#: The arguments of each registration, in order, and what v2 calls the place.
REGISTRATIONS = {
    "azure_blob_container": (f"workspace datastore_name container_name account_name {_STORAGE} blob_cache_timeout", "container_name"),
    "azure_file_share": (f"workspace datastore_name file_share_name account_name {_STORAGE}", "file_share_name"),
    "azure_data_lake": (f"workspace datastore_name store_name {_LAKE} subscription_id resource_group overwrite", "store_name"),
    "azure_data_lake_gen2": (f"workspace datastore_name filesystem account_name {_LAKE} protocol endpoint overwrite", "filesystem"),
}


class _Registers(type):
    def __getattr__(cls, name: str) -> Any:
        if not name.startswith("register_"):
            raise AttributeError(name)

        def register(*args: Any, **kwargs: Any) -> Any:
            names, place = REGISTRATIONS.get(name.removeprefix("register_"), ("workspace datastore_name", "datastore_name"))
            given = {**dict(zip(names.split(), args)), **kwargs}
            secret = next(((k, given[k]) for k in ("account_key", "sas_token", "client_secret") if given.get(k)), None)
            EFFECTS["datastores"].append({
                "name": given["datastore_name"], "place": given[place], "account": given.get("account_name"), "secret": [secret[0], str(secret[1])] if secret else None,
                "endpoint": given.get("endpoint"), "protocol": given.get("protocol"),
            })
            return Datastore(None, given["datastore_name"])

        return register


class Datastore(Named, metaclass=_Registers):
    def __init__(self, workspace: Any = None, name: Any = None, **kwargs: Any) -> None:
        super().__init__(name)
        self.__dict__.update(account_name="account", container_name="container", account_key="key", sas_token="token")

    def path(self, path: Any = None, data_reference_name: Any = None) -> Any:
        return DataReference(self, data_reference_name, path)

    def as_mount(self) -> Any:
        return DataReference(self)

    def as_download(self, path_on_compute: Any = None) -> Any:
        return DataReference(self, mode="download", path_on_compute=path_on_compute)

    def upload(self, src_dir: str, target_path: Any = None, overwrite: bool = False, show_progress: bool = True) -> Any:
        EFFECTS["uploads"].append({"datastore": self.name, "from": src_dir, "folder": True, "to": target_path or "", "overwrite": overwrite})
        return DataReference(self, None, target_path or "")

    def upload_files(self, files: Any, relative_root: Any = None, target_path: Any = None, overwrite: bool = False, show_progress: bool = True) -> Any:
        root = os.path.abspath(relative_root) if relative_root else os.path.commonpath([os.path.dirname(os.path.abspath(f)) for f in files])
        for path in files:
            below = os.path.dirname(os.path.relpath(os.path.abspath(path), root))
            EFFECTS["uploads"].append({"datastore": self.name, "from": path, "folder": False, "to": os.path.join(target_path or "", below).rstrip("/"), "overwrite": overwrite})
        return DataReference(self, None, target_path or "")

    @staticmethod
    def get(workspace: Any, datastore_name: Any) -> Any:
        return Datastore(workspace, datastore_name)

    @staticmethod
    def get_default(workspace: Any) -> Any:
        return Datastore(workspace, "workspaceblobstore")


@dataclass(eq=False)
class DataPath:
    datastore: Any
    path_on_datastore: Any = ""
    name: Any = None


@dataclass(eq=False)
class DataReference:
    datastore: Any = None
    data_reference_name: str | None = None
    path_on_datastore: Any = None
    mode: str = "mount"
    path_on_compute: Any = None
    overwrite: bool = False

    def as_mount(self) -> "DataReference":
        return replace(self, mode="mount")

    def as_download(self, path_on_compute: Any = None, overwrite: bool = False) -> "DataReference":
        return replace(self, mode="download", path_on_compute=path_on_compute)


class DatasetObject(Anything):
    """A dataset: its kind (``file``, ``table`` or None), the v2 URIs of its paths, and whether it is looked up by its registered name."""

    def __init__(self, kind: str | None, uris: list[str], *, named: bool = False, one_file: bool = False) -> None:
        super().__init__(uris[0])
        self.__dict__.update(kind=kind, uri=uris[0], uris=uris, named=named, one_file=one_file)

    def register(self, workspace: Any = None, name: str = "", description: Any = None, tags: Any = None, create_new_version: bool = False) -> "DatasetObject":
        EFFECTS["assets"].append({"name": name, "uri": self.uri, "kind": self.kind, "description": description, "tags": tags or {}})
        registered = DatasetObject(self.kind, [f"azureml:{name}@latest"])
        registered.__dict__["made_from"] = self
        return registered

    def as_named_input(self, name: str) -> "Consumption":
        return Consumption(name, self)

    def as_mount(self, path_on_compute: Any = None) -> "Consumption":
        return Consumption(None, self, "mount", path_on_compute)

    def as_download(self, path_on_compute: Any = None) -> "Consumption":
        return Consumption(None, self, "download", path_on_compute)


@dataclass(eq=False)
class Consumption:
    name: str | None
    dataset: Any
    mode: str = "direct"
    path_on_compute: Any = None

    def as_mount(self, path_on_compute: Any = None) -> "Consumption":
        return replace(self, mode="mount", path_on_compute=path_on_compute)

    def as_download(self, path_on_compute: Any = None) -> "Consumption":
        return replace(self, mode="download", path_on_compute=path_on_compute)


def uris_of(path: Any) -> list[str]:
    """The v2 URIs that a v1 ``path`` names."""
    if isinstance(path, list):
        return [uri for p in path for uri in uris_of(p)]
    if isinstance(path, tuple):
        return uris_of(DataPath(*path))
    if isinstance(path, (DataPath, DataReference)):
        below = str(path.path_on_datastore or "").replace("\\", "/")
        return [f"azureml://datastores/{path.datastore.name}/paths/{re.sub(r'^([.]?/+)+|^[.]$', '', below)}"]
    return [str(path)]


def _register_frame(dataframe: Any = None, target: Any = None, name: str = "", description: Any = None, tags: Any = None, **kwargs: Any) -> DatasetObject:
    EFFECTS["assets"].append({"name": name, "uri": "a frame", "kind": "table", "description": description, "tags": tags or {}})
    return DatasetObject("table", [f"azureml:{name}@latest"], named=True)


class _Tabular(type):
    def __getattr__(cls, name: str) -> Any:
        if name.startswith("register_"):
            return _register_frame
        return lambda path=None, *args, **kwargs: DatasetObject("table", uris_of(path))


class Dataset:
    class File:
        @staticmethod
        def from_files(path: Any = None, validate: bool = True, partition_format: Any = None, is_file: bool = False) -> DatasetObject:
            return DatasetObject("file", uris_of(path), one_file=is_file)

    class Tabular(metaclass=_Tabular):
        pass

    @staticmethod
    def get_by_name(workspace: Any, name: str, version: Any = "latest") -> DatasetObject:
        return DatasetObject(None, [f"azureml:{name}" + ("@latest" if version in ("latest", None) else f":{version}")], named=True)


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


class DockerConfiguration(Anything):
    def __init__(self, use_docker: bool = False, shared_volumes: bool = True, arguments: Any = (), shm_size: Any = None) -> None:
        super().__init__("docker")
        self.__dict__.update(use_docker=use_docker, shared_volumes=shared_volumes, arguments=list(arguments), shm_size=shm_size)


class RunConfiguration(Anything):
    def __init__(self, script: Any = None, arguments: Any = None, framework: Any = None, communicator: Any = None, conda_dependencies: Any = None) -> None:
        super().__init__("run configuration")
        self.__dict__.update(environment=Environment(), target=None, node_count=1, docker=DockerConfiguration(), environment_variables={}, max_run_duration_seconds=None)
        if conda_dependencies is not None:
            self.environment.python.conda_dependencies = conda_dependencies


class Workspace(Anything):
    def __init__(self, subscription_id: str = "subscription", resource_group: str = "group", workspace_name: str = "workspace", **kwargs: Any) -> None:
        super().__init__("workspace")
        self.__dict__.update(
            name=workspace_name, subscription_id=subscription_id, resource_group=resource_group, location="here",
            compute_targets=Lookup(Named), datastores=Lookup(lambda n: Datastore(None, n)), datasets=Lookup(lambda n: Dataset.get_by_name(None, n)),
            environments=Lookup(lambda n: Environment.get(None, n)),
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
        self.name = self.given.get("name") or self.given.get("script_name") or self._first_word()
        Step.made.append(self)

    def _first_word(self) -> str:
        """What v1 calls a command step without a name."""
        command = self.given.get("command") or ""
        return "CommandStep_" + str(command[0] if isinstance(command, list) else command).split(" ", 1)[0]

    def run_after(self, step: "Step") -> None:
        pass

    def outputs(self) -> list[Output]:
        given = self.given.get("output", self.given.get("outputs"))
        listed = list(given) if isinstance(given, (list, tuple)) else [given] if given is not None else []
        return [x for x in listed if isinstance(x, Output)]

    def reads(self) -> list[Output]:
        command = self.given.get("command")
        items = [*(self.given.get("inputs") or []), *(self.given.get("side_inputs") or []), *(self.given.get("arguments") or []), *(command if isinstance(command, list) else [])]
        return [x for x in items if isinstance(x, Output) and x not in self.outputs()]


class ParallelRunStep(Step):
    pass


class PythonScriptStep(Step):
    pass


class CommandStep(Step):
    pass


OTHER_STEPS = [type(name, (Step,), {}) for name in "MpiStep EstimatorStep HyperDriveStep AutoMLStep RScriptStep SynapseSparkStep ModuleStep DatabricksStep DataTransferStep AdlaStep AzureBatchStep KustoStep".split()]


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
    elif isinstance(steps, Output):
        yield next(s for s in Step.made if steps in s.outputs())


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
            SUBMITTED.append(Submission(self.name, config, {**kwargs, **({"tags": tags} if tags else {})}))
        return Anything("run")


KNOWN: dict[str, Any] = {
    **{c.__name__: c for c in (
        Datastore, DataPath, DataReference, Dataset, PipelineParameter, Environment, CondaDependencies, Workspace, ComputeTarget, ParallelRunConfig,
        ParallelRunStep, PythonScriptStep, CommandStep, *OTHER_STEPS, StepSequence, RunConfiguration, DockerConfiguration, Pipeline, Experiment,
    )},
    "AmlCompute": ComputeTarget, "PipelineData": Output, "OutputFileDatasetConfig": Output, "PipelineOutputFileDataset": lambda data, *args: data,
    "DatasetConsumptionConfig": Consumption, "ComputeTargetException": type("ComputeTargetException", (Exception,), {}),
    "DEFAULT_CPU_IMAGE": "cpu-image", "DEFAULT_GPU_IMAGE": "gpu-image", "VERSION": "1.61.0",
}


#: What the modules give that the fixtures import from a project of their own.
PROJECT: dict[str, Any] = {
    "NODES": 2, "CLUSTER": "cpu-cluster", "scoring": types.SimpleNamespace(timeout=60), "read_size": lambda: 5,
    "read_frames": lambda: [Anything("frame"), Anything("frame")],
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
