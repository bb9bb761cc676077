"""The commands and programs of the docs, run as they are written, by a user who installed the package."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT, V1, git, notebook, run

#: What is run in the user's repository. Anything else in a `sh` block has to be named below.
OURS = re.compile(r"^prs-upgrade\b|^git (add|diff)\b")
#: What is run in a clone.
IN_A_CLONE = re.compile(r"^node bin/prs-upgrade\.js ")
#: What other tests do: this suite installs the package, CI runs the tests.
ELSEWHERE = {"npm ci && npm test", "npm install --global .", "npm install ../prs-upgrade"}

#: The documents, and how many commands and programs they hold at least: a test that finds none must not pass.
DOCUMENTS = {"README.md": (6, 1), "docs/guide.md": (8, 0), "docs/library.md": (0, 2)}


def blocks(document: str, language: str) -> list[str]:
    text = (ROOT / document).read_text()
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.M | re.S)


def commands(document: str) -> list[str]:
    lines = "".join(blocks(document, "sh")).replace("\\\n", "").splitlines()
    return [line for line in lines if line.strip() and not line.lstrip().startswith("#")]


def bare(command: str) -> str:
    """A command without the remark behind it."""
    return re.sub(r"\s+#.*", "", command).strip()


@pytest.fixture(scope="module")
def bin_folder(tarball: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("global")
    (folder / "package.json").write_text("{}")
    run("npm", "install", "--offline", "--no-audit", "--no-fund", str(tarball), cwd=folder)
    return folder / "node_modules"


@pytest.fixture
def repository(project: Path, bin_folder: Path) -> Path:
    """A repository with what the docs talk about, and the package installed in it."""
    (project / "pipelines").mkdir()
    shutil.copy(ROOT / "examples/score_invoices.py", project / "pipelines")
    shutil.copy(ROOT / "examples/score_invoices.py", project)
    (project / "score.py").write_text("import os\n")
    (project / "pipelines/score.ipynb").write_text(notebook(V1))
    (project / "pipelines/by_name.py").write_text(V1.replace('Dataset.File.from_files((store, "invoices"))', 'Dataset.get_by_name(ws, "invoices")').replace('mini_batch_size="5", ', ""))
    (project / ".gitignore").write_text("node_modules\n")
    (project / "node_modules").symlink_to(bin_folder)
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "v1")
    return project


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_is_run_or_known(document: str) -> None:
    unknown = [c for c in commands(document) if not OURS.match(c) and not IN_A_CLONE.match(c) and bare(c) not in ELSEWHERE]
    assert unknown == []
    least_commands, least_programs = DOCUMENTS[document]
    assert len([c for c in commands(document) if OURS.match(c)]) >= least_commands
    assert len(blocks(document, "js")) >= least_programs


@pytest.mark.parametrize("document", [d for d, (least, _) in DOCUMENTS.items() if least > 0])
def test_the_commands_run_in_their_order(document: str, repository: Path) -> None:
    path = f"{repository / 'node_modules/.bin'}{os.pathsep}{os.environ['PATH']}"
    for command in commands(document):
        if not OURS.match(command):
            continue
        result = subprocess.run(["sh", "-c", command], cwd=repository, env={**os.environ, "PATH": path}, capture_output=True, text=True)
        said = f"{command}: exit {result.returncode}\n{result.stdout}{result.stderr}"
        # 1 says that something is left, as it is in this repository. 2 would be wrong usage.
        assert result.returncode in ((0,) if command.startswith("git ") else (0, 1)), said
        assert "error" not in result.stderr, said
        assert result.stdout or "--output" in command or "-o " in command or command.startswith("git "), said
    if "--write" in "".join(commands(document)):
        assert "parallel_run_function(" in (repository / "pipelines/score_invoices.py").read_text()


def test_the_first_look_in_a_clone(clone: Path) -> None:
    found = [bare(c) for c in commands("README.md") if IN_A_CLONE.match(c)]
    assert len(found) == 1
    assert "parallel_run_function(" in run("sh", "-c", found[0], cwd=clone, expect=1)


@pytest.mark.parametrize(("document", "block"), [(d, b) for d in DOCUMENTS for b in blocks(d, "js")])
def test_the_programs_run(document: str, block: str, repository: Path) -> None:
    name = "program.cjs" if "require(" in block else "program.mjs"
    given = "" if "const text" in block or "text:" in block else 'const text = "import os\\n";\n'
    (repository / name).write_text(given + block)
    output = run("node", name, cwd=repository)
    if "readFile" in block:
        assert re.match(r"pipelines/score_invoices\.py:\d+: PRS\d+ ", output)
        assert "parallel_run_function(" in (repository / "pipelines/score_invoices.py").read_text()


def test_the_settings_are_taken(repository: Path) -> None:
    (settings,) = blocks("docs/guide.md", "toml")
    (repository / "pyproject.toml").write_text(settings)
    prs_upgrade = str(repository / "node_modules/.bin/prs-upgrade")
    assert "prs-baseline.json: there is no such baseline" in run(prs_upgrade, "--check", cwd=repository, expect=2)
    run(prs_upgrade, "--check", "--update-baseline", cwd=repository)
    assert "in the baseline" in run(prs_upgrade, "--check", cwd=repository)


def test_links_lead_somewhere() -> None:
    for document in DOCUMENTS:
        for target in re.findall(r"\]\(([^)#:]+)\)", (ROOT / document).read_text()):
            assert (ROOT / document).parent.joinpath(target).exists(), f"{document}: {target}"
