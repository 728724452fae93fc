"""How sure a record is."""

from __future__ import annotations

from itertools import pairwise

import pytest

from claimgraph.extraction.confidence import KNOTS, NINE_IN_TEN, fitted


def test_more_sure_before_is_more_sure_after() -> None:
    made = [fitted(i / 200) for i in range(201)]
    assert all(one <= other for one, other in pairwise(made))


def test_a_probability_stays_one() -> None:
    assert all(0.0 <= fitted(c) <= 1.0 for c in (-1.0, 0.0, 0.3, 0.99, 1.0, 2.0))


@pytest.mark.parametrize(("raw", "share"), KNOTS)
def test_the_curve_goes_through_what_was_measured(raw: float, share: float) -> None:
    assert fitted(raw) == pytest.approx(share)


def test_nine_in_ten_is_reached() -> None:
    assert fitted(1.0) > NINE_IN_TEN
