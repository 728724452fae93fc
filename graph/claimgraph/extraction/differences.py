"""Find the levels that a change lies between, and whether the arithmetic comes out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from claimgraph.extraction.figure import Figure, one_question, two_times
from claimgraph.extraction.wording import agreement
from claimgraph.model import Relation, Statistic

MARGIN_NEAR = 120
"""Characters between a margin and the two shares that it lies between."""


def explain(change: Figure, near: Sequence[Figure]) -> Relation | None:
    """Find the two of the levels near a change that it lies between, else the one that moved."""
    best: tuple[tuple[bool, int], Relation] | None = None
    for first, second in combinations(near, 2):
        if not _lies_between(change, first, second):
            continue
        holds = _comes_out(change.statistic, first.statistic.value, second.statistic.value)
        if not holds and not _must_come_out(change, first, second):
            continue
        ids = (first.statistic.id, second.statistic.id)
        distance = abs(first.start - change.start) + abs(second.start - change.start)
        rank = (not holds, distance)
        if best is None or rank < best[0]:
            best = rank, Relation("difference_of", ids, change.statistic.id, holds)
    if best:
        return best[1]
    moved = [f for f in near if _moved(change, f)]
    if not moved:
        return None
    level = min(moved, key=lambda f: abs(f.start - change.start))
    return Relation("change_of", (level.statistic.id,), change.statistic.id)


def _lies_between(change: Figure, first: Figure, second: Figure) -> bool:
    """Tell whether a change may be the difference of two levels of one unit, one question, and its group."""
    c, a, b = change.statistic, first.statistic, second.statistic
    if a.unit != b.unit or a.study != b.study or not _measures(c, a):
        return False
    if c.group is None:  # the distance between two groups
        return not first.group_agrees(second) and one_question(first, second)
    if not (first.group_agrees(change) and second.group_agrees(change)):
        return False
    if one_question(first, second):
        return agreement(change.words, first.words) >= 0.4 or not change.words
    # two answers of one group, by a margin: "by 12 points (56 for, 44 against)"
    return abs(first.start - change.start) <= MARGIN_NEAR and abs(second.start - change.start) <= MARGIN_NEAR


def _must_come_out(change: Figure, first: Figure, second: Figure) -> bool:
    """Tell whether the text gives the change as the difference of the two: another result is an error."""
    if change.statistic.group is None:
        return False
    return two_times(first, second) and abs(first.start - change.start) <= 200


def _measures(change: Statistic, level: Statistic) -> bool:
    if change.unit == "points":
        return level.unit in ("percent", "points")
    return change.unit == "percent_change" or change.unit == level.unit


def _comes_out(change: Statistic, one: Decimal, other: Decimal) -> bool:
    """Tell whether the difference of two levels is the change, give or take one in the last place."""
    told = abs(change.value)
    if change.unit != "percent_change":
        return abs(abs(one - other) - told) <= _last_place(change.value, one, other)
    grounds = [ground for ground in (one, other) if ground]
    slack = max(Decimal(1), told / 50)
    return any(abs(abs(one - other) / abs(ground) * 100 - told) <= slack for ground in grounds)


def _last_place(*values: Decimal) -> Decimal:
    return max(min(Decimal(1), Decimal(1).scaleb(int(v.as_tuple().exponent))) for v in values)


def _moved(change: Figure, level: Figure) -> bool:
    c, a = change.statistic, level.statistic
    if c.group is None or a.group is None or not level.group_agrees(change) or not _measures(c, a):
        return False
    if c.study != a.study or (c.year is not None and a.year is not None and c.year != a.year):
        return False
    return agreement(change.words, level.words) >= 0.5
