"""Ids as people see and type them: the shortest beginning that no other id shares."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Protocol

from claimgraph.errors import NotFoundError

SHORTEST_PREFIX = 6
"""Hexadecimal digits that a shortened id keeps at least."""


class Ordered(Protocol):
    """Hold ids in order: `claimgraph.store.ids.IdIndex` does."""

    def before(self, key: str) -> str | None:
        """Return the last id before a key, or None."""

    def following(self, key: str, most: int) -> list[str]:
        """Return the first ids from a key on, itself included, at most so many."""


class Listed:
    """Hold ids in order, in memory."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = sorted(ids)

    def before(self, key: str) -> str | None:
        """Return the last id before a key, or None."""
        place = bisect_left(self._ids, key)
        return self._ids[place - 1] if place else None

    def following(self, key: str, most: int) -> list[str]:
        """Return the first ids from a key on, itself included, at most so many."""
        place = bisect_left(self._ids, key)
        return self._ids[place : place + most]


class Ids:
    """Shorten ids, and find them again by how they begin."""

    def __init__(self, ids: Ordered | Iterable[str]) -> None:
        self._ids: Ordered = Listed(ids) if isinstance(ids, Iterable) else ids

    def find(self, prefix: str) -> str:
        """Return the one id that begins so; raises NotFoundError where none or several do."""
        asked = prefix.encode("utf-8", "replace").decode()  # bytes of the command line that are not UTF-8
        meant, following = [*self._ids.following(asked, 2), "", ""][:2]
        if not prefix or not meant.startswith(prefix):
            raise NotFoundError(
                f"no id begins with {prefix!r}; `claimgraph find` searches by words and values"
            )
        if meant != prefix and following.startswith(prefix):
            raise NotFoundError(f"several ids begin with {prefix!r}, {following} among them: give more of it")
        return meant

    def short(self, key: str) -> str:
        """Return the shortest beginning of an id that no other id shares; readable ids stay whole."""
        if not _is_hash(key):
            return key
        neighbours = [self._ids.before(key) or "", *self._ids.following(key, 2)]
        length = key.find("-") + 1 + SHORTEST_PREFIX
        while length < len(key) and any(n.startswith(key[:length]) for n in neighbours if n != key):
            length += 1
        return key[:length]


def _is_hash(key: str) -> bool:
    return set(key.rpartition("-")[2]) <= set("0123456789abcdef")
