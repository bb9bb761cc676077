"""Every fixture's v2 code runs on the real SDK, validates, can be sent, and means what its v1 code meant."""
import ast
import itertools
import json
import re
from pathlib import Path
from typing import Any

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


def by_hand(folder: Path, steps: list[dict[str, Any]]) -> dict[str, tuple[str, list[str]]]:
    """The steps that the report leaves to a person, by the variable that the pipeline function calls."""
    variables = re.findall(r"calls (\w+) already", (folder / "report.json").read_text())
    others = [s for s in steps if s["type"] not in ("ParallelRunStep", "PythonScriptStep", "CommandStep")]
    return {variable: (s["name"], [meaning.key_of(o["name"]) for o in s["outputs"]]) for variable, s in zip(variables, others)}


#: What may differ because the report says so: a person has to write it, or to read that it is different.
LEFT = {
    "PRS305": r": environment ", "PRS523": r": environment (by name|image|Dockerfile|packages|python|conda packages|pip packages|channels)",
    "PRS203": r"is delivered as", "PRS205": r"the pattern of .* is cut", "PRS204": r"the pattern of .* is cut|one of several paths", "PRS207": r"one of several paths",
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


def stands_under_a_todo(text: str, error: str) -> bool:
    """Whether the statement that failed is one that the upgrade left to a person."""
    lines = text.splitlines()
    for number in map(int, re.findall(r'"<program>", line (\d+)', error)):
        first = max((s.lineno for s in ast.walk(ast.parse(text)) if isinstance(s, ast.stmt) and s.lineno <= number <= (s.end_lineno or 0)), default=number)
        above = list(itertools.takewhile(lambda line: line.strip().startswith("#"), reversed(lines[: first - 1])))
        if any("TODO(prs-upgrade" in line for line in above):
            return True
    return False


def refuses_environment(folder: Path, error: str) -> bool:
    """Whether the SDK refuses a job for the v1 environment that a TODO (PRS528) is about."""
    return '"PRS528"' in (folder / "report.json").read_text() and "Non-string passed to ArmStr for environment" in error


@pytest.mark.parametrize("folder", REWRITTEN, ids=lambda p: p.name)
def test_means_the_same(folder: Path) -> None:
    whole = status(folder) == "upgraded"
    before = sdk.v1_submissions(code(folder, "v1"))
    left = by_hand(folder, [s for submission in (before["submissions"] or []) for s in submission["steps"]])
    after = sdk.v2_outcome(code(folder, "v2"), v1_allowed=not whole, by_hand=left)
    assert before["error"] is None
    assert before["submissions"] or before["published"], "the v1 code of a fixture has to submit something"
    if whole:
        assert after.error is None
    elif after.error:
        assert stands_under_a_todo(code(folder, "v2"), after.error) or refuses_environment(folder, after.error), after.error
    assert after.mistakes == []
    if after.error:  # the program stops at the line that is left, so what comes after it is not submitted
        assert len(after.jobs) <= len(before["submissions"])
    else:
        assert len(after.jobs) == len(before["submissions"])
    for submission, job in zip(before["submissions"], after.jobs):
        assert [d for d in meaning.differences(submission, job) if not announced(folder, d)] == []
    pairs = [
        (before["published"], list(after.published.values()), meaning.published_differences), (before["schedules"], after.schedules, meaning.schedule_differences),
        (before["calls"], after.calls, meaning.call_differences),
    ]
    for given, got, differences in pairs:
        # What waits for a decision is not there.
        assert len(got) == len(given) if whole else len(got) <= len(given)
        for a, b in zip(_those_of(given, got), got):
            assert differences(a, b) == []
    if after.error is None:
        assert [d for d in meaning.effects(before["effects"], after.effects) if not announced(folder, d)] == []


def _those_of(given: list[dict], got: list) -> list[dict]:
    """What v1 made and v2 made too, by its name where it has one: what waits for a decision may stand between."""
    names = [meaning._letters(getattr(b, "name", "")) for b in got]
    found = [a for a in given if meaning._letters(a["name"]) in names]
    return found if len(found) == len(got) else given
