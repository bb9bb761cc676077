"""The package as it is in the working tree, packed and cloned; and v1 files of a user."""

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

V1 = """\
from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.pipeline.core import Pipeline, PipelineData
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
store = ws.get_default_datastore()
invoices = Dataset.File.from_files((store, "invoices"))
scores = PipelineData("scores", datastore=store)
config = ParallelRunConfig(
    source_directory="scoring", entry_script="score.py", mini_batch_size="5", error_threshold=10, run_max_try=4,
    output_action="summary_only", environment=Environment.get(ws, "scoring"), compute_target="cpu-cluster", node_count=2,
)
step = ParallelRunStep(name="score", parallel_run_config=config, inputs=[invoices.as_named_input("invoices")], output=scores)
run = Experiment(ws, "invoices").submit(Pipeline(workspace=ws, steps=[step]))
"""


def notebook(*cells: str) -> str:
    return json.dumps(
        {
            "cells": [
                {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": c.splitlines(True)}
                for c in cells
            ],
            "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
            "nbformat": 4,
            "nbformat_minor": 4,
        },
        indent=1,
    )


def run(*command: str, cwd: Path, expect: int | None = 0, **env: str) -> str:
    """Runs a command as a user would, and gives back what it prints."""
    result = subprocess.run(command, cwd=cwd, env={**os.environ, **env}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert expect is None or result.returncode == expect, f"{' '.join(map(str, command))}: exit {result.returncode}\n{result.stdout}"
    return result.stdout


def git(cwd: Path, *args: str) -> str:
    return run("git", "-c", "user.name=t", "-c", "user.email=t@example.org", *args, cwd=cwd)


def tree_files() -> list[str]:
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    return [path for path in listed.split("\0") if path and not path.startswith("fixtures/") and (ROOT / path).is_file()]


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with what the working tree holds, as a user gets it: nothing is installed or built in it."""
    folder = tmp_path_factory.mktemp("clone") / "prs-upgrade"
    for path in tree_files():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes((ROOT / path).read_bytes())
        (folder / path).chmod((ROOT / path).stat().st_mode)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "as it is")
    git(folder, "tag", "v0.0.0")
    return folder


@pytest.fixture(scope="session")
def tarball(clone: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packed")
    run("npm", "pack", "--silent", "--pack-destination", str(folder), cwd=clone)
    (packed,) = folder.glob("*.tgz")
    return packed


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A Python repository of a user."""
    folder = tmp_path / "project"
    folder.mkdir()
    git(folder, "init", "--quiet")
    git(folder, "config", "user.name", "t")
    git(folder, "config", "user.email", "t@example.org")
    return folder


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_py", ".py").replace("_ipynb", ".ipynb")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
