"""What the wheel carries, and that setup.cfg and the tree agree."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from tests.conftest import HARBOUR


def test_every_package_of_the_tree_is_listed(root: Path) -> None:
    config = ConfigParser()
    config.read(root / "setup.cfg")
    listed = set(config["options"]["packages"].split())
    found = {
        ".".join(path.parent.relative_to(root / "graph").parts)
        for path in (root / "graph").rglob("__init__.py")
        if "egg-info" not in str(path)
    }
    assert listed == found | {"claimgraph.ontology", "claimgraph.sources"}


def test_every_dependency_has_an_upper_bound(root: Path) -> None:
    config = ConfigParser()
    config.read(root / "setup.cfg")
    lines = [config["options"]["install_requires"], *dict(config["options.extras_require"]).values()]
    wanted = [Requirement(line) for text in lines for line in text.split("\n") if line.strip()]
    assert len(wanted) > 30
    assert [str(one) for one in wanted if not {spec.operator for spec in one.specifier} & {"<", "=="}] == []


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, root],
        check=True,
    )
    (wheel,) = folder.glob("claimgraph-*.whl")
    return wheel


@pytest.mark.long
def test_the_wheel_runs_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "empty", with_pip=True)
    binaries = tmp_path / "empty" / ("Scripts" if os.name == "nt" else "bin")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}

    def run(program: str, *arguments: str | Path) -> str:
        command = [str(binaries / program), *map(str, arguments)]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=900
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel)
    run("python", "-m", "pip", "check")
    assert str(tmp_path) in run("python", "-c", "import claimgraph; print(claimgraph.__file__)")
    (tmp_path / "harbour.txt").write_text(HARBOUR, "utf-8")
    run("claimgraph", "add", "harbour.txt")
    assert "62 percent of dockers" in run("claimgraph", "cite", "62 percent of dockers")
    gaps = run("claimgraph", "query", "gaps", "--format", "csv")
    assert "19,percent,81,shipowners,62,dockers" in gaps
    assert run("claimgraph", "validate", "--format", "json").strip() in ("", "[]")
    run("claimgraph", "page", "-o", "graph.html")
    assert (tmp_path / "graph.html").stat().st_size > 100_000
    assert "uvicorn" in run("python", "-c", "import claimgraph.server.application, uvicorn; print(uvicorn)")
    run("claimgraph", "doctor")


@pytest.mark.long
def test_the_wheel_carries_the_data(root: Path, wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("ontology", "sources"):
        for path in (root / folder).rglob("*"):
            if path.suffix in {".ttl", ".trig", ".rq", ".toml", ".md"}:
                assert f"claimgraph/{folder}/{path.relative_to(root / folder).as_posix()}" in names
    assert "claimgraph/py.typed" in names
    for folder in ("extraction/weights", "presentation/templates"):
        for path in (root / "graph" / "claimgraph" / folder).iterdir():
            assert f"claimgraph/{folder}/{path.name}" in names
