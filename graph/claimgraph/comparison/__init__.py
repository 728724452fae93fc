"""Comparable?, sampling error, arithmetic, gaps, disagreements, misreports, trends, implied figures."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from operator import attrgetter

from claimgraph.comparison import (
    arithmetic,
    claims,
    dates,
    disagreements,
    gaps,
    implied,
    misreports,
    opposites,
    retellings,
    shares,
    surveys,
    totals,
    trends,
)
from claimgraph.comparison.figures import Figures
from claimgraph.comparison.interests import Interests
from claimgraph.extraction.confidence import nine_in_ten
from claimgraph.model import ALARMS, Comparison, Corpus, Group, Verdict

__all__ = ["compare", "uncollected"]

_ORDER = {verdict: place for place, verdict in enumerate(Verdict)}
_ROOMS = (
    retellings,
    gaps,
    trends,
    implied,
    disagreements,
    misreports,
    dates,
    surveys,
    opposites,
    arithmetic,
    shares,
    totals,
    claims,
)


def compare(
    corpus: Corpus, design_effect: Decimal = Decimal(1), scheme: Sequence[Group] | None = None
) -> tuple[Comparison, ...]:
    """Set side by side what may be, and give each comparison one verdict with its reason.

    Two figures meet only where they share a key: question and unit, and then wave, series or group.
    `design_effect`: by how much the variance of the samples is larger than that of simple random samples of
    their size (https://en.wikipedia.org/wiki/Design_effect); 1 is none, polls with weights have 1.3 to 2.
    `scheme`: the respondent groups that linking knew; the shipped ones where none are given.
    Sorted by verdict, rule and members; the same whatever the order of the articles.
    """
    with uncollected():
        found = _found(Figures(corpus, design_effect, scheme))
        kinds = sorted(found, key=lambda kind: (_ORDER[kind[0]], kind[1]))
        return tuple(chain.from_iterable(_each_once(found[kind]) for kind in kinds))


def _found(figures: Figures) -> dict[tuple[Verdict, str], list[Comparison]]:
    """Return what each room finds, with the interests behind it, by verdict and rule."""
    found: defaultdict[tuple[Verdict, str], list[Comparison]] = defaultdict(list)
    interests = Interests(figures)
    for room in _ROOMS:
        for comparison in map(interests.noted, map(_certain, room.find(figures))):
            found[comparison.verdict, comparison.rule].append(comparison)
    return found


def _each_once(found: list[Comparison]) -> Iterator[Comparison]:
    """Yield comparisons of one verdict and rule by members; of two with one id, what was found first."""
    found.sort(key=lambda comparison: comparison.about or "")
    found.sort(key=attrgetter("members"))  # a key of one type, strings all through, is compared fastest
    before: tuple[tuple[str, ...], str | None] = (), None
    for comparison in found:
        if (comparison.members, comparison.about) != before:
            yield comparison
            before = comparison.members, comparison.about


def _certain(comparison: Comparison) -> Comparison:
    """Return an alarm only where its figures were read with the confidence at which nine in ten are right."""
    sure = comparison.confidence
    if comparison.verdict not in ALARMS or sure is None or sure >= nine_in_ten():
        return comparison
    reason = f"{comparison.reason.removesuffix('.')}; but not all of it was read with certainty."
    return replace(comparison, verdict=Verdict.CANNOT_TELL, reason=reason)


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave the collector of cycles alone: records hold none, and they are many."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
