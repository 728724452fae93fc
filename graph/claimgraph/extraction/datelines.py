"""Find the date that an article gives itself: in its dateline, its byline, or a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

HEAD, FOOT = 8, 3
"""Lines at the beginning and at the end among which an article's own date is looked for."""
LINE = 90
"""Characters that a line of its own may have: a longer one is a sentence."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
_DAY = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?"
_DATES = (
    re.compile(rf"\b{_MONTH}\s{_DAY},?\s{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_DAY}\s{_MONTH},?\s{_YEAR}", re.IGNORECASE),
    re.compile(rf"(?<![\w/-]){_YEAR}[-/](?P<number>[01][0-9])[-/](?P<day>[0-3][0-9])(?![0-9])"),
)
_MONTH_ALONE = re.compile(rf"(?:^|[|•·,]\s*){_MONTH},?\s{_YEAR}(?=\W*$|\s*[|•·])", re.IGNORECASE)
_MARKED = re.compile(r"\s*(?:published|posted|updated|date|last\smodified|first\spublished)\b", re.IGNORECASE)
_DATELINE = re.compile(r"[^a-z]{2,40}[^—–]{0,40}\s(?:—|–|--?)\s")
_NOT_OWN = re.compile(
    r"\b(?:conducted|surveyed|interview|polled|between|from|since|until|born|caption|photo|file|©)", re.I
)


def date_of(text: str) -> str | None:
    """Return the date, in ISO 8601, that an article's own head or foot gives; None where there is none."""
    lines = list(_lines(text))
    for line in (*lines[:HEAD], *lines[max(HEAD, len(lines) - FOOT) :]):
        opening = _DATELINE.match(line)
        own = opening[0] if opening else line if len(line) <= LINE or _MARKED.match(line) else ""
        if _NOT_OWN.search(own):
            continue
        for date in _DATES:
            found = date.search(own)
            if found:
                return _iso(found)
        month = _MONTH_ALONE.search(own)
        if month:
            return _iso(month)
    return None


def _lines(text: str) -> Iterator[str]:
    """Yield the lines that hold something, cut to what matters."""
    for line in text.splitlines():
        if line.strip():
            yield line.strip()[: 4 * LINE]


def _iso(found: re.Match[str]) -> str:
    parts = found.groupdict()
    month = parts.get("number") or f"{_MONTHS.index(parts['month'][:3].lower()) + 1:02}"
    day = f"-{int(parts['day']):02}" if parts.get("day") else ""
    return f"{parts['year']}-{month}{day}"
