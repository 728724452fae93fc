"""Queries taken apart for servers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, Store

from claimgraph import vocabulary as v
from claimgraph.errors import QueryError
from claimgraph.store import paging


def test_declarations_are_kept_and_ours_added() -> None:
    prologue, body = paging.split("# a\nPREFIX cg: <http://own/>\nBASE <http://b/> #c\nSELECT * { ?s ?p ?o }")
    assert body == "SELECT * { ?s ?p ?o }"
    assert prologue.count("PREFIX cg:") == 1
    assert "PREFIX skos:" in prologue


@pytest.mark.parametrize("name", v.queries())
def test_counts_and_pages_of_every_named_query_are_queries(name: str) -> None:
    prologue, body = paging.split(v.queries()[name].text)
    assert paging.form(body) == "SELECT"
    Store().query(paging.counted(prologue, body))
    Store().query(paging.page(prologue, body, 10, 5))


def test_a_parameter_is_data_whatever_it_holds() -> None:
    evil = Literal('x" ) } } DROP ALL # \n')
    text = paging.bound("SELECT ?x { ?s ?p ?x }", {"x": evil})
    store = Store()
    store.update('INSERT DATA { <a:a> <a:b> "y" , "x\\" ) } } DROP ALL # \\n" }')
    assert [row["x"] for row in store.query(text)] == [evil]  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["", "INSERT DATA {}", "{}", "CLEAR ALL"])
def test_what_is_no_query_is_refused(text: str) -> None:
    with pytest.raises(QueryError):
        paging.form(text)


@given(st.text(alphabet="PREFIXBASE a:<>#\n{}?*SELECT ", max_size=80))
def test_splitting_loses_nothing(text: str) -> None:
    prologue, body = paging.split(text)
    assert text.endswith(body)
    assert prologue.endswith(text[: len(text) - len(body)].strip() + "\n")
