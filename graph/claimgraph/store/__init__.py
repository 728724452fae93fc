"""The store: where quads and texts are kept, asked and written out."""

from __future__ import annotations

from claimgraph.store.embedded import EmbeddedStore, open_store
from claimgraph.store.results import Result

__all__ = ["EmbeddedStore", "Result", "open_store"]
