"""Runs v1 programs on the real v1 packages, offline, and describes the pipelines that they submit.

It runs in a virtual environment of its own (``requirements-v1.txt``): the real ``azureml-core``, ``azureml-pipeline-core`` and ``azureml-pipeline-steps`` build and check
every environment, run configuration, parameter, output, input, step and pipeline, and what they built is read from the steps in the graph that ``Pipeline(...)`` made.
Only what answers from the service is replaced; ``REPLACED`` says what, and by what.

``real_v1.py`` reads one JSON object a line (``program``, ``files``, ``entry``, ``kind``) and answers with one line each; every program runs in a process of its own.
"""
from __future__ import annotations

import copy
import functools
import inspect
import io
import json
import logging
import os
import signal
import sys
import traceback
import types
import warnings
from typing import Any

import yaml

import tables
import v1_recorder as v1
from project import Project

#: What the service answers in v1, and what answers here. Everything else is the real package.
REPLACED = {
    "Workspace": "the real class; its fields, and lookups of computes, datastores, datasets, environments, models and experiments, find whatever they are asked for",
    "ComputeTarget, AmlCompute": "real AmlCompute objects with 1000 nodes; nothing is created",
    "Datastore": "real AzureBlobDatastore objects; registrations, uploads and downloads are recorded by the stand-in",
    "Dataset": "real FileDataset and TabularDataset objects without a definition, so that nothing is read; paths are those that the program names; what it registers is recorded by the stand-in",
    "Environment.get, register": "a real Environment with that name",
    "Model": "the stand-in",
    "Experiment.submit": "the real checks of the pipeline and its parameters; the run that comes back is the stand-in's, which has ended well",
    "Pipeline.publish, PublishedPipeline, PipelineEndpoint, Schedule.create, PipelineRun, StepRun": "the stand-in",
    "the files of a project": "the folder and the script of a step are made, empty, in the working directory where the program brings no files of its own",
    "packages of azureml beside azureml-pipeline-steps, its contrib package and azureml-widgets": "the stand-in, which answers to anything",
}
_lifted: dict[int, tuple[Any, Any]] = {}
_marks: dict[int, tuple[Any, Any]] = {}


def _mark(value: Any, mark: Any) -> Any:
    _marks[id(value)] = (value, mark)
    return value


def _marked(value: Any) -> Any:
    return _marks.get(id(value), (None, None))[1]


class _Service(v1.Anything):
    pass


def install(kind: str) -> None:
    """Puts the answers of the service in place. ``kind`` is what a dataset by name is."""
    import azureml.core
    import azureml.data
    import azureml.pipeline.core as core
    import azureml.pipeline.core.builder
    import azureml.pipeline.core.graph as graph
    import azureml.pipeline.core.pipeline
    import azureml.pipeline.core.run
    import azureml.pipeline.core.schedule
    import azureml.pipeline.steps as steps
    from azureml.core import Dataset, Environment, Experiment, Workspace
    from azureml.core.compute import AmlCompute, ComputeTarget
    from azureml.data import FileDataset, TabularDataset
    from azureml.data.abstract_dataset import AbstractDataset
    from azureml.data.azure_storage_datastore import AzureBlobDatastore
    from azureml.data.data_reference import DataReference
    from azureml.data.dataset_factory import FileDatasetFactory, TabularDatasetFactory
    from azureml.data.datastore_client import _DatastoreClient
    from azureml.core.environment import DockerBuildContext
    from azureml.pipeline.core._aeva_provider import _AevaWorkflowProvider

    # Workspace
    def workspace(self: Any, subscription_id: str = "subscription", resource_group: str = "group", workspace_name: str = "workspace", *args: Any, **kwargs: Any) -> None:
        self.__dict__.update(_names=(subscription_id, resource_group, workspace_name))
        v1.addressed(*self._names)

    Workspace.__init__ = workspace
    Workspace.__deepcopy__ = lambda self, memo: self
    Workspace.from_config = staticmethod(lambda *args, **kwargs: Workspace())
    Workspace.get = staticmethod(lambda name, auth=None, subscription_id="subscription", resource_group="group", *args, **kwargs: Workspace(subscription_id, resource_group, name))
    Workspace.create = staticmethod(lambda name, *args, **kwargs: Workspace(workspace_name=name))
    fields: dict[str, Any] = {
        "subscription_id": lambda self: self._names[0], "resource_group": lambda self: self._names[1], "name": lambda self: self._names[2], "location": lambda self: "here",
        "service_context": lambda self: _Service("service"), "_service_context": lambda self: _Service("service"), "_auth_object": lambda self: _Service("auth"), "_auth": lambda self: _Service("auth"),
        "compute_targets": lambda self: v1.Lookup(lambda n: ComputeTarget(self, n)), "datastores": lambda self: v1.Lookup(lambda n: datastore(self, n)),
        "datasets": lambda self: v1.Lookup(lambda n: by_name(self, n)), "environments": lambda self: v1.Lookup(lambda n: Environment.get(self, n)),
        "experiments": lambda self: v1.Lookup(lambda n: Experiment(self, n)), "models": lambda self: v1.Lookup(lambda n: v1.Model(self, n)),
    }
    for name, read in fields.items():
        setattr(Workspace, name, property(read))
    Workspace.get_default_datastore = lambda self: datastore(self, "workspaceblobstore")
    Workspace.set_default_datastore = lambda self, name: None
    Workspace.write_config = lambda self, *args, **kwargs: None
    Workspace.get_details = lambda self: {"name": self.name, "location": "here"}
    Workspace.get_default_keyvault = lambda self: v1.Anything("key vault")

    # Datastores
    def datastore(ws: Any, name: Any) -> Any:
        made = AzureBlobDatastore.__new__(AzureBlobDatastore)
        made.__dict__.update(_workspace=ws, _name=name, _datastore_type="AzureBlob", container_name="container", account_name="account", account_key="key", sas_token="token")
        made._data_reference = DataReference(datastore=made)
        return made

    AzureBlobDatastore.__deepcopy__ = lambda self, memo: self
    AzureBlobDatastore.upload = v1.Datastore.upload
    AzureBlobDatastore.upload_files = v1.Datastore.upload_files
    AzureBlobDatastore.download = v1.Datastore.download
    AzureBlobDatastore.__getattr__ = _anything
    _DatastoreClient.get = staticmethod(datastore)
    _DatastoreClient.get_default = staticmethod(lambda ws: datastore(ws, "workspaceblobstore"))
    azureml.core.Datastore.__new__ = lambda cls, ws, name=None: datastore(ws, name or "workspaceblobstore")
    azureml.core.Datastore.get = staticmethod(datastore)
    azureml.core.Datastore.get_default = staticmethod(lambda ws: datastore(ws, "workspaceblobstore"))
    for name in [n for n in dir(azureml.core.Datastore) if n.startswith("register_")]:
        def register(*args: Any, _name: str = name, **kwargs: Any) -> Any:
            return datastore(None, getattr(v1.Datastore, _name)(*args, **kwargs).name)

        setattr(azureml.core.Datastore, name, staticmethod(register))

    # Computes
    def compute(cls: Any, ws: Any = None, name: Any = None, *args: Any, **kwargs: Any) -> Any:
        made = object.__new__(AmlCompute)
        made.__dict__.update(name=name, type=AmlCompute._compute_type, workspace=ws, scale_settings=types.SimpleNamespace(minimum_node_count=0, maximum_node_count=1000))
        return made

    ComputeTarget.__new__ = compute
    for cls in (ComputeTarget, *ComputeTarget.__subclasses__()):
        cls.__init__ = lambda self, *args, **kwargs: None
        cls.create = staticmethod(lambda ws, name, *args, **kwargs: compute(None, ws, name))
    AmlCompute.__getattr__ = _anything
    for name in ("list_nodes", "get_status", "wait_for_completion", "refresh_state", "update", "delete"):
        setattr(AmlCompute, name, lambda self, *args, **kwargs: v1.Anything("a compute"))
    AmlCompute.__deepcopy__ = lambda self, memo: self

    # Data
    def dataset(cls: Any, known: v1.DatasetObject) -> Any:
        made = cls.__new__(cls)
        AbstractDataset.__init__(made)
        return _mark(made, known)

    def by_name(workspace: Any, name: str, version: Any = "latest") -> Any:
        recorded = v1.Dataset.get_by_name(workspace, name, version)
        made = next((a for a in v1.EFFECTS["assets"] if a["name"] == name), None)
        table = (made["kind"] if made else kind) == "table"
        return dataset(TabularDataset if table else FileDataset, recorded)

    def from_files(path: Any = None, validate: bool = True, partition_format: Any = None, is_file: bool = False) -> Any:
        return dataset(FileDataset, v1.DatasetObject("file", v1.uris_of(_paths(path)), one_file=is_file))

    def from_table(name: str) -> Any:
        real = getattr(TabularDatasetFactory, name)

        def read(*args: Any, **kwargs: Any) -> Any:
            given = inspect.signature(real).bind(*args, **kwargs).arguments
            path = given.get("path")
            written = _written(real, given) if all(isinstance(p, str) for p in (path if isinstance(path, list) else [path])) else None
            paths = v1.uris_of(_paths(path))
            return dataset(TabularDataset, v1.DatasetObject("table", [written] if written else paths, address=paths[0]))

        return staticmethod(read)

    def registered(self: Any, workspace: Any, name: str, description: Any = None, tags: Any = None, create_new_version: bool = False) -> Any:
        return dataset(type(self), _marked(self).register(workspace, name, description, tags, create_new_version))

    def framed(*args: Any, **kwargs: Any) -> Any:
        return dataset(TabularDataset, v1._register_frame(*args, **kwargs))

    real_dataflow = AbstractDataset._dataflow

    def _written(real: Any, given: dict[str, Any]) -> str | None:
        """The MLTable that the real package makes of a call; nothing is read for it, so that types are not learned here."""
        learns = real.__name__ == "from_delimited_files" and given.get("infer_column_types", True)
        if real.__name__ not in tables.PARAMETERS:
            return None
        try:
            made = real(**{**given, "validate": False, **({"infer_column_types": False} if learns else {})})
        except Exception:
            return None  # a date without a format: v1 looks at the data
        dataflow = real_dataflow.fget(made)
        return tables.of_definition(yaml.safe_load(dataflow._py_rs_dataflow.to_yaml_string()), learns)

    AbstractDataset.__deepcopy__ = lambda self, memo: self
    AbstractDataset.register = registered
    AbstractDataset.get_by_name = staticmethod(by_name)
    AbstractDataset.get_by_id = staticmethod(lambda ws, id, **kwargs: by_name(ws, id))
    AbstractDataset.id = property(lambda self: None)
    AbstractDataset._ensure_saved = lambda self, ws: None
    AbstractDataset._dataflow = property(lambda self: types.SimpleNamespace(_get_steps=list))
    AbstractDataset.__repr__ = lambda self: _marked(self).uri
    for name in ("take", "skip", "filter", "keep_columns", "drop_columns", "to_pandas_dataframe", "to_path", "download", "mount", "partition_by", "take_sample", "time_recent", "time_before", "time_after", "time_between"):
        for cls in (FileDataset, TabularDataset):
            if hasattr(cls, name):
                setattr(cls, name, lambda self, *args, **kwargs: v1.Anything("a dataset made of another"))
    FileDataset.random_split = TabularDataset.random_split = lambda self, *args, **kwargs: (v1.Anything("a part of a dataset"), v1.Anything("the rest of a dataset"))
    def uploaded(src_dir: Any, target: Any, *args: Any, **kwargs: Any) -> Any:
        return dataset(FileDataset, v1.Dataset.File.upload_directory(src_dir, _paths(target), *args, **kwargs))

    FileDatasetFactory.upload_directory = staticmethod(uploaded)
    FileDatasetFactory.from_files = staticmethod(from_files)
    for name in [n for n in dir(TabularDatasetFactory) if n.startswith("from_")]:
        setattr(TabularDatasetFactory, name, from_table(name))
    for name in [n for n in dir(TabularDatasetFactory) if n.startswith("register_")]:
        setattr(TabularDatasetFactory, name, staticmethod(framed))
    azureml.core.Dataset.get_by_name = staticmethod(by_name)
    azureml.core.Dataset.get_by_id = staticmethod(lambda ws, id, **kwargs: by_name(ws, id))

    # Environments and models
    def environment(ws: Any = None, name: Any = None, version: Any = None, label: Any = None, *, workspace: Any = None) -> Any:
        made = Environment(name)
        made.version = version
        return _mark(made, (name, version, label))

    real_clone, real_context = Environment.clone, DockerBuildContext.from_local_directory

    def cloned(self: Any, new_name: str) -> Any:
        return _mark(real_clone(self, new_name), _marked(self))

    def context(workspace: Any, path: str, dockerfile_path: str = "Dockerfile") -> Any:
        return _mark(DockerBuildContext(DockerBuildContext.LocationType.StorageAccount, path, dockerfile_path), v1.DockerBuildContext(path, dockerfile_path))

    Environment.get = staticmethod(environment)
    Environment.clone = cloned
    Environment.register = lambda self, workspace: _mark(Environment._deserialize_and_add_to_object(Environment._serialize_to_dict(self)), _marked(self))
    Environment.build = lambda self, *args, **kwargs: v1.Anything("build")
    DockerBuildContext.from_local_directory = staticmethod(context)
    azureml.core.Model = azureml.core.model.Model = v1.Model

    # Runs, what is published, schedules
    def experiment(self: Any, workspace: Any = None, name: Any = None, *args: Any, **kwargs: Any) -> None:
        self.__dict__.update(_workspace=workspace, _name=name)

    def submit(self: Any, config: Any, tags: Any = None, **kwargs: Any) -> Any:
        if not isinstance(config, core.Pipeline):
            return v1.Experiment(None, self._name).submit(config, tags, **kwargs)
        unknown = set(kwargs) - {"continue_on_step_failure", "regenerate_outputs", "pipeline_params", "pipeline_parameters", "parent_run_id", "_parent_run_id", "enable_email_notification", "credential_passthrough"}
        if unknown:
            warnings.warn(f"submit: {unknown} is ignored")
        _given(config, kwargs)
        return v1.Experiment(self._workspace, self._name).submit(_lifted_pipeline(config), tags, **{k: _lift(v) for k, v in kwargs.items() if k not in unknown})

    def of_pipeline(self: Any, experiment_name: Any, pipeline_parameters: Any = None, **kwargs: Any) -> Any:
        return submit(Experiment(self._workspace, experiment_name), self, pipeline_parameters=pipeline_parameters, **kwargs)

    def publish(self: Any, name: Any = None, description: Any = None, version: Any = None, continue_on_step_failure: Any = None) -> Any:
        return v1.Published(_lifted_pipeline(self), name, description, version, continue_on_step_failure)

    Experiment.__init__ = experiment
    Experiment.submit = submit
    Experiment.name = property(lambda self: self._name)
    Experiment.__getattr__ = _anything
    core.Pipeline.submit = of_pipeline
    core.Pipeline.publish = publish
    core.PipelineRun = azureml.pipeline.core.run.PipelineRun = v1.PipelineRun
    core.StepRun = azureml.pipeline.core.run.StepRun = v1.StepRun
    core.Schedule = azureml.pipeline.core.schedule.Schedule = v1.Schedule
    real_recurrence = core.ScheduleRecurrence.__init__

    def recurrence(self: Any, *args: Any, **kwargs: Any) -> None:
        real_recurrence(self, *args, **kwargs)
        self.given = {k: getattr(v, "value", v) for k, v in v1.ScheduleRecurrence(*args, **kwargs).given.items()}

    core.ScheduleRecurrence.__init__ = recurrence
    for name in ("PublishedPipeline", "PipelineEndpoint", "PipelineDraft"):
        setattr(core, name, v1.Anything(name))
    # The run that a program is itself: a job of Azure ML knows its workspace.
    this = v1.Anything("Run.get_context()")
    this.experiment = Experiment(Workspace(), "this")
    run = v1.Anything("Run")
    run.get_context = lambda *args, **kwargs: this
    azureml.core.Run = azureml.core.run.Run = run
    import azureml.widgets
    azureml.widgets.RunDetails = v1.Anything("RunDetails")
    import azureml.core.authentication
    for name in ("InteractiveLoginAuthentication", "ServicePrincipalAuthentication", "MsiAuthentication", "AzureCliAuthentication"):
        setattr(azureml.core.authentication, name, v1.Anything(name))

    # What a step is given, and the graph
    import azureml.contrib.pipeline.steps as contrib
    from azureml.pipeline.core._parallel_run_step_base import _ParallelRunStepBase
    from azureml.pipeline.core._python_script_step_base import _PythonScriptStepBase
    for module in (steps, contrib):
        for name, cls in vars(module).items():
            if inspect.isclass(cls) and issubclass(cls, core.PipelineStep):
                _remember(cls)
    for base in (_ParallelRunStepBase, _PythonScriptStepBase):
        _remember(base)  # what a YAML file makes
    _AevaWorkflowProvider.create_provider = staticmethod(lambda *args, **kwargs: types.SimpleNamespace(_service_caller=types.SimpleNamespace(_service_endpoint="here"), **{
        n: _Service(n) for n in ("graph_provider", "module_provider", "datasource_provider", "published_pipeline_provider", "schedule_provider", "datatype_provider", "pipeline_run_provider")}))
    real_pipeline = core.Pipeline.__init__

    @functools.wraps(real_pipeline)
    def pipeline(self: Any, workspace: Any, steps: Any, *args: Any, **kwargs: Any) -> None:
        real_pipeline(self, workspace, steps, *args, **kwargs)
        self._workspace = workspace
        given = inspect.signature(real_pipeline).bind(self, workspace, steps, *args, **kwargs).arguments
        if errors := graph.Graph.validate(self._graph):
            raise ValueError(f"the pipeline does not validate: {errors}")
        self._taken = _take(self._graph_builder, given.get("description"), given.get("default_datastore"))

    core.Pipeline.__init__ = pipeline


def _anything(self: Any, name: str) -> Any:
    if name.startswith("_"):
        raise AttributeError(name)
    return v1.Anything(f"{type(self).__name__}.{name}")


def _paths(path: Any) -> Any:
    """A v1 path with the stand-in's datastores and paths in it."""
    if isinstance(path, list):
        return [_paths(p) for p in path]
    if isinstance(path, tuple):
        return tuple(_lift(p) for p in path)
    return _lift(path)


def _remember(cls: Any) -> None:
    """Keeps what a step is given, before its constructor changes the lists in place."""
    original = cls.__init__
    signature = inspect.signature(original)

    @functools.wraps(original)
    def made(self: Any, *args: Any, **kwargs: Any) -> None:
        if "_given" not in self.__dict__:
            bound = signature.bind(self, *args, **kwargs).arguments
            self.__dict__["_given"] = {k: _copied(v) for k, v in bound.items() if k != "self"}
            self.__dict__["_lists"] = {k: v for k, v in bound.items() if isinstance(v, list)}
            self.__dict__["_lengths"] = {k: len(v) for k, v in bound.items() if isinstance(v, list)}
            _make_files(bound)
            original(self, *args, **kwargs)
            self.__dict__["_lengths"] = {k: len(v) for k, v in self._lists.items()}
        else:
            original(self, *args, **kwargs)

    cls.__init__ = made


def _make_files(given: dict[str, Any]) -> None:
    """The folder and the script of a step, which its constructor looks for."""
    config = given.get("parallel_run_config")
    folder, script = (config.source_directory, config.entry_script) if config is not None else (given.get("source_directory"), given.get("script_name"))
    path = os.path.join(folder or ".", script if isinstance(script, str) else "")
    if os.path.abspath(path).startswith(os.getcwd()):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if isinstance(script, str) and not os.path.exists(path):
            open(path, "w").close()


def _copied(value: Any) -> Any:
    return list(value) if isinstance(value, list) else dict(value) if isinstance(value, dict) else value


def _given(pipeline: Any, kwargs: dict[str, Any]) -> None:
    """The real check of the parameters of a submission."""
    pipeline.graph._validate_pipeline_params(kwargs.get("pipeline_parameters", kwargs.get("pipeline_params")))


def _take(builder: Any, description: Any, default_datastore: Any) -> v1.Pipeline:
    """The pipeline as it is when it is made: what is changed later does not reach it."""
    # Each step first, so that the producer of an output is known.
    made = [(step, _lifted_step(step)) for step in builder._step2node]
    pipeline = v1.Pipeline.__new__(v1.Pipeline)
    v1.Anything.__init__(pipeline, "pipeline")
    pipeline.__dict__.update(steps=[s for _, s in made], description=description, default_datastore=_lift(default_datastore))
    return pipeline


def _lifted_pipeline(pipeline: Any) -> v1.Pipeline:
    return pipeline._taken


#: Where the driver's arguments of a parallel step name what its configuration said.
DRIVER = {"mini_batch_size", "error_threshold", "output_action", "logging_level", "run_invocation_timeout", "run_max_try", "allowed_failed_count", "allowed_failed_percent", "append_row_file_name", "process_count_per_node"}


class _Lifted(v1.Step):
    """A step as the real package built it. What it writes is what the real step says that it writes."""

    def outputs(self) -> list[v1.Output]:
        found: dict[int, v1.Output] = {}
        for x in self.written:
            found.setdefault(id(x.origin), x)
        return list(found.values())


def _lifted_step(step: Any) -> v1.Step:
    kind = v1.kind_of(step)
    given = {k: v for k, v in step._given.items()}
    for name, values in step._lists.items():  # what was added to a list since then
        if kind != "ParallelRunStep" and len(values) > step._lengths[name]:
            given[name] = [*given[name], *values[step._lengths[name]:]]
    lifted = type(kind, (_Lifted,), {})()
    lifted.__dict__["given"] = known = {k: _lift(v) for k, v in given.items() if k != "parallel_run_config"}
    if kind == "ParallelRunStep":
        known["parallel_run_config"] = _config(step, given)
    elif kind in ("PythonScriptStep", "CommandStep"):
        known["compute_target"] = _lift(step._compute_target)
    known["allow_reuse"] = getattr(step, "_allow_reuse", given.get("allow_reuse", True))
    lifted.__dict__["name"] = step.name
    lifted.__dict__["written"] = [x for x in (_lift(o) for o in step._outputs) if isinstance(x, v1.Output)]
    return lifted


def _config(step: Any, given: dict[str, Any]) -> v1.ParallelRunConfig:
    """What the parallel step sends to its driver and its run configuration."""
    words = iter(step._arguments)
    sent: dict[str, Any] = {}
    user = len(given.get("arguments") or [])
    flags = []
    for word in words:  # the driver's own come first, each a name and a value
        flags.append(word)
    i = 0
    while i + 1 < len(flags) and isinstance(flags[i], str) and flags[i].startswith("--") and flags[i][2:] in (*DRIVER, "client_sdk_version", "scoring_module_name", "create_snapshot_at_runtime", "output", "partition_keys"):
        sent[flags[i][2:]] = flags[i + 1]
        i += 2
    if len(flags) < i + user:
        raise AssertionError(f"the arguments of {step.name} are not where they are expected: {flags}")
    config = step._parallel_run_config
    settings = {k: _lift(v) for k, v in sent.items() if k in DRIVER}
    settings.update(
        entry_script=sent["scoring_module_name"], source_directory=step._source_directory, description=config.description, environment=_lift(step._runconfig.environment),
        compute_target=_lift(step._compute_target), environment_variables=_variables(step._runconfig.environment_variables),
        node_count=_lift(step._runconfig_pipeline_params["NodeCount"]) if "NodeCount" in (step._runconfig_pipeline_params or {}) else step._runconfig.node_count,
        partition_keys=json.loads(sent["partition_keys"]) if isinstance(sent.get("partition_keys"), str) else _lift(sent.get("partition_keys")),
    )
    if settings["partition_keys"]:
        settings.pop("mini_batch_size", None)
    lifted = v1.ParallelRunConfig.__new__(v1.ParallelRunConfig)
    lifted.__dict__["given"] = settings
    return lifted


def _lift(value: Any) -> Any:
    """A real v1 object as the stand-in's, with the same meaning; one for each object that has an identity."""
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if id(value) in _lifted:
        return _lifted[id(value)][1]
    if isinstance(value, list):
        return [_lift(v) for v in value]
    if isinstance(value, tuple):
        return tuple(_lift(v) for v in value)
    if isinstance(value, dict):
        return {k: _lift(v) for k, v in value.items()}
    made = _made(value)
    if not isinstance(made, (v1.Environment, v1.RunConfiguration)):  # these two may change until a pipeline takes them
        _lifted[id(value)] = (value, made)
    return made


def _generated(name: Any, prefix: str) -> Any:
    import re

    return None if name and re.fullmatch(prefix + r"_[0-9a-f]{8}", name) else name


def _made(value: Any) -> Any:
    from azureml.core import Environment, RunConfiguration, ScriptRunConfig
    from azureml.core.compute import ComputeTarget
    from azureml.data import FileDataset, TabularDataset
    from azureml.data.abstract_datastore import AbstractDatastore
    from azureml.data.data_reference import DataReference
    from azureml.data.datapath import DataPath, DataPathComputeBinding
    from azureml.data.dataset_consumption_config import DatasetConsumptionConfig
    from azureml.data.output_dataset_config import OutputDatasetConfig, OutputTabularDatasetConfig
    from azureml.pipeline.core import InputPortBinding, OutputPortBinding, PipelineData, PipelineDataset, PipelineParameter
    from azureml.pipeline.core.graph import _PipelineIO
    from azureml.pipeline.core.pipeline_output_dataset import PipelineOutputFileDataset, PipelineOutputTabularDataset

    if isinstance(value, v1.Anything):
        return value
    if isinstance(value, (FileDataset, TabularDataset)):
        return _marked(value) or v1.Anything("a dataset")
    if isinstance(value, PipelineParameter):
        return v1.PipelineParameter(value.name, _lift(value.default_value))
    if isinstance(value, PipelineDataset):
        return _lift(value.dataset)
    if isinstance(value, AbstractDatastore):
        return v1.Datastore(None, value.name)
    if isinstance(value, ComputeTarget):
        return v1.Named(value.name)
    if isinstance(value, DataPath):
        return v1.DataPath(_lift(value._datastore), value._path_on_datastore or "", value._name)
    if isinstance(value, DataPathComputeBinding):
        return v1.DataPathComputeBinding(value._mode, value._path_on_compute, value._overwrite)
    if isinstance(value, DataReference):
        return v1.DataReference(_lift(value.datastore), value.data_reference_name, value.path_on_datastore, value.mode, value.path_on_compute, value.overwrite)
    if isinstance(value, DatasetConsumptionConfig):
        inner = value.dataset
        if isinstance(inner, OutputDatasetConfig):
            output = _lift(inner)
            return output._with(is_input=True, input_name=_generated(value.name, "input"), input_mode="direct" if output.table else value.mode)
        return v1.Consumption(value.name, _lift(inner), value.mode, value.path_on_compute)
    if isinstance(value, OutputDatasetConfig):
        return _output(value, isinstance(value, OutputTabularDatasetConfig))
    if isinstance(value, PipelineData):
        made = v1.PipelineData(value._name, _lift(value._datastore), value._output_name, value._output_mode, value._output_path_on_compute, value._output_overwrite, value._data_type, value._is_directory, value._pipeline_output_name)
        made.name = value._output_name
        return made
    if isinstance(value, (InputPortBinding, OutputPortBinding)):
        bound = _lift(value.bind_object) if isinstance(value, InputPortBinding) else None
        if isinstance(bound, v1.Output):
            return bound._with(is_input=True, input_name=None if value.name in (bound.name, bound.given.get("name")) else value.name, input_mode=value.bind_mode)
        return bound if bound is not None else v1.Anything("a binding")
    if isinstance(value, PipelineOutputFileDataset):
        made = v1.PipelineOutputFileDataset(_lift(value._pipeline_data))
        made.__dict__.update(origin=_lift(value._pipeline_data), input_name=None if value._input_name in (value._output_name, value._pipeline_data._name) else value._input_name, input_mode=value._input_mode, registered=value._registration_name)
        return made
    if isinstance(value, PipelineOutputTabularDataset):
        made = _lift(value._pipeline_output_dataset)._with(table=True, input_mode="direct", registered=value._registration_name)
        made.input_name = None if value._input_name in (value._output_name, value._pipeline_data._name) else value._input_name
        return made
    if isinstance(value, _PipelineIO):
        return (_lift(value._datapath_param), None) if value._datapath_param is not None else _lift(value._datapath)
    if isinstance(value, Environment):
        return _environment(value)
    if isinstance(value, RunConfiguration):
        made = v1.RunConfiguration()
        made.__dict__.update(
            environment=_lift(value.environment), target=_lift(value.target), node_count=value.node_count, environment_variables=_variables(value.environment_variables),
            max_run_duration_seconds=value.max_run_duration_seconds, docker=v1.DockerConfiguration(value.docker.use_docker, value.docker.shared_volumes, value.docker.arguments, value.docker.shm_size),
        )
        return made
    if isinstance(value, ScriptRunConfig):
        return _lift(value.run_config)
    return v1.Anything(f"{type(value).__name__}")


def _output(value: Any, table: bool) -> v1.OutputFileDatasetConfig:
    files = value._output_file_dataset_config if table else value
    name = _generated(value.name, "output")
    made = v1.OutputFileDatasetConfig(name, _lift(files.destination) and tuple(_lift(files.destination)), files.source)
    # Copies of one output share their origin.
    origin = _lifted.setdefault(id(value._origin), (value._origin, made))[1]
    made.__dict__.update(origin=origin, mode=value.mode, table=table, registered=value._registration.name if value._registration else None, input_mode="direct" if table else "mount")
    if made.registered and not table:
        v1.REGISTERED.add(made.registered)
    return made


#: What ``CondaDependencies.create`` of azureml-core 1.61 adds by itself: the index that pip uses anyway (azureml/_project/index_location.txt).
OWN_OPTIONS = ("--find-links https://pypi.python.org/simple/index.html", "--extra-index-url https://pypi.python.org/simple")
#: What v1 calls the environment of a run configuration that was given none.
OWN_NAME = "default-environment"


def _variables(given: Any) -> dict[str, Any]:
    """What a program sets: v1 gives every environment an example variable of its own."""
    return {k: v for k, v in given.items() if (k, v) != ("EXAMPLE_ENV_VAR", "EXAMPLE_VALUE")}


def _environment(value: Any) -> v1.Environment:
    made = v1.Environment(None if value.name == OWN_NAME else value.name)
    fetched = _marked(value)
    made.__dict__.update(version=value.version, environment_variables=_variables(value.environment_variables))
    if fetched:
        made.__dict__.update(form="get", fetched=fetched[0], version=fetched[1], tag=fetched[2])
    conda = value.python.conda_dependencies
    made.python.user_managed_dependencies = value.python.user_managed_dependencies
    made.python.conda_dependencies = None
    if conda is not None:
        packages = v1.CondaDependencies()
        packages.__dict__.update(v1.specification(json.loads(json.dumps(conda._conda_dependencies))))
        packages.pip = [p for p in packages.pip if p not in OWN_OPTIONS]
        made.python.conda_dependencies = packages
    docker = value.docker
    context = docker.build_context
    made.docker.__dict__.update(
        base_image=docker.base_image, base_dockerfile=docker.base_dockerfile,
        build_context=(_marked(context) or v1.DockerBuildContext(context.location, context.dockerfile_path)) if context is not None else None,
    )
    return made


def _described(project: Project) -> dict[str, Any]:
    import meaning

    import sdk_files

    error = sdk_files.run_v1(project, 60)
    for call in v1.CALLED:
        call.parameters = {k: _lift(v) for k, v in call.parameters.items()}
    return {
        "error": error, "effects": v1.EFFECTS, "submissions": [meaning.describe(s) for s in v1.SUBMITTED], "published": [meaning.describe_published(p) for p in v1.Published.made],
        "schedules": [meaning.describe_schedule(s) for s in v1.Schedule.made if s.published], "calls": [meaning.describe_call(c) for c in v1.CALLED],
        "standing in": sorted(n for n in sys.modules if n.startswith("azureml") and isinstance(sys.modules[n], v1._Module)),
    }


def _answer(project: Project, kind: str) -> dict[str, Any]:
    try:
        install(kind)
        return _described(project)
    except BaseException:
        return {"error": traceback.format_exc(), "failed": True}


def serve() -> None:
    """Answers one program a line; each runs in a forked process that has the packages loaded already."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    import sdk_files

    answers = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sdk_files.no_network()
    import azureml.contrib.pipeline.steps  # noqa: F401
    import azureml.core.authentication  # noqa: F401
    import azureml.data.dataset_factory  # noqa: F401
    import azureml.pipeline.core._aeva_provider  # noqa: F401
    import azureml.pipeline.steps  # noqa: F401
    import azureml.train.estimator  # noqa: F401
    import azureml.widgets  # noqa: F401

    for line in sys.stdin:
        asked = json.loads(line)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            sys.stdout = sys.stderr = io.StringIO()
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            signal.alarm(90)
            with os.fdopen(writing, "w") as out:
                out.write(json.dumps(_answer(Project(asked["program"], asked["files"], asked["entry"]), asked.get("kind", "file")), default=str))
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as got:
            said = got.read()
        os.waitpid(child, 0)
        answers.write((said or json.dumps({"error": "the process died", "failed": True})) + "\n")
        answers.flush()


if __name__ == "__main__":
    serve()
