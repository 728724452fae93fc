"""What the wheel carries, and that setup.cfg and the tree agree."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest


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


@pytest.mark.long
def test_the_wheel_carries_the_data(root: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path, root],
        check=True,
    )
    (wheel,) = tmp_path.glob("claimgraph-*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("ontology", "sources"):
        for path in (root / folder).rglob("*"):
            if path.suffix in {".ttl", ".trig", ".rq", ".toml", ".md"}:
                assert f"claimgraph/{folder}/{path.relative_to(root / folder).as_posix()}" in names
    assert "claimgraph/py.typed" in names
    for folder in ("extraction/weights", "presentation/templates"):
        for path in (root / "graph" / "claimgraph" / folder).iterdir():
            assert f"claimgraph/{folder}/{path.name}" in names
