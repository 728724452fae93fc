"""Who stands beside what a change tells: each shelf is looked at once, and each wording read once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cache

from claimgraph.linking import Scheme, measures, studies
from claimgraph.linking.rest import Shelf, ShelfKind
from claimgraph.linking.wording import Wording, read
from claimgraph.store.shelves import Shelves
from claimgraph.store.surroundings import Surroundings

CROWDED = {ShelfKind.STUDY: studies.CROWDED, ShelfKind.WORDING: measures.CROWDED}
"""How many may stand on a shelf before it says nothing any more."""

LEFT = 50
"""Studies of the part that may have left a shelf on which the store still has them."""


class Company:
    """Look up who stands on shelves, as a store has them, for one change of some articles."""

    def __init__(
        self, shelves: Shelves, near: Surroundings, scheme: Scheme, changed: Collection[str]
    ) -> None:
        self._scheme = scheme

        @cache
        def first(kind: ShelfKind, shelf: Shelf, changed_too: bool) -> frozenset[str]:
            most = CROWDED[kind] + LEFT + 1
            return frozenset(shelves.nodes(kind, shelf, () if changed_too else changed, most))

        @cache
        def said(wording: str) -> Wording | None:
            label = near.label(wording)
            return None if label is None else read(label, scheme)

        self._first: Callable[[ShelfKind, Shelf, bool], frozenset[str]] = first
        self._said: Callable[[str], Wording | None] = said
        self._all = shelves.nodes

    def beside(self, kind: ShelfKind, shelf: Shelf, here: Collection[str], own: Collection[str]) -> int:
        """Return how many stand on a shelf beside those here and those that are the part's own.

        A crowded shelf is counted only as far as it takes to know that it is.
        """
        return sum(node not in here and node not in own for node in self._first(kind, shelf, False))

    def on(self, kind: ShelfKind, shelf: Shelf, new: Iterable[str]) -> tuple[frozenset[str], bool]:
        """Return who stands on a shelf as the store has it, none where it is crowded before and after.

        And whether the change makes it crowded, or no more. `new`: who stands on it with the change.
        """
        most = CROWDED[kind]
        was = self._first(kind, shelf, True)
        now = {*self._first(kind, shelf, False), *new}
        if len(was) > most and len(now) > most:
            return frozenset(), False
        crosses = (len(was) > most) != (len(now) > most)
        return (frozenset(self._all(kind, shelf)) if crosses else was), crosses

    def alike(self, mine: Wording, mate: str) -> bool:
        """Tell whether a wording and one that the store has may ask one question."""
        other = self._said(mate)
        return other is not None and measures.alike(mine, other, self._scheme)
