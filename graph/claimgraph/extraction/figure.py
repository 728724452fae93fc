"""A statistic beside its neighbours: what it takes to say that two speak of one question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimgraph.extraction.wording import agreement, at_odds, same_group, words
from claimgraph.model import Statistic

NEAR = 600
"""Characters between two figures that a reader still sees side by side."""

_CONTRAST = re.compile(
    r"\b(?:compared|versus|vs\.?|against|whereas|while|whilst|but|than|and|or|only|just|with|respectively|including"
    r"|along|among|although)\b",
    re.I,
)
_EARLIER = re.compile(
    r"\b(?:up|down|rose|fell|risen|fallen|grown|increased|decreased|dropped|declined|compared (?:to|with))\s+"
    r"(?:\w+\s+){0,3}from\b|\b(?:last year|(?:a|one) year (?:ago|earlier|before)|year-earlier|previous(?:ly)?"
    r"|in (?:19|20)\d\d|since)\b",
    re.I,
)
_ALSO = re.compile(r"\b(?:also|too|likewise|similarly|as well)\b", re.I)
_FROM = re.compile(r"\bfrom\s+(?:[\w’'-]+\s+){0,3}$", re.I)
_DOWN_FROM = re.compile(r"\s*(?:percent|per\s?cent|%)?,?\s+from\s+(?:just |only |about |nearly )?", re.I)
_POINTS_BACK = frozenset(words("felt way same view true thing figure rate number share"))


@dataclass(frozen=True)
class Figure:
    """Hold a statistic with what its comparison needs, made once."""

    statistic: Statistic
    sentence: int
    words: tuple[str, ...]

    @property
    def start(self) -> int:
        """Return where the value expression begins."""
        return self.statistic.value_quote.start

    @property
    def end(self) -> int:
        """Return where the value expression ends."""
        return self.statistic.value_quote.end

    @property
    def text(self) -> str:
        """Return the article's text."""
        return self.statistic.article.text

    def group_agrees(self, other: Figure) -> bool:
        """Tell whether both are about the same respondents."""
        mine, yours = self.statistic.group, other.statistic.group
        return same_group(mine.text if mine else None, yours.text if yours else None)


def one_question(first: Figure, second: Figure, earlier: bool = False) -> bool:
    """Tell whether two figures answer one question; `earlier`: they are of one group, at two times."""
    if at_odds(first.words, second.words):
        return False
    between = first.text[first.end : second.start]
    together = first.sentence == second.sentence
    needed = 0.66
    if together or (earlier and _EARLIER.search(between)):
        needed = 0.45 if _CONTRAST.search(between) or earlier else 0.6
    elif _ALSO.search(first.text[first.end : second.end + 80]):
        needed = 0.5
    if first.statistic.unit != "percent":
        needed = needed if earlier else max(needed, 0.8)
    close = closeness(first, second)
    return close >= needed and (close >= 0.66 or len(set(first.words) & set(second.words)) > 1)


def closeness(first: Figure, second: Figure) -> float:
    """Return how much two wordings agree, words that only point back ("felt that way") left out."""
    return max(
        agreement(first.words, second.words),
        agreement(
            tuple(w for w in first.words if w not in _POINTS_BACK),
            tuple(w for w in second.words if w not in _POINTS_BACK),
        ),
    )


def two_times(first: Figure, second: Figure) -> bool:
    """Tell whether two levels of one group stand at two times: by their years, or by "from … to"."""
    a, b = first.statistic, second.statistic
    if a.year is not None and b.year is not None:
        return a.year != b.year
    if first.sentence != second.sentence:
        return False
    between = first.text[first.end : second.start]
    if _FROM.search(first.text[max(0, first.start - 40) : first.start]) and re.search(r"\bto\b", between):
        return True
    return bool(_EARLIER.search(between) or _DOWN_FROM.fullmatch(between))
