"""Invented articles, as many as are wanted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from claimgraph.gathering import Failed, Gathered

TOWNS = ("Aldersund", "Brackwater", "Corrin", "Dunmoor", "Eskholm", "Farrow")
MANY = 40


def told(number: int) -> str:
    town = TOWNS[number % len(TOWNS)]
    return f"""\
Ferries of {town}, part {number}

The survey "Crossings {2000 + number}" by the Tidewater Institute asked {400 + number} passengers.

According to the survey, {20 + number % 60} percent of passengers of {town} said that the ferry is late, \
compared with {60 + number % 30} percent of captains.
"""


def summary(found: Iterator[Gathered | Failed]) -> list[object]:
    """Return what was gathered in a form that two ways of doing it can be compared by."""
    return [one if isinstance(one, Failed) else (one.name, one.status, one.extraction) for one in found]


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Return a folder with many articles, a page and two files that cannot be read."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(MANY):
        (folder / f"{number:02}.txt").write_text(told(number), "utf-8")
    (folder / "07a.html").write_text(f"<article><p>{told(70)}</p></article>", "utf-8")
    (folder / "08a.pdf").write_bytes(b"%PDF-1.7 nothing")
    (folder / "09a.txt").write_bytes(b"")
    return folder
