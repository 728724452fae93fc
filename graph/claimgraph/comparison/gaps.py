"""Gaps: one study, one question, two groups. A gap is no contradiction: both groups may be told rightly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, product

from claimgraph.comparison.figures import Bucket, Figure, Figures, amount, distance, ids, plain, settled, sure
from claimgraph.comparison.reach import told_roundly
from claimgraph.comparison.sampling import two_proportions
from claimgraph.extraction.wording import same_division
from claimgraph.model import Comparison, Verdict

RULE = "perception-gap/1"

Pair = tuple[Figure, Figure]


def find(figures: Figures) -> Iterator[Comparison]:
    """Find gaps: in one article first; between two only where none tells both sides."""
    for bucket in figures.buckets.values():
        if len(bucket) < 2:
            continue  # one group alone
        told = _told(bucket)
        sides = _sides(bucket, figures)
        found: defaultdict[tuple[object, ...], list[Pair]] = defaultdict(list)
        seen: set[frozenset[str]] = set()
        for given in told.values():
            for one, other in combinations(sorted(given, key=lambda figure: (-figure.value, figure.id)), 2):
                mine, yours = sides[one.group or ""], sides[other.group or ""]
                seen.add(frozenset((mine, yours)))
                if _side_by_side(one, other, figures) and not _beyond_parts(one, other, given, figures):
                    found[mine, one.value, yours, other.value].append((one, other))
        for _, pairs in sorted(found.items(), key=lambda item: str(item[0])):
            yield _gap(pairs, figures)
        yield from _across([figure for given in told.values() for figure in given], sides, seen, figures)


def _side_by_side(one: Figure, other: Figure, figures: Figures) -> bool:
    """Tell whether two groups may stand side by side: by an article's own words, or as kinds of one division.

    Republicans and the over-65s are told apart by party and by age: they lie no gap apart.
    """
    told = figures.related.get(frozenset((one.id, other.id)))
    if told == "same":
        return False
    if told == "gap" or one.whole or other.whole:
        return True
    labels = [figure.statistic.group.text for figure in (one, other) if figure.statistic.group is not None]
    return len(labels) == 2 and same_division(*labels)


def _beyond_parts(one: Figure, other: Figure, given: Sequence[Figure], figures: Figures) -> bool:
    """Tell whether one of two counts a joint group ("CIOs and CMOs") whose parts answered something else.

    All of a group lie between its parts: a figure outside answers another question.
    """
    for figure in (one, other):
        parts = [part for part in given if part is not figure and figures.part(part.group, figure.group)]
        values = [part.value for part in parts]
        if len(parts) > 1 and not min(values) - 1 <= figure.value <= max(values) + 1:
            return True
    return False


def _told(bucket: Bucket) -> dict[str, list[Figure]]:
    """Return article -> its figures, one a group."""
    told: defaultdict[str, list[Figure]] = defaultdict(list)
    for articles in bucket.values():
        for article, given in articles.items():
            figure = settled(given)
            if figure is not None:
                told[article].append(figure)
    return dict(sorted(told.items()))


def _sides(bucket: Bucket, figures: Figures) -> dict[str, str]:
    """Return group -> the group that stands for its side: chiefs and leaders of one profession are one."""
    sides: dict[str, str] = {}
    for group in sorted(bucket):
        sides[group] = next((side for side in sides.values() if figures.title(group, side)), group)
    return sides


def _across(
    told: list[Figure], sides: dict[str, str], seen: set[frozenset[str]], figures: Figures
) -> Iterator[Comparison]:
    """Pair two sides that no article tells both, where each has one value; all who were asked are no side."""
    by_side: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in told:
        if not figure.whole:
            by_side[sides[figure.group or ""]].append(figure)
    for one, other in combinations(sorted(by_side), 2):
        if frozenset((one, other)) in seen or figures.within(one, other):
            continue
        larger, smaller = sorted((by_side[one], by_side[other]), key=lambda side: -side[0].value)
        values = {figure.value for figure in larger}, {figure.value for figure in smaller}
        one_each = len(values[0]) == len(values[1]) == 1 and values[0] != values[1]
        if one_each and _side_by_side(larger[0], smaller[0], figures):
            yield _gap(list(product(larger, smaller)), figures)


def _gap(pairs: list[Pair], figures: Figures) -> Comparison:
    one, other = pairs[0]
    met = [figure for pair in pairs for figure in pair]
    difference: Decimal = one.value - other.value
    names = figures.name(one.group), figures.name(other.group, "another")
    part = figures.within(one.group or "", other.group or "") or one.whole or other.whole
    about = "about " if told_roundly(one.statistic) or told_roundly(other.statistic) else ""
    where = "one question of one study"
    if difference:
        apart = f"{about}{distance(difference, one.statistic.unit)}"
        reason = f"{names[0]} and {names[1]} lie {apart} apart on {where}"
    else:
        reason = f"{names[0]} and {names[1]} give the same figure for {where}"
    figures_shown: tuple[tuple[str, str], ...] = (("difference", plain(difference)),)
    tested = False
    if one.statistic.unit == "percent" and not part:
        result = two_proportions(one.statistic, other.statistic, figures.design_effect)
        tested, figures_shown = result.tested, figures_shown + result.figures
        reason += f": {result.words}" if difference else ""
    elif part:
        reason += ": one holds the other, so the test of two samples does not apply"
    shown = f"{amount(one)} and {amount(other)}"
    return Comparison(
        verdict=Verdict.GAP,
        members=ids(met),
        rule=RULE,
        reason=f"{reason[0].upper()}{reason[1:]} ({shown}).",
        measure=one.measure,
        figures=figures_shown,
        tested=tested,
        confidence=sure(met),
    )
