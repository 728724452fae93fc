"""Resolution: what the binder says of each number, and what comes of it over the whole article."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from claimgraph.extraction import extract
from claimgraph.extraction.binder import Binding, Passage
from claimgraph.extraction.pointing import Span
from claimgraph.model import Article, Extraction

CASES = json.loads((Path(__file__).parent / "cases" / "resolution.json").read_text("utf-8"))


class ToldBinder:
    """Say of each number what a case tells it to."""

    def __init__(self, rows: Sequence[Sequence[Any]], sureness: float = 0.9) -> None:
        self.rows, self.sureness = list(rows), sureness

    def bind(self, text: str, passages: Sequence[Passage], heading: str = "") -> list[tuple[Binding, ...]]:
        return [tuple(self._binding(text, number) for number in p.numbers) for p in passages]

    def claims(self, *_: Any, **__: Any) -> list[Any]:
        return []

    def _binding(self, text: str, number: Span) -> Binding:
        words = text[slice(*number)]
        row = next((r for r in self.rows if r[0] in words or words in r[0]), None)
        if row is None:
            return Binding("none", 1.0, "other", (), (), 1.0, 1.0, 1.0)
        _, label, unit, group, statement = row
        whom, what = self._spans(text, group, number), self._spans(text, statement, number)
        return Binding(label, 1.0, unit, whom, what, 0.9, 0.9, self.sureness)

    @staticmethod
    def _spans(text: str, words: str | None, number: Span) -> tuple[Span, ...]:
        found = []
        for part in words.split(" … ") if words else ():
            places = [i for i in range(len(text)) if text.startswith(part, i)]
            place = min(places, key=lambda i: abs(i - number[0]))
            found.append((place, place + len(part)))
        return tuple(sorted(found))


def told(case: dict[str, Any]) -> Extraction:
    return extract(Article(case["text"]), ToldBinder(case["binder"]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_case_gives_its_figures(case: dict[str, Any]) -> None:
    made = [
        [
            s.value_quote.exact,
            float(s.value),
            s.unit,
            s.kind.value,
            s.group.text if s.group else None,
            s.statement.text if s.statement else None,
        ]
        for s in told(case).statistics
    ]
    for found, expected in zip(made, case["expected"], strict=True):
        assert expected[0] in found[0] or found[0] in expected[0]
        assert found[1:] == expected[1:]


def test_a_carried_group_lowers_the_confidence() -> None:
    case = next(c for c in CASES if c["name"].startswith("another share"))
    named, carried = told(case).statistics
    assert named.confidence is not None
    assert carried.confidence is not None
    assert carried.confidence < named.confidence
