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
