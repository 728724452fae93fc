"""What a person types to find a figure: values, words, and filters, in one phrase."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from claimgraph.extraction import candidates, sentences

_FILTER = re.compile(r"\b(group|study|article|year):\s*(?:\"([^\"]*)\"|(\S+))", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w.,])\d+(?:\.\d+)?(?![\w,])")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Asked:
    """Hold what a phrase asks for."""

    words: str
    values: tuple[Decimal, ...] = ()
    group: str = ""
    study: str = ""
    article: str = ""
    year: str = ""


def read(phrase: str) -> Asked:
    """Read a phrase: `68 percent of CMOs year:2014 study:"Cutting Across"`.

    Values are read as in an article ("two thirds", "7 in 10"); a number alone is a value, but a year beside
    other words is a word. Everything that is typed is a search.
    """
    filters = {name.lower(): quoted or bare for name, quoted, bare in _FILTER.findall(phrase)}
    text = _FILTER.sub(" ", phrase)
    values, rest, end = [], [], 0
    for candidate in candidates.find(text, sentences.split(text)):
        values.append(candidate.value)
        rest.append(text[end : candidate.start])
        end = candidate.end
    words = " ".join((*rest, text[end:]))
    if not values:
        bare = _BARE.findall(words)
        alone = len(words.split()) == len(bare)
        numbers = [number for number in bare if alone or not _YEAR.fullmatch(number)]
        values = [Decimal(number) for number in numbers]
        words = _BARE.sub(lambda found: " " if found[0] in numbers else found[0], words)
    return Asked(words, tuple(values), **filters)
