"""Figures of the year before a study that only the register, or another article, dates."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest

from claimgraph.comparison import compare
from claimgraph.linking import link
from claimgraph.model import ALARMS, Article, Basis, Extraction, Group, Sample, Statistic, Study, Verdict
from claimgraph.review.fields import FIELDS

REST = "say that they sleep well at sea"


def told(tellings: ModuleType, name: str, year: int | None = None, later: int = 44) -> Extraction:
    """Tell a figure and the one of the year before, the earlier one by these words alone."""
    figures = [
        tellings.Told(f"{later} percent", "dockers", REST),
        tellings.Told("31 percent", "dockers", REST),
    ]
    extraction = tellings.tell(name, figures, [tellings.Survey(year=year)], [("trend", (0, 1), None)])
    now, before = extraction.statistics
    if year is not None:
        now = replace(now, year=year, year_basis=Basis.STATED)
        before = replace(before, year=year - 1, year_basis=Basis.INFERRED)
    else:
        before = replace(before, years_before=1)
    return replace(extraction, statistics=(now, before))


@pytest.fixture
def register() -> tuple[Study, ...]:
    return (
        Study(
            id="study-tides-2021",
            name="Tides of Work",
            organisations=("Harbour Institute",),
            year=2021,
            year_basis=Basis.REGISTER,
            samples=(Sample(400, group="dockers"),),
        ),
    )


def years(extraction: Extraction) -> list[tuple[int | None, Basis]]:
    return [(s.year, s.year_basis) for s in extraction.statistics]


def test_the_year_before_is_counted_from_the_registers_year(
    tellings: ModuleType, groups: tuple[Group, ...], register: tuple[Study, ...]
) -> None:
    extraction = told(tellings, "a")
    corpus = link([extraction], register, groups)
    assert years(corpus.extractions[0]) == [(2021, Basis.REGISTER), (2020, Basis.REGISTER)]
    now, before = corpus.extractions[0].statistics
    assert now.base is not None
    assert before.base is None  # nobody says how many were asked the year before
    assert corpus.extractions[0].as_told() == extraction
    again = link([corpus.extractions[0].as_told()], register, groups)
    assert again == corpus
    (trend,) = compare(corpus)
    assert trend.verdict is Verdict.TREND
    assert dict(trend.figures)["years"] == "2020; 2021"


def test_an_article_that_dates_both_agrees_with_one_that_dates_none(
    tellings: ModuleType, groups: tuple[Group, ...], register: tuple[Study, ...]
) -> None:
    both = [told(tellings, "a"), told(tellings, "b", 2021)]
    for known in (register, ()):
        found = compare(link(both, known, groups))
        assert not [c for c in found if c.verdict in ALARMS]
        agreed = [c for c in found if c.verdict is Verdict.AGREE]
        assert {len(c.members) for c in agreed} == {2}
        assert len(agreed) == 2  # of the year, and of the year before


def test_without_any_year_the_earlier_figure_is_not_the_later_one_told_wrongly(
    tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    other = tellings.tell("b", [tellings.Told("31 percent", "dockers", REST)], [tellings.Survey()])
    found = compare(link([told(tellings, "a"), other], (), groups))
    # What b tells is a figure of this wave: 44 and 31 differ, and a's figure of the year before is no excuse.
    values = {tuple(sorted(c.members)) for c in found if c.verdict is Verdict.AGREE}
    assert values == set()


def test_a_year_that_a_person_gives_counts_alone(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    extraction = told(tellings, "a")
    before: Statistic = extraction.statistics[1]
    corrected = replace(before, **FIELDS["year"]("2018", before, extraction))
    corpus = link([replace(extraction, statistics=(extraction.statistics[0], corrected))], (), groups)
    assert years(corpus.extractions[0])[1] == (2018, Basis.STATED)


def test_from_the_words_of_an_article(groups: tuple[Group, ...], register: tuple[Study, ...]) -> None:
    from claimgraph import extract

    text = (
        'The Harbour Institute asked 400 dockers for its survey "Tides of Work".\n\n'
        "44 percent of dockers said that they trust the port authority, up from 31 percent the year before.\n"
    )
    corpus = link([extract(Article(text, path="a.txt"))], register, groups)
    assert [s.year for s in corpus.extractions[0].statistics] == [2021, 2020]
