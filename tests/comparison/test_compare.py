"""Each verdict where it belongs, on invented articles."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from types import ModuleType

import pytest

from claimgraph.comparison import compare
from claimgraph.linking import link
from claimgraph.model import (
    ALARMS,
    Bound,
    Comparison,
    Extraction,
    Group,
    Kind,
    Link,
    LinkKind,
    Study,
    Verdict,
)

REST = "say that the rota gives them enough rest"


def compared(
    told: list[Extraction], groups: tuple[Group, ...], register: tuple[Study, ...] = ()
) -> tuple[Comparison, ...]:
    return compare(link(told, register, groups))


def verdicts(found: tuple[Comparison, ...]) -> list[Verdict]:
    return [comparison.verdict for comparison in found]


@pytest.fixture
def tell(tellings: ModuleType):  # type: ignore[no-untyped-def]
    """Write an article from `(text, group, statement)` figures."""

    def write(name, figures, surveys=None, relations=()):  # type: ignore[no-untyped-def]
        told = [figure if isinstance(figure, tellings.Told) else tellings.Told(*figure) for figure in figures]
        return tellings.tell(name, told, surveys or (tellings.Survey(),), relations)

    return write


def test_two_groups_of_one_study_are_a_gap_and_no_contradiction(tell, groups) -> None:  # type: ignore[no-untyped-def]
    told = tell("a", [("58 percent", "nurses", REST), ("19 percent", "teachers", REST)])
    (gap,) = compared([told], groups)
    assert gap.verdict is Verdict.GAP
    assert gap.verdict not in ALARMS
    assert ("difference", "39") in gap.figures
    assert not gap.tested
    assert set(gap.members) == {statistic.id for statistic in told.statistics}
    assert "Nurses and teachers lie 39 points apart" in gap.reason


def test_a_gap_with_bases_is_tested(tell, tellings, groups) -> None:  # type: ignore[no-untyped-def]
    exact = Bound.EXACT
    wide = [tellings.Survey(samples=((400, exact, "nurses"), (400, exact, "teachers")))]
    small = [tellings.Survey(samples=((60, exact, "nurses"), (60, exact, "teachers")))]
    figures = [("58 percent", "nurses", REST), ("48 percent", "teachers", REST)]
    (clear,) = compared([tell("a", figures, wide)], groups)
    (unclear,) = compared([tell("a", figures, small)], groups)
    assert clear.tested and "more than sampling error allows" in clear.reason
    assert unclear.tested and "within sampling error" in unclear.reason
    assert dict(clear.figures)["note"] == "supposes probability samples"


def test_a_total_can_only_say_that_a_gap_is_small(tell, tellings, groups) -> None:  # type: ignore[no-untyped-def]
    survey = [tellings.Survey(samples=((300, Bound.EXACT, None),))]
    small = tell("a", [("52 percent", "nurses", REST), ("48 percent", "teachers", REST)], survey)
    large = tell("a", [("72 percent", "nurses", REST), ("48 percent", "teachers", REST)], survey)
    (inside,) = compared([small], groups)
    (open_,) = compared([large], groups)
    assert "not more than sampling error allows" in inside.reason and not inside.tested
    assert "untested" in open_.reason and not open_.tested


def test_the_same_figure_in_two_articles_agrees(tell, groups) -> None:  # type: ignore[no-untyped-def]
    told = [tell(name, [("58 percent", "nurses", REST)]) for name in "ab"]
    (found,) = compared(told, groups)
    assert found.verdict is Verdict.AGREE
    assert len(found.members) == 2


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("two-thirds", 67, Bound.EXACT),
        ("more than 65 percent", 65, Bound.MORE_THAN),
        ("nearly 70 percent", 70, Bound.ABOUT),
        ("66.4 percent", None, Bound.EXACT),
        ("more than half", 50, Bound.MORE_THAN),
    ],
)
def test_a_rounder_telling_is_no_misreport(text, value, bound, tell, tellings, groups) -> None:  # type: ignore[no-untyped-def]
    rough = tellings.Told(text, "nurses", REST, value, bound=bound)
    found = compared([tell("a", [("66 percent", "nurses", REST)]), tell("b", [rough])], groups)
    assert not set(verdicts(found)) & ALARMS
    assert set(verdicts(found)) <= {Verdict.ROUNDED}
    assert verdicts(found) or text == "more than half"


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("57 percent", None, Bound.EXACT),
        ("more than 60 percent", 60, Bound.MORE_THAN),
        ("fewer than half", 50, Bound.LESS_THAN),
        ("two-thirds", 67, Bound.EXACT),
    ],
)
def test_another_value_of_one_study_is_a_misreport(text, value, bound, tell, tellings, groups) -> None:  # type: ignore[no-untyped-def]
    other = tellings.Told(text, "nurses", REST, value, bound=bound)
    (found,) = compared([tell("a", [("56 percent", "nurses", REST)]), tell("b", [other])], groups)
    assert (found.verdict, found.about) == (Verdict.MISREPORT, "value")
    assert len(found.members) == 2


def test_the_figure_of_another_group_is_named_as_such(tell, groups) -> None:  # type: ignore[no-untyped-def]
    one = tell("a", [("58 percent", "nurses", REST), ("41 percent", "teachers", REST)])
    other = tell("b", [("58 percent", "teachers", REST)])
    found = [c for c in compared([one, other], groups) if c.verdict in ALARMS]
    assert [(c.verdict, c.about) for c in found] == [(Verdict.MISREPORT, "group")]
    assert set(found[0].members) == {s.id for e in (one, other) for s in e.statistics}


def test_all_who_were_asked_or_a_part_of_them(tell, groups) -> None:  # type: ignore[no-untyped-def]
    one, other = (tell(n, [("23 percent", g, REST)]) for n, g in (("a", "respondents"), ("b", "nurses")))
    (found,) = compared([one, other], groups)
    assert (found.verdict, found.about) == (Verdict.MISREPORT, "group")


def test_a_narrower_title_is_told_and_is_no_error(tell, groups) -> None:  # type: ignore[no-untyped-def]
    told = [tell(name, [("43 percent", group, REST)]) for name, group in (("a", "marketers"), ("b", "CMOs"))]
    (found,) = compared(told, groups)
    assert found.verdict is Verdict.AGREE
    assert "narrower title" in found.reason


def test_another_number_asked_is_a_misreport(tell, tellings, groups) -> None:  # type: ignore[no-untyped-def]
    one, other = (
        tell(name, [], [tellings.Survey(samples=((n, Bound.EXACT, "nurses"),))])
        for name, n in (("a", 210), ("b", 211))
    )
    (found,) = compared([one, other], groups)
    assert (found.verdict, found.about) == (Verdict.MISREPORT, "base")
    assert set(found.members) == {one.studies[0].id, other.studies[0].id}


def test_a_bound_on_the_number_asked_is_no_misreport(tell, tellings, groups) -> None:  # type: ignore[no-untyped-def]
    told = [
        tell(name, [], [tellings.Survey(samples=((1100, bound, None),))])
        for name, bound in (("a", Bound.MORE_THAN), ("b", Bound.EXACT))
    ]
    assert [(c.verdict, c.about) for c in compared(told, groups)] == [(Verdict.ROUNDED, "base")]


def test_a_year_that_the_register_does_not_know_is_a_misreport(tell, tellings, groups) -> None:  # type: ignore[no-untyped-def]
    register = (Study("study-tides", "Tides of Work at Sea", ("Harbour Institute",), 2014),)
    samples = ((812, Bound.EXACT, None),)
    told = [
        tell(name, [], [tellings.Survey(name="Tides of Work at Sea", year=year, samples=samples)])
        for name, year in (("a", 2014), ("b", 2016))
    ]
    register = (
        Study(
            "study-tides",
            "Tides of Work at Sea",
            ("Harbour Institute",),
            2014,
            samples=told[0].studies[0].samples,
        ),
    )
    found = compared(told, groups, register)
    assert [(c.verdict, c.about) for c in found] == [(Verdict.MISREPORT, "year")]


def test_two_years_of_one_survey_are_a_trend(tell, tellings, groups) -> None:  # type: ignore[no-untyped-def]
    told = tell(
        "a",
        [
            tellings.Told("69 percent", "nurses", REST, year=2014),
            tellings.Told("56 percent", "nurses", REST, year=2012),
        ],
        [tellings.Survey(year=2014)],
    )
    (found,) = compared([told], groups)
    assert found.verdict is Verdict.TREND
    assert "rose by 13 points" in found.reason
    assert ("years", "2012; 2014") in found.figures


def test_two_waves_of_one_year_are_no_trend(tell, tellings, groups) -> None:  # type: ignore[no-untyped-def]
    told = [
        tell(name, [(text, "nurses", REST)], [tellings.Survey((f"{name} Society",), f"The {name} Log", 2014)])
        for name, text in (("Gannet", "69 percent"), ("Petrel", "56 percent"))
    ]
    corpus = link(told, (), groups)
    waves = Link(LinkKind.SAME_SERIES, told[0].studies[0].id, told[1].studies[0].id)
    found = compare(replace(corpus, links=(*corpus.links, waves)))
    assert Verdict.TREND not in verdicts(found)
    later = replace(told[1], studies=(replace(told[1].studies[0], year=2016),))
    corpus = link([told[0], later], (), groups)
    assert verdicts(compare(replace(corpus, links=(*corpus.links, waves)))) == [Verdict.TREND]


def test_a_changed_wording_is_said_before_the_trend(tell, tellings, groups) -> None:  # type: ignore[no-untyped-def]
    figures = [
        tellings.Told("69 percent", "nurses", "say rest between shifts is important", year=2014),
        tellings.Told("56 percent", "nurses", "regard rest between shifts as vital", year=2012),
    ]
    told = tell("a", figures, [tellings.Survey(year=2014)], [("trend", (0, 1), None)])
    (found,) = compared([told], groups)
    assert "worded differently" in found.reason


def test_a_stated_difference_that_comes_out(tell, tellings, groups) -> None:  # type: ignore[no-untyped-def]
    figures = [
        ("71 percent", "nurses", REST),
        ("58 percent", "teachers", REST),
        tellings.Told("13 points", None, REST, unit="points", kind=Kind.CHANGE),
    ]
    found = compared([tell("a", figures, relations=[("difference_of", (0, 1), 2)])], groups)
    assert verdicts(found) == [Verdict.AGREE, Verdict.GAP]
    assert "comes out" in found[0].reason


@pytest.mark.parametrize(
    ("change", "unit", "verdict"),
    [
        (("13 points", 13), "points", Verdict.AGREE),
        (("14 points", 14), "points", Verdict.AGREE),  # 10.4 and 23.5 are told as 10 and 23: 13.1 to 14
        (("16 points", 16), "points", Verdict.ARITHMETIC),
        (("130 percent", 130), "percent_change", Verdict.AGREE),
        (("13 percent", 13), "percent_change", Verdict.ARITHMETIC),  # points told as percent
        (("10 percent", 10), "points", Verdict.ARITHMETIC),
        (("10 percent", 10), "percent_change", Verdict.ARITHMETIC),
        (("13 points", -13), "points", Verdict.ARITHMETIC),  # a fall told where the levels rise
    ],
)
def test_a_stated_change_is_computed(change, unit, verdict, tell, tellings, groups) -> None:  # type: ignore[no-untyped-def]
    text, value = change
    figures = [
        tellings.Told("23 percent", "nurses", REST, year=2014),
        tellings.Told("10 percent", "nurses", REST, year=2013),
        tellings.Told(text, "nurses", REST, value, unit, kind=Kind.CHANGE, year=2014),
    ]
    survey = [tellings.Survey(year=2014)]
    found = compared([tell("a", figures, survey, [("difference_of", (0, 1), 2)])], groups)
    (check,) = [c for c in found if c.rule.startswith(("stated-difference", "points-told-as-percent"))]
    assert check.verdict is verdict
    assert check.rule.startswith("points-told-as-percent") == (text == "13 percent")


def test_a_change_between_levels_that_end_nowhere_is_computed(tell, tellings, groups) -> None:  # type: ignore[no-untyped-def]
    figures = [
        tellings.Told("more than half", "nurses", REST, 50, bound=Bound.MORE_THAN, year=2014),
        tellings.Told("more than 40 percent", "nurses", REST, 40, bound=Bound.MORE_THAN, year=2013),
        tellings.Told("20 percent", "nurses", REST, 20, "percent_change", kind=Kind.CHANGE, year=2014),
    ]
    survey = [tellings.Survey(year=2014)]
    found = compared([tell("a", figures, survey, [("difference_of", (0, 1), 2)])], groups)
    assert Verdict.ARITHMETIC not in verdicts(found)


def two_studies(
    tellings: ModuleType, values: tuple[int, int], base: int | None, **years: int
) -> list[Extraction]:
    samples = () if base is None else ((base, Bound.EXACT, "nurses"),)
    statement = "say that the new harbour lights make nights safe"
    return [
        tellings.tell(
            name,
            [tellings.Told(f"{value} percent", "nurses", statement)],
            [tellings.Survey((f"{name} Institute",), f"The {name} Ledger", years.get(name, 2016), samples)],
        )
        for name, value in zip(("Gannet", "Petrel"), values, strict=True)
    ]


def test_two_studies_beyond_sampling_error_disagree(tellings, groups) -> None:  # type: ignore[no-untyped-def]
    told = two_studies(tellings, (60, 40), 500)
    dated = [*told]
    found = [c for c in compared(dated, groups) if c.verdict is not Verdict.TREND]
    assert verdicts(tuple(found)) == [Verdict.DISAGREEMENT]
    assert found[0].tested
    assert dict(found[0].figures)["p"] == "below 0.0001"


def test_two_studies_within_sampling_error_agree(tellings, groups) -> None:  # type: ignore[no-untyped-def]
    assert verdicts(compared(two_studies(tellings, (52, 49), 500), groups)) == [Verdict.AGREE]


def test_without_bases_nobody_can_tell(tellings, groups) -> None:  # type: ignore[no-untyped-def]
    (found,) = compared(two_studies(tellings, (60, 40), None), groups)
    assert found.verdict is Verdict.CANNOT_TELL
    assert "bases" in found.reason


def test_studies_years_apart_are_not_set_against_each_other(tellings, groups) -> None:  # type: ignore[no-untyped-def]
    assert compared(two_studies(tellings, (60, 40), 500, Petrel=2011), groups) == ()


def test_nothing_depends_on_the_order_or_on_other_articles(tell, tellings, groups) -> None:  # type: ignore[no-untyped-def]
    told = [
        tell("a", [("58 percent", "nurses", REST), ("41 percent", "teachers", REST)]),
        tell("b", [("57 percent", "nurses", REST), ("two-thirds", "drivers", REST, 67)]),
        tell("c", [("41 percent", "teachers", REST)]),
    ]
    found = compared(told, groups)
    assert all(compared(list(order), groups) == found for order in permutations(told))
    stranger = tell(
        "d", [("3 percent", "gamers", "own a lamp")], [tellings.Survey(("Beacon Society",), "Lamps")]
    )
    assert compared([*told, stranger], groups) == found
    assert compared(told, groups) == found


def test_a_copied_article_does_not_stand_beside_itself(tell, groups) -> None:  # type: ignore[no-untyped-def]
    told = tell("a", [("58 percent", "nurses", REST)])
    assert verdicts(compared([told, replace(told)], groups)) == []


def test_one_figure_of_all_and_of_each_group_is_told_of_other_groups(tell, groups) -> None:  # type: ignore[no-untyped-def]
    parts = tell("a", [("58 percent", "nurses", REST), ("58 percent", "teachers", REST)])
    whole = tell("b", [("58 percent", "respondents", REST)])
    found = compared([parts, whole], groups)
    (alarm,) = [c for c in found if c.verdict in ALARMS]
    assert (alarm.verdict, alarm.about) == (Verdict.MISREPORT, "group")
    assert set(alarm.members) == {s.id for s in (*parts.statistics, *whole.statistics)}


def test_articles_that_rest_on_one_study_are_no_two_sources(tell, groups) -> None:  # type: ignore[no-untyped-def]
    told = [tell(name, [("58 percent", "nurses", REST)]) for name in "ab"]
    (found,) = compared(told, groups)
    assert "all of them rest on one study" in found.reason


def test_a_changed_instrument_is_said_first(tell, tellings, groups) -> None:  # type: ignore[no-untyped-def]
    told = [
        tellings.tell(
            str(year),
            [tellings.Told(f"{value} percent", "nurses", words, year=year)],
            [tellings.Survey(name="The Great Kelp Survey", year=year)],
        )
        for year, value, words in ((2016, 40, REST), (2018, 51, REST + " and quiet"))
    ]
    found = [c for c in compared(told, groups) if c.verdict is Verdict.TREND]
    assert [c.reason.startswith("The two years are worded differently; ") for c in found] == [True]


def test_the_design_effect_is_a_setting(tell, tellings, groups) -> None:  # type: ignore[no-untyped-def]
    survey = [tellings.Survey(samples=((300, Bound.EXACT, "nurses"), (300, Bound.EXACT, "teachers")))]
    told = tell("a", [("58 percent", "nurses", REST), ("48 percent", "teachers", REST)], survey)
    corpus = link([told], (), groups)
    assert "more than sampling error" in compare(corpus)[0].reason
    assert "within sampling error" in compare(corpus, Decimal(2))[0].reason


@pytest.mark.parametrize(("confidence", "verdict"), [(0.9, Verdict.MISREPORT), (0.3, Verdict.CANNOT_TELL)])
def test_an_alarm_needs_figures_that_were_read_with_confidence(confidence, verdict, tell, groups) -> None:  # type: ignore[no-untyped-def]
    first, second = (
        tell(name, [(f"{value} percent", "nurses", REST)]) for name, value in (("a", 58), ("b", 51))
    )
    unsure = replace(second.statistics[0], confidence=confidence)
    (found,) = compared([first, replace(second, statistics=(unsure,))], groups)
    assert found.verdict is verdict
    assert ("not all of it was read with certainty" in found.reason) == (verdict is Verdict.CANNOT_TELL)
