"""The documents and the program say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from claimgraph.cli import MODULES


def test_the_readme_names_every_command(root: Path) -> None:
    named = set(re.findall(r"^\| `(\w+)", (root / "README.md").read_text("utf-8"), re.MULTILINE))
    assert named == set(MODULES)


def test_every_command_in_the_readme_exists(root: Path) -> None:
    for name in re.findall(r"^\$ claimgraph (\w+)", (root / "README.md").read_text("utf-8"), re.MULTILINE):
        assert name in MODULES


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/reading.md", "docs/upgrading.md"])
def test_links_lead_somewhere(root: Path, name: str) -> None:
    page = root / name
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_every_decision_has_a_number_of_its_own(root: Path) -> None:
    numbers = [page.name[:4] for page in (root / "docs" / "decisions").glob("*.md")]
    assert len(numbers) == len(set(numbers))
    assert all(number.isdigit() for number in numbers)
