"""One survey, or one figure of it, dated differently by two articles.

Linking takes two years for two waves. Two waves that asked the same numbers of persons and found the same
are one: then one of the years is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from claimgraph.comparison.figures import Figure, Figures, amount, ids, sure
from claimgraph.comparison.reach import possible, told_roundly
from claimgraph.model import Basis, Comparison, Sample, Study, Verdict

SURVEY_RULE = "survey-dated-differently/1"
FIGURE_RULE = "figure-dated-differently/1"

ENOUGH = 3
"""Figures and odd numbers of persons that two dated tellings must share before they are one survey."""

Dated = tuple[str, str, str, str]
"""Series, question, unit, group."""


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
    by_study: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in figures.all if found else ():
        if figure.statistic.study:
            by_study[figure.statistic.study].append(figure)
    for _, studies in sorted(found.items()):
        for one, other in combinations(sorted(studies, key=lambda study: study.id), 2):
            if one.year == other.year or one.source == other.source:
                continue
            shared = _shared(by_study[one.id], by_study[other.id])
            asked = _odd(one.samples) & _odd(other.samples)
            if shared is not None and shared + len(asked) >= ENOUGH and (shared or len(asked) > 1):
                yield _survey(one, other, shared, len(asked), figures)


def _odd(samples: Sequence[Sample]) -> set[tuple[int, str]]:
    """Return numbers of persons that two surveys do not share by chance."""
    return {(s.n, s.bound) for s in samples if s.n >= 100 and s.n % 50}


def _shared(one: Sequence[Figure], other: Sequence[Figure]) -> int | None:
    """Return how many figures two tellings share, None where they tell one question otherwise."""
    values: defaultdict[tuple[str, str | None], list[Figure]] = defaultdict(list)
    for figure in one:
        values[figure.measure, figure.group].append(figure)
    same = 0
    for figure in other:
        met = values.get((figure.measure, figure.group), [])
        if any(f.value == figure.value and not told_roundly(f.statistic) for f in met):
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
        if figure.wave and figure.group and year is not None and not told_roundly(figure.statistic):
            key = (figures.waves.series(figure.wave), figure.measure, figure.statistic.unit, figure.group)
            told[key].setdefault(figure.article, {})[year] = figure
    known = _known_years(figures)
    for key, articles in sorted(told.items()):
        looking_back = {article: given for article, given in articles.items() if len(given) == 2}
        for one, other in combinations(sorted(looking_back), 2):
            yield from _dated(looking_back[one], looking_back[other], known.get(key[0], {}), figures)


def _known_years(figures: Figures) -> Mapping[str, Mapping[int, set[str]]]:
    """Return series -> year -> articles that tell anything of it."""
    known: defaultdict[str, defaultdict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for figure in figures.all:
        if figure.wave and figure.statistic.year is not None:
            known[figures.waves.series(figure.wave)][figure.statistic.year].add(figure.article)
    for study in figures.corpus.register:
        if study.year is not None:
            known[figures.waves.series(study.id)][study.year].add("the register")
    return known


def _dated(
    one: Mapping[int, Figure],
    other: Mapping[int, Figure],
    known: Mapping[int, set[str]],
    figures: Figures,
) -> Iterator[Comparison]:
    later = max(one)
    if later != max(other) or one[later].value != other[later].value or set(one) == set(other):
        return
    earlier, twin = one[min(one)], other[min(other)]
    if earlier.value != twin.value or earlier.wave == twin.wave:
        return
    met = (earlier, twin)
    years = sorted((min(one), min(other)))
    start = f"articles on one survey date {amount(earlier)} of {figures.name(earlier.group)}"
    reason = f"{start} {years[0]} and {years[1]}"
    alone = any(known[year] <= {earlier.article, twin.article} for year in years)
    certain = alone and years[1] - years[0] > 1
    reason += "; both are right only if the share was the same in both years" if certain else ""
    reason += "" if certain else "; it may be the same share in two years, or one year told in two ways"
    yield Comparison(
        verdict=Verdict.MISREPORT if certain else Verdict.CANNOT_TELL,
        members=ids(met),
        rule=FIGURE_RULE,
        reason=f"{reason[0].upper()}{reason[1:]}.",
        about="year",
        measure=earlier.measure,
        figures=(("years", f"{years[0]}; {years[1]}"),),
        confidence=sure(met),
    )
