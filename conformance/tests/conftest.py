import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture(scope="session")
def recorded() -> dict:
    """What the v1 program of each fixture that was rewritten does, recorded once for all the tests."""
    import judge

    folders = [p.parent for p in sorted(FIXTURES.glob("*/v2.*"))]
    return dict(zip(folders, judge.record([judge.program(next(folder.glob("v1.*"))) for folder in folders])))
