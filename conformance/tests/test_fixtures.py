"""Every fixture's v2 code runs on the real SDK, validates, can be sent, and means what its v1 code meant when it ran on the real v1 packages."""
import json
from pathlib import Path
from typing import Any

import pytest

import judge

FIXTURES = Path(__file__).parents[2] / "fixtures"


def code(folder: Path, version: str) -> str:
    return judge.program(next(folder.glob(f"{version}.*")))


def report(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "report.json").read_text())["files"][0]


REWRITTEN = [folder for folder in sorted(p.parent for p in FIXTURES.glob("*/v2.*")) if "parallel_run_function" in code(folder, "v2")]


def test_there_are_fixtures() -> None:
    assert len(REWRITTEN) >= 30


@pytest.mark.parametrize("folder", REWRITTEN, ids=lambda p: p.name)
def test_means_the_same(folder: Path, recorded: dict[Path, judge.Recorded]) -> None:
    before = recorded[folder].before
    assert before["error"] is None
    assert before["submissions"] or before["published"], "the v1 code of a fixture has to submit something"
    assert judge.problems(before, code(folder, "v2"), report(folder)) == []
