"""The earlier figure that a level and its change imply."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest

from claimgraph.comparison import compare
from claimgraph.comparison.implied import since
from claimgraph.linking import link
from claimgraph.model import Comparison, Extraction, Group, Kind, Quote, Verdict

REST = "feel rested after nights"


def tell(  # type: ignore[no-untyped-def]
    tellings: ModuleType, value: int, points: int, behind: str, **more
) -> Extraction:
    """Tell a level and its change, with `behind` as what stands behind the change."""
    figures = [
        tellings.Told(f"{value} percent", "nurses", REST, year=2019),
        tellings.Told(
            f"{points} points", "nurses", REST + behind, points, "points", kind=Kind.CHANGE, year=2019
        ),
    ]
    told = tellings.tell("a", figures, relations=[("change_of", (0,), 1)], **more)
    text, change = told.article.text, told.statistics[1]
    return replace(
        told,
        statistics=(
            told.statistics[0],
            replace(change, quote=Quote.of(told.article, change.value_quote.start, len(text) - 1)),
        ),
    )


def implied(told: list[Extraction], groups: tuple[Group, ...]) -> list[Comparison]:
    return [c for c in compare(link(told, (), groups)) if c.rule.startswith("implied")]


@pytest.mark.parametrize(
    ("behind", "year"),
    [
        (" from last year", "2018"),
        (" than in 2014", "2014"),
        (" from five years ago", "2014"),
        (" since the previous year", "2018"),
    ],
)
def test_the_earlier_figure_is_derived(behind: str, year: str, tellings: ModuleType, groups) -> None:  # type: ignore[no-untyped-def]
    told = tell(tellings, 70, 9, behind)
    assert told.article.text.index(behind) - told.statistics[1].value_quote.end < 60
    (found,) = implied([told], groups)
    assert found.verdict is Verdict.TREND
    assert dict(found.figures)["implied"] == "61"
    assert dict(found.figures)["years"].startswith(year)
    assert "derived" in found.reason
    assert set(found.members) == {statistic.id for statistic in told.statistics}


def test_a_distance_between_groups_is_no_move_in_time(tellings: ModuleType, groups) -> None:  # type: ignore[no-untyped-def]
    assert implied([tell(tellings, 70, 9, "")], groups) == []


def test_a_share_below_nothing_does_not_come_out(tellings: ModuleType, groups) -> None:  # type: ignore[no-untyped-def]
    (found,) = implied([tell(tellings, 14, 20, " from last year")], groups)
    assert found.verdict is Verdict.ARITHMETIC


@pytest.mark.parametrize(
    ("value", "verdict"), [(61, Verdict.AGREE), (62, Verdict.AGREE), (50, Verdict.CANNOT_TELL)]
)
def test_it_stands_beside_what_others_tell(
    value: int, verdict: Verdict, tellings: ModuleType, groups
) -> None:  # type: ignore[no-untyped-def]
    other = tellings.tell("b", [tellings.Told(f"{value} percent", "nurses", REST, year=2018)])
    found = implied([tell(tellings, 70, 9, " from last year"), other], groups)
    assert [c.verdict for c in found if c.rule.startswith("implied-figure-told")] == [verdict]


def test_a_year_after_the_figure_is_none_that_it_is_counted_from(tellings: ModuleType) -> None:
    change = tell(tellings, 70, 9, " from 2024").statistics[1]
    assert since(change, 2019) is None
