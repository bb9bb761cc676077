"""The MLTable files that findings ask for load with the real mltable."""
import json
import re
from pathlib import Path

import mltable
import pytest

FIXTURES = Path(__file__).parents[2] / "fixtures"
#: What a finding says for a path that it can't name.
PLACEHOLDER = re.compile(r"<[^>]*>")
TEXTS = [
    (folder.name, match)
    for folder in sorted(FIXTURES.iterdir())
    for file in json.loads((folder / "report.json").read_text())["files"]
    for finding in file["findings"]
    if finding["code"] == "PRS204"
    for match in re.findall(r"Its text: (\{.*\})[;.]", finding["message"])
]


def test_there_are_some() -> None:
    assert len(TEXTS) >= 4


@pytest.mark.parametrize(("name", "text"), TEXTS, ids=[name for name, _ in TEXTS])
def test_loads(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "MLTable").write_text(PLACEHOLDER.sub("{folder: ./}", text))
    mltable.load(str(tmp_path))


def test_a_wrong_one_does_not_load(tmp_path: Path) -> None:
    (tmp_path / "MLTable").write_text("{paths: [{folder: ./}], transformations: [{read_delimited: {separator: 1}}]}")
    with pytest.raises(Exception):  # noqa: B017, PT011 - the error class of the package is private
        mltable.load(str(tmp_path))
