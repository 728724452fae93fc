"""What a graph holds already, by article: so that nothing is extracted twice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from claimgraph.model import Extraction


class Known(Protocol):
    """Look up what is known of an article; `claimgraph.store.records.Held` does in a graph."""

    def get(self, article: str) -> Extraction | None:
        """Return what the article with this id tells."""

    def at(self, path: str) -> Extraction | None:
        """Return what the article at this path tells, as it was read before."""


class Remembered:
    """Hold extractions in memory."""

    def __init__(self, extractions: Iterable[Extraction] = ()) -> None:
        self._by_id = {one.article.id: one for one in extractions}
        self._by_path = {one.article.path: one for one in self._by_id.values() if one.article.path}

    def get(self, article: str) -> Extraction | None:
        """Return what the article with this id tells."""
        return self._by_id.get(article)

    def at(self, path: str) -> Extraction | None:
        """Return what the article at this path tells, as it was read before."""
        return self._by_path.get(path)
