"""What is a claim beside figures, and what is none, case by case: each file holds one construct."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from claimgraph.extraction import claims
from claimgraph.extraction.sentences import split
from claimgraph.model import Article, Bound, Kind, Quote, Statistic

FOLDER = Path(__file__).parent / "cases" / "claims"
CASES = [
    pytest.param(case, id=f"{file.stem}-{number}")
    for file in sorted(FOLDER.glob("*.toml"))
    for number, case in enumerate(tomllib.loads(file.read_text("utf-8"))["case"], 1)
]


def statistic(article: Article, words: str) -> Statistic:
    start = article.text.index(words)
    quote = Quote.of(article, start, start + len(words))
    return Statistic(quote, quote, Decimal(1), "percent", Bound.EXACT, Kind.LEVEL, None, None)


@pytest.mark.parametrize("case", CASES)
def test_it_finds_the_claims_and_nothing_else(case: dict[str, Any]) -> None:
    article = Article(case["text"])
    statistics = [statistic(article, words) for words in case["figures"]]
    found = claims.find(article, split(article.text), (), statistics)
    assert [claim.quote.exact for claim in found] == case["claims"]
    assert all(claim.confidence is not None and 0 < claim.confidence < 1 for claim in found)
