"""An extraction in the JSON shape of the annotation guide, in both directions.

One object an article: `doc`, `studies`, `statistics`, `claims`, `relations`. Inside it studies are called
`s1`, statistics `f1` and claims `c1`, in text order; outside, records have ids that last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

from claimgraph.model import (
    ELLIPSIS,
    Article,
    Basis,
    Bound,
    Claim,
    Extraction,
    Kind,
    Phrase,
    Quote,
    Relation,
    Sample,
    Statistic,
    Study,
)


def to_annotation(extraction: Extraction) -> dict[str, Any]:
    """Return the extraction as a JSON-ready object; `confidence` stands on each statistic and claim."""
    studies = {study.id: f"s{i}" for i, study in enumerate(extraction.studies, 1)}
    names = {s.id: f"f{i}" for i, s in enumerate(extraction.statistics, 1)}
    names |= {c.id: f"c{i}" for i, c in enumerate(extraction.claims, 1)}
    article = extraction.article
    return {
        "doc": PurePosixPath(article.path).name if article.path else article.title or article.id,
        "studies": [_study(study, studies[study.id]) for study in extraction.studies],
        "statistics": [_statistic(s, names[s.id], studies) for s in extraction.statistics],
        "claims": [
            {
                "id": names[c.id],
                "text": c.quote.exact,
                "start": c.quote.start,
                "end": c.quote.end,
                "holder": c.holder.text if c.holder else None,
                "study": studies.get(c.study or ""),
                "confidence": c.confidence,
            }
            for c in extraction.claims
        ],
        "relations": [_relation(r, names) for r in extraction.relations],
    }


def from_annotation(article: Article, data: Mapping[str, Any]) -> Extraction:
    """Return the extraction that an annotation of this article describes.

    Raises RecordError where an offset or a phrase does not stand in the text.
    """
    keys: dict[str | None, str] = {
        s["key"]: Study.told_id(article, s.get("organisations") or (), s.get("name")) for s in data["studies"]
    }
    studies = tuple(
        Study(
            id=keys[s["key"]],
            name=s.get("name"),
            organisations=tuple(s.get("organisations") or ()),
            year=s.get("year"),
            year_basis=Basis.UNKNOWN if s.get("year") is None else Basis.STATED,
            samples=tuple(_read_sample(article, sample) for sample in s.get("samples") or ()),
            source=article.id,
        )
        for s in data["studies"]
    )
    statistics = tuple(_read_statistic(article, s, keys) for s in data["statistics"])
    claims = tuple(
        Claim(
            quote=Quote.of(article, c["start"], c["end"]),
            holder=_locate(article, c.get("holder"), c["start"]),
            study=keys.get(c.get("study")),
            confidence=c.get("confidence"),
        )
        for c in data.get("claims") or ()
    )
    ids = {s["id"]: record.id for s, record in zip(data["statistics"], statistics, strict=True)}
    ids |= {c["id"]: record.id for c, record in zip(data.get("claims") or (), claims, strict=True)}
    relations = tuple(
        Relation(
            type=r["type"],
            between=tuple(ids[x] for x in r["between"]),
            of=ids[r["of"]] if r.get("of") else None,
            holds=r.get("holds"),
        )
        for r in data.get("relations") or ()
    )
    return Extraction(article, studies, statistics, claims, relations, extractor="annotation/1")


def _study(study: Study, key: str) -> dict[str, Any]:
    return {
        "key": key,
        "name": study.name,
        "organisations": list(study.organisations),
        "year": study.year,
        "samples": [
            {"n": s.n, "bound": s.bound.value, "group": s.group, "text": s.quote.exact if s.quote else None}
            for s in study.samples
        ],
    }


def _statistic(s: Statistic, name: str, studies: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": name,
        "text": s.value_quote.exact,
        "start": s.value_quote.start,
        "end": s.value_quote.end,
        "value": _number(s.value),
        "unit": s.unit,
        "bound": s.bound.value,
        "kind": s.kind.value,
        "group": s.group.text if s.group else None,
        "statement": s.statement.text if s.statement else None,
        "study": studies.get(s.study or ""),
        "year": s.year,
        "confidence": s.confidence,
    }


def _relation(relation: Relation, names: Mapping[str, str]) -> dict[str, Any]:
    out: dict[str, Any] = {"type": relation.type, "between": [names[x] for x in relation.between]}
    if relation.of is not None:
        out["of"] = names[relation.of]
    if relation.holds is not None:
        out["holds"] = relation.holds
    return out


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _read_sample(article: Article, sample: Mapping[str, Any]) -> Sample:
    start = article.text.find(sample["text"]) if sample.get("text") else -1
    return Sample(
        n=sample["n"],
        bound=Bound(sample.get("bound", "exact")),
        group=sample.get("group"),
        quote=Quote.of(article, start, start + len(sample["text"])) if start >= 0 else None,
    )


def _read_statistic(article: Article, s: Mapping[str, Any], keys: Mapping[str | None, str]) -> Statistic:
    value = Quote.of(article, s["start"], s["end"])
    start, end = _line(article.text, value.start, value.end)
    return Statistic(
        value_quote=value,
        quote=Quote.of(article, start, end),
        value=Decimal(str(s["value"])),
        unit=s["unit"],
        bound=Bound(s["bound"]),
        kind=Kind(s["kind"]),
        group=_locate(article, s.get("group"), s["start"]),
        statement=_locate(article, s.get("statement"), s["start"]),
        study=keys.get(s.get("study")),
        year=s.get("year"),
        year_basis=Basis.UNKNOWN if s.get("year") is None else Basis.STATED,
        confidence=s.get("confidence"),
    )


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    while first < start and text[first].isspace():
        first += 1
    return first, max(len(text[:last].rstrip()), end)


def _locate(article: Article, words: str | None, near: int) -> Phrase | None:
    """Find each run of an annotated phrase at its place nearest to an offset."""
    if not words:
        return None
    return Phrase.of(article, _spans(article.text, words.split(ELLIPSIS), near))


def _spans(text: str, runs: Sequence[str], near: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for run in runs:
        before, after = text.rfind(run, 0, near + len(run)), text.find(run, near)
        places = [place for place in (before, after) if place >= 0]
        if not places:
            return found
        place = min(places, key=lambda p: abs(p - near))
        found.append((place, place + len(run)))
    return found
