"""The packed package, installed in an empty folder and run under each Node that it names."""

import json
import os
import tarfile
from pathlib import Path

import pytest
from conftest import ROOT, V1, run

NODES = Path(os.environ["PRS_UPGRADE_NODES"])


def node(version: str) -> Path:
    return NODES / f"node-{version}" / "node_modules" / ".bin" / "node"


@pytest.fixture(scope="session")
def installed(tarball: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    (folder / "package.json").write_text("{}")
    run("npm", "install", "--offline", "--no-audit", "--no-fund", str(tarball), cwd=folder)
    (folder / "a.py").write_text(V1)
    return folder


def test_it_holds_what_ships_and_nothing_else(tarball: Path) -> None:
    with tarfile.open(tarball) as packed:
        names = {name.removeprefix("package/") for name in packed.getnames()}
    assert {"bin/prs-upgrade.js", "dist/cli.cjs", "dist/index.js", "dist/index.cjs", "dist/index.d.ts", "dist/index.d.cts", "schema/report.schema.json", "README.md", "LICENSE"} <= names
    assert {name.split("/")[0] for name in names} == {"bin", "dist", "schema", "README.md", "LICENSE", "package.json"}


def test_nothing_else_is_installed_with_it(installed: Path) -> None:
    assert sorted(p.name for p in (installed / "node_modules").iterdir() if not p.name.startswith(".")) == ["prs-upgrade"]


USE = """
upgrade([{ path: "a.py", text: require("node:fs").readFileSync("a.py", "utf8") }]).then(([file]) => {
  console.log(JSON.stringify({ status: file.status, v2: file.text.includes("parallel_run_function("), said: message(file.findings[0]).length > 0 }));
});
"""


@pytest.mark.parametrize("version", ["20", "22", "24"])
class TestUnder:
    def test_the_versions_are_those(self, installed: Path, version: str) -> None:
        assert run(str(node(version)), "--version", cwd=installed).startswith(f"v{version}.")

    def test_the_command(self, installed: Path, version: str) -> None:
        command = [str(node(version)), "node_modules/prs-upgrade/bin/prs-upgrade.js"]
        report = json.loads(run(*command, "--check", "--format", "json", "a.py", cwd=installed, expect=1))
        assert report["files"][0]["status"] == "upgraded"
        assert "PRS107" in run(*command, "explain", "PRS107", cwd=installed)

    def test_import(self, installed: Path, version: str) -> None:
        (installed / "use.mjs").write_text('import { createRequire } from "node:module";\nimport { message, upgrade } from "prs-upgrade";\nconst require = createRequire(import.meta.url);\n' + USE)
        assert json.loads(run(str(node(version)), "use.mjs", cwd=installed)) == {"status": "upgraded", "v2": True, "said": True}

    def test_require(self, installed: Path, version: str) -> None:
        (installed / "use.cjs").write_text('const { message, upgrade } = require("prs-upgrade");\n' + USE)
        assert json.loads(run(str(node(version)), "use.cjs", cwd=installed)) == {"status": "upgraded", "v2": True, "said": True}


def test_npm_makes_a_command_of_it(installed: Path) -> None:
    assert run("npx", "--no-install", "prs-upgrade", "--version", cwd=installed).strip() == json.loads((ROOT / "package.json").read_text())["version"]


TYPED = """
import { message, upgrade } from "prs-upgrade";
import type { FileResult, Finding, Source } from "prs-upgrade";
const source: Source = { path: "a.py", text: "" };
const ignored: (file: FileResult) => readonly Finding[] = (file) => file.ignored ?? [];
export const said: Promise<string[]> = upgrade([source]).then((files) => files.flatMap((file) => [...file.findings, ...ignored(file)].map(message)));
// @ts-expect-error a source has a text
void upgrade([{ path: "a.py" }]);
"""


@pytest.mark.parametrize(
    ("resolution", "module", "file"),
    [("node16", "node16", "use.mts"), ("node16", "node16", "use.cts"), ("nodenext", "nodenext", "use.mts"), ("bundler", "esnext", "use.ts"), ("node10", "commonjs", "use.ts")],
)
def test_its_types(installed: Path, resolution: str, module: str, file: str) -> None:
    (installed / file).write_text(TYPED)
    config = {"compilerOptions": {"noEmit": True, "strict": True, "module": module, "moduleResolution": resolution, "target": "es2022", "types": []}, "files": [file]}
    (installed / "tsconfig.json").write_text(json.dumps(config))
    run("node", str(ROOT / "node_modules/typescript/bin/tsc"), "--project", ".", cwd=installed)
