"""One survey, or one figure, dated differently by two articles."""

from __future__ import annotations

from types import ModuleType

import pytest

from claimgraph.comparison import compare
from claimgraph.linking import link
from claimgraph.model import Bound, Comparison, Group, Verdict

ASKED = ((412, Bound.EXACT, "nurses"), (388, Bound.EXACT, "teachers"))


def about_years(found: tuple[Comparison, ...]) -> list[Comparison]:
    return [comparison for comparison in found if comparison.about == "year"]


def survey(tellings: ModuleType, name: str, year: int, value: int = 58, asked=ASKED):  # type: ignore[no-untyped-def]
    figures = [
        tellings.Told(f"{value} percent", "nurses", "carry a whistle on watch", year=year),
        tellings.Told("31 percent", "teachers", "carry a whistle on watch", year=year),
    ]
    return tellings.tell(name, figures, [tellings.Survey(year=year, samples=asked)])


def test_one_survey_with_two_years_is_a_misreport(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    told = [survey(tellings, "a", 2016), survey(tellings, "b", 2019)]
    (found,) = about_years(compare(link(told, (), groups)))
    assert found.verdict is Verdict.MISREPORT
    assert "2016 and 2019" in found.reason and "2 figures" in found.reason
    assert set(found.members) == {study.id for one in told for study in one.studies}


def test_a_year_apart_may_be_fieldwork_and_publication(
    tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    told = [survey(tellings, "a", 2016), survey(tellings, "b", 2017)]
    (found,) = about_years(compare(link(told, (), groups)))
    assert found.verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("value", "asked"),
    [
        (44, ASKED),  # another figure for one question: another wave
        (58, ((500, Bound.EXACT, "nurses"),)),  # others were asked
    ],
)
def test_waves_that_differ_are_two(
    value: int,
    asked,  # type: ignore[no-untyped-def]
    tellings: ModuleType,
    groups: tuple[Group, ...],
) -> None:
    told = [survey(tellings, "a", 2016), survey(tellings, "b", 2019, value, asked)]
    assert about_years(compare(link(told, (), groups))) == []


def looking_back(tellings: ModuleType, name: str, earlier: int, value: int = 41, later: int = 58):  # type: ignore[no-untyped-def]
    figures = [
        tellings.Told(f"{later} percent", "nurses", "carry a whistle on watch", year=2019),
        tellings.Told(f"{value} percent", "nurses", "carry a whistle on watch", year=earlier),
    ]
    return tellings.tell(name, figures, [tellings.Survey(year=2019)])


def test_an_earlier_figure_with_two_years_is_a_misreport(
    tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    told = [looking_back(tellings, "a", 2016), looking_back(tellings, "b", 2013)]
    (found,) = about_years(compare(link(told, (), groups)))
    assert found.verdict is Verdict.MISREPORT
    assert set(found.members) == {one.statistics[1].id for one in told}


def test_two_earlier_waves_are_no_misreport(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    told = [looking_back(tellings, "a", 2016), looking_back(tellings, "b", 2013, value=36)]
    assert about_years(compare(link(told, (), groups))) == []


def test_years_that_others_tell_of_may_be_two_waves(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    told = [looking_back(tellings, "a", 2016), looking_back(tellings, "b", 2013)]
    for year in (2013, 2016):
        figure = tellings.Told("77 percent", "teachers", "trust the tide tables", year=year)
        told.append(tellings.tell(str(year), [figure], [tellings.Survey(year=2019)]))
    (found,) = about_years(compare(link(told, (), groups)))
    assert found.verdict is Verdict.CANNOT_TELL
