"""The code of a notebook as IPython runs it: its own transformer, and a shell that runs what a magic runs of Python."""
from __future__ import annotations

from pathlib import Path
from typing import Any, Callable

import nbformat
from IPython.core.inputtransformer2 import TransformerManager
from IPython.utils.text import DollarFormatter

#: Cell magics whose body runs in the notebook's namespace.
PYTHON_BODIES = {"time", "timeit", "capture", "prun"}


def program(path: Path) -> str:
    """The code cells as one program, without those that do not compile. The notebook has to open and validate with the real nbformat."""
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    cells = [_transformed(c.source) for c in book.cells if c.cell_type == "code"]
    return "\n\n".join(["import notebook_cells", "get_ipython = notebook_cells.shell(globals())", *(c for c in cells if _compiles(c))])


def _transformed(source: str) -> str:
    return TransformerManager().transform_cell(source.replace("\r\n", "\n"))


def _compiles(cell: str) -> bool:
    try:
        compile(cell, "<cell>", "exec")
    except SyntaxError:
        return False
    return True


class Shell:
    """Stands in for the running kernel. Nothing leaves this process."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.names = names

    def run_line_magic(self, name: str, line: str) -> None:
        """``%time`` and ``%timeit`` run their line; the others are only read."""
        if name in ("time", "timeit"):
            self._run(line)
        else:
            self._expanded(line)

    def run_cell_magic(self, name: str, line: str, body: str) -> None:
        """Runs a body of Python; without a body IPython stops."""
        if body == "":
            raise ValueError(f"%%{name} is a cell magic, but the cell body is empty")
        if name in PYTHON_BODIES:
            self._run(_transformed(body))

    def system(self, command: str) -> None:
        self._expanded(command)

    def getoutput(self, command: str) -> list[str]:
        self._expanded(command)
        return []

    def _run(self, code: str) -> None:
        exec(compile(code, "<magic>", "exec"), self.names)

    def _expanded(self, line: str) -> str:
        """IPython leaves a line alone that names something unknown; here that is a mistake of the upgrade."""
        return DollarFormatter().vformat(line, args=[], kwargs=self.names)


def shell(names: dict[str, Any]) -> Callable[[], Shell]:
    """What ``get_ipython`` is in a notebook."""
    running = Shell(names)
    return lambda: running
