"""Tables on printed pages: where they stand, and their cells; found with pdfplumber, an extra.

A table has rules around its cells, or its cells stand in line (`aligned`). One without a number in its cells
is left in the running text.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from importlib.util import find_spec
from itertools import pairwise
from statistics import median
from typing import Any

from claimgraph.reading import aligned
from claimgraph.reading.aligned import Box, Cells, Run
from claimgraph.reading.lines import SAME_LINE, SMALL, Grid, Line

MOST_BYTES = 2_000_000
"""The most bytes of drawing that are searched for tables in a document: a few seconds' work."""

MOST_EDGES = 4_000
"""The most lines and edges of boxes that a page may hold to be searched for cells with rules around them."""

_GAP = 0.45
"""How far words of one cell may stand apart, in sizes of the type; a space takes a quarter to a third."""

_LETTERS = 0.15
"""How far letters of one word may stand apart, in sizes of the type."""

_ROW_END = re.compile(r"(?:^|\s)[<>≤≥~≈+−-]?\d[\d,.]*(?<![.,])\s?(?:%|per ?cent|pct|pp|pts|points)?$", re.I)


def installed() -> bool:
    """Tell whether the extra is there."""
    return find_spec("pdfplumber") is not None


def may_hold(lines: Sequence[Line]) -> bool:
    """Tell whether lines near each other end in numbers, as rows of a table do."""
    rows = [place for place, line in enumerate(lines) if _ROW_END.search(line.text)]
    return any(second - first <= 3 for first, second in pairwise(rows))


def tables(data: bytes, pages: Collection[int]) -> tuple[list[Grid], int]:
    """Return the tables on pages of a PDF, counted from 0, and how many of these pages were not searched."""
    import pdfplumber

    found: list[Grid] = []
    searched, left = 0, MOST_BYTES
    # Whatever the library raises over a broken page, its text was read already.
    with suppress(Exception), pdfplumber.open(io.BytesIO(data)) as document:
        for number in sorted(pages):
            page = document.pages[number]
            drawing = sum(len(stream.get_data()) for stream in page.page_obj.contents)
            if drawing > left:
                continue
            left -= drawing
            with suppress(Exception):
                found += list(_on(page, number))
                searched += 1
            page.close()
    return found, len(pages) - searched


def _on(page: Any, number: int) -> Iterator[Grid]:
    if page.rotation or tuple(page.mediabox[:2]) != (0, 0) or page.cropbox != page.mediabox:
        raise ValueError("coordinates of a turned page are not those of its text")
    words = [_run(word) for word in page.extract_words(x_tolerance_ratio=_LETTERS, extra_attrs=["size"])]
    marks = _marks(words)
    page = page.filter(
        lambda one: one["object_type"] != "char" or not any(_is_of(one, mark) for mark in marks)
    )
    ruled = list(_ruled(page)) if len(page.edges) <= MOST_EDGES else []
    free = [word for word in words if word not in marks and not any(_inside(word, box) for box, _ in ruled)]
    for (left, top, right, bottom), rows in (*ruled, *aligned.tables(_joined(free))):
        width, height = float(page.width), float(page.height)
        yield Grid(rows, number, left / width, right / width, 1 - bottom / height, 1 - top / height)


def _run(word: Mapping[str, Any]) -> Run:
    return Run(word["text"], word["x0"], word["x1"], word["top"], word["bottom"], word["size"])


def _marks(words: Sequence[Run]) -> set[Run]:
    """Return the words that stand small and raised behind another: footnote marks."""
    usual = median(word.size for word in words) if words else 0.0
    return {
        word
        for word in words
        if word.size < usual
        and any(
            word.size <= SMALL * other.size
            and -1 < word.left - other.right < _GAP * other.size
            and other.top < word.bottom < other.bottom
            for other in words
        )
    }


def _is_of(letter: Mapping[str, Any], word: Run) -> bool:
    across = (letter["x0"] + letter["x1"]) / 2
    return word.left <= across <= word.right and bool(abs(letter["bottom"] - word.bottom) < 1)


def _joined(words: Iterable[Run]) -> Iterator[Run]:
    """Yield the words that stand side by side on one line as one; two numbers are two cells."""
    run: Run | None = None
    for word in words:
        if run is not None:
            near = -1 < word.left - run.right <= _GAP * run.size and not (run.is_number and word.is_number)
            if near and abs(word.bottom - run.bottom) <= SAME_LINE * run.size:
                text, top = f"{run.text} {word.text}", min(run.top, word.top)
                run = Run(text, run.left, word.right, top, run.bottom, run.size)
                continue
            yield run
        run = word
    if run is not None:
        yield run


def _inside(run: Run, box: Box) -> bool:
    left, top, right, bottom = box
    across, down = (run.left + run.right) / 2, (run.top + run.bottom) / 2
    return left <= across <= right and top <= down <= bottom


def _ruled(page: Any) -> Iterator[tuple[Box, Cells]]:
    """Yield the tables with rules around their cells."""
    for table in page.find_tables():
        rows = table.extract(x_tolerance_ratio=_LETTERS)
        cells = [cell or "" for row in rows[1:] for cell in row[1:]]
        if any(aligned.NUMBER.fullmatch(cell.strip()) for cell in cells):
            yield table.bbox, tuple(_filled(rows))


def _filled(rows: Sequence[Sequence[str | None]]) -> Iterator[tuple[str, ...]]:
    """Yield rows in which a cell that spans several columns or rows is repeated."""
    above: tuple[str, ...] = ()
    for row in rows:
        told: list[str] = []
        for column, cell in enumerate(row):
            beside = told[-1] if told and not above else above[column] if column < len(above) else ""
            told.append(beside if cell is None else cell)
        above = tuple(told)
        yield above
