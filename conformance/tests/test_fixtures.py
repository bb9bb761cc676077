"""Every fixture's v2 code runs on the real SDK, validates, can be sent, and means what its v1 code meant when it ran on the real v1 packages."""
import json
from pathlib import Path

import pytest

import judge
from project import Project

FIXTURES = Path(__file__).parents[2] / "fixtures"


def rewrites(folder: Path) -> bool:
    return any("parallel_run_function" in text or "load_job(" in text for text in Project.read(folder, "v2").texts)


REWRITTEN = [folder for folder in sorted({p.parent for p in [*FIXTURES.glob("*/v2.*"), *FIXTURES.glob("*/v2")]}) if rewrites(folder)]


def test_there_are_fixtures() -> None:
    assert len(REWRITTEN) >= 30


@pytest.mark.parametrize("folder", REWRITTEN, ids=lambda p: p.name)
def test_means_the_same(folder: Path, recorded: dict[Path, judge.Recorded]) -> None:
    before = recorded[folder].before
    assert before["error"] is None
    assert before["submissions"] or before["published"], "the v1 code of a fixture has to submit something"
    assert judge.problems(before, Project.read(folder, "v2"), json.loads((folder / "report.json").read_text())["files"]) == []
