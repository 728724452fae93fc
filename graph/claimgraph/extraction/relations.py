"""Statistics of one article become relations: gap, trend, difference_of, change_of, same.

Only what the text sets side by side: levels of one question near each other, a change near its levels.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from claimgraph.extraction.wording import agreement, at_odds, same_division, same_group, words
from claimgraph.model import Bound, Kind, Relation, Statistic

NEAR = 600
"""Characters between two figures that a reader still sees side by side."""

MARGIN_NEAR = 120
"""Characters between a margin and the two shares that it lies between."""

FIGURES_BETWEEN = 7
"""Figures that may stand between two that are set side by side."""

HEADLINE = 3
"""Sentences at the beginning whose figures the text tells again, less roundly."""

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
_CONDITION = re.compile(r"\b(?:although|though|while|whereas|but|when|however|among|compared)\b", re.I)
_FROM = re.compile(r"\bfrom\s+(?:[\w’'-]+\s+){0,3}$", re.I)
_POINTS_BACK = frozenset(words("felt way same view true thing figure rate number share"))


@dataclass(frozen=True)
class _Figure:
    """Hold a statistic with what its comparison needs, made once."""

    statistic: Statistic
    sentence: int
    words: tuple[str, ...]

    @property
    def start(self) -> int:
        return self.statistic.value_quote.start

    @property
    def end(self) -> int:
        return self.statistic.value_quote.end

    @property
    def text(self) -> str:
        return self.statistic.article.text

    def group_agrees(self, other: _Figure) -> bool:
        mine, yours = self.statistic.group, other.statistic.group
        return same_group(mine.text if mine else None, yours.text if yours else None)


def find(statistics: Sequence[Statistic], sentences: Sequence[int]) -> tuple[Relation, ...]:
    """Find how statistics of one article, in text order, stand to each other.

    `sentences` holds where each sentence of the article starts, in text order. Each figure is compared with
    its few neighbours only, so that the time grows with the number of figures.
    """
    figures = [
        _Figure(
            s,
            bisect_right(sentences, s.value_quote.start),
            words(s.statement.text) if s.statement else (),
        )
        for s in statistics
    ]
    levels = [f for f in figures if f.statistic.kind is Kind.LEVEL]
    near = list(_neighbours(levels))
    pairs = [relation for pair in near if (relation := _side_by_side(*pair, levels))]
    changes = [
        relation
        for change in figures
        if change.statistic.kind is Kind.CHANGE and (relation := _explain(change, levels))
    ]
    return tuple(_repeated(figures)) + tuple(pairs) + tuple(changes)


def _neighbours(levels: Sequence[_Figure]) -> Iterator[tuple[_Figure, _Figure]]:
    for place, first in enumerate(levels):
        for second in levels[place + 1 : place + 2 + FIGURES_BETWEEN]:
            if second.start - first.end > NEAR or second.sentence - first.sentence > 2:
                break
            yield first, second


def _side_by_side(first: _Figure, second: _Figure, levels: Sequence[_Figure]) -> Relation | None:
    """Tell what two near levels are to each other: a trend of one group, or a gap between two groups."""
    a, b = first.statistic, second.statistic
    if a.unit != b.unit or a.study != b.study or not first.words or not second.words:
        return None
    ids = (a.id, b.id)
    if first.group_agrees(second):
        if _two_times(first, second) and _one_question(first, second, earlier=True):
            return Relation("trend", ids)
        return Relation("gap", ids) if _part_of(first, second) else None
    if a.year != b.year and a.year is not None and b.year is not None:
        return None
    if _is_same(first, second) or not _comparable(first, second) or not _one_question(first, second):
        return None
    if _better_matched(first, second, levels) or _better_matched(second, first, levels):
        return None
    return Relation("gap", ids)


def _one_question(first: _Figure, second: _Figure, earlier: bool = False) -> bool:
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
    close = _closeness(first, second)
    return close >= needed and (close >= 0.66 or len(set(first.words) & set(second.words)) > 1)


def _closeness(first: _Figure, second: _Figure) -> float:
    """Return how much two wordings agree, words that only point back ("felt that way") left out."""
    return max(
        agreement(first.words, second.words),
        agreement(
            tuple(w for w in first.words if w not in _POINTS_BACK),
            tuple(w for w in second.words if w not in _POINTS_BACK),
        ),
    )


def _comparable(first: _Figure, second: _Figure) -> bool:
    """Tell whether the text sets two groups side by side: in one sentence, or as kinds of one division."""
    if first.sentence == second.sentence:
        return True
    if second.sentence - first.sentence > 1 and "\n" in first.text[first.end : second.start]:
        return False
    a, b = first.statistic.group, second.statistic.group
    return a is not None and b is not None and same_division(a.text, b.text)


def _better_matched(one: _Figure, other: _Figure, levels: Sequence[_Figure]) -> bool:
    """Tell whether another near figure of the first one's group has clearly more of the other's wording."""
    mine = _closeness(one, other)
    return any(
        f is not one
        and f.sentence >= other.sentence - 2
        and f.sentence <= other.sentence + 2
        and f.group_agrees(one)
        and f.statistic.year == one.statistic.year
        and not at_odds(f.words, other.words)
        and _closeness(f, other) > mine + 0.1
        for f in levels
    )


def _two_times(first: _Figure, second: _Figure) -> bool:
    """Tell whether two levels of one group stand at two times: by their years, or by "from … to"."""
    a, b = first.statistic, second.statistic
    if a.year is not None and b.year is not None:
        return a.year != b.year
    if first.sentence != second.sentence:
        return False
    between = first.text[first.end : second.start]
    if _FROM.search(first.text[max(0, first.start - 40) : first.start]) and re.search(r"\bto\b", between):
        return True
    return bool(_EARLIER.search(between))


def _part_of(first: _Figure, second: _Figure) -> bool:
    """Tell whether two levels of one group differ by a condition that one of them has ("in the capital")."""
    if second.sentence - first.sentence > 1 or first.statistic.value == second.statistic.value:
        return False
    if not _CONDITION.search(first.text[first.end : second.start]):
        return False
    a, b = set(first.words), set(second.words)
    small, large = (a, b) if len(a) < len(b) else (b, a)
    return len(small) >= 2 and small < large and not at_odds(first.words, second.words)


def _repeated(figures: Sequence[_Figure]) -> Iterator[Relation]:
    """Find figures told twice: in the headline and in the text, or in two currencies."""
    for first, second in pairwise(figures):
        if _two_currencies(first, second):
            yield Relation("same", (first.statistic.id, second.statistic.id))
    by_value: dict[Decimal, list[_Figure]] = {}
    for f in figures:
        told = by_value.setdefault(abs(f.statistic.value), [])
        headlines = (h for h in figures if h.sentence <= HEADLINE and h.start < f.start)
        for other in [*told, *headlines]:
            if _is_same(other, f):
                yield Relation("same", (other.statistic.id, f.statistic.id))
                break
        told.append(f)


def _two_currencies(first: _Figure, second: _Figure) -> bool:
    units = {first.statistic.unit, second.statistic.unit}
    bracket = first.text[first.end : second.start].strip() == "("
    return bracket and len(units) == 2 and all(len(u) == 3 and u.isupper() for u in units)


def _is_same(first: _Figure, second: _Figure) -> bool:
    a, b = first.statistic, second.statistic
    if a.unit != b.unit or a.kind != b.kind or a.study != b.study or not _one_value(a, b):
        return False
    if "\n" not in first.text[first.end : second.start] or at_odds(first.words, second.words):
        return False
    alike = _closeness(first, second)
    if alike < (0.6 if a.value == b.value else 0.75):
        return False
    if first.group_agrees(second) or (a.unit != "percent" and alike >= 0.75):
        return True
    return first.sentence <= HEADLINE and _shorter_name(a, b)


def _one_value(a: Statistic, b: Statistic) -> bool:
    """Tell whether a round figure ("more than a third") may stand for an exact one."""
    if a.value == b.value:
        return True
    round_one, exact = (a, b) if a.bound is not Bound.EXACT else (b, a)
    low, high = abs(round_one.value), abs(exact.value)
    if round_one.bound in (Bound.MORE_THAN, Bound.AT_LEAST):
        return low < high <= low * Decimal("1.1")
    if round_one.bound in (Bound.LESS_THAN, Bound.AT_MOST):
        return low > high >= low * Decimal("0.9")
    return round_one.bound is Bound.ABOUT and abs(low - high) <= low * Decimal("0.02")


def _shorter_name(a: Statistic, b: Statistic) -> bool:
    if a.group is None or b.group is None:
        return False
    one, other = set(words(a.group.text)), set(words(b.group.text))
    return bool(one) and bool(other) and (one <= other or other <= one)


def _explain(change: _Figure, levels: Sequence[_Figure]) -> Relation | None:
    """Find the two levels that a change lies between, else the one level that moved."""
    near = [f for f in levels if abs(f.start - change.start) <= NEAR]
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


def _lies_between(change: _Figure, first: _Figure, second: _Figure) -> bool:
    """Tell whether a change may be the difference of two levels of one unit, one question, and its group."""
    c, a, b = change.statistic, first.statistic, second.statistic
    if a.unit != b.unit or a.study != b.study or not _measures(c, a):
        return False
    if c.group is None:  # the distance between two groups
        return not first.group_agrees(second) and _one_question(first, second)
    if not (first.group_agrees(change) and second.group_agrees(change)):
        return False
    if _one_question(first, second):
        return agreement(change.words, first.words) >= 0.4 or not change.words
    # two answers of one group, by a margin: "by 12 points (56 for, 44 against)"
    return abs(first.start - change.start) <= MARGIN_NEAR and abs(second.start - change.start) <= MARGIN_NEAR


def _must_come_out(change: _Figure, first: _Figure, second: _Figure) -> bool:
    """Tell whether the text gives the change as the difference of the two: another result is an error."""
    if change.statistic.group is None:
        return False
    return _two_times(first, second) and abs(first.start - change.start) <= 200


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


def _moved(change: _Figure, level: _Figure) -> bool:
    c, a = change.statistic, level.statistic
    if c.group is None or a.group is None or not level.group_agrees(change) or not _measures(c, a):
        return False
    if c.study != a.study or (c.year is not None and a.year is not None and c.year != a.year):
        return False
    return agreement(change.words, level.words) >= 0.5
