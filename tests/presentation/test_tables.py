from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest

from claimgraph.presentation import tables


def test_contradictions_start_with_what_cannot_be_right_and_leave_gaps_out(corpus, comparisons, short):
    rows = tables.contradiction_rows(comparisons, corpus, short)
    assert [row["verdict"] for row in rows] == ["arithmetic", "misreport", "disagreement"]
    assert rows[2]["question"] == "find the catalogue easy to search"
    assert "49 % of librarians in 2021" in rows[2]["figures"]


def test_gaps_are_asked_for(corpus, comparisons, short):
    (row,) = tables.contradiction_rows(comparisons, corpus, short, gaps=True)
    assert row["reason"] == "Librarians and teachers answer 39 points apart."
    assert "19 percent of teachers" in row["quotes"]


def test_trends_run_from_the_earlier_year(corpus, comparisons, short):
    (row,) = tables.trend_rows(comparisons, corpus, short)
    assert (row["from_year"], row["from_value"], row["to_year"], row["to_value"]) == (2019, 65, 2020, 71)


def test_every_row_is_ready_for_json_and_has_the_same_keys(corpus, comparisons, short):
    every = (
        tables.article_rows(corpus, short),
        tables.study_rows(corpus, short),
        tables.group_rows(corpus, short),
        tables.measure_rows(corpus, short),
        tables.statistic_rows(corpus.statistics, corpus, short),
        tables.claim_rows(corpus, short),
        tables.comparison_rows(comparisons, corpus, short),
    )
    assert [len(rows) for rows in every] == [3, 2, 2, 3, 10, 1, 8]
    for rows in every:
        assert json.loads(json.dumps(rows)) == rows
        assert len({tuple(row) for row in rows}) == 1


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2+3", "'-2+3"),
        ("\t=1", "'=1"),
        ("plain", "plain"),
        (-5, -5),
        (Decimal("-5.5"), Decimal("-5.5")),
        (None, None),
        ("two\nlines", "two lines"),
    ],
)
def test_no_cell_is_a_formula(cell, safe):
    assert tables.csv_cell(cell) == safe


def test_hostile_text_stays_text_in_csv_and_on_a_terminal(hostile, short):
    corpus, _ = hostile
    (row,) = tables.statistic_rows(corpus.statistics, corpus, short)
    out = io.StringIO()
    csv.writer(out).writerow([tables.csv_cell(cell) for cell in row.values()])
    assert "'=HYPERLINK(1)" in next(csv.reader([out.getvalue()]))
    assert "\x1b" not in tables.render(tables.article_rows(corpus, short))


def test_a_table_keeps_ids_whole_and_brackets_as_they_are():
    text = tables.render(
        [{"id": "stat-0123456789", "what": "[red]words[/red] that are long enough to wrap"}], width=40
    )
    assert "stat-0123456789" in text
    assert "[red]words[/red]" in text


def test_an_annotation_is_shown_as_a_table():
    figure = {
        "id": "f1",
        "text": "58 percent",
        "group": "owls",
        "statement": "hoot",
        "study": None,
        "year": 2020,
    }
    assert "58 percent" in tables.annotation_table({"doc": "a.txt", "statistics": [figure]})
    assert tables.annotation_table({"doc": "a.txt", "statistics": []}) == "a.txt\nno statistics"
