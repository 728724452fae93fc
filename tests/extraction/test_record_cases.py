"""Sentences and the records that should come out of them, with the reader that is shipped: `cases/records`.

A case with `unmet` is not read rightly yet, and says in what; once it is, its test fails until that line is
taken away.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from claimgraph.extraction import extract
from claimgraph.model import Article, Phrase

CASES = [
    pytest.param(
        case,
        id=f"{path.stem}-{place}",
        marks=[pytest.mark.xfail(reason=case["unmet"], strict=True)] if "unmet" in case else [],
    )
    for path in sorted((Path(__file__).parent / "cases" / "records").glob("*.toml"))
    for place, case in enumerate(tomllib.loads(path.read_text("utf-8"))["case"], 1)
]
FILLER = {"a", "an", "the", "of", "their", "these", "those", "all", "that", "who", "to", "and", "or"}


def overlap(made: Phrase | None, expected: str | None) -> float:
    """Return the token F1, as annotated articles are scored: processors round differently, ends may too."""
    left, right = (
        Counter(w for w in re.findall(r"[a-z0-9]+", (words or "").lower()) if w not in FILLER)
        for words in (made.text if made else "", expected)
    )
    both = sum(left.values()) + sum(right.values())
    return 2 * sum((left & right).values()) / both if both else 1.0


@pytest.mark.parametrize("case", CASES)
def test_the_records_of_a_sentence(case: dict[str, Any]) -> None:
    made = extract(Article(case["text"])).statistics
    assert [s.value_quote.exact for s in made] == [record[0] for record in case["records"]]
    for s, (_, kind, unit, group, statement) in zip(made, case["records"], strict=True):
        assert (s.kind.value, s.unit) == (kind, unit)
        assert overlap(s.group, group) >= 0.75, s.group
        assert overlap(s.statement, statement) >= 0.6, s.statement
