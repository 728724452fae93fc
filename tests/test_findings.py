"""docs/findings.md lists what the worked example's graph finds, each looked at."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def listing(root: Path) -> ModuleType:
    """Return scripts/list_findings as a module."""
    loader = importlib.machinery.SourceFileLoader("list_findings", str(root / "scripts" / "list_findings"))
    spec = importlib.util.spec_from_loader("list_findings", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_nineteen_of_twenty_findings_are_right(listing: ModuleType) -> None:
    marks = listing.read_marks(listing.PAGE.read_text("utf-8"))
    right = sum(mark == "right" for mark, _ in marks.values())
    assert len(marks) >= 30
    assert right >= 0.95 * len(marks)
    assert all(why.strip() for _, why in marks.values())


@pytest.mark.parametrize(
    "words",
    [
        "10 points between 10 percent and 23 percent does not come out",
        "210; 211",
        "56 percent and 57 percent of chief marketing officers",
        "IT executives and marketers lie 39 points apart",
    ],
)
def test_the_real_ones_are_on_the_page(words: str, listing: ModuleType) -> None:
    assert words in listing.PAGE.read_text("utf-8")


def test_the_page_lists_what_the_graph_finds(root: Path) -> None:
    command = [sys.executable, str(root / "scripts" / "list_findings"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
