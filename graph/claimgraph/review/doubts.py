"""What a person should look at: alarms, links that are not certain, figures that were hard to read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from claimgraph.model import (
    ALARMS,
    Claim,
    Comparison,
    Corpus,
    Decision,
    Link,
    LinkKind,
    Place,
    Review,
    Statistic,
)
from claimgraph.review.links import decided
from claimgraph.review.places import find

SURE_ENOUGH = 0.8
"""The confidence from which on a figure or a claim is not asked about."""

LINK_SURE_ENOUGH = 0.9
"""The confidence from which on a link is not asked about."""

Doubtful = Statistic | Claim | Link | Comparison

DOUBTFUL = (Statistic, Claim, Link, Comparison)
"""The records that a person can decide on."""


@dataclass(frozen=True)
class Doubt:
    """Hold what is doubtful, and why, in words."""

    record: Doubtful
    why: str

    def target(self, corpus: Corpus) -> dict[str, Any]:
        """Return what a decision on it holds: keyword arguments of `Decision`."""
        return target(self.record, corpus)


def doubts(
    corpus: Corpus, comparisons: Iterable[Comparison], decisions: Iterable[Decision]
) -> tuple[Doubt, ...]:
    """Return what is doubtful and undecided: alarms first, then links, then figures, the least sure first."""
    told = tuple(decisions)
    return (*_alarms(corpus, comparisons, told), *_links(corpus, told), *_figures(corpus, told))


def target(record: Doubtful, corpus: Corpus) -> dict[str, Any]:
    """Return what a decision on a record holds of it: places, links and rule, as `Decision` has them."""
    if isinstance(record, Statistic):
        return {"places": (Place.of(record.value_quote),)}
    if isinstance(record, Claim):
        return {"places": (Place.of(record.quote),)}
    if isinstance(record, Link):
        return {"link": record.kind, "between": (record.subject, record.object)}
    quotes = {s.id: s.value_quote for s in corpus.statistics if s.id in record.members}
    quotes |= {c.id: c.quote for e in corpus.extractions for c in e.claims if c.id in record.members}
    return {
        "rule": record.rule,
        "places": tuple(Place.of(quotes[member]) for member in record.members if member in quotes),
        "between": tuple(member for member in record.members if member not in quotes),
    }


def _alarms(
    corpus: Corpus, comparisons: Iterable[Comparison], decisions: tuple[Decision, ...]
) -> Iterable[Doubt]:
    seen = decided(decisions, corpus)
    for one in comparisons:
        if one.verdict in ALARMS and (one.rule, frozenset(one.members)) not in seen:
            yield Doubt(one, f"alarm: {one.verdict}")


def _links(corpus: Corpus, decisions: tuple[Decision, ...]) -> Iterable[Doubt]:
    seen = {(d.link, frozenset(d.between)) for d in decisions if d.link is not None}
    open_ = [
        link
        for link in corpus.links
        if link.review is Review.PROPOSED
        and link.confidence < LINK_SURE_ENOUGH
        and link.kind is not LinkKind.BROADER_GROUP
        and (link.kind, frozenset((link.subject, link.object))) not in seen
    ]
    # Those that nearly count, or only just do, first: there a decision changes most.
    for link in sorted(open_, key=lambda link: (-link.confidence, link.id)):
        yield Doubt(link, f"link with confidence {link.confidence:.2f}: {link.kind}")


def _figures(corpus: Corpus, decisions: tuple[Decision, ...]) -> Iterable[Doubt]:
    texts = {e.article.id: e.article.text for e in corpus.extractions}
    seen = {
        (d.places[0].article, *span)
        for d in decisions
        if d.link is None
        and d.rule is None
        and d.places[0].article in texts
        and (span := find(d.places[0], texts[d.places[0].article]))
    }
    told: list[Statistic | Claim] = [*corpus.statistics]
    told += [claim for extraction in corpus.extractions for claim in extraction.claims]
    records = [
        (record.confidence, record.id, record)
        for record in told
        if record.confidence is not None and record.confidence < SURE_ENOUGH
    ]
    for confidence, _, record in sorted(records, key=lambda item: item[:2]):
        quote = record.quote if isinstance(record, Claim) else record.value_quote
        if (record.article.id, quote.start, quote.end) not in seen:
            kind = "claim" if isinstance(record, Claim) else "figure"
            yield Doubt(record, f"{kind} read with confidence {confidence:.2f}")
