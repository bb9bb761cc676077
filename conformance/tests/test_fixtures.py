"""Every fixture's v2 code runs on the real SDK, validates, can be sent, and means what its v1 code meant."""
import json
from pathlib import Path

import pytest

import meaning
import notebook_cells
import sdk

FIXTURES = Path(__file__).parents[2] / "fixtures"
CASES = sorted(p.parent for p in FIXTURES.glob("*/v2.*"))


def code(folder: Path, version: str) -> str:
    """A program: a script, or the cells of a notebook."""
    script = folder / f"{version}.py"
    return script.read_text() if script.exists() else notebook_cells.program(folder / f"{version}.ipynb")


def status(folder: Path) -> str:
    return json.loads((folder / "report.json").read_text())["files"][0]["status"]


def rewrites(folder: Path) -> bool:
    return "parallel_run_function" in code(folder, "v2")


REWRITTEN = [c for c in CASES if rewrites(c)]


def test_there_are_fixtures() -> None:
    assert len(REWRITTEN) >= 30


@pytest.mark.parametrize("folder", REWRITTEN, ids=lambda p: p.name)
def test_means_the_same(folder: Path) -> None:
    whole = status(folder) == "upgraded"
    before = sdk.v1_submissions(code(folder, "v1"))
    after = sdk.v2_outcome(code(folder, "v2"), v1_allowed=not whole)
    assert before["error"] is None
    assert before["submissions"], "the v1 code of a fixture has to submit something"
    if whole or not after.jobs:
        assert after.error is None
    assert after.mistakes == []
    assert len(after.jobs) == len(before["submissions"])
    for submission, job in zip(before["submissions"], after.jobs):
        assert meaning.differences(submission, job) == []
