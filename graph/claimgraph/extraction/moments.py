"""Read `this fall`, `on Monday` and `in February` by the date of the article that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimgraph.extraction.datelines import date_of
from claimgraph.model import Article

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?![\d,.]*\s?(?:%|percent|per\scent))"
_NO_YEAR = r"(?!\w|['’]s|,?\s(?:19|20)\d\d|\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MOMENT = re.compile(
    rf"\b(?:(?P<this>(?:earlier|later)\sthis\s\w+|this\s(?:year|month|week|weekend|spring|summer|autumn|fall))"
    rf"|(?P<days>today|yesterday|this\smorning|tonight|(?:on\s)?{_WEEKDAY}|(?:in|over|during)\sthe\s(?:past|last)\s(?:week|few\sdays))"
    r"|(?P<week>(?:last|past)\s(?:week|weekend))|(?P<month>(?:last|past)\smonth)|(?P<year>last\syear)"
    r"|(?P<season>last\s(?:spring|summer|autumn|fall))"
    r"|(?:in|during|early|late|mid|of|between|from|on|by|to|through|until|and)[\s-](?:early[\s-]|late[\s-]|mid-?\s?)?"
    rf"(?:{_DAY}\s)?(?P<name>(?-i:{MONTH})){_NO_YEAR}"
    rf"|{_DAY}\s(?:(?:-|–|to|and|or)\s{_DAY}\s)?(?:of\s)?(?P<after>(?-i:{MONTH})){_NO_YEAR}"
    rf"|(?P<before>(?-i:{MONTH}))\s{_DAY}(?!\w|,?\s(?:19|20)\d\d))\b",
    re.IGNORECASE,
)
_LONG_PAST = {"spring": 4, "summer": 6, "autumn": 10, "fall": 10}
"""The last month in which `last spring` is certain to be of the year before."""


@dataclass(frozen=True)
class Date:
    """Hold a date as exactly as it is known."""

    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True)
class Moment:
    """Hold a time told relative to the day of writing, with the year that it falls in."""

    start: int
    end: int
    year: int
    words: str
    month: int | None = None  # where a month is named


def date(article: Article) -> Date | None:
    """Return the date of an article: the one it came with, else the one that its own lines give."""
    found = re.match(r"((?:19|20)\d\d)(?:-(\d\d))?(?:-(\d\d))?", article.date or date_of(article.text) or "")
    if found is None:
        return None
    return Date(int(found[1]), int(found[2]) if found[2] else None, int(found[3]) if found[3] else None)


def find(text: str, start: int, end: int, today: Date) -> Iterator[Moment]:
    """Find the relative times in `text[start:end]` whose year is certain, in text order."""
    for match in _MOMENT.finditer(text, start, end):
        year = _year(match, today)
        if year is not None:
            name = match["name"] or match["after"] or match["before"]
            yield Moment(match.start(), match.end(), year, match[0], _number(name) if name else None)


def _year(match: re.Match[str], today: Date) -> int | None:
    early = today.month == 1 and (today.day is None or today.day <= 7)
    if match["this"]:
        return today.year
    if match["days"]:
        return None if early and match["days"].lower() not in ("today", "this morning") else today.year
    if match["week"]:
        return None if today.month == 1 and (today.day is None or today.day <= 14) else today.year
    if match["year"]:
        return today.year - 1
    if today.month is None:
        return None
    if match["month"]:
        return today.year - (today.month == 1)
    if match["season"]:
        certain = today.month <= _LONG_PAST[match["season"].split()[-1].lower()]
        return today.year - 1 if certain else None
    month = _number(match["name"] or match["after"] or match["before"])
    return today.year - (month > today.month)


def _number(month: str) -> int:
    return _MONTHS.index(month[:3].lower()) + 1
