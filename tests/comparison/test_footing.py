"""What a comparison stands on: one study told by many, and the interest of who paid for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from claimgraph import ClaimGraph
from claimgraph.comparison import compare
from claimgraph.linking import link
from claimgraph.model import Comparison, Extraction, Group, Verdict
from claimgraph.rdf import derived_quads, read_comparisons

REST = "say that they sleep well at sea"
LAMPS = "say that street lamps make the long pier safer at night"


def found(told: list[Extraction], groups: tuple[Group, ...], verdict: Verdict) -> list[dict[str, str]]:
    comparisons: tuple[Comparison, ...] = compare(link(told, (), groups))
    return [dict(c.figures) for c in comparisons if c.verdict is verdict]


def test_a_figure_that_many_articles_take_from_one_study_says_so(
    tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    told = [tellings.tell(name, [tellings.Told("58 percent", "nurses", REST)]) for name in "abcd"]
    (figures,) = found(told, groups, Verdict.AGREE)
    assert figures["rests on"] == "one study, told by 4 articles"


def test_a_gap_of_one_study_says_so_and_one_of_one_article_does_not(
    tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    both = [tellings.Told("58 percent", "nurses", REST), tellings.Told("41 percent", "teachers", REST)]
    (alone,) = found([tellings.tell("a", both)], groups, Verdict.GAP)
    assert "rests on" not in alone
    (figures,) = found([tellings.tell(name, both) for name in "abc"], groups, Verdict.GAP)
    assert figures["rests on"] == "one study, told by 3 articles"


def test_a_trend_of_one_survey_says_so(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    told = [
        tellings.tell(
            f"{name}{year}",
            [tellings.Told(f"{value} percent", "nurses", REST, year=year)],
            [tellings.Survey(name="The Great Kelp Survey", year=year)],
        )
        for year, value in ((2016, 40), (2018, 51))
        for name in "ab"
    ]
    (figures,) = found(told, groups, Verdict.TREND)
    assert figures["rests on"] == "one survey over the years, told by 4 articles"


def test_two_studies_are_no_single_source(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    told = [
        tellings.tell(
            name,
            [tellings.Told("58 percent", "nurses", REST)],
            [tellings.Survey((organisation,), title, 2021)],
        )
        for name, organisation, title in (("a", "Harbour Institute", "Tides"), ("b", "Gull Research", "Nets"))
    ]
    (figures,) = found(told, groups, Verdict.AGREE)
    assert "rests on" not in figures


def sold(
    tellings: ModuleType,
    groups: tuple[Group, ...],
    words: str = LAMPS,
    value: str = "71 percent",
    goods: str = "street lamps",
) -> str | None:
    """Return the note of interest on a gap, the first of whose figures is told in these words."""
    figures = [tellings.Told(value, "nurses", words), tellings.Told("12 percent", "teachers", words)]
    told = tellings.tell("a", figures, [tellings.Survey(("Brightlamp",), "Lights on the Quay", 2021)])
    (study,) = told.studies
    told = replace(told, studies=(replace(study, sells=(("Brightlamp", goods),)),))
    (gap,) = found([told], groups, Verdict.GAP)
    return gap.get("interest")


def test_a_study_of_a_seller_of_what_most_praise_says_so(
    tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    assert sold(tellings, groups) == "Brightlamp, which made the study or paid for it, sells street lamps"
    assert sold(tellings, groups, goods="poles and street lamps")
    assert sold(tellings, groups, words="trust their street lamps")


@pytest.mark.parametrize(
    "change",
    [
        {"value": "31 percent"},  # no majority praises
        {"goods": "lamp oil"},  # something else
        {"goods": "street maps"},
        {"words": "say that street lamps do not make the long pier safer"},
        {"words": "say that street lamps are a danger to safe sailing"},
        {"words": "are critical of the street lamps on the long pier"},
        {"words": "have seen the street lamps on the long pier"},
        {"words": "say that the new benches make the long pier safer"},
    ],
)
def test_it_is_said_only_where_it_is_told_and_praise(
    change: dict[str, str], tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    assert sold(tellings, groups, **change) is None


def test_from_the_words_of_articles_to_the_card(tmp_path: Path) -> None:
    (tmp_path / "lamps.txt").write_text(
        "A survey commissioned by Brightlamp, a maker of street lamps, asked 400 residents and 300 visitors "
        "in 2021.\n\nIt found that 71 percent of residents and 55 percent of visitors say that street lamps "
        "make the pier safer.\n",
        "utf-8",
    )
    with ClaimGraph(tmp_path / "claimgraph.db") as graph:
        graph.add([tmp_path / "lamps.txt"])
        (study,) = graph.corpus.studies
        assert "Brightlamp: street lamps" in graph.describe(study.id)
        assert "interest Brightlamp, which made the study" in " ".join(
            graph.contradictions_text(True).split()
        )
        held = graph.comparisons
        assert set(read_comparisons(derived_quads(graph.corpus, held))) == set(held)
        assert "Brightlamp: street lamps" in graph.page()


def test_the_number_of_articles_does_not_depend_on_their_order(
    tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    told = [tellings.tell(name, [tellings.Told("58 percent", "nurses", REST)]) for name in "abc"]
    assert compare(link(told, (), groups)) == compare(link(told[::-1], (), groups))
