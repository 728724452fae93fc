"""Candidates: every case of `cases/numbers`, and that any text is taken in linear time."""

from __future__ import annotations

import json
import time
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extraction.candidates import MOST_NUMBERS, Candidate, find
from claimgraph.extraction.sentences import split
from claimgraph.model import Kind

CASES = [
    pytest.param(case, id=f"{path.stem}-{number}")
    for path in sorted((Path(__file__).parent / "cases" / "numbers").glob("*.toml"))
    for number, case in enumerate(tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)["case"], 1)
]


def candidates(text: str) -> tuple[Candidate, ...]:
    return find(text, split(text))


@pytest.mark.parametrize("case", CASES)
def test_a_sentence_gives_its_numbers(case: dict[str, Any]) -> None:
    text = case["sentence"]
    found = [
        {
            "text": text[candidate.start : candidate.end],
            "value": candidate.value,
            "unit": candidate.unit,
            "bound": candidate.bound.value,
            "kind": candidate.kind.value if candidate.kind else None,
        }
        for candidate in candidates(text)
    ]
    assert [number["text"] for number in found] == [number["text"] for number in case["numbers"]], found
    for number, expected in zip(found, case["numbers"], strict=True):
        assert {key: number[key] for key in expected} == expected


def test_furniture_gives_none() -> None:
    text = "Bakers nap.\n\nRead more:\n- 40 percent of millers nap\n\nHalf of owners nap."
    assert [text[c.start : c.end] for c in candidates(text)] == ["Half"]


def test_a_candidate_knows_its_sentence() -> None:
    text = "Bakers nap. Of owners, 40% do.\n\n- 30% of staff\n"
    sentences = split(text)
    for candidate in find(text, sentences):
        sentence = sentences[candidate.sentence]
        assert sentence.start <= candidate.start < candidate.end <= sentence.end


def test_a_table_of_data_gives_none() -> None:
    assert candidates("9 " * (MOST_NUMBERS + 1)) == ()


def test_a_million_digits_are_no_figure() -> None:
    assert candidates("Of bakers, 40% nap. " + "7" * 1_000_000)[0].value == 40
    assert len(candidates("1" * 1_000_000)) == 0


WORDS = [
    "40",
    "1,027",
    "2.5",
    "%",
    "percent",
    "points",
    "one",
    "half",
    "a third",
    "in",
    "ten",
    "10",
    "million",
    "$",
    "£",
    "rose",
    "by",
    "fell",
    "more than",
    "between",
    "and",
    "to",
    "-",
    "(",
    ")",
    ",",
    ".",
    " ",
    "\n",
    "of",
    "bakers",
    "aged",
    "survey",
    "margin of error",
    "times",
    "as",
    "twice",
    "2012",
    "May",
    "No.",
    "hundred",
    "dozen",
    "٣",
    "½",
    "\u00a0",
    "k",
    "bn",
    "x",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)))
def test_any_text_is_taken(text: str) -> None:
    found = candidates(text)
    position = 0
    for candidate in found:
        assert position <= candidate.start < candidate.end <= len(text)
        assert candidate.value.is_finite()
        assert candidate.unit != "percent" or candidate.kind is Kind.LEVEL
        position = candidate.end
    assert candidates(text) == found


@given(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join))
def test_what_stands_before_changes_nothing(text: str) -> None:
    before = "Of bakers, 40 percent nap.\n\n"
    alone = [(c.start, c.end, c.value, c.unit, c.kind) for c in candidates("\n\n" + text)]
    moved = len(before) - 2
    after = [(c.start - moved, c.end - moved, c.value, c.unit, c.kind) for c in candidates(before + text)]
    assert after[1:] == alone


@pytest.mark.parametrize(
    "piece",
    [
        "7",
        "1,",
        "5% ",
        "half ",
        "a third ",
        "1 in 4 ",
        "up by ",
        "five percent and ",
        ".5",
        "- ",
        "(",
        "$",
        "margin of error ",
        "survey of the ",
        "one hundred and ",
        "between 3 and 4 points. ",
        "x5",
        "'",
        "40-",
    ],
)
def test_time_grows_with_length_only(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.perf_counter()
        candidates(text)
        return time.perf_counter() - start

    seconds(1_000)
    assert seconds(80_000) < 16 * seconds(20_000) + 0.5


def test_nearly_every_figure_of_the_evaluation_articles_is_found(shared: Path) -> None:
    found = told = given_out = 0
    for gold in sorted(shared.glob("eval/*/*.gold.json")):
        text = gold.with_name(gold.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8")
        numbers = candidates(text)
        statistics = json.loads(gold.read_text("utf-8"))["statistics"]
        told += len(statistics)
        given_out += len(numbers)
        found += sum(
            any(
                number.start < figure["end"]
                and figure["start"] < number.end
                and abs(float(number.value) - figure["value"]) <= max(0.05, 0.005 * abs(figure["value"]))
                for number in numbers
            )
            for figure in statistics
        )
    assert found / told >= 0.98
    assert found / given_out >= 0.9
