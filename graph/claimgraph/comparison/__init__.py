"""Comparable?, sampling error, arithmetic, gaps, disagreements, misreports, trends."""

from __future__ import annotations

from claimgraph.comparison import arithmetic, disagreements, gaps, misreports, retellings, trends
from claimgraph.comparison.figures import Figures
from claimgraph.model import Comparison, Corpus, Verdict

__all__ = ["compare"]

_ORDER = {verdict: place for place, verdict in enumerate(Verdict)}


def compare(corpus: Corpus) -> tuple[Comparison, ...]:
    """Set side by side what may be, and give each comparison one verdict with its reason.

    Two figures meet only where they share a key: question and unit, and then wave, series or group.
    Sorted by verdict, rule and members; the same whatever the order of the articles.
    """
    figures = Figures(corpus)
    found: dict[str, Comparison] = {}
    for room in (retellings, gaps, trends, disagreements, misreports, arithmetic):
        for comparison in room.find(figures):
            found.setdefault(comparison.id, comparison)
    return tuple(sorted(found.values(), key=lambda c: (_ORDER[c.verdict], c.rule, c.members, c.about or "")))
