"""Disagreements: two studies on one question and group, about the same year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from claimgraph.comparison.figures import Figure, Figures, amount, ids, plain, sure
from claimgraph.comparison.reach import possible, told_roundly
from claimgraph.comparison.sampling import two_proportions
from claimgraph.comparison.trends import year_of
from claimgraph.model import Comparison, Verdict

RULE = "two-studies/1"

ABOUT_THE_SAME_YEAR = 1
"""Years that two studies may lie apart."""


def find(figures: Figures) -> Iterator[Comparison]:
    """Find figures of different studies on one question and group; those of all a study asked are left out.

    "Respondents" of two studies are two groups. One figure a wave is compared, with those of the years about.
    """
    found: defaultdict[tuple[str, str], dict[str, Figure]] = defaultdict(dict)
    for figure in figures.all:
        if figure.wave is None or figure.group is None or figure.whole or figure.statistic.unit != "percent":
            continue
        first = found[figure.measure, figure.group].setdefault(figure.wave, figure)
        if told_roundly(first.statistic) and not told_roundly(figure.statistic):
            found[figure.measure, figure.group][figure.wave] = figure
    names = _organisations(figures)
    for _, waves in sorted(found.items()):
        dated = sorted(waves.values(), key=lambda figure: (year_of(figure, figures) or 0, figure.id))
        for place, one in enumerate(dated):
            for other in dated[place + 1 :]:
                years = year_of(one, figures), year_of(other, figures)
                if years[0] is None or years[1] is None:
                    break
                if years[1] - years[0] > ABOUT_THE_SAME_YEAR:
                    break
                if figures.waves.series(one.wave or "") != figures.waves.series(other.wave or ""):
                    yield _compare(one, other, figures, names)


def _compare(one: Figure, other: Figure, figures: Figures, names: dict[str, frozenset[str]]) -> Comparison:
    met = (one, other)
    difference = abs(one.value - other.value)
    group = figures.name(one.group)
    start = f"two studies tell {amount(one)} and {amount(other)} of {group} for one question"
    result = two_proportions(one.statistic, other.statistic, figures.design_effect)
    shown = (("difference", plain(difference)), *result.figures)
    verdict, reason = Verdict.CANNOT_TELL, f"{start}: {result.words}"
    if not difference:
        verdict, reason = Verdict.AGREE, f"two studies tell {amount(one)} of {group} for one question"
    elif possible(one.statistic).meets(possible(other.statistic)):
        verdict, reason = Verdict.AGREE, f"{start}: the same, told more or less exactly"
    elif result.significant is False:
        verdict = Verdict.AGREE
    elif result.significant and _told_apart(one, other, figures, names):
        verdict = Verdict.DISAGREEMENT
    elif result.significant:
        reason = f"{start}; it is not certain that they are two studies"
    return Comparison(
        verdict=verdict,
        members=ids(met),
        rule=RULE,
        reason=f"{reason[0].upper()}{reason[1:]}.",
        measure=one.measure,
        figures=shown,
        tested=result.tested,
        confidence=sure(met),
    )


def _organisations(figures: Figures) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for study in figures.corpus.studies:
        found[figures.corpus.canonical(study.id)] |= {name.casefold() for name in study.organisations}
    return {key: frozenset(names) for key, names in found.items()}


def _told_apart(one: Figure, other: Figure, figures: Figures, names: dict[str, frozenset[str]]) -> bool:
    """Tell whether two studies are certainly two: both of the register, or by organisations that differ."""
    register = {study.id for study in figures.corpus.register}
    studies = [(figure.wave or "").split("@")[0] for figure in (one, other)]
    if all(study in register for study in studies):
        return True
    mine, yours = (names.get(study, frozenset()) for study in studies)
    return bool(mine) and bool(yours) and mine.isdisjoint(yours)
