"""A cell of a table with its row and its column becomes a statistic."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from claimgraph.extraction import tables
from claimgraph.extraction.binder import Binding, Passage
from claimgraph.extraction.pipeline import run
from claimgraph.extraction.sentences import split
from claimgraph.model import Article, Basis, Extraction


class Blind:
    """Bind nothing: what is found here is found by the table alone."""

    def bind(self, text: str, passages: Sequence[Passage], heading: str = "") -> list[tuple[Binding, ...]]:
        return [
            tuple(Binding("none", 1.0, "other", (), (), 0.0, 0.0, 0.0) for _ in passage.numbers)
            for passage in passages
        ]

    def claims(self, *_: object, **__: object) -> list[object]:
        return []


def read(text: str) -> Extraction:
    return run(Article(text), Blind())


def rows(text: str) -> list[tuple[object, ...]]:
    return [
        (str(s.value), s.unit, s.group.text if s.group else None, s.statement and s.statement.text, s.year)
        for s in read(text).statistics
    ]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (  # the corner names the statements
            "| Statement | Dockers | Shipowners |\n| --- | --- | --- |\n| Trust the port | 44% | 61% |\n",
            [("44", "Dockers", "Trust the port", None), ("61", "Shipowners", "Trust the port", None)],
        ),
        (  # the corner names the groups
            "| Role | Trust the port | Fear for jobs |\n|---|---|---|\n| Dockers | 44 % | **38 %** |\n",
            [("44", "Dockers", "Trust the port", None), ("38", "Dockers", "Fear for jobs", None)],
        ),
        (  # marks of footnotes are no part of a cell
            "| Statement | Dockers[^1] | All |\n|-|-|-|\n| Trust it<sup>a</sup> | **44%**[^2] | 50% [^3] |",
            [("44", "Dockers", "Trust it", None), ("50", None, "Trust it", None)],
        ),
        (  # a heading over several columns that says what is counted is no group
            "| | % of people | % of people |\n|-|-|-|\n| | Dockers | Cooks |\n| Trust it | 44 | 61 |\n",
            [("44", "Dockers", "Trust it", None), ("61", "Cooks", "Trust it", None)],
        ),
        (  # neither: the longer headings are the statements
            "| | Dockers | Shipowners |\n|---|---|---|\n| Trust the port | 44% | 61% |\n",
            [("44", "Dockers", "Trust the port", None), ("61", "Shipowners", "Trust the port", None)],
        ),
        (
            "| | They trust the port | They fear for their jobs |\n|---|---|---|\n| Dockers | 44% | 38% |\n",
            [
                ("44", "Dockers", "They trust the port", None),
                ("38", "Dockers", "They fear for their jobs", None),
            ],
        ),
        (  # years over the columns
            "| Of dockers, percent | 2019 | 2021 |\n|---|---|---|\n| Trust the port | 31 | 44.5 |\n",
            [("31", None, "Trust the port", 2019), ("44.5", None, "Trust the port", 2021)],
        ),
        (  # groups over years
            "| | Dockers | Dockers |\n|---|---|---|\n| Item | 2019 | 2021 |\n| Trust them | 31% | 44% |\n",
            [("31", "Dockers", "Trust them", 2019), ("44", "Dockers", "Trust them", 2021)],
        ),
        (  # bases and numbers without a unit are no shares
            "| Item | Dockers | Base |\n|---|---|---|\n| Trust it | 44% | 400 |\n| n | 9 | |\n| So | 5 | |\n",
            [("44", "Dockers", "Trust it", None)],
        ),
    ],
)
def test_a_cell_is_bound_by_its_headings(table: str, expected: list[tuple[object, ...]]) -> None:
    found = rows(f"The Tidewater Institute asked dockers.\n\n{table}\nAfter it.")
    assert [(value, group, statement, year) for value, _, group, statement, year in found] == expected
    assert {unit for _, unit, *_ in found} == {"percent"}


def test_the_quote_is_the_row_and_the_year_is_stated() -> None:
    text = "| Of dockers | 2021 |\n|---|---|\n| Trust \\| faith | 44% |\n"
    (statistic,) = read(text).statistics
    assert statistic.value_quote.exact == "44%"
    assert statistic.quote.exact == "| Trust \\| faith | 44% |"
    assert (statistic.year, statistic.year_basis) == (2021, Basis.STATED)


def test_bounds_signs_and_points() -> None:
    text = "| Statement | Dockers | Change, points |\n|---|---|---|\n| Trust the port | <1% | -13 |\n"
    found = read(text + "| Pay | >50% | +4 pp |\n| Fear | 1% | 2 % |\n").statistics
    assert [(str(s.value), s.unit, s.bound.value, s.kind.value) for s in found] == [
        ("1", "percent", "less_than", "level"),
        ("50", "percent", "more_than", "level"),
        ("4", "points", "exact", "change"),
        ("1", "percent", "exact", "level"),
        ("2", "percent", "exact", "change"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n| 44% | 61% |\n| 44% | 61% |\n",  # no rule of dashes
        "| a | b |\n|---|---|\n",
        "|||\n|---|---|\n|||\n",
        "| | |\n|---|---|\n| 44% | 61% |\n",  # no headings
        "Is it | or ||| ? 44%",
    ],
)
def test_what_is_no_table_of_figures_gives_none(text: str) -> None:
    assert tables.find(text, split(text))[1] == []


def test_a_huge_table_takes_time_in_proportion() -> None:
    row = "| Trust the port | " + " | ".join(["44%"] * 20) + " |\n"
    text = "| Statement | " + " | ".join(["Dockers"] * 20) + " |\n" + "|---" * 21 + "|\n" + row * 2_000
    assert len(tables.find(text, split(text))[1]) == 40_000
