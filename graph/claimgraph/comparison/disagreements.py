"""Disagreements: two studies on one question and group, about the same year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from claimgraph.comparison.amounts import amount, plain
from claimgraph.comparison.figures import Figure, Figures, compared
from claimgraph.comparison.reach import possible
from claimgraph.comparison.sampling import two_proportions
from claimgraph.model import Comparison, Verdict

RULE = "two-studies/1"

ABOUT_THE_SAME_YEAR = 1
"""Years that two studies may lie apart."""


def find(figures: Figures) -> Iterator[Comparison]:
    """Find figures of different studies on one question and group; those of all a study asked are left out.

    "Respondents" of two studies are two groups. One figure a wave is compared, with those of the years about.
    """
    found: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
    for (_, measure, unit), bucket in figures.buckets.items():
        for group, articles in bucket.items() if unit == "percent" else ():
            told = _first(articles)
            if told is not None:
                found[measure, group].append(told)
    names = organisations(figures)
    for waves in found.values():
        dated = sorted(waves, key=lambda figure: (figure.year or 0, figure.id))
        for place, one in enumerate(dated):
            if one.year is None:
                continue
            for other in dated[place + 1 :]:
                if (other.year or 0) - one.year > ABOUT_THE_SAME_YEAR:
                    break
                if one.series != other.series:
                    yield _compare(one, other, figures, names)


def _first(articles: Mapping[str, Sequence[Figure]]) -> Figure | None:
    """Return the first figure that is told exactly, else the first; of all who were asked, none."""
    first = None
    for given in articles.values():
        for figure in given:
            if not figure.whole:
                if not figure.roundly:
                    return figure
                first = first or figure
    return first


def _compare(one: Figure, other: Figure, figures: Figures, names: dict[str, frozenset[str]]) -> Comparison:
    difference = abs(one.value - other.value)
    group = figures.name(one.group)
    start = f"two studies tell {amount(one)} and {amount(other)} of {group} for one question"
    result = two_proportions(one.statistic, other.statistic, figures.design_effect)
    verdict, reason = Verdict.CANNOT_TELL, f"{start}: {result.words}"
    if not difference:
        verdict, reason = Verdict.AGREE, f"two studies tell {amount(one)} of {group} for one question"
    elif possible(one.statistic).meets(possible(other.statistic)):
        verdict, reason = Verdict.AGREE, f"{start}: the same, told more or less exactly"
    elif result.significant is False:
        verdict = Verdict.AGREE
    elif result.significant and told_apart(one, other, figures, names):
        verdict = Verdict.DISAGREEMENT
    elif result.significant:
        reason = f"{start}; it is not certain that they are two studies"
    shown = (("difference", plain(difference)), *result.figures)
    return compared((one, other), verdict, RULE, reason, shown=shown, tested=result.tested)


def organisations(figures: Figures) -> dict[str, frozenset[str]]:
    """Return study -> names of those who made it, by all tellings, in small letters."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for study in figures.corpus.studies:
        found[figures.corpus.canonical(study.id)] |= {name.casefold() for name in study.organisations}
    return {key: frozenset(names) for key, names in found.items()}


def told_apart(one: Figure, other: Figure, figures: Figures, names: dict[str, frozenset[str]]) -> bool:
    """Tell whether two studies are certainly two: both of the register, or by organisations that differ."""
    studies = [(figure.wave or "").split("@")[0] for figure in (one, other)]
    if all(study in figures.registered for study in studies):
        return True
    mine, yours = (names.get(study, frozenset()) for study in studies)
    return bool(mine) and bool(yours) and mine.isdisjoint(yours)
