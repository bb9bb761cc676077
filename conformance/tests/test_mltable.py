"""The MLTable files that findings ask for, and those that upgrades write, load with the real mltable."""
import json
import re
from pathlib import Path

import mltable
import pytest

FIXTURES = Path(__file__).parents[2] / "fixtures"
#: What a finding says for what it can't name, by what stands before it, and something that may stand there.
PLACEHOLDERS = {r"(?<=delimiter: )<[^>]*>": '";"', r"(?<=file: )<[^>]*>": "x.csv", r"(?<=column_type_overrides: \[)<[^>]*>|(?<=convert_column_types: \[)<[^>]*>": "{columns: a, column_type: string}", r"<[^>]*>": "{folder: ./}"}
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
    for place, example in PLACEHOLDERS.items():
        text = re.sub(place, example, text)
    (tmp_path / "MLTable").write_text(text)
    mltable.load(str(tmp_path))


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*/v2/**/MLTable")), ids=lambda p: p.parent.name)
def test_a_written_one_loads(path: Path) -> None:
    mltable.load(str(path.parent))


def test_a_wrong_one_does_not_load(tmp_path: Path) -> None:
    (tmp_path / "MLTable").write_text("{paths: [{folder: ./}], transformations: [{read_delimited: {separator: 1}}]}")
    with pytest.raises(Exception):  # noqa: B017, PT011 - the error class of the package is private
        mltable.load(str(tmp_path))
