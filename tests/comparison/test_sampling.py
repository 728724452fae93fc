"""The test of two shares against a second source, and its limits."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from claimgraph.comparison.sampling import margin, p_of, two_proportions
from claimgraph.model import Base, Bound, Statistic


def share(tellings: ModuleType, value: int, base: Base | None) -> Statistic:
    told = tellings.tell("a", [tellings.Told(f"{value} percent", "nurses", "carry a whistle on watch")])
    return replace(told.statistics[0], base=base)


@given(st.decimals(-6, 6, places=3))
def test_p_is_that_of_the_normal_distribution(z: Decimal) -> None:
    assert float(p_of(z)) == pytest.approx(2 * norm.sf(abs(float(z))), abs=1e-12)


def test_the_margin_of_a_thousand_is_three_points() -> None:
    assert margin(Decimal(50), 1000).quantize(Decimal("0.01")) == Decimal("3.10")
    assert margin(Decimal(50), 1000, Decimal(4)) == 2 * margin(Decimal(50), 1000)


def test_the_test_of_two_shares(tellings: ModuleType) -> None:
    one, other = share(tellings, 58, Base(300)), share(tellings, 48, Base(300))
    result = two_proportions(one, other)
    # pooled 0.53: z = 0.10 / √(0.53 · 0.47 · 2 / 300) = 2.4538
    assert dict(result.figures)["z"] == "2.45"
    assert dict(result.figures)["p"] == "0.0141"
    assert result.significant and result.tested


def test_a_design_effect_widens_the_error(tellings: ModuleType) -> None:
    one, other = share(tellings, 58, Base(300)), share(tellings, 48, Base(300))
    assert two_proportions(one, other, Decimal(2)).significant is False


@given(a=st.integers(10, 90), b=st.integers(10, 90), n=st.integers(60, 5000), m=st.integers(60, 5000))
def test_it_does_not_matter_which_comes_first(a: int, b: int, n: int, m: int, tellings: ModuleType) -> None:
    one, other = share(tellings, a, Base(n)), share(tellings, b, Base(m))
    there, back = two_proportions(one, other), two_proportions(other, one)
    assert there.significant == back.significant
    assert dict(there.figures)["p"] == dict(back.figures)["p"]


def test_too_few_persons_are_not_tested(tellings: ModuleType) -> None:
    result = two_proportions(share(tellings, 4, Base(60)), share(tellings, 30, Base(60)))
    assert result.significant is None and not result.tested
    assert "too few" in result.words


def test_a_bound_of_the_base_is_said(tellings: ModuleType) -> None:
    result = two_proportions(share(tellings, 58, Base(300, Bound.MORE_THAN)), share(tellings, 48, Base(300)))
    assert dict(result.figures)["bases"] == "more than 300; 300"


def test_nobody_and_everybody_can_be_compared(tellings: ModuleType) -> None:
    assert two_proportions(
        share(tellings, 0, Base(300, of_study=True)), share(tellings, 0, Base(9, of_study=True))
    ).words
