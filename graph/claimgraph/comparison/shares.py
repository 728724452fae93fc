"""Is this percentage possible for this base, and what an article's own words make of its figures.

GRIM, for shares: of n persons a whole number answers, so that for small n not every percentage can be.
Brown and Heathers, 2017: https://doi.org/10.1177/1948550616673876.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal
from itertools import combinations

from claimgraph.comparison.amounts import amount, bounded, plain
from claimgraph.comparison.figures import Figure, Figures, compared, sure
from claimgraph.comparison.reach import possible, precision
from claimgraph.model import Base, Bound, Comparison, Verdict

POSSIBLE_RULE = "possible-share/1"
OVERSTATED_RULE = "words-and-figure/1"

SMALL = 100
"""Persons below which whole percentages are left out; with more, figures are weighted as a rule."""


BORNE_OUT = 2
"""Other figures of the group that the base must make before one that it does not make is an alarm."""


def find(figures: Figures) -> Iterator[Comparison]:
    """Find percentages that no number of persons makes, and words that a figure beside them belies."""
    yield from _impossible(figures)
    for bucket in figures.buckets.values():
        for articles in bucket.values():
            for given in articles.values():
                if len(given) > 1:
                    yield from _overstated(given, figures)


def _impossible(figures: Figures) -> Iterator[Comparison]:
    """Find percentages that the base does not make, which makes the other figures of the group.

    Where it makes hardly any of them, the base is another one: no alarm.
    """
    told: defaultdict[tuple[str, str, str, int], list[Figure]] = defaultdict(list)
    for figure in figures.all:
        base, study = figure.statistic.base, figure.statistic.study
        if base is not None and base.n < SMALL and study and figure.group and _decides(base, figure):
            told[figure.article, study, figure.group, base.n].append(figure)
    for (_, study, _, n), met in told.items():
        wrong = [figure for figure in met if not can_be(figure.value, n, precision(figure.statistic))]
        right = {figure.value for figure in met} - {figure.value for figure in wrong}
        for figure in wrong:
            yield _share(figure, study, n, certain=len(wrong) == 1 and len(right) >= BORNE_OUT)


def _share(figure: Figure, study: str, n: int, certain: bool) -> Comparison:
    step = precision(figure.statistic) * 2
    below = (figure.value * n / 100).to_integral_value(rounding=ROUND_FLOOR)
    near = [
        f"{plain(k)} of {n} are {plain((k * 100 / n).quantize(max(step / 10, Decimal('0.01'))))} percent"
        for k in (below, below + 1)
        if k <= n
    ]
    reason = f"No number of {n} persons is {amount(figure)}: {', '.join(near)}"
    reason += "; weighting would explain it" if certain else "; it may be a share of others than these"
    return Comparison(
        verdict=Verdict.ARITHMETIC if certain else Verdict.CANNOT_TELL,
        members=tuple(sorted((figure.id, study))),
        rule=POSSIBLE_RULE,
        reason=f"{reason}.",
        about="base",
        measure=figure.measure,
        figures=(("base", str(n)), ("nearest", "; ".join(near))),
        confidence=sure((figure,)),
    )


def _decides(base: Base, figure: Figure) -> bool:
    """Tell whether base and figure are told so exactly that the test says anything."""
    return (
        base.bound is Bound.EXACT
        and not base.of_study
        and figure.unit == "percent"
        and not figure.roundly
        and 0 <= figure.value <= 100
    )


def can_be(value: Decimal, n: int, half: Decimal) -> bool:
    """Tell whether some whole number of n persons rounds to a percentage; `half`: half its last place."""
    below = (value * n / 100).to_integral_value(rounding=ROUND_FLOOR)
    return any(abs(k * 100 / n - value) <= half for k in (below, below + 1) if k <= n)


def _overstated(given: list[Figure], figures: Figures) -> Iterator[Comparison]:
    """Find "a majority" or "two-thirds" beside an exact figure of the same article that it does not fit."""
    if len({figure.value for figure in given if not figure.roundly}) != 1:
        return
    for one, other in combinations(given, 2):
        loose, figure = (one, other) if one.roundly else (other, one)
        if not loose.roundly or figure.roundly or loose.worded != figure.worded:
            continue
        if possible(loose.statistic).meets(possible(figure.statistic)):
            continue
        words, number = bounded(loose.statistic.bound, amount(loose)), amount(figure)
        reason = f"an article tells {words} of {figures.name(figure.group)} in words, and {number} in figures"
        shown = (("values", f"{words}; {number}"),)
        yield compared((loose, figure), Verdict.ARITHMETIC, OVERSTATED_RULE, reason, shown=shown)
