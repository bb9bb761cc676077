"""Runs v1 code on stand-ins of ``azureml`` and records the pipelines that it submits.

The stand-ins know the classes that flow into a parallel run by their documented arguments; everything else in ``azureml`` answers to anything.
What is recorded is what the code passed when it ran, so it is independent of how the codemod reads code.
"""
from __future__ import annotations

import copy
import importlib
import importlib.abc
import importlib.machinery
import os
import re
import sys
import types
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

import tables
from tables import DataType  # noqa: F401 - programs import it

CONFIG_ARGUMENTS = (
    "environment entry_script error_threshold output_action compute_target node_count process_count_per_node mini_batch_size source_directory description "
    "logging_level run_invocation_timeout run_max_try append_row_file_name allowed_failed_count allowed_failed_percent partition_keys environment_variables"
).split()
CONFIG_DEFAULTS = {"logging_level": "INFO", "run_invocation_timeout": 60, "run_max_try": 3, "environment_variables": {}}
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

    def get(self, key: Any, default: Any = None) -> Any:
        return self[key]


#: The files of the project that runs.
FILES: dict[str, str] = {}

#: What a program does beside submitting: the datastores and data assets that it registers, and the files that it uploads.
EFFECTS: dict[str, list[dict[str, Any]]] = {"datastores": [], "assets": [], "uploads": [], "downloads": [], "workspaces": [], "waits": []}


def addressed(subscription_id: Any, resource_group: Any, name: Any) -> None:
    """Keeps which workspace a program works in, where it says so: an answer that stands for anything means none."""
    if not any(isinstance(x, Anything) for x in (subscription_id, resource_group, name)):
        EFFECTS["workspaces"].append({"subscription": subscription_id, "group": resource_group, "name": name})


#: The names under which folders that steps write are registered.
REGISTERED: set[str] = set()
#: The names of the datasets that v1 code registers: v1 datasets, also for an upgraded program that goes on doing so.
V1_DATASETS: set[str] = set()

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

    def download(self, target_path: str, prefix: Any = None, overwrite: bool = False, show_progress: bool = True) -> int:
        EFFECTS["downloads"].append({"datastore": self.name, "from": (prefix or "").rstrip("/"), "to": os.path.normpath(os.path.join(target_path, prefix or "")), "overwrite": overwrite})
        return 1

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
class DataPathComputeBinding:
    """How a step gets the path that a parameter names."""

    mode: str = "mount"
    path_on_compute: Any = None
    overwrite: bool = False


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

    def __init__(self, kind: str | None, uris: list[str], *, named: bool = False, one_file: bool = False, address: str | None = None) -> None:
        super().__init__(uris[0])
        self.__dict__.update(kind=kind, uri=uris[0], uris=uris, named=named, one_file=one_file, address=address)

    def register(self, workspace: Any = None, name: str = "", description: Any = None, tags: Any = None, create_new_version: bool = False) -> "DatasetObject":
        V1_DATASETS.add(name)
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

    def as_hdfs(self) -> "Consumption":
        return replace(self, mode="hdfs")


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
        def read(*args: Any, **kwargs: Any) -> DatasetObject:
            written = tables.of_call(name, args, kwargs)
            paths = uris_of(kwargs["path"] if "path" in kwargs else next(iter(args if name != "from_sql_query" else ()), None))
            return DatasetObject("table", [written] if written else paths, address=paths[0])

        return read


class Dataset:
    class File:
        @staticmethod
        def from_files(path: Any = None, validate: bool = True, partition_format: Any = None, is_file: bool = False) -> DatasetObject:
            return DatasetObject("file", uris_of(path), one_file=is_file)

        @staticmethod
        def upload_directory(src_dir: str, target: Any, pattern: Any = None, overwrite: bool = False, show_progress: bool = True) -> DatasetObject:
            place = DataPath(*target) if isinstance(target, tuple) else target if isinstance(target, DataPath) else DataPath(target)
            EFFECTS["uploads"].append({"datastore": place.datastore.name, "from": src_dir, "folder": True, "to": str(place.path_on_datastore or ""), "overwrite": overwrite})
            return DatasetObject("file", uris_of(place))

    class Tabular(metaclass=_Tabular):
        pass

    @staticmethod
    def get_by_name(workspace: Any, name: str, version: Any = "latest") -> DatasetObject:
        return DatasetObject(None, [f"azureml:{name}" + ("@latest" if version in ("latest", None) else f":{version}")], named=True)

    @staticmethod
    def get_by_id(workspace: Any, id: str, **kwargs: Any) -> DatasetObject:
        return Dataset.get_by_name(workspace, id)


@dataclass(eq=False)
class PipelineParameter:
    name: str
    default_value: Any


class Output:
    """``PipelineData`` and ``OutputFileDatasetConfig``. Each method gives a copy; ``origin`` is the object that was made first."""

    FIRST = ("name", "destination", "source", "partition_format")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.given = {**dict(zip(self.FIRST, args)), **kwargs}
        self.name: str | None = self.given.get("output_name") or self.given.get("name")
        self.origin = self
        self.mode = self.given.get("output_mode") or "mount"
        self.registered: str | None = None
        self.table = False
        #: How it is read: whether it is an input at all, its name and its mode.
        self.is_input, self.input_name, self.input_mode = False, None, "mount"

    def _with(self, **changes: Any) -> Any:
        other = copy.copy(self)
        other.__dict__.update(changes)
        return other

    def read_delimited_files(self, *args: Any, **kwargs: Any) -> Any:
        return self._with(table=True, input_mode="direct")

    parse_delimited_files = read_parquet_files = parse_parquet_files = read_delimited_files

    def keep_columns(self, columns: Any) -> Any:
        return self._with()

    drop_columns = keep_columns


class OutputFileDatasetConfig(Output):
    def as_mount(self, path_or_cache: Any = None, **kwargs: Any) -> Any:
        return self._with(input_mode="mount") if self.is_input else self._with(mode="mount")

    def as_upload(self, overwrite: bool = False, source_globs: Any = None) -> Any:
        return self._with(mode="upload")

    def as_download(self, path_on_compute: Any = None) -> Any:
        return self._with(input_mode="download")

    def as_input(self, name: Any = None) -> Any:
        return self._with(is_input=True, input_name=name)

    def register_on_complete(self, name: str, description: Any = None, tags: Any = None) -> Any:
        REGISTERED.update([] if self.table else [name])
        return self._with(registered=name)


class PipelineData(Output):
    FIRST = ("name", "datastore", "output_name", "output_mode", "output_path_on_compute", "output_overwrite", "data_type", "is_directory", "pipeline_output_name", "training_output")  # type: ignore[assignment]

    def create_input_binding(self, input_name: Any = None, mode: Any = None, path_on_compute: Any = None, overwrite: Any = None) -> Any:
        return self._with(is_input=True, input_name=input_name, input_mode=mode or "mount")

    def as_input(self, input_name: str) -> Any:
        return self.create_input_binding(input_name)

    def as_mount(self, input_name: Any = None) -> Any:
        return self.create_input_binding(input_name)

    def as_download(self, input_name: Any = None, path_on_compute: Any = None, overwrite: Any = None) -> Any:
        return self.create_input_binding(input_name, "download")

    def as_dataset(self) -> Any:
        return PipelineOutputFileDataset(self)

    def get_env_variable_name(self) -> str:
        return f"$AZUREML_DATAREFERENCE_{self.name}"

    data_type = property(lambda self: self.given.get("data_type"))
    datastore = property(lambda self: self.given.get("datastore"))


class PipelineOutputFileDataset(Output):
    def __init__(self, pipeline_data: PipelineData) -> None:
        self.__dict__.update(pipeline_data.__dict__)

    def as_named_input(self, name: str) -> Any:
        return self._with(input_name=name)

    def as_mount(self, path_on_compute: Any = None) -> Any:
        return self._with(input_mode="mount")

    def as_download(self, path_on_compute: Any = None) -> Any:
        return self._with(input_mode="download")

    def as_direct(self) -> Any:
        return self._with(input_mode="direct")

    def register(self, name: str, create_new_version: bool = True) -> Any:
        REGISTERED.update([] if self.table else [name])
        return self._with(registered=name)


#: The default images of azureml-core 1.61 (azureml_base_images.json): only the first has a date.
CPU_IMAGE = "mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:20251130.v1"
GPU_IMAGE = "mcr.microsoft.com/azureml/openmpi4.1.0-cuda11.8-cudnn8-ubuntu22.04"


class PythonSection(Anything):
    def __init__(self) -> None:
        super().__init__("python section")
        self.__dict__.update(user_managed_dependencies=False, interpreter_path="python", conda_dependencies=CondaDependencies())


class DockerSection(Anything):
    """An image, a Dockerfile or a build context: setting one takes the others away, None takes away its own."""

    ONE_OF = ("base_image", "base_dockerfile", "build_context")

    def __init__(self) -> None:
        super().__init__("docker section")
        self.__dict__.update(base_image=CPU_IMAGE, base_dockerfile=None, build_context=None)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in self.ONE_OF and value:
            self.__dict__.update(dict.fromkeys(self.ONE_OF))
            if name == "base_dockerfile" and os.path.isfile(value):
                value = Path(value).read_text()
        self.__dict__[name] = value


class Environment(Anything):
    def __init__(self, name: Any = None, **kwargs: Any) -> None:
        super().__init__(f"environment {name}")
        self.__dict__.update(name=name, form="new", version=None, environment_variables={}, python=PythonSection(), docker=DockerSection(), tag=None)

    @staticmethod
    def get(workspace: Any, name: str, version: Any = None, label: Any = None) -> "Environment":
        environment = Environment(name)
        environment.__dict__.update(form="get", version=version, tag=label, fetched=name)
        return environment

    @staticmethod
    def from_conda_specification(name: str, file_path: str) -> "Environment":
        environment = Environment(name)
        environment.python.conda_dependencies = CondaDependencies(file_path)
        return environment

    @staticmethod
    def from_pip_requirements(name: str, file_path: str, pip_version: Any = None) -> "Environment":
        environment = Environment(name)
        packages = environment.python.conda_dependencies
        packages.pip = Path(file_path).read_text().splitlines()
        packages.add_conda_package(f"pip={pip_version}" if pip_version else "pip")
        return environment

    @staticmethod
    def _with(name: str, conda_specification: Any, pip_requirements: Any) -> "Environment":
        if conda_specification:
            return Environment.from_conda_specification(name, conda_specification)
        if pip_requirements:
            return Environment.from_pip_requirements(name, pip_requirements)
        environment = Environment(name)
        environment.python.user_managed_dependencies = True
        return environment

    @staticmethod
    def from_docker_image(name: str, image: str, container_registry: Any = None, conda_specification: Any = None, pip_requirements: Any = None) -> "Environment":
        environment = Environment._with(name, conda_specification, pip_requirements)
        environment.docker.base_image = image
        return environment

    @staticmethod
    def from_dockerfile(name: str, dockerfile: str, conda_specification: Any = None, pip_requirements: Any = None) -> "Environment":
        environment = Environment._with(name, conda_specification, pip_requirements)
        environment.docker.base_dockerfile = dockerfile
        return environment

    @staticmethod
    def from_docker_build_context(name: str, docker_build_context: Any) -> "Environment":
        environment = Environment(name)
        environment.python.conda_dependencies = None
        environment.docker.build_context = docker_build_context
        return environment

    @staticmethod
    def load_from_directory(path: str) -> "Environment":
        return Environment(os.path.basename(path))

    @staticmethod
    def from_existing_conda_environment(name: str, conda_environment_name: str) -> "Environment":
        return Environment(name)

    def clone(self, new_name: str) -> "Environment":
        copied = copy.deepcopy(self)
        copied.__dict__.update(name=new_name, version=None)
        return copied

    def register(self, workspace: Any) -> "Environment":
        return copy.deepcopy(self)


@dataclass(eq=False)
class DockerBuildContext:
    path: str
    dockerfile_path: str = "Dockerfile"

    @staticmethod
    def from_local_directory(workspace: Any, path: str, dockerfile_path: str = "Dockerfile") -> "DockerBuildContext":
        return DockerBuildContext(path, dockerfile_path)


class CondaDependencies(Anything):
    """A conda specification as azureml-core 1.61 builds it up. What pip gets is one list of packages and options, in order."""

    def __init__(self, conda_dependencies_file_path: Any = None) -> None:
        super().__init__("conda")
        self.__dict__.update(python="3.8.13", channels=["anaconda", "conda-forge"], conda=[], pip=["azureml-defaults"])
        if conda_dependencies_file_path is not None:
            self.__dict__.update(specification(yaml.safe_load(Path(conda_dependencies_file_path).read_text())))
            self.python = self.python or "3.10.18"

    @staticmethod
    def create(pip_indexurl: Any = None, pip_packages: Any = None, conda_packages: Any = None, python_version: Any = "3.10.18", pin_sdk_version: bool = True) -> "CondaDependencies":
        conda = CondaDependencies()
        conda.python = python_version
        conda.pip = ["--find-links " + pip_indexurl, "--extra-index-url https://pypi.python.org/simple"] if pip_indexurl else []
        for package in ["azureml-defaults"] if pip_packages is None else pip_packages:
            conda.add_pip_package(package)
        for package in conda_packages or []:
            conda.add_conda_package(package)
        return conda

    def add_pip_package(self, package: str) -> None:
        self.remove_pip_package(package)
        self.pip.append(package)

    def remove_pip_package(self, package: str) -> None:
        same = [p for p in self.pip if _package(p) == _package(package)]
        if same:
            self.pip.remove(same[-1])

    def add_conda_package(self, package: str) -> None:
        if package in self.conda:
            return
        if _package(package) == "python":
            self.python = re.search(r"\d+\.\d+(\.\d+)?$", package)[0]
        else:
            self.conda.append(package)

    def remove_conda_package(self, package: str) -> None:
        if package in self.conda:
            self.conda.remove(package)

    def set_python_version(self, version: str) -> None:
        self.python = version

    def add_channel(self, channel: str) -> None:
        if channel not in self.channels:
            self.channels.append(channel)

    def remove_channel(self, channel: str) -> None:
        if channel in self.channels:
            self.channels.remove(channel)

    def set_pip_requirements(self, requirements: list[str]) -> None:
        self.pip = list(requirements)

    def set_pip_option(self, option: str) -> None:
        at = next((i for i, p in enumerate(self.pip) if p.startswith("-") and p.split()[0] == option.split()[0]), len(self.pip))
        self.pip[at : at + 1] = [option]

    set_pip_index_url = set_pip_option


def _package(text: str) -> str:
    return re.split(r"[\[=|<>~!]", text)[0]


def specification(given: dict[str, Any] | None) -> dict[str, Any] | None:
    """A conda specification by its parts: the Python, the channels, the conda packages, and what pip gets."""
    if given is None:
        return None
    lines = given.get("dependencies") or []
    conda = [x for x in lines if isinstance(x, str)]
    python = next((x for x in conda if _package(x) == "python"), None)
    return {
        "python": python and re.sub(r"^python=+", "", python), "channels": list(given.get("channels") or []), "conda": [x for x in conda if x != python],
        "pip": [p for x in lines if isinstance(x, dict) for p in x["pip"]],
    }


class Model(Named):
    """A registered model: the third of its name where no version is asked for, the first where it is registered."""

    Framework = Anything("frameworks")

    def __init__(self, workspace: Any = None, name: Any = None, id: Any = None, tags: Any = None, properties: Any = None, version: Any = None) -> None:
        name, _, number = (id or name or "found").partition(":")
        super().__init__(name)
        self.__dict__.update(version=int(version or number or 3), tags={})
        self.__dict__["id"] = f"{name}:{self.version}"

    @staticmethod
    def register(workspace: Any, model_path: Any, model_name: Any, tags: Any = None, **kwargs: Any) -> "Model":
        model = Model(workspace, model_name, version=1)
        model.tags = tags or {}
        return model


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
        addressed(subscription_id, resource_group, workspace_name)
        self.__dict__.update(
            name=workspace_name, subscription_id=subscription_id, resource_group=resource_group, location="here",
            compute_targets=Lookup(Named), datastores=Lookup(lambda n: Datastore(None, n)), datasets=Lookup(lambda n: Dataset.get_by_name(None, n)),
            environments=Lookup(lambda n: Environment.get(None, n)), experiments=Lookup(lambda n: Experiment(None, n)), models=Lookup(lambda n: Model(None, n)),
        )

    def get_default_datastore(self) -> Datastore:
        return Datastore(None, "workspaceblobstore")

    @staticmethod
    def from_config(*args: Any, **kwargs: Any) -> "Workspace":
        return Workspace()

    @staticmethod
    def setup() -> "Workspace":
        return Workspace()

    @staticmethod
    def get(name: str, auth: Any = None, subscription_id: Any = "subscription", resource_group: Any = "group", *args: Any, **kwargs: Any) -> "Workspace":
        return Workspace(subscription_id, resource_group, name)


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
    positional = CONFIG_ARGUMENTS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.given = {**dict(zip(self.positional, args)), **kwargs}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name == "given":
            raise AttributeError(name)
        value = self.given.get(name)
        # What v1 makes of a text when the config is made.
        if name == "mini_batch_size" and isinstance(value, str) and (size := re.fullmatch(r"(\d+)([kmg]b)?", value.lower())):
            return int(size[1]) * {None: 1, "kb": 2**10, "mb": 2**20, "gb": 2**30}[size[2]]
        return CONFIG_DEFAULTS.get(name) if value is None else value

    def __setattr__(self, name: str, value: Any) -> None:
        if name in self.positional:
            self.given[name] = value
        else:
            self.__dict__[name] = value

    def taken(self) -> "ParallelRunConfig":
        """What a step takes when it is made: of the environment the object, of everything else the value."""
        taken = copy.copy(self)
        taken.__dict__["given"] = {k: _copied(v) for k, v in self.given.items()}
        return taken

    def save_to_yaml(self, path: Any) -> None:
        """Writes a file that no program reads again."""

    @staticmethod
    def load_yaml(workspace: Any, path: Any) -> "ParallelRunConfig":
        import v1_yaml

        return v1_yaml.load_config(workspace, path)


def _copied(value: Any) -> Any:
    return list(value) if isinstance(value, list) else dict(value) if type(value) is dict else value


def kind_of(step: Any) -> str:
    """The v1 class of a step, also where the program derives a class of its own from it, or a YAML file makes one of its base."""
    name = type(step).__name__
    known = ("ParallelRunStep", "PythonScriptStep", "CommandStep")
    return next((c.__name__ for c in type(step).__mro__ if c.__name__ in known), {f"_{x}Base": x for x in known}.get(name, name))


class Step:
    made: list["Step"] = []
    positional = ["name"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.given = {**dict(zip(self.positional, args)), **kwargs}
        self.name = self.given.get("name") or self.given.get("script_name") or self._first_word()
        if isinstance(config := self.given.get("parallel_run_config"), ParallelRunConfig):  # a parallel step works its lists and its configuration up at once
            self.given = {**{k: _copied(v) for k, v in self.given.items()}, "parallel_run_config": config.taken()}
        self.earlier: list[Step] = []
        Step.made.append(self)

    def taken(self) -> "Step":
        """What a pipeline takes when it is made: the environments and run configurations as they are now."""
        taken = copy.copy(self)
        taken.given = {k: _copied(v) for k, v in self.given.items()}
        config, run = taken.given.get("parallel_run_config"), taken.given.get("runconfig")
        if isinstance(config, ParallelRunConfig):
            taken.given["parallel_run_config"] = config = config.taken()
            config.given["environment"] = copy.deepcopy(config.given.get("environment"))
        if isinstance(run, RunConfiguration):
            taken.given["runconfig"] = copy.deepcopy(run)
        return taken

    def _first_word(self) -> str:
        """What v1 calls a command step without a name."""
        command = self.given.get("command") or ""
        return "CommandStep_" + str(command[0] if isinstance(command, list) else command).split(" ", 1)[0]

    def run_after(self, step: "Step") -> None:
        self.earlier.append(step)

    def parameters(self) -> list[PipelineParameter]:
        config = self.given.get("parallel_run_config")
        return list(_parameters_in([*self.given.values(), *(config.given.values() if config else [])]))

    def outputs(self) -> list[Output]:
        """What it writes: what it names, and each ``OutputFileDatasetConfig`` that only stands in its arguments. As it was given, by origin."""
        given = self.given.get("output", self.given.get("outputs"))
        listed = list(given) if isinstance(given, (list, tuple)) else [given] if given is not None else []
        inputs = [*(self.given.get("inputs") or []), *(self.given.get("side_inputs") or [])]
        command = self.given.get("command")
        words = [*(self.given.get("arguments") or []), *(command if isinstance(command, list) else [])]
        passed = [x for x in words if isinstance(x, OutputFileDatasetConfig) and not x.is_input and not any(x is i for i in inputs)]
        found: dict[int, Output] = {}
        for x in [*listed, *passed]:
            if isinstance(x, Output):
                found.setdefault(id(x.origin), x)
        return list(found.values())

    def writes(self, output: Output) -> bool:
        return any(x.origin is output.origin for x in self.outputs())

    def reads(self) -> list[Output]:
        command = self.given.get("command")
        items = [*(self.given.get("inputs") or []), *(self.given.get("side_inputs") or []), *(self.given.get("arguments") or []), *(command if isinstance(command, list) else [])]
        items = [x.dataset if isinstance(x, Consumption) else x for x in items]
        return [x for x in items if isinstance(x, Output) and not self.writes(x)]


def _parameters_in(value: Any) -> Any:
    value = value.dataset if isinstance(value, Consumption) else value
    if isinstance(value, PipelineParameter):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else []:
        yield from _parameters_in(inner)


class ParallelRunStep(Step):
    positional = STEP_ARGUMENTS["ParallelRunStep"]


class PythonScriptStep(Step):
    positional = STEP_ARGUMENTS["PythonScriptStep"]


class CommandStep(Step):
    positional = STEP_ARGUMENTS["CommandStep"]


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
        for step in named:  # grows: v1 adds the steps that make what the named ones read, and those that they run after
            named.extend(s for s in step.earlier if s not in named)
            for output in step.reads():
                named.extend(s for s in Step.made if s.writes(output) and s not in named)
        self.__dict__.update(steps=[s.taken() for s in named], description=description, default_datastore=kwargs.get("default_datastore"))

    @staticmethod
    def load_yaml(workspace: Any, filename: Any) -> "Pipeline":
        import v1_yaml

        return v1_yaml.load_pipeline(workspace, filename)

    def submit(self, experiment_name: str, **kwargs: Any) -> Anything:
        return Experiment(None, experiment_name).submit(self, **kwargs)

    def publish(self, name: Any = None, description: Any = None, version: Any = None, continue_on_step_failure: Any = None) -> "Published":
        return Published(self, name, description, version, continue_on_step_failure)


class Run(Anything):
    """A run that has ended well. What PipelineRun and StepRun give in common; anything else answers to anything."""

    def __init__(self, experiment: Any, run_id: str, name: str) -> None:
        super().__init__(run_id)
        self.__dict__.update(experiment=experiment, id=run_id, name=name, display_name=name, status="Completed", tags={})

    def wait_for_completion(self, show_output: bool = True, timeout_seconds: float = 1e9, raise_on_error: bool = True) -> str:
        if "is_pipeline" in self.__dict__:
            EFFECTS["waits"].append({"run": self.id})
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
        pipeline = pipeline or STARTED.get(run_id)
        steps = pipeline.steps if pipeline else []
        self.__dict__.update(is_pipeline=True, pipeline=pipeline, steps=[StepRun(experiment, f"{run_id}-{i}", s) for i, s in enumerate(steps)])

    @staticmethod
    def get(workspace: Any, run_id: str) -> "PipelineRun":
        return PipelineRun(Experiment(workspace, "earlier"), run_id)

    def publish_pipeline(self, name: Any, description: Any, version: Any, continue_on_step_failure: Any = None, **kwargs: Any) -> "Published":
        return Published(self.pipeline, name, description, version, continue_on_step_failure)

    def find_step_run(self, name: str) -> list["StepRun"]:
        return [s for s in self.steps if s.name == name]

    def get_children(self, **kwargs: Any) -> Any:
        return iter(self.steps)

    get_steps = get_children

    def get_pipeline_output(self, pipeline_output_name: str) -> "PortDataReference":
        for run in self.steps:
            for output in run.step.outputs():
                if output.given.get("pipeline_output_name") == pipeline_output_name:
                    return PortDataReference(run, output)
        raise KeyError(pipeline_output_name)


class StepRun(Run):
    def __init__(self, experiment: Any, run_id: str, step: Any) -> None:
        super().__init__(experiment, run_id, step.name)
        self.__dict__["step"] = step

    def get_output_data(self, name: str) -> "PortDataReference":
        return PortDataReference(self, next(o for o in self.step.outputs() if (o.given.get("output_name") or o.name) == name))

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
        folder = Path(local_path) / self.path_on_datastore
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ((config.append_row_file_name or "parallel_run_step.txt") if rows else "written-by-the-script.txt")).write_text("a row\n")
        return 1


@dataclass
class Submission:
    experiment: str
    pipeline: Pipeline
    settings: dict[str, Any] = field(default_factory=dict)


SUBMITTED: list[Submission] = []


class Published(Anything):
    """A published pipeline. Its id and its address are found again by the calls that get them."""

    made: list["Published"] = []

    def __init__(self, pipeline: Any, name: Any, description: Any, version: Any, continue_on_step_failure: Any) -> None:
        super().__init__("published")
        self.made.append(self)
        number = len(self.made)
        self.__dict__.update(
            pipeline=pipeline, name=name, description=description, version=version, continue_on_step_failure=continue_on_step_failure, id=f"id-{number}", endpoint=f"https://published/{number}",
        )

    def submit(self, workspace: Any, experiment_name: Any, pipeline_parameters: Any = None, **kwargs: Any) -> "PipelineRun":
        CALLED.append(Call(self, experiment_name, pipeline_parameters or {}))
        return PipelineRun(Experiment(workspace, experiment_name), f"called-{len(CALLED)}", self.pipeline)

    @classmethod
    def found(cls, **values: Any) -> Any:
        return next((p for p in cls.made if all(p.__dict__[k] == v for k, v in values.items())), None)


@dataclass
class Call:
    """A run that is started through what is published."""

    published: Published
    experiment: Any
    parameters: dict[str, Any]


CALLED: list[Call] = []
#: The pipelines that were started through their address, by the id of the run.
STARTED: dict[str, Pipeline] = {}


class ScheduleRecurrence:
    def __init__(self, frequency: Any, interval: Any, start_time: Any = None, time_zone: Any = None, hours: Any = None, minutes: Any = None, week_days: Any = None, time_of_day: Any = None) -> None:
        if time_of_day is not None:
            hours, minutes = ([int(part)] for part in time_of_day.split(":"))
        self.given = {"frequency": frequency, "interval": interval, "start_time": start_time, "time_zone": time_zone, "hours": hours, "minutes": minutes, "week_days": week_days}


class Schedule(Anything):
    made: list["Schedule"] = []

    @staticmethod
    def list(*args: Any, **kwargs: Any) -> Any:
        return Anything("schedules")

    get = get_all = list

    @staticmethod
    def create(
        workspace: Any, name: Any, pipeline_id: Any, experiment_name: Any, recurrence: Any = None, description: Any = None, pipeline_parameters: Any = None, wait_for_provisioning: Any = False,
        wait_timeout: Any = 3600, datastore: Any = None, polling_interval: Any = 5, data_path_parameter_name: Any = None, continue_on_step_failure: Any = None, path_on_datastore: Any = None,
    ) -> "Schedule":
        schedule = Schedule("schedule")
        published = Published.found(id=pipeline_id)
        schedule.__dict__.update(
            name=name, published=published, experiment=experiment_name, recurrence=recurrence, description=description, parameters=pipeline_parameters or {},
            continue_on_step_failure=continue_on_step_failure if continue_on_step_failure is not None or not published else published.continue_on_step_failure,
        )
        Schedule.made.append(schedule)
        return schedule


class _Zones(type):
    """``TimeZone.PacificStandardTime`` is ``Pacific Standard Time``, as azureml-pipeline-core spells it."""

    def __getattr__(cls, name: str) -> str:
        if name.startswith("__"):
            raise AttributeError(name)
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)


class TimeZone(metaclass=_Zones):
    pass


class Response(Anything):
    """What a call of a published pipeline answers."""

    def __init__(self, run_id: str) -> None:
        super().__init__("response")
        self.__dict__.update(status_code=200, run_id=run_id)

    def json(self) -> dict[str, str]:
        return {"Id": self.run_id, "RunUrl": f"https://run/{self.run_id}"}


def post(url: Any, data: Any = None, json: Any = None, **kwargs: Any) -> Any:
    """``requests.post``: there is no network; what goes to a published pipeline is recorded."""
    published = Published.found(endpoint=url)
    if published is None:
        return Anything("response")
    CALLED.append(Call(published, json.get("ExperimentName"), json.get("ParameterAssignments") or {}))
    run_id = f"called-{len(CALLED)}"
    STARTED[run_id] = published.pipeline
    return Response(run_id)


class Experiment(Named):
    def __init__(self, workspace: Any = None, name: Any = None) -> None:
        super().__init__(name)
        self.__dict__["workspace"] = workspace

    def submit(self, config: Any, tags: Any = None, **kwargs: Any) -> Anything:
        if isinstance(config, Pipeline):
            known = {p.name for s in config.steps for p in s.parameters()}
            given = kwargs.get("pipeline_parameters", kwargs.pop("pipeline_params", None))
            if unknown := set(given or {}) - known:
                raise Exception(f"Pipeline parameter with name {unknown} does not exist")
            SUBMITTED.append(Submission(self.name, config, {**kwargs, "pipeline_parameters": given, **({"tags": tags} if tags else {})}))
            return PipelineRun(self, f"run-{len(SUBMITTED)}", config)
        return Anything("run")


def _runs() -> Any:
    """The class Run: the run that a program is part of knows its workspace, anything else answers to anything."""
    runs = Anything("Run")
    runs.__dict__["get_context"] = lambda **kwargs: Run(Experiment(Workspace(), "job"), "job", "job")
    return runs


KNOWN: dict[str, Any] = {
    **{c.__name__: c for c in (
        Datastore, DataPath, DataPathComputeBinding, DataReference, Dataset, PipelineParameter, Environment, CondaDependencies, DockerBuildContext, Model, Workspace, ComputeTarget, ParallelRunConfig,
        OutputFileDatasetConfig, PipelineData, PipelineOutputFileDataset,
        ParallelRunStep, PythonScriptStep, CommandStep, *OTHER_STEPS, StepSequence, RunConfiguration, DockerConfiguration, Pipeline, PipelineRun, Experiment, Schedule,
        ScheduleRecurrence, TimeZone,
    )},
    "AmlCompute": ComputeTarget, "DatasetConsumptionConfig": Consumption, "ComputeTargetException": type("ComputeTargetException", (Exception,), {}),
    "Run": _runs(), "DEFAULT_CPU_IMAGE": CPU_IMAGE, "DEFAULT_GPU_IMAGE": GPU_IMAGE, "MPI_CPU_IMAGE": CPU_IMAGE, "MPI_GPU_IMAGE": GPU_IMAGE, "VERSION": "1.61.0",
}


#: The deprecated package takes its arguments in another order (azureml-contrib-pipeline-steps).
CONTRIB: dict[str, Any] = {
    "ParallelRunConfig": type("ParallelRunConfig", (ParallelRunConfig,), {"positional": (
        "environment entry_script error_threshold output_action compute_target node_count process_count_per_node mini_batch_size source_directory description "
        "logging_level run_invocation_timeout input_format append_row_file_name"
    ).split()}),
    "ParallelRunStep": type("ParallelRunStep", (ParallelRunStep,), {"positional": (
        "name parallel_run_config inputs output side_inputs models arguments allow_reuse tags properties add_parallel_run_step_dependencies"
    ).split()}),
}


#: What the modules give that the fixtures import from a project of their own.
PROJECT: dict[str, Any] = {
    "output_folder": "from-settings", "output_mode": "mount", "NODES": 2, "CLUSTER": "cpu-cluster", "scoring": types.SimpleNamespace(timeout=60), "read_size": lambda: 5,
    "read_frames": lambda: [Anything("frame"), Anything("frame")],
    "make_arguments": lambda: ["--model", "resnet"], "choose_action": lambda: "append_row",
    # What a person has made of them.
    "make_environment": lambda name: f"azureml:{name}@latest", "scoring_environment": lambda ws: "azureml:scoring@latest", "packages": {"dependencies": ["python=3.10"]},
}


class _Module(types.ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name == "__all__":
            return [*KNOWN]
        if name.startswith("__"):
            raise AttributeError(name)
        if not self.__name__.startswith("azureml") and name in PROJECT:
            return PROJECT[name]
        if self.__name__.startswith("azureml") and name in ("core", "pipeline", "steps", "data", "contrib"):
            return importlib.import_module(f"{self.__name__}.{name}")
        if self.__name__.startswith("azureml.contrib.") and name in CONTRIB:
            return CONTRIB[name]
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
