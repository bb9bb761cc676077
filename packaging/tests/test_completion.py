"""The completion script in the real bash."""

from pathlib import Path

import pytest
from conftest import ROOT, run

ASK = """
source /dev/stdin <<<"$(node "$BIN" completion bash)"
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_prs_upgrade
printf '%s\\n' "${COMPREPLY[@]}"
"""


def complete(cwd: Path, *words: str) -> list[str]:
    output = run("bash", "-euc", ASK, "bash", "prs-upgrade", *words, cwd=cwd, BIN=str(ROOT / "bin/prs-upgrade.js"))
    return sorted(line for line in output.splitlines() if line)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "examples").mkdir()
    (tmp_path / "my file.py").write_text("")
    return tmp_path


def test_commands_and_files_come_first(folder: Path) -> None:
    assert complete(folder, "e") == ["examples", "explain"]
    assert {"rules", "completion", "my file.py"} <= set(complete(folder, ""))


def test_options(folder: Path) -> None:
    assert complete(folder, "--wr") == ["--write"]
    assert complete(folder, "--check", "--up") == ["--update-baseline"]
    assert "--write" not in complete(folder, "rules", "--")
    assert complete(folder, "rules", "--fo") == ["--format"]


def test_values(folder: Path) -> None:
    assert "json" in complete(folder, "--format", "")
    assert complete(folder, "rules", "--format", "m") == ["markdown"]
    assert "PRS107" in complete(folder, "--select", "PRS10")
    assert complete(folder, "explain", "PRS107") == ["PRS107"]
    assert complete(folder, "completion", "") == ["bash", "fish", "zsh"]


@pytest.mark.parametrize("words", [("--output", "my"), ("--baseline", "my"), ("--check", "my"), ("examples", "my")])
def test_nothing_is_offered_where_bash_itself_completes_files(folder: Path, words: tuple[str, ...]) -> None:
    assert complete(folder, *words) == []


def test_it_is_for_the_command(folder: Path) -> None:
    assert run("bash", "-euc", 'source <(node "$BIN" completion bash); complete -p prs-upgrade', cwd=folder, BIN=str(ROOT / "bin/prs-upgrade.js")).strip() == "complete -o default -o filenames -F _prs_upgrade prs-upgrade"
