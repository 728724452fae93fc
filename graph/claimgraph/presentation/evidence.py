"""The words of an article around what was taken from it, for the page: each word once.

Offsets are converted here: Python counts code points, JavaScript UTF-16 units.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Any

from claimgraph.model import Claim, Extraction, Phrase, Quote, Statistic
from claimgraph.presentation.catalogue import Catalogue
from claimgraph.presentation.citations import cite_from

AROUND = 180
"""Characters of the article shown before and after a quote."""

STYLES = {"APA": "apa", "BibTeX": "bibtex"}
ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Units:
    """Convert offsets of one text to UTF-16 units, in which characters beyond U+FFFF count twice."""

    def __init__(self, text: str) -> None:
        """Note where such characters stand."""
        self._doubles = [match.start() for match in ASTRAL.finditer(text)]

    def __call__(self, offset: int) -> int:
        """Return the offset in UTF-16 units."""
        return offset + bisect_left(self._doubles, offset)


def details(extraction: Extraction, catalogue: Catalogue) -> dict[str, Any]:
    """Return the words that the panel shows of one article, and the citations of its figures.

    `text` holds the surroundings of all quotes, joined where they overlap; the spans of a figure or claim
    (`shown`, `quote`, `value`, `group`, `statement`) are offsets in it. Of the citations in one style what
    they begin and end with alike is given once: `cite[style]` is that beginning and end.
    """
    text = extraction.article.text
    told: tuple[Statistic | Claim, ...] = (*extraction.statistics, *extraction.claims)
    windows = {record.id: window(record.quote) for record in told}
    runs = joined(windows.values())
    starts = [start for start, _ in runs]
    before = [0]
    for first, last in runs:
        before.append(before[-1] + last - first)
    excerpt = "".join(text[start:end] for start, end in runs)
    units = Units(excerpt)

    def at(offset: int) -> int:
        run = bisect_right(starts, offset) - 1
        return units(before[run] + offset - starts[run])

    def spans(phrase: Phrase | None, first: int, last: int) -> list[list[int]]:
        parts = phrase.parts if phrase else ()
        return [[at(part.start), at(part.end)] for part in parts if first <= part.start and part.end <= last]

    found: dict[str, dict[str, Any]] = {}
    for record in told:
        first, last = windows[record.id]
        quote = record.quote
        found[record.id] = {
            "characters": [quote.start, quote.end],
            "shown": [at(first), at(last)],
            "cut": [first > 0, last < len(text)],
            "quote": [at(quote.start), at(quote.end)],
        }
    for statistic in extraction.statistics:
        first, last = windows[statistic.id]
        found[statistic.id] |= {
            "value": [at(statistic.value_quote.start), at(statistic.value_quote.end)],
            "group": spans(statistic.group, first, last),
            "statement": spans(statistic.statement, first, last),
        }
    ends: dict[str, tuple[str, str]] = {}
    for style, name in STYLES.items():
        cited = [cite_from(statistic, catalogue, name) for statistic in extraction.statistics]
        begin, end = alike(cited)
        ends[style] = (begin, end)
        for statistic, citation in zip(extraction.statistics, cited, strict=True):
            own = citation[len(begin) : len(citation) - len(end)]
            found[statistic.id].setdefault("cite", {})[style] = own
    return {"text": excerpt, "cite": ends, "of": found}


def window(quote: Quote) -> tuple[int, int]:
    """Return what is shown of the article around a quote; words are not cut."""
    text = quote.article.text
    first, last = max(0, quote.start - AROUND), min(len(text), quote.end + AROUND)
    # What stands before the first and after the last space is left out.
    if first:
        first = min(quote.start, first + max(0, text[first : quote.start].find(" ")) + 1)
    if last < len(text):
        last = max(quote.end, quote.end + text[quote.end : last].rfind(" "))
    return first, last


def joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, those joined that touch or overlap."""
    runs: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if runs and start <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((start, end))
    return runs


def alike(texts: Sequence[str]) -> tuple[str, str]:
    """Return what all texts begin with, and what all end with behind that."""
    begin = _begin(texts)
    return begin, _begin([text[: len(begin) - 1 if begin else None : -1] for text in texts])[::-1]


def _begin(texts: Sequence[str]) -> str:
    # What the first and the last in order have in common, all between them have.
    pairs = zip(min(texts, default=""), max(texts, default=""), strict=False)
    return "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
