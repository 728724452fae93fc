"""The fields of a figure that a person can give, each from words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from claimgraph.errors import ReviewError
from claimgraph.model import (
    ELLIPSIS,
    Base,
    Basis,
    Bound,
    Extraction,
    Kind,
    Phrase,
    Statistic,
)

E = TypeVar("E", bound=StrEnum)


def corrected(statistic: Statistic, fields: Iterable[tuple[str, str]], extraction: Extraction) -> Statistic:
    """Return a figure with fields as a person gave them; raises ReviewError where one cannot be.

    Group and statement are words of the article, runs apart joined by ` … `; of several places
    the one nearest to the figure is meant. An empty value says that there is none. A year counts as stated.
    """
    for name, words in fields:
        if name not in FIELDS:
            raise ReviewError(f"{name!r} is no field: write {', '.join(FIELDS)}")
        statistic = replace(statistic, **FIELDS[name](words.strip(), statistic, extraction))
    return statistic


def _value(words: str, statistic: Statistic, extraction: Extraction) -> dict[str, Any]:
    try:
        value = Decimal(words)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise ReviewError(f"value is {words[:40]!r}: write a number, such as 58 or -2.5")
    return {"value": value}


def _unit(words: str, statistic: Statistic, extraction: Extraction) -> dict[str, Any]:
    if not words:
        raise ReviewError("a figure has a unit: percent, points, percent_change, count, ratio, or its own")
    return {"unit": words}


def _bound(words: str, statistic: Statistic, extraction: Extraction) -> dict[str, Any]:
    return {"bound": _one_of(Bound, "bound", words)}


def _kind(words: str, statistic: Statistic, extraction: Extraction) -> dict[str, Any]:
    return {"kind": _one_of(Kind, "kind", words)}


def _group(words: str, statistic: Statistic, extraction: Extraction) -> dict[str, Any]:
    return {"group": _phrase("group", words, statistic)}


def _statement(words: str, statistic: Statistic, extraction: Extraction) -> dict[str, Any]:
    return {"statement": _phrase("statement", words, statistic)}


def _study(words: str, statistic: Statistic, extraction: Extraction) -> dict[str, Any]:
    if not words:
        return {"study": None}
    named = [
        study.id
        for study in extraction.studies
        if study.id.startswith(words)
        or any(words.casefold() in name.casefold() for name in (study.name or "", *study.organisations))
    ]
    if len(named) != 1:
        raise ReviewError(f"{len(named)} studies of the article are named {words[:40]!r}: give an id of one")
    return {"study": named[0]}


def _year(words: str, statistic: Statistic, extraction: Extraction) -> dict[str, Any]:
    if not words:
        return {"year": None, "year_basis": Basis.UNKNOWN, "years_before": 0}
    return {"year": _whole("year", words), "year_basis": Basis.STATED, "years_before": 0}


def _base(words: str, statistic: Statistic, extraction: Extraction) -> dict[str, Any]:
    return {"base": Base(_whole("base", words)) if words else None}


FIELDS: Mapping[str, Callable[[str, Statistic, Extraction], dict[str, Any]]] = {
    "value": _value,
    "unit": _unit,
    "bound": _bound,
    "kind": _kind,
    "group": _group,
    "statement": _statement,
    "study": _study,
    "year": _year,
    "base": _base,
}
"""The fields that can be corrected."""


def _one_of(kind: type[E], name: str, words: str) -> E:
    if words not in tuple(kind):
        raise ReviewError(f"{name} is {words[:40]!r}: write {', '.join(kind)}")
    return kind(words)


def _whole(name: str, words: str) -> int:
    if not words.isascii() or not words.isdigit() or not 0 < int(words[:12]) < 10**10:
        raise ReviewError(f"{name} is {words[:40]!r}: write a whole number")
    return int(words)


def _phrase(name: str, words: str, statistic: Statistic) -> Phrase | None:
    text, middle = statistic.article.text, statistic.value_quote.start
    spans: list[tuple[int, int]] = []
    for run in filter(None, (run.strip() for run in words.split(ELLIPSIS.strip()))):
        places: list[int] = []
        start = text.find(run)
        while start >= 0:
            places.append(start)
            start = text.find(run, start + 1)
        if not places:
            raise ReviewError(f"{name}: {run[:60]!r} is not in the article: copy its words to the letter")
        nearest = min(places, key=lambda place: abs(place - middle))
        spans.append((nearest, nearest + len(run)))
    return Phrase.of(statistic.article, spans) if spans else None
