"""Labels of groups that were cut out of a list, and name nobody."""

from __future__ import annotations

import re
from functools import lru_cache

from claimgraph.model import Statistic

_PERSONS = ("s", "men", "people", "folk", "police", "staff", "public", "children", "youth", "half")
"""How the last word of a label ends that names persons by itself."""

_GOES_ON = re.compile(
    r"\s+(?:and|or|&)\s+(?!(?:by|in|of|to|for|from|with|at|on|as|than|the|an?|who|that|\d+)\b)"
    r"(?:[A-Za-z-]+\s+){0,2}?[a-z-]+s\b"
)


def cut_short(statistic: Statistic) -> bool:
    """Tell whether a label begins a list with one head noun: "marketing" of "marketing and IT leaders"."""
    if statistic.group is None:
        return False
    last = statistic.group.parts[-1]
    return not _names_persons(last.exact) and bool(_GOES_ON.match(last.article.text, last.end))


@lru_cache(maxsize=65536)
def _names_persons(label: str) -> bool:
    word = label.split()[-1].casefold()
    return not word.isalpha() or word.endswith(_PERSONS)
