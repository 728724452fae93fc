"""Gaps: one study, one question, two groups. A gap is no contradiction: both groups may be told rightly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import combinations, product

from claimgraph.comparison.figures import Bucket, Figure, Figures, amount, distance, ids, plain, sure
from claimgraph.comparison.reach import told_roundly
from claimgraph.comparison.sampling import test
from claimgraph.model import Comparison, Verdict

RULE = "perception-gap/1"

Pair = tuple[Figure, Figure]


def find(figures: Figures) -> Iterator[Comparison]:
    """Find gaps: in one article first; between two only where none tells both groups."""
    for bucket in figures.buckets().values():
        seen: set[frozenset[str]] = set()
        for pairs in _in_one_article(bucket, seen).values():
            yield _gap(pairs, figures)
        yield from _across(bucket, seen, figures)


def _in_one_article(bucket: Bucket, seen: set[frozenset[str]]) -> Mapping[tuple[object, ...], list[Pair]]:
    """Return the pairs that articles tell of two groups, those of equal figures together."""
    found: defaultdict[tuple[object, ...], list[Pair]] = defaultdict(list)
    by_article: defaultdict[str, list[Figure]] = defaultdict(list)
    for articles in bucket.values():
        for article, given in articles.items():
            by_article[article].append(_most_exact(given))
    for told in by_article.values():
        for one, other in combinations(sorted(told, key=lambda figure: (-figure.value, figure.id)), 2):
            seen.add(frozenset((one.group or "", other.group or "")))
            found[one.group, one.value, other.group, other.value].append((one, other))
    return dict(sorted(found.items(), key=lambda item: str(item[0])))


def _across(bucket: Bucket, seen: set[frozenset[str]], figures: Figures) -> Iterator[Comparison]:
    for one, other in combinations(sorted(bucket), 2):
        if frozenset((one, other)) in seen or _one_side(one, other, figures):
            continue
        mine, yours = ([_most_exact(given) for given in bucket[group].values()] for group in (one, other))
        if any(figure.whole for figure in (*mine, *yours)):
            continue  # of all who were asked: a part of them in another article is no other side
        if any(_told_apart(one, other, pair, figures) for pair in seen):
            continue
        values = [{figure.value for figure in side} for side in (mine, yours)]
        if len(values[0]) == len(values[1]) == 1 and values[0] != values[1]:
            pairs = sorted(product(mine, yours), key=lambda pair: (-pair[0].value, pair[0].id, pair[1].id))
            if pairs[0][0].value < pairs[0][1].value:
                pairs = [(b, a) for a, b in pairs]
            yield _gap(pairs, figures)


def _one_side(one: str, other: str, figures: Figures) -> bool:
    return figures.within(one, other) or figures.title(one, other)


def _told_apart(one: str, other: str, pair: frozenset[str], figures: Figures) -> bool:
    """Tell whether an article gives the gap already, by other titles of the same two sides."""
    a, b = sorted(pair) if len(pair) == 2 else ("", "")
    return any(
        (x == one or figures.title(x, one)) and (y == other or figures.title(y, other))
        for x, y in ((a, b), (b, a))
    )


def _most_exact(given: list[Figure]) -> Figure:
    return min(given, key=lambda figure: (told_roundly(figure.statistic), figure.id))


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
        result = test(one.statistic, other.statistic)
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
