"""Say how sure a record is, fitted to how often records are right.

The binder's probability says how often the binder is right; resolution mends some of its errors and lowers
what it had to overrule. The curve is kept with the weights. It comes from labelled sentences kept out of
training, led through the whole of extraction: `scripts/fit_confidence`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise


@dataclass(frozen=True)
class Curve:
    """Hold how often records are right, by their confidence before fitting."""

    knots: tuple[tuple[float, float], ...]
    """Raw confidence from 0 to 1 and the share that was right, both rising; straight lines between."""
    nine_in_ten: float
    """Fitted confidence at and above which nine in ten were right."""

    def at(self, confidence: float) -> float:
        """Return the probability that a record with this raw confidence, 0 to 1, is right."""
        for (left, low), (right, high) in pairwise(self.knots):
            if confidence <= right and right > left:
                return low + (high - low) * (max(confidence, left) - left) / (right - left)
        return self.knots[-1][1]


@cache
def curve() -> Curve:
    """Return the curve that was fitted to the weights of the package."""
    file = resources.files("claimgraph.extraction") / "weights" / "confidence.json"
    kept = json.loads(file.read_text("utf-8"))
    return Curve(tuple((x, y) for x, y in kept["knots"]), kept["nine_in_ten"])


def fitted(confidence: float) -> float:
    """Return the probability that a record with this raw confidence, 0 to 1, is right."""
    return curve().at(confidence)


def nine_in_ten() -> float:
    """Return the confidence at and above which nine in ten statistics are right in every field."""
    return curve().nine_in_ten
