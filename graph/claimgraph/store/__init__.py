"""The store: where quads and texts are kept, asked and written out."""

from __future__ import annotations

from pathlib import Path

from claimgraph.errors import StoreError
from claimgraph.store.embedded import EmbeddedStore
from claimgraph.store.graph_store import GraphStore
from claimgraph.store.results import Result

__all__ = ["EmbeddedStore", "GraphStore", "Result", "open_embedded", "open_store"]


def open_store(where: str | Path, *, create: bool = True) -> GraphStore:
    """Open the graph in a directory, or at a SPARQL server by its http or https URL.

    Raises StoreError as `open_embedded` does, or where the server does not answer.
    """
    if str(where).startswith(("http://", "https://")):
        from claimgraph.store.remote import RemoteStore

        return RemoteStore(str(where))
    return open_embedded(Path(where), create=create)


def open_embedded(path: Path, *, create: bool = True) -> EmbeddedStore:
    """Open the graph in a directory, made where there is none unless `create` is False.

    Raises StoreError where there is none, another process has it open, a later version made it, or the
    directory cannot be written.
    """
    if not create and not (path / "store").is_dir():
        raise StoreError(f"there is no graph at {path}: `claimgraph add FILE` makes one")
    return EmbeddedStore(path)
