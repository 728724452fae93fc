"""Gaps: one study, one question, two groups. A gap is no contradiction: both groups may be told rightly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from operator import attrgetter

from claimgraph.comparison.amounts import amount, distance, plain
from claimgraph.comparison.figures import Bucket, Figure, Figures, compared, settled
from claimgraph.comparison.sampling import two_proportions
from claimgraph.extraction.wording import same_division
from claimgraph.model import Comparison, Verdict

RULE = "perception-gap/1"

Sides = Mapping[str, str]
"""Group -> the group that stands for its side."""


def find(figures: Figures) -> Iterator[Comparison]:
    """Find gaps: in one article first; between two only where none tells both sides."""
    known: dict[frozenset[str], Sides] = {}
    for bucket in figures.buckets.values():
        if len(bucket) < 2:
            continue  # one group alone
        told, asked = _told(bucket), frozenset(bucket)
        sides = known[asked] if asked in known else known.setdefault(asked, sides_of(asked, figures))
        found: defaultdict[tuple[object, ...], list[Figure]] = defaultdict(list)
        seen: set[frozenset[str]] = set()
        for given in told:
            if len(given) < 2:
                continue
            given.sort(key=attrgetter("id"))
            given.sort(key=attrgetter("value"), reverse=True)
            for one, other in combinations(given, 2):
                mine, yours = sides[one.group or ""], sides[other.group or ""]
                seen.add(frozenset((mine, yours)))
                if _side_by_side(one, other, figures) and not _beyond_parts(one, other, given, figures):
                    found[mine, one.value, yours, other.value] += (one, other)
        for met in found.values():
            yield _gap(met[0], met[1], met, figures)
        yield from _across(told, sides, seen, figures)


def _side_by_side(one: Figure, other: Figure, figures: Figures) -> bool:
    """Tell whether two groups may stand side by side: by an article's own words, or as kinds of one division.

    Republicans and the over-65s are told apart by party and by age: they lie no gap apart.
    """
    told = figures.related.get(frozenset((one.id, other.id)))
    if told == "same":
        return False
    if told == "gap" or one.whole or other.whole:
        return True
    mine, yours = one.statistic.group, other.statistic.group
    return mine is not None and yours is not None and same_division(mine.text, yours.text)


def _beyond_parts(one: Figure, other: Figure, given: Sequence[Figure], figures: Figures) -> bool:
    """Tell whether one of two counts a joint group ("CIOs and CMOs") whose parts answered something else.

    All of a group lie between its parts: a figure outside answers another question.
    """
    for figure in (one, other):
        if not figures.is_joint(figure.group or ""):
            continue
        parts = [part for part in given if part is not figure and figures.part(part.group, figure.group)]
        values = [part.value for part in parts]
        if len(parts) > 1 and not min(values) - 1 <= figure.value <= max(values) + 1:
            return True
    return False


def _told(bucket: Bucket) -> Collection[list[Figure]]:
    """Return the figures that each article tells, one a group."""
    told: defaultdict[str, list[Figure]] = defaultdict(list)
    for articles in bucket.values():
        for article, given in articles.items():
            figure = given[0] if len(given) == 1 else settled(given)
            if figure is not None:
                told[article].append(figure)
    return told.values()


def sides_of(groups: Iterable[str], figures: Figures) -> Sides:
    """Return the side of each group: chiefs and leaders of one profession are on one side."""
    sides: dict[str, str] = {}
    for group in sorted(groups):
        sides[group] = next((side for side in sides.values() if figures.title(group, side)), group)
    return sides


def _across(
    told: Iterable[list[Figure]], sides: Sides, seen: Collection[frozenset[str]], figures: Figures
) -> Iterator[Comparison]:
    """Pair two sides that no article tells both, where each has one value; all who were asked are no side."""
    apart = [pair for pair in combinations(sorted(set(sides.values())), 2) if frozenset(pair) not in seen]
    if not apart:
        return
    by_side: defaultdict[str, list[Figure]] = defaultdict(list)
    for given in told:
        for figure in given:
            if not figure.whole:
                by_side[sides[figure.group or ""]].append(figure)
    for one, other in apart:
        if one not in by_side or other not in by_side or figures.within(one, other):
            continue
        larger, smaller = sorted((by_side[one], by_side[other]), key=lambda side: -side[0].value)
        values = {figure.value for figure in larger}, {figure.value for figure in smaller}
        one_each = len(values[0]) == len(values[1]) == 1 and values[0] != values[1]
        if one_each and _side_by_side(larger[0], smaller[0], figures):
            yield _gap(larger[0], smaller[0], [*larger, *smaller], figures)


def _gap(one: Figure, other: Figure, met: Sequence[Figure], figures: Figures) -> Comparison:
    """Say how far two sides lie apart; `one` and `other` are the first of those that met."""
    difference = one.value - other.value
    names = figures.name(one.group), figures.name(other.group, "another")
    part = figures.within(one.group or "", other.group or "") or one.whole or other.whole
    about = "about " if one.roundly or other.roundly else ""
    where = "one question of one study"
    if difference:
        apart = f"{about}{distance(difference, one.unit)}"
        reason = f"{names[0]} and {names[1]} lie {apart} apart on {where}"
    else:
        reason = f"{names[0]} and {names[1]} give the same figure for {where}"
    shown: tuple[tuple[str, str], ...] = (("difference", plain(difference)),)
    tested = False
    if one.unit == "percent" and not part:
        result = two_proportions(one.statistic, other.statistic, figures.design_effect)
        tested, shown = result.tested, shown + result.figures
        reason += f": {result.words}" if difference else ""
    elif part:
        reason += ": one holds the other, so the test of two samples does not apply"
    reason += f" ({amount(one)} and {amount(other)})"
    return compared(met, Verdict.GAP, RULE, reason, shown=shown, tested=tested)
