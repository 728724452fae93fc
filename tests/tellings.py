"""Invented articles as records: what each tells of an invented survey, in sentences of our own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Told:
    """Hold one figure as an article tells it."""

    text: str  # the value expression
    group: str | None
    statement: str | None
    value: Decimal | int | None = None  # None: the digits of the text
    unit: str = "percent"
    bound: Bound = Bound.EXACT
    kind: Kind = Kind.LEVEL
    year: int | None = None
    study: int | None = 0  # place among the studies, None: of no study


@dataclass(frozen=True)
class Survey:
    """Hold a study as an article tells it."""

    organisations: tuple[str, ...] = ("Harbour Institute",)
    name: str | None = "Tides of Work"
    year: int | None = None
    samples: tuple[tuple[int, Bound, str | None], ...] = ()


def tell(
    name: str,
    figures: Sequence[Told],
    surveys: Sequence[Survey] = (Survey(),),
    relations: Sequence[tuple[str, tuple[int, ...], int | None]] = (),
) -> Extraction:
    """Write an article with a sentence a figure, and return its records."""
    sentences = [f"{told.text} of {told.group or 'them'} {told.statement or 'answered'}." for told in figures]
    article = Article(f"{name}.\n" + "\n".join(sentences), path=f"{name}.txt")
    studies = [
        Study(
            id=Study.told_id(article, survey.organisations, survey.name),
            name=survey.name,
            organisations=survey.organisations,
            year=survey.year,
            year_basis=Basis.UNKNOWN if survey.year is None else Basis.STATED,
            samples=tuple(Sample(n, bound, group) for n, bound, group in survey.samples),
            source=article.id,
        )
        for survey in surveys
    ]
    statistics = []
    start = len(name) + 2
    for told, sentence in zip(figures, sentences, strict=True):
        place = start + len(told.text) + 4
        end = place + len(told.group or "them")
        digits = "".join(c for c in told.text if c.isdigit() or c == ".")
        statistics.append(
            Statistic(
                value_quote=Quote.of(article, start, start + len(told.text)),
                quote=Quote.of(article, start, start + len(sentence)),
                value=Decimal(digits) if told.value is None else Decimal(told.value),
                unit=told.unit,
                bound=told.bound,
                kind=told.kind,
                group=Phrase.of(article, [(place, end)]) if told.group else None,
                statement=Phrase.of(article, [(end + 1, end + 1 + len(told.statement))])
                if told.statement
                else None,
                study=None if told.study is None else studies[told.study].id,
                year=told.year,
                year_basis=Basis.UNKNOWN if told.year is None else Basis.STATED,
            )
        )
        start += len(sentence) + 1
    ids = [statistic.id for statistic in statistics]
    found = tuple(
        Relation(kind, tuple(ids[i] for i in between), None if of is None else ids[of])
        for kind, between, of in relations
    )
    return Extraction(article, tuple(studies), tuple(statistics), relations=found)
