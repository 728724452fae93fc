"""The lines of printed pages: where they stand, which belong to the margins, which make a paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Any

SAME_LINE = 0.5
"""How far, in sizes of the type, baselines of one line may lie apart."""

SMALL = 0.87
"""The size of a superscript, at most, as a share of the type beside it."""

MARGIN = 0.08
"""The part of a page's height, at its top and its foot, in which running heads and page numbers stand."""

LOST = 0.02
"""The part of the letters of lines that a table in their place may lack: footnote marks."""

NEAR = 0.005
"""How far a line may stand beside the table that it belongs to, as a part of the page's width."""

_MARK = re.compile(r"[\s\[\]()]*(?:\d{1,3}(?:\s?[,–-]\s?\d{1,3})*|[a-z*†‡§¶])[\s\[\]()]*")
_LIGATURES = {0xFB00 + n: letters for n, letters in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
_BULLET = re.compile(r"(?:[•‣◦⁃∙·●○▪▫■□▶►➤✓✔\uf0b7]\s*|[-–—*]\s+)(?=\S)")
_POWER = re.compile(r"(?<!\d)10$")
_HYPHENED = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_CLOSES = re.compile(r"[.!?:…][\"'”’)\]»]*$")
_PRINTED = re.compile(
    r"(?:https?|file)://\S*(?:\s+\d+\s*/\s*\d+)?|(?:page\s*)?\d+(?:\s*(?:/|of)\s*\d+)?"
    r"|\d{1,4}([./-])\d{1,2}\1\d{1,4},?\s\d{1,2}:\d\d(?:\s[AP]M)?(?:\s.*)?",  # a browser's: date, time, title
    re.I,
)


@dataclass(frozen=True)
class Line:
    """Hold a line of a page."""

    text: str
    page: int  # counts from 0
    size: float  # of the type, in points
    height: float  # of the baseline over the page's foot, 0 to 1 of the page
    drop: float  # from the line before on the page, in points; 0 for the first
    left: float = 0.0  # where it begins, 0 to 1 of the page's width


@dataclass(frozen=True)
class Grid:
    """Hold a table of a page; the first row is its head."""

    rows: tuple[tuple[str, ...], ...]
    page: int  # counts from 0
    left: float  # 0 to 1 of the page's width
    right: float
    foot: float  # 0 to 1 of the page's height, over its foot
    top: float

    def holds(self, line: Line) -> bool:
        """Tell whether a line stands within the table."""
        within = self.left - NEAR <= line.left <= self.right and self.foot <= line.height <= self.top
        return line.page == self.page and within


@dataclass
class Paragraph:
    """Hold runs of words, each with the page it stands on."""

    item: bool
    runs: list[tuple[int, str]] = field(default_factory=list)
    size: float = 0.0  # of the type of its first line


def collect(page: Any, number: int) -> tuple[list[Line], int]:
    """Return the lines of a page of pypdf as they were written, and how many footnote marks were left out."""
    lines: list[Line] = []
    marks = 0
    foot, tall = float(page.mediabox.bottom), max(float(page.mediabox.height), 1.0)
    side, wide = float(page.mediabox.left), max(float(page.mediabox.width), 1.0)
    words: list[str] = []  # of the line being read
    base, left, size, before = 0.0, 0.0, 0.0, None

    def close() -> None:
        nonlocal before
        text = " ".join("".join(words).replace("\N{SOFT HYPHEN}", "").translate(_LIGATURES).split())
        if text:
            drop = 0.0 if before is None else before - base
            lines.append(Line(text, number, size, (base - foot) / tall, drop, (left - side) / wide))
            before = base
        words.clear()

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], _: object, points: float) -> None:
        nonlocal base, left, size, marks
        if not text.strip():
            if text and words:
                words.append(" ")
            return
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        here = abs(points * (tm[1] * cm[1] + tm[3] * cm[3])) or abs(points) or 1.0
        raised = y - base
        if words and abs(raised) <= SAME_LINE * max(size, here):
            if here <= SMALL * size and raised > 0.1 * size and _MARK.fullmatch(text):
                if _POWER.search(words[-1]):
                    words.append(f"^{text.strip()}")
                else:
                    marks += 1
                return
            words.append(text)
            return
        close()
        words.append(text)
        base, size = y, here
        left = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]

    page.extract_text(visitor_text=visit)
    close()
    return lines, marks


def margins(pages: Sequence[Sequence[Line]]) -> set[Line]:
    """Return the lines in the margins that come back from page to page, addresses and page numbers."""
    edge = [line for page in pages for line in page if not MARGIN < line.height < 1 - MARGIN]
    seen = Counter(key for key, _ in {(_shape(line), line.page) for line in edge})
    return {line for line in edge if seen[_shape(line)] > 1 or _PRINTED.fullmatch(line.text)}


def place(lines: Sequence[Line], grids: Iterable[Grid]) -> list[Line | Grid]:
    """Put each table in the place of the lines that stand within it, unless it lacks some of their words."""
    holder: dict[int, Grid] = {}
    for grid in grids:
        held = [place for place, line in enumerate(lines) if place not in holder and grid.holds(line)]
        words = _letters(lines[place].text for place in held)
        missing = words - _letters(cell for row in grid.rows for cell in row)
        if missing.total() <= LOST * words.total():
            holder |= dict.fromkeys(held, grid)
    parts = [holder.get(place, line) for place, line in enumerate(lines)]
    first = {id(part): place for place, part in reversed([*enumerate(parts)])}
    return [part for place, part in enumerate(parts) if first[id(part)] == place]


def _letters(texts: Iterable[str]) -> Counter[str]:
    return Counter(letter for text in texts for letter in text if letter.isalnum())


def flow(parts: Iterable[Line | Grid]) -> list[Paragraph | Grid]:
    """Put lines together to paragraphs; a paragraph may go on over the end of a column or page."""
    ordered = list(parts)
    lines = [part for part in ordered if isinstance(part, Line)]
    usual = _pitch(lines)
    widest = max((len(line.text) for line in lines), default=0)
    hyphened = {word.casefold() for line in lines for word in _HYPHENED.findall(line.text)}
    found: list[Paragraph | Grid] = []
    for before, line in pairwise((None, *ordered)):
        assert line is not None  # noqa: S101 - only the first of the first pair is None
        if isinstance(line, Grid):
            found.append(line)
            continue
        bullet = _BULLET.match(line.text)
        words = line.text[bullet.end() :] if bullet else line.text
        paragraph = found[-1] if found else None
        goes_on = isinstance(before, Line) and not bullet and _goes_on(before, line, usual, widest)
        if not goes_on or not isinstance(paragraph, Paragraph):
            paragraph = Paragraph(item=bool(bullet), size=line.size)
            found.append(paragraph)
        runs = paragraph.runs
        if runs and re.search(r"[^\W\d_]-$", runs[-1][1]) and words[:1].islower():
            page, start = runs[-1]
            first, _, rest = words.partition(" ")
            runs[-1] = page, _joined(start, first, hyphened)
            words = rest
        if words:
            runs.append((line.page, words))
    return found


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _pitch(lines: Sequence[Line]) -> float:
    """Return how far lines of one paragraph usually lie apart, in sizes of the type."""
    steps = [
        line.drop / line.size
        for before, line in pairwise(lines)
        if line.page == before.page and 0.9 < line.drop / line.size < 3 and line.size == before.size
    ]
    close = sorted(steps)[: max(1, len(steps) * 2 // 3)]  # the wider ones are gaps between paragraphs
    return median(close) if close else 1.2


def _goes_on(before: Line, line: Line, usual: float, widest: int) -> bool:
    """Tell whether a line goes on with the paragraph of the line before."""
    if abs(line.size - before.size) > 0.08 * before.size:
        return False
    closed = bool(_CLOSES.search(before.text))
    if line.page != before.page or line.drop <= 0:  # a new page or column
        return not closed and len(before.text) > 0.5 * widest
    if line.drop > 1.25 * usual * line.size:
        return False
    short = len(before.text) < 0.7 * widest
    return not short or (not closed and line.text[:1].islower())


def _joined(start: str, rest: str, hyphened: Container[str]) -> str:
    """Join a word that a line's end broke; the hyphen stays where the word is written with it elsewhere."""
    word = _HYPHENED.match(start.split()[-1] + rest)
    return start + rest if word and word[0].casefold() in hyphened else start[:-1] + rest
