"""Every fixture's v2 code runs on the real SDK, validates, can be sent, and means what its v1 code meant."""
import ast
import itertools
import json
import re
from pathlib import Path

import nbformat
import pytest

import meaning
import sdk

FIXTURES = Path(__file__).parents[2] / "fixtures"
CASES = sorted(p.parent for p in FIXTURES.glob("*/v2.*"))


def code(folder: Path, version: str) -> str:
    """A program: a script, or the Python cells of a notebook that opens and validates with the real nbformat."""
    script = folder / f"{version}.py"
    if script.exists():
        return script.read_text()
    book = nbformat.read(folder / f"{version}.ipynb", as_version=4)
    nbformat.validate(book)
    cells = [c.source.replace("\r\n", "\n") for c in book.cells if c.cell_type == "code" and not re.match(r"%%(bash|writefile)", c.source)]
    return "\n\n".join("\n".join(_plain(line) for line in cell.replace("\\\n", " ").split("\n")) for cell in cells if _parses(cell))


def _plain(line: str) -> str:
    """Magics and shell lines do nothing here."""
    if re.match(r"\s*([%!?]|[\w.]+\?+\s*$)", line):
        return re.match(r"\s*", line)[0] + "pass"
    return re.sub(r"^(\s*\w+\s*=\s*)[%!].*$", r"\1[]", line)


def _parses(cell: str) -> bool:
    try:
        compile("\n".join(_plain(line) for line in cell.replace("\\\n", " ").split("\n")), "<cell>", "exec")
    except SyntaxError:
        return False
    return True


def status(folder: Path) -> str:
    return json.loads((folder / "report.json").read_text())["files"][0]["status"]


def rewrites(folder: Path) -> bool:
    return "parallel_run_function" in code(folder, "v2")


REWRITTEN = [c for c in CASES if rewrites(c)]


def test_there_are_fixtures() -> None:
    assert len(REWRITTEN) >= 30


def stands_under_a_todo(text: str, error: str) -> bool:
    """Whether the statement that failed is one that the upgrade left to a person."""
    lines = text.splitlines()
    for number in map(int, re.findall(r'"<program>", line (\d+)', error)):
        first = max((s.lineno for s in ast.walk(ast.parse(text)) if isinstance(s, ast.stmt) and s.lineno <= number <= (s.end_lineno or 0)), default=number)
        above = list(itertools.takewhile(lambda line: line.strip().startswith("#"), reversed(lines[: first - 1])))
        if any("TODO(prs-upgrade" in line for line in above):
            return True
    return False


@pytest.mark.parametrize("folder", REWRITTEN, ids=lambda p: p.name)
def test_means_the_same(folder: Path) -> None:
    whole = status(folder) == "upgraded"
    before = sdk.v1_submissions(code(folder, "v1"))
    after = sdk.v2_outcome(code(folder, "v2"), v1_allowed=not whole)
    assert before["error"] is None
    assert before["submissions"], "the v1 code of a fixture has to submit something"
    if whole or not after.jobs:
        assert after.error is None
    elif after.error:
        assert stands_under_a_todo(code(folder, "v2"), after.error), after.error
    assert after.mistakes == []
    if after.error:  # the program stops at the line that is left, so what comes after it is not submitted
        assert len(after.jobs) <= len(before["submissions"])
    else:
        assert len(after.jobs) == len(before["submissions"])
    for submission, job in zip(before["submissions"], after.jobs):
        assert meaning.differences(submission, job) == []
