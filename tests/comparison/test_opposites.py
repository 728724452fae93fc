"""Answers that exclude each other, and answers that hold one another."""

from __future__ import annotations

from types import ModuleType

import pytest

from claimgraph.comparison import compare
from claimgraph.linking import link
from claimgraph.model import ALARMS, Comparison, Group, Verdict


def alarms(told, groups: tuple[Group, ...]) -> list[Comparison]:  # type: ignore[no-untyped-def]
    return [c for c in compare(link(told, (), groups)) if c.verdict in ALARMS]


@pytest.fixture
def tell(tellings: ModuleType):  # type: ignore[no-untyped-def]
    def write(name, *figures):  # type: ignore[no-untyped-def]
        return tellings.tell(name, [tellings.Told(*figure) for figure in figures])

    return write


CONTRARIES = [
    ("say pay at sea improved", "say pay at sea worsened"),
    ("support a toll on the quay", "oppose a toll on the quay"),
    ("carry a whistle on watch", "do not carry a whistle on watch"),
    ("regard the night ferry as safe", "regard the night ferry as unsafe"),
]


@pytest.mark.parametrize(("one", "other"), CONTRARIES)
def test_a_figure_told_the_other_way_round(one: str, other: str, tell, groups) -> None:  # type: ignore[no-untyped-def]
    told = [tell("a", ("58 percent", "nurses", one)), tell("b", ("58 percent", "nurses", other))]
    (alarm,) = alarms(told, groups)
    assert (alarm.verdict, alarm.about) == (Verdict.MISREPORT, "polarity")
    assert "the wrong way round" in alarm.reason


@pytest.mark.parametrize(("one", "other"), CONTRARIES)
def test_contraries_of_one_article_are_at_most_all(one: str, other: str, tell, groups) -> None:  # type: ignore[no-untyped-def]
    assert alarms([tell("a", ("58 percent", "nurses", one), ("42 percent", "nurses", other))], groups) == []
    (alarm,) = alarms([tell("b", ("58 percent", "nurses", one), ("55 percent", "nurses", other))], groups)
    assert alarm.verdict is Verdict.ARITHMETIC
    assert dict(alarm.figures)["sum"] == "113"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("38 percent", "nurses", CONTRARIES[0][0]), ("38 percent", "nurses", CONTRARIES[0][1])),
        (("63 percent", "nurses", CONTRARIES[0][0]), ("38 percent", "nurses", CONTRARIES[0][1])),  # rounded
        (("63 percent", "nurses", CONTRARIES[0][0]), ("63 percent", "teachers", CONTRARIES[0][1])),
        (("63 percent", "nurses", "say pay will rise next year"), ("63 percent", "nurses", "say pay fell")),
        (("63 percent", "nurses", "trust the pilots"), ("63 percent", "nurses", "distrust the owners")),
    ],
)
def test_what_may_be_true_is_no_alarm(first, second, tell, groups) -> None:  # type: ignore[no-untyped-def]
    assert alarms([tell("a", first), tell("b", second)], groups) == []
    assert alarms([tell("c", first, second)], groups) == []


def test_a_part_is_not_more_than_the_whole(tell, groups) -> None:  # type: ignore[no-untyped-def]
    whole, part = "support a toll on the quay", "strongly support a toll on the quay"
    assert alarms([tell("a", ("58 percent", "nurses", whole), ("31 percent", "nurses", part))], groups) == []
    (alarm,) = alarms([tell("b", ("58 percent", "nurses", whole), ("71 percent", "nurses", part))], groups)
    assert alarm.verdict is Verdict.ARITHMETIC
    assert alarm.rule == "part-above-whole/1"
