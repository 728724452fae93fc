"""Ids as people see and type them: the shortest beginning that no other id shares."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from claimgraph.errors import NotFoundError

SHORTEST_PREFIX = 6
"""Hexadecimal digits that a shortened id keeps at least."""


class Ids:
    """Shorten ids, and find them again by how they begin."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = sorted(ids)

    def find(self, prefix: str) -> str:
        """Return the one id that begins so; raises NotFoundError where none or several do."""
        place = bisect_left(self._ids, prefix)
        meant = self._ids[place] if place < len(self._ids) else ""
        if not prefix or not meant.startswith(prefix):
            raise NotFoundError(
                f"no id begins with {prefix!r}; `claimgraph find` searches by words and values"
            )
        following = self._ids[place + 1] if place + 1 < len(self._ids) else ""
        if meant != prefix and following.startswith(prefix):
            raise NotFoundError(f"several ids begin with {prefix!r}, {following} among them: give more of it")
        return meant

    def short(self, key: str) -> str:
        """Return the shortest beginning of an id that no other id shares; readable ids stay whole."""
        place = bisect_left(self._ids, key)
        neighbours = [*self._ids[max(place - 1, 0) : place], *self._ids[place + 1 : place + 2]]
        length = key.find("-") + 1 + SHORTEST_PREFIX
        while length < len(key) and any(n.startswith(key[:length]) for n in neighbours if n != key):
            length += 1
        return key if length >= len(key) or not _is_hash(key) else key[:length]


def _is_hash(key: str) -> bool:
    return set(key.rpartition("-")[2]) <= set("0123456789abcdef")
