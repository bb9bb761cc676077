"""What a v1 submission means, and whether a v2 job means the same.

Written from Microsoft's mapping table ("Upgrade parallel run step to SDK v2") and the two SDKs, not from the codemod.
"""
from __future__ import annotations

import posixpath
import re
import shlex
from typing import Any

import v1_recorder as v1

#: What v1 uses when a setting is left out.
DEFAULTS = {name: value for name, value in v1.CONFIG_DEFAULTS.items() if name != "environment_variables"}

#: Settings that keep their value: the v1 name, and where the REST form of the node holds it.
SAME = {
    "node_count": ("resources", "instance_count"),
    "process_count_per_node": ("max_concurrency_per_instance",),
    "error_threshold": ("error_threshold",),
    "allowed_failed_count": ("mini_batch_error_threshold",),
    "logging_level": ("logging_level",),
    "run_invocation_timeout": ("retry_settings", "timeout"),
    "run_max_try": ("retry_settings", "max_retries"),
    "entry_script": ("task", "entry_script"),
}

#: What the service takes when v2 does not say: the same as v1's default.
V2_DEFAULTS = {"logging_level": "INFO", "run_invocation_timeout": 60, "run_max_try": 3, "allowed_failed_count": None, "process_count_per_node": None}


def describe(submission: v1.Submission) -> dict[str, Any]:
    overrides = submission.settings.get("pipeline_parameters") or {}
    return {
        "experiment": submission.experiment,
        "description": submission.pipeline.description,
        "tags": submission.settings.get("tags"),
        "force_rerun": submission.settings.get("regenerate_outputs"),
        "continue_on_step_failure": submission.settings.get("continue_on_step_failure"),
        "default_datastore": _name(submission.pipeline.default_datastore),
        "steps": [_step(s, overrides, submission.pipeline.steps) for s in submission.pipeline.steps],
    }


#: What a caller has to send for a parameter, by its default.
TYPES = {bool: "boolean", int: "integer", float: "number", str: "string"}
#: Defaults of parameters that are data.
DATA = (v1.DatasetObject, v1.DataPath)


def describe_published(published: v1.Published) -> dict[str, Any]:
    submission = v1.Submission(None, published.pipeline, {"continue_on_step_failure": published.continue_on_step_failure})  # type: ignore[arg-type]
    return {
        "name": published.name, "description": published.description, "version": published.version, "pipeline": describe(submission),
        "parameters": {_identifier(p.name): str(p.default_value) for p in _parameters(published.pipeline) if not isinstance(p.default_value, DATA)},
        "types": {_identifier(p.name): TYPES[type(p.default_value)] for p in _parameters(published.pipeline) if type(p.default_value) in TYPES},
        "data": _data_defaults(published.pipeline),
    }


def describe_schedule(schedule: v1.Schedule) -> dict[str, Any]:
    settings = {"pipeline_parameters": schedule.parameters, "continue_on_step_failure": schedule.continue_on_step_failure}
    return {
        "name": schedule.name, "description": schedule.description, "recurrence": schedule.recurrence.given if schedule.recurrence else None,
        "pipeline": describe(v1.Submission(schedule.experiment, schedule.published.pipeline, settings)),
    }


def describe_call(call: v1.Call) -> dict[str, Any]:
    return {"name": call.published.name, "experiment": call.experiment, "parameters": {**_data_defaults(call.published.pipeline), **{_identifier(k): _uri(v) if isinstance(v, DATA) else str(v) for k, v in call.parameters.items()}}}


def _uri(data: Any) -> str:
    return getattr(data, "uri", None) or v1.uris_of(data)[0]


def _data_defaults(pipeline: v1.Pipeline) -> dict[str, str]:
    """The data that v1 takes when a call does not name other data; in v2 each call has to name it."""
    return {_identifier(p.name): _uri(p.default_value) for p in _parameters(pipeline) if isinstance(p.default_value, DATA)}


def _parameters(pipeline: v1.Pipeline) -> list[v1.PipelineParameter]:
    return [p for step in pipeline.steps for p in _parameters_of(step)]


def _parameters_of(step: v1.Step) -> list[v1.PipelineParameter]:
    found: list[v1.PipelineParameter] = []
    config = step.given.get("parallel_run_config")
    command = step.given.get("command")
    lists = [*(step.given.get(name) or [] for name in ("arguments", "inputs", "side_inputs")), command if isinstance(command, list) else []]
    for value in [*step.given.values(), *(config.given.values() if config else []), *(x for items in lists for x in items)]:
        value = value.dataset if isinstance(value, v1.Consumption) else value[0] if isinstance(value, tuple) and value else value
        found += [value] if isinstance(value, v1.PipelineParameter) else []
    return found


def published_differences(before: dict[str, Any], after: Any) -> list[str]:
    """What differs between a v1 published pipeline and a batch endpoint with its deployment."""
    if after.job is None or after.deployment is None:
        return ["the endpoint has no deployment"]
    inputs = after.job.rest["inputs"]
    for name, uri in before["data"].items():
        if name in inputs:
            inputs[name] = {"uri": _folder_of_pattern(uri), "jobInputType": inputs[name]["type"], "mode": inputs[name].get("mode")}
    found = differences(before["pipeline"], after.job)
    checks = [
        ("types of parameters", {k: v for k, v in before["types"].items() if k in inputs}, {k: v["type"] for k, v in inputs.items() if k in before["types"]}),
        ("data", sorted(before["data"]), sorted(k for k, v in inputs.items() if "uri" in v)),
        ("the default deployment", after.deployment["name"], after.default),
        ("description", before["description"], after.endpoint["properties"].get("description")),
        ("version", None if before["version"] is None else str(before["version"]), (after.deployment.get("tags") or {}).get("version")),
        ("parameters", before["parameters"], {k: str(v.get("default")) for k, v in inputs.items() if "uri" not in v}),
    ]
    if before["name"] is not None:
        checks.append(("name", _letters(before["name"]), _letters(after.name)))
    return found + [f"{what}: v1 {a!r}, v2 {b!r}" for what, a, b in checks if a != b]


def schedule_differences(before: dict[str, Any], after: Any) -> list[str]:
    """What differs between a v1 schedule and a JobSchedule."""
    found = differences(before["pipeline"], after.job)
    given, pattern = before["recurrence"], after.trigger["schedule"]
    checks = [
        ("name", _letters(before["name"]), _letters(after.name)),
        ("display name", before["name"], after.display_name or after.name),
        ("description", before["description"], after.description),
        ("frequency", given["frequency"].lower(), after.trigger["frequency"]),
        ("interval", given["interval"], after.trigger["interval"]),
        ("start time", given["start_time"], after.trigger.get("startTime")),
        ("time zone", given["time_zone"] or "UTC", after.trigger["timeZone"]),
        ("hours", given["hours"] or [], pattern["hours"]),
        ("minutes", given["minutes"] or [], pattern["minutes"]),
        ("days", [d.lower() for d in given["week_days"] or []], pattern.get("weekDays") or []),
    ]
    return found + [f"{what}: v1 {a!r}, v2 {b!r}" for what, a, b in checks if a != b]


def call_differences(before: dict[str, Any], after: Any) -> list[str]:
    """What differs between a call of a published pipeline and an invocation of its batch endpoint."""
    checks = [
        ("endpoint", _letters(before["name"]), _letters(after.endpoint)),
        ("experiment", before["experiment"], (after.body.get("properties") or {}).get("experimentName")),
        ("parameters", before["parameters"], {k: str(v.get("value", v.get("uri"))) for k, v in (after.body.get("inputData") or {}).items()}),
    ]
    return [f"{what}: v1 {a!r}, v2 {b!r}" for what, a, b in checks if a != b]


def _identifier(text: str) -> str:
    """The v2 name of a parameter: a Python identifier."""
    return re.sub(r"\W+", "_", text)


def _letters(text: Any) -> str:
    return re.sub(r"[^a-z0-9]", "", str(text).lower())


def _step(step: v1.Step, overrides: dict[str, Any], steps: list[v1.Step]) -> dict[str, Any]:
    given, own = step.given, step.outputs()
    config = given.get("parallel_run_config")
    settings = {k: _plain(v, overrides) for k, v in config.given.items()} if config else {}
    settings["environment_variables"] = {**_variables(settings and config.given.get("environment")), **(settings.get("environment_variables") or {})}
    return {
        "type": v1.kind_of(step),
        "name": step.name,
        "settings": settings,
        "script": given.get("script_name"),
        "compute": _name((config.given if config else given).get("compute_target")),
        "environment": _environment(config.given.get("environment")) if config else None,
        "inputs": [_data(x, overrides) for x in given.get("inputs") or []],
        "side_inputs": [_data(x, overrides) for x in given.get("side_inputs") or []],
        "arguments": [_argument(_found(x, given), own, overrides) for x in _words(given)],
        "run": _run(given, overrides) if not config else None,
        "outputs": [_output(o, step, steps) for o in own],
        "folder": _own_folder(step) if config else None,
        "allow_reuse": given.get("allow_reuse", True),
        # The values that reach the step through a parameter: the default, and what the submission says.
        "parameters": {p.name: [p.default_value, overrides.get(p.name, p.default_value)] for p in _parameters_of(step) if isinstance(p.default_value, (str, int, float, bool))},
    }


def _own_folder(step: v1.Step) -> dict[str, Any] | None:
    """What v1 passes to a parallel step as ``--output``, and whether the script asks for it, where its text is here."""
    output, settings = step.given.get("output"), step.given["parallel_run_config"].given
    if not isinstance(output, v1.Output):
        return None
    script = v1.FILES.get(posixpath.normpath(posixpath.join(str(settings.get("source_directory") or "."), str(settings.get("entry_script")))), "")
    flags = re.findall(r"""["'](--output\w*)["']""", re.sub(r"(?m)^\s*#.*", "", script))
    passed = [str(x) for x in step.given.get("arguments") or []]
    return {"own": output.origin.name, "asked": any(flag not in passed for flag in flags)}


def _found(argument: Any, given: dict[str, Any]) -> Any:
    """A ``PipelineData`` in the arguments is the input that it is, or that was made of it; so v1 resolves it."""
    if not isinstance(argument, v1.PipelineData):
        return argument
    inputs = [x for x in [*(given.get("inputs") or []), *(given.get("side_inputs") or [])] if isinstance(x, v1.PipelineData) and x.origin is argument.origin]
    same = [x for x in inputs if x is argument]
    made = [x for x in inputs if argument is argument.origin or x is x.origin]
    return (same or made or [argument])[0]


def _output(output: v1.Output, step: v1.Step, steps: list[v1.Step]) -> dict[str, Any]:
    """Where v1 puts an output and what it is: ``place`` is None where v1 chooses. ``run-id`` stands for the run."""
    given = output.given
    store, path = None, None
    if isinstance(output, v1.OutputFileDatasetConfig):
        if given.get("destination"):
            store, path = _name(given["destination"][0]), str(given["destination"][1]).strip("/")
    elif given.get("datastore") is not None:
        store, path = _name(given["datastore"]), "azureml/{run-id}/{output-name}"
    script = v1.kind_of(step) != "ParallelRunStep"
    read = [x for s in steps if s is not step for x in s.reads() if x.origin is output.origin]
    rows = not script and str(step.given["parallel_run_config"].given.get("output_action")).lower() == "append_row" and step.given.get("output") is not None and step.given["output"].origin is output.origin
    return {
        "name": output.name, "store": store, "path": path, "mode": output.mode, "registered": output.registered, "given away": given.get("pipeline_output_name"),
        "type": "mltable" if any(x.table for x in read) or (output.table and output.registered) else "uri_file" if script and given.get("is_directory") is False else "uri_folder",
        "rows": (step.given["parallel_run_config"].given.get("append_row_file_name") or "parallel_run_step.txt") if rows else None,
        "folder is read": bool(read) or bool(output.registered) or bool(given.get("pipeline_output_name")) or any(isinstance(x, v1.Output) and x.origin is output.origin for x in _words(step.given)),
    }


def _read_by_a_shell(command: str) -> str:
    """The characters that mean something to a shell where they stand, apart from quotes."""
    active, quote, rest = "", "", re.sub(r"\$\{\{.*?\}\}|\$\[\[|\]\]", "", command)
    for c in rest:
        if c == quote or (not quote and c in "'\""):
            quote = "" if quote else c
        elif c in {"": ";&|<>()$`*?~#", '"': "$`", "'": ""}[quote]:
            active += c
    return active


def _words(given: dict[str, Any]) -> list[Any]:
    """The arguments of a step. A command is split as v1 does: its first item as a shell would, the others as they are."""
    command = given.get("command")
    if command is None:
        return given.get("arguments") or []
    first, *rest = command if isinstance(command, list) else [command]
    return [*shlex.split(first), *rest]


def _run(given: dict[str, Any], overrides: dict[str, Any]) -> dict[str, Any]:
    """What the run configuration and the params of a script step say."""
    config = given.get("runconfig")
    known = config if isinstance(config, v1.RunConfiguration) else None
    nodes = (given.get("runconfig_pipeline_params") or {}).get("NodeCount")
    params = {f"AML_PARAMETER_{re.sub(r'[^0-9A-Za-z_]', '_', k)}": str(_plain(v, overrides)) for k, v in (given.get("params") or {}).items()}
    return {
        "compute": _name(given.get("compute_target") or (known.target if known else None)),
        "nodes": _plain(nodes, overrides) if nodes is not None else known.node_count if known else 1,
        "environment": _environment(known.environment) if known else None,
        "variables": {**(_variables(known.environment) if known else {}), **{k: str(v) for k, v in (known.environment_variables if known else {}).items()}, **params},
        "docker": " ".join(known.docker.arguments) if known and isinstance(known.docker.arguments, list) else "",
        "shm_size": known.docker.shm_size if known and isinstance(known.docker.shm_size, str) else None,
        "timeout": known.max_run_duration_seconds if known else None,
    }


def _plain(value: Any, overrides: dict[str, Any]) -> Any:
    if isinstance(value, v1.PipelineParameter):
        value = overrides.get(value.name, value.default_value)
    return value if isinstance(value, (str, int, float, bool, list, dict, type(None))) else str(value)


def _name(value: Any) -> Any:
    value = value[0] if isinstance(value, tuple) else value
    return value if isinstance(value, (str, type(None))) else str(getattr(value, "name", value))


def _environment(value: Any) -> dict[str, Any] | None:
    if not isinstance(value, v1.Environment):
        return None
    conda, docker = value.python.conda_dependencies, value.docker
    if value.form == "get":
        name, version, label = value.fetched, value.version, value.tag
        curated = name.startswith("AzureML-")
        place = f"versions/{version}" if version else f"labels/{label or 'latest'}"
        return {"reference": f"azureml://registries/azureml/environments/{name[8:]}/{place}" if curated else f"azureml:{name}" + (f":{version}" if version else f"@{label or 'latest'}")}
    return {
        "name": value.name,
        "version": value.version,
        "image": docker.base_image and docker.base_image.removesuffix(":20251130.v1"),
        "dockerfile": docker.base_dockerfile,
        "context": docker.build_context and [docker.build_context.path, docker.build_context.dockerfile_path],
        "packages": {k: getattr(conda, k) for k in ("python", "channels", "conda", "pip")} if conda and not value.python.user_managed_dependencies else None,
    }


def _variables(value: Any) -> dict[str, str]:
    """The variables that an environment gives to what runs in it; they go to the steps in v2."""
    return {k: str(v) for k, v in value.environment_variables.items()} if isinstance(value, v1.Environment) else {}


def _data(value: Any, overrides: dict[str, Any]) -> dict[str, Any]:
    """Where data comes from and how the script gets it: ``{"uris", "kind", "mode", ...}`` or ``{"output"}``."""
    if isinstance(value, v1.Consumption):
        inner = _data(value.dataset, overrides)
        return {**inner, "mode": value.mode.lower(), "path_on_compute": value.path_on_compute} if "uris" in inner else inner
    if isinstance(value, v1.PipelineParameter):
        return _data(overrides.get(value.name, value.default_value), overrides)
    if isinstance(value, tuple) and value and isinstance(value[0], v1.Workspace):  # a dataset by its workspace, name and version
        return _data(v1.Dataset.get_by_name(*value), overrides)
    if isinstance(value, v1.DatasetObject):
        made = next((a for a in v1.EFFECTS["assets"] if value.uri == f"azureml:{a['name']}@latest" and a["uri"] != "a frame"), None)
        if value.named and made:  # this program makes it, in v2 as what it is
            return {"uris": value.uris, "kind": made["kind"], "mode": "direct", "named": False, "file": _one_file([made["uri"]], False)}
        if value.named and value.kind != "table" and any(value.uri == f"azureml:{name}@latest" for name in v1.REGISTERED):  # what a step writes is a folder
            return {"uris": value.uris, "kind": "file", "mode": "direct", "named": False, "file": False}
        origin = value.__dict__.get("made_from", value)
        return {"uris": value.uris, "kind": value.kind, "mode": "direct", "named": value.named, "file": _one_file(origin.uris, origin.one_file), "address": value.address}
    if isinstance(value, (v1.DataPath, v1.DataReference)):
        uris = v1.uris_of(value)
        mode, fixed = (value.mode, value.path_on_compute) if isinstance(value, v1.DataReference) else ("mount", None)
        return {"uris": uris, "kind": "file", "mode": mode, "file": _one_file(uris, False), "path_on_compute": fixed}
    if isinstance(value, tuple) and value and isinstance(value[0], v1.PipelineParameter):
        inner, binding = _data(value[0], overrides), value[-1]
        return {**inner, "mode": binding.mode, "path_on_compute": binding.path_on_compute} if isinstance(binding, v1.DataPathComputeBinding) and "uris" in inner else inner
    if isinstance(value, v1.Output):
        producer = next((s.name for s in v1.Step.made if s.writes(value)), None)
        # Its own name, and the way in which it gets there.
        return {"output": value.name, "step": producer, "as": value.input_name, "mode": value.input_mode, "table": value.table}
    return {"unknown": str(value)}


def _one_file(uris: list[str], said: bool) -> bool:
    """Whether v1 named one file: it said so, the path ends like one, or it lies on a web server, which has no folders."""
    web = re.match(r"https?://(?!\w+\.(blob|dfs)\.)", uris[0])
    return len(uris) == 1 and _folder_of_pattern(uris[0]) == uris[0] and bool(said or web or re.search(r"\.[A-Za-z]\w{0,7}$", uris[0].rsplit("/", 1)[-1]))


def _names(origin: dict[str, Any], address: str) -> bool:
    """Whether an input has the address of a file, or of its folder, where the MLTable is to lie."""
    return str(origin.get("uri")).rstrip("/") in (address, address.rsplit("/", 1)[0])


def _folder_of_pattern(uri: str) -> str:
    if uri.startswith("table:"):  # what a call says that reads a table: see tables.py
        return uri
    star = re.search(r"[*]" if uri.startswith("http") else r"[*?\[]", uri)
    return uri[: uri.rindex("/", 0, star.start()) + 1] if star else uri


def _argument(value: Any, own: list[v1.Output], overrides: dict[str, Any]) -> Any:
    if isinstance(value, v1.Output) and not value.is_input and any(value.origin is x.origin for x in own):
        return {"own": value.name}
    if isinstance(value, tuple) and value and isinstance(value[0], v1.PipelineParameter):
        return _data(value, overrides)
    if isinstance(value, v1.PipelineParameter):
        value = overrides.get(value.name, value.default_value)
    if isinstance(value, (v1.DataPath, v1.Consumption, v1.DatasetObject, v1.Output, v1.DataReference)):
        return _data(value, overrides)
    return str(value)


def differences(before: dict[str, Any], job: Any) -> list[str]:
    """What differs between a v1 submission and a v2 job, in words; nothing when they mean the same."""
    return _Comparison(before, job).found


def effects(before: dict[str, list[dict[str, Any]]], after: dict[str, list[dict[str, Any]]]) -> list[str]:
    """What differs between what two programs register and upload."""
    found = []
    for what in ("datastores", "uploads", "downloads", "assets"):
        if what == "assets":
            wanted = [_asset(x) for x in before[what]]
            got = [_asset(x) for x in after[what]]
        else:
            wanted, got = before[what], after[what]
        found += [f"{what}: v1 {x}, v2 {got}" for x in wanted if x not in got] + [f"{what}: only v2 {x}" for x in got if x not in wanted]
    # The names of runs differ, so they are counted. What is never used may go away, another workspace may not come.
    waits = [len({x["run"] for x in given["waits"]}) for given in (before, after)]
    if waits[1] < waits[0]:
        found.append(f"waits: v1 waits for {waits[0]} runs, v2 for {waits[1]}")
    return found + [f"workspaces: only v2 {x}" for x in after["workspaces"] if x not in before["workspaces"]]


def _asset(x: dict[str, Any]) -> dict[str, Any]:
    uri = _folder_of_pattern(x["uri"])
    if x["kind"] == "table" and re.search(r"/[^/]*[.]\w+$", uri):
        uri = uri.rsplit("/", 1)[0]
    return {**x, "name": re.sub(r"[^A-Za-z0-9_-]+", "-", x["name"]), "uri": uri.rstrip("/"), "kind": x["kind"] or "file"}


def node_name(name: str) -> str:
    return re.sub(r"[^a-z0-9_]", "_", name.lower())


def key_of(name: str) -> str:
    """A v1 name as v2 takes it: an identifier."""
    key = re.sub(r"[^A-Za-z0-9_]+", "_", name)
    return key if re.match(r"[A-Za-z_]", key) else f"_{key}"


def size(value: Any) -> int | None:
    match = re.fullmatch(r"(\d+)([kmg]b)?", str(value).lower())
    return int(match[1]) * {None: 1, "kb": 2**10, "mb": 2**20, "gb": 2**30}[match[2]] if match else None


def independent(steps: list[dict[str, Any]]) -> bool:
    """Whether some step can still run after another one failed."""
    reads = {s["name"]: {d["step"] for d in [*s["inputs"], *s["side_inputs"], *s["arguments"]] if isinstance(d, dict) and "step" in d} for s in steps}

    def needs(later: str, earlier: str) -> bool:
        return any(x == earlier or (x in reads and needs(x, earlier)) for x in reads[later])

    return any(a != b and not needs(a, b) and not needs(b, a) for a in reads for b in reads)


def _options_first(lines: Any) -> list[str]:
    """What pip gets. Its options are those of all the packages, wherever they stand; the default index says nothing."""
    return sorted((x for x in lines if x != "--extra-index-url https://pypi.python.org/simple"), key=lambda x: not x.startswith("-"))


class _Comparison:
    def __init__(self, before: dict[str, Any], job: Any) -> None:
        self.job, self.rest, self.found = job, job.rest, []  # type: Any, dict[str, Any], list[str]
        self.found += [f"the job does not validate: {k}: {v}" for k, v in job.messages.items()]
        self.same("experiment", before["experiment"], job.experiment)
        self.same("tags", before["tags"], job.settings.get("tags"))
        settings = self.rest.get("settings") or {}
        self.same("force_rerun", bool(before["force_rerun"]), bool(settings.get("force_rerun")))
        goes_on = settings.get("continue_on_step_failure")
        # v2 goes on unless it is told to stop; that makes no difference where each step needs the one before it.
        if goes_on is not None or independent(before["steps"]):
            self.same("continue_on_step_failure", bool(before["continue_on_step_failure"]), goes_on is not False)
        if before["description"]:
            self.same("description", before["description"], self.rest.get("description"))
        self.store = before["default_datastore"] or "workspaceblobstore"
        self.same("default datastore", before["default_datastore"], settings.get("default_datastore"))
        promised = {key_of(o["given away"]) for s in before["steps"] for o in s["outputs"] if o["given away"]}
        given = set(self.rest.get("outputs") or {})
        self.same("outputs of the pipeline", sorted(promised), sorted(given - {f"{p}_rows" for p in promised}))
        self.same("steps", sorted(node_name(s["name"]) for s in before["steps"]), sorted(self.rest["jobs"]))
        for step in before["steps"]:
            node = self.rest["jobs"].get(node_name(step["name"]))
            if node:
                self.step(step, node, job.components[node_name(step["name"])])

    def same(self, what: str, a: Any, b: Any) -> None:
        if a != b:
            self.found.append(f"{what}: v1 {a!r}, v2 {b!r}")

    def value(self, raw: Any) -> Any:
        """A binding to a parameter, followed to its value."""
        match = re.fullmatch(r"\$\{\{parent\.inputs\.(\w+)\}\}", str(raw))
        return (self.rest["inputs"][match[1]] or {}).get("value") if match else raw

    def origin(self, raw: dict[str, Any]) -> dict[str, Any]:
        text = str(raw.get("value", raw.get("uri")))
        match = re.fullmatch(r"\$\{\{parent\.jobs\.(\w+)\.outputs\.(\w+)\}\}", text)
        if match:
            return {"step": match[1], "output": match[2]}
        match = re.fullmatch(r"\$\{\{parent\.inputs\.(\w+)\}\}", text)
        if match:
            bound = self.rest["inputs"][match[1]]
            return {"uri": bound["uri"], "type": bound.get("jobInputType"), "mode": raw.get("mode") or bound.get("mode")} if "uri" in bound else {"value": bound.get("value")}
        return {"uri": raw["uri"], "type": raw.get("job_input_type"), "mode": raw.get("mode")} if "uri" in raw else {"value": text}

    def step(self, step: dict[str, Any], node: dict[str, Any], component: dict[str, Any]) -> None:
        where = step["name"]
        if step["type"] not in ("ParallelRunStep", "PythonScriptStep", "CommandStep"):
            # Left for a person: the data that the pipeline passes to it is all that can be judged.
            self.inputs(where, step, node)
            return
        kind = "parallel" if step["type"] == "ParallelRunStep" else "command"
        self.same(f"{where}: type", kind, node["type"])
        self.same(f"{where}: display name", where, node.get("display_name") or node.get("name"))
        self.same(f"{where}: is_deterministic", bool(step["allow_reuse"]), bool(component["is_deterministic"]))
        if step["compute"] is not None:
            self.same(f"{where}: compute", step["compute"], node.get("computeId"))
        origins = self.inputs(where, step, node)
        self.outputs(where, step, node)
        self.readings(where, step, node, component, origins)
        if kind == "command":
            self.arguments(where, [f"python {step['script']}"] if step["script"] else [], step["arguments"], component["command"], origins, None)
            self.run(where, step["run"], node, component)
        else:
            self.parallel(where, step, node, component, origins)

    def inputs(self, where: str, step: dict[str, Any], node: dict[str, Any]) -> dict[str, dict[str, Any]]:
        origins = {k: self.origin(v) for k, v in (node.get("inputs") or {}).items()}
        for given in [*step["inputs"], *step["side_inputs"]]:
            if "unknown" in given:
                continue
            origin = next((o for o in origins.values() if self.is_origin(given, o)), None)
            if origin is None:
                self.found.append(f"{where}: no input comes from {given}")
            elif "uris" in given and step["type"] in ("ParallelRunStep", "PythonScriptStep", "CommandStep"):
                self.delivery(where, given, origin, step["type"] == "ParallelRunStep", given in step["side_inputs"])
        return origins

    def run(self, where: str, run: dict[str, Any], node: dict[str, Any], component: dict[str, Any]) -> None:
        resources = node.get("resources") or {}
        if run["compute"] is not None:
            self.same(f"{where}: compute", run["compute"], node.get("computeId"))
        self.same(f"{where}: nodes", str(run["nodes"]), str(self.value(resources.get("instance_count", 1))))
        self.same(f"{where}: variables", run["variables"], {k: str(self.value(v)) for k, v in (node.get("environment_variables") or {}).items()})
        self.same(f"{where}: docker arguments", run["docker"], resources.get("docker_args") or "")
        self.same(f"{where}: shm_size", run["shm_size"] or "2g", resources.get("shm_size") or "2g")  # what both take when nothing is said
        if run["timeout"] is not None:
            self.same(f"{where}: timeout", f"PT{run['timeout'] // 60}M", (node.get("limits") or {}).get("timeout"))
        if run["environment"]:
            self.environment(where, run["environment"], component["environment"])

    def named(self, given: dict[str, Any]) -> bool:
        """Whether data is a v1 dataset by its name: one that is there, or that the upgraded program still registers with v1."""
        return bool(given.get("named")) or given["uris"][0] in {f"azureml:{name}@latest" for name in self.job.v1_datasets}

    def is_origin(self, given: dict[str, Any], origin: dict[str, Any]) -> bool:
        if "output" in given:
            return origin.get("step") == node_name(given["step"] or "") and (given["output"] is None or origin.get("output") == key_of(given["output"]))
        if not self.named(given) and given["uris"][0].startswith("azureml:") and given["uris"][0].endswith("@latest") and re.search(r"[^\w:@-]", given["uris"][0]):
            # A dataset that a step registers: v2 takes fewer characters in its name.
            return origin.get("uri") == re.sub(r"[^\w:@-]+", "-", given["uris"][0])
        if given["uris"][0].startswith("table:") and _names(origin, given["address"]):  # not written yet: see delivery
            return True
        uri = _folder_of_pattern(given["uris"][0])
        if given["kind"] == "table" and not self.named(given) and _one_file([uri], False):  # its MLTable lies in the folder of the file
            uri = uri.rsplit("/", 1)[0]
        return str(origin.get("uri")).rstrip("/") == uri.rstrip("/")

    def delivery(self, where: str, given: dict[str, Any], origin: dict[str, Any], parallel: bool, side: bool) -> None:
        """How the script gets data that an input comes from: its type and mode, and what v2 can't say."""
        uri = given["uris"][0]
        if uri.startswith("table:") and _names(origin, given["address"]):
            self.found.append(f"{where}: the table at {given['address']} is not in an MLTable")
        if len(given["uris"]) > 1:
            self.found.append(f"{where}: one of several paths: {given['uris']}")
        if _folder_of_pattern(uri) != uri and not re.search(r"/[*][*](/[*])?$", uri):
            self.found.append(f"{where}: the pattern of {uri} is cut")
        if given.get("path_on_compute"):
            self.found.append(f"{where}: the path {given['path_on_compute']} on the compute is dropped")
        if not parallel and given["mode"] == "direct":
            self.found.append(f"{where}: the script gets a path in place of a dataset: {uri}")
        kind = given["kind"] or ("file" if side or given["mode"] in ("mount", "download") else None)
        named = self.named(given)
        if named or kind == "table":
            types = {"mltable"}
        else:
            types = {"uri_file" if given["file"] else "uri_folder"}
        # v1 mounts the files of a parallel step whatever is asked for; a DataReference is passed as it is.
        download = given["mode"] == "download" and (not parallel or "named" not in given)
        mounted = {True: ("EvalDownload", "EvalMount"), False: ("Download", "ReadOnlyMount")}[bool(named)]
        files = mounted[0] if download else mounted[1]
        modes = {"Direct"} if kind == "table" else {files} if kind == "file" else {files, "Direct"}
        if origin.get("type") not in types or (origin.get("mode") or "ReadOnlyMount") not in modes:  # the mode that the service takes when none is given
            self.found.append(f"{where}: {uri} is delivered as {origin.get('type')}, {origin.get('mode')}, not as {types}, {modes}")

    def parallel(self, where: str, step: dict[str, Any], node: dict[str, Any], component: dict[str, Any], origins: dict[str, Any]) -> None:
        settings = step["settings"]
        for name, path in SAME.items():
            got: Any = node
            for key in path:
                got = (got or {}).get(key)
            got = self.value(got)
            wanted = settings.get(name, DEFAULTS.get(name))
            if got is None and wanted == V2_DEFAULTS.get(name, object()):
                continue
            self.same(f"{where}: {name}", str(wanted), str(got))
        self.same(f"{where}: description", settings.get("description"), component["description"])
        self.same(f"{where}: environment_variables", {k: str(v) for k, v in (settings.get("environment_variables") or {}).items()}, node.get("environment_variables") or {})
        keys = node.get("partition_keys")
        self.same(f"{where}: partition_keys", settings.get("partition_keys"), __import__("json").loads(keys) if isinstance(keys, str) else keys)
        main = re.fullmatch(r"\$\{\{inputs\.(\w+)\}\}", str(node.get("input_data")))
        origin = origins.get(main[1]) if main else None
        if origin is None:
            self.found.append(f"{where}: input_data is {node.get('input_data')!r}")
        elif step["inputs"]:
            self.main_input(where, step["inputs"][0], origin)
        if not settings.get("partition_keys"):
            first = (step["inputs"] or [{}])[0]
            table = first.get("kind") == "table" or bool(first.get("table"))
            wanted = settings.get("mini_batch_size")
            wanted = ("1mb" if table else "10") if wanted is None else wanted
            self.same(f"{where}: mini_batch_size", size(wanted), size(self.value(node.get("mini_batch_size"))))
        folder = str(settings.get("source_directory") or ".").rstrip("/")
        code = str((node.get("task") or {}).get("code"))
        if folder not in (".", "") and not code.endswith("/" + folder):
            self.found.append(f"{where}: code: v1 {folder!r}, v2 {code!r}")
        self.rows(where, step, node)
        self.environment(where, step["environment"], (node.get("task") or {}).get("environment"))
        percent = settings.get("allowed_failed_percent")
        self.arguments(where, [], [*self.folder(where, step, node), *step["arguments"]], (node.get("task") or {}).get("program_arguments"), origins, percent)

    def folder(self, where: str, step: dict[str, Any], node: dict[str, Any]) -> list[Any]:
        """What v1 passes by itself: v2 says it where the script asks for it, and may say it elsewhere."""
        passed = str((node.get("task") or {}).get("program_arguments")).startswith("--output ${{")
        folder = step["folder"]
        return ["--output", {"own": folder["own"]}] if folder and (folder["asked"] or (passed and "--output" not in step["arguments"])) else []

    def main_input(self, where: str, given: dict[str, Any], origin: dict[str, Any]) -> None:
        if "unknown" in given:
            return
        if not self.is_origin(given, origin):
            self.found.append(f"{where}: input_data comes from {origin}, in v1 from {given}")

    def output(self, raw: Any) -> dict[str, Any]:
        """An output of a node; one that the pipeline gives away has its settings there."""
        match = re.fullmatch(r"\$\{\{parent\.outputs\.(\w+)\}\}", str((raw or {}).get("value")))
        if not match:
            return {"type": raw.get("job_output_type"), "uri": raw.get("uri"), "mode": raw.get("mode"), "registered": raw.get("name"), "given away": None}
        got = self.rest["outputs"][match[1]]
        return {"type": got.get("jobOutputType"), "uri": got.get("uri"), "mode": got.get("mode"), "registered": got.get("assetName"), "given away": match[1]}

    def outputs(self, where: str, step: dict[str, Any], node: dict[str, Any]) -> None:
        got = {k: self.output(v) for k, v in (node.get("outputs") or {}).items()}
        named = [o for o in step["outputs"] if o["name"]]
        # Where the program computes output_action, the output for the rows is declared in any case.
        computed = step["type"] == "ParallelRunStep" and not (node.get("task") or {}).get("append_row_to")
        rows = [f"{key_of(o['name'])}_rows" for o in named if o["rows"] or computed]
        # v1 makes a name up where none is given.
        others = [k for k in got if k not in [key_of(o["name"]) for o in named] and k not in rows and not (len(named) < len(step["outputs"]) and k.endswith("_rows"))]
        self.same(f"{where}: outputs without a name", len(step["outputs"]) - len(named), len(others))
        for wanted in named:
            key = key_of(wanted["name"])
            if key not in got:
                self.found.append(f"{where}: no output {key}")
            else:
                self.one_output(f"{where}: output {key}", wanted, key, got)
        for wanted, key in zip([o for o in step["outputs"] if not o["name"]], others):
            self.one_output(f"{where}: output {key}", {**wanted, "name": key}, key, got)

    def one_output(self, where: str, wanted: dict[str, Any], key: str, got: dict[str, dict[str, Any]]) -> None:
        have = got[key]
        uri = None if have["uri"] is None else have["uri"].replace("${{default_datastore}}", self.store)
        # Rows that nobody else needs the folder of may be the output itself.
        alone = wanted["rows"] and not wanted["folder is read"] and have["type"] == "uri_file"
        if alone and uri is not None:
            self.same(f"{where}: the rows' file name", wanted["rows"], uri.rsplit("/", 1)[-1])
            uri = uri.rsplit("/", 1)[0]
        self.same(f"{where}: type", "uri_file" if alone else wanted["type"], have["type"])
        self.same(f"{where}: mode", "Upload" if wanted["mode"] == "upload" else "ReadWriteMount", have["mode"] or "ReadWriteMount")
        self.same(f"{where}: registered as", None if wanted["registered"] is None else re.sub(r"[^A-Za-z0-9_-]+", "-", wanted["registered"]), have["registered"])
        self.same(f"{where}: given away as", None if wanted["given away"] is None else key_of(wanted["given away"]), have["given away"])
        if wanted["store"] is not None:
            path = wanted["path"].replace("{run-id}", "${{name}}").replace("{output-name}", key)
            self.same(f"{where}: place", f"azureml://datastores/{wanted['store']}/paths/{path}", uri)
        elif uri is not None and not (uri.startswith(f"azureml://datastores/{self.store}/paths/") and "${{name}}" in uri):
            self.found.append(f"{where}: place: v1 chooses one for each run, v2 {uri!r}")

    def readings(self, where: str, step: dict[str, Any], node: dict[str, Any], component: dict[str, Any], origins: dict[str, Any]) -> None:
        """An output is read as a table or as files, mounted or not, and two names stay two inputs."""
        given = [x for x in [*step["inputs"], *step["side_inputs"], *step["arguments"]] if isinstance(x, dict) and "output" in x]
        for x in given:
            keys = [k for k, o in origins.items() if self.is_origin(x, o) and (x["as"] is None or k == x["as"])]
            if not keys:
                self.found.append(f"{where}: no input for {x}")
                continue
            modes = {(node["inputs"][k].get("mode") or "ReadOnlyMount") for k in keys}
            mode = "Direct" if x["table"] else "ReadOnlyMount" if step["type"] == "ParallelRunStep" else {"mount": "ReadOnlyMount", "download": "Download", "direct": "Direct"}[x["mode"]]
            if mode not in modes:
                self.found.append(f"{where}: {x} is read as {modes}")
            if not any((component["inputs"][k] == "mltable") == x["table"] for k in keys):
                self.found.append(f"{where}: {x} is read as {[component['inputs'][k] for k in keys]}")

    def rows(self, where: str, step: dict[str, Any], node: dict[str, Any]) -> None:
        target = re.fullmatch(r"\$\{\{outputs\.(\w+)\}\}", str((node.get("task") or {}).get("append_row_to")))
        wanted = next((o for o in step["outputs"] if o["rows"]), None)
        self.same(f"{where}: rows are appended", wanted is not None, bool(target))
        if wanted is None or not target:
            return
        got = {k: self.output(v) for k, v in (node.get("outputs") or {}).items()}
        rows = got.get(target[1]) or {}
        self.same(f"{where}: the rows' file", "uri_file", rows.get("type"))
        self.same(f"{where}: the rows' file name", wanted["rows"], str(rows.get("uri")).rsplit("/", 1)[-1])
        name = key_of(wanted["name"]) if wanted["name"] else target[1].removesuffix("_rows")
        folder = got.get(name) or {}
        if target[1] == name:
            if wanted["folder is read"]:
                self.found.append(f"{where}: the folder around the rows is read, and is no output")
        elif str(rows.get("uri")).rsplit("/", 1)[0] != folder.get("uri"):
            self.found.append(f"{where}: the rows do not lie in the folder of the output")
        elif bool(rows.get("given away")) != bool(folder.get("given away")):
            self.found.append(f"{where}: only one of the rows and their folder is the pipeline's: ${{{{name}}}} is not the same in both")

    def environment(self, where: str, given: dict[str, Any] | None, got: Any) -> None:
        where = f"{where}: environment"
        if given is None:
            return
        # What was fetched is sent by its id.
        fetched = re.search(r"/environments/([^/]+)/versions/(.+)$", str(got.get("id"))) if isinstance(got, dict) else None
        if fetched:
            got = f"azureml:{fetched[1]}" + (f"@{fetched[2]}" if fetched[2] == "latest" else f":{fetched[2]}")
        if "reference" in given or not isinstance(got, dict):
            self.same(f"{where} by name", given.get("reference", given), got)
            return
        self.same(f"{where} name", given["name"], got.get("name"))
        if given["version"] and "version" in got:
            self.same(f"{where} version", given["version"], got.get("version"))
        self.same(f"{where} image", given["image"], got.get("image"))
        build = got.get("build") or {}
        path, file = str(build.get("path")).removeprefix("./"), build.get("dockerfile_path")
        self.same(f"{where} context", given["context"], [path, file] if build and given["context"] else None)
        if given["dockerfile"]:
            # The last line of each Dockerfile of the project says which it is.
            self.same(f"{where} Dockerfile", given["dockerfile"].strip().split("\n")[-1], f"# {path}/{file}".replace("# ./", "# "))
        self.packages(where, given["packages"], v1.specification(got.get("conda_file")), bool(given["dockerfile"]))

    def packages(self, where: str, given: dict[str, Any] | None, got: dict[str, Any] | None, dockerfile: bool) -> None:
        if dockerfile and given == {"python": "3.8.13", "channels": ["anaconda", "conda-forge"], "conda": [], "pip": ["azureml-defaults"]}:
            given = None  # what v1 installs on top of a Dockerfile by itself has no place in v2; a finding says so
        if given is None or got is None:
            self.same(f"{where} packages", given, got)
            return
        # The patch of a Python that v1 filled in is left out.
        self.same(f"{where} python", {"3.8.13": "3.8", "3.10.18": "3.10"}.get(given["python"], given["python"]), got["python"])
        self.same(f"{where} channels", given["channels"], got["channels"])
        self.same(f"{where} conda packages", sorted(given["conda"]), sorted(got["conda"]))
        added = [p for p in ("mltable", "azureml-dataprep[pandas]") if p not in given["pip"]]
        self.same(f"{where} pip packages", _options_first(given["pip"]), _options_first(p for p in got["pip"] if p not in added))

    def arguments(self, where: str, first: list[str], given: list[Any], text: str | None, origins: dict[str, Any], percent: Any) -> None:
        try:
            got = shlex.split(text or "")
        except ValueError as error:
            self.found.append(f"{where}: arguments: v2 can't be taken apart ({error}): {text}")
            return
        # The command of a script step runs in a shell; v1 gave the script its arguments as they are.
        if first and (active := _read_by_a_shell(text or "")):
            self.found.append(f"{where}: arguments: a shell reads {active} in {text}")
        wanted: list[Any] = [*shlex.split(" ".join(first)), *given]
        if percent is not None:
            wanted += ["--allowed_failed_percent", str(percent)]
        if len(got) != len(wanted):
            self.found.append(f"{where}: arguments: v1 {wanted}, v2 {got}")
            return
        for a, b in zip(wanted, got):
            match = re.fullmatch(r"\$\{\{(inputs|outputs)\.(\w+)\}\}", b)
            if isinstance(a, dict) and "own" in a:
                ok = bool(match) and match[1] == "outputs" and (a["own"] is None or match[2] == key_of(a["own"]))
            elif isinstance(a, dict):
                ok = bool(match) and match[1] == "inputs" and ("unknown" in a or self.is_origin(a, origins.get(match[2], {})))
            else:
                ok = (str((origins.get(match[2]) or {}).get("value")) if match and match[1] == "inputs" else b) == a
            if not ok:
                self.found.append(f"{where}: argument: v1 {a!r}, v2 {b!r}")
