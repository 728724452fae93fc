"""Articles that are read again: what is not found again is named, and decisions follow where ids change.

Offsets belong to the text that one version of a reader made; a newer one may make another text of the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from claimgraph.model import Corpus, Decision, Extraction, Place, Quote
from claimgraph.review.places import find


@dataclass(frozen=True)
class Lost:
    """Hold words that held a figure or a claim before an article was read again, and what became of them."""

    quote: Quote  # in the text as read before
    reason: str


class Again:
    """Hold what was known of the articles that were read again, and the ids that changed with them."""

    def __init__(self, read: Iterable[tuple[Extraction, Extraction]]) -> None:
        """Take each article's extraction before and now."""
        self._before: dict[str, Extraction] = {}  # by the article's id now
        self.ids: dict[str, str] = {}
        """Ids of articles and studies before → now, where they changed: an address became known."""
        for before, now in read:
            self._before[now.article.id] = before
            if before.article.id != now.article.id:
                self.ids[before.article.id] = now.article.id
                studies = {(study.name, study.organisations): study.id for study in now.studies}
                for study in before.studies:
                    self.ids[study.id] = studies.get((study.name, study.organisations), study.id)

    def follow(self, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
        """Return decisions with the ids that their articles and studies have now."""
        if not self.ids:
            return tuple(decisions)
        return tuple(
            replace(
                decision,
                places=tuple(replace(p, article=self.ids.get(p.article, p.article)) for p in decision.places),
                between=tuple(self.ids.get(key, key) for key in decision.between),
            )
            for decision in decisions
        )

    def lost(self, corpus: Corpus) -> dict[str, tuple[Lost, ...]]:
        """Return, by the article's id, the figures and claims that a corpus does not hold any more."""
        return {
            now.article.id: tuple(_lost(self._before[now.article.id], now))
            for now in corpus.extractions
            if now.article.id in self._before
        }


def _lost(before: Extraction, now: Extraction) -> Iterable[Lost]:
    """Yield what is not found again by its words and surroundings, in text order."""
    figures = [statistic.value_quote for statistic in now.statistics]
    claims = [claim.quote for claim in now.claims]
    told = [(statistic.value_quote, figures, "figure") for statistic in before.statistics]
    told += [(claim.quote, claims, "claim") for claim in before.claims]
    for quote, candidates, kind in sorted(told, key=lambda one: (one[0].start, one[0].end)):
        span = _span(quote, now)
        if span is None:
            yield Lost(quote, "its words are not in the text")
        elif not any(one.start < span[1] and span[0] < one.end for one in candidates):
            yield Lost(quote, f"its words are not read as a {kind} any more")


def _span(quote: Quote, now: Extraction) -> tuple[int, int] | None:
    if quote.article.text == now.article.text:
        return quote.start, quote.end
    return find(Place.of(quote), now.article.text)
