"""What was done to a graph, and what was found in it: records for whoever asked."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.gathering import Failed
from claimgraph.model import Decision, Extraction, Statistic
from claimgraph.review import Lost


@dataclass(frozen=True)
class Added:
    """Hold what became of one article."""

    name: str  # path as given
    status: str  # "added", "replaced" or "unchanged"
    article: str  # id
    statistics: int
    claims: int
    studies: int
    dropped: tuple[str, ...] = ()  # what the reader left out, in words
    lost: tuple[Lost, ...] = ()  # what it said before and was not found again

    @classmethod
    def of(cls, name: str, status: str, told: Extraction, dropped: tuple[str, ...] = ()) -> Added:
        """Count what an article tells."""
        return cls(
            name,
            status,
            told.article.id,
            len(told.statistics),
            len(told.claims),
            len(told.studies),
            dropped,
        )


@dataclass(frozen=True)
class Report:
    """Hold what was added, and what the graph holds since."""

    done: tuple[Added, ...]
    failed: tuple[Failed, ...]
    articles: int
    statistics: int
    comparisons: int
    waiting: tuple[tuple[Decision, str], ...] = ()  # decisions carried out until now; why not now


@dataclass(frozen=True)
class Match:
    """Hold a statistic and how much of a phrase it meets, 0 to 1."""

    statistic: Statistic
    score: float
