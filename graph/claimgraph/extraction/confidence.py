"""Say how sure a record is, fitted to how often records are right.

The binder's probability says how often the binder is right; resolution mends some of its errors and lowers
what it had to overrule. The curve comes from labelled sentences kept out of training:
`scripts/fit_confidence`.
"""

from __future__ import annotations

from itertools import pairwise

KNOTS = (
    (0.0, 0.0),
    (0.232, 0.273),
    (0.503, 0.57),
    (0.7, 0.649),
    (0.824, 0.788),
    (0.899, 0.907),
    (0.942, 0.947),
    (0.974, 0.99),
    (1.0, 0.99),
)
"""Raw confidence and the share that was right, both rising; between two knots the line goes straight."""

NINE_IN_TEN = 0.63
"""Confidence at and above which nine in ten of those sentences' figures were right."""


def fitted(confidence: float) -> float:
    """Return the probability that a record with this raw confidence, 0 to 1, is right."""
    for (left, low), (right, high) in pairwise(KNOTS):
        if confidence <= right and right > left:
            return low + (high - low) * (max(confidence, left) - left) / (right - left)
    return KNOTS[-1][1]
