"""The two recorders of v1 say the same; where the real packages do not run a fixture, it is known which and why."""
from pathlib import Path

import judge
import sdk
from project import Project

REFUSED = dict(line.split(": ", 1) for line in (Path(judge.HERE) / "v1_refused.txt").read_text().splitlines() if not line.startswith("#"))

# See v1_recorder.py: its stand-ins know no outputs of HDFS, no environment that YAML spells out and no definitions of tables, nothing of `vars()`, and answer every question with yes.
DIFFERENT = {
    "decision-conda-in-a-condition", "decision-config-by-vars", "decision-output-hdfs", "decision-steps-inserted-somewhere", "decision-yaml-environment-written-out", "table-not-written-comma", "table-not-written-date", "table-not-written-runtime", "table-written-learned-types",
    "table-written-types",
}


def test_the_fixtures_that_real_v1_does_not_run_are_known(recorded: dict[Path, judge.Recorded]) -> None:
    found = {folder.name: r.why for folder, r in recorded.items() if r.on != "real"}
    assert sorted(found) == sorted(REFUSED), found


def test_the_stand_in_records_what_the_real_packages_do(recorded: dict[Path, judge.Recorded]) -> None:
    different = {}
    for folder, real in recorded.items():
        if real.on != "real":
            continue
        stand_in = sdk.v1_submissions(Project.read(folder, "v1"))
        pipelines = [[s for s in before["submissions"]] + [p["pipeline"] for p in before["published"]] for before in (stand_in, real.before)]
        found = [x for a, b in zip(*pipelines) for x in judge.between(judge.normal(a), judge.normal(b))]
        if found or len(pipelines[0]) != len(pipelines[1]):
            different[folder.name] = found[:3]
    assert set(different) - DIFFERENT == set(), different
