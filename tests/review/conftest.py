"""A graph of the two invented articles that all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from claimgraph.claim_graph import ClaimGraph


@pytest.fixture
def graph(articles: Path, tmp_path: Path) -> Iterator[ClaimGraph]:
    with ClaimGraph(tmp_path / "claimgraph.db") as opened:
        opened.add([articles])
        yield opened
