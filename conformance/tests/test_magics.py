"""What the tool takes for a magic is what IPython takes for one."""
import json
import re
from pathlib import Path

import pytest
from IPython.core.inputtransformer2 import TransformerManager

TABLE = json.loads((Path(__file__).parents[2] / "test" / "notebook" / "magics.json").read_text())


@pytest.mark.parametrize("row", TABLE, ids=lambda row: json.dumps(row["source"]))
def test_is_a_magic_for_ipython(row: dict[str, str]) -> None:
    before = row["source"].replace("\r\n", "\n")
    python = row["python"].replace("\r\n", "\n")
    magic = re.match(r"%%(?:time|capture)\b.*\n", before)  # the body is Python: IPython transforms it later
    after = TransformerManager().transform_cell(before[magic.end() if magic else 0 :]).split("\n")
    continued = False
    for line, ours in zip(before.splitlines(), python.splitlines()):
        # A line that a backslash joins to a magic is part of that magic.
        if line.strip() != "" and not (continued and ours.strip() == ""):
            assert (line in after) == (line == ours), after
        continued = line.endswith("\\")
