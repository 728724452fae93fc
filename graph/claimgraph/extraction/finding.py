"""A number that reports a finding, between the binder and the record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from claimgraph.extraction.pointing import Span
from claimgraph.model import Bound, Kind

EVEN = 0.5
"""How often a record is right that a rule settled, about: its confidence moves towards it from below.

Measured on the labelled sentences kept out of training: 0.52 of 42.
"""


@dataclass(frozen=True)
class Finding:
    """Hold a number that reports a finding, on its way to a record; offsets are the article's."""

    start: int
    end: int
    sentence: int
    value: Decimal
    unit: str
    bound: Bound
    kind: Kind
    group: tuple[Span, ...]
    statement: tuple[Span, ...]
    confidence: float

    def lowered(self, factor: float, **changes: Any) -> Finding:
        """Return the finding changed, with less confidence: a rule said what the binder could not."""
        least = min((self.confidence + EVEN) / 2, EVEN)
        return replace(self, confidence=max(self.confidence * factor, least), **changes)

    @property
    def span(self) -> Span:
        """Return where the value expression stands."""
        return self.start, self.end
