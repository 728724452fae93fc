"""What a telling allows."""

from __future__ import annotations

from decimal import Decimal
from types import ModuleType

import pytest

from claimgraph.comparison.reach import likely, possible, precision
from claimgraph.model import Bound


@pytest.mark.parametrize(
    ("text", "value", "unit", "half"),
    [
        ("58 percent", 58, "percent", "0.5"),
        ("58.5%", "58.5", "percent", "0.05"),
        ("one in 10", 10, "percent", "0.526"),
        ("one in five", 20, "percent", "2.222"),
        ("two-thirds", 67, "percent", "4"),
        ("four in 10", 40, "percent", "4"),
        ("fifty-eight percent", 58, "percent", "0.5"),
        ("$1.13bn", 1130000000, "USD", "5000000"),
        ("3,000", 3000, "count", "0.5"),
    ],
)
def test_the_last_place_told_is_the_precision(
    text: str, value: str | int, unit: str, half: str, tellings: ModuleType
) -> None:
    told = tellings.tell("a", [tellings.Told(text, "nurses", "answered so", Decimal(value), unit)])
    assert abs(precision(told.statistics[0]) - Decimal(half)) < Decimal("0.001")


@pytest.mark.parametrize(
    ("text", "value", "bound", "inside", "outside"),
    [
        ("more than half", 50, Bound.MORE_THAN, [51, 58, 90], [44]),
        ("fewer than half", 50, Bound.LESS_THAN, [49, 12], [55]),
        ("about 40 percent", 40, Bound.ABOUT, [38, 43], [50]),
        ("nearly half", 50, Bound.ABOUT, [43, 49], [38]),
        ("40 percent", 40, Bound.EXACT, [40], [39, 41]),
    ],
)
def test_outside_its_reach_a_telling_is_another_figure(
    text: str, value: int, bound: Bound, inside: list[int], outside: list[int], tellings: ModuleType
) -> None:
    figures = [
        tellings.Told(text, "nurses", "answered so", value, bound=bound),
        *(tellings.Told(f"{v} percent", "nurses", "answered so") for v in (*inside, *outside)),
    ]
    first, *others = tellings.tell("a", figures).statistics
    met = [possible(first).meets(possible(other)) for other in others]
    assert met == [True] * len(inside) + [False] * len(outside)
    assert likely(first).low >= possible(first).low
    assert likely(first).high <= possible(first).high
