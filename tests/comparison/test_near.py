"""Near questions of two studies: what may be said of them, and where nothing may."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest

from claimgraph.comparison import near
from claimgraph.comparison.figures import Figures
from claimgraph.linking import link
from claimgraph.model import Bound, Comparison, Extraction, Group, Verdict

Answer = tuple[str, str, str]
"""Value expression, group and statement."""

WARD = "say that cooperation with the other side has improved over the past year"
CLINIC: tuple[Answer, ...] = (
    ("61 percent", "nurses", "say that mutual respect has grown since 2018"),
    ("48 percent", "doctors", "say that mutual respect has grown since 2018"),
)


def study(
    tellings: ModuleType, name: str, answers: tuple[Answer, ...], year: int = 2019, maker: str | None = None
) -> Extraction:
    """Tell a survey of its own of nurses and doctors."""
    survey = tellings.Survey(
        organisations=(maker or f"{name} Institute",),
        name=name,
        year=year,
        samples=((410, Bound.EXACT, "nurses"), (380, Bound.EXACT, "doctors")),
    )
    told: Extraction = tellings.tell(name, [tellings.Told(*answer) for answer in answers], [survey])
    return told


def found(groups: tuple[Group, ...], *told: Extraction) -> list[Comparison]:
    corpus = link(told, (), groups)
    both = list(near.find(Figures(corpus)))
    assert {c.id for c in both} == {c.id for c in near.find(Figures(link(told[::-1], (), groups)))}
    return both


def test_the_same_side_ahead_in_both(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    ward = study(tellings, "Ward Watch", (("70 percent", "nurses", WARD), ("52 percent", "doctors", WARD)))
    clinic = study(tellings, "Clinic Compass", CLINIC, year=2020)
    (comparison,) = found(groups, ward, clinic)
    assert comparison.verdict is Verdict.AGREE
    assert set(comparison.members) == {s.id for told in (ward, clinic) for s in told.statistics}
    assert "the same side is ahead in both" in comparison.reason
    assert "70 percent of nurses and 52 percent of" in comparison.reason
    assert "in 2019, over 1 year" in comparison.reason
    assert "in 2020, since 2018" in comparison.reason
    assert "chance" not in comparison.reason
    assert "levels must not be compared" in dict(comparison.figures)["note"]


def test_another_side_ahead(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    ward = study(tellings, "Ward Watch", (("50 percent", "nurses", WARD), ("72 percent", "doctors", WARD)))
    (comparison,) = found(groups, ward, study(tellings, "Clinic Compass", CLINIC))
    assert comparison.verdict is Verdict.CANNOT_TELL
    assert "another side is ahead in each" in comparison.reason


def test_a_lead_that_may_be_chance_is_said_to_be(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    ward = study(tellings, "Ward Watch", (("54 percent", "nurses", WARD), ("52 percent", "doctors", WARD)))
    (comparison,) = found(groups, ward, study(tellings, "Clinic Compass", CLINIC))
    assert comparison.verdict is Verdict.AGREE
    assert "sampling error alone may account for a lead" in comparison.reason


NEEDED = "say that the relationship between nurses and doctors is vital to recovery"


@pytest.mark.parametrize(
    ("share", "verdict"), [("88 percent", Verdict.AGREE), ("31 percent", Verdict.CANNOT_TELL)]
)
def test_all_who_were_asked_beside_two_sides(
    share: str, verdict: Verdict, tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    need = "recognise the need to cooperate with the other"
    ward = study(tellings, "Ward Watch", (("70 percent", "nurses", need), ("58 percent", "doctors", need)))
    (comparison,) = found(groups, ward, study(tellings, "Clinic Compass", ((share, "respondents", NEEDED),)))
    assert comparison.verdict is verdict
    assert "majority" in comparison.reason
    assert "all who were asked" in comparison.reason


def test_a_majority_of_one_side_alone_is_none(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    need = "recognise the need to cooperate with the other"
    ward = study(tellings, "Ward Watch", (("70 percent", "nurses", need), ("38 percent", "doctors", need)))
    assert not found(
        groups, ward, study(tellings, "Clinic Compass", (("88 percent", "respondents", NEEDED),))
    )


def test_groups_that_no_scheme_knows(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    closer = "say that relations between beekeepers and orchardists have become closer"
    trust = "say that trust between beekeepers and orchardists has grown"
    told = (
        study(tellings, "Hive Report", pair(closer, "beekeepers", "orchardists")),
        study(tellings, "Blossom Report", pair(trust, "beekeepers", "orchardists")),
    )
    (comparison,) = found(groups, *told)
    assert comparison.verdict is Verdict.AGREE
    assert "beekeepers" not in comparison.reason  # words of articles stand in no reason


def pair(statement: str, one: str = "nurses", other: str = "doctors") -> tuple[Answer, ...]:
    return ("70 percent", one, statement), ("52 percent", other, statement)


SILENT: dict[str, tuple[Answer, ...]] = {
    "another sense": pair("say that cooperation with the other side is important"),
    "the contrary": pair("say that cooperation with the other side has worsened"),
    "a state": pair("say that cooperation with the other side is good"),
    "a wish": pair("want that cooperation with the other side has improved"),
    "what may come": pair("say that cooperation with the other side could improve"),
    "a denial": pair("do not say that cooperation with the other side has improved"),
    "a part of the answer": pair("say that cooperation with the other side is much closer"),
    "another matter": pair("say that cooperation with the other side on discharge has improved"),
    "a third party": pair("say that cooperation with patients and each other has improved"),
    "nobody named": pair("say that cooperation has improved"),
    "of no relationship": pair("say that each other's pay has improved"),
    "one side alone": pair(WARD)[:1],
    "the other side alone": pair(WARD)[1:],
    "other sides": pair(WARD, "nurses", "pharmacists"),
    "a part of a side": pair(WARD, "nurses under 30", "doctors"),
    "a loose theme": pair("say that they plan discharge together with the other side"),
}


@pytest.mark.parametrize("name", SILENT)
def test_nothing_is_said(name: str, tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    ward = study(tellings, "Ward Watch", SILENT[name])
    assert not found(groups, ward, study(tellings, "Clinic Compass", CLINIC))


@pytest.mark.parametrize(
    ("year", "maker"),
    [
        pytest.param(2025, None, id="another time"),
        pytest.param(2019, "Clinic Compass Institute", id="makers that may have made one study"),
    ],
)
def test_studies_that_may_not_be_set_side_by_side(
    year: int, maker: str | None, tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    ward = study(tellings, "Ward Watch", pair(WARD), year, maker)
    assert not found(groups, ward, study(tellings, "Clinic Compass", CLINIC))


def test_figures_read_without_certainty_leave_it_open(
    tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    clinic, ward = study(tellings, "Clinic Compass", CLINIC), study(tellings, "Ward Watch", pair(WARD))
    unsure = replace(ward, statistics=tuple(replace(s, confidence=0.3) for s in ward.statistics))
    (comparison,) = found(groups, unsure, clinic)
    assert comparison.verdict is Verdict.CANNOT_TELL
    assert "read with certainty" in comparison.reason


def test_questions_of_one_study_are_not_near(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    assert not found(groups, study(tellings, "Ward Watch", (*pair(WARD), *CLINIC)))


def test_nothing_is_said_where_tellings_contradict(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    ward = study(tellings, "Ward Watch", pair(WARD))
    (first, second), again = pair(WARD), "Ward Watch"
    retold = study(tellings, again, (("40 percent", *first[1:]), second))
    clinic = study(tellings, "Clinic Compass", CLINIC)
    assert found(groups, ward, clinic)
    assert not found(groups, ward, retold, clinic)


def test_what_the_title_names_is_of_each_other(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    bare = pair("say that their relationship has improved over the past year")
    clinic = study(tellings, "Clinic Compass", CLINIC)
    assert not found(groups, study(tellings, "Ward Watch", bare), clinic)
    assert found(groups, study(tellings, "What Doctors Ask of Nurses", bare), clinic)
