"""A process that draws the page of a graph into a file: a large one must not hold up the server."""

from __future__ import annotations

import sys
from pathlib import Path

from claimgraph.claim_graph import ClaimGraph


def draw(graph: Path, output: Path) -> None:
    """Write the page of a graph; the file is there whole or not at all."""
    with ClaimGraph(graph, create=False) as opened:
        page = opened.page()
    part = output.with_suffix(".part")
    part.write_text(page, "utf-8")
    part.replace(output)


if __name__ == "__main__":
    draw(Path(sys.argv[1]), Path(sys.argv[2]))
