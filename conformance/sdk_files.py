"""What a program finds around it when it is run by the judge, on either SDK: a working directory with the files that it names, no network, no time without end."""
from __future__ import annotations

import datetime
import os
import signal
import socket
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

import requests

import v1_recorder
from project import ENTRY, Project

#: What Azure ML tells each job about its workspace.
JOB = {"AZUREML_ARM_SUBSCRIPTION": "subscription", "AZUREML_ARM_RESOURCEGROUP": "group", "AZUREML_ARM_WORKSPACE_NAME": "workspace"}


def no_network() -> None:
    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise OSError("the conformance suite has no network")

    socket.socket.connect = refuse  # type: ignore[method-assign,assignment]
    socket.create_connection = refuse  # type: ignore[assignment]


def stand_ins(project: Project, *roots: str) -> None:
    """Stands in for these packages, and for the modules that fixtures of one file import from their project."""
    v1_recorder.install(*roots, *({"helpers", "settings"} - project.modules))


def set_up(folder: str, project: Project) -> None:
    """The files of the project, and those that fixtures of one file name, in a working directory of their own."""
    os.chdir(folder)
    Path("conda.yml").write_text("channels: [conda-forge]\ndependencies: [python=3.10, scipy, {pip: [azureml-defaults, torch==2.1]}]\n")
    Path("requirements.txt").write_text("numpy\nazureml-defaults\n")
    for dockerfile in ("Dockerfile", "docker/Dockerfile", "docker/gpu.Dockerfile"):
        Path(dockerfile).parent.mkdir(exist_ok=True)
        Path(dockerfile).write_text(f"FROM ubuntu\n# {dockerfile}\n")
    project.set_up()
    v1_recorder.FILES = project.files


class _Moment(datetime.datetime):
    """The same moment for both programs."""

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        return cls(2026, 3, 4, 5, 6, 7, tzinfo=tz)

    today = utcnow = now


class _Day(datetime.date):
    @classmethod
    def today(cls) -> Any:
        return cls(2026, 3, 4)


def execute(project: Project, names: dict[str, Any] | None = None, seconds: int = 120) -> str | None:
    """Runs a program; what it raises is part of the result."""

    def too_long(*_: Any) -> None:
        raise TimeoutError("the program does not end")

    signal.signal(signal.SIGALRM, too_long)
    os.environ.update(JOB)
    sys.argv = ["program", "0.5"]
    datetime.datetime, datetime.date = _Moment, _Day  # type: ignore[misc]
    signal.alarm(seconds)  # a loop that waits for a word that never comes
    try:
        exec(compile(project.program, ENTRY, "exec", dont_inherit=True), {"__name__": "__main__", "__file__": os.path.abspath(project.entry), **(names or {})})
    except BaseException:
        return traceback.format_exc()
    return None


def run_v1(project: Project, seconds: int) -> str | None:
    """Runs a v1 program beside the real packages; the packages of ``azureml`` that are not installed are stand-ins."""
    stand_ins(project)
    sys.meta_path.append(_Absent(("azureml",)))
    requests.post = v1_recorder.post
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder, project)
        return execute(project, seconds=seconds)


class _Absent(v1_recorder.Finder):
    """A module below ``azureml`` that no installed package has a part of."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        parts = name.split(".")
        installed = [p for root in map(Path, __import__("azureml").__path__) for p in (root / parts[1], root / f"{parts[1]}.py")] if len(parts) > 1 and parts[0] == "azureml" else []
        return None if any(p.exists() for p in installed) else super().find_spec(name, path, target)
