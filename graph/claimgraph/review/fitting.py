"""Decisions are fitted to a graph: their words get all that stands around them, their nodes whole ids."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import replace

from claimgraph.errors import ReviewError
from claimgraph.extraction import extract
from claimgraph.model import SAMPLE, Article, Corpus, Decision, Extraction, Place, Quote
from claimgraph.review.figures import carry_out, overturned
from claimgraph.review.places import find

Fitted = tuple[tuple[Decision, ...], tuple[Extraction, ...]]
"""Decisions, and what the articles tell, on which they can be carried out."""


def fit(
    decisions: Iterable[Decision],
    before: Sequence[Decision],
    corpus: Corpus,
    known: Container[str],
    whole: Callable[[str], str],
) -> Fitted:
    """Return the decisions that are not among those before, anchored, and what they are carried out on.

    `known`: all ids; `whole`: what makes a whole id of its beginning. An article is read again where a
    decision brings back what was rejected. Raises ReviewError where one does not fit the articles.
    """
    articles = {e.article.id: e.article for e in corpus.extractions}
    told = {study.id for study in corpus.studies} | corpus.same_as.keys()

    def whole_id(key: str) -> str:
        own = key.partition(SAMPLE)[0]
        return key if own in told or own in known else whole(key)

    anchored = [
        replace(
            decision,
            places=tuple(_anchored(place, articles.get(place.article)) for place in decision.places),
            between=tuple(map(whole_id, decision.between)),
        )
        for decision in decisions
    ]
    ids = {decision.id for decision in before}
    new = tuple(decision for decision in anchored if decision.id not in ids)
    extractions = tuple(
        extract(e.article) if overturned(e.article, before, new) else e for e in corpus.extractions
    )
    for extraction in extractions:
        for decision, reason in carry_out(extraction, (*before, *new)).aside:
            if decision in new:
                words = decision.places[0].exact[:60]
                raise ReviewError(f"{decision.kind} {words!r} cannot be carried out: {reason}")
    return new, extractions


def _anchored(place: Place, article: Article | None) -> Place:
    """Give a place all that stands around its words."""
    span = find(place, article.text) if article else None
    if article is None or span is None:
        found = f"{place.exact[:60]!r} is not in the article, or more than once"
        raise ReviewError(f"{found}: give `before` and `after`")
    return Place.of(Quote.of(article, *span))
