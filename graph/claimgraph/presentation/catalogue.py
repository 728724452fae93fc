"""A corpus with its comparisons, indexed by id: what every form of output looks things up in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TypeVar

from claimgraph.model import (
    SAMPLE,
    Article,
    Claim,
    Comparison,
    Corpus,
    Group,
    Link,
    Measure,
    Statistic,
    Study,
)

Record = Statistic | Claim | Study | Article | Group | Measure | Comparison | Link
Entity = TypeVar("Entity", Group, Measure)


@dataclass(frozen=True)
class Catalogue:
    """Index a corpus and its comparisons by id; studies, groups and measures by the id of their equals."""

    corpus: Corpus
    comparisons: tuple[Comparison, ...] = ()

    @cached_property
    def statistics(self) -> dict[str, Statistic]:
        """Return the statistics by id, in the order of articles and text."""
        return {statistic.id: statistic for statistic in self.corpus.statistics}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Return the claims by id."""
        return {claim.id: claim for extraction in self.corpus.extractions for claim in extraction.claims}

    @cached_property
    def articles(self) -> dict[str, Article]:
        """Return the articles by id."""
        return {extraction.article.id: extraction.article for extraction in self.corpus.extractions}

    @cached_property
    def studies(self) -> dict[str, Study]:
        """Return one study for all that are linked as the same, its gaps filled from its equals."""
        told: dict[str, list[Study]] = {}
        for study in (*self.corpus.register, *self.corpus.studies):
            told.setdefault(self.corpus.canonical(study.id), []).append(study)
        return {
            key: _joined(key, sorted(equals, key=lambda study: study.source is not None))
            for key, equals in told.items()
        }

    @cached_property
    def groups(self) -> dict[str, Group]:
        """Return one group for all that are linked as the same."""
        return _representatives(self.corpus.groups, self.corpus)

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """Return one measure for all that are linked as the same."""
        return _representatives(self.corpus.measures, self.corpus)

    @cached_property
    def compared(self) -> dict[str, tuple[Comparison, ...]]:
        """Return the comparisons that each id is a member of."""
        found: dict[str, list[Comparison]] = {}
        for comparison in self.comparisons:
            for member in comparison.members:
                found.setdefault(member, []).append(comparison)
        return {key: tuple(comparisons) for key, comparisons in found.items()}

    @cached_property
    def ids(self) -> frozenset[str]:
        """Return every id that can be looked up."""
        return (
            frozenset(
                (*self.statistics, *self.claims, *self.articles, *self.studies, *self.groups, *self.measures)
            )
            | self.links.keys()
            | {comparison.id for comparison in self.comparisons}
            | {study.id for study in self.corpus.studies}  # as articles tell of them: comparisons name these
        )

    @cached_property
    def links(self) -> dict[str, Link]:
        """Return the links by id."""
        return {link.id: link for link in self.corpus.links}

    @cached_property
    def told(self) -> dict[str, Study | str]:
        """Return studies, and the labels of groups and measures, by the ids under which they were told."""
        named: dict[str, Study | str] = {study.id: study for study in self.corpus.studies}
        named |= {group.id: group.label for group in self.corpus.groups}
        return named | {measure.id: measure.label for measure in self.corpus.measures}

    @cached_property
    def linked(self) -> dict[str, tuple[Link, ...]]:
        """Return the links of each node and of all that are one with it, by the id that stands for them."""
        found: dict[str, dict[str, Link]] = {}
        for link in self.corpus.links:
            for end in (link.subject, link.object):
                found.setdefault(self.corpus.canonical(end), {})[link.id] = link
        return {key: tuple(links.values()) for key, links in found.items()}

    def get(self, key: str) -> Record | None:
        """Return the record with this id, or the one that stands for it."""
        for comparison in self.comparisons:
            if comparison.id == key:
                return comparison
        own: Record | None = self.statistics.get(key) or self.claims.get(key) or self.articles.get(key)
        own = own or self.links.get(key)
        if own is not None:
            return own
        one = self.corpus.canonical(key)
        return self.studies.get(one) or self.groups.get(one) or self.measures.get(one)

    def study_of(self, record: Statistic | Claim) -> Study | None:
        """Return the study that a figure or claim comes from."""
        return self.studies.get(self.corpus.canonical(record.study)) if record.study else None

    def group_of(self, record: Statistic | Claim) -> Group | None:
        """Return the group that was counted, under the name that stands for its equals."""
        key = self.corpus.group_of.get(record.id)
        return self.groups.get(self.corpus.canonical(key)) if key else None

    def measure_of(self, statistic: Statistic) -> Measure | None:
        """Return the question of a figure; for a change, the question of the level that moved."""
        key = self.corpus.measure_of.get(statistic.id)
        measure = self.measures.get(self.corpus.canonical(key)) if key else None
        if measure is not None and measure.change_of is not None:
            return self.measures.get(self.corpus.canonical(measure.change_of), measure)
        return measure

    def members(self, comparison: Comparison) -> Iterator[Statistic | Claim | Study]:
        """Yield what a comparison sets side by side, for samples their study, once."""
        for key in dict.fromkeys(member.partition(SAMPLE)[0] for member in comparison.members):
            member = self.statistics.get(key) or self.claims.get(key)
            if member is not None:
                yield member
            else:
                # A sample is told by one article: the study as that article tells it, not its joined form.
                told = next((study for study in self.corpus.studies if study.id == key), None)
                if told is not None:
                    yield told

    def in_article(self, article: Article) -> tuple[Statistic, ...]:
        """Return the figures of an article in text order."""
        return self._told.get(article.id, ())

    @cached_property
    def _told(self) -> dict[str, tuple[Statistic, ...]]:
        return {extraction.article.id: extraction.statistics for extraction in self.corpus.extractions}


def _joined(key: str, equals: list[Study]) -> Study:
    """Fill what the first of the equals leaves open from the others; the register stands first."""
    first, *others = equals
    filled = {}
    for one in fields(Study):
        if one.name in ("id", "year", "year_basis", "source"):
            continue
        values = [getattr(study, one.name) for study in (first, *others)]
        filled[one.name] = next((value for value in values if value not in (None, ())), values[0])
    dated = next((study for study in (first, *others) if study.year is not None), first)
    return replace(first, id=key, year=dated.year, year_basis=dated.year_basis, **filled)


def _representatives(records: Iterable[Entity], corpus: Corpus) -> dict[str, Entity]:
    found: dict[str, Entity] = {}
    for record in records:
        one = corpus.canonical(record.id)
        if one == record.id or one not in found:
            found[one] = record
    return found
