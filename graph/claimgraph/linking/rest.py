"""The rest of a graph, as far as it decides what is one in a part of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum

Shelf = tuple[str, ...]
"""What two nodes have in common that brings them together: two rare words, a figure of one organisation."""


class ShelfKind(StrEnum):
    """What stands on a shelf."""

    LABEL = "label"  # of a group
    STUDY = "study"  # as an article tells of it
    WORDING = "wording"  # of a question
    CLAIM = "claim"
    TEXT = "text"  # of an article


def _nobody(kind: ShelfKind, shelf: Shelf, here: Collection[str]) -> int:
    return 0


@dataclass(frozen=True)
class Rest:
    """Hold what the articles that are left out say of shelves on which something of the others stands."""

    labels: frozenset[str] = frozenset()  # of groups, on the shelves of labels of the part
    beside: Callable[[ShelfKind, Shelf, Collection[str]], int] = _nobody
    """How many nodes stand on a shelf beside those that are here: a crowded shelf says nothing."""


NOTHING = Rest()
"""The rest of a graph that is linked as a whole."""
