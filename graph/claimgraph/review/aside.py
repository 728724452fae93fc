"""Decisions that wait: what they are about is not in the graph, and they come back with it."""

from __future__ import annotations

from collections.abc import Iterable

from claimgraph.model import SAMPLE, Corpus, Decision
from claimgraph.review.figures import carry_out
from claimgraph.review.places import find


def aside(corpus: Corpus, decisions: Iterable[Decision]) -> tuple[tuple[Decision, str], ...]:
    """Return the decisions that nothing in a corpus answers to, each with what is missing, by date."""
    told = sorted(decisions, key=lambda d: (d.date, d.id))
    if not told:
        return ()
    articles = {e.article.id: e for e in corpus.extractions}
    known = {s.id for s in corpus.studies} | {g.id for g in corpus.groups} | {m.id for m in corpus.measures}
    waiting: dict[str, tuple[Decision, str]] = {}
    for decision in told:
        if any(place.article not in articles for place in decision.places):
            waiting[decision.id] = decision, "its article is not in the graph"
        elif not known.issuperset(key.partition(SAMPLE)[0] for key in decision.between):
            waiting[decision.id] = decision, "one of its nodes is not in the graph"
        elif any(find(place, articles[place.article].article.text) is None for place in decision.places):
            waiting[decision.id] = decision, "its words are not in the text"
    for extraction in articles.values():
        for decision, reason in carry_out(extraction, told).aside:
            waiting.setdefault(decision.id, (decision, reason))
    return tuple(sorted(waiting.values(), key=lambda item: (item[0].date, item[0].id)))
