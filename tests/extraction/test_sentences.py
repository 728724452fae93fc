"""Sentences: where they end, what they are, and that any text is taken."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extraction.sentences import split


def cut(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in split(text)]


def roles(text: str) -> list[tuple[str, str]]:
    return [(sentence.role, text[sentence.start : sentence.end]) for sentence in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One half agreed. The rest did not.", 2),
        ("Mr. Oyelaran of the U.S. Bakers Guild agreed, as did Dr. Finch.", 1),
        ("Most bakers live in the U.S. Half of them rise at 4 a.m. and like it.", 2),
        ("The share fell to 3.5 percent. It was 4.1 percent in Sept. 2011.", 2),
        ("Turnover reached $2.4 billion at Oven Inc. The rest is unknown.", 2),
        ("J. R. Baker asked 40 shops (p. 15). Nobody answered.", 2),
        ("“We like rye.” Others prefer wheat.", 2),
        ("“Do you like rye?” she asked. “No!” said he.", 2),
        ("Flour sold out … but yeast did not... The end came soon.", 2),
        ("We write again next week.Newsletter readers know it first.", 2),
        ("See bakers.example.org or Node.js for the code.", 1),
        ("Rye vs. wheat: no. 5 of 7.", 1),
        ("Wheat leads with 31%. 24% choose rye.", 2),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: int) -> None:
    assert len(cut(text)) == expected, cut(text)


def test_bullets_leave_their_marks_outside() -> None:
    text = "What bakers want:\n\n  • 40 percent want rye\n - 30 percent want oats\n1. Wheat is third\n"
    assert roles(text) == [
        ("prose", "What bakers want:"),
        ("bullet", "40 percent want rye"),
        ("bullet", "30 percent want oats"),
        ("bullet", "Wheat is third"),
    ]


def test_bullets_inside_a_line_are_items() -> None:
    text = "Findings: • 40 percent want rye • 30 percent want oats"
    assert roles(text)[1:] == [("bullet", "40 percent want rye"), ("bullet", "30 percent want oats")]


def test_a_decimal_at_the_start_of_a_line_is_no_list_number() -> None:
    assert roles("2.3 million loaves were sold last year in the city.")[0][0] == "prose"


def test_headings_and_paragraphs() -> None:
    text = "Bakers Rise Early\n\nThey rise at four. They sleep at eight.\n\nWhy It Matters\n\nBread is fresh."
    found = split(text)
    assert [sentence.role for sentence in found] == ["heading", "prose", "prose", "heading", "prose"]
    assert [sentence.paragraph for sentence in found] == [0, 1, 1, 2, 3]


def test_furniture_is_told_from_the_article() -> None:
    text = (
        "Bakers rise early.\n\nAdvertisement\n\nShare of bakers who rise early: 40%\n\nRead more:\n"
        "- Bakers sleep late\n- The 9 best ovens\n\nRelated Articles:\nOvens compared\n\nThey sleep well."
    )
    assert [role for role, _ in roles(text)] == [
        "prose", "furniture", "heading", *["furniture"] * 5, "prose",
    ]  # fmt: skip


def test_lines_broken_at_a_width_are_one_sentence() -> None:
    text = (
        "The survey of bakers in the northern counties was held in the\n"
        "spring and found that they get up rather earlier than bakers in\n"
        "the south. In the same survey\n\n"
        "Owners of small shops were asked how they bake, and it appears that\n"
        "60 percent of them still knead by hand."
    )
    assert len(cut(text)) == 3


def test_short_lines_stay_apart() -> None:
    assert len(cut("Rye 40%\nWheat 30%\nOats 30%")) == 3


@given(st.text())
def test_any_text_is_cut_in_order(text: str) -> None:
    found = split(text)
    position = paragraph = 0
    for sentence in found:
        assert position <= sentence.start < sentence.end <= len(text)
        assert sentence.paragraph >= paragraph
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        position, paragraph = sentence.end, sentence.paragraph
    assert split(text) == found


PIECES = ["U.S.", "Mr.", "a", "The", "…", ".", "!", "”", "\n", "\n\n", " ", "•", "- ", "7%"]


@given(st.lists(st.sampled_from(PIECES)))
def test_every_letter_lies_in_a_sentence(parts: list[str]) -> None:
    text = "".join(parts)
    held = "".join(cut(text))
    assert sum(map(str.isalnum, held)) == sum(map(str.isalnum, text))


@pytest.mark.parametrize(
    "piece", [".", "a. ", "• ", "\n", " ", "The end. ", "“", ".”", "share ", "1", "Mr. ", "a\n", "- x\n"]
)
def test_time_grows_with_length_only(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.perf_counter()
        split(text)
        return time.perf_counter() - start

    seconds(1_000)
    assert seconds(400_000) < 16 * seconds(100_000) + 0.5
