"""A second study of one article, and figures told by "the figure for"."""

from __future__ import annotations

import pytest

from claimgraph import extract
from claimgraph.model import Article, Extraction

TWO = (
    'The survey "The Rested Quay" was carried out by the Gull Institute in 2021. It asked 400 dockers.\n'
    "53% of dockers trust the harbour master.\n"
    'The survey "The Quiet Hours Report" was carried out by Tidewater Partners in 2021. '
    "It asked 324 dockers.\n"
    "65% of dockers trust the harbour master.\n"
)


def read(text: str) -> Extraction:
    return extract(Article(text, path="a.txt"))


def test_another_title_by_another_maker_is_another_study() -> None:
    told = read(TWO)
    assert [(s.name, s.organisations) for s in told.studies] == [
        ("The Rested Quay", ("Gull Institute",)),
        ("The Quiet Hours Report", ("Tidewater Partners",)),
    ]
    assert [told.study(s.study) for s in told.statistics] == list(told.studies)


def test_a_title_is_not_read_as_who_made_it() -> None:
    (study,) = read(
        'The survey "Saltmarsh Barometer" was carried out by the Gull Institute in 2021. '
        "It asked 400 dockers.\n"
        "53% of dockers trust the harbour master.\n"
    ).studies
    assert study.organisations == ("Gull Institute",)


def test_the_same_title_told_again_is_the_same_study() -> None:
    told = read(
        'The survey "The Rested Quay" by the Gull Institute asked 400 dockers in 2021.\n\n'
        'In "The Rested Quay", a survey that Tidewater Partners helped the Gull Institute to run, 53% of '
        "dockers trust the harbour master.\n"
    )
    assert len(told.studies) == 1


@pytest.mark.parametrize(
    ("sentence", "groups"),
    [
        (
            "While 69% of dockers trust the harbour master, the figure for sailors is 18%.",
            ["dockers", "sailors"],
        ),
        (
            "69% of older dockers trust the harbour master; the share among sailors was only 18%.",
            ["older dockers", "sailors"],
        ),
    ],
)
def test_the_figure_for_another_group_says_the_same_of_it(sentence: str, groups: list[str]) -> None:
    told = read(
        f'The survey "The Rested Quay" by the Gull Institute asked 400 people in 2021.\n\n{sentence}\n'
    )
    assert [s.group.text if s.group else None for s in told.statistics] == groups
    assert {s.statement.text if s.statement else None for s in told.statistics} == {
        "trust the harbour master"
    }


def test_a_study_told_with_its_size_lasts_into_the_next_paragraph() -> None:
    found = "According to the survey, {}% of dockers trust the harbour {}.\n\n"
    told = read(
        'The survey "The Rested Quay" was carried out by the Gull Institute in 2021. '
        "It asked 400 dockers.\n\n"
        + "".join(found.format(*row) for row in ((53, "master"), (61, "pilots"), (44, "police")))
        + 'The survey "Nets and Knots" was carried out by Tidewater Partners in 2021. '
        "It asked 324 dockers.\n\n"
        "65% of dockers trust the harbour master.\n"
    )
    last = told.study(told.statistics[-1].study)
    assert last is not None
    assert last.name == "Nets and Knots"


def test_an_earlier_figure_is_nearly_as_sure_as_the_one_before_it() -> None:
    told = read(
        'The survey "The Rested Quay" by the Gull Institute asked 400 people in 2021.\n\n'
        "66 percent of dockers trust the harbour master, up 11 points from 55 percent in 2015. "
        "41 percent of pilots trust the harbour master, down from 48 percent in 2015.\n"
    )
    later, _, earlier, other, before = told.statistics
    for one, first in ((earlier, later), (before, other)):
        assert one.confidence is not None
        assert first.confidence is not None
        assert one.confidence > 0.8
        assert one.confidence <= first.confidence


def test_a_few_asked_beside_many_are_a_sample() -> None:
    (study,) = read(
        'The survey "The Rested Quay" by the Gull Institute came out in 2021. It asked 24 nurses and 1,219 '
        "teachers.\n\n21 percent of nurses trust the harbour master.\n"
    ).studies
    assert [sample.n for sample in study.samples] == [24, 1219]
