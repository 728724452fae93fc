"""Decisions on links and on comparisons: the last one on each counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from claimgraph.model import Article, Comparison, Corpus, Decision, DecisionKind, Link, Place, Review
from claimgraph.review.places import find

_YES = (DecisionKind.ACCEPT, DecisionKind.MERGE)


def links(decisions: Iterable[Decision]) -> tuple[Link, ...]:
    """Return the links that a person accepted or rejected, for `linking.link`, sorted by id."""
    last: dict[tuple[object, ...], Decision] = {}
    for decision in sorted(decisions, key=lambda d: (d.date, d.id)):
        if decision.link is not None:
            last[decision.target] = decision
    found = (_link(decision) for decision in last.values())
    return tuple(sorted(found, key=lambda link: link.id))


def standing(
    comparisons: Iterable[Comparison], decisions: Iterable[Decision], corpus: Corpus
) -> tuple[Comparison, ...]:
    """Return the comparisons that no person rejected.

    A decision is on the figures that were compared, wherever their words stand today; a comparison that
    further figures joined since is another one.
    """
    last = decided(decisions, corpus)
    rejected = {key for key, decision in last.items() if decision.kind is DecisionKind.REJECT}
    return tuple(c for c in comparisons if (c.rule, frozenset(c.members)) not in rejected)


def decided(decisions: Iterable[Decision], corpus: Corpus) -> dict[tuple[str, frozenset[str]], Decision]:
    """Return rule and members of each comparison that a person decided on → the last decision."""
    mine = [d for d in decisions if d.rule is not None]
    if not mine:
        return {}
    articles = {e.article.id: e.article for e in corpus.extractions}
    named = {place.article for decision in mine for place in decision.places}
    quotes = [(s.value_quote, s.id) for s in corpus.statistics if s.article.id in named]
    quotes += [(c.quote, c.id) for e in corpus.extractions if e.article.id in named for c in e.claims]
    spans = {(quote.article.id, quote.start, quote.end): key for quote, key in quotes}
    last: dict[tuple[str, frozenset[str]], Decision] = {}
    for decision in sorted(mine, key=lambda d: (d.date, d.id)):
        members = [_member(place, articles, spans) for place in decision.places]
        if all(members):
            last[decision.rule or "", frozenset((*filter(None, members), *decision.between))] = decision
    return last


def _member(
    place: Place, articles: Mapping[str, Article], spans: Mapping[tuple[str, int, int], str]
) -> str | None:
    article = articles.get(place.article)
    span = find(place, article.text) if article else None
    return None if span is None else spans.get((place.article, *span))


def _link(decision: Decision) -> Link:
    if decision.link is None:
        raise ValueError("a decision on a link names its kind")
    subject, object_ = decision.between
    review = Review.ACCEPTED if decision.kind in _YES else Review.REJECTED
    why = (("because", decision.note),) if decision.note else ()
    evidence = (("decided by", decision.author), ("on", decision.date), *why)
    return Link(decision.link, subject, object_, evidence, 1.0, review)
