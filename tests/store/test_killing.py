"""Ended at any moment, a graph is as before or as after."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_a_hundred_kills_leave_the_graph_as_before_or_as_after(articles: Path, root: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(root / "tests" / "killing.py"), str(articles.parent), "25", "20261122"],
        capture_output=True,
        text=True,
        check=False,
        timeout=1200,
    )
    print(done.stdout)
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.count("25 kills") == 4
