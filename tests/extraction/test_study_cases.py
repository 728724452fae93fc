"""Studies, their years and whose figures are whose, case by case: each file holds one construct."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from claimgraph.extraction import samples, studies, years
from claimgraph.extraction.sentences import split
from claimgraph.model import Article

CASES = Path(__file__).parent / "cases"
FILES = [*sorted((CASES / "studies").glob("*.toml")), *sorted((CASES / "years").glob("*.toml"))]
TOLD = [
    pytest.param(case, id=f"{file.stem}-{number}")
    for file in FILES
    for number, case in enumerate(tomllib.loads(file.read_text("utf-8"))["case"], 1)
]


@pytest.mark.parametrize("case", TOLD)
def test_it_tells_the_studies_and_their_figures(case: dict[str, Any]) -> None:
    text: str = case["text"]
    article, sentences = Article(text, date=case.get("date")), split(text)
    told = studies.find(article, sentences, samples.find(text, sentences))
    told = years.date_studies(article, sentences, told)
    for one, expected in zip(told, case.get("studies", []), strict=False):
        for field, value in expected.items():
            found = getattr(one.study, field)
            assert (list(found) if isinstance(found, tuple) else found or 0) == value, field
    if "studies" in case:
        assert len(told) == len(case["studies"])
    spans: list[tuple[int, int]] = []
    for figure in case["figures"]:
        start = text.index(figure[0], spans[-1][1] if spans else 0)
        spans.append((start, start + len(figure[0])))
    keys = studies.attribute(article, sentences, told, spans)
    dates = years.date_figures(article, sentences, told, spans, keys)
    ids = [one.study.id for one in told]
    for (words, place, *year), key, (found_year, *_) in zip(case["figures"], keys, dates, strict=True):
        assert (ids.index(key) if key else -1) == place, words
        if year:
            assert (found_year or 0) == year[0], words
