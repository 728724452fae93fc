"""Numbers with their units and bounds, in plain words."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Protocol

from claimgraph.model import Bound

_SPOKEN = {"percent": " percent", "points": " points", "percent_change": " percent", "count": "", "ratio": ""}


class Valued(Protocol):
    """Have a value and a unit, as statistics and figures do."""

    @property
    def value(self) -> Decimal:
        """Return the value."""

    @property
    def unit(self) -> str:
        """Return the unit."""


@lru_cache(maxsize=65536)
def plain(value: Decimal) -> str:
    """Return a number without exponent and trailing zeros."""
    return format(value.normalize(), "f") if value else "0"


def amount(figure: Valued) -> str:
    """Return a value with its unit, in plain words."""
    return measured(figure.value, figure.unit)


def measured(value: Decimal, unit: str) -> str:
    """Return a number with its unit, in plain words."""
    return plain(value) + _SPOKEN.get(unit, f" {unit}")


def bounded(bound: Bound, words: str) -> str:
    """Return a number in words with its bound before it: "more than 300"."""
    return words if bound is Bound.EXACT else f"{bound.value.replace('_', ' ')} {words}"


def distance(size: Decimal, unit: str) -> str:
    """Return how far two values of a unit lie apart, in plain words: shares lie points apart."""
    word = "points" if unit == "percent" else unit
    return f"{plain(size)} {word.removesuffix('s') if size == 1 else word}"
