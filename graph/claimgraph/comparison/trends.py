"""Trends: one question and group, two waves of one survey."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from claimgraph.comparison.amounts import amount, distance, plain
from claimgraph.comparison.figures import Bucket, Figure, Figures, compared, settled
from claimgraph.comparison.sampling import two_proportions
from claimgraph.linking.language import SYNONYMS
from claimgraph.linking.words import stem, tokens
from claimgraph.model import Comparison, Verdict

RULE = "trend/1"

UNDATED = 9999
"""Stands for the year of a study that nobody dates: its own figures are later than those it looks back on."""

EVERYONE = "all who were asked"

Series = dict[str, dict[str, list[Figure]]]
"""Wave -> article -> figures."""


def find(figures: Figures) -> Iterator[Comparison]:
    """Find trends: between neighbouring waves that one article tells, or that two articles tell of.

    What an article's own words set side by side as a trend is one, whatever lies between.
    """
    found: defaultdict[tuple[object, ...], set[Figure]] = defaultdict(set)
    for series in _series(figures):
        for earlier, later in [*_in_one_article(series), *_across(series)]:
            if earlier.year != later.year:  # two waves of one year are a question of linking
                found[_key(earlier, later)] |= {earlier, later}
    for earlier, later in _told_as_trend(figures):
        found[_key(earlier, later)] |= {earlier, later}
    for key, told in found.items():
        met = sorted(told, key=lambda figure: figure.id)
        earlier = next(f for f in met if (f.wave, f.value) == key[:2])
        later = next(f for f in met if f is not earlier and (f.wave, f.value) == key[2:4])
        yield _trend(earlier, later, met, figures)


def _key(earlier: Figure, later: Figure) -> tuple[object, ...]:
    return earlier.wave, earlier.value, later.wave, later.value, earlier.measure, earlier.group


def _series(figures: Figures) -> Iterator[Series]:
    """Yield the dated figures of each question and group that several waves asked."""
    asked: defaultdict[tuple[str, str, str], dict[str, Bucket]] = defaultdict(dict)
    for (wave, measure, unit), bucket in figures.buckets.items():
        asked[figures.waves.series(wave), measure, unit][wave] = bucket
    for waves in asked.values():
        if len(waves) < 2:
            continue
        by_group: defaultdict[str, Series] = defaultdict(dict)
        for wave, bucket in waves.items():
            for group, articles in bucket.items():
                for article, given in articles.items():
                    for figure in given:
                        if figure.year is not None:
                            side = EVERYONE if figure.whole or figures.is_joint(group) else group
                            told = by_group[side].setdefault(wave, {})
                            told.setdefault(article, []).append(figure)
        yield from (series for series in by_group.values() if len(series) > 1)


def _in_one_article(series: Series) -> Iterator[tuple[Figure, Figure]]:
    by_article: defaultdict[str, list[Figure]] = defaultdict(list)
    for articles in series.values():
        for article, given in articles.items():
            figure = settled(given)
            if figure is not None:
                by_article[article].append(figure)
    for told in by_article.values():
        if len(told) < 2:
            continue
        told.sort(key=lambda figure: (figure.year or 0, figure.id))
        yield from pairwise(told)


def _across(series: Series) -> Iterator[tuple[Figure, Figure]]:
    """Pair neighbouring waves that no article tells both, where each has one value only."""
    waves = sorted(
        series,
        key=lambda wave: (min(f.year or 0 for given in series[wave].values() for f in given), wave),
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
                if one.measure != other.measure or one.unit != other.unit:
                    continue
                earlier, later = sorted((one, other), key=lambda figure: figure.year or UNDATED)
                if earlier.year is not None and earlier.year != later.year and one.wave != other.wave:
                    yield earlier, later


def _trend(earlier: Figure, later: Figure, met: Sequence[Figure], figures: Figures) -> Comparison:
    change = later.value - earlier.value
    years = [str(figure.year or "a later year") for figure in (earlier, later)]
    about = "about " if earlier.roundly or later.roundly else ""
    way = "rose by" if change > 0 else "fell by"
    size = f"{about}{distance(abs(change), later.unit)}"
    moved = f"{way} {size}" if change else f"stayed at {amount(later)}"
    reason = _instrument(earlier, later, figures)
    reason += f"{figures.name(later.group)}: from {years[0]} to {years[1]} the share {moved}"
    shown: tuple[tuple[str, str], ...] = (("change", plain(change)), ("years", f"{years[0]}; {years[1]}"))
    tested = False
    if earlier.unit == "percent":
        result = two_proportions(later.statistic, earlier.statistic, figures.design_effect)
        tested, shown = result.tested, shown + result.figures
        reason += f", {result.words}" if change else ""
    reason += f" ({amount(earlier)}, then {amount(later)})"
    return compared(met, Verdict.TREND, RULE, reason, shown=shown, tested=tested)


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
    return wording.content, wording.degrees, _meant(statement.text)


@lru_cache(maxsize=65536)
def _meant(statement: str) -> frozenset[str]:
    return frozenset(stem(word) for word in tokens(statement)) & SYNONYMS.keys()
