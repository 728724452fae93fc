"""Studies that articles tell of are recognised: in the register, and in one another.

What speaks for one study: who ran it, its title, its year, its samples, the groups asked, and the figures
told of it. No one of them is enough alone, except a title of several words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from claimgraph.linking.names import organisation, organisations_agree, titles, titles_agree
from claimgraph.linking.rest import NOTHING, Rest, ShelfKind
from claimgraph.linking.samples import samples_agree
from claimgraph.model import Basis, Link, LinkKind, Statistic, Study

PROPOSED = 0.5
"""The least confidence with which two studies are proposed as one."""

CLEAR = 0.1
"""How much more must speak for the best study of the register than for the next."""

CROWDED = 20
"""Told studies that may share a key before the key says nothing any more."""

ENOUGH = 3
"""Figures that two tellings of one study share at least, where nothing but figures speaks for it."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

Figure = tuple[str, str, str]
"""Value, unit and group of a figure, as strings."""


def plain(statistic: Statistic) -> str:
    """Return the value of a statistic, equal values spelled alike."""
    return format(statistic.value.normalize(), "f")


def figure(statistic: Statistic, group: str) -> Figure:
    """Return what two tellings of one study share: value, unit, and the canonical id of the group."""
    return plain(statistic), statistic.unit, group


@dataclass(frozen=True)
class Telling:
    """Hold a study with what its article tells of it."""

    study: Study
    groups: frozenset[str] = frozenset()  # canonical ids of the groups counted or asked
    figures: Mapping[Figure, frozenset[str]] = field(default_factory=dict)  # with what they are said of


def propose(
    tellings: Sequence[Telling], register: Sequence[Study], asked: Mapping[str, frozenset[str]],
    related: Callable[[str, str], bool], rest: Rest = NOTHING,
) -> list[Link]:  # fmt: skip
    """Propose which told studies are one, which stand in the register, and which are waves of one series.

    `asked`: the groups that each registered study asked; `related`: whether two groups are one, or names
    of one side.
    """
    links = list(_registered_waves(register))
    by_organisation: defaultdict[str, list[Study]] = defaultdict(list)
    for study in register:
        for word in {word for name in study.organisations for word in organisation(name)}:
            by_organisation[word].append(study)
    by_title: defaultdict[frozenset[str], list[Study]] = defaultdict(list)
    for study in register:
        for title in titles(study):
            by_title[title].append(study)
    for telling in tellings:
        words = {word for name in telling.study.organisations for word in organisation(name)}
        near = {study.id: study for word in words for study in by_organisation[word]}
        near |= {study.id: study for title in titles(telling.study) for study in by_title[title]}
        links.extend(_recognise(telling, [near[key] for key in sorted(near)], asked, related))
    links.extend(_same_told(tellings, rest))
    return links


def _registered_waves(register: Sequence[Study]) -> Iterable[Link]:
    series: defaultdict[str, list[Study]] = defaultdict(list)
    for study in register:
        if study.series:
            series[study.series].append(study)
    for waves in series.values():
        waves.sort(key=lambda study: (study.year or 0, study.id))
        for earlier, later in pairwise(waves):
            evidence = (("register", "one series"),)
            yield Link(LinkKind.SAME_SERIES, later.id, earlier.id, evidence, 1.0)


def _recognise(
    telling: Telling, candidates: Sequence[Study], asked: Mapping[str, frozenset[str]],
    related: Callable[[str, str], bool],
) -> Iterable[Link]:  # fmt: skip
    found = []
    for candidate in candidates:
        shared = any(related(one, other) for one in telling.groups for other in asked.get(candidate.id, ()))
        confidence, evidence = _weigh(telling.study, candidate, shared)
        if confidence >= PROPOSED:
            found.append((confidence, candidate.id, evidence))
    found.sort(key=lambda item: (-item[0], item[1]))
    near = [item for item in found if item[0] > found[0][0] - CLEAR]
    for confidence, key, evidence in near:
        if len(near) > 1:
            confidence = min(confidence, 0.6)
            evidence = (*evidence, ("against", "another study of the register fits as well"))
        yield Link(LinkKind.SAME_STUDY, telling.study.id, key, evidence, confidence)


def _weigh(one: Study, other: Study, groups: bool = False) -> tuple[float, tuple[tuple[str, str], ...]]:
    """Return how sure it is that two studies are one, and what speaks for and against it."""
    evidence: list[tuple[str, str]] = []
    organisations = organisations_agree(one.organisations, other.organisations)
    title = titles_agree(one, other)
    year = _years_agree(one, other)
    samples = samples_agree(one.samples, other.samples)
    if organisations:
        evidence.append(("organisations", "the same" if organisations == 1 else "some the same"))
    if title is not None and title >= 0.5:
        evidence.append(("title", "the same words" if title == 1 else "similar words"))
    if year is not None:
        evidence.append(("year" if year else "against", "the same" if year else "another year"))
    if samples:
        evidence.append(("samples", "the same number" if samples == 1 else "nearly the same number"))
    if groups:
        evidence.append(("groups", "the same were asked"))
    confidence = _confidence(organisations, title, year, samples, groups)
    if len(one.organisations) > 1 and len(other.organisations) > 1 and organisations == 1 and title is None:
        confidence = max(confidence, 0.85 if year is not False and samples != 0 and groups else 0.0)
    return confidence, tuple(evidence)


def _confidence(
    organisations: float, title: float | None, year: bool | None, samples: float | None, groups: bool
) -> float:
    """Weigh the features. The steps were set by hand: a rule that a reader can follow, not a fit."""
    if title is not None and title >= 0.8:
        sure = 0.97 if organisations and title > 0.95 else 0.85
        if year is False:  # the next round of a survey keeps its title
            sure = 0.85 if samples == 1 and organisations else 0.5
        return sure
    if not organisations or year is False or samples == 0:
        return 0.0
    if title is not None and title < 0.3 and not samples:
        return 0.0
    sure = 0.45 + 0.1 * (organisations == 1)
    sure += 0.15 if year else 0.0
    sure += (0.25 if samples == 1 else 0.15) if samples else 0.0
    sure += 0.15 if groups else 0.0
    sure += 0.15 if title is not None and title >= 0.5 else 0.0
    return min(sure, 0.95)


def years_of(study: Study) -> frozenset[int]:
    """Return every year that a study's figures may be dated."""
    years = {study.year} if study.year else set()
    return frozenset(
        years | set(study.figures_dated) | {int(y) for y in _YEAR.findall(study.fieldwork or "")}
    )


def _years_agree(one: Study, other: Study) -> bool | None:
    left, right = years_of(one), years_of(other)
    return bool(left & right) if left and right else None


def _same_told(tellings: Sequence[Telling], rest: Rest) -> Iterable[Link]:
    """Propose one study for tellings that share a key, held against the first of a year, or three figures."""
    blocks: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    by_id = {telling.study.id: telling for telling in tellings}
    for telling in tellings:
        for block in shelves(telling.study, telling.figures):
            blocks[block].add(telling.study.id)
    shared: defaultdict[tuple[str, str], set[Figure]] = defaultdict(set)
    for block, ids in sorted(blocks.items()):
        if len(ids) < 2:
            continue
        if block[0] != "figure":
            yield from _one_block([by_id[key] for key in sorted(ids)], block[0])
        elif len(ids) + rest.beside(ShelfKind.STUDY, block, ids) <= CROWDED:
            for pair in combinations(sorted(ids), 2):
                shared[pair].add((block[2], block[3], block[4]))
    for (one, other), figures in sorted(shared.items()):
        a, b = by_id[one], by_id[other]
        alike = sum(_said_alike(a.figures[figure], b.figures[figure]) for figure in figures)
        few = min(len(a.figures), len(b.figures))
        if alike >= ENOUGH and alike * 2 >= few and _years_agree(a.study, b.study) is not False:
            evidence = (("organisations", "some the same"), ("figures", f"{alike} the same"))
            yield Link(LinkKind.SAME_STUDY, other, one, evidence, 0.85)


def _said_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) > 1 or (bool(one) and one == other)


def shelves(study: Study, figures: Iterable[Figure]) -> Iterator[tuple[str, ...]]:
    """Yield the shelves that a told study stands on: its title, odd samples, organisations and figures."""
    words = sorted({word for name in study.organisations for word in organisation(name)})
    for title in titles(study):
        for word in words if len(title) == 2 else ("",) if len(title) > 2 else ():
            yield ("title", word, *sorted(title))
    for sample in study.samples:
        if sample.n >= 100 and sample.n % 100:
            for word in words:
                yield ("sample", word, str(sample.n))
    if len(study.organisations) > 1:
        yield ("organisations", *words)
    for word in words:
        for figure in figures:
            yield ("figure", word, *figure)


def _one_block(tellings: Sequence[Telling], block: str) -> Iterable[Link]:
    years: defaultdict[int | None, list[Telling]] = defaultdict(list)
    for telling in tellings:
        years[telling.study.year].append(telling)
    known = sorted(year for year in years if year is not None)
    if len(known) == 1:
        years[known[0]] += years.pop(None, [])
    for told in years.values():
        first, *others = sorted(told, key=lambda telling: telling.study.id)
        for other in others:
            confidence, evidence = _weigh(other.study, first.study, bool(other.groups & first.groups))
            if block == "sample" and first.study.year is not None:
                confidence = max(confidence, 0.85 if titles_agree(other.study, first.study) != 0 else 0.0)
            if confidence >= PROPOSED:
                yield Link(LinkKind.SAME_STUDY, other.study.id, first.study.id, evidence, confidence)
    if block == "title":
        for before, after in pairwise(known):
            earlier, later = (min(t.study.id for t in years[year]) for year in (before, after))
            evidence = (("title", "the same words"), ("year", f"{before} and {after}"))
            yield Link(LinkKind.SAME_SERIES, later, earlier, evidence, 0.85)


def contradiction(one: Collection[Study], other: Collection[Study]) -> str | None:
    """Say what forbids that two sets of studies are one."""
    registered = [{study.id for study in side if study.source is None} for side in (one, other)]
    if registered[0] and registered[1]:
        return "they are two studies of the register"
    stated = [{s.year for s in side if s.year_basis is Basis.STATED} for side in (one, other)]
    if not any(registered) and stated[0] and stated[1] and stated[0].isdisjoint(stated[1]):
        return "their years differ"
    return None
