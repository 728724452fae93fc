"""Told studies are recognised in the register and in one another."""

from __future__ import annotations

from types import ModuleType

import pytest

from claimgraph.linking import LINK_LEVEL, link, waves_of
from claimgraph.model import Base, Basis, Bound, Corpus, Group, LinkKind, Sample, Study

REGISTER = (
    Study(
        "study-tides-2019",
        name="Tides of Work",
        organisations=("Harbour Institute", "Pilot Union"),
        year=2019,
        year_basis=Basis.REGISTER,
        samples=(Sample(410, group="nurses"), Sample(290, group="teachers")),
        figures_dated=(2018,),
        series="series-tides",
    ),
    Study(
        "study-tides-2021",
        name="Tides of Work: the quiet shift",
        organisations=("Harbour Institute",),
        year=2021,
        year_basis=Basis.REGISTER,
        samples=(Sample(905),),
        series="series-tides",
    ),
    Study("study-lamps", name="Lamp Post Count", organisations=("Beacon Society",), year=2021),
)


def corpus(
    extractions: list[object], groups: tuple[Group, ...], register: tuple[Study, ...] = REGISTER
) -> Corpus:
    return link(extractions, register, groups)  # type: ignore[arg-type]


def test_a_title_and_an_organisation_are_enough(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    told = tellings.tell("a", [], [tellings.Survey(("The Pilot Union",), "Work of Tides", 2019)])
    found = corpus([told], groups)
    assert found.canonical(told.studies[0].id) == "study-tides-2019"
    assert {study.id for study in found.register} == {"study-tides-2019", "study-tides-2021"}


def test_an_organisation_alone_is_not(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    told = tellings.tell("a", [], [tellings.Survey(("Beacon Society",), None)])
    found = corpus([told], groups)
    assert found.canonical(told.studies[0].id) == told.studies[0].id
    assert [one.confidence < LINK_LEVEL for one in found.links] == [True]


def test_organisation_and_number_asked_are_enough(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    survey = tellings.Survey(("Harbour Institute",), None, None, ((900, Bound.MORE_THAN, None),))
    told = tellings.tell("a", [], [survey])
    assert corpus([told], groups).canonical(told.studies[0].id) == "study-tides-2021"


def test_two_studies_that_fit_alike_are_left_open(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    twins = tuple(
        Study(f"study-{name}", organisations=("Beacon Society",), year=2021, samples=(Sample(700),))
        for name in ("east", "west")
    )
    told = tellings.tell(
        "a", [], [tellings.Survey(("Beacon Society",), None, 2021, ((700, Bound.EXACT, None),))]
    )
    found = corpus([told], groups, twins)
    assert found.same_as == {}
    assert len([proposed for proposed in found.links if proposed.kind is LinkKind.SAME_STUDY]) == 2


def test_the_same_title_in_another_year_is_another_wave(
    tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    one = tellings.tell("a", [], [tellings.Survey(name="The Great Kelp Survey", year=2016)])
    other = tellings.tell("b", [], [tellings.Survey(name="Great Kelp Survey", year=2017)])
    found = corpus([one, other], groups, ())
    assert found.same_as == {}
    assert [made.kind for made in found.links] == [LinkKind.SAME_SERIES]


def test_told_studies_of_one_title_are_one_without_a_register(
    tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    one = tellings.tell("a", [], [tellings.Survey(name="The Great Kelp Survey", year=2016)])
    other = tellings.tell("b", [], [tellings.Survey(name="“Great Kelp Survey”")])
    found = corpus([one, other], groups, ())
    assert found.canonical(one.studies[0].id) == found.canonical(other.studies[0].id)


def test_other_organisations_with_one_number_are_two_studies(
    tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    sample = ((1013, Bound.EXACT, None),)
    one = tellings.tell("a", [], [tellings.Survey(("Harbour Institute",), None, 2016, sample)])
    other = tellings.tell("b", [], [tellings.Survey(("Beacon Society",), None, 2016, sample)])
    assert corpus([one, other], groups, ()).links == ()


def test_the_figures_told_are_evidence_where_they_are_of_one_question(
    tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    figures = [
        ("41 percent", "nurses", "sleep badly after night shifts"),
        ("67 percent", "nurses", "carry a brass whistle"),
        ("22 percent", "teachers", "fear the winter storms"),
    ]
    other_questions = [
        ("41 percent", "nurses", "paint their boats blue"),
        ("67 percent", "nurses", "feed the harbour cats"),
        ("22 percent", "teachers", "mend nets at home"),
    ]
    survey = tellings.Survey(name=None)
    first = tellings.tell("a", [tellings.Told(*figure) for figure in figures], [survey])
    same = tellings.tell("b", [tellings.Told(*figure) for figure in figures], [survey])
    other = tellings.tell("c", [tellings.Told(*figure) for figure in other_questions], [survey])
    found = corpus([first, same, other], groups, ())
    ones = [found.canonical(extraction.studies[0].id) for extraction in (first, same, other)]
    assert ones[0] == ones[1] != ones[2]


@pytest.mark.parametrize(
    ("year", "wave"),
    [
        (None, "study-tides-2021"),
        (2021, "study-tides-2021"),
        (2019, "study-tides-2019"),
        (2018, "study-tides-2019"),
        (2011, "study-tides-2021@2011"),
    ],
)
def test_the_year_of_a_figure_says_which_wave(
    year: int | None, wave: str, tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    told = tellings.tell(
        "a",
        [tellings.Told("41 percent", "nurses", "sleep badly after a night shift", year=year)],
        [tellings.Survey(name="Tides of Work: the quiet shift")],
    )
    found = corpus([told], groups)
    assert waves_of(found).of(found.statistics[0]) == wave


def test_year_and_base_of_the_register_are_marked(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    told = tellings.tell(
        "a",
        [
            tellings.Told("41 percent", "nurses", "sleep badly after a night shift"),
            tellings.Told("30 percent", "drivers", "sleep badly after a night shift"),
            tellings.Told("36 percent", "respondents", "sleep badly after a night shift"),
        ],
        [tellings.Survey(year=None, organisations=("Harbour Institute", "Pilot Union"))],
    )
    nurses, drivers, everyone = corpus([told], groups).statistics
    assert (nurses.year, nurses.year_basis) == (2019, Basis.REGISTER)
    assert nurses.base == Base(410, basis=Basis.REGISTER)
    assert drivers.base == Base(700, of_study=True, basis=Basis.REGISTER)
    assert everyone.base == Base(700, basis=Basis.REGISTER)


def test_what_the_article_says_wins(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    told = tellings.tell(
        "a",
        [tellings.Told("41 percent", "nurses", "sleep badly after a night shift", year=2018)],
        [tellings.Survey(samples=((400, Bound.ABOUT, "nurses"),))],
    )
    (nurses,) = corpus([told], groups).statistics
    assert (nurses.year, nurses.year_basis) == (2018, Basis.STATED)
    assert nurses.base == Base(400, Bound.ABOUT, basis=Basis.STATED)


def test_an_unknown_group_has_no_base_of_another_group(
    tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    told = tellings.tell(
        "a",
        [tellings.Told("41 percent", "women", "sleep badly after a night shift")],
        [tellings.Survey(samples=((800, Bound.EXACT, "adults"),))],
    )
    (women,) = corpus([told], groups, ()).statistics
    assert women.base is None
