"""The recorded signatures are those of the pinned SDK, and the mapping table has a row for each v1 argument."""
import json
import subprocess
from pathlib import Path

import record_signatures
import sdk

ROOT = Path(__file__).parents[2]


def test_v2_signatures_are_current() -> None:
    assert record_signatures.v2() == sdk.SIGNATURES["v2"]


def test_every_v1_argument_has_a_row() -> None:
    rows = json.loads(subprocess.run(["node", "bin/prs-upgrade.js", "rules", "--format", "json"], cwd=ROOT, capture_output=True, text=True, check=True).stdout)
    for owner in ("ParallelRunConfig", "ParallelRunStep"):
        assert [r["v1"] for r in rows if r["owner"] == owner] == sdk.SIGNATURES["v1"][owner]
