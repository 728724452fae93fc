"""The years of studies and figures, stated or following for certain."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.extraction import samples, studies, years
from claimgraph.extraction.sentences import split
from claimgraph.extraction.studies import ToldStudy
from claimgraph.model import Article, Basis

Dated = tuple[int | None, Basis]


def dated(text: str, date: str | None = None) -> tuple[ToldStudy, ...]:
    article, sentences = Article(text, date=date), split(text)
    return years.date_studies(
        article, sentences, studies.find(article, sentences, samples.find(text, sentences))
    )


def study_year(text: str, date: str | None = None) -> Dated:
    (one,) = dated(text, date)
    return one.study.year, one.study.year_basis


def figure_years(text: str, *figures: str) -> list[int | None]:
    article, sentences, told = Article(text), split(text), dated(text)
    spans = []
    for figure in figures:
        start = text.index(figure, spans[-1][1] if spans else 0)
        spans.append((start, start + len(figure)))
    keys = studies.attribute(article, sentences, told, spans)
    return [told.year for told in years.date_figures(article, sentences, told, spans, keys)]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("A Larkfield survey found 40 percent sing. The survey was conducted June 3-9, 2017.", 2017),
        ("The Larkfield poll of 900 ringers, taken Nov. 14, 2018-Jan. 3, 2019, found 40% sing.", 2019),
        ("Larkfield's 2013 Bell Trust Survey found 40 percent sing.", 2013),
        ("According to a 2016 Larkfield study, 40 percent sing.", 2016),
        ("Bell Trust 2019 Survey Results\n\nThe Larkfield survey found that 40 percent sing.", 2019),
    ],
)
def test_a_year_that_the_article_states(text: str, year: int) -> None:
    assert study_year(text) == (year, Basis.STATED)


@pytest.mark.parametrize(
    "text",
    [
        "A Larkfield survey found 40 percent sing.",
        "Since 2007, Larkfield has polled ringers. The poll found 40 percent sing.",
        "A Larkfield survey of adults born before 1946 found 40 percent sing.",
        "A Larkfield survey found 40 percent sing, up from 30 percent in 2012.",
        "Holt leads the Larkfield 2016 poll with 40 percent, the poll found.",
        "This year Larkfield surveyed 400 ringers; 40 percent sing.",
    ],
)
def test_no_year_where_none_is_certain(text: str) -> None:
    assert study_year(text) == (None, Basis.UNKNOWN)


def test_a_year_that_follows_from_earlier_rounds() -> None:
    text = (
        "Larkfield queried 300 ringers this year, following similar surveys in 2011 and 2013.\n\n"
        "The survey found that 60 percent sing, up by nine points from last year."
    )
    assert study_year(text) == (2014, Basis.INFERRED)


def test_a_year_that_follows_from_a_figure_set_against_an_earlier_one() -> None:
    text = (
        "A Larkfield report is out. In 2014, 69 percent of ringers sang, up from 56 percent in 2012, it says."
    )
    assert study_year(text) == (2014, Basis.INFERRED)
    assert figure_years(text, "69 percent", "56 percent") == [2014, 2012]


def test_the_articles_own_date_settles_this_year() -> None:
    text = "A Larkfield poll released Monday found that 40 percent sing."
    assert study_year(text, "2015-03-10") == (2015, Basis.INFERRED)
    assert study_year(text, "2015-01-02") == (None, Basis.UNKNOWN)
    assert study_year("A Larkfield poll found that 40 percent sing.", "2015-03-10") == (None, Basis.UNKNOWN)


STUDY = "The Larkfield survey was conducted in May 2017. "


@pytest.mark.parametrize(
    ("sentence", "figures", "expected"),
    [
        ("It found that 40 percent sing.", ["40 percent"], [2017]),
        ("Some 40 percent sing, up from 31 percent in 2012.", ["40", "31"], [2017, 2012]),
        ("The share rose from 31% in 2012 to 36% in the latest study.", ["31%", "36%"], [2012, 2017]),
        (
            "It is 60, down from 68 percent and 55 percent, respectively, in 2013.",
            ["68 percent", "55 percent"],
            [2013, 2013],
        ),
        ("It is 54 percent, up from 49 percent last year.", ["54", "49"], [2017, 2016]),
        ("It is 35 percent, down from 42 percent two years ago.", ["35", "42"], [2017, 2015]),
        (
            "The last peak was in June 2009, when 55 percent sang and 40 percent hummed.",
            ["55", "40"],
            [2009] * 2,
        ),
        ("The share fell, from 71 percent to 63 percent, since 2007.", ["71", "63"], [2007, 2017]),
        (
            "The share has lost 6 points since 2007, from 83 percent to 77 percent.",
            ["83", "77"],
            [2007, 2017],
        ),
        ("It is up 10 percent over last year's survey.", ["10 percent"], [2017]),
        ("That beats last year's survey, which found that 20 percent sing.", ["20 percent"], [2016]),
        ("Of those born in 1990, 20 percent sing.", ["20 percent"], [2017]),
        ("Some 30 percent of those who voted in 2012 say they sing.", ["30 percent"], [2017]),
    ],
)
def test_the_year_that_a_figure_is_about(sentence: str, figures: list[str], expected: list[int]) -> None:
    assert figure_years(STUDY + sentence, *figures) == expected


def test_last_year_stays_open_where_the_studys_year_is() -> None:
    text = "A Larkfield survey found that 54 percent sing, up from 49 percent last year."
    assert figure_years(text, "54", "49") == [None, None]


def test_what_is_told_of_years_before_an_undated_study_says_how_many() -> None:
    text = (
        "A Larkfield survey found that 40 percent sing, up from 31 percent the year before. Two "
        "years earlier, 22 percent sang. Last year 25 percent of them danced."
    )
    article, sentences, told = Article(text), split(text), dated(text)
    spans = [(start, start + 10) for start in (text.index(f"{n} percent") for n in (40, 31, 22, 25))]
    keys = studies.attribute(article, sentences, told, spans)
    found = years.date_figures(article, sentences, told, spans, keys)
    # "Last year" counts from the article's day, and the survey may be of last year itself.
    assert [(one.year, one.before) for one in found] == [(None, 0), (None, 1), (None, 2), (None, 0)]


def test_a_figure_without_a_study_keeps_its_own_year() -> None:
    assert figure_years("Marl sold 40 percent of its bells in 1929.", "40 percent") == [1929]
    assert figure_years("Marl sold 40 percent of its bells.", "40 percent") == [None]


@given(
    st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from("012 in since last year poll May %5,.\n")),
        max_size=200,
    )
)
@settings(max_examples=200, deadline=None)
def test_a_year_always_has_a_basis(text: str) -> None:
    text = "A Larkfield poll found 5% in 2012. " + text
    article, sentences, told = Article(text), split(text), dated(text)
    spans = [s for s in [(30, 32), (len(text) - 1, len(text))] if s[1] <= len(text)]
    keys = studies.attribute(article, sentences, told, spans)
    for year, basis, _ in years.date_figures(article, sentences, told, spans, keys):
        assert (year is None) == (basis is Basis.UNKNOWN)
