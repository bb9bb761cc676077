"""Every fixture's v2 code runs on the real SDK, validates, can be sent, and means what its v1 code meant."""
import ast
import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest

import meaning
import sdk
from project import Project

FIXTURES = Path(__file__).parents[2] / "fixtures"
CASES = sorted(p.parent for p in [*FIXTURES.glob("*/v2.*"), *FIXTURES.glob("*/v2")])


def is_whole(folder: Path) -> bool:
    """Whether the report leaves nothing to a person."""
    return all(f["status"] in ("upgraded", "unchanged") for f in json.loads((folder / "report.json").read_text())["files"])


def by_hand(folder: Path, steps: list[dict[str, Any]]) -> dict[str, tuple[str, list[str]]]:
    """The steps that the report leaves to a person, by the variable that the pipeline function calls."""
    variables = re.findall(r"calls (\w+) already", (folder / "report.json").read_text())
    others = [s for s in steps if s["type"] not in ("ParallelRunStep", "PythonScriptStep", "CommandStep")]
    return {variable: (s["name"], [meaning.key_of(o["name"]) for o in s["outputs"]]) for variable, s in zip(variables, others)}


#: What may differ because the report says so: a person has to write it, or to read that it is different. By the code of the finding, and how its message begins.
LEFT = {
    "PRS305": r": environment ", "PRS708": r": environment ", "PRS523": r": environment (by name|image|Dockerfile|packages|python|conda packages|pip packages|channels)",
    "PRS523 environment_variables": r": environment_variables: ", "PRS203": r"is delivered as", "PRS205": r"the pattern of .* is cut", "PRS204": r"the pattern of .* is cut|one of several paths", "PRS207": r"one of several paths",
    "PRS208": r"on the compute is dropped", "PRS210": r"is delivered as", "PRS216": r"a path in place of a dataset", "PRS217": r"comes from",
}


def announced(folder: Path, difference: str) -> bool:
    files = json.loads((folder / "report.json").read_text())["files"]
    said = [f"{f['code']} {f['message']}" for file in files for f in file["findings"] if f["effort"] != "upgraded"]
    return any(re.search(pattern, difference) and any(text.startswith(beginning) for text in said) for beginning, pattern in LEFT.items())


def rewrites(folder: Path) -> bool:
    project = Project.read(folder, "v2")
    return any("parallel_run_function" in text or "load_job" in text for text in [project.program, *project.files.values()])


REWRITTEN = [c for c in CASES if rewrites(c)]


def test_there_are_fixtures() -> None:
    assert len(REWRITTEN) >= 30


def left_to_a_person(project: Project, error: str) -> Project | None:
    """The project without the statement that failed, where it is one that the upgrade left to a person: it stands under a TODO."""
    for name, text in project.code.items():
        if statement := _failed(text, re.findall(rf'"(?:[^"\n]*/)?{re.escape(name)}", line (\d+)', error)):
            return project.with_code(name, without(text, statement))
    return None


def _failed(text: str, numbers: list[str]) -> ast.stmt | None:
    lines = text.splitlines()
    for number in map(int, numbers):
        around = [s for s in ast.walk(ast.parse(text)) if isinstance(s, ast.stmt) and s.lineno <= number <= (s.end_lineno or 0)]
        statement = max(around, key=lambda s: s.lineno, default=None)
        above = itertools.takewhile(lambda line: line.strip().startswith("#"), reversed(lines[: (statement.lineno if statement else number) - 1]))
        if statement and any("TODO(prs-upgrade" in line for line in above):
            return statement
    return None


def without(text: str, statement: ast.stmt) -> str:
    """A program in which a statement does nothing."""
    lines = text.splitlines()
    lines[statement.lineno - 1 : statement.end_lineno] = [" " * statement.col_offset + "pass"] + [""] * ((statement.end_lineno or 0) - statement.lineno)
    return "\n".join(lines) + "\n"


def refuses_environment(folder: Path, error: str) -> bool:
    """Whether the SDK refuses a job for the v1 environment that a TODO (PRS528) is about."""
    return '"PRS528"' in (folder / "report.json").read_text() and "Non-string passed to ArmStr for environment" in error


@pytest.mark.parametrize("folder", REWRITTEN, ids=lambda p: p.name)
def test_means_the_same(folder: Path) -> None:
    whole = is_whole(folder)
    before = sdk.v1_submissions(Project.read(folder, "v1"))
    left = by_hand(folder, [s for submission in (before["submissions"] or []) for s in submission["steps"]])
    program = Project.read(folder, "v2").with_environments()
    after = sdk.v2_outcome(program, v1_allowed=not whole, by_hand=left)
    while not whole and after.error and not (after.jobs or after.published) and (rest := left_to_a_person(program, after.error)):
        program = rest  # what comes after it is judged all the same
        after = sdk.v2_outcome(program, v1_allowed=True, by_hand=left)
    assert before["error"] is None
    assert before["submissions"] or before["published"], "the v1 code of a fixture has to submit something"
    if whole:
        assert after.error is None
    elif after.error:
        assert left_to_a_person(program, after.error) or refuses_environment(folder, after.error), after.error
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
