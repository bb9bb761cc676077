"""What a v1 submission means, and whether a v2 job means the same.

Written from Microsoft's mapping table ("Upgrade parallel run step to SDK v2") and the two SDKs, not from the codemod.
"""
from __future__ import annotations

import re
import shlex
from typing import Any

import v1_recorder as v1

#: What v1 uses when a setting is left out.
DEFAULTS = {"logging_level": "INFO", "run_invocation_timeout": 60, "run_max_try": 3}

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
        "steps": [_step(s, overrides) for s in submission.pipeline.steps],
    }


def _step(step: v1.Step, overrides: dict[str, Any]) -> dict[str, Any]:
    given, own = step.given, step.outputs()
    config = given.get("parallel_run_config")
    settings = {k: _plain(v, overrides) for k, v in config.given.items()} if config else {}
    return {
        "type": type(step).__name__,
        "name": step.name,
        "settings": settings,
        "script": given.get("script_name"),
        "compute": _name((config.given if config else given).get("compute_target")),
        "environment": _environment(config.given.get("environment")) if config else None,
        "inputs": [_data(x, overrides) for x in given.get("inputs") or []],
        "side_inputs": [_data(x, overrides) for x in given.get("side_inputs") or []],
        "arguments": [_argument(x, own, overrides) for x in _words(given)],
        "run": _run(given, overrides) if not config else None,
        "outputs": [o.name for o in own],
        "allow_reuse": given.get("allow_reuse", True),
    }


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
        "variables": {**{k: str(v) for k, v in (known.environment_variables if known else {}).items()}, **params},
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
    conda = value.python.conda_dependencies
    image = value.docker.base_image
    return {
        "name": value.name, "form": value.form, "version": value.version,
        "packages": conda.packages if isinstance(conda, v1.CondaDependencies) else None, "image": image if isinstance(image, str) else None,
    }


def _data(value: Any, overrides: dict[str, Any]) -> dict[str, Any]:
    """Where data comes from and how the script gets it: ``{"uris", "kind", "mode", ...}`` or ``{"output"}``."""
    if isinstance(value, v1.Consumption):
        inner = _data(value.dataset, overrides)
        return {**inner, "mode": value.mode.lower(), "path_on_compute": value.path_on_compute} if "uris" in inner else inner
    if isinstance(value, v1.PipelineParameter):
        return _data(overrides.get(value.name, value.default_value), overrides)
    if isinstance(value, v1.DatasetObject):
        made = next((a for a in v1.EFFECTS["assets"] if value.uri == f"azureml:{a['name']}@latest" and a["uri"] != "a frame"), None)
        if value.named and made:  # this program makes it, in v2 as what it is
            return {"uris": value.uris, "kind": made["kind"], "mode": "direct", "named": False, "file": _one_file([made["uri"]], False)}
        origin = value.__dict__.get("made_from", value)
        return {"uris": value.uris, "kind": value.kind, "mode": "direct", "named": value.named, "file": _one_file(origin.uris, origin.one_file)}
    if isinstance(value, (v1.DataPath, v1.DataReference)):
        uris = v1.uris_of(value)
        mode, fixed = (value.mode, value.path_on_compute) if isinstance(value, v1.DataReference) else ("mount", None)
        return {"uris": uris, "kind": "file", "mode": mode, "file": _one_file(uris, False), "path_on_compute": fixed}
    if isinstance(value, tuple) and value and isinstance(value[0], v1.PipelineParameter):  # with a DataPathComputeBinding
        return _data(value[0], overrides)
    if isinstance(value, v1.Output):
        producer = next((s.name for s in v1.Step.made if value in s.outputs()), None)
        return {"output": value.name, "step": producer}
    return {"unknown": str(value)}


def _one_file(uris: list[str], said: bool) -> bool:
    """Whether v1 named one file: it said so, the path ends like one, or it lies on a web server, which has no folders."""
    web = re.match(r"https?://(?!\w+\.(blob|dfs)\.)", uris[0])
    return len(uris) == 1 and _folder_of_pattern(uris[0]) == uris[0] and bool(said or web or re.search(r"\.[A-Za-z]\w{0,7}$", uris[0].rsplit("/", 1)[-1]))


def _folder_of_pattern(uri: str) -> str:
    star = re.search(r"[*]" if uri.startswith("http") else r"[*?\[]", uri)
    return uri[: uri.rindex("/", 0, star.start()) + 1] if star else uri


def _argument(value: Any, own: list[v1.Output], overrides: dict[str, Any]) -> Any:
    if isinstance(value, v1.Output) and value in own:
        return {"own": value.name}
    if isinstance(value, tuple) and value and isinstance(value[0], v1.PipelineParameter):
        value = value[0]
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
    for what in ("datastores", "uploads", "assets"):
        if what == "assets":
            wanted = [_asset(x) for x in before[what]]
            got = [_asset(x) for x in after[what]]
        else:
            wanted, got = before[what], after[what]
        found += [f"{what}: v1 {x}, v2 {got}" for x in wanted if x not in got] + [f"{what}: only v2 {x}" for x in got if x not in wanted]
    return found


def _asset(x: dict[str, Any]) -> dict[str, Any]:
    uri = _folder_of_pattern(x["uri"])
    if x["kind"] == "table" and re.search(r"/[^/]*[.]\w+$", uri):
        uri = uri.rsplit("/", 1)[0]
    return {**x, "uri": uri.rstrip("/"), "kind": x["kind"] or "file"}


def node_name(name: str) -> str:
    return re.sub(r"[^a-z0-9_]", "_", name.lower())


def size(value: Any) -> int | None:
    match = re.fullmatch(r"(\d+)([kmg]b)?", str(value).lower())
    return int(match[1]) * {None: 1, "kb": 2**10, "mb": 2**20, "gb": 2**30}[match[2]] if match else None


class _Comparison:
    def __init__(self, before: dict[str, Any], job: Any) -> None:
        self.job, self.rest, self.found = job, job.rest, []  # type: Any, dict[str, Any], list[str]
        self.found += [f"the job does not validate: {k}: {v}" for k, v in job.messages.items()]
        self.same("experiment", before["experiment"], job.experiment)
        self.same("tags", before["tags"], job.settings.get("tags"))
        settings = self.rest.get("settings") or {}
        for name in ("force_rerun", "continue_on_step_failure"):
            self.same(name, bool(before[name]), bool(settings.get(name)))
        if before["description"]:
            self.same("description", before["description"], self.rest.get("description"))
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
            return {"uri": bound["uri"], "type": bound.get("jobInputType"), "mode": bound.get("mode")} if "uri" in bound else {"value": bound.get("value")}
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
        self.same(f"{where}: shm_size", run["shm_size"], resources.get("shm_size"))
        if run["timeout"] is not None:
            self.same(f"{where}: timeout", f"PT{run['timeout'] // 60}M", (node.get("limits") or {}).get("timeout"))
        if run["environment"] and (run["environment"]["name"] or run["environment"]["packages"] is not None):
            self.environment(where, run["environment"], component["environment"])

    def is_origin(self, given: dict[str, Any], origin: dict[str, Any]) -> bool:
        if "output" in given:
            return origin.get("step") == node_name(given["step"] or "") and origin.get("output") == given["output"]
        uri = _folder_of_pattern(given["uris"][0])
        if given["kind"] == "table" and not given.get("named") and _one_file([uri], False):  # its MLTable lies in the folder of the file
            uri = uri.rsplit("/", 1)[0]
        return str(origin.get("uri")).rstrip("/") == uri.rstrip("/")

    def delivery(self, where: str, given: dict[str, Any], origin: dict[str, Any], parallel: bool, side: bool) -> None:
        """How the script gets data that an input comes from: its type and mode, and what v2 can't say."""
        uri = given["uris"][0]
        if len(given["uris"]) > 1:
            self.found.append(f"{where}: one of several paths: {given['uris']}")
        if _folder_of_pattern(uri) != uri and not re.search(r"/[*][*](/[*])?$", uri):
            self.found.append(f"{where}: the pattern of {uri} is cut")
        if given.get("path_on_compute"):
            self.found.append(f"{where}: the path {given['path_on_compute']} on the compute is dropped")
        if not parallel and given["mode"] == "direct":
            self.found.append(f"{where}: the script gets a path in place of a dataset: {uri}")
        kind = given["kind"] or ("file" if side or given["mode"] in ("mount", "download") else None)
        named = given.get("named")
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
            table = (step["inputs"] or [{}])[0].get("kind") == "table"
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
        self.arguments(where, [], step["arguments"], (node.get("task") or {}).get("program_arguments"), origins, percent)

    def main_input(self, where: str, given: dict[str, Any], origin: dict[str, Any]) -> None:
        if "unknown" in given:
            return
        if not self.is_origin(given, origin):
            self.found.append(f"{where}: input_data comes from {origin}, in v1 from {given}")

    def rows(self, where: str, step: dict[str, Any], node: dict[str, Any]) -> None:
        target = re.fullmatch(r"\$\{\{outputs\.(\w+)\}\}", str((node.get("task") or {}).get("append_row_to")))
        appends = str(step["settings"].get("output_action")).lower() == "append_row" and bool(step["outputs"])
        self.same(f"{where}: rows are appended", appends, bool(target))
        outputs = node.get("outputs") or {}
        for name in step["outputs"]:
            if name not in outputs:
                self.found.append(f"{where}: no output {name}")
        if appends and target:
            got = outputs.get(target[1]) or {}
            wanted = step["settings"].get("append_row_file_name") or "parallel_run_step.txt"
            self.same(f"{where}: the rows' file", "uri_file", got.get("job_output_type"))
            self.same(f"{where}: the rows' file name", wanted, str(got.get("uri")).rsplit("/", 1)[-1])
            folder = outputs.get(step["outputs"][0]) or {}
            if target[1] != step["outputs"][0] and not str(got.get("uri")).startswith(str(folder.get("uri")) + "/"):
                self.found.append(f"{where}: the rows do not lie in the folder of the output")

    def environment(self, where: str, given: dict[str, Any] | None, got: Any) -> None:
        if given is None:
            return
        if given["form"] == "get":
            name = str(given["name"]).removeprefix("AzureML-")
            if name not in str(got) or (given["version"] and f":{given['version']}" not in str(got)):
                self.found.append(f"{where}: environment: v1 {given}, v2 {got!r}")
            return
        got = got if isinstance(got, dict) else {}
        self.same(f"{where}: environment name", given["name"], got.get("name"))
        if given["image"] and not given["image"].endswith("-image"):
            self.same(f"{where}: image", given["image"], got.get("image"))
        have = str(got.get("conda_file"))
        for package in given["packages"] or []:
            if package not in have:
                self.found.append(f"{where}: the package {package} is lost")

    def arguments(self, where: str, first: list[str], given: list[Any], text: str | None, origins: dict[str, Any], percent: Any) -> None:
        got = shlex.split(text or "")
        wanted: list[Any] = [*shlex.split(" ".join(first)), *given]
        if percent is not None:
            wanted += ["--allowed_failed_percent", str(percent)]
        if len(got) != len(wanted):
            self.found.append(f"{where}: arguments: v1 {wanted}, v2 {got}")
            return
        for a, b in zip(wanted, got):
            match = re.fullmatch(r"\$\{\{(inputs|outputs)\.(\w+)\}\}", b)
            if isinstance(a, dict) and "own" in a:
                ok = bool(match) and match[1] == "outputs" and match[2] == a["own"]
            elif isinstance(a, dict):
                ok = bool(match) and match[1] == "inputs" and ("unknown" in a or self.is_origin(a, origins.get(match[2], {})))
            else:
                ok = (str((origins.get(match[2]) or {}).get("value")) if match and match[1] == "inputs" else b) == a
            if not ok:
                self.found.append(f"{where}: argument: v1 {a!r}, v2 {b!r}")
