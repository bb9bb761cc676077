"""Runs v1 and v2 programs offline, each in a process of its own, and gives back what they would have submitted."""
from __future__ import annotations

import inspect
import json
import multiprocessing
import os
import re
import sys
import tempfile
import types
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import azure.ai.ml as ml
import azure.ai.ml.dsl
import azure.ai.ml.entities as entities
import azure.ai.ml.parallel as parallel
import azure.identity  # noqa: F401  (loaded once for all the programs)
import mltable
import requests
from azure.ai.ml._schema._deployment.batch.batch_job import BatchJobSchema
from azure.ai.ml.operations._component_operations import _refine_component
from azure.ai.ml._restclient.arm_ml_service._utils.model_base import SdkJSONEncoder

import record_signatures
import tables
import v1_recorder
from jobs import Jobs
from project import ENTRY, Project
from sdk_files import execute, no_network, set_up, stand_ins

#: ``@dsl.pipeline`` looks every module of the process up in its files; the answers are kept, so that is done once for all the programs.
inspect.stack()

SIGNATURES = json.loads((Path(__file__).parent / "signatures.json").read_text())


@dataclass
class Job:
    """A submitted job: its REST form as it would be sent, and what the SDK says about it."""

    experiment: str | None
    settings: dict[str, Any]
    messages: dict[str, str]
    rest: dict[str, Any]
    components: dict[str, dict[str, Any]]
    #: What the program has registered with v1 by then.
    v1_datasets: frozenset[str] = frozenset()


@dataclass
class Published:
    """A batch endpoint with a deployment of a pipeline component, as they would be sent; the component as the job that it makes."""

    endpoint: dict[str, Any]
    name: str
    deployment: dict[str, Any] | None = None
    job: Job | None = None

    @property
    def default(self) -> str | None:
        return ((self.endpoint["properties"].get("defaults") or {}).get("deploymentName"))


@dataclass
class Scheduled:
    name: str
    display_name: str | None
    description: str | None
    trigger: dict[str, Any]
    job: Job


@dataclass
class Call:
    """An invocation of a batch endpoint: its body."""

    endpoint: str
    body: dict[str, Any]


@dataclass
class Outcome:
    jobs: list[Job] = field(default_factory=list)
    published: dict[str, Published] = field(default_factory=dict)
    schedules: list[Scheduled] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    #: Keywords that the SDK would swallow, names that nothing declares, and other mistakes that it does not notice.
    mistakes: list[str] = field(default_factory=list)
    error: str | None = None
    #: What the program still submits as v1 pipelines: see ``meaning.describe``.
    left: list[dict[str, Any]] = field(default_factory=list)
    #: The datastores, data assets and uploads of the program.
    effects: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def run_apart(work: Any, *args: Any) -> Any:
    """Calls a function in a forked process, so that programs can't disturb each other, and gives back its result."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)

    def target() -> None:
        sys.stdout = sys.stderr = open(os.devnull, "w")
        sender.send(work(*args))
        sender.close()

    process = context.Process(target=target)
    process.start()
    sender.close()  # a process that dies without an answer ends the wait
    try:
        result = receiver.recv()
    except EOFError:
        result = None
    process.join()
    return result


def v2_outcome(code: str | Project, v1_allowed: bool, by_hand: dict[str, tuple[str, list[str]]] | None = None) -> Outcome:
    """Runs v2 code on the real SDK; only the client is a stand-in, which keeps what it is given.

    ``by_hand`` names the steps that the code calls and a person has to write: by variable, the name and the outputs of each.
    """
    return run_apart(_run_v2, Project.of(code), v1_allowed, by_hand or {}) or Outcome(error="the process died")


def v1_submissions(code: str | Project) -> Any:
    """Runs v1 code on the recorder and describes what it submits; see ``meaning.describe``."""
    return run_apart(_run_v1, Project.of(code))


def _run_v1(project: Project) -> Any:
    import meaning

    no_network()
    stand_ins(project, "azureml")
    requests.post = v1_recorder.post
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder, project)
        error = execute(project)
        return {
            "error": error, "effects": v1_recorder.EFFECTS, "submissions": [meaning.describe(s) for s in v1_recorder.SUBMITTED], "published": [meaning.describe_published(p) for p in v1_recorder.Published.made],
            "schedules": [meaning.describe_schedule(s) for s in v1_recorder.Schedule.made if s.published], "calls": [meaning.describe_call(c) for c in v1_recorder.CALLED],
        }


def _run_v2(project: Project, v1_allowed: bool, by_hand: dict[str, tuple[str, list[str]]]) -> Outcome:
    outcome = Outcome()
    no_network()
    _strict(outcome)
    stand_ins(project, *(["azureml"] if v1_allowed else []))
    ml.MLClient = _client(outcome)
    outcome.effects = v1_recorder.EFFECTS  # what stays v1 in the program is recorded there too
    sys.modules["azureml.fsspec"] = _fsspec()
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder, project)
        text = "\n".join(project.code.values())
        for code in set(re.findall(r'code=f?"([^"$]+)"', text)) | {"src", "src_test", "pipelines/scoring", "steps/scoring"}:
            Path(code.replace("{STAGE}", "test")).mkdir(parents=True, exist_ok=True)
        outcome.error = execute(project, {variable: _by_hand(*step) for variable, step in by_hand.items()})
        if v1_allowed:
            import meaning

            outcome.left = [meaning.describe(s) for s in v1_recorder.SUBMITTED]
    return outcome


def _by_hand(name: str, outputs: list[str]) -> Any:
    """A step as a person would write it: it takes what the pipeline function passes, and has the outputs of the v1 step."""

    def call(**given: Any) -> Any:
        inputs = {k: ml.Input(type="uri_folder" if "outputs" in str(v) else "string") for k, v in given.items()}
        step = ml.command(
            name=re.sub(r"[^a-z0-9_]", "_", name.lower()), display_name=name, command="true", environment="azureml:any@latest", compute="any",
            inputs=inputs, outputs={o: ml.Output(type="uri_folder") for o in outputs},
        )
        return step(**given)

    return call


def _strict(outcome: Outcome) -> None:
    """Notices keywords that the SDK would swallow in silence."""

    def watch(owner: Any, name: str, known: list[str]) -> None:
        original = getattr(owner, name)
        call = original.__init__ if inspect.isclass(original) else original

        def checked(*args: Any, **kwargs: Any) -> Any:
            if sys._getframe(1).f_code.co_filename.startswith((ENTRY, os.getcwd())):  # the SDK's own calls are its business
                outcome.mistakes += [f"{name}() has no argument {k}" for k in kwargs if k not in known]
            return call(*args, **kwargs)

        if inspect.isclass(original):
            original.__init__ = checked
        else:
            setattr(owner, name, checked)

    for name in ("parallel_run_function", "RunFunction"):
        watch(parallel, name, SIGNATURES["v2"][name])
    for name in ("command", "Input", "Output"):
        watch(ml, name, SIGNATURES["v2"][name])
    for name in ("Environment", "Data", "AmlCompute", "BuildContext", "Model", *record_signatures.PUBLISHING):
        watch(entities, name, SIGNATURES["v2"][name])
    watch(azure.ai.ml.dsl, "pipeline", SIGNATURES["v2"]["dsl.pipeline"])


def _fsspec() -> types.ModuleType:
    """The package azureml-fsspec: it keeps what is uploaded."""

    class AzureMachineLearningFileSystem:
        def __init__(self, uri: str) -> None:
            match = re.fullmatch(r"azureml://subscriptions/subscription/resourcegroups/group/workspaces/workspace/datastores/(\w+)/paths/", uri)
            self.datastore = match[1] if match else uri

        def upload(self, lpath: str, rpath: str, recursive: bool = False, *, overwrite: str) -> None:
            v1_recorder.EFFECTS["uploads"].append({"datastore": self.datastore, "from": lpath, "folder": recursive, "to": rpath, "overwrite": {"MERGE_WITH_OVERWRITE": True, "APPEND": False}[overwrite]})

        def download(self, rpath: str, lpath: str, recursive: bool = False, *, overwrite: str) -> None:
            # What lies in a folder lands in lpath itself, a file under its name (azureml-fsspec 1.4, get).
            to = os.path.normpath(lpath if recursive else os.path.join(lpath, os.path.basename(rpath)))
            v1_recorder.EFFECTS["downloads"].append({"datastore": self.datastore, "from": rpath.rstrip("/"), "to": to, "overwrite": {"MERGE_WITH_OVERWRITE": True, "APPEND": False}[overwrite]})

    module = types.ModuleType("azureml.fsspec")
    module.AzureMachineLearningFileSystem = AzureMachineLearningFileSystem  # type: ignore[attr-defined]
    return module


class _Answers(v1_recorder.Anything):
    """A group of operations of the client: whatever it is asked for exists."""

    def get(self, name: str, **kwargs: Any) -> Any:
        return v1_recorder.Named(name)

    def create_or_update(self, entity: Any, **kwargs: Any) -> Any:
        return entity

    def begin_create_or_update(self, entity: Any, **kwargs: Any) -> Any:
        poller = v1_recorder.Anything("poller")
        poller.__dict__["result"] = lambda: entity
        return poller


class _Environments(_Answers):
    def get(self, name: str, version: Any = None, label: Any = None) -> Any:
        return entities.Environment(name=name, version=version or label, image="fetched", id=f"/environments/{name}/versions/{version or label}")


class _Models(_Answers):
    """The third version of each model is the latest; what is registered becomes the first."""

    def get(self, name: str, version: Any = None, label: Any = None) -> Any:
        assert version is None or isinstance(version, str), "the version of a model is text"
        model = v1_recorder.Named(name)
        model.__dict__.update(version=version or "3", id=f"/models/{name}", tags={})
        return model

    def create_or_update(self, entity: Any, **kwargs: Any) -> Any:
        entity.version = entity.version or "1"
        return entity


class _AnyName(str):
    """The name of whatever is asked for: in v1 too, every lookup finds something."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = str.__hash__


class _Datastores(_Answers):
    def list(self) -> Any:
        return [v1_recorder.Named(_AnyName("any"))]

    def get(self, name: str, *, include_secrets: bool = False) -> Any:
        store = v1_recorder.Named(name)
        store.account_name, store.container_name = "account", "container"
        store.credentials = types.SimpleNamespace(**({"account_key": "key", "sas_token": "token"} if include_secrets else {}))
        return store

    def get_default(self, *, include_secrets: bool = False) -> Any:
        return self.get("workspaceblobstore", include_secrets=include_secrets)

    def create_or_update(self, entity: Any) -> Any:
        sent = entity._to_rest_object().properties
        place = next(getattr(entity, k) for k in ("container_name", "file_share_name", "filesystem", "store_name") if hasattr(entity, k))
        secrets = entity.credentials
        secret = next(([k, str(getattr(secrets, k))] for k in ("account_key", "sas_token", "client_secret") if getattr(secrets, k, None)), None)
        endpoint, protocol = getattr(sent, "endpoint", None), getattr(sent, "protocol", None)
        v1_recorder.EFFECTS["datastores"].append({
            "name": entity.name, "place": place, "account": getattr(entity, "account_name", None), "secret": secret,
            "endpoint": None if endpoint == "core.windows.net" else endpoint, "protocol": None if protocol == "https" else protocol,
        })
        return entity


class _Data(_Answers):
    def list(self) -> Any:
        return [v1_recorder.Named(_AnyName("any"))]

    def create_or_update(self, data: Any) -> Any:
        uri = data.path
        if Path(uri).is_dir():
            written = _table_in(Path(uri))
            uri = "a frame" if "./dataframe.parquet" in written else written
        v1_recorder.EFFECTS["assets"].append({"name": data.name, "uri": uri, "kind": "table" if data.type == "mltable" else "file", "description": data.description, "tags": data.tags or {}})
        return data


def _client(outcome: Outcome) -> type:
    jobs = Jobs(SIGNATURES["v2"], outcome.mistakes, lambda job: outcome.jobs.append(_captured(job, outcome)))
    deployed: dict[str, Any] = {}

    class Components(_Answers):
        def create_or_update(self, component: Any, version: Any = None, *, skip_validation: bool = False) -> Any:
            component = _refine_component(component) if inspect.isfunction(component) else component
            component._validate(raise_error=True)
            component._id = f"azureml:{component.name}:1"
            return component

    class Endpoints(_Answers):
        def begin_create_or_update(self, endpoint: Any) -> Any:
            rest = _sent(endpoint._to_rest_batch_endpoint("here"))
            known = outcome.published.setdefault(endpoint.name, Published(rest, endpoint.name))
            known.endpoint = rest
            made = entities.BatchEndpoint(name=endpoint.name, description=endpoint.description, tags=endpoint.tags, defaults=endpoint.defaults, scoring_uri=f"https://{endpoint.name}/jobs")
            return super().begin_create_or_update(made)

        def invoke(self, endpoint_name: str, *, deployment_name: Any = None, inputs: Any = None, experiment_name: Any = None) -> Any:
            known = outcome.published[endpoint_name]
            if (deployment_name or known.default) is None:
                outcome.mistakes.append(f"{endpoint_name}: no deployment answers the call")
            for name, value in (inputs or {}).items():
                declared = known.job.rest["inputs"].get(name) if known.job else None
                if declared is None or declared["type"] != value.type:
                    outcome.mistakes.append(f"{endpoint_name}: the input {name} is declared as {declared}, the call gives {value.type}")
            override: list[Any] = [{"input_data": inputs}] if inputs else []
            override += [{"properties": {"experimentName": experiment_name}}] if experiment_name else []
            body = BatchJobSchema(context={"base_path": Path("."), "params_override": override}).load(data={})
            outcome.calls.append(Call(endpoint_name, json.loads(json.dumps(body, cls=SdkJSONEncoder))))
            name = f"batch-{len(outcome.calls)}"
            # The job of a pipeline deployment is a pipeline job.
            jobs.start(entities.PipelineJob(name=name, display_name=name, experiment_name=experiment_name), deployed[endpoint_name])
            return entities.BatchJob(name=name) if hasattr(entities, "BatchJob") else v1_recorder.Named(name)

    class Deployments(_Answers):
        def begin_create_or_update(self, deployment: Any, *, skip_script_validation: bool = False) -> Any:
            known = outcome.published[deployment.endpoint_name]
            known.job = _component(deployment.component, deployment.settings or {}, outcome)
            deployed[deployment.endpoint_name] = deployment.component.jobs
            known.deployment = {"name": deployment.name, **_sent(deployment._to_rest_object("here"))}
            return super().begin_create_or_update(deployment)

    class Schedules(_Answers):
        def begin_create_or_update(self, schedule: Any) -> Any:
            schedule._validate(raise_error=True)
            job = _captured(schedule.create_job, outcome)
            trigger = _sent(schedule.trigger._to_rest_object())
            outcome.schedules.append(Scheduled(schedule.name, schedule.display_name, schedule.description, trigger, job))
            return super().begin_create_or_update(schedule)

    class Client(v1_recorder.Anything):
        def __init__(self, credential: Any, subscription_id: Any = "subscription", resource_group_name: Any = "group", workspace_name: Any = "workspace") -> None:
            super().__init__("client")
            v1_recorder.addressed(subscription_id, resource_group_name, workspace_name)
            self.__dict__.update(subscription_id=subscription_id, resource_group_name=resource_group_name, workspace_name=workspace_name, jobs=jobs)
            self.__dict__.update(components=Components("components"), batch_endpoints=Endpoints("batch_endpoints"), batch_deployments=Deployments("batch_deployments"), schedules=Schedules("schedules"))
            self.__dict__.update({n: _Answers(n) for n in "compute workspaces".split()}, data=_Data("data"), datastores=_Datastores("datastores"), environments=_Environments("environments"), models=_Models("models"))

        @classmethod
        def from_config(cls, credential: Any, *, path: Any = None, file_name: Any = None) -> Any:
            return cls(credential)

    return Client


def _sent(rest: Any) -> dict[str, Any]:
    return json.loads(json.dumps(rest, cls=SdkJSONEncoder, exclude_readonly=True))


def _component(component: Any, settings: dict[str, Any], outcome: Outcome) -> Job:
    """The job that a pipeline component makes when nothing is given to it."""
    described: dict[str, dict[str, Any]] = {}
    for name, node in component.jobs.items():
        outcome.mistakes += _undeclared(name, node)
        described[name] = _described(node.component)
    spec = component._to_rest_object().properties.component_spec
    for node in spec["jobs"].values():
        node["componentId"] = "azureml:component:1"
    sent = _sent(spec)
    inputs = {k: {**v, "value": v.get("default")} for k, v in (sent.get("inputs") or {}).items()}
    messages = {str(k): str(v) for k, v in component._validate().error_messages.items()}
    return Job(None, {}, messages, {**sent, "inputs": inputs, "settings": settings}, described, frozenset(v1_recorder.V1_DATASETS))


def _table_in(folder: Path) -> str:
    """What the MLTable in a local folder says, which the real package can load. All that lies in the folder is uploaded."""
    mltable.load(str(folder))
    others = [p.name for p in folder.iterdir() if p.name not in ("MLTable", "dataframe.parquet")]
    assert not others, f"{others} would be uploaded with the table"
    return tables.of_file((folder / "MLTable").read_text())


def _with_tables(sent: Any) -> Any:
    """What is sent, with the tables that lie in local folders in place of their paths."""
    if isinstance(sent, list):
        return [_with_tables(x) for x in sent]
    if not isinstance(sent, dict):
        return sent
    uri = sent.get("uri")
    local = isinstance(uri, str) and ":" not in uri and (Path(uri) / "MLTable").is_file()
    return {**{k: _with_tables(v) for k, v in sent.items()}, **({"uri": _table_in(Path(uri))} if local else {})}


def _captured(job: Any, outcome: Outcome) -> Job:
    messages = {str(k): str(v) for k, v in job._validate().error_messages.items()}
    components: dict[str, dict[str, Any]] = {}
    for name, node in job.jobs.items():
        outcome.mistakes += _undeclared(name, node)
        component = node.component
        components[name] = _described(component)
    # What is sent names components by id, and everything has to be JSON.
    rest = job._to_rest_object()
    for node in rest.properties.jobs.values():
        node["componentId"] = "azureml:component:1"
    sent = _with_tables(json.loads(json.dumps(rest, cls=SdkJSONEncoder, exclude_readonly=True).replace(os.getcwd(), ".")))
    for name, node in sent["properties"]["jobs"].items():
        if node.get("_source") == "YAML.COMPONENT":  # what a node of a file does not say, its component does
            node.update({k: v for k, v in _settings_of(job.jobs[name].component).items() if k not in node})
            default = (sent["properties"].get("settings") or {}).get("default_compute")
            node.update({} if node.get("computeId") or not default else {"computeId": default})
            for given in (node.get("inputs") or {}).values():
                if "uri" in given and "://" not in given["uri"]:  # an asset, whose prefix the SDK takes off until it looks it up
                    given["uri"] = "azureml:" + given["uri"]
    return Job(job.experiment_name, {"tags": job.tags} if job.tags else {}, messages, sent["properties"], components, frozenset(v1_recorder.V1_DATASETS))


def _settings_of(component: Any) -> dict[str, Any]:
    """The settings of a parallel component that its node may change."""
    keys = "error_threshold mini_batch_error_threshold mini_batch_size partition_keys logging_level max_concurrency_per_instance environment_variables".split()
    given = {key: getattr(component, key, None) for key in keys}
    retries = getattr(component, "retry_settings", None)
    return {k: v for k, v in {**given, "retry_settings": retries and retries._to_dict()}.items() if v not in (None, {})}


def _described(component: Any) -> dict[str, Any]:
    """What the component of a node says that its node does not."""
    return {
        "is_deterministic": component.is_deterministic, "description": component.description, "command": getattr(component, "command", None),
        "environment": _environment(getattr(component, "environment", None)), "inputs": {k: v.type for k, v in component.inputs.items()},
    }


def _environment(environment: Any) -> Any:
    """What an environment is made of, as the REST form of a parallel node has it."""
    if environment is None or isinstance(environment, str):
        return environment
    return {"id": environment.id, "name": None if environment.name == "CliV2AnonymousEnvironment" else environment.name, "version": environment.version, "image": environment.image, "conda_file": environment.conda_file, "build": environment.build and vars(environment.build)}


def _undeclared(name: str, node: Any) -> list[str]:
    """References to inputs and outputs that the node does not have: the SDK checks none of them."""
    found: list[str] = []
    inputs, outputs = set(node.component.inputs), set(node.component.outputs)
    texts = [getattr(node.component, "command", None)]
    if node.type == "parallel":
        texts += [node.task.program_arguments, node.task.append_row_to, node.input_data]
        if not node.input_data:
            found.append(f"{name}: no input_data")
    for text in texts:
        for kind, reference in re.findall(r"\$\{\{(\w+)\.([\w.]+)\}\}", text or ""):
            if kind not in ("inputs", "outputs") or reference not in (inputs if kind == "inputs" else outputs):
                found.append(f"{name}: ${{{{{kind}.{reference}}}}} is not declared")
    bound = set(node.inputs)
    for key, declared in node.component.inputs.items():
        if key not in bound and not getattr(declared, "optional", False) and getattr(declared, "default", None) is None:
            found.append(f"{name}: nothing is given for the input {key}")
    return found
