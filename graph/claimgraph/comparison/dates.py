"""One survey, or one figure of it, dated differently by two articles.

Linking takes two years for two waves. Two waves that asked the same numbers of persons and found the same
are one: then one of the years is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, product

from claimgraph.comparison.figures import Figure, Figures, amount, compared
from claimgraph.comparison.reach import possible
from claimgraph.model import Basis, Comparison, Sample, Study, Verdict

SURVEY_RULE = "survey-dated-differently/1"
FIGURE_RULE = "figure-dated-differently/1"

ENOUGH = 3
"""Figures and odd numbers of persons that two dated tellings must share before they are one survey."""

Question = tuple[str, str | None]
"""Question and group."""

Dated = tuple[str, str, str, str]
"""Series, question, unit, group."""

LookingBack = tuple[int, Decimal, Decimal]
"""Later year of two that an article tells, with its value and that of the earlier year."""


def find(figures: Figures) -> Iterator[Comparison]:
    """Find surveys and single figures that articles date differently."""
    yield from _surveys(figures)
    yield from _figures(figures)


def _surveys(figures: Figures) -> Iterator[Comparison]:
    told: defaultdict[str, list[Study]] = defaultdict(list)
    for extraction in figures.corpus.extractions:
        for study in extraction.studies:
            if study.year is not None and study.year_basis is Basis.STATED:
                told[figures.waves.series(figures.corpus.canonical(study.id))].append(study)
    found = {key: studies for key, studies in told.items() if len({s.year for s in studies}) > 1}
    by_study: dict[str, list[Figure]] = {study.id: [] for studies in found.values() for study in studies}
    for figure in figures.all if found else ():
        if figure.statistic.study in by_study:
            by_study[figure.statistic.study].append(figure)
    for studies in found.values():
        told_of = {study.id: (_by_question(by_study[study.id]), _odd(study.samples)) for study in studies}
        for one, other in combinations(sorted(studies, key=lambda study: study.id), 2):
            if one.year == other.year or one.source == other.source:
                continue
            (mine, asked), (_, asked_too) = told_of[one.id], told_of[other.id]
            shared, odd = _shared(mine, by_study[other.id]), len(asked & asked_too)
            if shared is not None and shared + odd >= ENOUGH and (shared or odd > 1):
                yield _survey(one, other, shared, odd, figures)


def _odd(samples: Sequence[Sample]) -> set[tuple[int, str]]:
    """Return numbers of persons that two surveys do not share by chance."""
    return {(s.n, s.bound) for s in samples if s.n >= 100 and s.n % 50}


def _by_question(told: Sequence[Figure]) -> Mapping[Question, list[Figure]]:
    found: defaultdict[Question, list[Figure]] = defaultdict(list)
    for figure in told:
        found[figure.measure, figure.group].append(figure)
    return found


def _shared(one: Mapping[Question, list[Figure]], other: Sequence[Figure]) -> int | None:
    """Return how many figures two tellings share, None where they tell one question otherwise."""
    same = 0
    for figure in other:
        met = one.get((figure.measure, figure.group), ())
        if any(f.value == figure.value and not f.roundly for f in met):
            same += 1
        elif any(not possible(f.statistic).meets(possible(figure.statistic)) for f in met):
            return None
    return same


def _survey(one: Study, other: Study, shared: int, asked: int, figures: Figures) -> Comparison:
    years = sorted((one.year or 0, other.year or 0))
    near = years[1] - years[0] == 1
    what = [f"{shared} figures"] * bool(shared) + [f"{asked} numbers of persons asked"] * bool(asked)
    reason = f"Articles date one survey {years[0]} and {years[1]}: they share {' and '.join(what)}"
    reason += "; one may be the year of fieldwork, the other of publication" if near else ""
    return Comparison(
        verdict=Verdict.CANNOT_TELL if near else Verdict.MISREPORT,
        members=tuple(sorted((one.id, other.id))),
        rule=SURVEY_RULE,
        reason=f"{reason}.",
        about="year",
        figures=(("years", f"{years[0]}; {years[1]}"),),
        confidence=figures.sure_of((one.id, other.id)),
    )


def _figures(figures: Figures) -> Iterator[Comparison]:
    """Find an earlier figure that two articles date differently, where they tell the later one alike."""
    told: defaultdict[Dated, dict[str, dict[int, Figure]]] = defaultdict(dict)
    for figure in figures.all:
        year = figure.statistic.year
        if year is not None and figure.series and figure.group and not figure.roundly:
            key = (figure.series, figure.measure, figure.unit, figure.group)
            told[key].setdefault(figure.article, {})[year] = figure
    known: Mapping[str, Mapping[int, set[str]]] | None = None
    for key, articles in told.items():
        alike: defaultdict[LookingBack, defaultdict[int, list[Figure]]]
        alike = defaultdict(lambda: defaultdict(list))
        for given in articles.values():
            if len(given) == 2:
                first, later = sorted(given)
                alike[later, given[later].value, given[first].value][first].append(given[first])
        for dated in alike.values():
            for one, other in combinations(sorted(dated), 2):
                known = known or _known_years(figures)
                for met in product(dated[one], dated[other]):
                    if met[0].wave != met[1].wave:
                        yield _dated(met, (one, other), known[key[0]], figures)


def _known_years(figures: Figures) -> Mapping[str, Mapping[int, set[str]]]:
    """Return series -> year -> articles that tell anything of it."""
    known: defaultdict[str, defaultdict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for figure in figures.all:
        if figure.series and figure.statistic.year is not None:
            known[figure.series][figure.statistic.year].add(figure.article)
    for study in figures.corpus.register:
        if study.year is not None:
            known[figures.waves.series(study.id)][study.year].add("the register")
    return known


def _dated(
    met: tuple[Figure, Figure], years: tuple[int, int], known: Mapping[int, set[str]], figures: Figures
) -> Comparison:
    earlier, twin = met
    start = f"articles on one survey date {amount(earlier)} of {figures.name(earlier.group)}"
    reason = f"{start} {years[0]} and {years[1]}"
    alone = any(known[year] <= {earlier.article, twin.article} for year in years)
    certain = alone and years[1] - years[0] > 1
    reason += "; both are right only if the share was the same in both years" if certain else ""
    reason += "" if certain else "; it may be the same share in two years, or one year told in two ways"
    verdict = Verdict.MISREPORT if certain else Verdict.CANNOT_TELL
    return compared(met, verdict, FIGURE_RULE, reason, "year", (("years", f"{years[0]}; {years[1]}"),))
