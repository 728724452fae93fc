"""Numbers of persons asked, compared."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.model import Bound, Sample


def samples_agree(one: Sequence[Sample], other: Sequence[Sample]) -> float | None:
    """Return 1 where a number of persons is the same, 0.5 where nearly, 0 where totals differ, else None."""
    best: float | None = None
    for a in one:
        for b in other:
            if sizes_agree(a, b):
                return 1.0
            if min(a.n, b.n) >= 50 and abs(a.n - b.n) <= max(a.n, b.n) * 0.02:
                best = 0.5
    if best is None:
        totals = [[s for s in samples if s.group is None] for samples in (one, other)]
        if totals[0] and totals[1] and not any(_overlap(a, b) for a in totals[0] for b in totals[1]):
            return 0.0
    return best


def sizes_agree(a: Sample, b: Sample) -> bool:
    """Tell whether two samples may tell one number: "more than 1,100" and "1,100" do."""
    low, high = sorted((a, b), key=lambda sample: sample.n)
    if a.n == b.n:
        return True
    if low.bound in (Bound.MORE_THAN, Bound.AT_LEAST):
        return high.n <= low.n * 1.1
    if high.bound in (Bound.LESS_THAN, Bound.AT_MOST):
        return low.n >= high.n * 0.9
    return Bound.ABOUT in (a.bound, b.bound) and high.n - low.n <= high.n * 0.05


def _overlap(a: Sample, b: Sample) -> bool:
    return sizes_agree(a, b) or abs(a.n - b.n) <= max(a.n, b.n) * 0.25
