"""The code of a fixture, v1 or v2: one file, or a folder whose ``main`` is run."""
from __future__ import annotations

import os
import posixpath
import re
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

import notebook_cells

#: How the program that is run is called in tracebacks.
ENTRY = "<program>"


@dataclass(frozen=True)
class Project:
    """A program, and the files of the folder that it is run in."""

    program: str
    files: dict[str, str] = field(default_factory=dict)
    #: Where the program stands in that folder.
    entry: str = "main.py"

    @staticmethod
    def read(case: Path, version: str) -> "Project":
        """``v1.py``, ``v1.ipynb``, or the folder ``v1`` with a ``main.py`` or ``main.ipynb``."""
        folder = case / version
        if not folder.is_dir():
            return Project(_program(case, version))
        files = {p.relative_to(folder).as_posix(): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file() and "__pycache__" not in p.parts}
        return Project(_program(folder, "main"), files)

    @staticmethod
    def of(code: "str | Project") -> "Project":
        return code if isinstance(code, Project) else Project(code)

    @property
    def texts(self) -> list[str]:
        return [self.program, *self.files.values()]

    @property
    def code(self) -> dict[str, str]:
        """The Python of the project, by the name that a traceback shows."""
        return {ENTRY: self.program, **{path: text for path, text in self.files.items() if path.endswith(".py") and path != self.entry}}

    def with_code(self, name: str, text: str) -> "Project":
        return replace(self, program=text) if name == ENTRY else replace(self, files={**self.files, name: text})

    @property
    def modules(self) -> set[str]:
        """The first part of each module's dotted name, from the folder and from that of the program."""
        beside = posixpath.dirname(self.entry)
        return {posixpath.relpath(path, start or ".").split("/")[0].removesuffix(".py") for path in self.files for start in ("", beside) if not start or path.startswith(f"{start}/")}

    def with_environments(self) -> "Project":
        """The project as it is when the environments that a TODO in a component asks for are named."""
        return replace(self, files={path: re.sub(r"(?m)^( *)# TODO\(prs-upgrade PRS708\).*", r"\1environment: azureml:any@latest", text) for path, text in self.files.items()})

    def set_up(self) -> None:
        """Puts the files into the working directory, which Python then imports from, as it does from the folder of a script."""
        for path, text in self.files.items():
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_text(text)
        if self.files:
            sys.path[:0] = dict.fromkeys([os.path.dirname(os.path.abspath(self.entry)), os.getcwd()])


def _program(folder: Path, name: str) -> str:
    script = folder / f"{name}.py"
    return script.read_text() if script.exists() else notebook_cells.program(folder / f"{name}.ipynb")
