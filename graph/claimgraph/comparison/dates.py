"""One figure of a survey, dated differently by two articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import combinations, product

from claimgraph.comparison.amounts import amount
from claimgraph.comparison.figures import Figure, Figures, compared
from claimgraph.model import Comparison, Verdict

RULE = "figure-dated-differently/1"

Dated = tuple[str, str, str, str]
"""Series, question, unit, group."""

LookingBack = tuple[int, Decimal, Decimal]
"""Later year of two that an article tells, with its value and that of the earlier year."""


def find(figures: Figures) -> Iterator[Comparison]:
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
    return compared(met, verdict, RULE, reason, "year", (("years", f"{years[0]}; {years[1]}"),))
