"""Which studies an article tells of, and which figure comes from which."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.extraction import organisations, samples, studies
from claimgraph.extraction.sentences import split
from claimgraph.extraction.studies import ToldStudy
from claimgraph.model import Article


def told_in(text: str) -> tuple[ToldStudy, ...]:
    sentences = split(text)
    return studies.find(Article(text), sentences, samples.find(text, sentences))


def makers(text: str) -> list[tuple[str, ...]]:
    return [one.study.organisations for one in told_in(text)]


def sources(text: str, *figures: str) -> list[str | None]:
    """Return the first maker of the study that each figure is given to, in the order of the text."""
    article, sentences = Article(text), split(text)
    told = told_in(text)
    spans = [(text.index(figure), text.index(figure) + len(figure)) for figure in figures]
    names = {one.study.id: one.study.organisations[0] for one in told}
    return [key and names[key] for key in studies.attribute(article, sentences, told, spans)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A survey by the Tide Council finds that 40 percent of dockers swim.", ("Tide Council",)),
        ("A study from Larkfield and the Bell Institute found 40% sing.", ("Larkfield", "Bell Institute")),
        ("Some 40 percent swim, according to a new Merrow poll.", ("Merrow",)),
        ("A New York Bell poll found 40 percent swim.", ("New York Bell",)),
        ("Similar surveys of ringers found 40 percent swim, said the Larkfield survey.", ("Larkfield",)),
        ("In its survey with Merrow, Larkfield found 40 percent swim.", ("Merrow", "Larkfield")),
        ("Some 40 percent swim, a Merrow/Tide Weekly poll found.", ("Merrow", "Tide Weekly")),
        ("The Tide Council-Larkfield survey shows that 40 percent swim.", ("Tide Council", "Larkfield")),
        ("Larkfield, a maker of bells, surveyed 400 ringers; 40 percent swim.", ("Larkfield",)),
        ("Larkfield's latest annual survey found 40 percent of ringers swim.", ("Larkfield",)),
        ("Says Ann Holt of Larkfield, which commissioned the survey: 40 percent swim.", ("Larkfield",)),
        (
            "The poll was conducted by Merrow on behalf of Larkfield; 40 percent swim.",
            ("Merrow", "Larkfield"),
        ),
        ("Researchers at the University of Marl led a survey: 40 percent swim.", ("University of Marl",)),
        ("In a new survey, 40 percent of ringers said they swim.", ()),
    ],
)
def test_it_names_who_made_a_study(text: str, expected: tuple[str, ...]) -> None:
    assert makers(text) == [expected]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('The study "Ringing in the Dark," by Larkfield, found 40 percent sing.', "Ringing in the Dark"),
        ("“Ringing in the Dark,” a report by Larkfield, found 40 percent sing.", None),
        ("Entitled “Ringing in the Dark”, the report surveyed 90 ringers: 40% sing.", "Ringing in the Dark"),
        ("Larkfield's 2013 Bell Trust Survey found 40 percent sing.", "2013 Bell Trust Survey"),
        ("The report, “Ringing in the Dark ($90)”, found 40 percent sing.", "Ringing in the Dark"),
        ("A Larkfield poll found 40 percent sing.", None),
    ],
)
def test_a_title_is_kept_as_written(text: str, name: str | None) -> None:
    (one,) = told_in(text)
    assert one.study.name == (name or one.study.name)
    assert name is not None or one.study.organisations == ("Larkfield",)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Profits at Larkfield rose 40 percent to $9m, said Ann Holt.",
        "A storm left 40,000 homes in Marl without power, police said.",
        "Voters go to the polls in June. Turnout was 40 percent.",
        "A survey by the Tide Council will be published soon.",
    ],
)
def test_no_study_without_reported_figures(text: str) -> None:
    assert told_in(text) == ()


def test_later_mentions_go_back_to_the_study() -> None:
    text = (
        "Ringers are tired, a survey suggests.\n\nLarkfield, which makes bells, surveyed 400 ringers.\n\n"
        "The survey found that 40 percent sleep badly. The Larkfield report says 20 percent sleep well."
    )
    (one,) = told_in(text)
    assert one.study.organisations == ("Larkfield",)
    assert [s.n for s in one.study.samples] == [400]
    assert {text[a:b].split()[-1] for a, b in one.mentions} >= {"survey", "report"}


def test_the_longer_writing_of_a_name_stands_for_both() -> None:
    text = (
        "A report from the Marl Research Center shows 40 percent sing. The Marl study also found 9 percent."
    )
    assert makers(text) == [("Marl Research Center",)]


def test_two_studies_keep_their_figures_apart() -> None:
    text = (
        "A survey by Larkfield found that 61 percent of ringers sing.\n\n"
        "Likewise, a study by Merrow found that 52 percent of sailors swim. The study asked 300 sailors.\n\n"
        "Just 17 percent of them dive.\n\nThe Larkfield survey also found that 8 percent dance."
    )
    assert makers(text) == [("Larkfield",), ("Merrow",)]
    assert sources(text, "61", "52", "17", "8 p") == ["Larkfield", "Merrow", "Merrow", "Larkfield"]
    assert [[s.n for s in one.study.samples] for one in told_in(text)] == [[], [300]]


def test_a_study_told_of_in_passing_does_not_last() -> None:
    text = (
        "A Larkfield poll found that 61 percent of ringers sing. The poll says 30 percent hum.\n\n"
        "A Merrow poll released Monday put sailors at 52 percent.\n\n"
        "Only 17 percent of ringers whistle. The Larkfield poll has a margin of 3 points."
    )
    assert sources(text, "61", "30", "52", "17") == ["Larkfield", "Larkfield", "Merrow", "Larkfield"]


def test_a_source_behind_the_figure_counts() -> None:
    text = (
        "Some 61 percent of ringers sing, a Larkfield survey found. "
        "And 52 percent of sailors swim, according to a Merrow poll."
    )
    assert sources(text, "61", "52") == ["Larkfield", "Merrow"]


def test_a_figure_of_another_source_has_no_study() -> None:
    text = (
        "A Larkfield survey found that 61 percent of ringers sing.\n\n"
        "There are 9,400 ringers in Marl, according to the Bureau of Bells."
    )
    assert sources(text, "61", "9,400") == ["Larkfield", None]


def test_a_list_item_quoted_from_another_page_has_no_study() -> None:
    text = (
        "Larkfield released a new survey of ringers.\n\n"
        "  • Ringers sing. Marl Times: “The survey found that 61 percent sing.”\n"
        "  • Sailors swim. Dock News: “About 52 percent of sailors swim daily.”\n"
    )
    assert sources(text, "61", "52") == ["Larkfield", None]


def test_figures_before_the_first_mention_belong_to_it() -> None:
    text = "Most ringers sing\n\nSome 61 percent of ringers sing.\n\nLarkfield surveyed 400 ringers."
    assert sources(text, "61") == ["Larkfield"]


def test_two_studies_without_a_name_are_one_node() -> None:
    text = "One study found 40 percent sing. A separate study found 30 percent dance."
    assert len({one.study.id for one in told_in(text)}) == len(told_in(text)) == 1


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Marl", "Marl Research Center", True),
        ("the Larkfield Group", "Larkfield", True),
        ("BBI", "British Bell Institute", True),
        ("Merrow", "Larkfield", False),
        ("North Bell Trust", "South Bell Trust", False),
    ],
)
def test_two_writings_of_a_name(a: str, b: str, same: bool) -> None:
    assert organisations.same(a, b) is same


@pytest.mark.parametrize("word", ["June", "American", "Iowa", "Republicans"])
def test_months_places_and_kinds_of_people_make_no_study(word: str) -> None:
    assert makers(f"A {word} poll found that 40 percent of ringers sing.") == [()]


@given(
    st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from("Aa by poll survey “”'\"%5,.\n")), max_size=250
    )
)
@settings(max_examples=200, deadline=None)
def test_any_text_gives_the_same_studies_twice(text: str) -> None:
    made = told_in(text)
    assert made == told_in(text)
    assert len({one.study.id for one in made}) == len(made)
    assert all(0 <= start < end <= len(text) for one in made for start, end in one.mentions)


def test_twice_the_text_takes_about_twice_the_time() -> None:
    unit = "The poll by {} found that 5 percent of ringers sing, and 30 percent dance.\n\n"

    def seconds(count: int) -> float:
        text = "".join(unit.format(f"Bell{chr(97 + i % 26)}{chr(97 + i // 26)}") for i in range(count))
        began = time.process_time()
        told_in(text)
        return time.process_time() - began

    seconds(20)
    assert seconds(400) < 4 * seconds(200) + 0.3


@pytest.mark.parametrize("part", ["seeds", "dev"])
def test_every_study_of_the_annotated_articles_is_found(shared: Path, part: str) -> None:
    gold = found = 0
    for path in sorted((shared / "eval" / part).glob("*.gold.json")):
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8")
        gold += len(json.loads(path.read_text("utf-8"))["studies"])
        found += len(told_in(text))
    assert abs(found - gold) <= 0.1 * gold
