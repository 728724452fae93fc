"""What a person types: values, words and filters, whatever it is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.store import phrases
from claimgraph.store.phrases import Asked


@pytest.mark.parametrize(
    ("phrase", "words", "values"),
    [
        ("68 percent of CMOs", "of CMOs", ["68"]),
        ("68%", "", ["68"]),
        ("7 in 10 dockers", "dockers", ["70"]),
        ("two thirds", "", ["66.67"]),
        ("68", "", ["68"]),
        ("2014", "", ["2014"]),
        ("dockers 2014", "dockers 2014", []),
        ("dockers 68", "dockers", ["68"]),
        ("cranes", "cranes", []),
    ],
)
def test_values_are_told_from_words(phrase: str, words: str, values: list[str]) -> None:
    asked = phrases.read(phrase)
    assert (asked.words.split(), [round(v, 2) for v in asked.values]) == (
        words.split(),
        [Decimal(v) for v in values],
    )


def test_filters_are_taken_out_of_the_phrase() -> None:
    asked = phrases.read('62 percent group:dockers study:"Ports in Transition" YEAR:2021 cranes')
    assert asked == Asked(
        asked.words, (Decimal(62),), group="dockers", study="Ports in Transition", year="2021"
    )
    assert asked.words.split() == ["cranes"]


@given(st.text(max_size=60))
def test_any_text_is_a_phrase(text: str) -> None:
    phrases.read(text)
    phrases.read(f"group:{text} year:{text}")
