"""Tables without rules around their cells: rows that end in numbers, in line under a line of headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claimgraph.reading.lines import SAME_LINE

PITCH = 1.35
"""How far lines of one cell may lie apart, in sizes of the type."""

NUMBER = re.compile(
    r"(?:[<>≤≥~≈]|about |under |over )?\s*[-+−]?\d[\d,.]*\s*(?:%|per ?cent|pct|pp|pts|points)?"
    r"|[-–—*]|n/?a",
    re.I,
)
"""What the cells of a table of figures hold."""

_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Run:
    """Hold words that stand side by side, in points from the page's left and upper edge."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float

    @property
    def is_number(self) -> bool:
        """Tell whether it is what a cell of figures holds."""
        return bool(NUMBER.fullmatch(self.text))

    def over(self, left: float, right: float) -> bool:
        """Tell whether it stands over or under a stretch of the page's width."""
        return self.left < right and left < self.right


Box = tuple[float, float, float, float]  # left, top, right, bottom
Cells = tuple[tuple[str, ...], ...]
_Row = list[Run]
_Columns = Sequence[tuple[float, float]]  # of numbers: left, right


def _lines(runs: Iterable[Run]) -> Iterator[_Row]:
    """Yield the runs of each line of a page, from left to right, the lines from the top."""
    line: _Row = []
    for run in sorted(runs, key=lambda run: (run.bottom, run.left)):
        if line and run.bottom - line[0].bottom > SAME_LINE * line[0].size:
            yield sorted(line, key=lambda run: run.left)
            line = []
        line.append(run)
    if line:
        yield sorted(line, key=lambda run: run.left)


def tables(runs: Iterable[Run]) -> Iterator[tuple[Box, Cells]]:
    """Yield the tables whose cells stand in line, each with its place, in points, and its rows of cells."""
    lines = list(_lines(runs))
    place = 0
    while place < len(lines):
        columns = [(run.left, run.right) for run in lines[place] if run.is_number]
        if not columns or not _is_row(lines[place], columns):
            place += 1
            continue
        rows = [place]
        end = place + 1
        while end < len(lines) and _near(lines[end - 1], lines[end], 3):
            if any(run.is_number for run in lines[end]) and _is_row(lines[end], columns):
                rows.append(end)
                columns = _widened(columns, lines[end])
            elif not _is_label(lines[end], columns):
                break
            end += 1
        first = _head(lines, rows[0], columns)
        if len(rows) > 1 and first is not None:
            yield _table(lines, first, rows, end, columns)
        place = rows[-1] + 1


def _is_row(line: _Row, columns: _Columns) -> bool:
    """Tell whether a line is numbers in the columns, with at most one heading before them."""
    numbers = [run for run in line if run.is_number]
    label = [run for run in line if not run.is_number]
    return (
        len(label) <= 1
        and _is_label(label, columns)
        and all(sum(run.over(*column) for column in columns) == 1 for run in numbers)
        and len(numbers) <= len(columns)
    )


def _is_label(line: _Row, columns: _Columns) -> bool:
    return all(run.right <= columns[0][0] for run in line)


def _widened(columns: Sequence[tuple[float, float]], line: _Row) -> list[tuple[float, float]]:
    return [
        (min([left, *(run.left for run in mine)]), max([right, *(run.right for run in mine)]))
        for left, right in columns
        for mine in [[run for run in line if run.is_number and run.over(left, right)]]
    ]


def _near(above: _Row, below: _Row, pitches: float) -> bool:
    return below[0].bottom - above[0].bottom <= pitches * PITCH * below[0].size


def _head(lines: Sequence[_Row], row: int, columns: _Columns) -> int | None:
    """Return the first of the lines of headings over a row: each column has words, and none is prose."""
    first, covered = None, set[int]()
    for place in range(row - 1, max(row - 5, -1), -1):
        numbers = any(run.is_number and not _YEAR.fullmatch(run.text) for run in lines[place])
        if numbers or not _near(lines[place], lines[place + 1], 3):
            break
        slots = _slots(lines[place], columns)
        if len(set(slots)) < len(slots) or any(_spans(run, columns) for run in lines[place]):
            break
        if any(slots) and (len(slots) > 1 or len(covered) < len(columns)):  # one alone over all is a caption
            covered |= set(slots) - {0}
            first = place
        elif first is not None:
            break
    return first if len(covered) == len(columns) else None


def _slots(line: _Row, columns: _Columns) -> list[int]:
    """Return the column of each run of a line: 0 for the one with the headings of rows."""
    if len(line) in (len(columns), len(columns) + 1) and line[-1].right > columns[-1][0]:
        return list(range(len(columns) + 1))[-len(line) :]
    edges = [columns[0][0], *((one[1] + other[0]) / 2 for one, other in pairwise(columns))]
    return [sum((run.left + run.right) / 2 > edge for edge in edges) for run in line]


def _spans(run: Run, columns: _Columns) -> bool:
    """Tell whether a run stands over several columns, as prose does."""
    return sum(run.over(*column) for column in columns) > 1


def _table(
    lines: Sequence[_Row], first: int, rows: Sequence[int], end: int, columns: _Columns
) -> tuple[Box, Cells]:
    """Put the lines of a table together to its rows, each around its line of numbers."""
    body = first + 1
    while body < rows[0] and any(_slots(lines[body], columns)):
        body += 1
    starts = [_cut(lines, body - 1, rows[0])]
    starts += [_cut(lines, above, below) for above, below in pairwise(rows)]
    last = rows[-1] + 1
    while last < end and _near(lines[last - 1], lines[last], 1):
        last += 1
    spans = [(first, starts[0]), *pairwise((*starts, last))]
    cells = tuple(tuple(_cells(lines[start:stop], columns)) for start, stop in spans)
    within = [run for line in lines[first:last] for run in line]
    box = (
        min(run.left for run in within),
        min(run.top for run in within),
        max(run.right for run in within),
        max(run.bottom for run in within),
    )
    return box, cells


def _cut(lines: Sequence[_Row], above: int, below: int) -> int:
    """Return the line behind the widest gap between two lines, the last of equal ones."""
    gaps = [(round(lines[n][0].bottom - lines[n - 1][0].bottom, 1), n) for n in range(above + 1, below + 1)]
    return max(gaps)[1]


def _cells(lines: Sequence[_Row], columns: _Columns) -> Iterator[str]:
    placed = [one for line in lines for one in zip(_slots(line, columns), line, strict=True)]
    for column in range(len(columns) + 1):
        yield " ".join(run.text for slot, run in placed if slot == column)
