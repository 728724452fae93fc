"""One figure of one study, told by several articles: alike, more roundly, or otherwise.

Whether an article misreports is asked only where nothing else explains the difference: not for two figures
that rounding or a bound may tell of one, not where an article gives two figures for one question and group
(then two questions were taken for one), not where it is unsure that the wordings ask one question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from claimgraph.comparison.figures import Bucket, Figure, Figures, amount, bounded, ids, settled, sure
from claimgraph.comparison.reach import all_meet, likely, possible, told_roundly
from claimgraph.model import Comparison, Verdict

CERTAIN = 0.9
"""How sure it must be that two wordings ask one question before a difference is an alarm."""

Told = dict[str, Figure]
"""Article -> the most exact figure that it gives."""


def find(figures: Figures) -> Iterator[Comparison]:
    """Find figures of one wave, question and group told by two articles or more."""
    for bucket in figures.buckets.values():
        told = {group: tellings for group, tellings in _settled(bucket).items() if tellings}
        for tellings in told.values():
            yield from _same_group(tellings, told, figures)
        yield from _other_groups(told, figures)


def _settled(bucket: Bucket) -> Mapping[str, Told]:
    """Return each group's figure by article; a group for which one article gives two is left out."""
    found: dict[str, Told] = {}
    for group, articles in bucket.items():
        told = {article: settled(given) for article, given in articles.items()}
        found[group] = {a: f for a, f in told.items() if f is not None} if None not in told.values() else {}
    return found


def _same_group(told: Told, groups: Mapping[str, Told], figures: Figures) -> Iterator[Comparison]:
    if len(told) < 2:
        return
    given = sorted(told.values(), key=lambda figure: (figure.value, figure.id))
    for alike in _by_value(given):
        if len(alike) > 1:
            reason = f"{len(alike)} articles tell the same figure; all of them rest on one study"
            yield _agree(alike, "same-figure/1", reason, figures)
    if len({(figure.value, figure.statistic.bound) for figure in given}) < 2:
        return
    if not all_meet(possible(figure.statistic) for figure in given):
        yield _differ(given, groups, figures)
    elif all_meet(likely(figure.statistic) for figure in given):
        reason = f"one figure told more or less exactly: {_values(given)}"
        yield _comparison(Verdict.ROUNDED, given, "rounded-figure/1", reason, figures)


def _differ(given: Sequence[Figure], groups: Mapping[str, Told], figures: Figures) -> Comparison:
    """Say that articles give one group of one study different figures."""
    if figures.tied(given) < CERTAIN:
        reason = f"articles tell {_values(given)}, but it is not certain that they tell of one question"
        return _comparison(Verdict.CANNOT_TELL, given, "told-differently/1", reason, figures)
    own = {figure.article: figure.value for figure in given}
    values = set(own.values())
    elsewhere: dict[Decimal, list[Figure]] = {}
    for group, told in groups.items():
        for other in told.values():
            # An article that gives this group another figure, and this one to another group.
            if (
                group != given[0].group
                and other.value in values
                and own.get(other.article)
                not in (
                    None,
                    other.value,
                )
            ):
                elsewhere.setdefault(other.value, []).append(other)
    swapped = [
        other
        for figure in given
        if figure.value in elsewhere and not told_roundly(figure.statistic)
        for other in elsewhere[figure.value]
        if other.article != figure.article
    ]
    name = figures.name(given[0].group)
    if swapped:
        reason = (
            f"articles on one study tell {_values(given)} of {name}; one of these is the figure that"
            f" another article tells of {figures.name(swapped[0].group, 'another group')}"
        )
        return _comparison(
            Verdict.MISREPORT, [*given, *swapped], "figure-of-another-group/1", reason, figures, "group"
        )
    reason = f"articles on one study tell {_values(given)} of {name} for one question"
    return _comparison(Verdict.MISREPORT, given, "value-told-differently/1", reason, figures, "value")


def _other_groups(groups: Mapping[str, Told], figures: Figures) -> Iterator[Comparison]:
    """Compare figures that different articles tell of different groups."""
    alarms: dict[Decimal, set[Figure]] = {}
    for one, other in combinations(sorted(groups), 2):
        mine, yours = groups[one], groups[other]
        if not mine.keys().isdisjoint(yours):
            continue  # an article that tells both knows them apart
        pairs = [
            (a, b)
            for a in mine.values()
            for b in yours.values()
            if _one_figure(a, b) and not _same_beside(a, b, groups)
        ]
        if not pairs:
            continue
        met = sorted({figure for pair in pairs for figure in pair}, key=lambda figure: figure.id)
        if _alike_whole(met, figures):
            yield _agree(met, "same-figure/1", "articles tell the same figure of all who were asked", figures)
        elif figures.title(one, other):
            yield _by_title(met, one, other, figures)
        elif figures.tied(met) >= CERTAIN and _part_and_whole(met, figures):
            for a, b in pairs:
                alarms.setdefault(min(a.value, b.value), set()).update((a, b))
        elif not _part_and_whole(met, figures) and all(a.value == b.value for a, b in pairs):
            reason = (
                f"articles tell {amount(met[0])} of different groups of one study; it may be two figures, or"
                " one given to the wrong group"
            )
            yield _comparison(Verdict.CANNOT_TELL, met, "same-figure-other-group/1", reason, figures)
    for value in sorted(alarms):
        yield _wrong_group(sorted(alarms[value], key=lambda figure: figure.id), figures)


def _by_title(met: Sequence[Figure], one: str, other: str, figures: Figures) -> Comparison:
    narrow, wide = (one, other) if other in figures.above(one) else (other, one)
    how = "a narrower title" if wide in figures.above(narrow) else "another name of one side"
    reason = f"articles tell the same figure, of {figures.name(wide)} and of {figures.name(narrow)}, {how}"
    return _agree(met, "same-figure-narrower-title/1", reason, figures)


def _wrong_group(met: Sequence[Figure], figures: Figures) -> Comparison:
    parts = sorted({figures.name(f.group) for f in met if not _is_all(f, figures)})
    reason = (
        f"articles on one study tell {_values(met)} of all who were asked and of {' and of '.join(parts)};"
        " both are right only if every group answered alike"
    )
    if not any(_is_all(f, figures) for f in met):
        reason = f"articles on one study tell {_values(met)} of a group and of a part of it"
    return _comparison(Verdict.MISREPORT, met, "group-told-differently/1", reason, figures, "group")


def _one_figure(a: Figure, b: Figure) -> bool:
    if a.value == b.value:
        return True
    rounded = told_roundly(a.statistic) or told_roundly(b.statistic)
    return rounded and likely(a.statistic).meets(likely(b.statistic))


def _same_beside(a: Figure, b: Figure, groups: Mapping[str, Told]) -> bool:
    """Tell whether both articles give a third group the same figure: then a and b are of one group as well.

    "51 percent of respondents and 40 percent of marketers" beside "51 percent of IT executives and 40 percent
    of marketers" is one group by two names.
    """
    return any(
        group not in (a.group, b.group)
        and a.article in told
        and b.article in told
        and told[a.article].value == told[b.article].value
        for group, told in groups.items()
    )


def _is_all(figure: Figure, figures: Figures) -> bool:
    return figure.whole or (figure.group is not None and figures.is_joint(figure.group))


def _alike_whole(met: Iterable[Figure], figures: Figures) -> bool:
    return all(_is_all(figure, figures) for figure in met)


def _part_and_whole(met: Sequence[Figure], figures: Figures) -> bool:
    """Tell whether some figures are told of all who were asked, or of a wider group, and others of a part."""
    whole = [figure for figure in met if _is_all(figure, figures)]
    if whole and len(whole) < len(met):
        return True
    return any(
        figures.within(a.group or "", b.group or "") for a, b in combinations(met, 2) if a.group != b.group
    )


def _by_value(given: Sequence[Figure]) -> Iterator[list[Figure]]:
    same: dict[tuple[Decimal, str], list[Figure]] = {}
    for figure in given:
        same.setdefault((figure.value, figure.statistic.bound), []).append(figure)
    yield from same.values()


def _values(given: Iterable[Figure]) -> str:
    """Return the values told, each once, with their bounds: "23 percent and about 25 percent"."""
    told = sorted({(figure.value, figure.statistic.bound, amount(figure)) for figure in given})
    return " and ".join(bounded(bound, words) for _, bound, words in told)


def _agree(met: Sequence[Figure], rule: str, reason: str, figures: Figures) -> Comparison:
    same = len({figure.value for figure in met}) == 1
    return _comparison(Verdict.AGREE if same else Verdict.ROUNDED, met, rule, reason, figures)


def _comparison(
    verdict: Verdict,
    met: Sequence[Figure],
    rule: str,
    reason: str,
    figures: Figures,
    about: str | None = None,
) -> Comparison:
    return Comparison(
        verdict=verdict,
        members=ids(met),
        rule=rule,
        reason=reason[0].upper() + reason[1:] + ".",
        about=about,
        measure=met[0].measure,
        figures=(("values", _values(met)),),
        confidence=sure(met),
    )
