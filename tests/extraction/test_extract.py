"""Extraction as a whole, with a binder that takes every number for a finding."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.extraction import extract
from claimgraph.extraction.annotation import from_annotation, to_annotation
from claimgraph.extraction.binder import Binding, Passage
from claimgraph.model import Article

HARBOUR = """\
Dockers and shipowners see the harbour with other eyes

The survey "Ports in Transition" by the Tidewater Institute asked 400 dockers and 250 shipowners in 2021.

According to the survey, 62 percent of dockers said that the new cranes make their work safer, compared with \
81 percent of shipowners.

Some 44 percent of dockers trust the port authority, up from 31 percent in 2019.
"""


class EagerBinder:
    """Take every number for a level, its sentence for the statement and the word behind for the group."""

    def bind(self, text: str, passages: Sequence[Passage], heading: str = "") -> list[tuple[Binding, ...]]:
        return [tuple(self._binding(text, p, n) for n in p.numbers) for p in passages]

    def claims(self, *_: Any, **__: Any) -> list[Any]:
        return []

    @staticmethod
    def _binding(text: str, passage: Passage, number: tuple[int, int]) -> Binding:
        behind = passage.sentence[1] - number[1]
        group = ((number[1], number[1] + min(behind, 12)),) if behind > 0 else ()
        return Binding("level", 1.0, "percent", group, (passage.sentence,), 0.9, 0.9, 0.9)


def test_the_records_of_an_article() -> None:
    made = extract(Article(HARBOUR), EagerBinder())
    values = [s.value_quote.exact for s in made.statistics]
    assert values == ["62 percent", "81 percent", "44 percent", "31 percent"]
    assert [study.name for study in made.studies] == ["Ports in Transition"]
    assert {sample.n for study in made.studies for sample in study.samples} == {400, 250}
    assert {s.study for s in made.statistics} == {made.studies[0].id}


def test_an_extraction_survives_its_json() -> None:
    article = Article(HARBOUR, path="harbour.txt")
    once = to_annotation(extract(article, EagerBinder()))
    assert to_annotation(from_annotation(article, once)) == once


@pytest.mark.parametrize("text", ["", " ", "\n\n", "No figures here.", "\x00\x01\x02", "%", "1" * 5000])
def test_texts_without_a_finding_give_no_statistics(text: str) -> None:
    assert extract(Article(text), EagerBinder()).statistics == ()


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("0123456789 %.,\n•-–“”’$")), max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_records_that_point_at_it(text: str) -> None:
    article = Article(text)
    made = extract(article, EagerBinder())
    for s in made.statistics:
        assert s.article.text[s.value_quote.start : s.value_quote.end] == s.value_quote.exact
    assert extract(article, EagerBinder()) == made


def test_what_was_read_before_makes_no_difference() -> None:
    first = to_annotation(extract(Article(HARBOUR), EagerBinder()))
    extract(Article("Some 9 percent of cooks sing, said the Guild in 1999."), EagerBinder())
    assert to_annotation(extract(Article(HARBOUR), EagerBinder())) == first


def test_twice_the_text_takes_about_twice_the_time() -> None:
    def seconds(copies: int) -> float:
        began = time.process_time()
        extract(Article(HARBOUR * copies), EagerBinder())
        return time.process_time() - began

    seconds(10)
    assert seconds(160) < 4 * seconds(80) + 0.5


def test_importing_extraction_loads_nothing_heavy() -> None:
    program = (
        "import sys, claimgraph.extraction; print([m for m in ('numpy', 'onnxruntime') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
