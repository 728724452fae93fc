"""Decisions on figures and claims are carried out on what was taken from an article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from claimgraph.errors import ReviewError
from claimgraph.extraction import candidates, sentences
from claimgraph.model import (
    Article,
    Claim,
    Decision,
    DecisionKind,
    Extraction,
    Kind,
    Quote,
    Statistic,
)
from claimgraph.review.fields import corrected
from claimgraph.review.places import find

R = TypeVar("R", Statistic, Claim)

SURE = 1.0
"""The confidence of what a person looked at."""


@dataclass(frozen=True)
class Reviewed:
    """Hold an extraction as a person left it, and the decisions that no longer fit its text."""

    extraction: Extraction
    aside: tuple[tuple[Decision, str], ...] = ()  # with what is missing


def carry_out(extraction: Extraction, decisions: Iterable[Decision]) -> Reviewed:
    """Return an extraction with the decisions on its figures and claims carried out, by their dates.

    Doing so twice changes nothing more. What was decided of words that the text does not hold any more is
    put aside, and comes back with the words.
    """
    aside: list[tuple[Decision, str]] = []
    mine = sorted((d for d in decisions if _is_of(d, extraction.article)), key=lambda d: (d.date, d.id))
    found = [(decision, find(decision.places[0], extraction.article.text)) for decision in mine]
    last = {span: decision for decision, span in found}
    for decision, span in found:
        if span is None:
            aside.append((decision, "its words are not in the text"))
            continue
        if decision.kind is DecisionKind.REJECT and last[span].kind is not DecisionKind.REJECT:
            continue  # a later decision brought it back
        try:
            extraction = _carry_out(extraction, decision, span)
        except ReviewError as error:
            aside.append((decision, str(error)))
    return Reviewed(extraction, tuple(aside))


def overturned(article: Article, before: Iterable[Decision], new: Iterable[Decision]) -> bool:
    """Tell whether a new decision brings back a figure of an article that was rejected before.

    What was rejected is not kept: the article has to be read again.
    """
    gone = {
        span
        for d in before
        if _is_of(d, article) and d.kind is DecisionKind.REJECT and (span := find(d.places[0], article.text))
    }
    back = {
        span
        for d in new
        if _is_of(d, article)
        and d.kind is not DecisionKind.REJECT
        and (span := find(d.places[0], article.text))
    }
    return not gone.isdisjoint(back)


def _is_of(decision: Decision, article: Article) -> bool:
    return decision.link is None and decision.rule is None and decision.places[0].article == article.id


def _carry_out(extraction: Extraction, decision: Decision, span: tuple[int, int]) -> Extraction:
    statistic = _at(extraction.statistics, span)
    claim = _at(extraction.claims, span) if statistic is None else None
    if decision.kind is DecisionKind.REJECT:
        return _without(extraction, {r.id for r in (statistic, claim) if r is not None})
    if claim is not None:
        if decision.fields:
            raise ReviewError("a claim has no fields that can be corrected: reject it instead")
        return _with(extraction, replace(claim, confidence=SURE))
    if statistic is None:
        if decision.kind is not DecisionKind.ADD:
            raise ReviewError("nothing was found at its words: decide `add` with its fields")
        statistic = _missed(extraction.article, span)
    return _with(extraction, replace(corrected(statistic, decision.fields, extraction), confidence=SURE))


def _at(records: Iterable[R], span: tuple[int, int]) -> R | None:
    """Return the record whose words share most with a span, or None where none shares any."""
    best: tuple[int, R] | None = None
    for record in records:
        quote = record.quote if isinstance(record, Claim) else record.value_quote
        shared = min(quote.end, span[1]) - max(quote.start, span[0])
        if shared > 0 and (best is None or shared > best[0]):
            best = shared, record
    return best[1] if best else None


def _without(extraction: Extraction, gone: set[str]) -> Extraction:
    return replace(
        extraction,
        statistics=tuple(s for s in extraction.statistics if s.id not in gone),
        claims=tuple(c for c in extraction.claims if c.id not in gone),
        relations=tuple(r for r in extraction.relations if gone.isdisjoint((*r.between, r.of))),
    )


def _with(extraction: Extraction, record: Statistic | Claim) -> Extraction:
    """Put a record in the place of the one with its id, or where the text has it."""
    if isinstance(record, Claim):
        claims = [record if c.id == record.id else c for c in extraction.claims]
        return replace(extraction, claims=tuple(claims))
    others = [s for s in extraction.statistics if s.id != record.id]
    ordered = sorted((*others, record), key=lambda s: (s.value_quote.start, s.value_quote.end))
    return replace(extraction, statistics=tuple(ordered))


def _missed(article: Article, span: tuple[int, int]) -> Statistic:
    """Make a figure of its words alone: what the grammar of numbers reads there, in their sentence."""
    told = sentences.split(article.text)
    own = next((s for s in told if s.start <= span[0] and span[1] <= s.end), None)
    quote = Quote.of(article, own.start, own.end) if own else Quote.of(article, *span)
    words = article.text[span[0] : span[1]]
    read = candidates.find(words, sentences.split(words))
    if len(read) != 1:
        raise ReviewError(f"{words[:40]!r} is not one number: name the words of the value alone")
    return Statistic(
        value_quote=Quote.of(article, *span),
        quote=quote,
        value=read[0].value,
        unit=read[0].unit or "count",
        bound=read[0].bound,
        kind=read[0].kind or Kind.LEVEL,
        group=None,
        statement=None,
    )
