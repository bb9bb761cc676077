"""Stand-ins of ``ml_client.jobs``: real job entities, and the rules that JobOperations of azure-ai-ml 1.35.2 keeps."""
from __future__ import annotations

import functools
import posixpath
from pathlib import Path
from typing import Any, Callable

from azure.ai.ml.entities import JobService, PipelineJob
from azure.ai.ml.entities._job.base_job import _BaseJob
from azure.ai.ml.exceptions import PipelineChildJobError, UserErrorException

import v1_recorder

FOLDER_ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/jobs/"


class Jobs:
    """Keeps what is submitted and answers about it as the service would after every job has ended well. What JobOperations does not have is an AttributeError."""

    def __init__(self, signatures: dict[str, list[str]], mistakes: list[str], capture: Callable[[Any], None]) -> None:
        self._mistakes, self._capture = mistakes, capture
        self._names: dict[str, Any] = {}
        self._children: dict[str, list[Any]] = {}
        self._nodes: dict[str, Any] = {}
        for name in ("create_or_update", "get", "list", "stream", "download", "begin_cancel", "update", "validate"):
            setattr(self, name, self._checked(name, getattr(self, f"_{name}"), signatures[f"jobs.{name}"]))

    def _checked(self, name: str, method: Callable[..., Any], known: list[str]) -> Callable[..., Any]:
        """Notices keywords that the SDK would swallow, and positional arguments that it would refuse."""

        @functools.wraps(method)
        def call(*args: Any, **kwargs: Any) -> Any:
            self._mistakes += [f"jobs.{name}() has no argument {k}" for k in kwargs if k not in known]
            if len(args) > (0 if name == "list" else 1):
                raise TypeError(f"jobs.{name}() takes its settings as keywords")
            return method(*args, **kwargs)

        return call

    def _create_or_update(self, job: Any, *, tags: Any = None, experiment_name: Any = None, **_: Any) -> Any:
        if not isinstance(job, PipelineJob):
            raise TypeError(f"jobs.create_or_update() got {type(job).__name__}")
        # Both stay on the object that was passed, also for the next submission.
        if tags is not None:
            job.tags = tags
        if experiment_name is not None:
            job.experiment_name = experiment_name
        self._capture(job)
        name = f"job-{len(self._children) + 1}"
        return self.start(PipelineJob(name=name, display_name=job.display_name, experiment_name=job.experiment_name, tags=job.tags, **_ended(name)), job.jobs)

    def start(self, job: Any, nodes: dict[str, Any]) -> Any:
        """A job runs, and a child for each of its nodes."""
        name = job.name
        self._names[name] = job
        self._children[name] = []
        for i, (node_name, node) in enumerate(nodes.items()):
            child = _BaseJob(name=f"{name}-{i}", display_name=node.display_name or node_name, experiment_name=job.experiment_name, **_ended(f"{name}-{i}"))
            self._names[child.name] = child
            self._nodes[child.name] = node
            self._children[name].append(child)
        return job

    def _found(self, name: Any) -> Any:
        if not isinstance(name, str):
            raise UserErrorException(f"{name!r} is not the name of a job")
        if name not in self._names:  # a job of another time
            self._names[name] = PipelineJob(name=name, display_name=name, experiment_name="earlier", **_ended(name))
            self._children[name] = []
        return self._names[name]

    def _get(self, name: Any) -> Any:
        return self._found(name)

    def _list(self, *, parent_job_name: Any = None, **_: Any) -> Any:
        if parent_job_name is None:
            return iter([self._names[name] for name in self._children])
        self._found(parent_job_name)
        return iter(self._children[parent_job_name])

    def _stream(self, name: Any) -> None:
        if self._found(name).name not in self._children:
            raise PipelineChildJobError(job_id=name)
        v1_recorder.EFFECTS["waits"].append({"run": name})

    def _begin_cancel(self, name: Any, **_: Any) -> None:
        if self._found(name).name not in self._children:
            self._mistakes.append("jobs.begin_cancel() of the job of a step")

    def _update(self, name: Any, *, tags: Any = None, **_: Any) -> Any:
        job = self._found(name)
        if job.name not in self._children:
            raise PipelineChildJobError(job_id=name)
        job.tags = {**(job.tags or {}), **(tags or {})}
        return job

    def _download(self, name: Any, *, download_path: Any = ".", output_name: Any = None, all: bool = False) -> None:
        """Writes what the service would: a file of its own for a ``uri_file``, every file below the path of a ``uri_folder``."""
        job = self._found(name)
        if output_name is None:
            (Path(download_path) / "artifacts").mkdir(parents=True, exist_ok=True)
            return
        node = self._nodes.get(job.name)
        outputs = {k: v._data for k, v in node.outputs.items()} if node else {}
        outputs = {k: v or node.component.outputs[k] for k, v in outputs.items()}
        if output_name not in outputs:
            self._mistakes.append(f"jobs.download(): {job.display_name} has no output {output_name!r}")
            return
        wanted = outputs[output_name]
        folder = Path(download_path) / "named-outputs" / output_name
        for key, output in outputs.items():
            path, prefix = str(output.path or key), str(wanted.path or output_name)
            if path != prefix and not path.startswith(prefix + "/"):
                continue
            below = path[len(prefix):].lstrip("/") or (posixpath.basename(prefix) if wanted.type == "uri_file" else "written-by-the-script.txt")
            (folder / below).parent.mkdir(parents=True, exist_ok=True)
            (folder / below).write_text("a row\n")

    def _validate(self, job: Any, **_: Any) -> Any:
        return job._validate()


def _ended(name: str) -> dict[str, Any]:
    return {"status": "Completed", "id": FOLDER_ID + name, "services": {"Studio": JobService(endpoint=f"https://ml.azure.com/runs/{name}")}}
