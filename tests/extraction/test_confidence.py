"""How sure a record is."""

from __future__ import annotations

import json
from importlib import resources
from itertools import pairwise
from typing import Any

import pytest

from claimgraph.extraction.confidence import curve, fitted, nine_in_ten


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    file = resources.files("claimgraph.extraction") / "weights" / "confidence.json"
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def test_more_sure_before_is_never_less_sure_after() -> None:
    made = [fitted(i / 200) for i in range(201)]
    assert all(one <= other for one, other in pairwise(made))


def test_a_probability_stays_one() -> None:
    assert all(0.0 <= fitted(c) <= 1.0 for c in (-1.0, 0.0, 0.3, 0.99, 1.0, 2.0))


def test_the_curve_goes_through_what_was_measured() -> None:
    for raw, share in curve().knots:
        assert fitted(raw) == pytest.approx(share)


def test_nine_in_ten_is_reached_but_not_by_all() -> None:
    assert fitted(0.0) < nine_in_ten() < fitted(1.0)


def test_it_was_calibrated_on_articles_the_curve_had_not_seen(kept: dict[str, Any]) -> None:
    assert kept["measured"]["calibration error across folds"] <= 0.08


def test_nine_in_ten_are_right_from_that_level(kept: dict[str, Any]) -> None:
    assert kept["measured"]["right from that level"] >= 0.9
    assert kept["measured"]["own articles: right from that level"] >= 0.9
