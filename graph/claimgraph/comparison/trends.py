"""Trends: one question and group, two waves of one survey."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from claimgraph.comparison.figures import Figure, Figures, amount, distance, ids, plain, settled, sure
from claimgraph.comparison.reach import told_roundly
from claimgraph.comparison.sampling import two_proportions
from claimgraph.linking.language import SYNONYMS
from claimgraph.linking.words import stem, tokens
from claimgraph.model import Comparison, Verdict

RULE = "trend/1"

UNDATED = 9999
"""Stands for the year of a study that nobody dates: its own figures are later than those it looks back on."""

Series = dict[str, dict[str, list[Figure]]]
"""Wave -> article -> figures."""


def find(figures: Figures) -> Iterator[Comparison]:
    """Find trends: between neighbouring waves that one article tells, or that two articles tell of.

    What an article's own words set side by side as a trend is one, whatever lies between.
    """
    found: dict[tuple[object, ...], set[Figure]] = {}
    for series in _series(figures).values():
        for earlier, later in [*_in_one_article(series, figures), *_across(series, figures)]:
            found.setdefault(_key(earlier, later), set()).update((earlier, later))
    for earlier, later in _told_as_trend(figures):
        found.setdefault(_key(earlier, later), set()).update((earlier, later))
    for key in sorted(found, key=str):
        met = sorted(found[key], key=lambda figure: figure.id)
        earlier = next(f for f in met if (f.wave, f.value) == key[:2])
        later = next(f for f in met if f is not earlier and (f.wave, f.value) == key[2:4])
        yield _trend(earlier, later, met, figures)


def _key(earlier: Figure, later: Figure) -> tuple[object, ...]:
    return earlier.wave, earlier.value, later.wave, later.value, earlier.measure, earlier.group


def year_of(figure: Figure, figures: Figures) -> int | None:
    """Return the year that a figure is about: its own, else its wave's."""
    return figure.statistic.year or (figures.waves.year(figure.wave) if figure.wave else None)


def _series(figures: Figures) -> dict[tuple[str, ...], Series]:
    found: defaultdict[tuple[str, ...], Series] = defaultdict(dict)
    for figure in figures.all:
        if figure.wave is None or figure.group is None or year_of(figure, figures) is None:
            continue
        everyone = figure.whole or figures.is_joint(figure.group)
        group = "all who were asked" if everyone else figure.group
        key = (figures.waves.series(figure.wave), figure.measure, figure.statistic.unit, group)
        found[key].setdefault(figure.wave, {}).setdefault(figure.article, []).append(figure)
    return dict(sorted((key, waves) for key, waves in found.items() if len(waves) > 1))


def _in_one_article(series: Series, figures: Figures) -> Iterator[tuple[Figure, Figure]]:
    by_article: defaultdict[str, list[Figure]] = defaultdict(list)
    for articles in series.values():
        for article, given in articles.items():
            figure = settled(given)
            if figure is not None:
                by_article[article].append(figure)
    for told in by_article.values():
        told.sort(key=lambda figure: (year_of(figure, figures) or 0, figure.id))
        yield from pairwise(told)


def _across(series: Series, figures: Figures) -> Iterator[tuple[Figure, Figure]]:
    """Pair neighbouring waves that no article tells both, where each has one value only."""
    waves = sorted(
        series,
        key=lambda wave: min(year_of(f, figures) or 0 for given in series[wave].values() for f in given),
    )
    for one, other in pairwise(waves):
        if not series[one].keys().isdisjoint(series[other]):
            continue
        told = [[figure for given in series[wave].values() for figure in given] for wave in (one, other)]
        if all(len({figure.value for figure in side}) == 1 for side in told):
            # What is told of one group is one trend: pairing each figure once is enough.
            yield from ((earlier, told[1][0]) for earlier in told[0])
            first = {earlier.group: earlier for earlier in told[0]}.values()
            yield from ((earlier, later) for earlier in first for later in told[1])


def _told_as_trend(figures: Figures) -> Iterator[tuple[Figure, Figure]]:
    for extraction in figures.corpus.extractions:
        for relation in extraction.relations:
            if relation.type != "trend":
                continue
            told = [figures.by_id[key] for key in relation.between if key in figures.by_id]
            for one, other in combinations(told, 2):
                if one.measure != other.measure or one.statistic.unit != other.statistic.unit:
                    continue
                earlier, later = sorted((one, other), key=lambda f: year_of(f, figures) or UNDATED)
                dated = year_of(earlier, figures)
                if dated is not None and dated != year_of(later, figures) and one.wave != other.wave:
                    yield earlier, later


def _trend(earlier: Figure, later: Figure, met: Sequence[Figure], figures: Figures) -> Comparison:
    change = later.value - earlier.value
    years = [str(year_of(figure, figures) or "a later year") for figure in (earlier, later)]
    about = "about " if told_roundly(earlier.statistic) or told_roundly(later.statistic) else ""
    way = "rose by" if change > 0 else "fell by"
    size = f"{about}{distance(abs(change), later.statistic.unit)}"
    moved = f"{way} {size}" if change else f"stayed at {amount(later)}"
    reason = _instrument(earlier, later, figures)
    reason += f"{figures.name(later.group)}: from {years[0]} to {years[1]} the share {moved}"
    shown: tuple[tuple[str, str], ...] = (("change", plain(change)), ("years", f"{years[0]}; {years[1]}"))
    tested = False
    if earlier.statistic.unit == "percent":
        result = two_proportions(later.statistic, earlier.statistic, figures.design_effect)
        tested, shown = result.tested, shown + result.figures
        reason += f", {result.words}" if change else ""
    return Comparison(
        verdict=Verdict.TREND,
        members=ids(met),
        rule=RULE,
        reason=f"{reason[0].upper()}{reason[1:]} ({amount(earlier)}, then {amount(later)}).",
        measure=later.measure,
        figures=shown,
        tested=tested,
        confidence=sure(met),
    )


def _instrument(earlier: Figure, later: Figure, figures: Figures) -> str:
    """Return what changed in how the two years were asked, as a warning that stands before the trend."""
    changed = []
    if earlier.worded != later.worded and _words(earlier, figures) != _words(later, figures):
        changed.append("worded differently")
    if earlier.group != later.group:
        changed.append("told of groups with different names")
    modes = [figures.modes(figure) for figure in (earlier, later)]
    if modes[0] and modes[1] and modes[0].isdisjoint(modes[1]):
        changed.append("asked in different ways")
    return f"the two years are {' and '.join(changed)}; " if changed else ""


def _words(figure: Figure, figures: Figures) -> tuple[frozenset[str], ...]:
    """Return what a wording says, words of one meaning told apart: "vital" is not "important"."""
    statement, wording = figure.statistic.statement, figures.wording(figure)
    if statement is None or wording is None:
        return ()
    meant = frozenset(stem(word) for word in tokens(statement.text)) & SYNONYMS.keys()
    return wording.content, wording.degrees, meant
