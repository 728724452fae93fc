"""What must never be an alarm: pairs of figures that differ for a good reason, or that cannot be compared."""

from __future__ import annotations

from types import ModuleType

import pytest

from claimgraph.comparison import compare
from claimgraph.linking import link
from claimgraph.model import ALARMS, Bound, Group

CASES = {
    "reworded": [
        ("58 percent", "nurses", "regard rest as vital"),
        ("58 percent", "nurses", "say rest is essential"),
    ],
    "reported by another verb": [
        ("58 percent", "nurses", "believe the pier is safe"),
        ("58 percent", "the Nurses", "agreed that the pier is safe"),
    ],
    "another time frame": [
        ("58 percent", "nurses", "say pay improved over the past year"),
        ("39 percent", "nurses", "say pay improved over the past five years"),
    ],
    "past and future": [
        ("58 percent", "nurses", "say pay improved in the last year"),
        ("39 percent", "nurses", "expect that pay will improve in the next year"),
    ],
    "the contrary": [
        ("58 percent", "nurses", "say pay at sea improved"),
        ("22 percent", "nurses", "say pay at sea worsened"),
    ],
    "a denial": [
        ("58 percent", "nurses", "carry a whistle on watch"),
        ("42 percent", "nurses", "do not carry a whistle on watch"),
    ],
    "a part of the scale": [
        ("63 percent", "nurses", "feel much closer or somewhat closer to the crew"),
        ("34 percent", "nurses", "feel much closer to the crew"),
    ],
    "another population": [
        ("58 percent", "nurses", "carry a whistle on watch"),
        ("44 percent", "nurses under 30", "carry a whistle on watch"),
    ],
    "two groups": [
        ("58 percent", "nurses", "carry a whistle on watch"),
        ("44 percent", "teachers", "carry a whistle on watch"),
    ],
    "the same figure of two groups": [
        ("58 percent", "nurses", "carry a whistle on watch"),
        ("58 percent", "teachers", "carry a whistle on watch"),
    ],
    "all and a part": [
        ("58 percent", "respondents", "carry a whistle on watch"),
        ("44 percent", "teachers", "carry a whistle on watch"),
    ],
    "another object": [
        ("58 percent", "nurses", "trust teachers to keep the harbour clean"),
        ("44 percent", "nurses", "trust drivers to keep the harbour clean"),
    ],
    "a wish and a fact": [
        ("58 percent", "nurses", "want a lamp on every pier"),
        ("31 percent", "nurses", "have a lamp on every pier"),
    ],
    "who acts": [
        ("58 percent", "IT executives", "say that IT steers the digital budget"),
        ("31 percent", "IT executives", "say that marketing steers the digital budget"),
    ],
    "another threshold": [
        ("58 percent", "nurses", "earn more than $30,000 a year"),
        ("31 percent", "nurses", "earn more than $50,000 a year"),
    ],
    "questions that share words": [
        ("58 percent", "nurses", "say the harbour master listens to the crew"),
        ("31 percent", "nurses", "say the harbour master pays the crew late"),
    ],
}


@pytest.mark.parametrize("case", CASES)
def test_two_articles_on_one_study(case: str, tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    told = [
        tellings.tell(name, [tellings.Told(*figure)]) for name, figure in zip("ab", CASES[case], strict=True)
    ]
    assert [c.reason for c in compare(link(told, (), groups)) if c.verdict in ALARMS] == []


@pytest.mark.parametrize("case", CASES)
def test_two_studies(case: str, tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    told = [
        tellings.tell(
            name,
            [tellings.Told(*figure)],
            [tellings.Survey((f"{name} Society",), f"{name} ledger", 2019, ((700, Bound.EXACT, figure[1]),))],
        )
        for name, figure in zip(("Gannet", "Petrel"), CASES[case], strict=True)
    ]
    assert [c.reason for c in compare(link(told, (), groups)) if c.verdict in ALARMS] == []


@pytest.mark.parametrize("case", CASES)
def test_one_article(case: str, tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    told = tellings.tell("a", [tellings.Told(*figure) for figure in CASES[case]])
    assert [c.reason for c in compare(link([told], (), groups)) if c.verdict in ALARMS] == []


def test_another_wave_is_no_misreport(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    told = [
        tellings.tell(
            str(year),
            [tellings.Told(f"{value} percent", "nurses", "carry a whistle on watch", year=year)],
            [tellings.Survey(name="The Great Kelp Survey", year=year)],
        )
        for year, value in ((2016, 40), (2017, 51))
    ]
    found = compare(link(told, (), groups))
    assert [c.verdict.value for c in found] == ["trend"]


def test_studies_that_nobody_names_are_not_set_against_each_other(
    tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    told = [
        tellings.tell(
            name, [tellings.Told(f"{value} percent", "nurses", "carry a whistle on watch", study=None)]
        )
        for name, value in (("a", 40), ("b", 51))
    ]
    assert compare(link(told, (), groups)) == ()


def test_an_article_that_contradicts_itself_accuses_no_other(
    tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    statement = "carry a whistle on watch"
    muddled = tellings.tell(
        "a",
        [tellings.Told("40 percent", "nurses", statement), tellings.Told("62 percent", "nurses", statement)],
    )
    other = tellings.tell("b", [tellings.Told("51 percent", "nurses", statement)])
    assert not [c for c in compare(link([muddled, other], (), groups)) if c.verdict in ALARMS]
