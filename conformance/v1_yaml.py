"""What v1 reads from YAML, after azureml-pipeline-core 1.62 and with the YAML reader that it uses (ruamel, here the copy in strictyaml)."""
from __future__ import annotations

from typing import Any

from strictyaml.ruamel.main import round_trip_load

import v1_recorder as v1


def read(path: Any) -> Any:
    with open(path) as file:
        return round_trip_load(file)


def plain(value: Any) -> Any:
    """Without the classes of the YAML reader."""
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    return next((kind(value) for kind in (bool, int, float, str) if isinstance(value, kind)), value)


def load_config(workspace: Any, path: Any) -> v1.ParallelRunConfig:
    """``ParallelRunConfig.load_yaml``."""
    config = plain(read(path)["parallel_run_config"])
    size = config.get("mini_batch_size")
    names = [n for n in v1.CONFIG_ARGUMENTS if n not in ("environment", "compute_target", "mini_batch_size")]
    return v1.ParallelRunConfig(
        environment=_environment(config, workspace), compute_target=config["compute_target_name"], mini_batch_size=None if size is None else f"{size}",
        **{n: config[n] for n in names if config.get(n) is not None},
    )


def _environment(config: dict[str, Any], workspace: Any) -> Any:
    given = config.get("environment")
    if given is None:
        assert "environment_dir_path" not in config, "no fixture moves an environment of a folder"
        return v1.Environment.get(workspace, name=config["environment_name"])
    if isinstance(given, str):
        given = plain(read(given))
    assert set(given) <= {"name", "version"}, "no fixture moves an environment that is written out"
    return v1.Environment.get(workspace, given["name"], given.get("version"))


def load_pipeline(workspace: Any, filename: Any) -> v1.Pipeline:
    """``Pipeline.load_yaml``: its parser, for the steps that can be moved."""
    section = plain(read(filename)["pipeline"])
    parameters = {name: v1.PipelineParameter(name, _default(given)) for name, given in (section.get("parameters") or {}).items()}
    references = {name: _reference(workspace, name, given) for name, given in (section.get("data_references") or {}).items()}
    made: dict[str, Any] = {}
    outputs: dict[str, dict[str, Any]] = {}
    for key, step in section["steps"].items():  # v1 mends what a step has read before its producer was seen; here all producers come first
        outputs[key] = {}
        for name, given in (step.get("outputs") or {}).items():
            made[given["destination"]] = outputs[key][name] = v1.PipelineData(
                name=given["destination"], datastore=v1.Datastore(workspace, given["datastore"]) if given.get("datastore") else None, output_name=name,
                output_mode=given.get("bind_mode", given.get("type", "mount")),
            )
    steps = [_step(workspace, step, section.get("default_compute"), parameters, references, made, outputs[key]) for key, step in section["steps"].items()]
    return v1.Pipeline(workspace, steps, description=section.get("description", section.get("name")))


def _default(given: dict[str, Any]) -> Any:
    kinds: dict[str, Any] = {"string": (str, None), "int": (int, 0), "float": (float, 0.0), "bool": (bool, False)}
    if given["type"] == "datapath":
        return v1.DataPath(v1.Datastore(None, given["default"]["datastore"]), given["default"]["path_on_datastore"])
    kind, missing = kinds[given["type"]]
    return kind(given["default"]) if "default" in given else missing


def _reference(workspace: Any, name: str, given: dict[str, Any]) -> Any:
    if "datastore" in given:
        return v1.DataReference(v1.Datastore(workspace, given["datastore"]), name, given["path_on_datastore"])
    return v1.Dataset.get_by_name(workspace, given["dataset_name"]).as_named_input(name).as_mount()


def _step(workspace: Any, step: dict[str, Any], default_compute: Any, parameters: Any, references: Any, made: Any, outputs: Any) -> Any:
    section = step if "type" in step else step.get("python_script_step") or step["parallel_run_step"]
    parallel = step.get("type") == "ParallelRunStep" or "parallel_run_step" in step
    given = {name: (parameters[p["source"]] if isinstance(p, dict) else p) for name, p in (step.get("parameters") or {}).items()}

    def source(name: str, entry: dict[str, Any]) -> Any:
        mode = entry.get("bind_mode", entry.get("type", "mount"))
        found = references.get(entry["source"])
        if found is None and entry["source"] in parameters:
            return (parameters[entry["source"]], v1.DataPathComputeBinding(mode, entry.get("path_on_compute"), entry.get("overwrite", False)))
        if found is None:
            output = made[entry["source"]]
            return output.as_dataset().as_named_input(name) if parallel else output.create_input_binding(name, mode)
        if isinstance(found, v1.DataReference):
            return v1.replace(found, data_reference_name=name, mode=mode)
        return found.dataset.as_named_input(name) if parallel else getattr(found.dataset.as_named_input(name), f"as_{mode}")()

    inputs = {name: source(name, entry) for name, entry in (step.get("inputs") or {}).items()}
    sides = {name: source(name, entry) for name, entry in (step.get("side_inputs") or {}).items()} if parallel else {}

    def argument(text: str) -> Any:
        kind, _, name = text.partition(":")
        known = {"input": inputs, "side_input": sides, "output": outputs, "parameter": given}.get(kind, {})
        return known.get(name, text)

    common = {"name": section.get("name"), "arguments": [argument(a) for a in step.get("arguments") or []], "inputs": list(inputs.values()), "allow_reuse": section.get("allow_reuse", True)}
    if parallel:
        return v1.ParallelRunStep(
            **common, parallel_run_config=load_config(workspace, step["parallel_run_config"]), output=list(outputs.values())[0], side_inputs=list(sides.values()),
        )
    return v1.PythonScriptStep(
        **common, script_name=section["script_name"], compute_target=step.get("compute", default_compute), outputs=list(outputs.values()), params=given,
        source_directory=section.get("source_directory"),
    )
