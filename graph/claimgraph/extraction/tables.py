"""Figures of tables: a cell with its row and its column.

Tables are pipe tables, as Markdown has them and as readers write those of pages and documents
(https://github.github.com/gfm/#tables-extension-). Of the two headings of a cell one is the group, the
other the statement: the corner of the table says which, else the longer headings are the statements.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from claimgraph.extraction import units
from claimgraph.extraction.finding import Finding
from claimgraph.extraction.pointing import Span
from claimgraph.extraction.sentences import Sentence
from claimgraph.model import Bound, Kind

SURE, GUESSED = 0.9, 0.75
"""Confidence where the table says which headings are groups, and where their length does. Set by hand."""

_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*")
_CELL = re.compile(r"(?:[^|\\]|\\.)*")
_DRESS = " \t*_`"
_MARK = re.compile(r"(?:\[\^[^\]\s]{1,30}\]|<sup>[^<]{1,9}</sup>)\Z")
_NUMBER = re.compile(
    r"(?P<bound>[<>≤≥~≈]|about |under |over )?\s*(?P<sign>[-+−])?(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
    r"\s*(?P<unit>%|per ?cent|pct|pp|pts|points|percentage points)?",
    re.IGNORECASE,
)
_BOUNDS = {
    **{"<": Bound.LESS_THAN, "under": Bound.LESS_THAN, ">": Bound.MORE_THAN, "over": Bound.MORE_THAN},
    **{"≤": Bound.AT_MOST, "≥": Bound.AT_LEAST, "~": Bound.ABOUT, "≈": Bound.ABOUT, "about": Bound.ABOUT},
}
_PERCENT = re.compile(r"%|\bper ?cent\b|\bpercentages?\b|\bshare\b|\bpct\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_COUNTS = re.compile(
    r"\W*(?:n|base|bases|sample|sample size|total n|respondents|rank|margin of error|moe)\b", re.I
)
_MOVES = re.compile(
    r"\b(?:change|difference|gap|increase|decrease|growth|delta|points?|pp)\b|[±Δ]", re.IGNORECASE
)
_POINTS = re.compile(r"pp|pts|(?:percentage )?points", re.IGNORECASE)
_BARE = re.compile(
    r"[\W\d]*(?:(?:per ?cent(?:age)?|share|pct|total|all)[\W\d]*)?"
    r"(?:of\s(?:the\s|all\s)?(?:respondents|people|those\s(?:asked|polled|surveyed))[\W\d]*)?",
    re.IGNORECASE,
)
_GROUPS = re.compile(
    r"\b(?:groups?|roles?|titles?|segments?|respondents?|audience|industry|sector|country|region|gender|age"
    r"|party|department|function|who|company size)\b",
    re.IGNORECASE,
)
_STATEMENTS = re.compile(
    r"\b(?:statements?|questions?|items?|measures?|metrics?|issues?|reasons?|answers?|responses?|challenges?"
    r"|priorit(?:y|ies)|topics?|attitudes?|activit(?:y|ies)|barriers?|benefits?|what|agree)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Figure:
    """Hold a figure of a table, with the year that a heading gives it."""

    finding: Finding
    year: int | None


@dataclass(frozen=True)
class _Table:
    start: int
    end: int
    heads: tuple[tuple[Span, ...], ...]  # rows of headings of columns; the first cell is the corner
    rows: tuple[tuple[Span, ...], ...]  # the first cell is the row's heading


def find(text: str, sentences: Sequence[Sentence]) -> tuple[list[Span], list[Figure]]:
    """Return where the tables of a text stand, and the figures in them, in text order.

    Taken are percentages and points; numbers without unit are taken where the table says percent. Bases,
    ranks and totals are no figures.
    """
    tables = list(_tables(text))
    starts = [sentence.start for sentence in sentences]
    figures = [figure for table in tables for figure in _figures(text, table, starts)]
    return [(table.start, table.end) for table in tables], figures


def _tables(text: str) -> Iterator[_Table]:
    """Yield runs of rows whose second is a rule of dashes."""
    run: list[re.Match[str]] = []
    for row in (*_ROW.finditer(text), None):
        if row is not None and run and text[run[-1].end() : row.start()] in ("\n", "\r\n", "\r"):
            run.append(row)
            continue
        if len(run) > 2 and _RULE.fullmatch(run[1][0]):
            yield _table(text, run)
        run = [row] if row is not None else []


def _table(text: str, run: Sequence[re.Match[str]]) -> _Table:
    rows = [tuple(_cells(text, row)) for row in (run[0], *run[2:])]
    body = 1
    while body < len(rows) and not any(_NUMBER.fullmatch(_words(text, cell)) for cell in rows[body][1:]):
        body += 1
    while body < len(rows) and all(
        _YEAR.fullmatch(_words(text, cell)) for cell in rows[body][1:] or [(0, 0)]
    ):
        body += 1  # years below groups
    return _Table(run[0].start(), run[-1].end(), tuple(rows[:body]), tuple(rows[body:]))


def _cells(text: str, row: re.Match[str]) -> Iterator[Span]:
    """Yield where the words of each cell stand, without Markdown's marks around and footnotes behind them."""
    place = text.index("|", row.start()) + 1
    while place < row.end():
        cell = _CELL.match(text, place, row.end())
        end = cell.end() if cell else row.end()
        if end >= row.end():  # behind the last bar
            break
        inner = text[place:end].rstrip(_DRESS)
        while mark := _MARK.search(inner, max(0, len(inner) - 40)):
            inner = inner[: mark.start()].rstrip(_DRESS)
        first = place + len(inner) - len(inner.lstrip(_DRESS))
        yield first, max(first, place + len(inner))
        place = end + 1


def _words(text: str, cell: Span) -> str:
    return text[cell[0] : cell[1]]


def _figures(text: str, table: _Table, starts: Sequence[int]) -> Iterator[Figure]:
    by_rows, confidence = _groups_by_rows(text, table)
    before = text[max(0, table.start - 200) : table.start].rstrip().rpartition("\n")[2]
    corner = _words(text, table.heads[0][0]) if table.heads and table.heads[0] else ""
    whole = bool(_PERCENT.search(f"{before} {corner}"))
    for row in table.rows:
        head = _words(text, row[0]) if row else ""
        if _COUNTS.match(head):
            continue
        for column, cell in enumerate(row[1:], 1):
            number = _NUMBER.fullmatch(_words(text, cell))
            above = [
                heads[column] for heads in table.heads if column < len(heads) and _words(text, heads[column])
            ]
            says = " ".join(_words(text, span) for span in above)
            percent = whole or bool(_PERCENT.search(f"{says} {head}"))
            if number is None or _COUNTS.match(says) or not (number["unit"] or percent):
                continue
            years = [int(found) for found in _YEAR.findall(says)] or [int(y) for y in _YEAR.findall(head)]
            titles = [span for span in dict.fromkeys(above) if not _BARE.fullmatch(_words(text, span))]
            own = [row[0]] if row and not _BARE.fullmatch(head) else []
            group, statement = (own, titles) if by_rows else (titles, own)
            if not statement:
                group, statement = [], group
            if statement:
                finding = _finding(cell, number, bool(_MOVES.search(says)), bisect_right(starts, cell[0]) - 1)
                finding = replace(
                    finding, group=tuple(group), statement=tuple(statement), confidence=confidence
                )
                yield Figure(finding, years[0] if len(set(years)) == 1 else None)


def _finding(cell: Span, number: re.Match[str], moves: bool, sentence: int) -> Finding:
    points = bool(_POINTS.fullmatch(number["unit"] or ""))
    moved = moves or points or bool(number["sign"])
    value = Decimal(number["number"].replace(",", ""))
    return Finding(
        start=cell[0],
        end=cell[1],
        sentence=max(sentence, 0),
        value=-value if number["sign"] in ("-", "−") else value,
        unit=units.POINTS if points or (moves and not number["unit"]) else units.PERCENT,
        bound=_BOUNDS.get((number["bound"] or "").strip().lower(), Bound.EXACT),
        kind=Kind.CHANGE if moved else Kind.LEVEL,
        group=(),
        statement=(),
        confidence=GUESSED,
    )


def _groups_by_rows(text: str, table: _Table) -> tuple[bool, float]:
    """Tell whether the headings of rows are the groups, and how sure that is."""
    corner = _words(text, table.heads[0][0]) if table.heads[0] else ""
    titles = [_words(text, cell) for cell in table.heads[0][1:]]
    if _STATEMENTS.search(corner):
        return False, SURE
    if _GROUPS.search(corner):
        return True, SURE
    if titles and all(_BARE.fullmatch(title) for title in titles):  # years, or "percent"
        return False, SURE
    own = [_words(text, row[0]) for row in table.rows if row]
    return _length(own) < _length(titles), GUESSED


def _length(headings: Iterable[str]) -> float:
    counts = [len(heading.split()) for heading in headings if not _BARE.fullmatch(heading)]
    return sum(counts) / len(counts) if counts else 0.0
