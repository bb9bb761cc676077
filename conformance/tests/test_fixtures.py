"""Every fixture's v2 code runs on the real SDK, validates, can be sent, and means what its v1 code meant."""
import json
import re
from pathlib import Path
from typing import Any

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


def by_hand(folder: Path, steps: list[dict[str, Any]]) -> dict[str, tuple[str, list[str]]]:
    """The steps that the report leaves to a person, by the variable that the pipeline function calls."""
    variables = re.findall(r"calls (\w+) already", (folder / "report.json").read_text())
    others = [s for s in steps if s["type"] not in ("ParallelRunStep", "PythonScriptStep", "CommandStep")]
    return {variable: (s["name"], s["outputs"]) for variable, s in zip(variables, others)}


#: What may differ because the report says so: a person has to write it, or to read that it is different.
LEFT = {
    "PRS305": r": environment: ", "PRS203": r"is delivered as", "PRS205": r"the pattern of .* is cut", "PRS204": r"the pattern of .* is cut|one of several paths", "PRS207": r"one of several paths",
    "PRS208": r"on the compute is dropped", "PRS210": r"is delivered as", "PRS216": r"a path in place of a dataset", "PRS217": r"comes from",
}


def announced(folder: Path, difference: str) -> bool:
    codes = {f["code"] for f in json.loads((folder / "report.json").read_text())["files"][0]["findings"] if f["effort"] != "upgraded"}
    return any(code in codes and re.search(pattern, difference) for code, pattern in LEFT.items())


def rewrites(folder: Path) -> bool:
    return "parallel_run_function" in code(folder, "v2")


REWRITTEN = [c for c in CASES if rewrites(c)]


def test_there_are_fixtures() -> None:
    assert len(REWRITTEN) >= 30


@pytest.mark.parametrize("folder", REWRITTEN, ids=lambda p: p.name)
def test_means_the_same(folder: Path) -> None:
    whole = status(folder) == "upgraded"
    before = sdk.v1_submissions(code(folder, "v1"))
    left = by_hand(folder, [s for submission in (before["submissions"] or []) for s in submission["steps"]])
    after = sdk.v2_outcome(code(folder, "v2"), v1_allowed=not whole, by_hand=left)
    assert before["error"] is None
    assert before["submissions"], "the v1 code of a fixture has to submit something"
    if whole or not after.jobs:
        assert after.error is None
    assert after.mistakes == []
    assert len(after.jobs) == len(before["submissions"])
    for submission, job in zip(before["submissions"], after.jobs):
        assert [d for d in meaning.differences(submission, job) if not announced(folder, d)] == []
    if after.error is None:
        assert [d for d in meaning.effects(before["effects"], after.effects) if not announced(folder, d)] == []
