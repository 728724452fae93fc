"""One figure of one study, told by several articles: alike, more roundly, or otherwise.

Whether an article misreports is asked only where nothing else explains the difference: not for two figures
that rounding or a bound may tell of one, not where an article gives two figures for one question and group
(then two questions were taken for one), not where it is unsure that the wordings ask one question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, product
from operator import attrgetter

from claimgraph.comparison.amounts import amount, bounded, measured
from claimgraph.comparison.figures import Bucket, Figure, Figures, compared, settled
from claimgraph.comparison.reach import all_meet, likely, possible
from claimgraph.model import Bound, Comparison, Verdict

_by_id = attrgetter("id")

CERTAIN = 0.9
"""How sure it must be that two wordings ask one question before a difference is an alarm."""

Told = dict[str, Figure]
"""Article -> the most exact figure that it gives."""

Answers = frozenset[tuple[str, Decimal]]
"""Groups with the value that one article tells of each."""

Kind = tuple[list[Figure], Answers]
"""Figures of one group told in the same words, by articles that answer alike for all groups."""


def find(figures: Figures) -> Iterator[Comparison]:
    """Find figures of one wave, question and group told by two articles or more."""
    for bucket in figures.buckets.values():
        told = {group: tellings for group, tellings in _settled(bucket).items() if tellings}
        for tellings in told.values():
            if len(tellings) > 1:
                yield from _same_group(list(tellings.values()), told, figures)
        yield from _other_groups(told, figures)


def _settled(bucket: Bucket) -> Mapping[str, Told]:
    """Return each group's figure by article; a group for which one article gives two is left out."""
    found: dict[str, Told] = {}
    for group, articles in bucket.items():
        told = {a: given[0] if len(given) == 1 else settled(given) for a, given in articles.items()}
        found[group] = {a: f for a, f in told.items() if f is not None} if None not in told.values() else {}
    return found


def _same_group(given: list[Figure], groups: Mapping[str, Told], figures: Figures) -> Iterator[Comparison]:
    told: defaultdict[tuple[Decimal, Bound], list[Figure]] = defaultdict(list)
    for figure in given:
        told[figure.value, figure.statistic.bound].append(figure)
    for alike in told.values():
        if len(alike) > 1:
            reason = f"{len(alike)} articles tell the same figure; all of them rest on one study"
            yield _comparison(Verdict.AGREE, alike, "same-figure/1", reason)
    if len(told) < 2:
        return
    if not all_meet(possible(figure.statistic) for figure in given):
        yield _differ(given, groups, figures)
    elif all_meet(likely(figure.statistic) for figure in given):
        reason = f"one figure told more or less exactly: {_values(given)}"
        yield _comparison(Verdict.ROUNDED, given, "rounded-figure/1", reason)


def _differ(given: list[Figure], groups: Mapping[str, Told], figures: Figures) -> Comparison:
    """Say that articles give one group of one study different figures."""
    if figures.tied(given) < CERTAIN:
        reason = f"articles tell {_values(given)}, but it is not certain that they tell of one question"
        return _comparison(Verdict.CANNOT_TELL, given, "told-differently/1", reason)
    name = figures.name(given[0].group)
    swapped = _swapped(given, groups)
    if swapped:
        reason = (
            f"articles on one study tell {_values(given)} of {name}; one of these is the figure that"
            f" another article tells of {figures.name(swapped[0].group, 'another group')}"
        )
        return _comparison(
            Verdict.MISREPORT, [*given, *swapped], "figure-of-another-group/1", reason, "group"
        )
    reason = f"articles on one study tell {_values(given)} of {name} for one question"
    return _comparison(Verdict.MISREPORT, given, "value-told-differently/1", reason, "value")


def _swapped(given: Iterable[Figure], groups: Mapping[str, Told]) -> list[Figure]:
    """Return figures that articles tell of another group and others, exactly, of this one."""
    own = {figure.article: figure for figure in given}
    exactly = {figure.value for figure in own.values() if not figure.roundly}
    found = [
        other
        for told in groups.values()
        for article, other in told.items()
        if other.value in exactly and article in own and other.value != own[article].value
    ]
    return sorted(found, key=lambda figure: figure.value)


def _other_groups(groups: Mapping[str, Told], figures: Figures) -> Iterator[Comparison]:
    """Compare figures that different articles tell of different groups."""
    # An article that tells both knows them apart.
    apart = [
        (one, other)
        for one, other in combinations(sorted(groups), 2)
        if groups[one].keys().isdisjoint(groups[other])
    ]
    if not apart:
        return
    kinds = _kinds(groups)
    alarms: defaultdict[Decimal, set[Figure]] = defaultdict(set)
    for one, other in apart:
        pairs = [pair for pair in product(kinds[one], kinds[other]) if _one_figure(*pair)]
        if not pairs:
            continue
        met = sorted({figure for pair in pairs for alike, _ in pair for figure in alike}, key=_by_id)
        if _alike_whole(met, figures):
            yield _agree(met, "same-figure/1", "articles tell the same figure of all who were asked")
        elif figures.title(one, other):
            yield _by_title(met, one, other, figures)
        elif figures.tied(met) >= CERTAIN and _part_and_whole(met, figures):
            for (mine, _), (yours, _) in pairs:
                alarms[min(mine[0].value, yours[0].value)].update(mine, yours)
        elif not _part_and_whole(met, figures) and all(a[0].value == b[0].value for (a, _), (b, _) in pairs):
            reason = (
                f"articles tell {amount(met[0])} of different groups of one study; it may be two figures, or"
                " one given to the wrong group"
            )
            yield _comparison(Verdict.CANNOT_TELL, met, "same-figure-other-group/1", reason)
    for value in sorted(alarms):
        yield _wrong_group(sorted(alarms[value], key=_by_id), figures)


def _by_title(met: Sequence[Figure], one: str, other: str, figures: Figures) -> Comparison:
    narrow, wide = (one, other) if other in figures.above(one) else (other, one)
    how = "a narrower title" if wide in figures.above(narrow) else "another name of one side"
    reason = f"articles tell the same figure, of {figures.name(wide)} and of {figures.name(narrow)}, {how}"
    return _agree(met, "same-figure-narrower-title/1", reason)


def _wrong_group(met: Sequence[Figure], figures: Figures) -> Comparison:
    parts = sorted({figures.name(f.group) for f in met if not _is_all(f, figures)})
    reason = (
        f"articles on one study tell {_values(met)} of all who were asked and of {' and of '.join(parts)};"
        " both are right only if every group answered alike"
    )
    if not any(_is_all(f, figures) for f in met):
        reason = f"articles on one study tell {_values(met)} of a group and of a part of it"
    return _comparison(Verdict.MISREPORT, met, "group-told-differently/1", reason, "group")


def _kinds(groups: Mapping[str, Told]) -> Mapping[str, list[Kind]]:
    """Return group -> its figures by telling and by all that their articles tell of the question.

    A study may be told by thousands of articles, but in few ways.
    """
    answers: defaultdict[str, set[tuple[str, Decimal]]] = defaultdict(set)
    for group, told in groups.items():
        for article, figure in told.items():
            answers[article].add((group, figure.value))
    kinds: dict[str, list[Kind]] = {}
    for group, told in groups.items():
        found: defaultdict[tuple[Decimal, str, str, Answers], list[Figure]] = defaultdict(list)
        for article, figure in told.items():
            words, bound = figure.statistic.value_quote.exact, figure.statistic.bound
            found[figure.value, words, bound, frozenset(answers[article])].append(figure)
        kinds[group] = [(alike, key[-1]) for key, alike in found.items()]
    return kinds


def _one_figure(mine: Kind, yours: Kind) -> bool:
    """Tell whether figures of two groups may be one, and nothing shows that the groups are one as well.

    "51 percent of respondents and 40 percent of marketers" beside "51 percent of IT executives and 40 percent
    of marketers" is one group by two names: the articles give a third group the same figure.
    """
    (a, *_), (b, *_) = mine[0], yours[0]
    if a.value != b.value and not (
        (a.roundly or b.roundly) and likely(a.statistic).meets(likely(b.statistic))
    ):
        return False
    return mine[1].isdisjoint(yours[1])


def _is_all(figure: Figure, figures: Figures) -> bool:
    return figure.whole or (figure.group is not None and figures.is_joint(figure.group))


def _alike_whole(met: Iterable[Figure], figures: Figures) -> bool:
    return all(_is_all(figure, figures) for figure in met)


def _part_and_whole(met: Sequence[Figure], figures: Figures) -> bool:
    """Tell whether some figures are told of all who were asked, or of a wider group, and others of a part."""
    whole = [figure for figure in met if _is_all(figure, figures)]
    if whole and len(whole) < len(met):
        return True
    groups = sorted({figure.group or "" for figure in met})
    return any(figures.within(one, other) for one, other in combinations(groups, 2))


def _values(given: Sequence[Figure]) -> str:
    """Return the values told, each once, with their bounds: "23 percent and about 25 percent"."""
    told = sorted({(figure.value, figure.statistic.bound) for figure in given})
    return " and ".join([bounded(bound, measured(value, given[0].unit)) for value, bound in told])


def _agree(met: Sequence[Figure], rule: str, reason: str) -> Comparison:
    same = all(figure.value == met[0].value for figure in met)
    return _comparison(Verdict.AGREE if same else Verdict.ROUNDED, met, rule, reason)


def _comparison(
    verdict: Verdict, met: Sequence[Figure], rule: str, reason: str, about: str | None = None
) -> Comparison:
    return compared(met, verdict, rule, reason, about, (("values", _values(met)),))
