"""Find figures that an article tells twice: in the headline and in the text, or in two currencies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from claimgraph.extraction.figure import Figure, closeness
from claimgraph.extraction.wording import at_odds, words
from claimgraph.model import Bound, Relation, Statistic

HEADLINE = 3
"""Sentences at the beginning whose figures the text tells again, less roundly."""

TOLD_BEFORE = 6
"""Earlier figures of the same value that one is compared with."""


def repeated(figures: Sequence[Figure]) -> Iterator[Relation]:
    """Find figures told twice: in the headline and in the text, or in two currencies."""
    for first, second in pairwise(figures):
        if _two_currencies(first, second):
            yield Relation("same", (first.statistic.id, second.statistic.id))
    by_value: dict[Decimal, list[Figure]] = {}
    headlines = [f for f in figures if f.sentence <= HEADLINE][:TOLD_BEFORE]
    for f in figures:
        told = by_value.setdefault(abs(f.statistic.value), [])
        for other in [*told[:TOLD_BEFORE], *(h for h in headlines if h.start < f.start)]:
            if is_same(other, f):
                yield Relation("same", (other.statistic.id, f.statistic.id))
                break
        told.append(f)


def _two_currencies(first: Figure, second: Figure) -> bool:
    units = {first.statistic.unit, second.statistic.unit}
    bracket = first.text[first.end : second.start].strip() == "("
    return bracket and len(units) == 2 and all(len(u) == 3 and u.isupper() for u in units)


def is_same(first: Figure, second: Figure) -> bool:
    """Tell whether two figures of different paragraphs are one figure told twice."""
    a, b = first.statistic, second.statistic
    if a.unit != b.unit or a.kind != b.kind or a.study != b.study or not _one_value(a, b):
        return False
    if "\n" not in first.text[first.end : second.start] or at_odds(first.words, second.words):
        return False
    alike = closeness(first, second)
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
