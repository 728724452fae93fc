"""Extraction of whatever a file may hold, with the learned reader: never a crash, never a false offset."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.cli import main
from claimgraph.errors import ClaimgraphError
from claimgraph.extraction import binder, extract
from claimgraph.extraction.annotation import to_annotation
from claimgraph.extraction.binder import LearnedBinder, Passage
from claimgraph.extraction.confidence import nine_in_ten
from claimgraph.model import Article, Extraction, Phrase, Quote

PIECES = (
    *("40 percent", "two-thirds", "one in five", "1,200", "3 percentage points", "$4 million", "2019", "7"),
    *(" of ", " dockers", " said that ", " trust the port", ", up from ", " and ", " them ", "respectively"),
    *(". ", "\n\n", "\n• ", "\r\n", "; ", ": ", "“", "”", "’", "(", ")", " ", "…", "|", "\u00a0", "\u200b"),
    *("The Tidewater Institute", "survey of ", "last year", "Read more:", "é", "港", "🚢", "\ud800", "\x00"),
    *("40 percent of dockers trust the port. ", "Some 31% of them own a boat, 12% two. "),
)
"""What articles are made of, in any order, so that every stage has something to do."""
texts = st.one_of(
    st.lists(st.sampled_from(PIECES), min_size=8, max_size=60).map("".join),
    st.text(st.characters(), max_size=200),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=40).map("".join),
)


def phrases(made: Extraction) -> list[Quote | Phrase]:
    found: list[Quote | Phrase | None] = []
    for s in made.statistics:
        found += [s.value_quote, s.quote, s.group, s.statement]
    for c in made.claims:
        found += [c.quote, c.holder]
    return [one for one in found if one is not None]


@given(texts)
@settings(max_examples=200, deadline=None)
def test_every_offset_is_true(text: str) -> None:
    for one in phrases(extract(Article(text))):
        for quote in one.parts if isinstance(one, Phrase) else (one,):
            assert 0 <= quote.start < quote.end <= len(text)
            assert text[quote.start : quote.end] == quote.exact


@given(texts, texts)
@settings(max_examples=100, deadline=None)
def test_the_same_comes_out_whatever_was_read_before(text: str, before: str) -> None:
    alone = extract(Article(text), LearnedBinder())
    extract(Article(before))
    assert extract(Article(text)) == alone


@given(texts)
@settings(max_examples=100, deadline=None)
def test_confidence_is_a_probability(text: str) -> None:
    made = extract(Article(text))
    sure = [one.confidence for one in (*made.statistics, *made.claims)]
    assert all(c is None or 0.0 <= c <= 1.0 for c in sure)


def test_half_a_surrogate_pair_is_read_over() -> None:
    whole = "Some 40 percent of the dockers trust the port 🚢 authority."
    half = whole.replace("🚢", "\ud83d")
    (made,) = extract(Article(half)).statistics
    assert half[made.value_quote.start : made.value_quote.end] == "40 percent"


PROSE = "The harbour was quiet in the morning and the gulls came back to the quays before noon. "
MADE: dict[str, Callable[[], str]] = {
    "a million digits": partial(str.__mul__, "7", 1_000_000),
    "digits with spaces": partial(str.__mul__, "7 ", 50_000),
    "numbers with commas": partial(str.__mul__, "1,234 ", 20_000),
    "a line of a megabyte": partial(str.__mul__, PROSE, 11_500),
    "a megabyte without a stop": partial(str.__mul__, "harbour quay ", 77_000),
    "a word of a megabyte": partial(str.__mul__, "a", 1_000_000),
    "empty lines": partial(str.__mul__, "\n", 1_000_000),
    "opening quotes": partial(str.__mul__, "“", 300_000),
    "opening brackets": partial(str.__mul__, "(", 300_000),
    "percent signs": partial(str.__mul__, "%", 200_000),
    "hyphens": partial(str.__mul__, "-", 200_000),
    "names": partial(str.__mul__, "The Tidewater Institute ", 20_000),
    "years": partial(str.__mul__, "in 2019 and ", 30_000),
    "any bytes": lambda: random.Random(1).randbytes(100_000).decode("latin-1"),  # noqa: S311 - no secrets
    "bullets": lambda: "\n".join(f"• crane number {letters} is safe" for letters in ["a", "b"] * 50_000),
}


@pytest.mark.long
@pytest.mark.parametrize("name", MADE)
def test_endless_texts_are_read_in_bounded_time(name: str) -> None:
    text = MADE[name]()
    began = time.process_time()
    made = extract(Article(text))
    assert time.process_time() - began < 40
    assert made.above(nine_in_ten()).statistics == ()


@pytest.mark.long
def test_twenty_megabytes_of_prose_are_read() -> None:
    text = PROSE * (20_000_000 // len(PROSE))
    text += "Some 40 percent of the dockers trust the port authority."
    began = time.process_time()
    (made,) = extract(Article(text)).statistics
    assert time.process_time() - began < 300
    assert text[made.value_quote.start : made.value_quote.end] == "40 percent"


@pytest.mark.long
def test_a_hundred_thousand_bullets_with_figures_are_refused_at_once() -> None:
    text = "\n".join(f"• {i % 100} percent of dockers trust crane {i}" for i in range(100_000))
    began = time.process_time()
    with pytest.raises(ClaimgraphError, match="one article a file"):
        extract(Article(text))
    assert time.process_time() - began < 120


def test_more_numbers_than_can_be_read_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binder, "MOST_NUMBERS", 3)
    text = "Dockers: 1 percent, 2 percent, 3 percent, 4 percent."
    numbers = [(text.index(d), text.index(d) + 9) for d in "1234"]
    reader = LearnedBinder()
    assert len(reader.bind(text, [Passage(None, (), (0, len(text)), tuple(numbers[:3]))])[0]) == 3
    with pytest.raises(ClaimgraphError, match="4 numbers"):
        reader.bind(text, [Passage(None, (), (0, len(text)), tuple(numbers))])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b" \n\t\n", ""),
        (b"\x7fELF\x02\x01\x01\x00\x00" + bytes(range(256)) * 40, "binary"),
        (b"x" * 20_000_001, "one article a file"),
    ],
)
def test_a_file_that_is_no_article_is_told_so(tmp_path: Path, content: bytes, message: str) -> None:
    file = tmp_path / "odd.txt"
    file.write_bytes(content)
    result = CliRunner().invoke(main, ["extract", str(file)])
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert "odd.txt" in result.stderr and message in result.stderr
    assert "Traceback" not in result.output


def test_an_article_without_figures_has_none() -> None:
    made = to_annotation(extract(Article("Gulls returned to the quays.\n\nNobody had counted them.")))
    assert made["statistics"] == made["studies"] == made["relations"] == []
