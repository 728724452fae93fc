"""Every figure of a draft against the graph: supported, rounder, different in something, or not found.

A draft's figure is set beside a source's where their statements share enough words. One that is the same in
all but one thing is told wrong there. Where two things differ, it is told wrong in both only if the draft
names the source's study and asks its question; else it is another figure, and says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from claimgraph.comparison.reach import likely, told_roundly
from claimgraph.comparison.sources import Sources, Told
from claimgraph.linking.samples import sizes_agree
from claimgraph.model import Basis, Corpus, Extraction, Group, Quote, Sample, Statistic, Study

ALIKE = 0.5
"""Share of content words that statements of one question have in common, at least."""

NEAR = 0.3
"""The same where value and group are the same."""

CLEAR = 0.6
"""The same where the values differ, and nothing but the words says that it is one question."""

CLEARER = 0.75
"""The same where the group differs besides, or another thing, and where the statement itself does."""

CLOSER = 0.25
"""How much closer the words of a source must be to count before one that fits more loosely."""

_ORDER = ("group", "polarity", "study", "year", "unit", "wording", "value")
_TWICE = (
    ("group", "year"),
    ("group", "polarity"),
    ("polarity", "year"),
    ("value", "year"),
    ("group", "value"),
)
"""What a draft may tell wrong at once; the same value speaks for its source, so those come first."""

_COUNT = re.compile(r"^\D*[\d,.]+\s*")
_POLES = frozenset({"negation", "polarity"})


class Standing(StrEnum):
    """How a figure of a draft stands to the graph."""

    SUPPORTED = "supported"
    ROUNDED = "rounded"  # looser, rounder or with another bound than the source
    DIFFERS = "differs"
    AMBIGUOUS = "ambiguous"  # several figures of different groups or studies fit
    NOT_FOUND = "not found"


@dataclass(frozen=True)
class Checked:
    """Hold a figure or a sample of a draft with what the graph says of it."""

    quote: Quote  # in the draft: the value expression
    standing: Standing
    statistic: Statistic | None  # the draft's; None for a sample
    source: Statistic | None = None  # the graph's that is nearest
    about: tuple[str, ...] = ()  # one or two of value, group, year, base, study, polarity, unit, wording
    others: tuple[Statistic, ...] = ()  # further figures of the graph that bear on it
    sample: tuple[Study, Sample] | None = None  # what the graph says of a base


@dataclass(frozen=True)
class _Pair:
    source: Told
    close: float
    differences: tuple[str, ...]

    @property
    def rank(self) -> tuple[float, bool, str]:
        return -self.close, self.source.statistic.article.kind != "verbatim", self.source.statistic.id


def check(
    draft: Extraction, corpus: Corpus, register: Sequence[Study], scheme: Sequence[Group]
) -> tuple[Checked, ...]:
    """Set every figure and every sample of a draft against the graph, in text order.

    A draft that is itself an article of the graph is not its own source.
    """
    sources = Sources(corpus, register, scheme)
    known = [t for t in sources.told if t.statistic.article.sha256 != draft.article.sha256]
    found = [_check(figure, known, sources) for figure in sources.read(draft)]
    found += _check_samples(draft, sources)
    return tuple(sorted(found, key=lambda one: (one.quote.start, one.quote.end)))


def _check(figure: Told, known: Sequence[Told], sources: Sources) -> Checked:
    found = sorted(filter(None, (_pair(figure, one, sources) for one in known)), key=lambda pair: pair.rank)
    pairs = [pair for pair in found if _asks_the_same(figure, pair)]
    closest = pairs[0].close if pairs else 0.0
    for standing, wanted in ((Standing.SUPPORTED, ()), (Standing.ROUNDED, ("rounded",))):
        fitting = [pair for pair in pairs if pair.differences == wanted]
        if standing is Standing.ROUNDED:
            fitting = [pair for pair in fitting if pair.close >= closest - CLOSER]
        if fitting:
            return _result(figure, standing, fitting, pairs, ambiguous=_far_apart(figure, fitting, sources))
    for about in _ORDER:
        fitting = [pair for pair in pairs if pair.differences == (about,) and _is_sure(figure, pair)]
        if fitting:
            unclear = about == "value" and _far_apart(figure, fitting, sources)
            return _result(figure, Standing.DIFFERS, fitting, pairs, (about,), ambiguous=unclear)
    for both in _TWICE:
        fitting = [pair for pair in found if pair.differences == both and _is_bound(figure, pair, sources)]
        if fitting:
            fitting.sort(key=lambda pair: abs(pair.source.statistic.value - figure.statistic.value))
            return _result(figure, Standing.DIFFERS, fitting, [], both)
    return Checked(figure.statistic.value_quote, Standing.NOT_FOUND, figure.statistic)


def _result(
    figure: Told,
    standing: Standing,
    fitting: Sequence[_Pair],
    pairs: Sequence[_Pair],
    about: tuple[str, ...] = (),
    ambiguous: bool = False,
) -> Checked:
    first, *rest = fitting
    if about in (("group",), ("year",), ("polarity",)):
        # what the source says of the group and the year that the draft names
        rest = [pair for pair in pairs if pair.differences == ("value",)]
    others = {pair.source.statistic.id: pair.source.statistic for pair in rest}
    return Checked(
        quote=figure.statistic.value_quote,
        standing=Standing.AMBIGUOUS if ambiguous else standing,
        statistic=figure.statistic,
        source=first.source.statistic,
        about=() if ambiguous else about,
        others=tuple(others.values())[:5],
    )


def _pair(figure: Told, source: Told, sources: Sources) -> _Pair | None:
    """Set a draft's figure beside one of the graph; None where they are about different things."""
    mine, yours = figure.statistic, source.statistic
    if mine.kind is not yours.kind or not _comparable(mine, yours):
        return None
    close = figure.closeness(source)
    if close < NEAR:
        return None
    return _Pair(source, close, tuple(sorted(_differences(figure, source, sources))))


def _asks_the_same(figure: Told, pair: _Pair) -> bool:
    """Tell whether two figures ask one question, and differ in one thing at most."""
    mine, yours = figure.statistic, pair.source.statistic
    same = mine.value == yours.value and figure.group is not None and "group" not in pair.differences
    # A rounder value that stands for another group or year is another figure.
    return pair.close >= (NEAR if same else ALIKE) and len(pair.differences) < 2


def _is_bound(figure: Told, pair: _Pair, sources: Sources) -> bool:
    """Tell whether a figure that differs in two things still must be the source's, told wrong.

    The draft names the source's study and asks its question. Where the value is not the same, the study has
    no figures of that year, or asked nobody of that group.
    """
    source = pair.source
    if pair.close < CLEARER or not figure.studies & source.studies:
        return False
    if "value" not in pair.differences:
        return True
    if "year" in pair.differences:
        return bool(source.years) and figure.statistic.year not in source.years
    asked = sources.asked(source.studies)
    return figure.group is not None and not any(sources.related(figure.group, one) for one in asked)


def _comparable(one: Statistic, other: Statistic) -> bool:
    moved = {"percent_change", "points", "percent"}
    return one.unit == other.unit or (one.kind == "change" and {one.unit, other.unit} <= moved)


def _differences(figure: Told, source: Told, sources: Sources) -> Iterator[str]:
    mine, yours = figure.statistic, source.statistic
    if mine.unit != yours.unit:
        yield "unit"
    if mine.value != yours.value or mine.bound is not yours.bound:
        loosely = mine.value == yours.value or told_roundly(mine) or told_roundly(yours)
        meets = likely(mine).meets(likely(yours))
        yield "rounded" if meets and (loosely or _is_rounder(mine, yours)) else "value"
    if figure.group and source.group and not sources.same_group(figure.group, source.group):
        yield "group"
    odds = figure.wording.at_odds(source.wording, sources.scheme)
    if odds in _POLES:
        yield "polarity"
    elif odds is not None:
        yield "wording"
    if _is_another_study(figure, source):
        yield "study"
    if mine.year is not None and yours.year is not None and mine.year != yours.year:
        # A year that follows from the study says something only where it is the study of the source.
        meant = mine.year_basis is Basis.STATED or bool(figure.series & source.series)
        # The years that a study's figures are dated are one year, as long as the values agree.
        if meant and (mine.value != yours.value or not {mine.year, yours.year} <= source.years):
            yield "year"


def _is_rounder(one: Statistic, other: Statistic) -> bool:
    """Tell whether one of two values is the other told to fewer places."""
    return one.value == round(other.value) or other.value == round(one.value)


def _is_another_study(figure: Told, source: Told) -> bool:
    """Tell whether a draft names a study that the source's is not.

    A name that the source's article mentions is none: a draft may name who tells of a study.
    """
    if not figure.named or not source.named or figure.series & source.series:
        return False
    article = source.statistic.article
    told = " ".join(filter(None, (article.publisher, article.author, article.title, article.text))).casefold()
    return not figure.named & source.named and not any(word in told for word in figure.named)


def _is_sure(figure: Told, pair: _Pair) -> bool:
    """Tell whether enough speaks for one question where one thing differs."""
    if pair.differences == ("value",):
        same = figure.group is not None and figure.group == pair.source.group
        return pair.close >= (CLEAR if same else CLEARER)
    if pair.differences == ("wording",):
        return pair.close >= CLEARER
    return pair.close >= ALIKE


def _far_apart(figure: Told, fitting: Sequence[_Pair], sources: Sources) -> bool:
    """Tell whether figures of different groups or studies fit one that does not say which it means."""
    best = [pair.source for pair in fitting if pair.close > fitting[0].close - 0.1]
    groups = {source.group for source in best if source.group}
    series = {tuple(sorted(source.series)) for source in best if source.series}
    loose_group = figure.group is None and any(
        not sources.same_group(one, other) for one in groups for other in groups
    )
    return loose_group or (not figure.named and len(series) > 1 and figure.group is None)


def _check_samples(draft: Extraction, sources: Sources) -> Iterator[Checked]:
    """Set the samples that a draft gives a known study against those that the graph knows."""
    studies = sources.recognise(draft, Corpus(), by_samples=False)
    for study in draft.studies:
        tellings = [told for one in sorted(studies[study.id]) for told in sources.studies.get(one, ())]
        for sample in study.samples:
            if sample.quote is None:
                continue
            label = sample.group or _COUNT.sub("", sample.quote.exact) or None
            given = [
                (told, other)
                for group in dict.fromkeys((sources.group_of(label), sources.group_of(sample.group)))
                for told in tellings
                for other in told.samples
                if _of_one(group, sources.group_of(other.group), sources)
            ]
            if not given:
                continue
            agrees = any(sizes_agree(sample, other) for _, other in given)
            yield Checked(
                quote=sample.quote,
                standing=Standing.SUPPORTED if agrees else Standing.DIFFERS,
                statistic=None,
                about=() if agrees else ("base",),
                sample=given[0],
            )


def _of_one(one: str | None, other: str | None, sources: Sources) -> bool:
    if one is None or other is None:
        return one == other
    return sources.same_group(one, other)
