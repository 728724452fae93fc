"""Relations between the statistics of one article."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from claimgraph.extraction import relations
from claimgraph.extraction.annotation import from_annotation
from claimgraph.extraction.sentences import split
from claimgraph.model import Article

CASES = json.loads((Path(__file__).parent / "cases" / "relations.json").read_text("utf-8"))


def found(case: dict[str, Any]) -> list[tuple[str, int | None, frozenset[int], bool | None]]:
    article = Article(case["text"])
    rows, place = [], 0
    for i, (quote, value, unit, kind, group, statement, year, *study) in enumerate(case["figures"]):
        place = case["text"].index(quote, place)
        rows.append(
            {
                "id": f"f{i}",
                "text": quote,
                "start": place,
                "end": place + len(quote),
                "value": value,
                "unit": unit,
                "bound": case.get("bounds", ["exact"] * 9)[i],
                "kind": kind,
                "group": group,
                "statement": statement,
                "study": study[0] if study else "s1",
                "year": year,
            }
        )
        place += len(quote)
    studies = [{"key": "s1", "organisations": ["Guild"]}, {"key": "s2", "organisations": ["Board"]}]
    statistics = from_annotation(article, {"studies": studies, "statistics": rows}).statistics
    place_of = {s.id: i for i, s in enumerate(statistics)}
    starts = [sentence.start for sentence in split(case["text"])]
    return [
        (r.type, place_of[r.of] if r.of else None, frozenset(place_of[x] for x in r.between), r.holds)
        for r in relations.find(statistics, starts)
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_case_gives_its_relations_and_no_more(case: dict[str, Any]) -> None:
    expected = [(kind, of, frozenset(ends), holds) for kind, of, ends, holds in case["relations"]]
    assert sorted(found(case), key=repr) == sorted(expected, key=repr)


def test_no_statistics_have_no_relations() -> None:
    assert relations.find((), []) == ()
