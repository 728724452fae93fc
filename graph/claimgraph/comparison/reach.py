"""What a figure's telling allows: the range of true values that it may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from claimgraph.model import Bound, Statistic

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
_ONE_IN = re.compile(r"\b(?:1|one|an?)[\s-]+(?:in|out of)\b", re.I)
_SHARE_OF_N = re.compile(r"\b(?:in|out of)\b", re.I)

FRACTION = Decimal(4)
"""Points that a fraction in words ("two-thirds") may be off at most."""

ABOUT = Decimal(5)
"""Points that a figure told with "about" or "nearly" may be off."""

LIKELY = Decimal(10)
"""Points above "more than half" that such a telling still suggests."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Hold the range that a true value lies in, ends excluded."""

    low: Decimal
    high: Decimal

    def meets(self, other: Reach) -> bool:
        """Tell whether one true value may lie behind both."""
        return self.low < other.high and other.low < self.high


def all_meet(reaches: Iterable[Reach]) -> bool:
    """Tell whether one true value may lie behind all: of ranges, all have it in common where every two do."""
    low, high = Decimal("-Infinity"), Decimal("Infinity")
    for reach in reaches:
        low, high = max(low, reach.low), min(high, reach.high)
    return low < high


def precision(statistic: Statistic) -> Decimal:
    """Return half a unit of the last place told: 0.5 for "58 percent", 0.05 for "2.5", of fractions more."""
    return _precision(statistic.value_quote.exact, abs(statistic.value), statistic.unit)


def _precision(text: str, value: Decimal, unit: str) -> Decimal:
    if unit == "percent" and _fraction(text):
        return _fraction_precision(text, value)
    match = _NUMBER.search(text)
    if not match:
        return Decimal("0.5")
    number = Decimal(match[0].replace(",", ""))
    last = Decimal(1).scaleb(int(number.as_tuple().exponent))
    return last * (value / number if number and value else 1) / 2


def exact(statistic: Statistic) -> Reach:
    """Return what rounding alone allows, bounds left aside: for arithmetic."""
    return _exact(statistic.value_quote.exact, statistic.value, statistic.unit)


@lru_cache(maxsize=65536)
def _exact(text: str, value: Decimal, unit: str) -> Reach:
    half = _precision(text, abs(value), unit)
    return Reach(value - half, value + half)


def possible(statistic: Statistic) -> Reach:
    """Return all that an honest teller may mean: outside it two tellings differ."""
    return _possible(statistic.value_quote.exact, statistic.value, statistic.unit, statistic.bound)


@lru_cache(maxsize=65536)
def _possible(text: str, value: Decimal, unit: str, bound: Bound) -> Reach:
    near = _exact(text, value, unit)
    if unit == "percent" and _fraction(text):
        near = Reach(value - FRACTION, value + FRACTION)
    slack = ABOUT if unit == "percent" else abs(value) / 20
    endless = Decimal("Infinity")
    match bound:
        case Bound.ABOUT:
            wide = slack + (FRACTION if _fraction(text) else 0)
            return Reach(value - wide, value + wide)
        case Bound.MORE_THAN | Bound.AT_LEAST:
            return Reach(_at_half(value, unit, near.low), endless)
        case Bound.LESS_THAN | Bound.AT_MOST:
            return Reach(-endless, _at_half(value, unit, near.high))
        case _:
            return near


def _at_half(value: Decimal, unit: str, end: Decimal) -> Decimal:
    """Return where a bound ends: a majority is more than half, and no rougher than that."""
    half = Decimal(50)
    if unit != "percent" or value != half:
        return end
    return half + (Decimal("0.5") if end > half else Decimal("-0.5"))


def likely(statistic: Statistic) -> Reach:
    """Return what a reader takes from the telling: inside it a rounder telling is the same figure."""
    reach, value = possible(statistic), statistic.value
    room = LIKELY if statistic.unit == "percent" else abs(value) / 10
    return Reach(max(reach.low, value - room), min(reach.high, value + room))


def told_roundly(statistic: Statistic) -> bool:
    """Tell whether a figure is told as a fraction in words or with a bound."""
    return statistic.bound is not Bound.EXACT or _fraction(statistic.value_quote.exact)


@lru_cache(maxsize=65536)
def _fraction(text: str) -> bool:
    if _NUMBER.search(text) or re.search(r"per\s?cent", text, re.I):
        return bool(_SHARE_OF_N.search(text))
    return True


def _fraction_precision(text: str, value: Decimal) -> Decimal:
    """Return the half width of "one in N" read as N to the nearest whole, of other fractions FRACTION.

    "One in 10" is said of shares from 1 / 10.5 to 1 / 9.5: the wider side of that, at most FRACTION.
    """
    if _ONE_IN.search(text) and value:
        number = 100 / value
        return min(FRACTION, 100 / (number - Decimal("0.5")) - value)
    return FRACTION
