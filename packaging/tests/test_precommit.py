"""Both hooks through the real pre-commit, from a clone, in a Python repository of a user."""

import os
import sys
from pathlib import Path

import pytest
from conftest import V1, git, notebook, run, write

PRE_COMMIT = str(Path(sys.executable).parent / "pre-commit")


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> None:
    """pre-commit keeps its environments in a folder of its own: here a fresh one."""
    os.environ["PRE_COMMIT_HOME"] = str(tmp_path_factory.mktemp("pre-commit"))


CONFIG = """\
repos:
  - repo: {url}
    rev: v0.0.0
    hooks:
      - id: prs-upgrade
        stages: [manual]
      - id: prs-upgrade-fix
        stages: [manual]
"""


def run_hook(clone: Path, project: Path, hook: str, expect: int) -> str:
    """Runs a hook over the staged files."""
    if not (project / ".pre-commit-config.yaml").exists():
        (project / ".pre-commit-config.yaml").write_text(CONFIG.format(url=clone.as_uri()))
        git(project, "add", ".pre-commit-config.yaml")
    return run(PRE_COMMIT, "run", hook, "--hook-stage", "manual", cwd=project, expect=expect)


def test_try_repo(clone: Path, project: Path) -> None:
    write(project, a_py=V1)
    git(project, "add", "--all")
    assert "1 file uses v1 parallel runs (of 1)" in run(PRE_COMMIT, "try-repo", str(clone), "prs-upgrade", cwd=project, expect=1)


def test_the_check_fails_for_staged_v1_code_and_names_nothing_else(clone: Path, project: Path) -> None:
    write(project, pipelines__score_py=V1, other_py="import os\n", readme="ParallelRunStep\n")
    git(project, "add", "--all")
    write(project, unstaged_py=V1)
    output = run_hook(clone, project, "prs-upgrade", 1)
    assert "prs-upgrade..............................................................Failed" in output
    assert "pipelines/score.py" in output
    assert "PRS107" in output
    assert "1 file uses v1 parallel runs (of 2)" in output, "only the Python files are given to it"
    assert "unstaged.py" not in output
    assert (project / "pipelines/score.py").read_text() == V1


def test_the_check_passes_where_there_is_no_v1_code(clone: Path, project: Path) -> None:
    write(project, a_py="import os\n", b_ipynb=notebook("import os"))
    git(project, "add", "--all")
    assert "Passed" in run_hook(clone, project, "prs-upgrade", 0)


def test_files_that_are_not_python_are_not_its_business(clone: Path, project: Path) -> None:
    write(project, readme="ParallelRunStep\n")
    git(project, "add", "--all")
    assert "(no files to check)Skipped" in run_hook(clone, project, "prs-upgrade", 0)


def test_a_notebook_is_reported_by_cell(clone: Path, project: Path) -> None:
    head, tail = V1.split("config = ", 1)
    write(project, score_ipynb=notebook(head, "config = " + tail))
    git(project, "add", "--all")
    output = run_hook(clone, project, "prs-upgrade", 1)
    line = next(line for line in output.splitlines() if "PRS107" in line)
    assert line.split()[:4] == ["cell", "2", "2:99", "changed"]
    assert "\\n" not in output
    assert '"cell_type"' not in output


def test_the_fix_rewrites_staged_files_and_then_passes(clone: Path, project: Path) -> None:
    write(project, a_py=V1, b_ipynb=notebook(V1))
    git(project, "add", "--all")
    write(project, unstaged_py=V1)
    first = run_hook(clone, project, "prs-upgrade-fix", 1)
    assert "files were modified by this hook" in first
    assert "2 were upgraded whole" in first
    for name in ("a.py", "b.ipynb"):
        assert "parallel_run_function(" in (project / name).read_text()
    assert (project / "unstaged.py").read_text() == V1
    git(project, "add", "a.py", "b.ipynb")
    assert "Passed" in run_hook(clone, project, "prs-upgrade-fix", 0)
    assert "Passed" in run_hook(clone, project, "prs-upgrade", 0)


def test_the_fix_stays_red_while_a_todo_stands(clone: Path, project: Path) -> None:
    write(project, a_py=V1.replace('Dataset.File.from_files((store, "invoices"))', 'Dataset.get_by_name(ws, "invoices")').replace('mini_batch_size="5", ', ""))
    git(project, "add", "--all")
    assert "Left for you:" in run_hook(clone, project, "prs-upgrade-fix", 1)
    git(project, "add", "--all")
    assert "PRS902" in run_hook(clone, project, "prs-upgrade-fix", 1)


def test_a_commit_is_held_back_until_the_code_is_v2(clone: Path, project: Path) -> None:
    config = f"repos:\n  - repo: {clone.as_uri()}\n    rev: v0.0.0\n    hooks:\n      - id: prs-upgrade\n"
    (project / ".pre-commit-config.yaml").write_text(config)
    run(PRE_COMMIT, "install", cwd=project)
    write(project, a_py=V1)
    git(project, "add", "--all")
    held = run("git", "commit", "--message", "v1", cwd=project, expect=1)
    assert "a.py" in held
    run("node", str(clone / "bin/prs-upgrade.js"), "--write", cwd=project)
    git(project, "add", "--all")
    run("git", "commit", "--message", "v2", cwd=project)
    assert "parallel_run_function(" in git(project, "show", "HEAD:a.py")


def test_nothing_is_built_in_the_clone(clone: Path) -> None:
    assert git(clone, "status", "--porcelain", "--ignored") == ""
