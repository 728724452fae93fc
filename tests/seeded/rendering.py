"""Write invented articles sentence by sentence, each figure with the records that a careful reader takes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from claimgraph.model import (
    Article,
    Basis,
    Bound,
    Extraction,
    Kind,
    Phrase,
    Quote,
    Relation,
    Sample,
    Statistic,
    Study,
)

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Survey:
    """Hold an invented survey as an article tells it."""

    organisation: str
    title: str
    year: int | None
    samples: tuple[tuple[int, str], ...] = ()  # persons, group

    @property
    def sentence(self) -> str:
        """Return what introduces it."""
        asked = " and ".join(f"{n} {group}" for n, group in self.samples)
        when = f" in {self.year}" if self.year else ""
        start = f'The survey "{self.title}" was carried out by {self.organisation}{when}.'
        return f"{start} It asked {asked}." if asked else start


@dataclass(frozen=True)
class Figure:
    """Hold one figure of a sentence: the names of its slots, and what it says."""

    slot: str
    value: Decimal
    unit: str = "percent"
    bound: Bound = Bound.EXACT
    kind: Kind = Kind.LEVEL
    year: int | None = None
    group: str | None = "g"
    statement: str | None = "s"


@dataclass
class Writer:
    """Write one article."""

    name: str
    text: str = ""
    surveys: list[Survey] = field(default_factory=list)
    _told: list[tuple[Figure, int, tuple[int, int], Mapping[str, tuple[int, int]]]] = field(
        default_factory=list
    )
    _relations: list[tuple[str, tuple[int, ...], int | None]] = field(default_factory=list)

    def introduce(self, survey: Survey) -> int:
        """Name a survey and return its place."""
        self._line(survey.sentence)
        self.surveys.append(survey)
        return len(self.surveys) - 1

    def tell(
        self, template: str, slots: Mapping[str, str], figures: Sequence[Figure], survey: int = 0
    ) -> list[int]:
        """Write a sentence with its figures; return their places among all figures of the article."""
        start = len(self.text) + bool(self.text)
        spans: dict[str, tuple[int, int]] = {}
        sentence = ""
        end = 0
        for match in _SLOT.finditer(template):
            sentence += template[end : match.start()]
            words = slots[match[1]]
            words = words if sentence else words[0].upper() + words[1:]
            spans[match[1]] = start + len(sentence), start + len(sentence) + len(words)
            sentence += words
            end = match.end()
        sentence += template[end:]
        self._line(sentence)
        for figure in figures:
            self._told.append((figure, survey, (start, start + len(sentence)), spans))
        return list(range(len(self._told) - len(figures), len(self._told)))

    def relate(self, kind: str, between: Sequence[int], of: int | None = None) -> None:
        """Say how figures stand to each other by the article's own words."""
        self._relations.append((kind, tuple(between), of))

    def done(self) -> Extraction:
        """Return the article with its records."""
        article = Article(self.text, path=f"{self.name}.txt")
        studies = tuple(self._study(article, survey) for survey in self.surveys)
        told = [
            Statistic(
                value_quote=Quote.of(article, *spans[figure.slot]),
                quote=Quote.of(article, *sentence),
                value=figure.value,
                unit=figure.unit,
                bound=figure.bound,
                kind=figure.kind,
                group=Phrase.of(article, [spans[figure.group]]) if figure.group else None,
                statement=Phrase.of(article, [spans[figure.statement]]) if figure.statement else None,
                study=studies[survey].id if studies else None,
                year=figure.year,
                year_basis=Basis.UNKNOWN if figure.year is None else Basis.STATED,
            )
            for figure, survey, sentence, spans in self._told
        ]
        relations = tuple(
            Relation(kind, tuple(told[i].id for i in between), None if of is None else told[of].id)
            for kind, between, of in self._relations
        )
        ordered = tuple(sorted(told, key=lambda statistic: statistic.value_quote.start))
        return Extraction(article, studies, ordered, relations=relations, extractor="rendering/1")

    def _study(self, article: Article, survey: Survey) -> Study:
        organisations = (survey.organisation,)
        samples = []
        for n, group in survey.samples:
            place = self.text.index(f"{n} {group}")
            samples.append(
                Sample(n, group=group, quote=Quote.of(article, place, place + len(f"{n} {group}")))
            )
        return Study(
            id=Study.told_id(article, organisations, survey.title),
            name=survey.title,
            organisations=organisations,
            year=survey.year,
            year_basis=Basis.UNKNOWN if survey.year is None else Basis.STATED,
            samples=tuple(samples),
            source=article.id,
        )

    def _line(self, sentence: str) -> None:
        self.text += ("\n" if self.text else "") + sentence
