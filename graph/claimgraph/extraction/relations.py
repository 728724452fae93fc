"""Statistics of one article become relations: gap, trend, difference_of, change_of, same.

Only what the text sets side by side: levels of one question near each other, a change near its levels.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from claimgraph.extraction.differences import explain
from claimgraph.extraction.figure import NEAR, Figure, closeness, one_question, two_times
from claimgraph.extraction.repeats import is_same, repeated
from claimgraph.extraction.wording import at_odds, same_division, words
from claimgraph.model import Kind, Relation, Statistic

MOST_AROUND = 40
"""Figures around one that are looked at; a table may hold hundreds in the same space."""

FIGURES_BETWEEN = 7
"""Figures that may stand between two that are set side by side."""

_CONDITION = re.compile(r"\b(?:although|though|while|whereas|but|when|however|among|compared)\b", re.I)


def find(statistics: Sequence[Statistic], sentences: Sequence[int]) -> tuple[Relation, ...]:
    """Find how statistics of one article, in text order, stand to each other.

    `sentences` holds where each sentence of the article starts, in text order. Each figure is compared with
    its few neighbours only, so that the time grows with the number of figures.
    """
    figures = [
        Figure(
            s,
            bisect_right(sentences, s.value_quote.start),
            words(s.statement.text) if s.statement else (),
        )
        for s in statistics
    ]
    levels = [f for f in figures if f.statistic.kind is Kind.LEVEL]
    places = [f.start for f in levels]

    def around(place: int) -> Sequence[Figure]:
        return levels[bisect_left(places, place - NEAR) : bisect_right(places, place + NEAR)][:MOST_AROUND]

    pairs = [
        relation
        for one, other in _neighbours(levels)
        if (relation := _side_by_side(one, other, around(one.start)))
    ]
    changes = [
        relation
        for change in figures
        if change.statistic.kind is Kind.CHANGE and (relation := explain(change, around(change.start)))
    ]
    return tuple(repeated(figures)) + tuple(pairs) + tuple(changes)


def _neighbours(levels: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    for place, first in enumerate(levels):
        for second in levels[place + 1 : place + 2 + FIGURES_BETWEEN]:
            if second.start - first.end > NEAR or second.sentence - first.sentence > 2:
                break
            yield first, second


def _side_by_side(first: Figure, second: Figure, around: Sequence[Figure]) -> Relation | None:
    """Tell what two near levels are to each other: a trend of one group, or a gap between two groups."""
    a, b = first.statistic, second.statistic
    if a.unit != b.unit or a.study != b.study or not first.words or not second.words:
        return None
    ids = (a.id, b.id)
    if first.group_agrees(second):
        if two_times(first, second) and one_question(first, second, earlier=True):
            return Relation("trend", ids)
        return Relation("gap", ids) if _part_of(first, second) else None
    if a.year != b.year and a.year is not None and b.year is not None:
        return None
    if is_same(first, second) or not _comparable(first, second) or not one_question(first, second):
        return None
    if _better_matched(first, second, around) or _better_matched(second, first, around):
        return None
    return Relation("gap", ids)


def _comparable(first: Figure, second: Figure) -> bool:
    """Tell whether the text sets two groups side by side: in one sentence, or as kinds of one division."""
    if first.sentence == second.sentence:
        return True
    if second.sentence - first.sentence > 1 and "\n" in first.text[first.end : second.start]:
        return False
    a, b = first.statistic.group, second.statistic.group
    return a is not None and b is not None and same_division(a.text, b.text)


def _better_matched(one: Figure, other: Figure, levels: Sequence[Figure]) -> bool:
    """Tell whether another near figure of the first one's group has clearly more of the other's wording."""
    mine = closeness(one, other)
    return any(
        f is not one
        and f.sentence >= other.sentence - 2
        and f.sentence <= other.sentence + 2
        and f.group_agrees(one)
        and f.statistic.year == one.statistic.year
        and not at_odds(f.words, other.words)
        and closeness(f, other) > mine + 0.1
        for f in levels
    )


def _part_of(first: Figure, second: Figure) -> bool:
    """Tell whether two levels of one group differ by a condition that one of them has ("in the capital")."""
    if second.sentence - first.sentence > 1 or first.statistic.value == second.statistic.value:
        return False
    if not _CONDITION.search(first.text[first.end : second.start]):
        return False
    a, b = set(first.words), set(second.words)
    small, large = (a, b) if len(a) < len(b) else (b, a)
    return len(small) >= 2 and small < large and not at_odds(first.words, second.words)
