"""What a notebook shows: a document in a frame of its own, which the notebook's style does not reach."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape
from importlib.resources import files

ROW = 36
"""Height of a row in pixels, about; longer rows are scrolled to."""

HIGHEST = 480
"""Height of a table in pixels, at most."""


def frame(document: str, height: int, title: str) -> str:
    """Return an iframe that holds a whole document.

    It is sandboxed without an origin: its scripts, where its own policy lets any run, reach neither the
    notebook nor what is stored for it (https://html.spec.whatwg.org/multipage/iframe-embed-object.html).
    """
    return (
        f'<iframe title="{escape(title)}" srcdoc="{escape(document)}" '
        'sandbox="allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox" '
        f'style="width: 100%; height: {height}px; border: 0; display: block"></iframe>'
    )


def table(names: Sequence[str], rows: Sequence[Sequence[object]], caption: str) -> str:
    """Return a frame with rows as a table; every cell is text."""
    parts = {
        "caption": escape(caption),
        "head": "".join(f'<th scope="col">{escape(name)}</th>' for name in names),
        "body": "\n".join(f"<tr>{_cells(row)}</tr>" for row in rows),
    }
    template = (files("claimgraph") / "notebook.html").read_text("utf-8")
    # One pass: what is filled in is never looked through for further places.
    document = re.sub(r"\{\{ (\w+) \}\}", lambda place: parts[place[1]], template)
    return frame(document, min(HIGHEST, ROW * (len(rows) + 2) + 24), "Answer to a query")


def _cells(row: Iterable[object]) -> str:
    return "".join(
        f"<td{_class(cell)}><bdi>{escape('' if cell is None else str(cell))}</bdi></td>" for cell in row
    )


def _class(cell: object) -> str:
    number = isinstance(cell, int | float | Decimal) and not isinstance(cell, bool)
    return ' class="number"' if number else ""
