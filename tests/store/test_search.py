"""The search index: what a person types, and what comes first."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.store.search import Row, SearchIndex

ROWS = [
    Row("stat-1", Decimal(62), "dockers said that new cranes make their work safer"),
    Row("stat-2", Decimal("62.0"), "farmers irrigate at night"),
    Row("stat-3", Decimal(81), "shipowners said that new cranes make the work safer"),
    Row("stat-4", Decimal("12.5"), "dockers trust the port authority"),
]


@pytest.fixture
def index() -> SearchIndex:
    made = SearchIndex()
    made.rebuild(ROWS, "stamp")
    return made


def ids(index: SearchIndex, words: str, *values: str) -> list[str]:
    return [hit.id for hit in index.find(words, [Decimal(v) for v in values])]


def test_value_and_words_together_beat_either(index: SearchIndex) -> None:
    assert ids(index, "percent of dockers", "62")[0] == "stat-1"


def test_a_value_that_matches_excludes_other_values(index: SearchIndex) -> None:
    assert set(ids(index, "cranes", "62")) == {"stat-1", "stat-2"}


def test_equal_numbers_are_equal_however_spelt(index: SearchIndex) -> None:
    assert set(ids(index, "", "62.00")) == {"stat-1", "stat-2"}
    assert ids(index, "", "12.50") == ["stat-4"]


def test_a_value_that_nobody_told_leaves_the_words(index: SearchIndex) -> None:
    assert "stat-4" in ids(index, "port authority", "99")


def test_rare_words_count_more(index: SearchIndex) -> None:
    assert ids(index, "said shipowners")[0] == "stat-3"


def test_word_forms_and_typos_are_forgiven(index: SearchIndex) -> None:
    assert ids(index, "docker trusting")[0] == "stat-4"
    assert ids(index, "shipownrs crames")[0] == "stat-3"


def test_scores_are_between_0_and_1_and_sorted(index: SearchIndex) -> None:
    scores = [hit.score for hit in index.find("new cranes dockers", [Decimal(62)])]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


@given(st.text(max_size=80))
def test_any_text_is_a_search(text: str) -> None:
    made = SearchIndex()
    made.rebuild(ROWS, "stamp")
    made.find(text)
    made.close()


def test_the_stamp_tells_a_lost_or_foreign_file(tmp_path: Path) -> None:
    made = SearchIndex(tmp_path / "search.sqlite")
    assert made.stamp is None
    made.rebuild(ROWS, "state 7")
    made.close()
    again = SearchIndex(tmp_path / "search.sqlite")
    assert again.stamp == "state 7"
    assert ids(again, "", "81") == ["stat-3"]
    again.close()


def test_a_damaged_file_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "search.sqlite").write_bytes(b"no database" * 100)
    made = SearchIndex(tmp_path / "search.sqlite")
    assert made.stamp is None
    made.rebuild(ROWS, "stamp")
    assert ids(made, "", "81") == ["stat-3"]


FILTERED = [
    Row(
        "stat-1", Decimal(62), "cranes", group="dockers stevedores", study="Ports in Transition", year="2021"
    ),
    Row("stat-2", Decimal(62), "cranes", group="shipowners", study="Quays", year="2019", shown="two"),
    Row("stat-3", Decimal(31), "cranes", group="dockers", year="2019", after=True),
    Row("stat-4", Decimal(31), "cranes", group="dockers", year="2020"),
]


@pytest.mark.parametrize(
    ("values", "filters", "expected"),
    [
        ([], {"group": "dockers"}, ["stat-1", "stat-4", "stat-3"]),
        ([], {"group": "docker", "year": "2019"}, ["stat-3"]),
        ([], {"study": "Quays"}, ["stat-2"]),
        ([Decimal(62)], {"group": "dockers"}, ["stat-1"]),
        ([Decimal(31)], {"study": "Quays"}, ["stat-2"]),  # no such value there: the words are left
        ([], {"group": '" OR 1 AND'}, []),
        ([], {"year": ""}, ["stat-1", "stat-2", "stat-4", "stat-3"]),
    ],
)
def test_filters_leave_out_all_others(
    values: list[Decimal], filters: dict[str, str], expected: list[str]
) -> None:
    made = SearchIndex()
    made.rebuild(FILTERED, "stamp")
    assert [hit.id for hit in made.find("cranes", values, filters=filters)] == expected
    made.close()


def test_what_is_shown_is_kept() -> None:
    made = SearchIndex()
    made.rebuild(FILTERED, "stamp")
    (hit,) = made.find("cranes", filters={"study": "quays"})
    assert hit.shown == "two"
    made.close()


def test_a_common_word_is_found_too() -> None:
    made = SearchIndex()
    made.rebuild([Row(f"stat-{n:04}", Decimal(n % 90), "dockers agree") for n in range(2_000)], "stamp")
    assert len(made.find("dockers", limit=500)) == 500
    assert [hit.id for hit in made.find("dockers", [Decimal(7)], limit=2)] == ["stat-0007", "stat-0097"]
    made.close()


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=1, max_size=8))
def test_rows_that_come_and_go_leave_what_a_new_index_would_hold(steps: list[tuple[bool, int]]) -> None:
    pool = [*ROWS, Row("stat-5", Decimal(81), "pilots fear new cranes"), Row("stat-6", Decimal(4), "tolls")]
    held = dict.fromkeys([0, 1])
    with SearchIndex() as index, SearchIndex() as anew:
        index.rebuild([pool[place] for place in held], "first")
        for comes, place in steps:
            gone = [pool[place].id] if place in held else []
            index.update(gone, [pool[place]] if comes else [], "next")
            held.pop(place, None)
            held |= {place: None} if comes else {}
        anew.rebuild([pool[place] for place in held], "next")
        assert index.stamp == "next"
        for words, values in [("dockers cranes", ["62"]), ("cranes", ()), ("trust", ()), ("farmer", ["81"])]:
            found = {hit.id: hit.score for hit in index.find(words, [Decimal(v) for v in values])}
            assert found == {hit.id: hit.score for hit in anew.find(words, [Decimal(v) for v in values])}
