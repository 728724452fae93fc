"""A number that reports a finding, between the binder and the record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from claimgraph.extraction.pointing import Span
from claimgraph.model import Bound, Kind


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
        return replace(self, confidence=self.confidence * factor, **changes)

    @property
    def span(self) -> Span:
        """Return where the value expression stands."""
        return self.start, self.end
