"""Sampling error: what of a difference between two shares may be chance.

The test of two proportions with the pooled share, and the interval with each share's own error:
https://www.itl.nist.gov/div898/handbook/prc/section3/prc33.htm. All of it supposes probability samples.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from claimgraph.comparison.amounts import bounded
from claimgraph.model import Base, Statistic

Z95 = Decimal("1.959964")
"""The 97.5 percent point of the normal distribution: two sides at the level of 0.05."""

LEVEL = Decimal("0.05")
"""A difference whose p is below is larger than sampling error allows."""

FEWEST = 5
"""Persons that must stand on each side of a share for the normal approximation to hold."""

DESIGN_EFFECT = "design effect"
"""Name of a figure of the test, where it is not 1."""

FAR = 4
"""The square of a z whose p is surely below LEVEL."""

SUPPOSES = "supposes probability samples"


@dataclass(frozen=True)
class SamplingTest:
    """Hold a test of the difference between two shares in percent."""

    significant: bool | None  # None: not decided
    figures: tuple[tuple[str, str], ...]
    words: str  # what it says, for a reader
    tested: bool = False  # True where both bases were known


def two_proportions(one: Statistic, other: Statistic, design_effect: Decimal = Decimal(1)) -> SamplingTest:
    """Test whether two shares of independent samples differ by more than sampling error allows.

    A study's total is only an upper limit for a group's base: what is within sampling error with it is so
    with the group's own base; what is not stays untested.
    """
    if one.base is None or other.base is None:
        return SamplingTest(None, (), "the bases are not known, so it is untested")
    difference, of_study = one.value - other.value, one.base.of_study or other.base.of_study
    variance = _variance(one.value, other.value, one.base, other.base, design_effect)
    bases = (("bases", f"{_base(one.base)}; {_base(other.base)}"),)
    untested = SamplingTest(None, bases, "only the study's total is known, so it is untested")
    if of_study and difference * difference > FAR * variance:
        return untested  # without the root that z needs: a graph asks this hundreds of thousands of times
    z = difference / variance.sqrt() if variance else Decimal(99 if difference else 0)
    p = p_of(z)
    inside = p >= LEVEL
    if of_study and not inside:
        return untested
    if not of_study and any(
        min(s.value, 100 - s.value) * s.base.n / 100 < FEWEST for s in (one, other) if s.base
    ):
        return SamplingTest(None, bases, "too few persons for the test")
    room = _room(one.value, other.value, one.base, other.base, design_effect)
    figures = (
        *bases,
        *(((DESIGN_EFFECT, f"{design_effect:f}"),) if design_effect != 1 else ()),
        ("interval", f"{_tenths(difference - room)} to {_tenths(difference + room)}"),
        ("z", f"{z:.2f}"),
        ("p", _p(p)),
        ("note", SUPPOSES),
    )
    if of_study:
        return SamplingTest(
            False, figures, "not more than sampling error allows even if all asked had answered"
        )
    words = "within sampling error" if inside else "more than sampling error allows"
    return SamplingTest(not inside, figures, words, tested=True)


def margin(value: Decimal, n: int, design_effect: Decimal = Decimal(1)) -> Decimal:
    """Return the margin of error of a share in points, at 95 percent: z · √(deff · p · (100 − p) / n)."""
    return Z95 * (design_effect * value * (100 - value) / n).sqrt()


def p_of(z: Decimal) -> Decimal:
    """Return the two-sided p of a normal deviate."""
    return Decimal(repr(math.erfc(abs(float(z)) / math.sqrt(2))))


def _variance(a: Decimal, b: Decimal, base_a: Base, base_b: Base, design_effect: Decimal) -> Decimal:
    """Return the variance of the difference, if both shares were one."""
    n, m = Decimal(base_a.n), Decimal(base_b.n)
    pooled = (a * n + b * m) / (n + m)
    return design_effect * pooled * (100 - pooled) * (1 / n + 1 / m)


def _room(a: Decimal, b: Decimal, base_a: Base, base_b: Base, design_effect: Decimal) -> Decimal:
    """Return half the width of the interval of the difference, each share with its own error."""
    variance = a * (100 - a) / Decimal(base_a.n) + b * (100 - b) / Decimal(base_b.n)
    return Z95 * (design_effect * variance).sqrt()


def _base(base: Base) -> str:
    start = "of at most the study's total, " if base.of_study else ""
    return start + bounded(base.bound, str(base.n))


def _tenths(value: Decimal) -> str:
    return format(value.quantize(Decimal("0.1")), "f")


def _p(p: Decimal) -> str:
    return "below 0.0001" if p < Decimal("0.0001") else format(p.quantize(Decimal("0.0001")), "f")
